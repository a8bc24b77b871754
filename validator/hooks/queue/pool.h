/* The threads that do jobs, so that the one that talks to the broker never waits for a picture. */
#ifndef HOOKS_QUEUE_POOL_H
#define HOOKS_QUEUE_POOL_H

#include "hooks/queue/job.h"

typedef struct queue_pool queue_pool;

/* Begins the threads. NULL after telling what is wrong. */
queue_pool *queue_pool_open(hooks_house *house, int root, unsigned threads);
/* Waits for what is being done; what was not taken is left to the caller. Does nothing for NULL. */
void queue_pool_close(queue_pool *pool);
/* The job is done as soon as a thread is free; until it was taken it is the pool's. */
void queue_pool_put(queue_pool *pool, queue_job *job);
/* One that is done; NULL: none is. */
queue_job *queue_pool_take(queue_pool *pool);
/* It can be read when one is done. */
int queue_pool_file(const queue_pool *pool);

#endif
