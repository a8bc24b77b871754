/* The ways in which EXIF writes text: bytes of an unknown charset, UTF-16, and UserComment with its
 * character code. Everything comes out as UTF-8; *lossless tells whether every byte had a meaning.
 */
#ifndef CL_METADATA_EXIF_TEXT_H
#define CL_METADATA_EXIF_TEXT_H

#include "base/arena.h"

/* UTF-16 up to its terminating NUL; a byte order mark and the bytes' own look win over
 * `little_endian`. */
CL_MUST_USE cl_status cl_exif_utf16(cl_arena *arena, cl_span bytes, bool little_endian,
                                    cl_span *out, bool *lossless);

/* ASCII by the standard; UTF-8, windows-1252 or even UTF-16 in practice. */
CL_MUST_USE cl_status cl_exif_ascii(cl_arena *arena, cl_span bytes, bool little_endian,
                                    cl_span *out, bool *lossless);

/* UserComment: eight bytes of character code, then the text (Exif 2.32, 4.6.5). A missing or wrong
 * code does not lose the text. */
CL_MUST_USE cl_status cl_exif_comment(cl_arena *arena, cl_span bytes, bool little_endian,
                                      cl_span *out, bool *lossless);

#endif
