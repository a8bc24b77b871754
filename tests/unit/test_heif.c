#include "boxes.h"

typedef struct extent {
    uint32_t index;
    uint32_t offset;
    uint32_t len;
} extent;

/* A HEIF that is built front to back, with what it holds before its tables. */
typedef struct heif {
    cl_out file;
    size_t meta;
    size_t info;
    size_t locations;
    uint8_t version; /* of iloc */
} heif;

/* Bytes in the file; returns where they stand. */
static uint32_t put_data(heif *to, cl_span bytes)
{
    if (to->file.len == 0) {
        put_file_type(&to->file, "heic", "mif1");
    }
    size_t at = open_box(&to->file, "mdat");
    cl_out_put(&to->file, bytes);
    close_box(&to->file, at);
    return (uint32_t)at + 8;
}

static void open_meta(heif *to)
{
    to->meta = open_full_box(&to->file, "meta", 0);
    to->info = open_full_box(&to->file, "iinf", 0);
    put_u16be(&to->file, 0); /* the count is not needed */
}

static void put_info(heif *to, uint16_t item, const char *type, cl_span media)
{
    size_t at = open_full_box(&to->file, "infe", 2);
    put_u16be(&to->file, item);
    put_u16be(&to->file, 0);
    cl_out_text(&to->file, type);
    cl_out_byte(&to->file, 0);
    cl_out_put(&to->file, media);
    close_box(&to->file, at);
}

static void put_xmp_info(heif *to, uint16_t item)
{
    put_info(to, item, "mime", CL_SPAN("application/rdf+xml\0"));
}

static void open_locations(heif *to, uint8_t version, uint16_t count)
{
    close_box(&to->file, to->info);
    to->version = version;
    to->locations = open_full_box(&to->file, "iloc", version);
    cl_out_put(&to->file, version == 0 ? CL_SPAN("\x44\0") : CL_SPAN("\x44\x04"));
    put_u16be(&to->file, count);
}

static void put_location(heif *to, uint16_t item, uint16_t method, const extent *extents,
                         size_t count)
{
    put_u16be(&to->file, item);
    if (to->version > 0) {
        put_u16be(&to->file, method);
    }
    put_u16be(&to->file, 0);
    put_u16be(&to->file, count);
    for (size_t i = 0; i < count; i++) {
        if (to->version > 0) {
            put_u32be(&to->file, extents[i].index);
        }
        put_u32be(&to->file, extents[i].offset);
        put_u32be(&to->file, extents[i].len);
    }
}

static reading *read_heif(heif *of)
{
    close_box(&of->file, of->meta);
    return read_boxes_as(&cl_format_isobmff, &of->file);
}

static void an_exif_item_begins_behind_its_offset(void **state)
{
    (void)state;
    heif made = {0};
    uint32_t at = put_data(&made, CL_SPAN("\0\0\0\x06"
                                          "Exif\0\0II*\0\x08\0\0\0"));
    open_meta(&made);
    put_info(&made, 1, "Exif", CL_EMPTY_SPAN);
    open_locations(&made, 0, 1);
    put_location(&made, 1, 0, &(extent){0, at, 18}, 1);
    close_box(&made.file, made.locations);
    reading *got = read_heif(&made);
    assert_no_damage(got);
    assert_block_count(got, 1);
    assert_int_equal(cl_blocks_at(&got->blocks, 0)->kind, CL_BLOCK_EXIF);
    assert_int_equal(cl_blocks_at(&got->blocks, 0)->offset, at + 10);
    reading_free(got);
}

