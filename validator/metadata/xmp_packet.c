#include "base/limits.h"
#include "base/message.h"
#include "base/text.h"
#include "metadata/metadata.h"
#include "metadata/xmp_left.h"
#include "metadata/xmp_node.h"
#include "metadata/xmp_parse.h"

/* A packet being read. */
typedef struct packet {
    cl_rdf rdf;
    cl_xmp_text text;
    size_t first; /* index of its first field */
    size_t again; /* bytes parsed more than once */
} packet;

/* --- findings --- */

static cl_status report(const packet *from, cl_damage damage, size_t at, const char *what)
{
    return cl_damage_report(from->rdf.fields->findings, damage, cl_rdf_offset(&from->rdf, at), "%s",
                            cl_message(what));
}

static cl_status report_broken(const packet *from, const cl_xmp_document *document)
{
    size_t at = document->base + document->broken_at;
    return cl_damage_report(from->rdf.fields->findings, CL_DAMAGE_STRUCTURE,
                            cl_rdf_offset(&from->rdf, at),
                            "an XMP packet that is no XML (%.*s); what can be read was read",
                            CL_SPAN_PRINT(document->message));
}

static cl_status report_document(const packet *from, const cl_xmp_document *document)
{
    size_t end = document->base + (document->ended ? document->end : document->text.len);
    if (document->doctype) {
        CL_TRY(report(from, CL_DAMAGE_STRUCTURE, document->base,
                      "an XMP packet with a document type declaration; it is not followed and "
                      "no entity is expanded"));
    }
    if (document->too_deep) {
        CL_TRY(report(from, CL_DAMAGE_LIMIT, document->base + document->left,
                      "an XMP packet nested too deeply; the innermost part was read only as text"));
    }
    if (document->too_much) {
        return report(from, CL_DAMAGE_LIMIT, end,
                      "an XMP packet of too many elements, namespaces or errors; the rest was read "
                      "only as text");
    }
    if (!document->broken && !document->ended) {
        return report(from, CL_DAMAGE_STRUCTURE, end, "an XMP packet without an end");
    }
    return document->broken ? report_broken(from, document) : CL_OK;
}

typedef struct damage_entry {
    cl_damage damage;
    const char *message; /* one %.*s for what it was seen at, where it says so */
} damage_entry;

static const damage_entry mends[CL_XMP_MEND_COUNT] = {
    [CL_XMP_LOST_START] = {CL_DAMAGE_REPAIRED,
                           CL_MESSAGE(
                               "an XMP packet that does not begin with a tag; reading began at the "
                               "first one")},
    [CL_XMP_CONTROLS] = {CL_DAMAGE_REPAIRED,
                         CL_MESSAGE(
                             "an XMP packet with control characters; they were read as spaces")},
    [CL_XMP_NOT_UTF8] = {CL_DAMAGE_ENCODING,
                         CL_MESSAGE(
                             "an XMP packet with bytes that are not UTF-8; they were read as "
                             "windows-1252")},
    [CL_XMP_DECLARED] =
        {CL_DAMAGE_REPAIRED,
         CL_MESSAGE("an XMP packet that is not in Unicode; it was read in the charset that it "
                    "declares")},
    [CL_XMP_LOSSY] = {CL_DAMAGE_ENCODING,
                      CL_MESSAGE("an XMP packet with bytes that its charset does not allow")},
    [CL_XMP_AMPERSANDS] = {CL_DAMAGE_REPAIRED,
                           CL_MESSAGE(
                               "an XMP packet with an ampersand that begins no reference; it was "
                               "taken as itself")},
    [CL_XMP_ENTITIES] = {CL_DAMAGE_REPAIRED,
                         CL_MESSAGE(
                             "an XMP packet with an entity that XML does not know; it was kept as "
                             "written")},
    [CL_XMP_TOO_LONG] = {CL_DAMAGE_LIMIT,
                         CL_MESSAGE(
                             "an XMP packet that grows beyond what is read when it is mended")},
    [CL_XMP_TOO_MANY_ATTRIBUTES] =
        {CL_DAMAGE_LIMIT, CL_MESSAGE("an XMP packet with more attributes in a tag than are read; "
                                     "it was read only as text")},
};

