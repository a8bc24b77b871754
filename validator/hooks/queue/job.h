/* A job on its way through the worker. */
#ifndef HOOKS_QUEUE_JOB_H
#define HOOKS_QUEUE_JOB_H

#include "hooks/queue/link.h"
#include "hooks/queue/work.h"

typedef enum queue_step {
    QUEUE_STEP_HELD,    /* it came, and is not begun: everything is being loaded anew */
    QUEUE_STEP_WORKING, /* a thread has it */
    QUEUE_STEP_SENDING, /* what came of it is to be sent, at `due` */
    QUEUE_STEP_SENT,    /* and is to be confirmed, as `sequence` */
    QUEUE_STEP_GIVING   /* it is to be given back, at `due` */
} queue_step;

typedef struct queue_job {
    queue_delivery *delivery; /* owned */
    queue_envelope envelope;
    queue_outcome outcome;
    queue_step step;
    unsigned connection; /* which it came with: of an earlier one it is nobody's any more */
    uint64_t sequence;
    double due;               /* as cli_now */
    unsigned refusals;        /* of its result */
    struct queue_job *next;   /* of the worker's */
    struct queue_job *behind; /* of the pool's */
} queue_job;

#endif
