#include "ruleset/prefilter.h"

#include "base/limits.h"
#include "caption/view.h"
#include "cl_test.h"
#include "places.h"

typedef struct filters {
    cl_arena *arena;
    cl_prefilter *filter;
} filters;

static filters new_filter(void)
{
    filters out = {.arena = cl_arena_new(CL_ARENA_RULES_MAX)};
    out.filter = cl_prefilter_new(out.arena);
    assert_non_null(out.filter);
    return out;
}

static cl_possible *run(filters with, const char *text)
{
    cl_possible *found = cl_prefilter_run(with.filter, with.arena, cl_span_of(text));
    assert_non_null(found);
    return found;
}

/* Words of which one is needed; the matches may begin anywhere. */
static void add_words(filters to, uint32_t phrase, cl_span *words, size_t count)
{
    const cl_array anywhere = {0};
    const cl_words sets[CL_LITERAL_SETS] = {{words, count, count}};
    assert_int_equal(cl_prefilter_add(to.filter, phrase, sets, &anywhere), CL_OK);
}

/* A pattern, in its branches. */
static void add_pattern(filters to, uint32_t phrase, const char *pattern)
{
    const cl_node *tree = NULL;
    assert_int_equal(cl_syntax_read(to.arena, cl_span_of(pattern), &tree), CL_OK);
    assert_non_null(tree);
    assert_int_equal(describe_branches(to.filter, to.arena, phrase, tree), CL_OK);
}

static void end(filters of)
{
    assert_int_equal(cl_prefilter_end(of.filter), CL_OK);
}

/* The phrases that can match, each with its places: "0:3,9 2:anywhere". */
static void assert_finds(filters with, const char *text, const char *expected)
{
    cl_possible *found = run(with, text);
    cl_candidate one;
    cl_out out = {0};
    for (size_t i = 0; cl_possible_next(found, &i, &one);) {
        cl_out_format(&out, "%s%u:%s", out.len == 0 ? "" : " ", (unsigned)one.phrase,
                      one.anywhere ? "anywhere" : "");
        const char *between = "";
        for (size_t at = cl_possible_place(found, &one, 0); !one.anywhere && at != SIZE_MAX;
             at = cl_possible_place(found, &one, at + 1)) {
            cl_out_format(&out, "%s%zu", between, at);
            between = ",";
        }
    }
    assert_span_is(cl_out_span(&out), expected);
    cl_out_free(&out);
}

static void a_phrase_is_possible_when_one_of_its_words_stands_in_the_text(void **state)
{
    (void)state;
    filters with = new_filter();
    add_words(with, 0, (cl_span[]){CL_SPAN("embargo"), CL_SPAN("sperrfrist")}, 2);
    add_words(with, 1, (cl_span[]){CL_SPAN("bargain")}, 1);
    add_words(with, 2, NULL, 0);
    end(with);
    assert_finds(with, "Unter SPERRFRIST", "0:anywhere 2:anywhere");
    assert_finds(with, "embargain", "1:anywhere 2:anywhere");
    assert_finds(with, "embar", "2:anywhere");
    assert_finds(with, "", "2:anywhere");
    cl_arena_free(with.arena);
}

static void a_word_of_each_set_is_needed(void **state)
{
    (void)state;
    filters with = new_filter();
    cl_span first[] = {CL_SPAN("ban")};
    cl_span second[] = {CL_SPAN("until"), CL_SPAN("before")};
    const cl_words sets[CL_LITERAL_SETS] = {{first, 1, 1}, {second, 2, 2}};
    const cl_array anywhere = {0};
    assert_int_equal(cl_prefilter_add(with.filter, 7, sets, &anywhere), CL_OK);
    end(with);
    assert_finds(with, "ban", "");
    assert_finds(with, "until", "");
    assert_finds(with, "before a ban", "7:anywhere");
    cl_arena_free(with.arena);
}

