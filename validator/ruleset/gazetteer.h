/* Names in text: a trie over folded words, walked once, longest match first. Territories, groups,
 * demonyms, vocabularies and agencies are found with it; a name list is never a pattern. */
#ifndef CL_RULESET_GAZETTEER_H
#define CL_RULESET_GAZETTEER_H

#include "base/array.h"
#include "ruleset/terms.h"
#include "ruleset/words.h"

typedef struct cl_gazetteer cl_gazetteer;

/* What a name means. */
typedef struct cl_name {
    uint32_t mark;      /* the private-use character it becomes in marked text */
    uint32_t mark_caps; /* the same where the name is written in capitals */
    cl_span kind;       /* "territory", "adjective", "media", "use", "month", "agency", … */
    cl_span value;      /* the name's own value: "KR", "magazine", "5" */
    cl_words codes;     /* territory: ISO 3166 codes, groups expanded */
    cl_words review;    /* territory: codes that may be meant */
    cl_confidence confidence;
    cl_span unless_after;  /* no name directly after one of these words ("of" Wales); | separates */
    cl_span unless_before; /* no name directly before one of these (World "cup"); | separates */
} cl_name;

cl_gazetteer *cl_gazetteer_new(cl_arena *arena);
/* Adds a name. Letters compare without case unless the name is of capitals, digits and ".&-" with
 * at most four letters (US, ROK, U.K.), which compare as written. `text` is folded as the caption
 * is. When the text is there already the earlier meaning stays and *clash is set to it. */
CL_MUST_USE cl_status cl_gazetteer_add(cl_gazetteer *gazetteer, cl_span text, const cl_name *name,
                                       const cl_name **clash);
/* The longest name that begins at byte `at` of `text` and ends at a word's end; NULL when none
 * does. Whether a name may begin at `at` is checked too. *len gets its length in bytes. */
const cl_name *cl_gazetteer_find(const cl_gazetteer *gazetteer, cl_span text, size_t at,
                                 size_t *len);

#endif
