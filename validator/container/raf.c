#include "base/reader.h"
#include "container/formats.h"
#include "container/jpeg.h"

/* Fujifilm's raw. Its maker describes it nowhere; all readers agree on where the place and the
 * length of the JPEG stand, which holds the metadata. */
enum {
    JPEG_PLACE = 84,
    HEADER = 92
};

static const cl_span mark = {(const uint8_t *)"FUJIFILM", 8};

static bool is_raf(cl_span head)
{
    return cl_span_starts(head, mark);
}

static cl_status read_place(cl_source *source, uint32_t *offset, uint32_t *len)
{
    cl_span head;
    CL_TRY(cl_source_peek(source, JPEG_PLACE, HEADER - JPEG_PLACE, &head));
    cl_reader reader = cl_reader_of(head, JPEG_PLACE);
    CL_TRY(cl_read_u32be(&reader, offset));
    return cl_read_u32be(&reader, len);
}

static cl_status check_length(const cl_source *source, cl_blocks *blocks, uint64_t end)
{
    uint64_t size = cl_source_size(source);
    if (end <= size) {
        return CL_OK;
    }
    return cl_damage_report(blocks->findings, CL_DAMAGE_LENGTH, JPEG_PLACE,
                            "the RAF's JPEG ends %llu bytes behind the end of the file",
                            (unsigned long long)(end - size));
}

static cl_status read_raf(cl_source *source, cl_blocks *blocks)
{
    uint32_t offset;
    uint32_t len;
    cl_status status = read_place(source, &offset, &len);
    if (status == CL_TRUNCATED) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_TRUNCATED, 0,
                                "the RAF ends inside its header");
    }
    CL_TRY(status);
    cl_source *part = NULL;
    cl_span head;
    CL_TRY(check_length(source, blocks, (uint64_t)offset + len));
    CL_TRY(cl_source_until(source, (uint64_t)offset + len, &part));
    CL_TRY(cl_source_peek_some(part, offset, 3, &head));
    if (!cl_jpeg_is(head)) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_STRUCTURE, JPEG_PLACE,
                                "the RAF names no place where a JPEG stands");
    }
    return cl_jpeg_read(part, offset, blocks);
}

const cl_format cl_format_raf = {.name = "RAF", .is = is_raf, .read = read_raf};
