#include "captionlint_job.h"

#include <stdlib.h>

#include "captionlint_exceptions.h"

/* --- the hand --- */

cl_status captionlint_hand_begin(captionlint_hand *hand, const captionlint_purpose *purpose)
{
    *hand = (captionlint_hand){.purpose = purpose};
    const captionlint_run_options *options = &purpose->options;
    if (options->cache != NULL && options->map == NULL && options->baseline == NULL) {
        hand->reader = captionlint_cache_reader_new(options->cache);
    }
    return captionlint_worker_begin(&hand->worker, purpose->lint);
}

void captionlint_hand_end(captionlint_hand *hand)
{
    captionlint_cache_reader_free(hand->reader);
    captionlint_worker_end(&hand->worker);
}

/* --- what goes in --- */

cl_status captionlint_job_begin(captionlint_job *job, const captionlint_input *input, bool copy)
{
    job->input = *input;
    job->input.edition_count = 0;
    job->now = time(NULL);
    if (input->path != NULL) {
        cl_out_text(&job->path, input->path);
        cl_out_byte(&job->path, '\0');
        job->input.path = (const char *)job->path.data;
    }
    if (input->bytes != NULL && copy) {
        cl_out_put(&job->bytes, (cl_span){input->bytes, input->len});
        job->input.bytes = input->len == 0 ? input->bytes : job->bytes.data;
    }
    return job->path.failed || job->bytes.failed ? CL_NO_MEMORY : CL_OK;
}

cl_status captionlint_job_add_line(captionlint_job *job, const captionlint_line *line)
{
    if (job->line_count == job->line_capacity) {
        size_t capacity = job->line_capacity == 0 ? 8 : job->line_capacity * 2;
        captionlint_job_line *lines = realloc(job->lines, capacity * sizeof *lines);
        if (lines == NULL) {
            return CL_NO_MEMORY;
        }
        job->lines = lines;
        job->line_capacity = capacity;
    }
    job->lines[job->line_count++] = (captionlint_job_line){*line, job->bytes.len};
    cl_out_put(&job->bytes, line->text);
    return job->bytes.failed ? CL_NO_MEMORY : CL_OK;
}

void captionlint_job_fail(captionlint_job *job, cl_status status, const cl_error *error)
{
    job->status = status;
    cl_out_clear(&job->message);
    cl_out_text(&job->message, error->message);
}

/* --- what comes out --- */

/* The highest level of the findings that count; false when there are none. */
static bool raise_level(const cl_findings *findings, bool has_any, cl_level *level)
{
    for (size_t i = 0; i < findings->items.count; i++) {
        cl_level other = cl_findings_at(findings, i)->level;
        if (cl_findings_at(findings, i)->waiver != NULL) {
            continue;
        }
        *level = !has_any || other > *level ? other : *level;
        has_any = true;
    }
    return has_any;
}

static captionlint_cache_entry entry_of(const captionlint_picture *picture)
{
    const cl_report_item item = captionlint_report_item(picture);
    captionlint_cache_entry entry = {.worst = cl_report_worst(&item),
                                     .incomplete = cl_report_incomplete(&item),
                                     .editions = picture->judgement_count,
                                     .known = cl_report_known(&item)};
    entry.has_findings = raise_level(&picture->record.findings, false, &entry.level);
    for (size_t i = 0; i < picture->judgement_count; i++) {
        entry.has_findings =
            raise_level(&picture->judgements[i].findings, entry.has_findings, &entry.level);
    }
    return entry;
}

static captionlint_told *add_told(captionlint_job *job)
{
    if (job->told_count == job->told_capacity) {
        size_t capacity = job->told_capacity == 0 ? 1 : job->told_capacity * 4;
        captionlint_told *told = realloc(job->told, capacity * sizeof *told);
        if (told == NULL) {
            return NULL;
        }
        job->told = told;
        job->told_capacity = capacity;
    }
    captionlint_told *added = &job->told[job->told_count++];
    *added = (captionlint_told){.mapped = NULL};
    return added;
}

static void put_id(captionlint_job *job, captionlint_told *told, cl_span id)
{
    cl_out_put(&job->ids, id);
    cl_out_byte(&job->ids, '\0');
    told->id_len = id.len + 1;
}

static void put_rules(cl_out *out, const cl_findings *findings)
{
    for (size_t i = 0; i < findings->items.count; i++) {
        cl_out_text(out, out->len > 0 && out->data[out->len - 1] != '\0' ? " " : "");
        cl_out_put(out, cl_findings_at(findings, i)->rule);
    }
}

static void put_facts(captionlint_job *job, const captionlint_picture *picture)
{
    cl_out *out = &job->facts;
    cl_out_put(out, picture->record.format);
    cl_out_byte(out, '\0');
    put_rules(out, &picture->record.findings);
    for (size_t i = 0; i < picture->judgement_count; i++) {
        put_rules(out, &picture->judgements[i].findings);
    }
    cl_out_byte(out, '\0');
}

/* A picture on its way into a job. */
typedef struct taking {
    captionlint_job *job;
    const captionlint_run_options *options;
} taking;

