#include "ruleset/literals.h"

#include "base/limits.h"
#include "base/text.h"
#include "ruleset/fold.h"

enum {
    RUN_MAX = 48,          /* characters of one word; the rest says no more */
    CALLS_MAX = 16,        /* calls inside calls */
    OPENED_MAX = 2000,     /* calls of one pattern: where they are circular, each is of more */
    WEIGHT_MARK = 4,       /* a mark is rarer than any letter */
    WEIGHT_ENOUGH = 2,     /* one letter stands in every text */
    WORDS_WEIGH_LESS = 24, /* so many words are worth a letter less */
    WEIGHT_MAX = 0xFFFF
};

/* Words of which one must stand in the text; none: nothing is known. */
typedef struct word_set {
    cl_words words;
    unsigned weight; /* of the lightest word */
} word_set;

/* What a piece of a pattern needs: one word of each set, the best set first. */
typedef struct need {
    word_set sets[CL_LITERAL_SETS];
} need;

/* The characters that stand side by side. */
typedef struct run {
    uint32_t codes[RUN_MAX];
    size_t count;
} run;

typedef struct search {
    cl_arena *arena;
    unsigned calls;  /* that this is inside of */
    unsigned opened; /* calls at all */
} search;

static cl_status add_node(search *work, const cl_node *node, run *side_by_side, need *best);

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

static unsigned worth(const word_set *of)
{
    unsigned less = (unsigned)(of->words.count / WORDS_WEIGH_LESS);
    return of->words.count == 0 || of->weight <= less ? 0 : of->weight - less;
}

static void keep_set(need *best, const word_set *other)
{
    size_t at = CL_LITERAL_SETS;
    while (at > 0 && worth(other) > worth(&best->sets[at - 1])) {
        at--;
    }
    for (size_t i = CL_LITERAL_SETS - 1; i > at; i--) {
        best->sets[i] = best->sets[i - 1];
    }
    if (at < CL_LITERAL_SETS) {
        best->sets[at] = *other;
    }
}

static void keep_sets(need *best, const need *other)
{
    for (size_t i = 0; i < CL_LITERAL_SETS && other->sets[i].words.count > 0; i++) {
        keep_set(best, &other->sets[i]);
    }
}

static cl_status add_word(search *work, word_set *to, const uint32_t *codes, size_t count)
{
    uint8_t bytes[RUN_MAX * CL_UTF8_MAX];
    size_t len = 0;
    unsigned weight = 0;
    cl_span word;
    for (size_t i = 0; i < count; i++) {
        len += cl_utf8_put(codes[i], bytes + len);
        weight += weight_of(codes[i]);
    }
    to->weight = weight < to->weight ? weight : to->weight;
    CL_TRY(cl_arena_copy(work->arena, (cl_span){bytes, len}, &word));
    return cl_words_add(&to->words, work->arena, word);
}

static cl_status end_run(search *work, run *ended, need *best)
{
    word_set found = {.weight = WEIGHT_MAX};
    if (ended->count > 0) {
        CL_TRY(add_word(work, &found, ended->codes, ended->count));
        keep_set(best, &found);
    }
    ended->count = 0;
    return CL_OK;
}

static cl_status add_character(search *work, uint32_t code, run *side_by_side, need *best)
{
    if (side_by_side->count == RUN_MAX) {
        CL_TRY(end_run(work, side_by_side, best));
    }
    side_by_side->codes[side_by_side->count++] = code;
    return CL_OK;
}

static cl_status add_class(search *work, const cl_node *node, need *best)
{
    word_set found = {.weight = WEIGHT_MAX};
    for (size_t i = 0; i < node->codes.count; i++) {
        CL_TRY(add_word(work, &found, CL_ARRAY_AT(&node->codes, const uint32_t, i), 1));
    }
    keep_set(best, &found);
    return CL_OK;
}

