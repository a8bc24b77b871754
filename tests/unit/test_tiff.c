#include "base/reader.h"
#include "bytes.h"

enum {
    BYTE = 1,
    ASCII = 2,
    SHORT = 3,
    LONG = 4,
    UNDEFINED = 7
};

/* A TIFF under construction: values stand where they are put, directories come after them. */
typedef struct tiff {
    cl_out bytes;
    bool little_endian;
} tiff;

typedef struct entry {
    uint16_t tag;
    uint16_t type;
    uint32_t count;
    uint32_t value; /* the offset, or the value itself */
} entry;

static tiff start(bool little_endian)
{
    tiff file = {.little_endian = little_endian};
    cl_out_text(&file.bytes, little_endian ? "II" : "MM");
    put_number(&file.bytes, 42, 2, little_endian);
    put_number(&file.bytes, 0, 4, little_endian);
    return file;
}

static uint32_t put_value(tiff *file, cl_span value)
{
    uint32_t offset = (uint32_t)file->bytes.len;
    cl_out_put(&file->bytes, value);
    return offset;
}

/* Returns the directory's offset; its next pointer is its last four bytes. */
static uint32_t put_directory(tiff *file, const entry *entries, size_t count)
{
    uint32_t offset = (uint32_t)file->bytes.len;
    put_number(&file->bytes, count, 2, file->little_endian);
    for (size_t i = 0; i < count; i++) {
        put_number(&file->bytes, entries[i].tag, 2, file->little_endian);
        put_number(&file->bytes, entries[i].type, 2, file->little_endian);
        put_number(&file->bytes, entries[i].count, 4, file->little_endian);
        put_number(&file->bytes, entries[i].value, 4, file->little_endian);
    }
    put_number(&file->bytes, 0, 4, file->little_endian);
    return offset;
}

static void patch_u32(tiff *file, size_t at, uint32_t number)
{
    size_t len = file->bytes.len;
    file->bytes.len = at;
    put_number(&file->bytes, number, 4, file->little_endian);
    file->bytes.len = len;
}

static reading *read_whole(tiff *file, uint32_t first)
{
    patch_u32(file, 4, first);
    reading *made = read_as(&cl_format_tiff, cl_out_span(&file->bytes));
    cl_out_free(&file->bytes);
    return made;
}

static void put_good_file(tiff *file)
{
    uint32_t xmp = put_value(file, CL_SPAN("<x:xmpmeta/>"));
    uint32_t iim = put_value(file, CL_SPAN("\x1C\x02\x28\0\x06UK OUT\0"));
    cl_out resources = {0};
    put_resource(&resources, 0x040B, CL_SPAN("http://example.org"));
    uint32_t irb = put_value(file, cl_out_span(&resources));
    uint32_t caption = put_value(file, CL_SPAN("A caption\0"));
    uint32_t comment = put_value(file, CL_SPAN("ASCII\0\0\0A comment"));
    const entry in_exif[] = {{0x9286, UNDEFINED, 17, comment}, {0x9207, SHORT, 1, 5}};
    uint32_t exif = put_directory(file, in_exif, 2);
    const entry in_main[] = {{0x010E, ASCII, 10, caption},
                             {700, BYTE, 12, xmp},
                             {33723, UNDEFINED, 12, iim},
                             {34377, BYTE, (uint32_t)resources.len, irb},
                             {34665, LONG, 1, exif}};
    patch_u32(file, 4, put_directory(file, in_main, 5));
    cl_out_free(&resources);
}

/* The value of the tag in the IFD0 of the stream or in its Exif IFD. */
static cl_span stream_value(cl_span stream, uint16_t wanted)
{
    cl_reader reader = cl_reader_of(stream, 0);
    reader.little_endian = stream.data[0] == 'I';
    uint32_t ifd = 8;
    while (ifd != 0) {
        uint16_t count;
        uint32_t exif = 0;
        assert_int_equal(cl_reader_seek(&reader, ifd), CL_OK);
        assert_int_equal(cl_read_u16(&reader, &count), CL_OK);
        for (uint16_t i = 0; i < count; i++) {
            uint16_t tag;
            uint16_t type;
            uint32_t len;
            uint32_t value;
            assert_int_equal(cl_read_u16(&reader, &tag), CL_OK);
            assert_int_equal(cl_read_u16(&reader, &type), CL_OK);
            assert_int_equal(cl_read_u32(&reader, &len), CL_OK);
            cl_span in_place = cl_span_sub(stream, reader.at, len);
            assert_int_equal(cl_read_u32(&reader, &value), CL_OK);
            exif = tag == 34665 ? value : exif;
            if (tag == wanted) {
                return len <= 4 ? in_place : cl_span_sub(stream, value, len);
            }
        }
        ifd = exif;
    }
    return CL_EMPTY_SPAN;
}

