#define _GNU_SOURCE /* getopt_long */

#include "cli/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/say.h"

/* Values of the options beyond the letters. Settings come first, in the order of CLI_TERRITORY. */
enum {
    SETTING = 256,
    EDITION = SETTING + CLI_SETTING_COUNT,
    PROFILE,
    FORMAT,
    FAIL_ON,
    RULES,
    CONFIG,
    NO_CONFIG,
    NO_CACHE,
    FILES_FROM,
    STDIN_FORMAT,
    COLOUR,
    COVERAGE,
    CACHE,
    CACHE_STATS
};

typedef struct option_row {
    const char *name;
    int value; /* a letter, or one of the above */
    int argument;
    unsigned commands;
    const char *shown; /* how --help writes it; NULL: another spelling of the row before */
    const char *help;
} option_row;

static const option_row rows[] = {
    {"edition", EDITION, required_argument, CLI_JUDGES, "--edition NAME",
     "judge for this edition of captionlint.yaml; again for more"},
    {"territory", SETTING + CLI_TERRITORY, required_argument, CLI_JUDGES, "--territory KR,US",
     "where it is published: codes or names; WORLD for everywhere"},
    {"medium", SETTING + CLI_MEDIUM, required_argument, CLI_JUDGES, "--medium internet",
     "in which media"},
    {"use", SETTING + CLI_USE, required_argument, CLI_JUDGES, "--use editorial", "for which use"},
    {"at", SETTING + CLI_AT, required_argument, CLI_JUDGES, "--at TIME",
     "when: 2017-03-09 or 2017-03-09T10:00+01:00; now if not given"},
    {"until", SETTING + CLI_UNTIL, required_argument, CLI_JUDGES, "--until TIME",
     "when it will be taken down"},
    {"geo-blocked", SETTING + CLI_GEO_BLOCKED, optional_argument, CLI_JUDGES,
     "--geo-blocked[=yes|no]", "readers elsewhere are kept out of the web"},
    {"credit", SETTING + CLI_CREDIT, required_argument, CLI_JUDGES, "--credit TEXT",
     "the credit that will be printed"},
    {"outlet", SETTING + CLI_OUTLET, required_argument, CLI_JUDGES, "--outlet NAME",
     "the name of the publication"},
    {"archive", SETTING + CLI_ARCHIVE, optional_argument, CLI_JUDGES, "--archive[=yes|no]",
     "it will be kept for later use"},
    {"syndicate", SETTING + CLI_SYNDICATE, optional_argument, CLI_JUDGES, "--syndicate[=yes|no]",
     "it will be passed on or sold"},
    {"crop", SETTING + CLI_CROP, optional_argument, CLI_JUDGES, "--crop[=yes|no]",
     "it will be cropped"},
    {"ai", SETTING + CLI_AI, optional_argument, CLI_JUDGES, "--ai[=yes|no]",
     "it will be given to machine learning"},
    {"profile", PROFILE, required_argument, CLI_JUDGES, "--profile NAME",
     "make the checks of this profile: wire-in, publish-web, ...; none"},
    {"format", FORMAT, required_argument, CLI_READS | CLI_DIFF | CLI_RULES, "--format NAME",
     "the format of the report or reference; text if not given"},
    {"fail-on", FAIL_ON, required_argument, CLI_CHECK, "--fail-on LEVEL",
     "error (default), warning, info or never: what gives exit status 1"},
    {"output", 'o', required_argument, CLI_ALL, "-o, --output FILE",
     "write there; the file appears when it is complete"},
    {"files-from", FILES_FROM, required_argument, CLI_READS, "--files-from FILE",
     "read paths from FILE, one a line; - is standard input"},
    {"null", '0', no_argument, CLI_READS, "-0, --null", "the paths of --files-from end with NUL"},
    {"stdin-format", STDIN_FORMAT, required_argument, CLI_READS, "--stdin-format KIND",
     "what - is: text, ndjson or picture; told by its content"},
    {"jobs", 'j', required_argument, CLI_READS, "-j, --jobs N",
     "read with N threads; as many as there are processors if not given"},
    {"cache", CACHE, required_argument, CLI_READS, "--cache FILE",
     "keep results in FILE; what did not change since is not read again"},
    {"cache-stats", CACHE_STATS, no_argument, CLI_READS, "--cache-stats",
     "say on standard error what the cache was good for"},
    {"rules", RULES, required_argument, CLI_ALL, "--rules FOLDER", "use the rules in FOLDER"},
    {"config", CONFIG, required_argument, CLI_JUDGES | CLI_EXTRACT | CLI_EXPLAIN | CLI_RULES,
     "--config FILE", "use FILE instead of the captionlint.yaml above the first input"},
    {"no-config", NO_CONFIG, no_argument, CLI_JUDGES | CLI_EXTRACT, "--no-config",
     "use no captionlint.yaml"},
    {"no-cache", NO_CACHE, no_argument, CLI_ALL, "--no-cache",
     "compile the rules anew, and keep nothing for the next run"},
    {"colour", COLOUR, required_argument, CLI_READS | CLI_DIFF, "--colour WHEN",
     "auto, always or never"},
    {"color", COLOUR, required_argument, CLI_READS | CLI_DIFF, NULL, NULL},
    {"coverage", COVERAGE, no_argument, CLI_RULES, "--coverage",
     "rules test: name the phrases that stand in none of the files"},
    {"help", 'h', no_argument, CLI_ALL, "-h, --help", "this page"},
    {"version", 'V', no_argument, CLI_ALL, "-V, --version", "the version"},
};
enum {
    ROW_COUNT = sizeof rows / sizeof rows[0]
};

