#include "container/jpeg.h"
#include "base/limits.h"
#include "base/reader.h"
#include "container/formats.h"
#include "container/jpeg_body.h"
#include "container/jpeg_trailer.h"

/* Marker codes: ITU-T T.81, table B.1. */
enum {
    TEM = 0x01,
    SOF0 = 0xC0,
    RST0 = 0xD0,
    SOI = 0xD8,
    EOI = 0xD9,
    SOS = 0xDA
};
enum {
    HEAD_MAX = 128,    /* the longest segment header that is looked at */
    SCAN_STEP = 4096,  /* of the picture data looked at in one go */
    LAST_BYTES = 8192, /* that tell picture data from metadata at the end of a file */
    RESYNCS_MAX = 16   /* stretches of junk after which a file is given up */
};

typedef struct jpeg {
    cl_source *source;
    cl_blocks *blocks;
    uint64_t offset; /* of the next segment */
    bool ended;
    bool has_data; /* the picture data begin at the offset */
    bool late_reported;
    unsigned resyncs;
    cl_jpeg_bodies bodies;
} jpeg;

/* SOI and the first byte of the next marker. */
static const cl_span start_of_image = {(const uint8_t *)"\xFF\xD8\xFF", 3};

/* Exiv2's file of metadata alone: its mark, then the segments that a JPEG would have. */
static const cl_span exv_mark = {(const uint8_t *)"\xFF\x01"
                                                  "Exiv2",
                                 7};

bool cl_jpeg_is(cl_span head)
{
    return cl_span_starts(head, start_of_image);
}

static bool is_jpeg(cl_span head)
{
    return cl_jpeg_is(head) || cl_span_starts(head, exv_mark);
}

static bool is_marker(uint8_t code)
{
    return code == TEM || (code >= SOF0 && code != 0xFF);
}

static bool stands_alone(uint8_t marker)
{
    return marker == TEM || (marker >= RST0 && marker <= SOI);
}

static size_t count_bytes(cl_span bytes, uint8_t byte)
{
    size_t count = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        count += bytes.data[i] == byte;
    }
    return count;
}

static cl_status report_junk(jpeg *walk, cl_span junk)
{
    bool blank = count_bytes(junk, 0) + count_bytes(junk, 0xFF) == junk.len;
    CL_TRY(cl_damage_report(walk->blocks->findings,
                            blank ? CL_DAMAGE_REPAIRED : CL_DAMAGE_STRUCTURE, walk->offset,
                            "%zu bytes between two JPEG segments belong to none", junk.len));
    return blank ? CL_OK : cl_jpeg_body_rest(&walk->bodies, (cl_extent){walk->offset, junk.len});
}

static cl_status skip_junk(jpeg *walk, cl_span junk)
{
    if (count_bytes(junk, 0xFF) < junk.len) {
        CL_TRY(report_junk(walk, junk));
        walk->resyncs++;
    } /* others are fill bytes, ITU-T T.81, B.1.1.2 */
    walk->offset += junk.len;
    return walk->resyncs > RESYNCS_MAX ? CL_MALFORMED : CL_OK;
}

/* Moves to the next marker when what stands at the offset is none. */
static cl_status find_marker(jpeg *walk)
{
    cl_span ahead;
    CL_TRY(cl_source_peek_some(walk->source, walk->offset, CL_SOURCE_WINDOW, &ahead));
    for (size_t i = 0; ahead.len - i >= 2; i++) {
        if (ahead.data[i] == 0xFF && is_marker(ahead.data[i + 1])) {
            return skip_junk(walk, cl_span_sub(ahead, 0, i));
        }
    }
    return ahead.len < CL_SOURCE_WINDOW ? CL_TRUNCATED : CL_MALFORMED;
}

static cl_status read_marker(jpeg *walk, uint8_t *out)
{
    cl_span two;
    CL_TRY(cl_source_peek(walk->source, walk->offset, 2, &two));
    if (two.data[0] != 0xFF || !is_marker(two.data[1])) {
        CL_TRY(find_marker(walk));
        CL_TRY(cl_source_peek(walk->source, walk->offset, 2, &two));
    }
    *out = two.data[1];
    return CL_OK;
}

static cl_status end_overlong(jpeg *walk, const cl_jpeg_segment *found, uint64_t left)
{
    walk->ended = true;
    return cl_damage_report(walk->blocks->findings, CL_DAMAGE_LENGTH, found->offset,
                            "JPEG segment FF%02X announces %zu bytes where the file has %llu left",
                            found->marker, found->body.len, (unsigned long long)left);
}

