/* Texts that stand in a container under a keyword of its own (PNG, QuickTime, PDF Info …): which
 * field each is, and how people call where it came from. */
#ifndef CL_METADATA_KEYWORDS_H
#define CL_METADATA_KEYWORDS_H

#include "container/container.h"
#include "metadata/field.h"

typedef struct cl_keyword {
    const char *container; /* for cl_field.container: "PNG text" */
    cl_field_name field;
    bool shown; /* the keyword is part of the origin: "PNG text Title", but "JPEG comment" */
} cl_keyword;

/* What a CL_BLOCK_TEXT is, by the beginning of its container's name and by its key. A key that is
 * in no table is a comment, so that no text goes unread. */
cl_keyword cl_keyword_of(const cl_block *block);

#endif
