#include "report/plus_xmp.h"

#include <inttypes.h>

#include "base/text.h"

#define VOCABULARY "http://ns.useplus.org/ldf/vocab/"

/* What is being written, and how far in it stands. */
typedef struct writer {
    cl_out *out;
    const cl_plus_layout *layout;
    unsigned depth;
} writer;

/* --- text --- */

static void put_code(cl_out *out, uint32_t code)
{
    const char *reference = cl_out_reference(code);
    if (reference != NULL) {
        cl_out_text(out, reference);
        return;
    }
    bool line = code == '\n' || code == '\r';
    if (!line && (code < 0x20 || (code >= 0x7F && code <= 0x9F))) {
        cl_out_byte(out, ' ');
    } else if (cl_utf8_is_noncharacter(code)) {
        cl_out_code(out, CL_REPLACEMENT);
    } else if (cl_out_escapes(code)) {
        cl_out_format(out, "&#x%" PRIX32 ";", code);
    } else {
        cl_out_code(out, code);
    }
}

void cl_plus_put_xml(cl_out *out, cl_span text)
{
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        put_code(out, code);
    }
}

/* A comment ends at "--". References are none in it, but who searches for markup finds none. */
static void put_comment_text(cl_out *out, cl_span text)
{
    uint32_t code;
    uint32_t before = '-';
    for (size_t at = 0; cl_utf8_next(text, &at, &code); before = code) {
        if (code == '-' && before == '-') {
            cl_out_byte(out, ' ');
        }
        if (cl_utf8_is_noncharacter(code) || cl_out_escapes(code)) {
            cl_out_format(out, "\\u%04" PRIx32, code);
        } else {
            put_code(out, code);
        }
    }
}

/* --- lines --- */

static void begin_line(const writer *to)
{
    if (to->layout->lines) {
        cl_out_put(to->out, to->layout->indent);
        cl_out_repeat(to->out, " ", to->depth);
    }
}

static void end_line(const writer *to)
{
    if (to->layout->lines) {
        cl_out_byte(to->out, '\n');
    }
}

static void put_line(const writer *to, const char *text)
{
    begin_line(to);
    cl_out_text(to->out, text);
    end_line(to);
}

/* <prefix:local> or </prefix:local> on a line of its own. */
static void put_tag(writer *to, const char *before, const cl_plus_property *property)
{
    begin_line(to);
    cl_out_format(to->out, "<%s%s:%s>", before, property->prefix, property->local);
    end_line(to);
}

/* --- values --- */

/* A stroke parts notes for readers and programs; commas, stops and slashes stand in them. */
static void put_parts(const writer *to, cl_words parts)
{
    for (size_t i = 0; i < parts.count; i++) {
        if (i > 0) {
            cl_out_text(to->out, " | ");
        }
        cl_plus_put_xml(to->out, parts.items[i]);
    }
}

static void put_simple(const writer *to, const cl_plus_property *property, const char *before,
                       cl_words parts)
{
    begin_line(to);
    cl_out_format(to->out, "<%s:%s>%s", property->prefix, property->local, before);
    put_parts(to, parts);
    cl_out_format(to->out, "</%s:%s>", property->prefix, property->local);
    end_line(to);
}

static void put_alternative(writer *to, const cl_plus_property *property, cl_words parts)
{
    put_tag(to, "", property);
    to->depth++;
    put_line(to, "<rdf:Alt>");
    to->depth++;
    begin_line(to);
    cl_out_text(to->out, "<rdf:li xml:lang=\"x-default\">");
    put_parts(to, parts);
    cl_out_text(to->out, "</rdf:li>");
    end_line(to);
    to->depth--;
    put_line(to, "</rdf:Alt>");
    to->depth--;
    put_tag(to, "/", property);
}

static void put_bag(writer *to, const cl_plus_property *property, cl_words terms)
{
    put_tag(to, "", property);
    to->depth++;
    put_line(to, "<rdf:Bag>");
    to->depth++;
    for (size_t i = 0; i < terms.count; i++) {
        begin_line(to);
        cl_out_text(to->out, "<rdf:li>" VOCABULARY);
        cl_plus_put_xml(to->out, terms.items[i]);
        cl_out_text(to->out, "</rdf:li>");
        end_line(to);
    }
    to->depth--;
    put_line(to, "</rdf:Bag>");
    to->depth--;
    put_tag(to, "/", property);
}

static void put_licensor(writer *to, const cl_plus_licensor *licensor)
{
    put_line(to, "<rdf:li rdf:parseType=\"Resource\">");
    to->depth++;
    for (size_t i = 0; i < CL_PLUS_LICENSOR_PARTS; i++) {
        const cl_plus_property part = {.prefix = "plus", .local = cl_plus_licensor_part(i)};
        cl_span value = licensor->parts[i];
        if (value.len > 0) {
            put_simple(to, &part, "", (cl_words){.items = &value, .count = 1});
        }
    }
    to->depth--;
    put_line(to, "</rdf:li>");
}

