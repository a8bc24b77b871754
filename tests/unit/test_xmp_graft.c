#include "metadata/xmp_graft.h"

#include "xmp.h"

#define GRAFT_OPEN  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n <rdf:RDF " SPACES ">\n"
#define GRAFT_CLOSE " </rdf:RDF>\n</x:xmpmeta>\n"
/* A sidecar as programs write it, around what stands in rdf:RDF. */
#define SIDECAR(inside) CL_SPAN(GRAFT_OPEN inside GRAFT_CLOSE)

/* What was found in an exact copy of the document, so that the sanitizer sees a byte too far. */
typedef struct grafted {
    read_fields *copy;
    cl_xmp_graft graft;
} grafted;

static grafted graft_of(cl_span document)
{
    grafted made = {.copy = fields_new(document)};
    assert_int_equal(cl_xmp_graft_find(made.copy->arena, made.copy->block.bytes, &made.graft),
                     CL_OK);
    return made;
}

static void assert_refused(cl_span document, const char *why)
{
    grafted made = graft_of(document);
    assert_non_null(made.graft.why);
    assert_string_equal(made.graft.why, why);
    fields_free(made.copy);
}

static void what_is_added_goes_behind_the_last_description(void **state)
{
    (void)state;
    cl_span document = SIDECAR("  <rdf:Description rdf:about=\"\" photoshop:City=\"Hale\"/>\n");
    grafted made = graft_of(document);
    assert_null(made.graft.why);
    assert_true(made.graft.own_line);
    assert_span_is(made.graft.indent, " ");
    assert_span_is(cl_span_from(document, made.graft.at), GRAFT_CLOSE);
    fields_free(made.copy);
}

static void a_document_in_one_line_is_cut_before_the_end_tag(void **state)
{
    (void)state;
    cl_span document = DESCRIPTION("<photoshop:City>Hale</photoshop:City>");
    grafted made = graft_of(document);
    assert_null(made.graft.why);
    assert_false(made.graft.own_line);
    assert_span_is(cl_span_from(document, made.graft.at), CLOSE);
    fields_free(made.copy);
}

static void a_byte_order_mark_counts(void **state)
{
    (void)state;
    cl_span document = CL_SPAN("\xEF\xBB\xBF" OPEN "<rdf:Description rdf:about=\"\"/>" CLOSE);
    grafted made = graft_of(document);
    assert_null(made.graft.why);
    assert_span_is(cl_span_from(document, made.graft.at), CLOSE);
    fields_free(made.copy);
}

static void an_end_tag_in_a_comment_or_in_text_is_none(void **state)
{
    (void)state;
    cl_span document = SIDECAR("<rdf:Description rdf:about=\"\">"
                               "<!-- </rdf:RDF> & more --><photoshop:City><![CDATA[</rdf:RDF>]]>"
                               "</photoshop:City></rdf:Description>\n");
    grafted made = graft_of(document);
    assert_null(made.graft.why);
    assert_span_is(cl_span_from(document, made.graft.at), GRAFT_CLOSE);
    fields_free(made.copy);
}

static bool has(const grafted *made, cl_xmp_space space, const char *local)
{
    return cl_xmp_graft_has(&made->graft, space, cl_span_of(local));
}

static void properties_are_known_in_every_form(void **state)
{
    (void)state;
    grafted made = graft_of(
        SIDECAR("<rdf:Description rdf:about=\"\" photoshop:City=\"Hale\"><photoshop:Credit/>"
                "<plus:Licensor><rdf:Seq><rdf:li plus:LicensorName=\"Example\"/></rdf:Seq>"
                "</plus:Licensor></rdf:Description>"
                "<rdf:Description rdf:about=\"\" xmlns:q=\"http://ns.adobe.com/xap/1.0/rights/\">"
                "<q:UsageTerms>x</q:UsageTerms></rdf:Description>"));
    assert_null(made.graft.why);
    assert_true(has(&made, CL_XMP_SPACE_PHOTOSHOP, "City"));
    assert_true(has(&made, CL_XMP_SPACE_PHOTOSHOP, "Credit")); /* without a value */
    assert_true(has(&made, CL_XMP_SPACE_PLUS, "Licensor"));
    assert_true(has(&made, CL_XMP_SPACE_RIGHTS, "UsageTerms"));  /* under another prefix */
    assert_false(has(&made, CL_XMP_SPACE_PLUS, "LicensorName")); /* a part of a property */
    assert_false(has(&made, CL_XMP_SPACE_PHOTOSHOP, "Instructions"));
    fields_free(made.copy);
}

