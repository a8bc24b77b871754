/* Writes XML 1.0 piece by piece: tags, line breaks and indentation are its business. Whatever it is
 * given, the document stays well-formed and says the same: markup is escaped, control and
 * bidirectional characters and those that no document may hold become visible escapes. */
#ifndef CL_REPORT_XML_WRITER_H
#define CL_REPORT_XML_WRITER_H

#include "base/out.h"

typedef struct cl_xml {
    cl_out *out;
    unsigned depth; /* open elements */
    bool in_tag;    /* attributes of the last one may follow */
    bool has_text;  /* the last one holds text: its end stands behind it */
} cl_xml;

/* What every document begins with. */
void cl_xml_begin(cl_out *out);
/* Names are our own. */
void cl_xml_open(cl_xml *xml, const char *name);
/* Attributes, before anything that the element holds; line breaks become visible escapes too. */
void cl_xml_put(cl_xml *xml, const char *name, cl_span value);
void cl_xml_put_text(cl_xml *xml, const char *name, const char *value);
void cl_xml_put_number(cl_xml *xml, const char *name, uint64_t value);
/* Text of an element that holds no others; it may come in pieces. */
void cl_xml_text(cl_xml *xml, cl_span text);
/* No attributes follow: what the element holds is written by somebody else. */
void cl_xml_content(cl_xml *xml);
void cl_xml_close(cl_xml *xml, const char *name);

#endif
