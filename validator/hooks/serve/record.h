/* A JSON document that is one record. */
#ifndef SERVE_RECORD_H
#define SERVE_RECORD_H

#include "hooks/serve/problem.h"

/* Whether the text is a JSON object; false with the problem, 422, and its place. What it says of a
 * picture the library reads, which wants it on one line: line ends between its parts become blanks.
 */
bool serve_record_read(char *text, size_t len, serve_problem *problem);

#endif
