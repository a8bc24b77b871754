#include "metadata/xmp_left.h"

#include <stdlib.h>

#include "base/damage.h"
#include "base/limits.h"
#include "base/out.h"
#include "base/text.h"
#include "metadata/xmp_space.h"

enum {
    NAME_MAX_HERE = 80, /* longer ones are no names of attributes */
    VALUE_MAX = 2048,   /* of an attribute that is passed over: an address */
    REFERENCE_MAX = 10, /* "&#1114111;" */
    WORD_MAX = 256      /* longer runs of letters and digits are encoded bytes */
};

typedef struct gathering {
    cl_span *known; /* sorted */
    size_t known_count;
    cl_out piece;
    cl_out text;
} gathering;

static int compare(const void *a, const void *b)
{
    const cl_span *left = a;
    const cl_span *right = b;
    return cl_span_compare(*left, *right);
}

/* --- what is markup --- */

static bool is_name_byte(uint8_t byte)
{
    uint8_t letter = byte | 0x20;
    return (letter >= 'a' && letter <= 'z') || (byte >= '0' && byte <= '9') || byte == '_' ||
           byte == ':' || byte == '-' || byte == '.';
}

static size_t name_length(cl_span rest)
{
    size_t len = 0;
    while (len < rest.len && len <= NAME_MAX_HERE && is_name_byte(rest.data[len])) {
        len++;
    }
    return len;
}

static size_t blank_length(cl_span rest)
{
    size_t len = 0;
    while (len < rest.len && len <= NAME_MAX_HERE && rest.data[len] <= ' ') {
        len++;
    }
    return len;
}

static bool is_quote(uint8_t byte)
{
    return byte == '"' || byte == '\'';
}

/* `name="`: its length with the quote, or 0; *name is the name. */
static size_t attribute_length(cl_span rest, cl_span *name)
{
    size_t at = name_length(rest);
    *name = cl_span_sub(rest, 0, at);
    if (at == 0) {
        return 0;
    }
    at += blank_length(cl_span_from(rest, at));
    if (at >= rest.len || rest.data[at] != '=') {
        return 0;
    }
    at++;
    at += blank_length(cl_span_from(rest, at));
    return at < rest.len && is_quote(rest.data[at]) ? at + 1 : 0;
}

/* Attributes that hold no words: namespaces, what RDF says of an element, the packet's wrapper. */
static bool is_wordless(cl_span name)
{
    static const char *const names[] = {"begin",   "end",     "id",       "about",
                                        "x:xmptk", "version", "encoding", NULL};
    return cl_span_starts(name, CL_SPAN("xmlns")) || cl_span_starts(name, CL_SPAN("rdf:")) ||
           cl_span_starts(name, CL_SPAN("xml:")) || cl_span_is_one_of(name, names);
}

/* The attribute at the start of `rest` up to its value, or with it where that holds no words. */
static size_t attribute_markup(cl_span rest)
{
    cl_span name;
    size_t len = attribute_length(rest, &name);
    if (len == 0 || !is_wordless(name)) {
        return len;
    }
    cl_span value = cl_span_sub(rest, len, VALUE_MAX);
    size_t end = cl_span_find_byte(value, rest.data[len - 1]);
    return end < value.len && cl_span_find_byte(value, '<') > end ? len + end + 1 : len;
}

/* "<", "</", "<?", "<!" and the name behind it. */
static size_t tag_markup(cl_span rest)
{
    static const char *const starts[] = {"<![CDATA[", "<!--"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (cl_span_starts(rest, cl_span_of(starts[i]))) {
            return cl_span_of(starts[i]).len;
        }
    }
    size_t len = 1;
    if (len < rest.len &&
        (rest.data[len] == '/' || rest.data[len] == '?' || rest.data[len] == '!')) {
        len++;
    }
    len += name_length(cl_span_from(rest, len));
    if (len < 3 || rest.data[1] != '!') {
        return len;
    }
    len += blank_length(cl_span_from(rest, len)); /* <!DOCTYPE name */
    return len + name_length(cl_span_from(rest, len));
}

