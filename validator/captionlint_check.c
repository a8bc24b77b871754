/* One input through the stages: bytes -> blocks -> fields -> record -> judgements. */
#define _POSIX_C_SOURCE 200809L

#include "base/text.h"
#include "captionlint_exceptions.h"
#include "captionlint_work.h"
#include "check/finding_id.h"
#include "metadata/metadata.h"
#include "metadata/shrink.h"

/* What one picture is read from: a source of some kind, or a line. */
typedef struct origin {
    cl_source *source;
    captionlint_input_kind kind;
    const captionlint_line *line;
} origin;

/* --- the worker --- */

/* The editions to judge for; "any", which states nothing, when there is none. */
static cl_status choose_editions(captionlint_worker *worker)
{
    const captionlint *lint = worker->lint;
    size_t count = lint->editions.items.count;
    captionlint_judged *chosen = cl_arena_alloc(worker->own, count + 1, sizeof *chosen);
    if (chosen == NULL) {
        return cl_arena_status(worker->own);
    }
    for (size_t i = 0; i < count; i++) {
        if (lint->selected_count == 0 || lint->selected[i]) {
            chosen[worker->edition_count++].edition =
                *CL_ARRAY_AT(&lint->editions.items, cl_edition, i);
        }
    }
    if (count == 0) {
        chosen[worker->edition_count++].edition = (cl_edition){.name = CL_SPAN("any"),
                                                               .policies = lint->editions.policies,
                                                               .profile = lint->editions.profile};
    }
    for (size_t i = 0; i < worker->edition_count; i++) {
        chosen[i].is_now = !chosen[i].edition.at.known;
    }
    worker->editions = chosen;
    return CL_OK;
}

cl_status captionlint_worker_begin(captionlint_worker *worker, const captionlint *lint)
{
    *worker = (captionlint_worker){.lint = lint,
                                   .own = cl_arena_new(CL_ARENA_PICTURE_MAX),
                                   .input = cl_arena_new(CL_ARENA_PICTURE_MAX),
                                   .picture = cl_arena_new(CL_ARENA_PICTURE_MAX),
                                   .state = cl_reader_state_new(lint->rules)};
    if (worker->own == NULL || worker->input == NULL || worker->picture == NULL ||
        worker->state == NULL) {
        return CL_NO_MEMORY;
    }
    return choose_editions(worker);
}

void captionlint_worker_end(captionlint_worker *worker)
{
    cl_reader_state_free(worker->state);
    cl_arena_free(worker->own);
    cl_arena_free(worker->input);
    cl_arena_free(worker->picture);
}

cl_moment captionlint_moment(time_t seconds)
{
    struct tm utc;
    if (gmtime_r(&seconds, &utc) == NULL) {
        return (cl_moment){0};
    }
    return (cl_moment){.known = true,
                       .year = utc.tm_year + 1900,
                       .month = utc.tm_mon + 1,
                       .day = utc.tm_mday,
                       .has_time = true,
                       .hour = utc.tm_hour,
                       .minute = utc.tm_min,
                       .has_zone = true};
}

static void set_time(captionlint_worker *worker, time_t now)
{
    cl_moment moment = captionlint_moment(now);
    for (size_t i = 0; i < worker->edition_count; i++) {
        if (worker->editions[i].is_now) {
            worker->editions[i].edition.at = moment;
        }
    }
}

/* --- one picture --- */

static cl_status report_shrunk(cl_record *record, uint64_t offset)
{
    return cl_damage_report(&record->findings, CL_DAMAGE_TRUNCATED, offset,
                            "the file became shorter while it was read");
}

static bool is_blank(cl_span text)
{
    size_t at = 0;
    uint32_t code;
    while (cl_utf8_next(text, &at, &code)) {
        if (!cl_utf8_is_blank(code)) {
            return false;
        }
    }
    return true;
}

static bool says_something(const cl_fields *fields)
{
    size_t i = 0;
    while (i < fields->items.count &&
           is_blank(CL_ARRAY_AT(&fields->items, const cl_field, i)->value)) {
        i++;
    }
    return i < fields->items.count;
}

