#include "xmp.h"

static const char *message_of(const read_fields *made, size_t i)
{
    return (const char *)cl_findings_at(&made->findings, i)->message.data;
}

/* Lists and structures */

static void members_are_read_by_number_and_as_attributes(void **state)
{
    (void)state;
    read_fields *made = read_packet(DESCRIPTION(
        "<dc:creator><rdf:Seq><rdf:_1>One</rdf:_1><rdf:_3>Three</rdf:_3></rdf:Seq></dc:creator>"
        "<dc:subject><rdf:Bag rdf:_1='a' rdf:_2='b'/></dc:subject>"));
    assert_property(made, CL_CREATOR, "One", "dc:creator[1]");
    assert_span_is(field_at(made, CL_CREATOR, 1)->property, "dc:creator[3]");
    assert_span_is(field_at(made, CL_KEYWORDS, 1)->value, "b");
    assert_span_is(field_at(made, CL_KEYWORDS, 1)->property, "dc:subject[2]");
    assert_no_findings(made);
    fields_free(made);
}

static void a_collection_is_a_list_of_nodes(void **state)
{
    (void)state;
    read_fields *made =
        read_packet(DESCRIPTION("<plus:Licensor rdf:parseType='Collection'>"
                                "<rdf:Description plus:LicensorName='One'/>"
                                "<plus:LicensorDetail><plus:LicensorName>Two</plus:LicensorName>"
                                "</plus:LicensorDetail></plus:Licensor>"));
    assert_property(made, CL_LICENSOR, "One", "plus:Licensor[1]/plus:LicensorName");
    assert_span_is(field_at(made, CL_LICENSOR, 1)->value, "Two");
    assert_span_is(field_at(made, CL_LICENSOR, 1)->property, "plus:Licensor[2]/plus:LicensorName");
    fields_free(made);
}

static void a_type_is_no_value(void **state)
{
    (void)state;
    read_fields *made = read_packet(DESCRIPTION(
        "<plus:Licensor><rdf:Seq><rdf:li rdf:parseType='Resource'>"
        "<rdf:type rdf:resource='http://ns.useplus.org/ldf/xmp/1.0/LicensorDetail'/>"
        "<plus:LicensorName>One</plus:LicensorName></rdf:li></rdf:Seq></plus:Licensor>"));
    assert_field(made, CL_LICENSOR, "One");
    assert_int_equal(made->fields.items.count, 1);
    fields_free(made);
}

static void structures_inside_structures_keep_their_path(void **state)
{
    (void)state;
    read_fields *made = read_packet(DESCRIPTION(
        "<Iptc4xmpExt:PersonInImageWDetails><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        "<Iptc4xmpExt:PersonCharacteristic><rdf:Bag><rdf:li/><rdf:li rdf:parseType='Resource'>"
        "<Iptc4xmpExt:CvTermName><rdf:Alt><rdf:li xml:lang='en'>tall</rdf:li></rdf:Alt>"
        "</Iptc4xmpExt:CvTermName></rdf:li></rdf:Bag></Iptc4xmpExt:PersonCharacteristic>"
        "</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImageWDetails>"));
    assert_property(made, CL_PERSON_CHARACTERISTIC, "tall",
                    "Iptc4xmpExt:PersonInImageWDetails[1]/Iptc4xmpExt:PersonCharacteristic[2]/"
                    "Iptc4xmpExt:CvTermName[en]");
    fields_free(made);
}

static void a_structure_without_its_node_is_read(void **state)
{
    (void)state;
    read_fields *made =
        read_packet(DESCRIPTION("<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li>"
                                "<Iptc4xmpExt:City>Busan</Iptc4xmpExt:City></rdf:li></rdf:Bag>"
                                "</Iptc4xmpExt:LocationShown>"));
    assert_property(made, CL_LOCATION_SHOWN_CITY, "Busan",
                    "Iptc4xmpExt:LocationShown[1]/Iptc4xmpExt:City");
    fields_free(made);
}

static void the_wrong_container_is_told_once(void **state)
{
    (void)state;
    read_fields *made = read_packet(
        DESCRIPTION("<dc:title><rdf:Bag><rdf:li>One</rdf:li></rdf:Bag></dc:title>"
                    "<photoshop:Credit><rdf:Seq><rdf:li>Two</rdf:li></rdf:Seq></photoshop:Credit>"
                    "<dc:rights>Three</dc:rights>"));
    assert_property(made, CL_TITLE, "One", "dc:title[1]");
    assert_field(made, CL_CREDIT, "Two");
    assert_field(made, CL_COPYRIGHT, "Three");
    assert_only_finding(made, CL_DAMAGE_REPAIRED);
    assert_string_equal(message_of(made, 0),
                        "an XMP packet with dc:title in another container than XMP asks for; it "
                        "was read all the same");
    fields_free(made);
}

