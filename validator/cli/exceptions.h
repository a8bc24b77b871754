/* What a run excepts: the waivers beside its configuration, and its baseline. */
#ifndef CLI_EXCEPTIONS_H
#define CLI_EXCEPTIONS_H

#include "cli/options.h"

typedef struct cli_exceptions {
    char *malformed; /* the path of waivers that are not all well; NULL where they are; owned */
    captionlint_baseline *written; /* gets what is found, for --write-baseline; NULL: none */
} cli_exceptions;

/* The captionlint-waivers.yaml that the options mean, or "" for none. Free with free(); NULL
 * without memory. */
char *cli_waivers_path(const cli_options *options);

/* Gives waivers and baseline to the library. CLI_EXIT_FAILED after telling what is wrong; end it in
 * any case. */
int cli_exceptions_begin(cli_exceptions *exceptions, const cli_options *options, captionlint *lint);
/* Writes the baseline, if one was asked for. */
int cli_exceptions_write(const cli_exceptions *exceptions, const cli_options *options);
void cli_exceptions_end(cli_exceptions *exceptions);

#endif
