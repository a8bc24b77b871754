#include "metadata/mend.h"

#include "base/code_page.h"
#include "base/damage.h"
#include "base/message.h"
#include "base/out.h"
#include "base/text.h"

enum {
    NAME_MAX = 8,  /* of a character reference */
    TIMES_MAX = 2, /* more than three times encoded was never seen */
    BYTE_ORDER_MARK = 0xFEFF,
    NEXT_LINE = 0x85 /* the one C1 character that has a meaning in text */
};

static bool is_c1(uint32_t code)
{
    return code >= 0x80 && code < 0xA0;
}

/* Line ends and tabs are text. */
static bool is_control(uint32_t code)
{
    return (code < 0x20 && code != '\t' && code != '\n' && code != '\r') || code == 0x7F;
}

/* --- UTF-8 encoded twice --- */

/* The byte that a program took for this character. C1 characters are what is left of bytes that
 * windows-1252 does not know, or that were taken for ISO 8859-1. */
static bool byte_of(cl_code_page page, uint32_t code, uint8_t *out)
{
    if (cl_code_page_byte(page, code, out)) {
        return true;
    }
    *out = (uint8_t)code;
    return page == CL_PAGE_WINDOWS_1252 && is_c1(code);
}

/* Letters and signs that captions hold; phonetic ones mean that two signs stood beside each other.
 */
static bool is_likely(uint32_t code)
{
    bool romanian = code >= 0x218 && code <= 0x21B;
    return code >= 0xA0 && (code < 0x180 || code >= 0x370 || romanian);
}

/* What MacRoman makes of the first byte of Latin letters and of quotes and dashes: no text has
 * these signs before letters. All its other letters may well stand behind a quote. */
static bool is_likely_in_macroman(uint32_t code)
{
    return (code >= 0xA0 && code < 0x180) || (code >= 0x2010 && code < 0x2040) || code == 0x20AC ||
           code == 0x2122;
}

static bool is_small_at(cl_span bytes, size_t at)
{
    return at < bytes.len && bytes.data[at] >= 'a' && bytes.data[at] <= 'z';
}

/* Whether one character alone, in [from, to), proves that the bytes are UTF-8: a sign of Latin-1, a
 * quote or dash, an emoji. A letter and signs ("NESTLÉ®", "é”…") do not, unless a small letter
 * stands beside them. */
static bool is_proof(cl_span bytes, size_t from, size_t to)
{
    uint8_t lead = bytes.data[from];
    bool beside_small = (from > 0 && is_small_at(bytes, from - 1)) || is_small_at(bytes, to);
    return lead == 0xC2 || lead == 0xE2 || lead == 0xF0 || (to - from == 2 && beside_small);
}

/* Whether the bytes are UTF-8 beyond doubt, all characters whole but the last, which a field's end
 * may have cut; *len is the length without it. */
static bool is_surely_utf8(cl_span bytes, cl_code_page page, size_t *len)
{
    size_t high = 0;
    bool proof = false;
    size_t from = 0;
    uint32_t code;
    *len = bytes.len;
    for (size_t at = 0; cl_utf8_next(bytes, &at, &code); from = at) {
        if (code < 0x80) {
            continue;
        }
        if (at - from == 1) { /* no character */
            bool cut = bytes.len - from < CL_UTF8_MAX - 1 && bytes.data[from] >= 0xC2;
            *len = from;
            return cut && proof && page == CL_PAGE_WINDOWS_1252;
        }
        if (!is_likely(code) || (page == CL_PAGE_MACROMAN && !is_likely_in_macroman(code))) {
            return false;
        }
        proof = proof || high++ > 0 || is_proof(bytes, from, at);
    }
    return proof;
}

/* The first character beyond ASCII was a lead byte and the next one no letter of ASCII, or there is
 * nothing to undo. */
static bool may_be_undone(cl_span text, cl_code_page page)
{
    uint32_t code = 0;
    uint8_t byte = 0;
    size_t at = 0;
    while (code < 0x80) {
        at += cl_span_printable(cl_span_from(text, at));
        if (!cl_utf8_next(text, &at, &code)) {
            return false;
        }
    }
    return byte_of(page, code, &byte) && byte >= 0xC2 && at < text.len && text.data[at] >= 0x80;
}

/* The text that was taken for one in that page; false when this one was not. */
static bool undo(cl_span text, cl_code_page page, cl_out *out)
{
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        uint8_t byte;
        if (!byte_of(page, code, &byte)) {
            return false;
        }
        cl_out_byte(out, (char)byte);
    }
    size_t len;
    bool right = is_surely_utf8(cl_out_span(out), page, &len);
    out->len = len;
    return right;
}