/* What says nothing at all is no proof that the picture is free. */
static cl_status report_blank(cl_record *record, const char *message)
{
    if (says_something(&record->fields) || record->findings.items.count > 0) {
        return CL_OK;
    }
    return cl_damage_report(&record->findings, CL_DAMAGE_EMPTY, 0, "%s", message);
}

static cl_status read_text(cl_source *source, cl_record *record)
{
    uint64_t size = cl_source_size(source);
    record->format = CL_SPAN("text");
    if (size > CL_TEXT_FILE_MAX) {
        return cl_damage_report(&record->findings, CL_DAMAGE_LIMIT, 0,
                                "a text of %llu bytes; at most %u are read",
                                (unsigned long long)size, CL_TEXT_FILE_MAX);
    }
    cl_span bytes = CL_EMPTY_SPAN;
    cl_status status = cl_source_take(source, 0, (size_t)size, &bytes);
    if (status == CL_TRUNCATED) {
        status = report_shrunk(record, bytes.len);
    }
    CL_TRY(status);
    CL_TRY(cl_text_read(bytes, &record->fields));
    return report_blank(record, "the text holds nothing but white space");
}

static cl_status read_picture(const captionlint_task *task, cl_source *source, cl_record *record)
{
    const char *format = "";
    CL_TRY(cl_picture_read(source, record->path, &record->fields, &format));
    record->format = cl_span_of(format);
    cl_thumbnail *thumbnail = &record->fields.thumbnail;
    bool wanted = task->input->thumbnails != 0 && thumbnail->jpeg.len == 0;
    return wanted ? cl_shrink(source, record->arena, thumbnail) : CL_OK;
}

static cl_status read_line(const captionlint_line *line, cl_record *record)
{
    record->format = CL_SPAN("record");
    record->line = line->number;
    record->id = cl_arena_format(record->arena, "line %zu", line->number);
    if (line->too_long) {
        return cl_damage_report(&record->findings, CL_DAMAGE_LIMIT, line->offset,
                                "line %zu is longer than %u bytes", line->number,
                                CL_RECORD_LINE_MAX);
    }
    if (line->shrunk) {
        return report_shrunk(record, line->offset);
    }
    if (line->text.len == 0) {
        return cl_damage_report(&record->findings, CL_DAMAGE_EMPTY, 0, "there is no record in it");
    }
    cl_span id = CL_EMPTY_SPAN;
    CL_TRY(cl_record_read(line->text, line->number, &record->fields, &id));
    if (id.len > 0) {
        record->id = id;
    }
    return report_blank(record, "the record has no field with a text");
}

static cl_status is_empty(cl_source *source, bool *out)
{
    cl_span first;
    CL_TRY(cl_source_peek_some(source, 0, 1, &first));
    *out = first.len == 0;
    return CL_OK;
}

static cl_status read_file(const captionlint_task *task, const origin *from,
                           captionlint_picture *picture)
{
    cl_record *record = &picture->record;
    bool empty;
    CL_TRY(is_empty(from->source, &empty));
    if (empty) {
        CL_TRY(cl_damage_report(&record->findings, CL_DAMAGE_EMPTY, 0, "the input is empty"));
    } else if (from->kind == CAPTIONLINT_INPUT_TEXT) {
        return read_text(from->source, record);
    } else if (from->kind == CAPTIONLINT_INPUT_WAIVERS) {
        return captionlint_read_waivers(task->worker->lint, from->source, record);
    } else {
        CL_TRY(read_picture(task, from->source, record));
    }
    if (task->input->bytes != NULL) {
        return captionlint_read_given_sidecars(record, task->input);
    }
    return cl_span_equal(record->format, CL_SPAN("XMP"))
               ? CL_OK
               : captionlint_read_sidecars(record, task->input, task->draft,
                                           &picture->hangs_on_others);
}