static int take_picture(const captionlint_picture *picture, void *user)
{
    const taking *to = user;
    captionlint_job *job = to->job;
    captionlint_told *told = add_told(job);
    size_t before = job->text.len;
    if (told == NULL) {
        return 1;
    }
    put_id(job, told, picture->record.id);
    told->entry = entry_of(picture);
    put_facts(job, picture);
    if (to->options->report != NULL) {
        captionlint_report_render(to->options->report, picture, &job->text);
    }
    told->text_len = job->text.len - before;
    if (to->options->baseline != NULL) {
        captionlint_baseline_lines(picture, &job->found);
    }
    if (to->options->map != NULL) {
        told->mapped = to->options->map(picture, to->options->user);
    }
    job->holds = picture->holds;
    job->keep = !told->entry.incomplete && !picture->hangs_on_others;
    if (job->text.failed || job->ids.failed || job->facts.failed || job->found.failed) {
        job->told_count--;
        return 1;
    }
    return 0;
}

/* --- doing it --- */

static cl_status do_lines(const captionlint_task *task, const captionlint_job *job)
{
    cl_span bytes = cl_out_span(&job->bytes);
    for (size_t i = 0; i < job->line_count; i++) {
        captionlint_line line = job->lines[i].line;
        line.text = cl_span_sub(bytes, job->lines[i].at, line.text.len);
        CL_TRY(captionlint_check_line(task, &line));
    }
    return CL_OK;
}

static void read_input(captionlint_job *job, captionlint_hand *hand)
{
    cl_error error = {0};
    taking to = {job, &hand->purpose->options};
    const captionlint_task task = {.worker = &hand->worker,
                                   .input = &job->input,
                                   .now = job->now,
                                   .each = take_picture,
                                   .user = &to,
                                   .error = &error};
    cl_status status = job->line_count > 0 ? do_lines(&task, job) : captionlint_check_input(&task);
    if (status != CL_OK) {
        /* Only memory stops the telling of a picture. */
        captionlint_job_fail(job, status == CL_STOPPED ? CL_NO_MEMORY : status, &error);
    }
}

/* False when the picture must be read. */
static bool take_cached(captionlint_job *job, captionlint_hand *hand)
{
    captionlint_cache_found found = {.facts = &job->facts, .text = &job->text};
    if (!captionlint_cache_find(hand->reader, &job->key, job->now, &found)) {
        cl_out_clear(&job->facts);
        cl_out_clear(&job->text);
        return false;
    }
    captionlint_told *told = add_told(job);
    if (told != NULL) {
        put_id(job, told, CL_EMPTY_SPAN);
        told->entry = found.entry;
        told->text_len = job->text.len;
    }
    job->cached = told != NULL && !job->ids.failed;
    job->told_count = job->cached ? 1 : 0;
    return job->cached;
}

void captionlint_job_do(captionlint_job *job, captionlint_hand *hand)
{
    if (job->status != CL_OK) {
        return;
    }
    bool cacheable = hand->reader != NULL && job->line_count == 0 && job->input.bytes == NULL &&
                     captionlint_cache_key_of(hand->purpose->recipe, &job->input, &job->key);
    if (cacheable && take_cached(job, hand)) {
        return;
    }
    read_input(job, hand);
    captionlint_cache_key after;
    job->keep = job->keep && cacheable && job->status == CL_OK && !job->key.young &&
                job->told_count == 1 &&
                captionlint_cache_key_of(hand->purpose->recipe, &job->input, &after) &&
                captionlint_cache_key_equal(&job->key, &after);
}

/* --- memory --- */

size_t captionlint_job_size(const captionlint_job *job)
{
    return job->bytes.len + job->text.len + job->ids.len + job->facts.len + job->found.len;
}

static void clear_out(cl_out *out)
{
    cl_out_clear(out);
    if (out->failed || out->capacity > CL_RUN_KEPT) {
        cl_out_free(out);
    }
}

void captionlint_job_clear(captionlint_job *job, const captionlint_run_options *options)
{
    for (size_t i = 0; i < job->told_count && options->drop != NULL; i++) {
        if (job->told[i].mapped != NULL) {
            options->drop(job->told[i].mapped);
        }
    }
    clear_out(&job->path);
    clear_out(&job->bytes);
    clear_out(&job->ids);
    clear_out(&job->facts);
    clear_out(&job->found);
    clear_out(&job->text);
    clear_out(&job->message);
    *job = (captionlint_job){.path = job->path,
                             .bytes = job->bytes,
                             .ids = job->ids,
                             .facts = job->facts,
                             .found = job->found,
                             .text = job->text,
                             .message = job->message,
                             .lines = job->lines,
                             .line_capacity = job->line_capacity,
                             .told = job->told,
                             .told_capacity = job->told_capacity};
}

void captionlint_job_free(captionlint_job *job)
{
    cl_out_free(&job->path);
    cl_out_free(&job->bytes);
    cl_out_free(&job->ids);
    cl_out_free(&job->facts);
    cl_out_free(&job->found);
    cl_out_free(&job->text);
    cl_out_free(&job->message);
    free(job->lines);
    free(job->told);
}
