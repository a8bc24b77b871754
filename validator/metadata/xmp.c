#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/text.h"
#include "metadata/xmp_parse.h"
#include "metadata/xmp_plain.h"

/* One run of libxml2 over one document of the packet. */
typedef struct xml_run {
    xmlParserCtxtPtr parser;
    cl_rdf *rdf;
    cl_xmp_document *document;
    size_t depth;
    size_t spaces; /* namespace declarations so far */
    size_t names;  /* elements and attributes so far */
    size_t errors;
    uint64_t work;
    size_t reached;   /* index behind the last event */
    cl_status status; /* what went wrong on our side */
} xml_run;

/* --- events --- */

static void stop(xml_run *run)
{
    xmlStopParser(run->parser);
}

static void keep_status(xml_run *run, cl_status status)
{
    if (status != CL_OK) {
        run->status = status;
        stop(run);
    }
}

/* How far libxml2 has read, as an index in the text. */
static size_t position(const xml_run *run)
{
    long consumed = xmlByteConsumed(run->parser);
    size_t at = consumed < 0 ? 0 : (size_t)consumed;
    size_t len = run->document->text.len;
    return at < len ? at : len;
}

/* From the last event on, what stands there may not have been told. */
static void note_left(xml_run *run)
{
    if (!run->document->has_left) {
        run->document->has_left = true;
        run->document->left = run->reached;
    }
}

static cl_rdf_name name_of(const xmlChar *uri, const xmlChar *prefix, const xmlChar *local)
{
    cl_span address = cl_span_of((const char *)uri);
    return (cl_rdf_name){address, cl_span_of((const char *)prefix), cl_span_of((const char *)local),
                         cl_xmp_space_of(address)};
}

/* The start tag that ends at `end`. No "<" can stand inside one. */
static cl_span tag_before(cl_span text, size_t end, size_t *at)
{
    *at = end;
    while (*at > 0 && text.data[*at - 1] != '<') {
        --*at;
    }
    return cl_span_sub(text, *at, end - *at);
}

/* libxml2 hands out every "&" of an attribute as "&#38;" when it expands no entities. */
static cl_span with_ampersands(cl_span value, cl_out *text)
{
    const cl_span written = CL_SPAN("&#38;");
    size_t at = cl_span_find(value, written);
    if (at == value.len) {
        return value;
    }
    cl_out_clear(text);
    while (at < value.len) {
        cl_out_put(text, cl_span_sub(value, 0, at));
        cl_out_byte(text, '&');
        value = cl_span_from(value, at + written.len);
        at = cl_span_find(value, written);
    }
    cl_out_put(text, value);
    return cl_out_span(text);
}

/* Five pointers an attribute: local name, prefix, URI, value, end of the value. */
static const xmlChar **attribute_at(const xmlChar **attributes, int i)
{
    return attributes + (ptrdiff_t)i * 5;
}

static cl_rdf_name attribute_name(const xmlChar **one)
{
    return name_of(one[2], one[1], one[0]);
}

static cl_span attribute_value(const xmlChar **one, cl_out *text)
{
    return with_ampersands((cl_span){one[3], (size_t)(one[4] - one[3])}, text);
}

static cl_status read_syntax(xml_run *run, int count, const xmlChar **attributes, cl_out *text)
{
    cl_status status = CL_OK;
    for (int i = 0; i < count && status == CL_OK; i++) {
        const xmlChar **one = attribute_at(attributes, i);
        cl_rdf_name name = attribute_name(one);
        status = cl_rdf_syntax(run->rdf, &name, attribute_value(one, text));
    }
    return status;
}

static cl_status read_values(xml_run *run, int count, const xmlChar **attributes, cl_out *text)
{
    size_t at;
    cl_rdf_tag tag = {.text = tag_before(run->document->text, position(run), &at)};
    cl_status status = CL_OK;
    tag.at = run->document->base + at;
    for (int i = 0; i < count && status == CL_OK; i++) {
        const xmlChar **one = attribute_at(attributes, i);
        cl_rdf_name name = attribute_name(one);
        cl_span value = attribute_value(one, text);
        status = text->failed ? CL_NO_MEMORY : cl_rdf_attribute(run->rdf, &name, value, &tag);
    }
    return status;
}

/* What they say of the element comes before what they hold. */
static cl_status read_attributes(xml_run *run, int count, const xmlChar **attributes)
{
    cl_out text = {0};
    cl_status status = read_syntax(run, count, attributes, &text);
    if (status == CL_OK) {
        status = read_values(run, count, attributes, &text);
    }
    cl_out_free(&text);
    return status;
}

/* Names are looked up among the namespaces in sight; both numbers are the file's to choose. */
static bool is_too_much(xml_run *run, int spaces, int attributes)
{
    run->spaces += (size_t)spaces;
    run->names += (size_t)attributes + 1;
    run->work += (run->spaces + 1) * ((uint64_t)attributes + 1);
    return run->work > CL_XMP_WORK_MAX || run->names > CL_XMP_NAMES_MAX;
}

