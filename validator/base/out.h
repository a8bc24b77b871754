/* A growing text for reports, and the escaping that JSON and HTML need. A failed growth is
 * remembered and every later write is a no-op, so that callers check once, at the end. */
#ifndef CL_BASE_OUT_H
#define CL_BASE_OUT_H

#include "base/span.h"
#include "base/status.h"

typedef struct cl_out {
    uint8_t *data; /* owned: cl_out_free */
    size_t len;
    size_t capacity;
    bool failed;
} cl_out;

void cl_out_free(cl_out *out);
/* Forgets what was written, keeps the memory. */
void cl_out_clear(cl_out *out);
cl_span cl_out_span(const cl_out *out);

/* The next `len` bytes, which the caller writes all; NULL when there is no memory. */
uint8_t *cl_out_room(cl_out *out, size_t len);
void cl_out_put(cl_out *out, cl_span text);
void cl_out_text(cl_out *out, const char *text);
void cl_out_byte(cl_out *out, char byte);
/* One code point as UTF-8. */
void cl_out_code(cl_out *out, uint32_t code);
void cl_out_repeat(cl_out *out, const char *text, size_t count);
void cl_out_u64(cl_out *out, uint64_t value);
/* Two digits a byte, small letters. */
void cl_out_hex(cl_out *out, cl_span bytes);
/* RFC 4648, 4: with padding, without line breaks. */
void cl_out_base64(cl_out *out, cl_span bytes);
CL_PRINTF(2, 3) void cl_out_format(cl_out *out, const char *format, ...);

/* A JSON string with its quotes (RFC 8259, 7). Valid UTF-8 stays as it is; control characters,
 * U+2028, U+2029 and bidirectional controls are escaped, bytes that are not UTF-8 become U+FFFD. */
void cl_out_json(cl_out *out, cl_span text);
void cl_out_json_text(cl_out *out, const char *text);
/* The same without the quotes, for a string of several parts. */
void cl_out_json_part(cl_out *out, cl_span text);
/* What stands for the character where it would be markup, also in double quotes; NULL: itself. */
const char *cl_out_reference(uint32_t code);
/* Text of an HTML document, also in quotes as an attribute: what would be markup becomes a
 * reference, control and bidirectional characters and those that no document may hold become
 * visible escapes. Line breaks stay. */
void cl_out_html(cl_out *out, cl_span text);
/* Text for a terminal: control and bidirectional characters become visible escapes. */
void cl_out_printable(cl_out *out, cl_span text);
/* Whether these escape the code point: control characters, line separators, and what changes
 * the direction or order in which text is shown. */
bool cl_out_escapes(uint32_t code);
/* "FILE:LINE" in one line: a file name may hold anything. */
void cl_out_place(cl_out *out, const char *path, size_t line);

#endif
