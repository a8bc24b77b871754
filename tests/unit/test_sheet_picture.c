#include "report/sheet_picture.h"

#include <time.h>

#include "golden.h"
#include "report/record_json.h"
#include "report/sheet_fields.h"
#include "report_picture.h"
#include "stored_lines.h"

/* What a record becomes for the stylesheet. */
static cl_out tree_of(stored_lines *lines)
{
    cl_out out = {0};
    cl_tree *tree = NULL;
    cl_arena *arena = cl_arena_new(64 * 1024 * 1024);
    const cl_sheet_picture wanted = {.record = stored_next(lines),
                                     .number = 12,
                                     .now = 1487980800, /* 2017-02-25 */
                                     .arena = arena};
    assert_int_equal(cl_sheet_picture_tree(&wanted, &tree), CL_OK);
    cl_tree_put(tree, &out);
    assert_false(out.failed);
    cl_tree_free(tree);
    cl_arena_free(arena);
    return out;
}

static cl_out tree_of_text(const char *text)
{
    stored_lines *lines = stored_open(text);
    cl_out out = tree_of(lines);
    stored_close(lines);
    return out;
}

static bool has(const cl_out *out, const char *text)
{
    cl_span all = cl_out_span(out);
    bool found = cl_span_find(all, cl_span_of(text)) < all.len;
    if (!found) {
        print_error("%.*s\n", CL_SPAN_PRINT(all));
    }
    return found;
}

static bool lacks(const cl_out *out, const char *text)
{
    cl_span all = cl_out_span(out);
    return cl_span_find(all, cl_span_of(text)) == all.len;
}

static void a_judged_picture_is_told_with_all_that_a_card_shows(void **state)
{
    (void)state;
    picture *full = picture_full();
    cl_out line = {0};
    cl_json json = {.out = &line};
    const cl_report_options options = {.thumbnails = true};
    cl_record_json(&json, &options, &full->item);
    cl_out_byte(&line, '\0');
    cl_out out = tree_of_text((const char *)line.data);
    assert_golden(cl_out_span(&out), "report_full.sheet.xml");
    cl_out_free(&out);
    cl_out_free(&line);
    picture_free(full);
}

#define FIELD(name, value, origin, shown)                                                          \
    "{\"name\":\"" name "\",\"value\":\"" value "\",\"origin\":\"" origin "\",\"shown\":" shown "}"
#define PLACE(field, origin, start, end, text)                                                     \
    "\"field\":\"" field "\",\"origin\":\"" origin "\",\"start\":" start ",\"end\":" end           \
    ",\"text\":\"" text "\""
#define NOTES(fields, restrictions)                                                                \
    "\"fields\":[" fields "],\"credits\":[],\"notices\":[],\"unread\":[],\"findings\":[],"         \
    "\"restrictions\":[" restrictions "]"

static void notes_are_marked_where_they_stand(void **state)
{
    (void)state;
    cl_out out = tree_of_text(
        RECORD("a.jpg", NOTES(FIELD("caption", "A pier. UK OUT", "IIM 2:120", "true"),
                              "{\"kind\":\"territory\",\"effect\":\"deny\",\"values\":[\"GB\"],"
                              "\"rule\":\"territory.out\"," PLACE("caption", "IIM 2:120", "8", "14",
                                                                  "UK OUT") "}")));
    assert_true(has(&out, "<t>A pier. </t>"));
    assert_true(has(&out, "<note ids=\"n1\" kind=\"restriction\" rules=\"territory.out\" "
                          "title=\"Not in GB\" level=\"\">UK OUT</note>"));
    assert_true(has(&out, "<territory code=\"GB\" name=\"GB\" flag=\"🇬🇧\"/>"));
    cl_out_free(&out);
}

