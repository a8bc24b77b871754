/* How often languages use the letters that ASCII lacks, and which characters East Asian captions
 * are full of: what a guess of the charset goes by. */
#ifndef CL_BASE_LANGUAGE_H
#define CL_BASE_LANGUAGE_H

#include <stddef.h>

#include "base/span.h"

/* Letters of about one frequency. What a letter costs is twice its information in bits: -2 log2 of
 * its share among the language's letters beyond ASCII. Costs of a text add up, and the reading that
 * costs least is the likeliest one. */
typedef struct cl_letters {
    const char *letters; /* lower case, UTF-8 */
    unsigned cost;
} cl_letters;

enum {
    CL_LETTER_TIERS = 6,
    CL_LETTER_UNUSED = 22, /* a letter that the language lacks: it stands in names alone */
    /* Bits of cl_language.pages: a page that languages are written in. */
    CL_WESTERN = 1u << 0,
    CL_CENTRAL = 1u << 1,
    CL_TURKISH = 1u << 2,
    CL_CYRILLIC = 1u << 3,
    CL_KOI8 = 1u << 4
};

typedef struct cl_language {
    const char *name;
    unsigned pages;
    cl_letters tiers[CL_LETTER_TIERS]; /* the rest is NULL */
} cl_language;

extern const cl_language cl_languages[];
extern const size_t cl_language_count;

/* The characters that make up more than half of what is written in captions, UTF-8. */
extern const char cl_frequent_hangul[];
extern const char cl_frequent_kanji[];
extern const char cl_frequent_simplified[];
extern const char cl_frequent_traditional[];

#endif
