#include "check/waivers_config.h"

#include <stdio.h>

#include "check_fixture.h"

#define ZEROS    "0000000000000000000000000000000000000000000000000000000000000000"
#define PICTURE  "picture: sha256:" ZEROS
#define FINISHED "edition: web, reason: cleared, approved_by: me, expires: 2024-05-01}\n"

static cl_waivers load(fixture *fix, const char *text)
{
    cl_waivers waivers = {.arena = fix->arena};
    assert_int_equal(cl_waivers_load(fix->rules, "w.yaml", cl_span_of(text), &waivers), CL_OK);
    return waivers;
}

static const cl_waiver *waiver_at(const cl_waivers *waivers, size_t i)
{
    assert_true(i < waivers->items.count);
    return CL_ARRAY_AT(&waivers->items, const cl_waiver, i);
}

/* The text has one fault, at that place. */
static void refuse(fixture *fix, const char *text, const char *place, const char *part)
{
    cl_waivers waivers = load(fix, text);
    assert_int_equal(waivers.malformed.count, 1);
    cl_span message = *CL_ARRAY_AT(&waivers.malformed, const cl_span, 0);
    if (!cl_span_starts(message, cl_span_of(place)) ||
        cl_span_find(message, cl_span_of(part)) == message.len) {
        print_error("\"%s … %s\" is not in \"%.*s\"\n", place, part, CL_SPAN_PRINT(message));
    }
    assert_true(cl_span_starts(message, cl_span_of(place)));
    assert_true(cl_span_find(message, cl_span_of(part)) < message.len);
}

static void an_entry_is_read_with_all_it_says(void **state)
{
    fixture *fix = *state;
    cl_waivers waivers =
        load(fix, "# the desk\n"
                  "waivers:\n"
                  "  - picture: sha256:0A" /* capitals are digits too */
                  "00000000000000000000000000000000000000000000000000000000000000\n"
                  "    name: kim.jpg\n"
                  "    note: \"SOUTH  KOREA\\n OUT\"\n"
                  "    rule: territory.denied\n"
                  "    edition: web-kr\n"
                  "    reason: |\n"
                  "      cleared with\n"
                  "      the agency\n"
                  "    approved_by: A. Editor\n"
                  "    expires: 2024-05-01\n");
    assert_int_equal(waivers.malformed.count, 0);
    assert_int_equal(waivers.items.count, 1);
    const cl_waiver *waiver = waiver_at(&waivers, 0);
    assert_int_equal(waiver->picture[0], 0x0A);
    assert_int_equal(waiver->picture[31], 0);
    assert_span_is(waiver->name, "kim.jpg");
    assert_span_is(waiver->note, "SOUTH KOREA OUT");
    assert_span_is(waiver->rule, "territory.denied");
    assert_span_is(waiver->edition, "web-kr");
    assert_span_is(waiver->reason, "cleared with the agency");
    assert_span_is(waiver->approved_by, "A. Editor");
    assert_span_is(waiver->expires, "2024-05-01");
    assert_span_is(waiver->file, "w.yaml");
    assert_int_equal(waiver->line, 3);
}

static void a_file_may_hold_no_waiver(void **state)
{
    fixture *fix = *state;
    static const char *const texts[] = {"", "# none\n", "waivers:\n", "waivers: []\n"};
    for (size_t i = 0; i < 4; i++) {
        cl_waivers waivers = load(fix, texts[i]);
        assert_int_equal(waivers.items.count, 0);
        assert_int_equal(waivers.malformed.count, 0);
    }
}

