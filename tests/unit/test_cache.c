#define _XOPEN_SOURCE 700 /* nftw and mkdtemp of tiny_rules.h */

#include "ruleset/cache.h"

#include <fcntl.h>

#include "ruleset/cache_file.h"
#include "ruleset/pattern.h"
#include "tiny_rules.h"

/* Matches may begin anywhere. */
#define WHOLE ((cl_group){0, SIZE_MAX})

enum {
    PATH_LEN = 512
};

/* A folder of its own for each test: rules/ and what is kept of them in kept/. */
typedef struct bench {
    char top[64];
    char rules[PATH_LEN];
    char kept[PATH_LEN];
    cl_cache cache;
} bench;

static void run(const char *command)
{
    assert_int_equal(system(command), 0);
}

static int set_up(void **state)
{
    bench *made = calloc(1, sizeof *made);
    char command[2 * PATH_LEN];
    assert_non_null(made);
    (void)snprintf(made->top, sizeof made->top, "/tmp/captionlint-cache-XXXXXX");
    assert_non_null(mkdtemp(made->top));
    (void)snprintf(made->rules, PATH_LEN, "%s/rules", made->top);
    (void)snprintf(made->kept, PATH_LEN, "%s/cache/kept", made->top);
    (void)snprintf(command, sizeof command, "cp -R '%s' '%s'", CL_TINY_RULES, made->rules);
    run(command);
    made->cache = (cl_cache){made->kept, CL_SPAN("test"), CL_SPAN("build 1")};
    *state = made;
    return 0;
}

static int tear_down(void **state)
{
    bench *made = *state;
    assert_int_equal(nftw(made->top, remove_entry, 8, FTW_DEPTH | FTW_PHYS), 0);
    free(made);
    return 0;
}

static cl_ruleset *open_rules(const bench *at)
{
    cl_error error = {0};
    cl_ruleset *rules = NULL;
    if (cl_ruleset_open(at->rules, &at->cache, &rules, &error) != CL_OK) {
        fail_msg("%s", error.message);
    }
    return rules;
}

static size_t count_phrases(const bench *at)
{
    cl_ruleset *rules = open_rules(at);
    size_t count = cl_ruleset_phrase_count(rules);
    cl_ruleset_free(rules);
    return count;
}

/* The one file in the cache folder; false when there is none. */
static bool find_kept(const bench *at, char name[PATH_LEN])
{
    char command[2 * PATH_LEN];
    (void)snprintf(command, sizeof command, "ls '%s' 2>/dev/null", at->kept);
    FILE *list = popen(command, "r");
    assert_non_null(list);
    bool found = fgets(name, PATH_LEN, list) != NULL;
    (void)pclose(list);
    name[found ? strcspn(name, "\n") : 0] = '\0';
    return found;
}

static struct stat stat_of(const char *folder, const char *name)
{
    struct stat about;
    char path[2 * PATH_LEN];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(lstat(path, &about), 0);
    return about;
}

static bool can_map(const bench *at)
{
    char name[PATH_LEN];
    cl_cached cached;
    bool mapped = find_kept(at, name) && cl_cache_map(at->kept, name, &cached);
    if (mapped) {
        cl_cache_unmap(&cached);
    }
    return mapped;
}

static void write_rule(const bench *at, const char *name, const char *id)
{
    char path[2 * PATH_LEN];
    (void)snprintf(path, sizeof path, "%s/restrictions/%s", at->rules, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fprintf(file,
                        "family: more\nphrases:\n  - id: more.%s\n    pattern: 'xyz'\n"
                        "    reads: {nothing: true}\n    good: [xyz]\n    bad: [abc]\n",
                        id) > 0);
    assert_int_equal(fclose(file), 0);
}

/* --- use --- */

static void the_first_run_keeps_the_rules_for_the_user_alone(void **state)
{
    const bench *at = *state;
    char name[PATH_LEN];
    assert_false(find_kept(at, name));
    (void)count_phrases(at);
    assert_true(find_kept(at, name));
    assert_int_equal(stat_of(at->kept, name).st_mode & 0777, 0600);
    assert_int_equal(stat_of(at->kept, ".").st_mode & 0777, 0700);
    assert_true(can_map(at));
}

