#include "boxes.h"

/* A movie whose user data are built by the test. */
typedef struct movie {
    cl_out file;
    size_t movie;
    size_t data;
} movie;

static void open_movie(movie *to)
{
    to->movie = open_box(&to->file, "moov");
    to->data = open_box(&to->file, "udta");
}

static reading *read_movie(movie *of)
{
    close_box(&of->file, of->data);
    close_box(&of->file, of->movie);
    return read_boxes_as(&cl_format_isobmff, &of->file);
}

static reading *read_one(const char *type, cl_span body)
{
    movie made = {0};
    open_movie(&made);
    put_box(&made.file, type, body);
    return read_movie(&made);
}

static void assert_text(const reading *made, size_t i, const char *charset, const char *bytes)
{
    assert_block(made, i, CL_BLOCK_TEXT, bytes);
    const char *said = cl_blocks_at(&made->blocks, i)->charset;
    if (charset == NULL) {
        assert_null(said);
    } else {
        assert_non_null(said);
        assert_string_equal(said, charset);
    }
}

static void assert_one_text(const char *type, cl_span body, const char *charset, const char *bytes)
{
    reading *made = read_one(type, body);
    assert_no_damage(made);
    assert_block_count(made, 1);
    assert_text(made, 0, charset, bytes);
    reading_free(made);
}

static void the_language_of_a_text_says_its_charset(void **state)
{
    (void)state;
    assert_one_text("\xA9nam", CL_SPAN("\0\x04\0\0Jos\x8E"), "MACINTOSH", "Jos\x8E");
    assert_one_text("\xA9nam", CL_SPAN("\0\x04\x7F\xFFJos\x8E"), "MACINTOSH", "Jos\x8E");
    assert_one_text("\xA9nam", CL_SPAN("\0\x02\0\x0B\x8D`"), "SHIFT_JIS", "\x8D`");
    assert_one_text("\xA9nam", CL_SPAN("\0\x05\x15\xC7Jos\xC3\xA9"), "UTF-8", "Jos\xC3\xA9");
    assert_one_text("\xA9nam", CL_SPAN("\0\x04\x15\xC7Jos\xE9"), NULL, "Jos\xE9");
}

static void utf8_is_utf8_whatever_the_language_says(void **state)
{
    (void)state;
    assert_one_text("\xA9nam", CL_SPAN("\0\x05\0\0Jos\xC3\xA9"), "UTF-8", "Jos\xC3\xA9");
}

static void a_mark_says_utf16(void **state)
{
    (void)state;
    reading *made = read_one("titl", CL_SPAN("\0\0\0\0\x15\xC7\xFE\xFF\0F"));
    assert_no_damage(made);
    assert_string_equal(cl_blocks_at(&made->blocks, 0)->charset, "UTF-16BE");
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, 2);
    reading_free(made);
}

static void the_name_of_a_box_is_the_key_of_its_text(void **state)
{
    (void)state;
    reading *made = read_one("\xA9nam", CL_SPAN("\0\x05\0\0Ferry"));
    assert_span_is(cl_blocks_at(&made->blocks, 0)->key, "\u00A9nam");
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->offset, 28);
    reading_free(made);
}

static void a_box_holds_texts_in_several_languages(void **state)
{
    (void)state;
    reading *made = read_one("\xA9"
                             "cpy",
                             CL_SPAN("\0\1\0\0A\0\1\0\1B"));
    assert_no_damage(made);
    assert_text(made, 0, "UTF-8", "A");
    assert_text(made, 1, "UTF-8", "B");
    reading_free(made);
}

static void a_text_longer_than_its_box_is_reported_and_read(void **state)
{
    (void)state;
    reading *made = read_one("\xA9nam", CL_SPAN("\xFF\xFF\0\0Ferry"));
    assert_only_damage(made, CL_DAMAGE_LENGTH);
    assert_text(made, 0, "UTF-8", "Ferry");
    reading_free(made);
}

static void texts_of_3gp_have_a_language_and_those_of_quicktime_none(void **state)
{
    (void)state;
    assert_one_text("cprt",
                    CL_SPAN("\0\0\0\0\x15\xC7"
                            "NO SALES\0"),
                    "UTF-8", "NO SALES");
    assert_one_text("cprt", CL_SPAN("NO SALES"), "UTF-8", "NO SALES");
}

static void keywords_are_read_one_by_one(void **state)
{
    (void)state;
    reading *made = read_one("kywd", CL_SPAN("\0\0\0\0\x15\xC7\x02\x01"
                                             "A\x02"
                                             "BC"));
    assert_no_damage(made);
    assert_text(made, 0, "UTF-8", "A");
    assert_text(made, 1, "UTF-8", "BC");
    reading_free(made);
    made = read_one("kywd", CL_SPAN("\0\0\0\0\x15\xC7\x02\x01"
                                    "A\x09"
                                    "BC"));
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    reading_free(made);
}

