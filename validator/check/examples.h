/* The examples of check rules: a `good` one must make its rule speak, a `bad` one must not. */
#ifndef CL_CHECK_EXAMPLES_H
#define CL_CHECK_EXAMPLES_H

#include "base/out.h"
#include "caption/reading.h"
#include "check/check.h"

/* What examples are run with. */
typedef struct cl_example_bench {
    const cl_ruleset *rules;
    cl_reader_state *state; /* of these rules */
    cl_error *error;
} cl_example_bench;

/* Reads and judges one example; *held tells whether the rule did as it should. CL_BAD_CONFIG with
 * file:line when the example's edition is wrong. */
CL_MUST_USE cl_status cl_check_example_run(const cl_example_bench *bench, const cl_check_rule *rule,
                                           const cl_check_example *example, bool *held);
/* Runs all examples of a rule: a line "file:line: …" in `out` and one more in *failed for each that
 * does not hold. */
CL_MUST_USE cl_status cl_check_test_examples(const cl_example_bench *bench,
                                             const cl_check_rule *rule, cl_out *out,
                                             size_t *failed);

#endif
