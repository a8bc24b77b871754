#include "bytes.h"
#include "container/take.h"

static void formats_are_told_by_their_first_bytes(void **state)
{
    (void)state;
    assert_ptr_equal(cl_format_of(CL_SPAN("\xFF\xD8\xFF\xE0")), &cl_format_jpeg);
    assert_ptr_equal(cl_format_of(CL_SPAN("\x89PNG\r\n\x1A\n")), &cl_format_png);
    assert_ptr_equal(cl_format_of(CL_SPAN("RIFF\0\0\0\0WEBPVP8 ")), &cl_format_webp);
    assert_ptr_equal(cl_format_of(CL_SPAN("II*\0")), &cl_format_tiff);
    assert_ptr_equal(cl_format_of(CL_SPAN("MM\0*")), &cl_format_tiff);
    assert_ptr_equal(cl_format_of(CL_SPAN("<x:xmpmeta")), &cl_format_xmp_file);
    assert_null(cl_format_of(CL_SPAN("RIFF\0\0\0\0WAVE")));
    assert_null(cl_format_of(CL_SPAN("\xFF\xD8")));
    assert_null(cl_format_of(CL_SPAN("BM6\0\0\0")));
    assert_null(cl_format_of(CL_EMPTY_SPAN));
}

static void offsets_follow_the_pieces_of_a_block(void **state)
{
    (void)state;
    const cl_piece pieces[] = {{0, 100, false}, {10, 500, false}, {30, 50, false}};
    const cl_block block = {.pieces = pieces, .piece_count = 3, .offset = 100};
    assert_int_equal(cl_block_offset(&block, 0), 100);
    assert_int_equal(cl_block_offset(&block, 9), 109);
    assert_int_equal(cl_block_offset(&block, 10), 500);
    assert_int_equal(cl_block_offset(&block, 29), 519);
    assert_int_equal(cl_block_offset(&block, 31), 51);
}

static void offsets_of_inflated_bytes_name_the_start(void **state)
{
    (void)state;
    const cl_block block = {.offset = 100, .inflated = true};
    assert_int_equal(cl_block_offset(&block, 7), 100);
    const cl_block plain = {.offset = 100};
    assert_int_equal(cl_block_offset(&plain, 7), 107);
}

static void bytes_between_pieces_name_what_they_are_about(void **state)
{
    (void)state;
    const cl_piece pieces[] = {{0, 100, true}, {10, 500, false}, {30, 100, true}};
    const cl_block block = {
        .bytes = {(const uint8_t *)"", 40}, .offset = 100, .pieces = pieces, .piece_count = 3};
    assert_int_equal(cl_block_offset(&block, 9), 100);
    assert_false(cl_block_is_verbatim(&block, 9));
    assert_int_equal(cl_block_offset(&block, 11), 501);
    assert_true(cl_block_is_verbatim(&block, 11));
    assert_false(cl_block_is_verbatim(&block, 30));
}

static void a_part_keeps_only_the_pieces_it_touches(void **state)
{
    (void)state;
    reading *made = reading_of(CL_SPAN("0123456789"));
    const cl_piece pieces[] = {{0, 100, false}, {4, 200, false}, {8, 300, false}};
    const cl_block whole = {
        .bytes = {made->bytes, made->len}, .pieces = pieces, .piece_count = 3, .offset = 100};
    cl_block part = {.kind = CL_BLOCK_URL};
    assert_int_equal(cl_block_part(made->arena, &whole, 5, 2, &part), CL_OK);
    assert_span_is(part.bytes, "56");
    assert_null(part.pieces);
    assert_int_equal(cl_block_offset(&part, 1), 202);
    assert_int_equal(cl_block_part(made->arena, &whole, 6, 4, &part), CL_OK);
    assert_int_equal(part.piece_count, 2);
    for (size_t i = 0; i < part.bytes.len; i++) {
        assert_int_equal(cl_block_offset(&part, i), cl_block_offset(&whole, 6 + i));
    }
    assert_int_equal(part.kind, CL_BLOCK_URL);
    reading_free(made);
}

static void too_many_blocks_are_one_finding_and_no_failure(void **state)
{
    (void)state;
    reading *made = reading_of(CL_SPAN("x"));
    const cl_block block = {.bytes = {made->bytes, 1}};
    for (size_t i = 0; i < CL_BLOCKS_MAX + 10; i++) {
        assert_int_equal(cl_blocks_add(&made->blocks, &block), CL_OK);
    }
    assert_block_count(made, CL_BLOCKS_MAX);
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    reading_free(made);
}

static void too_many_bytes_are_one_finding_and_no_failure(void **state)
{
    (void)state;
    reading *made = reading_of(CL_SPAN("x"));
    cl_block block = {.bytes = {made->bytes, CL_BLOCK_BYTES_MAX}};
    assert_int_equal(cl_blocks_add(&made->blocks, &block), CL_OK);
    assert_no_damage(made);
    block.bytes.len = 1;
    assert_int_equal(cl_blocks_add(&made->blocks, &block), CL_OK);
    assert_int_equal(cl_blocks_add(&made->blocks, &block), CL_OK);
    assert_block_count(made, 1);
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    reading_free(made);
}

static void taking_stops_at_the_end_of_the_input_and_at_the_cap(void **state)
{
    (void)state;
    reading *made = reading_of(CL_SPAN("0123456789"));
    cl_source *source = NULL;
    cl_span bytes;
    uint8_t *room;
    assert_int_equal(cl_source_of(made->arena, (cl_span){made->bytes, made->len}, &source), CL_OK);
    assert_int_equal(cl_take(&made->blocks, source, (cl_extent){8, 100}, &bytes), CL_OK);
    assert_span_is(bytes, "89");
    assert_int_equal(cl_take(&made->blocks, source, (cl_extent){UINT64_MAX, 9}, &bytes), CL_OK);
    assert_int_equal(bytes.len, 0);
    assert_no_damage(made);
    assert_int_equal(cl_take_left(&made->blocks), CL_BLOCK_BYTES_MAX - 2);
    assert_int_equal(cl_take_room(&made->blocks, 0, CL_BLOCK_BYTES_MAX - 2, &room), CL_OK);
    assert_non_null(room);
    assert_int_equal(cl_take(&made->blocks, source, (cl_extent){0, 1}, &bytes), CL_OK);
    assert_int_equal(bytes.len, 0);
    assert_int_equal(cl_take_room(&made->blocks, 0, 1, &room), CL_OK);
    assert_null(room);
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    reading_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_are_told_by_their_first_bytes),
        cmocka_unit_test(offsets_follow_the_pieces_of_a_block),
        cmocka_unit_test(offsets_of_inflated_bytes_name_the_start),
        cmocka_unit_test(bytes_between_pieces_name_what_they_are_about),
        cmocka_unit_test(a_part_keeps_only_the_pieces_it_touches),
        cmocka_unit_test(too_many_blocks_are_one_finding_and_no_failure),
        cmocka_unit_test(too_many_bytes_are_one_finding_and_no_failure),
        cmocka_unit_test(taking_stops_at_the_end_of_the_input_and_at_the_cap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
