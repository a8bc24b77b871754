#include "report/diff.h"

enum {
    ORIGINS_SHOWN = 4
};

#define ADDRESS(name) &cl_diff_##name,
#define NAME(name)    ", " #name

static const cl_diff_format *const formats[] = {CL_DIFF_FORMATS(ADDRESS)};
static const char names[] = CL_DIFF_FORMATS(NAME);

const cl_diff_format *cl_diff_format_of(cl_span name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (cl_span_equal(cl_span_of(formats[i]->name), name)) {
            return formats[i];
        }
    }
    return NULL;
}

const char *cl_diff_format_names(void)
{
    return names + 2; /* without the first ", " */
}

const char *cl_diff_result_name(cl_diff_result result)
{
    static const char *const result_names[CL_DIFF_RESULTS] = {"lost", "missing", "changed", "new",
                                                              "same"};
    return result_names[result];
}

cl_diff_result cl_diff_result_of(const cl_diff_item *item)
{
    if (item->changes == NULL) {
        return item->after.len == 0 ? CL_DIFF_MISSING : CL_DIFF_NEW;
    }
    if (item->changes->loss) {
        return CL_DIFF_LOST;
    }
    return item->changes->items.count > 0 ? CL_DIFF_CHANGED : CL_DIFF_SAME;
}

bool cl_diff_incomplete(const cl_diff_item *item)
{
    return item->before_incomplete || item->after_incomplete ||
           (item->changes != NULL && item->changes->limited);
}

void cl_diff_count(cl_diff_totals *totals, const cl_diff_item *item)
{
    totals->results[cl_diff_result_of(item)]++;
    totals->incomplete += cl_diff_incomplete(item);
}

size_t cl_diff_total(const cl_diff_totals *totals)
{
    size_t total = 0;
    for (size_t i = 0; i < CL_DIFF_RESULTS; i++) {
        total += totals->results[i];
    }
    return total;
}

/* --- sentences --- */

/* "stood in IIM 2:40 and XMP photoshop:Instructions" */
static void put_origins(cl_out *out, const char *verb, cl_words origins)
{
    cl_out_text(out, verb);
    for (size_t i = 0; i < origins.count && i < ORIGINS_SHOWN; i++) {
        bool last = i + 1 == origins.count;
        cl_out_text(out, i == 0 ? " " : last ? " and " : ", ");
        cl_out_put(out, origins.items[i]);
    }
    if (origins.count > ORIGINS_SHOWN) {
        cl_out_format(out, " and %zu more", origins.count - ORIGINS_SHOWN);
    }
}

static void put_all_origins(cl_out *out, const cl_change *change)
{
    bool both = change->stood_in.count > 0 && change->stands_in.count > 0;
    if (change->stood_in.count + change->stands_in.count == 0) {
        return;
    }
    cl_out_text(out, " (");
    if (change->stood_in.count > 0) {
        put_origins(out, "stood in", change->stood_in);
    }
    cl_out_text(out, both ? "; " : "");
    if (change->stands_in.count > 0) {
        put_origins(out, "stands in", change->stands_in);
    }
    cl_out_byte(out, ')');
}

/* What says by itself what it is needs no name before it. */
static bool speaks_for_itself(const cl_change *change)
{
    static const char *const notes[] = {"restriction", "notice", "unread note", "block", NULL};
    return cl_span_is_one_of(cl_span_of(change->what), notes);
}

static void put_words(cl_out *out, const cl_change *change, cl_span words)
{
    bool block = cl_span_equal(cl_span_of(change->what), CL_SPAN("block"));
    bool quoted = !speaks_for_itself(change) || (change->before.len > 0 && change->after.len > 0);
    if (!speaks_for_itself(change) && words.len > 0) {
        cl_out_format(out, "%s ", change->what);
    }
    cl_out_text(out, quoted ? "\"" : block ? "the " : "");
    cl_out_put(out, words);
    cl_out_text(out, quoted ? "\"" : "");
}

void cl_diff_sentence(cl_out *out, const cl_change *change)
{
    bool both = change->before.len > 0 && change->after.len > 0;
    cl_out_format(out, "%s: ", cl_change_name(change->kind));
    put_words(out, change, change->before.len > 0 ? change->before : change->after);
    if (both) {
        cl_out_text(out, " is now \"");
        cl_out_put(out, change->after);
        cl_out_byte(out, '"');
    }
    if (change->detail.len > 0) {
        cl_out_text(out, ": ");
        cl_out_put(out, change->detail);
    }
    put_all_origins(out, change);
}
