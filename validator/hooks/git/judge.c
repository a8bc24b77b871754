#include "hooks/git/judge.h"

#include <string.h>

#include "cli/interrupt.h"
#include "cli/say.h"
#include "cli/setup.h"

/* The first of what is wrong with the run itself. */
static void note(hooks_git_judge *judge, captionlint_status status, const captionlint_error *error)
{
    if (status == CAPTIONLINT_OK) {
        return;
    }
    judge->failed = true;
    if (status != CAPTIONLINT_STOPPED && status != CAPTIONLINT_UNWRITABLE) {
        cli_say("%s", error->message);
    }
}

static bool is_refused(const hooks_git_judge *judge, const captionlint_result *result)
{
    return !judge->options->fail_never && result->has_findings != 0 &&
           result->level >= judge->options->fail_on;
}

static int on_result(const captionlint_result *result, void *user)
{
    hooks_git_judge *judge = user;
    judge->files++;
    if (result->status != CAPTIONLINT_OK) {
        judge->failed = true;
        cli_say("%s", result->message);
    } else {
        judge->failed = judge->failed || result->incomplete != 0;
        judge->refused += is_refused(judge, result) ? 1 : 0;
    }
    if (cli_interrupted()) {
        captionlint_run_stop(judge->run);
    }
    return 0;
}

static const char *format_of(const cli_options *options)
{
    return options->format == NULL ? "text" : options->format;
}

static int open_report(hooks_git_judge *judge)
{
    captionlint_error error = {0};
    const captionlint_report_options wanted = {
        .format = format_of(judge->options),
        .colour = cli_wants_colour(judge->options),
        .columns = cli_terminal_columns(judge->options),
        .lint = judge->lint,
    };
    judge->report = captionlint_report_new(&wanted, cli_output_write, &judge->output, &error);
    return judge->report == NULL ? cli_fail("%s", error.message) : CLI_EXIT_OK;
}

static int open_run(hooks_git_judge *judge)
{
    captionlint_error error = {0};
    const captionlint_run_options wanted = {
        .report = judge->report, .each = on_result, .user = judge};
    judge->run = captionlint_run_new(judge->lint, &wanted, &error);
    return judge->run == NULL ? cli_fail("%s", error.message) : CLI_EXIT_OK;
}

int hooks_git_judge_begin(hooks_git_judge *judge, const cli_options *options, captionlint *lint)
{
    *judge = (hooks_git_judge){.options = options, .lint = lint};
    int status = cli_output_open(&judge->output, options->output);
    if (status != CLI_EXIT_OK) {
        return status;
    }
    status = open_report(judge);
    if (status == CLI_EXIT_OK) {
        status = open_run(judge);
    }
    if (status != CLI_EXIT_OK) {
        captionlint_report_drop(judge->report);
        judge->report = NULL;
        (void)cli_output_close(&judge->output, false);
    }
    return status;
}

void hooks_git_judge_add(hooks_git_judge *judge, const char *path)
{
    captionlint_error error = {0};
    const captionlint_input input = {.path = path,
                                     .thumbnails = strcmp(format_of(judge->options), "html") == 0};
    note(judge, captionlint_run_add(judge->run, &input, &error), &error);
}

void hooks_git_judge_wait(hooks_git_judge *judge)
{
    captionlint_error error = {0};
    if (cli_interrupted()) {
        captionlint_run_stop(judge->run);
    }
    note(judge, captionlint_run_wait(judge->run, &error), &error);
}

void hooks_git_judge_end(hooks_git_judge *judge, bool whole)
{
    captionlint_error error = {0};
    if (judge->run == NULL) {
        return;
    }
    note(judge, captionlint_run_end(judge->run, &error), &error);
    error = (captionlint_error){0};
    captionlint_status ended = captionlint_report_end(judge->report, &error);
    note(judge, ended, &error);
    bool kept = whole && (ended == CAPTIONLINT_OK || ended == CAPTIONLINT_LIMIT);
    if (cli_output_close(&judge->output, kept) != CLI_EXIT_OK) {
        judge->failed = true;
    }
}
