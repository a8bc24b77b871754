#define _POSIX_C_SOURCE 200809L

#include "captionlint_ring.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

/* A thread and what it works with. */
typedef struct hired {
    captionlint_ring *ring;
    pthread_t thread;
    captionlint_hand hand;
} hired;

/* Jobs are counted from 0 on; job i stands in jobs[i % CL_RUN_JOBS]. Those below `left` are out,
 * those below `taken` are or were worked on, those below `put` are in. */
struct captionlint_ring {
    captionlint_job jobs[CL_RUN_JOBS];
    size_t put;
    size_t taken;
    size_t left;
    size_t held;  /* bytes of all jobs that are in */
    bool waiting; /* the caller's thread sleeps until the oldest job is done */
    bool closing;
    pthread_mutex_t lock; /* of all above, but for the inside of jobs that are not in or not done */
    pthread_cond_t work;  /* there may be a job to take, or nothing more to do */
    pthread_cond_t done;  /* the oldest job is */
    const captionlint_run_options *options;
    hired *threads;
    size_t thread_count;
    captionlint_hand own; /* of the caller's thread, where there are none */
};

static captionlint_job *job_at(captionlint_ring *ring, size_t i)
{
    return &ring->jobs[i % CL_RUN_JOBS];
}

/* --- threads --- */

/* What was done and must wait, because the oldest takes long, is not to fill the memory. */
static bool may_take(const captionlint_ring *ring)
{
    return ring->taken < ring->put && (ring->taken == ring->left || ring->held < CL_RUN_HELD_MAX);
}

/* NULL when there is nothing more to do. */
static captionlint_job *take(captionlint_ring *ring)
{
    captionlint_job *job = NULL;
    (void)pthread_mutex_lock(&ring->lock);
    while (!ring->closing && !may_take(ring)) {
        (void)pthread_cond_wait(&ring->work, &ring->lock);
    }
    if (!ring->closing) {
        job = job_at(ring, ring->taken++);
    }
    (void)pthread_mutex_unlock(&ring->lock);
    return job;
}

/* Counts what the job holds now. */
static void weigh(captionlint_ring *ring, captionlint_job *job)
{
    size_t size = captionlint_job_size(job);
    ring->held = ring->held - job->held + size;
    job->held = size;
}

static void finish(captionlint_ring *ring, captionlint_job *job)
{
    (void)pthread_mutex_lock(&ring->lock);
    weigh(ring, job);
    job->done = true;
    if (ring->waiting && job == job_at(ring, ring->left)) {
        (void)pthread_cond_signal(&ring->done);
    }
    (void)pthread_mutex_unlock(&ring->lock);
}

static void *work(void *user)
{
    hired *self = user;
    captionlint_job *job;
    while ((job = take(self->ring)) != NULL) {
        captionlint_job_do(job, &self->hand);
        finish(self->ring, job);
    }
    return NULL;
}

/* Signals are for the caller's threads. */
static bool start_thread(hired *self)
{
    sigset_t all;
    sigset_t before;
    (void)sigfillset(&all);
    if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0) {
        return false;
    }
    bool started = pthread_create(&self->thread, NULL, work, self) == 0;
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

static void hire(captionlint_ring *ring, const captionlint_purpose *purpose, size_t count)
{
    ring->threads = calloc(count, sizeof *ring->threads);
    for (size_t i = 0; ring->threads != NULL && i < count; i++) {
        hired *next = &ring->threads[i];
        next->ring = ring;
        if (captionlint_hand_begin(&next->hand, purpose) != CL_OK || !start_thread(next)) {
            captionlint_hand_end(&next->hand);
            return;
        }
        ring->thread_count++;
    }
}

captionlint_ring *captionlint_ring_new(const captionlint_purpose *purpose, size_t threads)
{
    captionlint_ring *ring = calloc(1, sizeof *ring);
    if (ring == NULL) {
        return NULL;
    }
    ring->options = &purpose->options;
    (void)pthread_mutex_init(&ring->lock, NULL); /* without attributes these do not fail */
    (void)pthread_cond_init(&ring->work, NULL);
    (void)pthread_cond_init(&ring->done, NULL);
    if (threads > 0) {
        hire(ring, purpose, threads);
    }
    if (ring->thread_count == 0 && captionlint_hand_begin(&ring->own, purpose) != CL_OK) {
        captionlint_ring_free(ring);
        return NULL;
    }
    return ring;
}

