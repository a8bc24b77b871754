#include "ruleset/syntax.h"

#include "base/limits.h"
#include "base/text.h"
#include "ruleset/fold.h"

enum {
    CLASS_MAX = 96 /* characters of one class: the media of words.tsv are twenty */
};

/* A named group, which (?&name) calls. */
typedef struct named {
    cl_span name;
    const cl_node *node;
    bool twice; /* which one is meant is not looked into */
} named;

typedef struct parse {
    cl_arena *arena;
    cl_span text;
    size_t at;
    unsigned depth;
    bool exact_case;  /* behind (?-i) */
    uint32_t written; /* the last character read */
    bool lost;        /* something that is not known here */
    cl_array names;   /* of named */
    cl_array calls;   /* of cl_node *: to be joined with their groups at the end */
} parse;

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

static cl_status parse_choice(parse *work, cl_node *out);

/* --- characters --- */

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

/* --- sets of characters --- */

bool cl_characters_have(const cl_characters *set, uint32_t code)
{
    return code < 0x80 ? (set->ascii[code / 64] >> code % 64 & 1) != 0 : set->others;
}

static void add_range(cl_characters *to, uint32_t first, uint32_t last)
{
    for (uint32_t code = first; code <= last && code < 0x80; code++) {
        to->ascii[code / 64] |= UINT64_C(1) << code % 64;
    }
    to->others = to->others || last >= 0x80;
}

static void add_letters(cl_characters *to)
{
    add_range(to, 'A', 'Z');
    add_range(to, 'a', 'z');
    to->others = true;
}

static void invert(cl_characters *set)
{
    set->ascii[0] = ~set->ascii[0] & ~UINT64_C(1);
    set->ascii[1] = ~set->ascii[1];
    set->others = true;
}

/* With the other case of each letter; beyond ASCII k and s have a twin too. */
static void add_cases(cl_characters *set)
{
    cl_characters both = *set;
    for (uint32_t code = 'a'; code <= 'z'; code++) {
        uint32_t upper = code - 'a' + 'A';
        if (cl_characters_have(set, code) || cl_characters_have(set, upper)) {
            add_range(&both, code, code);
            add_range(&both, upper, upper);
            both.others = both.others || code == 'k' || code == 's';
        }
    }
    *set = both;
}

enum {
    LONG_S = 0x17F,
    KELVIN = 0x212A
};

/* A range may hold the twins of k and s that are beyond ASCII: from nowhere else does a case lead
 * into it. (To cl_fold_letter an i without a dot is an i too.) */
static void add_twins(const parse *work, cl_characters *set, uint32_t first, uint32_t last)
{
    if (!work->exact_case && first <= LONG_S && last >= LONG_S) {
        add_range(set, 's', 's');
    }
    if (!work->exact_case && first <= KELVIN && last >= KELVIN) {
        add_range(set, 'k', 'k');
    }
}

static void add_character(const parse *work, cl_characters *set, uint32_t code)
{
    add_range(set, code, code);
    add_twins(work, set, code, code);
    if (!work->exact_case) {
        add_cases(set);
    }
}

static void set_character(parse *work, cl_node *out, uint32_t code)
{
    work->written = code;
    out->kind = CL_NODE_CHARACTER;
    out->code = cl_literal_fold(code);
    out->exact = true;
    add_character(work, &out->set, code);
}

static void set_any(cl_node *out)
{
    *out = (cl_node){.kind = CL_NODE_ANY};
    invert(&out->set);
}

/* \s */
static void set_space(cl_node *out)
{
    out->kind = CL_NODE_CHARACTER;
    out->code = ' ';
    out->exact = true;
    add_range(&out->set, '\t', '\r');
    add_range(&out->set, ' ', ' ');
    out->set.others = true;
}

/* \d, \w and those of capitals, which are what these are not. */
static void set_kind(cl_node *out, uint32_t letter)
{
    out->kind = CL_NODE_ANY;
    out->exact = true;
    add_range(&out->set, '0', '9');
    if ((letter | 0x20) == 'w') {
        add_letters(&out->set);
        add_range(&out->set, '_', '_');
    }
    out->set.others = true;
    if (letter == 'D' || letter == 'W') {
        invert(&out->set);
    }
}