/* A segment whose length is wrong gives what there is of it. */
static cl_status read_segment(jpeg *walk, cl_jpeg_segment *out) /* ITU-T T.81, B.1.1.4 */
{
    uint16_t length; /* counts its own two bytes */
    cl_span head;
    CL_TRY(cl_source_peek_some(walk->source, out->offset + 2, 2 + HEAD_MAX, &head));
    cl_reader reader = cl_reader_of(head, out->offset + 2);
    CL_TRY(cl_read_u16be(&reader, &length));
    out->body = (cl_extent){cl_reader_offset(&reader), length < 2 ? 0 : length - 2u};
    uint64_t left = cl_source_size(walk->source) - out->body.offset;
    if (length < 2) {
        CL_TRY(cl_damage_report(walk->blocks->findings, CL_DAMAGE_LENGTH, out->offset,
                                "JPEG segment FF%02X announces a length of %u, less than the "
                                "length itself takes",
                                out->marker, length));
    }
    if (out->body.len > left) {
        CL_TRY(end_overlong(walk, out, left));
        out->body.len = (size_t)left;
    }
    out->head = cl_span_sub(cl_span_from(head, 2), 0, out->body.len);
    walk->offset = out->body.offset + out->body.len;
    return CL_OK;
}

/* An end before the picture data hides what follows. */
static cl_status end_walk(jpeg *walk, const cl_jpeg_segment *found)
{
    uint64_t left = cl_source_size(walk->source) - found->offset;
    walk->ended = true;
    walk->has_data = found->marker == SOS;
    if (found->marker == SOS || left <= 2) {
        return CL_OK;
    }
    return cl_damage_report(walk->blocks->findings, CL_DAMAGE_STRUCTURE, found->offset,
                            "the JPEG ends before its picture data begins; %llu bytes behind its "
                            "end were not read",
                            (unsigned long long)(left - 2));
}

/* CL_TRUNCATED and CL_MALFORMED are about the file. */
static cl_status read_next(jpeg *walk)
{
    cl_jpeg_segment found = {0};
    CL_TRY(read_marker(walk, &found.marker));
    found.offset = walk->offset;
    if (found.marker == SOS || found.marker == EOI) {
        return end_walk(walk, &found);
    }
    if (stands_alone(found.marker)) {
        walk->offset += 2;
        return CL_OK;
    }
    CL_TRY(read_segment(walk, &found));
    return cl_jpeg_body_read(&walk->bodies, &found);
}

static cl_status walk_segments(jpeg *walk)
{
    cl_status status = CL_OK;
    for (size_t i = 0; !walk->ended && status == CL_OK && i < CL_SEGMENTS_MAX; i++) {
        status = read_next(walk);
    }
    cl_findings *findings = walk->blocks->findings;
    if (status == CL_TRUNCATED) {
        return cl_damage_report(findings, CL_DAMAGE_TRUNCATED, walk->offset,
                                "the JPEG ends before its picture data begins");
    }
    if (status == CL_MALFORMED) {
        return cl_damage_report(findings, CL_DAMAGE_STRUCTURE, walk->offset,
                                "no JPEG segment is found behind this point");
    }
    if (status == CL_OK && !walk->ended) {
        return cl_damage_report(findings, CL_DAMAGE_LIMIT, walk->offset,
                                "more than %u JPEG segments", CL_SEGMENTS_MAX);
    }
    return status;
}

/* Behind the start of the picture data */

/* The index of the first marker that ends entropy-coded data (ITU-T T.81, B.1.1.5): of bytes that
 * hold none the last one is left, which may be the start of one. */
static size_t skip_data(cl_span bytes)
{
    size_t at = 0;
    while (at < bytes.len) {
        at += cl_span_find_byte(cl_span_from(bytes, at), 0xFF);
        cl_span two = cl_span_sub(bytes, at, 2);
        if (two.len < 2) {
            return at;
        }
        bool data = two.data[1] == 0 || (two.data[1] >= RST0 && two.data[1] < SOI);
        if (!data && two.data[1] != 0xFF) {
            return at;
        }
        at += data ? 2 : 1;
    }
    return bytes.len;
}

