/* Threads that do what takes longer than a connection may wait for another: jobs, in the order in
 * which they came. */
#ifndef SERVE_POOL_H
#define SERVE_POOL_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* Stands at the beginning of what is done. */
typedef struct serve_job {
    struct serve_job *next;
} serve_job;

typedef void (*serve_work_fn)(serve_job *job);

typedef struct serve_pool {
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t more;
    serve_job *first;
    serve_job *last;
    size_t length;
    bool ended;
    serve_work_fn work;
    pthread_t *threads;
    size_t thread_count;
} serve_pool;

/* CLI_EXIT_FAILED after telling what is wrong. */
int serve_pool_begin(serve_pool *pool, size_t threads, serve_work_fn work);
/* Adds a job, which a thread takes; false once the pool has ended. */
bool serve_pool_add(serve_pool *pool, serve_job *job);
/* How many jobs no thread has taken yet. */
size_t serve_pool_length(serve_pool *pool);
/* Does what is left, and ends the threads. Others may still try to add. */
void serve_pool_end(serve_pool *pool);
/* Nobody may use it any more. */
void serve_pool_free(serve_pool *pool);

#endif
