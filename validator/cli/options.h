/* The command line, taken apart: one table of options, each with the commands it belongs to. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>

#include "captionlint.h"
#include "cli/limits.h"

enum {
    CLI_CHECK = 1u << 0,
    CLI_EXTRACT = 1u << 1,
    CLI_EXPLAIN = 1u << 2,
    CLI_RULES = 1u << 3,
    CLI_DIFF = 1u << 4,
    CLI_FIX = 1u << 5,
    CLI_REPORT = 1u << 6, /* stored runs */
    CLI_WAIVE = 1u << 7,
    CLI_COMPLETION = 1u << 8,
    CLI_READS = CLI_CHECK | CLI_EXTRACT, /* commands that report any number of inputs */
    CLI_JUDGES = CLI_CHECK | CLI_DIFF,   /* for editions */
    CLI_SPEAKS = CLI_READS | CLI_REPORT, /* in the language of who reads it */
    CLI_ALL = CLI_READS | CLI_EXPLAIN | CLI_RULES | CLI_DIFF | CLI_FIX | CLI_REPORT | CLI_COMPLETION
};

/* What an edition is described with on the command line; the names are in options.c. */
enum {
    CLI_TERRITORY,
    CLI_MEDIUM,
    CLI_USE,
    CLI_OUTLET,
    CLI_CREDIT,
    CLI_AT,
    CLI_UNTIL,
    CLI_GEO_BLOCKED,
    CLI_ARCHIVE,
    CLI_SYNDICATE,
    CLI_CROP,
    CLI_AI,
    CLI_SETTING_COUNT
};

typedef enum cli_when {
    CLI_AUTO,
    CLI_ALWAYS,
    CLI_NEVER
} cli_when;

typedef struct cli_options {
    bool help;
    bool version;
    const char *rules;  /* NULL: the library finds them */
    const char *config; /* NULL: searched for */
    bool no_config;
    bool no_cache; /* of the compiled rules */
    const char *editions[CLI_EDITIONS_MAX];
    size_t edition_count;
    char *settings[CLI_SETTING_COUNT]; /* owned; NULL where not given */
    const char *waivers;               /* NULL: those beside the configuration */
    bool no_waivers;
    const char *baseline;       /* NULL: none */
    const char *write_baseline; /* NULL: none */
    const char *rule;           /* the rest is of `waive`; NULL where not given */
    const char *finding;
    const char *reason;
    const char *approved_by;
    const char *expires;
    const char *profile;  /* NULL: that of the configuration */
    const char *format;   /* NULL: text */
    const char *language; /* NULL: that of the locale, in formats for people */
    const char *as;       /* a rights export; NULL: none */
    bool fail_never;
    captionlint_level fail_on;
    bool thumbnails;
    const char *stylesheet; /* of the sheet; NULL: that of the rules */
    const char *title;      /* of the sheet; NULL: its own */
    const char *since;      /* an earlier run; NULL: none */
    const char *output;     /* NULL: standard output */
    unsigned jobs;          /* 0: as many as there are processors */
    const char *cache;      /* of results; NULL: none */
    bool cache_stats;
    captionlint_input_kind stdin_kind;
    const char *files_from; /* NULL: none; "-": standard input */
    bool zero;              /* its entries end with NUL */
    cli_when colour;
    cli_when progress;
    bool quiet; /* no summary, no progress */
    bool stats;
    bool coverage;
    bool yes;         /* write without asking */
    bool dry_run;     /* write nothing */
    char **arguments; /* what is no option: the command first */
    int argument_count;
} cli_options;

/* Reads the command line; the texts belong to `argv`. CLI_EXIT_FAILED after telling what is wrong.
 */
int cli_options_read(int argc, char **argv, cli_options *out);
void cli_options_free(cli_options *options);
/* CLI_EXIT_FAILED after naming an option that the command does not have. */
int cli_options_allow(int argc, char **argv, unsigned command, const char *name);

/* The option: "geo-blocked". */
const char *cli_setting_name(int setting);
/* The property of an edition that it sets: "geo_blocked". */
const char *cli_setting_key(int setting);
/* An option, for what is made of the table. */
typedef struct cli_option {
    const char *name;
    char letter; /* '\0': it has none */
    bool takes_value;
    bool optional; /* the value is */
    unsigned commands;
    const char *shown; /* "-o, --output FILE" */
    const char *help;
    const char *const *words; /* what it may be, up to NULL; NULL: more than can be listed here */
} cli_option;

/* The options in the order of --help, other spellings left out; false behind the last. */
bool cli_option_at(size_t i, cli_option *out);
/* The options, for --help. */
void cli_options_help(void);

#endif
