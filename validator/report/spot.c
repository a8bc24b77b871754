#include "report/spot.h"

#include "base/text.h"

typedef struct position {
    uint64_t line;
    uint64_t column;
} position;

/* Lines end as SARIF's and compilers' do: with a line feed. */
static position position_behind(cl_span text)
{
    position at = {1, 1};
    uint32_t code;
    for (size_t i = 0; cl_utf8_next(text, &i, &code);) {
        at.column++;
        if (code == '\n') {
            at = (position){at.line + 1, 1};
        }
    }
    return at;
}

/* Whether the value stands in the file byte for byte. */
static bool is_verbatim(const cl_field *field)
{
    return field->has_offset && field->file.len == 0 && field->decoded == NULL &&
           cl_span_equal(cl_span_of(field->container), CL_SPAN("text"));
}

static void find_in_text(const cl_proof *proof, cl_spot *spot)
{
    const cl_field *field = proof->field;
    cl_span before = cl_span_sub(field->value, 0, cl_utf8_index(field->value, proof->start));
    spot->has_byte = true;
    spot->byte = field->offset + before.len;
    spot->bytes = spot->words.len;
    if (field->offset > 0) {
        return; /* behind blanks, perhaps of several lines, that are no part of the value */
    }
    cl_span to = {before.data, before.len + spot->words.len};
    position start = position_behind(before);
    position end = position_behind(to);
    spot->in_text = true;
    spot->line = start.line;
    spot->column = start.column;
    spot->end_line = end.line;
    spot->end_column = end.column;
    spot->character = proof->start;
    spot->characters = cl_utf8_count(spot->words);
}

static void find_byte(const cl_proof *proof, cl_spot *spot)
{
    const cl_field *field = proof->field;
    if (field != NULL && field->file.len > 0) {
        return; /* it is a place in the sidecar */
    }
    if (proof->has_offset || (field != NULL && field->has_offset)) {
        spot->has_byte = true;
        spot->byte = proof->has_offset ? proof->offset : field->offset;
    }
}

cl_spot cl_spot_of(const cl_record *record, const cl_proof *proof)
{
    cl_spot spot = {.line = record->line > 0 ? record->line : 1};
    if (proof->field == NULL) {
        find_byte(proof, &spot);
        return spot;
    }
    cl_span value = proof->field->value;
    size_t start = cl_utf8_index(value, proof->start);
    size_t end = cl_utf8_index(value, proof->end);
    spot.words = cl_span_sub(value, start, end > start ? end - start : 0);
    if (is_verbatim(proof->field)) {
        find_in_text(proof, &spot);
    } else {
        find_byte(proof, &spot);
    }
    return spot;
}
