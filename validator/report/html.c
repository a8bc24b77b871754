/* --format html: the picture-desk sheet. Its items are records, a line each, as --format ndjson
 * writes them: stored runs and this one go the same way. */
#include "report/record_json.h"
#include "report/sheet.h"

static void item(cl_out *out, const cl_report_options *options, const cl_report_item *picture)
{
    cl_json json = {.out = out};
    cl_report_options with = *options;
    with.thumbnails = true;
    cl_record_json(&json, &with, picture);
    cl_out_byte(out, '\n');
}

/* CL_LIMIT says that the page is whole, with cards in brief; after another limit there is none. */
static cl_status finish(const cl_report_sink *sink, const cl_report_options *options,
                        const cl_report_totals *totals, cl_spool *held, cl_error *error)
{
    const cl_stored_file file = {.lines = held};
    const cl_sheet sheet = {.options = options,
                            .files = &file,
                            .file_count = 1,
                            .failures = cl_out_span(&totals->failures),
                            .failed = totals->failed};
    cl_sheet_told told;
    cl_status status = cl_sheet_write(&sheet, sink, &told, error);
    if (status == CL_OK && told.cut > 0) {
        return cl_error_set(error, CL_LIMIT,
                            "%zu of %zu cards are told in brief: their pictures hold more than the "
                            "stylesheet gets through",
                            told.cut, told.pictures);
    }
    return status == CL_LIMIT
               ? cl_error_set(error, CL_UNWRITABLE, "the pictures are too many for one sheet")
               : status;
}

const cl_report_format cl_report_html = {
    .name = "html", .for_people = true, .item = item, .finish = finish};