/* What is kept under the name of the rules is other rules: they are what one gets. */
static void what_is_kept_is_used(void **state)
{
    bench *at = *state;
    size_t before = count_phrases(at);
    char name[PATH_LEN];
    cl_cached cached;
    assert_true(find_kept(at, name));
    assert_true(cl_cache_map(at->kept, name, &cached));
    cl_cache_manifest manifest = *cached.manifest; /* of the rules as they are */

    bench other = *at;
    cl_arena *arena = cl_arena_new((size_t)64 << 20);
    cl_out begin = {0};
    cl_span image;
    cl_cached more;
    char more_name[PATH_LEN];
    (void)snprintf(other.kept, PATH_LEN, "%s/other", at->top);
    other.cache.folder = other.kept;
    write_rule(at, "more.yaml", "first");
    assert_int_equal(count_phrases(&other), before + 1);
    assert_true(find_kept(&other, more_name));
    assert_true(cl_cache_map(other.kept, more_name, &more));
    assert_int_equal(cl_cache_read_image(&more, arena, &image), CL_OK);
    assert_int_equal(cl_cache_begin(&manifest, image, &begin), CL_OK);
    assert_true(cl_cache_store(at->kept, name, cl_out_span(&begin), image));

    char path[2 * PATH_LEN];
    (void)snprintf(path, sizeof path, "%s/restrictions/more.yaml", at->rules);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(count_phrases(at), before + 1);
    cl_cache_unmap(&cached);
    cl_cache_unmap(&more);
    cl_out_free(&begin);
    cl_arena_free(arena);
}

static void rules_from_the_cache_match_as_others_do(void **state)
{
    const bench *at = *state;
    (void)count_phrases(at);
    assert_true(can_map(at));
    cl_error error = {0};
    cl_ruleset *compiled = NULL;
    cl_ruleset *kept = open_rules(at);
    assert_int_equal(cl_ruleset_load(at->rules, &compiled, &error), CL_OK);
    assert_int_equal(cl_ruleset_phrase_count(kept), cl_ruleset_phrase_count(compiled));
    assert_true(cl_span_equal(cl_ruleset_hash(kept), cl_ruleset_hash(compiled)));
    cl_matcher *matcher = cl_matcher_new();
    for (size_t i = 0; i < cl_ruleset_phrase_count(kept); i++) {
        const cl_phrase *left = cl_ruleset_phrase(kept, i);
        const cl_phrase *right = cl_ruleset_phrase(compiled, i);
        assert_true(cl_span_equal(left->id, right->id));
        assert_string_equal(left->file, right->file);
        for (const cl_example *text = right->examples; text != NULL; text = text->next) {
            cl_group a[CL_GROUPS_MAX];
            cl_group b[CL_GROUPS_MAX];
            assert_int_equal(cl_pattern_match(left->pattern, matcher, text->text, WHOLE, a), CL_OK);
            assert_int_equal(cl_pattern_match(right->pattern, matcher, text->text, WHOLE, b),
                             CL_OK);
            assert_int_equal(a[0].start, b[0].start);
            assert_int_equal(a[0].end, b[0].end);
        }
    }
    cl_matcher_free(matcher);
    cl_ruleset_free(kept);
    cl_ruleset_free(compiled);
}

/* --- change --- */

static void a_new_changed_or_removed_rule_file_is_noticed(void **state)
{
    const bench *at = *state;
    size_t before = count_phrases(at);
    write_rule(at, "more.yaml", "first");
    assert_int_equal(count_phrases(at), before + 1);
    write_rule(at, "more.yaml", "other"); /* as many bytes */
    cl_ruleset *rules = open_rules(at);
    assert_non_null(cl_ruleset_phrase_of(rules, CL_SPAN("more.other")));
    assert_null(cl_ruleset_phrase_of(rules, CL_SPAN("more.first")));
    cl_ruleset_free(rules);
    char path[2 * PATH_LEN];
    (void)snprintf(path, sizeof path, "%s/restrictions/more.yaml", at->rules);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(count_phrases(at), before);
}

