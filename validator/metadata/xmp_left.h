/* Markup that no parser understood -> its words, so that they are still looked through for
 * restrictions. Tags, names of attributes and addresses of namespaces go. */
#ifndef CL_METADATA_XMP_LEFT_H
#define CL_METADATA_XMP_LEFT_H

#include "metadata/field.h"

/* Adds a comment with the words of `markup`, which is valid UTF-8 and stands at `offset`, without
 * those that are values of the fields from index `known` on; none when no words are left. */
CL_MUST_USE cl_status cl_xmp_left_add(cl_fields *fields, size_t known, cl_span markup,
                                      uint64_t offset);

#endif
