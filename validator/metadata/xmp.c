#include "metadata/metadata.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/limits.h"
#include "base/text.h"
#include "metadata/xmp_rdf.h"
#include "metadata/xmp_text.h"

/* One run of libxml2 over one document of the packet. */
typedef struct xml_run {
    xmlParserCtxtPtr parser;
    cl_rdf *rdf;
    cl_span text;
    size_t base; /* index of `text` in the whole packet */
    size_t depth;
    size_t spaces; /* namespace declarations so far */
    size_t names;  /* elements and attributes so far */
    size_t errors;
    uint64_t work;
    cl_status status; /* what went wrong on our side */
    bool ended;       /* the root element ended, at index `end` */
    size_t end;
    bool too_deep;
    bool too_much;
    bool doctype;
    bool broken; /* at index `broken_at`, for the reason `message` */
    size_t broken_at;
    cl_span message;
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
    return at < run->text.len ? at : run->text.len;
}

static cl_rdf_name name_of(const xmlChar *uri, const xmlChar *prefix, const xmlChar *local)
{
    return (cl_rdf_name){cl_span_of((const char *)uri), cl_span_of((const char *)prefix),
                         cl_span_of((const char *)local)};
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
static void read_attributes(xml_run *run, int count, const xmlChar **attributes)
{
    size_t at;
    cl_span tag = tag_before(run->text, position(run), &at);
    cl_out text = {0};
    for (int i = 0; i < count && run->status == CL_OK; i++) {
        const xmlChar **one = attributes + (ptrdiff_t)i * 5;
        cl_rdf_name name = name_of(one[2], one[1], one[0]);
        cl_span value = with_ampersands((cl_span){one[3], (size_t)(one[4] - one[3])}, &text);
        keep_status(run, text.failed
                             ? CL_NO_MEMORY
                             : cl_rdf_attribute(run->rdf, &name, value, tag, run->base + at));
    }
    cl_out_free(&text);
}

/* Names are looked up among the namespaces in sight; both numbers are the file's to choose. */
static bool is_too_much(xml_run *run, int spaces, int attributes)
{
    run->spaces += (size_t)spaces;
    run->names += (size_t)attributes + 1;
    run->work += (run->spaces + 1) * ((uint64_t)attributes + 1);
    run->too_much = run->work > CL_XMP_WORK_MAX || run->names > CL_XMP_NAMES_MAX;
    return run->too_much;
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
        stop(run);
        return;
    }
    run->too_deep = run->too_deep || run->depth > CL_XMP_DEPTH_MAX;
    if (run->depth > CL_XMP_DEPTH_MAX) {
        return;
    }
    cl_rdf_name name = name_of(uri, prefix, local);
    /* The text begins behind the tag's ">", which is still to be read. */
    keep_status(run, cl_rdf_start(run->rdf, &name, run->base + position(run) + 1));
    if (run->status == CL_OK && attribute_count > 0) {
        read_attributes(run, attribute_count, attributes);
    }
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    (void)local;
    (void)prefix;
    (void)uri;
    xml_run *run = user;
    if (run->depth <= CL_XMP_DEPTH_MAX) {
        keep_status(run, cl_rdf_end(run->rdf, run->base + position(run)));
    }
    run->depth--;
    if (run->depth == 0) {
        run->ended = true;
        run->end = position(run);
        stop(run); /* what follows is padding, or another document */
    }
}

static void on_text(void *user, const xmlChar *text, int len)
{
    xml_run *run = user;
    if (run->depth <= CL_XMP_DEPTH_MAX && len > 0) {
        cl_rdf_text(run->rdf, (cl_span){text, (size_t)len});
    }
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *external,
                       const xmlChar *system)
{
    (void)name;
    (void)external;
    (void)system;
    xml_run *run = user;
    run->doctype = true;
    stop(run); /* it was not where ours was looked for: then it is no XMP either */
}

