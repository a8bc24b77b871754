#include "caption/match.h"

#include <stdlib.h>

#include "base/damage.h"
#include "base/text.h"

/* How a phrase is tried in a field. */
typedef enum trial {
    TRY_NOT,
    TRY_ANYWHERE,
    TRY_WHOLE /* it counts only when it is all that the value says */
} trial;

/* One stage over one field. */
typedef struct search {
    cl_matcher *matcher;
    cl_record *record;
    const cl_field *field;
    const cl_view *view;
    cl_budget *budget;
    size_t skipped;      /* phrases that the budget did not allow */
    cl_array candidates; /* of cl_match */
} search;

static bool has_class(const cl_phrase *phrase, cl_field_class class)
{
    return (phrase->classes & 1u << class) != 0;
}

static bool demands_credit(const cl_phrase *phrase)
{
    return phrase->reads_count > 0 && phrase->reads[0].what == CL_READS_CREDIT &&
           phrase->reads[0].role == CL_CREDIT_MANDATORY;
}

static trial trial_of(const cl_phrase *phrase, const cl_subject *subject)
{
    const cl_field *field = subject->field;
    cl_field_class class = cl_field_class_of(field->name);
    if (phrase->named_fields) {
        return phrase->fields[field->name] ? TRY_ANYWHERE : TRY_NOT;
    }
    if (class == CL_CLASS_NONE) {
        return TRY_NOT;
    }
    if (has_class(phrase, class) || (subject->as_note && has_class(phrase, CL_CLASS_NOTES))) {
        return TRY_ANYWHERE;
    }
    if (class != CL_CLASS_CREDIT && class != CL_CLASS_LABEL) {
        return TRY_NOT;
    }
    /* In a credit field every text is a credit; only the demand for one says more. */
    if (phrase->stage == CL_STAGE_CREDIT && !demands_credit(phrase)) {
        return TRY_NOT;
    }
    if (has_class(phrase, CL_CLASS_PROSE)) {
        return TRY_ANYWHERE;
    }
    return has_class(phrase, CL_CLASS_NOTES) ? TRY_WHOLE : TRY_NOT;
}

static bool has_word(cl_span text)
{
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        if (cl_is_word(code) || (code >= CL_MARK_FIRST && code <= CL_MARK_LAST)) {
            return true;
        }
    }
    return false;
}

static bool is_whole(const cl_view *view, cl_group whole)
{
    return !has_word(cl_span_sub(view->text, 0, whole.start)) &&
           !has_word(cl_span_from(view->text, whole.end));
}

/* Told once, when the stage is done. */
static cl_status report_skipped(search *work)
{
    return cl_damage_report(&work->record->findings, CL_DAMAGE_LIMIT, work->field->offset,
                            "the %s took too long to read; %zu rules were not applied to it",
                            cl_field_name_text(work->field->name), work->skipped);
}

static cl_status report_limit(search *work, const cl_phrase *phrase)
{
    if (work->budget->spent) {
        work->skipped++;
        return CL_OK;
    }
    return cl_damage_report(&work->record->findings, CL_DAMAGE_LIMIT, work->field->offset,
                            "rule %.*s took too long on the %s; that rule was not applied to it",
                            CL_SPAN_PRINT(phrase->id), cl_field_name_text(work->field->name));
}

/* The first match that begins in [where.start, where.end). CL_LIMIT: the pattern, or the budget of
 * the field, came to its limit. */
static cl_status first_match(search *work, const cl_phrase *phrase, cl_group where,
                             cl_group groups[CL_GROUPS_MAX])
{
    cl_span text = work->view->text;
    groups[0] = (cl_group){SIZE_MAX, SIZE_MAX};
    while (where.start < where.end && !cl_group_is_set(groups[0])) {
        size_t next = cl_budget_next(work->budget, text, where.start, where.end);
        if (next == where.start) {
            return CL_LIMIT;
        }
        CL_TRY(cl_pattern_match(phrase->pattern, work->matcher, text, (cl_group){where.start, next},
                                groups));
        cl_budget_excuse(work->budget, cl_matcher_compiling(work->matcher));
        where.start = next;
    }
    return CL_OK;
}

static cl_status add_match(search *work, cl_array *to, const cl_phrase *phrase,
                           const cl_group *groups)
{
    cl_match *match = cl_array_add(to, work->record->arena, sizeof *match, CL_MATCHES_MAX);
    if (match == NULL) {
        return CL_LIMIT;
    }
    match->phrase = phrase;
    match->start = groups[0].start;
    match->end = groups[0].end;
    for (size_t i = 0; i < CL_GROUPS_MAX; i++) {
        match->groups[i] = groups[i];
    }
    return CL_OK;
}

static size_t step_past(cl_span text, size_t at)
{
    uint32_t code;
    return cl_utf8_next(text, &at, &code) ? at : text.len + 1;
}

/* Where a match may begin: at a place, or anywhere from there on. */
static cl_group from_place(const search *work, const cl_candidate *candidate, size_t at)
{
    return (cl_group){at, candidate->anywhere ? work->view->text.len + 1 : at + 1};
}

static cl_status try_phrase(search *work, const cl_possible *possible,
                            const cl_candidate *candidate, const cl_phrase *phrase, trial how)
{
    cl_group groups[CL_GROUPS_MAX];
    const cl_view *view = work->view;
    for (size_t at = cl_possible_place(possible, candidate, 0); at != SIZE_MAX;
         at = cl_possible_place(possible, candidate, at)) {
        cl_status status = first_match(work, phrase, from_place(work, candidate, at), groups);
        if (status == CL_LIMIT) {
            return report_limit(work, phrase);
        }
        CL_TRY(status);
        if (!cl_group_is_set(groups[0])) {
            at = candidate->anywhere ? view->text.len + 1 : step_past(view->text, at);
            continue;
        }
        bool empty = groups[0].end == groups[0].start;
        if (!empty && (how == TRY_ANYWHERE || is_whole(view, groups[0]))) {
            CL_TRY(add_match(work, &work->candidates, phrase, groups));
        }
        at = empty ? step_past(view->text, groups[0].end) : groups[0].end;
    }
    return CL_OK;
}

