#include "metadata/xmp_scan.h"

#include <stdlib.h>

enum {
    BYTES_MAX = 256 * 1024, /* of a document: so it keeps within all caps on XMP */
    NAME_MAX_HERE = 255,    /* of a prefix or a local name */
    LANGUAGES_MAX = 500,    /* libxml2 may have something to say of each */
    EVENTS = 1024           /* of a packet of 12 KiB */
};

/* --- bytes --- */

static uint8_t byte_at(const cl_xmp_scan *scan, size_t at)
{
    return at < scan->text.len ? scan->text.data[at] : 0;
}

static cl_span rest_of(const cl_xmp_scan *scan)
{
    return cl_span_from(scan->text, scan->at);
}

static bool take_byte(cl_xmp_scan *scan, uint8_t byte)
{
    if (byte_at(scan, scan->at) != byte) {
        return false;
    }
    scan->at++;
    return true;
}

/* What a byte may be part of. Those beyond ASCII are in values and texts alone. */
enum {
    NAME_START = 1,
    NAME = 2, /* XML 1.0, 2.3, as far as ASCII goes; the colon stands between names */
    STOP = 4, /* a value has to be looked at here */
    BLANK = 8
};

/* clang-format off */
static const uint8_t classes[256] = {
    4, 4, 4, 4, 4, 4, 4, 4, 4, 12, 12, 4, 4, 4, 4, 4,
    4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
    8, 0, 4, 0, 0, 0, 4, 4, 0, 0, 0, 0, 0, 2, 2, 0,
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 4, 0, 0, 0,
    0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
    3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0, 3,
    0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
    3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0, 0,
};
/* clang-format on */

/* Whether there was any. */
static bool skip_blanks(cl_xmp_scan *scan)
{
    const size_t from = scan->at;
    size_t at = from;
    while (at < scan->text.len && (classes[scan->text.data[at]] & BLANK) != 0) {
        at++;
    }
    scan->at = at;
    return at > from;
}

/* Where the word that begins at `at` ends. */
static size_t word_end(cl_span text, size_t at)
{
    if (at >= text.len || (classes[text.data[at]] & NAME_START) == 0) {
        return at;
    }
    while (at < text.len && (classes[text.data[at]] & NAME) != 0) {
        at++;
    }
    return at;
}

/* --- events --- */

static bool grow(cl_xmp_scan *scan)
{
    size_t capacity = scan->capacity == 0 ? EVENTS : scan->capacity * 2;
    cl_xmp_event *events = realloc(scan->events, capacity * sizeof *events);
    if (events == NULL) {
        scan->status = CL_NO_MEMORY;
        return false;
    }
    scan->events = events;
    scan->capacity = capacity;
    return true;
}

void cl_xmp_scan_free(cl_xmp_scan *scan)
{
    free(scan->events);
    scan->events = NULL;
}

/* NULL when memory ends. */
static cl_xmp_event *add_event(cl_xmp_scan *scan, cl_xmp_event_kind kind)
{
    if (scan->count == scan->capacity && !grow(scan)) {
        return NULL;
    }
    cl_xmp_event *added = &scan->events[scan->count++];
    *added = (cl_xmp_event){.kind = (uint8_t)kind, .space = CL_EVENT_NO_SPACE};
    return added;
}

static cl_span name_of(const cl_xmp_scan *scan, const cl_xmp_event *of)
{
    size_t colon = of->prefix > 0 ? 1 : 0;
    return cl_span_sub(scan->text, of->name, of->prefix + colon + of->local);
}

cl_span cl_xmp_event_prefix(const cl_xmp_scan *scan, const cl_xmp_event *of)
{
    return cl_span_sub(scan->text, of->name, of->prefix);
}

cl_span cl_xmp_event_local(const cl_xmp_scan *scan, const cl_xmp_event *of)
{
    size_t colon = of->prefix > 0 ? 1 : 0;
    return cl_span_sub(scan->text, of->name + of->prefix + colon, of->local);
}

