#include "check/waiver.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/message.h"
#include "base/out.h"
#include "base/text.h"
#include "check/clock.h"
#include "check/finding_id.h"
#include "check/kinds.h"

enum {
    SECONDS_OF_HOUR = 60 * 60
};

static const char *const rules[] = {"waiver.expired", "waiver.too-long", "waiver.refused",
                                    "waiver.edited",  "waiver.unused",   NULL};

/* Exceptions are weighed when all else is judged: cl_waivers_apply. */
static cl_status run(cl_judge *judge)
{
    (void)judge;
    return CL_OK;
}

const cl_check_kind cl_check_waiver = {"waiver", rules, run};

/* --- the list --- */

static const cl_waiver *waiver_at(const cl_waivers *waivers, size_t i)
{
    return CL_ARRAY_AT(&waivers->items, const cl_waiver, i);
}

static int by_picture(const void *left, const void *right)
{
    const cl_waiver *a = left;
    const cl_waiver *b = right;
    int order = memcmp(a->picture, b->picture, sizeof a->picture);
    if (order == 0) {
        order = cl_span_compare(a->file, b->file);
    }
    return order != 0 ? order : (a->line > b->line) - (a->line < b->line);
}

static int by_text(const void *left, const void *right)
{
    return cl_span_compare(*(const cl_span *)left, *(const cl_span *)right);
}

static bool has_scope(const cl_waivers *waivers, cl_span rule, cl_span edition)
{
    for (size_t i = 0; i < waivers->scopes.count; i++) {
        const cl_waiver_scope *scope = CL_ARRAY_AT(&waivers->scopes, const cl_waiver_scope, i);
        if (cl_span_equal(scope->rule, rule) && cl_span_equal(scope->edition, edition)) {
            return true;
        }
    }
    return false;
}

static cl_status add_scope(cl_waivers *waivers, const cl_waiver *waiver)
{
    if (has_scope(waivers, waiver->rule, waiver->edition)) {
        return CL_OK;
    }
    cl_waiver_scope *scope =
        cl_array_add(&waivers->scopes, waivers->arena, sizeof *scope, CL_WAIVERS_MAX);
    if (scope == NULL) {
        return cl_arena_status(waivers->arena);
    }
    *scope = (cl_waiver_scope){waiver->rule, waiver->edition};
    return CL_OK;
}

static cl_status add_name(cl_waivers *waivers, cl_span name)
{
    if (name.len == 0) {
        return CL_OK;
    }
    cl_span *added = cl_array_add(&waivers->names, waivers->arena, sizeof *added, CL_WAIVERS_MAX);
    if (added == NULL) {
        return cl_arena_status(waivers->arena);
    }
    *added = name;
    return CL_OK;
}

cl_status cl_waivers_sort(cl_waivers *waivers)
{
    waivers->scopes.count = 0;
    waivers->names.count = 0;
    for (size_t i = 0; i < waivers->items.count; i++) {
        CL_TRY(add_scope(waivers, waiver_at(waivers, i)));
        CL_TRY(add_name(waivers, waiver_at(waivers, i)->name));
    }
    if (waivers->items.count > 0) {
        qsort(waivers->items.items, waivers->items.count, sizeof(cl_waiver), by_picture);
    }
    if (waivers->names.count > 0) {
        qsort(waivers->names.items, waivers->names.count, sizeof(cl_span), by_text);
    }
    return CL_OK;
}

int64_t cl_waiver_limit(const cl_ruleset *ruleset, const cl_finding *finding)
{
    const cl_check_rule *rule = cl_ruleset_check_of(ruleset, finding->rule);
    if (finding->incomplete || (rule != NULL && cl_span_equal(rule->kind, CL_SPAN("waiver")))) {
        return 0;
    }
    return rule == NULL || rule->waivable_hours == 0
               ? INT64_MAX
               : (int64_t)rule->waivable_hours * SECONDS_OF_HOUR;
}

/* --- one picture --- */

