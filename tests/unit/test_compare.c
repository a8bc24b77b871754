#include "check/compare.h"

#include "caption/reading.h"
#include "check_fixture.h"

/* Two pictures, read with the shipped rules. */
typedef struct pair {
    fixture *fix;
    cl_record before;
    cl_record after;
    cl_changes changes;
} pair;

static pair *pair_new(fixture *fix)
{
    pair *made = cl_arena_alloc(fix->arena, 1, sizeof *made);
    assert_non_null(made);
    made->fix = fix;
    cl_record_init(&made->before, fix->arena);
    cl_record_init(&made->after, fix->arena);
    made->changes.arena = fix->arena;
    return made;
}

static void add(cl_record *record, cl_field_name name, const char *container, const char *property,
                const char *value)
{
    cl_field field = {.name = name,
                      .container = container,
                      .property = cl_span_of(property),
                      .value = cl_span_of(value)};
    assert_int_equal(cl_fields_add(&record->fields, &field), CL_OK);
}

static void note(cl_record *record, const char *value)
{
    add(record, CL_INSTRUCTIONS, "IIM", "2:40", value);
}

static void compare(pair *both)
{
    cl_reader_state *state = cl_reader_state_new(both->fix->rules);
    assert_non_null(state);
    assert_int_equal(cl_reading_run(state, &both->before), CL_OK);
    assert_int_equal(cl_reading_run(state, &both->after), CL_OK);
    cl_reader_state_free(state);
    assert_int_equal(cl_compare(both->fix->rules, &both->before, &both->after, &both->changes),
                     CL_OK);
}

static const cl_change *change_at(const pair *both, size_t i)
{
    assert_true(i < both->changes.items.count);
    return CL_ARRAY_AT(&both->changes.items, const cl_change, i);
}

static void assert_change(const pair *both, size_t i, cl_change_kind kind, const char *what,
                          const char *before, const char *after)
{
    const cl_change *change = change_at(both, i);
    assert_string_equal(cl_change_name(change->kind), cl_change_name(kind));
    assert_string_equal(change->what, what);
    assert_span_is(change->before, before);
    assert_span_is(change->after, after);
}

static void compare_notes(pair *both, const char *before, const char *after)
{
    note(&both->before, before);
    note(&both->after, after);
    compare(both);
}

static void a_note_that_stands_nowhere_any_more_is_lost(void **state)
{
    pair *both = pair_new(*state);
    note(&both->before, "SOUTH KOREA OUT");
    add(&both->before, CL_INSTRUCTIONS, "XMP", "photoshop:Instructions", "SOUTH KOREA OUT");
    add(&both->after, CL_CAPTION, "XMP", "dc:description[x-default]", "A bridge.");
    add(&both->before, CL_CAPTION, "XMP", "dc:description[x-default]", "A bridge.");
    compare(both);
    assert_true(both->changes.loss);
    assert_change(both, 0, CL_CHANGE_LOST, "restriction", "SOUTH KOREA OUT", "");
    assert_string_equal(change_at(both, 0)->family, "territory");
    assert_int_equal(change_at(both, 0)->stood_in.count, 2);
    assert_span_is(change_at(both, 0)->stood_in.items[1], "XMP photoshop:Instructions");
    assert_change(both, 1, CL_CHANGE_GONE, "block", "IIM block", "");
    assert_false(change_at(both, 1)->loss);
    assert_int_equal(both->changes.items.count, 2);
}

static void a_note_that_moved_or_is_worded_anew_is_kept(void **state)
{
    pair *both = pair_new(*state);
    add(&both->before, CL_CAPTION, "IIM", "2:120", "A bridge. JAPAN OUT");
    add(&both->after, CL_CAPTION, "IIM", "2:120", "A bridge.");
    add(&both->after, CL_INSTRUCTIONS, "IIM", "2:40", "Not for use in Japan");
    compare(both);
    assert_int_equal(both->changes.items.count, 0);
    assert_false(both->changes.loss);
}

