#include "base/reader.h"
#include "bytes.h"
#include "container/tiff_tags.h"

enum {
    BYTE = 1,
    ASCII = 2,
    SHORT = 3,
    LONG = 4,
    UNDEFINED = 7,
    LONG8 = 16
};

/* A TIFF under construction: values stand where they are put, directories come after them. */
typedef struct tiff {
    cl_out bytes;
    bool little_endian;
    bool big;
} tiff;

typedef struct entry {
    uint16_t tag;
    uint16_t type;
    uint64_t count;
    uint64_t value; /* the offset, or the value itself */
} entry;

static void put_place(tiff *file, uint64_t place)
{
    put_number(&file->bytes, place, file->big ? 8 : 4, file->little_endian);
}

static tiff start(bool little_endian)
{
    tiff file = {.little_endian = little_endian};
    cl_out_text(&file.bytes, little_endian ? "II" : "MM");
    put_number(&file.bytes, 42, 2, little_endian);
    put_place(&file, 0);
    return file;
}

static tiff start_big(bool little_endian, uint16_t width)
{
    tiff file = {.little_endian = little_endian, .big = true};
    cl_out_text(&file.bytes, little_endian ? "II" : "MM");
    put_number(&file.bytes, 43, 2, little_endian);
    put_number(&file.bytes, width, 2, little_endian);
    put_number(&file.bytes, 0, 2, little_endian);
    put_place(&file, 0);
    return file;
}

/* A classic TIFF of another magic: "IIRO". */
static tiff start_raw(const char *magic)
{
    tiff file = start(magic[0] == 'I');
    memcpy(file.bytes.data, magic, 4);
    return file;
}

static uint32_t put_value(tiff *file, cl_span value)
{
    uint32_t offset = (uint32_t)file->bytes.len;
    cl_out_put(&file->bytes, value);
    return offset;
}

/* Returns the directory's offset; its next pointer is the last that it writes. */
static uint32_t put_directory(tiff *file, const entry *entries, size_t count)
{
    uint32_t offset = (uint32_t)file->bytes.len;
    put_number(&file->bytes, count, file->big ? 8 : 2, file->little_endian);
    for (size_t i = 0; i < count; i++) {
        put_number(&file->bytes, entries[i].tag, 2, file->little_endian);
        put_number(&file->bytes, entries[i].type, 2, file->little_endian);
        put_place(file, entries[i].count);
        put_place(file, entries[i].value);
    }
    put_place(file, 0);
    return offset;
}

static void patch_place(tiff *file, size_t at, uint64_t number)
{
    size_t len = file->bytes.len;
    file->bytes.len = at;
    put_place(file, number);
    file->bytes.len = len;
}

static void patch_first(tiff *file, uint64_t first)
{
    patch_place(file, file->big ? 8 : 4, first);
}

/* The place of the next directory behind the one that was put last. */
static void patch_next(tiff *file, uint64_t next)
{
    patch_place(file, file->bytes.len - (file->big ? 8 : 4), next);
}

static reading *read_whole(tiff *file, uint64_t first)
{
    patch_first(file, first);
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
    uint32_t position = put_value(file, CL_SPAN("123456781234567812345678"));
    uint32_t manifest = put_value(file, CL_SPAN("a manifest"));
    const entry in_exif[] = {{0x9286, UNDEFINED, 17, comment}, {0x9207, SHORT, 1, 5}};
    uint32_t exif = put_directory(file, in_exif, 2);
    const entry in_gps[] = {{0x0002, 5, 3, position}, {0x0010, 5, 3, position}};
    uint32_t gps = put_directory(file, in_gps, 2);
    uint16_t pointer = file->big ? LONG8 : LONG;
    const entry in_main[] = {
        {0x010E, ASCII, 10, caption},     {700, BYTE, 12, xmp},
        {33723, UNDEFINED, 12, iim},      {34377, BYTE, (uint32_t)resources.len, irb},
        {34665, pointer, 1, exif},        {34853, pointer, 1, gps},
        {0xCD41, UNDEFINED, 10, manifest}};
    patch_first(file, put_directory(file, in_main, 7));
    cl_out_free(&resources);
}

