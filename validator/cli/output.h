/* Where a report goes: standard output, or a file that appears only when it is complete. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/limits.h"

typedef struct cli_output {
    int file;
    const char *path;             /* NULL: standard output */
    char temporary[CLI_PATH_MAX]; /* "" when written in place */
    int error;                    /* errno of the first failure */
} cli_output;

/* CLI_EXIT_FAILED after telling why the file cannot be written. */
int cli_output_open(cli_output *out, const char *path);
/* A captionlint_write_fn; `user` is the cli_output. */
int cli_output_write(const char *bytes, size_t len, void *user);
/* Finishes the file, or takes it away unless `keep`. CLI_EXIT_FAILED after telling what failed,
 * also in an earlier write. */
int cli_output_close(cli_output *out, bool keep);

#endif
