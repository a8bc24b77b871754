#include "xmp.h"

/* What was not understood is kept as a comment. */
static void assert_left(const read_fields *made, const char *words)
{
    assert_field(made, CL_COMMENT, words);
    assert_string_equal(field_at(made, CL_COMMENT, 0)->decoded, "markup left unread");
}

/* Damage */

static void a_packet_that_lost_its_start_is_read(void **state)
{
    (void)state;
    read_fields *made = read_packet(CL_SPAN(
        "?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>" OPEN
        "<rdf:Description><photoshop:Credit>Example</photoshop:Credit></rdf:Description>" CLOSE));
    assert_field(made, CL_CREDIT, "Example");
    assert_offset_is_right(made, field_at(made, CL_CREDIT, 0));
    assert_only_finding(made, CL_DAMAGE_REPAIRED);
    fields_free(made);
}

static void padding_and_junk_behind_the_packet_are_nothing(void **state)
{
    (void)state;
    read_fields *made = read_packet(CL_SPAN(
        OPEN "<rdf:Description photoshop:Credit='Example'/>" CLOSE "  \n\0\0 \x01junk & <more"));
    assert_field(made, CL_CREDIT, "Example");
    assert_no_findings(made);
    fields_free(made);
}

static void a_second_packet_behind_the_first_is_read_too(void **state)
{
    (void)state;
    read_fields *made = read_packet(CL_SPAN(
        START OPEN
        "<rdf:Description photoshop:Credit='One'/>" CLOSE START OPEN
        "<rdf:Description><photoshop:Credit>Two</photoshop:Credit></rdf:Description>" CLOSE));
    assert_field(made, CL_CREDIT, "One");
    assert_span_is(field_at(made, CL_CREDIT, 1)->value, "Two");
    assert_offset_is_right(made, field_at(made, CL_CREDIT, 1));
    fields_free(made);
}

static void an_ampersand_that_stands_for_itself_loses_nothing(void **state)
{
    (void)state;
    read_fields *made =
        read_packet(DESCRIPTION("<photoshop:Credit>A&B / C & D &eacute; &#0;</photoshop:Credit>"));
    assert_field(made, CL_CREDIT, "A&B / C & D &eacute;");
    assert_true(has_damage(made, CL_DAMAGE_REPAIRED));
    assert_false(has_damage(made, CL_DAMAGE_STRUCTURE));
    fields_free(made);
}

static void control_characters_are_read_as_spaces(void **state)
{
    (void)state;
    read_fields *made =
        read_packet(DESCRIPTION("<photoshop:Credit>A\x01"
                                "B\0C</photoshop:Credit>"
                                "<photoshop:Instructions>NO SALES</photoshop:Instructions>"));
    assert_field(made, CL_CREDIT, "A B C");
    assert_field(made, CL_INSTRUCTIONS, "NO SALES");
    assert_offset_is_right(made, field_at(made, CL_INSTRUCTIONS, 0));
    assert_only_finding(made, CL_DAMAGE_REPAIRED);
    fields_free(made);
}

static void bytes_that_are_not_utf8_are_read_as_windows_1252(void **state)
{
    (void)state;
    read_fields *made =
        read_packet(DESCRIPTION("<photoshop:Credit>Jos\xE9</photoshop:Credit>"
                                "<photoshop:Source>\xC2\xA9 Jos\xC3\xA9</photoshop:Source>"
                                "<photoshop:Instructions>NO SALES</photoshop:Instructions>"));
    assert_field(made, CL_CREDIT, "José");
    assert_field(made, CL_SOURCE, "© José");
    assert_offset_is_right(made, field_at(made, CL_SOURCE, 0));
    assert_offset_is_right(made, field_at(made, CL_INSTRUCTIONS, 0));
    assert_only_finding(made, CL_DAMAGE_ENCODING);
    fields_free(made);
}

static void prefixes_without_a_declaration_have_their_usual_meaning(void **state)
{
    (void)state;
    read_fields *made =
        read_packet(CL_SPAN("<rdf:RDF><rdf:Description photoshop:Credit='Example'>"
                            "<photoshop:Source>Agency</photoshop:Source></rdf:Description>"
                            "</rdf:RDF>"));
    assert_field(made, CL_CREDIT, "Example");
    assert_field(made, CL_SOURCE, "Agency");
    assert_only_finding(made, CL_DAMAGE_REPAIRED);
    fields_free(made);
}

