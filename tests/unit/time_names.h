/* The names of rules/time.tsv alone, for tests of what reads dates. */
#ifndef CL_TEST_TIME_NAMES_H
#define CL_TEST_TIME_NAMES_H

#include <stdio.h>

#include "base/limits.h"
#include "ruleset/gazetteer.h"

static inline bool add_time_row(cl_arena *arena, cl_gazetteer *names, cl_span line)
{
    cl_name *name = cl_arena_alloc(arena, 1, sizeof *name);
    cl_span words = CL_EMPTY_SPAN;
    cl_span word;
    if (name == NULL || !cl_span_next(&line, '\t', &name->kind) ||
        !cl_span_next(&line, '\t', &name->value) || !cl_span_next(&line, '\t', &words)) {
        return false;
    }
    while (cl_span_next(&words, '|', &word)) {
        const cl_name *clash = NULL;
        if (cl_gazetteer_add(names, word, name, &clash) != CL_OK) {
            return false;
        }
    }
    return true;
}

/* NULL when the file cannot be read or a row is broken. */
static inline cl_gazetteer *time_names(cl_arena *arena)
{
    static uint8_t bytes[64 * 1024];
    FILE *file = fopen(CL_SOURCE_FOLDER "/rules/time.tsv", "rb");
    cl_gazetteer *names = cl_gazetteer_new(arena);
    if (file == NULL || names == NULL) {
        return NULL;
    }
    size_t len = fread(bytes, 1, sizeof bytes, file);
    (void)fclose(file);
    cl_span rest;
    cl_span line;
    if (cl_arena_copy(arena, (cl_span){bytes, len}, &rest) != CL_OK) {
        return NULL;
    }
    while (cl_span_next(&rest, '\n', &line)) {
        if (line.len > 0 && line.data[0] != '#' && !add_time_row(arena, names, line)) {
            return NULL;
        }
    }
    return cl_gazetteer_finish(names) == CL_OK ? names : NULL;
}

#endif
