/* The jobs that a worker has: from the delivery to the acknowledgement, which comes only when what
 * came of the job is on the broker's disc. What is lost on the way is delivered again. */
#ifndef HOOKS_QUEUE_JOBS_H
#define HOOKS_QUEUE_JOBS_H

#include "hooks/queue/keeper.h"
#include "hooks/queue/pool.h"

typedef struct queue_jobs {
    queue_keeper *keeper;
    queue_pool *pool;
    const char *queue; /* where they came from, */
    const char *results;
    const char *dead;
    unsigned deliveries; /* of one job */
    queue_job *first;
    size_t count;
    size_t working; /* with the pool */
    bool hold;      /* none is begun */
    bool blocked;   /* nothing is sent: the broker asked for it */
    bool refusing;  /* it was told that the broker cannot keep results */
} queue_jobs;

/* Takes the delivery. False when the connection is lost, as of those below. */
bool queue_jobs_deliver(queue_jobs *jobs, queue_delivery *delivery);
/* What the pool has done. */
void queue_jobs_gather(queue_jobs *jobs);
/* A confirmation, or a refusal. */
bool queue_jobs_confirm(queue_jobs *jobs, const queue_event *event);
/* Does what is due. */
bool queue_jobs_act(queue_jobs *jobs, double now);
/* When something is due next; `otherwise` when nothing is. */
double queue_jobs_due(const queue_jobs *jobs, double otherwise);
/* Begins what was held. */
void queue_jobs_release(queue_jobs *jobs);
/* The connection is lost, and with it every job that came with it; those that threads have are let
 * go when they are done. */
void queue_jobs_lose(queue_jobs *jobs);
/* Lets all of them go, when no thread has any. */
void queue_jobs_free(queue_jobs *jobs);

#endif
