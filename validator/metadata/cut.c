#include "metadata/cut.h"

#include "base/damage.h"
#include "base/limits.h"
#include "base/message.h"
#include "base/text.h"

cl_twin cl_cut_twin(const cl_fields *fields, cl_field_name name, cl_span value, size_t *looked)
{
    cl_twin best = CL_TWIN_NONE;
    if ((*looked)++ >= CL_CUTS_MAX) {
        return best;
    }
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *other = cl_fields_at(fields, i);
        if (other->name != name || other->value.data == value.data ||
            !cl_span_starts(other->value, value)) {
            continue;
        }
        if (other->value.len > value.len) {
            return CL_TWIN_LONGER;
        }
        best = CL_TWIN_SAME;
    }
    return best;
}

bool cl_cut_ends_well(cl_span text)
{
    static const char ends[] = ".!?)]>\"'";
    cl_span trimmed = cl_span_trim(text);
    if (trimmed.len == 0) {
        return true;
    }
    uint32_t last = cl_utf8_before(trimmed, trimmed.len);
    return last == 0x3002 || last == 0x2019 || last == 0x201D || last == 0xBB ||
           (last < 0x80 && cl_span_find_byte(CL_SPAN(ends), (uint8_t)last) < sizeof ends - 1);
}

/* Columns of databases, buffers of programs, segments of JPEG. */
static bool is_limit(size_t len)
{
    static const size_t limits[] = {255, 1000, 1024, 4000, 32767, 65502};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        if (limits[i] == len) {
            return true;
        }
    }
    return false;
}

static bool is_prose_or_notes(const cl_field *field)
{
    cl_field_class class = cl_field_class_of(field->name);
    return class == CL_CLASS_PROSE || class == CL_CLASS_NOTES;
}

/* Bytes as they stand in the file, or characters: databases count either. */
static size_t limit_of(const cl_field *field)
{
    size_t bytes = field->original.len > 0 ? field->original.len : field->value.len;
    if (is_limit(bytes)) {
        return bytes;
    }
    size_t count = cl_utf8_count(field->value);
    return is_limit(count) ? count : 0;
}

cl_status cl_cuts_report(const cl_fields *fields)
{
    size_t looked = 0;
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        size_t limit = is_prose_or_notes(field) ? limit_of(field) : 0;
        if (limit == 0 || cl_cut_ends_well(field->value) ||
            cl_cut_twin(fields, field->name, field->value, &looked) == CL_TWIN_LONGER) {
            continue;
        }
        cl_finding finding = cl_damage_finding(CL_DAMAGE_CUT);
        finding.level = CL_INFO;
        cl_span origin = cl_field_origin(fields->arena, field);
        finding.message =
            cl_arena_format(fields->arena,
                            cl_message("%.*s (%s) is exactly %zu long, as much as some programs "
                                       "keep; its end may be cut off"),
                            CL_SPAN_PRINT(origin), cl_field_name_text(field->name), limit);
        finding.proof.has_offset = field->has_offset;
        finding.proof.offset = field->offset;
        CL_TRY(cl_findings_add(fields->findings, &finding));
    }
    return CL_OK;
}
