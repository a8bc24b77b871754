/* `captionlint completion`: scripts for shells, and what these ask for. */
#include "cli/completion.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/say.h"
#include "cli/setup.h"

/* --- the model --- */

/* "text, json" as "text json" */
static cli_value words_of(const char *list)
{
    cli_value value = {.kind = CLI_VALUE_WORDS};
    size_t len = 0;
    for (const char *at = list; *at != '\0' && len + 1 < sizeof value.words; at++) {
        if (*at != ',') {
            value.words[len++] = *at == '|' ? ' ' : *at;
        }
    }
    return value;
}

static cli_value words_in(const char *const names[])
{
    cli_value value = {.kind = CLI_VALUE_WORDS};
    size_t len = 0;
    for (size_t i = 0; names[i] != NULL; i++) {
        int n = snprintf(value.words + len, sizeof value.words - len, "%s%s", i > 0 ? " " : "",
                         names[i]);
        len += n < 0 || (size_t)n >= sizeof value.words - len ? 0 : (size_t)n;
    }
    return value;
}

static cli_value formats_of(const cli_command *command)
{
    switch (command->mask) {
    case CLI_CHECK:
    case CLI_EXTRACT:
        return words_of(captionlint_report_formats());
    case CLI_DIFF:
        return words_of(captionlint_diff_formats());
    case CLI_EXPLAIN:
    case CLI_RULES:
        return words_of(captionlint_rules_formats());
    default:
        return (cli_value){.kind = CLI_VALUE_TEXT};
    }
}

/* What the command itself is asked for. */
static const char *ask_for(const char *name)
{
    static const struct {
        const char *option;
        const char *what;
    } asked[] = {
        {"edition", "editions"}, {"profile", "profiles"}, {"lang", "languages"}, {"rule", "rules"}};
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
        if (strcmp(asked[i].option, name) == 0) {
            return asked[i].what;
        }
    }
    return NULL;
}

/* The word that --help shows for the value says what it is. */
static cli_value value_shown(const char *shown)
{
    if (strstr(shown, "FILE") != NULL) {
        return (cli_value){.kind = CLI_VALUE_FILE};
    }
    if (strstr(shown, "FOLDER") != NULL) {
        return (cli_value){.kind = CLI_VALUE_FOLDER};
    }
    return (cli_value){.kind = CLI_VALUE_TEXT};
}

cli_value cli_value_of(const cli_option *option, const cli_command *command)
{
    if (!option->takes_value) {
        return (cli_value){.kind = CLI_VALUE_NONE};
    }
    if (option->optional) {
        cli_value answer = words_of("yes no");
        answer.optional = true;
        return answer;
    }
    if (option->words != NULL) {
        return words_in(option->words);
    }
    if (strcmp(option->name, "format") == 0) {
        return formats_of(command);
    }
    if (strcmp(option->name, "as") == 0) {
        return words_of(captionlint_rights_exports());
    }
    const char *ask = ask_for(option->name);
    return ask != NULL ? (cli_value){.kind = CLI_VALUE_ASK, .ask = ask}
                       : value_shown(option->shown);
}

bool cli_value_is_common(const cli_option *option)
{
    return strcmp(option->name, "format") != 0;
}

cli_value cli_first_argument(const cli_command *command)
{
    const char *takes = command->shown + strcspn(command->shown, " ");
    takes += strspn(takes, " ");
    if (strchr(takes, '|') != NULL) {
        return words_of(takes);
    }
    if (strcmp(takes, "RULE") == 0) {
        return (cli_value){.kind = CLI_VALUE_ASK, .ask = "rules"};
    }
    return (cli_value){.kind = takes[0] == '\0' ? CLI_VALUE_NONE : CLI_VALUE_FILE};
}

cli_value cli_more_arguments(const cli_command *command)
{
    cli_value first = cli_first_argument(command);
    if (command->mask == CLI_RULES) {
        return (cli_value){.kind = CLI_VALUE_ASK, .ask = "rules"};
    }
    return first.kind == CLI_VALUE_FILE ? first : (cli_value){.kind = CLI_VALUE_NONE};
}

/* --- writing --- */

void cli_script(cli_output *out, const char *format, ...)
{
    char text[CLI_MESSAGE_MAX];
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (len > 0) {
        size_t most = sizeof text - 1;
        (void)cli_output_write(text, (size_t)len < most ? (size_t)len : most, out);
    }
}

void cli_script_escaped(cli_output *out, const char *text, const char *of, const char *quote)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\'') {
            cli_script(out, "%s", quote);
        } else {
            cli_script(out, strchr(of, *at) != NULL ? "\\%c" : "%c", *at);
        }
    }
}

