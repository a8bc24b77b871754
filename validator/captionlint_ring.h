/* The jobs of a run in the order in which they came, and the threads that do them. One thread, the
 * caller's, puts jobs in and takes them out again when they are done, from the oldest on. */
#ifndef CAPTIONLINT_RING_H
#define CAPTIONLINT_RING_H

#include "captionlint_job.h"

typedef struct captionlint_ring captionlint_ring;

/* With so many threads, or as many as the system gives; with none the caller's does all work. NULL
 * without memory. What it is for must outlive it. */
captionlint_ring *captionlint_ring_new(const captionlint_purpose *purpose, size_t threads);
/* Waits for what is being worked on; nothing else is begun. */
void captionlint_ring_free(captionlint_ring *ring);

size_t captionlint_ring_threads(const captionlint_ring *ring);
/* How many jobs are in it. */
size_t captionlint_ring_count(const captionlint_ring *ring);
/* Whether no more fit: jobs, or bytes of what they hold. */
bool captionlint_ring_full(captionlint_ring *ring);
/* The job to fill next, which is not in it yet; never while it is full. */
captionlint_job *captionlint_ring_next(captionlint_ring *ring);
/* Puts that job in; from then on it is another thread's. */
void captionlint_ring_put(captionlint_ring *ring);

/* Takes out the jobs that no thread has begun. */
void captionlint_ring_drop(captionlint_ring *ring);

/* Whether the oldest job is done; false when there is none. */
bool captionlint_ring_ready(captionlint_ring *ring);
/* The oldest job, once it is done. There must be one. */
captionlint_job *captionlint_ring_wait(captionlint_ring *ring);
/* Takes the oldest job, which is done, out. */
void captionlint_ring_leave(captionlint_ring *ring);

#endif
