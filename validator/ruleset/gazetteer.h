/* Names in text: a trie over folded words, walked once, longest match first. Territories, groups,
 * demonyms, vocabularies and agencies are found with it; a name list is never a pattern.
 *
 * Names are added first; then the gazetteer is finished, and names are found. What a finished one
 * searches are flat arrays of numbers without a pointer in them, which may be saved as they are and
 * mapped again (cl_gazetteer_tables). Only the meanings of the names are structures; the arrays
 * know them by number. */
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
    bool follows;          /* it never begins what is looked for: the "of" of "4 of March" */
} cl_name;

/* A node of the trie. They stand by depth, so that the children of a node stand together, by
 * code, and end where those of the next node begin. */
typedef struct cl_gazetteer_node {
    uint32_t code;     /* the folded character that leads here */
    uint32_t children; /* the node of the first one */
    uint32_t ending;   /* 1 + the index of what ends here; 0: nothing does */
} cl_gazetteer_node;

/* What a text means: 1 + the index of a name each, 0: none. */
typedef struct cl_gazetteer_ending {
    uint32_t any_case;
    uint32_t exact; /* written in capitals */
} cl_gazetteer_ending;

enum {
    CL_GAZETTEER_FILTER_BITS = 16 /* of the number of one bit */
};

/* A finished gazetteer. */
typedef struct cl_gazetteer_tables {
    const cl_gazetteer_node *nodes; /* the root first; one more than there are ends the children */
    size_t node_count;              /* with that one */
    const cl_gazetteer_ending *endings;
    size_t ending_count;
    const uint8_t *filter;  /* 2 to the power of CL_GAZETTEER_FILTER_BITS bits: first letters */
    const uint8_t *leaders; /* the same of names that do not only follow */
    const cl_name *const *names;
    size_t name_count;
} cl_gazetteer_tables;

/* An empty gazetteer to add names to; NULL when there is no memory. */
cl_gazetteer *cl_gazetteer_new(cl_arena *arena);
/* Adds a name. Letters compare without case unless the name is of capitals, digits and ".&-" with
 * at most four letters (US, ROK, U.K.), which compare as written. `text` is folded as the caption
 * is. When the text is there already the earlier meaning stays and *clash is set to it. */
CL_MUST_USE cl_status cl_gazetteer_add(cl_gazetteer *gazetteer, cl_span text, const cl_name *name,
                                       const cl_name **clash);
/* Makes ready to find what was added; nothing can be added any more. */
CL_MUST_USE cl_status cl_gazetteer_finish(cl_gazetteer *gazetteer);

/* What a finished gazetteer is made of; it lives as long as the gazetteer. */
const cl_gazetteer_tables *cl_gazetteer_tables_of(const cl_gazetteer *gazetteer);
/* The first letters of a place in a text: one look tells of most places that no name of a gazetteer
 * begins there. */
typedef struct cl_gazetteer_key {
    uint32_t bits[4]; /* of the filters, one of which a name has set */
    bool any;         /* a letter is not ASCII: a name may begin with it */
} cl_gazetteer_key;

cl_gazetteer_key cl_gazetteer_key_at(cl_span text, size_t at);
/* Whether a name may begin at that place. */
bool cl_gazetteer_may(const cl_gazetteer *gazetteer, const cl_gazetteer_key *key);
/* Whether a name may that does not only follow. */
bool cl_gazetteer_may_lead(const cl_gazetteer *gazetteer, const cl_gazetteer_key *key);
/* Whether a name begins with this ASCII character, folded. */
bool cl_gazetteer_begins(const cl_gazetteer *gazetteer, uint8_t byte);

/* The longest name that begins at byte `at` of `text` and ends at a word's end; NULL when none
 * does. Whether a name may begin at `at` is checked too. *len gets its length in bytes. */
const cl_name *cl_gazetteer_find(const cl_gazetteer *gazetteer, cl_span text, size_t at,
                                 size_t *len);

#endif
