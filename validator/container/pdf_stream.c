#include "base/limits.h"
#include "base/reader.h"
#include "container/find.h"
#include "container/inflate.h"
#include "container/pdf_file.h"
#include "container/pdf_syntax.h"

/* ISO 32000-1, 7.3.8 and 7.4. */
enum {
    KEYWORD_SEEN = 32,
    PREDICTOR_PNG = 10, /* this and above: a PNG filter a row, whichever (7.4.4.4) */
    COLUMNS_MAX = 64
};

static const cl_span keyword = {(const uint8_t *)"stream", 6};
static const cl_span end_keyword = {(const uint8_t *)"endstream", 9};

/* Behind "stream" and the line end that follows it. */
static cl_status find_data(cl_pdf *file, uint64_t behind, uint64_t *out)
{
    cl_span text;
    CL_TRY(cl_source_peek_some(file->source, behind, KEYWORD_SEEN, &text));
    size_t at = cl_pdf_blank(text);
    if (behind == 0 || !cl_span_starts(cl_span_from(text, at), keyword)) {
        return CL_MALFORMED;
    }
    at += keyword.len;
    cl_span rest = cl_span_from(text, at);
    at += cl_span_starts(rest, CL_SPAN("\r\n")) ? 2 : 1;
    *out = behind + at;
    return CL_OK;
}

/* Whether the data ends there, but for blanks. */
static cl_status ends_at(cl_pdf *file, uint64_t offset, bool *out)
{
    cl_span text;
    CL_TRY(cl_source_peek_some(file->source, offset, KEYWORD_SEEN, &text));
    *out = cl_span_starts(cl_span_from(text, cl_pdf_blank(text)), end_keyword);
    return CL_OK;
}

static cl_status stated_length(cl_pdf *file, const cl_pdf_object *object, uint64_t *out)
{
    cl_block length = object->text;
    cl_pdf_object found;
    *out = UINT64_MAX;
    if (!cl_pdf_get(object->text.bytes, "Length", &length.bytes)) {
        return CL_OK;
    }
    cl_status status = cl_pdf_resolve(file, &length, &found);
    if (status == CL_MALFORMED || status == CL_TRUNCATED) {
        return CL_OK;
    }
    CL_TRY(status);
    if (!cl_pdf_number(found.text.bytes, out)) {
        *out = UINT64_MAX;
    }
    return CL_OK;
}

/* The length as stated if the data ends there, else up to the next "endstream". */
static cl_status find_extent(cl_pdf *file, const cl_pdf_object *object, cl_extent *out)
{
    uint64_t offset;
    uint64_t len;
    bool right = false;
    uint64_t size = cl_source_size(file->source);
    CL_TRY(find_data(file, object->behind, &offset));
    CL_TRY(stated_length(file, object, &len));
    uint64_t left = offset < size ? size - offset : 0;
    if (len <= left) {
        CL_TRY(ends_at(file, offset + len, &right));
    }
    if (!right) {
        cl_stretch rest = {offset, offset + (left < CL_XMP_BYTES_MAX ? left : CL_XMP_BYTES_MAX)};
        size_t seen;
        CL_TRY(cl_find_any(file->source, &rest, &end_keyword, 1, &seen));
        len = rest.offset - offset;
        CL_TRY(cl_damage_report(file->blocks->findings,
                                seen == 0 ? CL_DAMAGE_REPAIRED : CL_DAMAGE_TRUNCATED, offset,
                                "a PDF stream that is not as long as it says; %llu bytes of it "
                                "were read",
                                (unsigned long long)len));
    }
    if (len > CL_XMP_BYTES_MAX) {
        CL_TRY(cl_damage_report(file->blocks->findings, CL_DAMAGE_LIMIT, offset,
                                "a PDF stream of %llu bytes; %u are read", (unsigned long long)len,
                                CL_XMP_BYTES_MAX));
        len = CL_XMP_BYTES_MAX;
    }
    *out = (cl_extent){offset, (size_t)len};
    return CL_OK;
}

/* --- filters --- */

