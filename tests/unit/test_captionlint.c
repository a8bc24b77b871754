#define _POSIX_C_SOURCE 200809L

#include "captionlint.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cl_test.h"

static const char rules_folder[] = CL_SOURCE_FOLDER "/rules";

/* What was seen of the last picture. */
typedef struct seen {
    size_t pictures;
    size_t stop_after; /* 0: never */
    size_t editions;
    int incomplete;
    captionlint_verdict verdict;
    char edition[64];
    char path[256];
    char damage[64];
    char damage_message[256];
    char finding[64];
    char field[64];
    uint32_t start;
    uint32_t end;
} seen;

static void copy_text(char *out, size_t size, const char *text)
{
    (void)snprintf(out, size, "%s", text);
}

static int look(const captionlint_picture *picture, void *user)
{
    seen *out = user;
    out->pictures++;
    out->editions = captionlint_picture_edition_count(picture);
    out->incomplete = captionlint_picture_incomplete(picture);
    copy_text(out->path, sizeof out->path, captionlint_picture_path(picture));
    if (captionlint_picture_damage_count(picture) > 0) {
        captionlint_finding damage = captionlint_picture_damage(picture, 0);
        copy_text(out->damage, sizeof out->damage, damage.rule);
        copy_text(out->damage_message, sizeof out->damage_message, damage.message);
    }
    for (size_t e = 0; e < out->editions; e++) {
        out->verdict = captionlint_picture_verdict(picture, e);
        copy_text(out->edition, sizeof out->edition, captionlint_picture_edition(picture, e));
        if (captionlint_picture_finding_count(picture, e) > 0) {
            captionlint_finding finding = captionlint_picture_finding(picture, e, 0);
            copy_text(out->finding, sizeof out->finding, finding.rule);
            copy_text(out->field, sizeof out->field, finding.field);
            out->start = finding.start;
            out->end = finding.end;
        }
    }
    return out->pictures == out->stop_after ? 1 : 0;
}

static captionlint *open_lint(void)
{
    captionlint_error error = {0};
    captionlint *lint = captionlint_new(rules_folder, &error);
    if (lint == NULL) {
        fail_msg("%s", error.message);
    }
    return lint;
}

static void set_edition(captionlint *lint, const char *name, const char *territory)
{
    captionlint_error error = {0};
    assert_int_equal(captionlint_edition_add(lint, name, &error), CAPTIONLINT_OK);
    assert_int_equal(captionlint_edition_set(lint, name, "territory", territory, &error),
                     CAPTIONLINT_OK);
}

static seen check_bytes(const captionlint *lint, const char *bytes, size_t len,
                        captionlint_input_kind kind)
{
    seen out = {0};
    captionlint_error error = {0};
    const captionlint_input input = {.path = "-", .bytes = bytes, .len = len, .kind = kind};
    assert_int_equal(captionlint_check(lint, &input, look, &out, &error), CAPTIONLINT_OK);
    return out;
}

#define CHECK_TEXT(lint, text, kind) check_bytes(lint, text, sizeof(text) - 1, kind)

static void rules_that_are_not_there_are_told_with_their_folder(void **state)
{
    (void)state;
    captionlint_error error = {0};
    assert_null(captionlint_new("/nowhere/at/all", &error));
    assert_int_not_equal(error.status, CAPTIONLINT_OK);
    assert_non_null(strstr(error.message, "/nowhere/at/all"));
}

static void a_text_is_judged_for_every_edition(void **state)
{
    (void)state;
    captionlint *lint = open_lint();
    set_edition(lint, "france", "FR");
    set_edition(lint, "korea", "KR");
    seen out = CHECK_TEXT(lint, "A crowd on Monday. / SOUTH KOREA OUT", CAPTIONLINT_INPUT_AUTO);
    assert_int_equal(out.pictures, 1);
    assert_int_equal(out.editions, 2);
    assert_string_equal(out.edition, "korea");
    assert_int_equal(out.verdict, CAPTIONLINT_VERDICT_BLOCK);
    assert_string_equal(out.finding, "territory.denied");
    assert_string_equal(out.field, "caption");
    assert_int_equal(out.start, 21);
    assert_int_equal(out.end, 36);
    assert_string_equal(out.path, "-");
    captionlint_free(lint);
}

