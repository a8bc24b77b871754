#include "bytes.h"

static void put_chunk(cl_out *file, const char *type, cl_span data)
{
    cl_out_text(file, type);
    put_u32le(file, data.len);
    cl_out_put(file, data);
    if (data.len % 2 == 1) {
        cl_out_byte(file, 0);
    }
}

static void start(cl_out *file)
{
    cl_out_text(file, "RIFF");
    put_u32le(file, 0);
    cl_out_text(file, "WEBP");
    put_chunk(file, "VP8L", CL_SPAN("picture"));
}

static void state_size(cl_out *file, size_t size)
{
    size_t len = file->len;
    file->len = 4;
    put_u32le(file, size - 8);
    file->len = len;
}

static reading *read_whole(cl_out *file)
{
    reading *made = read_as(&cl_format_webp, cl_out_span(file));
    cl_out_free(file);
    return made;
}

static void put_good_file(cl_out *file)
{
    start(file);
    put_chunk(file, "EXIF", CL_SPAN("II*\0\x08\0\0\0"));
    put_chunk(file, "XMP ", CL_SPAN("<x:xmpmeta/>"));
    state_size(file, file->len);
}

static void exif_and_xmp_are_found(void **state)
{
    (void)state;
    cl_out file = {0};
    put_good_file(&file);
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block_count(made, 2);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->kind, CL_BLOCK_EXIF);
    assert_block(made, 1, CL_BLOCK_XMP, "<x:xmpmeta/>");
    reading_free(made);
}

static void every_prefix_is_read_or_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    put_good_file(&file);
    assert_prefixes_are_damaged(&cl_format_webp, cl_out_span(&file), file.len);
    cl_out_free(&file);
}

static void known_faults_of_writers_are_forgiven(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_chunk(&file, "EXIF", CL_SPAN("Exif\0\0II*\0\x08\0\0\0"));
    cl_out_put(&file, CL_SPAN("XMP\0\x04\0\0\0<x/>"));
    state_size(&file, file.len);
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, 8);
    assert_block(made, 1, CL_BLOCK_XMP, "<x/>");
    reading_free(made);
}

static void a_missing_pad_byte_is_repaired(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    file.len--;
    put_chunk(&file, "XMP ", CL_SPAN("<x/>"));
    state_size(&file, file.len);
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_REPAIRED);
    assert_block(made, 0, CL_BLOCK_XMP, "<x/>");
    reading_free(made);
}

static void chunks_behind_a_size_that_is_too_small_are_read(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    state_size(&file, file.len);
    put_chunk(&file, "XMP ", CL_SPAN("<x/>"));
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_REPAIRED);
    assert_block(made, 0, CL_BLOCK_XMP, "<x/>");
    reading_free(made);
}

static void other_bytes_behind_the_end_are_mentioned(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    state_size(&file, file.len);
    cl_out_text(&file, "more bytes than a header");
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_IGNORED);
    assert_block_count(made, 0);
    reading_free(made);
}

static void a_size_that_is_too_large_is_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    put_good_file(&file);
    state_size(&file, file.len + 100);
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_TRUNCATED);
    assert_block_count(made, 2);
    reading_free(made);
}

static void a_chunk_beyond_the_end_is_reported_and_read(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    cl_out_put(&file, CL_SPAN("XMP \xFF\xFF\xFF\xFF<x/>"));
    state_size(&file, file.len);
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_LENGTH);
    assert_block(made, 0, CL_BLOCK_XMP, "<x/>");
    reading_free(made);
}

static void bytes_that_are_no_chunk_end_the_reading(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    cl_out_put(&file, CL_SPAN("\x01\x02\x03\x04\0\0\0\0"));
    put_chunk(&file, "XMP ", CL_SPAN("<x/>"));
    state_size(&file, file.len);
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    assert_block_count(made, 0);
    reading_free(made);
}

static void content_credentials_are_a_block(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_chunk(&file, "C2PA",
              CL_SPAN("\0\0\0\x20jumb\0\0\0\x18jumdc2pa\0\x11\0\x10\x80\0\0\xAA\0\x38\x9B\x71"));
    put_chunk(&file, "C2PA", CL_SPAN("\0\0\0\x20jumb\0\0\0\x18jumdjson"));
    state_size(&file, file.len);
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_IGNORED);
    assert_block_count(made, 1);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->kind, CL_BLOCK_C2PA);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, 32);
    assert_string_equal(cl_blocks_at(&made->blocks, 0)->container, "WebP C2PA");
    reading_free(made);
}

static void endless_chunks_hit_a_cap(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    for (size_t i = 0; i < CL_SEGMENTS_MAX; i++) {
        put_chunk(&file, "JUNK", CL_EMPTY_SPAN);
    }
    state_size(&file, file.len);
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    reading_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exif_and_xmp_are_found),
        cmocka_unit_test(every_prefix_is_read_or_reported),
        cmocka_unit_test(known_faults_of_writers_are_forgiven),
        cmocka_unit_test(a_missing_pad_byte_is_repaired),
        cmocka_unit_test(chunks_behind_a_size_that_is_too_small_are_read),
        cmocka_unit_test(other_bytes_behind_the_end_are_mentioned),
        cmocka_unit_test(a_size_that_is_too_large_is_reported),
        cmocka_unit_test(a_chunk_beyond_the_end_is_reported_and_read),
        cmocka_unit_test(bytes_that_are_no_chunk_end_the_reading),
        cmocka_unit_test(content_credentials_are_a_block),
        cmocka_unit_test(endless_chunks_hit_a_cap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
