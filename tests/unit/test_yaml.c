#include "ruleset/yaml.h"

#include <string.h>

#include "base/limits.h"
#include "base/out.h"

#include "cl_test.h"

static cl_arena *arena;
static cl_error error;

static int set_up(void **state)
{
    (void)state;
    arena = cl_arena_new(CL_ARENA_RULES_MAX);
    error = (cl_error){0};
    return arena == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    cl_arena_free(arena);
    return 0;
}

static cl_status parse(const char *text, cl_yaml **out)
{
    return cl_yaml_parse(arena, "rules/a.yaml", cl_span_of(text), out, &error);
}

static const cl_yaml *parsed(const char *text)
{
    cl_yaml *root = NULL;
    cl_status status = parse(text, &root);
    if (status != CL_OK) {
        print_error("%s\n", error.message);
    }
    assert_int_equal(status, CL_OK);
    assert_non_null(root);
    return root;
}

static void assert_refused(const char *text, cl_status status, const char *message)
{
    cl_yaml *root = NULL;
    error = (cl_error){0};
    assert_int_equal(parse(text, &root), status);
    assert_null(root);
    assert_string_equal(error.message, message);
}

static void maps_and_lists_keep_their_order(void **state)
{
    (void)state;
    const cl_yaml *root = parsed("family: territory\nphrases:\n  - id: a\n  - id: b\n");
    assert_int_equal(root->kind, CL_YAML_MAP);
    assert_int_equal(root->count, 2);
    assert_span_is(root->first->key, "family");
    assert_span_is(root->first->text, "territory");
    const cl_yaml *phrases = cl_yaml_get(root, "phrases");
    assert_non_null(phrases);
    assert_int_equal(phrases->kind, CL_YAML_LIST);
    assert_int_equal(phrases->count, 2);
    assert_span_is(cl_yaml_text(phrases->first, "id"), "a");
    assert_span_is(cl_yaml_text(phrases->first->next, "id"), "b");
    assert_null(phrases->first->next->next);
}

static void every_value_and_key_knows_its_line_and_column(void **state)
{
    (void)state;
    const cl_yaml *root = parsed("# note\nwhy: |\n  x\nlist:\n  - é: {k: v}\n");
    const cl_yaml *list = cl_yaml_get(root, "list");
    assert_non_null(list);
    assert_int_equal(list->key_line, 4);
    assert_int_equal(list->key_column, 1);
    const cl_yaml *inner = cl_yaml_get(list->first, "é");
    assert_non_null(inner);
    assert_int_equal(inner->line, 5);
    assert_int_equal(inner->column, 8);
    assert_int_equal(inner->first->column, 12);
    assert_int_equal(inner->first->key_column, 9);
}

static void text_is_terminated_and_quotes_are_remembered(void **state)
{
    (void)state;
    const cl_yaml *root = parsed("a: '1'\nb: 1\nc: |\n  two\n  lines\nd:\n");
    assert_true(cl_yaml_get(root, "a")->quoted);
    assert_false(cl_yaml_get(root, "b")->quoted);
    assert_true(cl_yaml_get(root, "c")->quoted);
    assert_span_is(cl_yaml_text(root, "c"), "two\nlines\n");
    assert_int_equal(cl_yaml_text(root, "b").data[1], '\0');
    assert_int_equal(cl_yaml_get(root, "d")->kind, CL_YAML_SCALAR);
    assert_int_equal(cl_yaml_text(root, "d").len, 0);
}

static void a_file_of_nothing_is_an_empty_map(void **state)
{
    (void)state;
    const char *const files[] = {"",      "\n\n",       "# only a comment\n",
                                 "---\n", "---\n...\n", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        const cl_yaml *root = parsed(files[i]);
        assert_int_equal(root->kind, CL_YAML_MAP);
        assert_int_equal(root->count, 0);
    }
}

static void what_is_not_there_is_null_or_empty(void **state)
{
    (void)state;
    const cl_yaml *root = parsed("list: [a, b]\n");
    assert_null(cl_yaml_get(root, "other"));
    assert_null(cl_yaml_get(NULL, "other"));
    assert_null(cl_yaml_get(cl_yaml_get(root, "list"), "a"));
    assert_int_equal(cl_yaml_text(root, "list").len, 0);
}