/* What \p{…} takes of ASCII, where that is known. */
static bool find_property(cl_span name, bool *upper, bool *lower, bool *digits)
{
    static const struct {
        const char *name;
        bool upper;
        bool lower;
        bool digits;
    } known[] = {
        {"{L", true, true, false},           {"{Lu", true, false, false},
        {"{Ll", false, true, false},         {"{Lt", false, false, false},
        {"{Lo", false, false, false},        {"{M", false, false, false},
        {"{N", false, false, true},          {"{Co", false, false, false},
        {"{sc:Han", false, false, false},    {"{sc:Hiragana", false, false, false},
        {"{sc:Hangul", false, false, false}, {"{sc:Katakana", false, false, false},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (cl_span_equal(name, cl_span_of(known[i].name))) {
            *upper = known[i].upper;
            *lower = known[i].lower;
            *digits = known[i].digits;
            return true;
        }
    }
    return false;
}

/* \p{Lu}, behind the p. Without case Lu, Ll and Lt are any letter that has cases in some versions
 * of PCRE2, in others only what they say. */
static void read_property(parse *work, cl_node *out, bool inverted)
{
    work->lost = work->lost || !next_is(work, "{");
    cl_span rest = cl_span_from(work->text, work->at);
    cl_span name = cl_span_sub(rest, 0, cl_span_find_byte(rest, '}'));
    bool upper = false;
    bool lower = false;
    bool digits = false;
    skip_past(work, '}');
    set_any(out);
    if (!find_property(name, &upper, &lower, &digits)) {
        return;
    }
    bool cased = !work->exact_case && name.len == 3 && name.data[1] == 'L' && name.data[2] != 'o';
    if (cased && inverted) {
        return;
    }
    *out = (cl_node){.kind = CL_NODE_ANY, .exact = !cased, .set.others = true};
    if (upper || cased) {
        add_range(&out->set, 'A', 'Z');
    }
    if (lower || cased) {
        add_range(&out->set, 'a', 'z');
    }
    if (digits) {
        add_range(&out->set, '0', '9');
    }
    if (inverted) {
        invert(&out->set);
    }
}

/* --- escapes --- */

/* \x27 and \x{E001}, behind the x. */
static void read_code(parse *work, cl_node *out)
{
    uint32_t code = 0;
    bool braces = skip(work, "{");
    if (!read_hex(work, &code, braces ? 6 : 2) || (braces && !skip(work, "}"))) {
        work->lost = true;
    }
    set_character(work, out, code);
}

/* \k{name}, \k<name>, behind the k; \k'name' is not read. */
static void skip_argument(parse *work)
{
    work->lost = work->lost || !(next_is(work, "<") || next_is(work, "{"));
    skip_past(work, next_is(work, "<") ? '>' : '}');
}

/* What \S, \h and \H take, and what the text of \R and \X may be. */
static void read_rare_escape(parse *work, cl_node *out, uint32_t code)
{
    switch (code) {
    case 'S':
        set_space(out);
        out->kind = CL_NODE_ANY;
        invert(&out->set);
        return;
    case 'h':
    case 'H':
        set_any(out);
        return;
    case 'k':
        out->kind = CL_NODE_UNKNOWN;
        skip_argument(work);
        return;
    case 'R':
    case 'X':
        out->kind = CL_NODE_UNKNOWN;
        return;
    default:
        work->lost = work->lost || cl_is_word(code); /* \Q, \g, \1, … */
        set_character(work, out, code);
    }
}

/* An escape, behind its backslash. */
static void read_escape(parse *work, cl_node *out)
{
    uint32_t code = 0;
    if (!cl_utf8_next(work->text, &work->at, &code)) {
        work->lost = true;
        return;
    }
    switch (code) {
    case 'x':
        read_code(work, out);
        return;
    case 'A':
        out->kind = CL_NODE_START;
        return;
    case 'b':
        out->kind = CL_NODE_EDGE;
        return;
    case 'B':
    case 'z':
    case 'Z':
    case 'K':
        return;
    case 's':
        set_space(out);
        return;
    case 'n':
        set_character(work, out, '\n');
        return;
    case 'p':
    case 'P':
        read_property(work, out, code == 'P');
        return;
    case 'd':
    case 'D':
    case 'w':
    case 'W':
        set_kind(out, code);
        return;
    default:
        read_rare_escape(work, out, code);
    }
}

/* --- classes --- */

static cl_status add_code(const parse *work, cl_array *codes, uint32_t code)
{
    for (size_t i = 0; i < codes->count; i++) {
        if (*CL_ARRAY_AT(codes, const uint32_t, i) == code) {
            return CL_OK;
        }
    }
    uint32_t *added = cl_array_add(codes, work->arena, sizeof *added, CLASS_MAX + 1);
    if (added == NULL) {
        return cl_arena_status(work->arena);
    }
    *added = code;
    return CL_OK;
}

