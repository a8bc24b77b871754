#include "base/limits.h"
#include "base/reader.h"
#include "container/extended.h"
#include "container/formats.h"
#include "container/irb.h"
#include "container/take.h"

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
    APP1 = 0xE1,
    APP11 = 0xEB,
    APP13 = 0xED,
    COM = 0xFE
};
enum {
    HEAD_MAX = 128,  /* the longest segment header that is looked at */
    RESYNCS_MAX = 16 /* stretches of junk after which a file is given up */
};

typedef struct segment {
    uint8_t marker;
    uint64_t offset; /* of the marker */
    cl_extent body;  /* behind the length */
    cl_span head;    /* first bytes of the body, borrowed until the source is next used */
} segment;

typedef struct jpeg {
    cl_source *source;
    cl_blocks *blocks;
    uint64_t offset; /* of the next segment */
    bool ended;
    unsigned resyncs;
    cl_array exif;       /* cl_extent: an Exif stream that the next segment may continue */
    cl_array photoshop;  /* cl_extent: the image resources of every APP13 */
    uint8_t last_marker; /* of the segment before */
    cl_array extended;   /* chunks of extended XMP */
    bool provenance_reported;
} jpeg;

static bool is_jpeg(cl_span head)
{
    return cl_span_starts(head, CL_SPAN("\xFF\xD8\xFF"));
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
    if (blank || walk->last_marker != APP13 || walk->photoshop.count == 0) {
        return CL_OK;
    }
    /* A tool that made the datasets longer left the segment's length as it was. */
    return cl_take_note(walk->blocks, &walk->photoshop, (cl_extent){walk->offset, junk.len});
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

static cl_status end_overlong(jpeg *walk, const segment *found, uint64_t left)
{
    walk->ended = true;
    return cl_damage_report(walk->blocks->findings, CL_DAMAGE_LENGTH, found->offset,
                            "JPEG segment FF%02X announces %zu bytes where the file has %llu left",
                            found->marker, found->body.len, (unsigned long long)left);
}

/* A segment whose length is wrong gives what there is of it. */
static cl_status read_segment(jpeg *walk, segment *out) /* ITU-T T.81, B.1.1.4 */
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

/* The body without its first `header` bytes. */
static cl_extent behind(const segment *from, size_t header)
{
    size_t skip = header < from->body.len ? header : from->body.len;
    return (cl_extent){from->body.offset + skip, from->body.len - skip};
}

static cl_status add_block(jpeg *walk, cl_extent from, cl_block block)
{
    CL_TRY(cl_take(walk->blocks, walk->source, from, &block.bytes));
    block.offset = from.offset;
    return block.bytes.len == 0 ? CL_OK : cl_blocks_add(walk->blocks, &block);
}

/* Exif */

enum {
    EXIF_HEADER = 6
}; /* "Exif", a NUL and a second one that may be anything */

static bool is_exif(const segment *found)
{
    return found->marker == APP1 && found->body.len >= EXIF_HEADER &&
           cl_span_starts(found->head, cl_span_sub(CL_SPAN("Exif\0"), 0, 5));
}

static bool has_tiff_header(cl_span bytes)
{
    return cl_span_starts(bytes, CL_SPAN("II*")) || cl_span_starts(bytes, CL_SPAN("MM\0*"));
}

static cl_status end_exif(jpeg *walk)
{
    cl_block block = {.kind = CL_BLOCK_EXIF, .container = "APP1 Exif"};
    CL_TRY(cl_take_joined(walk->blocks, walk->source, &walk->exif, &block));
    walk->exif.count = 0;
    return block.bytes.len == 0 ? CL_OK : cl_blocks_add(walk->blocks, &block);
}

/* An Exif stream of more than 64 KiB goes on in the next segment, which has no TIFF header. */
static cl_status note_exif(jpeg *walk, const segment *found)
{
    if (has_tiff_header(cl_span_from(found->head, EXIF_HEADER))) {
        CL_TRY(end_exif(walk));
    }
    return cl_take_note(walk->blocks, &walk->exif, behind(found, EXIF_HEADER));
}

/* XMP */

static bool is_packet(cl_span head)
{
    return cl_span_starts(head, CL_SPAN("<?xpacket")) ||
           cl_span_starts(head, CL_SPAN("<x:xmpmeta")) || cl_span_starts(head, CL_SPAN("<rdf:RDF"));
}

/* How long the XMP header is; 0 where there is none. *whole says whether it is as it should be. */
static size_t xmp_header(cl_span head, bool *whole)
{
    static const cl_span header = {(const uint8_t *)"http://ns.adobe.com/xap/1.0/", 29};
    *whole = cl_span_starts(head, header);
    if (*whole) {
        return header.len;
    }
    /* Files of several agencies have "XMP", NUL over the first four bytes; others lack the NUL. */
    size_t scheme = 4;
    if (cl_span_starts(cl_span_from(head, scheme), cl_span_from(header, scheme))) {
        return header.len;
    }
    if (cl_span_starts(head, cl_span_sub(header, 0, header.len - 1))) {
        return header.len - 1;
    }
    return 0;
}

static cl_status read_xmp(jpeg *walk, const segment *found)
{
    bool whole;
    size_t header = xmp_header(found->head, &whole);
    if (header == 0 && !is_packet(found->head)) {
        return CL_OK; /* other users of APP1 hold no text */
    }
    if (!whole) {
        CL_TRY(cl_damage_report(walk->blocks->findings, CL_DAMAGE_REPAIRED, found->body.offset,
                                "the header of the XMP segment is damaged; the packet was read"));
    }
    return add_block(walk, behind(found, header),
                     (cl_block){.kind = CL_BLOCK_XMP, .container = "APP1 XMP"});
}

static cl_status read_app1(jpeg *walk, const segment *found)
{
    if (cl_extended_is(found->head)) {
        return cl_extended_note(walk->blocks, &walk->extended, found->head, found->body);
    }
    return is_exif(found) ? note_exif(walk, found) : read_xmp(walk, found);
}

/* Photoshop */

static size_t photoshop_header(cl_span head)
{
    static const cl_span current = {(const uint8_t *)"Photoshop 3.0", 14};
    if (cl_span_starts(head, current)) {
        return current.len;
    }
    return cl_span_starts(head, CL_SPAN("Adobe_Photoshop2.5:")) ? 27 : 0;
}

static cl_status note_photoshop(jpeg *walk, const segment *found)
{
    size_t header = photoshop_header(found->head);
    cl_extent resources = behind(found, header);
    cl_span start = cl_span_from(found->head, header);
    bool own_start = cl_irb_is(start) || cl_irb_is_bare_iim(start);
    if (header == 0 && !own_start) {
        return cl_damage_report(walk->blocks->findings, CL_DAMAGE_IGNORED, found->offset,
                                "an APP13 segment without Photoshop resources was not read");
    }
    if (header == 0) {
        CL_TRY(cl_damage_report(walk->blocks->findings, CL_DAMAGE_REPAIRED, found->body.offset,
                                "an APP13 segment lacks its Photoshop header; it was read"));
    }
    if (!own_start && walk->photoshop.count > 0 && walk->last_marker != APP13) {
        CL_TRY(cl_damage_report(walk->blocks->findings, CL_DAMAGE_REPAIRED, found->offset,
                                "Photoshop resources go on after other segments; they were "
                                "joined"));
    }
    return resources.len == 0 ? CL_OK : cl_take_note(walk->blocks, &walk->photoshop, resources);
}

static cl_status read_photoshop(jpeg *walk)
{
    cl_block stream = {.container = "APP13 Photoshop"};
    CL_TRY(cl_take_joined(walk->blocks, walk->source, &walk->photoshop, &stream));
    return cl_irb_read(&stream, walk->blocks);
}

/* C2PA manifests say who made a picture, not how it may be used. */
static cl_status note_provenance(jpeg *walk, const segment *found)
{
    if (walk->provenance_reported || !cl_span_starts(found->head, CL_SPAN("JP"))) {
        return CL_OK;
    }
    walk->provenance_reported = true;
    return cl_damage_report(walk->blocks->findings, CL_DAMAGE_IGNORED, found->offset,
                            "Content Credentials (APP11) were not read");
}

static cl_status read_body(jpeg *walk, const segment *found)
{
    switch (found->marker) {
    case APP1:
        return read_app1(walk, found);
    case APP11:
        return note_provenance(walk, found);
    case APP13:
        return note_photoshop(walk, found);
    case COM:
        return add_block(
            walk, found->body,
            (cl_block){.kind = CL_BLOCK_TEXT, .key = CL_SPAN("COM"), .container = "COM"});
    default:
        return CL_OK;
    }
}

/* Behind the picture data lies nothing of the picture; before them an end hides what follows. */
static cl_status end_walk(jpeg *walk, const segment *found)
{
    uint64_t left = cl_source_size(walk->source) - found->offset;
    walk->ended = true;
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
    segment found = {0};
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
    if (walk->exif.count > 0 && !is_exif(&found)) {
        /* This ends the life of the borrowed head. */
        CL_TRY(end_exif(walk));
        CL_TRY(cl_source_peek_some(walk->source, found.body.offset, found.head.len, &found.head));
    }
    CL_TRY(read_body(walk, &found));
    walk->last_marker = found.marker;
    return CL_OK;
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

static cl_status read_jpeg(cl_source *source, cl_blocks *blocks)
{
    jpeg walk = {.source = source, .blocks = blocks, .offset = 2};
    CL_TRY(walk_segments(&walk));
    CL_TRY(end_exif(&walk));
    CL_TRY(read_photoshop(&walk));
    return cl_extended_read(blocks, source, &walk.extended);
}

const cl_format cl_format_jpeg = {.name = "JPEG", .is = is_jpeg, .read = read_jpeg};
