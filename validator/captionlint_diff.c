/* Differences of two inputs: both are read and judged as captionlint_check does it, one inside the
 * other, so that both live while they are compared. */
#include "captionlint_diff.h"

#include <stdlib.h>

#include "base/source.h"
#include "captionlint_records.h"

/* Two inputs on their way to the caller. */
typedef struct pairing {
    const captionlint *lint;
    const captionlint_input *newer;
    captionlint_difference_fn each;
    void *user;
    captionlint_records *records; /* of `newer`; NULL: it is one picture */
    const captionlint_picture *old;
    captionlint_status status; /* of what stopped it */
    captionlint_error *error;
} pairing;

/* --- what the caller may ask --- */

int captionlint_difference_loss(const captionlint_difference *difference)
{
    cl_diff_result result = cl_diff_result_of(&difference->item);
    return result == CL_DIFF_LOST || result == CL_DIFF_MISSING ? 1 : 0;
}

int captionlint_difference_incomplete(const captionlint_difference *difference)
{
    return cl_diff_incomplete(&difference->item) ? 1 : 0;
}

size_t captionlint_difference_count(const captionlint_difference *difference)
{
    return difference->changes.items.count;
}

captionlint_change captionlint_difference_change(const captionlint_difference *difference, size_t i)
{
    const cl_change *change = CL_ARRAY_AT(&difference->changes.items, const cl_change, i);
    captionlint_change out = {.change = cl_change_name(change->kind),
                              .what = change->what,
                              .message = "(out of memory)",
                              .loss = change->loss ? 1 : 0};
    cl_out sentence = {0};
    cl_span copy;
    cl_diff_sentence(&sentence, change);
    if (!sentence.failed &&
        cl_arena_copy(difference->changes.arena, cl_out_span(&sentence), &copy) == CL_OK) {
        out.message = (const char *)copy.data;
    }
    cl_out_free(&sentence);
    return out;
}

/* --- one pair --- */

static cl_status take_editions(const captionlint_picture *old, const captionlint_picture *new,
                               captionlint_difference *out)
{
    size_t count = old->judgement_count;
    cl_diff_edition *editions = cl_arena_alloc(out->changes.arena, count + 1, sizeof *editions);
    if (editions == NULL) {
        return cl_arena_status(out->changes.arena);
    }
    for (size_t i = 0; i < count && i < new->judgement_count; i++) {
        editions[i] = (cl_diff_edition){.name = old->judgements[i].edition->name,
                                        .before = old->judgements[i].verdict,
                                        .after = new->judgements[i].verdict};
        out->item.edition_count++;
    }
    out->item.editions = editions;
    return CL_OK;
}

static cl_status compare(const captionlint_picture *old, const captionlint_picture *new,
                         captionlint_difference *out)
{
    out->item = (cl_diff_item){
        .before = old->record.path,
        .after = new->record.path,
        .id = old->record.id,
        .changes = &out->changes,
        .before_incomplete = captionlint_picture_incomplete(old) != 0,
        .after_incomplete = captionlint_picture_incomplete(new) != 0,
    };
    CL_TRY(take_editions(old, new, out));
    cl_status status = cl_compare(old->rules, &old->record, &new->record, &out->changes);
    if (status == CL_LIMIT) { /* what was found so far is told, and that it is not all */
        out->changes.limited = true;
        return CL_OK;
    }
    return status;
}

/* Keeps the first thing that went wrong; gives what stops captionlint_check. */
static int stop(pairing *pair, cl_status status)
{
    if (status != CL_OK && pair->status == CAPTIONLINT_OK) {
        cl_error none = {0};
        pair->status = captionlint_fail(pair->error, &none, status);
    }
    return status == CL_OK ? 0 : 1;
}

static cl_status hand_over(const pairing *pair, const captionlint_difference *difference)
{
    return pair->each(difference, pair->user) == 0 ? CL_OK : CL_STOPPED;
}

static int on_new(const captionlint_picture *new, void *user)
{
    pairing *pair = user;
    captionlint_difference difference = {.changes = {0}};
    difference.changes.arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    cl_status status =
        difference.changes.arena == NULL ? CL_NO_MEMORY : compare(pair->old, new, &difference);
    if (status == CL_OK) {
        status = hand_over(pair, &difference);
    }
    cl_arena_free(difference.changes.arena);
    return stop(pair, status);
}

static int on_alone(const captionlint_picture *picture, bool is_new, pairing *pair)
{
    captionlint_difference difference = {.item = {.id = picture->record.id}};
    bool incomplete = captionlint_picture_incomplete(picture) != 0;
    if (is_new) {
        difference.item.after = picture->record.path;
        difference.item.after_incomplete = incomplete;
    } else {
        difference.item.before = picture->record.path;
        difference.item.before_incomplete = incomplete;
    }
    return stop(pair, hand_over(pair, &difference));
}

static int on_left_over(const captionlint_picture *picture, void *user)
{
    return on_alone(picture, true, user);
}

/* Reads `input`, and keeps what went wrong. */
static int check(pairing *pair, const captionlint_input *input, captionlint_picture_fn each)
{
    captionlint_status status = captionlint_check(pair->lint, input, each, pair, pair->error);
    if (status != CAPTIONLINT_OK && pair->status == CAPTIONLINT_OK) {
        pair->status = status;
    }
    return status == CAPTIONLINT_OK ? 0 : 1;
}

static int on_old(const captionlint_picture *old, void *user)
{
    pairing *pair = user;
    captionlint_input one = *pair->newer;
    pair->old = old;
    if (pair->records == NULL) {
        return check(pair, &one, on_new);
    }
    bool found;
    cl_status status = captionlint_records_find(pair->records, old->record.id, &one, &found);
    if (status != CL_OK) {
        return stop(pair, status);
    }
    return found ? check(pair, &one, on_new) : on_alone(old, false, pair);
}

/* The records of `newer` that no record of `older` asked for. */
static void tell_left_over(pairing *pair)
{
    captionlint_input one = *pair->newer;
    bool found = true;
    while (found) {
        cl_status status = captionlint_records_next(pair->records, &one, &found);
        if (stop(pair, status) != 0 || (found && check(pair, &one, on_left_over) != 0)) {
            return;
        }
    }
}

static cl_status open_records(const captionlint_input *older, const captionlint_input *newer,
                              captionlint_records **out, cl_error *error)
{
    *out = NULL;
    bool records = captionlint_is_records(older) && captionlint_is_records(newer);
    return records ? captionlint_records_open(newer, out, error) : CL_OK;
}

captionlint_status captionlint_diff(const captionlint *lint, const captionlint_input *older,
                                    const captionlint_input *newer, captionlint_difference_fn each,
                                    void *user, captionlint_error *error)
{
    cl_error cause = {0};
    captionlint_error room = {.status = CAPTIONLINT_OK};
    pairing pair = {.lint = lint,
                    .newer = newer,
                    .each = each,
                    .user = user,
                    .error = error == NULL ? &room : error};
    cl_status status = open_records(older, newer, &pair.records, &cause);
    if (status != CL_OK) {
        captionlint_records_close(pair.records);
        return captionlint_fail(error, &cause, status);
    }
    (void)check(&pair, older, on_old);
    if (pair.records != NULL && pair.status == CAPTIONLINT_OK) {
        tell_left_over(&pair);
    }
    captionlint_records_close(pair.records);
    return pair.status;
}