static cl_status start_picture(const captionlint_task *task, cl_arena *arena,
                               captionlint_picture *picture)
{
    const captionlint *lint = task->worker->lint;
    *picture = (captionlint_picture){.rules = lint->rules,
                                     .shown = lint->editions.policies.shown,
                                     .holds = {INT64_MIN, INT64_MAX}};
    cl_record *record = &picture->record;
    const char *path = task->input->path == NULL ? "-" : task->input->path;
    cl_record_init(record, arena);
    record->fields.charset = lint->editions.charset;
    return cl_arena_copy(arena, cl_span_of(path), &record->path);
}

static void narrow(cl_period *period, const cl_period *other)
{
    period->from = other->from > period->from ? other->from : period->from;
    period->to = other->to < period->to ? other->to : period->to;
}

/* Whether the input asks for this edition. */
static bool is_wanted(const captionlint_input *input, cl_span edition)
{
    for (size_t i = 0; i < input->edition_count; i++) {
        if (cl_span_equal(edition, cl_span_of(input->editions[i]))) {
            return true;
        }
    }
    return input->edition_count == 0;
}

static cl_status judge_editions(const captionlint_task *task, captionlint_picture *picture)
{
    const captionlint_worker *worker = task->worker;
    cl_arena *arena = picture->record.arena;
    picture->judgements = cl_arena_alloc(arena, worker->edition_count, sizeof *picture->judgements);
    if (picture->judgements == NULL) {
        return cl_arena_status(arena);
    }
    for (size_t i = 0; i < worker->edition_count; i++) {
        const captionlint_judged *judged = &worker->editions[i];
        if (!is_wanted(task->input, judged->edition.name)) {
            continue;
        }
        cl_judgement *judgement = &picture->judgements[picture->judgement_count];
        CL_TRY(cl_check_run(picture->rules, &picture->record, &judged->edition, judgement));
        picture->judgement_count++;
        if (judged->is_now) {
            narrow(&picture->holds, &judgement->holds);
        }
    }
    return CL_OK;
}

/* `from` is NULL where nothing of the picture was kept. */
static cl_status judge(const captionlint_task *task, const origin *from,
                       captionlint_picture *picture)
{
    const captionlint *lint = task->worker->lint;
    if (task->input->extract_only == 0) {
        const captionlint_bytes bytes = {.source = from == NULL ? NULL : from->source,
                                         .line = from == NULL ? NULL : from->line};
        CL_TRY(judge_editions(task, picture));
        CL_TRY(captionlint_apply_waivers(lint, &bytes, task->now, picture));
        CL_TRY(task->digest && from != NULL ? captionlint_digest(&bytes, picture->digest) : CL_OK);
    }
    CL_TRY(cl_findings_identify(&picture->record, picture->judgements, picture->judgement_count));
    captionlint_apply_baseline(lint, picture);
    return CL_OK;
}

static cl_status tell(const captionlint_task *task, const captionlint_picture *picture)
{
    return task->each(picture, task->user) == 0 ? CL_OK : CL_STOPPED;
}

static cl_status read_and_judge(const captionlint_task *task, const origin *from,
                                captionlint_picture *picture)
{
    cl_record *record = &picture->record;
    CL_TRY(from->line != NULL ? read_line(from->line, record) : read_file(task, from, picture));
    const cl_field *language = cl_fields_first(&record->fields, CL_LANGUAGE);
    record->language = language == NULL ? CL_SPAN("") : language->value;
    CL_TRY(cl_reading_run(task->worker->state, record));
    return judge(task, from, picture);
}

/* A picture that wants more memory than it may have is told as such, with nothing half-read. */
static cl_status tell_too_large(const captionlint_task *task, const cl_record *unread)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    if (arena == NULL) {
        return CL_NO_MEMORY;
    }
    captionlint_picture picture;
    cl_status status = start_picture(task, arena, &picture);
    picture.record.id = unread->id;
    picture.record.line = unread->line;
    if (status == CL_OK) {
        status = cl_damage_report(&picture.record.findings, CL_DAMAGE_LIMIT, 0,
                                  "reading it needs more than %u MiB of memory",
                                  CL_ARENA_PICTURE_MAX / (1024u * 1024u));
    }
    if (status == CL_OK) {
        status = judge(task, NULL, &picture);
    }
    if (status == CL_OK) {
        status = tell(task, &picture);
    }
    cl_arena_free(arena);
    return status;
}

