#include "base/limits.h"
#include "base/reader.h"
#include "container/formats.h"
#include "container/tiff.h"

/* Minolta's raw: a mark, the length of what follows, then blocks of a name, a length and that many
 * bytes. Its maker describes it nowhere; all readers agree that TTW is the TIFF stream. */
enum {
    HEADER = 8 /* of the file and of a block */
};

typedef struct mrw {
    cl_source *source;
    cl_blocks *blocks;
    bool little_endian;
    bool has_tiff;
    uint64_t offset; /* of the next block */
    uint64_t end;    /* of the blocks */
} mrw;

static bool is_mrw(cl_span head)
{
    return cl_span_starts(head, (cl_span){(const uint8_t *)"\0MRM", 4}) ||
           cl_span_starts(head, (cl_span){(const uint8_t *)"\0MRI", 4});
}

/* A name and a length. */
static cl_status read_header(const mrw *from, uint64_t offset, uint32_t *name, uint32_t *len)
{
    cl_span head;
    CL_TRY(cl_source_peek(from->source, offset, HEADER, &head));
    cl_reader reader = cl_reader_of(head, offset);
    CL_TRY(cl_read_u32be(&reader, name));
    reader.little_endian = from->little_endian;
    return cl_read_u32(&reader, len);
}

static cl_status read_tiff(mrw *from, uint32_t len)
{
    uint64_t start = from->offset + HEADER;
    cl_source *part = NULL;
    if (from->has_tiff) {
        return cl_damage_report(from->blocks->findings, CL_DAMAGE_STRUCTURE, from->offset,
                                "a second TTW block in the MRW was not read");
    }
    from->has_tiff = true;
    CL_TRY(cl_source_until(from->source, start + len, &part));
    return cl_tiff_read(part, start, from->blocks);
}

static cl_status report_name(const mrw *from)
{
    return cl_damage_report(from->blocks->findings, CL_DAMAGE_STRUCTURE, from->offset,
                            "no MRW block is found where one should begin");
}

/* CL_MALFORMED: the blocks cannot be followed any further, and that was reported. */
static cl_status read_block(mrw *from)
{
    enum {
        TTW = 0x545457
    };
    uint32_t name;
    uint32_t len;
    CL_TRY(read_header(from, from->offset, &name, &len));
    if (name >> 24 != 0) {
        CL_TRY(report_name(from));
        return CL_MALFORMED;
    }
    if (name == TTW) {
        CL_TRY(read_tiff(from, len));
    }
    from->offset += HEADER + (uint64_t)len;
    return CL_OK;
}

static cl_status walk_blocks(mrw *from)
{
    cl_status status = CL_OK;
    for (size_t i = 0; from->offset < from->end && status == CL_OK; i++) {
        if (i == CL_SEGMENTS_MAX) {
            return cl_damage_report(from->blocks->findings, CL_DAMAGE_LIMIT, from->offset,
                                    "more than %u MRW blocks", CL_SEGMENTS_MAX);
        }
        status = read_block(from);
    }
    if (status == CL_MALFORMED) {
        return CL_OK;
    }
    if (status == CL_TRUNCATED || (status == CL_OK && from->offset > from->end)) {
        return cl_damage_report(from->blocks->findings, CL_DAMAGE_TRUNCATED, from->offset,
                                "the MRW ends inside its blocks");
    }
    return status;
}

static cl_status read_mrw(cl_source *source, cl_blocks *blocks)
{
    mrw from = {.source = source, .blocks = blocks, .offset = HEADER};
    uint32_t name = 0;
    uint32_t len = 0;
    cl_span head;
    CL_TRY(cl_source_peek_some(source, 0, HEADER, &head));
    from.little_endian = cl_span_ends(cl_span_sub(head, 0, 4), CL_SPAN("I"));
    cl_status status = read_header(&from, 0, &name, &len);
    if (status != CL_OK && status != CL_TRUNCATED) {
        return status;
    }
    from.end = HEADER + (uint64_t)len;
    CL_TRY(walk_blocks(&from));
    if (from.has_tiff) {
        return CL_OK;
    }
    return cl_damage_report(blocks->findings, CL_DAMAGE_STRUCTURE, 0,
                            "the MRW has no TTW block, which would hold its metadata");
}

const cl_format cl_format_mrw = {.name = "MRW", .is = is_mrw, .read = read_mrw};
