/* Many inputs at once: what is added goes into the ring, what is done is told in its order. */
#define _GNU_SOURCE /* sched_getaffinity */

#include <sched.h>
#include <stdlib.h>

#include "captionlint_exceptions.h"
#include "captionlint_messages.h"
#include "captionlint_ring.h"

struct captionlint_run {
    captionlint_purpose purpose;
    captionlint_ring *ring;
    cl_arena *arena;          /* of an input that is taken apart into records */
    bool on_disk;             /* files are not in memory, as far as was seen */
    size_t unseen;            /* inputs to come that are not looked at */
    bool stopped;             /* nothing more is begun */
    captionlint_status state; /* other than CAPTIONLINT_OK: nothing more is told */
};

/* --- telling --- */

/* A text in front, with its NUL; cuts it off. */
static const char *take_text(cl_span *rest)
{
    cl_span text = *rest;
    *rest = cl_span_from(text, cl_span_find_byte(text, '\0') + 1);
    return text.len == 0 ? "" : (const char *)text.data;
}

static captionlint_result result_of(const captionlint_job *job, const captionlint_told *told,
                                    const char *id)
{
    return (captionlint_result){
        .path = job->input.path == NULL ? "-" : job->input.path,
        .id = id,
        .message = "",
        .format = "",
        .rules = "",
        .incomplete = told->entry.incomplete ? 1 : 0,
        .verdict = captionlint_public_verdict(told->entry.worst),
        .edition_count = told->entry.editions,
        .has_findings = told->entry.has_findings ? 1 : 0,
        .level = captionlint_public_level(told->entry.level),
        .cached = job->cached ? 1 : 0,
        .mapped = told->mapped,
    };
}

static captionlint_status tell_result(captionlint_run *run, const captionlint_result *result,
                                      captionlint_error *error)
{
    const captionlint_run_options *options = &run->purpose.options;
    const cl_error none = {0};
    bool stop = options->each != NULL && options->each(result, options->user) != 0;
    return stop ? captionlint_fail(error, &none, CL_STOPPED) : CAPTIONLINT_OK;
}

/* The pictures of a job, one after another. */
static captionlint_status tell_pictures(captionlint_run *run, const captionlint_job *job,
                                        captionlint_error *error)
{
    cl_span text = cl_out_span(&job->text);
    cl_span ids = cl_out_span(&job->ids);
    cl_span facts = cl_out_span(&job->facts);
    captionlint_status status = CAPTIONLINT_OK;
    for (size_t i = 0; i < job->told_count && status == CAPTIONLINT_OK; i++) {
        const captionlint_told *told = &job->told[i];
        captionlint_result result = result_of(job, told, (const char *)ids.data);
        result.format = take_text(&facts);
        result.rules = take_text(&facts);
        const cl_report_tally tally = {.path = cl_span_of(result.path),
                                       .id = cl_span_of(result.id),
                                       .worst = told->entry.worst,
                                       .incomplete = told->entry.incomplete,
                                       .editions = told->entry.editions,
                                       .known = told->entry.known};
        if (run->purpose.options.report != NULL) {
            status = captionlint_report_put(run->purpose.options.report,
                                            cl_span_sub(text, 0, told->text_len), &tally, error);
        }
        if (status == CAPTIONLINT_OK) {
            status = tell_result(run, &result, error);
        }
        text = cl_span_from(text, told->text_len);
        ids = cl_span_from(ids, told->id_len);
    }
    return status;
}

static captionlint_status tell_failure(captionlint_run *run, const captionlint_job *job,
                                       captionlint_error *error)
{
    captionlint_error cause = {0};
    cl_error inner = {0};
    (void)cl_error_set(&inner, job->status, "%.*s", CL_SPAN_PRINT(cl_out_span(&job->message)));
    captionlint_result result = result_of(job, &(captionlint_told){.mapped = NULL}, "");
    result.status = captionlint_fail(&cause, &inner, job->status);
    result.message = cause.message;
    if (run->purpose.options.report != NULL) {
        captionlint_report_count_failure(run->purpose.options.report, result.message);
    }
    return tell_result(run, &result, error);
}

static void keep_result(captionlint_run *run, const captionlint_job *job)
{
    const captionlint_cache_result result = {.key = &job->key,
                                             .entry = &job->told[0].entry,
                                             .holds = job->holds,
                                             .facts = cl_out_span(&job->facts),
                                             .text = cl_out_span(&job->text)};
    captionlint_cache_add(run->purpose.options.cache, &result);
}

static captionlint_status tell_job(captionlint_run *run, const captionlint_job *job,
                                   captionlint_error *error)
{
    if (job->keep) {
        keep_result(run, job);
    }
    const cl_error none = {0};
    captionlint_status status = tell_pictures(run, job, error);
    if (status == CAPTIONLINT_OK && run->purpose.options.baseline != NULL) {
        status = captionlint_fail(
            error, &none,
            captionlint_baseline_collect(run->purpose.options.baseline, cl_out_span(&job->found)));
    }
    if (status == CAPTIONLINT_OK && job->status != CL_OK) {
        status = tell_failure(run, job, error);
    }
    return status;
}

