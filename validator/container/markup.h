/* The tags of an XML file one after the other, without holding the file: enough to find an element
 * in a large drawing. What an element says is for others to read; nothing is checked. */
#ifndef CL_CONTAINER_MARKUP_H
#define CL_CONTAINER_MARKUP_H

#include "container/find.h"

typedef struct cl_markup {
    cl_source *source; /* of UTF-8 */
    cl_stretch rest;
} cl_markup;

enum {
    CL_MARKUP_NAME_MAX = 63
};

typedef enum cl_markup_kind {
    CL_MARKUP_START,
    CL_MARKUP_END,
    CL_MARKUP_EMPTY /* start and end in one */
} cl_markup_kind;

typedef struct cl_markup_tag {
    cl_markup_kind kind;
    uint64_t offset;                  /* of its "<" */
    uint64_t end;                     /* behind its ">" */
    uint8_t name[CL_MARKUP_NAME_MAX]; /* with its prefix; a longer one is cut */
    size_t name_len;
} cl_markup_tag;

/* The next tag; comments, instructions, CDATA and a document type are passed over. CL_TRUNCATED
 * when the text ends inside something, CL_MALFORMED when there is no further tag. */
CL_MUST_USE cl_status cl_markup_next(cl_markup *in, cl_markup_tag *out);

/* The name without its prefix. */
cl_span cl_markup_local(const cl_markup_tag *tag);

/* Makes the content of an element in block->bytes text: markup is left out, references of XML are
 * resolved. Sets bytes and inflated where something changes. */
CL_MUST_USE cl_status cl_markup_text(cl_blocks *blocks, cl_block *block);

#endif
