/* fish quotes by itself what a command tells it. */
#include "cli/completion.h"
#include "cli/say.h"

static const char beginning[] =
    "# fish completion for captionlint, made by `captionlint completion fish`\n"
    "\n"
    "function __captionlint_ask\n"
    "    captionlint completion $argv[1] 2>/dev/null\n"
    "end\n"
    "\n"
    "complete -c captionlint -f\n";

static void put_quoted(cli_output *out, const char *text)
{
    cli_script(out, "'");
    cli_script_escaped(out, text, "\\", "\\'");
    cli_script(out, "'");
}

static void put_value(cli_output *out, const cli_value *value)
{
    switch (value->kind) {
    case CLI_VALUE_WORDS:
        cli_script(out, value->optional ? " -f -a '%s'" : " -x -a '%s'", value->words);
        break;
    case CLI_VALUE_ASK:
        cli_script(out, " -x -a '(__captionlint_ask %s)'", value->ask);
        break;
    case CLI_VALUE_FOLDER:
        cli_script(out, " -x -a '(__fish_complete_directories)'");
        break;
    case CLI_VALUE_FILE:
        cli_script(out, " -r -F");
        break;
    case CLI_VALUE_TEXT:
        cli_script(out, " -x");
        break;
    case CLI_VALUE_NONE:
        break;
    }
}

static void put_option(cli_output *out, const cli_option *option, const cli_command *command)
{
    cli_value value = cli_value_of(option, command);
    cli_script(out, "complete -c captionlint -n '__fish_seen_subcommand_from %s' -l %s",
               command->name, option->name);
    if (option->letter != '\0') {
        cli_script(out, " -s %c", option->letter);
    }
    put_value(out, &value);
    cli_script(out, " -d ");
    put_quoted(out, option->help);
    cli_script(out, "\n");
}

static void put_argument(cli_output *out, const char *when, const cli_value *value)
{
    if (value->kind == CLI_VALUE_FILE) {
        cli_script(out, "complete -c captionlint -n '%s' -F\n", when);
    } else if (value->kind == CLI_VALUE_ASK || value->kind == CLI_VALUE_WORDS) {
        cli_script(out, "complete -c captionlint -n '%s'", when);
        put_value(out, value);
        cli_script(out, "\n");
    }
}

static void put_arguments(cli_output *out, const cli_command *command)
{
    cli_value first = cli_first_argument(command);
    cli_value more = cli_more_arguments(command);
    cli_line when = {.len = 0};
    cli_line_add(&when, "__fish_seen_subcommand_from %s", command->name);
    if (first.kind == CLI_VALUE_WORDS) {
        cli_line later = when;
        cli_line_add(&when, "; and not __fish_seen_subcommand_from %s", first.words);
        cli_line_add(&later, "; and __fish_seen_subcommand_from %s", first.words);
        put_argument(out, later.text, &more);
    }
    put_argument(out, when.text, &first);
}

void cli_completion_fish(cli_output *out)
{
    const cli_command *command;
    cli_option option;
    cli_script(out, "%s", beginning);
    for (size_t i = 0; (command = cli_command_at(i)) != NULL; i++) {
        cli_script(out, "\ncomplete -c captionlint -n __fish_use_subcommand -a %s -d ",
                   command->name);
        put_quoted(out, command->help);
        cli_script(out, "\n");
        put_arguments(out, command);
        for (size_t j = 0; cli_option_at(j, &option); j++) {
            if ((option.commands & command->mask) != 0) {
                put_option(out, &option, command);
            }
        }
    }
}