/* What follows a segment here is a marker or, behind the start of a scan, data. */
static cl_status is_followed_well(jpeg *walk, const cl_jpeg_segment *found, bool *out)
{
    cl_span next;
    CL_TRY(cl_source_peek_some(walk->source, found->body.offset + found->body.len, 1, &next));
    *out = found->marker == SOS || (next.len == 1 && next.data[0] == 0xFF);
    return CL_OK;
}

static cl_status report_late(jpeg *walk, const cl_jpeg_segment *found)
{
    if (walk->late_reported) {
        return CL_OK;
    }
    walk->late_reported = true;
    return cl_damage_report(walk->blocks->findings, CL_DAMAGE_REPAIRED, found->offset,
                            "metadata stand behind the picture data, where most programs do not "
                            "look; they were read");
}

/* Whether an end of the image stands anywhere behind: damaged data may hide where. */
static cl_status find_end(jpeg *walk, bool *out)
{
    const cl_span end = CL_SPAN("\xFF\xD9");
    cl_span bytes;
    uint64_t at = walk->offset;
    *out = false;
    do {
        CL_TRY(cl_source_peek_some(walk->source, at, SCAN_STEP, &bytes));
        *out = cl_span_find(bytes, end) < bytes.len;
        at += SCAN_STEP - 1;
    } while (!*out && bytes.len == SCAN_STEP);
    return CL_OK;
}

static cl_status report_no_end(jpeg *walk)
{
    bool ends;
    CL_TRY(find_end(walk, &ends));
    if (ends) {
        return CL_OK;
    }
    return cl_damage_report(walk->blocks->findings, CL_DAMAGE_TRUNCATED,
                            cl_source_size(walk->source),
                            "the JPEG ends inside its picture data; part of the picture is lost");
}

/* A segment among the data, if it is one beyond doubt: data that are damaged, or are none, hold
 * bytes that look like markers. */
static cl_status read_late_segment(jpeg *walk, uint8_t marker)
{
    cl_span length;
    bool well;
    cl_jpeg_segment found = {.marker = marker, .offset = walk->offset};
    walk->ended = true;
    CL_TRY(cl_source_peek_some(walk->source, found.offset + 2, 2, &length));
    cl_reader reader = cl_reader_of(length, found.offset + 2);
    uint16_t stated;
    if (cl_read_u16be(&reader, &stated) != CL_OK || stated < 2 ||
        stated > cl_source_size(walk->source) - found.offset - 2) {
        return report_no_end(walk);
    }
    CL_TRY(read_segment(walk, &found));
    CL_TRY(is_followed_well(walk, &found, &well));
    walk->ended = !well;
    if (!well) {
        return report_no_end(walk);
    }
    if (!cl_jpeg_body_is_known(&found)) {
        return CL_OK;
    }
    CL_TRY(report_late(walk, &found));
    CL_TRY(cl_source_peek_some(walk->source, found.body.offset, found.head.len, &found.head));
    return cl_jpeg_body_read(&walk->bodies, &found);
}

static cl_status scan_next(jpeg *walk)
{
    cl_span bytes;
    CL_TRY(cl_source_peek_some(walk->source, walk->offset, SCAN_STEP, &bytes));
    size_t at = skip_data(bytes);
    walk->offset += at;
    cl_span two = cl_span_sub(bytes, at, 2);
    if (two.len < 2) {
        walk->ended = bytes.len < SCAN_STEP;
        return walk->ended ? report_no_end(walk) : CL_OK;
    }
    if (two.data[1] == EOI || !is_marker(two.data[1]) || stands_alone(two.data[1])) {
        walk->ended = true; /* behind its end lies nothing of the picture */
        return CL_OK;
    }
    return read_late_segment(walk, two.data[1]);
}

/* Behind FF: what is stuffed, restarts, the end of the image. */
static bool is_data_or_end(uint8_t code)
{
    return code == 0 || (code >= RST0 && code < SOI) || code == EOI;
}

/* Whether the bytes are entropy-coded data alone, up to an end of the image that is theirs: text
 * never looks so, as a stuffed byte stands in each stretch of it (ITU-T T.81, F.1.2.3). */
static bool is_data_to_the_end(cl_span bytes)
{
    size_t stuffed = 0;
    size_t at = 0;
    for (;;) {
        at += cl_span_find_byte(cl_span_from(bytes, at), 0xFF);
        cl_span two = cl_span_sub(bytes, at, 2);
        if (two.len < 2 || at - stuffed > SCAN_STEP || !is_data_or_end(two.data[1])) {
            return false;
        }
        if (two.data[1] == EOI) {
            return at + 2 == bytes.len;
        }
        stuffed = two.data[1] == 0 ? at : stuffed;
        at += 2;
    }
}