static void both_byte_orders_give_every_block(void **state)
{
    (void)state;
    for (int little = 0; little < 2; little++) {
        tiff file = start(little == 1);
        put_good_file(&file);
        reading *made = read_as(&cl_format_tiff, cl_out_span(&file.bytes));
        assert_no_damage(made);
        assert_block_count(made, 4);
        assert_block(made, 0, CL_BLOCK_XMP, "<x:xmpmeta/>");
        assert_int_equal(cl_blocks_at(&made->blocks, 1)->kind, CL_BLOCK_IIM);
        assert_block(made, 2, CL_BLOCK_URL, "http://example.org");
        const cl_block *exif = cl_blocks_at(&made->blocks, 3);
        assert_int_equal(exif->kind, CL_BLOCK_EXIF);
        assert_true(exif->inflated);
        assert_span_is(cl_span_trim(stream_value(exif->bytes, 0x010E)), "A caption");
        assert_span_is(cl_span_from(stream_value(exif->bytes, 0x9286), 8), "A comment");
        assert_int_equal(stream_value(exif->bytes, 0x9207).len, 0);
        reading_free(made);
        cl_out_free(&file.bytes);
    }
}

static void every_prefix_is_read_or_reported(void **state)
{
    (void)state;
    tiff file = start(true);
    put_good_file(&file);
    assert_prefixes_are_damaged(&cl_format_tiff, cl_out_span(&file.bytes), file.bytes.len);
    cl_out_free(&file.bytes);
}

static void short_values_stand_in_their_entry(void **state)
{
    (void)state;
    tiff file = start(false);
    const entry main[] = {{0x013B, ASCII, 4, 0x4A616E00}};
    reading *made = read_whole(&file, put_directory(&file, main, 1));
    assert_no_damage(made);
    assert_span_is(cl_span_trim(stream_value(cl_blocks_at(&made->blocks, 0)->bytes, 0x013B)),
                   "Jan");
    reading_free(made);
}

static void swapped_datasets_are_put_right_and_reported(void **state)
{
    (void)state;
    tiff file = start(true);
    /* 1C 02 28 00 | 03 "OUT" with each group of four turned round. */
    uint32_t iim = put_value(&file, CL_SPAN("\0\x28\x02\x1C"
                                            "TUO\x03"));
    const entry main[] = {{33723, LONG, 2, iim}};
    reading *made = read_whole(&file, put_directory(&file, main, 1));
    assert_only_damage(made, CL_DAMAGE_REPAIRED);
    assert_true(
        cl_span_equal(cl_blocks_at(&made->blocks, 0)->bytes, CL_SPAN("\x1C\x02\x28\0\x03OUT")));
    reading_free(made);
}

static void a_value_beyond_the_end_is_reported(void **state)
{
    (void)state;
    tiff file = start(true);
    const entry main[] = {{700, BYTE, 12, 0x7FFFFFFF}, {700, BYTE, 0xFFFFFFFF, 8}};
    reading *made = read_whole(&file, put_directory(&file, main, 2));
    assert_int_equal(count_damage(made, CL_DAMAGE_LENGTH), 2);
    assert_block_count(made, 1);
    reading_free(made);
}

static void an_unknown_type_of_a_wanted_value_is_reported(void **state)
{
    (void)state;
    tiff file = start(true);
    const entry main[] = {{0x8298, 99, 12, 8}, {700, 0, 12, 8}, {0x0100, 99, 12, 8}};
    reading *made = read_whole(&file, put_directory(&file, main, 3));
    assert_int_equal(count_damage(made, CL_DAMAGE_STRUCTURE), 2);
    assert_int_equal(made->findings.items.count, 2);
    reading_free(made);
}

