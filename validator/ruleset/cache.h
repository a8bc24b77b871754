/* Compiled rules that are kept between runs, in the user's cache folder: one file for each rules
 * folder and each build of the program. Nothing depends on it: what is missing, damaged, not ours
 * or of other rules is made anew, and where it cannot be written nothing is said. */
#ifndef CL_RULESET_CACHE_H
#define CL_RULESET_CACHE_H

#include "ruleset/ruleset.h"

typedef struct cl_cache {
    const char *folder; /* made where it is missing, for the user alone */
    cl_span program;    /* each has its own file */
    cl_span build;      /* what tells this build of the program from the ones before and after */
} cl_cache;

/* As cl_ruleset_load, by way of the cache; NULL: without. */
CL_MUST_USE cl_status cl_ruleset_open(const char *folder, const cl_cache *cache, cl_ruleset **out,
                                      cl_error *error);

#endif
