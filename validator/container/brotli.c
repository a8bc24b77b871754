#include "container/brotli.h"

#include <brotli/decode.h>
#include <string.h>

#include "base/limits.h"
#include "base/out.h"
#include "container/take.h"

enum {
    STEP = 16384
};

typedef struct compressed {
    cl_span bytes;
    uint64_t offset;
} compressed;

/* Decompresses into `to` until the stream ends, breaks or fills the cap; returns the library's last
 * word. */
static BrotliDecoderResult decompress_all(BrotliDecoderState *decoder, cl_span in, cl_out *to,
                                          size_t cap)
{
    uint8_t step[STEP];
    size_t left = in.len;
    const uint8_t *next = in.data;
    BrotliDecoderResult said = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (said == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && to->len < cap) {
        size_t room = STEP;
        uint8_t *at = step;
        said = BrotliDecoderDecompressStream(decoder, &left, &next, &room, &at, NULL);
        cl_out_put(to, (cl_span){step, STEP - room});
    }
    return said;
}

static bool ran_out_of_memory(const BrotliDecoderState *decoder)
{
    BrotliDecoderErrorCode code = BrotliDecoderGetErrorCode(decoder);
    return code <= BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES &&
           code >= BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES;
}

static cl_status keep(cl_blocks *blocks, cl_span text, uint64_t offset, cl_span *out)
{
    uint8_t *bytes;
    CL_TRY(cl_take_room(blocks, offset, text.len, &bytes));
    if (bytes == NULL || text.len == 0) {
        return CL_OK;
    }
    memcpy(bytes, text.data, text.len);
    *out = (cl_span){bytes, text.len};
    return CL_OK;
}

static cl_status report(cl_blocks *blocks, BrotliDecoderResult said, size_t len, uint64_t offset)
{
    if (said == BROTLI_DECODER_RESULT_SUCCESS) {
        return CL_OK;
    }
    if (said == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_LIMIT, offset,
                                "a compressed box is larger than what is read of it, %zu bytes",
                                len);
    }
    return cl_damage_report(blocks->findings, CL_DAMAGE_STRUCTURE, offset,
                            "a compressed box is broken after %zu bytes", len);
}

/* Decompresses at most `cap` bytes; *said is the library's last word. */
static cl_status decompress(cl_blocks *blocks, const compressed *from, size_t cap, cl_span *out,
                            BrotliDecoderResult *said)
{
    cl_out text = {0};
    BrotliDecoderState *decoder = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    if (decoder == NULL) {
        return CL_NO_MEMORY;
    }
    *said = decompress_all(decoder, from->bytes, &text, cap);
    cl_status status = text.failed || ran_out_of_memory(decoder) ? CL_NO_MEMORY : CL_OK;
    BrotliDecoderDestroyInstance(decoder);
    if (status == CL_OK) {
        status = keep(blocks, cl_span_sub(cl_out_span(&text), 0, cap), from->offset, out);
    }
    cl_out_free(&text);
    return status;
}

static size_t most(const cl_blocks *blocks)
{
    size_t left = cl_take_left(blocks);
    return left < CL_INFLATE_MAX ? left : CL_INFLATE_MAX;
}

cl_status cl_unbrotli(cl_blocks *blocks, cl_span bytes, uint64_t offset, cl_span *out)
{
    BrotliDecoderResult said;
    const compressed from = {bytes, offset};
    *out = CL_EMPTY_SPAN;
    if (most(blocks) == 0) {
        return cl_take_report_limit(blocks, offset);
    }
    CL_TRY(decompress(blocks, &from, most(blocks), out, &said));
    return report(blocks, said, out->len, offset);
}

cl_status cl_unbrotli_start(cl_blocks *blocks, cl_span bytes, uint64_t offset, uint64_t want,
                            cl_span *out)
{
    BrotliDecoderResult said;
    const compressed from = {bytes, offset};
    *out = CL_EMPTY_SPAN;
    if (want > most(blocks)) {
        return cl_take_report_limit(blocks, offset);
    }
    CL_TRY(decompress(blocks, &from, (size_t)want, out, &said));
    return out->len == want ? CL_OK : report(blocks, BROTLI_DECODER_RESULT_ERROR, out->len, offset);
}
