#include <md5.h>

#include "metadata/metadata.h"

/* Photoshop's resource 0x0425 holds the MD5 that the whole IIM block had when XMP and IIM were last
 * written together (Metadata Working Group, Guidelines 2.0, 5.3). */
enum {
    PADDED_TO = 4 /* some writers take the block for one of 32-bit words, and pad it */
};

static const cl_block *first_of(const cl_blocks *blocks, cl_block_kind kind)
{
    for (size_t i = 0; i < blocks->items.count; i++) {
        const cl_block *block = cl_blocks_at(blocks, i);
        if (block->kind == kind) {
            return block;
        }
    }
    return NULL;
}

static bool is_all_zero(cl_span bytes)
{
    size_t at = 0;
    while (at < bytes.len && bytes.data[at] == 0) {
        at++;
    }
    return at == bytes.len;
}

/* Whether the bytes hashed so far give the digest. */
static bool ends_in(const MD5_CTX *so_far, cl_span wanted)
{
    uint8_t digest[MD5_DIGEST_LENGTH];
    MD5_CTX context = *so_far;
    MD5Final(digest, &context);
    return cl_span_equal((cl_span){digest, sizeof digest}, wanted);
}

/* Zeros behind the last dataset count or not: with none, with some, or with all that there are. */
static bool is_digest_of(cl_span wanted, cl_span iim)
{
    size_t len = iim.len;
    while (len > 0 && iim.data[len - 1] == 0) {
        len--;
    }
    MD5_CTX context;
    MD5Init(&context);
    MD5Update(&context, iim.data, len);
    for (size_t padding = 0; padding < PADDED_TO; padding++) {
        if (ends_in(&context, wanted)) {
            return true;
        }
        MD5Update(&context, (const uint8_t *)"", 1);
    }
    MD5Init(&context);
    MD5Update(&context, iim.data, iim.len);
    return ends_in(&context, wanted);
}

/* The first IIM block is the one whose values count: 0x0404, and in a TIFF tag 33723. */
cl_status cl_digest_read(const cl_blocks *blocks, cl_fields *fields)
{
    const cl_block *digest = first_of(blocks, CL_BLOCK_DIGEST);
    const cl_block *iim = first_of(blocks, CL_BLOCK_IIM);
    if (digest == NULL || iim == NULL || is_all_zero(digest->bytes)) {
        return CL_OK;
    }
    if (digest->bytes.len != MD5_DIGEST_LENGTH) {
        return cl_damage_report(fields->findings, CL_DAMAGE_IGNORED, cl_block_offset(digest, 0),
                                "%s: an IPTC digest of %zu bytes; an MD5 has %d", digest->container,
                                digest->bytes.len, MD5_DIGEST_LENGTH);
    }
    fields->digest = is_digest_of(digest->bytes, iim->bytes) ? CL_DIGEST_MATCH : CL_DIGEST_DIFFERS;
    return CL_OK;
}
