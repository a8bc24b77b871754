#include "report/gather.h"

#include <stdlib.h>

static int compare_numbers(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

/* Any order that brings the same place together. */
static int compare_places(const cl_proof *a, const cl_proof *b)
{
    int order = compare_numbers((uintptr_t)a->field, (uintptr_t)b->field);
    if (order == 0) {
        order = compare_numbers(a->start, b->start);
    }
    if (order == 0) {
        order = compare_numbers(a->end, b->end);
    }
    if (order == 0 && a->field == NULL) {
        order = compare_numbers(a->has_offset ? a->offset : UINT64_MAX,
                                b->has_offset ? b->offset : UINT64_MAX);
    }
    return order;
}

bool cl_gather_same_place(const cl_proof *a, const cl_proof *b)
{
    return compare_places(a, b) == 0;
}

static int compare_content(const cl_remark *a, const cl_remark *b)
{
    int order = compare_places(&a->what->proof, &b->what->proof);
    if (order == 0) {
        order = cl_span_compare(a->what->rule, b->what->rule);
    }
    if (order == 0) {
        order = compare_numbers(a->what->level, b->what->level);
    }
    if (order == 0) { /* what is waived for one edition may count for another */
        order = compare_numbers((uintptr_t)a->what->waiver, (uintptr_t)b->what->waiver);
    }
    if (order == 0) {
        order = compare_numbers((uintptr_t)a->what->waiver, (uintptr_t)b->what->waiver);
    }
    return order != 0 ? order : cl_span_compare(a->what->message, b->what->message);
}

static int by_content(const void *left, const void *right)
{
    const cl_remark *a = left;
    const cl_remark *b = right;
    int order = compare_content(a, b);
    return order != 0 ? order : compare_numbers(a->ordinal, b->ordinal);
}

static int by_weight(const void *left, const void *right)
{
    const cl_remark *a = left;
    const cl_remark *b = right;
    int order = compare_numbers(a->what->waiver != NULL, b->what->waiver != NULL);
    if (order == 0) {
        order = compare_numbers(b->what->level, a->what->level);
    }
    if (order == 0) {
        order = compare_numbers(a->group, b->group);
    }
    return order != 0 ? order : compare_numbers(a->ordinal, b->ordinal);
}

/* Marks the groups, drops what one edition says twice, and puts the worst first; gives the count.
 */
static size_t group(cl_remark *remarks, size_t count)
{
    qsort(remarks, count, sizeof *remarks, by_content);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const cl_remark *last = kept == 0 ? NULL : &remarks[kept - 1];
        bool same = last != NULL && compare_content(last, &remarks[i]) == 0;
        if (same && last->edition == remarks[i].edition) {
            continue;
        }
        remarks[i].group = same ? last->group : remarks[i].ordinal;
        remarks[kept++] = remarks[i];
    }
    qsort(remarks, kept, sizeof *remarks, by_weight);
    return kept;
}

static cl_status make_room(cl_arena *arena, size_t count, cl_remark **remarks)
{
    *remarks = cl_arena_alloc(arena, count == 0 ? 1 : count, sizeof **remarks);
    return *remarks == NULL ? cl_arena_status(arena) : CL_OK;
}

cl_status cl_gather_findings(cl_arena *arena, const cl_report_item *item, cl_remarks *out)
{
    size_t count = 0;
    for (size_t i = 0; i < item->judgement_count; i++) {
        count += item->judgements[i].findings.items.count;
    }
    cl_remark *remarks;
    CL_TRY(make_room(arena, count, &remarks));
    size_t added = 0;
    for (size_t i = 0; i < item->judgement_count; i++) {
        const cl_findings *findings = &item->judgements[i].findings;
        for (size_t j = 0; j < findings->items.count; j++, added++) {
            remarks[added] = (cl_remark){cl_findings_at(findings, j), i, added, added};
        }
    }
    *out = (cl_remarks){remarks, group(remarks, count)};
    return CL_OK;
}

static cl_finding finding_of(const cl_duty *duty)
{
    return (cl_finding){.rule = duty->rule,
                        .level = CL_INFO,
                        .message = duty->text,
                        .because = duty->because,
                        .proof = duty->proof};
}

cl_status cl_gather_duties(cl_arena *arena, const cl_report_item *item, cl_remarks *out)
{
    size_t count = 0;
    for (size_t i = 0; i < item->judgement_count; i++) {
        count += item->judgements[i].duties.count;
    }
    cl_remark *remarks;
    CL_TRY(make_room(arena, count, &remarks));
    cl_finding *findings = cl_arena_alloc(arena, count == 0 ? 1 : count, sizeof *findings);
    if (findings == NULL) {
        return cl_arena_status(arena);
    }
    size_t added = 0;
    for (size_t i = 0; i < item->judgement_count; i++) {
        const cl_array *duties = &item->judgements[i].duties;
        for (size_t j = 0; j < duties->count; j++, added++) {
            findings[added] = finding_of(CL_ARRAY_AT(duties, const cl_duty, j));
            remarks[added] = (cl_remark){&findings[added], i, added, added};
        }
    }
    *out = (cl_remarks){remarks, group(remarks, count)};
    return CL_OK;
}

bool cl_remarks_next(cl_remarks *rest, cl_remarks *out)
{
    size_t count = 0;
    while (count < rest->count && rest->items[count].group == rest->items[0].group) {
        count++;
    }
    *out = (cl_remarks){rest->items, count};
    *rest = (cl_remarks){rest->items + count, rest->count - count};
    return count > 0;
}
