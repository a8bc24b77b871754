/* The conditions of profiles: a profile of one check, written here, judges a record made by hand.
 */
#include <stdio.h>
#include <string.h>

#include "caption/reading.h"
#include "check_fixture.h"

enum {
    LONGEST = 4096
};

/* An empty record. */
static void again(void **state)
{
    assert_int_equal(end(state), 0);
    assert_int_equal(begin(state), 0);
}

/* Chooses a profile of one check with these lines; each has a name of its own. */
static void house(fixture *fix, const char *check)
{
    static const char form[] = "profile: t%zu\ntitle: a\nfor: a\nchecks:\n  - id: one\n"
                               "    level: warning\n    title: a\n"
                               "    message: '{text}|{names}{missing}|{number}|{limit}|{date}|"
                               "{other}|{profile}'\n"
                               "    why: a\n    good: [{caption: A}]\n    bad: [{caption: A}]\n%s";
    char text[LONGEST];
    size_t number = cl_ruleset_profile_count(fix->rules);
    (void)snprintf(text, sizeof text, form, number, check);
    cl_status status =
        cl_ruleset_add_profile(fix->rules, "house.yaml", cl_span_of(text), &fix->error);
    if (status != CL_OK) {
        print_error("%s\n", fix->error.message);
    }
    assert_int_equal(status, CL_OK);
    fix->edition.profile = cl_ruleset_profile(fix->rules, number);
}

static void put_in(fixture *fix, const char *container, const char *name, cl_span value)
{
    cl_field field = {.container = container, .value = value};
    assert_true(cl_field_name_of(cl_span_of(name), &field.name));
    assert_int_equal(cl_fields_add(&fix->record.fields, &field), CL_OK);
}

static void put(fixture *fix, const char *name, const char *value)
{
    put_in(fix, "XMP", name, cl_span_of(value));
}

/* What the check of the chosen profile said, as its message; "" when it was silent. */
static cl_span message(fixture *fix)
{
    (void)judge(fix);
    for (size_t i = 0; i < fix->judgement.findings.items.count; i++) {
        const cl_finding *finding = cl_findings_at(&fix->judgement.findings, i);
        cl_span name = fix->edition.profile->name;
        if (cl_span_starts(finding->rule, name)) {
            return finding->message;
        }
    }
    return CL_SPAN("");
}

static bool speaks(fixture *fix)
{
    return message(fix).len > 0;
}

static size_t count(fixture *fix)
{
    size_t found = 0;
    (void)judge(fix);
    for (size_t i = 0; i < fix->judgement.findings.items.count; i++) {
        const cl_finding *finding = cl_findings_at(&fix->judgement.findings, i);
        found += cl_span_starts(finding->rule, fix->edition.profile->name);
    }
    return found;
}

/* Whether the message begins so. */
static void assert_says(fixture *fix, const char *text)
{
    cl_span said = message(fix);
    if (!cl_span_starts(said, cl_span_of(text))) {
        print_error("\"%s\" does not begin \"%.*s\"\n", text, CL_SPAN_PRINT(said));
    }
    assert_true(cl_span_starts(said, cl_span_of(text)));
}

/* A text of so many times the same. */
static cl_span repeat(fixture *fix, const char *what, size_t times)
{
    cl_span all = CL_SPAN("");
    for (size_t i = 0; i < times; i++) {
        all = cl_arena_format(fix->arena, "%.*s%s", CL_SPAN_PRINT(all), what);
    }
    return all;
}

static void without_a_profile_nothing_is_said(void **state)
{
    fixture *fix = *state;
    put(fix, "caption", "OLYMPUS DIGITAL CAMERA");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
    assert_false(reasons_have(fix, "profile"));
}

static void a_profile_without_findings_says_that_it_looked(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: caption\n    required: true\n");
    put(fix, "caption", "A bridge");
    assert_int_equal(judge(fix), CL_VERDICT_OK);
    assert_true(reasons_have(fix, "1 checks, 0 findings"));
}

static void required_wants_one_of_its_fields(void **state)
{
    fixture *fix = *state;
    house(fix, "    fields: [credit, source]\n    required: true\n");
    put(fix, "caption", "A bridge");
    assert_says(fix, "|credit or source|");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    put(fix, "source", "Example Press");
    assert_false(speaks(fix));
}

static void required_is_silent_on_what_could_not_be_read(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: credit\n    required: true\n");
    cl_finding damage = {.rule = CL_SPAN("damage.truncated"), .incomplete = true};
    assert_int_equal(cl_findings_add(&fix->record.findings, &damage), CL_OK);
    assert_false(speaks(fix));
}

