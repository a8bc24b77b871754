/* The objects of PDF as they are written (ISO 32000-1, 7.2 and 7.3): where one ends, and what a
 * dictionary says under a key. Works on bytes that are there; nothing here reads the file. */
#ifndef CL_CONTAINER_PDF_SYNTAX_H
#define CL_CONTAINER_PDF_SYNTAX_H

#include "base/span.h"

/* White space and comments at the start of `text`. */
size_t cl_pdf_blank(cl_span text);
/* How many bytes the object takes that `text` begins with, without blanks before it; 0 when none
 * stands there or its end is not there. A reference ("12 0 R") is one object. */
size_t cl_pdf_length(cl_span text);

/* The next object of `rest`, which is cut off with what stands before it; false at the end. */
bool cl_pdf_next(cl_span *rest, cl_span *out);

bool cl_pdf_is_dictionary(cl_span object);
/* The value under a key, given without its slash; false when the dictionary has none. */
bool cl_pdf_get(cl_span dictionary, const char *key, cl_span *out);
/* The next key, without its slash, and its value, cut off `rest`, which begins as the dictionary;
 * false at its end. */
bool cl_pdf_next_entry(cl_span *rest, cl_span *key, cl_span *value);

/* A number that is not negative, a reference's object number, and a name without its slash: false
 * when the object is none. */
bool cl_pdf_number(cl_span object, uint64_t *out);
bool cl_pdf_reference(cl_span object, uint64_t *out);
bool cl_pdf_is_name(cl_span object, const char *name);
/* The number under a key, or `otherwise`. */
uint64_t cl_pdf_get_number(cl_span dictionary, const char *key, uint64_t otherwise);
/* What an array holds, or the object itself: for cl_pdf_next. */
cl_span cl_pdf_items(cl_span object);

#endif
