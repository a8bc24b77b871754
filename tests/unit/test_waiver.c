#include "check/waiver.h"

#include "base/damage.h"
#include "check/waivers_config.h"
#include "check_fixture.h"

enum {
    NOW = 1700000040, /* a whole minute */
    HOUR = 3600
};

/* How often the picture was read, and what came of it. */
typedef struct reading {
    size_t times;
    cl_status status;
} reading;

static cl_status digest(void *user, uint8_t out[CL_FINGERPRINT_BYTES])
{
    reading *read = user;
    read->times++;
    memset(out, 7, CL_FINGERPRINT_BYTES);
    return read->status;
}

static cl_waiver waiver_of(const char *rule, int64_t ends)
{
    cl_waiver waiver = {.rule = cl_span_of(rule),
                        .edition = CL_SPAN("web-kr"),
                        .note = CL_SPAN("a note"),
                        .reason = CL_SPAN("cleared"),
                        .approved_by = CL_SPAN("the desk"),
                        .expires = CL_SPAN("then"),
                        .file = CL_SPAN("w.yaml"),
                        .line = 3,
                        .ends = ends};
    memset(waiver.picture, 7, sizeof waiver.picture);
    return waiver;
}

/* Judges a picture that is barred from KR, with these waivers. */
typedef struct trial {
    cl_waivers waivers;
    reading read;
    cl_period holds;
    bool at_hand;
} trial;

static void add(fixture *fix, trial *with, cl_waiver waiver)
{
    with->waivers.arena = fix->arena;
    assert_int_equal(cl_waivers_add(&with->waivers, &waiver), CL_OK);
}

static cl_status apply(fixture *fix, trial *with)
{
    with->holds = (cl_period){INT64_MIN, INT64_MAX};
    const cl_waiving waiving = {.rules = fix->rules,
                                .waivers = &with->waivers,
                                .now = NOW,
                                .holds = &with->holds,
                                .digest = digest,
                                .user = &with->read,
                                .at_hand = with->at_hand};
    assert_int_equal(cl_waivers_sort(&with->waivers), CL_OK);
    return cl_waivers_apply(&waiving, &fix->record, &fix->judgement, 1);
}

static cl_verdict verdict(fixture *fix, trial *with)
{
    assert_int_equal(apply(fix, with), CL_OK);
    return fix->judgement.verdict;
}

static void bar(fixture *fix)
{
    (void)restrict_to(fix, CL_KIND_TERRITORY, CL_DENY, "KR", "a note");
    set(fix, "territory", "KR");
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
}

static void what_is_waived_stays_and_does_not_count(void **state)
{
    fixture *fix = *state;
    trial with = {.at_hand = false};
    bar(fix);
    add(fix, &with, waiver_of("territory.denied", NOW + HOUR));
    assert_int_equal(verdict(fix, &with), CL_VERDICT_OK);
    const cl_finding *finding = finding_of(fix, "territory.denied");
    assert_non_null(finding);
    assert_int_equal(finding->level, CL_ERROR);
    assert_non_null(finding->waiver);
    assert_span_is(finding->waiver->reason, "cleared");
    assert_int_equal(fix->judgement.findings.items.count, 1);
    assert_int_equal(with.read.times, 1);
}

static void a_waiver_is_for_exact_words_one_edition_and_one_rule(void **state)
{
    fixture *fix = *state;
    trial with = {.at_hand = true};
    cl_waiver note = waiver_of("territory.denied", NOW + HOUR);
    cl_waiver edition = note;
    cl_waiver rule = note;
    note.note = CL_SPAN("a not");
    edition.edition = CL_SPAN("web-fr");
    rule.rule = CL_SPAN("medium.denied");
    bar(fix);
    add(fix, &with, note);
    add(fix, &with, edition);
    add(fix, &with, rule);
    assert_int_equal(verdict(fix, &with), CL_VERDICT_BLOCK);
    assert_null(finding_of(fix, "territory.denied")->waiver);
    /* Those of this edition are for nothing that was found. */
    const cl_finding *unused = finding_of(fix, "waiver.unused");
    assert_non_null(unused);
    assert_int_equal(unused->level, CL_WARNING);
    assert_int_equal(fix->judgement.findings.items.count, 3);
}

static void a_waiver_is_for_the_bytes_that_were_approved(void **state)
{
    fixture *fix = *state;
    trial with = {.at_hand = true};
    cl_waiver other = waiver_of("territory.denied", NOW + HOUR);
    other.picture[31] = 8;
    bar(fix);
    add(fix, &with, other);
    assert_int_equal(verdict(fix, &with), CL_VERDICT_BLOCK);
    assert_null(finding_of(fix, "waiver.unused"));
    assert_null(finding_of(fix, "waiver.edited"));
    /* Where it names the file it is told that the bytes are others. */
    trial named = {.at_hand = false};
    other.name = CL_SPAN("a.jpg");
    fix->record.path = CL_SPAN("/some/where/a.jpg");
    add(fix, &named, other);
    assert_int_equal(verdict(fix, &named), CL_VERDICT_BLOCK);
    assert_non_null(finding_of(fix, "waiver.edited"));
    assert_null(finding_of(fix, "territory.denied")->waiver);
}

