/* What the datasets of IIM mean: which field each is, and how long it may be. */
#ifndef CL_METADATA_IIM_TABLE_H
#define CL_METADATA_IIM_TABLE_H

#include "metadata/field.h"

typedef enum cl_iim_kind {
    CL_IIM_TEXT,
    CL_IIM_MOMENT,  /* a date or a time: read in pairs */
    CL_IIM_CHARSET, /* 1:90 */
    CL_IIM_NUMBER,  /* binary numbers that say nothing of the picture: versions, formats */
    CL_IIM_DATA     /* pictures, sound: what is not read is said */
} cl_iim_kind;

typedef struct cl_iim_entry {
    uint8_t record;
    uint8_t number;
    cl_iim_kind kind;
    cl_field_name field;
    size_t most; /* octets; writers cut what is longer. 0: no limit, or a fixed length */
} cl_iim_entry;

/* NULL for a dataset that no table knows. */
const cl_iim_entry *cl_iim_entry_of(uint8_t record, uint8_t number);

/* A date and the time that belongs to it. */
typedef struct cl_iim_moment {
    uint8_t record;
    uint8_t date;
    uint8_t time;
    cl_field_name field;
} cl_iim_moment;

extern const cl_iim_moment cl_iim_moments[];
extern const size_t cl_iim_moment_count;

#endif