static void a_huge_text_is_cut_and_reported(void **state)
{
    (void)state;
    tiff file = start(true);
    uint32_t text = (uint32_t)file.bytes.len;
    cl_out_repeat(&file.bytes, "0123456789abcdef", CL_FIELD_BYTES_MAX / 16 + 1);
    const entry main[] = {{0x010E, ASCII, CL_FIELD_BYTES_MAX + 16, text}};
    reading *made = read_whole(&file, put_directory(&file, main, 1));
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    assert_int_equal(stream_value(cl_blocks_at(&made->blocks, 0)->bytes, 0x010E).len,
                     CL_FIELD_BYTES_MAX);
    reading_free(made);
}

static void directories_are_followed_and_loops_end(void **state)
{
    (void)state;
    tiff file = start(true);
    uint32_t xmp = put_value(&file, CL_SPAN("<x:xmpmeta/>"));
    const entry with_xmp[] = {{700, BYTE, 12, xmp}};
    uint32_t sub = put_directory(&file, with_xmp, 1);
    const entry main[] = {{330, LONG, 1, sub}};
    uint32_t first = put_directory(&file, main, 1);
    patch_u32(&file, file.bytes.len - 4, first);
    reading *made = read_whole(&file, first);
    assert_only_damage(made, CL_DAMAGE_REPAIRED);
    assert_block(made, 0, CL_BLOCK_XMP, "<x:xmpmeta/>");
    reading_free(made);
}

static void too_many_directories_hit_a_cap(void **state)
{
    (void)state;
    tiff file = start(true);
    uint32_t next = 0;
    for (size_t i = 0; i <= CL_IFDS_MAX; i++) {
        uint32_t at = put_directory(&file, NULL, 0);
        patch_u32(&file, file.bytes.len - 4, next);
        next = at;
    }
    reading *made = read_whole(&file, next);
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    reading_free(made);
}

static void too_many_entries_hit_a_cap(void **state)
{
    (void)state;
    tiff file = start(true);
    uint32_t first = (uint32_t)file.bytes.len;
    put_number(&file.bytes, 0xFFFF, 2, true);
    cl_out_repeat(&file.bytes, "0123456789ab", 0xFFFF);
    put_number(&file.bytes, 0, 4, true);
    reading *made = read_whole(&file, first);
    assert_int_equal(count_damage(made, CL_DAMAGE_LIMIT), 1);
    reading_free(made);
}

static void a_directory_beyond_the_end_is_reported(void **state)
{
    (void)state;
    tiff file = start(true);
    reading *made = read_whole(&file, 0xFFFFFFFF);
    assert_only_damage(made, CL_DAMAGE_LENGTH);
    reading_free(made);
    file = start(true);
    made = read_whole(&file, 0);
    assert_only_damage(made, CL_DAMAGE_TRUNCATED);
    reading_free(made);
}

static void a_big_tiff_is_named_as_such(void **state)
{
    (void)state;
    cl_span head = CL_SPAN("MM\0+\0\x08\0\0\0\0\0\0\0\0\0\x10");
    assert_ptr_equal(cl_format_of(head), &cl_format_tiff);
    reading *made = read_as(&cl_format_tiff, head);
    assert_only_damage(made, CL_DAMAGE_UNKNOWN_FORMAT);
    reading_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_byte_orders_give_every_block),
        cmocka_unit_test(every_prefix_is_read_or_reported),
        cmocka_unit_test(short_values_stand_in_their_entry),
        cmocka_unit_test(swapped_datasets_are_put_right_and_reported),
        cmocka_unit_test(a_value_beyond_the_end_is_reported),
        cmocka_unit_test(an_unknown_type_of_a_wanted_value_is_reported),
        cmocka_unit_test(a_huge_text_is_cut_and_reported),
        cmocka_unit_test(directories_are_followed_and_loops_end),
        cmocka_unit_test(too_many_directories_hit_a_cap),
        cmocka_unit_test(too_many_entries_hit_a_cap),
        cmocka_unit_test(a_directory_beyond_the_end_is_reported),
        cmocka_unit_test(a_big_tiff_is_named_as_such),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
