#include "fields.h"

/* Building */

#define SPACES                                                                                     \
    "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "                                   \
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "                                               \
    "xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" "                                      \
    "xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\" "                                     \
    "xmlns:xmpNote=\"http://ns.adobe.com/xmp/note/\" "                                             \
    "xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" "                                             \
    "xmlns:plus=\"http://ns.useplus.org/ldf/xmp/1.0/\" "                                           \
    "xmlns:Iptc4xmpCore=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\" "                          \
    "xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\" "
#define START "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
#define OPEN  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF " SPACES ">"
#define CLOSE "</rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>"

/* A packet around the literal `inside`, which stands in rdf:RDF. */
#define PACKET(inside) CL_SPAN(START OPEN inside CLOSE)
/* The same around the properties of one description. */
#define DESCRIPTION(inside) PACKET("<rdf:Description rdf:about=\"\">" inside "</rdf:Description>")

static read_fields *read_packet(cl_span packet)
{
    return fields_of(cl_xmp_read, CL_BLOCK_XMP, packet);
}

static void assert_property(const read_fields *made, cl_field_name name, const char *value,
                            const char *property)
{
    assert_field(made, name, value);
    assert_span_is(field_at(made, name, 0)->property, property);
}

/* Forms of values */

static void properties_are_read_as_elements_and_as_attributes(void **state)
{
    (void)state;
    read_fields *made =
        read_packet(PACKET("<rdf:Description rdf:about='' photoshop:Credit = 'Example Agency'>"
                           "<photoshop:Instructions> SPAIN OUT </photoshop:Instructions>"
                           "</rdf:Description>"));
    assert_property(made, CL_CREDIT, "Example Agency", "photoshop:Credit");
    assert_property(made, CL_INSTRUCTIONS, "SPAIN OUT", "photoshop:Instructions");
    assert_offset_is_right(made, field_at(made, CL_CREDIT, 0));
    assert_offset_is_right(made, field_at(made, CL_INSTRUCTIONS, 0));
    assert_string_equal(field_at(made, CL_CREDIT, 0)->container, "XMP");
    assert_no_findings(made);
    fields_free(made);
}

static void every_language_is_kept(void **state)
{
    (void)state;
    read_fields *made = read_packet(DESCRIPTION("<dc:description><rdf:Alt>"
                                                "<rdf:li xml:lang='x-default'>A caption</rdf:li>\n"
                                                "<rdf:li xml:lang='es'>Un pie de foto</rdf:li>"
                                                "</rdf:Alt></dc:description>"));
    assert_property(made, CL_CAPTION, "A caption", "dc:description[x-default]");
    assert_span_is(field_at(made, CL_CAPTION, 1)->property, "dc:description[es]");
    assert_span_is(field_at(made, CL_CAPTION, 1)->value, "Un pie de foto");
    assert_int_equal(made->fields.items.count, 2);
    assert_offset_is_right(made, field_at(made, CL_CAPTION, 1));
    fields_free(made);
}

static void lists_keep_their_order(void **state)
{
    (void)state;
    read_fields *made = read_packet(DESCRIPTION("<dc:creator><rdf:Seq><rdf:li>One</rdf:li>"
                                                "<rdf:li>Two</rdf:li></rdf:Seq></dc:creator>"
                                                "<dc:subject><rdf:Bag><rdf:li>a</rdf:li>"
                                                "</rdf:Bag></dc:subject>"));
    assert_property(made, CL_CREATOR, "One", "dc:creator");
    assert_span_is(field_at(made, CL_CREATOR, 1)->value, "Two");
    assert_field(made, CL_KEYWORDS, "a");
    fields_free(made);
}

static void text_without_its_container_is_read(void **state)
{
    (void)state;
    read_fields *made = read_packet(DESCRIPTION("<dc:rights>Example Agency</dc:rights>"
                                                "<dc:creator><rdf:li>Jane Doe</rdf:li></dc:creator>"
                                                "<photoshop:Instructions><rdf:Alt><rdf:li "
                                                "xml:lang='en'>NO SALES</rdf:li></rdf:Alt>"
                                                "</photoshop:Instructions>"));
    assert_property(made, CL_COPYRIGHT, "Example Agency", "dc:rights");
    assert_field(made, CL_CREATOR, "Jane Doe");
    assert_property(made, CL_INSTRUCTIONS, "NO SALES", "photoshop:Instructions[en]");
    fields_free(made);
}

