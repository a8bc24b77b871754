/* Bytes in an old charset -> UTF-8, and which charset they are most likely in when nobody said. The
 * only module that knows iconv. Every input gives valid UTF-8; what had no meaning is U+FFFD. */
#ifndef CL_BASE_CHARSET_H
#define CL_BASE_CHARSET_H

#include "base/arena.h"

/* Names as iconv knows them, for cl_charset_convert. */
#define CL_CHARSET_ASCII        "US-ASCII"
#define CL_CHARSET_UTF8         "UTF-8"
#define CL_CHARSET_WINDOWS_1252 "WINDOWS-1252"
#define CL_CHARSET_MACROMAN     "MACINTOSH"
#define CL_CHARSET_UTF16LE      "UTF-16LE"
#define CL_CHARSET_UTF16BE      "UTF-16BE"
#define CL_CHARSET_UTF32LE      "UTF-32LE"
#define CL_CHARSET_UTF32BE      "UTF-32BE"
#define CL_CHARSET_JIS          "ISO-2022-JP"

bool cl_charset_is_ascii(cl_span bytes);

/* The likely charset of bytes that do not say: ASCII, UTF-8, windows-1252, or MacRoman when that
 * reads clearly better. The name is static. */
CL_MUST_USE cl_status cl_charset_detect(cl_span bytes, const char **out);

/* `bytes`, which are in `charset`, as UTF-8 in `arena`. ASCII and valid UTF-8 share the input's
 * memory. *lossless tells whether every byte had a meaning; a charset that this system does not
 * know keeps the ASCII part. CL_LIMIT and CL_NO_MEMORY as the arena. */
CL_MUST_USE cl_status cl_charset_convert(cl_arena *arena, cl_span bytes, const char *charset,
                                         cl_span *out, bool *lossless);

/* cl_charset_detect, then cl_charset_convert. */
CL_MUST_USE cl_status cl_charset_read(cl_arena *arena, cl_span bytes, cl_span *out, bool *lossless);

#endif