/* `text` with one encoding undone, in `arena`; false when it is encoded but once. */
static cl_status undo_once(cl_arena *arena, cl_span text, cl_span *out, const char **how)
{
    static const struct {
        cl_code_page page;
        const char *how;
    } pages[] = {
        {CL_PAGE_WINDOWS_1252, "UTF-8 encoded twice, undone"},
        {CL_PAGE_MACROMAN, "UTF-8 encoded twice by way of MacRoman, undone"},
    };
    cl_status status = CL_OK;
    *out = text;
    for (size_t i = 0; i < sizeof pages / sizeof *pages && out->data == text.data; i++) {
        cl_out bytes = {0};
        if (may_be_undone(text, pages[i].page) && undo(text, pages[i].page, &bytes)) {
            *how = pages[i].how;
            status = cl_arena_copy(arena, cl_out_span(&bytes), out);
        }
        status = bytes.failed ? CL_NO_MEMORY : status;
        cl_out_free(&bytes);
        CL_TRY(status);
    }
    return status;
}

/* --- signs and control characters --- */

/* One character as it should be read; false where it is left out. */
static bool mended(uint32_t code, bool first, unsigned met, uint32_t *out)
{
    *out = code;
    if (first && code == BYTE_ORDER_MARK) {
        return false;
    }
    if ((met & CL_MEND_SIGNS) != 0 && is_c1(code)) {
        uint32_t sign = cl_code_page_at(CL_PAGE_WINDOWS_1252, (uint8_t)code);
        *out = sign == CL_REPLACEMENT ? ' ' : sign;
    } else if (is_control(code)) {
        *out = ' ';
    }
    return true;
}

static cl_status replace(cl_arena *arena, cl_span text, unsigned met, cl_span *out)
{
    cl_out fresh = {0};
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        if (mended(code, fresh.len == 0, met, &code)) {
            cl_out_code(&fresh, code);
        }
    }
    cl_status status = fresh.failed ? CL_NO_MEMORY : cl_arena_copy(arena, cl_out_span(&fresh), out);
    cl_out_free(&fresh);
    return status;
}

/* --- HTML character references --- */

