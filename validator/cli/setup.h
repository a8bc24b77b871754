/* What the commands that read pictures begin with: the library with its configuration and the
 * chosen editions; and what the terminal is like. */
#ifndef CLI_SETUP_H
#define CLI_SETUP_H

#include "cli/options.h"

/* The library with the captionlint.yaml that governs the first argument, and the editions of the
 * command line where `editions` are wanted. CLI_EXIT_FAILED after telling what is wrong; *out is to
 * be freed in any case. */
int cli_setup(const cli_options *options, bool editions, captionlint **out);
/* The captionlint.yaml that governs the first argument, or the one that is named; "" for none. Free
 * with free(); NULL without memory. */
char *cli_configuration(const cli_options *options);
/* Whether the command line describes an edition. */
bool cli_has_settings(const cli_options *options);

bool cli_wants_colour(const cli_options *options);
/* 0 where standard output is no terminal. */
unsigned cli_terminal_columns(const cli_options *options);

#endif
