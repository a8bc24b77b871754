/* Small fixed work under callgrind, which counts its instructions: the captions, the metadata of
 * the pictures, and judging and printing both. What is done once - loading the rules, compiling
 * patterns - is not counted. guard.py runs it and compares.
 *
 * usage: guard RULES CAPTIONS.ndjson PICTURE...
 *        guard --versions     a line for each work: what its count depends on besides our code */
#define PCRE2_CODE_UNIT_WIDTH 8

#include <gnu/libc-version.h>
#include <libxml/xmlversion.h>
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/callgrind.h>

#include "base/limits.h"
#include "bench.h"

enum {
    WARMING = 20 /* readings, after which no pattern is still to be compiled */
};

typedef struct guard {
    cl_ruleset *rules;
    cl_reader_state *state;
    cl_arena *arena;
    cl_array captions; /* of cl_span: lines */
    char **pictures;
    size_t picture_count;
    cl_out out;
} guard;

static void read_captions(guard *work)
{
    for (size_t i = 0; i < work->captions.count; i++) {
        cl_record record;
        cl_span line = *CL_ARRAY_AT(&work->captions, cl_span, i);
        bench_must(bench_take_line(&record, work->arena, line), "a caption");
        bench_must(cl_reading_run(work->state, &record), "a caption");
    }
}

static void read_metadata(guard *work)
{
    for (size_t i = 0; i < work->picture_count; i++) {
        cl_record record;
        bench_must(bench_take_picture(&record, work->arena, work->pictures[i]), work->pictures[i]);
    }
}

/* Reads each caption into an arena of its own, for the output to be counted alone. */
static cl_record *read_kept(const guard *work)
{
    cl_record *records = calloc(work->captions.count + 1, sizeof *records);
    bench_must(records == NULL ? CL_NO_MEMORY : CL_OK, "records");
    for (size_t i = 0; i < work->captions.count; i++) {
        cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
        cl_span line = *CL_ARRAY_AT(&work->captions, cl_span, i);
        bench_must(arena == NULL ? CL_NO_MEMORY : CL_OK, "an arena");
        bench_must(bench_take_line(&records[i], arena, line), "a caption");
        bench_must(cl_reading_run(work->state, &records[i]), "a caption");
    }
    return records;
}

static void print_captions(guard *work, const cl_record *records)
{
    cl_out_clear(&work->out);
    for (size_t i = 0; i < work->captions.count; i++) {
        cl_judgement judgement;
        bench_must(bench_judge(work->rules, &records[i], &judgement), "a caption");
        bench_print(work->rules, &records[i], &judgement, &work->out);
    }
}

static void count_all(guard *work, const cl_record *records)
{
    CALLGRIND_START_INSTRUMENTATION;
    read_captions(work);
    CALLGRIND_DUMP_STATS_AT("captions");
    read_metadata(work);
    CALLGRIND_DUMP_STATS_AT("metadata");
    print_captions(work, records);
    CALLGRIND_DUMP_STATS_AT("output");
    CALLGRIND_STOP_INSTRUMENTATION;
}

/* The C library and the compiler choose code by the processor. */
static const char *processor(void)
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2") != 0 ? "x86-64 with AVX2" : "x86-64";
#elif defined(__aarch64__)
    return "aarch64";
#else
    return "another processor";
#endif
}

static int tell_versions(void)
{
    char pcre2[64] = "";
    (void)pcre2_config(PCRE2_CONFIG_VERSION, pcre2);
    pcre2[strcspn(pcre2, " ")] = '\0';
    const char *compiler =
#if defined(__clang__)
        "clang " __clang_version__;
#else
        "gcc " __VERSION__;
#endif
    const char *libc = gnu_get_libc_version();
    (void)printf("captions\t%s, %s, glibc %s, PCRE2 %s\n", processor(), compiler, libc, pcre2);
    (void)printf("metadata\t%s, %s, glibc %s, libxml2 %s\n", processor(), compiler, libc,
                 LIBXML_DOTTED_VERSION);
    (void)printf("output\t%s, %s, glibc %s\n", processor(), compiler, libc);
    return 0;
}

int main(int argc, char *argv[])
{
    if (argc == 2 && strcmp(argv[1], "--versions") == 0) {
        return tell_versions();
    }
    if (argc < 4) {
        return 2;
    }
    guard work = {.pictures = argv + 3, .picture_count = (size_t)argc - 3};
    cl_arena *lines = bench_arena();
    work.rules = bench_rules(argv[1]);
    work.state = cl_reader_state_new(work.rules);
    work.arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    bench_must(work.state == NULL || work.arena == NULL ? CL_NO_MEMORY : CL_OK, "a reader");
    bench_lines(lines, argv[2], &work.captions);
    for (int i = 0; i < WARMING; i++) {
        read_captions(&work);
    }
    read_metadata(&work);
    cl_record *records = read_kept(&work);
    print_captions(&work, records);
    count_all(&work, records);
    for (size_t i = 0; i < work.captions.count; i++) {
        cl_arena_free(records[i].arena);
    }
    free(records);
    cl_out_free(&work.out);
    cl_arena_free(lines);
    cl_arena_free(work.arena);
    cl_reader_state_free(work.state);
    cl_ruleset_free(work.rules);
    return 0;
}
