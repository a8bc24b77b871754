/* An answer written to a connection by hand, where nothing else can: before it is served, and in
 * the middle of a body that has no end. */
#ifndef SERVE_WIRE_H
#define SERVE_WIRE_H

#include "hooks/serve/answer.h"

/* Headers of every answer. */
extern const serve_header serve_wire_headers[];

/* As much as fits into what the system keeps, and that there is no more to come. */
void serve_wire_send(int file, const serve_answer *answer);
/* A problem to one that has not been asked for anything yet. */
void serve_wire_refuse(int file, unsigned status, const char *detail);

#endif
