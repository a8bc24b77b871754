/* Record + edition -> findings, duties, verdict. One file a check kind, named once in the table of
 * check.c; what it says and how severe it is stands in rules/checks/. */
#ifndef CL_CHECK_CHECK_H
#define CL_CHECK_CHECK_H

#include "caption/record.h"
#include "check/edition.h"

typedef enum cl_verdict {
    CL_VERDICT_OK,
    CL_VERDICT_DUTY,
    CL_VERDICT_REVIEW,
    CL_VERDICT_INCOMPLETE, /* we could not do all the work and found nothing worse */
    CL_VERDICT_BLOCK
} cl_verdict;

typedef struct cl_duty {
    cl_span rule;
    cl_span kind;    /* "credit", "remove-after", "no-archive", "source-note", … */
    cl_span text;    /* one line: what to do */
    cl_span because; /* why */
    cl_proof proof;
} cl_duty;

/* The line that an edition has to print beside the picture, or may. */
typedef struct cl_print {
    cl_span credit;      /* in one line, whole; empty: none is known */
    cl_credit_role role; /* who wants it */
    bool exact;          /* the supplier gave this very wording */
    cl_words agencies;   /* that it names */
} cl_print;

/* Seconds since 1970 in UTC, [from, to). */
typedef struct cl_period {
    int64_t from;
    int64_t to;
} cl_period;

typedef struct cl_judgement {
    const cl_edition *edition;
    cl_verdict verdict;
    cl_period holds;      /* with any time of publication in it, the judgement is the same */
    cl_findings findings; /* of this edition */
    cl_array duties;      /* of cl_duty */
    cl_array because;     /* of cl_span: the reasoning, one line a step, also for ok */
    cl_print print;       /* the first that is mandatory, else requested, else stated */
} cl_judgement;

const char *cl_verdict_name(cl_verdict verdict);

/* Judges the record for one edition. */
CL_MUST_USE cl_status cl_check_run(const cl_ruleset *rules, const cl_record *record,
                                   const cl_edition *edition, cl_judgement *out);

/* The verdict of all that was found for the edition and in the picture's bytes, without what is
 * waived. */
cl_verdict cl_check_weigh(const cl_record *record, const cl_judgement *judgement);

/* Whether the rule set has the words for everything that the checks may say, and no check that
 * nothing speaks with: CL_BAD_RULES with the rule's name. Call it once after loading. */
CL_MUST_USE cl_status cl_check_rules_complete(const cl_ruleset *rules, cl_error *error);

#endif