static void what_can_be_read_of_a_broken_packet_is_read(void **state)
{
    (void)state;
    read_fields *made = read_packet(DESCRIPTION("<photoshop:Credit>Example</photoshop:Credit>"
                                                "<photoshop:Source>One</photoshop:Sauce>"
                                                "<photoshop:Instructions>NO SALES"
                                                "</photoshop:Instructions>"));
    assert_field(made, CL_CREDIT, "Example");
    assert_field(made, CL_INSTRUCTIONS, "NO SALES");
    assert_only_finding(made, CL_DAMAGE_STRUCTURE);
    fields_free(made);
}

static void the_last_text_of_a_cut_packet_is_read(void **state)
{
    (void)state;
    read_fields *made =
        read_packet(CL_SPAN(START OPEN "<rdf:Description><photoshop:Instructions>NO SALES"));
    assert_field(made, CL_INSTRUCTIONS, "NO SALES");
    assert_only_finding(made, CL_DAMAGE_STRUCTURE);
    fields_free(made);
}

static void a_packet_without_a_tag_is_reported(void **state)
{
    (void)state;
    read_fields *made = read_packet(CL_SPAN("no XML at all"));
    assert_only_finding(made, CL_DAMAGE_STRUCTURE);
    assert_field(made, CL_COMMENT, "no XML at all");
    fields_free(made);
    made = read_packet(CL_SPAN(" \0 "));
    assert_only_finding(made, CL_DAMAGE_IGNORED);
    fields_free(made);
}

/* Other encodings */

typedef struct wide {
    size_t width;
    bool little_endian;
    bool mark;
} wide;

static void put_wide(cl_out *out, uint32_t code, const wide *how)
{
    for (size_t i = 0; i < how->width; i++) {
        size_t shift = how->little_endian ? i : how->width - 1 - i;
        cl_out_byte(out, (char)(uint8_t)(code >> (8 * shift)));
    }
}

static void utf16_and_utf32_are_read_in_both_orders_with_and_without_a_mark(void **state)
{
    (void)state;
    static const char text[] = OPEN "<rdf:Description photoshop:Credit='Example'/>" CLOSE;
    for (unsigned i = 0; i < 8; i++) {
        const wide how = {(i & 1) != 0 ? 4 : 2, (i & 2) != 0, (i & 4) != 0};
        cl_out packet = {0};
        if (how.mark) {
            put_wide(&packet, 0xFEFF, &how);
        }
        for (size_t k = 0; k < sizeof text - 1; k++) {
            put_wide(&packet, (uint8_t)text[k], &how);
        }
        read_fields *made = read_packet(cl_out_span(&packet));
        assert_field(made, CL_CREDIT, "Example");
        assert_no_findings(made);
        fields_free(made);
        cl_out_free(&packet);
    }
}

#define DECLARED(charset, inside)                                                                  \
    CL_SPAN("<?xml version='1.0' encoding=\"" charset "\"?>" OPEN                                  \
            "<rdf:Description><photoshop:Credit>" inside                                           \
            "</photoshop:Credit></rdf:Description>" CLOSE)

static void a_declared_encoding_counts_where_the_bytes_are_not_utf8(void **state)
{
    (void)state;
    read_fields *made = read_packet(DECLARED("windows-1251", "\xC0\xE3\xE5\xED\xF2"));
    assert_field(made, CL_CREDIT, "Агент");
    assert_only_finding(made, CL_DAMAGE_REPAIRED);
    fields_free(made);
    made = read_packet(DECLARED("Shift_JIS", "\x83J\x83\x81\x83\x89"));
    assert_field(made, CL_CREDIT, "カメラ");
    fields_free(made);
    made = read_packet(DECLARED("ISO-2022-JP", "\x1B$B%+%a%i\x1B(B"));
    assert_field(made, CL_CREDIT, "カメラ");
    fields_free(made);
}

static void a_declared_encoding_that_is_wrong_or_unknown_harms_nothing(void **state)
{
    (void)state;
    read_fields *made = read_packet(DECLARED("ISO-8859-1", "Jos\xC3\xA9"));
    assert_field(made, CL_CREDIT, "José");
    assert_no_findings(made);
    fields_free(made);
    made = read_packet(DECLARED("x-nobody-knows", "Jos\xE9"));
    assert_field(made, CL_CREDIT, "José");
    assert_only_finding(made, CL_DAMAGE_ENCODING);
    fields_free(made);
    made = read_packet(DECLARED("UTF-16", "Example"));
    assert_field(made, CL_CREDIT, "Example");
    assert_no_findings(made);
    fields_free(made);
}