static void a_note_that_names_less_is_weakened(void **state)
{
    pair *both = pair_new(*state);
    compare_notes(both, "JAPAN AND SOUTH KOREA OUT", "JAPAN OUT");
    assert_int_equal(both->changes.items.count, 1);
    assert_true(both->changes.loss);
    assert_change(both, 0, CL_CHANGE_WEAKENED, "restriction", "JAPAN AND SOUTH KOREA OUT",
                  "JAPAN OUT");
    assert_span_is(change_at(both, 0)->detail, "no longer names South Korea");
}

static void a_note_that_names_more_only_adds(void **state)
{
    pair *both = pair_new(*state);
    compare_notes(both, "JAPAN OUT", "JAPAN AND SOUTH KOREA OUT");
    assert_int_equal(both->changes.items.count, 1);
    assert_false(both->changes.loss);
    assert_change(both, 0, CL_CHANGE_ADDED, "restriction", "", "JAPAN AND SOUTH KOREA OUT");
}

static void a_note_on_the_whole_covers_its_parts(void **state)
{
    pair *both = pair_new(*state);
    compare_notes(both, "SCOTLAND OUT. NO MAGS", "UK OUT. NO PRINT");
    assert_false(both->changes.loss);
}

static void a_note_that_ends_is_less_than_one_that_does_not(void **state)
{
    pair *both = pair_new(*state);
    compare_notes(both, "JAPAN OUT", "JAPAN OUT FOR 48 HOURS");
    assert_true(both->changes.loss);
    assert_change(both, 0, CL_CHANGE_WEAKENED, "restriction", "JAPAN OUT",
                  "JAPAN OUT FOR 48 HOURS");
    assert_span_is(change_at(both, 0)->detail, "holds for less than before");
}

static void a_grant_that_grants_more_is_weakened(void **state)
{
    pair *both = pair_new(*state);
    compare_notes(both, "UK ONLY", "UK AND IRELAND ONLY");
    assert_true(both->changes.loss);
    assert_change(both, 0, CL_CHANGE_WEAKENED, "restriction", "UK ONLY", "UK AND IRELAND ONLY");
    assert_span_is(change_at(both, 0)->detail, "now also grants Ireland");
}

static void a_longer_permission_is_a_loss_and_a_shorter_one_is_none(void **state)
{
    pair *both = pair_new(*state);
    compare_notes(both, "USE WITHIN 14 DAYS", "USE WITHIN 30 DAYS");
    assert_true(both->changes.loss);
    both = pair_new(*state);
    compare_notes(both, "USE WITHIN 14 DAYS", "USE WITHIN 7 DAYS");
    assert_false(both->changes.loss);
}

static void a_mandatory_credit_that_changed_is_a_loss(void **state)
{
    pair *both = pair_new(*state);
    compare_notes(both, "MANDATORY CREDIT: \"AFP PHOTO/KCNA VIA KNS\"", "MANDATORY CREDIT: AFP");
    assert_true(both->changes.loss);
    assert_change(both, 0, CL_CHANGE_CHANGED, "mandatory credit", "AFP PHOTO/KCNA VIA KNS", "AFP");
}

static void a_mandatory_credit_that_is_only_stated_is_weakened(void **state)
{
    pair *both = pair_new(*state);
    note(&both->before, "MANDATORY CREDIT: Example Press/Jane Doe");
    add(&both->after, CL_CREDIT, "IIM", "2:110", "Example Press/Jane Doe");
    compare(both);
    assert_change(both, 0, CL_CHANGE_WEAKENED, "mandatory credit", "Example Press/Jane Doe",
                  "Example Press/Jane Doe");
    assert_span_is(change_at(both, 0)->detail, "no longer mandatory");
    assert_true(both->changes.loss);
}

