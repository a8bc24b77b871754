/* Where in its file a proof stands, for programs that count lines, characters or bytes. A picture
 * has no lines: what stands in it is in line 1, so that programs that cannot do without one show it
 * at its beginning. */
#ifndef CL_REPORT_SPOT_H
#define CL_REPORT_SPOT_H

#include "caption/record.h"

typedef struct cl_spot {
    uint64_t line;     /* from 1 */
    bool in_text;      /* the file is text as it stands there: the five below hold */
    uint64_t column;   /* from 1, in code points */
    uint64_t end_line; /* of the character behind the last one … */
    uint64_t end_column;
    uint64_t character; /* code points before it in the file */
    uint64_t characters;
    bool has_byte;
    uint64_t byte;  /* bytes before it in the file */
    uint64_t bytes; /* 0: not known */
    cl_span words;  /* of the value; empty where the proof is about the file */
} cl_spot;

cl_spot cl_spot_of(const cl_record *record, const cl_proof *proof);

#endif