/* Names the characters of a range while they are few. Α-ω holds more than α-ω: each is folded. */
static cl_status add_codes(const parse *work, cl_array *codes, uint32_t first, uint32_t last)
{
    for (uint32_t code = first; code <= last && codes->count <= CLASS_MAX; code++) {
        CL_TRY(add_code(work, codes, cl_literal_fold(code)));
    }
    return CL_OK;
}

/* A character or a kind of them, \w, inside a class. */
static void read_member(parse *work, cl_node *out)
{
    uint32_t code = 0;
    *out = (cl_node){.kind = CL_NODE_NOTHING};
    if (skip(work, "\\")) {
        read_escape(work, out);
        bool one = out->kind == CL_NODE_CHARACTER || out->kind == CL_NODE_ANY;
        work->lost = work->lost || !one; /* \b is a backspace here */
    } else if (next_is(work, "[:") || !cl_utf8_next(work->text, &work->at, &code)) {
        work->lost = true; /* [:alpha:], or only a bracket and a colon */
    } else {
        set_character(work, out, code);
    }
}

static bool is_range(const parse *work)
{
    return next_is(work, "-") && work->at + 1 < work->text.len &&
           work->text.data[work->at + 1] != ']';
}

/* A range, behind its hyphen. */
static cl_status add_to_range(parse *work, cl_node *class, uint32_t first)
{
    cl_node to;
    read_member(work, &to);
    uint32_t last = work->written;
    work->lost = work->lost || to.kind != CL_NODE_CHARACTER || last < first;
    if (work->lost) {
        return CL_OK;
    }
    add_range(&class->set, first, last);
    add_twins(work, &class->set, first, last);
    return add_codes(work, &class->codes, first, last);
}

/* A member, or a range of them. */
static cl_status add_member(parse *work, cl_node *class, bool *open)
{
    cl_node one;
    read_member(work, &one);
    if (one.kind == CL_NODE_CHARACTER && is_range(work)) {
        work->at++;
        return add_to_range(work, class, work->written);
    }
    class->set.ascii[0] |= one.set.ascii[0];
    class->set.ascii[1] |= one.set.ascii[1];
    class->set.others = class->set.others || one.set.others;
    class->exact = class->exact && one.exact;
    *open = *open || one.kind != CL_NODE_CHARACTER;
    return one.kind == CL_NODE_CHARACTER ? add_codes(work, &class->codes, one.code, one.code)
                                         : CL_OK;
}

/* A class, behind its bracket. */
static cl_status read_class(parse *work, cl_node *out)
{
    bool inverted = skip(work, "^");
    bool open = inverted;
    bool first = true;
    out->exact = true;
    while (!work->lost && work->at < work->text.len && (first || !next_is(work, "]"))) {
        first = false;
        CL_TRY(add_member(work, out, &open));
    }
    (void)skip(work, "]");
    if (!work->exact_case) {
        add_cases(&out->set);
    }
    open = open || out->codes.count == 0 || out->codes.count > CLASS_MAX;
    out->kind = open ? CL_NODE_ANY : CL_NODE_CLASS;
    if (inverted && out->exact) {
        invert(&out->set);
    } else if (inverted) {
        set_any(out);
    }
    return CL_OK;
}

/* --- groups --- */

/* Without x: blanks that say nothing are not read. */
static bool is_option(uint8_t byte)
{
    return cl_span_find_byte(CL_SPAN("imsnJ-^"), byte) < 7;
}

