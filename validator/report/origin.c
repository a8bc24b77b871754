#include "report/origin.h"

#include <inttypes.h>

#include "base/message.h"
#include "report/terminal.h"

void cl_origin_put(cl_out *out, const cl_field *field)
{
    if (field == NULL) {
        return;
    }
    cl_out_text(out, field->container);
    if (field->property.len > 0) {
        cl_out_byte(out, ' ');
        cl_out_put(out, field->property);
    }
}

void cl_origin_source(cl_out *out, const cl_field *field)
{
    cl_out origin = {0};
    cl_origin_put(&origin, field);
    cl_terminal_text(out, cl_out_span(&origin));
    out->failed |= origin.failed;
    cl_out_free(&origin);
    if (field->file.len > 0) {
        cl_out_text(out, cl_message(" of "));
        cl_terminal_text(out, field->file);
    }
    if (field->has_offset) {
        cl_out_format(out, cl_message(" at byte %llu"), (unsigned long long)field->offset);
    }
}

void cl_origin_line(cl_out *out, const cl_field *field, uint32_t start, uint32_t end)
{
    if (field == NULL) {
        return;
    }
    cl_out_format(out, "%s %" PRIu32 "–%" PRIu32 ", ", cl_field_name_text(field->name), start, end);
    cl_origin_source(out, field);
}