static bool take_name(cl_xmp_scan *scan, cl_xmp_event *out)
{
    const cl_span text = scan->text;
    size_t start = scan->at;
    size_t end = word_end(text, start);
    size_t prefix = 0;
    out->name = (uint32_t)start;
    if (end > start && end < text.len && text.data[end] == ':') {
        prefix = end - start;
        start = end + 1;
        end = word_end(text, start);
    }
    size_t local = end - start;
    scan->at = end;
    out->prefix = (uint8_t)prefix;
    out->local = (uint8_t)local;
    return local > 0 && local <= NAME_MAX_HERE && prefix <= NAME_MAX_HERE;
}

/* --- namespaces --- */

/* Names in XML 3: an attribute xmlns or xmlns:prefix. */
static bool is_declaration(const cl_xmp_scan *scan, const cl_xmp_event *attribute)
{
    if (scan->text.data[attribute->name] != 'x') {
        return false;
    }
    cl_span name = attribute->prefix > 0 ? cl_xmp_event_prefix(scan, attribute)
                                         : cl_xmp_event_local(scan, attribute);
    return cl_span_equal(name, CL_SPAN("xmlns"));
}

/* The namespaces of XML itself may not be declared otherwise than they are. */
static bool is_reserved(cl_span prefix, cl_span uri)
{
    return cl_span_starts(prefix, CL_SPAN("xml")) ||
           cl_span_starts(uri, CL_SPAN("http://www.w3.org/XML/1998/")) ||
           cl_span_starts(uri, CL_SPAN("http://www.w3.org/2000/xmlns"));
}

static bool declare(cl_xmp_scan *scan, const cl_xmp_event *attribute)
{
    cl_span prefix = attribute->prefix > 0 ? cl_xmp_event_local(scan, attribute) : CL_EMPTY_SPAN;
    cl_span uri = cl_span_sub(scan->text, attribute->at, attribute->len);
    if (scan->space_count == CL_SCAN_SPACES_MAX || uri.len == 0 || !attribute->as_is ||
        is_reserved(prefix, uri)) {
        return false;
    }
    scan->spaces[scan->space_count++] =
        (cl_xmp_declaration){.prefix = prefix, .uri = uri, .space = cl_xmp_space_of(uri)};
    return true;
}

/* The innermost declaration of the prefix that is in sight. */
static bool find_space(const cl_xmp_scan *scan, cl_span prefix, uint8_t *out)
{
    for (size_t i = scan->space_count; i > 0; i--) {
        const cl_xmp_declaration *one = &scan->spaces[i - 1];
        bool likely = one->prefix.len == prefix.len && !one->over;
        if (likely && (prefix.len == 0 || (one->prefix.data[0] == prefix.data[0] &&
                                           cl_span_equal(one->prefix, prefix)))) {
            *out = (uint8_t)(i - 1);
            return true;
        }
    }
    return false;
}

/* Of the attributes of XML itself libxml2 looks into all but the language. */
static bool is_language(cl_xmp_scan *scan, const cl_xmp_event *attribute)
{
    return cl_span_equal(name_of(scan, attribute), CL_SPAN("xml:lang")) &&
           scan->languages++ < LANGUAGES_MAX;
}

/* A name without a prefix is in the default namespace if it is an element's and there is one. */
static bool set_space(cl_xmp_scan *scan, cl_xmp_event *named)
{
    cl_span prefix = cl_xmp_event_prefix(scan, named);
    if (cl_span_equal(prefix, CL_SPAN("xml"))) {
        return named->kind == CL_EVENT_ATTRIBUTE && is_language(scan, named);
    }
    if (prefix.len > 0) {
        return find_space(scan, prefix, &named->space);
    }
    if (named->kind == CL_EVENT_START) {
        (void)find_space(scan, prefix, &named->space);
    }
    return true;
}

/* --- tags --- */

/* An attribute stands once in a tag. */
static bool is_repeated(const cl_xmp_scan *scan, size_t first, const cl_xmp_event *attribute)
{
    cl_span name = name_of(scan, attribute);
    for (size_t i = first; &scan->events[i] != attribute; i++) {
        if (cl_span_equal(name_of(scan, &scan->events[i]), name)) {
            return true;
        }
    }
    return false;
}

/* Which names a tag may have had already: a bit for all names of one key. */
typedef struct name_filter {
    uint64_t bits[16];
} name_filter;

