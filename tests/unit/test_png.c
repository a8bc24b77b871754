#include "bytes.h"

#include <zlib.h>

static void put_chunk(cl_out *file, const char *type, cl_span data)
{
    put_u32be(file, data.len);
    cl_out_text(file, type);
    cl_out_put(file, data);
    put_u32be(file, 0); /* the CRC, which is not looked at */
}

static void start(cl_out *file)
{
    cl_out_put(file, CL_SPAN("\x89PNG\r\n\x1A\n"));
    put_chunk(file, "IHDR", CL_SPAN("\0\0\0\x01\0\0\0\x01\x08\0\0\0\0"));
}

static reading *read_whole(cl_out *file)
{
    put_chunk(file, "IEND", CL_EMPTY_SPAN);
    reading *made = read_as(&cl_format_png, cl_out_span(file));
    cl_out_free(file);
    return made;
}

static void put_deflated(cl_out *to, cl_span text)
{
    uLongf len = compressBound((uLong)text.len);
    uint8_t *bytes = malloc(len);
    assert_non_null(bytes);
    assert_int_equal(compress(bytes, &len, text.data, (uLong)text.len), Z_OK);
    cl_out_put(to, (cl_span){bytes, len});
    free(bytes);
}

static void put_compressed(cl_out *file, const char *type, cl_span head, cl_span text)
{
    cl_out data = {0};
    cl_out_put(&data, head);
    put_deflated(&data, text);
    put_chunk(file, type, cl_out_span(&data));
    cl_out_free(&data);
}

static void put_good_file(cl_out *file)
{
    start(file);
    put_chunk(file, "iTXt", CL_SPAN("XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta/>"));
    put_chunk(file, "eXIf", CL_SPAN("II*\0\x08\0\0\0"));
    put_chunk(file, "tEXt", CL_SPAN("Copyright\0Example Agency"));
    put_chunk(file, "IDAT", CL_SPAN("picture"));
    put_chunk(file, "tEXt", CL_SPAN("Software\0An editor"));
}

static void every_kind_of_block_is_found(void **state)
{
    (void)state;
    cl_out file = {0};
    put_good_file(&file);
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block_count(made, 3);
    assert_block(made, 0, CL_BLOCK_XMP, "<x:xmpmeta/>");
    assert_int_equal(cl_blocks_at(&made->blocks, 1)->kind, CL_BLOCK_EXIF);
    assert_block(made, 2, CL_BLOCK_TEXT, "Example Agency");
    assert_span_is(cl_blocks_at(&made->blocks, 2)->key, "Copyright");
    assert_string_equal(cl_blocks_at(&made->blocks, 2)->container, "PNG tEXt");
    reading_free(made);
}

static void every_prefix_is_read_or_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    put_good_file(&file);
    put_chunk(&file, "IEND", CL_EMPTY_SPAN);
    assert_prefixes_are_damaged(&cl_format_png, cl_out_span(&file), file.len - 4);
    cl_out_free(&file);
}

static void compressed_texts_are_inflated(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_compressed(&file, "iTXt", CL_SPAN("XML:com.adobe.xmp\0\x01\0\0\0"),
                   CL_SPAN("<x:xmpmeta/>"));
    put_compressed(&file, "zTXt", CL_SPAN("Description\0\0"), CL_SPAN("JAPAN OUT"));
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_XMP, "<x:xmpmeta/>");
    assert_block(made, 1, CL_BLOCK_TEXT, "JAPAN OUT");
    assert_true(cl_blocks_at(&made->blocks, 1)->inflated);
    reading_free(made);
}

static void latin1_text_becomes_utf8(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_chunk(&file, "tEXt", CL_SPAN("Author\0Jos\xE9"));
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_TEXT, "Jos\xC3\xA9");
    reading_free(made);
}

static void utf8_where_latin1_should_stand_is_kept_and_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_chunk(&file, "tEXt", CL_SPAN("Author\0Jos\xC3\xA9"));
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_REPAIRED);
    assert_block(made, 0, CL_BLOCK_TEXT, "Jos\xC3\xA9");
    reading_free(made);
}

static void exif_may_carry_the_header_of_jpeg(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_chunk(&file, "eXIf", CL_SPAN("Exif\0\0MM\0*\0\0\0\x08"));
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, 8);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.data[0], 'M');
    reading_free(made);
}

static void put_profile(cl_out *file, const char *name, const char *head, cl_span bytes)
{
    cl_out keyword = {0};
    cl_out text = {0};
    cl_out_format(&keyword, "Raw profile type %s", name);
    cl_out_byte(&keyword, 0);
    cl_out_byte(&keyword, 0);
    cl_out_text(&text, head);
    for (size_t i = 0; i < bytes.len; i++) {
        cl_out_format(&text, i % 3 == 2 ? "%02x\n" : "%02X", bytes.data[i]);
    }
    put_compressed(file, "zTXt", cl_out_span(&keyword), cl_out_span(&text));
    cl_out_free(&keyword);
    cl_out_free(&text);
}