static void a_rule_file_that_became_wrong_is_told(void **state)
{
    const bench *at = *state;
    (void)count_phrases(at);
    write_rule(at, "more.yaml", "first\n    patern: x");
    cl_error error = {0};
    cl_ruleset *rules = NULL;
    assert_int_equal(cl_ruleset_open(at->rules, &at->cache, &rules, &error), CL_BAD_RULES);
    assert_non_null(strstr(error.message, "restrictions/more.yaml:4:"));
}

static void another_build_compiles_anew(void **state)
{
    bench *at = *state;
    char name[PATH_LEN];
    (void)count_phrases(at);
    assert_true(find_kept(at, name));
    ino_t before = stat_of(at->kept, name).st_ino;
    (void)count_phrases(at);
    assert_int_equal(stat_of(at->kept, name).st_ino, before);
    at->cache.build = CL_SPAN("build 2");
    (void)count_phrases(at);
    assert_int_not_equal(stat_of(at->kept, name).st_ino, before);
}

static void only_so_many_are_kept(void **state)
{
    const bench *at = *state;
    for (int i = 0; i < 2 * (int)CL_CACHE_FILES_MAX; i++) {
        char name[64];
        (void)snprintf(name, sizeof name, CL_CACHE_PREFIX "%d", i);
        assert_true(cl_cache_store(at->kept, name, CL_SPAN("some"), CL_SPAN("thing")));
    }
    char command[2 * PATH_LEN];
    (void)snprintf(command, sizeof command, "test $(ls '%s' | wc -l) -eq %u", at->kept,
                   CL_CACHE_FILES_MAX);
    run(command);
}

/* --- damage --- */

static cl_span read_kept(const bench *at, cl_arena *arena, char name[PATH_LEN])
{
    char path[2 * PATH_LEN];
    assert_true(find_kept(at, name));
    (void)snprintf(path, sizeof path, "%s/%s", at->kept, name);
    size_t size = (size_t)stat_of(at->kept, name).st_size;
    uint8_t *bytes = cl_arena_alloc(arena, size, 1);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fread(bytes, 1, size, file), size);
    (void)fclose(file);
    return (cl_span){bytes, size};
}

static void a_file_that_ends_early_is_refused_and_made_anew(void **state)
{
    const bench *at = *state;
    size_t count = count_phrases(at);
    cl_arena *arena = cl_arena_new((size_t)64 << 20);
    char name[PATH_LEN];
    cl_span whole = read_kept(at, arena, name);
    for (size_t len = 0; len < whole.len; len += len < 256 ? 1 : 9973) {
        assert_true(cl_cache_store(at->kept, name, CL_EMPTY_SPAN, cl_span_sub(whole, 0, len)));
        assert_false(can_map(at));
    }
    assert_int_equal(count_phrases(at), count);
    assert_true(can_map(at));
    cl_arena_free(arena);
}

/* Opens the rules in whatever state the cache is, and matches with each pattern. */
static void use_all(const bench *at, size_t count)
{
    cl_group groups[CL_GROUPS_MAX];
    cl_matcher *matcher = cl_matcher_new();
    cl_ruleset *rules = open_rules(at);
    assert_int_equal(cl_ruleset_phrase_count(rules), count);
    for (size_t i = 0; i < count; i++) {
        const cl_phrase *phrase = cl_ruleset_phrase(rules, i);
        assert_int_equal(
            cl_pattern_match(phrase->pattern, matcher, CL_SPAN("NO SALES"), WHOLE, groups), CL_OK);
    }
    cl_ruleset_free(rules);
    cl_matcher_free(matcher);
}