static void bytes_that_the_declared_charset_does_not_allow_are_reported(void **state)
{
    (void)state;
    read_fields *made = read_packet(DECLARED("EUC-KR", "A\xFF\xFF"));
    assert_true(has_damage(made, CL_DAMAGE_ENCODING));
    fields_free(made);
}

/* What was left */

static void whole_attributes_of_a_tag_that_was_cut_off_are_read(void **state)
{
    (void)state;
    read_fields *made =
        read_packet(CL_SPAN(START OPEN "<rdf:Description photoshop:Credit=\"Example\" "
                                       "photoshop:Instructions=\"JAPAN OUT\" photoshop:Sou"));
    assert_field(made, CL_INSTRUCTIONS, "JAPAN OUT");
    assert_int_equal(count_fields(made, CL_COMMENT), 0);
    assert_true(has_damage(made, CL_DAMAGE_STRUCTURE));
    fields_free(made);
}

static void a_value_that_was_cut_off_is_read(void **state)
{
    (void)state;
    read_fields *made =
        read_packet(CL_SPAN(START OPEN "<rdf:Description photoshop:Credit=\"Example\" "
                                       "photoshop:Instructions=\"JAPAN OUT, NO SA"));
    assert_field(made, CL_INSTRUCTIONS, "JAPAN OUT, NO SA");
    assert_true(has_damage(made, CL_DAMAGE_STRUCTURE));
    fields_free(made);
}

static void what_stands_before_a_cut_is_read(void **state)
{
    (void)state;
    read_fields *made = read_packet(CL_SPAN(
        START OPEN "<rdf:Description><photoshop:Credit>Example</photoshop:Credit><photoshop:Sou"));
    assert_field(made, CL_CREDIT, "Example");
    assert_int_equal(count_fields(made, CL_COMMENT), 0);
    fields_free(made);
}

static void an_attribute_with_a_bracket_hides_nothing_behind_it(void **state)
{
    (void)state;
    read_fields *made = read_packet(
        PACKET("<rdf:Description photoshop:Headline='2 < 3' photoshop:Instructions='JAPAN OUT'>"
               "<photoshop:Credit>Example</photoshop:Credit></rdf:Description>"));
    cl_span left = field_at(made, CL_COMMENT, 0)->value;
    assert_true(cl_span_find(left, CL_SPAN("JAPAN OUT")) < left.len);
    assert_true(cl_span_find(left, CL_SPAN("Instructions")) == left.len);
    assert_true(has_damage(made, CL_DAMAGE_STRUCTURE));
    fields_free(made);
}

static void an_attribute_without_quotes_hides_nothing_behind_it(void **state)
{
    (void)state;
    read_fields *made = read_packet(PACKET(
        "<rdf:Description photoshop:Urgency=5 photoshop:Instructions='UK &amp; &#x49;TALY OUT' "
        "xmlns:a='http://example.com/no/word'/>"));
    cl_span left = field_at(made, CL_COMMENT, 0)->value;
    assert_true(cl_span_find(left, CL_SPAN("UK & ITALY OUT")) < left.len);
    assert_true(cl_span_find(left, CL_SPAN("example.com")) == left.len);
    fields_free(made);
}

static void text_before_the_first_tag_is_kept(void **state)
{
    (void)state;
    read_fields *made = read_packet(
        CL_SPAN("tions>JAPAN OUT" OPEN "<rdf:Description photoshop:Credit='Example'/>" CLOSE));
    assert_left(made, "tions\nJAPAN OUT");
    assert_field(made, CL_CREDIT, "Example");
    fields_free(made);
}

static void what_is_left_is_cut_at_the_cap_of_a_field(void **state)
{
    (void)state;
    cl_out packet = {0};
    cl_out_text(&packet, OPEN "<rdf:Description><");
    cl_out_repeat(&packet, "JAPAN OUT <b>", CL_FIELD_BYTES_MAX / 8);
    read_fields *made = read_packet(cl_out_span(&packet));
    assert_in_range(field_at(made, CL_COMMENT, 0)->value.len, CL_FIELD_BYTES_MAX - 16,
                    CL_FIELD_BYTES_MAX);
    assert_true(has_damage(made, CL_DAMAGE_LIMIT));
    fields_free(made);
    cl_out_free(&packet);
}

