/* Which charset a text is in that does not say so: the one in which it costs least to write it, by
 * the letters of the languages written in it (language.h) and by how letters and signs stand beside
 * one another. windows-1252 is what is left where nothing speaks clearly for another. */
#ifndef CL_BASE_GUESS_H
#define CL_BASE_GUESS_H

#include "base/code_page.h"
#include "base/span.h"
#include "base/status.h"

typedef struct cl_guess {
    const char *charset; /* a name of charset.h, static */
    bool sure;           /* the bytes themselves prove it, or no other reading comes near; never of
                            windows-1252, which is what is left */
} cl_guess;

/* All values that share a charset together, a line break between them, tell more than one. ASCII
 * and UTF-8 are told by their bytes, also UTF-8 with a few stray bytes in it. CL_NO_MEMORY. */
CL_MUST_USE cl_status cl_guess_charset(cl_span bytes, cl_guess *out);

/* The two halves of it. What a reading costs is said in language.h. */

enum {
    CL_GUESS_IMPOSSIBLE = 1 << 28 /* the cost of bytes that the charset does not allow */
};

void cl_guess_letters(cl_span sample, long costs[CL_PAGE_COUNT]);

typedef enum cl_east {
    CL_EAST_SHIFT_JIS,
    CL_EAST_EUC_JP,
    CL_EAST_EUC_KR,
    CL_EAST_GB18030,
    CL_EAST_BIG5,
    CL_EAST_COUNT
} cl_east;

const char *cl_east_charset(cl_east east);
CL_MUST_USE cl_status cl_guess_east(cl_span sample, long costs[CL_EAST_COUNT]);

#endif
