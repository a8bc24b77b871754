/* Where a result of SARIF stands: in a file, and in the fields of a picture (3.28). */
#ifndef CL_REPORT_SARIF_PLACE_H
#define CL_REPORT_SARIF_PLACE_H

#include "caption/record.h"
#include "report/json_writer.h"

/* A file, as the value of `artifactLocation`. */
void cl_sarif_artifact(cl_json *json, cl_span path);
/* The place of a proof, as the value of `locations`. */
void cl_sarif_locations(cl_json *json, const cl_record *record, const cl_proof *proof);

#endif
