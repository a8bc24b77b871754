/* --format checkstyle: the XML that Checkstyle writes, for the many programs that read it. A
 * picture is a file, a statement an error of it. */
#include "report/statements.h"
#include "report/xml_writer.h"

/* `source` names the tool too: in one report there may be others. */
static void put_source(cl_xml *xml, cl_span rule)
{
    cl_out source = {0};
    cl_out_text(&source, "captionlint.");
    cl_out_put(&source, rule);
    cl_xml_put(xml, "source", cl_out_span(&source));
    xml->out->failed |= source.failed;
    cl_out_free(&source);
}

static void put_statement(const cl_report_item *item, const cl_statement *statement, void *to)
{
    cl_xml *xml = to;
    (void)item;
    cl_xml_open(xml, "error");
    cl_xml_put_number(xml, "line", statement->spot.line);
    if (statement->spot.in_text) {
        cl_xml_put_number(xml, "column", statement->spot.column);
    }
    cl_xml_put_text(xml, "severity", cl_level_name(statement->level));
    cl_xml_put(xml, "message", statement->text);
    put_source(xml, statement->what->rule);
    cl_xml_close(xml, "error");
}

static void begin(cl_out *out, const cl_report_options *options)
{
    (void)options;
    cl_xml xml = {.out = out};
    cl_xml_begin(out);
    cl_xml_open(&xml, "checkstyle");
    cl_xml_put_text(&xml, "version", "4.3"); /* of the form: what other tools say too */
    cl_xml_content(&xml);
}

static void item(cl_out *out, const cl_report_options *options, const cl_report_item *picture)
{
    (void)options;
    cl_xml xml = {.out = out, .depth = 1};
    cl_xml_open(&xml, "file");
    cl_xml_put(&xml, "name", picture->record->path);
    cl_statements_put(out, picture, put_statement, &xml);
    cl_xml_close(&xml, "file");
}

/* What could not be read at all. */
static void put_failures(cl_xml *xml, const cl_report_totals *totals)
{
    cl_span rest = cl_out_span(&totals->failures);
    cl_span line;
    if (rest.len == 0) {
        return;
    }
    cl_xml_open(xml, "file");
    cl_xml_put_text(xml, "name", "captionlint");
    while (rest.len > 0 && cl_span_next(&rest, '\n', &line)) {
        cl_xml_open(xml, "error");
        cl_xml_put_number(xml, "line", 1);
        cl_xml_put_text(xml, "severity", cl_level_name(CL_ERROR));
        cl_xml_put(xml, "message", line);
        cl_xml_put_text(xml, "source", "captionlint");
        cl_xml_close(xml, "error");
    }
    cl_xml_close(xml, "file");
}

static void end(cl_out *out, const cl_report_options *options, const cl_report_totals *totals)
{
    (void)options;
    cl_xml xml = {.out = out, .depth = 1};
    put_failures(&xml, totals);
    cl_xml_close(&xml, "checkstyle");
    cl_out_byte(out, '\n');
}

const cl_report_format cl_report_checkstyle = {
    .name = "checkstyle",
    .begin = begin,
    .item = item,
    .between = "",
    .end = end,
};