static void structures_are_read_in_their_three_forms(void **state)
{
    (void)state;
    read_fields *made = read_packet(DESCRIPTION(
        "<plus:Licensor><rdf:Seq>"
        "<rdf:li rdf:parseType='Resource'><plus:LicensorName>One</plus:LicensorName></rdf:li>"
        "<rdf:li><rdf:Description><plus:LicensorName>Two</plus:LicensorName></rdf:Description>"
        "</rdf:li>"
        "<rdf:li plus:LicensorName='Three' plus:LicensorURL='https://example.com/'/>"
        "</rdf:Seq></plus:Licensor>"
        "<Iptc4xmpCore:CreatorContactInfo Iptc4xmpCore:CiEmailWork='desk@example.com'/>"));
    assert_property(made, CL_LICENSOR, "One", "plus:Licensor/plus:LicensorName");
    assert_span_is(field_at(made, CL_LICENSOR, 1)->value, "Two");
    assert_span_is(field_at(made, CL_LICENSOR, 2)->value, "Three");
    assert_property(made, CL_LICENSOR_URL, "https://example.com/",
                    "plus:Licensor/plus:LicensorURL");
    assert_field(made, CL_CONTACT, "desk@example.com");
    assert_offset_is_right(made, field_at(made, CL_LICENSOR, 2));
    fields_free(made);
}

static void places_and_persons_are_read_from_their_structures(void **state)
{
    (void)state;
    read_fields *made = read_packet(DESCRIPTION(
        "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        "<Iptc4xmpExt:City>Busan</Iptc4xmpExt:City>"
        "<Iptc4xmpExt:CountryCode>KR</Iptc4xmpExt:CountryCode>"
        "</rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>"
        "<Iptc4xmpExt:PersonInImageWDetails><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        "<Iptc4xmpExt:PersonName><rdf:Alt><rdf:li xml:lang='x-default'>Jane Doe</rdf:li></rdf:Alt>"
        "</Iptc4xmpExt:PersonName></rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImageWDetails>"));
    assert_property(made, CL_CITY, "Busan", "Iptc4xmpExt:LocationShown/Iptc4xmpExt:City");
    assert_field(made, CL_COUNTRY_CODE, "KR");
    assert_field(made, CL_PERSON, "Jane Doe");
    fields_free(made);
}

static void values_by_reference_and_with_qualifiers_are_read(void **state)
{
    (void)state;
    read_fields *made = read_packet(DESCRIPTION(
        "<plus:DataMining rdf:resource='http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED'/>"
        "<xmpRights:UsageTerms rdf:parseType='Resource'><rdf:value>NO SALES</rdf:value>"
        "</xmpRights:UsageTerms>"));
    assert_field(made, CL_DATA_MINING, "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED");
    assert_property(made, CL_USAGE_TERMS, "NO SALES", "xmpRights:UsageTerms");
    fields_free(made);
}

static void machine_readable_rights_are_fields_of_their_own(void **state)
{
    (void)state;
    read_fields *made = read_packet(DESCRIPTION(
        "<plus:ImageAlterationConstraints><rdf:Bag><rdf:li>AL-CRP</rdf:li><rdf:li>AL-FLP</rdf:li>"
        "</rdf:Bag></plus:ImageAlterationConstraints>"
        "<plus:CreditLineRequired>CR-CAI</plus:CreditLineRequired>"
        "<plus:RegionConstraints><rdf:Alt><rdf:li xml:lang='x-default'>Japan</rdf:li></rdf:Alt>"
        "</plus:RegionConstraints>"
        "<plus:MediaSummaryCode>|PLUS|V0120|U001|8RHQ|</plus:MediaSummaryCode>"
        "<plus:LicenseStartDate>2024-03-05</plus:LicenseStartDate>"
        "<Iptc4xmpExt:ModelAge><rdf:Bag><rdf:li>12</rdf:li></rdf:Bag></Iptc4xmpExt:ModelAge>"));
    assert_int_equal(count_fields(made, CL_IMAGE_ALTERATION_CONSTRAINTS), 2);
    assert_field(made, CL_CREDIT_LINE_REQUIRED, "CR-CAI");
    assert_field(made, CL_REGION_CONSTRAINTS, "Japan");
    assert_field(made, CL_MEDIA_SUMMARY_CODE, "|PLUS|V0120|U001|8RHQ|");
    assert_field(made, CL_RELEASE_DATE, "2024-03-05");
    assert_field(made, CL_MODEL_AGE, "12");
    fields_free(made);
}

static void dates_of_prism_are_read_in_both_of_its_namespaces(void **state)
{
    (void)state;
    read_fields *made = read_packet(
        CL_SPAN("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
                " xmlns:a='http://prismstandard.org/namespaces/basic/2.0/'"
                " xmlns:b='http://prismstandard.org/namespaces/basic/3.0/'"
                " a:embargoDate='2024-03-05' b:offSaleDate='2024-04-05'/></rdf:RDF>"));
    assert_property(made, CL_RELEASE_DATE, "2024-03-05", "prism:embargoDate");
    assert_property(made, CL_EXPIRATION_DATE, "2024-04-05", "prism:offSaleDate");
    fields_free(made);
}