static void stop_too_much(xml_run *run)
{
    run->document->too_much = true;
    note_left(run);
    stop(run);
}

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                     int space_count, const xmlChar **spaces, int attribute_count,
                     int defaulted_count, const xmlChar **attributes)
{
    (void)spaces;
    (void)defaulted_count;
    xml_run *run = user;
    run->depth++;
    if (is_too_much(run, space_count, attribute_count)) {
        stop_too_much(run);
        return;
    }
    if (run->depth > CL_XMP_DEPTH_MAX) {
        run->document->too_deep = true;
        note_left(run);
        return;
    }
    cl_rdf_name name = name_of(uri, prefix, local);
    /* The text begins behind the tag's ">", which is still to be read. */
    keep_status(run, cl_rdf_start(run->rdf, &name, run->document->base + position(run) + 1));
    if (run->status == CL_OK && attribute_count > 0) {
        keep_status(run, read_attributes(run, attribute_count, attributes));
    }
    run->reached = position(run);
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    (void)local;
    (void)prefix;
    (void)uri;
    xml_run *run = user;
    run->reached = position(run);
    if (run->depth <= CL_XMP_DEPTH_MAX) {
        keep_status(run, cl_rdf_end(run->rdf, run->document->base + run->reached));
    }
    run->depth--;
    if (run->depth == 0) {
        run->document->ended = true;
        run->document->end = run->reached;
        stop(run); /* what follows is padding, or another document */
    }
}

static void on_text(void *user, const xmlChar *text, int len)
{
    xml_run *run = user;
    if (run->depth <= CL_XMP_DEPTH_MAX && len > 0) {
        cl_rdf_text(run->rdf, (cl_span){text, (size_t)len});
        run->reached = position(run);
    }
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *external,
                       const xmlChar *system)
{
    (void)name;
    (void)external;
    (void)system;
    xml_run *run = user;
    run->document->doctype = true;
    note_left(run);
    stop(run); /* it was not where ours was looked for: then it is no XMP either */
}

static cl_span message_of(cl_arena *arena, const xmlError *error)
{
    cl_span message = cl_span_trim(cl_span_of(error->message));
    cl_span copy;
    if (cl_utf8_repair(arena, message, &message) != CL_OK ||
        cl_arena_copy(arena, message, &copy) != CL_OK) {
        return CL_EMPTY_SPAN;
    }
    return copy;
}

/* The first error is the cause. Undeclared prefixes are seen where the names are. */
static void on_error(void *user, xmlErrorPtr error)
{
    xml_run *run = user;
    cl_xmp_document *document = run->document;
    if (++run->errors > CL_XMP_ERRORS_MAX) {
        stop_too_much(run);
    }
    if (document->broken || document->ended || error->level < XML_ERR_ERROR ||
        error->domain == XML_FROM_NAMESPACE) {
        return;
    }
    document->broken = true;
    document->broken_at = position(run);
    document->message = message_of(run->rdf->fields->arena, error);
    note_left(run);
}

/* --- one document --- */

/* No entity is expanded, no DTD and nothing else is loaded, and libxml2's own limits hold. */
static const xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = on_doctype,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .serror = on_error,
};

/* Elements that the text's end left open. */
static cl_status close_all(cl_rdf *rdf, size_t end)
{
    while (rdf->depth > 0) {
        CL_TRY(cl_rdf_end(rdf, end));
    }
    return CL_OK;
}

static cl_status parse(xml_run *run)
{
    cl_status status = CL_NO_MEMORY;
    cl_span text = run->document->text;
    run->parser = xmlCreateMemoryParserCtxt((const char *)text.data, (int)text.len);
    if (run->parser == NULL) {
        goto done;
    }
    *run->parser->sax = handler;
    run->parser->userData = run;
    /* The text is UTF-8, whatever a declaration that was left in it says. */
    (void)xmlCtxtUseOptions(run->parser,
                            XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_IGNORE_ENC);
    (void)xmlParseDocument(run->parser);
    status = run->status;
    if (status == CL_OK) { /* the names of open elements are the parser's */
        status = close_all(run->rdf, run->document->base + text.len);
    }
done:
    if (run->parser != NULL) {
        xmlFreeDoc(run->parser->myDoc); /* holds the declarations of a DTD */
        run->parser->myDoc = NULL;
        xmlFreeParserCtxt(run->parser);
    }
    run->rdf->depth = 0;
    return status;
}

cl_status cl_xmp_parse(cl_rdf *rdf, cl_xmp_document *document)
{
    bool plain;
    xml_run run = {.rdf = rdf, .document = document};
    if (document->text.len == 0) {
        return CL_OK; /* libxml2 takes no empty text */
    }
    CL_TRY(cl_xmp_plain_parse(rdf, document, &plain));
    return plain ? CL_OK : parse(&run);
}
