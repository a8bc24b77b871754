#include "container/xml_head.h"

#include "base/charset.h"

/* How wide the characters are and which of their bytes is ASCII: UTF-8, UTF-16 and UTF-32 of both
 * byte orders. */
typedef struct char_layout {
    size_t skip; /* byte order mark */
    size_t width;
    size_t ascii;
    const char *charset;
} char_layout;

static char_layout layout_of(cl_span head)
{
    static const struct {
        cl_span start;
        char_layout layout;
    } known[] = {
        {{(const uint8_t *)"\xEF\xBB\xBF", 3}, {3, 1, 0, CL_CHARSET_UTF8}},
        {{(const uint8_t *)"\xFF\xFE\0\0", 4}, {4, 4, 0, CL_CHARSET_UTF32LE}},
        {{(const uint8_t *)"\0\0\xFE\xFF", 4}, {4, 4, 3, CL_CHARSET_UTF32BE}},
        {{(const uint8_t *)"\xFF\xFE", 2}, {2, 2, 0, CL_CHARSET_UTF16LE}},
        {{(const uint8_t *)"\xFE\xFF", 2}, {2, 2, 1, CL_CHARSET_UTF16BE}},
        {{(const uint8_t *)"<\0\0\0", 4}, {0, 4, 0, CL_CHARSET_UTF32LE}},
        {{(const uint8_t *)"\0\0\0<", 4}, {0, 4, 3, CL_CHARSET_UTF32BE}},
        {{(const uint8_t *)"<\0", 2}, {0, 2, 0, CL_CHARSET_UTF16LE}},
        {{(const uint8_t *)"\0<", 2}, {0, 2, 1, CL_CHARSET_UTF16BE}},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (cl_span_starts(head, known[i].start)) {
            return known[i].layout;
        }
    }
    return (char_layout){0, 1, 0, CL_CHARSET_UTF8};
}

const char *cl_xml_charset(cl_span head, size_t *skip)
{
    char_layout layout = layout_of(head);
    *skip = layout.skip;
    return layout.charset;
}

cl_span cl_xml_fold(cl_span head, uint8_t *out)
{
    char_layout layout = layout_of(head);
    size_t len = 0;
    for (size_t i = layout.skip; head.len - i >= layout.width && i < head.len; i += layout.width) {
        size_t others = 0;
        for (size_t k = 0; k < layout.width; k++) {
            others += k != layout.ascii && head.data[i + k] != 0;
        }
        uint8_t byte = head.data[i + layout.ascii];
        out[len++] = others == 0 && byte < 0x80 ? byte : '?';
    }
    return (cl_span){out, len};
}

cl_span cl_xml_skip_blank(cl_span text)
{
    size_t blank = 0;
    while (blank < text.len && cl_span_trim(cl_span_sub(text, blank, 1)).len == 0) {
        blank++;
    }
    return cl_span_from(text, blank);
}

bool cl_xml_skip_prologue(cl_span *text)
{
    bool comment = cl_span_starts(*text, CL_SPAN("<!--"));
    if (!comment && !cl_span_starts(*text, CL_SPAN("<?xml"))) {
        return false;
    }
    cl_span end = comment ? CL_SPAN("-->") : CL_SPAN("?>");
    size_t at = cl_span_find(*text, end);
    *text = cl_span_from(*text, at < text->len ? at + end.len : at);
    return true;
}
