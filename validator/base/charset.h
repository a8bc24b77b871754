/* Bytes in an old charset -> UTF-8, and which charset they are most likely in when nobody said. The
 * only module that knows iconv. Every input gives valid UTF-8; what had no meaning is U+FFFD. */
#ifndef CL_BASE_CHARSET_H
#define CL_BASE_CHARSET_H

#include "base/arena.h"
#include "base/out.h"

/* Names as iconv knows them, for cl_charset_convert. */
#define CL_CHARSET_ASCII        "US-ASCII"
#define CL_CHARSET_UTF8         "UTF-8"
#define CL_CHARSET_WINDOWS_1252 "WINDOWS-1252"
#define CL_CHARSET_MACROMAN     "MACINTOSH"
#define CL_CHARSET_WINDOWS_1250 "WINDOWS-1250"
#define CL_CHARSET_WINDOWS_1251 "WINDOWS-1251"
#define CL_CHARSET_WINDOWS_1254 "WINDOWS-1254"
#define CL_CHARSET_KOI8_R       "KOI8-R"
#define CL_CHARSET_SHIFT_JIS    "CP932" /* with the characters that Windows and Mac add */
#define CL_CHARSET_EUC_JP       "EUC-JP-MS"
#define CL_CHARSET_EUC_KR       "CP949" /* EUC-KR and the syllables that Windows adds */
#define CL_CHARSET_GB18030      "GB18030"
#define CL_CHARSET_BIG5         "BIG5"
#define CL_CHARSET_UTF16LE      "UTF-16LE"
#define CL_CHARSET_UTF16BE      "UTF-16BE"
#define CL_CHARSET_UTF32LE      "UTF-32LE"
#define CL_CHARSET_UTF32BE      "UTF-32BE"
#define CL_CHARSET_JIS          "ISO-2022-JP"
#define CL_CHARSET_ISO_2022_KR  "ISO-2022-KR"

bool cl_charset_is_ascii(cl_span bytes);

/* What people call it: "windows-1252", "MacRoman"; the name itself for one that is not above. */
const char *cl_charset_label(const char *charset);
/* The name of the charset that people call so, or NULL. */
const char *cl_charset_of_label(cl_span label);
/* Whether it is one of those that a house may take undeclared text for. */
bool cl_charset_is_legacy(const char *charset);
/* Whether a character may take several bytes, so that it can be cut. */
bool cl_charset_is_multibyte(const char *charset);

/* The likely charset of bytes that do not say, see guess.h. The name is static. */
CL_MUST_USE cl_status cl_charset_detect(cl_span bytes, const char **out);

/* `bytes`, which are in `charset`, as UTF-8 in `arena`. ASCII and valid UTF-8 share the input's
 * memory. *lossless tells whether every byte had a meaning; a charset that this system does not
 * know keeps the ASCII part. CL_LIMIT and CL_NO_MEMORY as the arena. */
CL_MUST_USE cl_status cl_charset_convert(cl_arena *arena, cl_span bytes, const char *charset,
                                         cl_span *out, bool *lossless);

/* The same at the end of `text`; text->failed tells that memory ended. */
void cl_charset_put(cl_out *text, cl_span bytes, const char *charset, bool *lossless);

/* cl_charset_detect, then cl_charset_convert. */
CL_MUST_USE cl_status cl_charset_read(cl_arena *arena, cl_span bytes, cl_span *out, bool *lossless);

#endif
