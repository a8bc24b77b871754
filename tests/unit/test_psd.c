#include "bytes.h"

static void put_head(cl_out *file, size_t version)
{
    cl_out_text(file, "8BPS");
    put_u16be(file, version);
    cl_out_put(file, CL_SPAN("\0\0\0\0\0\0\0\x01\0\0\0\x08\0\0\0\x08\0\x08\0\x01"));
}

static void put_section(cl_out *file, cl_span data)
{
    put_u32be(file, data.len);
    cl_out_put(file, data);
}

static void put_good_file(cl_out *file, size_t version)
{
    cl_out resources = {0};
    put_resource(&resources, 0x0404, CL_SPAN("\x1C\x02\x28\0\x03OUT"));
    put_resource(&resources, 0x0424, CL_SPAN("<x:xmpmeta/>"));
    put_head(file, version);
    put_section(file, CL_SPAN("colours"));
    put_section(file, cl_out_span(&resources));
    cl_out_free(&resources);
}

static reading *read_whole(cl_out *file)
{
    reading *made = read_as(&cl_format_psd, cl_out_span(file));
    cl_out_free(file);
    return made;
}

static void image_resources_behind_the_colours_are_read(void **state)
{
    (void)state;
    cl_out file = {0};
    put_good_file(&file, 1);
    cl_out_text(&file, "layers and pixels");
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block_count(made, 2);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->kind, CL_BLOCK_IIM);
    assert_block(made, 1, CL_BLOCK_XMP, "<x:xmpmeta/>");
    assert_string_equal(cl_blocks_at(&made->blocks, 1)->container, "PSD 0x0424");
    assert_string_equal(made->blocks.format, "PSD");
    reading_free(made);
}

static void a_large_document_is_called_psb(void **state)
{
    (void)state;
    cl_out file = {0};
    put_good_file(&file, 2);
    assert_ptr_equal(cl_format_of(cl_out_span(&file)), &cl_format_psd);
    reading *made = read_whole(&file);
    assert_block_count(made, 2);
    assert_string_equal(made->blocks.format, "PSB");
    reading_free(made);
}

static void other_versions_are_no_psd(void **state)
{
    (void)state;
    cl_out file = {0};
    put_head(&file, 3);
    assert_false(cl_format_psd.is(cl_out_span(&file)));
    cl_out_free(&file);
}

static void every_prefix_is_read_or_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    put_good_file(&file, 1);
    assert_prefixes_are_damaged(&cl_format_psd, cl_out_span(&file), file.len);
    cl_out_free(&file);
}

static void a_section_beyond_the_end_is_reported_and_read(void **state)
{
    (void)state;
    cl_out file = {0};
    put_head(&file, 1);
    put_u32be(&file, 0);
    put_u32be(&file, 0xFFFFFFFF);
    put_resource(&file, 0x0424, CL_SPAN("<x/>"));
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_LENGTH);
    assert_block(made, 0, CL_BLOCK_XMP, "<x/>");
    reading_free(made);
}

static void resources_past_the_cap_are_reported_and_the_first_read(void **state)
{
    (void)state;
    cl_out file = {0};
    put_head(&file, 1);
    put_u32be(&file, 0);
    put_u32be(&file, CL_BLOCK_BYTES_MAX + 100u);
    put_resource(&file, 0x0424, CL_SPAN("<x/>"));
    size_t have = file.len;
    for (size_t i = have; i < have + CL_BLOCK_BYTES_MAX + 100u; i += 1024) {
        static const uint8_t nothing[1024];
        cl_out_put(&file, (cl_span){nothing, sizeof nothing});
    }
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    assert_block(made, 0, CL_BLOCK_XMP, "<x/>");
    reading_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(image_resources_behind_the_colours_are_read),
        cmocka_unit_test(a_large_document_is_called_psb),
        cmocka_unit_test(other_versions_are_no_psd),
        cmocka_unit_test(every_prefix_is_read_or_reported),
        cmocka_unit_test(a_section_beyond_the_end_is_reported_and_read),
        cmocka_unit_test(resources_past_the_cap_are_reported_and_the_first_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