/* Keywords are many values of one place: each has the notes whose words stand in it. */
static void fields_of_one_place_have_their_notes(void **state)
{
    (void)state;
    cl_out out = tree_of_text(RECORD(
        "a.jpg", NOTES(FIELD("caption", "UK OUT. A pier", "IIM 2:120", "true") "," FIELD(
                           "headline", "UK OUT", "IIM 2:105",
                           "true") "," FIELD("caption", "A pier. UK OUT", "IIM 2:120", "false"),
                       "{\"kind\":\"use\",\"rule\":\"x\",\"places\":[{" PLACE(
                           "caption", "IIM 2:120", "8", "14",
                           "UK OUT") "},{" PLACE("caption", "IIM 2:120", "0", "6", "UK OUT") "}]"
                                                                                             "}")));
    assert_true(has(&out, ">UK OUT</note>\n    <t>. A pier</t>"));
    assert_true(has(&out, "<t>A pier. </t>\n    <note ids=\"n1\""));
    assert_true(lacks(&out, "<text field=\"headline\""));
    cl_out_free(&out);
}

static double seconds_of(clock_t start)
{
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* Comparing each rule with all before it takes a minute. */
static void many_editions_with_many_rules_are_soon_told(void **state)
{
    (void)state;
    cl_out text = {0};
    cl_out_text(&text, "{\"schema\":1,\"path\":\"a\"," EMPTY_LISTS ",\"editions\":[");
    for (unsigned i = 0; i < 60; i++) {
        cl_out_format(&text,
                      "%s{\"name\":\"e%u\",\"verdict\":\"block\",\"duties\":[],"
                      "\"because\":[],\"findings\":[",
                      i == 0 ? "" : ",", i);
        for (unsigned j = 0; j < 1000; j++) {
            cl_out_format(&text, "%s{\"rule\":\"r%u\",\"level\":\"error\",\"message\":\"m\"}",
                          j == 0 ? "" : ",", i * 1000 + j);
        }
        cl_out_text(&text, "]}");
    }
    cl_out_text(&text, "]}");
    cl_out_byte(&text, '\0');
    clock_t start = clock();
    cl_out out = tree_of_text((const char *)text.data);
    assert_true(seconds_of(start) < 20);
    assert_true(has(&out, "|r999|r1000|"));
    assert_true(has(&out, "|r59999\""));
    cl_out_free(&out);
    cl_out_free(&text);
}

/* Comparing each place with all fields takes a minute. */
static void a_place_is_soon_found_among_thousands_of_fields(void **state)
{
    (void)state;
    cl_out text = {0};
    cl_sheet_fields fields;
    cl_out_text(&text, "{\"schema\":1,\"path\":\"a\",\"fields\":[");
    for (unsigned i = 0; i < 4096; i++) {
        cl_out_format(&text, "%s{\"name\":\"keywords\",\"value\":\"%u\",\"origin\":\"x%u\"}",
                      i == 0 ? "" : ",", i, i / 2);
    }
    cl_out_text(&text, "],\"credits\":[],\"restrictions\":[],\"notices\":[],\"unread\":[],"
                       "\"findings\":[],\"last\":{\"field\":\"keywords\",\"origin\":\"x2047\"},"
                       "\"none\":{\"field\":\"keywords\",\"origin\":\"x2048\"}}");
    cl_out_byte(&text, '\0');
    stored_lines *lines = stored_open((const char *)text.data);
    cl_arena *arena = cl_arena_new(16 * 1024 * 1024);
    const cl_stored *record = stored_next(lines);
    assert_int_equal(cl_sheet_fields_of(record, arena, &fields), CL_OK);
    const cl_sheet_place last = cl_sheet_place_of(cl_stored_get(record, "last"));
    const cl_sheet_place none = cl_sheet_place_of(cl_stored_get(record, "none"));
    clock_t start = clock();
    for (unsigned i = 0; i < 1000 * 1000; i++) {
        assert_ptr_equal(cl_sheet_field_at(&fields, &last), &fields.items[4094]);
        assert_null(cl_sheet_field_at(&fields, &none));
    }
    assert_true(seconds_of(start) < 10);
    assert_int_equal(fields.items[4095].first, 4094);
    cl_arena_free(arena);
    stored_close(lines);
    cl_out_free(&text);
}

/* Going through the value for each place takes minutes. */
static void a_position_in_a_long_value_is_soon_found(void **state)
{
    (void)state;
    cl_out text = {0};
    cl_sheet_fields fields;
    cl_out_text(&text,
                "{\"schema\":1,\"path\":\"a\",\"fields\":[{\"name\":\"caption\",\"value\":\"");
    for (unsigned i = 0; i < 500 * 1000; i++) {
        cl_out_text(&text, "aä🇬");
    }
    cl_out_text(&text, "\"}],\"credits\":[],\"restrictions\":[],\"notices\":[],\"unread\":[],"
                       "\"findings\":[]}");
    cl_out_byte(&text, '\0');
    stored_lines *lines = stored_open((const char *)text.data);
    cl_arena *arena = cl_arena_new(16 * 1024 * 1024);
    assert_int_equal(cl_sheet_fields_of(stored_next(lines), arena, &fields), CL_OK);
    clock_t start = clock();
    for (size_t i = 0; i <= 500 * 1000; i += 5) {
        assert_int_equal(cl_sheet_field_index(fields.items, 3 * i), 7 * i);
        assert_int_equal(cl_sheet_field_index(fields.items, 3 * i + 2),
                         i == 500 * 1000 ? 7 * i : 7 * i + 3);
    }
    assert_int_equal(cl_sheet_field_index(fields.items, UINT64_MAX), 7 * 500 * 1000);
    assert_true(seconds_of(start) < 20);
    cl_arena_free(arena);
    stored_close(lines);
    cl_out_free(&text);
}

/* The positions are anybody's: words that do not stand there are not marked. */
static void a_place_that_is_not_so_marks_nothing(void **state)
{
    (void)state;
    static const char *const places[] = {
        PLACE("caption", "IIM 2:120", "7", "13", "UK OUT"),
        PLACE("caption", "IIM 2:120", "8", "99999999999999999", "UK OUT"),
        PLACE("caption", "IIM 2:120", "14", "8", "UK OUT"),
        PLACE("caption", "IIM 2:120", "-8", "14", "UK OUT"),
        PLACE("caption", "IIM 2:120", "\\\"8\\\"", "14", "UK OUT"),
        PLACE("headline", "IIM 2:120", "8", "14", "UK OUT"),
        PLACE("caption", "IIM 2:40", "8", "14", "UK OUT"),
    };
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        cl_out text = {0};
        cl_out_text(&text, "{\"schema\":1,\"path\":\"a\",\"fields\":[" FIELD(
                               "caption", "A pier. UK OUT", "IIM 2:120",
                               "true") "],\"credits\":[],\"notices\":[],\"unread\":[],"
                                       "\"findings\":[],\"restrictions\":[{\"kind\":\"use\",");
        cl_out_text(&text, i == 4 ? "\"field\":\"caption\",\"origin\":\"IIM 2:120\",\"start\":"
                                    "\"8\",\"end\":[],\"text\":\"UK OUT\""
                                  : places[i]);
        cl_out_text(&text, "}]}");
        cl_out_byte(&text, '\0');
        cl_out out = tree_of_text((const char *)text.data);
        assert_true(has(&out, "<t>A pier. UK OUT</t>"));
        assert_true(lacks(&out, "<note "));
        cl_out_free(&out);
        cl_out_free(&text);
    }
}

