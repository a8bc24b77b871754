#include "container/extension.h"
#include "metadata/metadata.h"

enum {
    SHOWN_BYTES = 8
};

/* "00 ff d8" */
static cl_span in_hex(cl_arena *arena, cl_span bytes)
{
    cl_span text = CL_EMPTY_SPAN;
    for (size_t i = 0; i < bytes.len && i < SHOWN_BYTES; i++) {
        text = cl_arena_format(arena, "%.*s%s%02x", CL_SPAN_PRINT(text), i == 0 ? "" : " ",
                               (unsigned)bytes.data[i]);
    }
    return text;
}

static cl_status report_unknown(cl_span head, cl_fields *fields)
{
    cl_span hex = in_hex(fields->arena, head);
    return cl_damage_report(fields->findings, CL_DAMAGE_UNKNOWN_FORMAT, 0,
                            "not a format that is read; the first bytes are %.*s",
                            CL_SPAN_PRINT(hex));
}

static cl_status check_name(cl_span path, const char *format, cl_fields *fields)
{
    if (!cl_extension_misleads(path, format)) {
        return CL_OK;
    }
    return cl_damage_report(fields->findings, CL_DAMAGE_EXTENSION, 0,
                            "the file holds %s, which its name does not say", format);
}

cl_status cl_picture_read(cl_source *source, cl_span path, cl_fields *fields, const char **format)
{
    cl_span head;
    CL_TRY(cl_source_peek_some(source, 0, CL_FORMAT_HEAD, &head));
    const cl_format *found = cl_format_of(head);
    if (found == NULL) {
        return report_unknown(head, fields);
    }
    cl_blocks blocks = {.arena = fields->arena, .findings = fields->findings};
    *format = found->name;
    CL_TRY(found->read(source, &blocks));
    if (blocks.format != NULL) {
        *format = blocks.format;
    }
    CL_TRY(check_name(path, *format, fields));
    return cl_metadata_read(&blocks, fields);
}