/* Everything of the picture lives in `arena`. */
static cl_status check_one(const captionlint_task *task, cl_arena *arena, const origin *from)
{
    captionlint_picture picture;
    cl_status status = start_picture(task, arena, &picture);
    if (status == CL_OK) {
        status = read_and_judge(task, from, &picture);
    }
    if (status == CL_LIMIT) {
        return tell_too_large(task, &picture.record);
    }
    return status == CL_OK ? tell(task, &picture) : status;
}

cl_status captionlint_check_line(const captionlint_task *task, const captionlint_line *line)
{
    captionlint_worker *worker = task->worker;
    const origin from = {.kind = CAPTIONLINT_INPUT_RECORDS, .line = line};
    set_time(worker, task->now);
    cl_arena_reset(worker->picture);
    return check_one(task, worker->picture, &from);
}

/* --- one input --- */

static bool has_extension(cl_span path, cl_span extension)
{
    return path.len > extension.len &&
           cl_span_equal_nocase(cl_span_from(path, path.len - extension.len), extension);
}

static bool is_named_records(cl_span path)
{
    return has_extension(path, CL_SPAN(".ndjson")) || has_extension(path, CL_SPAN(".jsonl"));
}

/* Bytes that came from nowhere in particular: standard input. */
static bool is_unnamed(const captionlint_input *input)
{
    cl_span path = cl_span_of(input->path);
    return input->bytes != NULL && (path.len == 0 || cl_span_equal(path, CL_SPAN("-")));
}

bool captionlint_may_be_records(const captionlint_input *input)
{
    return input->kind == CAPTIONLINT_INPUT_RECORDS ||
           (input->kind == CAPTIONLINT_INPUT_AUTO &&
            (is_unnamed(input) || is_named_records(cl_span_of(input->path))));
}

static captionlint_input_kind kind_by_head(const captionlint_input *input, cl_span head)
{
    cl_span path = cl_span_of(input->path);
    if (cl_format_of(head) != NULL) {
        return CAPTIONLINT_INPUT_PICTURE;
    }
    if (has_extension(path, CL_SPAN(".txt"))) {
        return CAPTIONLINT_INPUT_TEXT;
    }
    if (is_named_records(path)) {
        return CAPTIONLINT_INPUT_RECORDS;
    }
    if (!is_unnamed(input) || cl_span_find_byte(head, '\0') < head.len) {
        return CAPTIONLINT_INPUT_PICTURE;
    }
    return cl_span_starts(cl_span_trim(head), CL_SPAN("{")) ? CAPTIONLINT_INPUT_RECORDS
                                                            : CAPTIONLINT_INPUT_TEXT;
}

cl_status captionlint_kind_of(const captionlint_input *input, cl_source *source,
                              captionlint_input_kind *out)
{
    cl_span head;
    *out = input->kind;
    if (input->kind != CAPTIONLINT_INPUT_AUTO) {
        return CL_OK;
    }
    CL_TRY(cl_source_peek_some(source, 0, CL_FORMAT_HEAD, &head));
    *out = kind_by_head(input, head);
    return CL_OK;
}

static cl_status check_lines(const captionlint_task *task, captionlint_lines *lines)
{
    captionlint_line line;
    bool more;
    CL_TRY(captionlint_lines_next(lines, &line, &more));
    while (more) {
        CL_TRY(captionlint_check_line(task, &line));
        CL_TRY(captionlint_lines_next(lines, &line, &more));
    }
    return CL_OK;
}

static cl_status check_records(const captionlint_task *task, cl_source *source)
{
    captionlint_lines lines = captionlint_lines_of(task->input, source);
    cl_status status = check_lines(task, &lines);
    captionlint_lines_end(&lines);
    return status;
}

