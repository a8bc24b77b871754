#include "ruleset/literals.h"

#include "base/array.h"
#include "base/limits.h"
#include "base/text.h"
#include "ruleset/fold.h"

enum {
    RUN_MAX = 48,         /* characters of one word; the rest says no more */
    CLASS_MAX = 96,       /* characters of one class: the media of words.tsv are twenty */
    WEIGHT_MARK = 4,      /* a mark is rarer than any letter */
    WEIGHT_ENOUGH = 2,    /* one letter stands in every text */
    WORDS_WEIGH_LESS = 24 /* so many words are worth a letter less */
};

/* What a piece of a pattern needs; no words: nothing is known of it. */
typedef struct need {
    cl_words words;
    unsigned weight; /* of the lightest word */
} need;

typedef enum piece_kind {
    PIECE_CHARACTER, /* one, in `code` */
    PIECE_NOTHING,   /* takes no room: an assertion, an option */
    PIECE_NEED,      /* a group or class, in `need` */
    PIECE_OTHER      /* anything may stand there */
} piece_kind;

typedef struct piece {
    piece_kind kind;
    uint32_t code;
    need need;
} piece;

/* A named group, which (?&name) repeats elsewhere, also before it stands. */
typedef struct named {
    cl_span name;
    need need;
    bool seen;  /* in this pass */
    bool twice; /* which one is meant is not looked into */
} named;

typedef struct parse {
    cl_arena *arena;
    cl_span text;
    size_t at;
    unsigned depth;
    bool lost;      /* something that is not known here: say nothing of the whole */
    cl_array names; /* of named, from this pass and those before it */
} parse;

/* The characters that stand side by side in a branch. */
typedef struct run {
    uint32_t codes[RUN_MAX];
    size_t count;
} run;

uint32_t cl_literal_fold(uint32_t code)
{
    switch (code) {
    case '\t':
    case '\n':
    case '\r':
    case 0x180E: /* no white space to Unicode, but to PCRE2 */
        return ' ';
    default:
        break;
    }
    if (code >= CL_MARK_AGENCY && code <= CL_MARK_AGENCY_LAST) {
        return CL_MARK_AGENCY;
    }
    return cl_fold_letter(code);
}

static unsigned weight_of(uint32_t code)
{
    if (code >= CL_MARK_FIRST && code <= CL_MARK_LAST) {
        return WEIGHT_MARK;
    }
    if (!cl_is_word(code)) {
        return 0;
    }
    return code < 0x80 ? 1 : 2;
}

static cl_status parse_choice(parse *work, need *out);

/* --- single pieces --- */

static bool next_is(const parse *work, const char *text)
{
    return cl_span_starts(cl_span_from(work->text, work->at), cl_span_of(text));
}

static bool skip(parse *work, const char *text)
{
    cl_span wanted = cl_span_of(text);
    if (!cl_span_starts(cl_span_from(work->text, work->at), wanted)) {
        return false;
    }
    work->at += wanted.len;
    return true;
}

static void skip_past(parse *work, uint8_t end)
{
    cl_span rest = cl_span_from(work->text, work->at);
    size_t found = cl_span_find_byte(rest, end);
    work->at += found < rest.len ? found + 1 : rest.len;
}

static bool read_hex(parse *work, uint32_t *out, size_t digits)
{
    *out = 0;
    size_t read = 0;
    for (; read < digits && work->at < work->text.len; read++, work->at++) {
        uint8_t byte = work->text.data[work->at];
        uint8_t lower = byte | 0x20;
        if (byte >= '0' && byte <= '9') {
            *out = *out << 4 | (uint32_t)(byte - '0');
        } else if (lower >= 'a' && lower <= 'f') {
            *out = *out << 4 | (uint32_t)(lower - 'a' + 10);
        } else {
            break;
        }
    }
    return read > 0;
}

/* \x27 and \x{E001}, behind the x. */
static void read_code(parse *work, piece *out)
{
    bool braces = skip(work, "{");
    if (!read_hex(work, &out->code, braces ? 6 : 2) || (braces && !skip(work, "}"))) {
        work->lost = true;
    }
    out->kind = PIECE_CHARACTER;
}

/* {L}, <name>, behind the letter of its escape; \pL and \k'name' are not read. */
static void skip_argument(parse *work)
{
    work->lost = work->lost || !(next_is(work, "<") || next_is(work, "{"));
    skip_past(work, next_is(work, "<") ? '>' : '}');
}

