/* What is offered goes through compadd, which quotes it: the name of an edition may hold anything.
 */
#include "cli/completion.h"

static const char beginning[] =
    "#compdef captionlint\n"
    "# zsh completion for captionlint, made by `captionlint completion zsh`\n"
    "\n"
    "# Offers what the command itself tells, a name a line.\n"
    "_captionlint_ask() {\n"
    "    local -a names\n"
    "    names=(\"${(@f)$(\"$tool\" completion \"$1\" 2>/dev/null)}\")\n"
    "    names=(\"${(@)names:#}\")\n"
    "    (( $#names )) && compadd -a -- names\n"
    "}\n"
    "\n"
    "_captionlint() {\n"
    "    local context state state_descr line tool=${(Q)words[1]}\n"
    "    local -A opt_args\n"
    "    local -a commands\n"
    "    commands=(\n";

static const char middle[] = "    )\n"
                             "    _arguments -C '(- *)'{-h,--help}'[this page]' "
                             "'(- *)'{-V,--version}'[the version]' \\\n"
                             "        '1:command:->command' '*::argument:->argument' && return\n"
                             "    case $state in\n"
                             "    command) _describe -t commands command commands ;;\n"
                             "    argument)\n"
                             "        case $line[1] in\n";

static const char ending[] = "        esac\n"
                             "        ;;\n"
                             "    esac\n"
                             "}\n"
                             "\n"
                             "if [[ $funcstack[1] == _captionlint ]]; then\n"
                             "    _captionlint \"$@\"\n"
                             "elif (( $+functions[compdef] )); then\n"
                             "    compdef _captionlint captionlint\n"
                             "fi\n";

static const char special[] = ":[]\\";
static const char quote[] = "'\\''";

static void put_text(cli_output *out, const char *text)
{
    cli_script_escaped(out, text, special, quote);
}

/* What _arguments does for a value, without the quotes around it. */
static void put_action(cli_output *out, const cli_value *value)
{
    switch (value->kind) {
    case CLI_VALUE_WORDS:
        cli_script(out, "(%s)", value->words);
        break;
    case CLI_VALUE_ASK:
        cli_script(out, "{_captionlint_ask %s}", value->ask);
        break;
    case CLI_VALUE_FOLDER:
        cli_script(out, "_files -/");
        break;
    case CLI_VALUE_FILE:
        cli_script(out, "_files");
        break;
    case CLI_VALUE_NONE:
    case CLI_VALUE_TEXT:
        cli_script(out, " ");
        break;
    }
}

static void put_option(cli_output *out, const cli_option *option, const cli_value *value)
{
    const char *sign = value->kind == CLI_VALUE_NONE ? "" : value->optional ? "=-" : "=";
    cli_script(out, " \\\n            ");
    if (option->letter != '\0') {
        cli_script(out, "'*'{-%c%s,--%s%s}'", option->letter, sign[0] == '\0' ? "" : "+",
                   option->name, sign);
    } else {
        cli_script(out, "'*--%s%s", option->name, sign);
    }
    cli_script(out, "[");
    put_text(out, option->help);
    cli_script(out, "]");
    if (value->kind != CLI_VALUE_NONE) {
        cli_script(out, "%s%s:", value->optional ? "::" : ":", option->name);
        put_action(out, value);
    }
    cli_script(out, "'");
}

static void put_argument(cli_output *out, const char *which, const cli_value *value)
{
    if (value->kind != CLI_VALUE_NONE) {
        cli_script(out, " \\\n            '%s:argument:", which);
        put_action(out, value);
        cli_script(out, "'");
    }
}

static void put_command(cli_output *out, const cli_command *command)
{
    cli_option option;
    cli_value first = cli_first_argument(command);
    cli_value more = cli_more_arguments(command);
    cli_script(out, "        %s)\n            _arguments -s -S", command->name);
    for (size_t i = 0; cli_option_at(i, &option); i++) {
        if ((option.commands & command->mask) != 0) {
            cli_value value = cli_value_of(&option, command);
            put_option(out, &option, &value);
        }
    }
    put_argument(out, "1", &first);
    put_argument(out, "*", &more);
    cli_script(out, "\n            ;;\n");
}

void cli_completion_zsh(cli_output *out)
{
    const cli_command *command;
    cli_script(out, "%s", beginning);
    for (size_t i = 0; (command = cli_command_at(i)) != NULL; i++) {
        cli_script(out, "        '%s:", command->name);
        put_text(out, command->help);
        cli_script(out, "'\n");
    }
    cli_script(out, "%s", middle);
    for (size_t i = 0; (command = cli_command_at(i)) != NULL; i++) {
        put_command(out, command);
    }
    cli_script(out, "%s", ending);
}