/* "-i", "^", "s": of all options only case matters here. */
static void read_options(parse *work)
{
    bool on = true;
    for (; work->at < work->text.len && is_option(work->text.data[work->at]); work->at++) {
        switch (work->text.data[work->at]) {
        case '-':
            on = false;
            break;
        case '^':
            work->exact_case = true;
            break;
        case 'i':
            work->exact_case = !on;
            break;
        default:
            break;
        }
    }
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

static cl_status keep_named(parse *work, cl_span name, const cl_node *node)
{
    named *group = named_of(work, name);
    if (group != NULL) {
        group->twice = true;
        return CL_OK;
    }
    group = cl_array_add(&work->names, work->arena, sizeof *group, CL_PATTERN_WORDS_MAX);
    if (group == NULL) {
        return cl_arena_status(work->arena);
    }
    *group = (named){.name = name, .node = node};
    return CL_OK;
}

/* (?&name), behind the ampersand. */
static cl_status read_call(parse *work, cl_node *out)
{
    out->kind = CL_NODE_CALL;
    out->name = read_name(work, ')');
    cl_node **call = cl_array_add(&work->calls, work->arena, sizeof(cl_node *), SIZE_MAX);
    if (call == NULL) {
        return cl_arena_status(work->arena);
    }
    *call = out;
    return CL_OK;
}

typedef enum group_kind {
    GROUP_PLAIN,
    GROUP_NAMED, /* in `name` */
    GROUP_AHEAD,
    GROUP_BEHIND,
    GROUP_NOT_BEHIND,
    GROUP_DENIED, /* what must not stand there, or stands elsewhere */
    GROUP_CALL
} group_kind;

/* What follows a parenthesis. */
static group_kind read_opening(parse *work, cl_span *name)
{
    static const struct {
        const char *text;
        group_kind kind;
    } openings[] = {
        {"<=", GROUP_BEHIND},       {"=", GROUP_AHEAD},       {">", GROUP_PLAIN},
        {":", GROUP_PLAIN},         {"<!", GROUP_NOT_BEHIND}, {"!", GROUP_DENIED},
        {"&", GROUP_CALL},          {"<", GROUP_NAMED},       {"P<", GROUP_NAMED},
        {"(DEFINE)", GROUP_DENIED},
    };
    if (!skip(work, "?")) {
        work->lost = work->lost || next_is(work, "*");
        return GROUP_PLAIN;
    }
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        if (skip(work, openings[i].text)) {
            *name = openings[i].kind == GROUP_NAMED ? read_name(work, '>') : CL_EMPTY_SPAN;
            return openings[i].kind;
        }
    }
    read_options(work);
    work->lost = work->lost || !(skip(work, ":") || next_is(work, ")"));
    return GROUP_PLAIN;
}

static cl_node *new_node(parse *work, cl_node_kind kind)
{
    cl_node *node = cl_arena_alloc(work->arena, 1, sizeof *node);
    if (node != NULL) {
        node->kind = kind;
    }
    return node;
}

static cl_status read_inside(parse *work, group_kind kind, cl_span name, cl_node *out)
{
    static const cl_node_kind kinds[] = {
        [GROUP_PLAIN] = CL_NODE_SEQUENCE, [GROUP_NAMED] = CL_NODE_SEQUENCE,
        [GROUP_AHEAD] = CL_NODE_AHEAD,    [GROUP_BEHIND] = CL_NODE_BEHIND,
        [GROUP_DENIED] = CL_NODE_NOTHING, [GROUP_NOT_BEHIND] = CL_NODE_NOT_BEHIND,
    };
    cl_node *inside = new_node(work, CL_NODE_CHOICE);
    if (inside == NULL) {
        return cl_arena_status(work->arena);
    }
    CL_TRY(parse_choice(work, inside));
    work->lost = work->lost || !skip(work, ")");
    out->kind = kinds[kind];
    out->first = inside;
    return kind == GROUP_NAMED ? keep_named(work, name, inside) : CL_OK;
}

/* A group, behind its parenthesis. An option inside holds to its end; (?i) alone, to the end of the
 * group around it. */
static cl_status read_group(parse *work, cl_node *out)
{
    cl_span name = CL_EMPTY_SPAN;
    bool exact_case = work->exact_case;
    group_kind kind = read_opening(work, &name);
    if (work->lost) {
        return CL_OK;
    }
    if (kind == GROUP_CALL) {
        return read_call(work, out);
    }
    if (skip(work, ")")) {
        work->exact_case = kind == GROUP_PLAIN ? work->exact_case : exact_case;
        return CL_OK;
    }
    CL_TRY(read_inside(work, kind, name, out));
    work->exact_case = exact_case;
    return CL_OK;
}

static cl_status read_piece(parse *work, cl_node *out)
{
    uint32_t code = 0;
    (void)cl_utf8_next(work->text, &work->at, &code);
    switch (code) {
    case '\\':
        read_escape(work, out);
        return CL_OK;
    case '[':
        return read_class(work, out);
    case '(':
        return read_group(work, out);
    case '.':
        set_any(out);
        return CL_OK;
    case '^':
        out->kind = CL_NODE_START;
        return CL_OK;
    case '$':
        return CL_OK;
    default:
        set_character(work, out, code);
        return CL_OK;
    }
}