static void a_property_that_stands_twice_is_kept_twice(void **state)
{
    (void)state;
    read_fields *made = read_packet(DESCRIPTION("<photoshop:Credit>One</photoshop:Credit>"
                                                "<photoshop:Credit>Two</photoshop:Credit>"));
    assert_int_equal(count_fields(made, CL_CREDIT), 2);
    fields_free(made);
}

static void markup_inside_a_value_loses_no_text(void **state)
{
    (void)state;
    read_fields *made = read_packet(DESCRIPTION(
        "<photoshop:Instructions>FRANCE OUT <b>NO SALES</b> SPAIN OUT</photoshop:Instructions>"));
    assert_field(made, CL_INSTRUCTIONS, "FRANCE OUT");
    assert_span_is(field_at(made, CL_INSTRUCTIONS, 1)->value, "NO SALES");
    assert_span_is(field_at(made, CL_INSTRUCTIONS, 2)->value, "SPAIN OUT");
    assert_offset_is_right(made, field_at(made, CL_INSTRUCTIONS, 2));
    fields_free(made);
}

/* Its parts say less than the whole. */
static void markup_inside_a_value_is_a_loss(void **state)
{
    (void)state;
#define VALUE(inside) DESCRIPTION("<photoshop:Instructions>" inside "</photoshop:Instructions>")
    const cl_span packets[] = {VALUE("UK <b>OUT</b>"), VALUE("<b>UK</b> OUT"),
                               VALUE("<rdf:value><b>UK</b> OUT</rdf:value>")};
#undef VALUE
    for (size_t i = 0; i < sizeof packets / sizeof *packets; i++) {
        read_fields *made = read_packet(packets[i]);
        assert_only_finding(made, CL_DAMAGE_STRUCTURE);
        fields_free(made);
    }
}

static void namespaces_are_told_by_their_address(void **state)
{
    (void)state;
    read_fields *made = read_packet(
        CL_SPAN("<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                "<r:Description xmlns:a='http://ns.adobe.com/photoshop/1.0/' a:Credit='Right' "
                "xmlns:photoshop='http://example.com/' photoshop:Credit='Wrong'/></r:RDF>"));
    assert_int_equal(made->fields.items.count, 1);
    assert_property(made, CL_CREDIT, "Right", "photoshop:Credit");
    fields_free(made);
}

static void the_metadata_of_an_ingredient_is_not_the_pictures(void **state)
{
    (void)state;
    read_fields *made = read_packet(DESCRIPTION(
        "<xmpMM:Pantry><rdf:Bag><rdf:li><rdf:Description photoshop:Credit='Other'>"
        "<dc:rights>Other</dc:rights></rdf:Description></rdf:li></rdf:Bag></xmpMM:Pantry>"
        "<photoshop:Credit>Own</photoshop:Credit>"));
    assert_int_equal(made->fields.items.count, 1);
    assert_field(made, CL_CREDIT, "Own");
    fields_free(made);
}

