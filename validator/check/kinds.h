/* The kinds of checks: a new one is its file and a word here. */
#ifndef CL_CHECK_KINDS_H
#define CL_CHECK_KINDS_H

#include "check/judge.h"

/* In the order in which an editor asks: is it alive, do the notes agree, may we, then what must we
 * do, then what is odd. */
#define CL_CHECK_KINDS(X)                                                                          \
    X(notice)                                                                                      \
    X(identity)                                                                                    \
    X(contradiction)                                                                               \
    X(machine)                                                                                     \
    X(territory)                                                                                   \
    X(medium)                                                                                      \
    X(use)                                                                                         \
    X(outlet)                                                                                      \
    X(embargo)                                                                                     \
    X(time)                                                                                        \
    X(resale)                                                                                      \
    X(ai)                                                                                          \
    X(release)                                                                                     \
    X(audience)                                                                                    \
    X(unread)                                                                                      \
    X(credit) X(context) X(alteration) X(drift) X(provenance) X(profile) X(waiver)
#define CL_CHECK_DECLARE(name) extern const cl_check_kind cl_check_##name;
CL_CHECK_KINDS(CL_CHECK_DECLARE)

#endif