static void broken_yaml_names_its_place(void **state)
{
    (void)state;
    assert_refused("a: b\n c: d\n", CL_BAD_RULES,
                   "rules/a.yaml:2:3: mapping values are not allowed in this context; "
                   "check quotes and indents");
    assert_refused("a: [b\n", CL_BAD_RULES,
                   "rules/a.yaml:2:1: did not find expected ',' or ']' while parsing a flow "
                   "sequence that begins in line 1; check quotes and indents");
    assert_refused("a: 'b\n", CL_BAD_RULES,
                   "rules/a.yaml:2:1: found unexpected end of stream while scanning a quoted "
                   "scalar that begins in line 1; check quotes and indents");
}

static void a_key_that_stands_twice_is_refused(void **state)
{
    (void)state;
    assert_refused("b: 1\na: 2\nb: 3\n", CL_BAD_RULES,
                   "rules/a.yaml:3:1: \"b\" stands in line 1 already; keep one");
    assert_refused("- {x: 1, 'x': 2}\n", CL_BAD_RULES,
                   "rules/a.yaml:1:10: \"x\" stands in line 1 already; keep one");
    parsed("- {x: 1}\n- {x: 2}\n");
}

static void anchors_aliases_and_tags_are_refused(void **state)
{
    (void)state;
    const char *anchors = "rules/a.yaml:1:4: anchors (&) and aliases (*) are not read; "
                          "write the value out, or quote it";
    const char *tags =
        "rules/a.yaml:1:4: tags (!) are not read; remove the tag, or quote the value";
    assert_refused("a: &x 1\nb: *x\n", CL_BAD_RULES, anchors);
    assert_refused("a: &x [1]\n", CL_BAD_RULES, anchors);
    assert_refused("a: &x {b: 1}\n", CL_BAD_RULES, anchors);
    assert_refused("a: *x\n", CL_BAD_RULES, anchors);
    assert_refused("a: !!str 1\n", CL_BAD_RULES, tags);
    assert_refused("a: !own [1]\n", CL_BAD_RULES, tags);
    assert_refused("a: !!map {b: 1}\n", CL_BAD_RULES, tags);
}

static void only_one_document_is_read(void **state)
{
    (void)state;
    assert_refused("a: 1\n---\nb: 2\n", CL_BAD_RULES,
                   "rules/a.yaml:2:1: a second document; put it into a file of its own");
    assert_refused("---\n---\n", CL_BAD_RULES,
                   "rules/a.yaml:2:1: a second document; put it into a file of its own");
}

static void keys_are_words(void **state)
{
    (void)state;
    assert_refused("? [a]\n: 1\n", CL_BAD_RULES,
                   "rules/a.yaml:1:3: a key is a list or a map; keys are plain words");
    assert_refused("a: 1\n'': 2\n", CL_BAD_RULES, "rules/a.yaml:2:1: an empty key; name it");
}

static void bytes_that_are_not_text_are_refused(void **state)
{
    (void)state;
    assert_refused("a: 1\né: \xFF\n", CL_BAD_RULES,
                   "rules/a.yaml:2:4: not UTF-8; save the file as UTF-8");
    assert_refused("a: 1\né: \x01\n", CL_BAD_RULES,
                   "rules/a.yaml:2:4: a character that YAML does not allow; remove it");
    assert_refused("a: \"\\0\"\n", CL_BAD_RULES, "rules/a.yaml:1:4: a value holds \\0; remove it");
    assert_span_is(cl_yaml_text(parsed("a: \xEF\xBF\xBD\n"), "a"), "\xEF\xBF\xBD");
}

static void sixteen_bit_text_is_refused_not_guessed(void **state)
{
    (void)state;
    static const uint8_t wide[] = {0xFF, 0xFE, 'a', 0, ':', 0, ' ', 0, '1', 0};
    cl_yaml *root = NULL;
    cl_span bytes = {wide, sizeof wide};
    assert_int_equal(cl_yaml_parse(arena, "w.yaml", bytes, &root, &error), CL_BAD_RULES);
    assert_string_equal(error.message, "w.yaml:1:1: not UTF-8; save the file as UTF-8");
}

static void nesting_stops_at_its_cap(void **state)
{
    (void)state;
    char text[256];
    size_t deepest = CL_YAML_DEPTH_MAX;
    memset(text, '[', sizeof text);
    memset(text + deepest, ']', deepest);
    text[2 * deepest] = '\0';
    parsed(text);
    memset(text, '[', sizeof text);
    text[sizeof text - 1] = '\0';
    assert_refused(text, CL_LIMIT, "rules/a.yaml:1:33: nested too deeply; write it flatter");
}

