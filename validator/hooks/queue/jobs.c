#include "hooks/queue/jobs.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/progress.h"
#include "cli/say.h"
#include "hooks/queue/backoff.h"

#define HEADER_REASON     "captionlint-reason"
#define HEADER_DELIVERIES "captionlint-deliveries"
#define HEADER_QUEUE      "captionlint-queue"
#define HEADER_VERDICT    "captionlint-verdict"
#define HEADER_RULES      "captionlint-rules"
#define HEADER_PACK       "captionlint-pack"

static const double ms_a_s = 1000.0;

static void free_job(queue_job *job)
{
    queue_delivery_free(job->delivery);
    free(job->outcome.record);
    free(job);
}

/* Takes it out of the list. */
static void let_go(queue_jobs *jobs, queue_job *job)
{
    queue_job **at = &jobs->first;
    while (*at != job) {
        at = &(*at)->next;
    }
    *at = job->next;
    jobs->count--;
    free_job(job);
}

/* --- what becomes of it --- */

static void give_up(queue_job *job, const char *reason)
{
    (void)snprintf(job->outcome.reason, sizeof job->outcome.reason, "%s", reason);
    job->outcome.end = QUEUE_END_POISON;
}

/* Not at once: a file that is on its way has to come. One that there was no memory for cannot be
 * handed on by us in the end; the broker can. */
static void give_back(const queue_jobs *jobs, queue_job *job)
{
    uint64_t earlier = job->delivery->earlier;
    if (earlier + 1 >= jobs->deliveries && !job->delivery->no_memory) {
        job->outcome.end = QUEUE_END_POISON;
        job->step = QUEUE_STEP_SENDING;
        return;
    }
    job->step = QUEUE_STEP_GIVING;
    job->due = cli_now() + queue_backoff((unsigned)earlier) / ms_a_s;
}

static void conclude(const queue_jobs *jobs, queue_job *job)
{
    job->step = QUEUE_STEP_SENDING;
    job->due = 0;
    if (job->outcome.end == QUEUE_END_RETURN) {
        give_back(jobs, job);
    }
}

static void begin(queue_jobs *jobs, queue_job *job)
{
    job->step = QUEUE_STEP_WORKING;
    jobs->working++;
    queue_pool_put(jobs->pool, job);
}

/* Whether it is worth trying. What was delivered so often and came to no end, not even to a
 * reason, ended whoever tried it. */
static bool is_fit(const queue_jobs *jobs, queue_job *job)
{
    const queue_delivery *delivery = job->delivery;
    if (delivery->no_memory) {
        give_up(job, "out of memory");
        job->outcome.end = QUEUE_END_RETURN;
        return false;
    }
    if (delivery->earlier >= jobs->deliveries) {
        char reason[QUEUE_REASON_MAX];
        (void)snprintf(reason, sizeof reason,
                       "delivered %llu times, and no worker came to an end with it: it may crash "
                       "them",
                       (unsigned long long)delivery->earlier);
        give_up(job, reason);
        return false;
    }
    const char *wrong = delivery->wide ? "its headers are longer than 120 KiB"
                                       : queue_envelope_read(&delivery->fields, &job->envelope);
    if (wrong != NULL) {
        give_up(job, wrong);
    }
    return wrong == NULL;
}

/* Its body was not kept, so that we cannot hand it on; the broker can. */
static bool refuse(queue_jobs *jobs, queue_delivery *delivery)
{
    cli_say("%s: a job of more than %u MiB goes to the dead letters", jobs->queue,
            QUEUE_BODY_MAX / (1024u * 1024u));
    uint64_t tag = delivery->tag;
    queue_delivery_free(delivery);
    return queue_link_return(jobs->keeper->link, tag, false);
}

bool queue_jobs_deliver(queue_jobs *jobs, queue_delivery *delivery)
{
    if (delivery->too_large) {
        return refuse(jobs, delivery);
    }
    queue_job *job = calloc(1, sizeof *job);
    if (job == NULL) {
        uint64_t tag = delivery->tag;
        queue_delivery_free(delivery);
        return queue_link_return(jobs->keeper->link, tag, true);
    }
    job->delivery = delivery;
    job->connection = jobs->keeper->connections;
    job->next = jobs->first;
    jobs->first = job;
    jobs->count++;
    if (!is_fit(jobs, job)) {
        conclude(jobs, job);
    } else if (jobs->hold) {
        job->step = QUEUE_STEP_HELD;
    } else {
        begin(jobs, job);
    }
    return true;
}

void queue_jobs_release(queue_jobs *jobs)
{
    for (queue_job *job = jobs->first; job != NULL; job = job->next) {
        if (job->step == QUEUE_STEP_HELD) {
            begin(jobs, job);
        }
    }
}

void queue_jobs_gather(queue_jobs *jobs)
{
    queue_job *job = queue_pool_take(jobs->pool);
    while (job != NULL) {
        jobs->working--;
        conclude(jobs, job);
        if (job->connection != jobs->keeper->connections || jobs->keeper->link == NULL) {
            let_go(jobs, job); /* it was, or will be, delivered to somebody again */
        }
        job = queue_pool_take(jobs->pool);
    }
}

/* --- sending --- */

static queue_header text_header(const char *name, const char *text)
{
    return (queue_header){.name = name, .text = text};
}