static void encoded_bytes_are_no_words(void **state)
{
    (void)state;
    cl_out packet = {0};
    cl_out_text(&packet, OPEN "<rdf:Description><x<y>");
    cl_out_repeat(&packet, "AAAAabcd", 100);
    cl_out_text(&packet, "</y><z>NO SALES</z>");
    read_fields *made = read_packet(cl_out_span(&packet));
    assert_left(made, "NO SALES");
    fields_free(made);
    cl_out_free(&packet);
}

static void another_format_in_the_place_of_a_packet_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *packet;
        const char *kind;
        const char *words;
    } cases[] = {
        {"{\"instructions\": \"JAPAN OUT\"}",
         "an XMP packet that holds JSON; its words were read "
         "as a comment",
         "{\"instructions\": \"JAPAN OUT\"}"},
        {"<html><body><p>Not found</p></body></html>",
         "an XMP packet that holds HTML; its words were read as a comment", "Not found"},
        {"<note>JAPAN OUT</note>", "an XMP packet without RDF; its words were read as a comment",
         "JAPAN OUT"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_fields *made = read_packet(cl_span_of(cases[i].packet));
        assert_left(made, cases[i].words);
        assert_only_finding(made, CL_DAMAGE_STRUCTURE);
        assert_span_is(cl_findings_at(&made->findings, 0)->message, cases[i].kind);
        fields_free(made);
    }
}

static void a_packet_of_nothing_is_no_loss(void **state)
{
    (void)state;
    read_fields *made = read_packet(CL_SPAN("<x:xmpmeta xmlns:x='adobe:ns:meta/'></x:xmpmeta>"));
    assert_only_finding(made, CL_DAMAGE_IGNORED);
    fields_free(made);
}

/* Hostile input */

static void no_entity_is_expanded(void **state)
{
    (void)state;
    read_fields *made = read_packet(
        CL_SPAN("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">"
                "<!ENTITY f SYSTEM \"file:///etc/passwd\">]>" OPEN
                "<rdf:Description photoshop:Source='&b;'>"
                "<photoshop:Credit>x&b;&f;</photoshop:Credit></rdf:Description>" CLOSE));
    assert_field(made, CL_CREDIT, "x&b;&f;");
    assert_field(made, CL_SOURCE, "&b;");
    assert_true(has_damage(made, CL_DAMAGE_STRUCTURE));
    fields_free(made);
}

static void a_document_type_without_a_document_is_reported(void **state)
{
    (void)state;
    read_fields *made = read_packet(CL_SPAN("<!DOCTYPE x "));
    assert_int_equal(made->fields.items.count, 0);
    assert_true(has_damage(made, CL_DAMAGE_STRUCTURE));
    fields_free(made);
}

static void nesting_beyond_the_cap_is_reported(void **state)
{
    (void)state;
    cl_out packet = {0};
    cl_out_text(&packet, OPEN "<rdf:Description><dc:subject>");
    cl_out_repeat(&packet, "<rdf:Bag>", 100);
    cl_out_text(&packet, "too deep");
    cl_out_repeat(&packet, "</rdf:Bag>", 100);
    cl_out_text(&packet, "</dc:subject><photoshop:Credit>Example</photoshop:Credit>"
                         "</rdf:Description>" CLOSE);
    read_fields *made = read_packet(cl_out_span(&packet));
    assert_field(made, CL_CREDIT, "Example");
    assert_int_equal(count_fields(made, CL_KEYWORDS), 0);
    assert_left(made, "too deep");
    assert_only_finding(made, CL_DAMAGE_LIMIT);
    fields_free(made);
    cl_out_free(&packet);
}

static void attributes_beyond_the_cap_are_reported(void **state)
{
    (void)state;
    cl_out packet = {0};
    cl_out_text(&packet, OPEN "<rdf:Description ");
    for (size_t i = 0; i <= CL_XMP_ATTRIBUTES_MAX; i++) {
        cl_out_format(&packet, "a%zu='' ", i);
    }
    cl_out_text(&packet, "/>" CLOSE);
    read_fields *made = read_packet(cl_out_span(&packet));
    assert_only_finding(made, CL_DAMAGE_LIMIT);
    fields_free(made);
    cl_out_free(&packet);
}

static void many_equals_signs_in_a_value_are_no_attributes(void **state)
{
    (void)state;
    cl_out packet = {0};
    cl_out_text(&packet, OPEN "<rdf:Description photoshop:Credit='");
    cl_out_repeat(&packet, "=", 5000);
    cl_out_text(&packet, "'/>" CLOSE);
    read_fields *made = read_packet(cl_out_span(&packet));
    assert_int_equal(field_at(made, CL_CREDIT, 0)->value.len, 5000);
    assert_no_findings(made);
    fields_free(made);
    cl_out_free(&packet);
}

