/* Rights as XMP: RDF/XML that any reader of XMP takes. Whatever the texts hold, what goes out is
 * well-formed: control characters become blanks, others that XML forbids U+FFFD, and those that
 * disguise others references. */
#ifndef CL_REPORT_PLUS_XMP_H
#define CL_REPORT_PLUS_XMP_H

#include "base/out.h"
#include "report/plus.h"

typedef struct cl_plus_layout {
    bool lines;     /* one line a value, indented; otherwise all in one line */
    bool wrapped;   /* in the processing instructions of a packet */
    cl_span indent; /* before each line of a description, besides its own */
    cl_span about;  /* what the description is about; empty: the picture it goes with */
    cl_span title;  /* named in a comment with the remarks; empty: there is none */
} cl_plus_layout;

/* A whole document. */
void cl_plus_put_document(cl_out *out, const cl_plus *plus, const cl_plus_layout *layout);
/* One rdf:Description that declares all its namespaces, to stand in another document's rdf:RDF. */
void cl_plus_put_description(cl_out *out, const cl_plus *plus, const cl_plus_layout *layout);
/* Text of an XML document, also in double quotes as an attribute. */
void cl_plus_put_xml(cl_out *out, cl_span text);

#endif
