/* zlib then takes its input as const. */
#define ZLIB_CONST

#include "container/inflate.h"

#include <limits.h>
#include <string.h>
#include <zlib.h>

#include "base/limits.h"
#include "base/out.h"
#include "container/take.h"

enum {
    STEP = 16384,
    WINDOW = MAX_WBITS + 32 /* and the header says whether it is zlib or gzip */
};

/* Inflates into `to` until the stream ends, breaks or fills the cap; returns zlib's last word. */
static int inflate_all(z_stream *stream, cl_out *to, size_t cap)
{
    uint8_t step[STEP];
    int said = Z_OK;
    while (said == Z_OK && to->len < cap) {
        stream->next_out = step;
        stream->avail_out = STEP;
        said = inflate(stream, Z_NO_FLUSH);
        cl_out_put(to, (cl_span){step, STEP - stream->avail_out});
    }
    return said;
}

static cl_status keep(cl_blocks *blocks, cl_span inflated, uint64_t offset, cl_span *out)
{
    uint8_t *bytes;
    CL_TRY(cl_take_room(blocks, offset, inflated.len, &bytes));
    if (bytes == NULL || inflated.len == 0) {
        return CL_OK;
    }
    memcpy(bytes, inflated.data, inflated.len);
    *out = (cl_span){bytes, inflated.len};
    return CL_OK;
}

static cl_status report(cl_blocks *blocks, int said, size_t len, uint64_t offset)
{
    if (said == Z_STREAM_END) {
        return CL_OK;
    }
    if (said == Z_OK) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_LIMIT, offset,
                                "a compressed text is larger than what is read of it, %zu bytes",
                                len);
    }
    return cl_damage_report(blocks->findings, CL_DAMAGE_STRUCTURE, offset,
                            "a compressed text is broken after %zu bytes", len);
}

cl_status cl_inflate(cl_blocks *blocks, cl_span compressed, uint64_t offset, cl_span *out)
{
    size_t left = cl_take_left(blocks);
    size_t cap = left < CL_INFLATE_MAX ? left : CL_INFLATE_MAX;
    z_stream stream = {0};
    cl_out inflated = {0};
    *out = CL_EMPTY_SPAN;
    if (cap == 0) {
        return cl_take_report_limit(blocks, offset);
    }
    if (compressed.len > UINT_MAX || inflateInit2(&stream, WINDOW) != Z_OK) {
        return CL_NO_MEMORY;
    }
    stream.next_in = compressed.data;
    stream.avail_in = (uInt)compressed.len;
    int said = inflate_all(&stream, &inflated, cap);
    (void)inflateEnd(&stream);
    cl_status status = inflated.failed || said == Z_MEM_ERROR ? CL_NO_MEMORY : CL_OK;
    if (status == CL_OK) {
        status = keep(blocks, cl_span_sub(cl_out_span(&inflated), 0, cap), offset, out);
    }
    cl_out_free(&inflated);
    CL_TRY(status);
    return report(blocks, said, out->len, offset);
}
