#include "caption/compose.h"

#include "base/text.h"
#include "caption/merge.h"
#include "caption/moment.h"

/* One match being turned into what it says. */
typedef struct composing {
    const cl_ruleset *rules;
    cl_record *record;
    const cl_field *field;
    const cl_view *view;
    const cl_match *match;
    cl_confidence confidence; /* the least of phrase, names and field */
    bool said;
} composing;

/* Bytes of the view as a place in the original characters. */
static cl_place place_of_bytes(const composing *work, size_t start, size_t end)
{
    cl_original original = cl_view_original(work->view, start, end);
    return (cl_place){work->field, original.start, original.end, original.text};
}

static cl_place place_of_match(const composing *work)
{
    return place_of_bytes(work, work->match->start, work->match->end);
}

static void lower(composing *work, cl_confidence confidence)
{
    work->confidence = confidence < work->confidence ? confidence : work->confidence;
}

static bool took_part(const composing *work, unsigned group)
{
    return group != 0 && work->match->groups[group].start < work->match->groups[group].end;
}

/* The vocabulary whose marks are values of a kind; NULL where the text itself is the value. */
static const char *vocabulary_of(cl_kind kind)
{
    static const char *const names[CL_KIND_COUNT] = {
        [CL_KIND_TERRITORY] = "territory",
        [CL_KIND_MEDIUM] = "media",
        [CL_KIND_USE] = "use",
        [CL_KIND_RESALE] = "resale",
        [CL_KIND_ALTERATION] = "alteration",
        [CL_KIND_AI] = "ai",
    };
    return names[kind];
}

static bool is_place(const cl_name *name)
{
    return name->codes.count > 0;
}

static cl_status add_mark(composing *work, const cl_name *name, cl_words *values, cl_words *review)
{
    cl_arena *arena = work->record->arena;
    if (!is_place(name)) {
        return cl_words_add(values, arena, name->value);
    }
    CL_TRY(cl_words_add_all(values, arena, name->codes));
    if (review != NULL) {
        CL_TRY(cl_words_add_all(review, arena, name->review));
    }
    lower(work, name->confidence);
    return CL_OK;
}

static bool is_of(const cl_name *name, const char *vocabulary)
{
    cl_span wanted = cl_span_of(vocabulary);
    return is_place(name) ? cl_span_equal(wanted, CL_SPAN("territory"))
                          : cl_span_equal(wanted, name->kind);
}

static cl_status words_of_marks(composing *work, cl_group group, const char *vocabulary,
                                cl_words *values, cl_words *review)
{
    const cl_mark *mark = cl_view_mark(work->view, group.start, group.end);
    while (mark != NULL) {
        if (mark->name != NULL && is_of(mark->name, vocabulary)) {
            CL_TRY(add_mark(work, mark->name, values, review));
        }
        mark = cl_view_mark(work->view, mark->at + 1, group.end);
    }
    return CL_OK;
}

static bool is_term(const composing *work)
{
    return cl_field_class_of(work->field->name) == CL_CLASS_TERM;
}

/* The territories of a run of PLUS region codes: "8RHQ8RCA". */
static cl_status words_of_regions(composing *work, cl_group group, cl_words *values,
                                  cl_words *review)
{
    cl_arena *arena = work->record->arena;
    for (size_t at = group.start; at < group.end; at += CL_REGION_CODE) {
        cl_span code = cl_span_sub(work->view->text, at, CL_REGION_CODE);
        const cl_name *region = cl_ruleset_region(work->rules, code);
        if (region == NULL) {
            *values = *review = (cl_words){0}; /* what is not known may be granted too: unread */
            return CL_OK;
        }
        CL_TRY(cl_words_add_all(values, arena, region->codes));
        CL_TRY(cl_words_add_all(review, arena, region->review));
    }
    for (size_t i = 0; i < values->count; i++) {
        cl_words_remove(review, values->items[i]);
    }
    return CL_OK;
}

/* The original characters of a group, white space folded. */
static cl_status text_of_group(const composing *work, unsigned group, cl_span *out)
{
    const cl_group *span = &work->match->groups[group];
    cl_place place = place_of_bytes(work, span->start, span->end);
    return cl_utf8_squeeze(work->record->arena, place.text, SIZE_MAX, out);
}