static void absent_names_all_that_is_there_once(void **state)
{
    fixture *fix = *state;
    house(fix, "    fields: [latitude, longitude]\n    absent: true\n");
    assert_false(speaks(fix));
    put_in(fix, "EXIF", "latitude", CL_SPAN("48.2"));
    put_in(fix, "EXIF", "longitude", CL_SPAN("16.4"));
    put_in(fix, "EXIF", "longitude", CL_SPAN("16.5"));
    assert_says(fix, "48.2|latitude, longitude|");
    assert_int_equal(count(fix), 1);
}

static void max_bytes_counts_the_bytes_of_iim_as_they_stand(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: credit\n    max_bytes: 4\n    when: {container: IIM}\n");
    put_in(fix, "XMP", "credit", CL_SPAN("longer than four"));
    put_in(fix, "IIM", "credit", CL_SPAN("four"));
    assert_false(speaks(fix));
    put_in(fix, "IIM", "credit", CL_SPAN("fünf"));
    assert_says(fix, "fünf||5|4|");
    assert_int_equal(count(fix), 1);
}

static void max_bytes_counts_what_was_decoded_before_it_was(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: credit\n    max_bytes: 4\n");
    const cl_field field = {.name = CL_CREDIT,
                            .container = "IIM",
                            .value = CL_SPAN("fünf"),
                            .original = CL_SPAN("f\xFCnf")};
    assert_int_equal(cl_fields_add(&fix->record.fields, &field), CL_OK);
    assert_false(speaks(fix));
}

static void characters_are_counted_and_not_bytes(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: alt_text\n    max_characters: 4\n");
    put(fix, "alt_text", "橋と霧。");
    assert_false(speaks(fix));
    put(fix, "alt_text", "橋と霧と。");
    assert_says(fix, "橋と霧と。||5|4|");
}

static void few_characters_are_told(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: caption\n    min_characters: 4\n");
    assert_false(speaks(fix));
    put(fix, "caption", "four");
    assert_false(speaks(fix));
    put(fix, "caption", "drü");
    assert_says(fix, "drü||3|4|");
}

static void words_are_counted_between_any_white_space(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: headline\n    max_words: 3\n");
    put(fix, "headline", "one  two\n three");
    assert_false(speaks(fix));
    put(fix, "headline", "one two\xC2\xA0three\tfour");
    assert_says(fix, "one two three four||4|3|");
}

static void one_of_compares_with_its_lists(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: country_code\n    one_of: [country-alpha-3, country-iptc]\n");
    put(fix, "country_code", "DEU");
    put(fix, "country_code", "XUN");
    assert_false(speaks(fix));
    put(fix, "country_code", "deu");
    assert_says(fix, "deu|country-alpha-3 or country-iptc|");
}

static void country_codes_are_lists_of_their_own(void **state)
{
    fixture *fix = *state;
    const cl_list *list = cl_ruleset_list_of(fix->rules, CL_SPAN("country-alpha-3"));
    assert_non_null(list);
    assert_true(cl_list_has(list, CL_SPAN("JPN")));
    assert_false(cl_list_has(list, CL_SPAN("JP")));
    assert_null(cl_ruleset_list_of(fix->rules, CL_SPAN("country")));
}

static void matches_wants_the_pattern_in_every_value(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: country_code\n    matches: '(?-i)^[A-Z]{3}$'\n");
    put(fix, "country_code", "DEU");
    assert_false(speaks(fix));
    put(fix, "country_code", "de");
    assert_says(fix, "de|");
}

static void must_not_match_shows_what_matched(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: alt_text\n    must_not_match: '\\bbridge\\b'\n");
    put(fix, "alt_text", "Bridges");
    assert_false(speaks(fix));
    put(fix, "alt_text", "Die Brücke, the Bridge");
    assert_says(fix, "Bridge|");
    const cl_finding *found = cl_findings_at(&fix->judgement.findings, 0);
    assert_int_equal(found->proof.start, 16);
    assert_int_equal(found->proof.end, 22);
}

static void a_pattern_that_takes_too_long_is_told(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: caption\n    must_not_match: '^(a+)+$'\n");
    put_in(fix, "XMP", "caption",
           cl_arena_format(fix->arena, "%.*sb", CL_SPAN_PRINT(repeat(fix, "a", 64))));
    assert_int_equal(judge(fix), CL_VERDICT_INCOMPLETE);
    assert_non_null(finding_of(fix, "damage.limit"));
}

