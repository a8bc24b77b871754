#include "metadata/xmp_rdf.h"

#include "metadata/xmp_node.h"
#include "metadata/xmp_path.h"
#include "metadata/xmp_value.h"

cl_rdf_frame *cl_rdf_innermost(cl_rdf *rdf)
{
    return rdf->depth == 0 ? NULL : &rdf->frames[rdf->depth - 1];
}

uint64_t cl_rdf_offset(const cl_rdf *rdf, size_t at)
{
    size_t index;
    return cl_xmp_text_index(rdf->source, at, &index) ? cl_block_offset(rdf->block, index)
                                                      : rdf->block->offset;
}

cl_status cl_rdf_note_down(cl_rdf *rdf, cl_rdf_note note, size_t at, cl_span what)
{
    cl_rdf_noted *noted = &rdf->notes[note];
    if (noted->seen) {
        return CL_OK;
    }
    noted->seen = true;
    noted->at = at;
    return cl_arena_copy(rdf->fields->arena, cl_span_sub(what, 0, CL_XMP_PATH_MAX), &noted->what);
}

/* --- names --- */

/* Attributes of RDF were written without a prefix before 2003, and still are. */
static bool is_bare_syntax(const cl_rdf_name *name)
{
    static const char *const locals[] = {"about",    "ID",        "nodeID", "resource",
                                         "datatype", "parseType", NULL};
    return name->uri.len == 0 && name->prefix.len == 0 && cl_span_is_one_of(name->local, locals);
}

static cl_xmp_space space_of(const cl_rdf_name *name)
{
    return name->uri.len > 0 || name->prefix.len == 0 ? name->space
                                                      : cl_xmp_space_of_prefix(name->prefix);
}

static cl_xmp_space attribute_space(const cl_rdf_name *name)
{
    return is_bare_syntax(name) ? CL_XMP_SPACE_RDF : space_of(name);
}

static cl_status note_undeclared(cl_rdf *rdf, const cl_rdf_name *name, cl_xmp_space space,
                                 size_t at)
{
    bool usual = name->uri.len == 0 && name->prefix.len > 0 && space != CL_XMP_SPACE_COUNT;
    return usual ? cl_rdf_note_down(rdf, CL_RDF_UNDECLARED, at, name->prefix) : CL_OK;
}

static bool is_one_of(cl_xmp_space space, cl_span local, const char *const names[])
{
    return space == CL_XMP_SPACE_RDF && cl_span_is_one_of(local, names);
}

static bool is_node_name(cl_xmp_space space, cl_span local)
{
    static const char *const names[] = {"Description", "Bag",       "Seq", "Alt",
                                        "List",        "Statement", NULL};
    return is_one_of(space, local, names);
}

/* "rdf:_7": its number, else 0. */
static uint32_t member_number(cl_xmp_space space, cl_span local)
{
    uint32_t number = 0;
    if (space != CL_XMP_SPACE_RDF || local.len < 2 || local.len > 9 || local.data[0] != '_') {
        return 0;
    }
    for (size_t i = 1; i < local.len; i++) {
        if (local.data[i] < '0' || local.data[i] > '9') {
            return 0;
        }
        number = number * 10 + (uint32_t)(local.data[i] - '0');
    }
    return number;
}

/* --- adding a value --- */

/* RDF of drawings knows no containers for single values. */
static bool is_in_work(const cl_rdf *rdf)
{
    for (size_t i = 0; i < rdf->depth; i++) {
        if (rdf->frames[i].role == CL_RDF_NODE && rdf->frames[i].space == CL_XMP_SPACE_CC) {
            return true;
        }
    }
    return false;
}