static void extents_are_joined_and_keep_their_offsets(void **state)
{
    (void)state;
    heif made = {0};
    uint32_t second = put_data(&made, CL_SPAN("y><z/>"));
    uint32_t first = put_data(&made, CL_SPAN("<x/><"));
    open_meta(&made);
    put_xmp_info(&made, 1);
    open_locations(&made, 0, 1);
    put_location(&made, 1, 0, (const extent[]){{0, first, 5}, {0, second, 6}}, 2);
    close_box(&made.file, made.locations);
    reading *got = read_heif(&made);
    assert_no_damage(got);
    assert_block(got, 0, CL_BLOCK_XMP, "<x/><y><z/>");
    assert_int_equal(cl_block_offset(cl_blocks_at(&got->blocks, 0), 5), second);
    reading_free(got);
}

static void an_item_may_lie_in_idat_or_in_another_item(void **state)
{
    (void)state;
    heif made = {0};
    uint32_t at = put_data(&made, CL_SPAN("..<x/>.."));
    open_meta(&made);
    put_xmp_info(&made, 1);
    put_xmp_info(&made, 2);
    open_locations(&made, 1, 3);
    put_location(&made, 1, 1, &(extent){0, 2, 4}, 1);
    put_location(&made, 2, 2, &(extent){0, 1, 4}, 1);
    put_location(&made, 3, 0, &(extent){0, at + 1, 7}, 1);
    close_box(&made.file, made.locations);
    put_box(&made.file, "idat", CL_SPAN("..<y/>"));
    size_t references = open_full_box(&made.file, "iref", 0);
    put_box(&made.file, "iloc", CL_SPAN("\0\x02\0\x01\0\x03"));
    close_box(&made.file, references);
    reading *got = read_heif(&made);
    assert_no_damage(got);
    assert_block(got, 0, CL_BLOCK_XMP, "<y/>");
    assert_block(got, 1, CL_BLOCK_XMP, "<x/>");
    reading_free(got);
}

static void a_length_of_none_is_all_of_what_holds_the_item(void **state)
{
    (void)state;
    heif made = {0};
    (void)put_data(&made, CL_EMPTY_SPAN);
    open_meta(&made);
    put_xmp_info(&made, 1);
    open_locations(&made, 1, 1);
    put_location(&made, 1, 1, &(extent){0, 0, 0}, 1);
    close_box(&made.file, made.locations);
    put_box(&made.file, "idat", CL_SPAN("<y/>"));
    reading *got = read_heif(&made);
    assert_no_damage(got);
    assert_block(got, 0, CL_BLOCK_XMP, "<y/>");
    reading_free(got);
}

static void items_that_lie_in_one_another_are_reported_once_each(void **state)
{
    (void)state;
    heif made = {0};
    const extent twice[] = {{1, 0, 9}, {1, 0, 9}};
    (void)put_data(&made, CL_EMPTY_SPAN);
    open_meta(&made);
    put_xmp_info(&made, 1);
    put_xmp_info(&made, 2);
    open_locations(&made, 1, 2);
    put_location(&made, 1, 2, twice, 2);
    put_location(&made, 2, 2, twice, 2);
    close_box(&made.file, made.locations);
    size_t references = open_full_box(&made.file, "iref", 0);
    put_box(&made.file, "iloc", CL_SPAN("\0\x01\0\x01\0\x02"));
    put_box(&made.file, "iloc", CL_SPAN("\0\x02\0\x01\0\x01"));
    close_box(&made.file, references);
    reading *got = read_heif(&made);
    assert_int_equal(count_damage(got, CL_DAMAGE_STRUCTURE), 2);
    assert_int_equal(got->findings.items.count, 2);
    reading_free(got);
}

static void an_extent_beyond_the_end_is_reported_and_read(void **state)
{
    (void)state;
    heif made = {0};
    (void)put_data(&made, CL_EMPTY_SPAN);
    open_meta(&made);
    put_xmp_info(&made, 1);
    put_xmp_info(&made, 2);
    open_locations(&made, 1, 2);
    put_location(&made, 1, 1, &(extent){0, 0, 999}, 1);
    put_location(&made, 2, 0, &(extent){0, 0xFFFFFFF0, 0xFFFFFFF0}, 1);
    close_box(&made.file, made.locations);
    put_box(&made.file, "idat", CL_SPAN("<y/>"));
    reading *got = read_heif(&made);
    assert_int_equal(count_damage(got, CL_DAMAGE_LENGTH), 2);
    assert_int_equal(got->findings.items.count, 2);
    assert_block(got, 0, CL_BLOCK_XMP, "<y/>");
    reading_free(got);
}

