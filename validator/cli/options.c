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
    LANGUAGE,
    AS,
    FAIL_ON,
    RULES,
    CONFIG,
    NO_CONFIG,
    NO_CACHE,
    FILES_FROM,
    STDIN_FORMAT,
    COLOUR,
    COVERAGE,
    THUMBNAILS,
    STYLESHEET,
    TITLE,
    SINCE,
    AGAINST,
    CACHE,
    CACHE_STATS,
    WAIVERS,
    NO_WAIVERS,
    BASELINE,
    WRITE_BASELINE,
    RULE,
    FINDING,
    REASON,
    APPROVED_BY,
    EXPIRES,
    PROGRESS,
    STATS,
    YES,
    DRY_RUN,
    ONCE,
    NO_SHEET,
    INLINE,
    LISTEN,
    TOKENS,
    CERTIFICATE,
    KEY,
    BROKER,
    QUEUE,
    RESULTS,
    DEAD,
    ROOT,
    GRACE,
    MAX_BODY,
    MAX_CONNECTIONS,
    TIMEOUT,
    DELIVERIES
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
    {"edition", EDITION, required_argument, CLI_JUDGES | CLI_WAIVE, "--edition NAME",
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
    {"format", FORMAT, required_argument, CLI_READS | CLI_DIFF | CLI_RULES | CLI_EXPLAIN | CLI_HOOK,
     "--format NAME", "the format of the report or reference; text if not given"},
    {"lang", LANGUAGE, required_argument, CLI_SPEAKS, "--lang CODE",
     "say it in de, en, es, fr, it, ja or ko; as the locale if not given"},
    {"as", AS, required_argument, CLI_EXTRACT, "--as NAME",
     "the rights for machines: odrl, rightsml, ninjs, schema.org, plus-xmp"},
    {"fail-on", FAIL_ON, required_argument, CLI_CHECK | CLI_HOOK, "--fail-on LEVEL",
     "error (default), warning, info or never: what gives exit status 1"},
    {"output", 'o', required_argument, CLI_ALL, "-o, --output FILE",
     "write there; the file appears when it is complete"},
    {"thumbnails", THUMBNAILS, no_argument, CLI_READS, "--thumbnails",
     "json and ndjson: with the thumbnails of the pictures"},
    {"stylesheet", STYLESHEET, required_argument, CLI_READS | CLI_REPORT | CLI_WATCH | CLI_SERVE,
     "--stylesheet FILE", "html: an XSLT stylesheet of your own, with its .css and .js beside it"},
    {"title", TITLE, required_argument, CLI_READS | CLI_REPORT, "--title TEXT",
     "html: the title of the page"},
    {"since", SINCE, required_argument, CLI_REPORT, "--since FILE",
     "report: what is new, resolved or changed since that earlier run"},
    {"against", AGAINST, required_argument, CLI_HOOK, "--against COMMIT",
     "hook run: what changed since COMMIT, as its captionlint.yaml has it; HEAD if not given"},
    {"files-from", FILES_FROM, required_argument, CLI_READS, "--files-from FILE",
     "read paths from FILE, one a line; - is standard input"},
    {"null", '0', no_argument, CLI_READS, "-0, --null", "the paths of --files-from end with NUL"},
    {"stdin-format", STDIN_FORMAT, required_argument, CLI_READS, "--stdin-format KIND",
     "what - is: text, ndjson or picture; told by its content"},
    {"jobs", 'j', required_argument, CLI_READS | CLI_STAYS, "-j, --jobs N",
     "read with N threads; as many as there are processors if not given"},
    {"cache", CACHE, required_argument, CLI_READS, "--cache FILE",
     "keep results in FILE; what did not change since is not read again"},
    {"cache-stats", CACHE_STATS, no_argument, CLI_READS, "--cache-stats",
     "say on standard error what the cache was good for"},
    {"rules", RULES, required_argument, CLI_ALL, "--rules FOLDER", "use the rules in FOLDER"},
    {"config", CONFIG, required_argument,
     CLI_JUDGES | CLI_WAIVE | CLI_EXTRACT | CLI_FIX | CLI_EXPLAIN | CLI_RULES | CLI_COMPLETION,
     "--config FILE", "use FILE instead of the captionlint.yaml above the first input"},
    {"no-config", NO_CONFIG, no_argument, CLI_JUDGES | CLI_EXTRACT | CLI_FIX | CLI_COMPLETION,
     "--no-config", "use no captionlint.yaml"},
    {"no-cache", NO_CACHE, no_argument, CLI_ALL, "--no-cache",
     "compile the rules anew, and keep nothing for the next run"},
    {"colour", COLOUR, required_argument, CLI_READS | CLI_DIFF | CLI_EXPLAIN, "--colour WHEN",
     "auto, always or never"},
    {"color", COLOUR, required_argument, CLI_READS | CLI_DIFF | CLI_EXPLAIN, NULL, NULL},
    {"progress", PROGRESS, required_argument, CLI_READS | CLI_ENQUEUE, "--progress WHEN",
     "a bar on the terminal during long runs: auto, always or never"},
    {"stats", STATS, no_argument, CLI_READS, "--stats",
     "say on standard error what the run came to: formats, findings by rule, speed"},
    {"quiet", 'q', no_argument, CLI_READS | CLI_REPORT | CLI_ENQUEUE, "-q, --quiet",
     "no summary and no bar on standard error"},
    {"coverage", COVERAGE, no_argument, CLI_RULES, "--coverage",
     "rules test: name the phrases that stand in none of the files"},
    {"yes", YES, no_argument, CLI_FIX, "--yes", "fix: write without asking"},
    {"dry-run", DRY_RUN, no_argument, CLI_FIX, "--dry-run", "fix: show what would be written"},
    {"waivers", WAIVERS, required_argument, CLI_EXCEPTS | CLI_WAIVE, "--waivers FILE",
     "use FILE instead of the captionlint-waivers.yaml beside captionlint.yaml"},
    {"no-waivers", NO_WAIVERS, no_argument, CLI_EXCEPTS, "--no-waivers", "nothing is waived"},
    {"baseline", BASELINE, required_argument, CLI_CHECK | CLI_HOOK, "--baseline FILE",
     "count the findings that FILE knows, do not show them; verdicts stay"},
    {"write-baseline", WRITE_BASELINE, required_argument, CLI_CHECK, "--write-baseline FILE",
     "add what is found to the findings that FILE knows"},
    {"rule", RULE, required_argument, CLI_WAIVE, "--rule RULE", "waive: the finding of this rule"},
    {"finding", FINDING, required_argument, CLI_WAIVE, "--finding ID",
     "waive: the finding with this id"},
    {"reason", REASON, required_argument, CLI_WAIVE, "--reason TEXT", "waive: why"},
    {"approved-by", APPROVED_BY, required_argument, CLI_WAIVE, "--approved-by NAME",
     "waive: who answers for it"},
    {"expires", EXPIRES, required_argument, CLI_WAIVE, "--expires WHEN",
     "waive: until 2024-05-01, 2024-05-01T22:00Z, or 12h or 3d from now on"},
    {"once", ONCE, no_argument, CLI_WATCH | CLI_WORKER, "--once",
     "watch, worker: end when nothing is left to do"},
    {"grace", GRACE, required_argument, CLI_WATCH, "--grace SECONDS",
     "watch: how long a picture waits for its sidecar; 2 if not given"},
    {"no-sheet", NO_SHEET, no_argument, CLI_WATCH, "--no-sheet",
     "watch: only the record beside each picture"},
    {"listen", LISTEN, required_argument, CLI_SERVE, "--listen HOST:PORT",
     "serve: 127.0.0.1:8377 if not given; other hosts want --tokens"},
    {"tokens", TOKENS, required_argument, CLI_SERVE, "--tokens FILE",
     "serve: who shows one of these bearer tokens is served"},
    {"certificate", CERTIFICATE, required_argument, CLI_SERVE, "--certificate FILE",
     "serve: TLS with this chain of certificates (PEM)"},
    {"key", KEY, required_argument, CLI_SERVE, "--key FILE",
     "serve: the private key of the certificate (PEM)"},
    {"max-body", MAX_BODY, required_argument, CLI_SERVE, "--max-body MIB",
     "serve: the largest request; 64 if not given"},
    {"max-connections", MAX_CONNECTIONS, required_argument, CLI_SERVE, "--max-connections N",
     "serve: as many at once; 1024 if not given"},
    {"timeout", TIMEOUT, required_argument, CLI_SERVE, "--timeout SECONDS",
     "serve: a request has come whole by then; 30 if not given"},
    {"broker", BROKER, required_argument, CLI_QUEUES, "--broker URL",
     "$CAPTIONLINT_BROKER or amqp://localhost if not given"},
    {"queue", QUEUE, required_argument, CLI_QUEUES, "--queue NAME",
     "where jobs wait; captionlint.jobs if not given"},
    {"results", RESULTS, required_argument, CLI_WORKER, "--results NAME",
     "where records go; captionlint.results if not given"},
    {"dead", DEAD, required_argument, CLI_QUEUES, "--dead NAME",
     "where jobs go that cannot be done; captionlint.dead if not given"},
    {"deliveries", DELIVERIES, required_argument, CLI_WORKER, "--deliveries N",
     "worker: a job is given up after so many; 5 if not given"},
    {"root", ROOT, required_argument, CLI_QUEUES, "--root FOLDER",
     "paths in jobs are below FOLDER; jobs with paths are refused if not given"},
    {"inline", INLINE, no_argument, CLI_ENQUEUE, "--inline",
     "enqueue: send the pictures themselves, not their paths"},
    {"help", 'h', no_argument, CLI_ALL, "-h, --help", "this page"},
    {"version", 'V', no_argument, CLI_ALL, "-V, --version", "the version"},
};
enum {
    ROW_COUNT = sizeof rows / sizeof rows[0]
};