static void the_count_of_values_stops_at_its_cap(void **state)
{
    (void)state;
    cl_out list = {0};
    cl_out_text(&list, "[");
    cl_out_repeat(&list, "0,", CL_YAML_NODES_MAX + 1);
    cl_yaml *root = NULL;
    cl_status status = cl_yaml_parse(arena, "many.yaml", cl_out_span(&list), &root, &error);
    cl_out_free(&list);
    assert_int_equal(status, CL_LIMIT);
    assert_non_null(strstr(error.message, ": too many values; split the file"));
}

static void a_full_arena_says_so(void **state)
{
    (void)state;
    cl_arena *small = cl_arena_new(512);
    cl_yaml *root = NULL;
    cl_status status =
        cl_yaml_parse(small, "a.yaml", CL_SPAN("[a, b, c, d, e, f, g, h]"), &root, &error);
    cl_arena_free(small);
    assert_int_equal(status, CL_LIMIT);
    assert_string_equal(error.message,
                        "a.yaml: more than rules may hold in memory; split the file");
}

static void unknown_keys_are_refused_with_the_known_ones(void **state)
{
    (void)state;
    static const char *const allowed[] = {"id", "level", NULL};
    assert_int_equal(cl_yaml_allow(parsed("id: a\nlevel: b\n"), allowed, &error), CL_OK);
    assert_int_equal(cl_yaml_allow(parsed("id: a\nlevle: b\n"), allowed, &error), CL_BAD_RULES);
    assert_string_equal(error.message,
                        "rules/a.yaml:2:1: unknown key \"levle\"; use one of id, level");
}

static void a_list_where_a_map_is_wanted_is_refused(void **state)
{
    (void)state;
    static const char *const allowed[] = {"id", NULL};
    assert_int_equal(cl_yaml_allow(parsed("- id\n"), allowed, &error), CL_BAD_RULES);
    assert_string_equal(error.message, "rules/a.yaml:1:1: a map of keys and values is wanted here");
}

static void an_error_names_the_place_of_its_value(void **state)
{
    (void)state;
    const cl_yaml *root = parsed("id: a\nlevel: hgih\n");
    const cl_yaml *level = cl_yaml_get(root, "level");
    assert_int_equal(cl_yaml_error(level, &error, "\"%s\" is no level", "hgih"), CL_BAD_RULES);
    assert_string_equal(error.message, "rules/a.yaml:2:8: \"hgih\" is no level");
}

static void every_prefix_of_a_good_file_is_read_or_refused(void **state)
{
    (void)state;
    cl_span good = CL_SPAN("a: [b, 'c', \"d\"]\ne:\n  - |\n    f\n  - {g: h, i: é}\n");
    for (size_t len = 0; len <= good.len; len++) {
        cl_yaml *root = NULL;
        error = (cl_error){0};
        cl_status status = cl_yaml_parse(arena, "p.yaml", cl_span_sub(good, 0, len), &root, &error);
        assert_true(status == CL_OK ? root != NULL : error.message[0] != '\0');
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(maps_and_lists_keep_their_order),
        TEST(every_value_and_key_knows_its_line_and_column),
        TEST(text_is_terminated_and_quotes_are_remembered),
        TEST(a_file_of_nothing_is_an_empty_map),
        TEST(what_is_not_there_is_null_or_empty),
        TEST(broken_yaml_names_its_place),
        TEST(a_key_that_stands_twice_is_refused),
        TEST(anchors_aliases_and_tags_are_refused),
        TEST(only_one_document_is_read),
        TEST(keys_are_words),
        TEST(bytes_that_are_not_text_are_refused),
        TEST(sixteen_bit_text_is_refused_not_guessed),
        TEST(nesting_stops_at_its_cap),
        TEST(the_count_of_values_stops_at_its_cap),
        TEST(a_full_arena_says_so),
        TEST(unknown_keys_are_refused_with_the_known_ones),
        TEST(a_list_where_a_map_is_wanted_is_refused),
        TEST(an_error_names_the_place_of_its_value),
        TEST(every_prefix_of_a_good_file_is_read_or_refused),
    };
#undef TEST
    return cmocka_run_group_tests(tests, NULL, NULL);
}
