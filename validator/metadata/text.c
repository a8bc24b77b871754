#include "metadata/metadata.h"

#include "base/charset.h"
#include "base/text.h"

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

cl_status cl_text_read(cl_span bytes, cl_fields *fields)
{
    cl_span rest = bytes;
    const char *charset = charset_by_mark(&rest);
    bool utf8 = cl_span_equal(cl_span_of(charset), CL_SPAN(CL_CHARSET_UTF8));
    bool as_said = !utf8 || cl_utf8_valid(rest);
    bool lossless;
    cl_field field = {.name = CL_CAPTION,
                      .container = "text",
                      .has_offset = true,
                      .offset = bytes.len - rest.len};
    CL_TRY(cl_charset_convert(fields->arena, rest, as_said ? charset : CL_CHARSET_WINDOWS_1252,
                              &field.value, &lossless));
    if (!as_said || !lossless) {
        CL_TRY(cl_damage_report(fields->findings, CL_DAMAGE_ENCODING, field.offset,
                                "a text that is not %s; it was read as %s", charset,
                                as_said ? charset : CL_CHARSET_WINDOWS_1252));
    }
    return cl_fields_add(fields, &field);
}
