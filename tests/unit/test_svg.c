#include "bytes.h"

#include "container/markup.h"
#include "container/svg.h"

static reading *read_text(const char *text)
{
    return read_as(&cl_format_svg, cl_span_of(text));
}

static void a_drawing_is_told_by_its_root(void **state)
{
    (void)state;
    static const char *const drawings[] = {"<svg>",
                                           "<svg/>",
                                           "<svg xmlns=''>",
                                           "<s:svg ",
                                           " \n<?xml version='1.0'?><!-- <a> --><svg\n",
                                           "\xEF\xBB\xBF<svg>",
                                           "<!DOCTYPE svg PUBLIC ''",
                                           "<!DOCTYPE svg[ <!ENTITY a 'b'>"};
    for (size_t i = 0; i < sizeof drawings / sizeof *drawings; i++) {
        assert_ptr_equal(cl_format_of(cl_span_of(drawings[i])), &cl_format_svg);
    }
    static const char *const others[] = {
        "<svgs>",    "<html><svg>",   "svg", "<!DOCTYPE html><svg>",
        "<a:b:svg>", "<!-- <svg> --", "",    "<a><b:svg>"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(cl_svg_is(cl_span_of(others[i])));
    }
}

static void a_packet_is_still_an_xmp_file(void **state)
{
    (void)state;
    static const char *const packets[] = {"<?xpacket begin=''?>", "<x:xmpmeta>",
                                          "<?xml version='1.0'?><!-- svg --><rdf:RDF>"};
    for (size_t i = 0; i < sizeof packets / sizeof *packets; i++) {
        assert_ptr_equal(cl_format_of(cl_span_of(packets[i])), &cl_format_xmp_file);
    }
}

static void a_drawing_behind_a_long_comment_is_read(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out_text(&file, "<!--");
    cl_out_repeat(&file, "-+", 800);
    cl_out_text(&file, "--><svg><title>A tram</title></svg>");
    assert_ptr_equal(cl_format_of(cl_span_sub(cl_out_span(&file), 0, CL_FORMAT_HEAD)),
                     &cl_format_xmp_file);
    reading *made = read_as(&cl_format_xmp_file, cl_out_span(&file));
    assert_no_damage(made);
    assert_string_equal(made->blocks.format, "SVG");
    assert_block(made, 0, CL_BLOCK_TEXT, "A tram");
    reading_free(made);
    cl_out_free(&file);
}

static void metadata_and_texts_of_the_root_are_read_and_others_not(void **state)
{
    (void)state;
    reading *made = read_text(
        "<s:svg><s:title>A tram</s:title><s:g><s:title>part</s:title><s:metadata><x/></s:metadata>"
        "</s:g><s:desc/><s:metadata><rdf:RDF xmlns:rdf=''>1</rdf:RDF><!-- <b> --><rdf:RDF"
        " xmlns:rdf='>'/></s:metadata><s:desc>In <b>snow</b></s:desc></s:svg>");
    assert_no_damage(made);
    assert_block_count(made, 4);
    assert_block(made, 0, CL_BLOCK_XMP, "<rdf:RDF xmlns:rdf=''>1</rdf:RDF>");
    assert_block(made, 1, CL_BLOCK_XMP, "<rdf:RDF xmlns:rdf='>'/>");
    assert_block(made, 2, CL_BLOCK_TEXT, "A tram");
    assert_block(made, 3, CL_BLOCK_TEXT, "In snow");
    assert_span_is(cl_blocks_at(&made->blocks, 3)->key, "desc");
    reading_free(made);
}

static void prefixes_that_are_declared_around_come_with_the_packet(void **state)
{
    (void)state;
    reading *made = read_text("<svg xmlns:rdf='r'><g/><metadata id='m'> <rdf:RDF>1</rdf:RDF> "
                              "</metadata></svg>");
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_XMP,
                 "<svg xmlns:rdf='r'><metadata id='m'><rdf:RDF>1</rdf:RDF></metadata></svg>");
    reading_free(made);
    made = read_text("<svg xmlns:rdf='&r;'><metadata><rdf:RDF>1</rdf:RDF></metadata></svg>");
    assert_block(made, 0, CL_BLOCK_XMP, "<rdf:RDF>1</rdf:RDF>");
    reading_free(made);
}

static void metadata_without_markup_is_text(void **state)
{
    (void)state;
    reading *made = read_text("<!DOCTYPE svg [ <!ENTITY a '<b>'> ]>\n<svg><metadata>by Jane Doe"
                              "</metadata></svg>");
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_TEXT, "by Jane Doe");
    reading_free(made);
}

static void content_credentials_are_decoded(void **state)
{
    (void)state;
    reading *made =
        read_text("<svg><metadata><c2pa:manifest>anVt\n YjE=</c2pa:manifest></metadata></svg>");
    assert_no_damage(made);
    assert_block_count(made, 1);
    assert_block(made, 0, CL_BLOCK_C2PA, "jumb1");
    reading_free(made);
}

static void every_prefix_is_read_or_reported(void **state)
{
    (void)state;
    static const char text[] = "<?xml version='1.0'?><svg><title>A<![CDATA[<]]></title><metadata>"
                               "<rdf:RDF xmlns:rdf=''>1</rdf:RDF></metadata></svg>";
    cl_span bytes = cl_span_of(text);
    assert_prefixes_are_damaged(&cl_format_svg, bytes, bytes.len);
}

