/* A bar on the terminal while many pictures are read: how many are done of how many, how fast, and
 * how long it will take. It comes only when that is worth telling, and leaves no trace. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "cli/options.h"

typedef struct cli_progress {
    const cli_options *options;
    const char *verb; /* "checking" */
    bool wanted;
    bool shares;  /* the report goes to a terminal too */
    bool shown;   /* it stands on the terminal now */
    bool counted; /* it was tried to find out `total` */
    double began; /* as cli_now */
    double drawn;
    size_t done;
    size_t total; /* 0: not known */
} cli_progress;

/* Begins to wait; `verb` must live as long. Nothing is ever shown where nobody would see it. */
void cli_progress_begin(cli_progress *progress, const cli_options *options, const char *verb);
/* One more is done. */
void cli_progress_step(cli_progress *progress);
/* Takes the bar away before something else is written to the terminal; it comes back by itself. */
void cli_progress_hide(cli_progress *progress);
/* Takes it away for good. */
void cli_progress_end(cli_progress *progress);

/* Seconds of a clock that nobody sets. */
double cli_now(void);
/* How many pictures the command line means; 0 when that is not known, or not soon. */
size_t cli_count_inputs(const cli_options *options);

#endif
