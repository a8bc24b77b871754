/* IIM bytes -> datasets, not yet decoded. Wrong lengths are met by going on at the next plausible
 * dataset, so that one bad caption does not hide the credit behind it. */
#ifndef CL_METADATA_IIM_SCAN_H
#define CL_METADATA_IIM_SCAN_H

#include "container/container.h"
#include "metadata/iim_table.h"

typedef struct cl_iim_dataset {
    uint8_t record;
    uint8_t number;
    const cl_iim_entry *entry; /* NULL where no table knows it */
    cl_span value;
    size_t at; /* index of the value in the block */
} cl_iim_dataset;

/* Appends the datasets of the block to `out` (of cl_iim_dataset); their values point into it. */
CL_MUST_USE cl_status cl_iim_scan(const cl_block *block, cl_arena *arena, cl_findings *findings,
                                  cl_array *out);

#endif
