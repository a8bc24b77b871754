#include "ruleset/starts.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "ruleset/fold.h"

enum {
    TEXTS_MAX = 96,    /* beginnings of one pattern while it is read */
    BYTES_MAX = 10,    /* of one beginning: what follows says no more */
    CALLS_MAX = 16,    /* calls inside calls */
    OPENED_MAX = 2000, /* calls of one pattern: where they are circular, each is of more */
    MEMBERS_MAX = 8,   /* of a class that is written out */
    RARE_MAX = 32,     /* the same without ASCII */
    KEPT_MAX = 24,     /* beginnings that keep KEPT_LONG characters; of more, fewer are kept */
    KEPT_LONG = 8,
    KEPT_SHORT = 4
};

/* What a match may begin with. */
typedef struct beginning {
    cl_span text;
    cl_gate gate;
    uint8_t length; /* characters that the gate knows: 2 at most */
    bool edge;      /* a word's edge is before it */
    bool ended;     /* a class follows the text: it does not grow */
    bool whole;     /* the piece can end here: what follows it goes on */
} beginning;

/* The beginnings of one piece. */
typedef struct beginnings {
    cl_array items; /* of beginning */
} beginnings;

typedef struct search {
    cl_arena *arena;
    unsigned calls;  /* that this is inside of */
    unsigned opened; /* calls at all */
} search;

static const cl_characters any = {{UINT64_MAX, UINT64_MAX}, true};
static const cl_characters none = {{0, 0}, false};
/* The start of the text, or of a line. */
static const cl_characters line_start = {{1 | UINT64_C(1) << '\n', 0}, false};
/* All but the letters and digits of ASCII. */
static const cl_characters no_word = {
    {~UINT64_C(0x03FF000000000000), ~UINT64_C(0x07FFFFFE07FFFFFE)}, true};

static cl_status find(search *work, const cl_node *node, beginnings *out);

/* --- gates --- */

static cl_characters join_sets(const cl_characters *a, const cl_characters *b)
{
    return (cl_characters){{a->ascii[0] | b->ascii[0], a->ascii[1] | b->ascii[1]},
                           a->others || b->others};
}

static cl_characters common_set(const cl_characters *a, const cl_characters *b)
{
    return (cl_characters){{a->ascii[0] & b->ascii[0], a->ascii[1] & b->ascii[1]},
                           a->others && b->others};
}

static bool is_any(const cl_characters *set)
{
    return set->ascii[0] == UINT64_MAX && set->ascii[1] == UINT64_MAX && set->others;
}

bool cl_gate_is_open(const cl_gate *gate)
{
    return is_any(&gate->before) && is_any(&gate->before_space) && is_any(&gate->first) &&
           is_any(&gate->second);
}

static void widen(cl_gate *gate, const cl_gate *other)
{
    gate->before = join_sets(&gate->before, &other->before);
    gate->before_space = join_sets(&gate->before_space, &other->before_space);
    gate->first = join_sets(&gate->first, &other->first);
    gate->second = join_sets(&gate->second, &other->second);
}

static void narrow(cl_gate *gate, const cl_gate *other)
{
    gate->before = common_set(&gate->before, &other->before);
    gate->before_space = common_set(&gate->before_space, &other->before_space);
    gate->first = common_set(&gate->first, &other->first);
    gate->second = common_set(&gate->second, &other->second);
}

static bool is_one_character(const cl_node *node)
{
    return node->kind == CL_NODE_CHARACTER || node->kind == CL_NODE_CLASS ||
           node->kind == CL_NODE_ANY;
}

/* What a look behind says of the two characters before its end. */
typedef struct tail {
    cl_characters before;
    cl_characters before_space;
} tail;

static tail tail_of_choice(const cl_node *choice);

