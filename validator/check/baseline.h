/* The findings of an archive that are known already: they are counted and not shown. A verdict is
 * what it is without them, and what nobody may miss is shown all the same. */
#ifndef CL_CHECK_BASELINE_H
#define CL_CHECK_BASELINE_H

#include "base/out.h"
#include "check/check.h"

enum {
    CL_BASELINE_ID_BYTES = (CL_FINDING_ID_MAX - 1) / 2
};

typedef struct cl_baseline_entry {
    uint8_t id[CL_BASELINE_ID_BYTES];
    size_t hint; /* where it begins in `hints` */
} cl_baseline_entry;

/* Begin with {0}, end with cl_baseline_free. */
typedef struct cl_baseline {
    cl_baseline_entry *entries; /* owned; sorted once cl_baseline_sort was called */
    size_t count;
    size_t capacity;
    cl_out hints; /* lines for people: rule and edition */
} cl_baseline;

void cl_baseline_free(cl_baseline *baseline);

/* Adds what stands in a file. CL_BAD_CONFIG with "file:line: what; what to do" when it is no
 * baseline. */
CL_MUST_USE cl_status cl_baseline_read(cl_baseline *baseline, const char *file, cl_span bytes,
                                       cl_error *error);
/* Adds a finding by its line in a file: id, rule and edition. CL_LIMIT past CL_BASELINE_IDS_MAX. */
CL_MUST_USE cl_status cl_baseline_add(cl_baseline *baseline, cl_span line);
/* Makes what was added known, each once. */
void cl_baseline_sort(cl_baseline *baseline);
bool cl_baseline_has(const cl_baseline *baseline, const char *id);
/* The whole file. */
void cl_baseline_write(const cl_baseline *baseline, cl_out *out);

/* Adds a line for each finding that a baseline may hide. */
void cl_baseline_lines(const cl_ruleset *rules, const cl_findings *findings, cl_span edition,
                       cl_out *out);
/* Takes those that are known out of the list, and counts them there. */
void cl_baseline_hide(const cl_baseline *baseline, const cl_ruleset *rules, cl_findings *findings);

#endif
