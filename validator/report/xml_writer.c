#include "report/xml_writer.h"

void cl_xml_begin(cl_out *out)
{
    cl_out_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
}

static void new_line(const cl_xml *xml)
{
    cl_out_byte(xml->out, '\n');
    cl_out_repeat(xml->out, "  ", xml->depth);
}

void cl_xml_content(cl_xml *xml)
{
    if (xml->in_tag) {
        cl_out_byte(xml->out, '>');
        xml->in_tag = false;
    }
}

void cl_xml_open(cl_xml *xml, const char *name)
{
    cl_xml_content(xml);
    new_line(xml);
    cl_out_byte(xml->out, '<');
    cl_out_text(xml->out, name);
    xml->depth++;
    xml->in_tag = true;
    xml->has_text = false;
}

/* A reader makes a blank of a line break in an attribute (XML 1.0, 3.3.3): it is shown instead. */
static void put_value(cl_out *out, cl_span value)
{
    cl_span line;
    for (bool more = cl_span_next(&value, '\n', &line); more;) {
        cl_out_html(out, line);
        more = cl_span_next(&value, '\n', &line);
        cl_out_text(out, more ? "\\u000a" : "");
    }
}

void cl_xml_put(cl_xml *xml, const char *name, cl_span value)
{
    cl_out_byte(xml->out, ' ');
    cl_out_text(xml->out, name);
    cl_out_text(xml->out, "=\"");
    put_value(xml->out, value);
    cl_out_byte(xml->out, '"');
}

void cl_xml_put_text(cl_xml *xml, const char *name, const char *value)
{
    cl_xml_put(xml, name, cl_span_of(value));
}

void cl_xml_put_number(cl_xml *xml, const char *name, uint64_t value)
{
    cl_out_byte(xml->out, ' ');
    cl_out_text(xml->out, name);
    cl_out_text(xml->out, "=\"");
    cl_out_u64(xml->out, value);
    cl_out_byte(xml->out, '"');
}

void cl_xml_text(cl_xml *xml, cl_span text)
{
    cl_xml_content(xml);
    cl_out_html(xml->out, text);
    xml->has_text = true;
}

void cl_xml_close(cl_xml *xml, const char *name)
{
    xml->depth--;
    if (xml->in_tag) {
        cl_out_text(xml->out, "/>");
        xml->in_tag = false;
        return;
    }
    if (!xml->has_text) {
        new_line(xml);
    }
    xml->has_text = false;
    cl_out_text(xml->out, "</");
    cl_out_text(xml->out, name);
    cl_out_byte(xml->out, '>');
}
