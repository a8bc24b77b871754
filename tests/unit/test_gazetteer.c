#define _XOPEN_SOURCE 700 /* nftw and mkdtemp of tiny_rules.h */

#include "ruleset/gazetteer.h"

#include <time.h>

#include "base/limits.h"
#include "base/out.h"
#include "base/text.h"
#include "tiny_rules.h"

static cl_ruleset *rules;

static int set_up(void **state)
{
    (void)state;
    rules = tiny_rules();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    cl_ruleset_free(rules);
    return 0;
}

static void assert_finds(const char *text, size_t at, const char *value, size_t wanted)
{
    size_t len = 0;
    const cl_name *name =
        cl_gazetteer_find(cl_ruleset_gazetteer(rules), cl_span_of(text), at, &len);
    assert_non_null(name);
    assert_span_is(name->value, value);
    assert_int_equal(len, wanted);
}

static void assert_finds_nothing(const char *text, size_t at)
{
    size_t len = 0;
    assert_null(cl_gazetteer_find(cl_ruleset_gazetteer(rules), cl_span_of(text), at, &len));
}

static void the_longest_name_wins(void **state)
{
    (void)state;
    assert_finds("Guinea-Bissau OUT", 0, "GW", 13);
    assert_finds("Guinea OUT", 0, "GN", 6);
}

static void a_name_begins_and_ends_with_a_word(void **state)
{
    (void)state;
    assert_finds_nothing("Japanophile", 0);
    assert_finds_nothing("xJapan", 1);
    assert_finds("Japan's", 0, "JP", 5);
}

static void short_capitals_match_as_written(void **state)
{
    (void)state;
    assert_finds("US OUT", 0, "US", 2);
    assert_finds_nothing("us out", 0);
    assert_finds("japan out", 0, "JP", 5);
}

static void scripts_without_spaces_have_no_word_edges(void **state)
{
    (void)state;
    assert_finds("日本国内使用不可", 0, "JP", 6);
}

static void a_name_across_a_line_break_is_found(void **state)
{
    (void)state;
    assert_finds("South\nKorea", 0, "KR", 11);
}

static void the_words_around_a_name_can_spoil_it(void **state)
{
    (void)state;
    assert_finds_nothing("Prince of Wales", 10);
    assert_finds("Wales OUT", 0, "Wales", 5);
    assert_finds_nothing("Korea Strait", 0);
}

/* In a script without spaces a caption is one word: it must not be walked anew for every name. */
static void the_words_around_a_name_are_looked_for_near_it(void **state)
{
    (void)state;
    enum {
        NAMES = 200000,
        SECONDS = 10 /* it takes a tenth of one; walking it anew takes minutes */
    };
    cl_out text = {0};
    cl_out_repeat(&text, "中Wales", NAMES);
    assert_false(text.failed);
    cl_span all = cl_out_span(&text);
    clock_t start = clock();
    for (size_t at = 3; at < all.len && (clock() - start) / CLOCKS_PER_SEC < SECONDS; at += 8) {
        size_t len = 0;
        assert_non_null(cl_gazetteer_find(cl_ruleset_gazetteer(rules), all, at, &len));
    }
    assert_true((clock() - start) / CLOCKS_PER_SEC < SECONDS);
    cl_out_free(&text);
}

static void an_ambiguous_row_overrides_and_may_name_a_group(void **state)
{
    (void)state;
    size_t len = 0;
    const cl_name *name =
        cl_gazetteer_find(cl_ruleset_gazetteer(rules), cl_span_of("KOREA"), 0, &len);
    assert_non_null(name);
    assert_int_equal(name->confidence, CL_MEDIUM);
    assert_span_is(name->codes.items[0], "KR");
    assert_span_is(name->review.items[0], "KP");
    name = cl_gazetteer_find(cl_ruleset_gazetteer(rules), cl_span_of("Both Koreas"), 0, &len);
    assert_non_null(name);
    assert_int_equal(name->codes.count, 2);
}

/* Finds every text that leads to a node below `at`, `len` bytes of which stand in `text`. */
static size_t assert_finds_below(const cl_gazetteer *names, uint32_t at, uint8_t *text, size_t len)
{
    const cl_gazetteer_tables *tables = cl_gazetteer_tables_of(names);
    const cl_gazetteer_node *node = &tables->nodes[at];
    size_t found = 0;
    if (node->ending != 0) {
        bool capitals = tables->endings[node->ending - 1].any_case == 0;
        for (size_t i = 0; i < len && capitals; i++) {
            text[i] = text[i] >= 'a' && text[i] <= 'z' ? text[i] & 0xDF : text[i];
        }
        size_t known = 0;
        text[len] = ',';
        const cl_name *name = cl_gazetteer_find(names, (cl_span){text, len + 1}, 0, &known);
        assert_non_null(name);
        assert_true(known >= len);
        found++;
    }
    for (uint32_t i = node->children; i < node[1].children; i++) {
        size_t more = cl_utf8_put(tables->nodes[i].code, text + len);
        found += assert_finds_below(names, i, text, len + more);
    }
    return found;
}

static void every_text_of_the_trie_is_found(void **state)
{
    (void)state;
    uint8_t text[512];
    const cl_gazetteer *names = cl_ruleset_gazetteer(rules);
    assert_int_equal(assert_finds_below(names, 0, text, 0),
                     cl_gazetteer_tables_of(names)->ending_count);
}

/* Short names and names of signs are known by less than the first letters. */
static void the_filter_lets_every_name_through(void **state)
{
    (void)state;
    static const char *const words[] = {"AP",     "x",
                                        "U.K.",   "a b c",
                                        "-5",     "\xC3\xA9t\xC3\xA9",
                                        "e9",     "long",
                                        "R & R",  "the first of May",
                                        "O'Neill"};
    static const char *const behind[] = {"", " ", ".", "-day", "/x", " \xE6\x97\xA5", "\n1"};
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    cl_gazetteer *names = cl_gazetteer_new(arena);
    const cl_name *clash;
    static const cl_name name = {.mark = 1};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        assert_int_equal(cl_gazetteer_add(names, cl_span_of(words[i]), &name, &clash), CL_OK);
    }
    assert_int_equal(cl_gazetteer_finish(names), CL_OK);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        for (size_t k = 0; k < sizeof behind / sizeof *behind; k++) {
            size_t len = 0;
            cl_span text = cl_arena_format(arena, "(%s%s", words[i], behind[k]);
            assert_ptr_equal(cl_gazetteer_find(names, text, 1, &len), &name);
            assert_int_equal(len, cl_span_of(words[i]).len);
        }
    }
    cl_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_name_wins),
        cmocka_unit_test(a_name_begins_and_ends_with_a_word),
        cmocka_unit_test(short_capitals_match_as_written),
        cmocka_unit_test(scripts_without_spaces_have_no_word_edges),
        cmocka_unit_test(a_name_across_a_line_break_is_found),
        cmocka_unit_test(the_words_around_a_name_can_spoil_it),
        cmocka_unit_test(the_words_around_a_name_are_looked_for_near_it),
        cmocka_unit_test(every_text_of_the_trie_is_found),
        cmocka_unit_test(the_filter_lets_every_name_through),
        cmocka_unit_test(an_ambiguous_row_overrides_and_may_name_a_group),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