/* A list that is written as a text, a text that is written as a list. */
static cl_status note_container(cl_rdf *rdf, const cl_xmp_property *property, cl_xmp_form found,
                                size_t at)
{
    cl_xmp_form form = property->form;
    bool list = form == CL_XMP_ALT || form == CL_XMP_SEQ || form == CL_XMP_BAG;
    bool right = found == CL_XMP_TEXT ? !list : found == form;
    if (form == CL_XMP_ANY || right || property->name == NULL || is_in_work(rdf)) {
        return CL_OK;
    }
    cl_span what = cl_arena_format(rdf->fields->arena, "%s:%s", cl_xmp_prefix_of(property->space),
                                   property->name);
    return cl_rdf_note_down(rdf, CL_RDF_CONTAINER, at, what);
}

static cl_status note_twice(cl_rdf *rdf, const cl_xmp_property *property, size_t at)
{
    size_t number;
    if (rdf->walk != CL_RDF_MAIN || cl_rdf_parent(rdf).len > 0 ||
        !cl_xmp_number_of(property, &number)) {
        return CL_OK;
    }
    if (!rdf->met[number]) {
        rdf->met[number] = true;
        return CL_OK;
    }
    cl_span what = cl_arena_format(rdf->fields->arena, "%s:%s", cl_xmp_prefix_of(property->space),
                                   property->name);
    return cl_rdf_note_down(rdf, CL_RDF_TWICE, at, what);
}

/* The value of the innermost element's property, or its item `member`. */
static cl_status add_value(cl_rdf *rdf, uint32_t member, cl_span value, size_t at)
{
    const cl_rdf_frame *frame = cl_rdf_innermost(rdf);
    cl_span path;
    if (cl_span_trim(value).len == 0 || frame->silent || frame->property == NULL) {
        return CL_OK;
    }
    CL_TRY(cl_rdf_path(rdf, &path));
    if (member > 0) {
        path = cl_arena_format(rdf->fields->arena, "%.*s[%lu]", CL_SPAN_PRINT(path),
                               (unsigned long)member);
    }
    return path.data == NULL ? cl_arena_status(rdf->fields->arena)
                             : cl_xmp_value_add(rdf, frame->property, path, value, at);
}

/* Text beside elements: XMP knows a value or the parts of one, never both. */
static cl_status note_mixed(cl_rdf *rdf, const cl_rdf_frame *frame)
{
    bool text = cl_span_trim(cl_out_span(&rdf->text)).len > 0;
    return text && frame->has_elements && !frame->silent && frame->property != NULL
               ? cl_rdf_note_down(rdf, CL_RDF_MIXED, rdf->text_at, CL_EMPTY_SPAN)
               : CL_OK;
}

/* The text since the last tag, if it is a value that is read. */
static cl_status flush_text(cl_rdf *rdf, size_t next)
{
    cl_span text = cl_out_span(&rdf->text);
    if (text.len == 0) {
        rdf->text_at = next;
        return rdf->text.failed ? CL_NO_MEMORY : CL_OK;
    }
    cl_status status = rdf->text.failed ? CL_NO_MEMORY : CL_OK;
    const cl_rdf_frame *frame = cl_rdf_innermost(rdf);
    if (status == CL_OK && frame != NULL) {
        status = note_mixed(rdf, frame);
        if (status == CL_OK && frame->named && !frame->silent && frame->property != NULL &&
            cl_span_trim(text).len > 0 && !frame->has_elements) {
            status = note_container(rdf, frame->property, CL_XMP_TEXT, rdf->text_at);
        }
        if (status == CL_OK) {
            status = add_value(rdf, 0, text, rdf->text_at);
        }
    }
    cl_out_clear(&rdf->text);
    rdf->text_at = next;
    return status;
}

bool cl_rdf_reads(cl_rdf *rdf)
{
    const cl_rdf_frame *frame = cl_rdf_innermost(rdf);
    return frame == NULL || frame->property != NULL || frame->collection;
}

void cl_rdf_text(cl_rdf *rdf, cl_span text)
{
    const cl_rdf_frame *frame = cl_rdf_innermost(rdf);
    /* One piece beyond the cap is kept, so that the cut is seen and reported. */
    if (frame != NULL && frame->property != NULL && !frame->silent &&
        rdf->text.len <= CL_FIELD_BYTES_MAX) {
        cl_out_put(&rdf->text, text);
    }
}

