#define _DEFAULT_SOURCE /* TIOCGWINSZ */

#include "cli/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/say.h"

enum {
    COLUMNS_DEFAULT = 80,
    BAR = 20,
    PERCENT = 100,
    MINUTE = 60,
    HOUR = 3600,
    LONG = 100 * HOUR /* nobody waits for that */
};

static const double patience = 1.0; /* seconds without a bar */
static const double pace = 0.1;     /* seconds between two pictures of it */

double cli_now(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* A report that runs down the same terminal shows by itself how far it is. */
static bool is_wanted(const cli_options *options)
{
    const char *terminal = getenv("TERM");
    if (options->progress != CLI_AUTO) {
        return options->progress == CLI_ALWAYS;
    }
    return !options->quiet && isatty(STDERR_FILENO) == 1 &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0) &&
           (options->output != NULL || isatty(STDOUT_FILENO) == 0);
}

void cli_progress_begin(cli_progress *progress, const cli_options *options, const char *verb)
{
    *progress = (cli_progress){.options = options,
                               .verb = verb,
                               .wanted = is_wanted(options),
                               .shares = options->output == NULL && isatty(STDOUT_FILENO) == 1,
                               .began = cli_now()};
}

static void put(const char *text, size_t len)
{
    ssize_t n = write(STDERR_FILENO, text, len);
    (void)n; /* a bar that cannot be seen is none */
}

static size_t columns(void)
{
    struct winsize size;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col;
    }
    return COLUMNS_DEFAULT;
}

static void add_bar(cli_line *to, const cli_progress *progress)
{
    static const char full[] = "####################";
    static const char empty[] = "--------------------";
    int filled = (int)(progress->done * BAR / progress->total);
    cli_line_add(to, "  [%.*s%.*s]", filled, full, BAR - filled, empty);
    cli_line_add(to, " %zu%%", progress->done * PERCENT / progress->total);
}

static void add_time_left(cli_line *to, double seconds)
{
    if (seconds >= LONG) {
        return;
    }
    unsigned left = (unsigned)seconds + 1;
    if (left < MINUTE) {
        cli_line_add(to, "  %u s left", left);
    } else if (left < HOUR) {
        cli_line_add(to, "  %u min %02u s left", left / MINUTE, left % MINUTE);
    } else {
        cli_line_add(to, "  %u h %02u min left", left / HOUR, left % HOUR / MINUTE);
    }
}

static void draw(cli_progress *progress, double now)
{
    cli_line shown = {.most = columns() - 1};
    double rate = (double)progress->done / (now - progress->began);
    bool known = progress->total >= progress->done && progress->total > 0;
    cli_line_add(&shown, "%s  %zu", progress->verb, progress->done);
    if (known) {
        cli_line_add(&shown, " of %zu", progress->total);
        add_bar(&shown, progress);
    }
    cli_line_add(&shown, "  %.0f a second", rate);
    if (known && rate > 0) {
        add_time_left(&shown, (double)(progress->total - progress->done) / rate);
    }
    char all[sizeof shown.text + sizeof "\r\x1b[K"];
    int len = snprintf(all, sizeof all, "\r%s\x1b[K", shown.text);
    put(all, (size_t)len);
    progress->drawn = now;
    progress->shown = true;
}

void cli_progress_step(cli_progress *progress)
{
    progress->done++;
    if (!progress->wanted) {
        return;
    }
    double now = cli_now();
    bool asked_for = progress->options->progress == CLI_ALWAYS;
    if ((!asked_for && now - progress->began < patience) || now - progress->drawn < pace) {
        return;
    }
    if (!progress->counted) {
        progress->counted = true;
        progress->total = cli_count_inputs(progress->options);
    }
    draw(progress, now);
}

void cli_progress_hide(cli_progress *progress)
{
    static const char erase[] = "\r\x1b[K";
    if (progress->shown) {
        put(erase, sizeof erase - 1);
        progress->shown = false;
    }
}

void cli_progress_end(cli_progress *progress)
{
    cli_progress_hide(progress);
    progress->wanted = false;
}
