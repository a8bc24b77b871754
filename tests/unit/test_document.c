#include "report/document.h"

#include "cl_test.h"

#define HOSTILE "</q>\"'><script>&amp;\x1B[31m\xE2\x80\xAE"

static const cl_document_anchor nowhere = {.of = ""};

/* A document in which the text stands wherever one can. */
static void write_all(const cl_document_format *format, cl_out *out, cl_span text)
{
    static const cl_document_column columns[] = {{"One", 8}, {"Other", 0}};
    cl_document document = {.format = format, .out = out};
    const cl_document_anchor anchor = {"of:", text};
    const cl_document_cell cells[] = {{text, anchor, nowhere}, {text, nowhere, anchor}};
    format->begin(&document, text);
    format->fact(&document, "Fact", text);
    format->links(&document, "Links");
    format->link(&document, &cells[0]);
    format->heading(&document, CL_DOCUMENT_PART, anchor, text);
    format->table(&document, "Table", columns, 2);
    format->row(&document, cells);
    format->heading(&document, CL_DOCUMENT_RULE, anchor, text);
    format->prose(&document, text);
    format->list(&document, "List");
    format->item(&document, &(cl_document_item){text, text, text});
    format->fact(&document, "After", text);
    format->end(&document);
}

static bool has(const cl_out *out, const char *text)
{
    cl_span all = cl_out_span(out);
    return cl_span_find(all, cl_span_of(text)) < all.len;
}

static void html_holds_no_markup_of_a_text_wherever_it_stands(void **state)
{
    (void)state;
    cl_out out = {0};
    write_all(&cl_document_html, &out, CL_SPAN(HOSTILE));
    assert_false(out.failed);
    assert_false(has(&out, "<script"));
    assert_false(has(&out, "\x1B"));
    assert_false(has(&out, "\xE2\x80\xAE"));
    assert_true(has(&out, "<title>&lt;/q&gt;&quot;&#39;&gt;&lt;script&gt;&amp;amp;\\u001b[31m"));
    assert_true(has(&out, "<q lang=\"&lt;/q&gt;&quot;"));
    cl_out_free(&out);
}

static void markdown_holds_no_markup_of_a_text_wherever_it_stands(void **state)
{
    (void)state;
    cl_out out = {0};
    write_all(&cl_document_markdown, &out, CL_SPAN(HOSTILE "|[a](javascript:1) **b** `c`\n# d"));
    assert_false(out.failed);
    assert_false(has(&out, "<script"));
    assert_false(has(&out, "\x1B"));
    assert_false(has(&out, "\xE2\x80\xAE"));
    assert_false(has(&out, "**b"));
    assert_false(has(&out, "\n# d"));
    assert_true(has(&out, "&lt;script&gt;&amp;amp;"));
    assert_true(has(&out, "\\|\\[a\\](javascript:1)"));
    cl_out_free(&out);
}

static void markdown_says_of_a_rule_what_plain_text_says(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_document document = {.format = &cl_document_markdown, .out = &out};
    const cl_document_format *format = document.format;
    format->heading(&document, CL_DOCUMENT_ALONE, nowhere, CL_SPAN("a.rule"));
    format->prose(&document, CL_SPAN("1. One\n\n# Two."));
    format->fact(&document, "File", CL_SPAN("a.yaml:1"));
    format->list(&document, "Read so");
    format->item(&document,
                 &(cl_document_item){CL_SPAN("JAPAN OUT"), CL_SPAN("en"), CL_SPAN("(caption)")});
    assert_true(cl_span_equal(cl_out_span(&out), CL_SPAN("# a.rule\n\n1\\. One\n\n\\# Two.\n\n"
                                                         "- **File:** a.yaml:1\n"
                                                         "- **Read so:**\n"
                                                         "  - \"JAPAN OUT\" (caption)\n")));
    cl_out_free(&out);
}

static void an_anchor_of_any_name_is_an_id_and_its_link_is_the_same(void **state)
{
    (void)state;
    cl_out out = {0};
    write_all(&cl_document_html, &out, CL_SPAN("a.b-c_d \"\xC3\xA9\""));
    assert_true(has(&out, "<td id=\"of:a.b-c_d%20%22%C3%A9%22\">"));
    assert_true(has(&out, "<article id=\"of:a.b-c_d%20%22%C3%A9%22\">"));
    assert_true(has(&out, "<a href=\"#of:a.b-c_d%20%22%C3%A9%22\">"));
    cl_out_free(&out);
}