static void a_selection_leaves_the_other_editions_out(void **state)
{
    (void)state;
    captionlint_error error = {0};
    captionlint *lint = open_lint();
    set_edition(lint, "korea", "KR");
    set_edition(lint, "france", "FR");
    assert_int_equal(captionlint_edition_select(lint, "france", &error), CAPTIONLINT_OK);
    seen out = CHECK_TEXT(lint, "A crowd on Monday. / SOUTH KOREA OUT", CAPTIONLINT_INPUT_TEXT);
    assert_int_equal(out.editions, 1);
    assert_string_equal(out.edition, "france");
    assert_int_equal(out.verdict, CAPTIONLINT_VERDICT_OK);
    captionlint_free(lint);
}

static void an_input_asks_for_editions_of_its_own(void **state)
{
    (void)state;
    static const char *const france[] = {"france"};
    static const char *const spain[] = {"spain"};
    captionlint *lint = open_lint();
    set_edition(lint, "france", "FR");
    set_edition(lint, "korea", "KR");
    static const char text[] = "A crowd on Monday. / SOUTH KOREA OUT";
    captionlint_input input = {.bytes = text,
                               .len = sizeof text - 1,
                               .kind = CAPTIONLINT_INPUT_TEXT,
                               .editions = france,
                               .edition_count = 1};
    captionlint_error error = {0};
    seen out = {0};
    assert_int_equal(captionlint_check(lint, &input, look, &out, &error), CAPTIONLINT_OK);
    assert_int_equal(out.editions, 1);
    assert_string_equal(out.edition, "france");
    assert_int_equal(out.verdict, CAPTIONLINT_VERDICT_OK);
    input.editions = spain;
    assert_int_equal(captionlint_check(lint, &input, look, &out, &error), CAPTIONLINT_USAGE);
    assert_non_null(strstr(error.message, "\"spain\""));
    assert_int_equal(out.pictures, 1);
    captionlint_free(lint);
}

/* How many rules there are, and whether a known one is among them. */
typedef struct listed {
    size_t count;
    bool known;
    size_t stop_after;
} listed;

static int list_rule(const captionlint_rule_line *rule, void *user)
{
    listed *out = user;
    out->known = out->known || (strcmp(rule->id, "territory.out") == 0 &&
                                strcmp(rule->kind, "restriction") == 0 && rule->about[0] != '\0');
    return ++out->count == out->stop_after ? 1 : 0;
}

static void rules_are_listed_with_their_version(void **state)
{
    (void)state;
    captionlint *lint = open_lint();
    listed out = {0};
    assert_int_equal(captionlint_rules_each(lint, list_rule, &out, NULL), CAPTIONLINT_OK);
    assert_true(out.known);
    assert_true(out.count > 500);
    listed few = {.stop_after = 3};
    assert_int_equal(captionlint_rules_each(lint, list_rule, &few, NULL), CAPTIONLINT_STOPPED);
    assert_int_equal(few.count, 3);
    assert_int_equal(strlen(captionlint_rules_hash(lint)), 64);
    assert_non_null(strstr(captionlint_rules_pack(lint), "captionlint-rules "));
    assert_string_equal(captionlint_rules_folder(lint), rules_folder);
    captionlint_free(lint);
}

static void an_unknown_edition_is_told_with_those_that_there_are(void **state)
{
    (void)state;
    captionlint_error error = {0};
    captionlint *lint = open_lint();
    set_edition(lint, "korea", "KR");
    assert_int_equal(captionlint_edition_select(lint, "kroea", &error), CAPTIONLINT_USAGE);
    assert_non_null(strstr(error.message, "kroea"));
    assert_non_null(strstr(error.message, "there are: korea"));
    captionlint_error other = {0};
    assert_int_equal(captionlint_edition_set(lint, "france", "use", "editorial", &other),
                     CAPTIONLINT_USAGE);
    captionlint_error third = {0};
    assert_int_equal(captionlint_edition_set(lint, "korea", "territory", "Atlantis", &third),
                     CAPTIONLINT_USAGE);
    assert_non_null(strstr(third.message, "Atlantis"));
    captionlint_free(lint);
}

static void without_an_edition_a_restriction_asks_for_review(void **state)
{
    (void)state;
    captionlint *lint = open_lint();
    seen out = CHECK_TEXT(lint, "A crowd on Monday. / SOUTH KOREA OUT", CAPTIONLINT_INPUT_TEXT);
    assert_int_equal(out.editions, 1);
    assert_string_equal(out.edition, "any");
    assert_int_equal(out.verdict, CAPTIONLINT_VERDICT_REVIEW);
    captionlint_free(lint);
}

