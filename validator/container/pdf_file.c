#include "container/pdf_file.h"

#include "base/limits.h"
#include "base/reader.h"
#include "container/pdf_syntax.h"

/* ISO 32000-1, 7.5.4 to 7.5.8. */
enum {
    TAIL = 4096, /* "startxref" stands in the last 1024 bytes, or some junk before the end */
    LINE_SEEN = 64,
    ENTRY = 20,   /* bytes of a table's entry; 19 where a writer forgot its blank */
    DIGITS = 10,  /* of its offset */
    WIDTHS = 3,   /* columns of a cross-reference stream */
    WIDTH_MAX = 8 /* bytes of a column */
};

typedef enum entry_type {
    ENTRY_FREE,
    ENTRY_PLAIN,     /* `place` is its offset */
    ENTRY_COMPRESSED /* `place` is the number of its object stream */
} entry_type;

typedef struct entry {
    entry_type type;
    uint64_t place;
} entry;

/* Entries of objects whose numbers follow one another. */
typedef struct part {
    uint64_t first;
    uint64_t count;
    uint64_t at; /* of the first entry: a file offset, or an index in the data of a stream */
    size_t width;
} part;

typedef struct section {
    uint64_t offset;
    cl_array parts;
    bool stream;
    cl_span data; /* of a stream */
    uint8_t widths[WIDTHS];
} section;

/* --- objects where they stand --- */

/* The object that stands at an offset, within the source's window. */
static cl_status read_value(cl_pdf *file, uint64_t offset, cl_pdf_object *out)
{
    cl_span text;
    CL_TRY(cl_source_peek_some(file->source, offset, CL_SOURCE_WINDOW, &text));
    size_t blank = cl_pdf_blank(text);
    cl_extent extent = {offset + blank, cl_pdf_length(cl_span_from(text, blank))};
    if (extent.len == 0) {
        return CL_MALFORMED;
    }
    *out = (cl_pdf_object){.behind = extent.offset + extent.len};
    out->text.offset = extent.offset;
    CL_TRY(cl_take(file->blocks, file->source, extent, &out->text.bytes));
    return out->text.bytes.len == 0 ? CL_MALFORMED : CL_OK;
}

/* "12 0 obj" and the object behind it. */
static cl_status read_object(cl_pdf *file, uint64_t offset, uint64_t *number, cl_pdf_object *out)
{
    cl_span text;
    cl_span token;
    CL_TRY(cl_source_peek_some(file->source, offset, LINE_SEEN, &text));
    cl_span rest = text;
    bool ok = cl_pdf_next(&rest, &token) && cl_pdf_number(token, number);
    ok = ok && cl_pdf_next(&rest, &token);
    ok = ok && cl_span_starts(cl_span_from(rest, cl_pdf_blank(rest)), CL_SPAN("obj"));
    if (!ok) {
        return CL_MALFORMED;
    }
    size_t behind = text.len - rest.len + cl_pdf_blank(rest) + 3;
    return read_value(file, offset + behind, out);
}

/* --- sections: tables (7.5.4) --- */

static cl_status add_part(cl_pdf *file, section *to, const part *from)
{
    if (file->parts >= CL_PDF_PARTS_MAX) {
        return CL_MALFORMED;
    }
    part *added = cl_array_add(&to->parts, file->blocks->arena, sizeof *added, CL_PDF_PARTS_MAX);
    if (added == NULL) {
        return cl_arena_status(file->blocks->arena);
    }
    *added = *from;
    file->parts++;
    return CL_OK;
}

/* "0 7" and the entries behind it: moves *at behind them. */
static cl_status read_part(cl_pdf *file, section *to, uint64_t *at)
{
    cl_span text;
    cl_span token;
    part found = {.width = ENTRY};
    CL_TRY(cl_source_peek_some(file->source, *at, LINE_SEEN, &text));
    cl_span rest = text;
    bool ok = cl_pdf_next(&rest, &token) && cl_pdf_number(token, &found.first);
    ok = ok && cl_pdf_next(&rest, &token) && cl_pdf_number(token, &found.count);
    if (!ok || found.count > cl_source_size(file->source)) {
        return CL_MALFORMED;
    }
    rest = cl_span_from(rest, cl_pdf_blank(rest));
    found.at = *at + (text.len - rest.len);
    if (rest.len >= ENTRY && rest.data[ENTRY - 2] == '\n' && rest.data[ENTRY - 1] > ' ') {
        found.width = ENTRY - 1;
    }
    *at = found.at + found.count * found.width;
    return add_part(file, to, &found);
}

