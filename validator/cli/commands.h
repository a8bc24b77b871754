/* The commands: each takes the options as read, with its own name already taken off the arguments,
 * and gives the exit status. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/options.h"

int cli_check(const cli_options *options);
int cli_extract(const cli_options *options);
int cli_diff(const cli_options *options);
int cli_report(const cli_options *options);
int cli_fix(const cli_options *options);
int cli_explain(const cli_options *options);
int cli_waive(const cli_options *options);
int cli_rules(const cli_options *options);

#endif
