#include "container/jpeg_body.h"

#include "base/limits.h"
#include "base/message.h"
#include "container/extended.h"
#include "container/irb.h"
#include "container/jumbf.h"

/* The body without its first `header` bytes. */
static cl_extent behind(const cl_jpeg_segment *from, size_t header)
{
    size_t skip = header < from->body.len ? header : from->body.len;
    return (cl_extent){from->body.offset + skip, from->body.len - skip};
}

static cl_status add_block(cl_jpeg_bodies *bodies, cl_extent from, cl_block block)
{
    CL_TRY(cl_take(bodies->blocks, bodies->source, from, &block.bytes));
    block.offset = from.offset;
    return block.bytes.len == 0 ? CL_OK : cl_blocks_add(bodies->blocks, &block);
}

static cl_status report_repaired(cl_jpeg_bodies *bodies, uint64_t offset, const char *what)
{
    return cl_damage_report(bodies->blocks->findings, CL_DAMAGE_REPAIRED, offset, "%s",
                            cl_message(what));
}

/* Exif */

enum {
    EXIF_HEADER = 6, /* "Exif", a NUL and a second one that may be anything */
    EXIF_JUNK_MAX = 4
};

/* How long the Exif header is; 0 where there is none. Some writers put bytes of their own before
 * it, others write it in capitals. */
static size_t exif_header(const cl_jpeg_segment *found)
{
    for (size_t junk = 0; junk <= EXIF_JUNK_MAX; junk++) {
        cl_span name = cl_span_sub(found->head, junk, EXIF_HEADER);
        if (name.len == EXIF_HEADER && name.data[4] == 0 &&
            cl_span_equal_nocase(cl_span_sub(name, 0, 4), CL_SPAN("Exif"))) {
            return junk + EXIF_HEADER;
        }
    }
    return 0;
}

static bool is_exif(const cl_jpeg_segment *found)
{
    return found->marker == CL_JPEG_APP1 && exif_header(found) > 0;
}

static bool has_tiff_header(cl_span bytes)
{
    return cl_span_starts(bytes, CL_SPAN("II*")) || cl_span_starts(bytes, CL_SPAN("MM\0*"));
}

static cl_status end_exif(cl_jpeg_bodies *bodies)
{
    cl_block block = {.kind = CL_BLOCK_EXIF, .container = "APP1 Exif"};
    CL_TRY(cl_take_joined(bodies->blocks, bodies->source, &bodies->exif, &block));
    bodies->exif.count = 0;
    return block.bytes.len == 0 ? CL_OK : cl_blocks_add(bodies->blocks, &block);
}

static cl_status count_exif(cl_jpeg_bodies *bodies, const cl_jpeg_segment *found)
{
    bodies->exif_count++;
    if (bodies->exif_count == 1 || bodies->exif_reported) {
        return CL_OK;
    }
    bodies->exif_reported = true;
    return report_repaired(bodies, found->offset,
                           "the JPEG holds Exif data more than once; all were read, the first "
                           "come first");
}

/* An Exif stream of more than 64 KiB goes on in the next segment, which has no TIFF header. */
static cl_status note_exif(cl_jpeg_bodies *bodies, const cl_jpeg_segment *found)
{
    size_t header = exif_header(found);
    if (header > EXIF_HEADER) {
        CL_TRY(report_repaired(bodies, found->body.offset,
                               "bytes stand before the header of the Exif segment; it was read"));
    }
    cl_extent stream = behind(found, header);
    if (has_tiff_header(cl_span_from(found->head, header))) {
        CL_TRY(count_exif(bodies, found));
    }
    return cl_take_note(bodies->blocks, &bodies->exif, stream);
}

/* XMP */

/* Where a packet begins in the first bytes of a segment; head.len where none does. */
static size_t find_packet(cl_span head)
{
    static const char *const starts[] = {"<?xpacket", "<x:xmpmeta", "<x:xapmeta", "<rdf:RDF"};
    size_t best = head.len;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        size_t at = cl_span_find(head, cl_span_of(starts[i]));
        best = at < best ? at : best;
    }
    return best;
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

static bool is_xmp(cl_span head)
{
    bool whole;
    return xmp_header(head, &whole) > 0 || find_packet(head) < head.len;
}

static cl_status read_xmp(cl_jpeg_bodies *bodies, const cl_jpeg_segment *found)
{
    bool whole;
    size_t header = xmp_header(found->head, &whole);
    if (header == 0) {
        header = find_packet(found->head);
        if (header == found->head.len) {
            return CL_OK; /* other users of APP1 hold no text */
        }
    }
    if (!whole) {
        CL_TRY(report_repaired(bodies, found->body.offset,
                               "the header of the XMP segment is damaged; the packet was read"));
    }
    return add_block(bodies, behind(found, header),
                     (cl_block){.kind = CL_BLOCK_XMP, .container = "APP1 XMP"});
}

