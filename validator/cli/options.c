#define _GNU_SOURCE /* getopt_long */

#include "cli/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/option_rows.h"
#include "cli/say.h"

static const char letters[] = ":o:j:0qhV";

const char *cli_setting_name(int setting)
{
    for (size_t i = 0; cli_option_rows[i].name != NULL; i++) {
        if (cli_option_rows[i].value == CLI_OPTION_SETTING + setting) {
            return cli_option_rows[i].name;
        }
    }
    return "";
}

const char *cli_setting_key(int setting)
{
    return setting == CLI_GEO_BLOCKED ? "geo_blocked" : cli_setting_name(setting);
}

void cli_options_help(void)
{
    for (size_t i = 0; cli_option_rows[i].name != NULL; i++) {
        if (cli_option_rows[i].shown != NULL) {
            (void)printf("  %-22s %s\n", cli_option_rows[i].shown, cli_option_rows[i].help);
        }
    }
}

static void fill_long(struct option *out)
{
    size_t count = 0;
    for (const cli_option_row *row = cli_option_rows; row->name != NULL; row++) {
        out[count++] =
            (struct option){.name = row->name, .has_arg = row->argument, .val = row->value};
    }
    out[count] = (struct option){0};
}

static const char *const fail_on_names[] = {"error", "warning", "info", "never", NULL};
static const char *const kind_names[] = {"text", "ndjson", "picture", NULL};
static const char *const when_names[] = {"auto", "always", "never", NULL};

static const char *const *words_of(int value)
{
    switch (value) {
    case CLI_OPTION_FAIL_ON:
        return fail_on_names;
    case CLI_OPTION_STDIN_FORMAT:
        return kind_names;
    case CLI_OPTION_COLOUR:
    case CLI_OPTION_PROGRESS:
        return when_names;
    default:
        return NULL;
    }
}

bool cli_option_at(size_t i, cli_option *out)
{
    for (size_t row = 0; cli_option_rows[row].name != NULL; row++) {
        const cli_option_row *found = &cli_option_rows[row];
        if (found->shown == NULL || i-- > 0) {
            continue;
        }
        *out =
            (cli_option){.name = found->name,
                         .letter = (char)(found->value < CLI_OPTION_SETTING ? found->value : '\0'),
                         .takes_value = found->argument != no_argument,
                         .optional = found->argument == optional_argument,
                         .commands = found->commands,
                         .shown = found->shown,
                         .help = found->help,
                         .words = words_of(found->value)};
        return true;
    }
    return false;
}

/* The index of `word` in the list, or -1 after telling what there is. */
static int choose(const char *option, const char *word, const char *const names[])
{
    for (int i = 0; names[i] != NULL; i++) {
        if (strcmp(word, names[i]) == 0) {
            return i;
        }
    }
    const char *near = cli_nearest(word, names);
    cli_say("--%s: unknown value \"%s\"; did you mean %s?", option, word,
            near == NULL ? names[0] : near);
    return -1;
}

static int set_fail_on(cli_options *out, const char *word)
{
    static const captionlint_level levels[] = {CAPTIONLINT_ERROR, CAPTIONLINT_WARNING,
                                               CAPTIONLINT_INFO, CAPTIONLINT_ERROR};
    int chosen = choose("fail-on", word, fail_on_names);
    if (chosen < 0) {
        return CLI_EXIT_FAILED;
    }
    out->fail_on = levels[chosen];
    out->fail_never = chosen == 3;
    return CLI_EXIT_OK;
}

static int set_stdin_format(cli_options *out, const char *word)
{
    static const captionlint_input_kind kinds[] = {
        CAPTIONLINT_INPUT_TEXT, CAPTIONLINT_INPUT_RECORDS, CAPTIONLINT_INPUT_PICTURE};
    int chosen = choose("stdin-format", word, kind_names);
    if (chosen < 0) {
        return CLI_EXIT_FAILED;
    }
    out->stdin_kind = kinds[chosen];
    return CLI_EXIT_OK;
}