/* The value of the tag in the directory at `ifd` of the stream; *led_to is where `pointer` leads.
 */
static cl_span value_in(cl_span stream, uint32_t ifd, uint16_t wanted, uint16_t pointer,
                        uint32_t *led_to)
{
    cl_reader reader = cl_reader_of(stream, 0);
    reader.little_endian = stream.data[0] == 'I';
    uint16_t count;
    cl_span found = CL_EMPTY_SPAN;
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
        len *= (uint32_t)cl_tiff_type_size(type);
        cl_span in_place = cl_span_sub(stream, reader.at, len);
        assert_int_equal(cl_read_u32(&reader, &value), CL_OK);
        *led_to = tag == pointer ? value : *led_to;
        if (tag == wanted) {
            found = len <= 4 ? in_place : cl_span_sub(stream, value, len);
        }
    }
    return found;
}

static cl_span main_value(const cl_block *block, uint16_t tag)
{
    uint32_t ignored = 0;
    return value_in(block->bytes, 8, tag, 0, &ignored);
}

/* The value of the tag in the directory that the main one's `pointer` leads to. */
static cl_span value_behind(const cl_block *block, uint16_t pointer, uint16_t tag)
{
    uint32_t ifd = 0;
    (void)value_in(block->bytes, 8, 0, pointer, &ifd);
    return ifd == 0 ? CL_EMPTY_SPAN : value_in(block->bytes, ifd, tag, 0, &ifd);
}

/* The value stands in the file as it is, where the block says. */
static void assert_placed(const reading *made, const cl_block *block, cl_span value)
{
    size_t at = (size_t)(value.data - block->bytes.data);
    assert_true(value.len > 0);
    for (size_t i = 0; i < value.len; i++) {
        assert_true(cl_block_is_verbatim(block, at + i));
        assert_int_equal(made->bytes[cl_block_offset(block, at + i)], value.data[i]);
    }
}

static void assert_good_file(const reading *made)
{
    assert_no_damage(made);
    assert_null(made->blocks.format);
    assert_block_count(made, 5);
    assert_block(made, 0, CL_BLOCK_XMP, "<x:xmpmeta/>");
    assert_int_equal(cl_blocks_at(&made->blocks, 1)->kind, CL_BLOCK_IIM);
    assert_block(made, 2, CL_BLOCK_C2PA, "a manifest");
    assert_block(made, 3, CL_BLOCK_URL, "http://example.org");
    const cl_block *exif = cl_blocks_at(&made->blocks, 4);
    assert_int_equal(exif->kind, CL_BLOCK_EXIF);
    assert_span_is(cl_span_trim(main_value(exif, 0x010E)), "A caption");
    assert_placed(made, exif, main_value(exif, 0x010E));
    assert_span_is(cl_span_from(value_behind(exif, 34665, 0x9286), 8), "A comment");
    assert_placed(made, exif, value_behind(exif, 34665, 0x9286));
    assert_span_is(value_behind(exif, 34853, 2), "123456781234567812345678");
    assert_placed(made, exif, value_behind(exif, 34853, 2));
    assert_int_equal(value_behind(exif, 34665, 0x9207).len, 0);
    assert_int_equal(value_behind(exif, 34853, 0x10).len, 0);
    assert_false(cl_block_is_verbatim(exif, 0));
}

static void both_byte_orders_and_widths_give_every_block(void **state)
{
    (void)state;
    for (int little = 0; little < 2; little++) {
        tiff files[] = {start(little == 1), start_big(little == 1, 8)};
        for (size_t i = 0; i < 2; i++) {
            put_good_file(&files[i]);
            reading *made = read_as(&cl_format_tiff, cl_out_span(&files[i].bytes));
            assert_good_file(made);
            reading_free(made);
            cl_out_free(&files[i].bytes);
        }
    }
}

static void every_prefix_is_read_or_reported(void **state)
{
    (void)state;
    tiff files[] = {start(true), start_big(true, 8)};
    for (size_t i = 0; i < 2; i++) {
        put_good_file(&files[i]);
        cl_span whole = cl_out_span(&files[i].bytes);
        assert_prefixes_are_damaged(&cl_format_tiff, whole, whole.len);
        cl_out_free(&files[i].bytes);
    }
}

