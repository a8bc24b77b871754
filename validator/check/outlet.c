/* Which titles may publish the picture. */
#include "base/text.h"
#include "check/kinds.h"
#include "check/meeting.h"
#include "check/restrictions.h"
#include "ruleset/fold.h"

static const char *const rules[] = {"outlet.denied", "outlet.possible", "outlet.unstated", NULL};

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

/* The same name meets; a name inside the other may be an edition or a part of it. */
static cl_status compare(cl_judge *judge, const cl_restriction *restriction, cl_meeting *out)
{
    cl_span own;
    *out = CL_APART;
    CL_TRY(plain_name(judge->arena, judge->edition->outlet, &own));
    for (size_t i = 0; i < restriction->values.count; i++) {
        cl_span note;
        CL_TRY(plain_name(judge->arena, restriction->values.items[i], &note));
        if (cl_span_equal(own, note)) {
            *out = CL_MEETS;
            return CL_OK;
        }
        if (cl_span_find(own, note) < own.len || cl_span_find(note, own) < note.len) {
            *out = CL_MAYBE;
        }
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

static cl_status decide(cl_judge *judge, const cl_restriction *restriction)
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

static cl_status run(cl_judge *judge)
{
    return cl_each_restriction(judge, CL_KIND_OUTLET, decide);
}

const cl_check_kind cl_check_outlet = {"outlet", rules, run};
