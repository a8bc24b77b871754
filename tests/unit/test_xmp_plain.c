#include "xmp.h"

/* A comment is nothing that a plain document has: with one, libxml2 reads the same packet. */
#define COMMENT "<!---->"

static read_fields *read_by_libxml(cl_span packet)
{
    cl_out text = {0};
    cl_out_text(&text, COMMENT);
    cl_out_put(&text, packet);
    read_fields *made = fields_of(cl_xmp_read, CL_BLOCK_XMP, cl_out_span(&text));
    cl_out_free(&text);
    return made;
}

/* What is said of the packet as a whole is said of its first byte. */
static void assert_same_place(uint64_t plain, uint64_t other)
{
    if (plain != BLOCK_OFFSET || other != BLOCK_OFFSET) {
        assert_int_equal(plain + sizeof COMMENT - 1, other);
    }
}

static void assert_same_field(const cl_field *plain, const cl_field *other)
{
    assert_int_equal(plain->name, other->name);
    assert_true(cl_span_equal(plain->value, other->value));
    assert_true(cl_span_equal(plain->property, other->property));
    assert_same_place(plain->offset, other->offset);
}

static void assert_same_finding(const cl_finding *plain, const cl_finding *other)
{
    assert_true(cl_span_equal(plain->rule, other->rule));
    assert_true(cl_span_equal(plain->message, other->message));
    assert_same_place(plain->proof.offset, other->proof.offset);
}

/* Whoever reads the packet, the outcome is the same. Returns how many fields it has. */
static size_t assert_read_alike(cl_span packet)
{
    read_fields *plain = read_packet(packet);
    read_fields *other = read_by_libxml(packet);
    size_t count = plain->fields.items.count;
    assert_int_equal(count, other->fields.items.count);
    for (size_t i = 0; i < count; i++) {
        assert_same_field(cl_fields_at(&plain->fields, i), cl_fields_at(&other->fields, i));
    }
    assert_int_equal(plain->findings.items.count, other->findings.items.count);
    for (size_t i = 0; i < plain->findings.items.count; i++) {
        assert_same_finding(cl_findings_at(&plain->findings, i),
                            cl_findings_at(&other->findings, i));
    }
    fields_free(plain);
    fields_free(other);
    return count;
}

static void what_programs_write_is_read_alike(void **state)
{
    (void)state;
    const cl_span packets[] = {
        DESCRIPTION(
            "<dc:description><rdf:Alt>\n <rdf:li xml:lang=\"x-default\">A caption</rdf:li>\n"
            " <rdf:li xml:lang='es'>Un pie de foto</rdf:li></rdf:Alt></dc:description>"),
        DESCRIPTION("<plus:Licensor><rdf:Seq>\n\t<rdf:li plus:LicensorName='One'\n\t "
                    "plus:LicensorURL = \"https://example.com/?a=b\"/></rdf:Seq></plus:Licensor >"),
        PACKET("<rdf:Description rdf:about='' photoshop:Credit='Example'/>"
               "<rdf:Description rdf:about=\"another\" photoshop:City=\"Oslo\" />"),
        DESCRIPTION(
            "<dc:rights rdf:parseType='Literal'>Jane <b>Doe</b> <i>Agency</i>\n</dc:rights>"),
        DESCRIPTION("<dc:creator rdf:nodeID='a'/></rdf:Description>"
                    "<rdf:Description rdf:nodeID='a'><rdf:value>Jane</rdf:value>"),
        DESCRIPTION("<photoshop:Credit>One</photoshop:Credit><photoshop:Credit/>"
                    "<photoshop:Credit>Two</photoshop:Credit>"),
    };
    for (size_t i = 0; i < sizeof packets / sizeof *packets; i++) {
        assert_in_range(assert_read_alike(packets[i]), 1, 4);
    }
}

static void references_and_line_ends_are_read_alike(void **state)
{
    (void)state;
    const cl_span packets[] = {
        DESCRIPTION(
            "<photoshop:Credit>A &amp; B &lt;&#67;&#x44;&gt; &quot;E&apos;</photoshop:Credit>"),
        PACKET("<rdf:Description rdf:about='' photoshop:Credit='A &amp; B&#10;C\n\tD &amp;#38; "
               "\"E\"'/>"),
        DESCRIPTION("<photoshop:Credit>one\r\ntwo\rthree</photoshop:Credit>"),
        PACKET("<rdf:Description rdf:about='' photoshop:Credit='one\r\ntwo &#38;#38; three'/>"),
        DESCRIPTION("<photoshop:Credit>&#8364; \xE2\x82\xAC \xC3\xA9</photoshop:Credit>"),
        DESCRIPTION("<photoshop:Credit>a ]] &gt; b</photoshop:Credit>"),
    };
    for (size_t i = 0; i < sizeof packets / sizeof *packets; i++) {
        assert_int_equal(assert_read_alike(packets[i]), 1);
    }
}