/* The piece `last` of a sequence, with the piece before it. */
static tail tail_of_pieces(const cl_node *previous, const cl_node *last)
{
    tail out = {any, any};
    if (last == NULL) {
        return out;
    }
    if (last->kind == CL_NODE_START) {
        return (tail){line_start, none};
    }
    if (last->kind == CL_NODE_SEQUENCE && last->first != NULL && last->first->next == NULL) {
        return tail_of_choice(last->first);
    }
    if (last->kind == CL_NODE_CHOICE) {
        return tail_of_choice(last);
    }
    if (!is_one_character(last)) {
        return out;
    }
    out.before = last->set;
    if (!cl_characters_have(&out.before, ' ')) {
        out.before_space = none;
    } else if (previous != NULL && is_one_character(previous)) {
        out.before_space = previous->set;
    } else if (previous != NULL && previous->kind == CL_NODE_START) {
        out.before_space = line_start;
    }
    return out;
}

static tail tail_of_choice(const cl_node *choice)
{
    tail out = {none, none};
    for (const cl_node *branch = choice->first; branch != NULL; branch = branch->next) {
        const cl_node *previous = NULL;
        const cl_node *last = branch->first;
        while (last != NULL && last->next != NULL) {
            previous = last;
            last = last->next;
        }
        tail one = tail_of_pieces(previous, last);
        out.before = join_sets(&out.before, &one.before);
        out.before_space = join_sets(&out.before_space, &one.before_space);
    }
    return out;
}

/* (?<!x): only what is one character on its own says something. */
static tail tail_denied(const cl_node *choice)
{
    tail out = {any, any};
    for (const cl_node *branch = choice->first; branch != NULL; branch = branch->next) {
        const cl_node *one = branch->first;
        if (one != NULL && one->next == NULL && is_one_character(one) && one->exact) {
            cl_characters left = {{~one->set.ascii[0] | 1, ~one->set.ascii[1]}, true};
            out.before = common_set(&out.before, &left);
        }
    }
    if (!cl_characters_have(&out.before, ' ')) {
        out.before_space = none;
    }
    return out;
}

/* --- sets of beginnings --- */

static beginning *at(const beginnings *set, size_t i)
{
    return CL_ARRAY_AT(&set->items, beginning, i);
}

static cl_status add(search *work, beginnings *to, const beginning *one)
{
    beginning *added = cl_array_add(&to->items, work->arena, sizeof *added, SIZE_MAX);
    if (added == NULL) {
        return cl_arena_status(work->arena);
    }
    *added = *one;
    return CL_OK;
}

/* Nothing stands here: the empty text. */
static beginning nothing(void)
{
    return (beginning){.gate = {any, any, any, any}, .whole = true};
}

static int by_text(const void *a, const void *b)
{
    const beginning *left = a;
    const beginning *right = b;
    size_t len = left->text.len < right->text.len ? left->text.len : right->text.len;
    int order = len == 0 ? 0 : memcmp(left->text.data, right->text.data, len);
    if (order != 0 || left->text.len != right->text.len) {
        return order != 0 ? order : left->text.len < right->text.len ? -1 : 1;
    }
    order = (left->length > right->length) - (left->length < right->length);
    return order != 0 ? order : (left->ended > right->ended) - (left->ended < right->ended);
}

static bool is_same(const beginning *a, const beginning *b)
{
    return by_text(a, b) == 0;
}

/* What goes on from a beginning that goes on anyhow. */
static bool covers(const beginning *shorter, const beginning *longer)
{
    bool closed = !shorter->whole || shorter->ended;
    return closed && shorter->text.len > 0 && cl_span_starts(longer->text, shorter->text);
}

static void merge(beginning *into, const beginning *other)
{
    widen(&into->gate, &other->gate);
    into->edge = into->edge && other->edge;
    into->whole = into->whole && other->whole;
}

static bool is_sorted(const beginnings *set)
{
    for (size_t i = 1; i < set->items.count; i++) {
        if (by_text(at(set, i - 1), at(set, i)) > 0) {
            return false;
        }
    }
    return true;
}