static captionlint_status tell_oldest(captionlint_run *run, captionlint_error *error)
{
    run->state = tell_job(run, captionlint_ring_wait(run->ring), error);
    if (run->state == CAPTIONLINT_OK) {
        captionlint_ring_leave(run->ring);
    }
    return run->state;
}

static captionlint_status flush(captionlint_run *run, captionlint_error *error)
{
    captionlint_report *report = run->purpose.options.report;
    if (report != NULL && run->state == CAPTIONLINT_OK) {
        run->state = captionlint_report_flush(report, error);
    }
    return run->state;
}

/* Tells from the oldest on until at most `left` are there. */
static captionlint_status tell_until(captionlint_run *run, size_t left, captionlint_error *error)
{
    while (run->state == CAPTIONLINT_OK && captionlint_ring_count(run->ring) > left) {
        (void)tell_oldest(run, error);
    }
    return flush(run, error);
}

/* What is done is told as soon as it can be without waiting. */
static captionlint_status tell_ready(captionlint_run *run, captionlint_error *error)
{
    while (run->state == CAPTIONLINT_OK && captionlint_ring_ready(run->ring)) {
        (void)tell_oldest(run, error);
    }
    return captionlint_ring_count(run->ring) == 0 ? flush(run, error) : run->state;
}

/* --- adding --- */

/* What adding gives. */
static captionlint_status state_of(const captionlint_run *run)
{
    return run->state == CAPTIONLINT_OK && run->stopped ? CAPTIONLINT_STOPPED : run->state;
}

/* A free job; half of the ring is emptied at once, so that threads are not woken for each. */
static captionlint_job *free_job(captionlint_run *run, captionlint_error *error)
{
    while (run->state == CAPTIONLINT_OK && captionlint_ring_full(run->ring)) {
        (void)tell_until(run, captionlint_ring_count(run->ring) / 2, error);
    }
    return state_of(run) == CAPTIONLINT_OK ? captionlint_ring_next(run->ring) : NULL;
}

/* Without threads jobs wait only for files that the system fetches meanwhile. */
static captionlint_status put_job(captionlint_run *run, captionlint_error *error)
{
    captionlint_ring_put(run->ring);
    if (captionlint_ring_threads(run->ring) > 0) {
        return tell_ready(run, error);
    }
    return tell_until(run, run->on_disk ? CL_RUN_AHEAD : 0, error);
}

static captionlint_status put_failure(captionlint_run *run, const captionlint_input *input,
                                      cl_status status, const cl_error *cause,
                                      captionlint_error *error)
{
    captionlint_job *job = free_job(run, error);
    if (job == NULL) {
        return state_of(run);
    }
    cl_status begun = captionlint_job_begin(job, input, false);
    captionlint_job_fail(job, begun == CL_OK ? status : begun, cause);
    return put_job(run, error);
}

/* Files are fetched while earlier ones are read; where they are in memory anyway, only some are
 * looked at, for even that takes time. */
static void look_ahead(captionlint_run *run, const char *path)
{
    if (run->unseen > 0) {
        run->unseen--;
        return;
    }
    run->on_disk = cl_source_fetch(path);
    run->unseen = run->on_disk ? 0 : CL_RUN_PROBE - 1;
}

static captionlint_status add_one(captionlint_run *run, const captionlint_input *input,
                                  captionlint_error *error)
{
    const cl_error none = {0};
    bool borrowed = input->bytes != NULL && input->len > CL_RUN_COPY_MAX;
    captionlint_job *job = free_job(run, error);
    if (job == NULL) {
        return state_of(run);
    }
    cl_status status = captionlint_job_begin(job, input, !borrowed);
    if (status != CL_OK) {
        captionlint_job_fail(job, status, &none);
    }
    if (input->bytes == NULL && input->path != NULL) {
        look_ahead(run, input->path);
    }
    captionlint_status added = put_job(run, error);
    return borrowed && added == CAPTIONLINT_OK ? tell_until(run, 0, error) : added;
}

/* --- records --- */

/* Fills a job with the lines that follow; *more is false behind the last. */
static cl_status fill(captionlint_job *job, captionlint_lines *lines, bool *more)
{
    captionlint_line line;
    while (job->line_count < CL_RUN_LINES && job->bytes.len < CL_RUN_LINES_BYTES) {
        CL_TRY(captionlint_lines_next(lines, &line, more));
        if (!*more) {
            break;
        }
        CL_TRY(captionlint_job_add_line(job, &line));
    }
    return CL_OK;
}