/* An escape, behind its backslash. */
static void read_escape(parse *work, piece *out)
{
    uint32_t code = 0;
    *out = (piece){.kind = PIECE_OTHER};
    if (!cl_utf8_next(work->text, &work->at, &code)) {
        work->lost = true;
        return;
    }
    switch (code) {
    case 'x':
        read_code(work, out);
        return;
    case 'b':
    case 'B':
    case 'A':
    case 'z':
    case 'Z':
    case 'K':
        out->kind = PIECE_NOTHING;
        return;
    case 's':
        *out = (piece){.kind = PIECE_CHARACTER, .code = ' '};
        return;
    case 'n':
        *out = (piece){.kind = PIECE_CHARACTER, .code = ' '};
        return;
    case 'k':
    case 'p':
    case 'P':
        skip_argument(work);
        return;
    case 'd':
    case 'D':
    case 'w':
    case 'W':
    case 'S':
    case 'h':
    case 'H':
    case 'R':
    case 'X':
        return;
    default:
        work->lost = work->lost || cl_is_word(code); /* \Q, \g, \1, … */
        *out = (piece){.kind = PIECE_CHARACTER, .code = code};
    }
}

/* --- classes --- */

typedef struct members {
    uint32_t codes[CLASS_MAX];
    size_t count;
    bool open; /* holds more than are kept */
} members;

static void add_member(members *out, uint32_t first, uint32_t last)
{
    if (last < first || last - first >= CLASS_MAX - out->count) {
        out->open = true;
        return;
    }
    for (uint32_t code = first; code <= last; code++) {
        out->codes[out->count++] = cl_literal_fold(code); /* Α-ω holds more than α-ω */
    }
}

static bool read_member(parse *work, uint32_t *out)
{
    piece inside = {.kind = PIECE_CHARACTER};
    if (skip(work, "\\")) {
        read_escape(work, &inside);
        *out = inside.code;
        return inside.kind == PIECE_CHARACTER;
    }
    if (next_is(work, "[:")) {
        work->lost = true; /* [:alpha:], or only a bracket and a colon */
        return false;
    }
    if (!cl_utf8_next(work->text, &work->at, out)) {
        work->lost = true;
        return false;
    }
    return true;
}

static cl_status need_of_members(parse *work, const members *from, need *out)
{
    *out = (need){.weight = UINT32_MAX};
    for (size_t i = 0; i < from->count; i++) {
        uint8_t bytes[CL_UTF8_MAX];
        cl_span word;
        CL_TRY(cl_arena_copy(work->arena, (cl_span){bytes, cl_utf8_put(from->codes[i], bytes)},
                             &word));
        CL_TRY(cl_words_add(&out->words, work->arena, word));
        unsigned weight = weight_of(from->codes[i]);
        out->weight = weight < out->weight ? weight : out->weight;
    }
    return CL_OK;
}

/* A class, behind its bracket. */
static cl_status read_class(parse *work, piece *out)
{
    members found = {.open = skip(work, "^")};
    bool first = true;
    while (!work->lost && work->at < work->text.len && (first || !next_is(work, "]"))) {
        uint32_t begin = 0;
        first = false;
        if (!read_member(work, &begin)) {
            found.open = true;
            continue;
        }
        uint32_t end = begin;
        if (next_is(work, "-") && work->at + 1 < work->text.len &&
            work->text.data[work->at + 1] != ']') {
            work->at++;
            found.open = !read_member(work, &end) || found.open;
        }
        add_member(&found, begin, end);
    }
    (void)skip(work, "]");
    *out = (piece){.kind = PIECE_OTHER};
    if (found.open || found.count == 0) {
        return CL_OK;
    }
    out->kind = PIECE_NEED;
    return need_of_members(work, &found, &out->need);
}

/* --- groups --- */

/* Without x: blanks that say nothing are not read. */
static bool is_option(uint8_t byte)
{
    return cl_span_find_byte(CL_SPAN("imsnJ-^"), byte) < 7;
}

/* What stands before `end`, and past it. */
static cl_span read_name(parse *work, uint8_t end)
{
    cl_span rest = cl_span_from(work->text, work->at);
    size_t len = cl_span_find_byte(rest, end);
    skip_past(work, end);
    return cl_span_sub(rest, 0, len);
}

static named *named_of(const parse *work, cl_span name)
{
    for (size_t i = 0; i < work->names.count; i++) {
        named *group = CL_ARRAY_AT(&work->names, named, i);
        if (cl_span_equal(group->name, name)) {
            return group;
        }
    }
    return NULL;
}