static void a_changed_byte_is_refused_or_harmless(void **state)
{
    const bench *at = *state;
    size_t count = count_phrases(at);
    cl_arena *arena = cl_arena_new((size_t)64 << 20);
    char name[PATH_LEN];
    cl_span whole = read_kept(at, arena, name);
    uint8_t *copy = cl_arena_alloc(arena, whole.len, 1);
    void *wanted;
    size_t plain = cl_cache_plain(whole, whole.len, &wanted);
    assert_true(plain > 0 && plain < whole.len);
    for (size_t i = 0; i < whole.len; i += i < 64      ? 1
                                           : i < plain ? whole.len / 50
                                                       : whole.len / 20) {
        memcpy(copy, whole.data, whole.len);
        copy[i] ^= (uint8_t)(1u << i % 8);
        assert_true(cl_cache_store(at->kept, name, CL_EMPTY_SPAN, (cl_span){copy, whole.len}));
        assert_int_equal(can_map(at), i >= plain);
        use_all(at, count);
    }
    cl_arena_free(arena);
}

/* --- whose it is --- */

static void change_mode(const bench *at, const char *name, mode_t mode)
{
    char path[2 * PATH_LEN];
    (void)snprintf(path, sizeof path, "%s/%s", at->kept, name);
    assert_int_equal(chmod(path, mode), 0);
}

static void what_others_can_write_is_not_used(void **state)
{
    const bench *at = *state;
    char name[PATH_LEN];
    (void)count_phrases(at);
    assert_true(find_kept(at, name));
    change_mode(at, name, 0660);
    assert_false(can_map(at));
    change_mode(at, name, 0602);
    assert_false(can_map(at));
    change_mode(at, name, 0600);
    assert_true(can_map(at));
    change_mode(at, ".", 0770);
    assert_false(can_map(at));
    assert_false(cl_cache_store(at->kept, name, CL_SPAN("some"), CL_SPAN("thing")));
    change_mode(at, ".", 0700);
    assert_true(can_map(at));
}

static void what_somebody_else_owns_is_not_used(void **state)
{
    const bench *at = *state;
    char name[PATH_LEN];
    char path[2 * PATH_LEN];
    if (geteuid() != 0) {
        skip(); /* only root gives files away */
    }
    (void)count_phrases(at);
    assert_true(find_kept(at, name));
    (void)snprintf(path, sizeof path, "%s/%s", at->kept, name);
    assert_int_equal(chown(path, 1234, 1234), 0);
    assert_false(can_map(at));
    assert_int_equal(chown(path, 0, 0), 0);
    assert_true(can_map(at));
    assert_int_equal(chown(at->kept, 1234, 1234), 0);
    assert_false(can_map(at));
}

static void a_link_or_pipe_is_not_used(void **state)
{
    const bench *at = *state;
    char name[PATH_LEN];
    char command[4 * PATH_LEN];
    (void)count_phrases(at);
    assert_true(find_kept(at, name));
    (void)snprintf(command, sizeof command, "cd '%s' && mv '%s' ../real && ln -s ../real '%s'",
                   at->kept, name, name);
    run(command);
    assert_false(can_map(at));
    (void)snprintf(command, sizeof command, "cd '%s' && rm '%s' && mkfifo '%s'", at->kept, name,
                   name);
    run(command);
    assert_false(can_map(at));
    use_all(at, count_phrases(at));
    assert_true(can_map(at));
}

static void a_folder_that_cannot_be_made_is_nothing_to_tell(void **state)
{
    bench *at = *state;
    at->cache.folder = "/dev/null/captionlint";
    assert_true(count_phrases(at) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_first_run_keeps_the_rules_for_the_user_alone, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_is_kept_is_used, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rules_from_the_cache_match_as_others_do, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_new_changed_or_removed_rule_file_is_noticed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_rule_file_that_became_wrong_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_build_compiles_anew, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_so_many_are_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_that_ends_early_is_refused_and_made_anew, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_changed_byte_is_refused_or_harmless, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_others_can_write_is_not_used, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_somebody_else_owns_is_not_used, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_link_or_pipe_is_not_used, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_folder_that_cannot_be_made_is_nothing_to_tell, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
