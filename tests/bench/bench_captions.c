/* What reading captions costs, against trying every pattern of the same rules on every text with
 * PCRE2 alone. For that the texts are prepared beforehand; ours are read from the caption on.
 *
 * usage: bench_captions RULES CAPTIONS ROUNDS JIT PLAIN
 *            in each of ROUNDS rounds all captions, the first JIT of them by PCRE2 with JIT, and
 * the first PLAIN of them by PCRE2 without bench_captions --write FOLDER RULES CAPTIONS COUNT EACH
 *            writes the first COUNT texts, as the stages see them, and every EACH-th pattern, for
 *            programs that search files */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "bench.h"
#include "patterns.h"

typedef struct bench {
    cl_ruleset *rules;
    cl_reader_state *state;
    cl_arena *kept;
    cl_arena *arena; /* of one caption */
    cl_span *captions;
    naive_text *texts; /* of the first of them */
    size_t count;
} bench;

static void load(bench *work, const char *rules, const char *captions)
{
    cl_array lines = {0};
    work->kept = bench_arena();
    work->arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    work->rules = bench_rules(rules);
    work->state = cl_reader_state_new(work->rules);
    bench_lines(work->kept, captions, &lines);
    work->captions = cl_arena_alloc(work->kept, lines.count + 1, sizeof *work->captions);
    if (work->arena == NULL || work->state == NULL || work->captions == NULL) {
        bench_must(CL_NO_MEMORY, captions);
    }
    for (size_t i = 0; i < lines.count; i++) {
        cl_record record;
        bench_must(bench_take_line(&record, work->arena, *CL_ARRAY_AT(&lines, cl_span, i)),
                   captions);
        const cl_field *field = cl_fields_first(&record.fields, CL_CAPTION);
        if (field != NULL) {
            bench_must(cl_arena_copy(work->kept, field->value, &work->captions[work->count++]),
                       captions);
        }
    }
}

static void prepare(bench *work, size_t count)
{
    work->texts = cl_arena_alloc(work->kept, count + 1, sizeof *work->texts);
    bench_must(cl_arena_status(work->kept), "texts");
    for (size_t i = 0; i < count && i < work->count; i++) {
        naive_text text;
        cl_arena_reset(work->arena);
        naive_text_of(work->arena, work->rules, work->captions[i], &text);
        for (size_t stage = 0; stage < CL_STAGE_COUNT; stage++) {
            bench_must(cl_arena_copy(work->kept, text.views[stage], &work->texts[i].views[stage]),
                       "a text");
        }
    }
}

static void run_ours(bench *work)
{
    double start = bench_now();
    for (size_t i = 0; i < work->count; i++) {
        cl_record record;
        cl_field field = {.name = CL_CAPTION, .container = "bench", .value = work->captions[i]};
        cl_arena_reset(work->arena);
        cl_record_init(&record, work->arena);
        bench_must(cl_fields_add(&record.fields, &field), "a caption");
        bench_must(cl_reading_run(work->state, &record), "a caption");
    }
    bench_tell("ours", work->count, bench_now() - start);
}

static void run_naive(const bench *work, naive *engine, const char *name, size_t count)
{
    size_t found = 0;
    if (engine == NULL) {
        return;
    }
    count = count < work->count ? count : work->count;
    double start = bench_now();
    for (size_t i = 0; i < count; i++) {
        found += naive_read(engine, &work->texts[i]);
    }
    bench_tell(name, count, bench_now() - start);
    bench_tell("matches", found, 0);
}

static int compare(char **argv)
{
    bench work = {0};
    size_t jit_count = strtoul(argv[4], NULL, 10);
    size_t plain_count = strtoul(argv[5], NULL, 10);
    load(&work, argv[1], argv[2]);
    prepare(&work, jit_count > plain_count ? jit_count : plain_count);
    naive *jit = jit_count > 0 ? naive_new(work.rules, true) : NULL;
    naive *plain = plain_count > 0 ? naive_new(work.rules, false) : NULL;
    run_ours(&work); /* the first round warms up; the script leaves it out */
    for (unsigned long left = strtoul(argv[3], NULL, 10); left > 0; left--) {
        run_ours(&work);
        run_naive(&work, jit, "jit", jit_count);
        run_naive(&work, plain, "plain", plain_count);
    }
    naive_free(jit);
    naive_free(plain);
    cl_reader_state_free(work.state);
    cl_ruleset_free(work.rules);
    return 0;
}

/* --- for programs that search files --- */

static FILE *open_in(const char *folder, const char *name, size_t number)
{
    char path[CL_PATH_MAX];
    (void)snprintf(path, sizeof path, "%s/%s-%zu", folder, name, number);
    FILE *file = fopen(path, "wb");
    bench_must(file == NULL ? CL_UNREADABLE : CL_OK, path);
    return file;
}

/* One line a text. */
static void write_texts(const bench *work, const char *folder, size_t count)
{
    for (size_t stage = 0; stage < CL_STAGE_COUNT; stage++) {
        FILE *file = open_in(folder, "texts", stage);
        for (size_t i = 0; i < count && i < work->count; i++) {
            cl_span text = work->texts[i].views[stage];
            for (size_t k = 0; k < text.len; k++) {
                (void)putc(text.data[k] == '\n' ? ' ' : text.data[k], file);
            }
            (void)putc('\n', file);
        }
        (void)fclose(file);
    }
}

/* The name of a pattern's file says which texts it is for. */
static void write_patterns(const bench *work, const char *folder, size_t each)
{
    for (size_t i = 0; i < cl_ruleset_phrase_count(work->rules); i += each) {
        char name[32];
        const cl_phrase *phrase = cl_ruleset_phrase(work->rules, i);
        cl_span text;
        bench_must(cl_pattern_text(phrase->pattern, work->kept, &text), "a pattern");
        (void)snprintf(name, sizeof name, "pattern-%d", (int)phrase->stage);
        FILE *file = open_in(folder, name, i);
        (void)fprintf(file, "(?J)");
        (void)fwrite(text.data, 1, text.len, file);
        (void)fclose(file);
    }
}

static int write_all(char **argv)
{
    bench work = {0};
    size_t count = strtoul(argv[5], NULL, 10);
    size_t each = strtoul(argv[6], NULL, 10);
    load(&work, argv[3], argv[4]);
    prepare(&work, count);
    write_texts(&work, argv[2], count);
    write_patterns(&work, argv[2], each > 0 ? each : 1);
    cl_reader_state_free(work.state);
    cl_ruleset_free(work.rules);
    return 0;
}

int main(int argc, char *argv[])
{
    if (argc == 7 && strcmp(argv[1], "--write") == 0) {
        return write_all(argv);
    }
    return argc == 6 ? compare(argv) : 2;
}
