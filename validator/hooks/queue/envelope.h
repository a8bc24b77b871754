/* A job, read from the message that it came in, and written into one. What a message says is
 * anybody's: it is read strictly, and what is malformed is no job. */
#ifndef HOOKS_QUEUE_ENVELOPE_H
#define HOOKS_QUEUE_ENVELOPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cli/limits.h"

/* Bytes that belong to somebody else. */
typedef struct queue_text {
    const char *bytes; /* NULL: there are none */
    size_t len;
} queue_text;

/* "record", "bytes", "path": the property `type` of the message. */
typedef enum queue_kind {
    QUEUE_RECORD, /* the body is a line of records */
    QUEUE_BYTES,  /* the body is a picture, sidecar or text */
    QUEUE_PATH    /* the body is {"path": "a/b.jpg"}, below the root of whoever does the job */
} queue_kind;

#define QUEUE_HEADER_NAME   "captionlint-name"
#define QUEUE_HEADER_LINE   "captionlint-line"
#define QUEUE_HEADER_OFFSET "captionlint-offset"

/* What a message has. */
typedef struct queue_fields {
    queue_text type;
    queue_text name; /* header: what to call it in the result */
    bool has_line;   /* header: of which line it was, from 1 on, */
    int64_t line;
    bool has_offset; /* and how many bytes stood before it */
    int64_t offset;
    bool wrong_header; /* one of these is of a type that it cannot be of */
    queue_text body;
} queue_fields;

typedef struct queue_envelope {
    queue_kind kind;
    char name[CLI_PATH_MAX]; /* to report; of QUEUE_PATH the path; "": none */
    size_t lines_before;
    uint64_t bytes_before;
    queue_text body; /* the message's */
} queue_envelope;

/* Why it is no job, in one line without control characters, or NULL. Static. */
const char *queue_envelope_read(const queue_fields *fields, queue_envelope *out);

const char *queue_kind_name(queue_kind kind);
/* The body of a path. Free with free(); NULL where the path is not UTF-8, or without memory. */
char *queue_envelope_path(const char *path, size_t *len);

#endif