static size_t end_markup(cl_span rest)
{
    static const char *const ends[] = {"]]>", "-->", "/>", "?>", ">"};
    uint8_t first = rest.len > 0 ? rest.data[0] : 0;
    if (first != '>' && first != ']' && first != '-' && first != '/' && first != '?') {
        return 0; /* most bytes */
    }
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (cl_span_starts(rest, cl_span_of(ends[i]))) {
            return cl_span_of(ends[i]).len;
        }
    }
    return 0;
}

/* A quote that ends a value: the tag's end, another attribute or nothing follows. */
static size_t quote_markup(cl_span rest)
{
    cl_span name;
    cl_span behind = cl_span_from(rest, 1);
    behind = cl_span_from(behind, blank_length(behind));
    bool cut_off = name_length(behind) == behind.len;
    return cut_off || end_markup(behind) > 0 || attribute_length(behind, &name) > 0 ? 1 : 0;
}

/* How much markup stands at index `at`; 0 where text does. */
static size_t markup_length(cl_span markup, size_t at)
{
    cl_span rest = cl_span_from(markup, at);
    if (rest.data[0] == '<') {
        return tag_markup(rest);
    }
    if (is_quote(rest.data[0])) {
        return quote_markup(rest);
    }
    bool word_starts = at == 0 || !is_name_byte(markup.data[at - 1]);
    return word_starts && is_name_byte(rest.data[0]) ? attribute_markup(rest) : end_markup(rest);
}

/* --- what is text --- */

static uint32_t number_of(cl_span digits, uint32_t base)
{
    uint32_t code = 0;
    for (size_t i = 0; i < digits.len; i++) {
        uint8_t byte = digits.data[i];
        uint8_t letter = byte | 0x20;
        uint32_t digit = byte >= '0' && byte <= '9' ? byte - (uint32_t)'0' : base;
        if (base == 16 && letter >= 'a' && letter <= 'f') {
            digit = letter - (uint32_t)'a' + 10;
        }
        if (digit >= base) {
            return 0;
        }
        code = code * base + digit;
    }
    return code;
}

/* The character that the reference `name` stands for (without & and ;), 0 when it is unknown. */
static uint32_t referred(cl_span name)
{
    static const struct {
        const char *name;
        uint32_t code;
    } known[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (cl_span_equal(name, cl_span_of(known[i].name))) {
            return known[i].code;
        }
    }
    if (cl_span_starts(name, CL_SPAN("#x"))) {
        return number_of(cl_span_from(name, 2), 16);
    }
    return cl_span_starts(name, CL_SPAN("#")) ? number_of(cl_span_from(name, 1), 10) : 0;
}

/* Puts the character at the start of `rest`; returns how many bytes it took. */
static size_t put_character(cl_out *piece, cl_span rest)
{
    size_t end = rest.data[0] == '&' ? cl_span_find_byte(cl_span_sub(rest, 0, REFERENCE_MAX), ';')
                                     : REFERENCE_MAX;
    if (end < REFERENCE_MAX && end < rest.len) {
        uint32_t code = referred(cl_span_sub(rest, 1, end - 1));
        if (code > 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF)) {
            cl_out_code(piece, code < ' ' ? ' ' : code);
            return end + 1;
        }
    }
    cl_out_byte(piece, (char)rest.data[0]);
    return 1;
}

static bool has_letter(cl_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        uint8_t letter = text.data[i] | 0x20;
        if (text.data[i] >= 0x80 || (letter >= 'a' && letter <= 'z')) {
            return true;
        }
    }
    return false;
}

/* Thumbnails and settings as base64. */
static bool is_encoded(cl_span text)
{
    size_t run = 0;
    for (size_t i = 0; i < text.len && run <= WORD_MAX; i++) {
        uint8_t byte = text.data[i];
        bool within = is_name_byte(byte) || byte == '+' || byte == '/' || byte == '=';
        run = within ? run + 1 : 0;
    }
    return run > WORD_MAX;
}