static void raw_profiles_of_every_kind_are_read(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out irb = {0};
    start(&file);
    put_resource(&irb, 0x0404, CL_SPAN("iim"));
    put_profile(&file, "exif", "\nexif\n       9\n", CL_SPAN("Exif\0\0abc"));
    put_profile(&file, "APP1", "\ngeneric\n       9\n", CL_SPAN("Exif\0\0def"));
    put_profile(&file, "APP1", "\ngeneric\n 33\n", CL_SPAN("http://ns.adobe.com/xap/1.0/\0<x/>"));
    put_profile(&file, "xmp", "\nxmp\n 4\n", CL_SPAN("<x/>"));
    put_profile(&file, "iptc", "\niptc\n 6\n", CL_SPAN("\x1C\x02\x28\0\x01Z"));
    put_profile(&file, "iptc", "\niptc\n 16\n", cl_out_span(&irb));
    put_profile(&file, "8bim", "\n8bim\n 16\n", cl_out_span(&irb));
    put_profile(&file, "icc", "\nicc\n 3\n", CL_SPAN("icc"));
    cl_out_free(&irb);
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block_count(made, 7);
    assert_block(made, 0, CL_BLOCK_EXIF, "abc");
    assert_block(made, 1, CL_BLOCK_EXIF, "def");
    assert_block(made, 2, CL_BLOCK_XMP, "<x/>");
    assert_block(made, 3, CL_BLOCK_XMP, "<x/>");
    assert_int_equal(cl_blocks_at(&made->blocks, 4)->kind, CL_BLOCK_IIM);
    assert_block(made, 5, CL_BLOCK_IIM, "iim");
    assert_block(made, 6, CL_BLOCK_IIM, "iim");
    assert_string_equal(cl_blocks_at(&made->blocks, 6)->container, "PNG raw profile 0x0404");
    reading_free(made);
}

static void a_broken_raw_profile_is_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_profile(&file, "xmp", "\nxmp\n", CL_EMPTY_SPAN);
    put_profile(&file, "xmp", "\nxmp\n xx\n", CL_SPAN("<x/>"));
    put_profile(&file, "xmp", "\nxmp\n 8\n", CL_SPAN("<x/>"));
    reading *made = read_whole(&file);
    assert_int_equal(count_damage(made, CL_DAMAGE_STRUCTURE), 2);
    assert_int_equal(count_damage(made, CL_DAMAGE_LENGTH), 1);
    assert_block_count(made, 1);
    assert_block(made, 0, CL_BLOCK_XMP, "<x/>");
    reading_free(made);
}

static void a_text_without_its_parts_is_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_chunk(&file, "tEXt", CL_SPAN("Description"));
    put_chunk(&file, "zTXt", CL_SPAN("Description\0"));
    put_chunk(&file, "zTXt", CL_SPAN("Description\0\x07zzz"));
    put_chunk(&file, "iTXt", CL_SPAN("Description\0\0\0en"));
    put_chunk(&file, "iTXt", CL_SPAN("Description\0\x02\0\0\0text"));
    put_chunk(&file, "tEXt", CL_EMPTY_SPAN);
    reading *made = read_whole(&file);
    assert_int_equal(count_damage(made, CL_DAMAGE_STRUCTURE), 5);
    assert_block_count(made, 0);
    reading_free(made);
}

static void a_broken_zlib_stream_gives_what_it_has(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out data = {0};
    start(&file);
    cl_out_put(&data, CL_SPAN("Description\0\0"));
    put_deflated(&data, CL_SPAN("KOREA OUT, NO SALES, NO ARCHIVE"));
    put_chunk(&file, "zTXt", cl_span_sub(cl_out_span(&data), 0, data.len - 8));
    cl_out_free(&data);
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    assert_true(
        cl_span_starts(cl_blocks_at(&made->blocks, 0)->bytes, CL_SPAN("KOREA OUT, NO SALES")));
    reading_free(made);
}

static void a_zip_bomb_hits_a_cap(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out text = {0};
    start(&file);
    cl_out_repeat(&text, "0123456789abcdef", CL_INFLATE_MAX / 16 + 1);
    for (int i = 0; i < 5; i++) {
        put_compressed(&file, "zTXt", CL_SPAN("Description\0\0"), cl_out_span(&text));
    }
    cl_out_free(&text);
    reading *made = read_whole(&file);
    assert_int_equal(count_damage(made, CL_DAMAGE_LIMIT), made->findings.items.count);
    assert_true(made->findings.items.count >= 4);
    assert_true(made->blocks.bytes <= CL_BLOCK_BYTES_MAX);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, CL_INFLATE_MAX);
    reading_free(made);
}

static void other_keywords_are_mentioned_once(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_chunk(&file, "tEXt", CL_SPAN("parameters\0a cat"));
    put_chunk(&file, "tEXt", CL_SPAN("prompt\0a cat"));
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_IGNORED);
    assert_block_count(made, 0);
    reading_free(made);
}

