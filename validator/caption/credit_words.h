/* What the words of a credit are: labels before a name, placeholders instead of one, names of
 * persons. Private to the credit modules. */
#ifndef CL_CAPTION_CREDIT_WORDS_H
#define CL_CAPTION_CREDIT_WORDS_H

#include "base/span.h"

/* A word of a table. */
#define CL_CREDIT_WORD(text)                                                                       \
    {                                                                                              \
        (const uint8_t *)(text), sizeof(text) - 1                                                  \
    }

/* Without spaces, stray punctuation, labels ("Photo by", "Foto"), years, picture numbers and the
 * qualifiers behind a name ("Pool Photo", "File"). Empty when nothing is left. */
cl_span cl_credit_bare(cl_span text);
/* Two to four words that are written as a person's name is, none of which an organisation has. */
bool cl_credit_is_person(cl_span text);
/* Letters compare without case; those of `word` are small. */
bool cl_credit_equal(cl_span text, cl_span word);

#endif