static cl_status read_app1(cl_jpeg_bodies *bodies, const cl_jpeg_segment *found)
{
    if (cl_extended_is(found->head)) {
        return cl_extended_note(bodies->blocks, &bodies->extended, found->head, found->body);
    }
    return is_exif(found) ? note_exif(bodies, found) : read_xmp(bodies, found);
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

static bool starts_resources(cl_span bytes)
{
    return cl_irb_is(bytes) || cl_irb_is_bare_iim(bytes);
}

static cl_status note_photoshop(cl_jpeg_bodies *bodies, const cl_jpeg_segment *found)
{
    size_t header = photoshop_header(found->head);
    cl_extent resources = behind(found, header);
    bool own_start = starts_resources(cl_span_from(found->head, header));
    if (header == 0 && !own_start) {
        return found->body.len == 0
                   ? CL_OK
                   : cl_damage_report(bodies->blocks->findings, CL_DAMAGE_IGNORED, found->offset,
                                      "an APP13 segment without Photoshop resources was not read");
    }
    if (header == 0) {
        CL_TRY(report_repaired(bodies, found->body.offset,
                               "an APP13 segment lacks its Photoshop header; it was read"));
    }
    if (resources.len == 0) {
        return CL_OK;
    }
    if (!own_start && bodies->photoshop.count > 0 && bodies->last_marker != CL_JPEG_APP13) {
        CL_TRY(report_repaired(bodies, found->offset,
                               "Photoshop resources go on after other segments; they were "
                               "joined"));
    }
    return cl_take_note(bodies->blocks, &bodies->photoshop, resources);
}

static cl_status read_photoshop(cl_jpeg_bodies *bodies)
{
    cl_block stream = {.container = "APP13 Photoshop"};
    CL_TRY(cl_take_joined(bodies->blocks, bodies->source, &bodies->photoshop, &stream));
    return cl_irb_read(&stream, bodies->blocks);
}

cl_status cl_jpeg_body_rest(cl_jpeg_bodies *bodies, cl_extent rest)
{
    /* A tool that made the datasets longer left the segment's length as it was. */
    return bodies->last_marker != CL_JPEG_APP13 || bodies->photoshop.count == 0
               ? CL_OK
               : cl_take_note(bodies->blocks, &bodies->photoshop, rest);
}

/* Any segment */

bool cl_jpeg_body_is_known(const cl_jpeg_segment *found)
{
    switch (found->marker) {
    case CL_JPEG_APP1:
        return cl_extended_is(found->head) || exif_header(found) > 0 || is_xmp(found->head);
    case CL_JPEG_APP11:
        return cl_jumbf_is(found->head);
    case CL_JPEG_APP13:
        return photoshop_header(found->head) > 0 || starts_resources(found->head);
    default:
        return found->marker == CL_JPEG_COM;
    }
}

static cl_status read_body(cl_jpeg_bodies *bodies, const cl_jpeg_segment *found)
{
    switch (found->marker) {
    case CL_JPEG_APP1:
        return read_app1(bodies, found);
    case CL_JPEG_APP2:
        bodies->further_pictures =
            bodies->further_pictures || cl_span_starts(found->head, CL_SPAN("MPF\0"));
        return CL_OK;
    case CL_JPEG_APP11:
        return cl_jumbf_is(found->head)
                   ? cl_jumbf_note(bodies->blocks, &bodies->jumbf, found->head, found->body)
                   : CL_OK;
    case CL_JPEG_APP13:
        return note_photoshop(bodies, found);
    case CL_JPEG_COM:
        return add_block(
            bodies, found->body,
            (cl_block){.kind = CL_BLOCK_TEXT, .key = CL_SPAN("COM"), .container = "COM"});
    default:
        return CL_OK;
    }
}

cl_status cl_jpeg_body_read(cl_jpeg_bodies *bodies, cl_jpeg_segment *found)
{
    size_t header = is_exif(found) ? exif_header(found) : 0;
    bool goes_on = header > 0 && !has_tiff_header(cl_span_from(found->head, header));
    if (bodies->exif.count > 0 && !goes_on) {
        /* This ends the life of the borrowed head. */
        size_t len = found->head.len;
        CL_TRY(end_exif(bodies));
        CL_TRY(cl_source_peek_some(bodies->source, found->body.offset, len, &found->head));
    }
    CL_TRY(read_body(bodies, found));
    bodies->last_marker = found->marker;
    return CL_OK;
}

cl_status cl_jpeg_bodies_end(cl_jpeg_bodies *bodies)
{
    CL_TRY(end_exif(bodies));
    CL_TRY(read_photoshop(bodies));
    CL_TRY(cl_extended_read(bodies->blocks, bodies->source, &bodies->extended));
    return cl_jumbf_read(bodies->blocks, bodies->source, &bodies->jumbf);
}
