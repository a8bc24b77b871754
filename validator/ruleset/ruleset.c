#include "ruleset/ruleset.h"

#include <string.h>

#include "base/limits.h"
#include "ruleset/loading.h"

const cl_gazetteer *cl_ruleset_gazetteer(const cl_ruleset *rules)
{
    return rules->names;
}

const cl_gazetteer *cl_ruleset_codes(const cl_ruleset *rules)
{
    return rules->codes;
}

const cl_gazetteer *cl_ruleset_time_names(const cl_ruleset *rules)
{
    return rules->times;
}

const cl_gazetteer *cl_ruleset_agency_names(const cl_ruleset *rules)
{
    return rules->agency_names;
}

size_t cl_ruleset_phrase_count(const cl_ruleset *rules)
{
    return rules->phrases.count;
}

size_t cl_ruleset_outlet_count(const cl_ruleset *rules)
{
    return rules->outlets.count;
}

const cl_outlet *cl_ruleset_outlet(const cl_ruleset *rules, size_t i)
{
    return CL_ARRAY_AT(&rules->outlets, const cl_outlet, i);
}

const cl_phrase *cl_ruleset_phrase(const cl_ruleset *rules, size_t i)
{
    return CL_ARRAY_AT(&rules->phrases, const cl_phrase, i);
}

const cl_prefilter *cl_ruleset_prefilter(const cl_ruleset *rules, cl_stage stage)
{
    return rules->prefilters[stage];
}

void cl_ruleset_try_all(cl_ruleset *rules)
{
    for (size_t i = 0; i < CL_STAGE_COUNT; i++) {
        cl_prefilter_open(rules->prefilters[i]);
    }
}

size_t cl_ruleset_phrase_index(const cl_ruleset *rules, const cl_phrase *phrase)
{
    return (size_t)(phrase - CL_ARRAY_AT(&rules->phrases, const cl_phrase, 0));
}

const cl_phrase *cl_ruleset_phrase_of(const cl_ruleset *rules, cl_span id)
{
    for (size_t i = 0; i < rules->phrases.count; i++) {
        const cl_phrase *phrase = cl_ruleset_phrase(rules, i);
        if (cl_span_equal(phrase->id, id)) {
            return phrase;
        }
    }
    return NULL;
}

size_t cl_ruleset_check_count(const cl_ruleset *rules)
{
    return rules->checks.count;
}

const cl_check_rule *cl_ruleset_check(const cl_ruleset *rules, size_t i)
{
    return CL_ARRAY_AT(&rules->checks, const cl_check_rule, i);
}

const cl_check_rule *cl_ruleset_check_of(const cl_ruleset *rules, cl_span id)
{
    for (size_t i = 0; i < rules->checks.count; i++) {
        if (cl_span_equal(cl_ruleset_check(rules, i)->id, id)) {
            return cl_ruleset_check(rules, i);
        }
    }
    return NULL;
}

/* --- the agency of a name --- */

enum {
    SHORT_NAME = 32, /* bytes of a name that compares as written; it has four letters at most */
    LONG_NAME = 256  /* no agency's is longer, and a whole caption is not looked through */
};

/* The agency that is known by that text; NULL when none is. */
static const cl_agency *agency_known_as(const cl_ruleset *rules, cl_span text)
{
    size_t len = 0;
    const cl_name *found = cl_gazetteer_find(rules->agency_names, text, 0, &len);
    return found != NULL && len == text.len
               ? CL_ARRAY_AT(&rules->agencies, const cl_agency, found->mark - CL_MARK_AGENCY)
               : NULL;
}

/* The one that was loaded first. */
static const cl_agency *first_of(const cl_agency *a, const cl_agency *b)
{
    return a == NULL || (b != NULL && b < a) ? b : a;
}

static const cl_agency *search_agencies(const cl_ruleset *rules, cl_span name)
{
    const cl_agency *known = agency_known_as(rules, name);
    for (size_t i = 0; i < rules->agencies.count; i++) {
        const cl_agency *agency = CL_ARRAY_AT(&rules->agencies, const cl_agency, i);
        if (agency == known || cl_span_equal_nocase(agency->name, name)) {
            return agency;
        }
    }
    return NULL;
}

/* Whether the gazetteer holds a name like this one as it is written: folding changes nothing. */
static bool is_plain(cl_span name)
{
    uint8_t before = 0;
    for (size_t i = 0; i < name.len; i++) {
        uint8_t byte = name.data[i];
        if (byte < ' ' || byte >= 0x7F || (byte == ' ' && before == ' ') ||
            cl_span_find_byte(CL_SPAN("&<`\\x"), byte) < 5) {
            return false;
        }
        before = byte;
    }
    return true;
}

