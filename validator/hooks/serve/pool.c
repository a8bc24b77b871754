#define _POSIX_C_SOURCE 200809L

#include "hooks/serve/pool.h"

#include <stdlib.h>

#include "cli/say.h"

/* NULL when there is nothing left to do and nothing will be. */
static serve_job *take(serve_pool *pool)
{
    (void)pthread_mutex_lock(&pool->lock);
    while (pool->first == NULL && !pool->ended) {
        (void)pthread_cond_wait(&pool->more, &pool->lock);
    }
    serve_job *job = pool->first;
    if (job != NULL) {
        pool->first = job->next;
        pool->last = pool->first == NULL ? NULL : pool->last;
        pool->length--;
    }
    (void)pthread_mutex_unlock(&pool->lock);
    return job;
}

static void *run(void *user)
{
    serve_pool *pool = user;
    for (serve_job *job = take(pool); job != NULL; job = take(pool)) {
        pool->work(job);
    }
    return NULL;
}

int serve_pool_begin(serve_pool *pool, size_t threads, serve_work_fn work)
{
    *pool = (serve_pool){.work = work, .threads = calloc(threads, sizeof *pool->threads)};
    (void)pthread_mutex_init(&pool->lock, NULL);
    (void)pthread_cond_init(&pool->more, NULL);
    while (pool->threads != NULL && pool->thread_count < threads &&
           pthread_create(&pool->threads[pool->thread_count], NULL, run, pool) == 0) {
        pool->thread_count++;
    }
    if (pool->thread_count < threads) {
        serve_pool_end(pool);
        serve_pool_free(pool);
        return cli_fail("there can be no %zu threads; ask for fewer with --jobs", threads);
    }
    return CLI_EXIT_OK;
}

static void append(serve_pool *pool, serve_job *job)
{
    job->next = NULL;
    if (pool->first == NULL) {
        pool->first = job;
    } else {
        pool->last->next = job;
    }
    pool->last = job;
    pool->length++;
}

bool serve_pool_add(serve_pool *pool, serve_job *job)
{
    (void)pthread_mutex_lock(&pool->lock);
    bool open = !pool->ended;
    if (open) {
        append(pool, job);
        (void)pthread_cond_signal(&pool->more);
    }
    (void)pthread_mutex_unlock(&pool->lock);
    return open;
}

size_t serve_pool_length(serve_pool *pool)
{
    (void)pthread_mutex_lock(&pool->lock);
    size_t length = pool->length;
    (void)pthread_mutex_unlock(&pool->lock);
    return length;
}

void serve_pool_end(serve_pool *pool)
{
    (void)pthread_mutex_lock(&pool->lock);
    pool->ended = true;
    (void)pthread_cond_broadcast(&pool->more);
    (void)pthread_mutex_unlock(&pool->lock);
    for (size_t i = 0; i < pool->thread_count; i++) {
        (void)pthread_join(pool->threads[i], NULL);
    }
    free(pool->threads);
    pool->threads = NULL;
    pool->thread_count = 0;
}

void serve_pool_free(serve_pool *pool)
{
    (void)pthread_cond_destroy(&pool->more);
    (void)pthread_mutex_destroy(&pool->lock);
}