static void what_the_end_cuts_is_read_as_far_as_it_goes(void **state)
{
    (void)state;
    reading *made = read_text("<svg><metadata><rdf:RDF xmlns:rdf=''>A tr");
    assert_only_damage(made, CL_DAMAGE_TRUNCATED);
    assert_block(made, 0, CL_BLOCK_XMP, "<rdf:RDF xmlns:rdf=''>A tr");
    reading_free(made);
    made = read_text("<svg><title>A tr");
    assert_block(made, 0, CL_BLOCK_TEXT, "A tr");
    reading_free(made);
}

static void tags_that_do_not_match_are_reported(void **state)
{
    (void)state;
    reading *made = read_text("</svg><svg></svg>");
    assert_only_damage(made, CL_DAMAGE_TRUNCATED);
    reading_free(made);
}

static void a_drawing_in_utf_16_is_converted(void **state)
{
    (void)state;
    static const char text[] = "<svg><title>A tram</title></svg>";
    cl_out file = {0};
    cl_out_put(&file, CL_SPAN("\xFE\xFF"));
    for (size_t i = 0; text[i] != '\0'; i++) {
        put_u16be(&file, (uint8_t)text[i]);
    }
    assert_ptr_equal(cl_format_of(cl_out_span(&file)), &cl_format_svg);
    reading *made = read_as(&cl_format_svg, cl_out_span(&file));
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_TEXT, "A tram");
    assert_true(cl_blocks_at(&made->blocks, 0)->inflated);
    reading_free(made);
    cl_out_free(&file);
}

static void gzip_that_holds_no_drawing_is_reported(void **state)
{
    (void)state;
    cl_span file = CL_SPAN("\x1F\x8B\x08\0\0\0\0\0\0\0 broken");
    assert_ptr_equal(cl_format_of(file), &cl_format_svgz);
    reading *made = read_as(&cl_format_svgz, file);
    assert_int_equal(count_damage(made, CL_DAMAGE_UNKNOWN_FORMAT), 1);
    reading_free(made);
}

static void long_texts_and_many_parts_hit_caps(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out_text(&file, "<svg><title>");
    cl_out_repeat(&file, "x", CL_SVG_TEXT_MAX + 1);
    cl_out_text(&file, "</title></svg>");
    reading *made = read_as(&cl_format_svg, cl_out_span(&file));
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    reading_free(made);
    cl_out_clear(&file);
    cl_out_text(&file, "<svg>");
    cl_out_repeat(&file, "<title>x</title>", 100);
    cl_out_text(&file, "</svg>");
    made = read_as(&cl_format_svg, cl_out_span(&file));
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    reading_free(made);
    cl_out_free(&file);
}

static void endless_tags_hit_a_cap_and_what_was_found_is_read(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out_text(&file, "<svg><title>A tram</title>");
    cl_out_repeat(&file, "<g>", CL_SVG_TAGS_MAX);
    reading *made = read_as(&cl_format_svg, cl_out_span(&file));
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    assert_block(made, 0, CL_BLOCK_TEXT, "A tram");
    reading_free(made);
    cl_out_free(&file);
}

static void assert_decoded(const char *markup, const char *text)
{
    reading *made = reading_of(CL_EMPTY_SPAN);
    cl_block block = {.bytes = cl_span_of(markup)};
    assert_int_equal(cl_markup_text(&made->blocks, &block), CL_OK);
    assert_span_is(block.bytes, text);
    reading_free(made);
}

static void references_are_resolved_and_markup_left_out(void **state)
{
    (void)state;
    assert_decoded("&lt;&#233;&#xE9;&amp;&quot;&apos;&gt;", "<\xC3\xA9\xC3\xA9&\"'>");
    assert_decoded("a<b c='d'>e</b><!-- > -->f<![CDATA[<&>]]>g", "aef<&>g");
    assert_decoded("&unknown; & &#xD800; &#99999999; &#x; &#12", "&unknown; & &#xD800; &#99999999; "
                                                                 "&#x; &#12");
    assert_decoded("open <b", "open ");
    assert_decoded("open <![CDATA[b", "open b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_drawing_is_told_by_its_root),
        cmocka_unit_test(a_packet_is_still_an_xmp_file),
        cmocka_unit_test(a_drawing_behind_a_long_comment_is_read),
        cmocka_unit_test(metadata_and_texts_of_the_root_are_read_and_others_not),
        cmocka_unit_test(prefixes_that_are_declared_around_come_with_the_packet),
        cmocka_unit_test(metadata_without_markup_is_text),
        cmocka_unit_test(content_credentials_are_decoded),
        cmocka_unit_test(every_prefix_is_read_or_reported),
        cmocka_unit_test(what_the_end_cuts_is_read_as_far_as_it_goes),
        cmocka_unit_test(tags_that_do_not_match_are_reported),
        cmocka_unit_test(a_drawing_in_utf_16_is_converted),
        cmocka_unit_test(gzip_that_holds_no_drawing_is_reported),
        cmocka_unit_test(long_texts_and_many_parts_hit_caps),
        cmocka_unit_test(endless_tags_hit_a_cap_and_what_was_found_is_read),
        cmocka_unit_test(references_are_resolved_and_markup_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