static void elements_beyond_the_cap_are_reported(void **state)
{
    (void)state;
    cl_out packet = {0};
    cl_out_text(&packet, OPEN "<rdf:Description photoshop:Credit='Example'/>");
    cl_out_repeat(&packet, "<a/>", CL_XMP_NAMES_MAX);
    cl_out_text(&packet, CLOSE);
    read_fields *made = read_packet(cl_out_span(&packet));
    assert_field(made, CL_CREDIT, "Example");
    assert_only_finding(made, CL_DAMAGE_LIMIT);
    fields_free(made);
    cl_out_free(&packet);
}

static void errors_beyond_the_cap_end_the_reading(void **state)
{
    (void)state;
    cl_out packet = {0};
    cl_out_text(&packet, OPEN "<rdf:Description photoshop:Credit='Example'/>");
    cl_out_repeat(&packet, "<<", CL_XMP_ERRORS_MAX);
    read_fields *made = read_packet(cl_out_span(&packet));
    assert_field(made, CL_CREDIT, "Example");
    assert_only_finding(made, CL_DAMAGE_LIMIT);
    fields_free(made);
    cl_out_free(&packet);
}

static void languages_beyond_the_cap_are_reported_once(void **state)
{
    (void)state;
    cl_out packet = {0};
    cl_out_text(&packet, OPEN "<rdf:Description><dc:title><rdf:Alt>");
    for (size_t i = 0; i < 100000; i++) {
        cl_out_format(&packet, "<rdf:li xml:lang='x-%zu'>a</rdf:li>", i);
    }
    cl_out_text(&packet, "</rdf:Alt></dc:title></rdf:Description>" CLOSE);
    read_fields *made = read_packet(cl_out_span(&packet));
    assert_int_equal(count_fields(made, CL_TITLE), CL_FIELDS_MAX);
    assert_span_is(field_at(made, CL_TITLE, CL_FIELDS_MAX - 1)->property, "dc:title[x-4095]");
    assert_only_finding(made, CL_DAMAGE_LIMIT);
    fields_free(made);
    cl_out_free(&packet);
}

static void of_a_packet_beyond_the_cap_the_beginning_is_read(void **state)
{
    (void)state;
    cl_out packet = {0};
    cl_out_text(&packet, OPEN "<rdf:Description photoshop:Instructions='NO SALES'>");
    cl_out_repeat(&packet, "0123456789abcde ", CL_XMP_BYTES_MAX / 16);
    cl_out_text(&packet, "</rdf:Description>" CLOSE);
    read_fields *made = read_packet(cl_out_span(&packet));
    assert_field(made, CL_INSTRUCTIONS, "NO SALES");
    assert_true(has_damage(made, CL_DAMAGE_LIMIT));
    fields_free(made);
    cl_out_free(&packet);
}

static void values_beyond_the_cap_are_reported_once(void **state)
{
    (void)state;
    cl_out packet = {0};
    cl_out_text(&packet, OPEN "<rdf:Description><dc:subject><rdf:Bag>");
    cl_out_repeat(&packet, "<rdf:li>a</rdf:li>", CL_FIELDS_MAX + 5);
    cl_out_text(&packet, "</rdf:Bag></dc:subject></rdf:Description>" CLOSE);
    read_fields *made = read_packet(cl_out_span(&packet));
    assert_int_equal(made->fields.items.count, CL_FIELDS_MAX);
    assert_only_finding(made, CL_DAMAGE_LIMIT);
    fields_free(made);
    cl_out_free(&packet);
}

/* Extended packets */

static read_fields *read_extended(cl_span main_packet, const char *guid)
{
    cl_span extended = PACKET("<rdf:Description photoshop:Credit='Extended'/>");
    read_fields *made = fields_new(extended);
    cl_block first = {.kind = CL_BLOCK_XMP, .bytes = main_packet};
    assert_int_equal(cl_xmp_read(&first, &made->fields), CL_OK);
    made->block.kind = CL_BLOCK_XMP_EXTENDED;
    made->block.key = cl_span_of(guid);
    assert_int_equal(cl_xmp_read(&made->block, &made->fields), CL_OK);
    return made;
}