static void texts_are_safe_to_show(void **state)
{
    (void)state;
    cl_out out = tree_of_text(RECORD(
        "<b>\\u0000\\u001b[31m\\u202e\\uFFFF",
        NOTES(FIELD("caption", "]]><script>alert(1)</script>\\r\\n\\t\\u200f", "IIM 2:120", "true"),
              "")));
    assert_true(has(&out, "path=\"&lt;b&gt;\\u0000\\u001b[31m\\u202e\\uffff\""));
    assert_true(has(&out, "<t>]]&gt;&lt;script&gt;alert(1)&lt;/script&gt;\n \\u200f</t>"));
    assert_true(lacks(&out, "\x1B"));
    assert_true(lacks(&out, "\xE2\x80\xAE"));
    cl_out_free(&out);
}

static void a_thumbnail_is_a_picture_or_is_left_out(void **state)
{
    (void)state;
    cl_out out = tree_of_text(RECORD("a", EMPTY_LISTS
                                     ",\"thumbnail\":{\"type\":\"image/jpeg\",\"width\":160,"
                                     "\"height\":107,\"orientation\":6,\"data\":\"/9j/4A==\"}"));
    assert_true(has(&out, "<thumbnail src=\"data:image/jpeg;base64,/9j/4A==\" alt=\"\" "
                          "width=\"160\" height=\"107\" orientation=\"6\"/>"));
    cl_out_free(&out);
    static const char *const lies[] = {
        "{\"type\":\"image/svg+xml\",\"data\":\"/9j/4A==\"}",
        "{\"type\":\"text/html\",\"data\":\"/9j/4A==\"}",
        "{\"type\":\"image/jpeg\",\"data\":\"/9j/4A=\"}",
        "{\"type\":\"image/jpeg\",\"data\":\"\"}",
        "{\"type\":\"image/jpeg\",\"data\":\"\\\" onload=1\"}",
        "{\"type\":\"image/jpeg\",\"data\":\"AA=A\"}",
        "{\"type\":\"image/jpeg\",\"data\":[\"AAAA\"]}",
        "\"data:image/jpeg;base64,AAAA\"",
    };
    for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++) {
        cl_out text = {0};
        cl_out_format(&text, "{\"schema\":1,\"path\":\"a\"," EMPTY_LISTS ",\"thumbnail\":%s}",
                      lies[i]);
        cl_out_byte(&text, '\0');
        cl_out lie = tree_of_text((const char *)text.data);
        assert_true(lacks(&lie, "<thumbnail"));
        cl_out_free(&lie);
        cl_out_free(&text);
    }
}