static int set_when(cli_when *out, const char *option, const char *word)
{
    int chosen = choose(option, word, when_names);
    if (chosen < 0) {
        return CLI_EXIT_FAILED;
    }
    *out = (cli_when)chosen;
    return CLI_EXIT_OK;
}

/* A number option: what it is of, and what it may be. */
typedef struct number_row {
    int value;
    const char *name;
    const char *of; /* "number of threads" */
    unsigned most;
} number_row;

/* In the order of CLI_JOBS. */
static const number_row numbers[CLI_NUMBER_COUNT] = {
    {'j', "jobs", "number of threads", CLI_JOBS_MAX},
    {CLI_OPTION_GRACE, "grace", "number of seconds", CLI_SECONDS_MAX},
    {CLI_OPTION_MAX_BODY, "max-body", "number of MiB", CLI_BODY_MAX},
    {CLI_OPTION_MAX_CONNECTIONS, "max-connections", "number of connections", CLI_CONNECTIONS_MAX},
    {CLI_OPTION_TIMEOUT, "timeout", "number of seconds", CLI_SECONDS_MAX},
    {CLI_OPTION_DELIVERIES, "deliveries", "number of deliveries", CLI_DELIVERIES_MAX},
};

/* The place in `numbers` of an option, or CLI_NUMBER_COUNT. */
static size_t number_of(int value)
{
    size_t i = 0;
    while (i < CLI_NUMBER_COUNT && numbers[i].value != value) {
        i++;
    }
    return i;
}

static int set_number(cli_options *out, size_t i, const char *word)
{
    char *end = NULL;
    unsigned long count = word[0] >= '0' && word[0] <= '9' ? strtoul(word, &end, 10) : 0;
    if (count == 0 || count > numbers[i].most || *end != '\0') {
        return cli_fail("--%s: \"%s\" is no %s; give one from 1 to %u", numbers[i].name, word,
                        numbers[i].of, numbers[i].most);
    }
    out->numbers[i] = (unsigned)count;
    return CLI_EXIT_OK;
}

static int add_edition(cli_options *out, const char *name)
{
    if (out->edition_count == CLI_EDITIONS_MAX) {
        return cli_fail("--edition: more than %u; judge for fewer at once", CLI_EDITIONS_MAX);
    }
    out->editions[out->edition_count++] = name;
    return CLI_EXIT_OK;
}

/* Lists grow when they are given again; of everything else the last one holds. */
static int set_setting(cli_options *out, int setting, const char *value)
{
    bool list = setting == CLI_TERRITORY || setting == CLI_MEDIUM || setting == CLI_USE;
    const char *before = list ? out->settings[setting] : NULL;
    value = value == NULL ? "yes" : value;
    if (strnlen(value, CLI_SETTING_MAX) == CLI_SETTING_MAX) {
        return cli_fail("--%s: a value of more than %u bytes; shorten it",
                        cli_setting_name(setting), CLI_SETTING_MAX);
    }
    size_t size = CLI_SETTING_MAX;
    char *joined = malloc(size);
    int len = joined == NULL ? -1
                             : snprintf(joined, size, "%s%s%s", before == NULL ? "" : before,
                                        before == NULL ? "" : ",", value);
    if (len < 0 || (size_t)len >= size) {
        free(joined);
        return cli_fail("--%s: more values than fit; write them into captionlint.yaml",
                        cli_setting_name(setting));
    }
    free(out->settings[setting]);
    out->settings[setting] = joined;
    return CLI_EXIT_OK;
}