static void reading_alone_judges_nothing(void **state)
{
    (void)state;
    captionlint *lint = open_lint();
    seen out = {0};
    captionlint_error error = {0};
    const captionlint_input input = {
        .path = "a.txt", .bytes = "SOUTH KOREA OUT", .len = 15, .extract_only = 1};
    assert_int_equal(captionlint_check(lint, &input, look, &out, &error), CAPTIONLINT_OK);
    assert_int_equal(out.pictures, 1);
    assert_int_equal(out.editions, 0);
    captionlint_free(lint);
}

static void nothing_at_all_is_incomplete(void **state)
{
    (void)state;
    captionlint *lint = open_lint();
    set_edition(lint, "korea", "KR");
    const captionlint_input_kind kinds[] = {CAPTIONLINT_INPUT_AUTO, CAPTIONLINT_INPUT_TEXT,
                                            CAPTIONLINT_INPUT_RECORDS, CAPTIONLINT_INPUT_PICTURE};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        seen out = check_bytes(lint, "", 0, kinds[i]);
        assert_int_equal(out.pictures, 1);
        assert_int_equal(out.incomplete, 1);
        assert_string_equal(out.damage, "damage.empty");
        assert_int_equal(out.verdict, CAPTIONLINT_VERDICT_INCOMPLETE);
    }
    captionlint_free(lint);
}

static void bytes_of_no_known_format_are_shown_in_hex(void **state)
{
    (void)state;
    captionlint *lint = open_lint();
    seen out = CHECK_TEXT(lint, "\x01\x02\x00\xff", CAPTIONLINT_INPUT_AUTO);
    assert_string_equal(out.damage, "damage.unknown-format");
    assert_non_null(strstr(out.damage_message, "01 02 00 ff"));
    assert_int_equal(out.incomplete, 1);
    captionlint_free(lint);
}

static void every_line_is_a_record_of_its_own(void **state)
{
    (void)state;
    captionlint *lint = open_lint();
    set_edition(lint, "korea", "KR");
    seen out = CHECK_TEXT(lint,
                          "{\"caption\": \"A crowd.\"}\r\n\n"
                          "{\"caption\": \"A crowd. / SOUTH KOREA OUT\"}",
                          CAPTIONLINT_INPUT_AUTO);
    assert_int_equal(out.pictures, 2);
    assert_int_equal(out.incomplete, 0);
    assert_int_equal(out.verdict, CAPTIONLINT_VERDICT_BLOCK);
    captionlint_free(lint);
}

/* What was asked of the last picture and its first duty. */
typedef struct asked {
    char ids[64];
    char duty[64];
    char duty_origin[64];
    captionlint_level level;
} asked;

static int ask(const captionlint_picture *picture, void *user)
{
    asked *out = user;
    char before[64];
    copy_text(before, sizeof before, out->ids);
    (void)snprintf(out->ids, sizeof out->ids, "%.30s%s;", before, captionlint_picture_id(picture));
    if (captionlint_picture_duty_count(picture, 0) > 0) {
        captionlint_finding duty = captionlint_picture_duty(picture, 0, 0);
        copy_text(out->duty, sizeof out->duty, duty.rule);
        copy_text(out->duty_origin, sizeof out->duty_origin, duty.origin);
        out->level = duty.level;
        assert_string_equal(duty.field, "caption");
        assert_true(duty.end > duty.start);
        assert_true(duty.offset == UINT64_MAX);
    }
    return 0;
}

static void a_record_is_known_by_its_id_and_a_duty_by_its_proof(void **state)
{
    (void)state;
    captionlint *lint = open_lint();
    set_edition(lint, "france", "FR");
    asked out = {.level = CAPTIONLINT_ERROR};
    captionlint_error error = {0};
    const char lines[] = "{\"id\": \"a7\", \"caption\": \"A crowd.\"}\n"
                         "{\"caption\": \"A crowd. MANDATORY CREDIT: Ann Bee/AFP\"}\n";
    const captionlint_input input = {
        .path = "-", .bytes = lines, .len = sizeof lines - 1, .kind = CAPTIONLINT_INPUT_RECORDS};
    assert_int_equal(captionlint_check(lint, &input, ask, &out, &error), CAPTIONLINT_OK);
    assert_string_equal(out.ids, "a7;line 2;");
    assert_string_equal(out.duty, "credit.print");
    assert_string_equal(out.duty_origin, "record");
    assert_int_equal(out.level, CAPTIONLINT_INFO);
    captionlint_free(lint);
}

