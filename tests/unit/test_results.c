/* The cache of results under a clock that is set: linked with --wrap=time. */
#define _POSIX_C_SOURCE 200809L

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "captionlint.h"
#include "cl_test.h"

static const char rules_folder[] = CL_SOURCE_FOLDER "/rules";

static time_t set_to;

time_t __wrap_time(time_t *out); /* the linker's name */

time_t __wrap_time(time_t *out)
{
    if (out != NULL) {
        *out = set_to;
    }
    return set_to;
}

enum {
    REPORT_MAX = 65536,
    NOON = 1767268800, /* 2026-01-01T12:00Z */
    HOUR = 3600
};

/* What a run told and wrote. */
typedef struct told {
    captionlint_verdict verdict;
    int cached;
    char report[REPORT_MAX];
    size_t len;
} told;

static captionlint *lint;
static char folder[] = "/tmp/captionlint-results-XXXXXX";
static char picture[64];
static char database[64];

static int put(const char *bytes, size_t len, void *user)
{
    told *out = user;
    assert_true(len < sizeof out->report - out->len);
    memcpy(out->report + out->len, bytes, len);
    out->len += len;
    return 0;
}

static int on_result(const captionlint_result *result, void *user)
{
    told *out = user;
    assert_int_equal(result->status, CAPTIONLINT_OK);
    out->verdict = result->verdict;
    out->cached = result->cached;
    return 0;
}

/* Checks the picture at that time; without a `cache` it is read anew. */
static void check_at(time_t now, captionlint_cache *cache, told *out)
{
    captionlint_error error = {0};
    *out = (told){.len = 0};
    set_to = now;
    const captionlint_report_options wanted = {.format = "json"};
    captionlint_report *report = captionlint_report_new(&wanted, put, out, &error);
    const captionlint_run_options options = {
        .threads = 1, .report = report, .cache = cache, .each = on_result, .user = out};
    captionlint_run *run = captionlint_run_new(lint, &options, &error);
    const captionlint_input input = {.path = picture};
    assert_int_equal(captionlint_run_add(run, &input, &error), CAPTIONLINT_OK);
    assert_int_equal(captionlint_run_end(run, &error), CAPTIONLINT_OK);
    assert_int_equal(captionlint_report_end(report, &error), CAPTIONLINT_OK);
}

