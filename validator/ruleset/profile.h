/* House checks: what a house wants of the fields of a picture, grouped into profiles of
 * rules/profiles/. A check of a profile is a check rule with a condition: which fields, and what
 * must hold of them. The conditions are data here; check/profile_*.c decides them. */
#ifndef CL_RULESET_PROFILE_H
#define CL_RULESET_PROFILE_H

#include "metadata/field.h"
#include "ruleset/check_rule.h"
#include "ruleset/pattern.h"
#include "ruleset/yaml.h"

/* The key of each condition in a profile, and how its value is read in condition.c: a new one is a
 * word here, what it says by default in condition.c, and its function in check/profile_*.c. */
#define CL_CONDITIONS(X)                                                                           \
    X(required, flag)                                                                              \
    X(absent, flag)                                                                                \
    X(max_bytes, number)                                                                           \
    X(max_characters, number)                                                                      \
    X(min_characters, number)                                                                      \
    X(max_words, number)                                                                           \
    X(one_of, lists)                                                                               \
    X(matches, pattern)                                                                            \
    X(must_not_match, pattern)                                                                     \
    X(placeholder, classes)                                                                        \
    X(agree, agreement)                                                                            \
    X(differs, fields)                                                                             \
    X(date, date)                                                                                  \
    X(not_before, moments)                                                                         \
    X(not_after, moments)                                                                          \
    X(desk_only, readings)
#define CL_CONDITION_MEMBER(name, value) CL_CONDITION_##name,

typedef enum cl_condition_kind {
    CL_CONDITIONS(CL_CONDITION_MEMBER) CL_CONDITION_COUNT
} cl_condition_kind;

/* A set of fields, in the order written. */
typedef struct cl_field_list {
    cl_field_name *items;
    size_t count;
} cl_field_list;

struct cl_profile;

typedef struct cl_condition {
    cl_condition_kind kind;
    const struct cl_profile *profile;
    cl_span name;            /* of the check without its profile: "alt-text-missing" */
    cl_span written;         /* "max_bytes: 32", for `explain` */
    cl_field_list fields;    /* what it is about; never empty */
    cl_field_list others;    /* fields to compare with: of differs, not_before and not_after */
    size_t number;           /* the limit of bytes, characters or words; the days of agree */
    cl_words words;          /* lists, classes, readings, days and "now", as written */
    cl_pattern *pattern;     /* of matches and must_not_match */
    cl_words formats;        /* when: the picture is of one of these; empty: of any */
    cl_words containers;     /* when: the value stands in one of these; empty: in any */
    cl_words present;        /* when: the picture has one of these fields; empty: always */
    cl_field_set fields_set; /* `fields` and `present` again */
    cl_field_set present_set;
} cl_condition;

/* Stands where a profile is named and means that none is wanted. */
#define CL_PROFILE_NONE "none"

typedef struct cl_profile {
    cl_span name;     /* "publish-web" */
    cl_span title;    /* one line, for `rules list` */
    cl_span purpose;  /* one sentence: for whom or what it is */
    cl_span extends;  /* the name of the profile whose checks hold as well; often empty */
    cl_words without; /* names of checks of that profile that do not hold */
    cl_array own;     /* of size_t: its checks in the rule set */
    cl_array checks;  /* of size_t: all that hold, the extended profile's first */
    bool settled;     /* `checks` is complete */
    const char *file;
    size_t line;
    const cl_yaml *document; /* for the places of errors */
} cl_profile;

/* "required", "max_bytes", … */
const char *cl_condition_name(cl_condition_kind kind);

/* Values of a closed vocabulary: a line of vocabularies.tsv, or the country codes of codes.tsv. */
typedef struct cl_list {
    cl_span name;
    cl_words prefixes; /* may stand before each value */
    cl_words values;   /* compared as written */
    cl_span source;    /* who keeps the vocabulary */
} cl_list;

/* Whether the list has the value, with or without one of its prefixes. */
bool cl_list_has(const cl_list *list, cl_span value);

/* The words of placeholders.tsv for one class of fields. */
typedef struct cl_placeholders {
    cl_span class;
    cl_words values; /* none empty, without case */
} cl_placeholders;

#endif