/* `vocabulary` NULL: the text is the value. */
static cl_status words_of(composing *work, const cl_value_source *source, const char *vocabulary,
                          cl_words *values, cl_words *review)
{
    CL_TRY(cl_words_add_all(values, work->record->arena, source->literal));
    if (!took_part(work, source->group)) {
        return CL_OK;
    }
    if (is_term(work) && review != NULL && vocabulary != NULL) {
        return words_of_regions(work, work->match->groups[source->group], values, review);
    }
    if (vocabulary != NULL) {
        return words_of_marks(work, work->match->groups[source->group], vocabulary, values, review);
    }
    cl_span text;
    CL_TRY(text_of_group(work, source->group, &text));
    return text.len == 0 ? CL_OK : cl_words_add(values, work->record->arena, text);
}

/* The first time of that kind in a group; NULL when there is none. */
static const cl_time_found *time_in(const composing *work, unsigned group, cl_time_kind kind)
{
    if (!took_part(work, group)) {
        return NULL;
    }
    const cl_group *span = &work->match->groups[group];
    const cl_mark *mark = cl_view_mark(work->view, span->start, span->end);
    while (mark != NULL && (mark->name != NULL || mark->time.kind != kind)) {
        mark = cl_view_mark(work->view, mark->at + 1, span->end);
    }
    return mark == NULL ? NULL : &mark->time;
}

/* In a field of dates the whole group is one, as its standard writes it. */
static bool term_moment(const composing *work, unsigned group, cl_moment *out)
{
    cl_span text;
    cl_moment moment;
    if (!is_term(work) || !took_part(work, group) || text_of_group(work, group, &text) != CL_OK ||
        !cl_moment_parse(text, &moment)) {
        return false;
    }
    *out = moment;
    return true;
}

/* A date, a time of day, or the two apart: "22:00 GMT on the evening of 4 March 2024". */
static cl_moment moment_of(composing *work, unsigned group)
{
    const cl_time_found *date = time_in(work, group, CL_TIME_DATE);
    const cl_time_found *clock = time_in(work, group, CL_TIME_CLOCK);
    cl_moment moment = date != NULL ? date->moment : (cl_moment){0};
    if (term_moment(work, group, &moment)) {
        return moment;
    }
    if (date != NULL) {
        lower(work, date->confidence);
    }
    if (clock != NULL && !moment.has_time) {
        lower(work, clock->confidence);
        moment.has_time = clock->moment.has_time;
        moment.hour = clock->moment.hour;
        moment.minute = clock->moment.minute;
        moment.has_zone = clock->moment.has_zone;
        moment.zone_minutes = clock->moment.zone_minutes;
        moment.zone_slack = clock->moment.zone_slack;
    }
    return moment;
}

/* The days of a bare number of up to three digits (NARCH30); 0 when it is none. */
static unsigned bare_days(const composing *work, unsigned group)
{
    const cl_group *span = &work->match->groups[group];
    cl_span digits = cl_span_sub(work->view->text, span->start, span->end - span->start);
    unsigned days = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '9' || digits.len > 3) {
            return 0;
        }
        days = days * 10 + (unsigned)(digits.data[i] - '0');
    }
    return days;
}

static cl_duration duration_of(const composing *work, unsigned group)
{
    const cl_time_found *time = time_in(work, group, CL_TIME_DURATION);
    if (time != NULL) {
        return time->duration;
    }
    unsigned days = took_part(work, group) ? bare_days(work, group) : 0;
    return (cl_duration){.hours = days * 24, .in_days = days > 0};
}

static cl_status remove_exceptions(composing *work, const cl_reads *reads, cl_restriction *out)
{
    cl_words except = {0};
    CL_TRY(words_of(work, &reads->except, vocabulary_of(out->kind), &except, NULL));
    for (size_t i = 0; i < except.count; i++) {
        cl_words_remove(&out->values, except.items[i]);
        cl_words_remove(&out->review, except.items[i]);
    }
    return CL_OK;
}

static cl_status fill_scope(composing *work, const cl_reads *reads, cl_scope *out)
{
    CL_TRY(words_of(work, &reads->territory, "territory", &out->territory, NULL));
    CL_TRY(words_of(work, &reads->medium, "media", &out->medium, NULL));
    CL_TRY(words_of(work, &reads->use, "use", &out->use, NULL));
    out->lasts = duration_of(work, reads->lasts);
    out->until = moment_of(work, reads->until);
    return CL_OK;
}

/* Where the clock is changed an embargo waits for the later moment and an end is the sooner one. */
static cl_moment end_of(composing *work, unsigned group)
{
    cl_moment moment = moment_of(work, group);
    return cl_moment_sooner(&moment);
}

