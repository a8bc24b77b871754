#include "report/plus.h"

#include "base/limits.h"
#include "base/text.h"
#include "caption/credit.h"
#include "caption/moment.h"
#include "metadata/alike.h"
#include "report/plus_parts.h"

enum {
    ONE_LINE = 4000 /* code points of one note; longer ones are whole captions */
};

/* IPTC Photo Metadata Standard 2025.1; PLUS LDF 2.0.1 */
const cl_plus_property cl_plus_properties[CL_PLUS_COUNT] = {
    [CL_PLUS_COPYRIGHT] = {"dc", "rights", CL_COPYRIGHT, CL_PLUS_ALT},
    [CL_PLUS_CREDIT] = {"photoshop", "Credit", CL_CREDIT, CL_PLUS_TEXT},
    [CL_PLUS_INSTRUCTIONS] = {"photoshop", "Instructions", CL_INSTRUCTIONS, CL_PLUS_TEXT},
    [CL_PLUS_SIDECAR] = {"photoshop", "SidecarForExtension", CL_OTHER, CL_PLUS_TEXT},
    [CL_PLUS_USAGE_TERMS] = {"xmpRights", "UsageTerms", CL_USAGE_TERMS, CL_PLUS_ALT},
    [CL_PLUS_WEB_STATEMENT] = {"xmpRights", "WebStatement", CL_WEB_STATEMENT, CL_PLUS_TEXT},
    [CL_PLUS_COPYRIGHT_STATUS] = {"plus", "CopyrightStatus", CL_COPYRIGHT_STATUS, CL_PLUS_TERM},
    [CL_PLUS_CREDIT_REQUIRED] = {"plus", "CreditLineRequired", CL_CREDIT_LINE_REQUIRED,
                                 CL_PLUS_TERM},
    [CL_PLUS_DATA_MINING] = {"plus", "DataMining", CL_DATA_MINING, CL_PLUS_TERM},
    [CL_PLUS_ALTERATION] = {"plus", "ImageAlterationConstraints", CL_IMAGE_ALTERATION_CONSTRAINTS,
                            CL_PLUS_TERMS},
    [CL_PLUS_DUPLICATION] = {"plus", "ImageDuplicationConstraints",
                             CL_IMAGE_DUPLICATION_CONSTRAINTS, CL_PLUS_TERM},
    [CL_PLUS_FILE] = {"plus", "ImageFileConstraints", CL_IMAGE_FILE_CONSTRAINTS, CL_PLUS_TERMS},
    [CL_PLUS_START] = {"plus", "LicenseStartDate", CL_RELEASE_DATE, CL_PLUS_DATE},
    [CL_PLUS_END] = {"plus", "LicenseEndDate", CL_EXPIRATION_DATE, CL_PLUS_DATE},
    [CL_PLUS_MEDIA] = {"plus", "MediaConstraints", CL_MEDIA_CONSTRAINTS, CL_PLUS_ALT},
    [CL_PLUS_REGION] = {"plus", "RegionConstraints", CL_REGION_CONSTRAINTS, CL_PLUS_ALT},
    [CL_PLUS_PRODUCT] = {"plus", "ProductOrServiceConstraints", CL_PRODUCT_OR_SERVICE_CONSTRAINTS,
                         CL_PLUS_ALT},
    [CL_PLUS_OTHER] = {"plus", "OtherConstraints", CL_OTHER_CONSTRAINTS, CL_PLUS_ALT},
    [CL_PLUS_MODEL] = {"plus", "ModelReleaseStatus", CL_MODEL_RELEASE, CL_PLUS_TERM},
    [CL_PLUS_PROPERTY] = {"plus", "PropertyReleaseStatus", CL_PROPERTY_RELEASE, CL_PLUS_TERM},
    [CL_PLUS_MINOR] = {"plus", "MinorModelAgeDisclosure", CL_MINOR_AGE, CL_PLUS_TERM},
    [CL_PLUS_ADULT] = {"plus", "AdultContentWarning", CL_ADULT_CONTENT_WARNING, CL_PLUS_TERM},
    [CL_PLUS_LICENSOR] = {"plus", "Licensor", CL_LICENSOR, CL_PLUS_LICENSORS},
};

