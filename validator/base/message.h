/* Messages in the language of the reader: the catalogue of the process' locale (gettext). The keys
 * are the English texts, as they stand in the source and in the rules. */
#ifndef CL_BASE_MESSAGE_H
#define CL_BASE_MESSAGE_H

/* Marks a text of a table for the catalogue; what prints it calls cl_message. */
#define CL_MESSAGE(english) english

/* The text in the reader's language, or itself where the catalogue does not have it; static. A
 * format keeps its directives, in whatever order. */
__attribute__((__format_arg__(1))) const char *cl_message(const char *english);

#endif