static bool send_result(queue_jobs *jobs, queue_job *job)
{
    const queue_delivery *delivery = job->delivery;
    const queue_outcome *outcome = &job->outcome;
    const queue_letter letter = {
        .queue = jobs->results,
        .type = "record",
        .content_type = "application/x-ndjson",
        .id = delivery->id,
        .correlation = delivery->correlation.bytes == NULL ? delivery->id : delivery->correlation,
        .headers = {text_header(HEADER_VERDICT, outcome->verdict),
                    text_header(HEADER_RULES, outcome->rules),
                    text_header(HEADER_PACK, outcome->pack)},
        .header_count = 3,
        .body = {outcome->record, outcome->len}};
    return queue_link_send(jobs->keeper->link, &letter, &job->sequence);
}

static bool send_dead(queue_jobs *jobs, queue_job *job)
{
    const queue_delivery *delivery = job->delivery;
    const queue_letter letter = {
        .queue = jobs->dead,
        .headers = {text_header(HEADER_REASON, job->outcome.reason),
                    text_header(HEADER_QUEUE, jobs->queue),
                    (queue_header){.name = HEADER_DELIVERIES,
                                   .number = (int64_t)delivery->earlier + 1}},
        .header_count = 3};
    return queue_link_forward(jobs->keeper->link, delivery, &letter, &job->sequence);
}

static bool act(queue_jobs *jobs, queue_job *job)
{
    if (job->step == QUEUE_STEP_SENDING && !jobs->blocked) {
        job->step = QUEUE_STEP_SENT;
        return job->outcome.end == QUEUE_END_DONE ? send_result(jobs, job) : send_dead(jobs, job);
    }
    if (job->step == QUEUE_STEP_GIVING) {
        uint64_t tag = job->delivery->tag;
        bool again = job->delivery->earlier + 1 < jobs->deliveries;
        let_go(jobs, job);
        return queue_link_return(jobs->keeper->link, tag, again);
    }
    return true;
}

bool queue_jobs_act(queue_jobs *jobs, double now)
{
    queue_job *next = NULL;
    for (queue_job *job = jobs->first; job != NULL; job = next) {
        next = job->next;
        if (job->connection == jobs->keeper->connections && job->due <= now && !act(jobs, job)) {
            return false;
        }
    }
    return true;
}

static bool is_due(const queue_jobs *jobs, const queue_job *job)
{
    return job->step == QUEUE_STEP_GIVING || (job->step == QUEUE_STEP_SENDING && !jobs->blocked);
}

double queue_jobs_due(const queue_jobs *jobs, double otherwise)
{
    double due = otherwise;
    for (const queue_job *job = jobs->first; job != NULL; job = job->next) {
        if (is_due(jobs, job) && job->due < due) {
            due = job->due;
        }
    }
    return due;
}

/* --- confirmations --- */

static bool is_meant(const queue_job *job, const queue_event *event)
{
    return job->step == QUEUE_STEP_SENT &&
           (job->sequence == event->sequence ||
            (event->multiple && (job->sequence < event->sequence || event->sequence == 0)));
}

/* The queue is full, or has no leader: it is tried until it is neither. */
static void send_later(queue_jobs *jobs, queue_job *job)
{
    if (!jobs->refusing) {
        cli_say("the broker cannot keep what is sent to %s; trying again",
                job->outcome.end == QUEUE_END_DONE ? jobs->results : jobs->dead);
    }
    jobs->refusing = true;
    job->step = QUEUE_STEP_SENDING;
    job->due = cli_now() + queue_backoff(job->refusals++) / ms_a_s;
}

static void tell_dead(const queue_jobs *jobs, const queue_job *job)
{
    queue_text id = job->delivery->id;
    if (job->outcome.end != QUEUE_END_DONE) {
        cli_say("job %.*s: to %s: %s", id.len == 0 ? 1 : (int)id.len, id.len == 0 ? "?" : id.bytes,
                jobs->dead, job->outcome.reason);
    }
}

static bool settle(queue_jobs *jobs, queue_job *job)
{
    uint64_t tag = job->delivery->tag;
    tell_dead(jobs, job);
    let_go(jobs, job);
    jobs->refusing = false;
    return queue_link_settle(jobs->keeper->link, tag);
}

bool queue_jobs_confirm(queue_jobs *jobs, const queue_event *event)
{
    bool well = true;
    queue_job *next = NULL;
    for (queue_job *job = jobs->first; job != NULL && well; job = next) {
        next = job->next;
        if (!is_meant(job, event)) {
            continue;
        }
        if (event->kind == QUEUE_EVENT_CONFIRMED) {
            well = settle(jobs, job);
        } else {
            send_later(jobs, job);
        }
    }
    return well;
}

/* --- the end --- */

static void drop(queue_jobs *jobs, bool working_too)
{
    queue_job *next = NULL;
    for (queue_job *job = jobs->first; job != NULL; job = next) {
        next = job->next;
        if (working_too || job->step != QUEUE_STEP_WORKING) {
            let_go(jobs, job);
        }
    }
}

void queue_jobs_lose(queue_jobs *jobs)
{
    drop(jobs, false);
    jobs->blocked = false;
}

void queue_jobs_free(queue_jobs *jobs)
{
    drop(jobs, true);
}
