#include "ruleset/fold.h"

#include <utf8proc.h>

#include "base/limits.h"
#include "base/text.h"
#include "ruleset/entities.h"

/* The text being folded and what was written of it. */
typedef struct folding {
    cl_span value;
    size_t at;      /* next byte of value */
    uint32_t index; /* its code point index */
    uint8_t *text;
    uint32_t *begin;
    uint32_t *end;
    size_t len;
    size_t capacity;
} folding;

uint32_t cl_fold_case(uint32_t code)
{
    if (code < 0x80) {
        return code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code;
    }
    if (code == 0x130 || code == 0x131) { /* Turkish dotted and dotless i */
        return 'i';
    }
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

uint32_t cl_fold_letter(uint32_t code)
{
    return code < 0x80 ? cl_fold_case(code)
                       : cl_fold_case((uint32_t)utf8proc_toupper((utf8proc_int32_t)code));
}

bool cl_is_word(uint32_t code)
{
    if (code < 0x80) {
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
               (code >= '0' && code <= '9');
    }
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

bool cl_is_unspaced(uint32_t code)
{
    return (code >= 0x0E00 && code <= 0x0EFF) || (code >= 0x1100 && code <= 0x11FF) ||
           (code >= 0x2E80 && code <= 0x9FFF && code != 0x3000) ||
           (code >= 0xAC00 && code <= 0xD7AF) || (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0x20000 && code <= 0x3FFFF);
}

bool cl_is_upper(uint32_t code)
{
    return utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_LU;
}

bool cl_is_lower(uint32_t code)
{
    return utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_LL;
}

static bool is_space(uint32_t code)
{
    return code <= 0x20 || code == 0x7F || (code >= 0x80 && code <= 0xA0) || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 ||
           code == 0x202F || code == 0x205F || code == 0x3000;
}

static bool is_line_break(uint32_t code)
{
    return (code >= '\n' && code <= '\r') || code == 0x85 || code == 0x2028 || code == 0x2029;
}

/* Characters that are not seen and only keep words from being recognised. */
static bool is_invisible(uint32_t code)
{
    return code == 0xAD || code == 0x61C || (code >= 0x200B && code <= 0x200F) ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2060 && code <= 0x2069) ||
           (code >= 0xFE00 && code <= 0xFE0F) || code == 0xFEFF;
}

/* One character for another of the same meaning. */
static uint32_t plain(uint32_t code)
{
    if (code >= 0xFF01 && code <= 0xFF5E) { /* fullwidth forms */
        return code - 0xFEE0;
    }
    if (code >= CL_MARK_FIRST && code <= CL_MARK_LAST) {
        return CL_REPLACEMENT;
    }
    switch (code) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0xB4:
    case '`':
        return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0xAB:
    case 0xBB:
        return '"';
    case 0x2212:
    case 0xFE58:
    case 0xFE63:
        return '-';
    case 0x2044:
    case 0x2215:
        return '/';
    default:
        return code >= 0x2010 && code <= 0x2015 ? '-' : code;
    }
}

static void put(folding *work, uint32_t code, uint32_t begin)
{
    uint8_t bytes[CL_UTF8_MAX];
    size_t len = cl_utf8_put(code, bytes);
    if (len > work->capacity - work->len) {
        return; /* cannot be: the capacity covers the longest result */
    }
    for (size_t i = 0; i < len; i++) {
        work->text[work->len] = bytes[i];
        work->begin[work->len] = begin;
        work->end[work->len] = work->index;
        work->len++;
    }
}

/* The next character, with an HTML entity read as the character that it stands for. */
static bool next(folding *work, uint32_t *code)
{
    size_t used = 0;
    if (work->at < work->value.len && work->value.data[work->at] == '&' &&
        cl_entity_read(cl_span_from(work->value, work->at), code, &used)) {
        work->at += used;
        work->index += (uint32_t)used; /* entities are ASCII */
        return true;
    }
    if (!cl_utf8_next(work->value, &work->at, code)) {
        return false;
    }
    work->index++;
    return true;
}

static bool peek(const folding *work, uint32_t *code)
{
    folding ahead = *work;
    return next(&ahead, code);
}