const char *cl_plus_address(const char *prefix)
{
    static const char *const addresses[][2] = {
        {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
        {"dc", "http://purl.org/dc/elements/1.1/"},
        {"photoshop", "http://ns.adobe.com/photoshop/1.0/"},
        {"xmpRights", "http://ns.adobe.com/xap/1.0/rights/"},
        {"plus", "http://ns.useplus.org/ldf/xmp/1.0/"},
    };
    size_t i = 0;
    while (i + 1 < sizeof addresses / sizeof *addresses &&
           !cl_span_equal(cl_span_of(addresses[i][0]), cl_span_of(prefix))) {
        i++;
    }
    return addresses[i][1];
}

bool cl_plus_is_empty(const cl_plus *plus)
{
    size_t count = plus->licensors.count;
    for (size_t i = 0; i < CL_PLUS_COUNT; i++) {
        count += i == CL_PLUS_SIDECAR ? 0 : plus->values[i].count;
    }
    return count == 0;
}

/* --- where words stand --- */

/* Whether the note stands where it belongs: in this export, what is carried over as it is; in a
 * sidecar, any property for rights. */
static bool is_proper(const cl_plus_work *work, const cl_field *field)
{
    cl_field_class class = cl_field_class_of(field->name);
    if (work->missing) {
        return class == CL_CLASS_NOTES || class == CL_CLASS_TERM || class == CL_CLASS_CREDIT;
    }
    return class == CL_CLASS_TERM || cl_plus_is_carried(work, field);
}

typedef struct standing {
    bool proper;     /* its words are where they belong */
    bool term;       /* a term or a date of some property says it */
    cl_span words;   /* in one line; empty: it stands in terms alone */
    cl_span address; /* then: the value of that property */
} standing;

bool cl_plus_is_noted(const cl_plus_work *work, cl_span words)
{
    const cl_fields *fields = &work->record->fields;
    for (size_t i = 0; i < fields->items.count && words.len > 0; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        if (cl_field_class_of(field->name) == CL_CLASS_NOTES &&
            cl_span_find(field->value, words) < field->value.len) {
            return true;
        }
    }
    return false;
}

static cl_status look(cl_plus_work *work, const cl_places *places, standing *out)
{
    *out = (standing){.proper = false};
    for (size_t i = 0; i < places->items.count; i++) {
        const cl_place *place = CL_ARRAY_AT(&places->items, const cl_place, i);
        if (place->field == NULL) {
            continue;
        }
        bool term = cl_field_class_of(place->field->name) == CL_CLASS_TERM;
        out->proper = out->proper || is_proper(work, place->field);
        out->term = out->term || term;
        if (term) {
            out->address = place->field->value;
        } else if (out->words.len == 0) {
            CL_TRY(cl_utf8_squeeze(work->arena, place->text, ONE_LINE, &out->words));
        }
    }
    /* What was written to a property may be read otherwise there, or not at all. */
    out->proper = out->proper || (work->missing && cl_plus_is_noted(work, out->words));
    return CL_OK;
}

/* --- adding --- */

cl_status cl_plus_remark_add(cl_plus *plus, cl_span text, const char *why)
{
    cl_plus_remark *added =
        cl_array_add(&plus->remarks, plus->arena, sizeof *added, CL_FINDINGS_MAX);
    if (added == NULL) {
        return plus->remarks.count == CL_FINDINGS_MAX ? CL_OK : cl_arena_status(plus->arena);
    }
    added->why = why;
    return cl_utf8_squeeze(plus->arena, text, ONE_LINE, &added->text);
}

cl_status cl_plus_remark_on(cl_plus_work *work, cl_span text, const char *why)
{
    return cl_plus_remark_add(work->out, text, why);
}

bool cl_plus_may(const cl_plus_work *work, cl_plus_name name)
{
    return !work->missing ||
           (!work->taken[name] &&
            cl_fields_first(&work->record->fields, cl_plus_properties[name].field) == NULL);
}

/* Unless a part that is there says it. */
static cl_status add_part(cl_plus_work *work, cl_plus_name name, cl_span text)
{
    cl_words *parts = &work->out->values[name];
    for (size_t i = 0; i < parts->count; i++) {
        if (cl_span_find(parts->items[i], text) < parts->items[i].len) {
            return CL_OK;
        }
    }
    return text.len == 0 || !cl_plus_may(work, name) ? CL_OK
                                                     : cl_words_add(parts, work->arena, text);
}

static cl_status add_term(cl_plus_work *work, cl_plus_name name, const char *term)
{
    return cl_plus_may(work, name)
               ? cl_words_add(&work->out->values[name], work->arena, cl_span_of(term))
               : CL_OK;
}

/* A term in the place of what is there. */
static cl_status set_term(cl_plus_work *work, cl_plus_name name, const char *term)
{
    if (cl_plus_may(work, name)) {
        work->out->values[name].count = 0;
    }
    return add_term(work, name, term);
}

static cl_status add_note(cl_plus_work *work, cl_span text)
{
    return text.len == 0 ? CL_OK : cl_words_add(&work->notes, work->arena, text);
}

/* --- restrictions --- */

static bool is_scoped(const cl_scope *scope)
{
    return scope->territory.count + scope->medium.count + scope->use.count > 0 ||
           scope->lasts.hours > 0 || scope->until.known;
}

/* A bar without conditions, read without doubt. */
static bool is_plain(const cl_restriction *restriction)
{
    return restriction->effect == CL_DENY && restriction->confidence != CL_LOW &&
           restriction->review.count == 0 && !is_scoped(&restriction->scope);
}

/* Uses that promote something; others are terms of use. */
static bool is_promotion(const cl_restriction *restriction)
{
    static const char *const uses[] = {"advertising", "marketing",  "merchandising",
                                       "promotion",   "commercial", NULL};
    for (size_t i = 0; i < restriction->values.count; i++) {
        if (!cl_span_is_one_of(restriction->values.items[i], uses)) {
            return false;
        }
    }
    return restriction->effect == CL_DENY && restriction->values.count > 0;
}

static cl_plus_name home_of(const cl_restriction *restriction)
{
    switch (restriction->kind) {
    case CL_KIND_TERRITORY:
        return CL_PLUS_REGION;
    case CL_KIND_MEDIUM:
    case CL_KIND_OUTLET:
        return CL_PLUS_MEDIA;
    case CL_KIND_USE:
        return is_promotion(restriction) ? CL_PLUS_PRODUCT : CL_PLUS_USAGE_TERMS;
    default:
        return CL_PLUS_OTHER;
    }
}

/* As text, in the property for its kind. In a sidecar only what no such property says. */
static cl_status add_text(cl_plus_work *work, const cl_restriction *restriction,
                          const standing *where)
{
    cl_plus_name home = home_of(restriction);
    if (where->words.len == 0 || (work->missing && where->proper)) {
        return CL_OK;
    }
    if (home == CL_PLUS_OTHER && !work->missing) {
        CL_TRY(cl_plus_remark_on(work, where->words, "kept as text; PLUS has no term for it"));
    }
    return add_part(work, home, where->words);
}

static void keep_latest(const cl_moment *moment, cl_moment *out)
{
    if (!out->known || cl_moment_earliest(moment) > cl_moment_earliest(out)) {
        *out = *moment;
    }
}

static void keep_earliest(const cl_moment *moment, cl_moment *out)
{
    if (!out->known || cl_moment_latest(moment) < cl_moment_latest(out)) {
        *out = *moment;
    }
}

static bool is_clear(const cl_moment *moment)
{
    return moment->known && !moment->either_way;
}

/* Dates that this export has to say; of several the strictest. */
static bool take_dates(cl_plus_work *work, const cl_restriction *restriction)
{
    const cl_time_limit *time = &restriction->time;
    const cl_moment end = cl_moment_sooner(&time->not_after);
    bool start = is_clear(&time->not_before);
    if (start) {
        keep_latest(&time->not_before, &work->start);
    }
    if (is_clear(&end)) {
        keep_earliest(&end, &work->end);
    }
    bool dated =
        (start || !time->embargo) && (is_clear(&end) || (!time->expiry && time->within.hours == 0));
    return dated && !time->one_time;
}

static bool take_release(cl_plus_work *work, const cl_restriction *restriction)
{
    bool model = cl_words_have(restriction->values, CL_SPAN("model"));
    bool property = cl_words_have(restriction->values, CL_SPAN("property"));
    work->no_model = work->no_model || model;
    work->no_property = work->no_property || property;
    return restriction->values.count == (model ? 1u : 0u) + (property ? 1u : 0u);
}

static cl_status take_alteration(cl_plus_work *work, const cl_restriction *restriction, bool *out)
{
    static const char *const terms[][2] = {{"cropping", "AL-CRP"},   {"flipping", "AL-FLP"},
                                           {"retouching", "AL-RET"}, {"colour", "AL-CLR"},
                                           {"colour", "AL-DCL"},     {"merging", "AL-MRG"}};
    size_t found = 0;
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        if (cl_words_have(restriction->values, cl_span_of(terms[i][0]))) {
            found += i == 4 ? 0 : 1; /* colour has two terms */
            CL_TRY(add_term(work, CL_PLUS_ALTERATION, terms[i][1]));
        }
    }
    *out = found > 0 && found == restriction->values.count;
    return CL_OK;
}