/* --- quantifiers --- */

typedef struct quantifier {
    bool there;
    unsigned least;
    unsigned most;
} quantifier;

static unsigned read_number(const parse *work, size_t *at, unsigned otherwise)
{
    unsigned number = 0;
    size_t start = *at;
    while (*at < work->text.len && work->text.data[*at] >= '0' && work->text.data[*at] <= '9') {
        number = number < UINT16_MAX ? number * 10 + (work->text.data[*at] - '0') : number;
        (*at)++;
    }
    return *at == start ? otherwise : number;
}

/* {2}, {0,3}, {2,}: a brace that is none stands for itself. */
static bool read_braces(parse *work, quantifier *out)
{
    size_t i = work->at + 1;
    size_t start = i;
    out->least = read_number(work, &i, 0);
    out->most = out->least;
    if (i == start) {
        return false;
    }
    if (i < work->text.len && work->text.data[i] == ',') {
        i++;
        out->most = read_number(work, &i, UINT32_MAX);
    }
    if (i >= work->text.len || work->text.data[i] != '}') {
        return false;
    }
    work->at = i + 1;
    out->there = true;
    return true;
}

static quantifier read_quantifier(parse *work)
{
    quantifier out = {0};
    if (next_is(work, "{")) {
        if (!read_braces(work, &out)) {
            return (quantifier){0};
        }
    } else if (skip(work, "?")) {
        out = (quantifier){true, 0, 1};
    } else if (skip(work, "*")) {
        out = (quantifier){true, 0, UINT32_MAX};
    } else if (skip(work, "+")) {
        out = (quantifier){true, 1, UINT32_MAX};
    }
    if (out.there && !skip(work, "?")) { /* lazy, possessive */
        (void)skip(work, "+");
    }
    return out;
}

/* A piece with what is written of its number. */
static cl_status read_repeated(parse *work, cl_node **out)
{
    cl_node *one = new_node(work, CL_NODE_NOTHING);
    if (one == NULL) {
        return cl_arena_status(work->arena);
    }
    *out = one;
    CL_TRY(read_piece(work, one));
    quantifier times = read_quantifier(work);
    if (!times.there || (times.least == 1 && times.most == 1)) {
        return CL_OK;
    }
    cl_node *repeat = new_node(work, CL_NODE_REPEAT);
    if (repeat == NULL) {
        return cl_arena_status(work->arena);
    }
    repeat->least = times.least;
    repeat->once = times.most <= 1;
    repeat->first = one;
    *out = repeat;
    return CL_OK;
}

/* --- branches --- */

static cl_status parse_branch(parse *work, cl_node *out)
{
    cl_node **last = &out->first;
    while (!work->lost && work->at < work->text.len && !next_is(work, "|") && !next_is(work, ")")) {
        CL_TRY(read_repeated(work, last));
        last = &(*last)->next;
    }
    return CL_OK;
}

static cl_status parse_choice(parse *work, cl_node *out)
{
    cl_node **last = &out->first;
    work->lost = work->lost || work->depth == CL_PATTERN_DEPTH_MAX;
    work->depth++;
    while (!work->lost) {
        *last = new_node(work, CL_NODE_SEQUENCE);
        if (*last == NULL) {
            return cl_arena_status(work->arena);
        }
        CL_TRY(parse_branch(work, *last));
        last = &(*last)->next;
        if (!skip(work, "|")) {
            break;
        }
    }
    work->depth--;
    return CL_OK;
}

static void join_calls(parse *work)
{
    for (size_t i = 0; i < work->calls.count; i++) {
        cl_node *call = *CL_ARRAY_AT(&work->calls, cl_node *, i);
        const named *group = named_of(work, call->name);
        if (group == NULL || group->twice) {
            call->kind = CL_NODE_UNKNOWN;
        } else {
            call->called = group->node;
        }
    }
}

cl_status cl_syntax_read(cl_arena *arena, cl_span pattern, const cl_node **out)
{
    parse work = {.arena = arena, .text = pattern};
    *out = NULL;
    cl_node *whole = new_node(&work, CL_NODE_CHOICE);
    if (whole == NULL) {
        return cl_arena_status(arena);
    }
    CL_TRY(parse_choice(&work, whole));
    join_calls(&work);
    *out = work.lost || work.at < pattern.len ? NULL : whole;
    return CL_OK;
}
