/* Rights for machines: what `extract --as NAME` writes. An export is a cl_report_format that --as
 * selects and --format does not: options->extract is set, there are no judgements, and
 * options->indented asks for a document that people read (one picture), else for one line. A new
 * export is its file with `const cl_report_format cl_rights_NAME` and a word in CL_RIGHTS_EXPORTS.
 *
 * All exports promise that nothing of the record is lost: what the language of the export can say
 * is said in it, and everything else stands in it as text. None says more freedom than the text. */
#ifndef CL_REPORT_RIGHTS_H
#define CL_REPORT_RIGHTS_H

#include "report/report.h"

/* For exports whose documents have nothing around them: `begin` and `end`. */
void cl_rights_begin(cl_out *out, const cl_report_options *options);
void cl_rights_end(cl_out *out, const cl_report_options *options, const cl_report_totals *totals);

/* The export of that name, or NULL. */
const cl_report_format *cl_rights_export_of(cl_span name);
/* The names of all exports, for messages: "odrl, rightsml". */
const char *cl_rights_export_names(void);

/* All exports: the word in C and the name on the command line. */
#define CL_RIGHTS_EXPORTS(X)                                                                       \
    X(odrl, "odrl")                                                                                \
    X(rightsml, "rightsml") X(ninjs, "ninjs") X(schema_org, "schema.org") X(plus_xmp, "plus-xmp")
#define CL_RIGHTS_DECLARE(word, name) extern const cl_report_format cl_rights_##word;
CL_RIGHTS_EXPORTS(CL_RIGHTS_DECLARE)

#endif
