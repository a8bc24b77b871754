/* What is offered is quoted for the shell by %q: the name of an edition may hold anything. */
#include <stdio.h>

#include "cli/completion.h"

static const char beginning[] =
    "# bash completion for captionlint, made by `captionlint completion bash`\n"
    "\n"
    "# Offers those lines of standard input that begin as the word does.\n"
    "_captionlint_offer() {\n"
    "    local word quoted\n"
    "    compopt +o bashdefault +o default 2>/dev/null\n"
    "    while IFS= read -r word; do\n"
    "        [[ -n $word ]] || continue\n"
    "        printf -v quoted %q \"$word\"\n"
    "        if [[ $word == \"$cur\"* || $quoted == \"$cur\"* ]]; then\n"
    "            COMPREPLY+=(\"$quoted\")\n"
    "        fi\n"
    "    done\n"
    "}\n"
    "\n"
    "_captionlint_words() {\n"
    "    _captionlint_offer < <(printf '%s\\n' \"$@\")\n"
    "}\n"
    "\n"
    "_captionlint_ask() {\n"
    "    _captionlint_offer < <(\"${COMP_WORDS[0]}\" completion \"$1\" \"${given[@]}\" "
    "2>/dev/null)\n"
    "}\n"
    "\n"
    "_captionlint_folders() {\n"
    "    compopt +o bashdefault +o default -o filenames 2>/dev/null\n"
    "    mapfile -t COMPREPLY < <(compgen -d -- \"$cur\")\n"
    "}\n"
    "\n"
    "_captionlint() {\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "    local command='' action='' joined='' word i\n"
    "    local -a given=()\n"
    "    COMPREPLY=()\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        word=${COMP_WORDS[i]}\n"
    "        case $word in\n";

static const char middle[] =
    "            if [[ ${COMP_WORDS[i + 1]-} == = ]]; then ((i++)); fi\n"
    "            ((i++))\n"
    "            if ((i < COMP_CWORD)) && [[ $word == --config || $word == --rules ]]; then\n"
    "                given+=(\"$word=${COMP_WORDS[i]}\")\n"
    "            fi\n"
    "            ;;\n"
    "        -* | =) ;;\n"
    "        *)\n"
    "            if [[ -z $command ]]; then command=$word\n"
    "            elif [[ -z $action ]]; then action=$word\n"
    "            fi\n"
    "            ;;\n"
    "        esac\n"
    "    done\n"
    "    # A word such as --format=csv comes in three.\n"
    "    if [[ $cur == = ]]; then\n"
    "        cur='' joined=1\n"
    "    elif [[ $option == = ]]; then\n"
    "        option=${COMP_WORDS[COMP_CWORD - 2]} joined=1\n"
    "    elif [[ $cur == -* || $option == -*=* ]]; then\n"
    "        option=''\n"
    "    fi\n"
    "    case $command,$option in\n";

static const char ending[] = "    esac\n"
                             "}\n"
                             "\n"
                             "complete -o bashdefault -o default -F _captionlint captionlint\n";

static void put_value(cli_output *out, const cli_value *value)
{
    switch (value->kind) {
    case CLI_VALUE_WORDS:
        cli_script(out, "_captionlint_words %s", value->words);
        break;
    case CLI_VALUE_ASK:
        cli_script(out, "_captionlint_ask %s", value->ask);
        break;
    case CLI_VALUE_FOLDER:
        cli_script(out, "_captionlint_folders");
        break;
    case CLI_VALUE_FILE:
        cli_script(out, ":"); /* as bash does it by itself */
        break;
    case CLI_VALUE_NONE:
    case CLI_VALUE_TEXT:
        cli_script(out, "_captionlint_words ''");
        break;
    }
}

/* "--output | -o" */
static void put_names(cli_output *out, const char *of, const cli_option *option)
{
    cli_script(out, "%s--%s", of, option->name);
    if (option->letter != '\0') {
        cli_script(out, " | %s-%c", of, option->letter);
    }
}

/* The options that have the next word for a value. */
static void put_takers(cli_output *out)
{
    cli_option option;
    bool first = true;
    for (size_t i = 0; cli_option_at(i, &option); i++) {
        if (option.takes_value && !option.optional) {
            cli_script(out, first ? "        " : " | ");
            put_names(out, "", &option);
            first = false;
        }
    }
    cli_script(out, ")\n");
}

static void put_case(cli_output *out, const char *of, const cli_option *option,
                     const cli_value *value)
{
    cli_script(out, "    ");
    put_names(out, of, option);
    cli_script(out, value->optional ? ") if [[ -n $joined ]]; then " : ") ");
    put_value(out, value);
    cli_script(out, value->optional ? "; return; fi ;;\n" : "; return ;;\n");
}

static void put_values(cli_output *out)
{
    cli_option option;
    const cli_command *command;
    for (size_t i = 0; cli_option_at(i, &option); i++) {
        for (size_t j = 0; option.takes_value && (command = cli_command_at(j)) != NULL; j++) {
            char of[CLI_WORDS_MAX];
            cli_value value = cli_value_of(&option, command);
            bool common = cli_value_is_common(&option);
            (void)snprintf(of, sizeof of, "%s,", common ? "*" : command->name);
            if ((option.commands & command->mask) == 0) {
                continue;
            }
            put_case(out, of, &option, &value);
            if (common) {
                break;
            }
        }
    }
    cli_script(out, "    esac\n");
}

static void put_options_of(cli_output *out, const cli_command *command)
{
    cli_option option;
    cli_script(out, "        %s) _captionlint_words", command == NULL ? "''" : command->name);
    for (size_t i = 0; cli_option_at(i, &option); i++) {
        if (command == NULL || (option.commands & command->mask) != 0) {
            cli_script(out, " --%s", option.name);
        }
    }
    cli_script(out, " ;;\n");
}

static void put_options(cli_output *out)
{
    const cli_command *command;
    cli_script(out, "    if [[ $cur == -* ]]; then\n        case $command in\n");
    put_options_of(out, NULL);
    for (size_t i = 0; (command = cli_command_at(i)) != NULL; i++) {
        put_options_of(out, command);
    }
    cli_script(out, "        esac\n        return\n    fi\n");
}

static void put_arguments(cli_output *out)
{
    const cli_command *command;
    cli_script(out, "    case $command,$action in\n    ,) _captionlint_words");
    for (size_t i = 0; (command = cli_command_at(i)) != NULL; i++) {
        cli_script(out, " %s", command->name);
    }
    cli_script(out, " ;;\n");
    for (size_t i = 0; (command = cli_command_at(i)) != NULL; i++) {
        cli_value first = cli_first_argument(command);
        cli_value more = cli_more_arguments(command);
        cli_script(out, "    %s,) ", command->name);
        put_value(out, &first);
        cli_script(out, " ;;\n    %s,*) ", command->name);
        put_value(out, &more);
        cli_script(out, " ;;\n");
    }
}

void cli_completion_bash(cli_output *out)
{
    cli_script(out, "%s", beginning);
    put_takers(out);
    cli_script(out, "%s", middle);
    put_values(out);
    put_options(out);
    put_arguments(out);
    cli_script(out, "%s", ending);
}
