/* What one thread reads and judges inputs with, for captionlint_check and captionlint_run. */
#ifndef CAPTIONLINT_WORK_H
#define CAPTIONLINT_WORK_H

#include <time.h>

#include "base/source.h"
#include "caption/reading.h"
#include "captionlint_handle.h"
#include "captionlint_lines.h"

/* An edition as it is judged for. */
typedef struct captionlint_judged {
    cl_edition edition;
    bool is_now; /* it states no time of publication */
} captionlint_judged;

/* Made once and used for many inputs, by one thread. */
typedef struct captionlint_worker {
    const captionlint *lint;
    cl_arena *own;     /* the editions */
    cl_arena *input;   /* what belongs to the input at hand */
    cl_arena *picture; /* what belongs to the picture at hand, where an input has several */
    cl_reader_state *state;
    captionlint_judged *editions;
    size_t edition_count;
} captionlint_worker;

/* End it in any case. */
CL_MUST_USE cl_status captionlint_worker_begin(captionlint_worker *worker, const captionlint *lint);
void captionlint_worker_end(captionlint_worker *worker);

/* One input on its way through the stages. */
typedef struct captionlint_task {
    captionlint_worker *worker;
    const captionlint_input *input;
    time_t now;
    captionlint_picture_fn each;
    void *user;
    cl_error *error;
    bool digest;                    /* pictures get their digest */
    const captionlint_draft *draft; /* of a sidecar; NULL: files are read as they are */
} captionlint_task;

/* The minute, in UTC. */
cl_moment captionlint_moment(time_t seconds);

/* All pictures of the input. */
CL_MUST_USE cl_status captionlint_check_input(const captionlint_task *task);
/* One record of the input, whose line was read before. */
CL_MUST_USE cl_status captionlint_check_line(const captionlint_task *task,
                                             const captionlint_line *line);

/* Whether the input can be a list of records, as far as its name and what was said of it tell. */
bool captionlint_may_be_records(const captionlint_input *input);
/* Opens the input; close the source when the status is CL_OK. */
CL_MUST_USE cl_status captionlint_open_input(const captionlint_input *input, cl_arena *arena,
                                             cl_source **out, cl_error *error);
/* What the input is: told by its beginning where nobody said it. */
CL_MUST_USE cl_status captionlint_kind_of(const captionlint_input *input, cl_source *source,
                                          captionlint_input_kind *out);

#endif