static void whatever_is_wrong_is_told_with_its_place(void **state)
{
    fixture *fix = *state;
    refuse(fix, "waiver: []\n", "w.yaml:1:1: ", "waivers");
    refuse(fix, "waivers: {}\n", "w.yaml:1:10: ", "list");
    refuse(fix, "waivers: [\n", "w.yaml:2:1: ", "");
    refuse(fix, "waivers:\n  - text\n", "w.yaml:2:5: ", "map");
    refuse(fix, "waivers:\n- {" PICTURE ", notes: x, rule: damage.cut, " FINISHED,
           "w.yaml:2:", "notes");
    refuse(fix, "waivers:\n- {rule: damage.cut, " FINISHED, "w.yaml:2:3: ", "\"picture\"");
    refuse(fix, "waivers:\n- {picture: sha256:12, rule: damage.cut, " FINISHED,
           "w.yaml:2:13: ", "64 hexadecimal digits");
    refuse(fix, "waivers:\n- {picture: md5:" ZEROS ", rule: damage.cut, " FINISHED,
           "w.yaml:2:13: ", "sha256:");
    refuse(fix, "waivers:\n- {" PICTURE ", rule: damage.cutt, " FINISHED,
           "w.yaml:2:", "damage.cutt");
    refuse(fix, "waivers:\n- {" PICTURE ", rule: waiver.expired, " FINISHED,
           "w.yaml:2:", "cannot be waived");
    refuse(fix, "waivers:\n- {" PICTURE ", note: [a], rule: damage.cut, " FINISHED,
           "w.yaml:2:", "\"note\"");
}

static void nothing_that_is_required_may_be_missing(void **state)
{
    fixture *fix = *state;
    static const char *const required[] = {"rule", "edition", "reason", "approved_by", "expires"};
    static const char *const values[] = {"damage.cut", "web", "cleared", "me", "2024-05-01"};
    static const char *const empty[] = {NULL, "", "''", "~", "\"  \"", "[a]"};
    for (size_t missing = 0; missing < 5; missing++) {
        for (size_t how = 0; how < sizeof empty / sizeof *empty; how++) {
            char text[512];
            int len = snprintf(text, sizeof text, "waivers:\n- %s\n", PICTURE);
            for (size_t i = 0; i < 5; i++) {
                const char *value = i == missing ? empty[how] : values[i];
                if (value != NULL) {
                    len += snprintf(text + len, sizeof text - (size_t)len, "  %s: %s\n",
                                    required[i], value);
                }
            }
            refuse(fix, text, "w.yaml:", required[missing]);
            assert_int_equal(load(fix, text).items.count, 0);
        }
    }
}

static void one_bad_entry_leaves_the_others(void **state)
{
    fixture *fix = *state;
    cl_waivers waivers =
        load(fix, "waivers:\n"
                  "- {" PICTURE ", rule: damage.cut, " FINISHED "- {rule: damage.cut}\n"
                  "- {" PICTURE ", rule: damage.encoding, " FINISHED);
    assert_int_equal(waivers.items.count, 2);
    assert_int_equal(waivers.malformed.count, 1);
    assert_span_is(waiver_at(&waivers, 1)->rule, "damage.encoding");
}

static void a_date_ends_at_midnight_and_a_time_says_its_zone(void **state)
{
    (void)state;
    int64_t ends = 0;
    assert_true(cl_waiver_ends(CL_SPAN("1970-01-01"), &ends));
    assert_int_equal(ends, 86400);
    assert_true(cl_waiver_ends(CL_SPAN("1970-01-02T01:00+01:00"), &ends));
    assert_int_equal(ends, 86400);
    assert_true(cl_waiver_ends(CL_SPAN("1970-01-02T00:30Z"), &ends));
    assert_int_equal(ends, 86400 + 1800);
    static const char *const wrong[] = {"",         "tomorrow",   "2024-05-01T22:00", "2024-05",
                                        "20240501", "2024:05:01", "2024-02-30",       "01-05-2024"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(cl_waiver_ends(cl_span_of(wrong[i]), &ends));
    }
}

