/* Commands that live in modules, files of their own that are loaded when such a command runs: what
 * needs an HTTP server or a broker does not cost every other start. */
#ifndef CLI_MODULE_H
#define CLI_MODULE_H

#include <stddef.h>

#include "cli/options.h"

/* A command of a module. */
typedef struct cli_module_command {
    const char *name; /* NULL behind the last */
    int (*run)(const cli_options *options);
} cli_module_command;

/* What a module exports, as `captionlint_module`. One that was built with other headers than the
 * program is refused. */
typedef struct cli_module {
    const char *version; /* of the header that it was built with, */
    size_t options;      /* and the size of the options that it knows */
    const cli_module_command *commands;
} cli_module;

#define CLI_MODULE_SYMBOL "captionlint_module"

#endif
