/* captionlint-waivers.yaml: read entry by entry, so that one that is wrong waives nothing and the
 * others hold; and written, an entry at the end, with all that stood there kept as it is. */
#ifndef CL_CHECK_WAIVERS_CONFIG_H
#define CL_CHECK_WAIVERS_CONFIG_H

#include "base/out.h"
#include "check/waiver.h"

/* Adds the entries of one file to `out`, and what is wrong with the others to out->malformed. Texts
 * live in out->arena; `file`, for messages, and `bytes` are not kept. Only memory makes it fail. */
CL_MUST_USE cl_status cl_waivers_load(const cl_ruleset *rules, const char *file, cl_span bytes,
                                      cl_waivers *out);
/* Adds one; call cl_waivers_sort behind the last. */
CL_MUST_USE cl_status cl_waivers_add(cl_waivers *waivers, const cl_waiver *waiver);

/* When a waiver ends that expires at `text`: a date holds to its end in UTC, a time says its zone.
 * False when it is neither. */
bool cl_waiver_ends(cl_span text, int64_t *ends);

/* A waiver that goes into a file of these bytes, which may be none. */
typedef struct cl_waiver_addition {
    const cl_ruleset *rules;
    cl_span bytes;
    const cl_waiver *waiver;
} cl_waiver_addition;

/* The bytes with the waiver as one more entry, in `out`, and that entry alone in `entry`.
 * CL_BAD_CONFIG, with the reason in `error`, when the file is malformed, or such that no entry can
 * be put at its end. */
CL_MUST_USE cl_status cl_waivers_append(const cl_waiver_addition *what, cl_out *out, cl_out *entry,
                                        cl_error *error);

#endif