/* A run of white space becomes one space, or one line break where the run holds one. */
static void fold_space(folding *work, uint32_t code, uint32_t begin)
{
    bool line = is_line_break(code);
    uint32_t ahead;
    while (peek(work, &ahead) && (is_space(ahead) || is_invisible(ahead))) {
        (void)next(work, &code);
        line = line || is_line_break(code);
    }
    put(work, line ? '\n' : ' ', begin);
}

/* A letter and the combining marks behind it, composed where Unicode has the composed letter. */
static uint32_t compose(folding *work, uint32_t code)
{
    uint32_t mark;
    while (peek(work, &mark) && mark >= 0x300 && mark <= 0x36F) {
        utf8proc_int32_t pair[2] = {(utf8proc_int32_t)code, (utf8proc_int32_t)mark};
        utf8proc_ssize_t len =
            utf8proc_normalize_utf32(pair, 2, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
        if (len != 1) {
            break;
        }
        (void)next(work, &mark);
        code = (uint32_t)pair[0];
    }
    return code;
}

/* <br>, <p> and their kin end a line; <i>, <b> and theirs say nothing. */
static bool skip_tag(folding *work, uint32_t begin)
{
    bool line = false;
    size_t len = cl_tag_length(cl_span_from(work->value, work->at), &line);
    if (len == 0) {
        return false;
    }
    work->at += len;
    work->index += (uint32_t)len; /* tags that are skipped are ASCII */
    if (line) {
        fold_space(work, '\n', begin);
    }
    return true;
}

static bool is_capital_at(const folding *work, size_t at, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (at + i >= work->value.len || work->value.data[at + i] < 'A' ||
            work->value.data[at + i] > 'Z') {
            return false;
        }
    }
    return true;
}

/* IMAGO joins the words of its notes with x: PUBLICATIONxNOTxINxUSA. `work->at` is behind the x. */
static bool joins_words(const folding *work, uint32_t code)
{
    return code == 'x' && work->at > 2 && is_capital_at(work, work->at - 3, 2) &&
           is_capital_at(work, work->at, 2);
}

static void fold_one(folding *work)
{
    uint32_t begin = work->index;
    uint32_t code = 0;
    if (work->value.data[work->at] == '<' && skip_tag(work, begin)) {
        return;
    }
    if (!next(work, &code) || is_invisible(code)) {
        return;
    }
    if (is_space(code)) {
        fold_space(work, code, begin);
        return;
    }
    uint32_t ahead;
    if (code == '\\' && peek(work, &ahead) && ahead == '/') { /* a slash escaped for JSON */
        return;
    }
    if (code == 0xFB01 || code == 0xFB02) { /* ligatures fi, fl */
        put(work, 'f', begin);
        put(work, code == 0xFB01 ? 'i' : 'l', begin);
        return;
    }
    put(work, joins_words(work, code) ? ' ' : plain(compose(work, code)), begin);
}

bool cl_folded_joined(const cl_folded *folded, size_t at)
{
    if (at >= folded->text.len || folded->text.data[at] != ' ') {
        return false;
    }
    cl_span original = cl_utf8_steps_sub(&folded->original, folded->begin[at], folded->end[at]);
    return cl_span_equal(original, CL_SPAN("x"));
}

cl_status cl_fold(cl_arena *arena, cl_span value, cl_folded *out)
{
    *out = (cl_folded){.text = CL_EMPTY_SPAN};
    if (value.len > CL_TEXT_BYTES_MAX) {
        return CL_LIMIT;
    }
    /* Only a byte that is not UTF-8 grows (to U+FFFD), and metadata/ lets none through; a
     * private-use character keeps its three bytes. */
    size_t capacity = value.len * 3 + CL_UTF8_MAX;
    folding work = {.value = value, .capacity = capacity};
    work.text = cl_arena_alloc(arena, capacity, 1);
    work.begin = cl_arena_alloc(arena, capacity, sizeof *work.begin);
    work.end = cl_arena_alloc(arena, capacity, sizeof *work.end);
    if (work.text == NULL || work.begin == NULL || work.end == NULL) {
        return cl_arena_status(arena);
    }
    while (work.at < value.len) {
        fold_one(&work);
    }
    *out = (cl_folded){.text = {work.text, work.len}, .begin = work.begin, .end = work.end};
    return cl_utf8_steps_new(arena, value, &out->original);
}
