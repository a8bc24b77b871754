/* Reads everything twice: with rules out of the cache and with the filter that leaves out what
 * cannot match, and with rules just loaded and every pattern tried. The records must be the same,
 * byte for byte.
 *
 * usage: differential [--part I/N] CACHE RULES FILE...
 *        CACHE is a folder for compiled rules
 *        FILE is an .ndjson or .jsonl of records, or a picture; of them only every N-th record and
 *        picture, counted from I, so that several processes can share the work */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "bench.h"
#include "ruleset/cache.h"

typedef struct side {
    cl_ruleset *rules;
    cl_reader_state *state;
    cl_arena *arena;
    cl_out out;
} side;

typedef struct run {
    side with;
    side without;
    size_t part;
    size_t parts;
    size_t seen;
    size_t compared;
} run;

/* Twice, so that the second time they come from what the first one left. */
static cl_ruleset *cached_rules(const char *cache, const char *rules)
{
    const cl_cache how = {
        .folder = cache, .program = CL_SPAN("differential"), .build = CL_SPAN("0")};
    cl_ruleset *opened = NULL;
    for (int time = 0; time < 2; time++) {
        cl_error error = {0};
        cl_ruleset_free(opened);
        bench_must(cl_ruleset_open(rules, &how, &opened, &error), rules);
    }
    return opened;
}

static void start_side(side *one, cl_ruleset *rules)
{
    one->rules = rules;
    one->state = cl_reader_state_new(one->rules);
    one->arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    bench_must(one->state == NULL || one->arena == NULL ? CL_NO_MEMORY : CL_OK, "a side");
}

static void end_side(side *one)
{
    cl_reader_state_free(one->state);
    cl_arena_free(one->arena);
    cl_ruleset_free(one->rules);
    cl_out_free(&one->out);
}

/* A record, or the picture of that path. A status that is no CL_OK is part of what is compared. */
static void read_side(side *one, const char *path, cl_span line)
{
    cl_record record;
    cl_status status = line.len > 0 ? bench_take_line(&record, one->arena, line)
                                    : bench_take_picture(&record, one->arena, path);
    if (status == CL_OK) {
        status = cl_reading_run(one->state, &record);
    }
    cl_out_clear(&one->out);
    cl_out_format(&one->out, "status %d\n", (int)status);
    if (status == CL_OK) {
        bench_print(one->rules, &record, NULL, &one->out);
    }
    bench_must(one->out.failed ? CL_NO_MEMORY : CL_OK, path);
}

static void compare(run *work, const char *path, cl_span line)
{
    if (work->seen++ % work->parts != work->part) {
        return;
    }
    read_side(&work->with, path, line);
    read_side(&work->without, path, line);
    work->compared++;
    if (!cl_span_equal(cl_out_span(&work->with.out), cl_out_span(&work->without.out))) {
        (void)fprintf(stderr, "%s: %.*s\nwith the filter: %.*swithout it: %.*s", path,
                      CL_SPAN_PRINT(line), CL_SPAN_PRINT(cl_out_span(&work->with.out)),
                      CL_SPAN_PRINT(cl_out_span(&work->without.out)));
        exit(1);
    }
}

static void compare_file(run *work, const char *path)
{
    cl_span name = cl_span_of(path);
    if (!cl_span_ends(name, CL_SPAN(".ndjson")) && !cl_span_ends(name, CL_SPAN(".jsonl"))) {
        compare(work, path, CL_EMPTY_SPAN);
        return;
    }
    cl_arena *arena = bench_arena();
    cl_array lines = {0};
    bench_lines(arena, path, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        compare(work, path, *CL_ARRAY_AT(&lines, cl_span, i));
    }
    cl_arena_free(arena);
}

int main(int argc, char *argv[])
{
    run work = {.parts = 1};
    int first = 1;
    if (argc > 2 && strcmp(argv[1], "--part") == 0) {
        char *end = NULL;
        work.part = strtoul(argv[2], &end, 10);
        work.parts = *end == '/' ? strtoul(end + 1, NULL, 10) : 0;
        first = 3;
    }
    if (argc < first + 3 || work.parts == 0) {
        return 2;
    }
    start_side(&work.with, cached_rules(argv[first], argv[first + 1]));
    start_side(&work.without, bench_rules(argv[first + 1]));
    cl_ruleset_try_all(work.without.rules);
    for (int i = first + 2; i < argc; i++) {
        compare_file(&work, argv[i]);
    }
    (void)printf("%zu records are the same with the filter and without\n", work.compared);
    end_side(&work.with);
    end_side(&work.without);
    return work.compared > 0 ? 0 : 2;
}
