/* The commands: each takes the options as read, with its own name already taken off the arguments,
 * and gives the exit status. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/options.h"

typedef struct cli_command {
    const char *name;
    unsigned mask; /* CLI_CHECK and so on */
    int (*run)(const cli_options *options);
    const char *shown; /* "check PATH..." */
    const char *help;
} cli_command;

/* The commands, in the order of --help; NULL behind the last. */
const cli_command *cli_command_at(size_t i);

int cli_check(const cli_options *options);
int cli_extract(const cli_options *options);
int cli_diff(const cli_options *options);
int cli_report(const cli_options *options);
int cli_fix(const cli_options *options);
int cli_explain(const cli_options *options);
int cli_waive(const cli_options *options);
int cli_rules(const cli_options *options);
int cli_completion(const cli_options *options);

/* Those that run in a newsroom's pipeline. They live in hooks/, which stands above this folder:
 * these two in the program, */
int cli_watch(const cli_options *options);
int cli_hook(const cli_options *options);
/* and these in modules of their own, so that the libraries they need are loaded for them alone. */
int cli_serve(const cli_options *options);
int cli_worker(const cli_options *options);
int cli_enqueue(const cli_options *options);

#endif
