#include "caption/merge.h"

#include "base/limits.h"
#include "base/text.h"
#include "caption/compose.h"
#include "caption/credit.h"
#include "ruleset/fold.h"

cl_status cl_places_add(cl_places *places, cl_arena *arena, const cl_place *place)
{
    for (size_t i = 0; i < places->items.count; i++) {
        const cl_place *known = CL_ARRAY_AT(&places->items, const cl_place, i);
        if (known->field == place->field && known->start == place->start &&
            known->end == place->end) {
            return CL_OK;
        }
    }
    if (places->items.count >= CL_PLACES_MAX) {
        return CL_OK;
    }
    cl_place *added = cl_array_add(&places->items, arena, sizeof *added, CL_PLACES_MAX);
    if (added == NULL) {
        return cl_arena_status(arena);
    }
    *added = *place;
    return CL_OK;
}

static bool is_quote(uint32_t code)
{
    return code == '"' || code == '\'' || (code >= 0x2018 && code <= 0x201F) || code == 0xAB ||
           code == 0xBB;
}

/* What is never the end of a credit. */
static bool is_loose_end(uint32_t code)
{
    return cl_utf8_is_blank(code) || is_quote(code) || code == ',' || code == ';' || code == ':' ||
           code == '.' || code == '/' || code == '-' || code == '|' || code == '*' || code == '_';
}

/* What is never its beginning; "-" stands for a photographer who is not named. */
static bool is_loose_start(uint32_t code)
{
    return cl_utf8_is_blank(code) || is_quote(code) || code == ',' || code == ';' || code == ':' ||
           code == '.' || code == '/' || code == '*' || code == '|';
}

void cl_trim_credit(cl_place *place)
{
    uint32_t code;
    size_t at = 0;
    while (cl_utf8_next(place->text, &at, &code) && is_loose_start(code)) {
        place->text = cl_span_from(place->text, at);
        place->start++;
        at = 0;
    }
    size_t keep = 0;
    uint32_t kept = 0;
    uint32_t count = 0;
    for (at = 0; cl_utf8_next(place->text, &at, &code);) {
        count++;
        if (!is_loose_end(code)) {
            keep = at;
            kept = count;
        }
    }
    place->text = cl_span_sub(place->text, 0, keep);
    place->end = place->start + kept;
}

/* The next character that tells credits apart. */
static uint32_t next_significant(cl_span text, size_t *at)
{
    uint32_t code;
    while (cl_utf8_next(text, at, &code)) {
        if (!cl_utf8_is_blank(code) && !is_quote(code)) {
            return cl_fold_case(code);
        }
    }
    return 0;
}

/* FNV-1a over the characters that tell two wordings apart: case, white space and quotes aside. */
static uint64_t key_of(cl_span text)
{
    uint64_t key = UINT64_C(0xcbf29ce484222325);
    size_t at = 0;
    for (uint32_t code = next_significant(text, &at); code != 0;
         code = next_significant(text, &at)) {
        key = (key ^ code) * UINT64_C(0x100000001b3);
    }
    return key;
}

static bool same_wording(cl_span a, cl_span b)
{
    size_t i = 0;
    size_t k = 0;
    uint32_t left;
    do {
        left = next_significant(a, &i);
        if (left != next_significant(b, &k)) {
            return false;
        }
    } while (left != 0);
    return true;
}

static bool same_moment(const cl_moment *a, const cl_moment *b)
{
    return a->known == b->known && a->year == b->year && a->month == b->month && a->day == b->day &&
           a->has_time == b->has_time && a->hour == b->hour && a->minute == b->minute &&
           a->has_zone == b->has_zone && a->zone_minutes == b->zone_minutes;
}

static bool same_time(const cl_time_limit *a, const cl_time_limit *b)
{
    return a->one_time == b->one_time && a->within.hours == b->within.hours &&
           a->embargo == b->embargo && a->expiry == b->expiry &&
           same_moment(&a->not_before, &b->not_before) && same_moment(&a->not_after, &b->not_after);
}

static bool same_scope(const cl_scope *a, const cl_scope *b)
{
    return cl_words_equal(a->territory, b->territory) && cl_words_equal(a->medium, b->medium) &&
           cl_words_equal(a->use, b->use) && a->lasts.hours == b->lasts.hours &&
           same_moment(&a->until, &b->until);
}

