#include "ruleset/repeats.h"

#include "base/limits.h"
#include "ruleset/lexer.h"

enum {
    EDGES_MAX = 12 /* repeats at one end of a piece; others are not looked at */
};

/* A repeat that stands at an end of a piece, with nothing needed between. */
typedef struct edge {
    cl_span text;
    const cl_char_set *takes; /* one character of it each time; NULL: a group, in `body` */
    cl_span body;
} edge;

typedef struct edges {
    edge items[EDGES_MAX];
    size_t count;
} edges;

/* What a piece of a pattern is to its neighbours. */
typedef struct shape {
    edges begin;
    edges end;     /* those that give characters back when what follows does not match */
    bool may_skip; /* it may take nothing at all */
    bool no_room;  /* it takes nothing: an assertion, an option */
    bool single;   /* it takes one character, of `takes`; with no_room: denies it */
    cl_char_set takes;
} shape;

/* A named group, which (?&name) repeats elsewhere, also before it stands. */
typedef struct named {
    cl_span name;
    const shape *is;
} named;

typedef struct parse {
    cl_arena *arena;
    cl_lexer in;
    unsigned depth;
    cl_array names;  /* of named, from this pass and those before it */
    cl_array *found; /* of cl_repeats */
} parse;

static const shape nothing = {.may_skip = true, .no_room = true};

static cl_status parse_choice(parse *work, shape *out);

/* --- seams: where one piece ends and the next begins --- */

static void add_edge(edges *list, const edge *one)
{
    if (list->count < EDGES_MAX) {
        list->items[list->count++] = *one;
    }
}

static void add_edges(edges *list, const edges *more)
{
    for (size_t i = 0; i < more->count; i++) {
        add_edge(list, &more->items[i]);
    }
}

static bool take_the_same(const edge *a, const edge *b)
{
    if (a->takes != NULL && b->takes != NULL) {
        return cl_char_sets_overlap(a->takes, b->takes);
    }
    return a->takes == NULL && b->takes == NULL && cl_span_equal(a->body, b->body);
}

static cl_status report(parse *work, cl_repeats_kind kind, cl_span first, cl_span second)
{
    for (size_t i = 0; i < work->found->count; i++) {
        const cl_repeats *known = CL_ARRAY_AT(work->found, const cl_repeats, i);
        if (cl_span_equal(known->first, first) && cl_span_equal(known->second, second)) {
            return CL_OK;
        }
    }
    if (work->found->count == CL_REPEATS_MAX) {
        return CL_OK;
    }
    cl_repeats *pair = cl_array_add(work->found, work->arena, sizeof *pair, CL_REPEATS_MAX);
    if (pair == NULL) {
        return cl_arena_status(work->arena);
    }
    *pair = (cl_repeats){kind, first, second};
    return CL_OK;
}

static cl_status look_side_by_side(parse *work, const edges *left, const edges *right)
{
    for (size_t i = 0; i < left->count; i++) {
        for (size_t j = 0; j < right->count; j++) {
            if (take_the_same(&left->items[i], &right->items[j])) {
                CL_TRY(
                    report(work, CL_REPEATS_ADJACENT, left->items[i].text, right->items[j].text));
            }
        }
    }
    return CL_OK;
}

/* One turn of a repeated group behind the other. */
static cl_status look_inside(parse *work, const shape *group, cl_span whole)
{
    for (size_t i = 0; i < group->end.count; i++) {
        for (size_t j = 0; j < group->begin.count; j++) {
            if (take_the_same(&group->end.items[i], &group->begin.items[j])) {
                CL_TRY(report(work, CL_REPEATS_NESTED, group->end.items[i].text, whole));
            }
        }
    }
    return CL_OK;
}

/* --- pieces --- */

