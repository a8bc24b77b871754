#include "report/xml_writer.h"

#include "cl_test.h"

static void elements_are_indented_and_closed(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_xml xml = {.out = &out};
    cl_xml_begin(&out);
    cl_xml_open(&xml, "a");
    cl_xml_put_text(&xml, "x", "1");
    cl_xml_open(&xml, "b");
    cl_xml_put_number(&xml, "n", UINT64_MAX);
    cl_xml_close(&xml, "b");
    cl_xml_open(&xml, "c");
    cl_xml_text(&xml, CL_SPAN("one "));
    cl_xml_text(&xml, CL_SPAN("two"));
    cl_xml_close(&xml, "c");
    cl_xml_close(&xml, "a");
    assert_span_is(cl_out_span(&out), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                      "<a x=\"1\">\n"
                                      "  <b n=\"18446744073709551615\"/>\n"
                                      "  <c>one two</c>\n"
                                      "</a>");
    cl_out_free(&out);
}

static void an_element_may_be_filled_by_somebody_else(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_xml xml = {.out = &out};
    cl_xml_open(&xml, "a");
    cl_xml_content(&xml);
    cl_xml inner = {.out = &out, .depth = 1};
    cl_xml_open(&inner, "b");
    cl_xml_close(&inner, "b");
    cl_xml last = {.out = &out, .depth = 1};
    cl_xml_close(&last, "a");
    assert_span_is(cl_out_span(&out), "\n<a>\n  <b/>\n</a>");
    cl_out_free(&out);
}

static void an_empty_text_is_a_text(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_xml xml = {.out = &out};
    cl_xml_open(&xml, "a");
    cl_xml_put(&xml, "x", CL_EMPTY_SPAN);
    cl_xml_text(&xml, CL_EMPTY_SPAN);
    cl_xml_close(&xml, "a");
    assert_span_is(cl_out_span(&out), "\n<a x=\"\"></a>");
    cl_out_free(&out);
}

static void attributes_show_line_breaks_and_texts_keep_them(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_xml xml = {.out = &out};
    cl_xml_open(&xml, "a");
    cl_xml_put(&xml, "x", CL_SPAN("\none\ntwo\n"));
    cl_xml_text(&xml, CL_SPAN("\none\n"));
    cl_xml_close(&xml, "a");
    assert_span_is(cl_out_span(&out), "\n<a x=\"\\u000aone\\u000atwo\\u000a\">\none\n</a>");
    cl_out_free(&out);
}

static void what_no_document_may_hold_is_shown(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_xml xml = {.out = &out};
    cl_xml_open(&xml, "a");
    cl_xml_put(&xml, "x", CL_SPAN("\"'<&>\t\x01\xE2\x80\xAE"));
    cl_xml_text(&xml, CL_SPAN("]]>\0\xEF\xBF\xBF\xC0"));
    cl_xml_close(&xml, "a");
    assert_span_is(cl_out_span(&out), "\n<a x=\"&quot;&#39;&lt;&amp;&gt;\\u0009\\u0001\\u202e\">"
                                      "]]&gt;\\u0000\\uffff\xEF\xBF\xBD</a>");
    cl_out_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_are_indented_and_closed),
        cmocka_unit_test(an_element_may_be_filled_by_somebody_else),
        cmocka_unit_test(an_empty_text_is_a_text),
        cmocka_unit_test(attributes_show_line_breaks_and_texts_keep_them),
        cmocka_unit_test(what_no_document_may_hold_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
