/* Which titles may publish the picture. */
#include "base/text.h"
#include "check/kinds.h"
#include "check/meeting.h"
#include "check/restrictions.h"
#include "ruleset/fold.h"

static const char *const rules[] = {"outlet.denied", "outlet.possible", "outlet.unstated",
                                    "outlet.unknown", NULL};

/* Words without case, one space between them, THE in front left out: "The  New York Times" is NEW
 * YORK TIMES. */
static cl_status plain_name(cl_arena *arena, cl_span name, cl_span *out)
{
    static const char article[] = "the ";
    if (name.len > SIZE_MAX / CL_UTF8_MAX - 1) {
        return CL_LIMIT;
    }
    uint8_t *text = cl_arena_alloc(arena, name.len + 1, CL_UTF8_MAX);
    if (text == NULL) {
        return cl_arena_status(arena);
    }
    size_t len = 0;
    bool gap = false;
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(name, &at, &code);) {
        if (!cl_is_word(code)) {
            gap = len > 0;
            continue;
        }
        if (gap) {
            text[len++] = ' ';
            gap = false;
        }
        len += cl_utf8_put(cl_fold_case(code), text + len);
    }
    *out = (cl_span){text, len};
    if (cl_span_starts(*out, CL_SPAN(article))) {
        *out = cl_span_from(*out, sizeof article - 1);
    }
    return CL_OK;
}

static cl_status is_same(cl_arena *arena, cl_span plain, cl_span name, bool *out)
{
    cl_span other;
    CL_TRY(plain_name(arena, name, &other));
    *out = cl_span_equal(plain, other);
    return CL_OK;
}

static cl_status is_called(cl_arena *arena, const cl_outlet *outlet, cl_span plain, bool *out)
{
    CL_TRY(is_same(arena, plain, outlet->name, out));
    for (size_t i = 0; i < outlet->aliases.count && !*out; i++) {
        CL_TRY(is_same(arena, plain, outlet->aliases.items[i], out));
    }
    return CL_OK;
}

/* The title of that name in rules/outlets.tsv; NULL when it is not there. */
static cl_status look_up(cl_judge *judge, cl_span plain, const cl_outlet **out)
{
    *out = NULL;
    for (size_t i = 0; i < cl_ruleset_outlet_count(judge->rules) && *out == NULL; i++) {
        const cl_outlet *outlet = cl_ruleset_outlet(judge->rules, i);
        bool called = false;
        CL_TRY(is_called(judge->arena, outlet, plain, &called));
        *out = called ? outlet : NULL;
    }
    return CL_OK;
}

static bool have_one_owner(const cl_outlet *a, const cl_outlet *b)
{
    return a != NULL && b != NULL && a->owner.len > 0 && cl_span_equal(a->owner, b->owner);
}

/* "NEWS UK TITLES OUT" names the owner and means all of its titles. */
static cl_status names_owner(cl_arena *arena, const cl_outlet *title, cl_span note, bool *out)
{
    static const char *const kinds[] = {" titles", " newspapers", " papers", " group", NULL};
    *out = false;
    if (title == NULL || title->owner.len == 0) {
        return CL_OK;
    }
    for (const char *const *kind = kinds; *kind != NULL; kind++) {
        if (cl_span_ends(note, cl_span_of(*kind))) {
            note = cl_span_sub(note, 0, note.len - cl_span_of(*kind).len);
        }
    }
    return is_same(arena, note, title->owner, out);
}

/* The same name meets, and so does another name of the same title; a name inside the other may be
 * an edition or a part of it. */
static cl_status compare_names(cl_judge *judge, cl_span own, cl_span note, cl_meeting *out)
{
    const cl_outlet *own_title;
    const cl_outlet *note_title;
    CL_TRY(look_up(judge, own, &own_title));
    CL_TRY(look_up(judge, note, &note_title));
    bool owned = false;
    CL_TRY(names_owner(judge->arena, own_title, note, &owned));
    if (owned || cl_span_equal(own, note) || (own_title != NULL && own_title == note_title)) {
        *out = CL_MEETS;
        return CL_OK;
    }
    bool within = cl_span_find(own, note) < own.len || cl_span_find(note, own) < note.len;
    bool grouped =
        judge->edition->policies.outlet_groups == CL_YES && have_one_owner(own_title, note_title);
    *out = within || grouped ? CL_MAYBE : CL_APART;
    return CL_OK;
}