/* What was mended behind the `end` of the last document stood in padding. */
static cl_status report_mends(const packet *from, size_t end)
{
    const cl_xmp_text *text = &from->text;
    if (text->seen[CL_XMP_TOO_LARGE]) {
        CL_TRY(cl_damage_report(from->rdf.fields->findings, CL_DAMAGE_LIMIT,
                                from->rdf.block->offset,
                                "an XMP packet of %zu bytes; at most %u are read",
                                from->rdf.block->bytes.len, CL_XMP_BYTES_MAX));
    }
    for (size_t i = 0; i < CL_XMP_MEND_COUNT; i++) {
        if (text->seen[i] && text->at[i] <= end && mends[i].message != NULL) {
            CL_TRY(report(from, mends[i].damage, text->at[i], mends[i].message));
        }
    }
    return CL_OK;
}

/* --- notes of RDF --- */

typedef struct note_entry {
    cl_damage damage;
    const char *message; /* {} is what it is about */
} note_entry;

static const note_entry note_entries[CL_RDF_NOTE_COUNT] = {
    [CL_RDF_UNDECLARED] = {CL_DAMAGE_REPAIRED,
                           CL_MESSAGE("an XMP packet that does not declare its prefixes ({}); the "
                                      "usual meaning was taken")},
    [CL_RDF_MIXED] = {CL_DAMAGE_STRUCTURE,
                      CL_MESSAGE("an XMP value with markup in it; its parts were read one by one")},
    [CL_RDF_TWICE] = {CL_DAMAGE_REPAIRED,
                      CL_MESSAGE("an XMP packet in which {} stands more than once; every value was "
                                 "read")},
    [CL_RDF_CONTAINER] = {CL_DAMAGE_REPAIRED,
                          CL_MESSAGE(
                              "an XMP packet with {} in another container than XMP asks for; "
                              "it was read all the same")},
    [CL_RDF_ABOUT] = {CL_DAMAGE_REPAIRED,
                      CL_MESSAGE("an XMP packet that also describes \"{}\"; that was read as the "
                                 "picture's own")},
    [CL_RDF_LOST] = {CL_DAMAGE_STRUCTURE,
                     CL_MESSAGE("an XMP value that refers to a node \"{}\", which is not in the "
                                "packet")},
    [CL_RDF_CYCLE] = {CL_DAMAGE_STRUCTURE,
                      CL_MESSAGE("an XMP value that refers to the node \"{}\", in which it stands "
                                 "itself")},
    [CL_RDF_REFERENCES] = {CL_DAMAGE_LIMIT,
                           CL_MESSAGE("an XMP packet with more references to nodes than are "
                                      "followed")},
};

static cl_status report_notes(const packet *from)
{
    for (size_t i = 0; i < CL_RDF_NOTE_COUNT; i++) {
        const cl_rdf_noted *noted = &from->rdf.notes[i];
        if (noted->seen) {
            const cl_span message = cl_span_of(cl_message(note_entries[i].message));
            size_t what = cl_span_find(message, CL_SPAN("{}"));
            CL_TRY(cl_damage_report(from->rdf.fields->findings, note_entries[i].damage,
                                    cl_rdf_offset(&from->rdf, noted->at), "%.*s%.*s%.*s",
                                    CL_SPAN_PRINT(cl_span_sub(message, 0, what)),
                                    CL_SPAN_PRINT(what < message.len ? noted->what : CL_EMPTY_SPAN),
                                    CL_SPAN_PRINT(cl_span_from(message, what + 2))));
        }
    }
    return CL_OK;
}

