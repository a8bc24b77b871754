#include "bytes.h"

/* ASCII as UTF-16 or UTF-32. */
static void put_wide(cl_out *to, const char *text, size_t width, bool little_endian)
{
    cl_span span = cl_span_of(text);
    for (size_t i = 0; i < span.len; i++) {
        put_number(to, span.data[i], width, little_endian);
    }
}

static void every_beginning_of_a_packet_is_known(void **state)
{
    (void)state;
    static const char *const starts[] = {
        "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>",
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'>",
        "<x:xapmeta xmlns:x='adobe:ns:meta/'>",
        " \r\n\t<rdf:RDF>",
        "\xEF\xBB\xBF<x:xmpmeta>",
        "<?xml version='1.0'?><x:xmpmeta>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<!-- a note -->\n<rdf:RDF>",
    };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        cl_span bytes = cl_span_of(starts[i]);
        assert_ptr_equal(cl_format_of(cl_span_sub(bytes, 0, 64)), &cl_format_xmp_file);
        reading *made = read_as(&cl_format_xmp_file, bytes);
        assert_no_damage(made);
        assert_block(made, 0, CL_BLOCK_XMP, starts[i]);
        reading_free(made);
    }
}

static void other_texts_are_not_taken_for_xmp(void **state)
{
    (void)state;
    static const char *const starts[] = {
        "",           "<",
        "<x:xmp",     "<html>",
        "JAPAN OUT",  "<?xml version='1.0'?><kml>",
        "x<rdf:RDF>", "<!DOCTYPE html>",
    };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        assert_null(cl_format_of(cl_span_of(starts[i])));
    }
}

static void wide_characters_are_known_with_and_without_their_mark(void **state)
{
    (void)state;
    for (int i = 0; i < 8; i++) {
        cl_out file = {0};
        size_t width = i % 2 == 0 ? 2 : 4;
        bool little_endian = i / 2 % 2 == 0;
        if (i / 4 == 0) {
            put_number(&file, 0xFEFF, width, little_endian);
        }
        put_wide(&file, "<rdf:RDF>", width, little_endian);
        assert_ptr_equal(cl_format_of(cl_out_span(&file)), &cl_format_xmp_file);
        reading *made = read_as(&cl_format_xmp_file, cl_out_span(&file));
        assert_no_damage(made);
        assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, file.len);
        reading_free(made);
        cl_out_free(&file);
    }
}

static void xml_whose_first_element_comes_late_is_told_when_it_is_read(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out_text(&file, "<?xml version='1.0'?><!-- ");
    cl_out_repeat(&file, "far away ", 20);
    cl_out_text(&file, "--><kml/>");
    assert_ptr_equal(cl_format_of(cl_span_sub(cl_out_span(&file), 0, 64)), &cl_format_xmp_file);
    reading *made = read_as(&cl_format_xmp_file, cl_out_span(&file));
    assert_only_damage(made, CL_DAMAGE_UNKNOWN_FORMAT);
    assert_block_count(made, 0);
    reading_free(made);
    cl_out_free(&file);
}

static void a_file_beyond_the_cap_is_cut_and_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out_text(&file, "<rdf:RDF>");
    cl_out_repeat(&file, "0123456789abcdef", CL_SIDECAR_MAX / 16);
    reading *made = read_as(&cl_format_xmp_file, cl_out_span(&file));
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, CL_SIDECAR_MAX);
    reading_free(made);
    cl_out_free(&file);
}

static void every_prefix_is_read_or_reported(void **state)
{
    (void)state;
    cl_span whole = CL_SPAN("<?xml version='1.0'?>\n<!-- note --><x:xmpmeta></x:xmpmeta>");
    assert_prefixes_are_damaged(&cl_format_xmp_file, whole, 44);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_beginning_of_a_packet_is_known),
        cmocka_unit_test(other_texts_are_not_taken_for_xmp),
        cmocka_unit_test(wide_characters_are_known_with_and_without_their_mark),
        cmocka_unit_test(xml_whose_first_element_comes_late_is_told_when_it_is_read),
        cmocka_unit_test(a_file_beyond_the_cap_is_cut_and_reported),
        cmocka_unit_test(every_prefix_is_read_or_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