/* An option whose value is kept as it is. */
static bool take_text(cli_options *out, int value, const char *argument)
{
    const struct {
        int value;
        const char **text;
    } texts[] = {
        {CLI_OPTION_PROFILE, &out->profile},
        {CLI_OPTION_FORMAT, &out->format},
        {CLI_OPTION_LANGUAGE, &out->language},
        {CLI_OPTION_AS, &out->as},
        {CLI_OPTION_RULES, &out->rules},
        {CLI_OPTION_CONFIG, &out->config},
        {CLI_OPTION_FILES_FROM, &out->files_from},
        {CLI_OPTION_CACHE, &out->cache},
        {CLI_OPTION_WAIVERS, &out->waivers},
        {CLI_OPTION_BASELINE, &out->baseline},
        {CLI_OPTION_WRITE_BASELINE, &out->write_baseline},
        {CLI_OPTION_RULE, &out->rule},
        {CLI_OPTION_FINDING, &out->finding},
        {CLI_OPTION_REASON, &out->reason},
        {CLI_OPTION_APPROVED_BY, &out->approved_by},
        {CLI_OPTION_EXPIRES, &out->expires},
        {'o', &out->output},
        {CLI_OPTION_STYLESHEET, &out->stylesheet},
        {CLI_OPTION_TITLE, &out->title},
        {CLI_OPTION_SINCE, &out->since},
        {CLI_OPTION_AGAINST, &out->against},
        {CLI_OPTION_LISTEN, &out->listen},
        {CLI_OPTION_TOKENS, &out->tokens},
        {CLI_OPTION_CERTIFICATE, &out->certificate},
        {CLI_OPTION_KEY, &out->key},
        {CLI_OPTION_BROKER, &out->broker},
        {CLI_OPTION_QUEUE, &out->queue},
        {CLI_OPTION_RESULTS, &out->results},
        {CLI_OPTION_DEAD, &out->dead},
        {CLI_OPTION_ROOT, &out->root},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (texts[i].value == value) {
            *texts[i].text = argument;
            return true;
        }
    }
    return false;
}

/* An option without a value. */
static void take_flag(cli_options *out, int value)
{
    const struct {
        int value;
        bool *flag;
    } flags[] = {
        {CLI_OPTION_NO_CONFIG, &out->no_config},
        {CLI_OPTION_NO_CACHE, &out->no_cache},
        {CLI_OPTION_STATS, &out->stats},
        {'q', &out->quiet},
        {CLI_OPTION_NO_WAIVERS, &out->no_waivers},
        {CLI_OPTION_CACHE_STATS, &out->cache_stats},
        {'0', &out->zero},
        {CLI_OPTION_THUMBNAILS, &out->thumbnails},
        {CLI_OPTION_YES, &out->yes},
        {CLI_OPTION_DRY_RUN, &out->dry_run},
        {CLI_OPTION_COVERAGE, &out->coverage},
        {CLI_OPTION_ONCE, &out->once},
        {CLI_OPTION_NO_SHEET, &out->no_sheet},
        {CLI_OPTION_INLINE, &out->inlined},
        {'h', &out->help},
        {'V', &out->version},
    };
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if (flags[i].value == value) {
            *flags[i].flag = true;
        }
    }
}

static int apply(cli_options *out, int value, const char *argument)
{
    if (value >= CLI_OPTION_SETTING && value < CLI_OPTION_SETTING + CLI_SETTING_COUNT) {
        return set_setting(out, value - CLI_OPTION_SETTING, argument);
    }
    if (take_text(out, value, argument)) {
        return CLI_EXIT_OK;
    }
    if (number_of(value) < CLI_NUMBER_COUNT) {
        return set_number(out, number_of(value), argument);
    }
    switch (value) {
    case CLI_OPTION_EDITION:
        return add_edition(out, argument);
    case CLI_OPTION_FAIL_ON:
        return set_fail_on(out, argument);
    case CLI_OPTION_STDIN_FORMAT:
        return set_stdin_format(out, argument);
    case CLI_OPTION_COLOUR:
        return set_when(&out->colour, "colour", argument);
    case CLI_OPTION_PROGRESS:
        return set_when(&out->progress, "progress", argument);
    default:
        take_flag(out, value);
        return CLI_EXIT_OK;
    }
}