/* Sorted, each once; what goes on from a closed beginning says no more than that. */
static void tidy(beginnings *set)
{
    size_t kept = 0;
    if (!is_sorted(set)) {
        qsort(set->items.items, set->items.count, sizeof(beginning), by_text);
    }
    for (size_t i = 0; i < set->items.count; i++) {
        const beginning *one = at(set, i);
        if (kept > 0 && (is_same(at(set, kept - 1), one) || covers(at(set, kept - 1), one))) {
            merge(at(set, kept - 1), one);
        } else {
            *at(set, kept++) = *one;
        }
    }
    set->items.count = kept;
}

/* Texts of `bytes` and more do not go on, nor do classes where texts of one byte do not. */
static void close_long(beginnings *set, size_t bytes)
{
    for (size_t i = 0; i < set->items.count; i++) {
        beginning *one = at(set, i);
        bool is_long = one->text.len >= bytes || (bytes <= 1 && one->length > 0);
        one->whole = one->whole && !is_long;
    }
    tidy(set);
}

static void close_all(beginnings *set)
{
    close_long(set, 0);
}

static size_t count_whole(const beginnings *set)
{
    size_t count = 0;
    for (size_t i = 0; i < set->items.count; i++) {
        count += at(set, i)->whole;
    }
    return count;
}

/* Keeps the first `count` characters of each. */
static void shorten(beginnings *set, size_t count)
{
    for (size_t i = 0; i < set->items.count; i++) {
        beginning *one = at(set, i);
        size_t end = 0;
        uint32_t code;
        for (size_t k = 0; k < count && cl_utf8_next(one->text, &end, &code); k++) {
        }
        one->whole = one->whole && end == one->text.len;
        one->ended = one->ended && end == one->text.len;
        one->text = cl_span_sub(one->text, 0, end);
    }
    tidy(set);
}

/* --- one behind the other --- */

static cl_status join_texts(search *work, cl_span left, cl_span right, cl_span *out)
{
    uint8_t *bytes = cl_arena_alloc(work->arena, left.len + right.len + 1, 1);
    if (bytes == NULL) {
        return cl_arena_status(work->arena);
    }
    if (left.len > 0) {
        memcpy(bytes, left.data, left.len);
    }
    if (right.len > 0) {
        memcpy(bytes + left.len, right.data, right.len);
    }
    *out = (cl_span){bytes, left.len + right.len};
    return CL_OK;
}

static cl_status join(search *work, const beginning *left, const beginning *right, beginnings *out)
{
    beginning both = *left;
    if (left->length == 0) {
        both.edge = left->edge || right->edge;
        narrow(&both.gate, &right->gate);
    } else if (left->length == 1) {
        both.gate.second = common_set(&left->gate.second, &right->gate.first);
    }
    both.length = (uint8_t)(left->length + right->length > 2 ? 2 : left->length + right->length);
    if (!left->ended) {
        CL_TRY(join_texts(work, left->text, right->text, &both.text));
        both.ended = right->ended;
    }
    both.whole = right->whole && both.text.len < BYTES_MAX && !(both.ended && both.length == 2);
    return add(work, out, &both);
}

/* Whether all that `set` may begin with, followed by all of `next`, is few enough. */
static bool fits(const beginnings *set, const beginnings *next)
{
    size_t open = count_whole(set);
    return open * next->items.count + set->items.count - open <= TEXTS_MAX;
}

/* Makes what stands behind `set` few: first by what is long already, then by what follows. */
static void make_fit(beginnings *set, beginnings *next)
{
    static const struct {
        size_t close; /* what has so many bytes */
        size_t keep;  /* so many characters of what follows */
    } steps[] = {{8, BYTES_MAX}, {4, BYTES_MAX}, {4, 8}, {4, 4}, {2, 4},
                 {1, 4},         {1, 2},         {1, 1}, {0, 1}};
    for (size_t i = 0; i < sizeof steps / sizeof *steps && !fits(set, next); i++) {
        close_long(set, steps[i].close);
        shorten(next, steps[i].keep);
    }
}

