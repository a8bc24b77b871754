/* What is missing in a picture's properties: composed, read again with the sidecar as it would be,
 * and compared with what the picture says now. */
#define _POSIX_C_SOURCE 200809L

#include "captionlint_fix.h"

#include <time.h>

#include "base/source.h"
#include "captionlint_work.h"
#include "container/extension.h"
#include "metadata/metadata.h"
#include "report/diff.h"

/* One call of captionlint_fix_plan: the picture as it is, and inside of it as it would be. */
typedef struct planning {
    const captionlint *lint;
    captionlint_worker as_is;
    captionlint_worker as_planned;
    captionlint_fix_fn each;
    void *user;
    captionlint_fix *fix;
    cl_status status; /* of what stopped it */
    cl_error *error;
} planning;

cl_status captionlint_fix_refuse(captionlint_fix *fix, const char *format, ...)
{
    if (fix->state == CAPTIONLINT_FIX_REFUSED) {
        return CL_OK;
    }
    va_list arguments;
    va_start(arguments, format);
    cl_span reason = cl_arena_format_list(fix->arena, format, arguments);
    va_end(arguments);
    if (reason.data == NULL) {
        return cl_arena_status(fix->arena);
    }
    fix->state = CAPTIONLINT_FIX_REFUSED;
    fix->reason = (const char *)reason.data;
    return CL_OK;
}

static bool is_refused(const captionlint_fix *fix)
{
    return fix->state == CAPTIONLINT_FIX_REFUSED;
}

static cl_status add_note(captionlint_fix *fix, cl_span note)
{
    const char **added = cl_array_add(&fix->notes, fix->arena, sizeof *added, CL_CHANGES_MAX);
    if (note.data == NULL || added == NULL) {
        return fix->notes.count == CL_CHANGES_MAX ? CL_OK : cl_arena_status(fix->arena);
    }
    *added = (const char *)note.data;
    return CL_OK;
}

/* --- which sidecar --- */

/* The ending that a sidecar says it belongs to; empty where it does not say. */
static cl_span named_ending(const captionlint_fix *fix, cl_span sidecar)
{
    const cl_fields *fields = &fix->before->record.fields;
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        if (cl_span_equal(field->file, sidecar) &&
            cl_span_equal(field->property, CL_SPAN("photoshop:SidecarForExtension"))) {
            return field->value;
        }
    }
    return CL_EMPTY_SPAN;
}

/* Whether there is anything of that name, a link that leads nowhere included. */
static bool find_name(captionlint_fix *fix, size_t i)
{
    cl_span path = fix->before->record.path;
    return captionlint_sidecar_name(path, i, fix->sidecar) && fix->sidecar[0] != '\0' &&
           lstat(fix->sidecar, &fix->about) == 0;
}

static bool find_either(captionlint_fix *fix, size_t i)
{
    return find_name(fix, i) || find_name(fix, i + 1);
}

/* One of this picture alone where there is one, or where another picture may take the shared one as
 * its own; else the shared one, as most programs have it. */
static void choose(captionlint_fix *fix)
{
    cl_span path = fix->before->record.path;
    if (find_either(fix, CAPTIONLINT_SIDECAR_OWN)) {
        fix->exists = true;
        return;
    }
    bool alone = !captionlint_shares_sidecar(path);
    if (alone && find_either(fix, CAPTIONLINT_SIDECAR_SHARED)) {
        cl_span named = named_ending(fix, cl_span_of(fix->sidecar));
        fix->exists = named.len == 0 || cl_span_equal_nocase(named, cl_extension_of(path));
        alone = fix->exists;
    }
    if (!fix->exists) {
        size_t i = alone ? CAPTIONLINT_SIDECAR_SHARED : CAPTIONLINT_SIDECAR_OWN;
        (void)captionlint_sidecar_name(path, i, fix->sidecar);
    }
}

