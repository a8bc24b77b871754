#include "report/rights_terms.h"

#include "caption/moment.h"

/* ODRL Vocabulary & Expression 2.2, 4: `use` includes every other action, so that a prohibition of
 * it leaves none free. */
static const cl_rights_term terms[] = {
    {CL_KIND_TERRITORY, NULL, "use", "spatial", CL_RIGHTS_CODES, false},
    {CL_KIND_MEDIUM, NULL, "use", "media", CL_RIGHTS_TERMS, false},
    {CL_KIND_USE, NULL, "use", "purpose", CL_RIGHTS_TERMS, false},
    {CL_KIND_RESALE, "sales", "sell", NULL, CL_RIGHTS_NO_VALUES, false},
    {CL_KIND_RESALE, "resale", "sell", NULL, CL_RIGHTS_NO_VALUES, false},
    {CL_KIND_RESALE, "syndication", "grantUse", NULL, CL_RIGHTS_NO_VALUES, false},
    {CL_KIND_RESALE, "licensing", "grantUse", NULL, CL_RIGHTS_NO_VALUES, false},
    {CL_KIND_RESALE, "archive", "archive", NULL, CL_RIGHTS_NO_VALUES, false},
    {CL_KIND_OUTLET, NULL, "use", "recipient", CL_RIGHTS_NAMES, false},
    {CL_KIND_ALTERATION, "alteration", "modify", NULL, CL_RIGHTS_NO_VALUES, false},
    {CL_KIND_ALTERATION, NULL, "odrl:modify", "captionlint:alteration", CL_RIGHTS_TERMS, true},
    {CL_KIND_AI, NULL, "use", "purpose", CL_RIGHTS_TERMS, false},
};

/* A notice that is not here is text for a person; no notice is ever a permission. */
static const cl_rights_act acts[] = {
    {"kill", "prohibition", "use"},
    {"withdrawal", "prohibition", "use"},
    {"minors", "obligation", "anonymize"},
    {"do-not-name", "obligation", "anonymize"},
};

const cl_rights_term *cl_rights_term_of(cl_kind kind, cl_span value)
{
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        if (terms[i].kind == kind &&
            (terms[i].value == NULL || cl_span_equal(cl_span_of(terms[i].value), value))) {
            return &terms[i];
        }
    }
    return NULL;
}

const cl_rights_act *cl_rights_act_of(cl_span notice)
{
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        if (cl_span_equal(cl_span_of(acts[i].notice), notice)) {
            return &acts[i];
        }
    }
    return NULL;
}

static bool is_capital(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z';
}

/* ISO 3166-1 alpha-2, or ISO 3166-2: GB-SCT. */
bool cl_rights_is_code(cl_span value)
{
    enum {
        SUBDIVISION_MAX = 6
    };
    if (value.len < 2 || !is_capital(value.data[0]) || !is_capital(value.data[1])) {
        return false;
    }
    if (value.len == 2) {
        return true;
    }
    for (size_t i = 3; i < value.len; i++) {
        if (!is_capital(value.data[i]) && !(value.data[i] >= '0' && value.data[i] <= '9')) {
            return false;
        }
    }
    return value.data[2] == '-' && value.len > 3 && value.len <= SUBDIVISION_MAX;
}

bool cl_rights_are_codes(cl_words words)
{
    bool all = true;
    for (size_t i = 0; i < words.count; i++) {
        all = all && cl_rights_is_code(words.items[i]);
    }
    return all;
}

static const char no_words[] = "there are no words for it";

/* A time limit is said where its moment is known; an embargo without one lasts. */
static cl_rights_saying saying_of_time(const cl_time_limit *time)
{
    bool known = time->one_time || time->not_before.known || time->not_after.known;
    if (time->embargo && !time->not_before.known) {
        return (cl_rights_saying){true, "nobody says when the embargo ends; here it does not"};
    }
    if ((time->expiry || time->within.hours > 0) && !time->not_after.known) {
        return (cl_rights_saying){known, "nobody says when the time is over"};
    }
    if (time->not_before.either_way || time->not_after.either_way) {
        return (cl_rights_saying){known, "day and month may be the other way round; here it is the "
                                         "stricter of the two"};
    }
    return (cl_rights_saying){known, known ? NULL : no_words};
}

static bool has_word(const cl_restriction *restriction, cl_span value, bool own_terms)
{
    const cl_rights_term *term = cl_rights_term_of(restriction->kind, value);
    if (term == NULL || (term->refines && !own_terms)) {
        return false;
    }
    if (term->form == CL_RIGHTS_CODES) {
        return cl_rights_is_code(value);
    }
    return restriction->effect == CL_DENY || (term->operand != NULL && !term->refines);
}

static bool has_words(const cl_restriction *restriction, bool own_terms)
{
    if (restriction->effect == CL_REQUIRE || restriction->values.count == 0) {
        return false;
    }
    for (size_t i = 0; i < restriction->values.count; i++) {
        if (!has_word(restriction, restriction->values.items[i], own_terms)) {
            return false;
        }
    }
    return true;
}

static const char *loose_end(const cl_restriction *restriction)
{
    if (restriction->review.count > 0) {
        return "more may be meant than is said";
    }
    if (restriction->scope.lasts.hours > 0) {
        return "it ends some time after transmission; here it does not";
    }
    if (restriction->scope.until.either_way) {
        return "day and month may be the other way round; here it is the stricter of the two";
    }
    return cl_rights_are_codes(restriction->scope.territory)
               ? NULL
               : "where it holds has no code; here it holds everywhere";
}

cl_rights_saying cl_rights_saying_of(const cl_restriction *restriction, bool own_terms)
{
    if (restriction->kind == CL_KIND_TIME) {
        cl_rights_saying saying = saying_of_time(&restriction->time);
        const char *loose = loose_end(restriction);
        saying.why = saying.why == NULL ? loose : saying.why;
        return saying;
    }
    if (!has_words(restriction, own_terms)) {
        return (cl_rights_saying){false, no_words};
    }
    return (cl_rights_saying){true, loose_end(restriction)};
}