/* Zero-width escapes; a word ends at \b, so that nothing goes on behind it. */
static bool read_assertion(parse *work, shape *out)
{
    static const char *const names[] = {"\\b", "\\B", "\\A", "\\z", "\\Z", "\\K", NULL};
    for (size_t i = 0; names[i] != NULL; i++) {
        if (cl_lexer_skip(&work->in, names[i])) {
            *out = nothing;
            out->may_skip = i > 1;
            return true;
        }
    }
    return false;
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

static cl_status keep_named(parse *work, cl_span name, const shape *is)
{
    named *group = named_of(work, name);
    shape *copy = cl_arena_alloc(work->arena, 1, sizeof *copy);
    if (group == NULL) {
        group = cl_array_add(&work->names, work->arena, sizeof *group, CL_PATTERN_WORDS_MAX);
    }
    if (group == NULL || copy == NULL) {
        return cl_arena_status(work->arena);
    }
    *copy = *is;
    *group = (named){name, copy};
    return CL_OK;
}

static cl_status parse_piece(parse *work, shape *out);

/* Behind (?(DEFINE): groups that do not follow one another. */
static cl_status read_definitions(parse *work)
{
    while (!cl_lexer_at_end(&work->in) && !cl_lexer_is(&work->in, ")")) {
        shape ignored;
        CL_TRY(parse_piece(work, &ignored));
    }
    return CL_OK;
}

/* A group, behind its parenthesis. */
static cl_status read_group(parse *work, shape *out)
{
    cl_span name = CL_EMPTY_SPAN;
    cl_group_kind kind = cl_lexer_group(&work->in, &name);
    *out = nothing;
    if (work->in.lost || kind == CL_GROUP_OPTIONS) {
        return CL_OK;
    }
    if (kind == CL_GROUP_REPEATED) {
        const named *group = named_of(work, name);
        *out = group == NULL ? (shape){.no_room = false} : *group->is;
        return CL_OK;
    }
    if (kind == CL_GROUP_DEFINE) {
        CL_TRY(read_definitions(work));
    } else {
        CL_TRY(parse_choice(work, out));
    }
    work->in.lost = work->in.lost || !cl_lexer_skip(&work->in, ")");
    if (kind == CL_GROUP_NAMED) {
        return keep_named(work, name, out);
    }
    if (kind == CL_GROUP_ASSERTION) {
        *out = nothing;
    }
    if (kind == CL_GROUP_NOT_BEHIND) {
        *out =
            (shape){.may_skip = true, .no_room = true, .single = out->single, .takes = out->takes};
    }
    if (kind == CL_GROUP_ATOMIC) {
        out->end.count = 0;
    }
    return CL_OK;
}

static cl_status read_piece(parse *work, shape *out)
{
    *out = (shape){.single = true};
    if (read_assertion(work, out)) {
        return CL_OK;
    }
    uint32_t code = cl_lexer_next(&work->in);
    switch (code) {
    case '\\':
        cl_lexer_escape(&work->in, &out->takes);
        return CL_OK;
    case '[':
        cl_lexer_class(&work->in, &out->takes);
        return CL_OK;
    case '(':
        return read_group(work, out);
    case '.':
        cl_char_set_add_escape(&out->takes, 'N');
        return CL_OK;
    case '^':
    case '$':
        *out = nothing;
        return CL_OK;
    default:
        cl_char_set_add(&out->takes, code, code);
        return CL_OK;
    }
}

/* A repeat is at both ends of itself. */
static cl_status become_repeat(parse *work, shape *piece, cl_span body, cl_span whole,
                               bool gives_back)
{
    edge one = {.text = whole, .body = body};
    if (piece->single) {
        cl_char_set *takes = cl_arena_alloc(work->arena, 1, sizeof *takes);
        if (takes == NULL) {
            return cl_arena_status(work->arena);
        }
        *takes = piece->takes;
        one.takes = takes;
    }
    add_edge(&piece->begin, &one);
    if (gives_back) {
        add_edge(&piece->end, &one);
    }
    return CL_OK;
}

static cl_status repeat(parse *work, shape *piece, cl_span body, size_t start)
{
    cl_quantifier times = cl_lexer_quantifier(&work->in);
    cl_span whole = cl_span_sub(work->in.text, start, work->in.at - start);
    if (piece->no_room) {
        return CL_OK;
    }
    if (times.most > 1 && times.gives_back) {
        CL_TRY(look_inside(work, piece, whole));
    }
    if (!times.gives_back) {
        piece->end.count = 0;
    }
    if (times.most > CL_REPEAT_LARGE && times.most > times.least) {
        CL_TRY(become_repeat(work, piece, body, whole, times.gives_back));
    }
    piece->single = piece->single && times.least == 1 && times.most == 1;
    piece->may_skip = piece->may_skip || times.least == 0;
    return CL_OK;
}

static cl_status parse_piece(parse *work, shape *out)
{
    size_t start = work->in.at;
    CL_TRY(read_piece(work, out));
    return repeat(work, out, cl_span_sub(work->in.text, start, work->in.at - start), start);
}

/* --- branches --- */

/* Of \w*(?!\w) no part can be given back: it ends where it must. */
static void end_before(edges *list, const shape *denied)
{
    size_t kept = 0;
    for (size_t i = 0; denied->single && i < list->count; i++) {
        const edge one = list->items[i];
        if (one.takes == NULL || !cl_char_sets_overlap(one.takes, &denied->takes)) {
            list->items[kept++] = one;
        }
    }
    list->count = denied->single ? kept : list->count;
}

/* Puts a piece behind those of a branch. */
static cl_status append(parse *work, shape *branch, const shape *piece)
{
    if (piece->no_room && piece->may_skip) {
        end_before(&branch->end, piece);
        return CL_OK;
    }
    if (piece->no_room) {
        *branch = (shape){.begin = branch->begin};
        return CL_OK;
    }
    CL_TRY(look_side_by_side(work, &branch->end, &piece->begin));
    if (branch->no_room) {
        *branch = *piece;
        return CL_OK;
    }
    if (branch->may_skip) {
        add_edges(&branch->begin, &piece->begin);
    }
    if (!piece->may_skip) {
        branch->end.count = 0;
    }
    add_edges(&branch->end, &piece->end);
    branch->may_skip = branch->may_skip && piece->may_skip;
    branch->single = false;
    return CL_OK;
}

static cl_status parse_branch(parse *work, shape *out)
{
    *out = nothing;
    while (!cl_lexer_at_end(&work->in) && !cl_lexer_is(&work->in, "|") &&
           !cl_lexer_is(&work->in, ")")) {
        shape piece;
        CL_TRY(parse_piece(work, &piece));
        CL_TRY(append(work, out, &piece));
    }
    return CL_OK;
}

static void join_branch(shape *out, const shape *branch)
{
    add_edges(&out->begin, &branch->begin);
    add_edges(&out->end, &branch->end);
    out->may_skip = out->may_skip || branch->may_skip;
    out->no_room = out->no_room && branch->no_room;
    out->single = out->single && branch->single;
    cl_char_set_join(&out->takes, &branch->takes);
}

static cl_status parse_choice(parse *work, shape *out)
{
    if (work->depth == CL_PATTERN_DEPTH_MAX) {
        work->in.lost = true;
        return CL_OK;
    }
    work->depth++;
    CL_TRY(parse_branch(work, out));
    while (!work->in.lost && cl_lexer_skip(&work->in, "|")) {
        shape branch;
        CL_TRY(parse_branch(work, &branch));
        join_branch(out, &branch);
    }
    work->depth--;
    return CL_OK;
}

cl_status cl_repeats_of(cl_arena *arena, cl_span pattern, cl_array *out)
{
    enum {
        PASSES = 3 /* a group that is repeated before it stands, inside another one */
    };
    parse work = {.arena = arena, .in = {.text = pattern}, .found = out};
    size_t before = out->count;
    bool repeats = cl_span_find(pattern, CL_SPAN("(?&")) < pattern.len;
    for (int pass = 0; pass < (repeats ? PASSES : 1) && !work.in.lost; pass++) {
        shape whole;
        work.in.at = 0;
        CL_TRY(parse_choice(&work, &whole));
    }
    if (work.in.lost || work.in.at < pattern.len) {
        out->count = before;
    }
    return CL_OK;
}
