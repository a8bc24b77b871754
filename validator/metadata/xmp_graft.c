#include "metadata/xmp_graft.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/limits.h"
#include "metadata/xmp_text.h"

/* A property at the top level. */
typedef struct top {
    cl_xmp_space space;
    cl_span local;
} top;

/* One run of libxml2 over the document. */
typedef struct xml_run {
    xmlParserCtxtPtr parser;
    cl_arena *arena;
    cl_xmp_graft *out;
    cl_span text;
    size_t depth;
    size_t rdf;   /* depth of the open rdf:RDF; 0: none is open */
    bool silent;  /* a node that stands by itself, under a name of its own */
    bool about;   /* out->about is known */
    size_t end;   /* index of the end tag of rdf:RDF; 0: there was none */
    size_t names; /* elements and attributes so far */
    size_t spaces;
    uint64_t work;
    cl_status status;
} xml_run;

static void refuse(xml_run *run, const char *why)
{
    if (run->out->why == NULL) {
        run->out->why = why;
    }
    xmlStopParser(run->parser);
}

static void keep_status(xml_run *run, cl_status status)
{
    if (status != CL_OK) {
        run->status = status;
        xmlStopParser(run->parser);
    }
}

static cl_xmp_space space_of(const xmlChar *uri)
{
    return cl_xmp_space_of(cl_span_of((const char *)uri));
}

/* --- what stands at the top level --- */

/* Only names of namespaces that are known here can be asked for. */
static cl_status add_name(xml_run *run, cl_xmp_space space, const xmlChar *local)
{
    if (space == CL_XMP_SPACE_COUNT || space == CL_XMP_SPACE_RDF || space == CL_XMP_SPACE_XML ||
        run->silent) {
        return CL_OK;
    }
    top *added = cl_array_add(&run->out->names, run->arena, sizeof *added, CL_XMP_NAMES_MAX);
    if (added == NULL) {
        return cl_arena_status(run->arena);
    }
    added->space = space;
    return cl_arena_copy(run->arena, cl_span_of((const char *)local), &added->local);
}

/* Five pointers an attribute: local name, prefix, URI, value, end of the value. */
static const xmlChar **attribute_at(const xmlChar **attributes, int i)
{
    return attributes + (ptrdiff_t)i * 5;
}

static bool is_named(const xmlChar **attribute, const char *local)
{
    return space_of(attribute[2]) == CL_XMP_SPACE_RDF &&
           cl_span_equal(cl_span_of((const char *)attribute[0]), cl_span_of(local));
}

/* All descriptions are about one thing; without a word on it, about the picture. */
static cl_status take_about(xml_run *run, cl_span about)
{
    if (run->about && !cl_span_equal(run->out->about, about)) {
        refuse(run, "it describes more than one thing");
        return CL_OK;
    }
    run->about = true;
    return cl_arena_copy(run->arena, about, &run->out->about);
}

static cl_status read_node(xml_run *run, int count, const xmlChar **attributes)
{
    cl_span about = CL_EMPTY_SPAN;
    run->silent = false;
    for (int i = 0; i < count; i++) {
        const xmlChar **one = attribute_at(attributes, i);
        if (is_named(one, "about")) {
            about = (cl_span){one[3], (size_t)(one[4] - one[3])};
        }
        run->silent = run->silent || is_named(one, "nodeID") || is_named(one, "ID");
    }
    if (run->silent) {
        return CL_OK;
    }
    /* libxml2 hands out "&" of an attribute as a reference when it expands none. */
    if (cl_span_find_byte(about, '&') < about.len) {
        refuse(run, "the name of what it describes has references in it");
        return CL_OK;
    }
    CL_TRY(take_about(run, about));
    for (int i = 0; i < count; i++) {
        const xmlChar **one = attribute_at(attributes, i);
        CL_TRY(add_name(run, space_of(one[2]), one[0]));
    }
    return CL_OK;
}

/* --- events --- */

static bool is_too_much(xml_run *run, int spaces, int attributes)
{
    run->spaces += (size_t)spaces;
    run->names += (size_t)attributes + 1;
    run->work += (run->spaces + 1) * ((uint64_t)attributes + 1);
    return run->depth > CL_XMP_DEPTH_MAX || run->work > CL_XMP_WORK_MAX ||
           run->names > CL_XMP_NAMES_MAX;
}

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                     int space_count, const xmlChar **spaces, int attribute_count,
                     int defaulted_count, const xmlChar **attributes)
{
    (void)prefix;
    (void)spaces;
    (void)defaulted_count;
    xml_run *run = user;
    run->depth++;
    if (is_too_much(run, space_count, attribute_count)) {
        refuse(run, "it has more elements, or deeper ones, than are read");
        return;
    }
    bool is_rdf = space_of(uri) == CL_XMP_SPACE_RDF &&
                  cl_span_equal(cl_span_of((const char *)local), CL_SPAN("RDF"));
    if (is_rdf && (run->rdf > 0 || run->end > 0)) {
        refuse(run, "it has more than one rdf:RDF");
    } else if (is_rdf) {
        run->rdf = run->depth;
    } else if (run->rdf > 0 && run->depth == run->rdf + 1) {
        keep_status(run, read_node(run, attribute_count, attributes));
    } else if (run->rdf > 0 && run->depth == run->rdf + 2) {
        keep_status(run, add_name(run, space_of(uri), local));
    }
}

