/* The beginning of an XML file in any encoding, to tell what it is: by its first element, not by
 * its name. */
#ifndef CL_CONTAINER_XML_HEAD_H
#define CL_CONTAINER_XML_HEAD_H

#include "base/span.h"

/* The charset that a byte order mark or the width of "<" tells, as base/charset.h names it; *skip
 * is the length of the mark. */
const char *cl_xml_charset(cl_span head, size_t *skip);
/* The characters of `head` as ASCII, others as '?'; `out` has room for head.len. */
cl_span cl_xml_fold(cl_span head, uint8_t *out);

cl_span cl_xml_skip_blank(cl_span text);
/* Cuts an XML declaration or a comment off the front: false where there is none. */
bool cl_xml_skip_prologue(cl_span *text);

#endif
