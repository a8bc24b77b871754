#include "report/document.h"

static const cl_document_format *const formats[] = {&cl_document_text, &cl_document_markdown,
                                                    &cl_document_html};

const cl_document_format *cl_document_format_of(cl_span name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (cl_span_equal(name, cl_span_of(formats[i]->name))) {
            return formats[i];
        }
    }
    return NULL;
}

const char *cl_document_format_names(void)
{
    return "text, markdown, html";
}

bool cl_document_paragraph(cl_span *text, cl_span *out)
{
    cl_span rest = cl_span_trim(*text);
    size_t end = cl_span_find(rest, CL_SPAN("\n\n"));
    *out = cl_span_sub(rest, 0, end);
    *text = cl_span_from(rest, end);
    return out->len > 0;
}

static bool is_plain(uint8_t byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '.' || byte == '-' || byte == '_';
}

void cl_document_put_anchor(cl_out *out, cl_document_anchor anchor)
{
    cl_out_text(out, anchor.of);
    for (size_t i = 0; i < anchor.name.len; i++) {
        uint8_t byte = anchor.name.data[i];
        if (is_plain(byte)) {
            cl_out_byte(out, (char)byte);
        } else {
            cl_out_format(out, "%%%02X", byte);
        }
    }
}
