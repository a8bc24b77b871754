/* Damages pictures in every way that a broken disk, a cut transfer or an attacker does, and reads
 * what is left: every truncation and many random mutations of every file that is named. What must
 * hold: no crash and no leak (the build is sanitized), a cap on the time of each reading, values
 * that are valid, and no silence: a truncated picture that gives fewer fields than the whole one
 * says that something is missing.
 *
 * usage: damage [--mutations N] [--step BYTES] [--slowest SECONDS] FILE... */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "base/reader.h"
#include "base/text.h"
#include "metadata/metadata.h"

enum {
    MUTATIONS = 300,
    CHANGES_MAX = 4 /* of one mutation */
};

typedef struct settings {
    unsigned long mutations;
    unsigned long step; /* between truncations; 0: chosen by the file's size */
    double slowest;
} settings;

typedef struct outcome {
    size_t fields;
    bool told; /* a finding that makes the picture incomplete, or one at all about lost text */
    double seconds;
} outcome;

/* Of the processor: the machine may have other work. */
static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* --- reading --- */

/* One damaged picture. */
typedef struct trial {
    const char *path;
    const char *what;    /* "cut to" */
    unsigned long which; /* 155 */
    cl_span bytes;
} trial;

/* Keeps the bytes that failed, to be looked at. */
static void fail(const trial *one, const char *why)
{
    static const char kept[] = "damage-failed.bytes";
    (void)fprintf(stderr, "%s: %s %lu: %s; see %s\n", one->path, one->what, one->which, why, kept);
    FILE *file = fopen(kept, "wbe");
    if (file != NULL) {
        (void)fwrite(one->bytes.data, 1, one->bytes.len, file);
        (void)fclose(file);
    }
    exit(1);
}

static bool is_valid(const cl_fields *fields)
{
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        if (field->value.len == 0 || field->value.len > CL_FIELD_BYTES_MAX ||
            !cl_utf8_valid(field->value) || !cl_utf8_valid(field->property)) {
            return false;
        }
    }
    return fields->items.count <= CL_FIELDS_MAX;
}

static bool read_bytes(cl_span bytes, cl_span path, outcome *out)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    if (arena == NULL) {
        return false;
    }
    cl_findings findings = {.arena = arena};
    cl_fields fields = {.arena = arena, .findings = &findings};
    cl_source *source = NULL;
    const char *format = "";
    double start = now();
    cl_status status = cl_source_of(arena, bytes, &source);
    if (status == CL_OK) {
        status = cl_picture_read(source, path, &fields, &format);
    }
    bool valid = is_valid(&fields);
    *out = (outcome){.fields = fields.items.count, .seconds = now() - start};
    out->told = status == CL_LIMIT || findings.items.count > 0;
    cl_arena_free(arena);
    return valid && (status == CL_OK || status == CL_LIMIT);
}

/* Reads a copy of its own, so that a read past the end is seen. */
static outcome try_bytes(const trial *one, const settings *how)
{
    outcome out;
    uint8_t *copy = malloc(one->bytes.len > 0 ? one->bytes.len : 1);
    if (copy == NULL) {
        exit(2);
    }
    memcpy(copy, one->bytes.data, one->bytes.len);
    bool valid = read_bytes((cl_span){copy, one->bytes.len}, cl_span_of(one->path), &out);
    free(copy);
    if (!valid) {
        fail(one, "a value is not what it must be");
    }
    if (out.seconds > how->slowest) {
        fail(one, "it takes too long");
    }
    return out;
}

/* --- truncation --- */

/* Whether the bytes are ISO boxes (ISO 14496-12, 4.2), the last of them whole. */
static bool ends_box(cl_span bytes)
{
    cl_reader reader = cl_reader_of(bytes, 0);
    uint32_t size = 0;
    while (cl_read_u32be(&reader, &size) == CL_OK && size >= 8) {
        if (cl_read_skip(&reader, size - 4) != CL_OK) {
            return false;
        }
    }
    return bytes.len > 0 && cl_reader_left(&reader) == 0;
}

/* Whether the bytes hold a whole picture: what stood behind it leaves no trace. */
static bool holds_whole(cl_span bytes)
{
    if (cl_span_starts(bytes, CL_SPAN("\xFF\xD8"))) {
        return cl_span_find(bytes, CL_SPAN("\xFF\xD9")) < bytes.len;
    }
    static const char *const ends[] = {"IEND\xAE\x42\x60\x82", "%%EOF", "%%EOF\n", "%%EOF\r\n",
                                       "\x3B"};
    cl_span text = cl_span_trim(bytes);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        cl_span end = cl_span_of(ends[i]);
        if (text.len >= end.len && cl_span_equal(cl_span_from(text, text.len - end.len), end)) {
            return true;
        }
    }
    if (cl_span_starts(bytes, CL_SPAN("RIFF"))) {
        cl_reader reader = cl_reader_of(cl_span_from(bytes, 4), 4);
        uint32_t size;
        return cl_read_u32le(&reader, &size) == CL_OK && cl_reader_left(&reader) >= size;
    }
    if (cl_span_starts(bytes, CL_SPAN("<"))) {
        return cl_span_find(bytes, CL_SPAN("</x:xmpmeta>")) < bytes.len;
    }
    /* PostScript need not end in any way. */
    return cl_span_starts(bytes, CL_SPAN("%!")) || ends_box(bytes);
}

