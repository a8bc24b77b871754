#include "check/meeting.h"

typedef struct edge {
    const char *part;
    const char *whole;
} edge;

static const edge media[] = {
    {"newspaper", "print"},
    {"magazine", "print"},
    {"book", "print"},
    {"calendar", "print"},
    {"poster", "print"},
    {"tabloid", "newspaper"},
    {"supplement", "newspaper"},
    {"cover", "book"},
    {"cover", "magazine"},
    {"mobile", "internet"},
    {"social", "internet"},
    {"app", "internet"},
    {NULL, NULL},
};

/* Whether these belong to those is not agreed: the weekend magazine of a newspaper, and the printed
 * page as a file on the web. */
static const edge disputed_media[] = {
    {"supplement", "magazine"},
    {"epaper", "newspaper"},
    {"epaper", "internet"},
    {NULL, NULL},
};

static const edge uses[] = {
    {"advertising", "commercial"},
    {"marketing", "commercial"},
    {"merchandising", "commercial"},
    {"promotion", "commercial"},
    {"betting", "commercial"},
    {"entertainment", "editorial"},
    {NULL, NULL},
};

/* Territories with a code of their own that belong to another: `is_part` where a note on the whole
 * means them, else it only may. */
typedef struct dependency {
    const char *part;
    const char *whole;
    bool is_part;
} dependency;

static const dependency dependencies[] = {
    {"JE", "GB", false}, {"GG", "GB", false}, {"IM", "GB", false}, {"GP", "FR", true},
    {"MQ", "FR", true},  {"GF", "FR", true},  {"RE", "FR", true},  {"YT", "FR", true},
    {"NC", "FR", false}, {"PF", "FR", false}, {"PM", "FR", false}, {"WF", "FR", false},
    {"BL", "FR", false}, {"MF", "FR", false}, {"TF", "FR", false}, {"PR", "US", true},
    {"UM", "US", true},  {"VI", "US", false}, {"GU", "US", false}, {"AS", "US", false},
    {"MP", "US", false}, {"FO", "DK", false}, {"GL", "DK", false}, {"AW", "NL", false},
    {"CW", "NL", false}, {"SX", "NL", false}, {"BQ", "NL", false}, {"SJ", "NO", false},
    {"AX", "FI", true},
};

static bool is(cl_span text, const char *name)
{
    size_t same = 0;
    while (same < text.len && name[same] != '\0' && text.data[same] == (uint8_t)name[same]) {
        same++;
    }
    return same == text.len && name[same] == '\0';
}

static bool is_upper(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z';
}

/* ISO 3166-1 alpha-2, with an ISO 3166-2 part behind it or not. */
static bool is_code(cl_span code)
{
    return code.len >= 2 && is_upper(code.data[0]) && is_upper(code.data[1]) &&
           (code.len == 2 || code.data[2] == '-');
}

/* GB-ENG lies in GB. */
static bool lies_in(cl_span part, cl_span whole)
{
    return whole.len == 2 && part.len > 3 && part.data[2] == '-' && cl_span_starts(part, whole);
}

bool cl_is_near_china(cl_span code)
{
    return is(code, "HK") || is(code, "MO") || is(code, "TW");
}

static cl_meeting meet_as_dependency(cl_span edition, cl_span note)
{
    for (size_t i = 0; i < sizeof dependencies / sizeof *dependencies; i++) {
        const dependency *known = &dependencies[i];
        if (is(edition, known->part) && is(note, known->whole)) {
            return known->is_part ? CL_MEETS : CL_MAYBE;
        }
        if (known->is_part && is(edition, known->whole) && is(note, known->part)) {
            return CL_MAYBE;
        }
    }
    return CL_APART;
}

cl_meeting cl_territories_meet(const cl_policies *policies, cl_span edition, cl_span note)
{
    if (cl_span_equal(edition, note) || is(edition, "WORLD") || is(note, "WORLD") ||
        lies_in(edition, note)) {
        return CL_MEETS;
    }
    if (!is_code(note) || lies_in(note, edition)) {
        return CL_MAYBE;
    }
    if (is(note, "CN") && cl_words_have(policies->china_includes, edition)) {
        return CL_MEETS;
    }
    return meet_as_dependency(edition, note);
}

/* The trees are two edges deep, so the recursion ends. */
static bool is_below(const edge tree[], cl_span part, cl_span whole)
{
    for (const edge *known = tree; known->part != NULL; known++) {
        if (is(part, known->part) &&
            (is(whole, known->whole) || is_below(tree, cl_span_of(known->whole), whole))) {
            return true;
        }
    }
    return false;
}

static cl_meeting meet_in_tree(const edge tree[], cl_span edition, cl_span note)
{
    if (cl_span_equal(edition, note) || is_below(tree, edition, note)) {
        return CL_MEETS;
    }
    return is_below(tree, note, edition) ? CL_MAYBE : CL_APART;
}

/* The edges of the disputed ones, and then up the tree. */
static bool may_lie_in(cl_span part, cl_span whole)
{
    for (const edge *known = disputed_media; known->part != NULL; known++) {
        cl_span above = cl_span_of(known->whole);
        if (is(part, known->part) &&
            (cl_span_equal(above, whole) || is_below(media, above, whole))) {
            return true;
        }
    }
    return false;
}

cl_meeting cl_media_meet(const cl_policies *policies, cl_span edition, cl_span note)
{
    cl_meeting how = meet_in_tree(media, edition, note);
    if (how != CL_APART) {
        return how;
    }
    if (policies->epaper_is_internet != CL_UNSTATED && is(edition, "epaper")) {
        bool internet = policies->epaper_is_internet == CL_YES;
        return meet_in_tree(media, internet ? CL_SPAN("internet") : CL_SPAN("newspaper"), note);
    }
    return may_lie_in(edition, note) || may_lie_in(note, edition) ? CL_MAYBE : CL_APART;
}

cl_meeting cl_uses_meet(cl_span edition, cl_span note)
{
    return meet_in_tree(uses, edition, note);
}

bool cl_is_web(const cl_policies *policies, cl_span medium)
{
    return cl_media_meet(policies, medium, CL_SPAN("internet")) == CL_MEETS;
}