static void short_values_stand_in_their_entry(void **state)
{
    (void)state;
    tiff file = start(false);
    const entry main[] = {{0x013B, ASCII, 4, 0x4A616E00}};
    reading *made = read_whole(&file, put_directory(&file, main, 1));
    assert_no_damage(made);
    const cl_block *exif = cl_blocks_at(&made->blocks, 0);
    assert_span_is(cl_span_trim(main_value(exif, 0x013B)), "Jan");
    assert_placed(made, exif, main_value(exif, 0x013B));
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

static void of_a_text_that_reaches_beyond_the_end_the_first_part_is_read(void **state)
{
    (void)state;
    tiff file = start(true);
    uint32_t text = put_value(&file, CL_SPAN("UK OUT\0another\0"));
    const entry main[] = {{0x010E, ASCII, 500, text}};
    reading *made = read_whole(&file, put_directory(&file, main, 1));
    assert_only_damage(made, CL_DAMAGE_LENGTH);
    assert_span_is(main_value(cl_blocks_at(&made->blocks, 0), 0x010E), "UK OUT");
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
    assert_int_equal(main_value(cl_blocks_at(&made->blocks, 0), 0x010E).len, CL_FIELD_BYTES_MAX);
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
    patch_next(&file, first);
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
    for (size_t i = 0; i < 10000; i++) {
        uint32_t at = put_directory(&file, NULL, 0);
        patch_next(&file, next);
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
    assert_int_equal(cl_findings_at(&made->findings, 0)->proof.offset, 8); /* the end */
    reading_free(made);
    file = start(true);
    made = read_whole(&file, 0);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    reading_free(made);
}

/* What only some files have */

static void a_big_tiff_of_other_widths_is_reported(void **state)
{
    (void)state;
    tiff file = start_big(true, 16);
    put_good_file(&file);
    assert_ptr_equal(cl_format_of(cl_out_span(&file.bytes)), &cl_format_tiff);
    reading *made = read_as(&cl_format_tiff, cl_out_span(&file.bytes));
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    reading_free(made);
    cl_out_free(&file.bytes);
}

static void lengths_of_a_big_tiff_do_not_overflow(void **state)
{
    (void)state;
    tiff file = start_big(false, 8);
    const entry main[] = {{0x010E, ASCII, UINT64_MAX, 8},
                          {0x013B, LONG, 1ull << 62, 8},
                          {0x8298, ASCII, 9, UINT64_MAX},
                          {34665, LONG8, 1, UINT64_MAX - 1}};
    reading *made = read_whole(&file, put_directory(&file, main, 4));
    assert_int_equal(count_damage(made, CL_DAMAGE_LENGTH), 4);
    reading_free(made);
    file = start_big(true, 8);
    uint32_t first = put_value(&file, CL_SPAN("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"));
    made = read_whole(&file, first);
    assert_int_equal(count_damage(made, CL_DAMAGE_LIMIT), 1);
    reading_free(made);
}

static void a_directory_is_read_once_wherever_it_is_named(void **state)
{
    (void)state;
    tiff file = start(true);
    uint32_t text = put_value(&file, CL_SPAN("NO SALES\0"));
    const entry in_exif[] = {{0x9286, UNDEFINED, 9, text}};
    uint32_t exif = put_directory(&file, in_exif, 1);
    uint32_t places = (uint32_t)file.bytes.len;
    for (size_t i = 0; i < CL_IFDS_MAX; i++) {
        put_place(&file, exif);
    }
    const entry main[] = {{34665, LONG, 1, exif}, {330, LONG, CL_IFDS_MAX, places}};
    reading *made = read_whole(&file, put_directory(&file, main, 2));
    assert_only_damage(made, CL_DAMAGE_REPAIRED);
    assert_span_is(cl_span_trim(value_behind(cl_blocks_at(&made->blocks, 0), 34665, 0x9286)),
                   "NO SALES");
    reading_free(made);
}

static void a_pointer_that_is_no_place_is_reported(void **state)
{
    (void)state;
    tiff file = start(true);
    const entry main[] = {{34665, SHORT, 1, 8}, {330, ASCII, 4, 8}};
    reading *made = read_whole(&file, put_directory(&file, main, 2));
    assert_int_equal(count_damage(made, CL_DAMAGE_STRUCTURE), 2);
    reading_free(made);
}

static void too_many_values_hit_a_cap(void **state)
{
    (void)state;
    tiff file = start(true);
    entry *main = calloc(CL_IFD_ENTRIES_MAX, sizeof *main);
    assert_non_null(main);
    for (size_t i = 0; i < CL_IFD_ENTRIES_MAX; i++) {
        main[i] = (entry){0x013B, ASCII, 4, 0x00414141};
    }
    reading *made = read_whole(&file, put_directory(&file, main, CL_IFD_ENTRIES_MAX));
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    reading_free(made);
    free(main);
}

static void values_beyond_the_cap_of_all_blocks_are_reported(void **state)
{
    (void)state;
    tiff file = start(true);
    uint32_t text = (uint32_t)file.bytes.len;
    cl_out_repeat(&file.bytes, "0123456789abcdef", CL_FIELD_BYTES_MAX / 16);
    enum {
        COUNT = CL_BLOCK_BYTES_MAX / CL_FIELD_BYTES_MAX + 1
    };
    entry main[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        main[i] = (entry){0x013B, ASCII, CL_FIELD_BYTES_MAX, text};
    }
    reading *made = read_whole(&file, put_directory(&file, main, COUNT));
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    assert_block_count(made, 0);
    reading_free(made);
}

/* A file with these datasets in tag 33723 and in Photoshop's resource, which stands first. */
static reading *read_two_copies(cl_span own, cl_span copy)
{
    tiff file = start(true);
    uint32_t iim = put_value(&file, own);
    cl_out resources = {0};
    put_resource(&resources, 0x0404, copy);
    uint32_t irb = put_value(&file, cl_out_span(&resources));
    const entry main[] = {{34377, BYTE, resources.len, irb}, {33723, UNDEFINED, own.len, iim}};
    cl_out_free(&resources);
    return read_whole(&file, put_directory(&file, main, 2));
}

static void other_datasets_in_photoshops_copy_are_read_and_reported(void **state)
{
    (void)state;
    reading *made =
        read_two_copies(CL_SPAN("\x1C\x02\x28\0\x06UK OUT"), CL_SPAN("\x1C\x02\x28\0\x06US OUT"));
    assert_only_damage(made, CL_DAMAGE_REPAIRED);
    assert_block_count(made, 2);
    assert_span_is(CL_SPAN("TIFF 33723"), cl_blocks_at(&made->blocks, 0)->container);
    reading_free(made);
    made = read_two_copies(CL_SPAN("\x1C\x02\x28\0\x06UK OUT\0\0"),
                           CL_SPAN("\x1C\x02\x28\0\x06UK OUT"));
    assert_no_damage(made);
    assert_block_count(made, 2);
    reading_free(made);
}

static void of_a_long_manifest_the_start_is_kept(void **state)
{
    (void)state;
    tiff file = start(true);
    uint32_t store = (uint32_t)file.bytes.len;
    cl_out_repeat(&file.bytes, "0123456789abcdef", CL_C2PA_BYTES_MAX / 16 + 1);
    const entry main[] = {{0xCD41, UNDEFINED, CL_C2PA_BYTES_MAX + 16, store}};
    reading *made = read_whole(&file, put_directory(&file, main, 1));
    assert_no_damage(made);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, CL_C2PA_BYTES_MAX);
    reading_free(made);
}

/* Raws that are TIFF inside */

static void assert_format(tiff *file, uint64_t first, const char *format)
{
    patch_first(file, first);
    assert_ptr_equal(cl_format_of(cl_out_span(&file->bytes)), &cl_format_tiff);
    reading *made = read_as(&cl_format_tiff, cl_out_span(&file->bytes));
    assert_no_damage(made);
    assert_non_null(made->blocks.format);
    assert_string_equal(made->blocks.format, format);
    reading_free(made);
    cl_out_free(&file->bytes);
}

static void raws_are_told_apart(void **state)
{
    (void)state;
    static const char *const magics[][2] = {
        {"IIRO", "ORF"}, {"IIRS", "ORF"}, {"MMOR", "ORF"}, {"IIU\0", "RW2"}};
    const entry version[] = {{0xC612, BYTE, 4, 1}};
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        tiff file = start_raw(magics[i][0]);
        assert_format(&file, put_directory(&file, NULL, 0), magics[i][1]);
    }
    tiff file = start(false);
    assert_format(&file, put_directory(&file, version, 1), "DNG");
    file = start(true);
    cl_out_put(&file.bytes, CL_SPAN("CR\x02\0\0\0\0\0"));
    assert_format(&file, put_directory(&file, NULL, 0), "CR2");
}

