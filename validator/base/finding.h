/* What was found wrong, with its proof. Findings of one picture are kept in the order found and
 * live in the picture's arena. */
#ifndef CL_BASE_FINDING_H
#define CL_BASE_FINDING_H

#include "base/array.h"

typedef enum cl_level {
    CL_INFO,
    CL_WARNING,
    CL_ERROR
} cl_level;

struct cl_field;
struct cl_waiver; /* check/waiver.h */

/* Where the proof stands: code points [start, end) of a field's value, or a file offset, or both.
 */
typedef struct cl_proof {
    const struct cl_field *field; /* NULL: the finding is about the file, not about a value */
    uint32_t start;
    uint32_t end;
    bool has_offset;
    uint64_t offset;
} cl_proof;

/* An id of a finding: 32 hexadecimal digits and a NUL. */
enum {
    CL_FINDING_ID_MAX = 33
};

typedef struct cl_finding {
    cl_span rule; /* stable id, `captionlint explain` knows it */
    cl_level level;
    bool incomplete; /* we could not do all the work: exit status 2 */
    cl_span message; /* one line: what, with the quoted text */
    cl_span because; /* the reasoning, may be empty */
    cl_span fix;     /* what to do, may be empty */
    cl_span about;   /* values of the edition that it is about, in no language; may be empty */
    cl_proof proof;
    char id[CL_FINDING_ID_MAX]; /* the same in every run that finds it: check/finding_id.h; "" until
                                   the picture is judged */
    const struct cl_waiver *waiver; /* the exception under which it does not count; NULL: none */
} cl_finding;

typedef struct cl_findings {
    cl_arena *arena;
    cl_array items; /* of cl_finding */
    size_t known;   /* that a baseline knows: counted, and taken out of `items` */
} cl_findings;

/* A copy at the end of the list. Past CL_FINDINGS_MAX the last one kept says that there are more.
 */
CL_MUST_USE cl_status cl_findings_add(cl_findings *findings, const cl_finding *finding);
const cl_finding *cl_findings_at(const cl_findings *findings, size_t i);

/* Whether any of them says that not all the work could be done. */
bool cl_findings_incomplete(const cl_findings *findings);

/* "error", "warning", "info". */
const char *cl_level_name(cl_level level);
/* "error", "warning", "note": what compilers and SARIF call them. */
const char *cl_level_word(cl_level level);

#endif
