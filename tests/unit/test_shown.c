#include "metadata/shown.h"

#include "base/limits.h"
#include "cl_test.h"

typedef struct values {
    cl_arena *arena;
    cl_findings findings;
    cl_fields fields;
} values;

static int begin(void **state)
{
    static values made;
    made = (values){.arena = cl_arena_new(CL_ARENA_PICTURE_MAX)};
    made.findings.arena = made.arena;
    made.fields.arena = made.arena;
    made.fields.findings = &made.findings;
    *state = &made;
    return made.arena == NULL ? -1 : 0;
}

static int end(void **state)
{
    values *made = *state;
    cl_arena_free(made->arena);
    return 0;
}

static void add(values *made, cl_field_name name, const char *container, const char *property,
                const char *value)
{
    cl_field field = {.name = name,
                      .container = container,
                      .property = cl_span_of(property),
                      .value = cl_span_of(value)};
    assert_int_equal(cl_fields_add(&made->fields, &field), CL_OK);
}

/* All at once is what each is by itself. */
static void assert_same_of_all(const values *made, cl_shown_order order)
{
    cl_shown shown;
    cl_shown_find(&made->fields, order, &shown);
    for (int i = 0; i < CL_FIELD_NAME_COUNT; i++) {
        cl_field_name name = (cl_field_name)i;
        assert_ptr_equal(shown.of[name], cl_fields_shown(&made->fields, name, order));
    }
}

static void assert_shown(const values *made, cl_field_name name, cl_shown_order order,
                         const char *value)
{
    const cl_field *shown = cl_fields_shown(&made->fields, name, order);
    assert_non_null(shown);
    assert_span_is(shown->value, value);
    assert_same_of_all(made, order);
}

static void add_captions(values *made)
{
    add(made, CL_CAPTION, "EXIF", "ImageDescription", "in Exif");
    add(made, CL_CAPTION, "XMP", "dc:description[x-default]", "in XMP");
    add(made, CL_CAPTION, "IIM", "2:120", "in IIM");
}

static void each_order_has_its_first(void **state)
{
    values *made = *state;
    add_captions(made);
    assert_shown(made, CL_CAPTION, CL_SHOWN_MWG, "in Exif");
    assert_shown(made, CL_CAPTION, CL_SHOWN_ADOBE, "in XMP");
    assert_shown(made, CL_CAPTION, CL_SHOWN_XMP_FIRST, "in XMP");
    assert_shown(made, CL_CAPTION, CL_SHOWN_IIM_FIRST, "in IIM");
    assert_shown(made, CL_CAPTION, CL_SHOWN_EXIF_FIRST, "in Exif");
    assert_null(cl_fields_shown(&made->fields, CL_HEADLINE, CL_SHOWN_MWG));
}

static void iim_that_was_edited_alone_is_newer_than_xmp(void **state)
{
    values *made = *state;
    add(made, CL_CREDIT, "XMP", "photoshop:Credit", "in XMP");
    add(made, CL_CREDIT, "IIM", "2:110", "in IIM");
    assert_shown(made, CL_CREDIT, CL_SHOWN_MWG, "in XMP");
    made->fields.digest = CL_DIGEST_MATCH;
    assert_shown(made, CL_CREDIT, CL_SHOWN_MWG, "in XMP");
    made->fields.digest = CL_DIGEST_DIFFERS;
    assert_shown(made, CL_CREDIT, CL_SHOWN_MWG, "in IIM");
    assert_shown(made, CL_CREDIT, CL_SHOWN_ADOBE, "in IIM");
    assert_shown(made, CL_CREDIT, CL_SHOWN_XMP_FIRST, "in XMP");
}

static void newer_iim_that_is_only_cut_off_is_not_shown(void **state)
{
    values *made = *state;
    add(made, CL_CREDIT, "XMP", "photoshop:Credit", "Example Press/Jane Doe of the North Desk");
    add(made, CL_CREDIT, "IIM", "2:110", "Example Press/Jane Doe of the No");
    made->fields.digest = CL_DIGEST_DIFFERS;
    assert_shown(made, CL_CREDIT, CL_SHOWN_MWG, "Example Press/Jane Doe of the North Desk");
}

static void exif_comes_last_where_it_has_no_tag_of_its_own(void **state)
{
    values *made = *state;
    add(made, CL_TITLE, "EXIF", "XPTitle", "in Exif");
    add(made, CL_TITLE, "IIM", "2:05", "in IIM");
    add(made, CL_CREATOR, "EXIF", "XPAuthor", "in XPAuthor");
    add(made, CL_CREATOR, "XMP", "dc:creator", "in XMP");
    assert_shown(made, CL_TITLE, CL_SHOWN_MWG, "in IIM");
    assert_shown(made, CL_CREATOR, CL_SHOWN_MWG, "in XMP");
    add(made, CL_CREATOR, "EXIF", "Artist", "in Artist");
    assert_shown(made, CL_CREATOR, CL_SHOWN_MWG, "in Artist");
}

