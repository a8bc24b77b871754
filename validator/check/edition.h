/* The publication context a picture is judged for. An axis that an edition does not state is
 * unknown: a restriction on it asks for a person. */
#ifndef CL_CHECK_EDITION_H
#define CL_CHECK_EDITION_H

#include "caption/moment.h"
#include "check/policy.h"
#include "ruleset/ruleset.h"

typedef struct cl_edition {
    cl_span name;
    cl_words territories; /* ISO 3166 codes; groups expanded; "WORLD" stays as it is */
    cl_words media;       /* vocabulary `media` */
    cl_words uses;        /* vocabulary `use` */
    cl_span outlet;
    cl_span credit; /* what will be printed; empty: not known */
    bool has_credit;
    cl_moment at;          /* time of publication; the caller sets now where not given */
    cl_moment until;       /* time when it is taken down; not known: it stays */
    cl_answer geo_blocked; /* are readers outside of its territories kept out of the web */
    cl_answer archive;     /* will it be kept for re-use */
    cl_answer syndicate;   /* will it be passed on or sold */
    cl_answer crop;
    cl_answer ai;
    const cl_profile *profile; /* whose checks are made; NULL: none */
    bool has_profile;          /* it says itself which, or that it wants none */
    cl_policies policies;      /* of the configuration; zeroed where there is none */
} cl_edition;

/* The profile of that name; NULL for "none". CL_BAD_CONFIG lists those that there are. */
CL_MUST_USE cl_status cl_edition_profile(const cl_setting *with, cl_span name,
                                         const cl_profile **out);

/* Sets one property by its name, as in captionlint.yaml and on the command line: territory, medium,
 * use, outlet, credit, at, until, geo_blocked, archive, syndicate, crop, ai, profile. Lists are
 * comma-separated. Unknown keys and values fail with a message that lists what is known
 * (CL_BAD_CONFIG). */
CL_MUST_USE cl_status cl_edition_set(const cl_setting *with, cl_edition *edition, cl_span key,
                                     cl_span value);
/* The same with the values of a list; keys that take one value refuse several. */
CL_MUST_USE cl_status cl_edition_set_list(const cl_setting *with, cl_edition *edition, cl_span key,
                                          cl_words values);

#endif
