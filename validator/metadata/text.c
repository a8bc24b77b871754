#include "metadata/metadata.h"

#include "base/charset.h"
#include "metadata/legacy.h"

/* The charset that a byte order mark names, and the mark's length. */
typedef struct mark {
    cl_span bytes;
    const char *charset;
} mark;

static const char *charset_by_mark(cl_span *bytes)
{
    const mark marks[] = {
        {CL_SPAN("\xEF\xBB\xBF"), CL_CHARSET_UTF8},
        {CL_SPAN("\xFF\xFE"), CL_CHARSET_UTF16LE},
        {CL_SPAN("\xFE\xFF"), CL_CHARSET_UTF16BE},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (cl_span_starts(*bytes, marks[i].bytes)) {
            *bytes = cl_span_from(*bytes, marks[i].bytes.len);
            return marks[i].charset;
        }
    }
    return CL_CHARSET_UTF8;
}

static cl_status report(const cl_fields *fields, const cl_field *field, const char *charset,
                        const char *read_as)
{
    return cl_damage_report(fields->findings, CL_DAMAGE_ENCODING, field->offset,
                            "a text that is not %s; it was read as %s", charset, read_as);
}

/* Text with a mark is what the mark says. */
static cl_status read_wide(const cl_fields *fields, cl_span bytes, const char *charset,
                           cl_field *field)
{
    bool lossless;
    CL_TRY(cl_charset_convert(fields->arena, bytes, charset, &field->value, &lossless));
    if (lossless) {
        return CL_OK;
    }
    field->original = bytes;
    field->decoded = "UTF-16, with loss";
    return report(fields, field, charset, charset);
}

static cl_status read_bytes(cl_fields *fields, cl_span bytes, cl_field *field)
{
    cl_legacy legacy = {0};
    cl_legacy_value value;
    CL_TRY(cl_legacy_guess(fields, bytes, &legacy));
    CL_TRY(cl_legacy_read(fields, &legacy, bytes, field, &value));
    if (value.cut) {
        return cl_damage_report(fields->findings, CL_DAMAGE_CUT, field->offset,
                                "a text that ends inside a character; its end is cut off");
    }
    if (value.how == CL_LEGACY_UTF8 || (value.how == CL_LEGACY_READ && legacy.chosen)) {
        return CL_OK;
    }
    return report(fields, field, CL_CHARSET_UTF8, cl_charset_label(value.charset));
}

cl_status cl_text_read(cl_span bytes, cl_fields *fields)
{
    cl_span rest = bytes;
    const char *charset = charset_by_mark(&rest);
    bool utf8 = cl_span_equal(cl_span_of(charset), CL_SPAN(CL_CHARSET_UTF8));
    cl_field field = {.name = CL_CAPTION,
                      .container = "text",
                      .has_offset = true,
                      .offset = bytes.len - rest.len};
    CL_TRY(utf8 ? read_bytes(fields, rest, &field) : read_wide(fields, rest, charset, &field));
    return cl_fields_add(fields, &field);
}