/* A picture whose findings are gone through. Those of `waivers` from `first` on are for it. */
typedef struct weighing {
    const cl_waiving *with;
    cl_record *record;
    cl_span name; /* as entries name it */
    uint8_t picture[CL_FINGERPRINT_BYTES];
    size_t first;
    size_t count;
    bool *used; /* of `count` */
} weighing;

cl_span cl_waiver_name(const cl_record *record)
{
    cl_span path = record->path;
    size_t slash = path.len;
    while (slash > 0 && path.data[slash - 1] != '/') {
        slash--;
    }
    return record->id.len > 0 ? record->id : cl_span_from(path, slash);
}

static bool in_scope(const cl_waivers *waivers, const cl_findings *findings, cl_span edition)
{
    for (size_t i = 0; i < findings->items.count; i++) {
        if (has_scope(waivers, cl_findings_at(findings, i)->rule, edition)) {
            return true;
        }
    }
    return false;
}

static bool is_named(const cl_waivers *waivers, cl_span name)
{
    return waivers->names.count > 0 && bsearch(&name, waivers->names.items, waivers->names.count,
                                               sizeof(cl_span), by_text) != NULL;
}

/* Whether it is worth the time to read all of the picture. */
static bool may_apply(const weighing *weigh, const cl_judgement *judgements, size_t count)
{
    const cl_waivers *waivers = weigh->with->waivers;
    if (weigh->with->at_hand || is_named(waivers, weigh->name)) {
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        cl_span edition = judgements[i].edition->name;
        if (in_scope(waivers, &judgements[i].findings, edition) ||
            in_scope(waivers, &weigh->record->findings, edition)) {
            return true;
        }
    }
    return false;
}

