/* rules/ -> one immutable rule set: names, phrases for reading, checks for judging. Compiled once,
 * shared between threads. */
#ifndef CL_RULESET_RULESET_H
#define CL_RULESET_RULESET_H

#include "metadata/field.h"
#include "ruleset/check_rule.h"
#include "ruleset/gazetteer.h"
#include "ruleset/pattern.h"
#include "ruleset/prefilter.h"
#include "ruleset/profile.h"
#include "ruleset/terms.h"
#include "ruleset/words.h"

/* A value of territory restrictions in rule files: the home market of the picture's agency. */
#define CL_TERRITORY_HOME "HOME"
/* A name of so many codes is the whole world: no other group has half of them. */
enum {
    CL_TERRITORY_WORLD = 200
};

/* When a phrase is tried: each stage sees the text with what earlier stages consumed masked. */
typedef enum cl_stage {
    CL_STAGE_RESTRICTION, /* names and vocabularies stand as marks */
    CL_STAGE_CREDIT,      /* agencies stand as marks */
    CL_STAGE_UNREAD,      /* plain text: what is left */
    CL_STAGE_COUNT
} cl_stage;

/* Where a value comes from: a named group of the match, or the rule itself. */
typedef struct cl_value_source {
    unsigned group; /* 0: none */
    cl_words literal;
} cl_value_source;

typedef enum cl_reads_what {
    CL_READS_NOTHING, /* consumed and understood: says nothing that limits */
    CL_READS_RESTRICTION,
    CL_READS_CREDIT,
    CL_READS_NOTICE,
    CL_READS_UNREAD
} cl_reads_what;

/* One thing that a match of a phrase says. */
typedef struct cl_reads {
    cl_reads_what what;
    cl_kind kind;
    cl_effect effect;
    cl_value_source values;
    cl_value_source except;    /* taken out of `values` */
    cl_value_source territory; /* scope */
    cl_value_source medium;    /* scope */
    cl_value_source use;       /* scope */
    unsigned lasts;            /* group of a duration: the restriction ends after it */
    unsigned until;            /* group of a moment: the restriction ends then */
    bool one_time;
    unsigned within;     /* group of a duration */
    unsigned from;       /* group of a moment: the base of `within` */
    bool embargo;        /* a moment in `not_before`, or unknown */
    unsigned not_before; /* group of a moment */
    bool expiry;
    unsigned not_after;  /* group of a moment */
    cl_credit_role role; /* credit */
    unsigned text;       /* group of the credit's wording; 0: the picture's own credit is meant */
    bool quoted;         /* the wording is exact */
    cl_span notice;      /* kind of the notice */
    cl_confidence confidence; /* where it is less than the phrase's */
} cl_reads;

typedef struct cl_example {
    cl_span text;
    bool good;
    cl_field_name field; /* read as this field */
    bool has_values;
    cl_words values; /* what must be read, where the example says so */
    bool has_credit;
    cl_span credit; /* the credit that must be read */
    const char *file;
    size_t line;
    struct cl_example *next;
} cl_example;

typedef struct cl_phrase {
    cl_span id;
    cl_span family;
    cl_span about;
    cl_span family_about; /* what its file is about */
    cl_span source;       /* the evidence */
    cl_span language;     /* BCP 47 */
    cl_stage stage;
    unsigned classes;  /* 1u << cl_field_class */
    bool named_fields; /* only the fields of `fields`, whatever their class */
    bool fields[CL_FIELD_NAME_COUNT];
    cl_confidence confidence;
    bool shared;     /* what it matches may also be part of a credit: not masked for credits */
    cl_span written; /* the pattern as written */
    cl_pattern *pattern;
    cl_reads *reads;
    size_t reads_count;
    cl_example *examples;
    const char *file;
    size_t line;
} cl_phrase;

typedef struct cl_agency {
    cl_span name;     /* canonical: "Getty Images" */
    cl_words aliases; /* as written in credits */
    cl_span home;     /* ISO 3166-1 alpha-2 of its home market; empty: not known */
    uint32_t mark;    /* the private-use character of its names in the text that credits see */
} cl_agency;

/* A newspaper, broadcaster or site. */
typedef struct cl_outlet {
    cl_span name;     /* "The New York Times" */
    cl_words aliases; /* "NYT" */
    cl_span owner;    /* "News UK"; empty: not known */
} cl_outlet;

typedef struct cl_ruleset cl_ruleset;

/* Loads every file below `folder`. The first error stops: CL_BAD_RULES with file:line:column. */
CL_MUST_USE cl_status cl_ruleset_load(const char *folder, cl_ruleset **out, cl_error *error);
void cl_ruleset_free(cl_ruleset *rules);

const cl_gazetteer *cl_ruleset_gazetteer(const cl_ruleset *rules);
/* Codes of three letters, which are names only where the text shows it: GER in PUBLICATIONxINxGER.
 */