static void every_verdict_has_its_name(void **state)
{
    (void)state;
    assert_string_equal(captionlint_verdict_name(CAPTIONLINT_VERDICT_OK), "ok");
    assert_string_equal(captionlint_verdict_name(CAPTIONLINT_VERDICT_DUTY), "duty");
    assert_string_equal(captionlint_verdict_name(CAPTIONLINT_VERDICT_REVIEW), "review");
    assert_string_equal(captionlint_verdict_name(CAPTIONLINT_VERDICT_INCOMPLETE), "incomplete");
    assert_string_equal(captionlint_verdict_name(CAPTIONLINT_VERDICT_BLOCK), "block");
}

static void a_broken_record_does_not_stop_the_next(void **state)
{
    (void)state;
    captionlint *lint = open_lint();
    set_edition(lint, "korea", "KR");
    seen out = CHECK_TEXT(lint, "{\"caption\": \n{\"caption\": \"A crowd.\"}\n",
                          CAPTIONLINT_INPUT_RECORDS);
    assert_int_equal(out.pictures, 2);
    assert_string_equal(out.damage, "damage.record");
    assert_int_equal(out.incomplete, 0); /* of the last one */
    captionlint_free(lint);
}

static void a_line_longer_than_the_cap_is_passed_over(void **state)
{
    (void)state;
    captionlint *lint = open_lint();
    size_t len = 2u * 1024u * 1024u;
    char *bytes = malloc(len);
    assert_non_null(bytes);
    memset(bytes, 'x', len);
    const char last[] = "\n{\"caption\": \"A crowd.\"}";
    memcpy(bytes + len - (sizeof last - 1), last, sizeof last - 1);
    seen out = check_bytes(lint, bytes, len, CAPTIONLINT_INPUT_RECORDS);
    assert_int_equal(out.pictures, 2);
    assert_string_equal(out.damage, "damage.limit");
    free(bytes);
    captionlint_free(lint);
}

static void the_callers_function_stops_the_run(void **state)
{
    (void)state;
    captionlint *lint = open_lint();
    seen out = {.stop_after = 1};
    captionlint_error error = {0};
    const char lines[] = "{\"caption\": \"a\"}\n{\"caption\": \"b\"}\n";
    const captionlint_input input = {
        .path = "-", .bytes = lines, .len = sizeof lines - 1, .kind = CAPTIONLINT_INPUT_RECORDS};
    assert_int_equal(captionlint_check(lint, &input, look, &out, &error), CAPTIONLINT_STOPPED);
    assert_int_equal(out.pictures, 1);
    captionlint_free(lint);
}

static void a_file_that_is_not_there_is_our_failure(void **state)
{
    (void)state;
    captionlint *lint = open_lint();
    seen out = {0};
    captionlint_error error = {0};
    const captionlint_input input = {.path = "/nowhere/at/all.jpg"};
    assert_int_equal(captionlint_check(lint, &input, look, &out, &error), CAPTIONLINT_UNREADABLE);
    assert_int_equal(out.pictures, 0);
    assert_non_null(strstr(error.message, "/nowhere/at/all.jpg: "));
    captionlint_free(lint);
}

/* What another program does at the worst moment. */
static int shorten(const captionlint_picture *picture, void *user)
{
    assert_int_equal(truncate(captionlint_picture_path(picture), 16), 0);
    return look(picture, user);
}

static void records_that_are_gone_while_they_are_read_are_told(void **state)
{
    (void)state;
    char path[] = "/tmp/captionlint-XXXXXX";
    int number = mkstemp(path);
    FILE *file = number < 0 ? NULL : fdopen(number, "wb");
    assert_non_null(file);
    /* The second record stands beyond what is read ahead. */
    const int blanks = 200000;
    assert_true(fprintf(file, "{\"id\": 1}\n%*s{\"caption\": \"JAPAN OUT\"}", blanks, "") > blanks);
    assert_int_equal(fclose(file), 0);
    captionlint *lint = open_lint();
    seen out = {0};
    captionlint_error error = {0};
    const captionlint_input input = {.path = path, .kind = CAPTIONLINT_INPUT_RECORDS};
    assert_int_equal(captionlint_check(lint, &input, shorten, &out, &error), CAPTIONLINT_OK);
    assert_int_equal(out.pictures, 2);
    assert_true(out.incomplete);
    assert_string_equal(out.damage, "damage.truncated");
    captionlint_free(lint);
    assert_int_equal(unlink(path), 0);
}

