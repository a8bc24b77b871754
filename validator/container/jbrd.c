#include "container/jbrd.h"

#include <string.h>

#include "base/limits.h"
#include "container/brotli.h"
#include "container/formats.h"

/* ISO/IEC 18181-2, annex A: a description of the JPEG in bits, then its bytes in Brotli: first the
 * segments. Everything else is read only to find where the bytes begin. */
enum {
    MARKERS_MAX = 16384, /* as the standard has it */
    MARKER_BASE = 0xC0,
    DRI = 0xDD,
    EOI = 0xD9,
    SOS = 0xDA,
    COM = 0xFE,
    UNKNOWN_BYTES = 0xFF, /* stand between the segments */
    CUSTOM_COMPONENTS = 3,
    GREY_COMPONENTS = 0,
    PADDING_BITS = 24
};

/* The lowest bits of each byte come first. */
typedef struct bits {
    cl_span bytes;
    uint64_t at;
    bool ended;
} bits;

/* One of four ways in which a number may be written: so many bits, and what is added to them. */
typedef struct way {
    uint8_t count;
    uint32_t base;
} way;

typedef struct description {
    bits in;
    unsigned app_segments;
    unsigned comments;
    unsigned scans;
    unsigned gaps;
    bool has_restarts;
    uint64_t states;        /* of the coder, told one by one */
    uint64_t segment_bytes; /* of those segments that stand in the stream */
    uint32_t tail;          /* bytes behind the end of the JPEG */
} description;

static uint32_t read_bits(bits *in, unsigned count)
{
    uint32_t value = 0;
    if (count > (uint64_t)in->bytes.len * 8 - in->at) {
        in->ended = true;
        return 0;
    }
    for (unsigned i = 0; i < count; i++, in->at++) {
        uint32_t bit = ((uint32_t)in->bytes.data[in->at >> 3] >> (in->at & 7u)) & 1u;
        value |= bit << i;
    }
    return value;
}

static uint32_t read_number(bits *in, const way ways[4])
{
    const way *chosen = &ways[read_bits(in, 2)];
    return chosen->base + read_bits(in, chosen->count);
}

static void skip_bits(bits *in, uint64_t count)
{
    uint64_t left = (uint64_t)in->bytes.len * 8 - in->at;
    in->ended = in->ended || count > left;
    in->at += count < left ? count : left;
}

/* The description, part by part */

static bool count_markers(description *of)
{
    for (unsigned i = 0; i < MARKERS_MAX && !of->in.ended; i++) {
        uint32_t marker = MARKER_BASE + read_bits(&of->in, 6);
        of->app_segments += (marker & 0xF0u) == 0xE0;
        of->comments += marker == COM;
        of->scans += marker == SOS;
        of->gaps += marker == UNKNOWN_BYTES;
        of->has_restarts = of->has_restarts || marker == DRI;
        if (marker == EOI) {
            return !of->in.ended;
        }
    }
    return false;
}

static void measure_segments(description *of)
{
    static const way kinds[4] = {{0, 0}, {0, 1}, {1, 2}, {2, 4}};
    for (unsigned i = 0; i < of->app_segments; i++) {
        uint32_t kind = read_number(&of->in, kinds);
        uint32_t len = read_bits(&of->in, 16) + 1;
        of->segment_bytes += kind == 0 ? len : 0; /* others are boxes of the JPEG XL */
    }
    for (unsigned i = 0; i < of->comments; i++) {
        of->segment_bytes += read_bits(&of->in, 16) + 1;
    }
}

static void skip_components(description *of, bool grey)
{
    static const way few[4] = {{0, 1}, {0, 2}, {0, 3}, {0, 4}};
    uint32_t tables = read_number(&of->in, few);
    skip_bits(&of->in, (uint64_t)tables * 4); /* precision, index, whether it is the last */
    uint32_t kind = read_bits(&of->in, 2);
    uint32_t count = grey || kind == GREY_COMPONENTS ? 1 : 3;
    if (kind == CUSTOM_COMPONENTS) {
        count = read_number(&of->in, few);
        skip_bits(&of->in, (uint64_t)count * 8); /* their ids */
    }
    skip_bits(&of->in, (uint64_t)count * 2); /* their tables */
}

static void skip_huffman_codes(description *of)
{
    static const way counts[4] = {{0, 4}, {3, 2}, {4, 10}, {6, 26}};
    static const way lengths[4] = {{0, 0}, {0, 1}, {3, 2}, {8, 0}};
    static const way values[4] = {{2, 0}, {2, 4}, {4, 8}, {8, 1}};
    uint32_t codes = read_number(&of->in, counts);
    for (uint32_t i = 0; i < codes; i++) {
        uint32_t symbols = 0;
        skip_bits(&of->in, 4); /* class, index, whether it is the last */
        for (unsigned len = 0; len <= 16; len++) {
            symbols += read_number(&of->in, lengths);
        }
        for (uint32_t k = 0; k < symbols; k++) {
            (void)read_number(&of->in, values);
        }
    }
}

static void skip_scans(description *of)
{
    static const way components[4] = {{0, 1}, {0, 2}, {0, 3}, {0, 4}};
    static const way passes[4] = {{0, 0}, {0, 1}, {0, 2}, {3, 3}};
    for (unsigned i = 0; i < of->scans; i++) {
        uint32_t count = read_number(&of->in, components);
        skip_bits(&of->in, 20 + (uint64_t)count * 6); /* spectral selection; tables of each */
        (void)read_number(&of->in, passes);
    }
    if (of->has_restarts) {
        skip_bits(&of->in, 16);
    }
}