static void placeholders_are_compared_whole_and_without_case(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: creator\n    placeholder: [any, name]\n");
    put(fix, "creator", "STRINGER");
    put(fix, "creator", "Jane Photographer");
    put(fix, "creator", "OLYMPUS DIGITAL CAMERA"); /* of another class */
    assert_false(speaks(fix));
    put(fix, "creator", "photographer");
    assert_says(fix, "photographer|");
    put(fix, "creator", "НЕИЗВЕСТНО");
    put(fix, "creator", "...");
    put(fix, "creator", "—");
    assert_int_equal(count(fix), 4);
}

static void country_and_code_must_mean_one_country(void **state)
{
    static const struct {
        const char *country;
        const char *code;
        bool agree;
    } cases[] = {
        {"Germany", "DEU", true},        {"Deutschland", "DE", true},
        {"Germany", "GER", true},        {"Germany", "FRA", false},
        {"Scotland", "GB", true},        {"Hong Kong", "CHN", true},
        {"France", "MTQ", true},         {"France", "GUF", true},
        {"Japan", "CHN", false},         {"Nowhere", "CHN", true},
        {"Germany", "nonsense", true},   {"USA", "US", true},
        {"Puerto Rico", "USA", true},    {"South Korea", "PRK", false},
        {"United States", "MEX", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        again(state);
        fixture *fix = *state;
        house(fix, "    fields: [country, country_code]\n    agree: country\n");
        put(fix, "country", cases[i].country);
        put(fix, "country_code", cases[i].code);
        if (speaks(fix) == cases[i].agree) {
            print_error("%s and %s\n", cases[i].country, cases[i].code);
        }
        assert_int_equal(speaks(fix), !cases[i].agree);
    }
}

static void one_country_alone_agrees(void **state)
{
    fixture *fix = *state;
    house(fix, "    fields: [country, country_code]\n    agree: country\n");
    put(fix, "country", "Germany");
    assert_false(speaks(fix));
}

static void blocks_agree_when_one_value_stands_in_both(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: creator\n    agree: blocks\n");
    put_in(fix, "EXIF", "creator", CL_SPAN("Jane Doe; John Roe"));
    assert_false(speaks(fix));
    put_in(fix, "XMP", "creator", CL_SPAN("JOHN  ROE"));
    assert_false(speaks(fix));
    put_in(fix, "IIM", "creator", CL_SPAN("Ann Example"));
    assert_says(fix, "Jane Doe; John Roe|||0||Ann Example");
    assert_int_equal(count(fix), 2); /* with Exif and with XMP */
}

static void the_date_is_compared_with_those_of_the_caption(void **state)
{
    static const struct {
        const char *caption;
        bool agree;
    } cases[] = {
        {"A bridge in Vienna, March 3, 2019.", false},
        {"A bridge in Vienna on 20 November 2026.", true},
        {"A bridge in Vienna on 22 November 2026.", true},
        {"A bridge in Vienna on 27 November 2026.", false},
        {"A bridge of March 3, 1911, in Vienna, Nov. 20, 2026.", true},
        {"A bridge in Vienna on Monday.", true},
        {"A bridge in Vienna, 03/20/2024.", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        again(state);
        fixture *fix = *state;
        house(fix, "    field: date_created\n    agree: caption_date\n    within_days: 2\n");
        put(fix, "date_created", "2026-11-20");
        put(fix, "caption", cases[i].caption);
        if (speaks(fix) == cases[i].agree) {
            print_error("%s\n", cases[i].caption);
        }
        assert_int_equal(speaks(fix), !cases[i].agree);
    }
}

static void no_date_agrees_with_every_caption(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: date_created\n    agree: caption_date\n    within_days: 2\n");
    put(fix, "caption", "A bridge in Vienna, March 3, 2019.");
    assert_false(speaks(fix));
    put(fix, "date_created", "1998");
    assert_false(speaks(fix));
}

static void differs_compares_words_and_not_signs(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: alt_text\n    differs: [caption, headline]\n");
    put(fix, "alt_text", "A bridge, at dawn");
    assert_false(speaks(fix));
    put(fix, "caption", "A bridge at noon");
    assert_false(speaks(fix));
    put(fix, "headline", "a BRIDGE at dawn.");
    assert_says(fix, "A bridge, at dawn|||0||headline");
}

static void a_date_is_one_of_the_calendar(void **state)
{
    static const struct {
        const char *date;
        bool real;
    } cases[] = {
        {"2026-02-28", true},        {"2026-02-29", false},
        {"2024-02-29", true},        {"1900-02-29", false},
        {"2026-13-01", false},       {"2026", true},
        {"2026-04", true},           {"20261122", true},
        {"1642-02-28", true},        {"1642-02-30", false},
        {"1600-02-29", true},        {"1700-02-29", false},
        {"0000-01-01", false},       {"today", false},
        {"2026-11-22T25:00", false}, {"2026-11-22T10:00:00+09:00", true},
    };
    fixture *fix = *state;
    house(fix, "    field: date_created\n    date: real\n");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fix->record.fields.items.count = 0;
        put(fix, "date_created", cases[i].date);
        if (speaks(fix) == cases[i].real) {
            print_error("%s\n", cases[i].date);
        }
        assert_int_equal(speaks(fix), !cases[i].real);
    }
}

static void a_date_in_the_future_of_the_edition_is_told(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: date_created\n    not_after: now\n");
    put(fix, "date_created", "2026-11-24");
    assert_false(speaks(fix)); /* no time of publication */
    set(fix, "at", "2026-11-24T00:00Z");
    assert_false(speaks(fix));
    set(fix, "at", "2026-11-20T00:00Z");
    assert_says(fix, "2026-11-24|||0|2026-11-20T00:00Z|the time of publication");
}

static void dates_are_held_against_those_of_other_fields(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: date_created\n    not_after: [date_digitized, date_sent]\n");
    put(fix, "date_created", "2026-11-24");
    put(fix, "date_digitized", "no date");
    assert_false(speaks(fix));
    put(fix, "date_sent", "2026-11-24T10:00+00:00");
    assert_false(speaks(fix));
    fix->record.fields.items.count = 1;
    put(fix, "date_sent", "2026-11-20T10:00+00:00");
    assert_says(fix, "2026-11-24|||0|2026-11-20T10:00Z|the date_sent");
}

static void dates_are_held_against_a_day(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: date_created\n    not_before: 1826-01-01\n");
    put(fix, "date_created", "1826-01-01");
    assert_false(speaks(fix));
    put(fix, "date_created", "1825-12-29");
    assert_says(fix, "1825-12-29|||0|1826-01-01|the limit of the profile");
    put(fix, "date_created", "1642-06-01");
    assert_int_equal(count(fix), 2);
}

static void a_day_that_there_is_not_is_refused(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: date_created\n    not_before: 2026-02-30\n");
    assert_int_equal(cl_check_rules_complete(fix->rules, &fix->error), CL_BAD_RULES);
    assert_non_null(strstr(fix->error.message, "2026-02-30"));
}

/* Reads the fields as the reading engine does. */
static void read_record(fixture *fix)
{
    cl_reader_state *reader = cl_reader_state_new(fix->rules);
    assert_non_null(reader);
    assert_int_equal(cl_reading_run(reader, &fix->record), CL_OK);
    cl_reader_state_free(reader);
}

static void desk_notes_are_told_in_the_fields_of_the_check_alone(void **state)
{
    fixture *fix = *state;
    house(fix, "    fields: [headline, alt_text]\n"
               "    desk_only: [restriction, notice, credit]\n");
    put(fix, "instructions", "NO SALES");
    put(fix, "headline", "Bridge reopens");
    put(fix, "caption", "A bridge. SOUTH KOREA OUT (Photo credit should read JANE DOE/AFP)");
    read_record(fix);
    assert_false(speaks(fix));
}

static void desk_notes_are_shown_with_their_words(void **state)
{
    fixture *fix = *state;
    house(fix, "    fields: [headline, alt_text, title, keywords]\n"
               "    desk_only: [restriction, notice, credit]\n");
    put(fix, "headline", "Bridge reopens SOUTH KOREA OUT");
    put(fix, "keywords", "NO SALES");
    put(fix, "alt_text", "A bridge (Photo credit should read JANE DOE/AFP/Getty Images)");
    read_record(fix);
    assert_int_equal(count(fix), 3);
    assert_true(reasons_have(fix, "a restriction"));
    assert_true(reasons_have(fix, "a demand for a credit"));
    const cl_finding *found =
        finding_of(fix, (const char *)cl_findings_at(&fix->judgement.findings, 0)->rule.data);
    assert_non_null(found->proof.field);
    assert_int_not_equal(found->proof.end, 0);
}

static void a_byline_is_a_desk_note_only_where_it_is_asked_for(void **state)
{
    fixture *fix = *state;
    put(fix, "alt_text", "A bridge. (Photo by Jane Doe/Getty Images)");
    read_record(fix);
    house(fix, "    field: alt_text\n    desk_only: [restriction, notice, credit]\n");
    assert_false(speaks(fix));
    house(fix, "    field: alt_text\n    desk_only: byline\n");
    assert_true(speaks(fix));
}

static void when_keeps_a_check_to_some_pictures(void **state)
{
    static const char *const silent[] = {
        "    when: {format: [PNG, TIFF]}\n", "    when: {present: title}\n",
        "    when: {absent: caption}\n",     "    when: {edition: print-it}\n",
        "    when: {agency: AFP}\n",         "    when: {container: EXIF}\n",
    };
    static const char *const speaking[] = {
        "    when: {format: jpeg}\n",
        "    when: {present: [title, caption], absent: title, edition: web-kr, container: XMP}\n",
    };
    fixture *fix = *state;
    char text[LONGEST];
    fix->record.format = CL_SPAN("JPEG");
    put(fix, "caption", "OLYMPUS DIGITAL CAMERA");
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
        (void)snprintf(text, sizeof text, "    field: caption\n    placeholder: camera\n%s",
                       silent[i]);
        house(fix, text);
        assert_false(speaks(fix));
    }
    for (size_t i = 0; i < sizeof speaking / sizeof *speaking; i++) {
        (void)snprintf(text, sizeof text, "    field: caption\n    placeholder: camera\n%s",
                       speaking[i]);
        house(fix, text);
        assert_true(speaks(fix));
    }
}