static void touch(const char *folder, const char *name)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
}

static void inputs_are_told_by_the_endings_of_their_names(void **state)
{
    (void)state;
    static const char *const inputs[] = {"a.jpg", "a.HEIC", "in/a.b.Xmp", "a.txt", "a.NDJSON"};
    for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
        assert_int_equal(captionlint_is_input(inputs[i]), 1);
    }
    static const char *const others[] = {"a", "", "a.doc", "jpg", "a.jpg/b"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        assert_int_equal(captionlint_is_input(others[i]), 0);
    }
}

static int is_sidecar(const char *folder, const char *name)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return captionlint_is_sidecar(path);
}

static void only_an_xmp_beside_a_picture_is_a_sidecar(void **state)
{
    (void)state;
    char folder[] = "/tmp/captionlint-XXXXXX";
    assert_non_null(mkdtemp(folder));
    static const char *const names[] = {"a.jpg", "a.xmp", "b.TIF.xmp", "b.TIF",
                                        "c.cr2", "c.XMP", "d.doc",     "d.xmp"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        touch(folder, names[i]);
    }
    assert_int_equal(is_sidecar(folder, "a.xmp"), 1);
    assert_int_equal(is_sidecar(folder, "b.TIF.xmp"), 1);
    assert_int_equal(is_sidecar(folder, "c.XMP"), 1);
    assert_int_equal(is_sidecar(folder, "d.xmp"), 0); /* that is no picture */
    assert_int_equal(is_sidecar(folder, "a.jpg"), 0);
    assert_int_equal(is_sidecar(folder, "missing.xmp"), 0);
    assert_int_equal(is_sidecar(folder, ".xmp"), 0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[512];
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        (void)unlink(path);
    }
    assert_int_equal(rmdir(folder), 0);
}

static int refuse_bytes(const char *bytes, size_t len, void *user)
{
    (void)bytes;
    (void)len;
    (void)user;
    return 1;
}

static int add_to_report(const captionlint_picture *picture, void *user)
{
    captionlint_error error = {0};
    return captionlint_report_add(user, picture, &error) == CAPTIONLINT_UNWRITABLE ? 1 : 0;
}

static void a_report_that_cannot_be_written_says_so(void **state)
{
    (void)state;
    captionlint *lint = open_lint();
    captionlint_error error = {0};
    const captionlint_report_options options = {.format = "json"};
    captionlint_report *report = captionlint_report_new(&options, refuse_bytes, NULL, &error);
    assert_non_null(report);
    const captionlint_input input = {.path = "-", .bytes = "a crowd", .len = 7};
    assert_int_equal(captionlint_check(lint, &input, add_to_report, report, &error),
                     CAPTIONLINT_STOPPED);
    captionlint_error ended = {0};
    assert_int_equal(captionlint_report_end(report, &ended), CAPTIONLINT_UNWRITABLE);
    captionlint_free(lint);
}

static void an_unknown_report_format_is_told_with_those_that_there_are(void **state)
{
    (void)state;
    captionlint_error error = {0};
    const captionlint_report_options options = {.format = "jsn"};
    assert_null(captionlint_report_new(&options, refuse_bytes, NULL, &error));
    assert_int_equal(error.status, CAPTIONLINT_USAGE);
    assert_non_null(strstr(error.message, captionlint_report_formats()));
}

/* What was seen of the last difference. */
typedef struct seen_difference {
    size_t pairs;
    size_t changes;
    int loss;
    int incomplete;
    char message[256];
} seen_difference;

static int look_at_difference(const captionlint_difference *difference, void *user)
{
    seen_difference *out = user;
    out->pairs++;
    out->changes = captionlint_difference_count(difference);
    out->loss = captionlint_difference_loss(difference);
    out->incomplete = captionlint_difference_incomplete(difference);
    if (out->changes > 0) {
        captionlint_change change = captionlint_difference_change(difference, 0);
        copy_text(out->message, sizeof out->message, change.message);
        assert_string_equal(change.change, "lost");
        assert_string_equal(change.what, "restriction");
        assert_int_equal(change.loss, 1);
    }
    return 0;
}

