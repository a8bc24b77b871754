/* `captionlint diff --format json`: one document, as docs/diff.schema.json describes it. */
#include "report/diff.h"
#include "report/json_writer.h"

enum {
    SCHEMA = 1
};

/* The state inside the list of comparisons. */
static cl_json in_list(cl_out *out, size_t before)
{
    return (cl_json){.out = out, .indented = true, .depth = 2, .comma = before > 0};
}

static void begin(cl_out *out, const cl_report_options *options)
{
    cl_json json = {.out = out, .indented = true};
    cl_json_open(&json, '{');
    cl_json_put_number(&json, CL_SPAN("schema"), SCHEMA);
    cl_json_open_at(&json, CL_SPAN("tool"), '{');
    cl_json_put_text(&json, CL_SPAN("name"), "captionlint");
    cl_json_put_optional(&json, CL_SPAN("version"), cl_span_of(options->version));
    cl_json_close(&json, '}');
    cl_json_open_at(&json, CL_SPAN("comparisons"), '[');
}

static void put_change(cl_json *json, const cl_change *change)
{
    cl_out sentence = {0};
    cl_diff_sentence(&sentence, change);
    cl_json_open(json, '{');
    cl_json_put_text(json, CL_SPAN("change"), cl_change_name(change->kind));
    cl_json_put_bool(json, CL_SPAN("loss"), change->loss);
    cl_json_put_text(json, CL_SPAN("what"), change->what);
    cl_json_put_optional(json, CL_SPAN("kind"), cl_span_of(change->family));
    cl_json_put_optional(json, CL_SPAN("old"), change->before);
    cl_json_put_optional(json, CL_SPAN("new"), change->after);
    cl_json_put_optional(json, CL_SPAN("detail"), change->detail);
    cl_json_put_words(json, CL_SPAN("stood_in"), change->stood_in);
    cl_json_put_words(json, CL_SPAN("stands_in"), change->stands_in);
    cl_json_put_string(json, CL_SPAN("message"), cl_out_span(&sentence));
    cl_json_close(json, '}');
    json->out->failed |= sentence.failed;
    cl_out_free(&sentence);
}

static void put_editions(cl_json *json, const cl_diff_item *item)
{
    cl_json_open_at(json, CL_SPAN("editions"), '[');
    for (size_t i = 0; i < item->edition_count; i++) {
        const cl_diff_edition *edition = &item->editions[i];
        cl_json_open(json, '{');
        cl_json_put_string(json, CL_SPAN("name"), edition->name);
        cl_json_put_text(json, CL_SPAN("old"), cl_verdict_name(edition->before));
        cl_json_put_text(json, CL_SPAN("new"), cl_verdict_name(edition->after));
        cl_json_close(json, '}');
    }
    cl_json_close(json, ']');
}

static void item(cl_out *out, const cl_report_options *options, const cl_diff_item *compared,
                 size_t index)
{
    cl_json json = in_list(out, index);
    (void)options;
    cl_json_open(&json, '{');
    cl_json_put_optional(&json, CL_SPAN("old"), compared->before);
    cl_json_put_optional(&json, CL_SPAN("new"), compared->after);
    cl_json_put_optional(&json, CL_SPAN("id"), compared->id);
    cl_json_put_text(&json, CL_SPAN("result"), cl_diff_result_name(cl_diff_result_of(compared)));
    cl_json_put_bool(&json, CL_SPAN("incomplete"), cl_diff_incomplete(compared));
    cl_json_open_at(&json, CL_SPAN("changes"), '[');
    for (size_t i = 0; compared->changes != NULL && i < compared->changes->items.count; i++) {
        put_change(&json, CL_ARRAY_AT(&compared->changes->items, const cl_change, i));
    }
    cl_json_close(&json, ']');
    put_editions(&json, compared);
    cl_json_close(&json, '}');
}

static void end(cl_out *out, const cl_report_options *options, const cl_diff_totals *totals)
{
    cl_json json = in_list(out, cl_diff_total(totals));
    (void)options;
    cl_json_close(&json, ']');
    cl_json_close(&json, '}');
    cl_out_byte(out, '\n');
}

const cl_diff_format cl_diff_json = {
    .name = "json",
    .begin = begin,
    .item = item,
    .end = end,
};
