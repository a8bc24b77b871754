#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "captionlint.h"
#include "cl_test.h"

enum {
    INPUTS = 900 /* more than wait at once */
};

static const char rules_folder[] = CL_SOURCE_FOLDER "/rules";

/* What was told of a run. */
typedef struct told {
    captionlint_run *run;
    size_t results;
    size_t failures;
    size_t blocks;
    size_t stop_after; /* 0: never */
    size_t end_after;  /* 0: never */
    bool in_order;
    bool mapped;
    char last[256];
} told;

static captionlint *lint;

static int open_lint(void **state)
{
    captionlint_error error = {0};
    (void)state;
    lint = captionlint_new(rules_folder, &error);
    if (lint == NULL || captionlint_edition_add(lint, "mine", &error) != CAPTIONLINT_OK ||
        captionlint_edition_set(lint, "mine", "territory", "KR", &error) != CAPTIONLINT_OK) {
        print_error("%s\n", error.message);
        return 1;
    }
    return 0;
}

static int close_lint(void **state)
{
    (void)state;
    captionlint_free(lint);
    return 0;
}

static void name_of(size_t i, char out[32])
{
    (void)snprintf(out, 32, "picture-%zu.txt", i);
}

static int on_result(const captionlint_result *result, void *user)
{
    told *out = user;
    char expected[32];
    name_of(out->results, expected);
    out->in_order = out->in_order && strcmp(result->path, expected) == 0;
    out->mapped = out->mapped && result->mapped != NULL && strcmp(result->mapped, expected) == 0;
    out->failures += result->status == CAPTIONLINT_OK ? 0 : 1;
    out->blocks += result->verdict == CAPTIONLINT_VERDICT_BLOCK ? 1 : 0;
    out->results++;
    (void)snprintf(out->last, sizeof out->last, "%s", result->path);
    if (out->results == out->end_after) {
        captionlint_run_stop(out->run);
    }
    return out->results == out->stop_after ? 1 : 0;
}

static void *copy_path(const captionlint_picture *picture, void *user)
{
    (void)user;
    return strdup(captionlint_picture_path(picture));
}

static captionlint_status add_text(captionlint_run *run, size_t i)
{
    char name[32];
    char text[96];
    captionlint_error error = {0};
    name_of(i, name);
    (void)snprintf(text, sizeof text, "Picture %zu.%s", i, i % 3 == 0 ? " SOUTH KOREA OUT" : "");
    const captionlint_input input = {.path = name, .bytes = text, .len = strnlen(text, 96)};
    captionlint_status status = captionlint_run_add(run, &input, &error);
    /* What was given may be changed as soon as the call is back. */
    memset(name, '!', sizeof name);
    memset(text, '!', sizeof text);
    return status;
}

static told run_with(captionlint_run_options options, told out, captionlint_status *status)
{
    captionlint_error error = {0};
    out.in_order = true;
    out.mapped = true;
    options.user = &out;
    options.each = on_result;
    out.run = captionlint_run_new(lint, &options, &error);
    assert_non_null(out.run);
    *status = CAPTIONLINT_OK;
    for (size_t i = 0; i < INPUTS && *status == CAPTIONLINT_OK; i++) {
        *status = add_text(out.run, i);
    }
    captionlint_status ended = captionlint_run_end(out.run, &error);
    *status = *status == CAPTIONLINT_OK ? ended : *status;
    return out;
}

static const unsigned thread_counts[] = {0, 1, 2, 7};

static void results_come_in_the_order_of_the_inputs(void **state)
{
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        captionlint_status status;
        told out = run_with((captionlint_run_options){.threads = thread_counts[i]},
                            (told){.results = 0}, &status);
        assert_int_equal(status, CAPTIONLINT_OK);
        assert_int_equal(out.results, INPUTS);
        assert_int_equal(out.blocks, INPUTS / 3);
        assert_true(out.in_order);
    }
}

static void what_map_gives_comes_with_its_picture_and_is_freed(void **state)
{
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        captionlint_status status;
        const captionlint_run_options options = {
            .threads = thread_counts[i], .map = copy_path, .drop = free};
        told out = run_with(options, (told){.results = 0}, &status);
        assert_true(out.mapped);
        out = run_with(options, (told){.stop_after = 5}, &status);
        assert_int_equal(status, CAPTIONLINT_STOPPED);
        assert_true(out.mapped);
    }
}

static void a_result_that_is_refused_is_the_last_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        captionlint_status status;
        told out = run_with((captionlint_run_options){.threads = thread_counts[i]},
                            (told){.stop_after = 400}, &status);
        assert_int_equal(status, CAPTIONLINT_STOPPED);
        assert_int_equal(out.results, 400);
        assert_true(out.in_order);
    }
}

static void a_run_that_is_ended_tells_what_was_begun(void **state)
{
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        captionlint_status status;
        told out = run_with((captionlint_run_options){.threads = thread_counts[i]},
                            (told){.end_after = 300}, &status);
        assert_int_equal(status, CAPTIONLINT_STOPPED);
        assert_true(out.results >= 300);
        assert_true(out.in_order);
    }
}

