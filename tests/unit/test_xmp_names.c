#include "xmp.h"

/* Names in structures */

static void the_same_name_is_told_by_its_structure(void **state)
{
    (void)state;
    read_fields *made = read_packet(DESCRIPTION(
        "<photoshop:City>Seoul</photoshop:City>"
        "<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li Iptc4xmpExt:City='Daegu'/></rdf:Bag>"
        "</Iptc4xmpExt:LocationCreated>"
        "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li Iptc4xmpExt:City='Busan'/>"
        "<rdf:li Iptc4xmpExt:City='Ulsan'/></rdf:Bag></Iptc4xmpExt:LocationShown>"
        "<Iptc4xmpCore:CreatorContactInfo Iptc4xmpCore:CiAdrCity='Incheon'/>"
        "<plus:Licensor><rdf:Seq><rdf:li plus:LicensorCity='Gwangju'/></rdf:Seq></plus:Licensor>"));
    assert_property(made, CL_CITY, "Seoul", "photoshop:City");
    assert_int_equal(count_fields(made, CL_CITY), 1);
    assert_property(made, CL_LOCATION_CREATED_CITY, "Daegu",
                    "Iptc4xmpExt:LocationCreated[1]/Iptc4xmpExt:City");
    assert_property(made, CL_LOCATION_SHOWN_CITY, "Busan",
                    "Iptc4xmpExt:LocationShown[1]/Iptc4xmpExt:City");
    assert_span_is(field_at(made, CL_LOCATION_SHOWN_CITY, 1)->property,
                   "Iptc4xmpExt:LocationShown[2]/Iptc4xmpExt:City");
    assert_field(made, CL_CREATOR_CITY, "Incheon");
    assert_field(made, CL_LICENSOR_CITY, "Gwangju");
    fields_free(made);
}

#define ENTITY(property, name, id)                                                                 \
    "<Iptc4xmpExt:" property "><rdf:Bag><rdf:li rdf:parseType='Resource'>"                         \
    "<Iptc4xmpExt:Name><rdf:Alt><rdf:li xml:lang='en'>" name "</rdf:li></rdf:Alt>"                 \
    "</Iptc4xmpExt:Name><xmp:Identifier><rdf:Bag><rdf:li>" id "</rdf:li></rdf:Bag>"                \
    "</xmp:Identifier></rdf:li></rdf:Bag></Iptc4xmpExt:" property ">"

static void names_and_identifiers_belong_to_what_they_name(void **state)
{
    (void)state;
    read_fields *made = read_packet(
        DESCRIPTION(ENTITY("Contributor", "Jane Doe", "c1") ENTITY("ImageRegion", "Left", "r1")
                        ENTITY("rCtype", "human", "t1") "<xmp:Identifier>p1</xmp:Identifier>"));
    assert_field(made, CL_CONTRIBUTOR, "Jane Doe");
    assert_field(made, CL_CONTRIBUTOR_ID, "c1");
    assert_field(made, CL_IMAGE_REGION_NAME, "Left");
    assert_field(made, CL_IMAGE_REGION_TYPE, "human");
    assert_span_is(field_at(made, CL_UNIQUE_ID, 1)->value, "p1");
    fields_free(made);
}

static void a_name_without_its_structure_is_kept(void **state)
{
    (void)state;
    read_fields *made =
        read_packet(DESCRIPTION("<Iptc4xmpExt:City>Busan</Iptc4xmpExt:City>"
                                "<Iptc4xmpExt:Role><rdf:Bag><rdf:li>x</rdf:li></rdf:Bag>"
                                "</Iptc4xmpExt:Role>"));
    assert_property(made, CL_OTHER, "Busan", "Iptc4xmpExt:City");
    assert_span_is(field_at(made, CL_OTHER, 1)->property, "Iptc4xmpExt:Role[1]");
    assert_int_equal(count_fields(made, CL_CITY), 0);
    fields_free(made);
}

static void what_a_namespace_of_rights_holds_besides_is_kept(void **state)
{
    (void)state;
    read_fields *made = read_packet(
        PACKET("<rdf:Description plus:NewIn2030='a' xmp:NewIn2030='b'>"
               "<plus:Other rdf:parseType='Resource'><plus:Part>c</plus:Part></plus:Other>"
               "</rdf:Description>"));
    assert_property(made, CL_OTHER, "a", "plus:NewIn2030");
    assert_span_is(field_at(made, CL_OTHER, 1)->property, "plus:Other/plus:Part");
    assert_int_equal(made->fields.items.count, 2);
    fields_free(made);
}