/* Values */

static void qualifiers_are_not_the_value(void **state)
{
    (void)state;
    read_fields *made = read_packet(
        CL_SPAN("<rdf:RDF " SPACES "xmlns:xmpidq='http://ns.adobe.com/xmp/Identifier/qual/1.0/'>"
                "<rdf:Description><xmp:Identifier><rdf:Bag><rdf:li rdf:parseType='Resource'>"
                "<rdf:value>7</rdf:value><xmpidq:Scheme>shelf</xmpidq:Scheme></rdf:li>"
                "<rdf:li><rdf:Description rdf:value='8' xmpidq:Scheme='shelf'/></rdf:li>"
                "</rdf:Bag></xmp:Identifier></rdf:Description></rdf:RDF>"));
    assert_property(made, CL_UNIQUE_ID, "7", "xmp:Identifier[1]");
    assert_span_is(field_at(made, CL_UNIQUE_ID, 1)->value, "8");
    assert_int_equal(made->fields.items.count, 2);
    fields_free(made);
}

static void a_literal_with_markup_is_one_text(void **state)
{
    (void)state;
    read_fields *made = read_packet(
        DESCRIPTION("<photoshop:Instructions rdf:parseType='Literal'>UK <b xml:lang='en'>OUT</b>"
                    "<br/>NO <i><u>S</u></i>ALES</photoshop:Instructions>"));
    assert_field(made, CL_INSTRUCTIONS, "UK OUT\nNO SALES");
    assert_no_findings(made);
    fields_free(made);
}

static void attributes_of_rdf_are_known_without_their_prefix(void **state)
{
    (void)state;
    read_fields *made =
        read_packet(DESCRIPTION("<xmpRights:WebStatement resource='https://example.com/terms'/>"
                                "<Iptc4xmpCore:CreatorContactInfo parseType='Resource'>"
                                "<Iptc4xmpCore:CiAdrCity>Busan</Iptc4xmpCore:CiAdrCity>"
                                "</Iptc4xmpCore:CreatorContactInfo>"));
    assert_field(made, CL_WEB_STATEMENT, "https://example.com/terms");
    assert_offset_is_right(made, field_at(made, CL_WEB_STATEMENT, 0));
    assert_field(made, CL_CREATOR_CITY, "Busan");
    fields_free(made);
}

/* Subjects */

static void a_drawing_programs_work_is_read_and_its_licence_is_not(void **state)
{
    (void)state;
    read_fields *made = read_packet(
        PACKET("<cc:Work rdf:about=''><dc:title>Bridge</dc:title><dc:creator><cc:Agent>"
               "<dc:title>Jane Doe</dc:title></cc:Agent></dc:creator>"
               "<cc:license rdf:resource='http://creativecommons.org/licenses/by/4.0/'/></cc:Work>"
               "<cc:License rdf:about='http://creativecommons.org/licenses/by/4.0/'>"
               "<cc:requires rdf:resource='http://creativecommons.org/ns#Attribution'/>"
               "</cc:License>"));
    assert_property(made, CL_CREATOR, "Jane Doe", "dc:creator/dc:title");
    assert_field(made, CL_TITLE, "Bridge");
    assert_int_equal(count_fields(made, CL_TITLE), 1);
    assert_int_equal(count_fields(made, CL_LICENSE), 1);
    fields_free(made);
}

static void a_description_of_something_else_is_read_and_told(void **state)
{
    (void)state;
    read_fields *made = read_packet(
        PACKET("<rdf:Description rdf:about='' photoshop:Credit='Example'/>"
               "<rdf:Description rdf:about='' photoshop:Source='Agency'/>"
               "<rdf:Description rdf:about='other.jpg' photoshop:Instructions='NO SALES'/>"));
    assert_field(made, CL_INSTRUCTIONS, "NO SALES");
    assert_only_finding(made, CL_DAMAGE_REPAIRED);
    assert_string_equal(message_of(made, 0), "an XMP packet that also describes \"other.jpg\"; "
                                             "that was read as the picture's own");
    fields_free(made);
}

