#include "metadata/cut.h"

#include "fields.h"

static void add(read_fields *made, cl_field_name name, const char *container, cl_span value)
{
    cl_field field = {.name = name, .container = container, .value = value};
    assert_int_equal(cl_fields_add(&made->fields, &field), CL_OK);
}

/* "word word … " and `end`, `len` bytes long. */
static void put_words(cl_out *text, size_t len, const char *end)
{
    size_t tail = cl_span_of(end).len;
    while (text->len < len - tail) {
        cl_out_byte(text, text->len % 5 == 4 ? ' ' : 'a');
    }
    cl_out_text(text, end);
}

static read_fields *read_one(cl_field_name name, size_t len, const char *end)
{
    read_fields *made = fields_new(CL_EMPTY_SPAN);
    cl_out text = {0};
    cl_span value;
    put_words(&text, len, end);
    assert_int_equal(cl_arena_copy(made->arena, cl_out_span(&text), &value), CL_OK);
    add(made, name, "EXIF", value);
    cl_out_free(&text);
    return made;
}

static void a_text_as_long_as_databases_keep_may_be_cut(void **state)
{
    (void)state;
    static const size_t limits[] = {255, 1000, 1024, 4000, 32767, 65502};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        read_fields *made = read_one(CL_CAPTION, limits[i], "en");
        assert_int_equal(cl_cuts_report(&made->fields), CL_OK);
        assert_only_finding(made, CL_DAMAGE_CUT);
        assert_int_equal(cl_findings_at(&made->findings, 0)->level, CL_INFO);
        fields_free(made);
    }
}

static void a_text_that_ends_as_texts_do_is_whole(void **state)
{
    (void)state;
    static const char *const ends[] = {"end.", "Press)", "why?", "“so”", "です。"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        read_fields *made = read_one(CL_CAPTION, 255, ends[i]);
        assert_int_equal(cl_cuts_report(&made->fields), CL_OK);
        assert_no_findings(made);
        fields_free(made);
    }
    assert_true(cl_cut_ends_well(CL_EMPTY_SPAN));
}

static void another_length_or_another_field_says_nothing(void **state)
{
    (void)state;
    read_fields *made = read_one(CL_CAPTION, 256, "en");
    assert_int_equal(cl_cuts_report(&made->fields), CL_OK);
    assert_no_findings(made);
    fields_free(made);
    made = read_one(CL_CITY, 255, "en");
    assert_int_equal(cl_cuts_report(&made->fields), CL_OK);
    assert_no_findings(made);
    fields_free(made);
}

static void characters_count_as_well_as_bytes(void **state)
{
    (void)state;
    read_fields *made = read_one(CL_CAPTION, 257, "äö");
    assert_int_equal(cl_utf8_count(field_at(made, CL_CAPTION, 0)->value), 255);
    assert_int_equal(cl_cuts_report(&made->fields), CL_OK);
    assert_only_finding(made, CL_DAMAGE_CUT);
    fields_free(made);
}

static void a_longer_twin_shows_what_was_cut(void **state)
{
    (void)state;
    read_fields *made = read_one(CL_CAPTION, 255, "en");
    cl_out text = {0};
    put_words(&text, 255, "en");
    cl_out_text(&text, "d of the caption");
    add(made, CL_CAPTION, "XMP", cl_out_span(&text));
    assert_int_equal(cl_cuts_report(&made->fields), CL_OK);
    assert_no_findings(made);
    fields_free(made);
    cl_out_free(&text);
}

static void only_so_many_values_are_looked_up(void **state)
{
    (void)state;
    read_fields *made = fields_new(CL_EMPTY_SPAN);
    size_t looked = CL_CUTS_MAX - 1;
    add(made, CL_CREDIT, "XMP", CL_SPAN("Example Press"));
    cl_span value = CL_SPAN("Example");
    assert_int_equal(cl_cut_twin(&made->fields, CL_CREDIT, value, &looked), CL_TWIN_LONGER);
    assert_int_equal(cl_cut_twin(&made->fields, CL_CREDIT, value, &looked), CL_TWIN_NONE);
    fields_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_as_long_as_databases_keep_may_be_cut),
        cmocka_unit_test(a_text_that_ends_as_texts_do_is_whole),
        cmocka_unit_test(another_length_or_another_field_says_nothing),
        cmocka_unit_test(characters_count_as_well_as_bytes),
        cmocka_unit_test(a_longer_twin_shows_what_was_cut),
        cmocka_unit_test(only_so_many_values_are_looked_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
