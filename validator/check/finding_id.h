/* Ids of findings: what a later run, a baseline or another program knows a finding again by. They
 * hang on what the picture says of itself and on what was found in it, not on its name, its place
 * or the language of the messages. */
#ifndef CL_CHECK_FINDING_ID_H
#define CL_CHECK_FINDING_ID_H

#include "base/fingerprint.h"
#include "check/check.h"

/* Of all that the record says: each text once, whatever block it stands in, however its white space
 * runs, in whatever order. */
CL_MUST_USE cl_status cl_record_content(const cl_record *record, uint8_t out[CL_FINGERPRINT_BYTES]);

/* The words that prove a finding, on one line; empty where it is about the file. */
CL_MUST_USE cl_status cl_finding_words(cl_arena *arena, const cl_proof *proof, cl_span *out);

/* The id that is made of a fingerprint. */
void cl_finding_id_of(const uint8_t fingerprint[CL_FINGERPRINT_BYTES], char out[CL_FINDING_ID_MAX]);

/* Gives every finding of the record and of its judgements its id: of the content, the rule, the
 * edition, its values that it is about and the words that prove it. */
CL_MUST_USE cl_status cl_findings_identify(cl_record *record, cl_judgement *judgements,
                                           size_t count);

#endif
