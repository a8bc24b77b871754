#include "report/reasons.h"

#include "base/message.h"

enum {
    BODY = 4,
    REST_MAX = 24 /* more lines than a person reads; the JSON formats have all */
};

typedef struct reason {
    cl_span text;
    cl_span edition; /* its name */
} reason;

/* A reason with the editions that share it. */
typedef struct shared_reason {
    reason first;
    cl_out others; /* names: those that the text of `first` does not hold for literally */
} shared_reason;

typedef struct reasons {
    shared_reason items[REST_MAX];
    size_t count;
    size_t more; /* that found no room */
} reasons;

/* Cuts the quoted name of an edition off the beginning of a reason; false when it is not there. */
static bool cut_name(cl_span *rest, cl_span name)
{
    size_t len = name.len + 2;
    bool there = rest->len >= len && rest->data[0] == '"' && rest->data[len - 1] == '"' &&
                 cl_span_equal(cl_span_sub(*rest, 1, name.len), name);
    *rest = there ? cl_span_from(*rest, len) : *rest;
    return there;
}

/* Whether two editions have the same reason, but for their names in it. */
static bool same_reason(const reason *a, const reason *b)
{
    cl_span left = a->text;
    cl_span right = b->text;
    while (left.len > 0 && right.len > 0) {
        cl_span after = right;
        if (cut_name(&after, b->edition) && cut_name(&left, a->edition)) {
            right = after;
            continue;
        }
        if (left.data[0] != right.data[0]) {
            return false;
        }
        left = cl_span_from(left, 1);
        right = cl_span_from(right, 1);
    }
    return left.len == right.len;
}

static void add_reason(reasons *list, reason added)
{
    for (size_t i = 0; i < list->count; i++) {
        shared_reason *known = &list->items[i];
        if (!same_reason(&known->first, &added)) {
            continue;
        }
        if (!cl_span_equal(known->first.text, added.text)) {
            cl_out_text(&known->others, known->others.len == 0 ? " (" : ", ");
            cl_out_put(&known->others, added.edition);
        }
        return;
    }
    if (list->count == REST_MAX) {
        list->more++;
        return;
    }
    list->items[list->count++].first = added;
}

/* Writes and frees the list. */
static void put_list(const cl_terminal *terminal, size_t indent, const char *lead, cl_colour colour,
                     reasons *list)
{
    for (size_t i = 0; i < list->count; i++) {
        shared_reason *known = &list->items[i];
        cl_out line = {0};
        cl_out_put(&line, known->first.text);
        cl_out_put(&line, cl_out_span(&known->others));
        cl_out_text(&line, known->others.len == 0 ? "" : cl_message(" likewise)"));
        cl_terminal_paragraph(terminal, indent, lead, colour, cl_out_span(&line));
        terminal->out->failed |= line.failed || known->others.failed;
        cl_out_free(&known->others);
        cl_out_free(&line);
    }
    if (list->more > 0) {
        cl_out_repeat(terminal->out, " ", indent);
        cl_out_text(terminal->out, lead);
        cl_out_format(terminal->out, cl_message("and %zu more; --format json has them\n"),
                      list->more);
    }
}

void cl_reasons_put(const cl_terminal *terminal, size_t indent, const cl_report_item *item,
                    cl_remarks group)
{
    reasons list = {0};
    for (size_t i = 0; i < group.count; i++) {
        const cl_remark *remark = &group.items[i];
        if (remark->what->because.len > 0) {
            add_reason(&list, (reason){remark->what->because,
                                       item->judgements[remark->edition].edition->name});
        }
    }
    put_list(terminal, indent, cl_message("because "), CL_PLAIN, &list);
}

/* Whether a finding or duty of the edition has said so. */
static bool is_said(const cl_judgement *judgement, cl_span because)
{
    for (size_t i = 0; i < judgement->findings.items.count; i++) {
        if (cl_span_equal(cl_findings_at(&judgement->findings, i)->because, because)) {
            return true;
        }
    }
    for (size_t i = 0; i < judgement->duties.count; i++) {
        if (cl_span_equal(CL_ARRAY_AT(&judgement->duties, const cl_duty, i)->because, because)) {
            return true;
        }
    }
    return false;
}

static void add_rest(reasons *list, const cl_judgement *judgement)
{
    for (size_t i = 0; i < judgement->because.count; i++) {
        cl_span because = *CL_ARRAY_AT(&judgement->because, const cl_span, i);
        if (because.len > 0 && !is_said(judgement, because)) {
            add_reason(list, (reason){because, judgement->edition->name});
        }
    }
}

void cl_reasons_put_rest(const cl_terminal *terminal, const cl_report_item *item, bool heading)
{
    reasons list = {0};
    for (size_t i = 0; i < item->judgement_count; i++) {
        /* The reasons of findings that a baseline hides stand among them, and are obstacles. */
        if (item->judgements[i].verdict <= CL_VERDICT_DUTY &&
            item->judgements[i].findings.known == 0) {
            add_rest(&list, &item->judgements[i]);
        }
    }
    if (list.count > 0 && heading) {
        cl_out_text(terminal->out, "\n  ");
        cl_terminal_paint(terminal, CL_GREEN, cl_message("No obstacle"));
        cl_out_byte(terminal->out, '\n');
    }
    put_list(terminal, BODY, "· ", CL_DIM, &list);
}