static size_t count_of(const cl_out *out, const char *before, const char *tag, const char *behind)
{
    cl_out needle = {0};
    cl_out_format(&needle, "%s%s%s", before, tag, behind);
    size_t count = 0;
    cl_span rest = cl_out_span(out);
    for (size_t at; (at = cl_span_find(rest, cl_out_span(&needle))) < rest.len; count++) {
        rest = cl_span_from(rest, at + needle.len);
    }
    cl_out_free(&needle);
    return count;
}

static void what_is_open_is_closed_by_what_follows(void **state)
{
    static const char *const tags[] = {"header", "nav", "div",   "main", "article", "dl", "dd",
                                       "ul",     "li",  "table", "tr",   "td",      "th", "p"};
    (void)state;
    cl_out out = {0};
    write_all(&cl_document_html, &out, CL_SPAN("text"));
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        size_t opened = count_of(&out, "<", tags[i], ">") + count_of(&out, "<", tags[i], " ");
        assert_true(opened > 0);
        assert_int_equal(opened, count_of(&out, "</", tags[i], ">"));
    }
    cl_out_free(&out);
}

static void text_shows_no_control_characters(void **state)
{
    (void)state;
    cl_out out = {0};
    write_all(&cl_document_text, &out, CL_SPAN(HOSTILE));
    assert_false(has(&out, "\x1B"));
    assert_false(has(&out, "\xE2\x80\xAE"));
    assert_true(has(&out, "  Fact        </q>\"'><script>&amp;\\u001b[31m\\u202e\n"));
    cl_out_free(&out);
}

static void text_is_laid_out_in_two_columns(void **state)
{
    (void)state;
    cl_out out = {0};
    cl_document document = {.format = &cl_document_text, .out = &out};
    const cl_document_item item = {CL_SPAN("ONE\nTWO"), CL_SPAN("en"), CL_SPAN("-> KR")};
    cl_document_text.heading(&document, CL_DOCUMENT_RULE, nowhere, CL_SPAN("a.rule"));
    cl_document_text.prose(&document, CL_SPAN("First\nparagraph.\n\nSecond."));
    cl_document_text.fact(&document, "Nothing", CL_SPAN(""));
    cl_document_text.fact(&document, "Fact",
                          CL_SPAN("is so long that it has to go on in a second line, under the "
                                  "first one"));
    cl_document_text.list(&document, "List");
    cl_document_text.item(&document, &item);
    cl_document_text.item(&document, &item);
    assert_span_is(cl_out_span(&out),
                   "  a.rule\n"
                   "      First paragraph.\n"
                   "\n"
                   "      Second.\n"
                   "\n"
                   "      Fact        is so long that it has to go on in a second line, under the\n"
                   "                  first one\n"
                   "      List        \"ONE\n"
                   "                  TWO\" -> KR\n"
                   "                  \"ONE\n"
                   "                  TWO\" -> KR\n");
    cl_out_free(&out);
}

static void a_format_is_known_by_its_name_alone(void **state)
{
    (void)state;
    assert_ptr_equal(cl_document_format_of(CL_SPAN("html")), &cl_document_html);
    assert_ptr_equal(cl_document_format_of(CL_SPAN("text")), &cl_document_text);
    assert_null(cl_document_format_of(CL_SPAN("htm")));
    assert_null(cl_document_format_of(CL_SPAN("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markdown_holds_no_markup_of_a_text_wherever_it_stands),
        cmocka_unit_test(markdown_says_of_a_rule_what_plain_text_says),
        cmocka_unit_test(html_holds_no_markup_of_a_text_wherever_it_stands),
        cmocka_unit_test(an_anchor_of_any_name_is_an_id_and_its_link_is_the_same),
        cmocka_unit_test(what_is_open_is_closed_by_what_follows),
        cmocka_unit_test(text_shows_no_control_characters),
        cmocka_unit_test(text_is_laid_out_in_two_columns),
        cmocka_unit_test(a_format_is_known_by_its_name_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