static void structures_of_unknown_namespaces_lend_their_name_to_the_path(void **state)
{
    (void)state;
    read_fields *made = read_packet(CL_SPAN(
        "<rdf:RDF " SPACES "xmlns:desk='https://example.com/desk/'><rdf:Description>"
        "<desk:Layers><rdf:Seq><rdf:li rdf:parseType='Resource'><dc:rights>Agency</dc:rights>"
        "</rdf:li></rdf:Seq></desk:Layers></rdf:Description></rdf:RDF>"));
    assert_property(made, CL_COPYRIGHT, "Agency", "desk:Layers[1]/dc:rights");
    fields_free(made);
}

/* Spellings */

static void other_spellings_and_capitals_are_known(void **state)
{
    (void)state;
    read_fields *made = read_packet(PACKET(
        "<rdf:Description Iptc4xmpExt:DigitalImageGUID='1' Iptc4xmpExt:digImageGuid='2' "
        "Iptc4xmpExt:AdditionalModelInformation='Twins' Iptc4xmpExt:DigitalSourcefileType='print' "
        "photoshop:credit='Example'><Iptc4xmpExt:RegistryID><rdf:Bag>"
        "<rdf:li Iptc4xmpExt:RegItemID='3' Iptc4xmpExt:RegOrgID='4'/></rdf:Bag>"
        "</Iptc4xmpExt:RegistryID></rdf:Description>"));
    assert_int_equal(count_fields(made, CL_IMAGE_GUID), 2);
    assert_field(made, CL_MODEL_INFO, "Twins");
    assert_field(made, CL_DIGITAL_SOURCE_TYPE, "print");
    assert_property(made, CL_CREDIT, "Example", "photoshop:credit");
    assert_field(made, CL_REGISTRY_ITEM_ID, "3");
    assert_field(made, CL_REGISTRY_ORGANISATION_ID, "4");
    fields_free(made);
}

static void addresses_of_namespaces_are_known_in_all_their_forms(void **state)
{
    (void)state;
    read_fields *made = read_packet(
        CL_SPAN("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
                " xmlns:a='http://iptc.org/std/Iptc4xmpExt/2008-02-19/' a:AddlModelInfo='1'"
                " xmlns:b='http://ns.microsoft.com/photo/1.0' b:CameraSerialNumber='2'"
                " xmlns:c='http://ns.microsoft.com/photo/1.0/' c:CameraSerialNumber='3'"
                " xmlns:d='http://web.resource.org/cc/' d:attributionName='4'"
                " xmlns:e='http://ns.adobe.com/xap/1.0' e:CreatorTool='5'/></rdf:RDF>"));
    assert_property(made, CL_MODEL_INFO, "1", "Iptc4xmpExt:AddlModelInfo");
    assert_int_equal(count_fields(made, CL_CAMERA_SERIAL_NUMBER), 2);
    assert_field(made, CL_ATTRIBUTION_NAME, "4");
    assert_property(made, CL_SOFTWARE, "5", "xmp:CreatorTool");
    fields_free(made);
}

static void old_prefixes_without_a_declaration_have_their_usual_meaning(void **state)
{
    (void)state;
    read_fields *made = read_packet(
        CL_SPAN("<rdf:RDF><rdf:Description xapRights:WebStatement='https://example.com/' "
                "xap:CreatorTool='Tool' nobody:Knows='this'/></rdf:RDF>"));
    assert_property(made, CL_WEB_STATEMENT, "https://example.com/", "xmpRights:WebStatement");
    assert_field(made, CL_SOFTWARE, "Tool");
    fields_free(made);
}

/* Numbers */

typedef struct position {
    const char *written;
    const char *read;
} position;

