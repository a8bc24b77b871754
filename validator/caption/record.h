/* The record: what the fields of one picture say, in normalised form. It is what `extract` prints
 * and what check/ judges. Everything lives in the picture's arena. */
#ifndef CL_CAPTION_RECORD_H
#define CL_CAPTION_RECORD_H

#include "metadata/field.h"
#include "ruleset/pattern.h"
#include "ruleset/terms.h"
#include "ruleset/words.h"

/* A span of code points in one field's value. */
typedef struct cl_place {
    const cl_field *field;
    uint32_t start;
    uint32_t end;
    cl_span text; /* the original characters of that span */
} cl_place;

typedef struct cl_places {
    cl_array items; /* of cl_place, the first one found first */
} cl_places;

/* A moment as far as the text gives it. */
typedef struct cl_moment {
    bool known; /* at least year, month and day */
    int year;   /* 0: not given */
    int month;  /* 1-12; 0: not given */
    int day;    /* 1-31; 0: not given */
    bool has_time;
    int hour; /* 0-24 */
    int minute;
    bool has_zone;
    int zone_minutes; /* east of UTC */
    int zone_slack;   /* so many minutes further east may be meant: the clock is changed then */
    bool either_way;  /* day and month may be the other way round: 05/06/2024 */
} cl_moment;

typedef struct cl_duration {
    unsigned hours; /* 0: none given; days are 24 hours */
    bool in_days;   /* the text counts days, weeks or months */
} cl_duration;

typedef struct cl_time_limit {
    bool one_time;
    cl_duration within;   /* from `from` on */
    cl_moment from;       /* the base of `within`, where a field or the text gives one */
    cl_moment not_before; /* embargo */
    cl_moment not_after;  /* expiry, also computed from `from` + `within` */
    bool embargo;         /* an embargo is meant even where its moment is unknown */
    bool expiry;          /* an end is meant even where its moment is unknown */
} cl_time_limit;

/* What narrows a restriction: empty members narrow nothing. */
typedef struct cl_scope {
    cl_words territory;
    cl_words medium;
    cl_words use;
    cl_duration lasts; /* the restriction ends so long after transmission */
    cl_moment until;   /* or at this moment */
} cl_scope;

typedef struct cl_restriction {
    cl_kind kind;
    cl_effect effect;
    cl_words values;
    cl_words review; /* values that only may be meant: SCANDINAVIA and Finland */
    cl_scope scope;
    cl_time_limit time; /* kind time */
    cl_confidence confidence;
    cl_span rule;
    cl_places places;
} cl_restriction;

typedef struct cl_credit {
    cl_span
        text; /* as written, white space folded; empty for MANDATORY CREDIT without any credit */
    cl_credit_role role;
    uint64_t key;      /* of what tells credits apart: equal for the same wording */
    bool quoted;       /* the supplier gave the exact wording */
    cl_words persons;  /* as written */
    cl_words agencies; /* canonical names, in the order written */
    cl_words others;   /* parts that are neither: sources, organisations not in rules/agencies */
    cl_confidence confidence;
    cl_span rule;
    cl_places places;
} cl_credit;

typedef struct cl_notice {
    cl_span kind; /* "third-party", "handout", … as the rule names it */
    cl_confidence confidence;
    cl_span rule;
    cl_places places;
} cl_notice;

typedef struct cl_unread {
    cl_span rule;
    cl_places places;
} cl_unread;

typedef struct cl_record {
    cl_arena *arena;
    cl_span id;       /* given in the input record; else empty */
    cl_span path;     /* as given; "-" for standard input */
    size_t line;      /* of the file, where it is one of many records in it; else 0 */
    cl_span format;   /* "JPEG", "text", "record", … */
    cl_span language; /* BCP 47, "" where unknown */
    cl_fields fields;
    cl_findings findings;  /* damage and limits met while reading */
    cl_array restrictions; /* of cl_restriction */
    cl_array credits;      /* of cl_credit */
    cl_array notices;      /* of cl_notice */
    cl_array unread;       /* of cl_unread */
    cl_matcher *matcher;   /* it was read with it, checks match with it; NULL: none is at hand */
} cl_record;

/* Empties the record; its lists live in `arena`. It must stay where it is: its fields point at its
 * findings. */
void cl_record_init(cl_record *record, cl_arena *arena);

const cl_place *cl_places_first(const cl_places *places);
const cl_restriction *cl_record_restriction(const cl_record *record, size_t i);
const cl_credit *cl_record_credit(const cl_record *record, size_t i);
const cl_notice *cl_record_notice(const cl_record *record, size_t i);
const cl_unread *cl_record_unread(const cl_record *record, size_t i);

#endif
