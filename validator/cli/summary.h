/* What a run came to, for the line at its end and for --stats. */
#ifndef CLI_SUMMARY_H
#define CLI_SUMMARY_H

#include "cli/options.h"

typedef struct cli_count {
    char name[CLI_COUNT_NAME_MAX]; /* cut where it is longer */
    size_t count;
} cli_count;

/* How often each of some names came. */
typedef struct cli_counts {
    cli_count rows[CLI_COUNTS_MAX];
    size_t used;
    size_t others; /* of names that found no room */
} cli_counts;

typedef struct cli_summary {
    double began; /* as cli_now */
    bool extract; /* nothing is judged */
    bool details; /* formats and rules are counted */
    size_t pictures;
    size_t failures; /* inputs that could not be read at all */
    size_t incomplete;
    size_t cached;
    size_t editions; /* the most that one picture was judged for */
    size_t verdicts[CAPTIONLINT_VERDICT_BLOCK + 1];
    cli_counts formats;
    cli_counts rules;
} cli_summary;

void cli_summary_begin(cli_summary *summary, const cli_options *options, bool extract);
void cli_summary_count(cli_summary *summary, const captionlint_result *result);
/* On standard error: one line, and what --stats asks for. */
void cli_summary_say(cli_summary *summary);
/* Whether the run ends with it: a text report on standard output says the same by itself. */
bool cli_summary_is_wanted(const cli_options *options, bool extract);

#endif