/* One more branch beside others: a set of all of them is one of the words of each. */
static cl_status join_branch(search *work, need *all, const need *branch, bool first)
{
    for (size_t i = 0; i < CL_LITERAL_SETS; i++) {
        word_set *set = &all->sets[i];
        const word_set *more = &branch->sets[i];
        bool known = first || set->words.count > 0;
        if (!known || worth(more) == 0 ||
            set->words.count + more->words.count > CL_PATTERN_WORDS_MAX) {
            *set = (word_set){0};
            continue;
        }
        set->weight = first || more->weight < set->weight ? more->weight : set->weight;
        CL_TRY(cl_words_add_all(&set->words, work->arena, more->words));
    }
    return CL_OK;
}

static cl_status need_of(search *work, const cl_node *node, need *out)
{
    run side_by_side = {.count = 0};
    *out = (need){0};
    CL_TRY(add_node(work, node, &side_by_side, out));
    return end_run(work, &side_by_side, out);
}

static cl_status add_choice(search *work, const cl_node *node, need *best)
{
    need all = {0};
    for (const cl_node *child = node->first; child != NULL; child = child->next) {
        need branch;
        CL_TRY(need_of(work, child, &branch));
        CL_TRY(join_branch(work, &all, &branch, child == node->first));
    }
    keep_sets(best, &all);
    return CL_OK;
}

/* What stands apart from what is beside it. */
static cl_status add_apart(search *work, const cl_node *node, run *side_by_side, need *best)
{
    need inside;
    CL_TRY(end_run(work, side_by_side, best));
    CL_TRY(need_of(work, node, &inside));
    keep_sets(best, &inside);
    return CL_OK;
}

static cl_status add_call(search *work, const cl_node *node, run *side_by_side, need *best)
{
    if (node->called == NULL || work->calls == CALLS_MAX || work->opened == OPENED_MAX) {
        return end_run(work, side_by_side, best);
    }
    work->calls++;
    work->opened++;
    cl_status status = add_apart(work, node->called, side_by_side, best);
    work->calls--;
    return status;
}

static cl_status add_sequence(search *work, const cl_node *node, run *side_by_side, need *best)
{
    for (const cl_node *child = node->first; child != NULL; child = child->next) {
        CL_TRY(add_node(work, child, side_by_side, best));
    }
    return CL_OK;
}

static bool is_alone(const cl_node *choice)
{
    return choice->first != NULL && choice->first->next == NULL;
}

static cl_status add_node(search *work, const cl_node *node, run *side_by_side, need *best)
{
    switch (node->kind) {
    case CL_NODE_NOTHING:
    case CL_NODE_START:
    case CL_NODE_EDGE:
    case CL_NODE_NOT_BEHIND:
        return CL_OK;
    case CL_NODE_CHARACTER:
        return add_character(work, node->code, side_by_side, best);
    case CL_NODE_SEQUENCE:
        return add_sequence(work, node, side_by_side, best);
    case CL_NODE_CALL:
        return add_call(work, node, side_by_side, best);
    case CL_NODE_AHEAD:
    case CL_NODE_BEHIND:
        return add_apart(work, node->first, side_by_side, best);
    case CL_NODE_CLASS:
        CL_TRY(end_run(work, side_by_side, best));
        return add_class(work, node, best);
    case CL_NODE_CHOICE:
        if (is_alone(node)) {
            return add_sequence(work, node, side_by_side, best);
        }
        CL_TRY(end_run(work, side_by_side, best));
        return add_choice(work, node, best);
    case CL_NODE_REPEAT:
        return node->least == 0 ? end_run(work, side_by_side, best)
                                : add_apart(work, node->first, side_by_side, best);
    default:
        return end_run(work, side_by_side, best);
    }
}

cl_status cl_literals_of(cl_arena *arena, const cl_node *pattern, cl_words out[CL_LITERAL_SETS])
{
    search work = {.arena = arena};
    need found;
    CL_TRY(need_of(&work, pattern, &found));
    for (size_t i = 0; i < CL_LITERAL_SETS; i++) {
        const word_set *set = &found.sets[i];
        out[i] = set->weight >= WEIGHT_ENOUGH ? set->words : (cl_words){0};
    }
    return CL_OK;
}
