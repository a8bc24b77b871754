#include "ruleset/fold.h"

#include <string.h>
#include <utf8proc.h>

#include "base/limits.h"
#include "base/text.h"
#include "ruleset/entities.h"

/* The text being folded and what was written of it. */
typedef struct folding {
    cl_arena *arena;
    cl_span value;
    size_t at;     /* next byte of value */
    uint8_t *text; /* NULL: what was read is still the same as what would be written */
    size_t len;
    cl_runs runs;
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

bool cl_is_wide_word(uint32_t code)
{
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
    if (code < 0x80) {
        return code >= 'A' && code <= 'Z';
    }
    return utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_LU;
}

bool cl_is_lower(uint32_t code)
{
    if (code < 0x80) {
        return code >= 'a' && code <= 'z';
    }
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

/* From here on the result is written apart from the value. */
static cl_status part_ways(folding *work, size_t from)
{
    /* Only a byte that is not UTF-8 grows (to U+FFFD), and metadata/ lets none through; a
     * private-use character keeps its three bytes. */
    size_t capacity = work->value.len * 3 + CL_UTF8_MAX;
    work->text = cl_arena_take(work->arena, capacity, 1);
    if (work->text == NULL) {
        return cl_arena_status(work->arena);
    }
    work->len = from;
    if (from == 0) {
        return CL_OK;
    }
    memcpy(work->text, work->value.data, from);
    return cl_runs_copied(&work->runs, work->arena, 0, 0);
}

/* The value's bytes from `from` to the place stay as they are. */
static cl_status keep(folding *work, size_t from)
{
    if (work->text == NULL) {
        return CL_OK;
    }
    CL_TRY(cl_runs_copied(&work->runs, work->arena, work->len, from));
    memcpy(work->text + work->len, work->value.data + from, work->at - from);
    work->len += work->at - from;
    return CL_OK;
}

/* `code` stands for the value's bytes from `from` to the place. */
static cl_status put(folding *work, uint32_t code, size_t from)
{
    uint8_t bytes[CL_UTF8_MAX];
    cl_span written = {bytes, cl_utf8_put(code, bytes)};
    if (cl_span_equal(written, cl_span_sub(work->value, from, work->at - from))) {
        return keep(work, from);
    }
    if (work->text == NULL) {
        CL_TRY(part_ways(work, from));
    }
    CL_TRY(cl_runs_replaced(&work->runs, work->arena, work->len, from, work->at - from));
    memcpy(work->text + work->len, bytes, written.len);
    work->len += written.len;
    return CL_OK;
}

/* Nothing stands for the value's bytes from `from` to the place. */
static cl_status drop(folding *work, size_t from)
{
    return work->text == NULL ? part_ways(work, from) : CL_OK;
}

/* The next character, with an HTML entity read as the character that it stands for. */
static bool next(cl_span value, size_t *at, uint32_t *code)
{
    size_t used = 0;
    if (*at < value.len && value.data[*at] == '&' &&
        cl_entity_read(cl_span_from(value, *at), code, &used)) {
        *at += used;
        return true;
    }
    return cl_utf8_next(value, at, code);
}

static bool peek(const folding *work, uint32_t *code)
{
    size_t ahead = work->at;
    return next(work->value, &ahead, code);
}

/* A run of white space becomes one space, or one line break where the run holds one. */
static cl_status fold_space(folding *work, uint32_t code, size_t begin)
{
    bool line = is_line_break(code);
    uint32_t ahead;
    while (peek(work, &ahead) && (is_space(ahead) || is_invisible(ahead))) {
        (void)next(work->value, &work->at, &code);
        line = line || is_line_break(code);
    }
    return put(work, line ? '\n' : ' ', begin);
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
        (void)next(work->value, &work->at, &mark);
        code = (uint32_t)pair[0];
    }
    return code;
}

/* <br>, <p> and their kin end a line; <i>, <b> and theirs say nothing. */
static cl_status fold_tag(folding *work, size_t len, bool line)
{
    size_t begin = work->at;
    work->at += len;
    return line ? fold_space(work, '\n', begin) : drop(work, begin);
}

static bool is_capital_at(cl_span value, size_t at)
{
    return at < value.len && value.data[at] >= 'A' && value.data[at] <= 'Z';
}

/* IMAGO joins the words of its notes with x: PUBLICATIONxNOTxINxUSA. */
static bool joins_words(cl_span value, size_t x)
{
    return x >= 2 && is_capital_at(value, x - 1) && is_capital_at(value, x - 2) &&
           is_capital_at(value, x + 1) && is_capital_at(value, x + 2);
}

static cl_status fold_character(folding *work, uint32_t code, size_t begin)
{
    uint32_t ahead;
    if (is_invisible(code)) {
        return drop(work, begin);
    }
    if (is_space(code)) {
        return fold_space(work, code, begin);
    }
    if (code == '\\' && peek(work, &ahead) && ahead == '/') { /* a slash escaped for JSON */
        return drop(work, begin);
    }
    if (code == 0xFB01 || code == 0xFB02) { /* ligatures fi, fl */
        CL_TRY(put(work, 'f', begin));
        return put(work, code == 0xFB01 ? 'i' : 'l', begin);
    }
    if (code == 'x' && joins_words(work->value, work->at - 1)) {
        return put(work, ' ', begin);
    }
    return put(work, plain(compose(work, code)), begin);
}

static cl_status fold_one(folding *work)
{
    size_t begin = work->at;
    bool line = false;
    uint32_t code = 0;
    size_t tag =
        work->value.data[begin] == '<' ? cl_tag_length(cl_span_from(work->value, begin), &line) : 0;
    if (tag > 0) {
        return fold_tag(work, tag, line);
    }
    (void)next(work->value, &work->at, &code);
    return fold_character(work, code, begin);
}

/* --- what stays as it is, which most texts are made of --- */

/* What the first byte of a character tells. */
enum {
    SLOW = '!',  /* the character must be looked at */
    MARK = '&',  /* so must it and the one before: combining marks, entities */
    SAME = '.',  /* it stays */
    GAP = '_',   /* a space, which stays where it is alone */
    CROSS = 'x', /* which stays where it joins no words */
    WIDE = 'w'   /* of several bytes: stays */
};

/* Blocks of Unicode in which any character is changed have the first byte of one that is. */
static const char kinds[] = "!!!!!!!!!!!!!!!!" /* 00 */
                            "!!!!!!!!!!!!!!!!" /* 10 */
                            "_.....&........." /* 20: & */
                            "............!..." /* 30: < */
                            "................" /* 40 */
                            "............!..." /* 50: \ */
                            "!..............." /* 60: ` */
                            "........x......!" /* 70 */
                            "!!!!!!!!!!!!!!!!" /* 80: none begins so */
                            "!!!!!!!!!!!!!!!!" /* 90 */
                            "!!!!!!!!!!!!!!!!" /* A0 */
                            "!!!!!!!!!!!!!!!!" /* B0 */
                            "!!!wwwwwwwww&&ww" /* C0: from U+00C0 */
                            "wwwwwwww!!!!!!!!" /* D0: to U+05FF */
                            "w!!wwwwwwwwwww!!" /* E0: Thai, East Asia */
                            "!!!!!!!!!!!!!!!!" /* F0 */;

/* The ideographic space has the first byte of kana. */
static size_t wide_length(cl_span value, size_t at)
{
    size_t next = at;
    uint32_t code;
    (void)cl_utf8_next(value, &next, &code);
    return code == 0x3000 || code == CL_REPLACEMENT ? 0 : next - at;
}

static bool is_single_gap(cl_span value, size_t at)
{
    if (at + 1 >= value.len) {
        return true;
    }
    char kind = kinds[value.data[at + 1]];
    return kind == SAME || kind == CROSS || (kind == WIDE && wide_length(value, at + 1) > 0);
}

/* The length of the character at `at`, which stays as it is; 0: it must be looked at. */
static size_t same_length(cl_span value, size_t at)
{
    switch (kinds[value.data[at]]) {
    case SAME:
        return 1;
    case GAP:
        return is_single_gap(value, at) ? 1 : 0;
    case CROSS:
        return joins_words(value, at) ? 0 : 1;
    case WIDE:
        return wide_length(value, at);
    default:
        return 0;
    }
}

/* Where what stays as it is ends. */
static size_t skip_same(cl_span value, size_t at)
{
    size_t last = at;
    while (at < value.len) {
        size_t len = kinds[value.data[at]] == SAME ? 1 : same_length(value, at);
        if (len == 0) {
            break;
        }
        last = at;
        at += len;
    }
    return at < value.len && kinds[value.data[at]] == MARK ? last : at;
}

static cl_status fold_all(folding *work)
{
    while (work->at < work->value.len) {
        size_t begin = work->at;
        work->at = skip_same(work->value, begin);
        CL_TRY(work->at > begin ? keep(work, begin) : fold_one(work));
    }
    return CL_OK;
}

cl_status cl_fold(cl_arena *arena, cl_span value, cl_folded *out)
{
    *out = (cl_folded){.text = CL_EMPTY_SPAN};
    if (value.len > CL_TEXT_BYTES_MAX) {
        return CL_LIMIT;
    }
    folding work = {.arena = arena, .value = value};
    CL_TRY(fold_all(&work));
    out->text = work.text == NULL ? value : (cl_span){work.text, work.len};
    out->runs = work.runs;
    return cl_utf8_steps_new(arena, value, &out->original);
}

static bool goes_on(cl_span text, size_t at)
{
    return at < text.len && (text.data[at] & 0xC0) == 0x80;
}

cl_original cl_folded_original(const cl_folded *folded, size_t first, size_t last)
{
    const cl_utf8_steps *steps = &folded->original;
    size_t from = cl_runs_of(&folded->runs, first).from;
    size_t to = cl_runs_of(&folded->runs, last).to;
    while (from > 0 && goes_on(steps->text, from)) { /* a byte stands for its whole character */
        from--;
    }
    while (goes_on(steps->text, to)) {
        to++;
    }
    return (cl_original){(uint32_t)cl_utf8_steps_before(steps, from),
                         (uint32_t)cl_utf8_steps_before(steps, to),
                         cl_span_sub(steps->text, from, to < from ? 0 : to - from)};
}

bool cl_folded_joined(const cl_folded *folded, size_t at)
{
    if (folded->runs.items.count == 0 || at >= folded->text.len || folded->text.data[at] != ' ') {
        return false;
    }
    cl_stretch of = cl_runs_of(&folded->runs, at);
    return cl_span_equal(cl_span_sub(folded->original.text, of.from, of.to - of.from),
                         CL_SPAN("x"));
}

const char *cl_fold_library(void)
{
    return utf8proc_version();
}
