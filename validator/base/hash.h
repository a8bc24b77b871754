/* A fast 64-bit number of some bytes, for tables and for telling damage. It keeps nobody out who
 * chooses the bytes: for that there is SHA-256. */
#ifndef CL_BASE_HASH_H
#define CL_BASE_HASH_H

#include "base/span.h"

/* Depends on every bit, the length and the order of bytes of this machine. */
uint64_t cl_hash(cl_span bytes);

#endif
