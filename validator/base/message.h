/* Messages in the language of the reader: the catalogue of the process' locale (gettext). The keys
 * are the English texts, as they stand in the source and in the rules; a text that the catalogue
 * does not have stays as it is. */
#ifndef CL_BASE_MESSAGE_H
#define CL_BASE_MESSAGE_H

#include <stdbool.h>

#include "base/span.h"

/* The domain of the catalogue: captionlint.mo. */
#define CL_MESSAGE_DOMAIN "captionlint"

/* Marks a text of a table for the catalogue; what prints it calls cl_message. */
#define CL_MESSAGE(english) english

/* The text in the reader's language, or itself where the catalogue does not have it; static. A
 * format keeps its directives, in whatever order. */
__attribute__((__format_arg__(1))) const char *cl_message(const char *english);

/* Whether there is a catalogue for the reader's language. Where there is none, which is so for
 * English, nothing needs to be looked up. */
bool cl_messages_are_translated(void);
/* As cl_message, for a text of the rules, which ends in no NUL. */
cl_span cl_message_span(cl_span english);
/* The name of the territory of that ISO 3166 code, in the reader's language. Countries are those of
 * the package iso-codes, where it is installed and knows them by this name, else ours. */
cl_span cl_message_territory(cl_span code, cl_span english);

#endif
