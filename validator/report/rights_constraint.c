#include "report/rights_constraint.h"

#include <string.h>

#include "caption/moment.h"

/* --- values --- */

static void put_iri(cl_json *json, const char *prefix, cl_span name)
{
    cl_out iri = {0};
    cl_out_text(&iri, prefix);
    cl_out_put(&iri, name);
    cl_json_open(json, '{');
    cl_json_put_string(json, CL_SPAN("@id"), cl_out_span(&iri));
    cl_json_close(json, '}');
    json->out->failed = json->out->failed || iri.failed;
    cl_out_free(&iri);
}

/* The code in the other of the two lists of countries, which have the same order; empty where there
 * is none. */
static cl_span alpha_3(const cl_ruleset *rules, cl_span code)
{
    const cl_list *of_two =
        rules == NULL ? NULL : cl_ruleset_list_of(rules, CL_SPAN("country-alpha-2"));
    const cl_list *of_three =
        rules == NULL ? NULL : cl_ruleset_list_of(rules, CL_SPAN("country-alpha-3"));
    if (of_two == NULL || of_three == NULL || of_two->values.count != of_three->values.count) {
        return CL_EMPTY_SPAN;
    }
    for (size_t i = 0; i < of_two->values.count; i++) {
        if (cl_span_equal(of_two->values.items[i], code)) {
            return of_three->values.items[i];
        }
    }
    return CL_EMPTY_SPAN;
}

/* Spatial constraints want an IRI (ODRL Vocabulary, 3.18): that of the IPTC's catalogue of
 * countries, and ISO's own name for what it does not have. */
static void put_code(cl_json *json, const cl_ruleset *rules, cl_span code)
{
    cl_span three = code.len == 2 ? alpha_3(rules, code) : CL_EMPTY_SPAN;
    if (three.len > 0) {
        put_iri(json, "http://cvx.iptc.org/iso3166-1a3/", three);
        return;
    }
    put_iri(json, code.len == 2 ? "urn:iso:std:iso:3166:-1#" : "urn:iso:std:iso:3166:-2#", code);
}

static bool is_term(cl_span value)
{
    bool term = value.len > 0;
    for (size_t i = 0; i < value.len; i++) {
        term = term && ((value.data[i] >= 'a' && value.data[i] <= 'z') || value.data[i] == '_');
    }
    return term;
}

static void put_value(cl_json *json, const cl_ruleset *rules, cl_rights_form form, cl_span value)
{
    if (form == CL_RIGHTS_CODES) {
        put_code(json, rules, value);
    } else if (form == CL_RIGHTS_TERMS && is_term(value)) {
        put_iri(json, "captionlint:", value);
    } else {
        cl_json_string(json, value);
    }
}

/* --- constraints --- */

static void open(cl_json *json, const char *operand, const char *comparison)
{
    cl_json_open(json, '{');
    cl_json_put_text(json, CL_SPAN("leftOperand"), operand);
    cl_json_put_text(json, CL_SPAN("operator"), comparison);
}

static void put_words(cl_json *json, const cl_ruleset *rules, const cl_rights_term *term,
                      cl_words words)
{
    open(json, term->operand, "isAnyOf");
    cl_json_open_at(json, CL_SPAN("rightOperand"), '[');
    for (size_t i = 0; i < words.count; i++) {
        put_value(json, rules, term->form, words.items[i]);
    }
    cl_json_close(json, ']');
    cl_json_close(json, '}');
}

void cl_rights_put_values(cl_json *json, const cl_ruleset *rules, const cl_restriction *restriction,
                          const cl_rights_term *term)
{
    open(json, term->operand, restriction->effect == CL_ONLY ? "isNoneOf" : "isAnyOf");
    cl_json_open_at(json, CL_SPAN("rightOperand"), '[');
    for (size_t i = 0; i < restriction->values.count; i++) {
        cl_span value = restriction->values.items[i];
        if (cl_rights_term_of(restriction->kind, value) == term) {
            put_value(json, rules, term->form, value);
        }
    }
    cl_json_close(json, ']');
    cl_json_close(json, '}');
}

void cl_rights_put_count(cl_json *json, uint64_t count)
{
    open(json, "count", "gt");
    cl_json_put_number(json, CL_SPAN("rightOperand"), count);
    cl_json_close(json, '}');
}

/* --- time --- */

cl_moment cl_rights_reading(const cl_moment *moment, bool late)
{
    cl_moment other = cl_moment_other_way(moment);
    bool other_is_late = cl_moment_latest(&other) > cl_moment_latest(moment);
    cl_moment chosen = other_is_late == late ? other : *moment;
    return late ? chosen : cl_moment_sooner(&chosen);
}

cl_span cl_rights_time(const cl_moment *moment, uint8_t out[CL_RIGHTS_TIME_MAX])
{
    enum {
        TO_THE_MINUTE = sizeof "2017-02-23T10:00" - 1,
        SECONDS = sizeof ":00" - 1
    };
    cl_moment plain = cl_moment_add(moment, (cl_duration){0}); /* 24:00 is 0:00 of the next day */
    size_t len = cl_moment_write(&plain, out);
    if (!plain.has_time || len < TO_THE_MINUTE) {
        return (cl_span){out, len};
    }
    memmove(out + TO_THE_MINUTE + SECONDS, out + TO_THE_MINUTE, len - TO_THE_MINUTE);
    memcpy(out + TO_THE_MINUTE, ":00", SECONDS);
    return (cl_span){out, len + SECONDS};
}

void cl_rights_put_moment(cl_json *json, const char *comparison, const cl_moment *moment, bool late)
{
    uint8_t text[CL_RIGHTS_TIME_MAX];
    cl_moment read = cl_rights_reading(moment, late);
    open(json, "dateTime", comparison);
    cl_json_open_at(json, CL_SPAN("rightOperand"), '{');
    cl_json_put_string(json, CL_SPAN("@value"), cl_rights_time(&read, text));
    cl_json_put_text(json, CL_SPAN("@type"), read.has_time ? "xsd:dateTime" : "xsd:date");
    cl_json_close(json, '}');
    cl_json_close(json, '}');
}

/* --- scope --- */

bool cl_rights_has_scope(const cl_scope *scope)
{
    return scope->territory.count + scope->medium.count + scope->use.count > 0 ||
           scope->until.known;
}

static void put_axis(cl_json *json, const cl_ruleset *rules, cl_kind kind, cl_words words)
{
    if (words.count > 0) {
        put_words(json, rules, cl_rights_term_of(kind, words.items[0]), words);
    }
}

void cl_rights_put_scope(cl_json *json, const cl_ruleset *rules, const cl_scope *scope)
{
    if (cl_rights_are_codes(scope->territory)) {
        put_axis(json, rules, CL_KIND_TERRITORY, scope->territory);
    }
    put_axis(json, rules, CL_KIND_MEDIUM, scope->medium);
    put_axis(json, rules, CL_KIND_USE, scope->use);
    if (scope->until.known) {
        cl_rights_put_moment(json, "lteq", &scope->until, true);
    }
}
