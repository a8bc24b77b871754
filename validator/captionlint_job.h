/* A piece of a run's work, and what came of it: one input, or some records of one. Between its
 * making and its telling it belongs to one thread; what it holds is its own. */
#ifndef CAPTIONLINT_JOB_H
#define CAPTIONLINT_JOB_H

#include "captionlint_cache.h"
#include "captionlint_report.h"
#include "captionlint_work.h"

/* A record; its text stands in the bytes of the job, which move while they grow. */
typedef struct captionlint_job_line {
    captionlint_line line;
    size_t at;
} captionlint_job_line;

/* What there is to tell of one picture. */
typedef struct captionlint_told {
    captionlint_cache_entry entry;
    size_t id_len;   /* its id and the NUL behind it, in the job's ids */
    size_t text_len; /* its part of the report */
    void *mapped;
} captionlint_told;

typedef struct captionlint_job {
    captionlint_input input; /* what it names is kept in the two below, or borrowed */
    cl_out path;
    cl_out bytes;
    captionlint_job_line *lines;
    size_t line_count;
    size_t line_capacity;
    time_t now;
    captionlint_told *told;
    size_t told_count;
    size_t told_capacity;
    cl_out ids;
    cl_out facts; /* of each picture two texts with a NUL: its format, its rules */
    cl_out text;  /* of the report */
    cl_out found; /* for a baseline: a line a finding */
    cl_status status;
    cl_out message; /* why; empty where there is nothing to say */
    captionlint_cache_key key;
    cl_period holds;
    bool cached;
    bool keep; /* in the cache */
    size_t held;
    bool done;
} captionlint_job;

/* What is the same for all jobs of a run. */
typedef struct captionlint_purpose {
    const captionlint *lint;
    captionlint_run_options options;
    uint8_t recipe[CL_FINGERPRINT_BYTES]; /* of all but the inputs */
} captionlint_purpose;

/* What a thread works with. */
typedef struct captionlint_hand {
    const captionlint_purpose *purpose;
    captionlint_worker worker;
    captionlint_cache_reader *reader; /* NULL: there is no cache */
} captionlint_hand;

/* End it in any case. */
CL_MUST_USE cl_status captionlint_hand_begin(captionlint_hand *hand,
                                             const captionlint_purpose *purpose);
void captionlint_hand_end(captionlint_hand *hand);

/* Makes the job ready for a new input. Its bytes are borrowed where not `copy`. */
CL_MUST_USE cl_status captionlint_job_begin(captionlint_job *job, const captionlint_input *input,
                                            bool copy);
/* Adds a record of the input. */
CL_MUST_USE cl_status captionlint_job_add_line(captionlint_job *job, const captionlint_line *line);
/* Makes it one that could not be done. */
void captionlint_job_fail(captionlint_job *job, cl_status status, const cl_error *error);
/* Does it. What goes wrong is noted in the job. */
void captionlint_job_do(captionlint_job *job, captionlint_hand *hand);
/* Forgets everything but the memory for it, unless that grew large. */
void captionlint_job_clear(captionlint_job *job, const captionlint_run_options *options);
void captionlint_job_free(captionlint_job *job);
/* The bytes that it keeps. */
size_t captionlint_job_size(const captionlint_job *job);

#endif