/* What `next` adds behind `set`. */
static cl_status follow(search *work, beginnings *set, beginnings *next)
{
    beginnings joined = {.items = {0}};
    make_fit(set, next);
    for (size_t i = 0; i < set->items.count; i++) {
        if (!at(set, i)->whole) {
            CL_TRY(add(work, &joined, at(set, i)));
            continue;
        }
        for (size_t k = 0; k < next->items.count; k++) {
            CL_TRY(join(work, at(set, i), at(next, k), &joined));
        }
    }
    *set = joined;
    tidy(set);
    return CL_OK;
}

/* --- pieces --- */

static cl_status find_code(search *work, uint32_t code, const cl_characters *set, beginnings *out)
{
    uint8_t bytes[CL_UTF8_MAX];
    beginning one = nothing();
    one.gate.first = *set;
    one.length = 1;
    CL_TRY(cl_arena_copy(work->arena, (cl_span){bytes, cl_utf8_put(code, bytes)}, &one.text));
    return add(work, out, &one);
}

static cl_status find_set(search *work, const cl_characters *set, beginnings *out)
{
    beginning one = nothing();
    one.gate.first = *set;
    one.length = 1;
    one.ended = true;
    return add(work, out, &one);
}

static cl_status find_class(search *work, const cl_node *node, beginnings *out)
{
    bool rare = node->set.ascii[0] == 0 && node->set.ascii[1] == 0;
    if (node->codes.count > (rare ? RARE_MAX : MEMBERS_MAX)) {
        return find_set(work, &node->set, out);
    }
    for (size_t i = 0; i < node->codes.count; i++) {
        CL_TRY(find_code(work, *CL_ARRAY_AT(&node->codes, const uint32_t, i), &node->set, out));
    }
    return CL_OK;
}

static cl_status find_behind(search *work, const cl_node *node, beginnings *out)
{
    tail seen =
        node->kind == CL_NODE_BEHIND ? tail_of_choice(node->first) : tail_denied(node->first);
    beginning one = nothing();
    one.gate.before = seen.before;
    one.gate.before_space = seen.before_space;
    return add(work, out, &one);
}

/* (?=x) takes no room, but tells what stands here. */
static cl_status find_ahead(search *work, const cl_node *node, beginnings *out)
{
    beginnings inside = {.items = {0}};
    beginning one = nothing();
    CL_TRY(find(work, node->first, &inside));
    for (size_t i = 0; i < inside.items.count; i++) {
        if (i == 0) {
            one.gate = at(&inside, i)->gate;
        } else {
            widen(&one.gate, &at(&inside, i)->gate);
        }
    }
    return add(work, out, &one);
}

static cl_status find_sequence(search *work, const cl_node *node, beginnings *out)
{
    beginning empty = nothing();
    CL_TRY(add(work, out, &empty));
    for (const cl_node *child = node->first; child != NULL && count_whole(out) > 0;
         child = child->next) {
        beginnings next = {.items = {0}};
        CL_TRY(find(work, child, &next));
        CL_TRY(follow(work, out, &next));
    }
    return CL_OK;
}

static cl_status find_choice(search *work, const cl_node *node, beginnings *out)
{
    for (const cl_node *child = node->first; child != NULL; child = child->next) {
        beginnings next = {.items = {0}};
        CL_TRY(find(work, child, &next));
        for (size_t i = 0; i < next.items.count; i++) {
            CL_TRY(add(work, out, at(&next, i)));
        }
    }
    tidy(out);
    return CL_OK;
}

static cl_status find_repeat(search *work, const cl_node *node, beginnings *out)
{
    CL_TRY(find(work, node->first, out));
    if (!node->once) {
        close_all(out);
    }
    if (node->least > 0) {
        return CL_OK;
    }
    beginning empty = nothing();
    return add(work, out, &empty);
}

/* Nothing is known: a text that does not go on. */
static cl_status find_unknown(search *work, beginnings *out)
{
    beginning one = nothing();
    one.whole = false;
    return add(work, out, &one);
}

static cl_status find_called(search *work, const cl_node *node, beginnings *out)
{
    if (node->called == NULL || work->calls == CALLS_MAX || work->opened == OPENED_MAX) {
        return find_unknown(work, out);
    }
    work->calls++;
    work->opened++;
    cl_status status = find(work, node->called, out);
    work->calls--;
    return status;
}

