#include "metadata/xmp_rdf.h"

#include <string.h>

static cl_rdf_frame *innermost(cl_rdf *rdf)
{
    return rdf->depth == 0 ? NULL : &rdf->frames[rdf->depth - 1];
}

uint64_t cl_rdf_offset(const cl_rdf *rdf, size_t at)
{
    return rdf->exact ? cl_block_offset(rdf->block, rdf->skip + at) : rdf->block->offset;
}

/* --- adding a value --- */

/* "plus:Licensor/plus:LicensorName": the properties around the value, outermost first. */
static void put_path(const cl_rdf *rdf, cl_out *out)
{
    for (size_t i = 0; i < rdf->depth; i++) {
        const cl_rdf_frame *frame = &rdf->frames[i];
        if (frame->own) {
            cl_out_format(out, "%s%s:%s", out->len > 0 ? "/" : "",
                          cl_xmp_prefix_of(frame->property), frame->property->name);
        }
    }
}

static cl_status property_text(const cl_rdf *rdf, const cl_xmp_property *attribute, cl_span *out)
{
    cl_out text = {0};
    put_path(rdf, &text);
    const cl_rdf_frame *frame = &rdf->frames[rdf->depth - 1];
    if (attribute != NULL) {
        cl_out_format(&text, "%s%s:%s", text.len > 0 ? "/" : "", cl_xmp_prefix_of(attribute),
                      attribute->name);
    } else if (frame->language_len > 0) {
        cl_out_format(&text, "[%.*s]", (int)frame->language_len, (const char *)frame->language);
    }
    cl_status status =
        text.failed ? CL_NO_MEMORY : cl_arena_copy(rdf->fields->arena, cl_out_span(&text), out);
    cl_out_free(&text);
    return status;
}

/* `attribute`: the property that an attribute names; NULL: the one of the innermost element. */
static cl_status add_value(cl_rdf *rdf, const cl_xmp_property *attribute, cl_span value, size_t at)
{
    const cl_rdf_frame *frame = innermost(rdf);
    if (cl_span_trim(value).len == 0 || frame->foreign) {
        return CL_OK;
    }
    cl_field field = {.name = attribute != NULL ? attribute->field : frame->property->field,
                      .container = "XMP",
                      .has_offset = true,
                      .offset = cl_rdf_offset(rdf, at)};
    if (rdf->fields->items.count < CL_FIELDS_MAX) {
        CL_TRY(property_text(rdf, attribute, &field.property));
        CL_TRY(cl_arena_copy(rdf->fields->arena, value, &field.value));
    } else {
        field.value = CL_SPAN("-"); /* only counted and reported */
    }
    return cl_fields_add(rdf->fields, &field);
}

/* Text beside elements: XMP knows a value or the parts of one, never both. */
static void note_mixed(cl_rdf *rdf, const cl_rdf_frame *frame)
{
    bool text = cl_span_trim(cl_out_span(&rdf->text)).len > 0;
    if (text && frame->has_elements && !frame->foreign && !rdf->mixed) {
        rdf->mixed = true;
        rdf->mixed_at = rdf->text_at;
    }
}

/* The text since the last tag, if it is a value that is read. */
static cl_status flush_text(cl_rdf *rdf, size_t next)
{
    cl_status status = rdf->text.failed ? CL_NO_MEMORY : CL_OK;
    const cl_rdf_frame *frame = innermost(rdf);
    if (status == CL_OK && rdf->text.len > 0 && frame != NULL && frame->property != NULL) {
        note_mixed(rdf, frame);
        status = add_value(rdf, NULL, cl_out_span(&rdf->text), rdf->text_at);
    }
    cl_out_clear(&rdf->text);
    rdf->text_at = next;
    return status;
}

void cl_rdf_text(cl_rdf *rdf, cl_span text)
{
    const cl_rdf_frame *frame = innermost(rdf);
    /* One piece beyond the cap is kept, so that the cut is seen and reported. */
    if (frame != NULL && frame->property != NULL && rdf->text.len <= CL_FIELD_BYTES_MAX) {
        cl_out_put(&rdf->text, text);
    }
}

/* --- elements and attributes --- */

static cl_span uri_of(cl_rdf *rdf, const cl_rdf_name *name)
{
    if (name->uri.len > 0 || name->prefix.len == 0) {
        return name->uri;
    }
    cl_span usual = cl_xmp_usual_uri(name->prefix);
    rdf->undeclared = rdf->undeclared || usual.len > 0;
    return usual;
}