static void words_under_unknown_keywords_are_read_and_code_is_not(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_chunk(&file, "tEXt", CL_SPAN("Remarks\0Jane Doe stands on the left"));
    put_chunk(&file, "tEXt", CL_SPAN("By-line\0Reuters"));
    put_chunk(&file, "tEXt",
              CL_SPAN("Levels\0"
                      "12 34 56"));
    put_chunk(&file, "iTXt", CL_SPAN("Settings\0\0\0\0\0{\"a\": \"b c d\"}"));
    put_chunk(&file, "tEXt",
              CL_SPAN("date:create\0"
                      "2026-03-04T05:06:07"));
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_IGNORED);
    assert_block_count(made, 2);
    assert_block(made, 0, CL_BLOCK_TEXT, "Jane Doe stands on the left");
    assert_block(made, 1, CL_BLOCK_TEXT, "Reuters");
    reading_free(made);
}

/* Of what is not read no more than the keyword is. */
static void large_texts_under_unknown_keywords_are_passed_over(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out text = {0};
    start(&file);
    cl_out_put(&text, CL_SPAN("Notes\0"));
    cl_out_repeat(&text, "words of a person ", 100000);
    for (int i = 0; i < 30; i++) {
        put_chunk(&file, "tEXt", cl_out_span(&text));
    }
    cl_out_free(&text);
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_IGNORED);
    assert_int_equal(made->blocks.taken, 0);
    reading_free(made);
}

static void a_keyword_without_an_end_is_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out text = {0};
    start(&file);
    cl_out_repeat(&text, "k", 80);
    cl_out_put(&text, CL_SPAN("\0text"));
    put_chunk(&file, "tEXt", cl_out_span(&text));
    cl_out_free(&text);
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    reading_free(made);
}

static void a_chunk_beyond_the_end_is_reported_and_read(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_u32be(&file, 0xFFFFFFFF);
    cl_out_put(&file, CL_SPAN("tEXtComment\0NO SALES"));
    reading *made = read_as(&cl_format_png, cl_out_span(&file));
    assert_only_damage(made, CL_DAMAGE_LENGTH);
    assert_block(made, 0, CL_BLOCK_TEXT, "NO SALES");
    reading_free(made);
    cl_out_free(&file);
}

static void a_lying_length_is_mended_by_the_crc(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_u32be(&file, 5000);
    cl_out_put(&file, CL_SPAN("tEXtComment\0NO SALES"));
    put_u32be(&file, crc32(0, (const Bytef *)"tEXtComment\0NO SALES", 20));
    put_chunk(&file, "tEXt", CL_SPAN("Copyright\0Example Agency"));
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_REPAIRED);
    assert_block_count(made, 2);
    assert_block(made, 0, CL_BLOCK_TEXT, "NO SALES");
    assert_block(made, 1, CL_BLOCK_TEXT, "Example Agency");
    reading_free(made);
}

static void bytes_that_are_no_chunk_end_the_reading(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    cl_out_put(&file, CL_SPAN("\0\0\0\x04\x01\x02\x03\x04"));
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    reading_free(made);
}

static void content_credentials_are_a_block(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_chunk(&file, "caBX",
              CL_SPAN("\0\0\0\x20jumb\0\0\0\x18jumdc2pa\0\x11\0\x10\x80\0\0\xAA\0\x38\x9B\x71"));
    put_chunk(&file, "caBX", CL_SPAN("\0\0\0\x20jumb\0\0\0\x18jumdjson"));
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_IGNORED);
    assert_block_count(made, 1);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->kind, CL_BLOCK_C2PA);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, 32);
    assert_string_equal(cl_blocks_at(&made->blocks, 0)->container, "PNG caBX");
    reading_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_block_is_found),
        cmocka_unit_test(every_prefix_is_read_or_reported),
        cmocka_unit_test(compressed_texts_are_inflated),
        cmocka_unit_test(latin1_text_becomes_utf8),
        cmocka_unit_test(utf8_where_latin1_should_stand_is_kept_and_reported),
        cmocka_unit_test(exif_may_carry_the_header_of_jpeg),
        cmocka_unit_test(raw_profiles_of_every_kind_are_read),
        cmocka_unit_test(a_broken_raw_profile_is_reported),
        cmocka_unit_test(a_text_without_its_parts_is_reported),
        cmocka_unit_test(a_broken_zlib_stream_gives_what_it_has),
        cmocka_unit_test(a_zip_bomb_hits_a_cap),
        cmocka_unit_test(other_keywords_are_mentioned_once),
        cmocka_unit_test(words_under_unknown_keywords_are_read_and_code_is_not),
        cmocka_unit_test(large_texts_under_unknown_keywords_are_passed_over),
        cmocka_unit_test(a_keyword_without_an_end_is_reported),
        cmocka_unit_test(a_chunk_beyond_the_end_is_reported_and_read),
        cmocka_unit_test(a_lying_length_is_mended_by_the_crc),
        cmocka_unit_test(bytes_that_are_no_chunk_end_the_reading),
        cmocka_unit_test(content_credentials_are_a_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
