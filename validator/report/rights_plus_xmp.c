/* `--as plus-xmp`: an XMP packet a picture, with the rights in the properties of PLUS, XMP and
 * Photoshop. What has no term stands in them as text, and is named in a comment. */
#include "report/plus_xmp.h"
#include "report/rights.h"

static cl_status compose(const cl_report_item *picture, cl_plus *out)
{
    CL_TRY(cl_plus_of(picture->rules, picture->record, picture->shown, out));
    return cl_report_incomplete(picture)
               ? cl_plus_remark_add(out, picture->record->path,
                                    "not all of it could be read; a person must look")
               : CL_OK;
}

static void item(cl_out *out, const cl_report_options *options, const cl_report_item *picture)
{
    cl_plus plus;
    cl_out title = {0};
    cl_report_name(&title, picture->record->path, picture->record->id);
    const cl_plus_layout layout = {
        .lines = options->indented, .wrapped = true, .title = cl_out_span(&title)};
    if (title.failed || compose(picture, &plus) != CL_OK) {
        out->failed = true;
    } else {
        cl_plus_put_document(out, &plus, &layout);
        if (!options->indented) {
            cl_out_byte(out, '\n');
        }
    }
    cl_out_free(&title);
}

static void begin(cl_out *out, const cl_report_options *options)
{
    (void)out;
    (void)options;
}

static void end(cl_out *out, const cl_report_options *options, const cl_report_totals *totals)
{
    (void)out;
    (void)options;
    (void)totals;
}

const cl_report_format cl_rights_plus_xmp = {
    .name = "plus-xmp", .begin = begin, .item = item, .between = "", .streams = true, .end = end};
