/* One record as the <picture> that a stylesheet makes a card of; rules/sheet/README.md tells what
 * stands in it. */
#ifndef CL_REPORT_SHEET_PICTURE_H
#define CL_REPORT_SHEET_PICTURE_H

#include "report/sheet_facts.h"
#include "report/tree.h"
#include "ruleset/ruleset.h"

typedef struct cl_sheet_picture {
    const cl_stored *record;
    size_t number;           /* among all pictures, from 1 */
    const cl_ruleset *rules; /* for names of territories; NULL: codes */
    int64_t now;             /* seconds since 1970 */
    cl_arena *arena;         /* for what is worked out */
    bool brief;              /* only what it is and how it was judged */
} cl_sheet_picture;

/* The document; free it with cl_tree_free. CL_LIMIT, CL_NO_MEMORY. */
CL_MUST_USE cl_status cl_sheet_picture_tree(const cl_sheet_picture *picture, cl_tree **out);

#endif
