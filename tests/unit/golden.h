/* Compares output with a file of tests/golden/. CAPTIONLINT_UPDATE=1 writes the file anew; the
 * difference is then read by a person. */
#ifndef GOLDEN_H
#define GOLDEN_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cl_test.h"

enum {
    GOLDEN_MAX = 256 * 1024
};

static inline void golden_path(const char *name, char *path, size_t size)
{
    int len = snprintf(path, size, "%s/tests/golden/%s.expected", CL_SOURCE_FOLDER, name);
    assert_true(len > 0 && (size_t)len < size);
}

static inline void golden_write(const char *path, cl_span actual)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(actual.data, 1, actual.len, file), actual.len);
    assert_int_equal(fclose(file), 0);
}

static inline void assert_golden(cl_span actual, const char *name)
{
    char path[1024];
    golden_path(name, path, sizeof path);
    const char *update = getenv("CAPTIONLINT_UPDATE");
    if (update != NULL && update[0] == '1') {
        golden_write(path, actual);
        return;
    }
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fail_msg("%s is missing; CAPTIONLINT_UPDATE=1 writes it", path);
        return;
    }
    uint8_t *expected = malloc(GOLDEN_MAX);
    assert_non_null(expected);
    size_t len = fread(expected, 1, GOLDEN_MAX, file);
    (void)fclose(file);
    bool same = cl_span_equal(actual, (cl_span){expected, len});
    free(expected);
    if (!same) {
        print_error("%s differs; now:\n%.*s\n", path, CL_SPAN_PRINT(actual));
    }
    assert_true(same);
}

#endif
