/* Doing a job: what came of it is a record, or a reason. */
#ifndef HOOKS_QUEUE_WORK_H
#define HOOKS_QUEUE_WORK_H

#include "hooks/house.h"
#include "hooks/limits.h"
#include "hooks/queue/envelope.h"

typedef enum queue_end {
    QUEUE_END_DONE,
    QUEUE_END_POISON, /* no worker could ever do it */
    QUEUE_END_RETURN  /* it could not be done here and now */
} queue_end;

typedef struct queue_outcome {
    queue_end end;
    char reason[QUEUE_REASON_MAX]; /* one line; "" when it is done */
    char *record;                  /* a line with its line feed; owned; NULL unless it is done */
    size_t len;
    const char *verdict; /* the worst of all editions; static */
    char rules[CLI_WORDS_MAX];
    char pack[CLI_WORDS_MAX];
} queue_outcome;

/* Any number of threads may do this at once. `root` is the open folder that paths are below, and
 * the one that the process is in; -1: there is none, and jobs with paths are poison. */
void queue_work(hooks_house *house, int root, const queue_envelope *envelope, queue_outcome *out);

#endif