static cl_status read_table(cl_pdf *file, section *to, uint64_t at, cl_pdf_object *trailer)
{
    static const cl_span keyword = {(const uint8_t *)"trailer", 7};
    for (;;) {
        cl_span text;
        CL_TRY(cl_source_peek_some(file->source, at, LINE_SEEN, &text));
        size_t blank = cl_pdf_blank(text);
        at += blank;
        if (cl_span_starts(cl_span_from(text, blank), keyword)) {
            return read_value(file, at + keyword.len, trailer);
        }
        CL_TRY(read_part(file, to, &at));
    }
}

/* --- sections: streams (7.5.8) --- */

static cl_status read_widths(cl_span dictionary, section *to, size_t *row)
{
    cl_span widths;
    cl_span token;
    *row = 0;
    if (!cl_pdf_get(dictionary, "W", &widths)) {
        return CL_MALFORMED;
    }
    cl_span rest = cl_pdf_items(widths);
    for (size_t i = 0; i < WIDTHS; i++) {
        uint64_t width;
        if (!cl_pdf_next(&rest, &token) || !cl_pdf_number(token, &width) || width > WIDTH_MAX) {
            return CL_MALFORMED;
        }
        to->widths[i] = (uint8_t)width;
        *row += to->widths[i];
    }
    return *row == 0 ? CL_MALFORMED : CL_OK;
}

/* Pairs of first number and count; without them all objects from 0 on. */
static cl_status read_index(cl_pdf *file, cl_span dictionary, section *to, size_t row)
{
    cl_span index;
    cl_span token;
    part found = {.width = row};
    if (!cl_pdf_get(dictionary, "Index", &index)) {
        found.count = to->data.len / row;
        return add_part(file, to, &found);
    }
    cl_span rest = cl_pdf_items(index);
    while (cl_pdf_next(&rest, &token) && cl_pdf_number(token, &found.first) &&
           cl_pdf_next(&rest, &token) && cl_pdf_number(token, &found.count)) {
        if (found.count > (to->data.len - found.at) / row) {
            found.count = (to->data.len - found.at) / row;
        }
        CL_TRY(add_part(file, to, &found));
        found.at += found.count * row;
    }
    return CL_OK;
}

static cl_status read_stream_section(cl_pdf *file, section *to, cl_pdf_object *trailer)
{
    uint64_t number;
    size_t row;
    cl_block data = {0};
    CL_TRY(read_object(file, to->offset, &number, trailer));
    if (!cl_pdf_is_dictionary(trailer->text.bytes)) {
        return CL_MALFORMED;
    }
    CL_TRY(read_widths(trailer->text.bytes, to, &row));
    CL_TRY(cl_pdf_stream(file, trailer, &data));
    to->stream = true;
    to->data = data.bytes;
    return read_index(file, trailer->text.bytes, to, row);
}

/* --- sections: the chain --- */

static bool is_known(const cl_pdf *file, uint64_t offset)
{
    for (size_t i = 0; i < file->sections.count; i++) {
        if (CL_ARRAY_AT(&file->sections, const section, i)->offset == offset) {
            return true;
        }
    }
    return false;
}

static void note_trailer(cl_pdf *file, cl_span trailer)
{
    cl_span found;
    if (file->root.len == 0 && cl_pdf_get(trailer, "Root", &found)) {
        file->root = found;
    }
    if (file->info.len == 0 && cl_pdf_get(trailer, "Info", &found)) {
        file->info = found;
    }
    if (file->encryption.len == 0 && cl_pdf_get(trailer, "Encrypt", &found)) {
        file->encryption = found;
    }
}

static cl_status add_section(cl_pdf *file, const section *found)
{
    section *added =
        cl_array_add(&file->sections, file->blocks->arena, sizeof *added, CL_PDF_SECTIONS_MAX);
    if (added == NULL) {
        return cl_arena_status(file->blocks->arena);
    }
    *added = *found;
    return CL_OK;
}

