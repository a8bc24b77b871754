/* A fingerprint of many things: two of them are equal when everything that went in was, in the same
 * order. SHA-256, so that nobody makes two inputs that share one. */
#ifndef CL_BASE_FINGERPRINT_H
#define CL_BASE_FINGERPRINT_H

#include <sha2.h>

#include "base/span.h"

enum {
    CL_FINGERPRINT_BYTES = SHA256_DIGEST_LENGTH
};

/* Begun with cl_fingerprint_begin; a copy goes on from where its original is. */
typedef struct cl_fingerprint {
    SHA2_CTX state;
} cl_fingerprint;

void cl_fingerprint_begin(cl_fingerprint *fingerprint);
/* The bytes with their length, so that "a" "bc" is not "ab" "c". */
void cl_fingerprint_add(cl_fingerprint *fingerprint, cl_span bytes);
/* The bytes alone: of nothing but these the fingerprint is the SHA-256 that other programs know. */
void cl_fingerprint_add_part(cl_fingerprint *fingerprint, cl_span bytes);
void cl_fingerprint_add_number(cl_fingerprint *fingerprint, uint64_t number);
/* The fingerprint of what was added so far, which may go on being added to. */
void cl_fingerprint_get(const cl_fingerprint *fingerprint, uint8_t out[CL_FINGERPRINT_BYTES]);

#endif