static int unknown(const char *written)
{
    const char *names[CLI_OPTION_ROWS_MAX] = {NULL};
    for (size_t i = 0; cli_option_rows[i].name != NULL; i++) {
        names[i] = cli_option_rows[i].name;
    }
    char word[64];
    (void)snprintf(word, sizeof word, "%.*s", (int)strcspn(written + 2, "="), written + 2);
    const char *near = cli_nearest(word, names);
    if (near == NULL) {
        return cli_fail("unknown option --%s; captionlint --help lists the options", word);
    }
    return cli_fail("unknown option --%s; did you mean --%s?", word, near);
}

/* getopt's '?' and ':' in words. */
static int wrong(int code, char **argv)
{
    const char *written = argv[optind - 1];
    if (code == ':') {
        return cli_fail("%s wants a value; captionlint --help shows which", written);
    }
    if (optopt > 0 && optopt < CLI_OPTION_SETTING && strchr(letters, optopt) == NULL) {
        return cli_fail("unknown option -%c; captionlint --help lists the options", optopt);
    }
    return optopt == 0 ? unknown(written) : cli_fail("%s: it takes no value", written);
}

typedef int (*option_fn)(int value, const char *argument, void *user);

/* Calls `each` with every option of the command line. */
static int each_option(int argc, char **argv, option_fn each, void *user)
{
    struct option known[CLI_OPTION_ROWS_MAX];
    fill_long(known);
    opterr = 0;
    optind = 0; /* glibc: start anew */
    for (;;) {
        int value = getopt_long(argc, argv, letters, known, NULL);
        if (value == -1) {
            return CLI_EXIT_OK;
        }
        int status = value == '?' || value == ':' ? wrong(value, argv) : each(value, optarg, user);
        if (status != CLI_EXIT_OK) {
            return status;
        }
    }
}

static int apply_option(int value, const char *argument, void *user)
{
    return apply(user, value, argument);
}

int cli_options_read(int argc, char **argv, cli_options *out)
{
    *out = (cli_options){.fail_on = CAPTIONLINT_ERROR};
    int status = each_option(argc, argv, apply_option, out);
    if (status != CLI_EXIT_OK) {
        return status;
    }
    out->arguments = argv + optind;
    out->argument_count = argc - optind;
    if (out->zero && out->files_from == NULL) {
        return cli_fail("-0 without --files-from; name the list of paths");
    }
    if (out->cache_stats && out->cache == NULL) {
        return cli_fail("--cache-stats without --cache; name the file with the results");
    }
    if (out->yes && out->dry_run) {
        return cli_fail("--yes and --dry-run together; give one of them");
    }
    if (out->stats && out->quiet) {
        return cli_fail("--stats and --quiet together; give one of them");
    }
    if (out->no_waivers && out->waivers != NULL) {
        return cli_fail("--waivers and --no-waivers together; give one of them");
    }
    if (out->no_config && out->config != NULL) {
        return cli_fail("--config and --no-config together; give one of them");
    }
    return CLI_EXIT_OK;
}

void cli_options_free(cli_options *options)
{
    for (size_t i = 0; i < CLI_SETTING_COUNT; i++) {
        free(options->settings[i]);
    }
}

typedef struct permission {
    unsigned command;
    const char *name;
} permission;

static int allow_option(int value, const char *argument, void *user)
{
    const permission *asked = user;
    (void)argument;
    for (size_t i = 0; cli_option_rows[i].name != NULL; i++) {
        if (cli_option_rows[i].value == value &&
            (cli_option_rows[i].commands & asked->command) == 0) {
            return cli_fail("--%s says nothing to `captionlint %s`; leave it out",
                            cli_option_rows[i].name, asked->name);
        }
    }
    return CLI_EXIT_OK;
}

int cli_options_allow(int argc, char **argv, unsigned command, const char *name)
{
    permission asked = {command, name};
    return each_option(argc, argv, allow_option, &asked);
}