static bool may_be_repeated(name_filter *filter, cl_span name)
{
    const uint8_t *end = name.data + name.len - 1;
    uint32_t key = (uint32_t)name.len * 5 + name.data[0] * 41u + name.data[name.len / 4] * 13u +
                   name.data[name.len / 2] * 101u + name.data[name.len - name.len / 4 - 1] * 67u +
                   *end * 29u;
    uint64_t bit = UINT64_C(1) << key % 64;
    uint64_t *bits = &filter->bits[key / 64 % 16];
    bool seen = (*bits & bit) != 0;
    *bits |= bit;
    return seen;
}

/* Up to the quote that ends the value. A line's end or a tab in it becomes a space
 * (XML 1.0, 3.3.3); a "<" is none of XML. */
static bool take_value(cl_xmp_scan *scan, uint8_t quote, cl_xmp_event *out)
{
    cl_span rest = rest_of(scan);
    size_t len = 0;
    out->at = (uint32_t)scan->at;
    out->as_is = true;
    for (;; len++) {
        while (len < rest.len && (classes[rest.data[len]] & STOP) == 0) {
            len++;
        }
        uint8_t byte = len < rest.len ? rest.data[len] : '<';
        if (byte == '<' || byte == quote) {
            break;
        }
        out->as_is = out->as_is && (byte == '"' || byte == '\'');
    }
    out->len = (uint32_t)len;
    scan->at += len + 1;
    return len < rest.len && rest.data[len] == quote;
}

/* name = "value" */
static bool take_attribute(cl_xmp_scan *scan, cl_xmp_event *out)
{
    if (!take_name(scan, out)) {
        return false;
    }
    (void)skip_blanks(scan);
    if (!take_byte(scan, '=')) {
        return false;
    }
    (void)skip_blanks(scan);
    uint8_t quote = byte_at(scan, scan->at);
    if (quote != '"' && quote != '\'') {
        return false;
    }
    scan->at++;
    return take_value(scan, quote, out);
}

/* The attributes of the tag whose start is event `start`. */
static bool take_attributes(cl_xmp_scan *scan, size_t start)
{
    name_filter met = {{0}};
    while (skip_blanks(scan) && byte_at(scan, scan->at) != '>' && byte_at(scan, scan->at) != '/') {
        cl_xmp_event *one = add_event(scan, CL_EVENT_ATTRIBUTE);
        if (one == NULL || !take_attribute(scan, one) ||
            (may_be_repeated(&met, name_of(scan, one)) && is_repeated(scan, start + 1, one))) {
            return false;
        }
        if (is_declaration(scan, one)) {
            one->kind = CL_EVENT_DECLARATION;
            if (!declare(scan, one)) {
                return false;
            }
        }
    }
    return true;
}

/* A declaration counts for its whole tag, also for what stands before it. */
static bool set_spaces(cl_xmp_scan *scan, size_t start)
{
    const cl_xmp_event *last =
        NULL; /* with a prefix that was declared: the next one mostly has the same */
    for (size_t i = start; i < scan->count; i++) {
        cl_xmp_event *named = &scan->events[i];
        if (named->kind == CL_EVENT_DECLARATION) {
            continue;
        }
        if (last != NULL &&
            cl_span_equal(cl_xmp_event_prefix(scan, named), cl_xmp_event_prefix(scan, last))) {
            named->space = last->space;
        } else if (!set_space(scan, named)) {
            return false;
        }
        last = named->prefix > 0 && named->space != CL_EVENT_NO_SPACE ? named : last;
    }
    return true;
}

static bool end_element(cl_xmp_scan *scan)
{
    cl_xmp_event *end = add_event(scan, CL_EVENT_END);
    if (end == NULL) {
        return false;
    }
    end->at = (uint32_t)scan->at;
    scan->depth--;
    for (size_t i = scan->open[scan->depth].spaces; i < scan->space_count; i++) {
        scan->spaces[i].over = true;
    }
    return true;
}