static void an_extended_packet_is_read_when_the_main_one_names_it(void **state)
{
    (void)state;
    cl_span main_packet = PACKET("<rdf:Description photoshop:Credit='Main' "
                                 "xmpNote:HasExtendedXMP='0123456789ABCDEF0123456789ABCDEF'/>");
    read_fields *made = read_extended(main_packet, "0123456789ABCDEF0123456789ABCDEF");
    assert_field(made, CL_CREDIT, "Main");
    assert_span_is(field_at(made, CL_CREDIT, 1)->value, "Extended");
    assert_no_findings(made);
    fields_free(made);
}

static void an_extended_packet_that_nothing_names_is_reported(void **state)
{
    (void)state;
    cl_span main_packet = PACKET("<rdf:Description xmpNote:HasExtendedXMP='0123'/>");
    read_fields *made = read_extended(main_packet, "ABCD");
    assert_int_equal(count_fields(made, CL_CREDIT), 0);
    assert_only_finding(made, CL_DAMAGE_IGNORED);
    fields_free(made);
    made = read_extended(PACKET("<rdf:Description/>"), "ABCD");
    assert_only_finding(made, CL_DAMAGE_STRUCTURE);
    fields_free(made);
}

static void every_prefix_of_a_packet_is_read_without_harm(void **state)
{
    (void)state;
    assert_prefixes_are_read(
        cl_xmp_read, CL_BLOCK_XMP,
        DESCRIPTION("<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>Jos\xC3\xA9 &amp; "
                    "A&B</rdf:li></rdf:Alt></dc:description><plus:Licensor><rdf:Seq><rdf:li "
                    "plus:LicensorName='One'/></rdf:Seq></plus:Licensor>"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_packet_that_lost_its_start_is_read),
        cmocka_unit_test(padding_and_junk_behind_the_packet_are_nothing),
        cmocka_unit_test(a_second_packet_behind_the_first_is_read_too),
        cmocka_unit_test(an_ampersand_that_stands_for_itself_loses_nothing),
        cmocka_unit_test(control_characters_are_read_as_spaces),
        cmocka_unit_test(bytes_that_are_not_utf8_are_read_as_windows_1252),
        cmocka_unit_test(prefixes_without_a_declaration_have_their_usual_meaning),
        cmocka_unit_test(what_can_be_read_of_a_broken_packet_is_read),
        cmocka_unit_test(the_last_text_of_a_cut_packet_is_read),
        cmocka_unit_test(a_packet_without_a_tag_is_reported),
        cmocka_unit_test(utf16_and_utf32_are_read_in_both_orders_with_and_without_a_mark),
        cmocka_unit_test(a_declared_encoding_counts_where_the_bytes_are_not_utf8),
        cmocka_unit_test(a_declared_encoding_that_is_wrong_or_unknown_harms_nothing),
        cmocka_unit_test(bytes_that_the_declared_charset_does_not_allow_are_reported),
        cmocka_unit_test(whole_attributes_of_a_tag_that_was_cut_off_are_read),
        cmocka_unit_test(a_value_that_was_cut_off_is_read),
        cmocka_unit_test(what_stands_before_a_cut_is_read),
        cmocka_unit_test(an_attribute_with_a_bracket_hides_nothing_behind_it),
        cmocka_unit_test(an_attribute_without_quotes_hides_nothing_behind_it),
        cmocka_unit_test(text_before_the_first_tag_is_kept),
        cmocka_unit_test(what_is_left_is_cut_at_the_cap_of_a_field),
        cmocka_unit_test(encoded_bytes_are_no_words),
        cmocka_unit_test(another_format_in_the_place_of_a_packet_is_named),
        cmocka_unit_test(a_packet_of_nothing_is_no_loss),
        cmocka_unit_test(no_entity_is_expanded),
        cmocka_unit_test(a_document_type_without_a_document_is_reported),
        cmocka_unit_test(nesting_beyond_the_cap_is_reported),
        cmocka_unit_test(attributes_beyond_the_cap_are_reported),
        cmocka_unit_test(many_equals_signs_in_a_value_are_no_attributes),
        cmocka_unit_test(elements_beyond_the_cap_are_reported),
        cmocka_unit_test(errors_beyond_the_cap_end_the_reading),
        cmocka_unit_test(languages_beyond_the_cap_are_reported_once),
        cmocka_unit_test(of_a_packet_beyond_the_cap_the_beginning_is_read),
        cmocka_unit_test(values_beyond_the_cap_are_reported_once),
        cmocka_unit_test(an_extended_packet_is_read_when_the_main_one_names_it),
        cmocka_unit_test(an_extended_packet_that_nothing_names_is_reported),
        cmocka_unit_test(every_prefix_of_a_packet_is_read_without_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