/* The index of the "<" of the tag that was read last. */
static size_t tag_before(const xml_run *run)
{
    long consumed = xmlByteConsumed(run->parser);
    size_t at = consumed < 0 ? 0 : (size_t)consumed;
    at = at < run->text.len ? at : run->text.len;
    while (at > 0 && run->text.data[at - 1] != '<') {
        at--;
    }
    return at == 0 ? 0 : at - 1;
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    (void)local;
    (void)prefix;
    (void)uri;
    xml_run *run = user;
    if (run->rdf > 0 && run->depth == run->rdf) {
        run->rdf = 0;
        run->end = tag_before(run);
        if (!cl_span_starts(cl_span_from(run->text, run->end), CL_SPAN("</"))) {
            refuse(run, "its rdf:RDF is empty");
        }
    }
    run->depth--;
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *external,
                       const xmlChar *system)
{
    (void)name;
    (void)external;
    (void)system;
    refuse(user, "it has a document type, which XMP has not");
}

static void on_error(void *user, xmlErrorPtr error)
{
    if (error->level >= XML_ERR_ERROR) {
        refuse(user, "it is not well-formed XML");
    }
}

/* No entity is expanded, no DTD and nothing else is loaded, nothing is mended, and libxml2's own
 * limits hold. */
static const xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = on_doctype,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .serror = on_error,
};

static cl_status parse(xml_run *run)
{
    cl_status status = CL_NO_MEMORY;
    run->parser = xmlCreateMemoryParserCtxt((const char *)run->text.data, (int)run->text.len);
    if (run->parser == NULL) {
        goto done;
    }
    *run->parser->sax = handler;
    run->parser->userData = run;
    (void)xmlCtxtUseOptions(run->parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    (void)xmlParseDocument(run->parser);
    if (run->parser->wellFormed == 0) {
        refuse(run, "it is not well-formed XML");
    }
    status = run->status;
done:
    if (run->parser != NULL) {
        xmlFreeDoc(run->parser->myDoc);
        run->parser->myDoc = NULL;
        xmlFreeParserCtxt(run->parser);
    }
    return status;
}

/* --- where to add --- */

/* The beginning of the line, where nothing but blanks stands before the end of rdf:RDF. */
static void find_line(cl_span bytes, size_t end, cl_xmp_graft *out)
{
    size_t at = end;
    while (at > 0 && (bytes.data[at - 1] == ' ' || bytes.data[at - 1] == '\t')) {
        at--;
    }
    out->own_line = at > 0 && bytes.data[at - 1] == '\n';
    out->at = out->own_line ? at : end;
    out->indent = out->own_line ? cl_span_sub(bytes, at, end - at) : CL_EMPTY_SPAN;
}

/* Whether the text had to be mended to be read. An ampersand in a comment needs no mending; of one
 * elsewhere libxml2 tells. */
static bool was_mended(const cl_xmp_text *text)
{
    bool mended = !text->exact || text->lost.len > 0 || text->charset != NULL;
    for (size_t i = 0; i < CL_XMP_MEND_COUNT; i++) {
        bool ampersand = i == CL_XMP_AMPERSANDS || i == CL_XMP_ENTITIES;
        mended = mended || (text->seen[i] && !ampersand);
    }
    return mended;
}

/* The document as it stands in the file, without what pads it. */
static cl_span document_of(cl_span bytes, const cl_xmp_text *text)
{
    cl_span document = cl_span_from(bytes, text->skip);
    while (document.len > 0 && document.data[document.len - 1] <= ' ') {
        document.len--;
    }
    return document;
}

static cl_status find(cl_arena *arena, cl_span bytes, const cl_xmp_text *text, cl_xmp_graft *out)
{
    if (text->text.len == 0) {
        out->why = "it holds no XML";
        return CL_OK;
    }
    if (was_mended(text)) {
        out->why = "its text is damaged, or is not UTF-8";
        return CL_OK;
    }
    xml_run run = {.arena = arena, .out = out, .text = document_of(bytes, text)};
    CL_TRY(parse(&run));
    if (out->why == NULL && run.end == 0) {
        out->why = "it has no rdf:RDF";
    }
    if (out->why == NULL) {
        find_line(bytes, text->skip + run.end, out);
    }
    return CL_OK;
}

cl_status cl_xmp_graft_find(cl_arena *arena, cl_span bytes, cl_xmp_graft *out)
{
    const cl_block block = {.kind = CL_BLOCK_XMP, .bytes = bytes};
    cl_xmp_text text;
    *out = (cl_xmp_graft){.why = NULL};
    cl_status status = cl_xmp_text_of(&block, arena, &text);
    if (status == CL_OK) {
        status = find(arena, bytes, &text, out);
    }
    cl_out_free(&text.mended);
    return status;
}

bool cl_xmp_graft_has(const cl_xmp_graft *graft, cl_xmp_space space, cl_span local)
{
    for (size_t i = 0; i < graft->names.count; i++) {
        const top *name = CL_ARRAY_AT(&graft->names, const top, i);
        if (name->space == space && cl_span_equal(name->local, local)) {
            return true;
        }
    }
    return false;
}