/* --- what scripts ask --- */

/* A name that a terminal would obey cannot be offered on one. */
static void offer(cli_output *out, const char *name)
{
    if (name[0] != '\0' && cli_is_printable(name)) {
        cli_script(out, "%s\n", name);
    }
}

static captionlint_status offer_editions(const captionlint *lint, cli_output *out,
                                         captionlint_error *error)
{
    (void)error;
    for (size_t i = 0; i < captionlint_edition_count(lint); i++) {
        offer(out, captionlint_edition_name(lint, i));
    }
    return CAPTIONLINT_OK;
}

static captionlint_status offer_languages(const captionlint *lint, cli_output *out,
                                          captionlint_error *error)
{
    char *languages = captionlint_languages();
    (void)lint;
    (void)error;
    for (char *at = languages; at != NULL && *at != '\0';) {
        size_t len = strcspn(at, ", ");
        char end = at[len];
        at[len] = '\0';
        offer(out, at);
        at += len + (end == '\0' ? 0 : 1);
    }
    free(languages);
    return CAPTIONLINT_OK;
}

/* The list of rules on its way: of each line the first word, where its second one is wanted. */
typedef struct listing {
    cli_output *out;
    bool profiles; /* these alone; else all */
    char line[CLI_MESSAGE_MAX];
    size_t len;
} listing;

static void offer_line(listing *to)
{
    static const char profile[] = "profile ";
    char *kind = to->line + strcspn(to->line, " ");
    size_t blanks = strspn(kind, " ");
    if (blanks > 0) {
        *kind = '\0';
        kind += blanks;
    }
    if (!to->profiles || strncmp(kind, profile, sizeof profile - 1) == 0) {
        offer(to->out, to->line);
    }
}

static int take_listing(const char *bytes, size_t len, void *user)
{
    listing *to = user;
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] == '\n') {
            to->line[to->len] = '\0';
            offer_line(to);
            to->len = 0;
        } else if (to->len + 1 < sizeof to->line) {
            to->line[to->len++] = bytes[i];
        }
    }
    return 0;
}

static captionlint_status offer_rules(const captionlint *lint, cli_output *out,
                                      captionlint_error *error)
{
    listing to = {.out = out};
    return captionlint_rules_list(lint, take_listing, &to, error);
}

static captionlint_status offer_profiles(const captionlint *lint, cli_output *out,
                                         captionlint_error *error)
{
    listing to = {.out = out, .profiles = true};
    captionlint_status status = captionlint_rules_list(lint, take_listing, &to, error);
    offer(out, "none");
    return status;
}

/* --- the command --- */

typedef struct part {
    const char *name;
    void (*script)(cli_output *out); /* NULL: it is asked for */
    captionlint_status (*offer)(const captionlint *lint, cli_output *out, captionlint_error *error);
} part;

static const part parts[] = {
    {"bash", cli_completion_bash, NULL},  {"zsh", cli_completion_zsh, NULL},
    {"fish", cli_completion_fish, NULL},  {"editions", NULL, offer_editions},
    {"profiles", NULL, offer_profiles},   {"rules", NULL, offer_rules},
    {"languages", NULL, offer_languages},
};
enum {
    PART_COUNT = sizeof parts / sizeof parts[0]
};

static const part *find_part(const cli_options *options)
{
    for (size_t i = 0; options->argument_count == 1 && i < PART_COUNT; i++) {
        if (strcmp(options->arguments[0], parts[i].name) == 0) {
            return &parts[i];
        }
    }
    return NULL;
}

static int answer(const part *asked, const cli_options *options, cli_output *out)
{
    captionlint *lint = NULL;
    captionlint_error error = {0};
    cli_options here = *options; /* the configuration is that of the current folder */
    here.argument_count = 0;
    int status = cli_setup(&here, false, &lint);
    if (status == CLI_EXIT_OK && asked->offer(lint, out, &error) != CAPTIONLINT_OK) {
        status = cli_fail("%s", error.message);
    }
    captionlint_free(lint);
    return status;
}

int cli_completion(const cli_options *options)
{
    cli_output out;
    const part *asked = find_part(options);
    if (asked == NULL) {
        return cli_fail("completion wants the name of a shell: bash, zsh or fish");
    }
    int status = cli_output_open(&out, options->output);
    if (status != CLI_EXIT_OK) {
        return status;
    }
    if (asked->script != NULL) {
        asked->script(&out);
    } else {
        status = answer(asked, options, &out);
    }
    int closed = cli_output_close(&out, status == CLI_EXIT_OK);
    return closed != CLI_EXIT_OK ? closed : status;
}
