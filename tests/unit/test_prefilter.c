#include "ruleset/prefilter.h"

#include <stdlib.h>

#include "base/limits.h"
#include "cl_test.h"
#include "ruleset/fold.h"
#include "ruleset/ruleset.h"

static void a_phrase_is_possible_when_one_of_its_words_stands_in_the_text(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    cl_prefilter *filter = cl_prefilter_new(arena);
    cl_span first[] = {CL_SPAN("embargo"), CL_SPAN("sperrfrist")};
    cl_span second[] = {CL_SPAN("bargain")};
    uint8_t possible[3];
    assert_non_null(filter);
    assert_int_equal(cl_prefilter_add(filter, 0, (cl_words){first, 2, 2}), CL_OK);
    assert_int_equal(cl_prefilter_add(filter, 1, (cl_words){second, 1, 1}), CL_OK);
    assert_int_equal(cl_prefilter_add(filter, 2, (cl_words){0}), CL_OK);
    assert_int_equal(cl_prefilter_run(filter, arena, CL_SPAN("Unter SPERRFRIST"), possible), CL_OK);
    assert_int_equal(possible[0], 1);
    assert_int_equal(possible[1], 0);
    assert_int_equal(possible[2], 1);
    assert_int_equal(cl_prefilter_run(filter, arena, CL_SPAN("embargain"), possible), CL_OK);
    assert_int_equal(possible[0], 0);
    assert_int_equal(possible[1], 1);
    cl_arena_free(arena);
}

/* Every pattern of the shipped rules, over every example of them, folded: what matches must have
 * been possible. */
static void no_phrase_of_the_rules_matches_where_it_was_not_possible(void **state)
{
    (void)state;
    cl_error error = {0};
    cl_ruleset *rules = NULL;
    assert_int_equal(cl_ruleset_load(CL_SOURCE_FOLDER "/rules", &rules, &error), CL_OK);
    size_t count = cl_ruleset_phrase_count(rules);
    cl_matcher *matcher = cl_matcher_new();
    uint8_t *possible = calloc(count, 1);
    assert_non_null(possible);
    for (size_t i = 0; i < count; i++) {
        const cl_phrase *phrase = cl_ruleset_phrase(rules, i);
        for (const cl_example *at = phrase->examples; at != NULL; at = at->next) {
            cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
            cl_group groups[CL_GROUPS_MAX];
            cl_folded folded;
            assert_int_equal(cl_fold(arena, at->text, &folded), CL_OK);
            assert_int_equal(cl_ruleset_possible(rules, arena, folded.text, possible), CL_OK);
            cl_status status = cl_pattern_match(phrase->pattern, matcher, folded.text, 0, groups);
            if (status == CL_OK && cl_group_is_set(groups[0]) && !possible[i]) {
                fail_msg("%.*s matches \"%.*s\"", CL_SPAN_PRINT(phrase->id),
                         CL_SPAN_PRINT(at->text));
            }
            cl_arena_free(arena);
        }
    }
    free(possible);
    cl_matcher_free(matcher);
    cl_ruleset_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_phrase_is_possible_when_one_of_its_words_stands_in_the_text),
        cmocka_unit_test(no_phrase_of_the_rules_matches_where_it_was_not_possible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