static void a_waiver_holds_to_its_end_and_no_second_longer(void **state)
{
    fixture *fix = *state;
    trial before = {.at_hand = false};
    trial after = {.at_hand = false};
    bar(fix);
    add(fix, &before, waiver_of("territory.denied", NOW + 1));
    assert_int_equal(verdict(fix, &before), CL_VERDICT_OK);
    assert_int_equal(before.holds.to, NOW + 1);
    assert_int_equal(before.holds.from, INT64_MIN);
    assert_int_equal(judge(fix), CL_VERDICT_BLOCK);
    add(fix, &after, waiver_of("territory.denied", NOW));
    assert_int_equal(verdict(fix, &after), CL_VERDICT_BLOCK);
    assert_int_equal(after.holds.from, NOW);
    assert_non_null(finding_of(fix, "waiver.expired"));
    assert_null(finding_of(fix, "waiver.unused"));
}

static void a_waiver_must_hold_when_the_edition_is_published(void **state)
{
    fixture *fix = *state;
    trial with = {.at_hand = false};
    set(fix, "at", "2023-11-15T00:00Z"); /* two hours later */
    bar(fix);
    add(fix, &with, waiver_of("territory.denied", NOW + HOUR));
    assert_int_equal(verdict(fix, &with), CL_VERDICT_BLOCK);
    assert_non_null(finding_of(fix, "waiver.expired"));
}

static void of_several_waivers_the_one_that_holds_counts(void **state)
{
    fixture *fix = *state;
    trial with = {.at_hand = false};
    cl_waiver longest = waiver_of("territory.denied", NOW + 2 * HOUR);
    longest.reason = CL_SPAN("renewed");
    bar(fix);
    add(fix, &with, waiver_of("territory.denied", NOW - HOUR));
    add(fix, &with, longest);
    add(fix, &with, waiver_of("territory.denied", NOW + HOUR));
    assert_int_equal(verdict(fix, &with), CL_VERDICT_OK);
    assert_span_is(finding_of(fix, "territory.denied")->waiver->reason, "renewed");
    assert_int_equal(fix->judgement.findings.items.count, 1);
}

static void add_unread(fixture *fix)
{
    cl_unread *unread =
        cl_array_add(&fix->record.unread, fix->arena, sizeof *unread, CL_CLAUSES_MAX);
    assert_non_null(unread);
    unread->rule = CL_SPAN("test");
    unread->places = place_of(fix, &fix->caption, "a note");
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
}

static void what_nobody_understood_is_waived_for_a_day_at_most(void **state)
{
    fixture *fix = *state;
    trial day = {.at_hand = false};
    trial longer = {.at_hand = false};
    add_unread(fix);
    add(fix, &day, waiver_of("unread.text", NOW + 24 * HOUR));
    assert_int_equal(verdict(fix, &day), CL_VERDICT_OK);
    assert_int_equal(judge(fix), CL_VERDICT_REVIEW);
    add(fix, &longer, waiver_of("unread.text", NOW + 24 * HOUR + 1));
    assert_int_equal(verdict(fix, &longer), CL_VERDICT_REVIEW);
    assert_null(finding_of(fix, "unread.text")->waiver);
    assert_non_null(finding_of(fix, "waiver.too-long"));
    assert_int_equal(longer.holds.to, NOW + 1);
}

static void kills_have_a_limit_too(void **state)
{
    fixture *fix = *state;
    static const char *const rules[] = {"notice.kill", "notice.withdrawal", "identity.killed",
                                        "unread.text"};
    for (size_t i = 0; i < 4; i++) {
        const cl_finding finding = {.rule = cl_span_of(rules[i])};
        assert_int_equal(cl_waiver_limit(fix->rules, &finding), 24 * HOUR);
    }
    const cl_finding free = {.rule = CL_SPAN("territory.denied")};
    const cl_finding unread = {.rule = CL_SPAN("damage.structure"), .incomplete = true};
    assert_int_equal(cl_waiver_limit(fix->rules, &free), INT64_MAX);
    assert_int_equal(cl_waiver_limit(fix->rules, &unread), 0);
}

static void what_was_not_read_cannot_be_waived(void **state)
{
    fixture *fix = *state;
    trial with = {.at_hand = false};
    cl_waiver waiver = waiver_of("damage.truncated", NOW + HOUR);
    waiver.note = CL_EMPTY_SPAN;
    assert_int_equal(
        cl_damage_report(&fix->record.findings, CL_DAMAGE_TRUNCATED, 0, "it ends here"), CL_OK);
    assert_int_equal(judge(fix), CL_VERDICT_INCOMPLETE);
    add(fix, &with, waiver);
    assert_int_equal(verdict(fix, &with), CL_VERDICT_INCOMPLETE);
    assert_non_null(finding_of(fix, "waiver.refused"));
}