static void what_contradicts_what_is_shown_stands_beside_it(void **state)
{
    (void)state;
    cl_out out = tree_of_text(RECORD(
        "a",
        NOTES(FIELD("credit", "AFP", "IIM 2:110", "true") "," FIELD(
                  "credit", "Getty Images", "XMP photoshop:Credit",
                  "false") "," FIELD("caption", "A long pier", "XMP dc:description[x-default]",
                                     "true") "," FIELD("caption", "Ein Pier",
                                                       "XMP dc:description[de]",
                                                       "false") "," FIELD("caption", "A long",
                                                                          "IIM 2:120", "false"),
              "")));
    assert_true(has(&out, "<differ field=\"credit\" label=\"Credit\">"));
    assert_true(has(&out, "<value origin=\"IIM 2:110\" shown=\"true\">AFP</value>"));
    assert_true(
        has(&out, "<value origin=\"XMP photoshop:Credit\" shown=\"false\">Getty Images</value>"));
    assert_true(lacks(&out, "<differ field=\"caption\""));
    cl_out_free(&out);
}

static void a_credit_that_nobody_asks_for_is_not_given_to_print(void **state)
{
    (void)state;
    cl_out out = tree_of_text(
        RECORD("a", "\"fields\":[],\"restrictions\":[],\"notices\":[],\"unread\":[],"
                    "\"findings\":[],\"credits\":[{\"role\":\"stated\",\"text\":\"A/B\"}]"));
    assert_true(lacks(&out, "<print"));
    cl_out_free(&out);
    out = tree_of_text(
        RECORD("a", "\"fields\":[],\"restrictions\":[],\"notices\":[],\"unread\":[],"
                    "\"findings\":[],\"credits\":[{\"role\":\"requested\",\"text\":\"A/B\"},"
                    "{\"role\":\"mandatory\",\"text\":\"C/D\",\"quoted\":true}]"));
    assert_true(has(&out, "<print credit=\"C/D\" role=\"mandatory\" exact=\"true\"/>"));
    cl_out_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_judged_picture_is_told_with_all_that_a_card_shows),
        cmocka_unit_test(notes_are_marked_where_they_stand),
        cmocka_unit_test(fields_of_one_place_have_their_notes),
        cmocka_unit_test(many_editions_with_many_rules_are_soon_told),
        cmocka_unit_test(a_place_is_soon_found_among_thousands_of_fields),
        cmocka_unit_test(a_position_in_a_long_value_is_soon_found),
        cmocka_unit_test(a_place_that_is_not_so_marks_nothing),
        cmocka_unit_test(texts_are_safe_to_show),
        cmocka_unit_test(a_thumbnail_is_a_picture_or_is_left_out),
        cmocka_unit_test(what_contradicts_what_is_shown_stands_beside_it),
        cmocka_unit_test(a_credit_that_nobody_asks_for_is_not_given_to_print),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