/* --- document types --- */

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
static bool skip_doctype(cl_span text, size_t *start)
{
    size_t at = *start;
    for (;;) {
        at += cl_span_find_byte(cl_span_from(text, at), '<');
        cl_span rest = cl_span_from(text, at);
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

/* --- documents --- */

static cl_status walk(packet *from, const cl_xmp_document *document, cl_rdf_walk kind,
                      size_t reference)
{
    cl_xmp_document again = {.text = document->text, .base = document->base};
    from->rdf.walk = kind;
    from->rdf.reference = reference;
    from->rdf.inside = 0;
    from->again += again.text.len;
    cl_status status = cl_xmp_parse(&from->rdf, &again);
    from->rdf.walk = CL_RDF_MAIN;
    from->rdf.reference = 0;
    return status;
}

static cl_status follow(packet *from, const cl_xmp_document *document, size_t *next)
{
    while (*next < from->rdf.references.count) {
        size_t reference = ++*next;
        if (from->again > CL_XMP_AGAIN_MAX) {
            size_t at = cl_rdf_reference_at(&from->rdf, reference - 1)->at;
            CL_TRY(cl_rdf_note_down(&from->rdf, CL_RDF_REFERENCES, at, CL_EMPTY_SPAN));
            continue;
        }
        CL_TRY(walk(from, document, CL_RDF_FOLLOWING, reference));
        const cl_rdf_reference *followed = cl_rdf_reference_at(&from->rdf, reference - 1);
        if (!followed->found) {
            CL_TRY(cl_rdf_note_down(&from->rdf, CL_RDF_LOST, followed->at, followed->id));
        }
    }
    return CL_OK;
}

/* Values that stand elsewhere in the document, then nodes that are no value. */
static cl_status read_nodes(packet *from, const cl_xmp_document *document)
{
    size_t next = 0;
    CL_TRY(follow(from, document, &next));
    if (cl_rdf_has_leftover(&from->rdf)) {
        CL_TRY(walk(from, document, CL_RDF_LEFTOVER, 0));
        CL_TRY(follow(from, document, &next));
    }
    from->rdf.references = (cl_array){0};
    from->rdf.nodes = (cl_array){0};
    return CL_OK;
}

/* Nothing passes in silence: what was not understood is kept as a comment. */
static cl_status keep_left(packet *from, const cl_xmp_document *document)
{
    if (!document->has_left) {
        return CL_OK;
    }
    size_t end = document->ended ? document->end : document->text.len;
    cl_span left = cl_span_sub(document->text, document->left, end - document->left);
    uint64_t offset = cl_rdf_offset(&from->rdf, document->base + document->left);
    return cl_xmp_left_add(from->rdf.fields, from->first, left, offset);
}

/* Reads one document; *end is the index behind it. */
static cl_status read_document(packet *from, size_t base, size_t *end)
{
    size_t start = base;
    cl_span text = from->text.text;
    bool doctype = skip_doctype(text, &start);
    cl_xmp_document document = {
        .text = cl_span_from(text, start), .base = start, .doctype = doctype};
    for (size_t i = 0; i < CL_XMP_NUMBERS; i++) {
        from->rdf.met[i] = false;
    }
    CL_TRY(cl_xmp_parse(&from->rdf, &document));
    CL_TRY(read_nodes(from, &document));
    *end = document.ended ? start + document.end : text.len;
    CL_TRY(report_document(from, &document));
    return keep_left(from, &document);
}

/* Some writers leave an old packet behind the new one: all of them are read. */
static cl_status read_documents(packet *from, size_t *end)
{
    size_t base = 0;
    cl_span text = from->text.text;
    for (size_t i = 0; i < CL_XMP_PACKETS_MAX && base < text.len; i++) {
        CL_TRY(read_document(from, base, end));
        cl_span rest = cl_span_from(text, *end);
        size_t next = cl_span_find(rest, CL_SPAN("RDF"));
        if (next == rest.len) {
            return CL_OK;
        }
        base = *end + cl_span_find_byte(rest, '<');
    }
    return base >= text.len
               ? CL_OK
               : cl_damage_report(from->rdf.fields->findings, CL_DAMAGE_LIMIT,
                                  cl_rdf_offset(&from->rdf, base),
                                  "more than %u XMP packets one behind the other; the rest was "
                                  "not read",
                                  CL_XMP_PACKETS_MAX);
}

/* --- what is no XMP --- */

static const char *kind_of(cl_span text)
{
    static const struct {
        const char *start;
        const char *kind;
    } known[] = {{"{", "JSON"},   {"[", "JSON"},     {"<html", "HTML"}, {"<!doctype html", "HTML"},
                 {"<svg", "SVG"}, {"<head", "HTML"}, {"<body", "HTML"}};
    text = cl_span_trim(text);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        cl_span start = cl_span_of(known[i].start);
        if (cl_span_equal_nocase(cl_span_sub(text, 0, start.len), start)) {
            return known[i].kind;
        }
    }
    return NULL;
}

/* Whether a property was read; what was left of markup is none. */
static bool has_value(const packet *from)
{
    const cl_fields *fields = from->rdf.fields;
    for (size_t i = from->first; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        if (field->name != CL_COMMENT || field->property.len > 0) {
            return true;
        }
    }
    return false;
}

/* A packet without RDF and without a value: somebody wrote something else where XMP belongs. */
static cl_status report_other(packet *from, cl_span text)
{
    cl_fields *fields = from->rdf.fields;
    const char *kind = kind_of(text);
    if (fields->items.count == from->first) {
        CL_TRY(cl_xmp_left_add(fields, from->first, text, from->rdf.block->offset));
    }
    bool words = fields->items.count > from->first;
    return cl_damage_report(fields->findings, words ? CL_DAMAGE_STRUCTURE : CL_DAMAGE_IGNORED,
                            from->rdf.block->offset, "an XMP packet %s%s%s",
                            kind == NULL ? cl_message("without RDF") : cl_message("that holds "),
                            kind == NULL ? "" : kind,
                            words ? cl_message("; its words were read as a comment") : "");
}

static cl_status report_empty(packet *from)
{
    const cl_block *block = from->rdf.block;
    if (from->text.lost.len > 0) {
        return report_other(from, from->text.lost);
    }
    return cl_damage_report(from->rdf.fields->findings, CL_DAMAGE_IGNORED, block->offset,
                            "an XMP packet without bytes");
}

/* --- the packet --- */

static cl_status read_packet(packet *from)
{
    size_t end = from->text.text.len;
    cl_fields *fields = from->rdf.fields;
    if (end == 0) {
        return report_empty(from);
    }
    CL_TRY(cl_xmp_left_add(fields, from->first, from->text.lost, from->rdf.block->offset));
    if (from->text.seen[CL_XMP_TOO_MANY_ATTRIBUTES]) {
        CL_TRY(cl_xmp_left_add(fields, from->first, from->text.text, cl_rdf_offset(&from->rdf, 0)));
        return report_mends(from, end);
    }
    CL_TRY(read_documents(from, &end));
    if (!from->rdf.has_rdf && !has_value(from)) {
        CL_TRY(report_other(from, from->text.text));
    }
    CL_TRY(report_mends(from, end));
    return report_notes(from);
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
                                any ? CL_MESSAGE("an extended XMP packet of an older main packet")
                                    : CL_MESSAGE("an extended XMP packet that no main packet "
                                                 "names; it was not read"));
    }
    packet *from = cl_arena_alloc(fields->arena, 1, sizeof *from);
    if (from == NULL) {
        return cl_arena_status(fields->arena);
    }
    from->rdf.fields = fields;
    from->rdf.block = block;
    from->rdf.source = &from->text;
    from->first = fields->items.count;
    cl_status status = cl_xmp_text_of(block, fields->arena, &from->text);
    if (status == CL_OK) {
        status = read_packet(from);
    }
    cl_out_free(&from->rdf.text);
    cl_out_free(&from->text.mended);
    return status;
}