/* Nodes elsewhere */

static void a_node_elsewhere_is_read_in_its_place(void **state)
{
    (void)state;
    read_fields *made = read_packet(
        PACKET("<rdf:Description rdf:about=''><plus:Licensor><rdf:Seq><rdf:li/>"
               "<rdf:li rdf:nodeID='a'/></rdf:Seq></plus:Licensor>"
               "<dc:subject rdf:nodeID='b'/></rdf:Description>"
               "<rdf:Description plus:LicensorName='One' rdf:nodeID='a'/>"
               "<rdf:Bag rdf:nodeID='b'><rdf:li>x</rdf:li><rdf:li>y</rdf:li></rdf:Bag>"));
    assert_property(made, CL_LICENSOR, "One", "plus:Licensor[2]/plus:LicensorName");
    assert_offset_is_right(made, field_at(made, CL_LICENSOR, 0));
    assert_property(made, CL_KEYWORDS, "x", "dc:subject[1]");
    assert_span_is(field_at(made, CL_KEYWORDS, 1)->property, "dc:subject[2]");
    assert_int_equal(made->fields.items.count, 3);
    assert_no_findings(made);
    fields_free(made);
}

static void the_structure_of_a_node_elsewhere_tells_what_its_names_mean(void **state)
{
    (void)state;
    read_fields *made = read_packet(
        PACKET("<rdf:Description rdf:nodeID='place'><Iptc4xmpExt:City>Busan</Iptc4xmpExt:City>"
               "</rdf:Description>"
               "<rdf:Description><Iptc4xmpExt:LocationCreated rdf:nodeID='place'/>"
               "<Iptc4xmpExt:LocationShown rdf:nodeID='place'/></rdf:Description>"));
    assert_field(made, CL_LOCATION_CREATED_CITY, "Busan");
    assert_field(made, CL_LOCATION_SHOWN_CITY, "Busan");
    assert_int_equal(made->fields.items.count, 2);
    fields_free(made);
}

static void a_node_inside_another_can_be_referred_to(void **state)
{
    (void)state;
    read_fields *made = read_packet(
        DESCRIPTION("<plus:CopyrightOwner><rdf:Description rdf:nodeID='a'>"
                    "<plus:CopyrightOwnerName>One</plus:CopyrightOwnerName></rdf:Description>"
                    "</plus:CopyrightOwner><plus:ImageCreator rdf:nodeID='a'/>"));
    assert_property(made, CL_COPYRIGHT_OWNER, "One", "plus:CopyrightOwner/plus:CopyrightOwnerName");
    assert_span_is(field_at(made, CL_COPYRIGHT_OWNER, 1)->property,
                   "plus:ImageCreator/plus:CopyrightOwnerName");
    fields_free(made);
}

static void a_node_that_nothing_refers_to_is_read_all_the_same(void **state)
{
    (void)state;
    read_fields *made =
        read_packet(PACKET("<rdf:Description rdf:nodeID='a' photoshop:Instructions='NO SALES'>"
                           "<dc:subject rdf:nodeID='b'/></rdf:Description>"
                           "<rdf:Bag rdf:nodeID='b'><rdf:li>x</rdf:li></rdf:Bag>"));
    assert_property(made, CL_INSTRUCTIONS, "NO SALES", "photoshop:Instructions");
    assert_field(made, CL_KEYWORDS, "x");
    assert_int_equal(made->fields.items.count, 2);
    fields_free(made);
}

static void a_node_that_is_not_there_is_reported(void **state)
{
    (void)state;
    read_fields *made = read_packet(DESCRIPTION("<dc:subject rdf:nodeID='elsewhere'/>"));
    assert_only_finding(made, CL_DAMAGE_STRUCTURE);
    assert_string_equal(message_of(made, 0), "an XMP value that refers to a node \"elsewhere\", "
                                             "which is not in the packet");
    fields_free(made);
}

static void nodes_that_refer_to_each_other_are_reported(void **state)
{
    (void)state;
    read_fields *made =
        read_packet(PACKET("<rdf:Description><plus:Licensor rdf:nodeID='a'/></rdf:Description>"
                           "<rdf:Description rdf:nodeID='a' plus:LicensorName='One'>"
                           "<plus:Licensor rdf:nodeID='b'/></rdf:Description>"
                           "<rdf:Description rdf:nodeID='b' plus:LicensorName='Two'>"
                           "<plus:Licensor rdf:nodeID='a'/></rdf:Description>"));
    assert_property(made, CL_LICENSOR, "One", "plus:Licensor/plus:LicensorName");
    assert_span_is(field_at(made, CL_LICENSOR, 1)->property,
                   "plus:Licensor/plus:Licensor/plus:LicensorName");
    assert_int_equal(made->fields.items.count, 2);
    assert_only_finding(made, CL_DAMAGE_STRUCTURE);
    fields_free(made);
}

