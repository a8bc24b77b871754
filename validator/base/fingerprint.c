#include "base/fingerprint.h"

void cl_fingerprint_begin(cl_fingerprint *fingerprint)
{
    SHA256Init(&fingerprint->state);
}

void cl_fingerprint_add_number(cl_fingerprint *fingerprint, uint64_t number)
{
    uint8_t bytes[sizeof number];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)(number >> (8 * i));
    }
    SHA256Update(&fingerprint->state, bytes, sizeof bytes);
}

void cl_fingerprint_add(cl_fingerprint *fingerprint, cl_span bytes)
{
    cl_fingerprint_add_number(fingerprint, bytes.len);
    cl_fingerprint_add_part(fingerprint, bytes);
}

void cl_fingerprint_add_part(cl_fingerprint *fingerprint, cl_span bytes)
{
    if (bytes.len > 0) {
        SHA256Update(&fingerprint->state, bytes.data, bytes.len);
    }
}

void cl_fingerprint_get(const cl_fingerprint *fingerprint, uint8_t out[CL_FINGERPRINT_BYTES])
{
    SHA2_CTX copy = fingerprint->state;
    SHA256Final(out, &copy);
}