/* A status other than CL_OK is the input's; the run's own is in run->state. */
static cl_status add_lines(captionlint_run *run, const captionlint_input *input,
                           captionlint_lines *lines, captionlint_error *error)
{
    const captionlint_input named = {.path = input->path,
                                     .kind = CAPTIONLINT_INPUT_RECORDS,
                                     .extract_only = input->extract_only,
                                     .thumbnails = input->thumbnails};
    bool more = true;
    cl_status status = CL_OK;
    while (more && status == CL_OK) {
        captionlint_job *job = free_job(run, error);
        if (job == NULL) {
            return CL_OK;
        }
        status = captionlint_job_begin(job, &named, false);
        if (status == CL_OK) {
            status = fill(job, lines, &more);
        }
        if (job->line_count == 0) {
            captionlint_job_clear(job, &run->purpose.options);
            continue;
        }
        (void)put_job(run, error);
    }
    return status;
}

static cl_status take_apart(captionlint_run *run, const captionlint_input *input, cl_source *source,
                            bool *is_records, captionlint_error *error)
{
    captionlint_input_kind kind;
    CL_TRY(captionlint_kind_of(input, source, &kind));
    *is_records = kind == CAPTIONLINT_INPUT_RECORDS;
    if (!*is_records) {
        return CL_OK;
    }
    captionlint_lines lines = captionlint_lines_of(input, source);
    cl_status status = add_lines(run, input, &lines, error);
    captionlint_lines_end(&lines);
    return status;
}

static captionlint_status add_records(captionlint_run *run, const captionlint_input *input,
                                      captionlint_error *error)
{
    cl_error cause = {0};
    cl_source *source = NULL;
    bool is_records = true;
    cl_arena_reset(run->arena);
    cl_status status = captionlint_open_input(input, run->arena, &source, &cause);
    if (status == CL_OK) {
        status = take_apart(run, input, source, &is_records, error);
        cl_source_close(source);
    }
    if (status != CL_OK) {
        return put_failure(run, input, status, &cause, error);
    }
    return is_records ? state_of(run) : add_one(run, input, error);
}

/* --- the public functions --- */

/* What results depend on beside their files. */
static void write_recipe(captionlint_purpose *purpose)
{
    cl_fingerprint recipe = purpose->lint->setup;
    captionlint_identify_program(&recipe);
    captionlint_identify_messages(&recipe);
    cl_fingerprint_add(&recipe, cl_ruleset_hash(purpose->lint->rules));
    if (purpose->options.report != NULL) {
        captionlint_report_identify(purpose->options.report, &recipe);
    }
    cl_fingerprint_get(&recipe, purpose->recipe);
}

static size_t processors(void)
{
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) {
        return 1;
    }
    return (size_t)CPU_COUNT(&allowed);
}

/* One thread would only have the caller's wait for it. */
static size_t wanted_threads(unsigned asked)
{
    size_t count = asked == 0 ? processors() : asked;
    count = count < CL_RUN_THREADS_MAX ? count : CL_RUN_THREADS_MAX;
    return count > 1 ? count : 0;
}

captionlint_run *captionlint_run_new(const captionlint *lint,
                                     const captionlint_run_options *options,
                                     captionlint_error *error)
{
    const cl_error none = {0};
    captionlint_run *run = calloc(1, sizeof *run);
    if (run != NULL) {
        run->purpose = (captionlint_purpose){.lint = lint, .options = *options};
        write_recipe(&run->purpose);
        run->arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
        run->ring = captionlint_ring_new(&run->purpose, wanted_threads(options->threads));
    }
    if (run == NULL || run->arena == NULL || run->ring == NULL) {
        (void)captionlint_fail(error, &none, CL_NO_MEMORY);
        captionlint_run_drop(run);
        return NULL;
    }
    return run;
}

captionlint_status captionlint_run_add(captionlint_run *run, const captionlint_input *input,
                                       captionlint_error *error)
{
    if (state_of(run) != CAPTIONLINT_OK) {
        return state_of(run);
    }
    return captionlint_may_be_records(input) ? add_records(run, input, error)
                                             : add_one(run, input, error);
}

void captionlint_run_stop(captionlint_run *run)
{
    run->stopped = true;
    captionlint_ring_drop(run->ring);
}

captionlint_status captionlint_run_wait(captionlint_run *run, captionlint_error *error)
{
    return tell_until(run, 0, error);
}

captionlint_status captionlint_run_end(captionlint_run *run, captionlint_error *error)
{
    (void)tell_until(run, 0, error);
    captionlint_status status = state_of(run);
    captionlint_run_drop(run);
    return status;
}

void captionlint_run_drop(captionlint_run *run)
{
    if (run == NULL) {
        return;
    }
    captionlint_ring_free(run->ring);
    if (run->purpose.options.cache != NULL) {
        captionlint_cache_save(run->purpose.options.cache);
    }
    cl_arena_free(run->arena);
    free(run);
}