/* XML 1.0, 3.1. */
static bool take_start(cl_xmp_scan *scan)
{
    size_t start = scan->count;
    cl_xmp_event *added = add_event(scan, CL_EVENT_START);
    if (added == NULL || scan->depth == CL_XMP_DEPTH_MAX || !take_byte(scan, '<') ||
        !take_name(scan, added)) {
        return false;
    }
    scan->open[scan->depth++] = (cl_xmp_open){name_of(scan, added), scan->space_count};
    bool bare = byte_at(scan, scan->at) == '>';
    if ((!bare && !take_attributes(scan, start)) || !set_spaces(scan, start)) {
        return false;
    }
    scan->events[start].at = (uint32_t)(scan->at + 1);
    bool empty = take_byte(scan, '/');
    return take_byte(scan, '>') && (!empty || end_element(scan));
}

static bool take_end(cl_xmp_scan *scan)
{
    cl_span name = scan->open[scan->depth - 1].name;
    scan->at += 2;
    if (!cl_span_starts(rest_of(scan), name)) {
        return false;
    }
    scan->at += name.len;
    (void)skip_blanks(scan);
    return take_byte(scan, '>') && end_element(scan);
}

/* --- the document --- */

static bool take_text(cl_xmp_scan *scan)
{
    cl_span rest = rest_of(scan);
    cl_span text = cl_span_sub(rest, 0, cl_span_find_byte(rest, '<'));
    cl_xmp_event *added = add_event(scan, CL_EVENT_TEXT);
    if (added == NULL) {
        return false;
    }
    added->at = (uint32_t)scan->at;
    added->len = (uint32_t)text.len;
    added->as_is = cl_span_find_byte(text, '&') == text.len;
    scan->at += text.len;
    return text.len <= CL_FIELD_BYTES_MAX && (cl_span_find_byte(text, ']') == text.len ||
                                              cl_span_find(text, CL_SPAN("]]>")) == text.len);
}

/* Most text is the writer's way to arrange its tags, and means nothing but in markup. */
static bool take_blanks(cl_xmp_scan *scan)
{
    size_t start = scan->at;
    if (!skip_blanks(scan) || byte_at(scan, scan->at) != '<' ||
        scan->at - start > CL_FIELD_BYTES_MAX) {
        scan->at = start;
        return take_text(scan);
    }
    cl_xmp_event *added = scan->has_literals ? add_event(scan, CL_EVENT_BLANKS) : NULL;
    if (added == NULL) {
        return scan->status == CL_OK;
    }
    added->as_is = true;
    added->at = (uint32_t)start;
    added->len = (uint32_t)(scan->at - start);
    return true;
}

/* The instruction that begins a packet. */
static bool take_instruction(cl_xmp_scan *scan)
{
    const cl_span wanted = CL_SPAN("<?xpacket ");
    cl_span rest = rest_of(scan);
    size_t end = cl_span_find(rest, CL_SPAN("?>"));
    scan->at += end + 2;
    return cl_span_starts(rest, wanted) && end < rest.len;
}

static bool take_content(cl_xmp_scan *scan)
{
    if (byte_at(scan, scan->at) != '<') {
        return take_blanks(scan);
    }
    return byte_at(scan, scan->at + 1) == '/' ? take_end(scan) : take_start(scan);
}

/* Up to the end of the root element: what follows is padding, or another document. */
static bool take_document(cl_xmp_scan *scan)
{
    (void)skip_blanks(scan);
    while (byte_at(scan, scan->at + 1) == '?') {
        if (!take_instruction(scan)) {
            return false;
        }
        (void)skip_blanks(scan);
    }
    if (!take_start(scan)) {
        return false;
    }
    while (scan->depth > 0) {
        if (scan->at >= scan->text.len || !take_content(scan)) {
            return false;
        }
    }
    return true;
}

bool cl_xmp_scan_document(cl_xmp_scan *scan, cl_span text)
{
    scan->text = text;
    scan->at = scan->count = scan->capacity = scan->space_count = 0;
    scan->depth = scan->languages = 0;
    scan->events = NULL;
    scan->status = CL_OK;
    scan->has_literals = cl_span_find(text, CL_SPAN("Literal")) < text.len;
    /* Line ends of two bytes are XML's business, too (XML 1.0, 2.11). */
    return text.len <= BYTES_MAX && cl_span_find_byte(text, '\r') == text.len &&
           take_document(scan);
}