/* A JPEG whose only segment before the picture data is a comment. */
static uint32_t put_jpeg(tiff *file, cl_span comment)
{
    uint32_t offset = (uint32_t)file->bytes.len;
    cl_out_put(&file->bytes, CL_SPAN("\xFF\xD8"));
    put_segment(&file->bytes, 0xFE, comment);
    put_segment(&file->bytes, 0xDA, CL_SPAN("\x01\x01\0\0?\0"));
    cl_out_put(&file->bytes, CL_SPAN("x\xFF\xD9"));
    return offset;
}

static void the_jpeg_in_a_panasonic_raw_is_read(void **state)
{
    (void)state;
    tiff file = start_raw("IIU\0");
    uint32_t jpeg = put_jpeg(&file, CL_SPAN("NO SALES"));
    uint32_t len = (uint32_t)file.bytes.len - jpeg;
    const entry main[] = {
        {0x002E, UNDEFINED, len, jpeg}, {0x0127, UNDEFINED, len, jpeg}, {0x002E, BYTE, 1, 1}};
    reading *made = read_whole(&file, put_directory(&file, main, 3));
    assert_no_damage(made);
    assert_block_count(made, 2);
    assert_block(made, 0, CL_BLOCK_TEXT, "NO SALES");
    reading_free(made);
    file = start(true); /* in other files the tag means nothing */
    jpeg = put_jpeg(&file, CL_SPAN("NO SALES"));
    made = read_whole(&file, put_directory(&file, main, 1));
    assert_no_damage(made);
    assert_block_count(made, 0);
    reading_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_byte_orders_and_widths_give_every_block),
        cmocka_unit_test(every_prefix_is_read_or_reported),
        cmocka_unit_test(short_values_stand_in_their_entry),
        cmocka_unit_test(swapped_datasets_are_put_right_and_reported),
        cmocka_unit_test(a_value_beyond_the_end_is_reported),
        cmocka_unit_test(of_a_text_that_reaches_beyond_the_end_the_first_part_is_read),
        cmocka_unit_test(an_unknown_type_of_a_wanted_value_is_reported),
        cmocka_unit_test(a_huge_text_is_cut_and_reported),
        cmocka_unit_test(directories_are_followed_and_loops_end),
        cmocka_unit_test(too_many_directories_hit_a_cap),
        cmocka_unit_test(too_many_entries_hit_a_cap),
        cmocka_unit_test(a_directory_beyond_the_end_is_reported),
        cmocka_unit_test(a_big_tiff_of_other_widths_is_reported),
        cmocka_unit_test(lengths_of_a_big_tiff_do_not_overflow),
        cmocka_unit_test(a_directory_is_read_once_wherever_it_is_named),
        cmocka_unit_test(a_pointer_that_is_no_place_is_reported),
        cmocka_unit_test(too_many_values_hit_a_cap),
        cmocka_unit_test(values_beyond_the_cap_of_all_blocks_are_reported),
        cmocka_unit_test(other_datasets_in_photoshops_copy_are_read_and_reported),
        cmocka_unit_test(of_a_long_manifest_the_start_is_kept),
        cmocka_unit_test(raws_are_told_apart),
        cmocka_unit_test(the_jpeg_in_a_panasonic_raw_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