static cl_status check_source(const captionlint_task *task, cl_source *source)
{
    origin from = {.source = source};
    CL_TRY(captionlint_kind_of(task->input, source, &from.kind));
    if (from.kind == CAPTIONLINT_INPUT_RECORDS) {
        return check_records(task, source);
    }
    set_time(task->worker, task->now);
    return check_one(task, task->worker->input, &from);
}

cl_status captionlint_open_input(const captionlint_input *input, cl_arena *arena, cl_source **out,
                                 cl_error *error)
{
    if (input->path == NULL && input->bytes == NULL) {
        return cl_error_set(error, CL_BAD_CONFIG,
                            "an input without a path and without bytes; give one of them");
    }
    if (input->bytes != NULL) {
        return cl_source_of(arena, (cl_span){input->bytes, input->len}, out);
    }
    return input->no_links != 0 ? cl_source_open_plain(arena, input->path, out, error)
                                : cl_source_open(arena, input->path, out, error);
}

/* A file that cannot be read, as a picture of which nothing is known. */
static cl_status tell_unreadable(const captionlint_task *task)
{
    cl_arena *arena = task->worker->picture;
    captionlint_picture picture;
    cl_arena_reset(arena);
    set_time(task->worker, task->now);
    CL_TRY(start_picture(task, arena, &picture));
    CL_TRY(cl_damage_report(&picture.record.findings, CL_DAMAGE_UNREADABLE, 0, "%s",
                            "cannot be read"));
    CL_TRY(judge(task, NULL, &picture));
    return tell(task, &picture);
}

static cl_status check_opened(const captionlint_task *task, cl_source *source)
{
    const captionlint_input *input = task->input;
    cl_status status = check_source(task, source);
    cl_source_close(source);
    if (status == CL_UNREADABLE) {
        (void)cl_error_set(task->error, status, "%s: cannot be read; check the file and its disk",
                           input->path == NULL ? "-" : input->path);
    }
    return status;
}

cl_status captionlint_check_input(const captionlint_task *task)
{
    const captionlint_input *input = task->input;
    cl_source *source = NULL;
    cl_arena_reset(task->worker->input);
    cl_status status = captionlint_open_input(input, task->worker->input, &source, task->error);
    if (status == CL_OK) {
        status = check_opened(task, source);
    }
    return status == CL_UNREADABLE && input->tell_unreadable != 0 ? tell_unreadable(task) : status;
}

/* Every edition that the input asks for is one of the worker's. */
static cl_status know_editions(const captionlint_task *task)
{
    const captionlint_input *input = task->input;
    const captionlint_worker *worker = task->worker;
    for (size_t i = 0; i < input->edition_count; i++) {
        cl_span name = cl_span_of(input->editions[i]);
        size_t at = 0;
        while (at < worker->edition_count &&
               !cl_span_equal(worker->editions[at].edition.name, name)) {
            at++;
        }
        if (at == worker->edition_count) {
            return cl_error_set(task->error, CL_BAD_CONFIG,
                                "no edition named \"%.*s\" is judged for; ask for one that is",
                                CL_SPAN_PRINT(name));
        }
    }
    return CL_OK;
}

captionlint_status captionlint_check(const captionlint *lint, const captionlint_input *input,
                                     captionlint_picture_fn each, void *user,
                                     captionlint_error *error)
{
    cl_error cause = {0};
    captionlint_worker worker;
    const captionlint_task task = {.worker = &worker,
                                   .input = input,
                                   .now = time(NULL),
                                   .each = each,
                                   .user = user,
                                   .error = &cause};
    cl_status status = captionlint_worker_begin(&worker, lint);
    if (status == CL_OK) {
        status = know_editions(&task);
    }
    if (status == CL_OK) {
        status = captionlint_check_input(&task);
    }
    captionlint_worker_end(&worker);
    return captionlint_fail(error, &cause, status);
}