void cl_rdf_blanks(cl_rdf *rdf, cl_span blanks)
{
    const cl_rdf_frame *frame = cl_rdf_innermost(rdf);
    if (frame != NULL && (frame->literal || frame->markup)) {
        cl_rdf_text(rdf, blanks); /* they may part two words */
    }
}

/* --- elements --- */

/* What an element is, by its name and by what it stands in. */
static cl_rdf_role role_of(const cl_rdf *rdf, const cl_rdf_frame *frame, cl_xmp_kind kind)
{
    const cl_rdf_frame *around = rdf->depth == 0 ? NULL : &rdf->frames[rdf->depth - 1];
    if (frame->is_rdf) {
        return CL_RDF_WRAPPER;
    }
    if (frame->space == CL_XMP_SPACE_RDF) {
        return is_node_name(frame->space, frame->local) ? CL_RDF_NODE : CL_RDF_PROPERTY;
    }
    if (kind == CL_XMP_READ) {
        return CL_RDF_PROPERTY; /* also where writers forgot the node around it */
    }
    if (around == NULL || around->role == CL_RDF_WRAPPER) {
        return around != NULL && around->is_rdf ? CL_RDF_NODE : CL_RDF_WRAPPER;
    }
    return around->role == CL_RDF_NODE || around->resource ? CL_RDF_PROPERTY : CL_RDF_NODE;
}

/* Which item of its list the element is. */
static uint32_t index_of(cl_rdf *rdf, const cl_rdf_frame *frame)
{
    cl_rdf_frame *around = cl_rdf_innermost(rdf);
    uint32_t number = member_number(frame->space, frame->local);
    bool item = frame->space == CL_XMP_SPACE_RDF && cl_span_equal(frame->local, CL_SPAN("li"));
    bool of_collection = around != NULL && around->collection && frame->role == CL_RDF_NODE;
    if (around == NULL || (number == 0 && !item && !of_collection)) {
        return 0;
    }
    around->items++;
    return number > 0 ? number : around->items;
}

static cl_xmp_form container_form(const cl_rdf_frame *frame)
{
    if (frame->alternatives) {
        return CL_XMP_ALT;
    }
    return cl_span_equal(frame->local, CL_SPAN("Seq")) ? CL_XMP_SEQ : CL_XMP_BAG;
}

static cl_status note_element(cl_rdf *rdf, const cl_rdf_frame *frame, size_t at)
{
    static const char *const containers[] = {"Bag", "Seq", "Alt", NULL};
    const cl_rdf_frame *around = cl_rdf_innermost(rdf);
    if (frame->silent || frame->property == NULL) {
        return CL_OK;
    }
    if (frame->named) {
        return note_twice(rdf, frame->property, at);
    }
    return around != NULL && around->named && is_one_of(frame->space, frame->local, containers)
               ? note_container(rdf, frame->property, container_form(frame), at)
               : CL_OK;
}

/* What the element takes over from the one around it. */
static void inherit(const cl_rdf *rdf, cl_rdf_frame *frame)
{
    if (rdf->depth == 0) {
        frame->silent = rdf->walk != CL_RDF_MAIN;
        return;
    }
    const cl_rdf_frame *around = &rdf->frames[rdf->depth - 1];
    frame->property = around->property;
    frame->language = around->language;
    frame->silent = around->silent;
}