/* The first waiver that is not for a lesser picture. */
static size_t lower_bound(const cl_waivers *waivers, const uint8_t picture[CL_FINGERPRINT_BYTES])
{
    size_t low = 0;
    size_t high = waivers->items.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (memcmp(waiver_at(waivers, middle)->picture, picture, CL_FINGERPRINT_BYTES) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static cl_status find_own(weighing *weigh)
{
    const cl_waivers *waivers = weigh->with->waivers;
    CL_TRY(weigh->with->digest(weigh->with->user, weigh->picture));
    weigh->first = lower_bound(waivers, weigh->picture);
    size_t end = weigh->first;
    while (end < waivers->items.count &&
           memcmp(waiver_at(waivers, end)->picture, weigh->picture, CL_FINGERPRINT_BYTES) == 0) {
        end++;
    }
    weigh->count = end - weigh->first;
    weigh->used = cl_arena_alloc(weigh->record->arena, weigh->count + 1, sizeof *weigh->used);
    return weigh->used == NULL ? cl_arena_status(weigh->record->arena) : CL_OK;
}

/* --- one finding --- */

/* A waiver of the finding; both speak of the same words, and of the same values of the edition: one
 * that grew since is not what was approved. */
static bool is_for(const cl_waiver *waiver, const cl_finding *finding, cl_span edition,
                   cl_span words)
{
    return cl_span_equal(waiver->rule, finding->rule) && cl_span_equal(waiver->edition, edition) &&
           cl_span_equal(waiver->note, words) &&
           (waiver->values.len == 0 || cl_span_equal(waiver->values, finding->about));
}

/* What keeps a waiver from holding: a rule of the table above, or NULL. */
static const char *obstacle(const weighing *weigh, const cl_waiver *waiver,
                            const cl_edition *edition, int64_t limit)
{
    cl_period *holds = weigh->with->holds;
    int64_t now = weigh->with->now;
    int64_t published = edition->at.known ? cl_moment_latest(&edition->at) : now;
    if (limit == 0) {
        return "waiver.refused";
    }
    cl_period_narrow(holds, now, waiver->ends);
    if (now >= waiver->ends || published >= waiver->ends) {
        return "waiver.expired";
    }
    if (limit == INT64_MAX) {
        return NULL;
    }
    cl_period_narrow(holds, now, waiver->ends - limit);
    return now < waiver->ends - limit ? "waiver.too-long" : NULL;
}

static cl_status say(cl_judge *judge, const char *rule, const cl_waiver *waiver,
                     const cl_finding *finding)
{
    cl_saying saying;
    CL_TRY(cl_saying_of(judge, rule, NULL, &saying));
    if (finding != NULL) {
        saying.proof = finding->proof;
    }
    const cl_check_rule *waived = cl_ruleset_check_of(judge->rules, waiver->rule);
    cl_out place = {0};
    cl_out_place(&place, (const char *)waiver->file.data, waiver->line);
    cl_span where = CL_EMPTY_SPAN;
    cl_status status =
        place.failed ? CL_NO_MEMORY : cl_arena_copy(judge->arena, cl_out_span(&place), &where);
    cl_out_free(&place);
    CL_TRY(status);
    unsigned hours = waived == NULL ? 0 : waived->waivable_hours;
    saying.blanks.of[CL_BLANK_RULE] = waiver->rule;
    saying.blanks.of[CL_BLANK_DATE] = waiver->expires;
    saying.blanks.of[CL_BLANK_OTHER] = waiver->approved_by;
    saying.blanks.of[CL_BLANK_WHERE] = where;
    saying.blanks.of[CL_BLANK_LIMIT] = cl_arena_format(judge->arena, "%u", hours);
    CL_TRY(cl_one_line(judge->arena, waiver->note, &saying.blanks.of[CL_BLANK_TEXT]));
    return cl_judge_say(judge, &saying);
}

/* The waiver for such a finding that holds longest; where none holds *why says what is in the way
 * of the one that holds longest. */
static const cl_waiver *find_waiver(const weighing *weigh, const cl_edition *edition,
                                    const cl_finding *finding, cl_span words, const char **why)
{
    const cl_waiver *best = NULL;
    int64_t limit = cl_waiver_limit(weigh->with->rules, finding);
    for (size_t i = 0; i < weigh->count; i++) {
        const cl_waiver *waiver = waiver_at(weigh->with->waivers, weigh->first + i);
        if (!is_for(waiver, finding, edition->name, words)) {
            continue;
        }
        weigh->used[i] = true;
        const char *in_the_way = obstacle(weigh, waiver, edition, limit);
        bool better = best == NULL || (*why != NULL && in_the_way == NULL) ||
                      ((*why == NULL) == (in_the_way == NULL) && waiver->ends > best->ends);
        if (better) {
            best = waiver;
            *why = in_the_way;
        }
    }
    return best;
}

/* A waiver for these words that names this file, whose bytes are others. */
static const cl_waiver *find_edited(const weighing *weigh, const cl_edition *edition,
                                    const cl_finding *finding, cl_span words)
{
    const cl_waivers *waivers = weigh->with->waivers;
    if (!is_named(waivers, weigh->name)) {
        return NULL;
    }
    for (size_t i = 0; i < waivers->items.count; i++) {
        const cl_waiver *waiver = waiver_at(waivers, i);
        if (cl_span_equal(waiver->name, weigh->name) &&
            is_for(waiver, finding, edition->name, words)) {
            return waiver;
        }
    }
    return NULL;
}

/* *out gets the waiver that holds for the finding, or NULL; what does not hold is told. */
static cl_status weigh_finding(const weighing *weigh, cl_judge *judge, const cl_finding *finding,
                               const cl_waiver **out)
{
    cl_span words;
    const char *why = NULL;
    const cl_finding copy = *finding; /* what is said moves the list */
    *out = NULL;
    if (!has_scope(weigh->with->waivers, copy.rule, judge->edition->name)) {
        return CL_OK;
    }
    CL_TRY(cl_finding_words(judge->arena, &copy.proof, &words));
    const cl_waiver *waiver = find_waiver(weigh, judge->edition, &copy, words, &why);
    if (waiver == NULL) {
        why = "waiver.edited";
        waiver = find_edited(weigh, judge->edition, &copy, words);
    }
    if (waiver == NULL || why == NULL) {
        *out = waiver;
        return CL_OK;
    }
    return say(judge, why, waiver, &copy);
}

/* --- one edition --- */

static cl_status weigh_own_findings(const weighing *weigh, cl_judge *judge)
{
    cl_findings *findings = &judge->out->findings;
    size_t count = findings->items.count;
    for (size_t i = 0; i < count; i++) {
        const cl_waiver *waiver;
        CL_TRY(weigh_finding(weigh, judge, cl_findings_at(findings, i), &waiver));
        CL_ARRAY_AT(&findings->items, cl_finding, i)->waiver = waiver;
    }
    return CL_OK;
}

/* Damage is the file's, a waiver the edition's: it is waived for this edition at first, and
 * `times` counts for how many. */
static cl_status weigh_damage(const weighing *weigh, cl_judge *judge, size_t *times)
{
    cl_findings *findings = &weigh->record->findings;
    for (size_t i = 0; i < findings->items.count; i++) {
        cl_finding *finding = CL_ARRAY_AT(&findings->items, cl_finding, i);
        const cl_waiver *waiver;
        CL_TRY(weigh_finding(weigh, judge, finding, &waiver));
        finding->waiver = waiver;
        if (waiver == NULL) {
            continue;
        }
        times[i]++;
        CL_TRY(cl_judge_reason(judge, CL_MESSAGE("%.*s is waived until %.*s by %.*s: %.*s"),
                               CL_SPAN_PRINT(finding->rule), CL_SPAN_PRINT(waiver->expires),
                               CL_SPAN_PRINT(waiver->approved_by), CL_SPAN_PRINT(waiver->reason)));
    }
    return CL_OK;
}

static cl_status say_unused(const weighing *weigh, cl_judge *judge)
{
    for (size_t i = 0; i < weigh->count; i++) {
        const cl_waiver *waiver = waiver_at(weigh->with->waivers, weigh->first + i);
        if (!weigh->used[i] && cl_span_equal(waiver->edition, judge->edition->name)) {
            CL_TRY(say(judge, "waiver.unused", waiver, NULL));
        }
    }
    return CL_OK;
}

static cl_status weigh_edition(const weighing *weigh, cl_judgement *judgement, size_t *times)
{
    cl_judge judge = {.rules = weigh->with->rules,
                      .record = weigh->record,
                      .edition = judgement->edition,
                      .arena = weigh->record->arena,
                      .out = judgement};
    judge.fields = cl_field_set_of(&weigh->record->fields);
    judge.translated = cl_messages_are_translated();
    CL_TRY(weigh_own_findings(weigh, &judge));
    CL_TRY(weigh_damage(weigh, &judge, times));
    CL_TRY(say_unused(weigh, &judge));
    judgement->verdict = cl_check_weigh(weigh->record, judgement);
    return CL_OK;
}

static cl_status weigh_editions(const weighing *weigh, cl_judgement *judgements, size_t count)
{
    cl_findings *damage = &weigh->record->findings;
    size_t *times = cl_arena_alloc(weigh->record->arena, damage->items.count + 1, sizeof *times);
    if (times == NULL) {
        return cl_arena_status(weigh->record->arena);
    }
    for (size_t i = 0; i < count; i++) {
        CL_TRY(weigh_edition(weigh, &judgements[i], times));
    }
    for (size_t i = 0; i < damage->items.count; i++) {
        if (times[i] < count) {
            CL_ARRAY_AT(&damage->items, cl_finding, i)->waiver = NULL;
        }
    }
    return CL_OK;
}

cl_status cl_waivers_apply(const cl_waiving *with, cl_record *record, cl_judgement *judgements,
                           size_t count)
{
    weighing weigh = {.with = with, .record = record, .name = cl_waiver_name(record)};
    if (with->waivers->items.count == 0 || count == 0 || !may_apply(&weigh, judgements, count)) {
        return CL_OK;
    }
    CL_TRY(find_own(&weigh));
    return weigh_editions(&weigh, judgements, count);
}
