#include "caption/reading.h"

#include <stdlib.h>

#include "base/damage.h"
#include "base/limits.h"
#include "caption/again.h"
#include "caption/compose.h"
#include "caption/note.h"
#include "caption/settle.h"

struct cl_reader_state {
    const cl_ruleset *rules;
    cl_matcher *matcher;
    cl_arena *scratch; /* of the field at hand: a picture may have thousands */
};

cl_reader_state *cl_reader_state_new(const cl_ruleset *rules)
{
    cl_reader_state *state = calloc(1, sizeof *state);
    if (state == NULL) {
        return NULL;
    }
    state->rules = rules;
    state->matcher = cl_matcher_new();
    state->scratch = cl_arena_new(CL_ARENA_PICTURE_MAX);
    if (state->matcher == NULL || state->scratch == NULL) {
        cl_reader_state_free(state);
        return NULL;
    }
    return state;
}

void cl_reader_state_free(cl_reader_state *state)
{
    if (state != NULL) {
        cl_matcher_free(state->matcher);
        cl_arena_free(state->scratch);
        free(state);
    }
}

/* One field on its way through the stages. */
typedef struct reading {
    cl_reader_state *state;
    cl_subject subject;
    cl_mask read;    /* by phrases that keep their words to themselves */
    cl_mask shared;  /* by phrases whose words may also be part of a credit */
    uint32_t *stood; /* a count for each phrase; NULL: not wanted */
} reading;

/* Compose, mask. */
static cl_status say(reading *work, const cl_view *view, const cl_array *matches)
{
    for (size_t i = 0; i < matches->count; i++) {
        const cl_match *match = CL_ARRAY_AT(matches, const cl_match, i);
        bool said = false;
        CL_TRY(cl_compose(&work->subject, match, &said));
        if (said) {
            cl_mask_add(match->phrase->shared ? &work->shared : &work->read, view, match->start,
                        match->end);
        }
        if (work->stood != NULL) {
            work->stood[cl_ruleset_phrase_index(work->state->rules, match->phrase)]++;
        }
    }
    return CL_OK;
}

static cl_status run_stage(reading *work, const cl_view *view, cl_stage stage)
{
    cl_array matches = {0};
    const cl_possible *possible;
    work->subject.view = view;
    CL_TRY(cl_match_look(&work->subject, stage, &possible));
    CL_TRY(cl_match_stage(&work->subject, possible, work->state->matcher, &matches));
    return say(work, view, &matches);
}

/* The first stage. A caption that phrases of prose do not account for may be only a note: then it
 * is one for all stages. */
static cl_status run_restrictions(reading *work, const cl_folded *folded, const cl_view *view)
{
    cl_array matches = {0};
    cl_array as_note = {0};
    bool done = false;
    const cl_possible *possible;
    cl_matcher *matcher = work->state->matcher;
    work->subject.view = view;
    CL_TRY(cl_match_look(&work->subject, CL_STAGE_RESTRICTION, &possible));
    CL_TRY(cl_match_stage(&work->subject, possible, matcher, &matches));
    if (!cl_note_possible(work->subject.field)) {
        return say(work, view, &matches);
    }
    CL_TRY(cl_note_is(&work->subject, matcher, folded, &matches, &done));
    if (done) {
        return say(work, view, &matches);
    }
    work->subject.as_note = true;
    CL_TRY(cl_match_stage(&work->subject, possible, matcher, &as_note));
    CL_TRY(cl_note_is(&work->subject, matcher, folded, &as_note, &work->subject.as_note));
    return say(work, view, work->subject.as_note ? &as_note : &matches);
}

/* A term such as "PR-NON" is read as it is written: PR there is no territory. */
static cl_status view_of_restrictions(const reading *work, const cl_folded *folded, cl_view *out)
{
    cl_arena *arena = work->subject.record->arena;
    if (cl_field_class_of(work->subject.field->name) == CL_CLASS_TERM) {
        return cl_view_of_rest(arena, &work->read, out);
    }
    return cl_view_of_names(arena, work->subject.rules, folded, out);
}

static cl_status read_field(cl_reader_state *state, cl_record *record, const cl_field *field,
                            uint32_t *stood)
{
    cl_arena *arena = record->arena;
    reading work = {.state = state,
                    .subject = {.rules = state->rules,
                                .record = record,
                                .field = field,
                                .scratch = state->scratch},
                    .stood = stood};
    cl_folded folded;
    cl_view view;
    cl_budget budget;
    cl_arena_reset(state->scratch);
    cl_budget_begin(&budget);
    work.subject.budget = &budget;
    CL_TRY(cl_fold(arena, field->value, &folded));
    CL_TRY(cl_mask_new(arena, &folded, &work.read));
    CL_TRY(cl_mask_new(arena, &folded, &work.shared));
    CL_TRY(view_of_restrictions(&work, &folded, &view));
    CL_TRY(run_restrictions(&work, &folded, &view));
    CL_TRY(cl_view_of_credits(arena, state->rules, &work.read, &view));
    CL_TRY(run_stage(&work, &view, CL_STAGE_CREDIT));
    cl_mask_join(&work.read, &work.shared);
    CL_TRY(cl_view_of_rest(arena, &work.read, &view));
    return run_stage(&work, &view, CL_STAGE_UNREAD);
}

/* A field that is too much for us is reported; the others are still read. */
static cl_status report_limit(cl_record *record, const cl_field *field)
{
    return cl_damage_report(&record->findings, CL_DAMAGE_LIMIT, field->offset,
                            "the %s holds more than is read of one field (%zu bytes); not all of "
                            "it was read",
                            cl_field_name_text(field->name), field->value.len);
}

static cl_status report_total(cl_record *record, const cl_field *field)
{
    return cl_damage_report(&record->findings, CL_DAMAGE_LIMIT, field->offset,
                            "more text than is read of one picture (%u bytes); the %s and what "
                            "follows it were not read",
                            CL_TEXT_TOTAL_MAX, cl_field_name_text(field->name));
}

static cl_status read_one(cl_reader_state *state, cl_record *record, const cl_field *field,
                          uint32_t *stood)
{
    cl_status status = read_field(state, record, field, stood);
    if (status == CL_LIMIT && cl_arena_status(record->arena) == CL_OK) {
        return report_limit(record, field);
    }
    return status;
}

/* Every text once: what a hostile picture costs is bounded by CL_TEXT_TOTAL_MAX. */
static cl_status read_all(cl_reader_state *state, cl_record *record, uint32_t *stood)
{
    size_t total = 0;
    record->matcher = state->matcher;
    for (size_t i = 0; i < record->fields.items.count; i++) {
        const cl_field *field = cl_fields_at(&record->fields, i);
        if (cl_field_class_of(field->name) == CL_CLASS_NONE) {
            continue;
        }
        const cl_field *same = stood == NULL ? cl_again_of(record, i) : NULL;
        if (same != NULL) {
            CL_TRY(cl_again_stand(record, same, field));
            continue;
        }
        total += field->value.len;
        if (total > CL_TEXT_TOTAL_MAX) {
            CL_TRY(report_total(record, field));
            break;
        }
        CL_TRY(read_one(state, record, field, stood));
    }
    return cl_settle(state->rules, record);
}

cl_status cl_reading_run(cl_reader_state *state, cl_record *record)
{
    return read_all(state, record, NULL);
}

cl_status cl_reading_run_counting(cl_reader_state *state, cl_record *record, uint32_t *stood)
{
    return read_all(state, record, stood);
}