static size_t count_letters(cl_span name)
{
    size_t count = 0;
    for (size_t i = 0; i < name.len; i++) {
        uint8_t letter = name.data[i] | 0x20;
        count += letter >= 'a' && letter <= 'z';
    }
    return count;
}

/* The agency whose own name it is in capitals or in small letters. */
static const cl_agency *agency_named(const cl_ruleset *rules, cl_span name, bool capitals)
{
    uint8_t text[SHORT_NAME];
    for (size_t i = 0; i < name.len; i++) {
        uint8_t letter = name.data[i] | 0x20;
        bool is_letter = letter >= 'a' && letter <= 'z';
        text[i] = !is_letter ? name.data[i] : capitals ? letter & 0xDF : letter;
    }
    const cl_agency *agency = agency_known_as(rules, (cl_span){text, name.len});
    return agency != NULL && cl_span_equal_nocase(agency->name, name) ? agency : NULL;
}

const cl_agency *cl_ruleset_agency_of(const cl_ruleset *rules, cl_span name)
{
    enum {
        EXACT_LETTERS = 4
    };
    name = cl_span_trim(name);
    if (name.len > LONG_NAME) {
        return search_agencies(rules, name);
    }
    bool exact = count_letters(name) <= EXACT_LETTERS; /* it may compare as written */
    if (!is_plain(name) || (exact && name.len > SHORT_NAME)) {
        return search_agencies(rules, name);
    }
    const cl_agency *agency = agency_known_as(rules, name);
    if (exact) {
        agency = first_of(agency, agency_named(rules, name, true));
        agency = first_of(agency, agency_named(rules, name, false));
    }
    return agency;
}

cl_span cl_ruleset_pack(const cl_ruleset *rules)
{
    return rules->pack;
}

cl_span cl_ruleset_hash(const cl_ruleset *rules)
{
    return rules->hash;
}

const cl_name *cl_ruleset_region(const cl_ruleset *rules, cl_span code)
{
    for (size_t i = 0; i < rules->regions.count; i++) {
        const cl_name *region = *CL_ARRAY_AT(&rules->regions, cl_name *, i);
        if (cl_span_equal_nocase(region->value, code)) {
            return region;
        }
    }
    return NULL;
}

/* Most of them part from the code at its first letter. */
static const cl_territory *territory_of(const cl_ruleset *rules, cl_span code)
{
    for (size_t i = 0; i < rules->territories.count; i++) {
        const cl_territory *territory = CL_ARRAY_AT(&rules->territories, const cl_territory, i);
        if (code.len > 0 && territory->code.len == code.len &&
            territory->code.data[0] == code.data[0] && cl_span_equal(territory->code, code)) {
            return territory;
        }
    }
    return NULL;
}

cl_span cl_ruleset_territory_name(const cl_ruleset *rules, cl_span code)
{
    const cl_territory *territory = territory_of(rules, code);
    return territory == NULL ? code : territory->name;
}

static cl_status upper_case(cl_arena *arena, cl_span text, cl_span *out)
{
    uint8_t *upper = cl_arena_alloc(arena, text.len + 1, 1);
    if (upper == NULL) {
        return cl_arena_status(arena);
    }
    for (size_t i = 0; i < text.len; i++) {
        uint8_t byte = text.data[i];
        upper[i] = byte >= 'a' && byte <= 'z' ? (uint8_t)(byte - ('a' - 'A')) : byte;
    }
    *out = (cl_span){upper, text.len};
    return CL_OK;
}

cl_status cl_ruleset_territories(const cl_ruleset *rules, cl_arena *arena, cl_span name,
                                 cl_words *out, bool *known)
{
    cl_span upper;
    size_t len = 0;
    name = cl_span_trim(name);
    *known = name.len > 0;
    CL_TRY(upper_case(arena, name, &upper));
    if (territory_of(rules, upper) != NULL) {
        return cl_words_add(out, arena, upper);
    }
    const cl_name *found = cl_gazetteer_find(rules->names, name, 0, &len);
    if (found == NULL || len != name.len) {
        found = cl_gazetteer_find(rules->names, upper, 0, &len);
    }
    if (found == NULL || len != name.len || !cl_span_equal(found->kind, CL_SPAN("territory"))) {
        *known = false;
        return CL_OK;
    }
    return cl_words_add_all(out, arena, found->codes);
}

cl_words cl_ruleset_vocabulary(const cl_ruleset *rules, cl_span vocabulary)
{
    const cl_vocabulary *found = cl_vocabulary_of(rules, vocabulary);
    if (found == NULL) {
        return (cl_words){0};
    }
    return found->values;
}

bool cl_ruleset_knows(const cl_ruleset *rules, cl_span vocabulary, cl_span value)
{
    return cl_words_have(cl_ruleset_vocabulary(rules, vocabulary), value);
}
