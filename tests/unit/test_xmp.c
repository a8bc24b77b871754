#include "xmp.h"

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
    assert_property(made, CL_CREATOR, "One", "dc:creator[1]");
    assert_span_is(field_at(made, CL_CREATOR, 1)->value, "Two");
    assert_span_is(field_at(made, CL_CREATOR, 1)->property, "dc:creator[2]");
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
    assert_property(made, CL_CREATOR, "Jane Doe", "dc:creator[1]");
    assert_property(made, CL_INSTRUCTIONS, "NO SALES", "photoshop:Instructions[en]");
    assert_only_finding(made, CL_DAMAGE_REPAIRED);
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
    assert_property(made, CL_LICENSOR, "One", "plus:Licensor[1]/plus:LicensorName");
    assert_span_is(field_at(made, CL_LICENSOR, 1)->value, "Two");
    assert_span_is(field_at(made, CL_LICENSOR, 2)->value, "Three");
    assert_property(made, CL_LICENSOR_URL, "https://example.com/",
                    "plus:Licensor[3]/plus:LicensorURL");
    assert_property(made, CL_CREATOR_EMAIL, "desk@example.com",
                    "Iptc4xmpCore:CreatorContactInfo/Iptc4xmpCore:CiEmailWork");
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
    assert_property(made, CL_LOCATION_SHOWN_CITY, "Busan",
                    "Iptc4xmpExt:LocationShown[1]/Iptc4xmpExt:City");
    assert_field(made, CL_LOCATION_SHOWN_COUNTRY_CODE, "KR");
    assert_int_equal(count_fields(made, CL_CITY), 0);
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
    assert_only_finding(made, CL_DAMAGE_REPAIRED);
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
    read_fields *made = read_packet(
        PACKET("<rdf:Description photoshop:Credit='A &amp; B' photoshop:Source='&amp; &#x41;'>"
               "<photoshop:Headline>&#xA9; A &lt;&amp;&gt; B<![CDATA[ <C>]]></photoshop:Headline>"
               "</rdf:Description>"));
    assert_field(made, CL_CREDIT, "A & B");
    assert_field(made, CL_SOURCE, "& A");
    assert_field(made, CL_HEADLINE, "© A <&> B <C>");
    assert_no_findings(made);
    fields_free(made);
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
