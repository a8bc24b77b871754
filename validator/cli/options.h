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
    CLI_WATCH = 1u << 9,
    CLI_SERVE = 1u << 10,
    CLI_WORKER = 1u << 11,
    CLI_ENQUEUE = 1u << 12,
    CLI_HOOK = 1u << 13,
    CLI_READS = CLI_CHECK | CLI_EXTRACT,                        /* report any number of inputs */
    CLI_STAYS = CLI_WATCH | CLI_SERVE | CLI_WORKER,             /* run until they are told to end */
    CLI_EXCEPTS = CLI_CHECK | CLI_STAYS | CLI_HOOK,             /* know waivers */
    CLI_JUDGES = CLI_EXCEPTS | CLI_DIFF,                        /* for editions */
    CLI_SPEAKS = CLI_READS | CLI_REPORT | CLI_STAYS | CLI_HOOK, /* the reader's language */
    CLI_QUEUES = CLI_WORKER | CLI_ENQUEUE,                      /* talk to a broker */
    CLI_ALL =
        CLI_JUDGES | CLI_EXTRACT | CLI_EXPLAIN | CLI_RULES | CLI_FIX | CLI_REPORT | CLI_COMPLETION
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

/* Options whose value is a number. */
enum {
    CLI_JOBS,     /* 0: as many as there are processors */
    CLI_GRACE,    /* seconds */
    CLI_MAX_BODY, /* MiB */
    CLI_MAX_CONNECTIONS,
    CLI_TIMEOUT, /* seconds */
    CLI_DELIVERIES,
    CLI_NUMBER_COUNT
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
    const char *against;    /* hook: a commit; NULL: HEAD */
    const char *output;     /* NULL: standard output */
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
    bool once;          /* end when nothing is left to do */
    bool no_sheet;      /* watch */
    bool inlined;       /* enqueue: the pictures themselves, not their paths */
    const char *listen; /* serve: NULL: 127.0.0.1 and the usual port */
    const char *tokens; /* a file; NULL: none */
    const char *certificate;
    const char *key;
    const char *broker; /* a URL; NULL: $CAPTIONLINT_BROKER, else the usual one */
    const char *queue;  /* NULL: captionlint.jobs, and so on */
    const char *results;
    const char *dead;
    const char *root; /* of the paths in jobs; NULL: jobs with paths are refused */
    unsigned numbers[CLI_NUMBER_COUNT]; /* 0 where not given */
    bool yes;                           /* write without asking */
    bool dry_run;                       /* write nothing */
    char **arguments;                   /* what is no option: the command first */
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