static cl_status keep_named(parse *work, cl_span name, const need *needed)
{
    named *group = named_of(work, name);
    if (group == NULL) {
        group = cl_array_add(&work->names, work->arena, sizeof *group, CL_PATTERN_WORDS_MAX);
        if (group == NULL) {
            return cl_arena_status(work->arena);
        }
        group->name = name;
    }
    group->twice = group->twice || group->seen;
    group->seen = true;
    group->need = group->twice ? (need){0} : *needed;
    return CL_OK;
}

/* (?&name), behind the ampersand. */
static void read_repeated(parse *work, piece *out)
{
    const named *group = named_of(work, read_name(work, ')'));
    *out = (piece){.kind = PIECE_OTHER};
    if (group != NULL && !group->twice && group->need.words.count > 0) {
        *out = (piece){.kind = PIECE_NEED, .need = group->need};
    }
}

typedef enum group_kind {
    GROUP_PLAIN,   /* also what is asserted: it must stand in the text too */
    GROUP_NAMED,   /* in `name` */
    GROUP_DENIED,  /* what must not stand there, or stands elsewhere */
    GROUP_REPEATED /* of another group */
} group_kind;

/* What follows a parenthesis. */
static group_kind read_opening(parse *work, cl_span *name)
{
    if (!skip(work, "?")) {
        work->lost = work->lost || next_is(work, "*");
        return GROUP_PLAIN;
    }
    if (skip(work, "<=") || skip(work, "=") || skip(work, ">") || skip(work, ":")) {
        return GROUP_PLAIN;
    }
    if (skip(work, "<!") || skip(work, "!") || skip(work, "(DEFINE)")) {
        return GROUP_DENIED;
    }
    if (skip(work, "<") || skip(work, "P<")) {
        *name = read_name(work, '>');
        return GROUP_NAMED;
    }
    if (skip(work, "&")) {
        return GROUP_REPEATED;
    }
    while (work->at < work->text.len && is_option(work->text.data[work->at])) {
        work->at++;
    }
    work->lost = work->lost || !(skip(work, ":") || next_is(work, ")"));
    return GROUP_PLAIN;
}

/* A group, behind its parenthesis. */
static cl_status read_group(parse *work, piece *out)
{
    cl_span name = CL_EMPTY_SPAN;
    group_kind kind = read_opening(work, &name);
    *out = (piece){.kind = PIECE_NOTHING};
    if (work->lost) {
        return CL_OK;
    }
    if (kind == GROUP_REPEATED) {
        read_repeated(work, out);
        return CL_OK;
    }
    need inside;
    CL_TRY(parse_choice(work, &inside));
    work->lost = work->lost || !skip(work, ")");
    if (kind == GROUP_NAMED) {
        CL_TRY(keep_named(work, name, &inside));
    }
    if (kind != GROUP_DENIED) {
        *out = (piece){.kind = PIECE_NEED, .need = inside};
    }
    return CL_OK;
}

static cl_status read_piece(parse *work, piece *out)
{
    uint32_t code = 0;
    (void)cl_utf8_next(work->text, &work->at, &code);
    *out = (piece){.kind = PIECE_OTHER};
    switch (code) {
    case '\\':
        read_escape(work, out);
        return CL_OK;
    case '[':
        return read_class(work, out);
    case '(':
        return read_group(work, out);
    case '.':
        return CL_OK;
    case '^':
    case '$':
        out->kind = PIECE_NOTHING;
        return CL_OK;
    default:
        *out = (piece){.kind = PIECE_CHARACTER, .code = code};
        return CL_OK;
    }
}

/* --- quantifiers --- */

typedef struct quantifier {
    bool there;
    bool may_be_none;
} quantifier;

/* {2}, {0,3}, {,3}: a brace that is none stands for itself. */
static bool read_braces(parse *work, quantifier *out)
{
    size_t i = work->at + 1;
    bool digits = false;
    bool zero = true;
    while (i < work->text.len && work->text.data[i] >= '0' && work->text.data[i] <= '9') {
        zero = zero && work->text.data[i] == '0';
        digits = true;
        i++;
    }
    while (i < work->text.len && (work->text.data[i] == ',' ||
                                  (work->text.data[i] >= '0' && work->text.data[i] <= '9'))) {
        digits = true;
        i++;
    }
    if (!digits || i >= work->text.len || work->text.data[i] != '}') {
        return false;
    }
    work->at = i + 1;
    *out = (quantifier){.there = true, .may_be_none = zero};
    return true;
}