static void the_usual_property_of_a_block_is_shown(void **state)
{
    values *made = *state;
    add(made, CL_CAPTION, "XMP", "tiff:ImageDescription", "a copy");
    add(made, CL_CAPTION, "XMP", "dc:description[de]", "auf Deutsch");
    add(made, CL_CAPTION, "XMP", "dc:description[x-default]", "the caption");
    assert_shown(made, CL_CAPTION, CL_SHOWN_MWG, "the caption");
}

static void the_location_shown_stands_before_the_legacy_city(void **state)
{
    values *made = *state;
    add(made, CL_CITY, "IIM", "2:90", "in IIM");
    add(made, CL_CITY, "XMP", "photoshop:City", "in XMP");
    add(made, CL_LOCATION_SHOWN_CITY, "XMP", "Iptc4xmpExt:LocationShown/Iptc4xmpExt:City", "shown");
    assert_shown(made, CL_CITY, CL_SHOWN_MWG, "shown");
    assert_shown(made, CL_CITY, CL_SHOWN_ADOBE, "in XMP");
    made->fields.digest = CL_DIGEST_DIFFERS;
    assert_shown(made, CL_CITY, CL_SHOWN_MWG, "in IIM");
}

static void a_location_without_a_legacy_city_is_shown_for_it(void **state)
{
    values *made = *state;
    add(made, CL_LOCATION_SHOWN_CITY, "XMP", "Iptc4xmpExt:LocationShown/Iptc4xmpExt:City", "shown");
    assert_shown(made, CL_CITY, CL_SHOWN_MWG, "shown");
    assert_null(cl_fields_shown(&made->fields, CL_CITY, CL_SHOWN_ADOBE));
    assert_same_of_all(made, CL_SHOWN_ADOBE);
}

static void the_picture_is_shown_before_its_sidecar(void **state)
{
    values *made = *state;
    cl_field sidecar = {.name = CL_CREDIT,
                        .container = "XMP",
                        .property = CL_SPAN("photoshop:Credit"),
                        .value = CL_SPAN("in the sidecar"),
                        .file = CL_SPAN("a.xmp")};
    assert_int_equal(cl_fields_add(&made->fields, &sidecar), CL_OK);
    assert_shown(made, CL_CREDIT, CL_SHOWN_MWG, "in the sidecar");
    add(made, CL_CREDIT, "IIM", "2:110", "in the picture");
    assert_shown(made, CL_CREDIT, CL_SHOWN_MWG, "in the picture");
}

static void texts_of_a_format_are_shown_where_there_is_nothing_else(void **state)
{
    values *made = *state;
    add(made, CL_CAPTION, "PNG text", "Description", "in PNG");
    for (int order = 0; order < CL_SHOWN_ORDERS; order++) {
        assert_shown(made, CL_CAPTION, (cl_shown_order)order, "in PNG");
    }
    add(made, CL_CAPTION, "IIM", "2:120", "in IIM");
    assert_shown(made, CL_CAPTION, CL_SHOWN_MWG, "in IIM");
}

static void of_languages_one_is_shown_and_of_a_list_all_items(void **state)
{
    values *made = *state;
    add(made, CL_CAPTION, "XMP", "dc:description[x-default]", "in English");
    add(made, CL_CAPTION, "XMP", "dc:description[de]", "auf Deutsch");
    add(made, CL_CREATOR, "XMP", "dc:creator[1]", "Jane Doe");
    add(made, CL_CREATOR, "XMP", "dc:creator[2]", "John Roe");
    add(made, CL_CREATOR, "IIM", "2:80", "Jane Doe");
    cl_shown shown;
    cl_shown_find(&made->fields, CL_SHOWN_MWG, &shown);
    const bool expected[] = {true, false, true, true, false};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        assert_int_equal(cl_shown_has(&shown, cl_fields_at(&made->fields, i)), expected[i]);
    }
}

static void orders_have_names(void **state)
{
    (void)state;
    cl_shown_order order = CL_SHOWN_MWG;
    assert_true(cl_shown_order_of(CL_SPAN("iim-first"), &order));
    assert_int_equal(order, CL_SHOWN_IIM_FIRST);
    assert_false(cl_shown_order_of(CL_SPAN("first"), &order));
    assert_int_equal(order, CL_SHOWN_IIM_FIRST);
    assert_string_equal(cl_shown_order_name(CL_SHOWN_ADOBE), "adobe");
}

#define in_values(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_values(each_order_has_its_first),
        in_values(iim_that_was_edited_alone_is_newer_than_xmp),
        in_values(newer_iim_that_is_only_cut_off_is_not_shown),
        in_values(exif_comes_last_where_it_has_no_tag_of_its_own),
        in_values(the_usual_property_of_a_block_is_shown),
        in_values(the_location_shown_stands_before_the_legacy_city),
        in_values(a_location_without_a_legacy_city_is_shown_for_it),
        in_values(the_picture_is_shown_before_its_sidecar),
        in_values(texts_of_a_format_are_shown_where_there_is_nothing_else),
        in_values(of_languages_one_is_shown_and_of_a_list_all_items),
        in_values(orders_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