static void truncate_all(const char *path, cl_span whole, const settings *how)
{
    const trial full = {path, "whole, of length", whole.len, whole};
    size_t fields = try_bytes(&full, how).fields;
    size_t step = how->step > 0 ? how->step : 1 + whole.len / 2000;
    for (size_t len = 0; len < whole.len; len += step) {
        const trial cut = {path, "cut to", len, cl_span_sub(whole, 0, len)};
        outcome out = try_bytes(&cut, how);
        if (out.fields < fields && !out.told && !holds_whole(cut.bytes)) {
            fail(&cut, "fields are lost and nothing says so");
        }
    }
}

/* --- mutation --- */

/* xorshift64* (Vigna 2016): the same mutations on every machine. */
static uint64_t next_random(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717);
}

static size_t below(uint64_t *state, size_t limit)
{
    return limit == 0 ? 0 : (size_t)(next_random(state) % limit);
}

static const uint32_t edges[] = {0,      1,          2,          3,          0x7F,      0x80,
                                 0xFF,   0x100,      0x7FFF,     0x8000,     0xFFFF,    0x10000,
                                 0xFFFE, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFF8};

/* A number that a length or an offset could be, in either byte order. */
static void put_edge(uint8_t *bytes, size_t len, uint64_t *state)
{
    size_t width = (size_t)1 << below(state, 4);
    uint64_t value = edges[below(state, sizeof edges / sizeof *edges)];
    bool little = below(state, 2) == 0;
    if (len < width) {
        return;
    }
    size_t at = below(state, len - width + 1);
    for (size_t i = 0; i < width; i++) {
        size_t shift = 8 * (little ? i : width - 1 - i);
        bytes[at + i] = (uint8_t)(value >> shift);
    }
}

/* Takes a run of bytes out, or puts one in twice; never longer than `room`. */
static void move_run(uint8_t *bytes, size_t *len, size_t room, uint64_t *state)
{
    size_t at = below(state, *len + 1);
    size_t run = 1 + below(state, 64);
    if (below(state, 2) == 0) {
        run = run < *len - at ? run : *len - at;
        memmove(bytes + at, bytes + at + run, *len - at - run);
        *len -= run;
        return;
    }
    run = run < *len - at ? run : *len - at;
    run = run < room - *len ? run : room - *len;
    memmove(bytes + at + run, bytes + at, *len - at);
    *len += run;
}

static void change(uint8_t *bytes, size_t *len, size_t room, uint64_t *state)
{
    if (*len == 0) {
        return;
    }
    switch (below(state, 4)) {
    case 0:
        bytes[below(state, *len)] ^= (uint8_t)(1u << below(state, 8));
        return;
    case 1:
        bytes[below(state, *len)] = (uint8_t)next_random(state);
        return;
    case 2:
        put_edge(bytes, *len, state);
        return;
    default:
        move_run(bytes, len, room, state);
        return;
    }
}

static void mutate_all(const char *path, cl_span whole, const settings *how)
{
    uint64_t state = UINT64_C(0x9E3779B97F4A7C15) ^ whole.len;
    size_t room = whole.len + 256;
    uint8_t *work = malloc(room);
    if (work == NULL) {
        exit(2);
    }
    for (unsigned long i = 0; i < how->mutations; i++) {
        size_t len = whole.len;
        memcpy(work, whole.data, len);
        size_t changes = 1 + below(&state, CHANGES_MAX);
        for (size_t k = 0; k < changes; k++) {
            change(work, &len, room, &state);
        }
        const trial mutant = {path, "mutation", i, {work, len}};
        (void)try_bytes(&mutant, how);
    }
    free(work);
}

/* --- the command --- */

static cl_status damage_one(const char *path, const settings *how)
{
    enum {
        FILE_MAX = 16 * 1024 * 1024
    };
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    cl_span whole;
    cl_error error = {0};
    if (arena == NULL) {
        return CL_NO_MEMORY;
    }
    cl_status status = cl_source_read_file(arena, path, FILE_MAX, &whole, &error);
    if (status == CL_OK) {
        truncate_all(path, whole, how);
        mutate_all(path, whole, how);
    } else {
        (void)fprintf(stderr, "%s\n", error.message);
    }
    cl_arena_free(arena);
    return status;
}

static bool take_option(const char *name, const char *value, settings *out)
{
    if (strcmp(name, "--mutations") == 0) {
        out->mutations = strtoul(value, NULL, 10);
    } else if (strcmp(name, "--step") == 0) {
        out->step = strtoul(value, NULL, 10);
    } else if (strcmp(name, "--slowest") == 0) {
        out->slowest = strtod(value, NULL);
    } else {
        return false;
    }
    return true;
}

int main(int argc, char *argv[])
{
    settings how = {.mutations = MUTATIONS, .slowest = 1.0};
    int first = 1;
    while (first + 1 < argc && take_option(argv[first], argv[first + 1], &how)) {
        first += 2;
    }
    double start = now();
    for (int i = first; i < argc; i++) {
        if (damage_one(argv[i], &how) != CL_OK) {
            return 2;
        }
    }
    (void)printf("%d pictures, %lu mutations each and their truncations: %.0f s\n", argc - first,
                 how.mutations, now() - start);
    return argc > first ? 0 : 2;
}
