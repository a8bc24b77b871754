/* Exceptions that somebody answers for: one finding about one picture does not count for one
 * edition until a time. What is waived stays in every report, as waived; a waiver that holds no
 * more, or holds for nothing, is a finding itself. */
#ifndef CL_CHECK_WAIVER_H
#define CL_CHECK_WAIVER_H

#include "base/fingerprint.h"
#include "check/check.h"

/* One entry of captionlint-waivers.yaml; its texts live as long as the list it stands in. */
typedef struct cl_waiver {
    cl_span reason;      /* why, one line */
    cl_span approved_by; /* who answers for it, one line */
    cl_span expires;     /* as written: 2024-05-01 or 2024-05-01T22:00+09:00 */
    cl_span file;        /* where the entry stands */
    size_t line;
    uint8_t picture[CL_FINGERPRINT_BYTES]; /* SHA-256 of the picture's bytes */
    cl_span name;                          /* of the picture's file, for people; may be empty */
    cl_span note;   /* the words that prove the finding, on one line; empty: it has none */
    cl_span values; /* of the edition that the finding is about: "KR"; empty: whatever they are */
    cl_span rule;
    cl_span edition;
    int64_t ends; /* `expires` in seconds since 1970: the first at which it does not hold */
} cl_waiver;

typedef struct cl_waivers {
    cl_arena *arena;
    cl_array items;     /* of cl_waiver; by picture, then as written */
    cl_array scopes;    /* of cl_waiver_scope: each rule and edition once */
    cl_array names;     /* of cl_span, sorted */
    cl_array malformed; /* of cl_span: "file:line:column: what; what to do", for what waives
                           nothing */
} cl_waivers;

typedef struct cl_waiver_scope {
    cl_span rule;
    cl_span edition;
} cl_waiver_scope;

/* SHA-256 of the picture's bytes. */
typedef cl_status (*cl_picture_digest_fn)(void *user, uint8_t out[CL_FINGERPRINT_BYTES]);

typedef struct cl_waiving {
    const cl_ruleset *rules;
    const cl_waivers *waivers;
    int64_t now;                 /* when it is judged, in seconds since 1970 */
    cl_period *holds;            /* gets narrowed to where the same waivers hold */
    cl_picture_digest_fn digest; /* called once at most, and only when a waiver may apply … */
    void *user;
    bool at_hand; /* … or always: the bytes are in memory anyway */
} cl_waiving;

/* Marks the findings that are waived, adds findings about waivers that do not hold, and weighs the
 * verdicts anew. */
CL_MUST_USE cl_status cl_waivers_apply(const cl_waiving *with, cl_record *record,
                                       cl_judgement *judgements, size_t count);

/* Makes what was added to `items` known to cl_waivers_apply. */
CL_MUST_USE cl_status cl_waivers_sort(cl_waivers *waivers);

/* As which entries name a picture for people: a record by its id, a file without its folders. */
cl_span cl_waiver_name(const cl_record *record);

/* How many seconds a waiver of the finding may hold from the time of judging on: 0 for one that
 * cannot be waived, INT64_MAX where there is no limit. */
int64_t cl_waiver_limit(const cl_ruleset *rules, const cl_finding *finding);

#endif
