/* One edition's judgement in the making, and the only way to add to it: every check kind decides
 * what holds and says so with the id of a check rule, which has the words and the severity. */
#ifndef CL_CHECK_JUDGE_H
#define CL_CHECK_JUDGE_H

#include "check/check.h"
#include "check/template.h"

/* What a restriction can be tested on; the values of an edition are stated on each. */
typedef enum cl_axis {
    CL_AXIS_TERRITORY,
    CL_AXIS_MEDIUM,
    CL_AXIS_USE,
    CL_AXIS_COUNT
} cl_axis;

typedef struct cl_judge {
    const cl_ruleset *rules;
    const cl_record *record;
    const cl_edition *edition;
    cl_arena *arena;
    cl_judgement *out;
    cl_words disputed[CL_AXIS_COUNT]; /* values that one note grants and another denies */
    cl_field_set fields;              /* those that the picture has */
    cl_blanks common;                 /* what every saying has of edition and picture … */
    bool has_common;                  /* … once the first was made */
    bool translated;                  /* into the reader's language: base/message.h */
} cl_judge;

/* A kind of check: one file, one const struct, one line in the table of check.c. */
typedef struct cl_check_kind {
    const char *name;         /* "territory" */
    const char *const *rules; /* the check rules that it speaks with; NULL ends */
    cl_status (*run)(cl_judge *judge);
} cl_check_kind;

/* What a kind has to say. */
typedef struct cl_saying {
    const char *rule;
    const cl_check_rule *check; /* that rule, where it is known already; else NULL */
    const char *duty;           /* the duty's kind; NULL: the rule's id behind the dot */
    cl_proof proof;
    cl_words about; /* values of the edition that it is said of, where one note is for several */
    cl_confidence confidence;
    bool disputed; /* contradicted elsewhere: asks for a person at most */
    cl_blanks blanks;
} cl_saying;

/* A saying about what stands in the first of `places`. */
CL_MUST_USE cl_status cl_saying_of(cl_judge *judge, const char *rule, const cl_places *places,
                                   cl_saying *out);
/* A saying about a whole field. */
CL_MUST_USE cl_status cl_saying_of_field(cl_judge *judge, const char *rule, const cl_field *field,
                                         cl_saying *out);

/* Adds the finding or duty that the rule makes of it, unless it was said before. CL_BAD_RULES when
 * the rule set has no such check. */
CL_MUST_USE cl_status cl_judge_say(cl_judge *judge, cl_saying *saying);
/* Whether the edition and the picture are such as the rule's `when` asks for, leaving its fields
 * aside. */
bool cl_judge_meets(const cl_judge *judge, const cl_check_rule *rule);
/* Adds a line of reasoning that is no finding, in the reader's language. */
CL_PRINTF(2, 3)
CL_MUST_USE cl_status cl_judge_reason(cl_judge *judge, const char *format, ...);
/* A saying without a rule, with the first words of the note as its {text}: for cl_judge_pass. */
cl_saying cl_judge_passing(cl_judge *judge, const cl_places *places);
/* Adds a line of reasoning: a sentence with {blanks}, as those of the rules. */
CL_MUST_USE cl_status cl_judge_pass(cl_judge *judge, const char *template, const cl_saying *saying);

/* The picture's words of that place on one line, for a reason. */
cl_span cl_judge_quote(cl_judge *judge, const cl_places *places);
/* "South Korea, Japan": at most eight, then how many more. */
cl_span cl_judge_names(cl_judge *judge, cl_axis axis, cl_words values);
/* A word or sentence of ours in the reader's language. */
const char *cl_judge_word(const cl_judge *judge, const char *english);
/* The values as notes state them: "KR, JP"; words of the vocabularies in the reader's language. */
cl_span cl_judge_values(cl_judge *judge, cl_words values);
/* The edition's name; "given" where it has none. */
cl_span cl_judge_edition(const cl_judge *judge);

#endif
