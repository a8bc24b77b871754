/* Writes JSON piece by piece: commas, line breaks and indentation are its business, so that the
 * same code writes one object a line or a document for people. */
#ifndef CL_REPORT_JSON_WRITER_H
#define CL_REPORT_JSON_WRITER_H

#include "base/out.h"
#include "ruleset/words.h"

typedef struct cl_json {
    cl_out *out;
    bool indented;  /* two spaces a level; otherwise all in one line */
    unsigned depth; /* open objects and lists */
    bool comma;     /* a value stands before the next one */
    bool keyed;     /* a key waits for its value */
} cl_json;

/* `bracket` is '{' or '['; close with '}' or ']'. */
void cl_json_open(cl_json *json, char bracket);
void cl_json_close(cl_json *json, char bracket);
/* The same as the value of a key. */
void cl_json_open_at(cl_json *json, cl_span key, char bracket);

/* A key alone; its value follows. */
void cl_json_key(cl_json *json, cl_span key);
void cl_json_string(cl_json *json, cl_span value);

/* A key with its value. Keys are our own: nothing in one needs an escape. */
void cl_json_put_string(cl_json *json, cl_span key, cl_span value);
void cl_json_put_text(cl_json *json, cl_span key, const char *value);
/* null where the value is empty. */
void cl_json_put_optional(cl_json *json, cl_span key, cl_span value);
/* Two words with a blank between them as one string; null where both are empty. */
void cl_json_put_pair(cl_json *json, cl_span key, cl_span first, cl_span second);
/* Bytes in hexadecimal. */
void cl_json_put_hex(cl_json *json, cl_span key, cl_span bytes);
/* Bytes in base64 (RFC 4648, 4). */
void cl_json_put_base64(cl_json *json, cl_span key, cl_span bytes);
void cl_json_put_number(cl_json *json, cl_span key, uint64_t value);
void cl_json_put_bool(cl_json *json, cl_span key, bool value);
void cl_json_put_null(cl_json *json, cl_span key);
/* A list of strings, in one line. */
void cl_json_put_words(cl_json *json, cl_span key, cl_words words);

#endif
