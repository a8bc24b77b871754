#include "metadata/xmp_plain.h"

#include "metadata/xmp_scan.h"

static cl_rdf_name rdf_name(const cl_xmp_scan *scan, const cl_xmp_event *of)
{
    cl_rdf_name name = {.prefix = cl_xmp_event_prefix(scan, of),
                        .local = cl_xmp_event_local(scan, of),
                        .space = CL_XMP_SPACE_COUNT};
    if (of->space != CL_EVENT_NO_SPACE) {
        name.uri = scan->spaces[of->space].uri;
        name.space = scan->spaces[of->space].space;
    } else if (name.prefix.len > 0) { /* only XML's own may stay undeclared */
        name.uri = CL_SPAN("http://www.w3.org/XML/1998/namespace");
        name.space = CL_XMP_SPACE_XML;
    }
    return name;
}

/* The text up to what stands for something else. */
static size_t run_length(cl_span raw, bool value)
{
    size_t at = cl_span_find_byte(raw, '&');
    for (size_t i = 0; value && i < at; i++) {
        if (raw.data[i] < ' ') {
            return i;
        }
    }
    return at;
}

/* References as what they stand for and, in values, line ends as spaces. */
static cl_span decode(cl_span raw, bool value, cl_out *out)
{
    cl_out_clear(out);
    while (raw.len > 0) {
        size_t run = run_length(raw, value);
        uint32_t code = ' ';
        cl_out_put(out, cl_span_sub(raw, 0, run));
        raw = cl_span_from(raw, run);
        if (raw.len > 0) {
            size_t len = raw.data[0] == '&' ? cl_xmp_reference(raw, &code) : 1;
            cl_out_code(out, code);
            raw = cl_span_from(raw, len > 0 ? len : 1);
        }
    }
    return cl_out_span(out);
}

static cl_span text_of(const cl_xmp_scan *scan, const cl_xmp_event *of, cl_out *out)
{
    cl_span raw = cl_span_sub(scan->text, of->at, of->len);
    return of->as_is ? raw : decode(raw, of->kind == CL_EVENT_ATTRIBUTE, out);
}

/* Names of other namespaces than RDF's and XML's say nothing of their element. */
static bool may_be_syntax(const cl_xmp_scan *scan, const cl_xmp_event *attribute)
{
    return attribute->space == CL_EVENT_NO_SPACE ||
           scan->spaces[attribute->space].space == CL_XMP_SPACE_RDF;
}

/* Attributes of namespaces that we know nothing of hold nothing that is read. */
static bool is_unknown(const cl_xmp_scan *scan, const cl_xmp_event *attribute)
{
    return attribute->space != CL_EVENT_NO_SPACE &&
           scan->spaces[attribute->space].space == CL_XMP_SPACE_COUNT;
}

/* A start tag and its attributes, of which what they say of the element comes first. */
static cl_status tell_start(const cl_xmp_scan *scan, cl_rdf *rdf, size_t base,
                            const cl_xmp_event *start, cl_out *text)
{
    const cl_xmp_event *end = scan->events + scan->count;
    cl_rdf_name name = rdf_name(scan, start);
    cl_rdf_tag tag = {.at = base + start->name};
    CL_TRY(cl_rdf_start(rdf, &name, base + start->at));
    for (const cl_xmp_event *one = start + 1; one < end && one->kind <= CL_EVENT_DECLARATION;
         one++) {
        if (one->kind == CL_EVENT_ATTRIBUTE && may_be_syntax(scan, one)) {
            name = rdf_name(scan, one);
            CL_TRY(cl_rdf_syntax(rdf, &name, text_of(scan, one, text)));
        }
    }
    for (const cl_xmp_event *one = start + 1; one < end && one->kind <= CL_EVENT_DECLARATION;
         one++) {
        if (one->kind == CL_EVENT_ATTRIBUTE && !is_unknown(scan, one)) {
            name = rdf_name(scan, one);
            tag.value = base + one->at;
            CL_TRY(cl_rdf_attribute(rdf, &name, text_of(scan, one, text), &tag));
        }
    }
    return CL_OK;
}

/* An element with nothing but text in it, of a namespace that we know nothing of. */
static bool is_unknown_leaf(const cl_xmp_scan *scan, size_t start)
{
    const cl_xmp_event *one = &scan->events[start];
    size_t end = start + 1;
    end += end < scan->count && scan->events[end].kind == CL_EVENT_TEXT;
    return end < scan->count && scan->events[end].kind == CL_EVENT_END && is_unknown(scan, one);
}

static cl_status tell(const cl_xmp_scan *scan, cl_rdf *rdf, size_t base, cl_out *text)
{
    for (size_t i = 0; i < scan->count; i++) {
        const cl_xmp_event *one = &scan->events[i];
        if (one->kind == CL_EVENT_START && !cl_rdf_reads(rdf) && is_unknown_leaf(scan, i)) {
            /* Settings of a raw converter: past their end. */
            i += scan->events[i + 1].kind == CL_EVENT_TEXT ? 2 : 1;
        } else if (one->kind == CL_EVENT_START) {
            CL_TRY(tell_start(scan, rdf, base, one, text));
        } else if (one->kind == CL_EVENT_TEXT) {
            cl_rdf_text(rdf, text_of(scan, one, text));
        } else if (one->kind == CL_EVENT_BLANKS) {
            cl_rdf_blanks(rdf, text_of(scan, one, text));
        } else if (one->kind == CL_EVENT_END) {
            CL_TRY(cl_rdf_end(rdf, base + one->at));
        }
    }
    return text->failed ? CL_NO_MEMORY : CL_OK;
}

cl_status cl_xmp_plain_parse(cl_rdf *rdf, cl_xmp_document *document, bool *plain)
{
    cl_xmp_scan scan;
    *plain = cl_xmp_scan_document(&scan, document->text);
    cl_status status = scan.status;
    if (*plain) {
        cl_out text = {0};
        status = tell(&scan, rdf, document->base, &text);
        cl_out_free(&text);
        rdf->depth = 0;
        document->ended = true;
        document->end = scan.at;
    }
    cl_xmp_scan_free(&scan);
    return status;
}
