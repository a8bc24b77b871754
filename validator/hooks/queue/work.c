#include "hooks/queue/work.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hooks/queue/paths.h"

/* A job while it is done. */
typedef struct task {
    queue_outcome *out;
    captionlint_report *report;
    size_t capacity; /* of the record */
    size_t pictures;
    bool no_memory;
    captionlint_verdict worst;
    captionlint_error error;
} task;

__attribute__((__format__(__printf__, 3, 4))) static void end(queue_outcome *out, queue_end how,
                                                              const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(out->reason, sizeof out->reason, format, arguments);
    va_end(arguments);
    for (char *at = out->reason; *at != '\0'; at++) { /* a path may hold anything but a NUL */
        *at = (unsigned char)*at < 0x20 || *at == 0x7F ? '?' : *at;
    }
    out->end = how;
    free(out->record);
    out->record = NULL;
    out->len = 0;
}

/* A captionlint_write_fn. */
static int keep(const char *bytes, size_t len, void *user)
{
    task *job = user;
    queue_outcome *out = job->out;
    if (len > QUEUE_RESULT_MAX - out->len) {
        return 1;
    }
    if (out->len + len > job->capacity) {
        size_t capacity = 2 * (out->len + len);
        char *record = realloc(out->record, capacity);
        if (record == NULL) {
            job->no_memory = true;
            return 1;
        }
        out->record = record;
        job->capacity = capacity;
    }
    memcpy(out->record + out->len, bytes, len);
    out->len += len;
    return 0;
}

static captionlint_verdict worst_of(const captionlint_picture *picture)
{
    captionlint_verdict worst = CAPTIONLINT_VERDICT_OK;
    for (size_t i = 0; i < captionlint_picture_edition_count(picture); i++) {
        captionlint_verdict verdict = captionlint_picture_verdict(picture, i);
        worst = verdict > worst ? verdict : worst;
    }
    return worst;
}

/* A captionlint_picture_fn. A job is one picture: a second one stops it. */
static int add(const captionlint_picture *picture, void *user)
{
    task *job = user;
    if (++job->pictures > 1) {
        return 1;
    }
    job->worst = worst_of(picture);
    captionlint_status status = captionlint_report_add(job->report, picture, &job->error);
    return status == CAPTIONLINT_OK ? 0 : 1;
}

static captionlint_input input_of(const queue_envelope *envelope)
{
    captionlint_input input = {.path = envelope->name[0] == '\0' ? NULL : envelope->name,
                               .no_links = 1,
                               .lines_before = envelope->lines_before,
                               .bytes_before = envelope->bytes_before};
    if (envelope->kind == QUEUE_RECORD) {
        input.kind = CAPTIONLINT_INPUT_RECORDS;
    }
    if (envelope->kind != QUEUE_PATH) {
        input.bytes = envelope->body.len == 0 ? "" : envelope->body.bytes;
        input.len = envelope->body.len;
    }
    return input;
}

/* What became of it, where there is no record. */
static void judge_failure(task *job, captionlint_status status)
{
    if (job->pictures != 1) {
        end(job->out, QUEUE_END_POISON, "%s",
            job->pictures == 0 ? "there is no picture, caption or record in it"
                               : "there is more than one record in it; a job is one");
        return;
    }
    bool too_long = status == CAPTIONLINT_STOPPED && !job->no_memory;
    end(job->out, too_long ? QUEUE_END_POISON : QUEUE_END_RETURN, "%s",
        job->no_memory                  ? "out of memory"
        : job->error.message[0] != '\0' ? job->error.message
                                        : "its result is longer than 64 MiB");
}

static void finish(task *job, captionlint_status status)
{
    queue_outcome *out = job->out;
    bool unread = status != CAPTIONLINT_OK && status != CAPTIONLINT_STOPPED;
    if (unread) {
        end(out, QUEUE_END_RETURN, "%s", job->error.message);
    } else if (status == CAPTIONLINT_STOPPED || job->pictures == 0) {
        judge_failure(job, status);
    } else {
        out->end = QUEUE_END_DONE;
        out->verdict = captionlint_verdict_name(job->worst);
    }
}

static void check(const captionlint *lint, const queue_envelope *envelope, queue_outcome *out)
{
    task job = {.out = out};
    const captionlint_report_options options = {.format = "ndjson", .lint = lint};
    const captionlint_input input = input_of(envelope);
    job.report = captionlint_report_new(&options, keep, &job, &job.error);
    if (job.report == NULL) {
        end(out, QUEUE_END_RETURN, "%s", job.error.message);
        return;
    }
    captionlint_status status = captionlint_check(lint, &input, add, &job, &job.error);
    if (status == CAPTIONLINT_OK) {
        status = captionlint_report_end(job.report, &job.error);
    } else {
        captionlint_report_drop(job.report);
    }
    finish(&job, status);
}

/* Whether the path may be read; false after saying why not. */
static bool may_read(int root, const char *path, queue_outcome *out)
{
    const char *why = NULL;
    if (root == -1) {
        end(out, QUEUE_END_POISON, "a path, but this worker was given no --root");
        return false;
    }
    queue_path_state state = queue_path_look(root, path, &why);
    if (state == QUEUE_PATH_FINE) {
        return true;
    }
    end(out, state == QUEUE_PATH_ABSENT ? QUEUE_END_RETURN : QUEUE_END_POISON, "%s: %s", path, why);
    return false;
}

void queue_work(hooks_house *house, int root, const queue_envelope *envelope, queue_outcome *out)
{
    *out = (queue_outcome){.verdict = ""};
    if (envelope->kind == QUEUE_PATH && !may_read(root, envelope->name, out)) {
        return;
    }
    hooks_setup *setup = hooks_house_take(house);
    (void)snprintf(out->rules, sizeof out->rules, "%s", captionlint_rules_hash(setup->lint));
    (void)snprintf(out->pack, sizeof out->pack, "%s", captionlint_rules_pack(setup->lint));
    check(setup->lint, envelope, out);
    hooks_house_give(house, setup);
}