static void unknown_user_data_are_mentioned_and_technical_are_not(void **state)
{
    (void)state;
    reading *made = read_one("Xtra", CL_SPAN("a text"));
    assert_only_damage(made, CL_DAMAGE_IGNORED);
    reading_free(made);
    made = read_one("WLOC", CL_SPAN("\0\0\0\0\0\0\0\0"));
    assert_no_damage(made);
    reading_free(made);
}

static void user_data_may_end_with_a_zero(void **state)
{
    (void)state;
    movie made = {0};
    open_movie(&made);
    put_box(&made.file, "\xA9nam", CL_SPAN("\0\x05\0\0Ferry"));
    put_u32be(&made.file, 0);
    reading *got = read_movie(&made);
    assert_no_damage(got);
    assert_block_count(got, 1);
    reading_free(got);
}

static void put_value(cl_out *file, uint32_t type, cl_span value)
{
    size_t at = open_box(file, "data");
    put_u32be(file, type);
    put_u32be(file, 0);
    cl_out_put(file, value);
    close_box(file, at);
}

static void values_of_a_list_say_what_they_are(void **state)
{
    (void)state;
    movie made = {0};
    open_movie(&made);
    size_t meta = open_full_box(&made.file, "meta", 0);
    size_t list = open_box(&made.file, "ilst");
    size_t entry = open_box(&made.file, "\xA9nam");
    put_value(&made.file, 1, CL_SPAN("Ferry"));
    put_value(&made.file, 0, CL_SPAN("Boat"));
    put_value(&made.file, 0, CL_SPAN("\0\0\0\1"));
    put_value(&made.file, 13, CL_SPAN("\xFF\xD8\xFF"));
    put_value(&made.file, 3, CL_SPAN("\x8D`"));
    close_box(&made.file, entry);
    close_box(&made.file, list);
    close_box(&made.file, meta);
    reading *got = read_movie(&made);
    assert_no_damage(got);
    assert_block_count(got, 3);
    assert_text(got, 0, "UTF-8", "Ferry");
    assert_text(got, 1, "UTF-8", "Boat");
    assert_text(got, 2, "SHIFT_JIS", "\x8D`");
    reading_free(got);
}

static void keys_name_the_entries_of_their_list(void **state)
{
    (void)state;
    movie made = {0};
    open_movie(&made);
    size_t meta = open_box(&made.file, "meta");
    put_box(&made.file, "hdlr", CL_SPAN("\0\0\0\0\0\0\0\0mdta"));
    size_t keys = open_full_box(&made.file, "keys", 0);
    put_u32be(&made.file, 1);
    put_box(&made.file, "mdta", CL_SPAN("com.apple.quicktime.title"));
    close_box(&made.file, keys);
    size_t list = open_box(&made.file, "ilst");
    for (uint8_t index = 0; index < 3; index++) {
        size_t entry = open_box(&made.file, (const char[]){0, 0, 0, (char)index});
        put_value(&made.file, 1, CL_SPAN("Ferry"));
        close_box(&made.file, entry);
    }
    close_box(&made.file, list);
    close_box(&made.file, meta);
    reading *got = read_movie(&made);
    assert_no_damage(got);
    assert_block_count(got, 3);
    assert_span_is(cl_blocks_at(&got->blocks, 0)->key, "\\x00\\x00\\x00\\x00");
    assert_span_is(cl_blocks_at(&got->blocks, 1)->key, "com.apple.quicktime.title");
    assert_span_is(cl_blocks_at(&got->blocks, 2)->key, "\\x00\\x00\\x00\\x02");
    reading_free(got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_language_of_a_text_says_its_charset),
        cmocka_unit_test(utf8_is_utf8_whatever_the_language_says),
        cmocka_unit_test(a_mark_says_utf16),
        cmocka_unit_test(the_name_of_a_box_is_the_key_of_its_text),
        cmocka_unit_test(a_box_holds_texts_in_several_languages),
        cmocka_unit_test(a_text_longer_than_its_box_is_reported_and_read),
        cmocka_unit_test(texts_of_3gp_have_a_language_and_those_of_quicktime_none),
        cmocka_unit_test(keywords_are_read_one_by_one),
        cmocka_unit_test(unknown_user_data_are_mentioned_and_technical_are_not),
        cmocka_unit_test(user_data_may_end_with_a_zero),
        cmocka_unit_test(values_of_a_list_say_what_they_are),
        cmocka_unit_test(keys_name_the_entries_of_their_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
