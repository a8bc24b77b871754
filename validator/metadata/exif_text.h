/* The ways in which EXIF writes text: bytes of an unknown charset, UTF-16, and UserComment with its
 * character code. Everything comes out as UTF-8. */
#ifndef CL_METADATA_EXIF_TEXT_H
#define CL_METADATA_EXIF_TEXT_H

#include "metadata/legacy.h"

/* UTF-16 up to its terminating NUL; a byte order mark and the bytes' own look win over
 * `little_endian`. *lossless tells whether every byte had a meaning. */
CL_MUST_USE cl_status cl_exif_utf16(cl_arena *arena, cl_span bytes, bool little_endian,
                                    cl_span *out, bool *lossless);

/* What text is read with. */
typedef struct cl_exif_decoder {
    cl_fields *fields;
    cl_legacy *legacy; /* of the whole block */
    bool little_endian;
} cl_exif_decoder;

/* ASCII by the standard; UTF-8, windows-1252 or even UTF-16 in practice. As cl_legacy_read. */
CL_MUST_USE cl_status cl_exif_ascii(const cl_exif_decoder *with, cl_span bytes, cl_field *field,
                                    cl_legacy_value *out);

/* UserComment: eight bytes of character code, then the text (Exif 2.32, 4.6.5). A missing or wrong
 * code does not lose the text. */
CL_MUST_USE cl_status cl_exif_comment(const cl_exif_decoder *with, cl_span bytes, cl_field *field,
                                      cl_legacy_value *out);

/* Whether it is text that the block's guess needs: neither ASCII nor UTF-8 nor UTF-16. */
bool cl_exif_is_legacy(cl_span bytes);

#endif
