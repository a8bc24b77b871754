/* What the loaders of the parts of rules/ share: the rule set while it is being built. Private to
 * ruleset/. */
#ifndef CL_RULESET_LOADING_H
#define CL_RULESET_LOADING_H

#include "ruleset/files.h"
#include "ruleset/fold.h"
#include "ruleset/prefilter.h"
#include "ruleset/profile.h"
#include "ruleset/ruleset.h"

typedef struct cl_vocabulary {
    cl_span name;
    cl_words values;
    cl_array marks; /* of uint32_t, one a value */
} cl_vocabulary;

typedef struct cl_fragment {
    cl_span name;
    cl_span pattern;
    const cl_yaml *at;
} cl_fragment;

typedef struct cl_territory {
    cl_span code;
    cl_span name;
} cl_territory;

/* Where images of rules are best mapped: an address that nothing else takes on 64-bit systems.
 * Elsewhere they work as well, once every pointer in them was changed. */
#define CL_RULESET_BASE ((uintptr_t)(sizeof(uintptr_t) < 8 ? 0 : UINT64_C(0x20000000000)))

/* What a finished rule set lies in. */
typedef struct cl_ruleset_image {
    uint8_t *memory; /* NULL while rules load */
    size_t size;
    size_t at; /* where the image begins in it, and in the file */
    int file;  /* it is mapped from this one, which stays open; -1: the memory is freed */
} cl_ruleset_image;

struct cl_ruleset {
    cl_arena *arena; /* of what is added to the rules: while they load, all of it */
    cl_ruleset_image image;
    cl_gazetteer *names; /* territories, demonyms, vocabularies */
    cl_gazetteer *codes; /* of three letters */
    cl_gazetteer *times; /* months, weekdays, zones, units, numbers */
    cl_gazetteer *agency_names;
    cl_array territories;  /* of cl_territory */
    cl_array regions;      /* of cl_name *: of plus_regions.tsv */
    cl_array vocabularies; /* of cl_vocabulary */
    cl_array fragments;    /* of cl_fragment: of fragments.yaml */
    cl_array agencies;     /* of cl_agency */
    cl_array outlets;      /* of cl_outlet */
    cl_array phrases;      /* of cl_phrase */
    cl_prefilter *prefilters[CL_STAGE_COUNT];
    cl_array checks;       /* of cl_check_rule, those of profiles behind the others */
    cl_array profiles;     /* of cl_profile *: those that extend one another point at them */
    cl_array lists;        /* of cl_list */
    cl_array placeholders; /* of cl_placeholders */
    uint32_t next_mark;
    cl_span pack;
    cl_span hash;
};

/* Reads what is in the files. What it gives is of use to the loaders; cl_ruleset_finish makes of it
 * what reads texts. */
CL_MUST_USE cl_status cl_ruleset_build(const cl_files *files, cl_ruleset **out, cl_error *error);
/* Moves the rules into an image and frees what was built, whatever the status. */
CL_MUST_USE cl_status cl_ruleset_finish(cl_ruleset *built, cl_ruleset_image *out);
/* The rules in an image, which they own from now on, whatever the status. CL_MALFORMED: it is none.
 */
CL_MUST_USE cl_status cl_ruleset_of_image(const cl_ruleset_image *image, cl_ruleset **out);

/* One line of a TSV file: its columns and where it stands. */
enum {
    CL_ROW_COLUMNS = 8
};

typedef struct cl_row {
    const cl_files *files;
    const cl_file *file;
    size_t line;
    cl_span columns[CL_ROW_COLUMNS];
} cl_row;

typedef cl_status (*cl_row_fn)(cl_ruleset *rules, const cl_row *line, cl_error *error);

/* Calls `each` with every line of the file that is no comment; fails when there is no such file. */
CL_MUST_USE cl_status cl_rows_each(cl_ruleset *rules, const cl_files *files, const char *name,
                                   cl_row_fn each, cl_error *error);
/* CL_BAD_RULES with the place of the line. */
CL_MUST_USE cl_status cl_row_refuse(const cl_row *line, cl_error *error, const char *what,
                                    cl_span text);

/* vocabularies.tsv and placeholders.tsv, where there are such, and the country codes. */
CL_MUST_USE cl_status cl_lists_load(cl_ruleset *rules, const cl_files *files, cl_error *error);
/* Keeps the codes of a country in the lists country-alpha-2 and country-alpha-3. */
CL_MUST_USE cl_status cl_lists_add_country(cl_ruleset *rules, cl_span alpha_2, cl_span alpha_3);

/* One file of profiles/. What it extends is settled when all are there. */
CL_MUST_USE cl_status cl_profile_load(cl_ruleset *rules, const cl_yaml *document, cl_error *error);
CL_MUST_USE cl_status cl_profiles_settle(cl_ruleset *rules, cl_error *error);
void cl_profiles_free(cl_ruleset *rules);
/* Reads the condition of one check; it has exactly one. */
CL_MUST_USE cl_status cl_condition_read(cl_ruleset *rules, const cl_yaml *check, cl_condition *out,
                                        cl_error *error);
/* What a check with such a condition gives as its reason where it says nothing itself. */
const char *cl_condition_because(cl_condition_kind kind);
CL_MUST_USE cl_status cl_field_list_read(cl_arena *arena, const cl_yaml *node, cl_field_list *out,
                                         cl_error *error);

/* territories.tsv and its kin, words.tsv, time.tsv. */
CL_MUST_USE cl_status cl_tables_load(cl_ruleset *rules, const cl_files *files, cl_error *error);
CL_MUST_USE cl_status cl_agencies_load(cl_ruleset *rules, const cl_yaml *document, cl_error *error);
CL_MUST_USE cl_status cl_fragments_load(cl_ruleset *rules, const cl_yaml *map, cl_array *out,
                                        cl_error *error);
/* The fragment of that name in a list of cl_fragment (NULL: an empty one), or NULL. */
const cl_fragment *cl_fragment_in(const cl_array *fragments, cl_span name);
/* One file of restrictions/, credits/ or unread.yaml. */
CL_MUST_USE cl_status cl_phrases_load(cl_ruleset *rules, const cl_yaml *document, cl_stage stage,
                                      cl_error *error);

/* A pattern as PCRE2 reads it, and for each byte as written where it begins in the expanded text.
 */
typedef struct cl_expanded {
    cl_span text;
    const size_t *at; /* one a byte of the written pattern */
} cl_expanded;

/* What patterns are expanded with. */
typedef struct cl_expander {
    const cl_ruleset *rules;
    const cl_array *local; /* of cl_fragment: they hide those of the rules */
    cl_arena *arena;       /* of the results */
    cl_error *error;
} cl_expander;

/* Puts marks and fragments in and makes spaces mean white space. */
CL_MUST_USE cl_status cl_expand(const cl_expander *with, const cl_yaml *pattern, cl_expanded *out);
/* Fails when the pattern spells a name that stands as a mark where it is matched. */
CL_MUST_USE cl_status cl_refuse_marked_words(const cl_gazetteer *names, const cl_yaml *pattern,
                                             cl_span expanded, cl_error *error);

const cl_vocabulary *cl_vocabulary_of(const cl_ruleset *rules, cl_span name);

#endif