static void references_beyond_the_cap_are_reported(void **state)
{
    (void)state;
    cl_out packet = {0};
    cl_out_text(&packet, OPEN "<rdf:Bag rdf:nodeID='a'><rdf:li>x</rdf:li></rdf:Bag>"
                              "<rdf:Description>");
    cl_out_repeat(&packet, "<dc:subject rdf:nodeID='a'/>", CL_XMP_REFERENCES_MAX + 1);
    cl_out_text(&packet, "</rdf:Description>" CLOSE);
    read_fields *made = read_packet(cl_out_span(&packet));
    assert_int_equal(count_fields(made, CL_KEYWORDS), CL_XMP_REFERENCES_MAX);
    assert_true(has_damage(made, CL_DAMAGE_LIMIT));
    fields_free(made);
    cl_out_free(&packet);
}

static void a_large_packet_is_not_parsed_again_and_again(void **state)
{
    (void)state;
    cl_out packet = {0};
    cl_out_text(&packet, OPEN "<rdf:Bag rdf:nodeID='a'><rdf:li>x</rdf:li></rdf:Bag>"
                              "<rdf:Description>");
    cl_out_repeat(&packet, "<dc:subject rdf:nodeID='a'/>", 10);
    cl_out_repeat(&packet, " ", CL_XMP_AGAIN_MAX / 4);
    cl_out_text(&packet, "</rdf:Description>" CLOSE);
    read_fields *made = read_packet(cl_out_span(&packet));
    assert_int_equal(count_fields(made, CL_KEYWORDS), 4);
    assert_true(has_damage(made, CL_DAMAGE_LIMIT));
    fields_free(made);
    cl_out_free(&packet);
}

static void nodes_by_themselves_beyond_the_cap_are_read_where_they_stand(void **state)
{
    (void)state;
    cl_out packet = {0};
    cl_out_text(&packet, OPEN);
    for (size_t i = 0; i <= CL_XMP_REFERENCES_MAX; i++) {
        cl_out_format(&packet, "<rdf:Description rdf:nodeID='n%zu' photoshop:Credit='%zu'/>", i, i);
    }
    cl_out_text(&packet, CLOSE);
    read_fields *made = read_packet(cl_out_span(&packet));
    assert_int_equal(count_fields(made, CL_CREDIT), CL_XMP_REFERENCES_MAX + 1);
    assert_true(has_damage(made, CL_DAMAGE_LIMIT));
    fields_free(made);
    cl_out_free(&packet);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_read_by_number_and_as_attributes),
        cmocka_unit_test(a_collection_is_a_list_of_nodes),
        cmocka_unit_test(a_type_is_no_value),
        cmocka_unit_test(structures_inside_structures_keep_their_path),
        cmocka_unit_test(a_structure_without_its_node_is_read),
        cmocka_unit_test(the_wrong_container_is_told_once),
        cmocka_unit_test(qualifiers_are_not_the_value),
        cmocka_unit_test(a_literal_with_markup_is_one_text),
        cmocka_unit_test(attributes_of_rdf_are_known_without_their_prefix),
        cmocka_unit_test(a_drawing_programs_work_is_read_and_its_licence_is_not),
        cmocka_unit_test(a_description_of_something_else_is_read_and_told),
        cmocka_unit_test(a_node_elsewhere_is_read_in_its_place),
        cmocka_unit_test(the_structure_of_a_node_elsewhere_tells_what_its_names_mean),
        cmocka_unit_test(a_node_inside_another_can_be_referred_to),
        cmocka_unit_test(a_node_that_nothing_refers_to_is_read_all_the_same),
        cmocka_unit_test(a_node_that_is_not_there_is_reported),
        cmocka_unit_test(nodes_that_refer_to_each_other_are_reported),
        cmocka_unit_test(references_beyond_the_cap_are_reported),
        cmocka_unit_test(a_large_packet_is_not_parsed_again_and_again),
        cmocka_unit_test(nodes_by_themselves_beyond_the_cap_are_read_where_they_stand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