static void a_sign_off_whose_names_stand_in_fields_is_kept(void **state)
{
    pair *both = pair_new(*state);
    add(&both->before, CL_CAPTION, "IIM", "2:120", "A bridge. (AP Photo/Jane Doe)");
    add(&both->after, CL_CAPTION, "IIM", "2:120", "A bridge.");
    add(&both->before, CL_CREATOR, "IIM", "2:80", "Jane Doe");
    add(&both->after, CL_CREATOR, "IIM", "2:80", "Jane Doe");
    add(&both->before, CL_CREDIT, "IIM", "2:110", "AP");
    add(&both->after, CL_CREDIT, "IIM", "2:110", "AP");
    compare(both);
    assert_int_equal(both->changes.items.count, 0);
}

static void a_sign_off_that_is_gone_is_lost(void **state)
{
    pair *both = pair_new(*state);
    add(&both->before, CL_CAPTION, "IIM", "2:120", "A bridge. (AP Photo/Jane Doe)");
    add(&both->after, CL_CAPTION, "IIM", "2:120", "A bridge.");
    compare(both);
    assert_true(both->changes.loss);
    assert_string_equal(change_at(both, 0)->what, "credit");
}

static void notices_and_what_was_not_understood_are_compared(void **state)
{
    pair *both = pair_new(*state);
    note(&both->before, "HANDOUT. RESTRICTED FOR USE ON TEA TOWELS");
    note(&both->after, "PHOTO KILL");
    compare(both);
    assert_change(both, 0, CL_CHANGE_LOST, "notice", "HANDOUT", "");
    assert_string_equal(change_at(both, 1)->what, "unread note");
    assert_int_equal(change_at(both, 1)->kind, CL_CHANGE_LOST);
    assert_change(both, 2, CL_CHANGE_ADDED, "notice", "", "PHOTO KILL");
}

static void properties_are_compared_as_texts(void **state)
{
    pair *both = pair_new(*state);
    add(&both->before, CL_COPYRIGHT, "XMP", "dc:rights[x-default]", "(c) 2024 Example Press");
    add(&both->after, CL_COPYRIGHT, "IIM", "2:116", "© 2024  Example Press");
    add(&both->before, CL_CREDIT, "XMP", "photoshop:Credit", "Example Press");
    add(&both->after, CL_CREDIT, "XMP", "photoshop:Credit", "Example Images");
    add(&both->before, CL_WEB_STATEMENT, "XMP", "xmpRights:WebStatement", "https://example.org/r");
    add(&both->before, CL_KEYWORDS, "XMP", "dc:subject[1]", "bridge");
    compare(both);
    assert_true(both->changes.loss);
    assert_change(both, 0, CL_CHANGE_LOST, "web_statement", "https://example.org/r", "");
    assert_change(both, 1, CL_CHANGE_CHANGED, "credit", "Example Press", "Example Images");
    assert_change(both, 2, CL_CHANGE_ADDED, "block", "", "IIM block");
    assert_int_equal(both->changes.items.count, 3);
}

static void a_value_that_says_more_is_no_loss(void **state)
{
    pair *both = pair_new(*state);
    add(&both->before, CL_CREDIT, "IIM", "2:110", "Example Press");
    add(&both->after, CL_CREDIT, "IIM", "2:110", "Example Press/Jane Doe");
    compare(both);
    assert_false(both->changes.loss);
    assert_change(both, 0, CL_CHANGE_CHANGED, "credit", "Example Press", "Example Press/Jane Doe");
}

static void what_iim_cut_off_is_no_loss_beside_the_whole(void **state)
{
    pair *both = pair_new(*state);
    const char *whole = "Example Press/Jane Doe of the North Desk";
    add(&both->before, CL_CREDIT, "XMP", "photoshop:Credit", whole);
    add(&both->before, CL_CREDIT, "IIM", "2:110", "Example Press/Jane Doe of the No");
    add(&both->after, CL_CREDIT, "XMP", "photoshop:Credit", whole);
    compare(both);
    assert_false(both->changes.loss);
    both = pair_new(*state);
    add(&both->before, CL_CREDIT, "XMP", "photoshop:Credit", whole);
    add(&both->after, CL_CREDIT, "IIM", "2:110", "Example Press/Jane Doe of the No");
    compare(both);
    assert_true(both->changes.loss);
    assert_change(both, 0, CL_CHANGE_CHANGED, "credit", whole, "Example Press/Jane Doe of the No");
}