static cl_status read_existing(captionlint_fix *fix)
{
    cl_error cause = {0};
    if (!S_ISREG(fix->about.st_mode)) {
        return captionlint_fix_refuse(fix, "%s is %s; make it a file", fix->sidecar,
                                      S_ISLNK(fix->about.st_mode) ? "a symbolic link"
                                                                  : "no ordinary file");
    }
    cl_status status =
        cl_source_read_file(fix->arena, fix->sidecar, CL_SIDECAR_MAX, &fix->old, &cause);
    if (status == CL_UNREADABLE || status == CL_LIMIT) {
        return captionlint_fix_refuse(fix, "%s", cause.message);
    }
    CL_TRY(status);
    CL_TRY(cl_xmp_graft_find(fix->arena, fix->old, &fix->graft));
    return fix->graft.why == NULL ? CL_OK
                                  : captionlint_fix_refuse(fix, "%s: %s; mend it, or put it away",
                                                           fix->sidecar, fix->graft.why);
}

/* --- what is written --- */

static cl_status compose(captionlint_fix *fix)
{
    bool taken[CL_PLUS_COUNT];
    for (size_t i = 0; i < CL_PLUS_COUNT; i++) {
        const cl_plus_property *property = &cl_plus_properties[i];
        cl_xmp_space space = cl_xmp_space_of_prefix(cl_span_of(property->prefix));
        taken[i] = fix->exists && cl_xmp_graft_has(&fix->graft, space, cl_span_of(property->local));
    }
    CL_TRY(cl_plus_missing(fix->before->rules, &fix->before->record, taken, &fix->plus));
    for (size_t i = 0; i < fix->plus.remarks.count; i++) {
        const cl_plus_remark *remark = CL_ARRAY_AT(&fix->plus.remarks, const cl_plus_remark, i);
        CL_TRY(add_note(fix, cl_arena_format(fix->arena, "%.*s: %s", CL_SPAN_PRINT(remark->text),
                                             remark->why)));
    }
    if (!cl_plus_is_empty(&fix->plus)) {
        fix->state = CAPTIONLINT_FIX_READY;
    }
    return CL_OK;
}

/* A sidecar that all pictures of one name may have says whose it is. */
static cl_status name_owner(captionlint_fix *fix)
{
    char own[CL_PATH_MAX];
    cl_span path = fix->before->record.path;
    cl_span ending = cl_extension_of(path);
    bool is_own = captionlint_sidecar_name(path, CAPTIONLINT_SIDECAR_OWN, own) &&
                  cl_span_equal(cl_span_of(own), cl_span_of(fix->sidecar));
    return is_own || ending.len == 0
               ? CL_OK
               : cl_words_add(&fix->plus.values[CL_PLUS_SIDECAR], fix->arena, ending);
}

static void put_sidecar(captionlint_fix *fix, cl_out *out)
{
    cl_plus_layout layout = {.lines = true, .indent = fix->graft.indent, .about = fix->graft.about};
    if (!fix->exists) {
        cl_plus_put_document(out, &fix->plus, &layout);
        return;
    }
    cl_out_put(out, cl_span_sub(fix->old, 0, fix->graft.at));
    if (!fix->graft.own_line) {
        cl_out_byte(out, '\n');
    }
    cl_plus_put_description(out, &fix->plus, &layout);
    cl_out_put(out, cl_span_from(fix->old, fix->graft.at));
}

/* What was put together must be what programs can read. */
static cl_status check_form(captionlint_fix *fix)
{
    cl_xmp_graft form;
    if (fix->bytes.len > CL_SIDECAR_MAX) {
        return captionlint_fix_refuse(fix, "%s would be larger than sidecars are read",
                                      fix->sidecar);
    }
    CL_TRY(cl_xmp_graft_find(fix->arena, fix->bytes, &form));
    return form.why == NULL
               ? CL_OK
               : captionlint_fix_refuse(fix, "%s would be wrong: %s", fix->sidecar, form.why);
}

static cl_status draft(captionlint_fix *fix)
{
    cl_out out = {0};
    CL_TRY(fix->exists ? CL_OK : name_owner(fix));
    put_sidecar(fix, &out);
    cl_status status =
        out.failed ? CL_NO_MEMORY : cl_arena_copy(fix->arena, cl_out_span(&out), &fix->bytes);
    cl_out_free(&out);
    return status == CL_OK ? check_form(fix) : status;
}

