/* String objects of PostScript and PDF: "(…)" with escapes and nested parentheses, "<…>" in
 * hexadecimal digits. */
#ifndef CL_CONTAINER_LITERAL_H
#define CL_CONTAINER_LITERAL_H

#include "container/container.h"

/* How many bytes the string takes that `text` begins with, its delimiters included; text.len + 1
 * when it does not end, 0 when none stands there. */
size_t cl_literal_length(cl_span text);

/* Decodes the string at the start of `from`, as far as there is one: sets bytes, offset and
 * inflated of `out`; inflated also where an escape was resolved. The bytes are a copy; past the cap
 * of the blocks there are none, and a finding. */
CL_MUST_USE cl_status cl_literal_read(cl_blocks *blocks, const cl_block *from, cl_block *out);

/* The value of a hexadecimal digit, or 16. */
unsigned cl_hex_digit(uint8_t byte);

#endif