/* Metadata that a writer appended to the picture data stand at their very end. */
static cl_status ends_in_data(jpeg *walk, bool *out)
{
    cl_span bytes;
    uint64_t size = cl_source_size(walk->source);
    CL_TRY(cl_source_peek_some(walk->source, size - LAST_BYTES, LAST_BYTES, &bytes));
    *out = is_data_to_the_end(bytes);
    return CL_OK;
}

/* To look through all the picture data would cost more than all other reading: the last part is, as
 * far as it is surely of this picture and unless it shows at once that nothing was appended. */
static cl_status skip_to_last_part(jpeg *walk)
{
    uint64_t size = cl_source_size(walk->source);
    walk->ended = walk->bodies.further_pictures;
    if (size - walk->offset <= CL_SCAN_BYTES_MAX) {
        walk->ended = false;
        return CL_OK;
    }
    if (!walk->ended) {
        CL_TRY(ends_in_data(walk, &walk->ended));
    }
    walk->offset = size - CL_SCAN_BYTES_MAX;
    return CL_OK;
}

/* Some writers append metadata to the picture data. */
static cl_status scan_data(jpeg *walk)
{
    if (!walk->has_data) {
        return CL_OK;
    }
    CL_TRY(skip_to_last_part(walk));
    while (!walk->ended) {
        CL_TRY(scan_next(walk));
    }
    return CL_OK;
}

/* From the first segment on, behind SOI. */
static cl_status read_from(cl_source *source, cl_blocks *blocks, uint64_t first)
{
    jpeg walk = {.source = source,
                 .blocks = blocks,
                 .offset = first,
                 .bodies = {.source = source, .blocks = blocks}};
    CL_TRY(walk_segments(&walk));
    CL_TRY(scan_data(&walk));
    CL_TRY(cl_jpeg_bodies_end(&walk.bodies));
    return cl_jpeg_trailers_read(source, blocks);
}

cl_status cl_jpeg_read(cl_source *source, uint64_t offset, cl_blocks *blocks)
{
    return read_from(source, blocks, offset + start_of_image.len - 1);
}

static cl_status read_jpeg(cl_source *source, cl_blocks *blocks)
{
    cl_span head;
    CL_TRY(cl_source_peek_some(source, 0, exv_mark.len, &head));
    if (!cl_span_starts(head, exv_mark)) {
        return cl_jpeg_read(source, 0, blocks);
    }
    blocks->format = "EXV";
    return read_from(source, blocks, exv_mark.len);
}

const cl_format cl_format_jpeg = {.name = "JPEG", .is = is_jpeg, .read = read_jpeg};

/* With bytes before its start */

/* Where a JPEG begins; head.len where none does. */
static size_t find_start(cl_span head)
{
    size_t at = 0;
    while (at < head.len) {
        at += cl_span_find(cl_span_from(head, at), start_of_image);
        cl_span marker = cl_span_sub(head, at + start_of_image.len, 1);
        if (marker.len == 1 && marker.data[0] >= SOF0 && marker.data[0] != 0xFF) {
            return at;
        }
        at++;
    }
    return head.len;
}

static bool is_late_jpeg(cl_span head)
{
    return find_start(head) < head.len;
}

/* White space that a server sent first, or the 128 bytes of MacBinary. */
static bool is_harmless(cl_span before)
{
    enum {
        MAC_BINARY = 128
    };
    return cl_span_trim(before).len == 0 || (before.len == MAC_BINARY && before.data[0] == 0);
}

static cl_status read_late_jpeg(cl_source *source, cl_blocks *blocks)
{
    cl_span head;
    CL_TRY(cl_source_peek_some(source, 0, CL_FORMAT_HEAD, &head));
    size_t start = find_start(head);
    bool harmless = is_harmless(cl_span_sub(head, 0, start));
    CL_TRY(cl_damage_report(blocks->findings, harmless ? CL_DAMAGE_REPAIRED : CL_DAMAGE_STRUCTURE,
                            0, "%zu bytes stand before the JPEG; it was read from there on",
                            start));
    return cl_jpeg_read(source, start, blocks);
}

const cl_format cl_format_jpeg_late = {.name = "JPEG", .is = is_late_jpeg, .read = read_late_jpeg};