/* --- whether it may be written --- */

static cl_span sentence_of(captionlint_fix *fix, const cl_change *change)
{
    cl_out out = {0};
    cl_span copy = CL_EMPTY_SPAN;
    cl_diff_sentence(&out, change);
    if (out.failed || cl_arena_copy(fix->arena, cl_out_span(&out), &copy) != CL_OK) {
        copy = CL_EMPTY_SPAN;
    }
    cl_out_free(&out);
    return copy;
}

/* A restriction that the caption alone did not say is nothing that was asked for. */
static bool is_surprise(const cl_change *change)
{
    cl_span what = cl_span_of(change->what);
    return change->kind == CL_CHANGE_ADDED && (cl_span_equal(what, CL_SPAN("restriction")) ||
                                               cl_span_equal(what, CL_SPAN("unread note")));
}

static cl_status take_change(captionlint_fix *fix, const cl_change *change)
{
    cl_span sentence = sentence_of(fix, change);
    if (sentence.data == NULL) {
        return cl_arena_status(fix->arena);
    }
    if (change->loss) {
        return captionlint_fix_refuse(fix, "%s would weaken what the picture says: %.*s",
                                      fix->sidecar, CL_SPAN_PRINT(sentence));
    }
    return is_surprise(change)
               ? add_note(fix, cl_arena_format(fix->arena, "with the sidecar it also reads: %.*s",
                                               CL_SPAN_PRINT(sentence)))
               : CL_OK;
}

cl_status captionlint_fix_judge(captionlint_fix *fix, const captionlint_picture *after)
{
    cl_changes changes = {.arena = fix->arena};
    if (captionlint_picture_incomplete(after) != 0) {
        return captionlint_fix_refuse(fix, "with %s the picture could not be read whole",
                                      fix->sidecar);
    }
    cl_status status =
        cl_compare(fix->before->rules, &fix->before->record, &after->record, &changes);
    if (status == CL_LIMIT || changes.limited) {
        return captionlint_fix_refuse(fix, "there is more to compare than is compared");
    }
    CL_TRY(status);
    for (size_t i = 0; i < changes.items.count; i++) {
        CL_TRY(take_change(fix, CL_ARRAY_AT(&changes.items, const cl_change, i)));
    }
    return CL_OK;
}

static int on_planned(const captionlint_picture *after, void *user)
{
    planning *plan = user;
    plan->status = captionlint_fix_judge(plan->fix, after);
    return plan->status == CL_OK ? 0 : 1;
}

static cl_status read_as_planned(planning *plan)
{
    captionlint_fix *fix = plan->fix;
    const captionlint_draft file = {.path = fix->sidecar, .bytes = fix->bytes};
    const captionlint_input input = {.path = captionlint_picture_path(fix->before),
                                     .extract_only = 1};
    const captionlint_task task = {.worker = &plan->as_planned,
                                   .input = &input,
                                   .now = time(NULL),
                                   .each = on_planned,
                                   .user = plan,
                                   .error = plan->error,
                                   .draft = &file};
    cl_status status = captionlint_check_input(&task);
    return status == CL_STOPPED ? plan->status : status;
}

/* --- showing it --- */

static cl_status show(captionlint_fix *fix)
{
    cl_out out = {0};
    cl_span copy = CL_EMPTY_SPAN;
    cl_span name = cl_span_of(fix->sidecar);
    captionlint_unified_diff(&out, fix->exists ? name : CL_EMPTY_SPAN, fix->old, name, fix->bytes);
    cl_status status =
        out.failed ? CL_NO_MEMORY : cl_arena_copy(fix->arena, cl_out_span(&out), &copy);
    cl_out_free(&out);
    fix->diff = (const char *)copy.data;
    return status;
}

/* --- in order --- */

