#include "base/reader.h"

#include "cl_test.h"

static const uint8_t eight[] = {1, 2, 3, 4, 5, 6, 7, 8};

static cl_reader reader_of_eight(void)
{
    return cl_reader_of((cl_span){eight, sizeof eight}, 1000);
}

static void numbers_are_read_in_both_byte_orders(void **state)
{
    (void)state;
    cl_reader reader = reader_of_eight();
    uint16_t two;
    uint32_t four;
    assert_int_equal(cl_read_u16be(&reader, &two), CL_OK);
    assert_int_equal(two, 0x0102);
    assert_int_equal(cl_read_u32le(&reader, &four), CL_OK);
    assert_int_equal(four, 0x06050403);
    reader.little_endian = true;
    assert_int_equal(cl_read_u16(&reader, &two), CL_OK);
    assert_int_equal(two, 0x0807);
}

static void failed_read_moves_nothing(void **state)
{
    (void)state;
    cl_reader reader = reader_of_eight();
    uint32_t four = 7;
    assert_int_equal(cl_read_skip(&reader, 8), CL_OK);
    assert_int_equal(cl_read_u32be(&reader, &four), CL_TRUNCATED);
    assert_int_equal(four, 7);
    assert_int_equal(reader.at, 8);
    assert_int_equal(cl_reader_offset(&reader), 1008);
}

static void a_span_longer_than_what_is_left_is_refused(void **state)
{
    (void)state;
    cl_reader reader = reader_of_eight();
    cl_span span = CL_EMPTY_SPAN;
    assert_int_equal(cl_read_span(&reader, SIZE_MAX, &span), CL_TRUNCATED);
    assert_int_equal(cl_read_span(&reader, 9, &span), CL_TRUNCATED);
    assert_int_equal(cl_read_span(&reader, 8, &span), CL_OK);
    assert_int_equal(span.len, 8);
}

static void seek_stops_at_the_end(void **state)
{
    (void)state;
    cl_reader reader = reader_of_eight();
    assert_int_equal(cl_reader_seek(&reader, 9), CL_TRUNCATED);
    assert_int_equal(reader.at, 0);
    assert_int_equal(cl_reader_seek(&reader, 8), CL_OK);
    assert_int_equal(cl_reader_left(&reader), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_in_both_byte_orders),
        cmocka_unit_test(failed_read_moves_nothing),
        cmocka_unit_test(a_span_longer_than_what_is_left_is_refused),
        cmocka_unit_test(seek_stops_at_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