static void places_are_where_a_beginning_stands(void **state)
{
    (void)state;
    filters with = new_filter();
    add_pattern(with, 0, "no sales");
    add_pattern(with, 1, "\\bout\\b");
    end(with);
    assert_finds(with, "NO SALES; no sales, out", "0:0,10 1:20");
    assert_finds(with, "no sale", "");
    assert_finds(with, "timeout", "");
    assert_finds(with, "\u00E9 no sales", "0:3");
    cl_arena_free(with.arena);
}

static void places_of_all_branches_are_in_the_order_of_the_text(void **state)
{
    (void)state;
    filters with = new_filter();
    add_pattern(with, 0, "(?:kein|ohne) verkauf|nicht");
    add_pattern(with, 1, "archiv");
    end(with);
    assert_finds(with, "nicht ohne Verkauf, kein Verkauf", "0:0,6,20");
    assert_finds(with, "ohne Archiv", "1:5");
    cl_arena_free(with.arena);
}

static void a_place_is_asked_for_from_a_byte_on(void **state)
{
    (void)state;
    filters with = new_filter();
    cl_candidate one;
    size_t i = 0;
    add_pattern(with, 0, "ban");
    end(with);
    cl_possible *found = run(with, "ban ban");
    assert_true(cl_possible_next(found, &i, &one));
    assert_int_equal(cl_possible_place(found, &one, 0), 0);
    assert_int_equal(cl_possible_place(found, &one, 1), 4);
    assert_int_equal(cl_possible_place(found, &one, 4), 4);
    assert_int_equal(cl_possible_place(found, &one, 5), SIZE_MAX);
    assert_false(cl_possible_next(found, &i, &one));
    cl_arena_free(with.arena);
}

static void anywhere_ends_behind_the_text(void **state)
{
    (void)state;
    filters with = new_filter();
    cl_candidate one;
    size_t i = 0;
    add_words(with, 0, NULL, 0);
    end(with);
    cl_possible *found = run(with, "abc");
    assert_true(cl_possible_next(found, &i, &one));
    assert_int_equal(cl_possible_place(found, &one, 2), 2);
    assert_int_equal(cl_possible_place(found, &one, 3), 3);
    assert_int_equal(cl_possible_place(found, &one, 4), SIZE_MAX);
    cl_arena_free(with.arena);
}

static void a_gate_alone_finds_places(void **state)
{
    (void)state;
    filters with = new_filter();
    add_pattern(with, 0, "\\d+ (?:days|hours)");
    end(with);
    assert_finds(with, "in 24 hours", "0:3,4");
    assert_finds(with, "in 24", "");
    cl_arena_free(with.arena);
}

static void phrases_may_share_their_words(void **state)
{
    (void)state;
    filters with = new_filter();
    add_pattern(with, 0, "(?<=no )sale");
    add_pattern(with, 1, "sale");
    add_pattern(with, 2, "(?-i:SALE)");
    end(with);
    assert_finds(with, "SALE sale no sale", "0:13 1:0,5,13 2:0");
    cl_arena_free(with.arena);
}

static void an_open_filter_lets_everything(void **state)
{
    (void)state;
    filters with = new_filter();
    add_pattern(with, 0, "ban");
    add_pattern(with, 1, "out|in");
    end(with);
    cl_prefilter_open(with.filter);
    assert_finds(with, "x", "0:anywhere 1:anywhere");
    cl_arena_free(with.arena);
}

static void what_stands_outside_of_six_bits_is_told_apart(void **state)
{
    (void)state;
    filters with = new_filter();
    add_pattern(with, 0, "\u0437\u0430\u043F\u0440\u0435\u0442");
    add_pattern(with, 1, "\u7981\u6B62");
    add_pattern(with, 2, "\\x{E100}out");
    end(with);
    assert_finds(with, "\u0417\u0410\u041F\u0420\u0415\u0422", "0:0");
    assert_finds(with, "\u7981\u7981\u6B62", "1:3");
    assert_finds(with, "\uE101out \uE100OUT", "2:7");
    cl_arena_free(with.arena);
}

/* --- the shipped rules --- */