static void an_item_without_a_place_is_reported(void **state)
{
    (void)state;
    heif made = {0};
    (void)put_data(&made, CL_EMPTY_SPAN);
    open_meta(&made);
    put_xmp_info(&made, 1);
    close_box(&made.file, made.info);
    reading *got = read_heif(&made);
    assert_only_damage(got, CL_DAMAGE_STRUCTURE);
    reading_free(got);
}

static void endless_extents_hit_a_cap(void **state)
{
    (void)state;
    heif made = {0};
    uint32_t at = put_data(&made, CL_SPAN("<x/>"));
    open_meta(&made);
    put_xmp_info(&made, 1);
    open_locations(&made, 0, 1);
    put_u16be(&made.file, 1);
    put_u16be(&made.file, 0);
    put_u16be(&made.file, 60000);
    for (size_t i = 0; i < 60000; i++) {
        put_u32be(&made.file, at);
        put_u32be(&made.file, 1);
    }
    close_box(&made.file, made.locations);
    reading *got = read_heif(&made);
    assert_only_damage(got, CL_DAMAGE_LIMIT);
    assert_int_equal(cl_blocks_at(&got->blocks, 0)->bytes.len, CL_ITEM_EXTENTS_MAX);
    reading_free(got);
}

/* A hostile table: each entry takes no bytes and says that it has 65,535 extents of none. */
static void extents_without_bytes_hit_the_same_cap(void **state)
{
    (void)state;
    heif made = {0};
    (void)put_data(&made, CL_EMPTY_SPAN);
    open_meta(&made);
    for (uint16_t i = 0; i < 2000; i++) {
        put_xmp_info(&made, i);
    }
    close_box(&made.file, made.info);
    made.locations = open_full_box(&made.file, "iloc", 0);
    put_u16be(&made.file, 0);
    put_u16be(&made.file, 2000);
    for (uint16_t i = 0; i < 2000; i++) {
        put_u16be(&made.file, i);
        put_u16be(&made.file, 0);
        put_u16be(&made.file, 0xFFFF);
    }
    close_box(&made.file, made.locations);
    reading *got = read_heif(&made);
    assert_only_damage(got, CL_DAMAGE_LIMIT);
    reading_free(got);
}

static void every_prefix_is_read_or_reported(void **state)
{
    (void)state;
    heif made = {0};
    uint32_t at = put_data(&made, CL_SPAN("<x/>"));
    open_meta(&made);
    put_xmp_info(&made, 1);
    open_locations(&made, 0, 1);
    put_location(&made, 1, 0, &(extent){0, at, 4}, 1);
    close_box(&made.file, made.locations);
    close_box(&made.file, made.meta);
    assert_prefixes_are_damaged(&cl_format_isobmff, cl_out_span(&made.file), made.file.len);
    cl_out_free(&made.file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_exif_item_begins_behind_its_offset),
        cmocka_unit_test(extents_are_joined_and_keep_their_offsets),
        cmocka_unit_test(an_item_may_lie_in_idat_or_in_another_item),
        cmocka_unit_test(a_length_of_none_is_all_of_what_holds_the_item),
        cmocka_unit_test(items_that_lie_in_one_another_are_reported_once_each),
        cmocka_unit_test(an_extent_beyond_the_end_is_reported_and_read),
        cmocka_unit_test(an_item_without_a_place_is_reported),
        cmocka_unit_test(endless_extents_hit_a_cap),
        cmocka_unit_test(extents_without_bytes_hit_the_same_cap),
        cmocka_unit_test(every_prefix_is_read_or_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