static int stop_at_difference(const captionlint_difference *difference, void *user)
{
    (void)difference;
    (void)user;
    return 1;
}

static void a_note_that_is_gone_is_a_loss(void **state)
{
    (void)state;
    captionlint *lint = open_lint();
    captionlint_error error = {0};
    seen_difference out = {0};
    const captionlint_input older = {.path = "-", .bytes = "A bridge. JAPAN OUT", .len = 19};
    const captionlint_input newer = {.path = "-", .bytes = "A bridge.", .len = 9};
    assert_int_equal(captionlint_diff(lint, &older, &newer, look_at_difference, &out, &error),
                     CAPTIONLINT_OK);
    assert_int_equal(out.pairs, 1);
    assert_int_equal(out.changes, 1);
    assert_int_equal(out.loss, 1);
    assert_int_equal(out.incomplete, 0);
    assert_string_equal(out.message, "lost: JAPAN OUT (stood in caption)");
    assert_int_equal(captionlint_diff(lint, &newer, &older, stop_at_difference, NULL, &error),
                     CAPTIONLINT_STOPPED);
    captionlint_free(lint);
}

static void records_in_memory_are_paired_by_their_ids(void **state)
{
    (void)state;
    static const char before[] = "{\"id\": 1, \"caption\": \"A\"}\n"
                                 "{\"id\": 2, \"caption\": \"B. JAPAN OUT\"}\n";
    static const char after[] = "{\"id\": 2, \"caption\": \"B\"}\n"
                                "{\"id\": 1, \"caption\": \"A\"}\n";
    captionlint *lint = open_lint();
    captionlint_error error = {0};
    seen_difference out = {0};
    const captionlint_input older = {
        .bytes = before, .len = sizeof before - 1, .kind = CAPTIONLINT_INPUT_RECORDS};
    const captionlint_input newer = {
        .bytes = after, .len = sizeof after - 1, .kind = CAPTIONLINT_INPUT_RECORDS};
    assert_int_equal(captionlint_diff(lint, &older, &newer, look_at_difference, &out, &error),
                     CAPTIONLINT_OK);
    assert_int_equal(out.pairs, 2);
    assert_int_equal(out.loss, 1);
    captionlint_free(lint);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_that_are_not_there_are_told_with_their_folder),
        cmocka_unit_test(a_text_is_judged_for_every_edition),
        cmocka_unit_test(a_selection_leaves_the_other_editions_out),
        cmocka_unit_test(an_input_asks_for_editions_of_its_own),
        cmocka_unit_test(rules_are_listed_with_their_version),
        cmocka_unit_test(an_unknown_edition_is_told_with_those_that_there_are),
        cmocka_unit_test(without_an_edition_a_restriction_asks_for_review),
        cmocka_unit_test(reading_alone_judges_nothing),
        cmocka_unit_test(nothing_at_all_is_incomplete),
        cmocka_unit_test(bytes_of_no_known_format_are_shown_in_hex),
        cmocka_unit_test(every_line_is_a_record_of_its_own),
        cmocka_unit_test(a_record_is_known_by_its_id_and_a_duty_by_its_proof),
        cmocka_unit_test(every_verdict_has_its_name),
        cmocka_unit_test(a_broken_record_does_not_stop_the_next),
        cmocka_unit_test(a_line_longer_than_the_cap_is_passed_over),
        cmocka_unit_test(the_callers_function_stops_the_run),
        cmocka_unit_test(a_file_that_is_not_there_is_our_failure),
        cmocka_unit_test(records_that_are_gone_while_they_are_read_are_told),
        cmocka_unit_test(inputs_are_told_by_the_endings_of_their_names),
        cmocka_unit_test(only_an_xmp_beside_a_picture_is_a_sidecar),
        cmocka_unit_test(a_report_that_cannot_be_written_says_so),
        cmocka_unit_test(an_unknown_report_format_is_told_with_those_that_there_are),
        cmocka_unit_test(a_note_that_is_gone_is_a_loss),
        cmocka_unit_test(records_in_memory_are_paired_by_their_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