static const char letters[] = ":o:j:0qhV";

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

static const char *const fail_on_names[] = {"error", "warning", "info", "never", NULL};
static const char *const kind_names[] = {"text", "ndjson", "picture", NULL};
static const char *const when_names[] = {"auto", "always", "never", NULL};

static const char *const *words_of(int value)
{
    switch (value) {
    case FAIL_ON:
        return fail_on_names;
    case STDIN_FORMAT:
        return kind_names;
    case COLOUR:
    case PROGRESS:
        return when_names;
    default:
        return NULL;
    }
}

bool cli_option_at(size_t i, cli_option *out)
{
    for (size_t row = 0; row < ROW_COUNT; row++) {
        const option_row *found = &rows[row];
        if (found->shown == NULL || i-- > 0) {
            continue;
        }
        *out = (cli_option){.name = found->name,
                            .letter = (char)(found->value < SETTING ? found->value : '\0'),
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
    {GRACE, "grace", "number of seconds", CLI_SECONDS_MAX},
    {MAX_BODY, "max-body", "number of MiB", CLI_BODY_MAX},
    {MAX_CONNECTIONS, "max-connections", "number of connections", CLI_CONNECTIONS_MAX},
    {TIMEOUT, "timeout", "number of seconds", CLI_SECONDS_MAX},
    {DELIVERIES, "deliveries", "number of deliveries", CLI_DELIVERIES_MAX},
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
        {PROFILE, &out->profile},
        {FORMAT, &out->format},
        {LANGUAGE, &out->language},
        {AS, &out->as},
        {RULES, &out->rules},
        {CONFIG, &out->config},
        {FILES_FROM, &out->files_from},
        {CACHE, &out->cache},
        {WAIVERS, &out->waivers},
        {BASELINE, &out->baseline},
        {WRITE_BASELINE, &out->write_baseline},
        {RULE, &out->rule},
        {FINDING, &out->finding},
        {REASON, &out->reason},
        {APPROVED_BY, &out->approved_by},
        {EXPIRES, &out->expires},
        {'o', &out->output},
        {STYLESHEET, &out->stylesheet},
        {TITLE, &out->title},
        {SINCE, &out->since},
        {AGAINST, &out->against},
        {LISTEN, &out->listen},
        {TOKENS, &out->tokens},
        {CERTIFICATE, &out->certificate},
        {KEY, &out->key},
        {BROKER, &out->broker},
        {QUEUE, &out->queue},
        {RESULTS, &out->results},
        {DEAD, &out->dead},
        {ROOT, &out->root},
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
        {NO_CONFIG, &out->no_config},
        {NO_CACHE, &out->no_cache},
        {STATS, &out->stats},
        {'q', &out->quiet},
        {NO_WAIVERS, &out->no_waivers},
        {CACHE_STATS, &out->cache_stats},
        {'0', &out->zero},
        {THUMBNAILS, &out->thumbnails},
        {YES, &out->yes},
        {DRY_RUN, &out->dry_run},
        {COVERAGE, &out->coverage},
        {ONCE, &out->once},
        {NO_SHEET, &out->no_sheet},
        {INLINE, &out->inlined},
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
    if (value >= SETTING && value < SETTING + CLI_SETTING_COUNT) {
        return set_setting(out, value - SETTING, argument);
    }
    if (take_text(out, value, argument)) {
        return CLI_EXIT_OK;
    }
    if (number_of(value) < CLI_NUMBER_COUNT) {
        return set_number(out, number_of(value), argument);
    }
    switch (value) {
    case EDITION:
        return add_edition(out, argument);
    case FAIL_ON:
        return set_fail_on(out, argument);
    case STDIN_FORMAT:
        return set_stdin_format(out, argument);
    case COLOUR:
        return set_when(&out->colour, "colour", argument);
    case PROGRESS:
        return set_when(&out->progress, "progress", argument);
    default:
        take_flag(out, value);
        return CLI_EXIT_OK;
    }
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