static void write_picture(const char *text)
{
    int file = open(picture, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    size_t len = strnlen(text, 4096);
    assert_true(file >= 0 && write(file, text, len) == (ssize_t)len);
    assert_int_equal(close(file), 0);
    /* Only what has not changed for a tenth of a second is kept. */
    struct stat about;
    struct timespec now;
    assert_int_equal(stat(picture, &about), 0);
    do {
        (void)nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
        (void)clock_gettime(CLOCK_REALTIME, &now);
    } while ((now.tv_sec - about.st_ctim.tv_sec) * 1000 +
                 (now.tv_nsec - about.st_ctim.tv_nsec) / 1000000 <
             150);
}

static int begin(void **state)
{
    captionlint_error error = {0};
    (void)state;
    lint = captionlint_new(rules_folder, &error);
    if (lint == NULL || mkdtemp(folder) == NULL) {
        return 1;
    }
    (void)snprintf(picture, sizeof picture, "%s/picture.txt", folder);
    (void)snprintf(database, sizeof database, "%s/results", folder);
    bool set = captionlint_edition_add(lint, "mine", &error) == CAPTIONLINT_OK &&
               captionlint_edition_set(lint, "mine", "territory", "KR", &error) == CAPTIONLINT_OK;
    return set ? 0 : 1;
}

static int end(void **state)
{
    (void)state;
    captionlint_free(lint);
    (void)unlink(picture);
    (void)unlink(database);
    return rmdir(folder);
}

static captionlint_cache *open_cache(void)
{
    captionlint_error error = {0};
    captionlint_cache *cache = captionlint_cache_open(database, &error);
    if (cache == NULL) {
        fail_msg("%s", error.message);
    }
    return cache;
}

/* For every hour of two days: with the cache all is as without. *cached gets how many results came
 * out of it. */
static void assert_never_stale(const char *text, size_t *cached)
{
    told fresh;
    told kept;
    write_picture(text);
    captionlint_cache *cache = open_cache();
    *cached = 0;
    for (int hours = -24; hours <= 24; hours++) {
        time_t now = NOON + (time_t)hours * HOUR;
        check_at(now, NULL, &fresh);
        for (int again = 0; again < 2; again++) {
            check_at(now, cache, &kept);
            assert_int_equal(kept.verdict, fresh.verdict);
            assert_string_equal(kept.report, fresh.report);
            *cached += kept.cached ? 1 : 0;
        }
    }
    captionlint_cache_close(cache);
}

static void an_embargo_that_passes_is_not_served_any_more(void **state)
{
    (void)state;
    told before;
    told after;
    write_picture("A crowd in Seoul. EMBARGOED UNTIL 1200 GMT 1 JANUARY 2026");
    captionlint_cache *cache = open_cache();
    check_at(NOON - HOUR, cache, &before);
    check_at(NOON - HOUR, cache, &before);
    assert_true(before.cached);
    assert_int_equal(before.verdict, CAPTIONLINT_VERDICT_BLOCK);
    check_at(NOON - 60, cache, &after);
    assert_int_equal(after.verdict, CAPTIONLINT_VERDICT_BLOCK);
    check_at(NOON, cache, &after);
    assert_false(after.cached);
    assert_int_equal(after.verdict, CAPTIONLINT_VERDICT_OK);
    /* A note that is over stays over. */
    check_at(NOON + 24 * HOUR, cache, &after);
    assert_true(after.cached);
    assert_int_equal(after.verdict, CAPTIONLINT_VERDICT_OK);
    captionlint_cache_stats stats = captionlint_cache_stats_of(cache);
    assert_int_equal(stats.hits, 2);
    captionlint_cache_close(cache);
}

static void no_time_of_the_day_gets_another_answer_than_without(void **state)
{
    (void)state;
    size_t cached;
    assert_never_stale("A crowd. EMBARGOED UNTIL 1200 GMT 1 JANUARY 2026", &cached);
    assert_true(cached >= 49 + 12);
    assert_never_stale("A crowd. NOT FOR USE AFTER JANUARY 1, 2026", &cached);
    assert_true(cached >= 49);
    assert_never_stale("A crowd. KOREA OUT UNTIL JANUARY 1, 2026 10:00 GMT", &cached);
    assert_true(cached >= 49);
    assert_never_stale("A crowd. SOUTH KOREA OUT", &cached);
    assert_int_equal(cached, 97);
}

static void a_picture_that_changed_is_read(void **state)
{
    (void)state;
    told out;
    captionlint_cache *cache = open_cache();
    write_picture("A crowd. SOUTH KOREA OUT");
    check_at(NOON, cache, &out);
    check_at(NOON, cache, &out);
    assert_true(out.cached);
    assert_int_equal(out.verdict, CAPTIONLINT_VERDICT_BLOCK);
    write_picture("A crowd. NORTH KOREA OUT");
    check_at(NOON, cache, &out);
    assert_false(out.cached);
    assert_int_equal(out.verdict, CAPTIONLINT_VERDICT_OK);
    captionlint_cache_close(cache);
}

static void a_handle_that_was_set_up_otherwise_gets_nothing(void **state)
{
    (void)state;
    told out;
    captionlint_error error = {0};
    captionlint_cache *cache = open_cache();
    write_picture("A crowd. JAPAN OUT");
    check_at(NOON, cache, &out);
    check_at(NOON, cache, &out);
    assert_true(out.cached);
    assert_int_equal(captionlint_edition_set(lint, "mine", "territory", "JP", &error),
                     CAPTIONLINT_OK);
    check_at(NOON, cache, &out);
    assert_false(out.cached);
    assert_int_equal(out.verdict, CAPTIONLINT_VERDICT_BLOCK);
    captionlint_cache_close(cache);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_embargo_that_passes_is_not_served_any_more),
        cmocka_unit_test(no_time_of_the_day_gets_another_answer_than_without),
        cmocka_unit_test(a_picture_that_changed_is_read),
        cmocka_unit_test(a_handle_that_was_set_up_otherwise_gets_nothing),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