static void references_of_xml_are_decoded(void **state)
{
    (void)state;
    read_fields *made = read_packet(PACKET(
        "<rdf:Description photoshop:Credit='A &amp; B' photoshop:Source='&amp;#38; &#x41;'>"
        "<dc:rights>&#xA9; A &lt;&amp;&gt; B<![CDATA[ <C>]]></dc:rights></rdf:Description>"));
    assert_field(made, CL_CREDIT, "A & B");
    assert_field(made, CL_SOURCE, "&#38; A");
    assert_field(made, CL_COPYRIGHT, "© A <&> B <C>");
    assert_no_findings(made);
    fields_free(made);
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

static void a_packet_in_utf16_is_read(void **state)
{
    (void)state;
    static const char text[] = OPEN "<rdf:Description photoshop:Credit='Example'/>" CLOSE;
    cl_out wide = {0};
    cl_out_put(&wide, CL_SPAN("\xFE\xFF"));
    for (size_t i = 0; i < sizeof text - 1; i++) {
        cl_out_byte(&wide, 0);
        cl_out_byte(&wide, text[i]);
    }
    read_fields *made = read_packet(cl_out_span(&wide));
    assert_field(made, CL_CREDIT, "Example");
    assert_int_equal(field_at(made, CL_CREDIT, 0)->offset, BLOCK_OFFSET);
    fields_free(made);
    cl_out_free(&wide);
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
    read_fields *made = read_packet(
        DESCRIPTION("<dc:creator>Jos\xE9</dc:creator><dc:rights>\xC2\xA9 Jos\xC3\xA9</dc:rights>"));
    assert_field(made, CL_CREATOR, "José");
    assert_field(made, CL_COPYRIGHT, "© José");
    assert_only_finding(made, CL_DAMAGE_ENCODING);
    fields_free(made);
}

static void prefixes_without_a_declaration_have_their_usual_meaning(void **state)
{
    (void)state;
    read_fields *made =
        read_packet(CL_SPAN("<rdf:RDF><rdf:Description photoshop:Credit='Example'>"
                            "<dc:rights>Agency</dc:rights></rdf:Description></rdf:RDF>"));
    assert_field(made, CL_CREDIT, "Example");
    assert_field(made, CL_COPYRIGHT, "Agency");
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
    fields_free(made);
    made = read_packet(CL_SPAN(" \0 "));
    assert_only_finding(made, CL_DAMAGE_IGNORED);
    fields_free(made);
}

static void a_reference_to_another_node_is_reported(void **state)
{
    (void)state;
    read_fields *made = read_packet(DESCRIPTION("<dc:subject rdf:nodeID='elsewhere'/>"));
    assert_only_finding(made, CL_DAMAGE_STRUCTURE);
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
    cl_out_text(&packet, OPEN "<rdf:Description><dc:rights>");
    cl_out_repeat(&packet, "<rdf:Bag>", 100);
    cl_out_text(&packet, "too deep");
    cl_out_repeat(&packet, "</rdf:Bag>", 100);
    cl_out_text(&packet, "</dc:rights><photoshop:Credit>Example</photoshop:Credit>"
                         "</rdf:Description>" CLOSE);
    read_fields *made = read_packet(cl_out_span(&packet));
    assert_int_equal(made->fields.items.count, 1);
    assert_field(made, CL_CREDIT, "Example");
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
        cmocka_unit_test(properties_are_read_as_elements_and_as_attributes),
        cmocka_unit_test(every_language_is_kept),
        cmocka_unit_test(lists_keep_their_order),
        cmocka_unit_test(text_without_its_container_is_read),
        cmocka_unit_test(structures_are_read_in_their_three_forms),
        cmocka_unit_test(places_and_persons_are_read_from_their_structures),
        cmocka_unit_test(values_by_reference_and_with_qualifiers_are_read),
        cmocka_unit_test(machine_readable_rights_are_fields_of_their_own),
        cmocka_unit_test(dates_of_prism_are_read_in_both_of_its_namespaces),
        cmocka_unit_test(a_property_that_stands_twice_is_kept_twice),
        cmocka_unit_test(markup_inside_a_value_loses_no_text),
        cmocka_unit_test(markup_inside_a_value_is_a_loss),
        cmocka_unit_test(namespaces_are_told_by_their_address),
        cmocka_unit_test(the_metadata_of_an_ingredient_is_not_the_pictures),
        cmocka_unit_test(references_of_xml_are_decoded),
        cmocka_unit_test(a_packet_that_lost_its_start_is_read),
        cmocka_unit_test(padding_and_junk_behind_the_packet_are_nothing),
        cmocka_unit_test(a_second_packet_behind_the_first_is_read_too),
        cmocka_unit_test(a_packet_in_utf16_is_read),
        cmocka_unit_test(an_ampersand_that_stands_for_itself_loses_nothing),
        cmocka_unit_test(control_characters_are_read_as_spaces),
        cmocka_unit_test(bytes_that_are_not_utf8_are_read_as_windows_1252),
        cmocka_unit_test(prefixes_without_a_declaration_have_their_usual_meaning),
        cmocka_unit_test(what_can_be_read_of_a_broken_packet_is_read),
        cmocka_unit_test(the_last_text_of_a_cut_packet_is_read),
        cmocka_unit_test(a_packet_without_a_tag_is_reported),
        cmocka_unit_test(a_reference_to_another_node_is_reported),
        cmocka_unit_test(no_entity_is_expanded),
        cmocka_unit_test(a_document_type_without_a_document_is_reported),
        cmocka_unit_test(nesting_beyond_the_cap_is_reported),
        cmocka_unit_test(attributes_beyond_the_cap_are_reported),
        cmocka_unit_test(many_equals_signs_in_a_value_are_no_attributes),
        cmocka_unit_test(elements_beyond_the_cap_are_reported),
        cmocka_unit_test(errors_beyond_the_cap_end_the_reading),
        cmocka_unit_test(values_beyond_the_cap_are_reported_once),
        cmocka_unit_test(an_extended_packet_is_read_when_the_main_one_names_it),
        cmocka_unit_test(an_extended_packet_that_nothing_names_is_reported),
        cmocka_unit_test(every_prefix_of_a_packet_is_read_without_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
