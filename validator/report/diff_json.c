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
    cl_json_put_number(&json, "schema", SCHEMA);
    cl_json_open_at(&json, "tool", '{');
    cl_json_put_text(&json, "name", "captionlint");
    cl_json_put_optional(&json, "version", cl_span_of(options->version));
    cl_json_close(&json, '}');
    cl_json_open_at(&json, "comparisons", '[');
}

static void put_change(cl_json *json, const cl_change *change)
{
    cl_out sentence = {0};
    cl_diff_sentence(&sentence, change);
    cl_json_open(json, '{');
    cl_json_put_text(json, "change", cl_change_name(change->kind));
    cl_json_put_bool(json, "loss", change->loss);
    cl_json_put_text(json, "what", change->what);
    cl_json_put_optional(json, "kind", cl_span_of(change->family));
    cl_json_put_optional(json, "old", change->before);
    cl_json_put_optional(json, "new", change->after);
    cl_json_put_optional(json, "detail", change->detail);
    cl_json_put_words(json, "stood_in", change->stood_in);
    cl_json_put_words(json, "stands_in", change->stands_in);
    cl_json_put_string(json, "message", cl_out_span(&sentence));
    cl_json_close(json, '}');
    json->out->failed |= sentence.failed;
    cl_out_free(&sentence);
}

static void put_editions(cl_json *json, const cl_diff_item *item)
{
    cl_json_open_at(json, "editions", '[');
    for (size_t i = 0; i < item->edition_count; i++) {
        const cl_diff_edition *edition = &item->editions[i];
        cl_json_open(json, '{');
        cl_json_put_string(json, "name", edition->name);
        cl_json_put_text(json, "old", cl_verdict_name(edition->before));
        cl_json_put_text(json, "new", cl_verdict_name(edition->after));
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
    cl_json_put_optional(&json, "old", compared->before);
    cl_json_put_optional(&json, "new", compared->after);
    cl_json_put_optional(&json, "id", compared->id);
    cl_json_put_text(&json, "result", cl_diff_result_name(cl_diff_result_of(compared)));
    cl_json_put_bool(&json, "incomplete", cl_diff_incomplete(compared));
    cl_json_open_at(&json, "changes", '[');
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