static void dismiss(captionlint_ring *ring)
{
    (void)pthread_mutex_lock(&ring->lock);
    ring->closing = true;
    (void)pthread_cond_broadcast(&ring->work);
    (void)pthread_mutex_unlock(&ring->lock);
    for (size_t i = 0; i < ring->thread_count; i++) {
        (void)pthread_join(ring->threads[i].thread, NULL);
        captionlint_hand_end(&ring->threads[i].hand);
    }
    free(ring->threads);
}

void captionlint_ring_free(captionlint_ring *ring)
{
    if (ring == NULL) {
        return;
    }
    dismiss(ring);
    captionlint_hand_end(&ring->own);
    for (size_t i = 0; i < CL_RUN_JOBS; i++) {
        captionlint_job_clear(&ring->jobs[i], ring->options);
        captionlint_job_free(&ring->jobs[i]);
    }
    (void)pthread_cond_destroy(&ring->done);
    (void)pthread_cond_destroy(&ring->work);
    (void)pthread_mutex_destroy(&ring->lock);
    free(ring);
}

/* --- the caller's side --- */

size_t captionlint_ring_threads(const captionlint_ring *ring)
{
    return ring->thread_count;
}

size_t captionlint_ring_count(const captionlint_ring *ring)
{
    return ring->put - ring->left; /* changed by the caller's thread alone */
}

bool captionlint_ring_full(captionlint_ring *ring)
{
    size_t count = captionlint_ring_count(ring);
    (void)pthread_mutex_lock(&ring->lock);
    bool full = count == CL_RUN_JOBS || (count > 0 && ring->held >= CL_RUN_HELD_MAX);
    (void)pthread_mutex_unlock(&ring->lock);
    return full;
}

captionlint_job *captionlint_ring_next(captionlint_ring *ring)
{
    return job_at(ring, ring->put);
}

void captionlint_ring_put(captionlint_ring *ring)
{
    (void)pthread_mutex_lock(&ring->lock);
    weigh(ring, job_at(ring, ring->put));
    ring->put++;
    (void)pthread_cond_signal(&ring->work);
    (void)pthread_mutex_unlock(&ring->lock);
}

void captionlint_ring_drop(captionlint_ring *ring)
{
    (void)pthread_mutex_lock(&ring->lock);
    while (ring->put > ring->taken) {
        captionlint_job *job = job_at(ring, --ring->put);
        ring->held -= job->held;
        captionlint_job_clear(job, ring->options);
    }
    (void)pthread_mutex_unlock(&ring->lock);
}

bool captionlint_ring_ready(captionlint_ring *ring)
{
    (void)pthread_mutex_lock(&ring->lock);
    bool ready = ring->left < ring->put && job_at(ring, ring->left)->done;
    (void)pthread_mutex_unlock(&ring->lock);
    return ready;
}

captionlint_job *captionlint_ring_wait(captionlint_ring *ring)
{
    captionlint_job *job = job_at(ring, ring->left);
    if (ring->thread_count == 0 && !job->done) {
        ring->taken++;
        captionlint_job_do(job, &ring->own);
        finish(ring, job);
    }
    (void)pthread_mutex_lock(&ring->lock);
    ring->waiting = true;
    while (!job->done) {
        (void)pthread_cond_wait(&ring->done, &ring->lock);
    }
    ring->waiting = false;
    (void)pthread_mutex_unlock(&ring->lock);
    return job;
}

void captionlint_ring_leave(captionlint_ring *ring)
{
    captionlint_job *job = job_at(ring, ring->left);
    (void)pthread_mutex_lock(&ring->lock);
    ring->held -= job->held;
    ring->left++;
    if (ring->taken < ring->put) {
        (void)pthread_cond_broadcast(&ring->work);
    }
    (void)pthread_mutex_unlock(&ring->lock);
    captionlint_job_clear(job, ring->options);
}
