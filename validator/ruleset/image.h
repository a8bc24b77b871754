/* A rule set as one block of bytes without pointers, and back: what was loaded once is written as
 * it lies in memory and used again where it is mapped. The bytes are checked for their bounds, not
 * for their sense: whoever keeps them says that they are what was written. */
#ifndef CL_RULESET_IMAGE_H
#define CL_RULESET_IMAGE_H

#include "base/out.h"
#include "ruleset/shape.h"

enum {
    CL_IMAGE_ALIGN = 16 /* an image begins at a multiple of it */
};

/* Appends the image of everything that is reached from `root`. The same things give the same bytes,
 * wherever they lie. Opened at the address `base` nothing in it needs to be changed. `out` keeps a
 * failed growth. CL_LIMIT: more than an image may hold. */
CL_MUST_USE cl_status cl_image_write(const void *root, const cl_shape *shape, uintptr_t base,
                                     cl_out *out);

/* How many bytes of an image are needed to open it: behind them lies what patterns are made from,
 * which is read when one is first tried, and which the patterns check themselves. */
size_t cl_image_plain(cl_span image);

/* An image in memory, at a multiple of CL_IMAGE_ALIGN. */
typedef struct cl_image {
    uint8_t *bytes;
    size_t len;
    int file;    /* where what lies behind those bytes is read; -1: nothing does */
    uint64_t at; /* where the image begins in the file */
} cl_image;

/* Makes the image usable where it lies and hands out its root; bytes and file must stay as long as
 * it is used. Patterns are made anew and are the caller's to free; with a status other than CL_OK
 * there are none. CL_MALFORMED: no such image. */
CL_MUST_USE cl_status cl_image_open(const cl_image *image, const cl_shape *shape, void **out);

#endif
