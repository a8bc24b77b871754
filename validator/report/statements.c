#include "report/statements.h"

#include "base/limits.h"
#include "check/waiver.h"

/* The editions that it is about, where these are not all: "web-kr, web-jp: ". */
static void put_editions(cl_out *out, const cl_report_item *item, cl_remarks group)
{
    if (group.count == 0 || group.count >= item->judgement_count) {
        return;
    }
    for (size_t i = 0; i < group.count; i++) {
        cl_out_text(out, i > 0 ? ", " : "");
        cl_out_put(out, item->judgements[group.items[i].edition].edition->name);
    }
    cl_out_text(out, ": ");
}

static void put_waiver(cl_out *out, const cl_waiver *waiver)
{
    if (waiver == NULL) {
        return;
    }
    cl_out_text(out, "waived until ");
    cl_out_put(out, waiver->expires);
    cl_out_text(out, " by ");
    cl_out_put(out, waiver->approved_by);
    cl_out_text(out, ": ");
}

static cl_status add(cl_arena *arena, const cl_report_item *item, const cl_finding *what,
                     cl_remarks group, cl_array *out)
{
    cl_statement *added = cl_array_add(out, arena, sizeof *added, SIZE_MAX);
    if (added == NULL) {
        return cl_arena_status(arena);
    }
    *added = (cl_statement){.what = what,
                            .level = what->waiver != NULL ? CL_INFO : what->level,
                            .spot = cl_spot_of(item->record, &what->proof)};
    cl_out text = {0};
    put_editions(&text, item, group);
    put_waiver(&text, what->waiver);
    cl_out_put(&text, what->message);
    cl_status status =
        text.failed ? CL_NO_MEMORY : cl_arena_copy(arena, cl_out_span(&text), &added->text);
    cl_out_free(&text);
    return status;
}

static cl_status add_damage(cl_arena *arena, const cl_report_item *item, cl_array *out)
{
    const cl_findings *damage = &item->record->findings;
    for (size_t i = 0; i < damage->items.count; i++) {
        CL_TRY(add(arena, item, cl_findings_at(damage, i), (cl_remarks){0}, out));
    }
    return CL_OK;
}

static cl_status add_groups(cl_arena *arena, const cl_report_item *item, cl_remarks rest,
                            cl_array *out)
{
    cl_remarks group;
    while (cl_remarks_next(&rest, &group)) {
        CL_TRY(add(arena, item, group.items[0].what, group, out));
    }
    return CL_OK;
}

/* Among equals the order stays. */
static cl_status sort(cl_arena *arena, const cl_array *all, cl_array *out)
{
    for (size_t level = CL_ERROR + 1; level-- > CL_INFO;) {
        for (size_t i = 0; i < all->count; i++) {
            const cl_statement *statement = CL_ARRAY_AT(all, const cl_statement, i);
            if (statement->level != (cl_level)level) {
                continue;
            }
            cl_statement *added = cl_array_add(out, arena, sizeof *added, SIZE_MAX);
            if (added == NULL) {
                return cl_arena_status(arena);
            }
            *added = *statement;
        }
    }
    return CL_OK;
}

/* `out` is of cl_statement. */
static cl_status make(cl_arena *arena, const cl_report_item *item, cl_array *out)
{
    cl_array all = {0};
    cl_remarks findings;
    cl_remarks duties;
    *out = (cl_array){0};
    CL_TRY(cl_gather_findings(arena, item, &findings));
    CL_TRY(cl_gather_duties(arena, item, &duties));
    CL_TRY(add_damage(arena, item, &all));
    CL_TRY(add_groups(arena, item, findings, &all));
    CL_TRY(add_groups(arena, item, duties, &all));
    return sort(arena, &all, out);
}

void cl_statements_put(cl_out *out, const cl_report_item *item, cl_statement_fn put, void *to)
{
    cl_array statements;
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    if (arena == NULL || make(arena, item, &statements) != CL_OK) {
        out->failed = true;
        cl_arena_free(arena);
        return;
    }
    for (size_t i = 0; i < statements.count; i++) {
        put(item, CL_ARRAY_AT(&statements, const cl_statement, i), to);
    }
    cl_arena_free(arena);
}