static const char letters[] = ":o:j:0hV";

const char *cli_setting_name(int setting)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (rows[i].value == SETTING + setting) {
            return rows[i].name;
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
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (rows[i].shown != NULL) {
            (void)printf("  %-22s %s\n", rows[i].shown, rows[i].help);
        }
    }
}

static void fill_long(struct option *out)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        out[i] = (struct option){
            .name = rows[i].name, .has_arg = rows[i].argument, .val = rows[i].value};
    }
    out[ROW_COUNT] = (struct option){0};
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
    static const char *const names[] = {"error", "warning", "info", "never", NULL};
    static const captionlint_level levels[] = {CAPTIONLINT_ERROR, CAPTIONLINT_WARNING,
                                               CAPTIONLINT_INFO, CAPTIONLINT_ERROR};
    int chosen = choose("fail-on", word, names);
    if (chosen < 0) {
        return CLI_EXIT_FAILED;
    }
    out->fail_on = levels[chosen];
    out->fail_never = chosen == 3;
    return CLI_EXIT_OK;
}

static int set_stdin_format(cli_options *out, const char *word)
{
    static const char *const names[] = {"text", "ndjson", "picture", NULL};
    static const captionlint_input_kind kinds[] = {
        CAPTIONLINT_INPUT_TEXT, CAPTIONLINT_INPUT_RECORDS, CAPTIONLINT_INPUT_PICTURE};
    int chosen = choose("stdin-format", word, names);
    if (chosen < 0) {
        return CLI_EXIT_FAILED;
    }
    out->stdin_kind = kinds[chosen];
    return CLI_EXIT_OK;
}

static int set_colour(cli_options *out, const char *word)
{
    static const char *const names[] = {"auto", "always", "never", NULL};
    int chosen = choose("colour", word, names);
    if (chosen < 0) {
        return CLI_EXIT_FAILED;
    }
    out->colour = (cli_colour)chosen;
    return CLI_EXIT_OK;
}

static int set_jobs(cli_options *out, const char *word)
{
    char *end = NULL;
    unsigned long count = word[0] >= '0' && word[0] <= '9' ? strtoul(word, &end, 10) : 0;
    if (count == 0 || count > CLI_JOBS_MAX || *end != '\0') {
        return cli_fail("--jobs: \"%s\" is no number of threads; give one from 1 to %u", word,
                        CLI_JOBS_MAX);
    }
    out->jobs = (unsigned)count;
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

static int apply(cli_options *out, int value, const char *argument)
{
    if (value >= SETTING && value < SETTING + CLI_SETTING_COUNT) {
        return set_setting(out, value - SETTING, argument);
    }
    switch (value) {
    case EDITION:
        return add_edition(out, argument);
    case PROFILE:
        out->profile = argument;
        break;
    case FORMAT:
        out->format = argument;
        break;
    case FAIL_ON:
        return set_fail_on(out, argument);
    case RULES:
        out->rules = argument;
        break;
    case CONFIG:
        out->config = argument;
        break;
    case NO_CONFIG:
        out->no_config = true;
        break;
    case NO_CACHE:
        out->no_cache = true;
        break;
    case FILES_FROM:
        out->files_from = argument;
        break;
    case STDIN_FORMAT:
        return set_stdin_format(out, argument);
    case COLOUR:
        return set_colour(out, argument);
    case 'j':
        return set_jobs(out, argument);
    case CACHE:
        out->cache = argument;
        break;
    case CACHE_STATS:
        out->cache_stats = true;
        break;
    case 'o':
        out->output = argument;
        break;
    case '0':
        out->zero = true;
        break;
    case COVERAGE:
        out->coverage = true;
        break;
    case 'h':
        out->help = true;
        break;
    case 'V':
        out->version = true;
        break;
    default:
        break;
    }
    return CLI_EXIT_OK;
}

static int unknown(const char *written)
{
    const char *names[ROW_COUNT + 1] = {NULL};
    for (size_t i = 0; i < ROW_COUNT; i++) {
        names[i] = rows[i].name;
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
    if (optopt > 0 && optopt < SETTING && strchr(letters, optopt) == NULL) {
        return cli_fail("unknown option -%c; captionlint --help lists the options", optopt);
    }
    return optopt == 0 ? unknown(written) : cli_fail("%s: it takes no value", written);
}

typedef int (*option_fn)(int value, const char *argument, void *user);

/* Calls `each` with every option of the command line. */
static int each_option(int argc, char **argv, option_fn each, void *user)
{
    struct option known[ROW_COUNT + 1];
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
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (rows[i].value == value && (rows[i].commands & asked->command) == 0) {
            return cli_fail("--%s says nothing to `captionlint %s`; leave it out", rows[i].name,
                            asked->name);
        }
    }
    return CLI_EXIT_OK;
}

int cli_options_allow(int argc, char **argv, unsigned command, const char *name)
{
    permission asked = {command, name};
    return each_option(argc, argv, allow_option, &asked);
}