static void a_run_that_is_given_up_tells_nothing(void **state)
{
    (void)state;
    captionlint_error error = {0};
    told out = {.in_order = true};
    const captionlint_run_options options = {
        .threads = 2, .map = copy_path, .drop = free, .each = on_result, .user = &out};
    captionlint_run *run = captionlint_run_new(lint, &options, &error);
    assert_int_equal(add_text(run, 0), CAPTIONLINT_OK);
    size_t before = out.results;
    captionlint_run_drop(run);
    assert_int_equal(out.results, before);
    captionlint_run_drop(NULL);
}

static void what_cannot_be_read_is_told_in_its_place(void **state)
{
    (void)state;
    captionlint_error error = {0};
    for (size_t i = 0; i < 4; i++) {
        told out = {.in_order = true};
        const captionlint_run_options options = {
            .threads = thread_counts[i], .each = on_result, .user = &out};
        captionlint_run *run = captionlint_run_new(lint, &options, &error);
        const captionlint_input missing = {.path = "nowhere/missing.jpg"};
        const captionlint_input records = {.path = "nowhere/missing.ndjson"};
        assert_int_equal(captionlint_run_add(run, &missing, &error), CAPTIONLINT_OK);
        assert_int_equal(captionlint_run_wait(run, &error), CAPTIONLINT_OK);
        assert_int_equal(out.failures, 1);
        assert_string_equal(out.last, "nowhere/missing.jpg");
        assert_int_equal(captionlint_run_add(run, &records, &error), CAPTIONLINT_OK);
        assert_int_equal(captionlint_run_end(run, &error), CAPTIONLINT_OK);
        assert_int_equal(out.failures, 2);
        assert_string_equal(out.last, "nowhere/missing.ndjson");
    }
}

static int keep_id(const captionlint_result *result, void *user)
{
    char *out = user;
    size_t len = strnlen(out, 256);
    assert_string_equal(result->format, "record");
    (void)snprintf(out + len, 256 - len, "%s:%s;", result->id, result->rules);
    return 0;
}

static void records_that_come_in_pieces_keep_their_lines(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "\n{\"caption\": \"A pier. / SOUTH KOREA OUT\"}\n", "\n \n",
        "{\"caption\": \"A pier.\"}\n{\"id\": \"x\", \"caption\": 1}"};
    char ids[256] = "";
    captionlint_error error = {0};
    captionlint_run *run =
        captionlint_run_new(lint, &(captionlint_run_options){.each = keep_id, .user = ids}, &error);
    assert_non_null(run);
    captionlint_input input = {.path = "-", .kind = CAPTIONLINT_INPUT_RECORDS};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        input.bytes = pieces[i];
        input.len = strnlen(pieces[i], 256);
        assert_int_equal(captionlint_run_add(run, &input, &error), CAPTIONLINT_OK);
        input.bytes_before += input.len;
        for (const char *at = pieces[i]; (at = strchr(at, '\n')) != NULL; at++) {
            input.lines_before++;
        }
    }
    assert_int_equal(captionlint_run_end(run, &error), CAPTIONLINT_OK);
    assert_string_equal(ids, "line 2:territory.denied;line 5:;x:damage.record;");
}

static void editions_have_names(void **state)
{
    (void)state;
    assert_int_equal(captionlint_edition_count(lint), 1);
    assert_string_equal(captionlint_edition_name(lint, 0), "mine");
}

static int refuse(const char *bytes, size_t len, void *user)
{
    (void)bytes;
    (void)len;
    (void)user;
    return 1;
}

static void a_report_that_cannot_be_written_ends_the_run(void **state)
{
    (void)state;
    captionlint_error error = {0};
    const captionlint_report_options wanted = {.format = "json"};
    captionlint_report *report = captionlint_report_new(&wanted, refuse, NULL, &error);
    captionlint_status status;
    told out = run_with((captionlint_run_options){.threads = 2, .report = report},
                        (told){.results = 0}, &status);
    assert_int_equal(status, CAPTIONLINT_UNWRITABLE);
    assert_true(out.results < INPUTS);
    captionlint_report_drop(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_come_in_the_order_of_the_inputs),
        cmocka_unit_test(what_map_gives_comes_with_its_picture_and_is_freed),
        cmocka_unit_test(a_result_that_is_refused_is_the_last_one),
        cmocka_unit_test(a_run_that_is_ended_tells_what_was_begun),
        cmocka_unit_test(a_run_that_is_given_up_tells_nothing),
        cmocka_unit_test(what_cannot_be_read_is_told_in_its_place),
        cmocka_unit_test(a_report_that_cannot_be_written_ends_the_run),
        cmocka_unit_test(records_that_come_in_pieces_keep_their_lines),
        cmocka_unit_test(editions_have_names),
    };
    return cmocka_run_group_tests(tests, open_lint, close_lint);
}
