/* A check of rules/checks/: what a judgement says to people and how severe it is. The C check of
 * the same kind decides whether it applies. */
#ifndef CL_RULESET_CHECK_RULE_H
#define CL_RULESET_CHECK_RULE_H

#include "base/array.h"
#include "base/finding.h"
#include "metadata/field_set.h"
#include "ruleset/words.h"
#include "ruleset/yaml.h"

/* What a {placeholder} of message, because and fix may name. */
typedef enum cl_blank {
    CL_BLANK_NAMES,       /* territories, media or uses in words: South Korea */
    CL_BLANK_VALUES,      /* the same as codes: KR */
    CL_BLANK_TEXT,        /* the picture's own words */
    CL_BLANK_EDITION,     /* the edition's name */
    CL_BLANK_TERRITORIES, /* what the edition states */
    CL_BLANK_MEDIA,
    CL_BLANK_USES,
    CL_BLANK_OUTLET,
    CL_BLANK_AT,      /* the edition's time of publication */
    CL_BLANK_CREDIT,  /* the line to print */
    CL_BLANK_PRINTED, /* the line the edition prints */
    CL_BLANK_MISSING, /* what that line, or another container, lacks */
    CL_BLANK_RULE,    /* the phrase that read the text */
    CL_BLANK_DATE,
    CL_BLANK_DAYS,
    CL_BLANK_FIELD,
    CL_BLANK_ORIGIN,
    CL_BLANK_AGENCY,
    CL_BLANK_SCOPE,   /* what narrows the restriction, with a blank before it; often empty */
    CL_BLANK_OTHER,   /* the words that contradict {text} */
    CL_BLANK_WHERE,   /* where those stand, as {origin} */
    CL_BLANK_SHOWN,   /* which of several values programs show, as {origin} */
    CL_BLANK_NUMBER,  /* how many bytes, characters or words a value has */
    CL_BLANK_LIMIT,   /* how many it may have */
    CL_BLANK_PROFILE, /* the profile that the check belongs to */
    CL_BLANK_COUNT
} cl_blank;

const char *cl_blank_name(cl_blank blank);
/* The blank of that name; false when there is none. */
bool cl_blank_of(cl_span name, cl_blank *out);
/* "names, values, text, …", for messages. */
const char *cl_blank_names(void);

/* One key of an example: a field ("caption"), a field in a container ("IIM.caption"), the format of
 * the picture ("format"), how its IIM stands to the digest of it ("digest"), an edition's property
 * ("edition.territory") or a policy of the house
 * ("policies.strict"). A field with several values is several parts; several values of a property
 * or policy are joined with commas. */
typedef struct cl_check_example_part {
    cl_span key;
    cl_span value;
    struct cl_check_example_part *next;
} cl_check_example_part;

typedef struct cl_check_example {
    bool good; /* good: the check must speak; bad: it must stay silent */
    cl_check_example_part *parts;
    const char *file;
    size_t line;
    struct cl_check_example *next;
} cl_check_example;

struct cl_condition;

typedef struct cl_check_rule {
    cl_span id;   /* "territory.denied" */
    cl_span kind; /* the C check that decides: "territory"; of a profile: its name */
    const struct cl_condition *condition; /* what a check of a profile asks for; NULL: a C check */
    cl_level level;                       /* error blocks, warning asks for review, info tells */
    bool duty;                            /* what it says is a duty, not a finding */
    bool always_shown;                    /* no baseline hides what it says */
    unsigned waivable_hours;              /* a waiver of it holds no longer than that; 0: as long as
                                             it says */
    cl_span title;                        /* one line, for `rules list` */
    cl_span message;                      /* with {placeholders} */
    cl_span because;                      /* with {placeholders} */
    cl_span why;                          /* for `explain` */
    cl_span fix;                          /* what to do, with {placeholders} */
    cl_words agencies;       /* when: any of these agencies is credited; empty: always */
    cl_words editions;       /* when: the edition has one of these names; empty: always */
    cl_words fields;         /* when: the proof stands in one of these fields; empty: always */
    cl_words absent;         /* when: the picture has none of these fields; empty: always */
    cl_field_set fields_set; /* the same again */
    cl_field_set absent_set;
    cl_check_example *examples;
    const char *file;
    size_t line;
} cl_check_rule;

/* Loads one file of rules/checks/ and appends its rules to `out` (of cl_check_rule). */
CL_MUST_USE cl_status cl_check_rules_load(cl_arena *arena, const cl_yaml *document, cl_array *out,
                                          cl_error *error);

#endif
