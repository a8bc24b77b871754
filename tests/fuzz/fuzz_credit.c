#include "caption/credit.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Loaded once, as by a program that checks many pictures. */
static const cl_ruleset *the_rules(void)
{
    static cl_ruleset *rules;
    cl_error error = {0};
    if (rules == NULL && cl_ruleset_load(CL_SOURCE_FOLDER "/rules", &rules, &error) != CL_OK) {
        (void)fprintf(stderr, "%s\n", error.message);
        abort();
    }
    return rules;
}

/* A credit printed as it is required lacks nothing. */
static void compare_with_itself(cl_arena *arena, const cl_credit *credit)
{
    cl_credit_difference difference;
    if (cl_credit_compare(the_rules(), arena, credit, credit->text, &difference) == CL_OK &&
        credit->text.len != 32 && difference.missing_agencies.count > 0) {
        abort();
    }
}

/* The first line is required, the rest printed. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cl_arena *arena = cl_arena_new(16u * 1024u * 1024u);
    cl_span printed = CL_EMPTY_SPAN;
    cl_credit credit = {.quoted = false};
    cl_credit_difference difference;
    if (arena == NULL) {
        return 0;
    }
    if (cl_utf8_repair(arena, (cl_span){data, size}, &printed) == CL_OK &&
        cl_span_next(&printed, '\n', &credit.text) &&
        cl_credit_parse(the_rules(), arena, &credit) == CL_OK) {
        compare_with_itself(arena, &credit);
        cl_status status = cl_credit_compare(the_rules(), arena, &credit, printed, &difference);
        if (status != CL_OK && status != CL_LIMIT && status != CL_NO_MEMORY) {
            abort();
        }
    }
    cl_arena_free(arena);
    return 0;
}
