#include "fields.h"

#define TYPES "http://cv.iptc.org/newscodes/digitalsourcetype/"

static void put_u32(cl_out *to, size_t number)
{
    for (unsigned shift = 32; shift > 0; shift -= 8) {
        cl_out_byte(to, (char)(uint8_t)(number >> (shift - 8)));
    }
}

static void put_box(cl_out *to, const char *type, cl_span content)
{
    put_u32(to, 8 + content.len);
    cl_out_text(to, type);
    cl_out_put(to, content);
}

/* A description box with a label. */
static void put_label(cl_out *to, const char *label)
{
    cl_out content = {0};
    cl_out_text(&content, "sixteen bytes...\x03");
    cl_out_text(&content, label);
    cl_out_byte(&content, 0);
    put_box(to, "jumd", cl_out_span(&content));
    cl_out_free(&content);
}

/* A text of CBOR. */
static void put_text(cl_out *to, const char *text)
{
    cl_span span = cl_span_of(text);
    cl_out_byte(to, 0x78);
    cl_out_byte(to, (char)(uint8_t)span.len);
    cl_out_put(to, span);
}

static read_fields *read_store(cl_out *boxes)
{
    cl_out store = {0};
    put_box(&store, "jumb", cl_out_span(boxes));
    cl_out_free(boxes);
    read_fields *made = fields_of(cl_c2pa_read, CL_BLOCK_C2PA, cl_out_span(&store));
    cl_out_free(&store);
    return made;
}

/* An assertion "c2pa.actions" with one box of that type. */
static read_fields *read_assertion(const char *type, cl_span content)
{
    cl_out inner = {0};
    cl_out boxes = {0};
    put_label(&inner, "c2pa.actions");
    put_box(&inner, type, content);
    put_label(&boxes, "c2pa");
    put_box(&boxes, "jumb", cl_out_span(&inner));
    cl_out_free(&inner);
    return read_store(&boxes);
}

static void assert_stands_there(const read_fields *made, const cl_field *field, size_t len)
{
    cl_span there = cl_span_sub(made->block.bytes, (size_t)field->offset - BLOCK_OFFSET, len);
    assert_true(cl_span_equal(there, cl_span_sub(field->value, 0, len)));
}

static void source_types_in_cbor_are_fields_with_their_assertion(void **state)
{
    (void)state;
    cl_out cbor = {0};
    cl_out_put(&cbor, CL_SPAN("\xA1\x67"
                              "actions\x81\xBF\x66"
                              "actionlc2pa.created"));
    cl_out_put(&cbor, CL_SPAN("\x5F\x41x\xFF\x42yz\x19\x01\x02\xFB\0\0\0\0\0\0\0\0\xF4\xC1"));
    put_text(&cbor, "digitalSourceType");
    put_text(&cbor, TYPES "trainedAlgorithmicMedia");
    put_text(&cbor, "https://example.com/digitalsourcetype/");
    put_text(&cbor, "http://c2pa.org/digitalsourcetype/empty");
    cl_out_put(&cbor, CL_SPAN("\xFF"));
    read_fields *made = read_assertion("cbor", cl_out_span(&cbor));
    cl_out_free(&cbor);
    assert_no_findings(made);
    assert_int_equal(count_fields(made, CL_DIGITAL_SOURCE_TYPE), 2);
    const cl_field *field = field_at(made, CL_DIGITAL_SOURCE_TYPE, 0);
    assert_span_is(field->value, TYPES "trainedAlgorithmicMedia");
    assert_string_equal(field->container, "C2PA");
    assert_span_is(field->property, "c2pa.actions");
    assert_stands_there(made, field, field->value.len);
    assert_span_is(made->fields.c2pa, "a test");
    fields_free(made);
}

static void source_types_in_json_are_fields_also_with_escaped_slashes(void **state)
{
    (void)state;
    read_fields *made = read_assertion(
        "json", CL_SPAN("{\"a \\\" \": \"" TYPES "composite\", \"b\": [\"http:\\/\\/cv.iptc.org\\/"
                        "newscodes\\/digitalsourcetype\\/print\", \"http\\\\\"], \"" TYPES "\\"));
    assert_no_findings(made);
    assert_int_equal(count_fields(made, CL_DIGITAL_SOURCE_TYPE), 3);
    assert_field(made, CL_DIGITAL_SOURCE_TYPE, TYPES "composite");
    assert_stands_there(made, field_at(made, CL_DIGITAL_SOURCE_TYPE, 0), 10);
    assert_span_is(field_at(made, CL_DIGITAL_SOURCE_TYPE, 1)->value, TYPES "print");
    assert_stands_there(made, field_at(made, CL_DIGITAL_SOURCE_TYPE, 1), 5);
    fields_free(made);
}