/* Whether the data is deflated; CL_MALFORMED for other filters than that. */
static cl_status read_filter(cl_span dictionary, bool *deflated)
{
    cl_span filter;
    cl_span rest;
    *deflated = false;
    if (!cl_pdf_get(dictionary, "Filter", &filter)) {
        return CL_OK;
    }
    rest = cl_pdf_items(filter);
    while (cl_pdf_next(&rest, &filter)) {
        bool flate = cl_pdf_is_name(filter, "FlateDecode") || cl_pdf_is_name(filter, "Fl");
        bool crypt = cl_pdf_is_name(filter, "Crypt"); /* says how it is not encrypted */
        if ((!flate && !crypt) || (flate && *deflated)) {
            return CL_MALFORMED;
        }
        *deflated = *deflated || flate;
    }
    return CL_OK;
}

/* The row of a PNG filter of one byte a column; the two kinds that no cross-reference stream uses
 * are CL_MALFORMED (W3C PNG, 9.2). */
static cl_status undo_row(uint8_t kind, cl_span row, const uint8_t *above, uint8_t *out)
{
    enum {
        NONE,
        LEFT,
        UP
    };
    if (kind > UP) {
        return CL_MALFORMED;
    }
    for (size_t i = 0; i < row.len; i++) {
        uint8_t before = 0;
        if (kind == UP && above != NULL) {
            before = above[i];
        } else if (kind == LEFT && i > 0) {
            before = out[i - 1];
        }
        out[i] = (uint8_t)(row.data[i] + before);
    }
    return CL_OK;
}

static cl_status undo_predictor(cl_pdf *file, cl_span parameters, cl_block *data)
{
    size_t columns = (size_t)cl_pdf_get_number(parameters, "Columns", 1);
    bool bytes = cl_pdf_get_number(parameters, "Colors", 1) == 1 &&
                 cl_pdf_get_number(parameters, "BitsPerComponent", 8) == 8;
    if (!bytes || columns == 0 || columns > COLUMNS_MAX) {
        return CL_MALFORMED;
    }
    uint8_t *out;
    size_t rows = data->bytes.len / (columns + 1);
    CL_TRY(cl_take_room(file->blocks, data->offset, rows * columns, &out));
    if (out == NULL) {
        return CL_MALFORMED;
    }
    const uint8_t *above = NULL;
    for (size_t i = 0; i < rows; i++) {
        cl_span row = cl_span_sub(data->bytes, i * (columns + 1), columns + 1);
        CL_TRY(undo_row(row.data[0], cl_span_from(row, 1), above, out + i * columns));
        above = out + i * columns;
    }
    data->bytes = (cl_span){out, rows * columns};
    return CL_OK;
}

/* The first dictionary among the parameters: the others belong to filters without any. */
static cl_span parameters_of(cl_span dictionary)
{
    cl_span one;
    cl_span rest;
    if (cl_pdf_get(dictionary, "DecodeParms", &one)) {
        rest = cl_pdf_items(one);
        while (cl_pdf_next(&rest, &one)) {
            if (cl_pdf_get_number(one, "Predictor", 0) > 0) {
                return one;
            }
        }
    }
    return CL_EMPTY_SPAN;
}

cl_status cl_pdf_stream(cl_pdf *file, const cl_pdf_object *object, cl_block *out)
{
    bool deflated;
    cl_extent extent;
    if (!cl_pdf_is_dictionary(object->text.bytes)) {
        return CL_MALFORMED;
    }
    CL_TRY(read_filter(object->text.bytes, &deflated));
    CL_TRY(find_extent(file, object, &extent));
    out->offset = extent.offset;
    out->inflated = deflated;
    CL_TRY(cl_take(file->blocks, file->source, extent, &out->bytes));
    if (!deflated) {
        return CL_OK;
    }
    CL_TRY(cl_inflate(file->blocks, out->bytes, out->offset, &out->bytes));
    cl_span parameters = parameters_of(object->text.bytes);
    bool rows = cl_pdf_get_number(parameters, "Predictor", 1) >= PREDICTOR_PNG;
    return rows ? undo_predictor(file, parameters, out) : CL_OK;
}