/* What the stage of a phrase sees of a text of which nothing was read yet. */
static cl_span view_of(cl_arena *arena, const cl_ruleset *rules, cl_stage stage, cl_span text)
{
    cl_folded *folded = cl_arena_alloc(arena, 1, sizeof *folded);
    cl_mask mask;
    cl_view view;
    assert_non_null(folded);
    assert_int_equal(cl_fold(arena, text, folded), CL_OK);
    assert_int_equal(cl_mask_new(arena, folded, &mask), CL_OK);
    if (stage == CL_STAGE_RESTRICTION) {
        assert_int_equal(cl_view_of_names(arena, rules, folded, &view), CL_OK);
    } else if (stage == CL_STAGE_CREDIT) {
        assert_int_equal(cl_view_of_credits(arena, rules, &mask, &view), CL_OK);
    } else {
        assert_int_equal(cl_view_of_rest(arena, &mask, &view), CL_OK);
    }
    return view.text;
}

/* The candidate of that phrase; false when the prefilter says that it cannot match. */
static bool candidate_of(const cl_possible *possible, size_t phrase, cl_candidate *out)
{
    for (size_t i = 0; cl_possible_next(possible, &i, out);) {
        if (out->phrase == phrase) {
            return true;
        }
    }
    return false;
}

/* Gives the number of matches. */
static size_t check_example(const cl_ruleset *rules, size_t i, cl_matcher *matcher, cl_span text)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    const cl_phrase *phrase = cl_ruleset_phrase(rules, i);
    cl_span view = view_of(arena, rules, phrase->stage, text);
    cl_possible *possible =
        cl_prefilter_run(cl_ruleset_prefilter(rules, phrase->stage), arena, view);
    matches all;
    matches found = {.count = 0};
    cl_candidate one;
    assert_non_null(possible);
    assert_int_equal(find_everywhere(phrase->pattern, matcher, view, &all), CL_OK);
    if (candidate_of(possible, i, &one)) {
        assert_int_equal(find_at_places(phrase->pattern, matcher, possible, view, &one, &found),
                         CL_OK);
    }
    if (!same_matches(&found, &all)) {
        fail_msg("%.*s matches \"%.*s\" elsewhere", CL_SPAN_PRINT(phrase->id), CL_SPAN_PRINT(text));
    }
    cl_arena_free(arena);
    return all.count;
}

/* Every pattern of the shipped rules, over every example of it. */
static void the_rules_match_their_examples_at_their_places_alone(void **state)
{
    (void)state;
    cl_error error = {0};
    cl_ruleset *rules = NULL;
    assert_int_equal(cl_ruleset_load(CL_SOURCE_FOLDER "/rules", &rules, &error), CL_OK);
    cl_matcher *matcher = cl_matcher_new();
    size_t matched = 0;
    size_t good = 0;
    for (size_t i = 0; i < cl_ruleset_phrase_count(rules); i++) {
        const cl_example *at = cl_ruleset_phrase(rules, i)->examples;
        for (; at != NULL; at = at->next) {
            size_t count = check_example(rules, i, matcher, at->text);
            matched += at->good && count > 0;
            good += at->good;
        }
    }
    /* Some are of fields whose names are not marked, which views do not show here. */
    assert_true(matched * 10 > good * 9);
    cl_matcher_free(matcher);
    cl_ruleset_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_phrase_is_possible_when_one_of_its_words_stands_in_the_text),
        cmocka_unit_test(a_word_of_each_set_is_needed),
        cmocka_unit_test(places_are_where_a_beginning_stands),
        cmocka_unit_test(places_of_all_branches_are_in_the_order_of_the_text),
        cmocka_unit_test(a_place_is_asked_for_from_a_byte_on),
        cmocka_unit_test(anywhere_ends_behind_the_text),
        cmocka_unit_test(a_gate_alone_finds_places),
        cmocka_unit_test(phrases_may_share_their_words),
        cmocka_unit_test(an_open_filter_lets_everything),
        cmocka_unit_test(what_stands_outside_of_six_bits_is_told_apart),
        cmocka_unit_test(the_rules_match_their_examples_at_their_places_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