static void put_licensors(writer *to, const cl_plus_property *property, const cl_array *licensors)
{
    put_tag(to, "", property);
    to->depth++;
    put_line(to, "<rdf:Seq>");
    to->depth++;
    for (size_t i = 0; i < licensors->count; i++) {
        put_licensor(to, CL_ARRAY_AT(licensors, const cl_plus_licensor, i));
    }
    to->depth--;
    put_line(to, "</rdf:Seq>");
    to->depth--;
    put_tag(to, "/", property);
}

static void put_property(writer *to, const cl_plus *plus, cl_plus_name name)
{
    const cl_plus_property *property = &cl_plus_properties[name];
    cl_words values = plus->values[name];
    if (property->form == CL_PLUS_LICENSORS) {
        if (plus->licensors.count > 0) {
            put_licensors(to, property, &plus->licensors);
        }
        return;
    }
    if (values.count == 0) {
        return;
    }
    switch (property->form) {
    case CL_PLUS_ALT:
        put_alternative(to, property, values);
        return;
    case CL_PLUS_TERMS:
        put_bag(to, property, values);
        return;
    case CL_PLUS_TERM:
        put_simple(to, property, VOCABULARY, values);
        return;
    default:
        put_simple(to, property, "", values);
    }
}

/* --- documents --- */

static void put_space(const writer *to, const char *prefix)
{
    if (to->layout->lines) {
        cl_out_byte(to->out, '\n');
        begin_line(to);
        cl_out_text(to->out, "   ");
    }
    cl_out_format(to->out, " xmlns:%s=\"%s\"", prefix, cl_plus_address(prefix));
}

static bool uses(const cl_plus *plus, const char *prefix)
{
    for (size_t i = 0; i < CL_PLUS_COUNT; i++) {
        bool has =
            plus->values[i].count > 0 || (i == CL_PLUS_LICENSOR && plus->licensors.count > 0);
        if (has && cl_span_equal(cl_span_of(cl_plus_properties[i].prefix), cl_span_of(prefix))) {
            return true;
        }
    }
    return false;
}

static void put_description(writer *to, const cl_plus *plus)
{
    static const char *const prefixes[] = {"dc", "photoshop", "xmpRights", "plus"};
    begin_line(to);
    cl_out_text(to->out, "<rdf:Description rdf:about=\"");
    cl_plus_put_xml(to->out, to->layout->about);
    cl_out_byte(to->out, '"');
    put_space(to, "rdf");
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (uses(plus, prefixes[i])) {
            put_space(to, prefixes[i]);
        }
    }
    cl_out_byte(to->out, '>');
    end_line(to);
    to->depth++;
    for (size_t i = 0; i < CL_PLUS_COUNT; i++) {
        put_property(to, plus, (cl_plus_name)i);
    }
    to->depth--;
    put_line(to, "</rdf:Description>");
}

void cl_plus_put_description(cl_out *out, const cl_plus *plus, const cl_plus_layout *layout)
{
    writer to = {.out = out, .layout = layout, .depth = 1};
    put_description(&to, plus);
}

/* Programs skip comments; people who open the document find what terms could not say. */
static void put_comment(const writer *to, const cl_plus *plus)
{
    if (to->layout->title.len == 0) {
        return;
    }
    begin_line(to);
    cl_out_text(to->out, "<!-- ");
    put_comment_text(to->out, to->layout->title);
    for (size_t i = 0; i < plus->remarks.count; i++) {
        const cl_plus_remark *remark = CL_ARRAY_AT(&plus->remarks, const cl_plus_remark, i);
        if (to->layout->lines) {
            cl_out_byte(to->out, '\n');
            begin_line(to);
            cl_out_text(to->out, "    ");
        } else {
            cl_out_text(to->out, " | ");
        }
        put_comment_text(to->out, remark->text);
        cl_out_text(to->out, ": ");
        put_comment_text(to->out, cl_span_of(remark->why));
    }
    cl_out_text(to->out, " -->");
    end_line(to);
}

void cl_plus_put_document(cl_out *out, const cl_plus *plus, const cl_plus_layout *layout)
{
    writer to = {.out = out, .layout = layout};
    if (layout->wrapped) {
        put_line(&to, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>");
    }
    put_line(&to, "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">");
    to.depth = 1;
    put_comment(&to, plus);
    put_line(&to, "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">");
    to.depth = 2;
    put_description(&to, plus);
    to.depth = 1;
    put_line(&to, "</rdf:RDF>");
    to.depth = 0;
    put_line(&to, "</x:xmpmeta>");
    if (layout->wrapped) {
        put_line(&to, "<?xpacket end=\"w\"?>");
    }
}
