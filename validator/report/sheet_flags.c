#include "report/sheet_flags.h"

enum {
    REGIONAL_INDICATOR_A = 0x1F1E6,
    BLACK_FLAG = 0x1F3F4,
    TAG = 0xE0000,
    TAG_CANCEL = 0xE007F
};

static bool is_letter(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z';
}

/* UTS #51, ED-14a: of the subdivisions only these three have flags that are drawn everywhere. */
static bool has_tag_flag(cl_span code)
{
    return cl_span_equal(code, CL_SPAN("GB-ENG")) || cl_span_equal(code, CL_SPAN("GB-SCT")) ||
           cl_span_equal(code, CL_SPAN("GB-WLS"));
}

static void put_tags(cl_out *out, cl_span code)
{
    cl_out_code(out, BLACK_FLAG);
    for (size_t i = 0; i < code.len; i++) {
        if (is_letter(code.data[i])) {
            cl_out_code(out, TAG + code.data[i] - 'A' + 'a');
        }
    }
    cl_out_code(out, TAG_CANCEL);
}

void cl_sheet_flag(cl_out *out, cl_span code)
{
    if (code.len == 2 && is_letter(code.data[0]) && is_letter(code.data[1])) {
        cl_out_code(out, REGIONAL_INDICATOR_A + code.data[0] - 'A');
        cl_out_code(out, REGIONAL_INDICATOR_A + code.data[1] - 'A');
    } else if (has_tag_flag(code)) {
        put_tags(out, code);
    }
}
