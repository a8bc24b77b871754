/* What reading pictures costs: over and over all of them at the floor (open, read 64 KiB, close),
 * then their metadata alone, then the whole job with each of its parts timed.
 *
 * usage: bench_pictures RULES LIST ROUNDS      LIST: a file of paths, one a line */
#define _POSIX_C_SOURCE 200809L

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "bench.h"

typedef enum part {
    PART_METADATA,
    PART_RULES,
    PART_JUDGING,
    PART_OUTPUT,
    PART_COUNT
} part;

static const char *const part_names[PART_COUNT] = {"part metadata", "part rules", "part judging",
                                                   "part output"};

typedef struct bench {
    cl_ruleset *rules;
    cl_reader_state *state;
    cl_arena *arena;
    const char **paths; /* NUL-terminated */
    size_t count;
    cl_out out;
    FILE *sink;
    double parts[PART_COUNT];
} bench;

static void read_paths(const char *list, bench *work)
{
    cl_arena *arena = bench_arena();
    cl_array lines = {0};
    bench_lines(arena, list, &lines);
    work->paths = cl_arena_alloc(arena, lines.count + 1, sizeof *work->paths);
    bench_must(cl_arena_status(arena), list);
    for (size_t i = 0; i < lines.count; i++) {
        cl_span copy;
        bench_must(cl_arena_copy(arena, *CL_ARRAY_AT(&lines, cl_span, i), &copy), list);
        work->paths[i] = (const char *)copy.data;
    }
    work->count = lines.count;
}

static void run_floor(const bench *work)
{
    static char window[64 * 1024];
    double start = bench_now();
    for (size_t i = 0; i < work->count; i++) {
        int file = open(work->paths[i], O_RDONLY | O_CLOEXEC);
        if (file < 0 || pread(file, window, sizeof window, 0) < 0) {
            bench_must(CL_UNREADABLE, work->paths[i]);
        }
        (void)close(file);
    }
    bench_tell("floor", work->count, bench_now() - start);
}

static void run_metadata(const bench *work)
{
    cl_record record;
    double start = bench_now();
    for (size_t i = 0; i < work->count; i++) {
        bench_must(bench_take_picture(&record, work->arena, work->paths[i]), work->paths[i]);
    }
    bench_tell("metadata", work->count, bench_now() - start);
}

static void end_part(bench *work, part which, double *start)
{
    double end = bench_now();
    work->parts[which] += end - *start;
    *start = end;
}

static void run_one(bench *work, const char *path)
{
    cl_record record;
    cl_judgement judgement;
    double start = bench_now();
    bench_must(bench_take_picture(&record, work->arena, path), path);
    end_part(work, PART_METADATA, &start);
    bench_must(cl_reading_run(work->state, &record), path);
    end_part(work, PART_RULES, &start);
    bench_must(bench_judge(work->rules, &record, &judgement), path);
    end_part(work, PART_JUDGING, &start);
    cl_out_clear(&work->out);
    bench_print(work->rules, &record, &judgement, &work->out);
    (void)fwrite(work->out.data, 1, work->out.len, work->sink);
    end_part(work, PART_OUTPUT, &start);
}

static void run_job(bench *work)
{
    for (part i = 0; i < PART_COUNT; i++) {
        work->parts[i] = 0;
    }
    for (size_t i = 0; i < work->count; i++) {
        run_one(work, work->paths[i]);
    }
    for (part i = 0; i < PART_COUNT; i++) {
        bench_tell(part_names[i], work->count, work->parts[i]);
    }
}

int main(int argc, char *argv[])
{
    bench work = {0};
    if (argc != 4) {
        return 2;
    }
    read_paths(argv[2], &work);
    double start = bench_now();
    work.rules = bench_rules(argv[1]);
    bench_tell("load", 1, bench_now() - start);
    work.state = cl_reader_state_new(work.rules);
    work.arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    work.sink = fopen("/dev/null", "wb");
    if (work.state == NULL || work.arena == NULL || work.sink == NULL) {
        return 2;
    }
    run_floor(&work); /* the first rounds warm the caches; the script leaves them out */
    run_metadata(&work);
    run_job(&work);
    for (unsigned long left = strtoul(argv[3], NULL, 10); left > 0; left--) {
        run_floor(&work);
        run_metadata(&work);
        run_job(&work);
    }
    (void)fclose(work.sink);
    cl_out_free(&work.out);
    cl_reader_state_free(work.state);
    cl_ruleset_free(work.rules);
    return 0;
}