/* Which property the element is or belongs to. */
static void set_property(cl_rdf *rdf, cl_rdf_frame *frame)
{
    const cl_xmp_property *found;
    cl_xmp_kind kind = cl_xmp_property_of(frame->space, frame->local, cl_rdf_parent(rdf), &found);
    frame->role = role_of(rdf, frame, kind);
    bool is_property = frame->role == CL_RDF_PROPERTY;
    bool is_short = frame->local.len <= CL_XMP_NAME_MAX && frame->prefix.len <= CL_XMP_NAME_MAX;
    switch (kind) {
    case CL_XMP_READ:
        frame->named = true;
        frame->property = found;
        break;
    case CL_XMP_UNKNOWN:
    case CL_XMP_UNREAD: /* as a node it only tells of which type the value is */
        frame->named = is_property && is_short;
        frame->property = is_property ? found : frame->property;
        break;
    case CL_XMP_UNKNOWN_SPACE: /* in a structure a part of it, in a value markup */
        frame->named = is_property && is_short;
        break;
    case CL_XMP_SYNTAX: /* containers, items, descriptions; rdf:type is no value */
        frame->silent = frame->silent || cl_span_equal(frame->local, CL_SPAN("type"));
        break;
    case CL_XMP_FOREIGN:
        frame->silent = true;
        break;
    default:
        break;
    }
}

/* An element inside a value of parseType Literal: only its text counts. */
static void start_markup(cl_rdf *rdf, cl_span local)
{
    static const char *const within_words[] = {
        "a", "abbr", "b", "em", "font", "i", "small", "span", "sub", "strong", "sup", "u", NULL};
    cl_rdf_frame frame = *cl_rdf_innermost(rdf);
    frame.named = false;
    frame.index = 0;
    frame.markup = true;
    if (!cl_span_is_one_of(local, within_words)) {
        cl_rdf_text(rdf, CL_SPAN("\n"));
    }
    rdf->frames[rdf->depth++] = frame;
}

cl_status cl_rdf_start(cl_rdf *rdf, const cl_rdf_name *name, size_t at)
{
    if (rdf->depth > 0 && cl_rdf_innermost(rdf)->literal) {
        start_markup(rdf, name->local);
        return CL_OK;
    }
    if (rdf->depth > 0) {
        cl_rdf_innermost(rdf)->has_elements = true;
    }
    CL_TRY(flush_text(rdf, at));
    cl_rdf_frame frame = {.space = space_of(name), .prefix = name->prefix, .local = name->local};
    if (frame.space != CL_XMP_SPACE_COUNT) {
        frame.prefix = cl_span_of(cl_xmp_prefix_of(frame.space));
    }
    CL_TRY(note_undeclared(rdf, name, frame.space, at));
    frame.is_rdf = frame.space == CL_XMP_SPACE_RDF && cl_span_equal(name->local, CL_SPAN("RDF"));
    frame.alternatives =
        frame.space == CL_XMP_SPACE_RDF && cl_span_equal(name->local, CL_SPAN("Alt"));
    rdf->has_rdf = rdf->has_rdf || frame.is_rdf;
    inherit(rdf, &frame);
    set_property(rdf, &frame);
    frame.index = index_of(rdf, &frame);
    CL_TRY(note_element(rdf, &frame, at));
    rdf->frames[rdf->depth++] = frame;
    return CL_OK;
}

cl_status cl_rdf_end(cl_rdf *rdf, size_t at)
{
    if (!cl_rdf_innermost(rdf)->markup) {
        CL_TRY(flush_text(rdf, at));
    }
    if (rdf->inside == rdf->depth) {
        rdf->inside = 0;
    }
    rdf->depth--;
    return CL_OK;
}

/* --- attributes --- */

static void set_language(cl_rdf_language *language, cl_span value)
{
    if (value.len > 0 && value.len <= sizeof language->bytes) {
        for (size_t i = 0; i < value.len; i++) {
            language->bytes[i] = value.data[i];
        }
        language->len = value.len;
    }
}

static void set_parse_type(cl_rdf_frame *frame, cl_span value)
{
    if (frame->role != CL_RDF_PROPERTY) {
        return;
    }
    frame->resource = cl_span_equal(value, CL_SPAN("Resource"));
    frame->collection = cl_span_equal(value, CL_SPAN("Collection"));
    frame->literal = cl_span_equal(value, CL_SPAN("Literal")) && frame->property != NULL;
}

