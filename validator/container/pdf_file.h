/* The objects of a PDF by their numbers (ISO 32000-1, 7.5): cross-reference tables and streams, all
 * generations of them, and objects inside object streams. Only what is asked for is read. */
#ifndef CL_CONTAINER_PDF_FILE_H
#define CL_CONTAINER_PDF_FILE_H

#include "container/take.h"

typedef struct cl_pdf {
    cl_source *source;
    cl_blocks *blocks;
    uint64_t base;     /* where "%PDF-" stands: offsets count from there */
    cl_array sections; /* the newest first */
    size_t parts;      /* in all of them */
    cl_span root;      /* what the trailers say, the newest that says it; empty: none does */
    cl_span info;
    cl_span encryption;
    bool opening;           /* an object stream */
    uint64_t stream_number; /* the object stream that was read last, as it was decoded */
    cl_block stream;
    size_t stream_first;
} cl_pdf;

/* An object: its bytes, without blanks around it, and where they stand. */
typedef struct cl_pdf_object {
    cl_block text; /* kind, key and container are not set */
    uint64_t
        behind; /* the file offset behind it, where a stream's data may follow; 0 in a stream */
} cl_pdf_object;

/* Finds the cross-reference sections from the end of the file. CL_MALFORMED when they cannot be
 * followed; what is wrong with them is then the caller's to report. */
CL_MUST_USE cl_status cl_pdf_open(cl_pdf *file);

/* The object that `value` is, or that it refers to. CL_MALFORMED when there is none that can be
 * read. */
CL_MUST_USE cl_status cl_pdf_resolve(cl_pdf *file, const cl_block *value, cl_pdf_object *out);
CL_MUST_USE cl_status cl_pdf_object_of(cl_pdf *file, uint64_t number, cl_pdf_object *out);

/* The decoded data of a stream: sets bytes, offset and inflated. CL_MALFORMED when the object is no
 * stream, or is one of a filter that is not known. */
CL_MUST_USE cl_status cl_pdf_stream(cl_pdf *file, const cl_pdf_object *object, cl_block *out);

#endif
