/* The charsets of one byte a character that are guessed, as tables: a guess looks at every reading
 * of a text, and a table is quicker than a converter. charset.c converts. */
#ifndef CL_BASE_CODE_PAGE_H
#define CL_BASE_CODE_PAGE_H

#include <stdbool.h>
#include <stdint.h>

typedef enum cl_code_page {
    CL_PAGE_WINDOWS_1252,
    CL_PAGE_MACROMAN,
    CL_PAGE_WINDOWS_1250,
    CL_PAGE_WINDOWS_1251,
    CL_PAGE_KOI8_R,
    CL_PAGE_WINDOWS_1254,
    CL_PAGE_COUNT
} cl_code_page;

/* Its name in charset.h. */
const char *cl_code_page_charset(cl_code_page page);

/* The character of a byte; CL_REPLACEMENT where the page has none. */
uint32_t cl_code_page_at(cl_code_page page, uint8_t byte);

/* The byte of a character; false where the page has none. */
bool cl_code_page_byte(cl_code_page page, uint32_t code, uint8_t *out);

#endif