/* Whether a term or a date says all of it. */
static cl_status take_terms(cl_plus_work *work, const cl_restriction *restriction, bool *said)
{
    *said = false;
    if (!is_plain(restriction)) {
        return CL_OK;
    }
    switch (restriction->kind) {
    case CL_KIND_TIME:
        *said = take_dates(work, restriction);
        return CL_OK;
    case CL_KIND_RELEASE:
        *said = take_release(work, restriction);
        return CL_OK;
    case CL_KIND_AI:
        *said = true;
        return cl_words_add_all(&work->ai, work->arena, restriction->values);
    case CL_KIND_ALTERATION:
        return take_alteration(work, restriction, said);
    default:
        return CL_OK;
    }
}

static cl_status add_restriction(cl_plus_work *work, const cl_restriction *restriction)
{
    standing where;
    bool said = work->missing;
    CL_TRY(look(work, &restriction->places, &where));
    if (!where.proper) {
        CL_TRY(add_note(work, where.words));
    }
    if (restriction->confidence == CL_LOW) {
        return where.proper && work->missing
                   ? CL_OK
                   : cl_plus_remark_on(work, where.words.len > 0 ? where.words : where.address,
                                       "kept as text; it was read with little confidence");
    }
    if (!work->missing || !where.term) {
        CL_TRY(take_terms(work, restriction, &said));
    }
    if (where.words.len == 0 && !said && !work->missing) {
        /* The licence or code that says it. */
        return where.proper && cl_plus_carries(work, where.address)
                   ? CL_OK
                   : add_part(work, CL_PLUS_USAGE_TERMS, where.address);
    }
    return said ? CL_OK : add_text(work, restriction, &where);
}