/* Reads the section at an offset; *next is that of the one before it in time, 0 for none. */
static cl_status read_section(cl_pdf *file, uint64_t offset, uint64_t *next)
{
    cl_span text;
    cl_pdf_object trailer;
    section found = {.offset = offset};
    CL_TRY(cl_source_peek_some(file->source, offset, LINE_SEEN, &text));
    size_t blank = cl_pdf_blank(text);
    if (cl_span_starts(cl_span_from(text, blank), CL_SPAN("xref"))) {
        CL_TRY(read_table(file, &found, offset + blank + 4, &trailer));
    } else {
        CL_TRY(read_stream_section(file, &found, &trailer));
    }
    uint64_t hidden = cl_pdf_get_number(trailer.text.bytes, "XRefStm", 0);
    *next = cl_pdf_get_number(trailer.text.bytes, "Prev", 0);
    note_trailer(file, trailer.text.bytes);
    if (hidden > 0 && !found.stream && !is_known(file, file->base + hidden)) {
        /* What an old reader shall not see, so that its table calls it free (7.5.8.4). */
        cl_pdf_object ignored;
        section stream = {.offset = file->base + hidden};
        CL_TRY(read_stream_section(file, &stream, &ignored));
        CL_TRY(add_section(file, &stream));
    }
    return add_section(file, &found);
}

/* What follows the last "startxref" and its number is the end (7.5.5). An object behind it, which
 * begins with its number, is of an update whose own end is lost. */
static cl_status check_end(const cl_pdf *file, cl_span rest, uint64_t offset)
{
    const cl_span end = CL_SPAN("%%EOF");
    size_t at = cl_span_find(rest, end);
    cl_span behind = cl_span_trim(cl_span_from(rest, at + end.len));
    bool more = behind.len > 0 && behind.data[0] >= '0' && behind.data[0] <= '9';
    if (at < rest.len && !more) {
        return CL_OK;
    }
    return cl_damage_report(file->blocks->findings, CL_DAMAGE_TRUNCATED, offset,
                            "the PDF does not end as it should: its last update may be lost");
}

/* The number behind the last "startxref". */
static cl_status find_start(cl_pdf *file, uint64_t *out)
{
    static const cl_span keyword = {(const uint8_t *)"startxref", 9};
    uint64_t size = cl_source_size(file->source);
    uint64_t from = size > TAIL ? size - TAIL : 0;
    cl_span text;
    cl_span token;
    CL_TRY(cl_source_peek_some(file->source, from, TAIL, &text));
    size_t at = text.len;
    for (size_t i = cl_span_find(text, keyword); i < text.len;) {
        at = i + keyword.len;
        i = at + cl_span_find(cl_span_from(text, at), keyword);
    }
    cl_span rest = cl_span_from(text, at);
    if (!cl_pdf_next(&rest, &token) || !cl_pdf_number(token, out)) {
        return CL_MALFORMED;
    }
    return check_end(file, rest, from + text.len - rest.len);
}

cl_status cl_pdf_open(cl_pdf *file)
{
    uint64_t offset;
    CL_TRY(find_start(file, &offset));
    do {
        uint64_t next;
        if (is_known(file, file->base + offset)) {
            return cl_damage_report(file->blocks->findings, CL_DAMAGE_REPAIRED, file->base + offset,
                                    "the cross-reference sections of the PDF lead back to one "
                                    "that was read");
        }
        if (file->sections.count >= CL_PDF_SECTIONS_MAX) {
            return cl_damage_report(file->blocks->findings, CL_DAMAGE_LIMIT, file->base + offset,
                                    "more than %u cross-reference sections; older ones were not "
                                    "read",
                                    CL_PDF_SECTIONS_MAX);
        }
        CL_TRY(read_section(file, file->base + offset, &next));
        offset = next;
    } while (offset > 0);
    return CL_OK;
}

/* --- entries --- */

static uint64_t column(cl_span row, size_t start, size_t width)
{
    uint64_t number = 0;
    for (size_t i = 0; i < width; i++) {
        number = number << 8 | row.data[start + i];
    }
    return number;
}

static entry stream_entry(const section *in, cl_span row)
{
    uint64_t type = in->widths[0] == 0 ? ENTRY_PLAIN : column(row, 0, in->widths[0]);
    return (entry){.type = type <= ENTRY_COMPRESSED ? (entry_type)type : ENTRY_FREE,
                   .place = column(row, in->widths[0], in->widths[1])};
}

/* "0000000144 00000 n" */
static cl_status table_entry(cl_pdf *file, uint64_t offset, entry *out)
{
    cl_span text;
    CL_TRY(cl_source_peek(file->source, offset, ENTRY - 2, &text));
    bool used = text.data[ENTRY - 3] == 'n';
    *out = (entry){.type = used ? ENTRY_PLAIN : ENTRY_FREE};
    return cl_pdf_number(cl_span_sub(text, 0, DIGITS), &out->place) ? CL_OK : CL_MALFORMED;
}