/* The first error is the cause. Undeclared prefixes are seen where the names are. */
static void on_error(void *user, xmlErrorPtr error)
{
    xml_run *run = user;
    if (++run->errors > CL_XMP_ERRORS_MAX) {
        run->too_much = true;
        stop(run);
    }
    if (run->broken || run->ended || error->level < XML_ERR_ERROR ||
        error->domain == XML_FROM_NAMESPACE) {
        return;
    }
    run->broken = true;
    run->broken_at = position(run);
    cl_span message = cl_span_trim(cl_span_of(error->message));
    cl_arena *arena = run->rdf->fields->arena;
    if (cl_utf8_repair(arena, message, &message) != CL_OK ||
        cl_arena_copy(arena, message, &run->message) != CL_OK) {
        run->message = CL_EMPTY_SPAN;
    }
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

static cl_status parse(xml_run *run)
{
    cl_status status = CL_NO_MEMORY;
    run->parser = xmlCreateMemoryParserCtxt((const char *)run->text.data, (int)run->text.len);
    if (run->parser == NULL) {
        goto done;
    }
    *run->parser->sax = handler;
    run->parser->userData = run;
    (void)xmlCtxtUseOptions(run->parser, XML_PARSE_NONET | XML_PARSE_RECOVER);
    (void)xmlParseDocument(run->parser);
    status = run->status;
done:
    if (run->parser != NULL) {
        xmlFreeDoc(run->parser->myDoc); /* holds the declarations of a DTD */
        run->parser->myDoc = NULL;
        xmlFreeParserCtxt(run->parser);
    }
    return status;
}

/* Elements that the text's end left open. */
static cl_status close_all(xml_run *run)
{
    while (run->rdf->depth > 0) {
        CL_TRY(cl_rdf_end(run->rdf, run->base + run->text.len));
    }
    return CL_OK;
}

/* --- findings --- */

static cl_status report(const xml_run *run, cl_damage damage, size_t at, const char *what)
{
    return cl_damage_report(run->rdf->fields->findings, damage, cl_rdf_offset(run->rdf, at), "%s",
                            what);
}

static cl_status report_run(const xml_run *run)
{
    size_t end = run->base + (run->ended ? run->end : run->text.len);
    if (run->doctype) {
        CL_TRY(report(run, CL_DAMAGE_STRUCTURE, run->base,
                      "an XMP packet with a document type declaration; it is not followed and "
                      "no entity is expanded"));
    }
    if (run->too_deep) {
        CL_TRY(report(run, CL_DAMAGE_LIMIT, run->base,
                      "an XMP packet nested too deeply; the innermost part was not read"));
    }
    if (run->too_much) {
        return report(run, CL_DAMAGE_LIMIT, end,
                      "an XMP packet of too many elements, namespaces or errors; the rest was not "
                      "read");
    }
    if (!run->broken && !run->ended) {
        return report(run, CL_DAMAGE_STRUCTURE, end, "an XMP packet without an end");
    }
    if (!run->broken) {
        return CL_OK;
    }
    return cl_damage_report(run->rdf->fields->findings, CL_DAMAGE_STRUCTURE,
                            cl_rdf_offset(run->rdf, run->base + run->broken_at),
                            "an XMP packet that is no XML (%.*s); what can be read was read",
                            CL_SPAN_PRINT(run->message));
}

typedef struct mend_entry {
    cl_damage damage;
    const char *message;
} mend_entry;

static const mend_entry mends[CL_XMP_MEND_COUNT] = {
    [CL_XMP_LOST_START] = {CL_DAMAGE_REPAIRED,
                           "an XMP packet that does not begin with a tag; reading began at the "
                           "first one"},
    [CL_XMP_CONTROLS] = {CL_DAMAGE_REPAIRED,
                         "an XMP packet with control characters; they were read as spaces"},
    [CL_XMP_NOT_UTF8] = {CL_DAMAGE_ENCODING,
                         "an XMP packet with bytes that are not UTF-8; they were read as "
                         "windows-1252"},
    [CL_XMP_AMPERSANDS] = {CL_DAMAGE_REPAIRED,
                           "an XMP packet with an ampersand that begins no reference; it was "
                           "taken as itself"},
    [CL_XMP_TOO_LONG] = {CL_DAMAGE_LIMIT,
                         "an XMP packet that grows beyond what is read when it is mended"},
    [CL_XMP_TOO_MANY_ATTRIBUTES] = {CL_DAMAGE_LIMIT,
                                    "an XMP packet with more attributes in a tag than are read; "
                                    "it was not read"},
};

/* What was mended behind the `end` of the last document stood in padding. */
static cl_status report_mends(const cl_rdf *rdf, const cl_xmp_text *text, size_t end)
{
    for (size_t i = 0; i < CL_XMP_MEND_COUNT; i++) {
        if (text->seen[i] && text->at[i] <= end) {
            CL_TRY(cl_damage_report(rdf->fields->findings, mends[i].damage,
                                    cl_rdf_offset(rdf, text->at[i]), "%s", mends[i].message));
        }
    }
    if (rdf->mixed) {
        CL_TRY(cl_damage_report(rdf->fields->findings, CL_DAMAGE_STRUCTURE,
                                cl_rdf_offset(rdf, rdf->mixed_at),
                                "an XMP value with markup in it; its parts were read one by one"));
    }
    if (rdf->undeclared) {
        return cl_damage_report(rdf->fields->findings, CL_DAMAGE_REPAIRED, rdf->block->offset,
                                "an XMP packet that does not declare its prefixes; the usual "
                                "meaning was taken");
    }
    return CL_OK;
}

/* --- the packet --- */

/* The length of the thing at the start of `rest` that opens with `open`, or 0. */
static size_t length_of(cl_span rest, cl_span open, cl_span close)
{
    if (!cl_span_starts(rest, open)) {
        return 0;
    }
    size_t end = cl_span_find(rest, close);
    return end < rest.len ? end + close.len : rest.len;
}

/* A document type declaration, up to its "]>" or, without an internal subset, its ">". */
static size_t doctype_length(cl_span rest)
{
    size_t plain = length_of(rest, CL_SPAN("<!DOCTYPE"), CL_SPAN(">"));
    if (cl_span_find_byte(cl_span_sub(rest, 0, plain), '[') == plain) {
        return plain;
    }
    return length_of(rest, CL_SPAN("<!DOCTYPE"), CL_SPAN("]>"));
}

/* Moves *start behind a document type declaration before the root element: libxml2 never sees what
 * it declares. Instructions and comments before it go with it. */
static bool skip_doctype(cl_span packet, size_t *start)
{
    size_t at = *start;
    for (;;) {
        at += cl_span_find_byte(cl_span_from(packet, at), '<');
        cl_span rest = cl_span_from(packet, at);
        size_t len = doctype_length(rest);
        if (len > 0) {
            *start = at + len;
            return true;
        }
        len = length_of(rest, CL_SPAN("<?"), CL_SPAN("?>"));
        if (len == 0) {
            len = length_of(rest, CL_SPAN("<!--"), CL_SPAN("-->"));
        }
        if (len == 0) {
            return false;
        }
        at += len;
    }
}

/* Parses one document; *end is the index behind it. */
static cl_status read_document(cl_rdf *rdf, cl_span packet, size_t base, size_t *end)
{
    size_t start = base;
    bool doctype = skip_doctype(packet, &start);
    xml_run run = {
        .rdf = rdf, .text = cl_span_from(packet, start), .base = start, .doctype = doctype};
    if (run.text.len > 0) { /* libxml2 takes no empty text */
        CL_TRY(parse(&run));
    }
    CL_TRY(close_all(&run));
    *end = run.ended ? start + run.end : packet.len;
    return report_run(&run);
}

/* Some writers leave an old packet behind the new one: all of them are read. */
static cl_status read_documents(cl_rdf *rdf, cl_span packet, size_t *end)
{
    size_t base = 0;
    for (size_t i = 0; i < CL_XMP_PACKETS_MAX && base < packet.len; i++) {
        CL_TRY(read_document(rdf, packet, base, end));
        cl_span rest = cl_span_from(packet, *end);
        size_t next = cl_span_find(rest, CL_SPAN("RDF"));
        if (next == rest.len) {
            return CL_OK;
        }
        base = *end + cl_span_find_byte(rest, '<');
    }
    return base >= packet.len
               ? CL_OK
               : cl_damage_report(rdf->fields->findings, CL_DAMAGE_LIMIT, cl_rdf_offset(rdf, base),
                                  "more than %u XMP packets one behind the other; the rest was "
                                  "not read",
                                  CL_XMP_PACKETS_MAX);
}

static cl_status read_text(const cl_block *block, cl_fields *fields, const cl_xmp_text *text)
{
    cl_rdf rdf = {.fields = fields, .block = block, .skip = text->skip, .exact = text->exact};
    size_t end = text->text.len;
    cl_status status = CL_OK;
    if (!text->seen[CL_XMP_TOO_MANY_ATTRIBUTES]) {
        status = read_documents(&rdf, text->text, &end);
    }
    cl_out_free(&rdf.text);
    CL_TRY(status);
    return report_mends(&rdf, text, end);
}

static cl_status report_empty(const cl_block *block, const cl_fields *fields)
{
    bool blank = cl_span_trim(block->bytes).len == 0;
    return cl_damage_report(fields->findings, blank ? CL_DAMAGE_IGNORED : CL_DAMAGE_STRUCTURE,
                            block->offset, "an XMP packet without %s", blank ? "bytes" : "a tag");
}

/* --- the extended packet --- */

static bool is_named_by_main_packet(const cl_fields *fields, cl_span guid, bool *any)
{
    *any = false;
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        if (cl_span_equal(field->property, CL_SPAN("xmpNote:HasExtendedXMP"))) {
            *any = true;
            if (cl_span_equal_nocase(field->value, guid)) {
                return true;
            }
        }
    }
    return false;
}

cl_status cl_xmp_read(const cl_block *block, cl_fields *fields)
{
    bool any;
    if (block->kind == CL_BLOCK_XMP_EXTENDED &&
        !is_named_by_main_packet(fields, block->key, &any)) {
        return cl_damage_report(fields->findings, any ? CL_DAMAGE_IGNORED : CL_DAMAGE_STRUCTURE,
                                block->offset,
                                any ? "an extended XMP packet of an older main packet"
                                    : "an extended XMP packet that no main packet names; it was "
                                      "not read");
    }
    cl_xmp_text text;
    cl_status status = cl_xmp_text_of(block, fields->arena, &text);
    if (status == CL_LIMIT && block->bytes.len > CL_XMP_BYTES_MAX) {
        status = cl_damage_report(fields->findings, CL_DAMAGE_LIMIT, block->offset,
                                  "an XMP packet of %zu bytes; at most %u are read",
                                  block->bytes.len, CL_XMP_BYTES_MAX);
    } else if (status == CL_OK && text.text.len == 0) {
        status = report_empty(block, fields);
    } else if (status == CL_OK) {
        status = read_text(block, fields, &text);
    }
    cl_out_free(&text.mended);
    return status;
}
