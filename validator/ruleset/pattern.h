/* Regular expressions: the only module that knows PCRE2. Patterns are UTF and UCP,
 * case-insensitive, compiled for JIT when they were tried often enough to be worth it, and match
 * within the limits of base/limits.h. */
#ifndef CL_RULESET_PATTERN_H
#define CL_RULESET_PATTERN_H

#include "base/arena.h"
#include "base/limits.h"
#include "base/out.h"

typedef struct cl_pattern cl_pattern;
/* What one thread matches with. */
typedef struct cl_matcher cl_matcher;

typedef struct cl_group {
    size_t start;
    size_t end; /* byte indexes in the subject; start == end == SIZE_MAX: did not take part */
} cl_group;

/* Compiles; on error the message is PCRE2's and `at` the index in `text` where it lies. The caller
 * frees with cl_pattern_free. */
CL_MUST_USE cl_status cl_pattern_compile(cl_span text, cl_pattern **out, size_t *at,
                                         cl_error *error);
void cl_pattern_free(cl_pattern *pattern);
/* The version of PCRE2, in `arena`. */
cl_span cl_pattern_library(cl_arena *arena);
/* Appends bytes from which cl_pattern_of_saved makes the same pattern again: its text and PCRE2's
 * code, which only the same version of PCRE2 on the same kind of machine understands. */
CL_MUST_USE cl_status cl_pattern_save(const cl_pattern *pattern, cl_out *out);
/* Where such bytes stand. */
typedef struct cl_saved {
    const uint8_t *bytes; /* at a multiple of 8; NULL: they stand in a file */
    int file;
    uint64_t at; /* in the file */
    size_t len;
} cl_saved;
/* The pattern of such bytes, which must stay where they are as long as it is used. They are not
 * looked at before the first match; where the code is damaged, the text is compiled anew. */
CL_MUST_USE cl_status cl_pattern_of_saved(const cl_saved *saved, cl_pattern **out);
/* What it was compiled from, in `arena` or where the pattern lies. */
CL_MUST_USE cl_status cl_pattern_text(const cl_pattern *pattern, cl_arena *arena, cl_span *out);
/* The number of a named group, or 0; of a pattern that was compiled. */
unsigned cl_pattern_group(const cl_pattern *pattern, cl_span name);

cl_matcher *cl_matcher_new(void);
void cl_matcher_free(cl_matcher *matcher);

/* Whether the group is part of the match. */
bool cl_group_is_set(cl_group group);

/* The first match of `pattern` in `subject` (valid UTF-8) that begins in [where.start, where.end),
 * where where.start begins a character; an empty match may begin at the end of the subject.
 * groups[0] is the whole match, not set where there is none. CL_LIMIT when a match, depth or heap
 * limit stopped the search: then nothing is known; CL_UNREADABLE when nothing is left of what was
 * saved. Many threads may match with one pattern. */
CL_MUST_USE cl_status cl_pattern_match(cl_pattern *pattern, cl_matcher *matcher, cl_span subject,
                                       cl_group where, cl_group groups[CL_GROUPS_MAX]);
/* Nanoseconds that were spent on compiling since this was asked last: work that is done once. */
uint64_t cl_matcher_compiling(cl_matcher *matcher);

#endif