static void what_is_described_is_told(void **state)
{
    (void)state;
    grafted made = graft_of(SIDECAR("<rdf:Description rdf:about=\"uuid:1234\"/>"));
    assert_null(made.graft.why);
    assert_span_is(made.graft.about, "uuid:1234");
    fields_free(made.copy);
}

static void what_is_not_well_formed_is_refused(void **state)
{
    (void)state;
    static const char why[] = "it is not well-formed XML";
    assert_refused(SIDECAR("<rdf:Description rdf:about=\"\" photoshop:City=\"a & b\"/>"), why);
    assert_refused(SIDECAR("<rdf:Description rdf:about=\"\" photoshop:City=\"a &b; c\"/>"), why);
    assert_refused(SIDECAR("<rdf:Description>"), why);
    assert_refused(SIDECAR("<rdf:Description rdf:about=\"\" nowhere:City=\"Hale\"/>"), why);
    assert_refused(SIDECAR("<rdf:Description rdf:about=\"\"><photoshop:City></photoshop:State>"
                           "</rdf:Description>"),
                   why);
    assert_refused(CL_SPAN(GRAFT_OPEN "<rdf:Description rdf:about=\"\"/>" GRAFT_CLOSE "<more/>"),
                   why);
}

static void every_prefix_of_a_sidecar_is_refused(void **state)
{
    (void)state;
    cl_span document = SIDECAR("  <rdf:Description rdf:about=\"\" photoshop:City=\"Hale\"/>\n");
    for (size_t len = 0; len + 1 < document.len; len++) {
        grafted made = graft_of(cl_span_sub(document, 0, len));
        assert_non_null(made.graft.why);
        fields_free(made.copy);
    }
}

static void what_would_have_to_be_mended_is_refused(void **state)
{
    (void)state;
    static const char why[] = "its text is damaged, or is not UTF-8";
    assert_refused(SIDECAR("<rdf:Description rdf:about=\"\" photoshop:City=\"Caf\xE9\"/>"), why);
    assert_refused(SIDECAR("<rdf:Description rdf:about=\"\" photoshop:City=\"a\x01\"/>"), why);
    assert_refused((cl_span){(const uint8_t *)"\xFF\xFE<\0x\0/\0>\0", 10}, why);
}

static void what_is_no_rdf_of_one_thing_is_refused(void **state)
{
    (void)state;
    assert_refused(CL_SPAN("<x/>"), "it has no rdf:RDF");
    assert_refused(CL_SPAN("plain text"), "it holds no XML");
    assert_refused(
        CL_SPAN("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF " SPACES "/></x:xmpmeta>"),
        "its rdf:RDF is empty");
    assert_refused(CL_SPAN("<x><rdf:RDF " SPACES "> </rdf:RDF><rdf:RDF " SPACES "> </rdf:RDF></x>"),
                   "it has more than one rdf:RDF");
    assert_refused(SIDECAR("<rdf:Description rdf:about=\"a\"/><rdf:Description rdf:about=\"b\"/>"),
                   "it describes more than one thing");
    assert_refused(SIDECAR("<rdf:Description rdf:about=\"a&amp;b\"/>"),
                   "the name of what it describes has references in it");
}

static void document_types_are_refused(void **state)
{
    (void)state;
    grafted made = graft_of(CL_SPAN("<!DOCTYPE x [<!ENTITY a \"b\">]>" GRAFT_OPEN GRAFT_CLOSE));
    assert_non_null(made.graft.why);
    fields_free(made.copy);
}

static void depth_is_limited(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_out_text(&out, GRAFT_OPEN);
    cl_out_repeat(&out, "<rdf:Description>", CL_XMP_DEPTH_MAX);
    cl_out_repeat(&out, "</rdf:Description>", CL_XMP_DEPTH_MAX);
    cl_out_text(&out, GRAFT_CLOSE);
    assert_refused(cl_out_span(&out), "it has more elements, or deeper ones, than are read");
    cl_out_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_added_goes_behind_the_last_description),
        cmocka_unit_test(a_document_in_one_line_is_cut_before_the_end_tag),
        cmocka_unit_test(a_byte_order_mark_counts),
        cmocka_unit_test(an_end_tag_in_a_comment_or_in_text_is_none),
        cmocka_unit_test(properties_are_known_in_every_form),
        cmocka_unit_test(what_is_described_is_told),
        cmocka_unit_test(what_is_not_well_formed_is_refused),
        cmocka_unit_test(every_prefix_of_a_sidecar_is_refused),
        cmocka_unit_test(what_would_have_to_be_mended_is_refused),
        cmocka_unit_test(what_is_no_rdf_of_one_thing_is_refused),
        cmocka_unit_test(document_types_are_refused),
        cmocka_unit_test(depth_is_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