/* A list of pairs of numbers, each in one of the four ways; the first of a pair may be missing. */
static void skip_list(description *of, const way *first, const way second[4])
{
    static const way counts[4] = {{0, 0}, {2, 1}, {4, 4}, {16, 20}};
    uint32_t count = read_number(&of->in, counts);
    of->states += count;
    of->in.ended = of->in.ended || of->states > CL_JXL_STATES_MAX;
    for (uint32_t i = 0; i < count && !of->in.ended; i++) {
        if (first != NULL) {
            (void)read_number(&of->in, first);
        }
        (void)read_number(&of->in, second);
    }
}

/* Where the coder of each scan began anew, and where it wrote zeros that it need not. */
static void skip_coder_states(description *of)
{
    static const way runs[4] = {{0, 1}, {2, 2}, {4, 5}, {8, 20}};
    static const way blocks[4] = {{0, 0}, {3, 1}, {5, 9}, {28, 41}};
    for (unsigned i = 0; i < of->scans && !of->in.ended; i++) {
        skip_list(of, NULL, blocks);
        skip_list(of, runs, blocks);
    }
}

static void skip_end(description *of)
{
    static const way tails[4] = {{0, 0}, {8, 1}, {16, 257}, {22, 65793}};
    skip_bits(&of->in, (uint64_t)of->gaps * 16);
    of->tail = read_number(&of->in, tails);
    if (read_bits(&of->in, 1) != 0) {
        skip_bits(&of->in, read_bits(&of->in, PADDING_BITS));
    }
}

/* False where it ends too early. */
static bool read_description(description *of)
{
    bool grey = read_bits(&of->in, 1) != 0;
    if (!count_markers(of)) {
        return false;
    }
    measure_segments(of);
    skip_components(of, grey);
    skip_huffman_codes(of);
    skip_scans(of);
    skip_coder_states(of);
    skip_end(of);
    return !of->in.ended;
}

/* The segments */

/* Puts the segments, which lack the first byte of their markers, between the ends of a JPEG; behind
 * a segment that is cut short there is no end. The copy holds no more than a third more. */
static cl_status make_jpeg(cl_blocks *blocks, cl_span segments, uint64_t offset, cl_span *out)
{
    uint8_t *bytes;
    size_t at = 0;
    size_t len = 2;
    bool cut = false;
    *out = CL_EMPTY_SPAN;
    CL_TRY(cl_take_room(blocks, offset, segments.len / 3 * 4 + 8, &bytes));
    if (bytes == NULL) {
        return CL_OK;
    }
    memcpy(bytes, "\xFF\xD8", 2);
    while (segments.len - at >= 3) {
        size_t size = 1 + ((size_t)segments.data[at + 1] << 8 | segments.data[at + 2]);
        cut = size > segments.len - at;
        cl_span segment = cl_span_sub(segments, at, size < 3 ? 3 : size);
        bytes[len++] = 0xFF;
        memcpy(bytes + len, segment.data, segment.len);
        len += segment.len;
        at += segment.len;
    }
    memcpy(bytes + len, "\xFF\xD9", 2);
    *out = (cl_span){bytes, cut ? len : len + 2};
    return CL_OK;
}

/* Reads the JPEG. What is found in it stands nowhere in the file as it is. */
static cl_status read_jpeg(cl_blocks *blocks, cl_span jpeg, uint64_t offset)
{
    cl_source *source;
    cl_findings *findings = blocks->findings;
    size_t block = blocks->items.count;
    size_t finding = findings->items.count;
    const char *format = blocks->format;
    CL_TRY(cl_source_of(blocks->arena, jpeg, &source));
    CL_TRY(cl_format_jpeg.read(source, blocks));
    blocks->format = format;
    for (; block < blocks->items.count; block++) {
        cl_block *made = CL_ARRAY_AT(&blocks->items, cl_block, block);
        made->inflated = true;
        made->pieces = NULL;
        made->offset = offset;
    }
    for (; finding < findings->items.count; finding++) {
        CL_ARRAY_AT(&findings->items, cl_finding, finding)->proof.offset = offset;
    }
    return CL_OK;
}

static cl_status read_segments(cl_blocks *blocks, const description *of, uint64_t offset)
{
    cl_span segments;
    cl_span jpeg;
    cl_span compressed = cl_span_from(of->in.bytes, (size_t)((of->in.at + 7) / 8));
    if (of->segment_bytes == 0) {
        return CL_OK;
    }
    CL_TRY(cl_unbrotli_start(blocks, compressed, offset, of->segment_bytes, &segments));
    CL_TRY(make_jpeg(blocks, segments, offset, &jpeg));
    return jpeg.len == 0 ? CL_OK : read_jpeg(blocks, jpeg, offset);
}

cl_status cl_jbrd_read(cl_boxes *boxes, const cl_box *box)
{
    cl_block block = {0};
    CL_TRY(cl_box_take(boxes, box, 0, &block));
    description of = {.in = {.bytes = block.bytes}};
    cl_findings *findings = boxes->blocks->findings;
    if (!read_description(&of)) {
        return cl_damage_report(findings, CL_DAMAGE_STRUCTURE, box->offset,
                                "the segments of the JPEG that this was made from cannot be read");
    }
    if (of.tail > 0) {
        CL_TRY(cl_damage_report(findings, CL_DAMAGE_IGNORED, box->offset,
                                "%u bytes from behind the end of the JPEG that this was made from "
                                "were not read",
                                of.tail));
    }
    return read_segments(boxes->blocks, &of, block.offset);
}