/* The longest first; of equal ones the phrase that was loaded first, then the earlier in the text.
 */
static int by_length(const void *a, const void *b)
{
    const cl_match *left = a;
    const cl_match *right = b;
    size_t left_len = left->end - left->start;
    size_t right_len = right->end - right->start;
    if (left_len != right_len) {
        return left_len > right_len ? -1 : 1;
    }
    if (left->phrase != right->phrase) {
        return left->phrase < right->phrase ? -1 : 1;
    }
    return left->start < right->start ? -1 : left->start > right->start;
}

static int by_place(const void *a, const void *b)
{
    const cl_match *left = a;
    const cl_match *right = b;
    return left->start < right->start ? -1 : left->start > right->start;
}

/* Phrases that share their words compete among themselves only. */
static uint8_t claim_of(const cl_phrase *phrase)
{
    return phrase->shared ? 2 : 1;
}

static bool is_free(const uint8_t *taken, const cl_match *match)
{
    for (size_t i = match->start; i < match->end; i++) {
        if ((taken[i] & claim_of(match->phrase)) != 0) {
            return false;
        }
    }
    return true;
}

static void take(uint8_t *taken, const cl_match *match)
{
    for (size_t i = match->start; i < match->end; i++) {
        taken[i] |= claim_of(match->phrase);
    }
}

/* Where the match is free again behind what was taken of it; its end when nothing is. */
static size_t free_again(const uint8_t *taken, const cl_match *match)
{
    size_t at = match->start;
    while (at < match->end && (taken[at] & claim_of(match->phrase)) == 0) {
        at++;
    }
    while (at < match->end && (taken[at] & claim_of(match->phrase)) != 0) {
        at++;
    }
    return at;
}

/* A match lost its first words to a longer one: of "… ONLY EDITORIAL USE ONLY" the phrase may still
 * stand without the first ONLY. */
static cl_status try_rest(search *work, const uint8_t *taken, const cl_match *lost, cl_array *out)
{
    cl_group groups[CL_GROUPS_MAX];
    size_t at = free_again(taken, lost);
    if (at >= lost->end) {
        return CL_OK;
    }
    cl_status status = first_match(work, lost->phrase, (cl_group){at, lost->end}, groups);
    if (status == CL_LIMIT) {
        return report_limit(work, lost->phrase);
    }
    CL_TRY(status);
    if (!cl_group_is_set(groups[0]) || groups[0].end == groups[0].start ||
        groups[0].start >= lost->end) {
        return CL_OK;
    }
    return add_match(work, out, lost->phrase, groups);
}

static cl_status keep_free(search *work, const cl_array *all, uint8_t *taken, cl_array *out,
                           cl_array *again)
{
    for (size_t i = 0; i < all->count; i++) {
        const cl_match *match = CL_ARRAY_AT(all, const cl_match, i);
        if (!is_free(taken, match)) {
            CL_TRY(try_rest(work, taken, match, again));
            continue;
        }
        take(taken, match);
        CL_TRY(add_match(work, out, match->phrase, match->groups));
    }
    return CL_OK;
}

static cl_status keep_longest(search *work, cl_array *out)
{
    enum {
        ROUNDS = 3
    };
    cl_array all = work->candidates;
    uint8_t *taken = cl_arena_alloc(work->record->arena, work->view->text.len + 1, 1);
    if (taken == NULL) {
        return cl_arena_status(work->record->arena);
    }
    for (int round = 0; round < ROUNDS && all.count > 0; round++) {
        cl_array again = {0};
        qsort(all.items, all.count, sizeof(cl_match), by_length);
        CL_TRY(keep_free(work, &all, taken, out, &again));
        all = again;
    }
    if (out->count > 0) {
        qsort(out->items, out->count, sizeof(cl_match), by_place);
    }
    return CL_OK;
}

static cl_status try_phrases(search *work, const cl_subject *subject, const cl_possible *possible)
{
    cl_candidate candidate;
    for (size_t i = 0; cl_possible_next(possible, &i, &candidate);) {
        const cl_phrase *phrase = cl_ruleset_phrase(subject->rules, candidate.phrase);
        trial how = trial_of(phrase, subject);
        if (how != TRY_NOT) {
            CL_TRY(try_phrase(work, possible, &candidate, phrase, how));
        }
    }
    return CL_OK;
}

cl_status cl_match_look(const cl_subject *subject, cl_stage stage, const cl_possible **out)
{
    *out = cl_prefilter_run(cl_ruleset_prefilter(subject->rules, stage), subject->scratch,
                            subject->view->text);
    return *out == NULL ? cl_arena_status(subject->scratch) : CL_OK;
}

cl_status cl_match_stage(const cl_subject *subject, const cl_possible *possible,
                         cl_matcher *matcher, cl_array *out)
{
    search work = {.matcher = matcher,
                   .record = subject->record,
                   .field = subject->field,
                   .view = subject->view,
                   .budget = subject->budget};
    CL_TRY(try_phrases(&work, subject, possible));
    if (work.skipped > 0) {
        CL_TRY(report_skipped(&work));
    }
    return work.candidates.count == 0 ? CL_OK : keep_longest(&work, out);
}