static cl_status add_restrictions(cl_plus_work *work)
{
    for (size_t i = 0; i < work->record->restrictions.count; i++) {
        CL_TRY(add_restriction(work, cl_record_restriction(work->record, i)));
    }
    return CL_OK;
}

static cl_status put_date(cl_plus_work *work, cl_plus_name name, cl_moment moment)
{
    if (!moment.known || !cl_plus_may(work, name)) {
        return CL_OK;
    }
    if (moment.has_time && moment.hour == 24) { /* XMP has no such hour */
        moment.hour = 23;
        moment = cl_moment_add(&moment, (cl_duration){.hours = 1});
    }
    cl_span text = cl_moment_format(work->arena, &moment);
    work->out->values[name].count = 0;
    return text.len == 0 ? cl_arena_status(work->arena)
                         : cl_words_add(&work->out->values[name], work->arena, text);
}

/* How much a term for data mining bars. */
static unsigned mining_rank(cl_words terms)
{
    cl_span term = terms.count == 0 ? CL_EMPTY_SPAN : terms.items[0];
    if (!cl_span_starts(term, CL_SPAN("DMI-PROHIBITED"))) {
        return 0;
    }
    return cl_span_ends(term, CL_SPAN("AIMLTRAINING"))      ? 1
           : cl_span_equal(term, CL_SPAN("DMI-PROHIBITED")) ? 3
                                                            : 2;
}