/* What counts from a date that can be read two ways is a guess. */
static cl_moment base_of(composing *work, unsigned group)
{
    cl_moment moment = end_of(work, group);
    if (moment.either_way) {
        lower(work, CL_LOW);
        moment.either_way = false;
    }
    return moment;
}

static void fill_time(composing *work, const cl_reads *reads, cl_time_limit *out)
{
    out->one_time = reads->one_time;
    out->within = duration_of(work, reads->within);
    out->from = base_of(work, reads->from);
    out->embargo = reads->embargo || reads->not_before != 0;
    out->not_before = moment_of(work, reads->not_before);
    out->expiry = reads->expiry || reads->not_after != 0;
    out->not_after = end_of(work, reads->not_after);
}

/* Whether the group grants the whole world, which limits nothing. */
static bool grants_world(const composing *work, const cl_reads *reads)
{
    if (reads->effect != CL_ONLY || !took_part(work, reads->values.group)) {
        return false;
    }
    const cl_group *span = &work->match->groups[reads->values.group];
    const cl_mark *mark = cl_view_mark(work->view, span->start, span->end);
    while (mark != NULL && (mark->name == NULL || mark->name->codes.count < CL_TERRITORY_WORLD)) {
        mark = cl_view_mark(work->view, mark->at + 1, span->end);
    }
    return mark != NULL;
}

static cl_status compose_restriction(composing *work, const cl_reads *reads)
{
    cl_restriction restriction = {
        .kind = reads->kind, .effect = reads->effect, .rule = work->match->phrase->id};
    if (grants_world(work, reads)) {
        work->said = true;
        return CL_OK;
    }
    const char *vocabulary = vocabulary_of(reads->kind);
    CL_TRY(words_of(work, &reads->values, vocabulary, &restriction.values, &restriction.review));
    if (reads->kind != CL_KIND_TIME && restriction.values.count == 0 &&
        restriction.review.count == 0) {
        return CL_OK;
    }
    work->said = true;
    CL_TRY(remove_exceptions(work, reads, &restriction));
    CL_TRY(fill_scope(work, reads, &restriction.scope));
    fill_time(work, reads, &restriction.time);
    restriction.confidence = work->confidence;
    cl_place place = place_of_match(work);
    return cl_merge_restriction(work->record, &restriction, &place);
}

static cl_status compose_credit(composing *work, const cl_reads *reads)
{
    cl_credit credit = {.role = reads->role,
                        .quoted = reads->quoted,
                        .confidence = work->confidence,
                        .rule = work->match->phrase->id};
    cl_place place = place_of_match(work);
    if (took_part(work, reads->text)) {
        const cl_group *span = &work->match->groups[reads->text];
        place = place_of_bytes(work, span->start, span->end);
        cl_trim_credit(&place);
        CL_TRY(cl_utf8_squeeze(work->record->arena, place.text, SIZE_MAX, &credit.text));
    }
    if (reads->text != 0 && credit.text.len == 0 && reads->role != CL_CREDIT_MANDATORY) {
        return CL_OK;
    }
    work->said = true;
    return cl_merge_credit(work->rules, work->record, &credit, &place);
}

static cl_status compose_one(composing *work, const cl_reads *reads)
{
    cl_place place = place_of_match(work);
    work->confidence = work->match->phrase->confidence;
    lower(work, reads->confidence);
    cl_field_name where = work->field->name;
    if (cl_field_class_of(where) == CL_CLASS_LABEL || where == CL_HEADLINE || where == CL_TITLE) {
        lower(work, CL_MEDIUM); /* not where a condition is expected */
    }
    switch (reads->what) {
    case CL_READS_RESTRICTION:
        return compose_restriction(work, reads);
    case CL_READS_CREDIT:
        return compose_credit(work, reads);
    case CL_READS_NOTICE:
        work->said = true;
        return cl_merge_notice(work->record, reads->notice, work->match->phrase, &place);
    case CL_READS_UNREAD:
        work->said = true;
        return cl_merge_unread(work->record, work->match->phrase->id, &place);
    case CL_READS_NOTHING:
        work->said = true;
        break;
    }
    return CL_OK;
}

cl_status cl_compose(const cl_subject *subject, const cl_match *match, bool *said)
{
    composing work = {.rules = subject->rules,
                      .record = subject->record,
                      .field = subject->field,
                      .view = subject->view,
                      .match = match,
                      .confidence = CL_HIGH};
    for (size_t i = 0; i < match->phrase->reads_count; i++) {
        CL_TRY(compose_one(&work, &match->phrase->reads[i]));
    }
    *said = work.said;
    return CL_OK;
}
