/* The matches of a pattern in a text: those that are found when it is tried everywhere, and those
 * at the places of a prefilter alone. What is read is the same only when these are. */
#ifndef CL_TEST_PLACES_H
#define CL_TEST_PLACES_H

#include <string.h>

#include "base/text.h"
#include "ruleset/branches.h"
#include "ruleset/pattern.h"
#include "ruleset/prefilter.h"

enum {
    MATCHES_MAX = 64
};

typedef struct matches {
    cl_group items[MATCHES_MAX]; /* none of them empty */
    size_t count;
} matches;

static inline bool same_matches(const matches *a, const matches *b)
{
    return a->count == b->count && memcmp(a->items, b->items, a->count * sizeof *a->items) == 0;
}

static inline size_t step_past(cl_span text, size_t at)
{
    uint32_t code;
    return cl_utf8_next(text, &at, &code) ? at : text.len + 1;
}

static inline size_t add_match(matches *out, cl_span text, cl_group match)
{
    if (match.start == match.end) {
        return step_past(text, match.end);
    }
    out->items[out->count++] = match;
    return match.end;
}

static inline cl_status find_everywhere(cl_pattern *pattern, cl_matcher *matcher, cl_span text,
                                        matches *out)
{
    cl_group groups[CL_GROUPS_MAX];
    *out = (matches){.count = 0};
    for (size_t at = 0; at <= text.len && out->count < MATCHES_MAX;) {
        CL_TRY(cl_pattern_match(pattern, matcher, text, (cl_group){at, SIZE_MAX}, groups));
        if (!cl_group_is_set(groups[0])) {
            break;
        }
        at = add_match(out, text, groups[0]);
    }
    return CL_OK;
}

static inline cl_status find_at_places(cl_pattern *pattern, cl_matcher *matcher,
                                       const cl_possible *possible, cl_span text,
                                       const cl_candidate *candidate, matches *out)
{
    cl_group groups[CL_GROUPS_MAX];
    *out = (matches){.count = 0};
    for (size_t at = cl_possible_place(possible, candidate, 0);
         at != SIZE_MAX && out->count < MATCHES_MAX;
         at = cl_possible_place(possible, candidate, at)) {
        CL_TRY(cl_pattern_match(pattern, matcher, text, (cl_group){at, at + 1}, groups));
        at = cl_group_is_set(groups[0]) ? add_match(out, text, groups[0]) : step_past(text, at);
    }
    return CL_OK;
}

/* What the prefilter is told of a pattern, or of one branch of it. */
static inline cl_status describe_tree(cl_prefilter *filter, cl_arena *arena, uint32_t phrase,
                                      const cl_node *tree)
{
    cl_words sets[CL_LITERAL_SETS];
    cl_array starts;
    CL_TRY(cl_literals_of(arena, tree, sets));
    CL_TRY(cl_starts_of(arena, tree, &starts));
    return cl_prefilter_add(filter, phrase, sets, &starts);
}

static inline cl_status describe_branches(cl_prefilter *filter, cl_arena *arena, uint32_t phrase,
                                          const cl_node *tree)
{
    cl_array branches;
    CL_TRY(cl_branches_of(arena, tree, &branches));
    for (size_t i = 0; i < branches.count; i++) {
        CL_TRY(describe_tree(filter, arena, phrase, *CL_ARRAY_AT(&branches, const cl_node *, i)));
    }
    return CL_OK;
}

#endif
