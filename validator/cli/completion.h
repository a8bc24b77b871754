/* What can be completed on the command line, as the tables of commands and options have it; a file
 * for each shell writes it down as a script. */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "cli/commands.h"
#include "cli/output.h"

/* What stands behind an option. */
typedef enum cli_value_kind {
    CLI_VALUE_NONE,
    CLI_VALUE_TEXT, /* nobody knows */
    CLI_VALUE_FILE,
    CLI_VALUE_FOLDER,
    CLI_VALUE_WORDS, /* some that are known */
    CLI_VALUE_ASK    /* what `captionlint completion WHAT` tells, one a line */
} cli_value_kind;

typedef struct cli_value {
    cli_value_kind kind;
    bool optional;             /* given with = or not at all */
    char words[CLI_WORDS_MAX]; /* separated by blanks */
    const char *ask;           /* "editions" */
} cli_value;

/* What an option takes in a command. */
cli_value cli_value_of(const cli_option *option, const cli_command *command);
/* What a command takes: its first argument, and what follows it. */
cli_value cli_first_argument(const cli_command *command);
cli_value cli_more_arguments(const cli_command *command);
/* Whether the option takes the same in all commands that have it. */
bool cli_value_is_common(const cli_option *option);

/* A script on its way out. */
__attribute__((__format__(__printf__, 2, 3))) void cli_script(cli_output *out, const char *format,
                                                              ...);
/* A text for between single quotes, with a backslash before each of the letters in `of`, and for a
 * quote what the shell wants instead. */
void cli_script_escaped(cli_output *out, const char *text, const char *of, const char *quote);

void cli_completion_bash(cli_output *out);
void cli_completion_zsh(cli_output *out);
void cli_completion_fish(cli_output *out);

#endif