/* The closest that any title of the note comes to the edition's. */
static cl_status compare(cl_judge *judge, const cl_restriction *restriction, cl_meeting *out)
{
    cl_span own;
    *out = CL_APART;
    CL_TRY(plain_name(judge->arena, judge->edition->outlet, &own));
    for (size_t i = 0; i < restriction->values.count; i++) {
        cl_span note;
        cl_meeting how;
        CL_TRY(plain_name(judge->arena, restriction->values.items[i], &note));
        CL_TRY(compare_names(judge, own, note, &how));
        *out = how > *out ? how : *out;
    }
    return CL_OK;
}

static cl_status pass(cl_judge *judge, const cl_restriction *restriction)
{
    cl_span text = cl_judge_quote(judge, &restriction->places);
    cl_span own = judge->edition->outlet;
    return cl_judge_reason(judge, "\"%.*s\" does not bar %.*s", CL_SPAN_PRINT(text),
                           CL_SPAN_PRINT(own));
}

/* Whether a title, an owner of titles or an agency bears the name. */
static cl_status is_known(cl_judge *judge, cl_span name, bool *out)
{
    cl_span plain;
    const cl_outlet *title;
    CL_TRY(plain_name(judge->arena, name, &plain));
    CL_TRY(look_up(judge, plain, &title));
    *out = title != NULL || cl_ruleset_agency_of(judge->rules, name) != NULL;
    for (size_t i = 0; i < cl_ruleset_outlet_count(judge->rules) && !*out; i++) {
        CL_TRY(names_owner(judge->arena, cl_ruleset_outlet(judge->rules, i), plain, out));
    }
    return CL_OK;
}

/* What was taken for a title because nothing else knew it may be a place that is misspelt. */
static cl_status is_guess(cl_judge *judge, const cl_restriction *restriction, bool *out)
{
    bool known = restriction->confidence > CL_LOW;
    for (size_t i = 0; i < restriction->values.count && !known; i++) {
        CL_TRY(is_known(judge, restriction->values.items[i], &known));
    }
    *out = !known;
    return CL_OK;
}

static cl_status judge_titles(cl_judge *judge, const cl_restriction *restriction)
{
    if (judge->edition->outlet.len == 0) {
        return cl_say_of_restriction(judge, "outlet.unstated", restriction);
    }
    cl_meeting how;
    CL_TRY(compare(judge, restriction, &how));
    if (how == CL_MAYBE || restriction->values.count == 0 || restriction->effect == CL_REQUIRE) {
        return cl_say_of_restriction(judge, "outlet.possible", restriction);
    }
    bool denies = restriction->effect == CL_DENY;
    if (denies != (how == CL_MEETS)) {
        return pass(judge, restriction);
    }
    /* FOR THE TIMES ONLY: it may have been cleared for others since. */
    return cl_say_of_restriction(judge, denies ? "outlet.denied" : "outlet.possible", restriction);
}

static cl_status decide(cl_judge *judge, const cl_restriction *restriction)
{
    bool guess;
    cl_restriction weighed = *restriction;
    CL_TRY(is_guess(judge, restriction, &guess));
    if (restriction->confidence == CL_LOW) {
        weighed.confidence = CL_HIGH; /* a name that is known is none that was guessed */
    }
    return guess ? cl_say_of_restriction(judge, "outlet.unknown", &weighed)
                 : judge_titles(judge, &weighed);
}

static cl_status run(cl_judge *judge)
{
    return cl_each_restriction(judge, CL_KIND_OUTLET, decide);
}

const cl_check_kind cl_check_outlet = {"outlet", rules, run};