static bool is_picture(const cl_record *record)
{
    static const char *const others[] = {"", "text", "record", "XMP", NULL};
    return !cl_span_is_one_of(record->format, others);
}

static cl_status prepare(captionlint_fix *fix)
{
    if (captionlint_picture_incomplete(fix->before) != 0) {
        return captionlint_fix_refuse(fix, "it could not be read whole; captionlint check tells "
                                           "why");
    }
    if (!is_picture(&fix->before->record)) {
        return captionlint_fix_refuse(fix, "it is no picture; a sidecar belongs to one");
    }
    choose(fix);
    CL_TRY(fix->exists ? read_existing(fix) : CL_OK);
    CL_TRY(is_refused(fix) ? CL_OK : compose(fix));
    return fix->state == CAPTIONLINT_FIX_READY ? draft(fix) : CL_OK;
}

static cl_status decide(planning *plan)
{
    captionlint_fix *fix = plan->fix;
    CL_TRY(prepare(fix));
    if (fix->state == CAPTIONLINT_FIX_READY) {
        CL_TRY(read_as_planned(plan));
    }
    if (fix->state == CAPTIONLINT_FIX_READY) {
        CL_TRY(show(fix));
    }
    return plan->each(fix, plan->user) == 0 ? CL_OK : CL_STOPPED;
}

static int on_picture(const captionlint_picture *before, void *user)
{
    planning *plan = user;
    captionlint_fix fix = {
        .before = before, .arena = before->record.arena, .reason = "", .diff = ""};
    plan->fix = &fix;
    plan->status = decide(plan);
    plan->fix = NULL;
    return plan->status == CL_OK ? 0 : 1;
}

static cl_status plan_one(planning *plan, const char *path)
{
    const captionlint_input input = {.path = path, .extract_only = 1};
    const captionlint_task task = {.worker = &plan->as_is,
                                   .input = &input,
                                   .now = time(NULL),
                                   .each = on_picture,
                                   .user = plan,
                                   .error = plan->error};
    CL_TRY(captionlint_worker_begin(&plan->as_planned, plan->lint));
    cl_status status = captionlint_check_input(&task);
    return status == CL_STOPPED ? plan->status : status;
}

captionlint_status captionlint_fix_plan(const captionlint *lint, const char *path,
                                        captionlint_fix_fn each, void *user,
                                        captionlint_error *error)
{
    cl_error cause = {0};
    planning plan = {.lint = lint, .each = each, .user = user, .error = &cause};
    cl_status status = captionlint_worker_begin(&plan.as_is, lint);
    if (status == CL_OK) {
        status = plan_one(&plan, path);
    }
    captionlint_worker_end(&plan.as_planned);
    captionlint_worker_end(&plan.as_is);
    return captionlint_fail(error, &cause, status);
}

/* --- what the caller may ask --- */

captionlint_fix_state captionlint_fix_state_of(const captionlint_fix *fix)
{
    return fix->state;
}

const char *captionlint_fix_picture(const captionlint_fix *fix)
{
    return captionlint_picture_path(fix->before);
}

const char *captionlint_fix_sidecar(const captionlint_fix *fix)
{
    return fix->sidecar;
}

int captionlint_fix_exists(const captionlint_fix *fix)
{
    return fix->exists ? 1 : 0;
}

const char *captionlint_fix_reason(const captionlint_fix *fix)
{
    return fix->reason;
}

const char *captionlint_fix_diff(const captionlint_fix *fix)
{
    return fix->state == CAPTIONLINT_FIX_READY ? fix->diff : "";
}

const void *captionlint_fix_bytes(const captionlint_fix *fix, size_t *len)
{
    bool ready = fix->state == CAPTIONLINT_FIX_READY;
    *len = ready ? fix->bytes.len : 0;
    return ready ? fix->bytes.data : NULL;
}

size_t captionlint_fix_note_count(const captionlint_fix *fix)
{
    return fix->notes.count;
}

const char *captionlint_fix_note(const captionlint_fix *fix, size_t i)
{
    return *CL_ARRAY_AT(&fix->notes, const char *const, i);
}
