/* captionlint serve: checks what comes by HTTP. */
#ifndef SERVE_SERVE_H
#define SERVE_SERVE_H

#include "cli/options.h"

/* Serves until it is told to end; the exit status. */
int serve_run(const cli_options *options);

#endif