static quantifier read_quantifier(parse *work)
{
    quantifier out = {0};
    if (next_is(work, "{")) {
        (void)read_braces(work, &out);
    } else if (skip(work, "?") || skip(work, "*")) {
        out = (quantifier){true, true};
    } else if (skip(work, "+")) {
        out = (quantifier){true, false};
    }
    if (out.there && !skip(work, "?")) { /* lazy, possessive */
        (void)skip(work, "+");
    }
    return out;
}

/* --- branches --- */

static unsigned worth(const need *of)
{
    unsigned less = (unsigned)(of->words.count / WORDS_WEIGH_LESS);
    return of->words.count == 0 || of->weight <= less ? 0 : of->weight - less;
}

static void keep_better(need *best, const need *other)
{
    if (worth(other) > worth(best)) {
        *best = *other;
    }
}

static cl_status end_run(parse *work, run *from, need *best)
{
    uint8_t bytes[RUN_MAX * CL_UTF8_MAX];
    size_t len = 0;
    need found = {0};
    for (size_t i = 0; i < from->count; i++) {
        len += cl_utf8_put(from->codes[i], bytes + len);
        found.weight += weight_of(from->codes[i]);
    }
    from->count = 0;
    if (found.weight <= worth(best)) {
        return CL_OK;
    }
    cl_span word;
    CL_TRY(cl_arena_copy(work->arena, (cl_span){bytes, len}, &word));
    CL_TRY(cl_words_add(&found.words, work->arena, word));
    keep_better(best, &found);
    return CL_OK;
}

static cl_status add_piece(parse *work, run *side_by_side, const piece *one, need *best)
{
    quantifier times = read_quantifier(work);
    if (one->kind == PIECE_NOTHING) {
        return CL_OK;
    }
    if (one->kind == PIECE_CHARACTER && !times.may_be_none) {
        if (side_by_side->count == RUN_MAX) {
            CL_TRY(end_run(work, side_by_side, best));
        }
        side_by_side->codes[side_by_side->count++] = cl_literal_fold(one->code);
        return times.there ? end_run(work, side_by_side, best) : CL_OK;
    }
    CL_TRY(end_run(work, side_by_side, best));
    if (one->kind == PIECE_NEED && !times.may_be_none) {
        keep_better(best, &one->need);
    }
    return CL_OK;
}

static cl_status parse_branch(parse *work, need *best)
{
    run side_by_side = {.count = 0};
    *best = (need){0};
    while (!work->lost && work->at < work->text.len && !next_is(work, "|") && !next_is(work, ")")) {
        piece one;
        CL_TRY(read_piece(work, &one));
        CL_TRY(add_piece(work, &side_by_side, &one, best));
    }
    return end_run(work, &side_by_side, best);
}

/* Branches between bars: one of the words of one of them. */
static cl_status parse_choice(parse *work, need *out)
{
    bool known = true;
    *out = (need){.weight = UINT32_MAX};
    if (work->depth == CL_PATTERN_DEPTH_MAX) {
        work->lost = true;
        return CL_OK;
    }
    work->depth++;
    do {
        need branch;
        CL_TRY(parse_branch(work, &branch));
        known = known && worth(&branch) > 0 &&
                out->words.count + branch.words.count <= CL_PATTERN_WORDS_MAX;
        if (known) {
            CL_TRY(cl_words_add_all(&out->words, work->arena, branch.words));
            out->weight = branch.weight < out->weight ? branch.weight : out->weight;
        }
    } while (!work->lost && skip(work, "|"));
    work->depth--;
    if (!known) {
        *out = (need){0};
    }
    return CL_OK;
}

static void begin_pass(parse *work)
{
    work->at = 0;
    for (size_t i = 0; i < work->names.count; i++) {
        CL_ARRAY_AT(&work->names, named, i)->seen = false;
    }
}

cl_status cl_literals_of(cl_arena *arena, cl_span pattern, cl_words *out)
{
    enum {
        PASSES = 3 /* a group that is repeated before it stands, inside another one */
    };
    parse work = {.arena = arena, .text = pattern};
    need found = {0};
    *out = (cl_words){0};
    bool repeats = cl_span_find(pattern, CL_SPAN("(?&")) < pattern.len;
    for (int pass = 0; pass < (repeats ? PASSES : 1) && !work.lost; pass++) {
        begin_pass(&work);
        CL_TRY(parse_choice(&work, &found));
    }
    if (!work.lost && work.at == pattern.len && found.weight >= WEIGHT_ENOUGH) {
        *out = found.words;
    }
    return CL_OK;
}
