/* The table of options, and the values by which options.c knows them. */
#ifndef CLI_OPTION_ROWS_H
#define CLI_OPTION_ROWS_H

#include "cli/options.h"

/* Values of the options beyond the letters. Settings come first, in the order of CLI_TERRITORY. */
enum {
    CLI_OPTION_SETTING = 256,
    CLI_OPTION_EDITION = CLI_OPTION_SETTING + CLI_SETTING_COUNT,
    CLI_OPTION_PROFILE,
    CLI_OPTION_FORMAT,
    CLI_OPTION_LANGUAGE,
    CLI_OPTION_AS,
    CLI_OPTION_FAIL_ON,
    CLI_OPTION_RULES,
    CLI_OPTION_CONFIG,
    CLI_OPTION_NO_CONFIG,
    CLI_OPTION_NO_CACHE,
    CLI_OPTION_FILES_FROM,
    CLI_OPTION_STDIN_FORMAT,
    CLI_OPTION_COLOUR,
    CLI_OPTION_COVERAGE,
    CLI_OPTION_THUMBNAILS,
    CLI_OPTION_STYLESHEET,
    CLI_OPTION_TITLE,
    CLI_OPTION_SINCE,
    CLI_OPTION_AGAINST,
    CLI_OPTION_CACHE,
    CLI_OPTION_CACHE_STATS,
    CLI_OPTION_WAIVERS,
    CLI_OPTION_NO_WAIVERS,
    CLI_OPTION_BASELINE,
    CLI_OPTION_WRITE_BASELINE,
    CLI_OPTION_RULE,
    CLI_OPTION_FINDING,
    CLI_OPTION_REASON,
    CLI_OPTION_APPROVED_BY,
    CLI_OPTION_EXPIRES,
    CLI_OPTION_PROGRESS,
    CLI_OPTION_STATS,
    CLI_OPTION_YES,
    CLI_OPTION_DRY_RUN,
    CLI_OPTION_ONCE,
    CLI_OPTION_NO_SHEET,
    CLI_OPTION_INLINE,
    CLI_OPTION_LISTEN,
    CLI_OPTION_TOKENS,
    CLI_OPTION_CERTIFICATE,
    CLI_OPTION_KEY,
    CLI_OPTION_BROKER,
    CLI_OPTION_QUEUE,
    CLI_OPTION_RESULTS,
    CLI_OPTION_DEAD,
    CLI_OPTION_ROOT,
    CLI_OPTION_GRACE,
    CLI_OPTION_MAX_BODY,
    CLI_OPTION_MAX_CONNECTIONS,
    CLI_OPTION_TIMEOUT,
    CLI_OPTION_DELIVERIES
};

typedef struct cli_option_row {
    const char *name;
    int value; /* a letter, or one of the above */
    int argument;
    unsigned commands;
    const char *shown; /* how --help writes it; NULL: another spelling of the row before */
    const char *help;
} cli_option_row;

/* The rows, up to one without a name. There are fewer than CLI_OPTION_ROWS_MAX. */
extern const cli_option_row cli_option_rows[];

#endif
