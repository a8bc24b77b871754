/* HTML in captions: character references (HTML 4.01, 24) and the tags that systems leave behind. */
#ifndef CL_RULESET_ENTITIES_H
#define CL_RULESET_ENTITIES_H

#include "base/span.h"

/* Reads the reference at the start of `text` ("&nbsp;", "&#39;", "&#x27;", escaped twice
 * "&amp;nbsp;"); false when there is none. *len gets its length; it is all ASCII. */
bool cl_entity_read(cl_span text, uint32_t *code, size_t *len);

/* The length of the known tag at the start of `text`, 0 when there is none. *line tells whether it
 * ends a line. */
size_t cl_tag_length(cl_span text, bool *line);

#endif
