/* The records of an input by their ids, so that those of two files can be paired whatever their
 * order. Only where each stands is kept, not what it says. */
#ifndef CAPTIONLINT_RECORDS_H
#define CAPTIONLINT_RECORDS_H

#include "captionlint_handle.h"

typedef struct captionlint_records captionlint_records;

/* Whether the input is a file of records: .ndjson or .jsonl, or said to be one. */
bool captionlint_is_records(const captionlint_input *input);

/* CL_UNREADABLE, CL_NO_MEMORY, or CL_LIMIT with more than CL_IDS_MAX records; close it in any case.
 */
CL_MUST_USE cl_status captionlint_records_open(const captionlint_input *input,
                                               captionlint_records **out, cl_error *error);
void captionlint_records_close(captionlint_records *records);

/* The first record of that id that was not given yet, as an input whose bytes live until the next
 * call. */
CL_MUST_USE cl_status captionlint_records_find(captionlint_records *records, cl_span id,
                                               captionlint_input *out, bool *found);
/* The next record that was not given yet, in the order of the file. */
CL_MUST_USE cl_status captionlint_records_next(captionlint_records *records, captionlint_input *out,
                                               bool *found);

#endif