static cl_waiver hostile(void)
{
    return (cl_waiver){.picture = {1, 2, 3},
                       .name = CL_SPAN("a: b #.jpg"),
                       .note =
                           CL_SPAN("\"NO\\ {x}\": - & * ' \xE2\x80\xAE\x01\x7F\xEF\xBB\xBF 한국"),
                       .rule = CL_SPAN("territory.denied"),
                       .edition = CL_SPAN("web: kr"),
                       .reason = CL_SPAN("- @cleared #1 %"),
                       .approved_by = CL_SPAN("<me> \xF0\x9F\x93\xB7"),
                       .expires = CL_SPAN("2024-05-01T22:00+09:00")};
}

static cl_status append(fixture *fix, const char *before, cl_out *all, cl_out *entry)
{
    const cl_waiver waiver = hostile();
    const cl_waiver_addition what = {fix->rules, cl_span_of(before), &waiver};
    fix->error = (cl_error){0};
    *all = (cl_out){0};
    *entry = (cl_out){0};
    return cl_waivers_append(&what, all, entry, &fix->error);
}

static void a_written_entry_is_read_as_it_was_meant(void **state)
{
    fixture *fix = *state;
    static const char *const before[] = {
        "",
        "# a house\n\n",
        "# no line end",
        "waivers:\n",
        "waivers: # all\n- {" PICTURE ", rule: damage.cut, " FINISHED,
        "waivers:\n    - {" PICTURE ", rule: damage.cut, " FINISHED "    # the last\n",
    };
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        cl_out all;
        cl_out entry;
        const cl_waiver waiver = hostile();
        assert_int_equal(append(fix, before[i], &all, &entry), CL_OK);
        cl_out_byte(&all, '\0');
        assert_true(cl_span_starts(cl_out_span(&all), cl_span_of(before[i])));
        cl_waivers read = load(fix, (const char *)all.data);
        assert_int_equal(read.malformed.count, 0);
        const cl_waiver *last = waiver_at(&read, read.items.count - 1);
        assert_true(cl_span_equal(last->note, waiver.note));
        assert_true(cl_span_equal(last->name, waiver.name));
        assert_true(cl_span_equal(last->edition, waiver.edition));
        assert_true(cl_span_equal(last->reason, waiver.reason));
        assert_true(cl_span_equal(last->approved_by, waiver.approved_by));
        assert_memory_equal(last->picture, waiver.picture, sizeof waiver.picture);
        /* Nothing that a terminal obeys stands in the file. */
        assert_true(cl_span_find(cl_out_span(&entry), CL_SPAN("\xE2\x80\xAE")) == entry.len);
        cl_out_free(&all);
        cl_out_free(&entry);
    }
}

static void nothing_is_added_to_what_is_malformed_or_ends_otherwise(void **state)
{
    fixture *fix = *state;
    static const char *const before[] = {
        "waivers: [\n",
        "waivers:\n- {rule: damage.cut}\n",
        "waivers: [{" PICTURE ", rule: damage.cut, edition: web, reason: r, approved_by: me, "
        "expires: 2024-05-01}]\n",
        "waivers:\n- {" PICTURE ", rule: damage.cut, " FINISHED "...\n",
    };
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        cl_out all;
        cl_out entry;
        assert_int_equal(append(fix, before[i], &all, &entry), CL_BAD_CONFIG);
        assert_true(fix->error.message[0] != '\0');
        cl_out_free(&all);
        cl_out_free(&entry);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_fixture(an_entry_is_read_with_all_it_says),
        in_fixture(a_file_may_hold_no_waiver),
        in_fixture(whatever_is_wrong_is_told_with_its_place),
        in_fixture(nothing_that_is_required_may_be_missing),
        in_fixture(one_bad_entry_leaves_the_others),
        in_fixture(a_date_ends_at_midnight_and_a_time_says_its_zone),
        in_fixture(a_written_entry_is_read_as_it_was_meant),
        in_fixture(nothing_is_added_to_what_is_malformed_or_ends_otherwise),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
