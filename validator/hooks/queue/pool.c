#define _POSIX_C_SOURCE 200809L

#include "hooks/queue/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "cli/say.h"

/* First in, first out. */
typedef struct line {
    queue_job *first;
    queue_job *last;
} line;

struct queue_pool {
    hooks_house *house;
    int root;
    int file;             /* an eventfd */
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t wake;
    line waiting;
    line done;
    bool ending;
    unsigned count;
    pthread_t threads[CLI_JOBS_MAX];
};

static void put(line *to, queue_job *job)
{
    job->behind = NULL;
    if (to->last == NULL) {
        to->first = job;
    } else {
        to->last->behind = job;
    }
    to->last = job;
}

static queue_job *take(line *from)
{
    queue_job *job = from->first;
    if (job != NULL) {
        from->first = job->behind;
        from->last = from->first == NULL ? NULL : from->last;
    }
    return job;
}

/* The next job to do; NULL: there will be none. */
static queue_job *wait_for_job(queue_pool *pool)
{
    (void)pthread_mutex_lock(&pool->lock);
    while (pool->waiting.first == NULL && !pool->ending) {
        (void)pthread_cond_wait(&pool->wake, &pool->lock);
    }
    queue_job *job = pool->ending ? NULL : take(&pool->waiting);
    (void)pthread_mutex_unlock(&pool->lock);
    return job;
}

static void finish(queue_pool *pool, queue_job *job)
{
    const uint64_t one = 1;
    (void)pthread_mutex_lock(&pool->lock);
    put(&pool->done, job);
    (void)pthread_mutex_unlock(&pool->lock);
    ssize_t n = write(pool->file, &one, sizeof one);
    (void)n; /* it fails when it counts to its end, and wakes all the same */
}

static void *run(void *user)
{
    queue_pool *pool = user;
    queue_job *job = wait_for_job(pool);
    while (job != NULL) {
        queue_work(pool->house, pool->root, &job->envelope, &job->outcome);
        finish(pool, job);
        job = wait_for_job(pool);
    }
    return NULL;
}

static bool prepare(queue_pool *pool)
{
    pool->file = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (pool->file == -1) {
        return false;
    }
    if (pthread_mutex_init(&pool->lock, NULL) != 0) {
        (void)close(pool->file);
        return false;
    }
    if (pthread_cond_init(&pool->wake, NULL) != 0) {
        (void)pthread_mutex_destroy(&pool->lock);
        (void)close(pool->file);
        return false;
    }
    return true;
}

queue_pool *queue_pool_open(hooks_house *house, int root, unsigned threads)
{
    queue_pool *pool = calloc(1, sizeof *pool);
    if (pool == NULL || !prepare(pool)) {
        (void)cli_fail("out of memory");
        free(pool);
        return NULL;
    }
    pool->house = house;
    pool->root = root;
    while (pool->count < threads &&
           pthread_create(&pool->threads[pool->count], NULL, run, pool) == 0) {
        pool->count++;
    }
    if (pool->count < threads) {
        (void)cli_fail("only %u of %u threads could be begun; give a smaller --jobs", pool->count,
                       threads);
        queue_pool_close(pool);
        return NULL;
    }
    return pool;
}

void queue_pool_close(queue_pool *pool)
{
    if (pool == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&pool->lock);
    pool->ending = true;
    (void)pthread_cond_broadcast(&pool->wake);
    (void)pthread_mutex_unlock(&pool->lock);
    for (unsigned i = 0; i < pool->count; i++) {
        (void)pthread_join(pool->threads[i], NULL);
    }
    (void)pthread_cond_destroy(&pool->wake);
    (void)pthread_mutex_destroy(&pool->lock);
    (void)close(pool->file);
    free(pool);
}

void queue_pool_put(queue_pool *pool, queue_job *job)
{
    (void)pthread_mutex_lock(&pool->lock);
    put(&pool->waiting, job);
    (void)pthread_cond_signal(&pool->wake);
    (void)pthread_mutex_unlock(&pool->lock);
}

queue_job *queue_pool_take(queue_pool *pool)
{
    uint64_t count = 0;
    ssize_t n = read(pool->file, &count, sizeof count);
    (void)n; /* nothing to read is what is meant to be found in the end */
    (void)pthread_mutex_lock(&pool->lock);
    queue_job *job = take(&pool->done);
    (void)pthread_mutex_unlock(&pool->lock);
    return job;
}

int queue_pool_file(const queue_pool *pool)
{
    return pool->file;
}