static bool is_name_byte(uint8_t byte)
{
    uint8_t lower = byte | 0x20;
    return (lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9');
}

/* "acute" of &eacute;, and the names that are whole. */
static bool is_known_name(cl_span name)
{
    static const char *const names[] = {"amp",   "lt",    "gt",     "quot",  "apos",   "nbsp",
                                        "copy",  "reg",   "laquo",  "raquo", "middot", "deg",
                                        "ndash", "mdash", "euro",   "pound", "lsquo",  "rsquo",
                                        "ldquo", "rdquo", "hellip", "bull",  "trade",  NULL};
    static const char *const endings[] = {"acute", "grave", "circ",  "tilde", "uml",
                                          "cedil", "slash", "aring", "lig",   NULL};
    for (size_t i = 0; endings[i] != NULL; i++) {
        if (cl_span_ends(name, cl_span_of(endings[i]))) {
            return true;
        }
    }
    return cl_span_is_one_of(name, names);
}

/* Whether a reference begins at `at`, behind its "&". */
static bool is_entity_at(cl_span text, size_t at)
{
    bool number = at < text.len && text.data[at] == '#';
    size_t start = at + (number ? 1 : 0);
    size_t end = start;
    while (end < text.len && end - start < NAME_MAX && is_name_byte(text.data[end])) {
        end++;
    }
    return end > start && end < text.len && text.data[end] == ';' &&
           (number || is_known_name(cl_span_sub(text, start, end - start)));
}

static bool has_entity(cl_span text)
{
    size_t at = cl_span_find_byte(text, '&');
    while (at < text.len) {
        at++;
        if (is_entity_at(text, at)) {
            return true;
        }
        at += cl_span_find_byte(cl_span_from(text, at), '&');
    }
    return false;
}

/* --- the field --- */

/* What stands in the text, apart from an encoding to undo. */
static unsigned look(cl_span text)
{
    unsigned met = has_entity(text) ? CL_SEEN_ENTITIES : 0;
    uint32_t code;
    for (size_t at = cl_span_printable(text); cl_utf8_next(text, &at, &code);
         at += cl_span_printable(cl_span_from(text, at))) {
        met |= at == 3 && code == BYTE_ORDER_MARK ? CL_MEND_MARK : 0u;
        met |= is_control(code) ? CL_MEND_CONTROLS : 0u;
        met |= is_c1(code) && code != NEXT_LINE ? CL_MEND_SIGNS : 0u;
        met |= code == CL_REPLACEMENT ? CL_SEEN_LOSS : 0u;
    }
    return met;
}

static bool is_plain_ascii(cl_span text)
{
    size_t at = cl_span_printable(text);
    while (at < text.len && text.data[at] < 0x80 && !is_control(text.data[at])) {
        at++; /* a line's end or a tab */
        at += cl_span_printable(cl_span_from(text, at));
    }
    return at == text.len && cl_span_find_byte(text, '&') == text.len;
}

/* Adds to what is known of how the value was decoded. */
static cl_status note(cl_arena *arena, cl_field *field, cl_span before, const char *how)
{
    if (field->original.len == 0) {
        field->original = before;
    }
    if (field->decoded == NULL) {
        field->decoded = how;
        return CL_OK;
    }
    cl_span both = cl_arena_format(arena, "%s; %s", field->decoded, how);
    field->decoded = (const char *)both.data;
    return both.data == NULL ? cl_arena_status(arena) : CL_OK;
}

static cl_status undo_all(cl_arena *arena, cl_field *field, unsigned *met)
{
    for (unsigned i = 0; i < TIMES_MAX; i++) {
        cl_span before = field->value;
        const char *how = NULL;
        CL_TRY(undo_once(arena, before, &field->value, &how));
        if (how == NULL) {
            return CL_OK;
        }
        if ((*met & CL_MEND_TWICE) == 0) {
            CL_TRY(note(arena, field, before, how));
        } else {
            field->decoded = "UTF-8 encoded three times, undone";
        }
        *met |= CL_MEND_TWICE;
    }
    return CL_OK;
}

cl_status cl_mend_field(cl_arena *arena, cl_field *field, unsigned *out)
{
    *out = 0;
    if (is_plain_ascii(field->value)) {
        return CL_OK;
    }
    bool guessed = field->decoded != NULL;
    CL_TRY(undo_all(arena, field, out));
    *out |= look(field->value);
    const unsigned replaced = CL_MEND_SIGNS | CL_MEND_MARK | CL_MEND_CONTROLS;
    unsigned met = *out;
    if (guessed) { /* what cannot be read in it was reported when it was decoded */
        *out &= ~(unsigned)(CL_SEEN_LOSS | CL_MEND_MARK | CL_MEND_CONTROLS);
    }
    if ((met & replaced) == 0) {
        return CL_OK;
    }
    cl_span before = field->value;
    CL_TRY(replace(arena, before, met, &field->value));
    if (met & CL_MEND_MARK && field->original.len == 0) {
        field->offset += 3; /* the mark's own bytes */
    }
    return note(arena, field, before,
                met & CL_MEND_SIGNS ? "control characters read as windows-1252"
                                    : "control characters left out");
}

/* --- the finding --- */

static const struct {
    cl_mend met;
    const char *text;
} sayings[] = {
    {CL_MEND_TWICE, CL_MESSAGE("UTF-8 was encoded more than once, which was undone")},
    {CL_MEND_SIGNS,
     CL_MESSAGE("control characters were read as the signs of windows-1252 that they stand for")},
    {CL_MEND_MARK, CL_MESSAGE("a byte order mark was left out")},
    {CL_MEND_CONTROLS, CL_MESSAGE("control characters were read as spaces")},
    {CL_SEEN_ENTITIES,
     CL_MESSAGE("HTML character references are read as the characters that they stand for")},
    {CL_SEEN_LOSS,
     CL_MESSAGE("replacement characters stand where an earlier program lost what was written; "
                "look for it in another container")},
};

static bool is_read_for_rights(const cl_field *field)
{
    return cl_field_class_of(field->name) != CL_CLASS_NONE;
}

cl_status cl_mend_report(cl_arena *arena, cl_findings *findings, const cl_field *field,
                         unsigned met)
{
    if (met == 0) {
        return CL_OK;
    }
    bool lost = (met & CL_SEEN_LOSS) != 0;
    cl_finding finding = cl_damage_finding(lost ? CL_DAMAGE_ENCODING : CL_DAMAGE_REPAIRED);
    if (!is_read_for_rights(field)) {
        finding.level = CL_INFO;
    }
    cl_span origin = cl_field_origin(arena, field);
    finding.message = cl_arena_format(arena, "%.*s (%s): ", CL_SPAN_PRINT(origin),
                                      cl_field_name_text(field->name));
    bool more = false;
    for (size_t i = 0; i < sizeof sayings / sizeof *sayings; i++) {
        if ((met & sayings[i].met) != 0) {
            finding.message = cl_arena_format(arena, "%.*s%s%s", CL_SPAN_PRINT(finding.message),
                                              more ? "; " : "", cl_message(sayings[i].text));
            more = true;
        }
    }
    finding.proof.has_offset = field->has_offset;
    finding.proof.offset = field->offset;
    return cl_findings_add(findings, &finding);
}
