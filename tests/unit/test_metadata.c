#include "fields.h"

/* Blocks of literal bytes, in this order, read together. */
static read_fields *read_blocks(const cl_block *blocks, size_t count)
{
    read_fields *made = fields_new(CL_EMPTY_SPAN);
    cl_blocks all = {.arena = made->arena, .findings = &made->findings};
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(cl_blocks_add(&all, &blocks[i]), CL_OK);
    }
    assert_int_equal(cl_metadata_read(&all, &made->fields), CL_OK);
    return made;
}

static cl_block block_of(cl_block_kind kind, const char *key, cl_span bytes)
{
    return (cl_block){
        .kind = kind, .key = cl_span_of(key), .bytes = bytes, .container = "a test", .offset = 7};
}

static cl_block text_of(const char *container, const char *key, cl_span bytes)
{
    cl_block block = block_of(CL_BLOCK_TEXT, key, bytes);
    block.container = container;
    return block;
}

static void texts_of_a_container_become_fields_by_their_keyword(void **state)
{
    (void)state;
    const cl_block blocks[] = {
        text_of("PNG tEXt", "Description", CL_SPAN("A caption")),
        text_of("PNG tEXt", "Author", CL_SPAN("Jos\xE9")),
        text_of("PNG tEXt", "Comment", CL_SPAN("NO SALES")),
        text_of("COM", "COM", CL_SPAN("SPAIN OUT")),
        block_of(CL_BLOCK_URL, NULL, CL_SPAN("https://example.com/")),
    };
    read_fields *made = read_blocks(blocks, sizeof blocks / sizeof *blocks);
    assert_field(made, CL_CAPTION, "A caption");
    assert_string_equal(field_at(made, CL_CAPTION, 0)->container, "PNG text");
    assert_span_is(field_at(made, CL_CAPTION, 0)->property, "Description");
    assert_field(made, CL_CREATOR, "José");
    assert_field(made, CL_COMMENT, "NO SALES");
    assert_span_is(field_at(made, CL_COMMENT, 1)->value, "SPAIN OUT");
    assert_string_equal(field_at(made, CL_COMMENT, 1)->container, "JPEG comment");
    assert_field(made, CL_WEB_STATEMENT, "https://example.com/");
    assert_int_equal(field_at(made, CL_WEB_STATEMENT, 0)->offset, 7);
    assert_only_finding(made, CL_DAMAGE_ENCODING);
    fields_free(made);
}

static void bytes_without_a_meaning_are_reported(void **state)
{
    (void)state;
    const cl_block block = block_of(CL_BLOCK_TEXT, "COM", CL_SPAN("SPAIN \x81 OUT"));
    read_fields *made = read_blocks(&block, 1);
    assert_field(made, CL_COMMENT, "SPAIN \uFFFD OUT");
    assert_only_finding(made, CL_DAMAGE_ENCODING);
    fields_free(made);
}

static void an_extended_packet_may_stand_before_its_main_packet(void **state)
{
    (void)state;
    static const char extended[] = "<rdf:RDF><rdf:Description photoshop:Credit='B'/></rdf:RDF>";
    static const char packet[] =
        "<rdf:RDF><rdf:Description xmpNote:HasExtendedXMP='0A' photoshop:Credit='A'/></rdf:RDF>";
    const cl_block blocks[] = {
        block_of(CL_BLOCK_XMP_EXTENDED, "0A", CL_SPAN(extended)),
        block_of(CL_BLOCK_XMP, NULL, CL_SPAN(packet)),
    };
    read_fields *made = read_blocks(blocks, 2);
    assert_field(made, CL_CREDIT, "A");
    assert_int_equal(count_fields(made, CL_CREDIT), 2);
    fields_free(made);
}

static void datasets_before_the_packet_know_its_longer_value(void **state)
{
    (void)state;
    const cl_block blocks[] = {
        block_of(CL_BLOCK_IIM, NULL,
                 CL_SPAN("\x1C\x02\x6E\0\x20"
                         "Example Agency / Example Picture")),
        block_of(CL_BLOCK_XMP, NULL,
                 CL_SPAN("<rdf:RDF><rdf:Description photoshop:Credit='Example Agency / "
                         "Example Pictures'/></rdf:RDF>")),
    };
    read_fields *made = read_blocks(blocks, 1);
    assert_only_finding(made, CL_DAMAGE_CUT);
    fields_free(made);
    made = read_blocks(blocks, 2);
    assert_int_equal(count_fields(made, CL_CREDIT), 2);
    assert_false(has_damage(made, CL_DAMAGE_CUT));
    fields_free(made);
}

static void a_text_that_says_its_charset_is_read_in_it(void **state)
{
    (void)state;
    cl_block blocks[] = {
        text_of("QuickTime udta", "\u00A9nam", CL_SPAN("Jos\x8E")),
        text_of("QuickTime udta", "\u00A9cmt", CL_SPAN("\x8E")),
    };
    blocks[0].charset = "MACINTOSH";
    blocks[1].charset = "UTF-8";
    read_fields *made = read_blocks(blocks, 2);
    assert_field(made, CL_TITLE, "José");
    assert_string_equal(field_at(made, CL_TITLE, 0)->container, "QuickTime");
    assert_span_is(field_at(made, CL_TITLE, 0)->property, "\u00A9nam");
    assert_field(made, CL_COMMENT, "\uFFFD");
    assert_true(has_damage(made, CL_DAMAGE_ENCODING));
    fields_free(made);
}

static void texts_under_unknown_keys_are_comments(void **state)
{
    (void)state;
    const cl_block blocks[] = {
        text_of("QuickTime udta", "abcd", CL_SPAN("SPAIN OUT")),
        text_of("a test", "any", CL_SPAN("NO SALES")),
    };
    read_fields *made = read_blocks(blocks, 2);
    assert_field(made, CL_COMMENT, "SPAIN OUT");
    assert_span_is(field_at(made, CL_COMMENT, 1)->value, "NO SALES");
    assert_string_equal(field_at(made, CL_COMMENT, 1)->container, "text");
    assert_no_findings(made);
    fields_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_of_a_container_become_fields_by_their_keyword),
        cmocka_unit_test(a_text_that_says_its_charset_is_read_in_it),
        cmocka_unit_test(texts_under_unknown_keys_are_comments),
        cmocka_unit_test(bytes_without_a_meaning_are_reported),
        cmocka_unit_test(an_extended_packet_may_stand_before_its_main_packet),
        cmocka_unit_test(datasets_before_the_packet_know_its_longer_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
