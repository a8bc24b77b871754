#define _POSIX_C_SOURCE 200809L

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/limits.h"
#include "base/source.h"
#include "metadata/metadata.h"
#include "report/record_json.h"

enum {
    FILE_MAX = 512 * 1024 * 1024
};

void bench_must(cl_status status, const char *what)
{
    if (status != CL_OK) {
        (void)fprintf(stderr, "%s: status %d\n", what, (int)status);
        exit(2);
    }
}

double bench_now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

void bench_tell(const char *what, size_t count, double seconds)
{
    (void)printf("%s\t%zu\t%.9f\n", what, count, seconds);
    (void)fflush(stdout);
}

cl_ruleset *bench_rules(const char *folder)
{
    cl_error error = {0};
    cl_ruleset *rules = NULL;
    if (cl_ruleset_load(folder, &rules, &error) != CL_OK) {
        (void)fprintf(stderr, "%s\n", error.message);
        exit(2);
    }
    return rules;
}

cl_arena *bench_arena(void)
{
    cl_arena *arena = cl_arena_new(2 * (size_t)FILE_MAX);
    bench_must(arena == NULL ? CL_NO_MEMORY : CL_OK, "an arena");
    return arena;
}

void bench_lines(cl_arena *arena, const char *path, cl_array *out)
{
    cl_span rest;
    cl_span line;
    cl_error error = {0};
    bench_must(cl_source_read_file(arena, path, FILE_MAX, &rest, &error), path);
    while (cl_span_next(&rest, '\n', &line)) {
        if (line.len > 0) {
            cl_span *added = cl_array_add(out, arena, sizeof *added, SIZE_MAX);
            bench_must(added == NULL ? CL_NO_MEMORY : CL_OK, path);
            *added = line;
        }
    }
}

cl_status bench_take_line(cl_record *record, cl_arena *arena, cl_span line)
{
    cl_arena_reset(arena);
    cl_record_init(record, arena);
    record->path = CL_SPAN("-");
    record->format = CL_SPAN("record");
    return cl_record_read(line, 1, &record->fields, &record->id);
}

cl_status bench_take_picture(cl_record *record, cl_arena *arena, const char *path)
{
    cl_source *source = NULL;
    cl_error error = {0};
    const char *format = "";
    cl_arena_reset(arena);
    cl_record_init(record, arena);
    record->path = cl_span_of(path);
    CL_TRY(cl_source_open(arena, path, &source, &error));
    cl_status status = cl_picture_read(source, record->path, &record->fields, &format);
    cl_source_close(source);
    record->format = cl_span_of(format);
    return status;
}

cl_status bench_judge(const cl_ruleset *rules, const cl_record *record, cl_judgement *out)
{
    static const cl_edition any = {
        .name = {(const uint8_t *)"any", 3},
        .at = {.known = true, .year = 2026, .month = 11, .day = 22, .has_time = true, .hour = 12},
    };
    return cl_check_run(rules, record, &any, out);
}

void bench_print(const cl_ruleset *rules, const cl_record *record, const cl_judgement *judgement,
                 cl_out *out)
{
    const cl_report_options options = {.extract = judgement == NULL};
    const cl_report_item item = {.rules = rules,
                                 .record = record,
                                 .judgements = judgement,
                                 .judgement_count = judgement == NULL ? 0 : 1};
    cl_json json = {.out = out};
    cl_record_json(&json, &options, &item);
    cl_out_byte(out, '\n');
}
