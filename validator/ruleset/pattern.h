/* Regular expressions: the only module that knows PCRE2. Patterns are UTF and UCP,
 * case-insensitive, compiled for JIT when they first match, and match within the limits of
 * base/limits.h. */
#ifndef CL_RULESET_PATTERN_H
#define CL_RULESET_PATTERN_H

#include "base/arena.h"
#include "base/limits.h"

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
/* The number of a named group, or 0. */
unsigned cl_pattern_group(const cl_pattern *pattern, cl_span name);

cl_matcher *cl_matcher_new(void);
void cl_matcher_free(cl_matcher *matcher);

/* Whether the group is part of the match. */
bool cl_group_is_set(cl_group group);

/* The first match of `pattern` in `subject` (valid UTF-8) at or after byte `start`: groups[0] is
 * the whole match, not set where there is none. CL_LIMIT when a match, depth or heap limit stopped
 * the search: then nothing is known. Many threads may match with one pattern. */
CL_MUST_USE cl_status cl_pattern_match(cl_pattern *pattern, cl_matcher *matcher, cl_span subject,
                                       size_t start, cl_group groups[CL_GROUPS_MAX]);

#endif