static void thousands_of_values_are_told_of_some(void **state)
{
    fixture *fix = *state;
    house(fix, "    field: keywords\n    max_characters: 3\n");
    for (size_t i = 0; i < CL_FIELDS_MAX; i++) {
        put_in(fix, "XMP", "keywords", cl_arena_format(fix->arena, "word %zu", i));
    }
    assert_int_equal(count(fix), CL_HOUSE_SAID_MAX);
    assert_true(reasons_have(fix, "only the first are shown"));
}

static void an_edition_names_its_profile(void **state)
{
    fixture *fix = *state;
    set(fix, "profile", "publish-web");
    assert_span_is(fix->edition.profile->name, "publish-web");
    set(fix, "profile", "none");
    assert_null(fix->edition.profile);
    assert_true(fix->edition.has_profile);
    assert_int_equal(try_to_set(fix, "profile", "publish-wb"), CL_BAD_CONFIG);
    assert_non_null(strstr(fix->error.message, "iptc-core"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_fixture(without_a_profile_nothing_is_said),
        in_fixture(a_profile_without_findings_says_that_it_looked),
        in_fixture(required_wants_one_of_its_fields),
        in_fixture(required_is_silent_on_what_could_not_be_read),
        in_fixture(absent_names_all_that_is_there_once),
        in_fixture(max_bytes_counts_the_bytes_of_iim_as_they_stand),
        in_fixture(max_bytes_counts_what_was_decoded_before_it_was),
        in_fixture(characters_are_counted_and_not_bytes),
        in_fixture(few_characters_are_told),
        in_fixture(words_are_counted_between_any_white_space),
        in_fixture(one_of_compares_with_its_lists),
        in_fixture(country_codes_are_lists_of_their_own),
        in_fixture(matches_wants_the_pattern_in_every_value),
        in_fixture(must_not_match_shows_what_matched),
        in_fixture(a_pattern_that_takes_too_long_is_told),
        in_fixture(placeholders_are_compared_whole_and_without_case),
        in_fixture(country_and_code_must_mean_one_country),
        in_fixture(one_country_alone_agrees),
        in_fixture(blocks_agree_when_one_value_stands_in_both),
        in_fixture(the_date_is_compared_with_those_of_the_caption),
        in_fixture(no_date_agrees_with_every_caption),
        in_fixture(differs_compares_words_and_not_signs),
        in_fixture(a_date_is_one_of_the_calendar),
        in_fixture(a_date_in_the_future_of_the_edition_is_told),
        in_fixture(dates_are_held_against_those_of_other_fields),
        in_fixture(dates_are_held_against_a_day),
        in_fixture(desk_notes_are_told_in_the_fields_of_the_check_alone),
        in_fixture(desk_notes_are_shown_with_their_words),
        in_fixture(a_byline_is_a_desk_note_only_where_it_is_asked_for),
        in_fixture(when_keeps_a_check_to_some_pictures),
        in_fixture(thousands_of_values_are_told_of_some),
        in_fixture(an_edition_names_its_profile),
        in_fixture(a_day_that_there_is_not_is_refused), /* last: the rules keep it */
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