const cl_gazetteer *cl_ruleset_codes(const cl_ruleset *rules);
const cl_gazetteer *cl_ruleset_time_names(const cl_ruleset *rules);
const cl_gazetteer *cl_ruleset_agency_names(const cl_ruleset *rules);
size_t cl_ruleset_phrase_count(const cl_ruleset *rules);
const cl_phrase *cl_ruleset_phrase(const cl_ruleset *rules, size_t i);
/* What finds the phrases of a stage that can match in a view of a field, and where: most cannot. */
const cl_prefilter *cl_ruleset_prefilter(const cl_ruleset *rules, cl_stage stage);
/* From now on every phrase is tried everywhere in every text: the same is read, slowly. For the
 * test that compares the two; before any thread reads with these rules. */
void cl_ruleset_try_all(cl_ruleset *rules);
/* The index of a phrase of this rule set. */
size_t cl_ruleset_phrase_index(const cl_ruleset *rules, const cl_phrase *phrase);
const cl_phrase *cl_ruleset_phrase_of(const cl_ruleset *rules, cl_span id);
size_t cl_ruleset_check_count(const cl_ruleset *rules);
const cl_check_rule *cl_ruleset_check(const cl_ruleset *rules, size_t i);
/* NULL when there is none of that id. */
const cl_check_rule *cl_ruleset_check_of(const cl_ruleset *rules, cl_span id);

/* Profiles in the order loaded: a house's own behind those of rules/profiles/. */
size_t cl_ruleset_profile_count(const cl_ruleset *rules);
const cl_profile *cl_ruleset_profile(const cl_ruleset *rules, size_t i);
/* NULL when there is none of that name. */
const cl_profile *cl_ruleset_profile_of(const cl_ruleset *rules, cl_span name);
/* "archive, iptc-core, …", for messages. */
cl_span cl_ruleset_profile_names(const cl_ruleset *rules, cl_arena *arena);
/* Adds a profile of the house, with its checks; before any thread judges with these rules. `path`
 * is copied. CL_BAD_RULES with file:line:column; then the rules are as they were. */
CL_MUST_USE cl_status cl_ruleset_add_profile(cl_ruleset *rules, const char *path, cl_span bytes,
                                             cl_error *error);

/* The closed vocabulary of that name, of vocabularies.tsv, or NULL. */
const cl_list *cl_ruleset_list_of(const cl_ruleset *rules, cl_span name);
/* The first vocabulary whose name begins with `family` and that has the value, or NULL. */
const cl_list *cl_ruleset_list_with(const cl_ruleset *rules, cl_span family, cl_span value);
CL_MUST_USE cl_status cl_ruleset_list_names(const cl_ruleset *rules, cl_arena *arena,
                                            cl_words *out);
/* The classes of placeholders.tsv. */
CL_MUST_USE cl_status cl_ruleset_placeholder_classes(const cl_ruleset *rules, cl_arena *arena,
                                                     cl_words *out);
/* Whether the whole value is a word of one of these classes, in whatever case, or holds nothing
 * that a word is made of: "Unknown", "---". */
bool cl_ruleset_is_placeholder(const cl_ruleset *rules, cl_words classes, cl_span value);

/* The agency of that name or alias, case-insensitive; NULL when unknown. */
const cl_agency *cl_ruleset_agency_of(const cl_ruleset *rules, cl_span name);

size_t cl_ruleset_outlet_count(const cl_ruleset *rules);
const cl_outlet *cl_ruleset_outlet(const cl_ruleset *rules, size_t i);

/* "captionlint-rules 2026-11-22", from rules/pack.yaml, and the SHA-256 of all files in hex. */
cl_span cl_ruleset_pack(const cl_ruleset *rules);
cl_span cl_ruleset_hash(const cl_ruleset *rules);

/* ISO 3166 codes that a name, synonym, group or bare code means, case-insensitive: for options and
 * captionlint.yaml. False when it is unknown. */
CL_MUST_USE cl_status cl_ruleset_territories(const cl_ruleset *rules, cl_arena *arena, cl_span name,
                                             cl_words *out, bool *known);
/* What a region code of a PLUS media summary ("8RHQ") stands for; NULL when it is unknown. */
enum {
    CL_REGION_CODE = 4
}; /* its length */
const cl_name *cl_ruleset_region(const cl_ruleset *rules, cl_span code);
/* The territory's name for people: "South Korea" for KR; the code itself when unknown. */
cl_span cl_ruleset_territory_name(const cl_ruleset *rules, cl_span code);
/* Whether `value` is a value of the vocabulary ("media", "use", "resale", "alteration", "ai"). */
bool cl_ruleset_knows(const cl_ruleset *rules, cl_span vocabulary, cl_span value);
/* The values of a vocabulary, for messages. */
cl_words cl_ruleset_vocabulary(const cl_ruleset *rules, cl_span vocabulary);

#endif