static cl_status find_assertion(search *work, const cl_node *node, beginnings *out)
{
    beginning one = nothing();
    one.edge = node->kind == CL_NODE_EDGE;
    if (node->kind == CL_NODE_START) {
        one.gate.before = line_start;
        one.gate.before_space = none;
    }
    return add(work, out, &one);
}

static cl_status find(search *work, const cl_node *node, beginnings *out)
{
    switch (node->kind) {
    case CL_NODE_CHARACTER:
        return find_code(work, node->code, &node->set, out);
    case CL_NODE_CLASS:
        return find_class(work, node, out);
    case CL_NODE_ANY:
        return find_set(work, &node->set, out);
    case CL_NODE_SEQUENCE:
        return find_sequence(work, node, out);
    case CL_NODE_CHOICE:
        return find_choice(work, node, out);
    case CL_NODE_REPEAT:
        return find_repeat(work, node, out);
    case CL_NODE_CALL:
        return find_called(work, node, out);
    case CL_NODE_BEHIND:
    case CL_NODE_NOT_BEHIND:
        return find_behind(work, node, out);
    case CL_NODE_AHEAD:
        return find_ahead(work, node, out);
    case CL_NODE_UNKNOWN:
        return find_unknown(work, out);
    default:
        return find_assertion(work, node, out);
    }
}

/* --- the whole --- */

/* \b before a letter or digit: none stands before it. */
static void apply_edge(beginning *one)
{
    size_t end = 0;
    uint32_t code = 0;
    bool word = cl_utf8_next(one->text, &end, &code) && code < 0x80 && cl_is_word(code);
    cl_characters others = common_set(&one->gate.first, &no_word);
    bool letters = others.ascii[0] == 0 && others.ascii[1] == 0 && !others.others;
    if (one->edge && (word || (one->text.len == 0 && letters))) {
        one->gate.before = common_set(&one->gate.before, &no_word);
    }
}

/* What the text says anyhow of the character that it has there: gates that say less are fewer. */
static void leave_out(cl_characters *set, uint32_t code)
{
    bool letter = code >= 'a' && code <= 'z';
    uint32_t twin = letter ? code - 'a' + 'A' : code == ' ' ? '\n' : code;
    if (code >= 0x80 || (cl_characters_have(set, code) && cl_characters_have(set, twin))) {
        *set = any;
    }
}

static void leave_out_text(beginning *one)
{
    size_t end = 0;
    uint32_t code = 0;
    if (cl_utf8_next(one->text, &end, &code)) {
        leave_out(&one->gate.first, code);
    }
    if (end > 0 && cl_utf8_next(one->text, &end, &code)) {
        leave_out(&one->gate.second, code);
    }
}

static bool is_open(const beginning *one)
{
    return one->text.len == 0 && cl_gate_is_open(&one->gate);
}

cl_status cl_starts_of(cl_arena *arena, const cl_node *pattern, cl_array *out)
{
    search work = {.arena = arena};
    beginnings found = {.items = {0}};
    *out = (cl_array){0};
    CL_TRY(find(&work, pattern, &found));
    close_all(&found);
    for (size_t i = 0; i < found.items.count; i++) {
        beginning *one = at(&found, i);
        apply_edge(one);
        *one = (beginning){.text = one->text, .gate = one->gate};
    }
    tidy(&found);
    for (size_t length = KEPT_LONG; length >= KEPT_SHORT && found.items.count > KEPT_MAX;
         length--) {
        shorten(&found, length);
    }
    bool open = found.items.count > 0 && is_open(at(&found, 0));
    for (size_t i = 0; i < (open ? 1 : found.items.count); i++) {
        leave_out_text(at(&found, i));
        cl_start *start = cl_array_add(out, arena, sizeof *start, SIZE_MAX);
        if (start == NULL) {
            return cl_arena_status(arena);
        }
        *start = (cl_start){at(&found, i)->text, at(&found, i)->gate};
    }
    return CL_OK;
}