static cl_status put_mining(cl_plus_work *work)
{
    bool training = cl_words_have(work->ai, CL_SPAN("ai_training"));
    bool mining = work->ai.count > (training ? 1u : 0u);
    unsigned rank = !mining ? 1 : training ? 3 : 2;
    static const char *const terms[] = {"DMI-PROHIBITED-AIMLTRAINING",
                                        "DMI-PROHIBITED-SEECONSTRAINT", "DMI-PROHIBITED"};
    if (work->ai.count == 0 || rank <= mining_rank(work->out->values[CL_PLUS_DATA_MINING])) {
        return CL_OK;
    }
    if (rank == 2) { /* mining alone has no term: the words have to stand with it */
        CL_TRY(add_part(work, CL_PLUS_OTHER, CL_SPAN("NO DATA MINING")));
        if (work->out->values[CL_PLUS_OTHER].count == 0) {
            return CL_OK;
        }
    }
    return set_term(work, CL_PLUS_DATA_MINING, terms[rank - 1]);
}

/* Tells of a property that says less than the words, and is not ours to change. */
static cl_status tell_left(cl_plus_work *work, cl_plus_name name, bool wanted)
{
    if (!wanted || cl_plus_may(work, name)) {
        return CL_OK;
    }
    const cl_plus_property *property = &cl_plus_properties[name];
    const cl_field *field = cl_fields_first(&work->record->fields, property->field);
    cl_span value = field == NULL ? CL_EMPTY_SPAN : field->value;
    cl_span text = cl_arena_format(work->arena, "%s:%s \"%.*s\"", property->prefix, property->local,
                                   cl_span_print_length(value),
                                   value.data == NULL ? "" : (const char *)value.data);
    return text.len == 0
               ? cl_arena_status(work->arena)
               : cl_plus_remark_on(work, text, "left as it is; the words ask for more, and hold");
}

static cl_status tell_all_left(cl_plus_work *work)
{
    CL_TRY(tell_left(work, CL_PLUS_START, work->start.known));
    CL_TRY(tell_left(work, CL_PLUS_END, work->end.known));
    CL_TRY(tell_left(work, CL_PLUS_DATA_MINING, work->ai.count > 0));
    CL_TRY(tell_left(work, CL_PLUS_MODEL, work->no_model));
    return tell_left(work, CL_PLUS_PROPERTY, work->no_property);
}

static cl_status put_terms(cl_plus_work *work)
{
    CL_TRY(put_date(work, CL_PLUS_START, work->start));
    CL_TRY(put_date(work, CL_PLUS_END, work->end));
    CL_TRY(put_mining(work));
    CL_TRY(work->no_model ? set_term(work, CL_PLUS_MODEL, "MR-NON") : CL_OK);
    CL_TRY(work->no_property ? set_term(work, CL_PLUS_PROPERTY, "PR-NON") : CL_OK);
    return work->missing ? tell_all_left(work) : CL_OK;
}

/* --- notices, unread notes, ages --- */

/* What a notice is that no property repeats: a grant, a term, a remark on the picture. */
static bool is_no_note(cl_span kind)
{
    static const char *const kinds[] = {"ai-allowed",
                                        "model-released",
                                        "property-released",
                                        "public-domain",
                                        "pool",
                                        "quotation",
                                        "quality",
                                        "test",
                                        "resend",
                                        "credit-not-required",
                                        "licence-code",
                                        "copyright",
                                        "copyright-unknown",
                                        "see-constraints",
                                        NULL};
    return cl_span_is_one_of(kind, kinds);
}

