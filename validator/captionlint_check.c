/* One input through the stages: bytes -> blocks -> fields -> record -> judgements. */
#define _POSIX_C_SOURCE 200809L

#include "captionlint_handle.h"

#include <time.h>

#include "base/out.h"
#include "caption/reading.h"
#include "metadata/metadata.h"

enum {
    LINE_STEP = 4096
};

typedef struct job {
    const captionlint *lint;
    const captionlint_input *input;
    captionlint_picture_fn each;
    void *user;
    cl_reader_state *state;
    cl_arena *arena; /* the editions as judged */
    const cl_edition *editions;
    size_t edition_count;
    cl_error *error;
} job;

/* What one picture is read from. */
typedef struct origin {
    cl_source *source;
    cl_span head;
    captionlint_input_kind kind;
    cl_span line; /* of a record */
    size_t line_number;
    uint64_t line_offset;
    bool too_long;
    bool shrunk; /* the file ends before its end: what stood there is gone */
} origin;

static cl_moment now(void)
{
    time_t seconds = time(NULL);
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

/* The editions to judge for, each with its time; "any", which states nothing, when there is none.
 */
static cl_status choose_editions(job *run)
{
    const captionlint *lint = run->lint;
    size_t count = lint->editions.items.count;
    cl_edition *chosen = cl_arena_alloc(run->arena, count + 1, sizeof *chosen);
    if (chosen == NULL) {
        return cl_arena_status(run->arena);
    }
    for (size_t i = 0; i < count; i++) {
        if (lint->selected_count == 0 || lint->selected[i]) {
            chosen[run->edition_count++] = *CL_ARRAY_AT(&lint->editions.items, cl_edition, i);
        }
    }
    if (count == 0) {
        chosen[run->edition_count++] = (cl_edition){.name = CL_SPAN("any"),
                                                    .policies = lint->editions.policies,
                                                    .profile = lint->editions.profile};
    }
    cl_moment moment = now();
    for (size_t i = 0; i < run->edition_count; i++) {
        if (!chosen[i].at.known) {
            chosen[i].at = moment;
        }
    }
    run->editions = chosen;
    return CL_OK;
}

static cl_status report_shrunk(cl_record *record, uint64_t offset)
{
    return cl_damage_report(&record->findings, CL_DAMAGE_TRUNCATED, offset,
                            "the file became shorter while it was read");
}

/* What says nothing at all is no proof that the picture is free. */
static cl_status report_blank(cl_record *record, const char *message)
{
    if (record->fields.items.count > 0 || record->findings.items.count > 0) {
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

static cl_status read_picture(cl_source *source, cl_span path, cl_record *record)
{
    const char *format = "";
    CL_TRY(cl_picture_read(source, path, &record->fields, &format));
    record->format = cl_span_of(format);
    return CL_OK;
}

static cl_status read_record_line(const origin *from, cl_record *record)
{
    record->format = CL_SPAN("record");
    record->id = cl_arena_format(record->arena, "line %zu", from->line_number);
    if (from->too_long) {
        return cl_damage_report(&record->findings, CL_DAMAGE_LIMIT, from->line_offset,
                                "line %zu is longer than %u bytes", from->line_number,
                                CL_RECORD_LINE_MAX);
    }
    if (from->shrunk) {
        return report_shrunk(record, from->line_offset);
    }
    if (from->line.len == 0) {
        return cl_damage_report(&record->findings, CL_DAMAGE_EMPTY, 0, "there is no record in it");
    }
    cl_span id = CL_EMPTY_SPAN;
    CL_TRY(cl_record_read(from->line, from->line_number, &record->fields, &id));
    if (id.len > 0) {
        record->id = id;
    }
    return report_blank(record, "the record has no field with a text");
}

static cl_status read_fields(const job *run, const origin *from, cl_record *record)
{
    if (from->kind == CAPTIONLINT_INPUT_RECORDS) {
        return read_record_line(from, record);
    }
    if (from->head.len == 0) {
        CL_TRY(cl_damage_report(&record->findings, CL_DAMAGE_EMPTY, 0, "the input is empty"));
    } else if (from->kind == CAPTIONLINT_INPUT_TEXT) {
        return read_text(from->source, record);
    } else {
        CL_TRY(read_picture(from->source, record->path, record));
    }
    bool alone = run->input->bytes != NULL || cl_span_equal(record->format, CL_SPAN("XMP"));
    return alone ? CL_OK : captionlint_read_sidecars(record);
}

static cl_status start_picture(const job *run, cl_arena *arena, captionlint_picture *picture)
{
    *picture = (captionlint_picture){.rules = run->lint->rules,
                                     .shown = run->lint->editions.policies.shown};
    cl_record *record = &picture->record;
    const char *path = run->input->path == NULL ? "-" : run->input->path;
    cl_record_init(record, arena);
    record->fields.charset = run->lint->editions.charset;
    return cl_arena_copy(arena, cl_span_of(path), &record->path);
}

static cl_status judge(const job *run, captionlint_picture *picture)
{
    if (run->input->extract_only != 0) {
        return CL_OK;
    }
    cl_arena *arena = picture->record.arena;
    picture->judgements = cl_arena_alloc(arena, run->edition_count, sizeof *picture->judgements);
    if (picture->judgements == NULL) {
        return cl_arena_status(arena);
    }
    for (size_t i = 0; i < run->edition_count; i++) {
        CL_TRY(cl_check_run(run->lint->rules, &picture->record, &run->editions[i],
                            &picture->judgements[i]));
        picture->judgement_count++;
    }
    return CL_OK;
}

static cl_status tell(const job *run, const captionlint_picture *picture)
{
    return run->each(picture, run->user) == 0 ? CL_OK : CL_STOPPED;
}

static cl_status read_and_judge(const job *run, const origin *from, captionlint_picture *picture)
{
    cl_record *record = &picture->record;
    CL_TRY(read_fields(run, from, record));
    const cl_field *language = cl_fields_first(&record->fields, CL_LANGUAGE);
    record->language = language == NULL ? CL_SPAN("") : language->value;
    CL_TRY(cl_reading_run(run->state, record));
    return judge(run, picture);
}

/* A picture that wants more memory than it may have is told as such, with nothing half-read. */
static cl_status tell_too_large(const job *run, cl_span id)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    if (arena == NULL) {
        return CL_NO_MEMORY;
    }
    captionlint_picture picture;
    cl_status status = start_picture(run, arena, &picture);
    picture.record.id = id;
    if (status == CL_OK) {
        status = cl_damage_report(&picture.record.findings, CL_DAMAGE_LIMIT, 0,
                                  "reading it needs more than %u MiB of memory",
                                  CL_ARENA_PICTURE_MAX / (1024u * 1024u));
    }
    if (status == CL_OK) {
        status = judge(run, &picture);
    }
    if (status == CL_OK) {
        status = tell(run, &picture);
    }
    cl_arena_free(arena);
    return status;
}

/* Everything of the picture lives in `arena`, which the caller frees. */
static cl_status check_one(const job *run, cl_arena *arena, const origin *from)
{
    captionlint_picture picture;
    cl_status status = start_picture(run, arena, &picture);
    if (status == CL_OK) {
        status = read_and_judge(run, from, &picture);
    }
    if (status == CL_LIMIT) {
        return tell_too_large(run, picture.record.id);
    }
    return status == CL_OK ? tell(run, &picture) : status;
}

static cl_status check_line(const job *run, const origin *from)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    if (arena == NULL) {
        return CL_NO_MEMORY;
    }
    cl_status status = check_one(run, arena, from);
    cl_arena_free(arena);
    return status;
}

/* The line at *at without its line feed; what goes beyond the cap is passed over. */
static cl_status read_line(cl_source *source, uint64_t *at, cl_out *line, bool *too_long)
{
    cl_out_clear(line);
    *too_long = false;
    for (bool ended = false; !ended;) {
        cl_span chunk;
        CL_TRY(cl_source_peek_some(source, *at, LINE_STEP, &chunk));
        size_t end = cl_span_find_byte(chunk, '\n');
        cl_span part = cl_span_sub(chunk, 0, end);
        *too_long = *too_long || part.len > CL_RECORD_LINE_MAX - line->len;
        if (!*too_long) {
            cl_out_put(line, part);
        }
        ended = chunk.len == 0 || end < chunk.len;
        *at += end < chunk.len ? end + 1 : end;
    }
    return line->failed ? CL_NO_MEMORY : CL_OK;
}

static cl_span without_mark(cl_span line)
{
    cl_span mark = CL_SPAN("\xEF\xBB\xBF");
    return cl_span_starts(line, mark) ? cl_span_from(line, mark.len) : line;
}

static cl_status check_lines(const job *run, origin *from, cl_out *line)
{
    uint64_t at = 0;
    size_t records = 0;
    while (at < cl_source_size(from->source)) {
        from->line_offset = at;
        from->line_number++;
        CL_TRY(read_line(from->source, &at, line, &from->too_long));
        from->line = cl_out_span(line);
        if (from->line_offset == 0) {
            from->line = without_mark(from->line);
        }
        from->line = cl_span_trim(from->line);
        /* A file that shrinks while it is read must not keep us here. */
        from->shrunk = at == from->line_offset;
        if (from->line.len > 0 || from->too_long || from->shrunk) {
            records++;
            CL_TRY(check_line(run, from));
        }
        if (from->shrunk) {
            break;
        }
    }
    if (records == 0) {
        from->line = CL_EMPTY_SPAN;
        from->line_number = 1;
        return check_line(run, from);
    }
    return CL_OK;
}

static cl_status check_records(const job *run, origin *from)
{
    cl_out line = {0};
    cl_status status = check_lines(run, from, &line);
    cl_out_free(&line);
    return status;
}

static bool has_extension(cl_span path, cl_span extension)
{
    return path.len > extension.len &&
           cl_span_equal_nocase(cl_span_from(path, path.len - extension.len), extension);
}

static captionlint_input_kind kind_of(const captionlint_input *input, cl_span head)
{
    if (input->kind != CAPTIONLINT_INPUT_AUTO) {
        return input->kind;
    }
    if (cl_format_of(head) != NULL) {
        return CAPTIONLINT_INPUT_PICTURE;
    }
    cl_span path = cl_span_of(input->path);
    if (has_extension(path, CL_SPAN(".txt"))) {
        return CAPTIONLINT_INPUT_TEXT;
    }
    if (has_extension(path, CL_SPAN(".ndjson")) || has_extension(path, CL_SPAN(".jsonl"))) {
        return CAPTIONLINT_INPUT_RECORDS;
    }
    bool unnamed = input->bytes != NULL && (path.len == 0 || cl_span_equal(path, CL_SPAN("-")));
    if (!unnamed || cl_span_find_byte(head, '\0') < head.len) {
        return CAPTIONLINT_INPUT_PICTURE;
    }
    return cl_span_starts(cl_span_trim(head), CL_SPAN("{")) ? CAPTIONLINT_INPUT_RECORDS
                                                            : CAPTIONLINT_INPUT_TEXT;
}

static cl_status check_source(const job *run, cl_arena *arena, cl_source *source)
{
    origin from = {.source = source};
    uint8_t kept[CL_FORMAT_HEAD];
    cl_span head;
    CL_TRY(cl_source_peek_some(source, 0, CL_FORMAT_HEAD, &head));
    /* A copy: what is peeked at lives until the next peek. */
    for (size_t i = 0; i < head.len; i++) {
        kept[i] = head.data[i];
    }
    from.head = (cl_span){kept, head.len};
    from.kind = kind_of(run->input, from.head);
    if (from.kind == CAPTIONLINT_INPUT_RECORDS) {
        return check_records(run, &from);
    }
    return check_one(run, arena, &from);
}

static cl_status check_input(const job *run)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    if (arena == NULL) {
        return CL_NO_MEMORY;
    }
    const captionlint_input *input = run->input;
    cl_source *source = NULL;
    cl_status status = input->bytes != NULL
                           ? cl_source_of(arena, (cl_span){input->bytes, input->len}, &source)
                           : cl_source_open(arena, input->path, &source, run->error);
    if (status == CL_OK) {
        status = check_source(run, arena, source);
        cl_source_close(source);
    }
    if (status == CL_UNREADABLE) {
        (void)cl_error_set(run->error, status, "%s: cannot be read; check the file and its disk",
                           input->path == NULL ? "-" : input->path);
    }
    cl_arena_free(arena);
    return status;
}

static cl_status start(job *run)
{
    if (run->input->path == NULL && run->input->bytes == NULL) {
        return cl_error_set(run->error, CL_BAD_CONFIG,
                            "an input without a path and without bytes; give one of them");
    }
    run->arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    run->state = cl_reader_state_new(run->lint->rules);
    if (run->arena == NULL || run->state == NULL) {
        return CL_NO_MEMORY;
    }
    return choose_editions(run);
}

captionlint_status captionlint_check(const captionlint *lint, const captionlint_input *input,
                                     captionlint_picture_fn each, void *user,
                                     captionlint_error *error)
{
    cl_error cause = {0};
    job run = {.lint = lint, .input = input, .each = each, .user = user, .error = &cause};
    cl_status status = start(&run);
    if (status == CL_OK) {
        status = check_input(&run);
    }
    cl_reader_state_free(run.state);
    cl_arena_free(run.arena);
    return captionlint_fail(error, &cause, status);
}