/* "photoshop:Sou": what is left of a name. */
static bool is_bare_name(cl_span text)
{
    size_t colon = cl_span_find_byte(text, ':');
    return colon < text.len && name_length(text) == text.len &&
           cl_xmp_space_of_prefix(cl_span_sub(text, 0, colon)) != CL_XMP_SPACE_COUNT;
}

static bool is_wanted(const gathering *work, cl_span piece)
{
    static const char *const wrapper[] = {"?xpacket", "xpacket", NULL};
    if (!has_letter(piece) || is_encoded(piece) || is_bare_name(piece) ||
        cl_span_is_one_of(piece, wrapper) ||
        cl_span_starts(piece, CL_SPAN("http://ns.adobe.com/"))) {
        return false;
    }
    return work->known_count == 0 ||
           bsearch(&piece, work->known, work->known_count, sizeof piece, compare) == NULL;
}

static void end_piece(gathering *work)
{
    cl_span piece = cl_span_trim(cl_out_span(&work->piece));
    if (piece.len > 0 && is_wanted(work, piece)) {
        cl_out_text(&work->text, work->text.len > 0 ? "\n" : "");
        cl_out_put(&work->text, piece);
    }
    cl_out_clear(&work->piece);
}

/* One piece beyond the cap is kept, so that the cut is seen and reported. */
static void gather(gathering *work, cl_span markup)
{
    size_t at = 0;
    while (at < markup.len && work->text.len <= CL_FIELD_BYTES_MAX) {
        size_t len = markup_length(markup, at);
        if (len > 0 || work->piece.len > CL_FIELD_BYTES_MAX) {
            end_piece(work);
        }
        at += len > 0 ? len : put_character(&work->piece, cl_span_from(markup, at));
    }
    end_piece(work);
}

/* --- the comment --- */

static cl_status sort_known(cl_fields *fields, size_t from, gathering *work)
{
    size_t count = fields->items.count - from;
    if (count == 0) {
        return CL_OK;
    }
    work->known = cl_arena_alloc(fields->arena, count, sizeof *work->known);
    if (work->known == NULL) {
        return cl_arena_status(fields->arena);
    }
    work->known_count = count;
    for (size_t i = 0; i < count; i++) {
        work->known[i] = cl_fields_at(fields, from + i)->value;
    }
    qsort(work->known, count, sizeof *work->known, compare);
    return CL_OK;
}

static cl_status add(cl_fields *fields, const gathering *work, cl_span markup, uint64_t offset)
{
    cl_field field = {.name = CL_COMMENT,
                      .container = "XMP",
                      .has_offset = true,
                      .offset = offset,
                      .decoded = "markup left unread"};
    if (work->text.failed || work->piece.failed) {
        return CL_NO_MEMORY;
    }
    cl_span text;
    CL_TRY(cl_utf8_repair(fields->arena, cl_out_span(&work->text), &text));
    CL_TRY(cl_arena_copy(fields->arena, text, &field.value));
    CL_TRY(
        cl_arena_copy(fields->arena, cl_span_sub(markup, 0, CL_FIELD_BYTES_MAX), &field.original));
    return cl_fields_add(fields, &field);
}

cl_status cl_xmp_left_add(cl_fields *fields, size_t known, cl_span markup, uint64_t offset)
{
    gathering work = {.known_count = 0};
    cl_status status = sort_known(fields, known, &work);
    if (status == CL_OK) {
        gather(&work, cl_span_sub(markup, 0, CL_XMP_LEFT_MAX));
        status = add(fields, &work, markup, offset);
    }
    cl_out_free(&work.piece);
    cl_out_free(&work.text);
    if (status == CL_OK && markup.len > CL_XMP_LEFT_MAX) {
        status = cl_damage_report(fields->findings, CL_DAMAGE_LIMIT, offset + CL_XMP_LEFT_MAX,
                                  "more than %u bytes of XMP that is no XML; the rest was not read",
                                  CL_XMP_LEFT_MAX);
    }
    return status;
}