static cl_status add_notices(cl_plus_work *work)
{
    for (size_t i = 0; i < work->record->notices.count; i++) {
        const cl_notice *notice = cl_record_notice(work->record, i);
        standing where;
        CL_TRY(look(work, &notice->places, &where));
        if (where.proper) {
            continue;
        }
        if (!is_no_note(notice->kind)) {
            CL_TRY(add_note(work, where.words));
        } else if (!work->missing) {
            CL_TRY(cl_plus_remark_on(work, where.words,
                                     "not written; it bars nothing and asks for nothing"));
        }
    }
    return CL_OK;
}

static cl_status add_unread(cl_plus_work *work)
{
    for (size_t i = 0; i < work->record->unread.count; i++) {
        standing where;
        CL_TRY(look(work, &cl_record_unread(work->record, i)->places, &where));
        if (!where.proper) {
            CL_TRY(add_note(work, where.words));
            CL_TRY(cl_plus_remark_on(work, where.words, "kept as text; it was not understood"));
        } else if (!work->missing) {
            CL_TRY(cl_plus_remark_on(work, where.words, "not understood; it stands in the text"));
        }
    }
    return CL_OK;
}

/* The age of the youngest person shown, where it is below eighteen. */
static cl_status add_age(cl_plus_work *work)
{
    unsigned youngest = 18;
    for (size_t i = 0; i < work->record->fields.items.count; i++) {
        const cl_field *field = cl_fields_at(&work->record->fields, i);
        unsigned age = 0;
        size_t k = 0;
        while (k < field->value.len && k < 3 && field->value.data[k] >= '0' &&
               field->value.data[k] <= '9') {
            age = age * 10 + (unsigned)(field->value.data[k++] - '0');
        }
        if (field->name == CL_MODEL_AGE && k > 0 && k == field->value.len && age < youngest) {
            youngest = age;
        }
    }
    static const char *const terms[] = {"AG-U14", "AG-A15", "AG-A16", "AG-A17"};
    bool known = work->out->values[CL_PLUS_MINOR].count > 0;
    return known || youngest >= 18
               ? CL_OK
               : add_term(work, CL_PLUS_MINOR, terms[youngest < 15 ? 0 : youngest - 14]);
}

/* --- all of it --- */

/* The notes go where desks look first; to the next such place where that one is taken. */
static cl_status place_notes(cl_plus_work *work)
{
    static const cl_plus_name homes[] = {CL_PLUS_INSTRUCTIONS, CL_PLUS_USAGE_TERMS, CL_PLUS_OTHER};
    size_t at = 0;
    while (at < sizeof homes / sizeof *homes && !cl_plus_may(work, homes[at])) {
        at++;
    }
    for (size_t i = 0; i < work->notes.count; i++) {
        if (at == sizeof homes / sizeof *homes) {
            CL_TRY(cl_plus_remark_on(work, work->notes.items[i],
                                     "not written; every property for such text has one already"));
        } else {
            CL_TRY(add_part(work, homes[at], work->notes.items[i]));
        }
    }
    return CL_OK;
}

static cl_status compose(cl_plus_work *work)
{
    CL_TRY(cl_plus_add_credits(work));
    CL_TRY(add_restrictions(work));
    CL_TRY(add_notices(work));
    CL_TRY(add_unread(work));
    CL_TRY(put_terms(work));
    CL_TRY(add_age(work));
    return place_notes(work);
}

cl_status cl_plus_of(const cl_ruleset *rules, const cl_record *record, cl_shown_order order,
                     cl_plus *out)
{
    *out = (cl_plus){.arena = record->arena};
    cl_plus_work work = {.rules = rules, .record = record, .arena = record->arena, .out = out};
    CL_TRY(cl_plus_carry(&work, order));
    return compose(&work);
}

cl_status cl_plus_missing(const cl_ruleset *rules, const cl_record *record,
                          const bool taken[CL_PLUS_COUNT], cl_plus *out)
{
    *out = (cl_plus){.arena = record->arena};
    cl_plus_work work = {.rules = rules,
                         .record = record,
                         .arena = record->arena,
                         .out = out,
                         .missing = true,
                         .taken = taken};
    return compose(&work);
}