static void positions_are_read_as_degrees(void **state)
{
    (void)state;
    static const position cases[] = {
        {"33,51.6S", "-33.86"},
        {"151,12.5833E", "151.209722"},
        {"40,26,46N", "40.446111"},
        {"0,0.0W", "0"},
        {"79,56,55.9W", "-79.948861"},
        {"180,0E", "180"},
        {"12.5n", "12.5"},
        /* Written otherwise they stay as they are. */
        {"181,0E", "181,0E"},
        {"33,60.5S", "33,60.5S"},
        {"33,,S", "33,,S"},
        {"48.858", "48.858"},
        {"33,51.S", "33,51.S"},
        {"N33", "N33"},
        {"33,51.6X", "33,51.6X"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cl_out packet = {0};
        cl_out_format(&packet, OPEN "<rdf:Description exif:GPSLatitude='%s'/>" CLOSE,
                      cases[i].written);
        read_fields *made = read_packet(cl_out_span(&packet));
        assert_field(made, CL_LATITUDE, cases[i].read);
        fields_free(made);
        cl_out_free(&packet);
    }
}

static void heights_are_read_as_metres_above_the_sea(void **state)
{
    (void)state;
    static const position cases[] = {
        {"exif:GPSAltitude='1234/10' exif:GPSAltitudeRef='0'", "123.4"},
        {"exif:GPSAltitude='431/10' exif:GPSAltitudeRef='1'", "-43.1"},
        {"exif:GPSAltitudeRef='1' exif:GPSAltitude='43'", "-43"},
        {"exif:GPSAltitude='-7/2' exif:GPSAltitudeRef='1'", "-3.5"},
        {"exif:GPSAltitude='0/1' exif:GPSAltitudeRef='1'", "0"},
        {"exif:GPSAltitude='5/0'", "5/0"},
        {"exif:GPSAltitude='high'", "high"},
        {"exif:GPSAltitude='1/3'", "0.333"},
        {"exif:GPSAltitude='12 m'", "12 m"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cl_out packet = {0};
        cl_out_format(&packet, OPEN "<rdf:Description %s/>" CLOSE, cases[i].written);
        read_fields *made = read_packet(cl_out_span(&packet));
        assert_field(made, CL_ALTITUDE, cases[i].read);
        assert_int_equal(made->fields.items.count, 1);
        fields_free(made);
        cl_out_free(&packet);
    }
}

static void each_place_has_its_own_position_and_height(void **state)
{
    (void)state;
    read_fields *made = read_packet(
        DESCRIPTION("<Iptc4xmpExt:LocationShown><rdf:Bag>"
                    "<rdf:li exif:GPSAltitude='10/1' exif:GPSLatitude='1,30N'/>"
                    "<rdf:li exif:GPSAltitudeRef='1' exif:GPSAltitude='20/1'/></rdf:Bag>"
                    "</Iptc4xmpExt:LocationShown><exif:GPSAltitude>30/1</exif:GPSAltitude>"));
    assert_property(made, CL_LOCATION_SHOWN_LATITUDE, "1.5",
                    "Iptc4xmpExt:LocationShown[1]/exif:GPSLatitude");
    assert_field(made, CL_LOCATION_SHOWN_ALTITUDE, "10");
    assert_span_is(field_at(made, CL_LOCATION_SHOWN_ALTITUDE, 1)->value, "-20");
    assert_field(made, CL_ALTITUDE, "30");
    fields_free(made);
}

#define ACDSEE(attributes)                                                                         \
    CL_SPAN("<rdf:RDF " SPACES "xmlns:acdsee='http://ns.acdsee.com/iptc/1.0/'>"                    \
            "<rdf:Description " attributes "/></rdf:RDF>")

static void a_release_time_joins_its_date(void **state)
{
    (void)state;
    const cl_span packets[] = {
        ACDSEE("acdsee:ReleaseDate='2024-03-05' acdsee:ReleaseTime='22:00:00+01:00'"),
        ACDSEE("acdsee:ReleaseTime='220000+0100' acdsee:ReleaseDate='20240305'"),
    };
    for (size_t i = 0; i < sizeof packets / sizeof *packets; i++) {
        read_fields *made = read_packet(packets[i]);
        assert_property(made, CL_RELEASE_DATE, "2024-03-05T22:00:00+01:00", "acdsee:ReleaseDate");
        assert_int_equal(made->fields.items.count, 1);
        fields_free(made);
    }
    read_fields *made =
        read_packet(ACDSEE("acdsee:ReleaseDate='2024-03-05T08:00:00' acdsee:ReleaseTime='09:00'"));
    assert_field(made, CL_RELEASE_DATE, "2024-03-05T08:00:00");
    fields_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_name_is_told_by_its_structure),
        cmocka_unit_test(names_and_identifiers_belong_to_what_they_name),
        cmocka_unit_test(a_name_without_its_structure_is_kept),
        cmocka_unit_test(what_a_namespace_of_rights_holds_besides_is_kept),
        cmocka_unit_test(structures_of_unknown_namespaces_lend_their_name_to_the_path),
        cmocka_unit_test(other_spellings_and_capitals_are_known),
        cmocka_unit_test(addresses_of_namespaces_are_known_in_all_their_forms),
        cmocka_unit_test(old_prefixes_without_a_declaration_have_their_usual_meaning),
        cmocka_unit_test(positions_are_read_as_degrees),
        cmocka_unit_test(heights_are_read_as_metres_above_the_sea),
        cmocka_unit_test(each_place_has_its_own_position_and_height),
        cmocka_unit_test(a_release_time_joins_its_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