static bool is_name(const cl_rdf_name *name, const char *uri, const char *local)
{
    return cl_span_equal(name->local, cl_span_of(local)) &&
           (cl_span_equal(name->uri, cl_span_of(uri)));
}

static void inherit(const cl_rdf *rdf, cl_rdf_frame *frame)
{
    if (rdf->depth == 0) {
        return;
    }
    const cl_rdf_frame *around = &rdf->frames[rdf->depth - 1];
    frame->property = around->property;
    memcpy(frame->language, around->language, sizeof frame->language);
    frame->language_len = around->language_len;
}

cl_status cl_rdf_start(cl_rdf *rdf, const cl_rdf_name *name, size_t at)
{
    if (rdf->depth > 0) {
        innermost(rdf)->has_elements = true;
    }
    CL_TRY(flush_text(rdf, at));
    cl_rdf_frame frame = {.foreign = rdf->depth > 0 && innermost(rdf)->foreign};
    switch (cl_xmp_property_of(uri_of(rdf, name), name->local, &frame.property)) {
    case CL_XMP_READ:
        frame.own = true;
        break;
    case CL_XMP_SYNTAX:        /* containers, items, descriptions */
    case CL_XMP_UNKNOWN_SPACE: /* markup inside a value */
        inherit(rdf, &frame);
        break;
    case CL_XMP_FOREIGN:
        frame.foreign = true;
        break;
    case CL_XMP_UNREAD:
    default:
        break;
    }
    rdf->frames[rdf->depth++] = frame;
    return CL_OK;
}

/* The index in `tag` of the value of an attribute; 0 when it is not found or not worth the search.
 */
static size_t find_value(const cl_rdf *rdf, const cl_rdf_name *name, cl_span tag)
{
    size_t from = 0;
    if (tag.len > CL_FIELD_BYTES_MAX || rdf->fields->items.count >= CL_FIELDS_MAX) {
        return 0;
    }
    while (from < tag.len) {
        cl_span rest = cl_span_from(tag, from);
        size_t found = cl_span_find(rest, name->local);
        if (found == rest.len) {
            return 0;
        }
        size_t before = from + found;
        size_t after = before + name->local.len;
        while (after < tag.len && (tag.data[after] <= ' ' || tag.data[after] == '=')) {
            after++;
        }
        uint8_t quote = after < tag.len ? tag.data[after] : 0;
        if (before > 0 && tag.data[before - 1] == ':' && (quote == '"' || quote == '\'')) {
            return after + 1;
        }
        from = before + 1;
    }
    return 0;
}

static void set_language(cl_rdf_frame *frame, cl_span language)
{
    if (language.len > 0 && language.len <= sizeof frame->language) {
        memcpy(frame->language, language.data, language.len);
        frame->language_len = language.len;
    }
}

/* A value that stands elsewhere in the packet: legal RDF that no known writer of XMP uses. */
static cl_status report_reference(const cl_rdf *rdf, const cl_xmp_property *property, size_t at)
{
    return cl_damage_report(rdf->fields->findings, CL_DAMAGE_STRUCTURE, cl_rdf_offset(rdf, at),
                            "%s:%s refers to a node elsewhere, which is not followed",
                            cl_xmp_prefix_of(property), property->name);
}

cl_status cl_rdf_attribute(cl_rdf *rdf, const cl_rdf_name *name, cl_span value, cl_span tag,
                           size_t at)
{
    cl_rdf_frame *frame = innermost(rdf);
    cl_rdf_name known = *name;
    known.uri = uri_of(rdf, name);
    if (is_name(&known, cl_xmp_xml_uri, "lang")) {
        set_language(frame, value);
        return CL_OK;
    }
    if (is_name(&known, cl_xmp_rdf_uri, "nodeID") && frame->own) {
        return report_reference(rdf, frame->property, at);
    }
    const cl_xmp_property *property;
    cl_xmp_kind kind = cl_xmp_property_of(known.uri, known.local, &property);
    bool is_value =
        is_name(&known, cl_xmp_rdf_uri, "resource") || is_name(&known, cl_xmp_rdf_uri, "value");
    if (kind != CL_XMP_READ && (!is_value || frame->property == NULL)) {
        return CL_OK;
    }
    return add_value(rdf, property, value, at + find_value(rdf, name, tag));
}

cl_status cl_rdf_end(cl_rdf *rdf, size_t at)
{
    CL_TRY(flush_text(rdf, at));
    rdf->depth--;
    return CL_OK;
}