static bool same_restriction(const cl_restriction *a, const cl_restriction *b)
{
    return a->kind == b->kind && a->effect == b->effect && cl_words_equal(a->values, b->values) &&
           cl_words_equal(a->review, b->review) && same_scope(&a->scope, &b->scope) &&
           same_time(&a->time, &b->time);
}

static void raise(cl_confidence *confidence, cl_confidence other)
{
    *confidence = other > *confidence ? other : *confidence;
}

cl_status cl_merge_restriction(cl_record *record, const cl_restriction *restriction,
                               const cl_place *place)
{
    for (size_t i = 0; i < record->restrictions.count; i++) {
        cl_restriction *known = CL_ARRAY_AT(&record->restrictions, cl_restriction, i);
        if (same_restriction(known, restriction)) {
            raise(&known->confidence, restriction->confidence);
            return cl_places_add(&known->places, record->arena, place);
        }
    }
    cl_restriction *added =
        cl_array_add(&record->restrictions, record->arena, sizeof *added, CL_CLAUSES_MAX);
    if (added == NULL) {
        return CL_LIMIT;
    }
    *added = *restriction;
    return cl_places_add(&added->places, record->arena, place);
}

/* Without wording each demand stands for itself: it is settled when all fields are read. */
static bool is_twin(const cl_credit *known, const cl_credit *credit)
{
    return known->text.len > 0 && credit->text.len > 0 && known->key == credit->key &&
           same_wording(known->text, credit->text);
}

/* The stronger of two demands for one credit gives its wording. */
static void join_credit(cl_credit *known, const cl_credit *credit)
{
    bool stronger = credit->role > known->role;
    if (stronger || (credit->quoted && !known->quoted)) {
        known->text = credit->text;
    }
    known->rule = stronger ? credit->rule : known->rule;
    known->role = stronger ? credit->role : known->role;
    known->quoted = known->quoted || credit->quoted;
    raise(&known->confidence, credit->confidence);
}

cl_status cl_merge_credit(const cl_ruleset *rules, cl_record *record, cl_credit *credit,
                          const cl_place *place)
{
    credit->key = key_of(credit->text);
    for (size_t i = 0; i < record->credits.count; i++) {
        cl_credit *known = CL_ARRAY_AT(&record->credits, cl_credit, i);
        if (is_twin(known, credit)) {
            join_credit(known, credit);
            return cl_places_add(&known->places, record->arena, place);
        }
    }
    cl_credit *added = cl_array_add(&record->credits, record->arena, sizeof *added, CL_CLAUSES_MAX);
    if (added == NULL) {
        return CL_LIMIT;
    }
    *added = *credit;
    CL_TRY(cl_credit_parse(rules, record->arena, added));
    return cl_places_add(&added->places, record->arena, place);
}

cl_status cl_merge_notice(cl_record *record, cl_span kind, const cl_phrase *phrase,
                          const cl_place *place)
{
    for (size_t i = 0; i < record->notices.count; i++) {
        cl_notice *known = CL_ARRAY_AT(&record->notices, cl_notice, i);
        if (cl_span_equal(known->kind, kind)) {
            raise(&known->confidence, phrase->confidence);
            return cl_places_add(&known->places, record->arena, place);
        }
    }
    cl_notice *added = cl_array_add(&record->notices, record->arena, sizeof *added, CL_CLAUSES_MAX);
    if (added == NULL) {
        return CL_LIMIT;
    }
    *added = (cl_notice){.kind = kind, .confidence = phrase->confidence, .rule = phrase->id};
    return cl_places_add(&added->places, record->arena, place);
}

cl_status cl_merge_unread(cl_record *record, cl_span rule, const cl_place *place)
{
    for (size_t i = 0; i < record->unread.count; i++) {
        cl_unread *known = CL_ARRAY_AT(&record->unread, cl_unread, i);
        if (same_wording(cl_places_first(&known->places)->text, place->text)) {
            return cl_places_add(&known->places, record->arena, place);
        }
    }
    cl_unread *added = cl_array_add(&record->unread, record->arena, sizeof *added, CL_CLAUSES_MAX);
    if (added == NULL) {
        return CL_LIMIT;
    }
    *added = (cl_unread){.rule = rule};
    return cl_places_add(&added->places, record->arena, place);
}
