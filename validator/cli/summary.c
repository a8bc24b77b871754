#define _POSIX_C_SOURCE 200809L

#include "cli/summary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/progress.h"
#include "cli/say.h"

enum {
    SHOWN = 10 /* rules */
};

void cli_summary_begin(cli_summary *summary, const cli_options *options, bool extract)
{
    *summary = (cli_summary){.began = cli_now(), .extract = extract, .details = options->stats};
}

bool cli_summary_is_wanted(const cli_options *options, bool extract)
{
    bool text = options->format == NULL || strcmp(options->format, "text") == 0;
    bool told = text && options->output == NULL;
    return options->stats || (!options->quiet && !extract && !told);
}

/* --- counting --- */

static void count_name(cli_counts *counts, const char *name, size_t len)
{
    len = len < CLI_COUNT_NAME_MAX - 1 ? len : CLI_COUNT_NAME_MAX - 1;
    size_t i = 0;
    while (i < counts->used &&
           (strncmp(counts->rows[i].name, name, len) != 0 || counts->rows[i].name[len] != '\0')) {
        i++;
    }
    if (i == CLI_COUNTS_MAX) {
        counts->others++;
        return;
    }
    if (i == counts->used) {
        counts->used++;
        memcpy(counts->rows[i].name, name, len);
        counts->rows[i].name[len] = '\0';
        counts->rows[i].count = 0;
    }
    counts->rows[i].count++;
}

static void count_names(cli_counts *counts, const char *names)
{
    while (*names != '\0') {
        size_t len = strcspn(names, " ");
        count_name(counts, names, len);
        names += len + (names[len] == ' ' ? 1 : 0);
    }
}

void cli_summary_count(cli_summary *summary, const captionlint_result *result)
{
    if (result->status != CAPTIONLINT_OK) {
        summary->failures++;
        return;
    }
    summary->pictures++;
    summary->incomplete += result->incomplete != 0 ? 1 : 0;
    summary->cached += result->cached != 0 ? 1 : 0;
    summary->verdicts[result->verdict]++;
    if (result->edition_count > summary->editions) {
        summary->editions = result->edition_count;
    }
    if (summary->details) {
        const char *format = result->format[0] == '\0' ? "unknown" : result->format;
        count_name(&summary->formats, format, strnlen(format, CLI_COUNT_NAME_MAX));
        count_names(&summary->rules, result->rules);
    }
}

/* --- saying --- */

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void add_verdicts(cli_line *to, const cli_summary *summary)
{
    const char *before = ": ";
    for (size_t i = CAPTIONLINT_VERDICT_BLOCK + 1; i-- > 0 && !summary->extract;) {
        if (summary->verdicts[i] > 0) {
            cli_line_add(to, "%s%zu %s", before, summary->verdicts[i],
                         captionlint_verdict_name((captionlint_verdict)i));
            before = ", ";
        }
    }
}

static void say_line(const cli_summary *summary, double seconds)
{
    cli_line told = {.len = 0};
    cli_line_add(&told, "%zu picture%s %s", summary->pictures, plural(summary->pictures),
                 summary->extract ? "read" : "checked");
    if (summary->editions > 1) {
        cli_line_add(&told, " for %zu editions", summary->editions);
    }
    cli_line_add(&told, " in %.1f s", seconds);
    add_verdicts(&told, summary);
    if (summary->incomplete > summary->verdicts[CAPTIONLINT_VERDICT_INCOMPLETE]) {
        cli_line_add(&told, "; %zu could not be read whole", summary->incomplete);
    }
    if (summary->failures > 0) {
        cli_line_add(&told, "; %zu input%s could not be read at all", summary->failures,
                     plural(summary->failures));
    }
    cli_say("%s", told.text);
}

static int by_count(const void *a, const void *b)
{
    const cli_count *left = a;
    const cli_count *right = b;
    if (left->count != right->count) {
        return left->count > right->count ? -1 : 1;
    }
    return strcmp(left->name, right->name);
}

static void say_counts(const char *what, cli_counts *counts)
{
    cli_line told = {.len = 0};
    qsort(counts->rows, counts->used, sizeof counts->rows[0], by_count);
    for (size_t i = 0; i < counts->used && i < SHOWN; i++) {
        cli_line_add(&told, "%s%s %zu", i > 0 ? ", " : "", counts->rows[i].name,
                     counts->rows[i].count);
    }
    if (counts->used > SHOWN) {
        cli_line_add(&told, ", and %zu more", counts->used - SHOWN);
    }
    if (counts->others > 0) {
        cli_line_add(&told, ", and others");
    }
    cli_say("%s: %s", what, told.len > 0 ? told.text : "none");
}

static void say_details(cli_summary *summary, double seconds)
{
    double rate = seconds > 0 ? (double)summary->pictures / seconds : 0;
    cli_say("%.3f s, %.0f pictures a second; %zu came out of the cache", seconds, rate,
            summary->cached);
    say_counts("formats", &summary->formats);
    say_counts("findings by rule", &summary->rules);
}

void cli_summary_say(cli_summary *summary)
{
    double seconds = cli_now() - summary->began;
    say_line(summary, seconds);
    if (summary->details) {
        say_details(summary, seconds);
    }
}