static void bytes_that_are_no_cbor_are_reported(void **state)
{
    (void)state;
    static const cl_span broken[] = {
        {(const uint8_t *)"\x1C", 1},     /* a reserved length */
        {(const uint8_t *)"\x19\x01", 2}, /* a cut number */
        {(const uint8_t *)"\x66"
                          "abc",
         4}, /* a text beyond the end */
        {(const uint8_t *)"\x7B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 9},
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        read_fields *made = read_assertion("cbor", broken[i]);
        assert_only_finding(made, CL_DAMAGE_STRUCTURE);
        fields_free(made);
    }
}

static void boxes_of_every_length_are_walked(void **state)
{
    (void)state;
    cl_out boxes = {0};
    cl_out cbor = {0};
    put_text(&cbor, TYPES "digitalCapture");
    put_box(&boxes, "jumd", CL_SPAN("too short for a label"));
    put_box(&boxes, "jumd", CL_SPAN("short"));
    cl_out_put(&boxes, CL_SPAN("\0\0\0\x01"
                               "cbor\0\0\0\0"));
    put_u32(&boxes, 16 + cbor.len);
    cl_out_put(&boxes, cl_out_span(&cbor));
    put_box(&boxes, "bfdb", CL_SPAN("image/jpeg"));
    cl_out_put(&boxes, CL_SPAN("\0\0\0\0"
                               "cbor"));
    cl_out_put(&boxes, cl_out_span(&cbor)); /* up to the end */
    cl_out_free(&cbor);
    read_fields *made = read_store(&boxes);
    assert_no_findings(made);
    assert_int_equal(count_fields(made, CL_DIGITAL_SOURCE_TYPE), 2);
    fields_free(made);
}

static void a_header_in_the_wrong_byte_order_is_understood(void **state)
{
    (void)state;
    cl_out store = {0};
    cl_out_put(&store, CL_SPAN("\x20\0\0\0bmuj"));
    cl_out_put(&store, CL_SPAN("\0\0\0\0json\"" TYPES "print\""));
    read_fields *made = fields_of(cl_c2pa_read, CL_BLOCK_C2PA, cl_out_span(&store));
    cl_out_free(&store);
    assert_no_findings(made);
    assert_field(made, CL_DIGITAL_SOURCE_TYPE, TYPES "print");
    fields_free(made);
}

static void a_box_beyond_the_end_is_read_and_reported_once(void **state)
{
    (void)state;
    cl_out boxes = {0};
    cl_out_put(&boxes, CL_SPAN("\0\0\x10\0"
                               "cbor"));
    put_text(&boxes, TYPES "print");
    cl_out_put(&boxes, CL_SPAN("\x66"
                               "cut"));
    read_fields *made = read_store(&boxes);
    assert_only_finding(made, CL_DAMAGE_STRUCTURE);
    assert_field(made, CL_DIGITAL_SOURCE_TYPE, TYPES "print");
    fields_free(made);
}

static void a_box_smaller_than_its_header_ends_the_walk(void **state)
{
    (void)state;
    static const cl_span broken[] = {
        {(const uint8_t *)"\0\0\0\x07"
                          "cbor",
         8},
        {(const uint8_t *)"\0\0\0\x01"
                          "cbor\0\0",
         10},
        {(const uint8_t *)"\0\0\0", 3},
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        read_fields *made = fields_of(cl_c2pa_read, CL_BLOCK_C2PA, broken[i]);
        assert_only_finding(made, CL_DAMAGE_STRUCTURE);
        fields_free(made);
    }
}

static void a_store_that_was_cut_at_the_cap_says_so(void **state)
{
    (void)state;
    cl_out boxes = {0};
    cl_out_put(&boxes, CL_SPAN("\x7F\0\0\0"
                               "bidb"));
    cl_out_repeat(&boxes, "01234567", CL_C2PA_BYTES_MAX / 8 - 1);
    read_fields *made = fields_of(cl_c2pa_read, CL_BLOCK_C2PA, cl_out_span(&boxes));
    cl_out_free(&boxes);
    assert_only_finding(made, CL_DAMAGE_LIMIT);
    fields_free(made);
}

static void what_is_not_read_of_a_store_is_said(void **state)
{
    (void)state;
    cl_out boxes = {0};
    put_label(&boxes, "stds.iptc.photo-metadata");
    put_label(&boxes, "c2pa.hash.data");
    read_fields *made = read_store(&boxes);
    assert_only_finding(made, CL_DAMAGE_IGNORED);
    fields_free(made);
    put_label(&boxes, "cawg.metadata");
    put_label(&boxes, "cawg.training-mining");
    made = read_store(&boxes);
    assert_only_finding(made, CL_DAMAGE_IGNORED);
    fields_free(made);
    put_box(&boxes, "brob", CL_SPAN("compressed"));
    made = read_store(&boxes);
    assert_only_finding(made, CL_DAMAGE_IGNORED);
    fields_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(source_types_in_cbor_are_fields_with_their_assertion),
        cmocka_unit_test(source_types_in_json_are_fields_also_with_escaped_slashes),
        cmocka_unit_test(bytes_that_are_no_cbor_are_reported),
        cmocka_unit_test(boxes_of_every_length_are_walked),
        cmocka_unit_test(a_header_in_the_wrong_byte_order_is_understood),
        cmocka_unit_test(a_box_beyond_the_end_is_read_and_reported_once),
        cmocka_unit_test(a_box_smaller_than_its_header_ends_the_walk),
        cmocka_unit_test(a_store_that_was_cut_at_the_cap_says_so),
        cmocka_unit_test(what_is_not_read_of_a_store_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