/* XMP specification part 1, 7.4: all descriptions of a packet are about one thing. */
static cl_status compare_subject(cl_rdf *rdf, cl_span value)
{
    const cl_rdf_frame *frame = cl_rdf_innermost(rdf);
    if (frame->silent || rdf->walk != CL_RDF_MAIN || rdf->depth < 2 ||
        !rdf->frames[rdf->depth - 2].is_rdf || value.len > CL_XMP_PATH_MAX) {
        return CL_OK;
    }
    if (rdf->has_subject) {
        return cl_span_equal(rdf->subject, value)
                   ? CL_OK
                   : cl_rdf_note_down(rdf, CL_RDF_ABOUT, rdf->text_at, value);
    }
    rdf->has_subject = true;
    return cl_arena_copy(rdf->fields->arena, value, &rdf->subject);
}

cl_status cl_rdf_syntax(cl_rdf *rdf, const cl_rdf_name *name, cl_span value)
{
    cl_rdf_frame *frame = cl_rdf_innermost(rdf);
    cl_xmp_space space = attribute_space(name);
    if (frame->markup) {
        return CL_OK;
    }
    if (space == CL_XMP_SPACE_XML && cl_span_equal(name->local, CL_SPAN("lang"))) {
        set_language(&frame->language, value);
    }
    if (space != CL_XMP_SPACE_RDF) {
        return CL_OK;
    }
    if (cl_span_equal(name->local, CL_SPAN("parseType"))) {
        set_parse_type(frame, value);
    }
    if (cl_span_equal(name->local, CL_SPAN("about"))) {
        return compare_subject(rdf, value);
    }
    if (!cl_span_equal(name->local, CL_SPAN("nodeID"))) {
        return CL_OK;
    }
    return frame->role == CL_RDF_PROPERTY ? cl_rdf_refer(rdf, value, rdf->text_at)
                                          : cl_rdf_meet_node(rdf, value, rdf->text_at);
}

/* The index in `tag` of the value of an attribute; 0 when it is not found or not worth the search.
 */
static size_t find_in_tag(const cl_rdf *rdf, const cl_rdf_name *name, cl_span tag)
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
        uint8_t mark = before > 0 ? tag.data[before - 1] : 0;
        bool starts = name->prefix.len > 0 ? mark == ':' : mark <= ' ';
        if (starts && (quote == '"' || quote == '\'')) {
            return after + 1;
        }
        from = before + 1;
    }
    return 0;
}

static size_t find_value(const cl_rdf *rdf, const cl_rdf_name *name, const cl_rdf_tag *tag)
{
    return tag->value > 0 ? tag->value : tag->at + find_in_tag(rdf, name, tag->text);
}

/* rdf:resource, rdf:value and rdf:_1 hold the value of the element's own property. */
static bool is_own_value(cl_xmp_space space, cl_span local)
{
    static const char *const names[] = {"resource", "value", "li", NULL};
    return is_one_of(space, local, names) || member_number(space, local) > 0;
}

cl_status cl_rdf_attribute(cl_rdf *rdf, const cl_rdf_name *name, cl_span value,
                           const cl_rdf_tag *tag)
{
    const cl_rdf_frame *frame = cl_rdf_innermost(rdf);
    cl_xmp_space space = attribute_space(name);
    const cl_xmp_property *found;
    if (frame->markup || frame->silent) {
        return CL_OK;
    }
    CL_TRY(note_undeclared(rdf, name, space, tag->at));
    cl_xmp_kind kind = cl_xmp_property_of(space, name->local, cl_rdf_parent(rdf), &found);
    if (is_own_value(space, name->local)) {
        return add_value(rdf, member_number(space, name->local), value, find_value(rdf, name, tag));
    }
    if ((kind != CL_XMP_READ && kind != CL_XMP_UNKNOWN) || cl_span_trim(value).len == 0) {
        return CL_OK;
    }
    cl_span path;
    CL_TRY(note_twice(rdf, found, tag->at));
    CL_TRY(note_container(rdf, found, CL_XMP_TEXT, tag->at));
    CL_TRY(cl_rdf_attribute_path(rdf, space, name->local, &path));
    return cl_xmp_value_add(rdf, found, path, value, find_value(rdf, name, tag));
}