static cl_status read_entry(cl_pdf *file, const section *in, const part *from, uint64_t index,
                            entry *out)
{
    uint64_t at = from->at + index * from->width;
    if (!in->stream) {
        return table_entry(file, at, out);
    }
    *out = stream_entry(in, cl_span_sub(in->data, (size_t)at, from->width));
    return CL_OK;
}

static cl_status find_entry(cl_pdf *file, uint64_t number, entry *out)
{
    for (size_t i = 0; i < file->sections.count; i++) {
        const section *in = CL_ARRAY_AT(&file->sections, const section, i);
        for (size_t k = 0; k < in->parts.count; k++) {
            const part *from = CL_ARRAY_AT(&in->parts, const part, k);
            if (number >= from->first && number - from->first < from->count) {
                return read_entry(file, in, from, number - from->first, out);
            }
        }
    }
    return CL_MALFORMED;
}

/* --- objects --- */

static cl_status object_at(cl_pdf *file, uint64_t offset, uint64_t number, cl_pdf_object *out)
{
    uint64_t found;
    CL_TRY(read_object(file, offset, &found, out));
    return found == number ? CL_OK : CL_MALFORMED;
}

/* Offsets count from the header, and in some files with junk before it from the file's start. */
static cl_status plain_object(cl_pdf *file, uint64_t place, uint64_t number, cl_pdf_object *out)
{
    cl_status status = object_at(file, file->base + place, number, out);
    if (status == CL_MALFORMED && file->base > 0) {
        status = object_at(file, place, number, out);
    }
    return status;
}

/* Decodes an object stream unless it is the one that was decoded last (7.5.7). */
static cl_status open_object_stream(cl_pdf *file, uint64_t number)
{
    entry found;
    cl_pdf_object object;
    if (file->stream_number == number && number > 0) {
        return CL_OK;
    }
    file->stream_number = 0;
    CL_TRY(find_entry(file, number, &found));
    if (found.type != ENTRY_PLAIN || file->encryption.len > 0 || file->opening) {
        return CL_MALFORMED;
    }
    CL_TRY(plain_object(file, found.place, number, &object));
    file->opening = true; /* its length may not stand in another one */
    cl_status status = cl_pdf_stream(file, &object, &file->stream);
    file->opening = false;
    CL_TRY(status);
    file->stream_first = (size_t)cl_pdf_get_number(object.text.bytes, "First", 0);
    file->stream_number = number;
    return CL_OK;
}

/* The numbers and places of its objects stand before the first of them. */
static cl_status object_in_stream(cl_pdf *file, uint64_t number, cl_pdf_object *out)
{
    cl_span rest = cl_span_sub(file->stream.bytes, 0, file->stream_first);
    cl_span token;
    uint64_t found;
    uint64_t place;
    for (size_t i = 0; i < CL_PDF_STREAM_OBJECTS_MAX; i++) {
        bool pair = cl_pdf_next(&rest, &token) && cl_pdf_number(token, &found) &&
                    cl_pdf_next(&rest, &token) && cl_pdf_number(token, &place);
        if (!pair) {
            break;
        }
        if (found != number || place > file->stream.bytes.len) {
            continue;
        }
        cl_span text = cl_span_from(file->stream.bytes, file->stream_first);
        text = cl_span_from(text, (size_t)place);
        *out = (cl_pdf_object){.text = file->stream};
        return cl_pdf_next(&text, &out->text.bytes) ? CL_OK : CL_MALFORMED;
    }
    return CL_MALFORMED;
}

cl_status cl_pdf_object_of(cl_pdf *file, uint64_t number, cl_pdf_object *out)
{
    entry found;
    CL_TRY(find_entry(file, number, &found));
    if (found.type == ENTRY_PLAIN) {
        return plain_object(file, found.place, number, out);
    }
    if (found.type == ENTRY_FREE) {
        return CL_MALFORMED;
    }
    CL_TRY(open_object_stream(file, found.place));
    return object_in_stream(file, number, out);
}

cl_status cl_pdf_resolve(cl_pdf *file, const cl_block *value, cl_pdf_object *out)
{
    uint64_t number;
    if (cl_pdf_reference(value->bytes, &number)) {
        return cl_pdf_object_of(file, number, out);
    }
    *out = (cl_pdf_object){.text = *value};
    return CL_OK;
}