static void damage_is_waived_where_it_is_for_all_editions(void **state)
{
    fixture *fix = *state;
    trial with = {.at_hand = false};
    cl_waiver waiver = waiver_of("damage.cut", NOW + HOUR);
    waiver.note = CL_EMPTY_SPAN;
    const cl_edition other = {.name = CL_SPAN("web-fr")};
    cl_judgement both[2];
    assert_int_equal(cl_damage_report(&fix->record.findings, CL_DAMAGE_CUT, 0, "cut"), CL_OK);
    assert_int_equal(cl_check_run(fix->rules, &fix->record, &fix->edition, &both[0]), CL_OK);
    assert_int_equal(cl_check_run(fix->rules, &fix->record, &other, &both[1]), CL_OK);
    add(fix, &with, waiver);
    with.holds = (cl_period){INT64_MIN, INT64_MAX};
    const cl_waiving waiving = {.rules = fix->rules,
                                .waivers = &with.waivers,
                                .now = NOW,
                                .holds = &with.holds,
                                .digest = digest,
                                .user = &with.read};
    assert_int_equal(cl_waivers_sort(&with.waivers), CL_OK);
    assert_int_equal(cl_waivers_apply(&waiving, &fix->record, both, 2), CL_OK);
    assert_int_equal(both[0].verdict, CL_VERDICT_OK);
    assert_int_equal(both[1].verdict, CL_VERDICT_REVIEW);
    assert_null(cl_findings_at(&fix->record.findings, 0)->waiver);
    /* With one for the other edition too it counts nowhere. */
    waiver.edition = CL_SPAN("web-fr");
    add(fix, &with, waiver);
    assert_int_equal(cl_waivers_sort(&with.waivers), CL_OK);
    assert_int_equal(cl_waivers_apply(&waiving, &fix->record, both, 2), CL_OK);
    assert_int_equal(both[1].verdict, CL_VERDICT_OK);
    assert_non_null(cl_findings_at(&fix->record.findings, 0)->waiver);
}

static void a_picture_is_read_again_only_where_a_waiver_may_apply(void **state)
{
    fixture *fix = *state;
    trial with = {.at_hand = false};
    bar(fix);
    assert_int_equal(verdict(fix, &with), CL_VERDICT_BLOCK);
    add(fix, &with, waiver_of("medium.denied", NOW + HOUR));
    assert_int_equal(verdict(fix, &with), CL_VERDICT_BLOCK);
    assert_int_equal(with.read.times, 0);
    with.at_hand = true;
    assert_int_equal(verdict(fix, &with), CL_VERDICT_BLOCK);
    assert_int_equal(with.read.times, 1);
}

static void a_picture_that_cannot_be_read_again_is_told(void **state)
{
    fixture *fix = *state;
    trial with = {.read = {.status = CL_UNREADABLE}};
    bar(fix);
    add(fix, &with, waiver_of("territory.denied", NOW + HOUR));
    assert_int_equal(apply(fix, &with), CL_UNREADABLE);
}

static void duties_are_not_waived(void **state)
{
    fixture *fix = *state;
    trial with = {.at_hand = false};
    bar(fix);
    cl_duty *duty = cl_array_add(&fix->judgement.duties, fix->arena, sizeof *duty, CL_DUTIES_MAX);
    assert_non_null(duty);
    *duty = (cl_duty){.rule = CL_SPAN("territory.denied")};
    add(fix, &with, waiver_of("territory.denied", NOW + HOUR));
    assert_int_equal(verdict(fix, &with), CL_VERDICT_DUTY);
    assert_int_equal(fix->judgement.duties.count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_fixture(what_is_waived_stays_and_does_not_count),
        in_fixture(a_waiver_is_for_exact_words_one_edition_and_one_rule),
        in_fixture(a_waiver_is_for_the_bytes_that_were_approved),
        in_fixture(a_waiver_holds_to_its_end_and_no_second_longer),
        in_fixture(a_waiver_must_hold_when_the_edition_is_published),
        in_fixture(of_several_waivers_the_one_that_holds_counts),
        in_fixture(what_nobody_understood_is_waived_for_a_day_at_most),
        in_fixture(kills_have_a_limit_too),
        in_fixture(what_was_not_read_cannot_be_waived),
        in_fixture(damage_is_waived_where_it_is_for_all_editions),
        in_fixture(a_picture_is_read_again_only_where_a_waiver_may_apply),
        in_fixture(a_picture_that_cannot_be_read_again_is_told),
        in_fixture(duties_are_not_waived),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
