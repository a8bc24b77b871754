/* The bytes of a cache file. */
#include <string.h>

#include "base/hash.h"
#include "ruleset/cache_file.h"
#include "ruleset/image.h"

/* In the byte order of this machine: another one reads another magic number. */
static const uint64_t magic = 0x4c43525631303a00u; /* with the version of this form */

typedef struct file_head {
    uint64_t magic;
    uint64_t hash; /* of what is behind it, up to the image */
    uint64_t size;
    uint64_t manifest;
    uint64_t manifest_size;
    uint64_t image;
    uint64_t plain; /* of the image: so many bytes are needed from the start */
    uint64_t plain_hash;
} file_head;
_Static_assert(sizeof(file_head) == CL_CACHE_HEAD, "the head is as long as said");

enum {
    HASHED_FROM = 2 * sizeof(uint64_t),
    PAGE = 4096 /* where it is larger, images are mapped elsewhere than they were made for */
};

static const cl_link stamp_links[] = {CL_LINK_TO_TEXT(cl_file_stamp, path)};
static const cl_shape stamp_shape = CL_SHAPE(cl_file_stamp, stamp_links);

static const cl_link manifest_links[] = {CL_LINK_TO_SPAN(cl_cache_manifest, key),
                                         CL_LINK_TO_SPAN(cl_cache_manifest, hash),
                                         CL_LINK_TO_ARRAY(cl_cache_manifest, stamps, &stamp_shape)};
static const cl_shape manifest_shape = CL_SHAPE(cl_cache_manifest, manifest_links);

static uint64_t hash_before_image(cl_span bytes, const file_head *head)
{
    return cl_hash(cl_span_sub(bytes, HASHED_FROM, (size_t)head->image - HASHED_FROM));
}

cl_status cl_cache_begin(const cl_cache_manifest *manifest, cl_span image, cl_out *out)
{
    file_head head = {.magic = magic, .manifest = sizeof head, .plain = cl_image_plain(image)};
    cl_out_put(out, (cl_span){(const uint8_t *)&head, sizeof head});
    CL_TRY(cl_image_write(manifest, &manifest_shape, 0, out));
    head.manifest_size = out->len - head.manifest;
    while (out->len % PAGE != 0) {
        cl_out_byte(out, '\0');
    }
    if (out->failed) {
        return CL_NO_MEMORY;
    }
    head.image = out->len;
    head.size = head.image + image.len;
    head.plain_hash = cl_hash(cl_span_sub(image, 0, (size_t)head.plain));
    memcpy(out->data, &head, sizeof head);
    head.hash = hash_before_image(cl_out_span(out), &head);
    memcpy(out->data, &head, sizeof head);
    return CL_OK;
}

static bool fits(uint64_t at, uint64_t len, uint64_t end)
{
    return at % CL_IMAGE_ALIGN == 0 && at <= end && len <= end - at;
}

static bool read_head(cl_span first, uint64_t whole, file_head *out)
{
    if (first.len < sizeof *out) {
        return false;
    }
    memcpy(out, first.data, sizeof *out);
    return out->magic == magic && out->size == whole && out->image >= sizeof *out &&
           fits(out->image, out->plain, whole) &&
           fits(out->manifest, out->manifest_size, out->image);
}

size_t cl_cache_plain(cl_span first, uint64_t whole, void **wanted)
{
    file_head head;
    if (!read_head(first, whole, &head)) {
        return 0;
    }
    *wanted = (void *)(CL_RULESET_BASE - (uintptr_t)head.image); /* never used as it is */
    return (size_t)(head.image + head.plain);
}

void cl_cache_seal(uint8_t *bytes, size_t size)
{
    file_head head;
    const cl_span all = {bytes, size};
    if (read_head(all, size, &head)) {
        head.plain_hash = cl_hash(cl_span_sub(all, (size_t)head.image, (size_t)head.plain));
        memcpy(bytes, &head, sizeof head);
        head.hash = hash_before_image(all, &head);
        memcpy(bytes, &head, sizeof head);
    }
}

bool cl_cache_check(cl_cached *cached)
{
    file_head head;
    const cl_span bytes = {cached->bytes, cached->size};
    if (!read_head(bytes, cached->whole, &head) || head.image + head.plain != bytes.len ||
        hash_before_image(bytes, &head) != head.hash ||
        cl_hash(cl_span_from(bytes, (size_t)head.image)) != head.plain_hash) {
        return false;
    }
    void *manifest = NULL;
    const cl_image image = {cached->bytes + head.manifest, (size_t)head.manifest_size, -1, 0};
    bool patterns = cl_image_plain((cl_span){image.bytes, image.len}) < image.len;
    if (patterns || cl_image_open(&image, &manifest_shape, &manifest) != CL_OK) {
        return false;
    }
    cached->manifest = manifest;
    cached->image = (size_t)head.image;
    return true;
}