static void namespaces_are_read_alike(void **state)
{
    (void)state;
    const cl_span packets[] = {
        DESCRIPTION("<a:Credit xmlns:a='http://ns.adobe.com/photoshop/1.0/'>Example</a:Credit>"),
        DESCRIPTION("<Credit xmlns='http://ns.adobe.com/photoshop/1.0/'>Example</Credit>"),
        DESCRIPTION("<dc:Credit xmlns:dc='http://ns.adobe.com/photoshop/1.0/'>Example</dc:Credit>"
                    "<dc:source>Example</dc:source>"),
        DESCRIPTION(
            "<dc:Credit dc:x='y' xmlns:dc='http://ns.adobe.com/photoshop/1.0/'>A</dc:Credit>"),
        PACKET("<rdf:Description about='' photoshop:Credit='Example' x:Credit='None'"
               " xmlns:x='urn:x' Credit='bare'/>"),
        DESCRIPTION("<tiff:Artist>undeclared</tiff:Artist>"),
        PACKET("<rdf:Description rdf:about='' tiff:Artist='undeclared'/>"),
        DESCRIPTION(
            "<x:Credit xmlns:x=''>none</x:Credit><photoshop:Credit>Example</photoshop:Credit>"),
        DESCRIPTION("<photoshop:Credit xml:space='preserve'> Example </photoshop:Credit>"),
    };
    for (size_t i = 0; i < sizeof packets / sizeof *packets; i++) {
        assert_in_range(assert_read_alike(packets[i]), 1, 2);
    }
}

static void what_is_no_xml_is_read_alike(void **state)
{
    (void)state;
    const cl_span packets[] = {
        PACKET("<rdf:Description photoshop:Credit='One' photoshop:Credit='Two'/>"),
        PACKET("<rdf:Description photoshop:Credit='One'photoshop:City='Two'/>"),
        PACKET("<rdf:Description photoshop:Credit='a < b'/>"),
        PACKET("<rdf:Description photoshop:Credit=Example/>"),
        PACKET("<rdf:Description photoshop:Credit/>"),
        DESCRIPTION("<photoshop:Credit>Example</photoshop:City>"),
        DESCRIPTION("<photoshop:Credit>a ]]> b</photoshop:Credit>"),
        DESCRIPTION("<photoshop:Credit>Example</ photoshop:Credit>"),
        DESCRIPTION("<photoshop:Credit><![CDATA[Example]]></photoshop:Credit>"),
        DESCRIPTION("<photoshop:Credit>Exam<?pi ?>ple</photoshop:Credit>"),
        DESCRIPTION("<photoshop:Credit>Exam<!-- c -->ple</photoshop:Credit>"),
        DESCRIPTION("<1photoshop:Credit>Example</1photoshop:Credit>"),
        DESCRIPTION("<photoshop:a:Credit>Example</photoshop:a:Credit>"),
        DESCRIPTION("<xmlns:Credit>Example</xmlns:Credit>"),
        CL_SPAN(START OPEN "<rdf:Description photoshop:Credit='Example'"),
        CL_SPAN(START OPEN "<rdf:Description photoshop:Credit='Example'>"),
        CL_SPAN("<?xpacket begin='' ?" OPEN CLOSE),
        CL_SPAN("<?xpacket?>" OPEN "<rdf:Description photoshop:Credit='Example'/>" CLOSE),
    };
    for (size_t i = 0; i < sizeof packets / sizeof *packets; i++) {
        (void)assert_read_alike(packets[i]);
    }
}

static void every_prefix_of_a_packet_is_read_alike(void **state)
{
    (void)state;
    const cl_span packet = DESCRIPTION("<dc:rights> <rdf:Alt><rdf:li xml:lang='en' >A &amp; B"
                                       "</rdf:li></rdf:Alt></dc:rights>");
    for (size_t len = sizeof START; len <= packet.len; len++) {
        (void)assert_read_alike(cl_span_sub(packet, 0, len));
    }
}

/* The same value in a tag of many attributes stands where it stands. */
static void offsets_of_values_are_exact(void **state)
{
    (void)state;
    read_fields *made =
        read_packet(PACKET("<rdf:Description rdf:about='' xmlns:x='urn:x' x:Credit='None' "
                           "x:note='photoshop:Credit=\"No\"' photoshop:Credit=\"Example\"/>"));
    assert_property(made, CL_CREDIT, "Example", "photoshop:Credit");
    assert_offset_is_right(made, field_at(made, CL_CREDIT, 0));
    fields_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_programs_write_is_read_alike),
        cmocka_unit_test(references_and_line_ends_are_read_alike),
        cmocka_unit_test(namespaces_are_read_alike),
        cmocka_unit_test(what_is_no_xml_is_read_alike),
        cmocka_unit_test(every_prefix_of_a_packet_is_read_alike),
        cmocka_unit_test(offsets_of_values_are_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