static void creators_in_one_text_are_those_in_several(void **state)
{
    pair *both = pair_new(*state);
    add(&both->before, CL_CREATOR, "EXIF", "Artist", "Jane Doe; John Roe");
    add(&both->after, CL_CREATOR, "EXIF", "Artist", "John Roe");
    add(&both->after, CL_CREATOR, "EXIF", "Artist", "Jane Doe");
    compare(both);
    assert_int_equal(both->changes.items.count, 0);
}

static void a_manifest_that_is_gone_is_told(void **state)
{
    pair *both = pair_new(*state);
    both->before.fields.c2pa = CL_SPAN("JPEG APP11");
    compare(both);
    assert_change(both, 0, CL_CHANGE_GONE, "block", "C2PA manifest", "");
    assert_false(both->changes.loss);
}

static void a_term_that_forbids_is_lost_when_it_allows(void **state)
{
    pair *both = pair_new(*state);
    add(&both->before, CL_DATA_MINING, "XMP", "plus:DataMining",
        "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED");
    add(&both->after, CL_DATA_MINING, "XMP", "plus:DataMining",
        "http://ns.useplus.org/ldf/vocab/DMI-ALLOWED");
    compare(both);
    assert_true(both->changes.loss);
    assert_string_equal(change_at(both, 0)->family, "ai");
}

static void work_without_end_is_given_up_and_told(void **state)
{
    pair *both = pair_new(*state);
    for (size_t i = 0; i < 600; i++) {
        fixture *fix = *state;
        cl_record *records[] = {&both->before, &both->after};
        for (size_t k = 0; k < 2; k++) {
            cl_restriction *added =
                cl_array_add(&records[k]->restrictions, fix->arena, sizeof *added, CL_CLAUSES_MAX);
            assert_non_null(added);
            *added = (cl_restriction){.kind = CL_KIND_OUTLET, .effect = CL_DENY};
            for (size_t n = 0; n < 40; n++) {
                cl_span value = cl_arena_format(fix->arena, "outlet %zu of %zu", n + k * 1000, i);
                assert_int_equal(cl_words_add(&added->values, fix->arena, value), CL_OK);
            }
        }
    }
    assert_int_equal(cl_compare(both->fix->rules, &both->before, &both->after, &both->changes),
                     CL_OK);
    assert_true(both->changes.limited);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_fixture(a_note_that_stands_nowhere_any_more_is_lost),
        in_fixture(a_note_that_moved_or_is_worded_anew_is_kept),
        in_fixture(a_note_that_names_less_is_weakened),
        in_fixture(a_note_that_names_more_only_adds),
        in_fixture(a_note_on_the_whole_covers_its_parts),
        in_fixture(a_note_that_ends_is_less_than_one_that_does_not),
        in_fixture(a_grant_that_grants_more_is_weakened),
        in_fixture(a_longer_permission_is_a_loss_and_a_shorter_one_is_none),
        in_fixture(a_mandatory_credit_that_changed_is_a_loss),
        in_fixture(a_mandatory_credit_that_is_only_stated_is_weakened),
        in_fixture(a_sign_off_whose_names_stand_in_fields_is_kept),
        in_fixture(a_sign_off_that_is_gone_is_lost),
        in_fixture(notices_and_what_was_not_understood_are_compared),
        in_fixture(properties_are_compared_as_texts),
        in_fixture(a_value_that_says_more_is_no_loss),
        in_fixture(what_iim_cut_off_is_no_loss_beside_the_whole),
        in_fixture(creators_in_one_text_are_those_in_several),
        in_fixture(a_manifest_that_is_gone_is_told),
        in_fixture(a_term_that_forbids_is_lost_when_it_allows),
        in_fixture(work_without_end_is_given_up_and_told),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
