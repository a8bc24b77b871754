/* `captionlint diff`: two pictures, or two folders whose files are paired by their paths below
 * them. */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/say.h"
#include "cli/setup.h"

typedef struct comparison {
    const cli_options *options;
    captionlint *lint;
    captionlint_diff_report *report;
    cli_output output;
    const char *from; /* the folder that is walked */
    const char *to;   /* the other one */
    bool only_new;    /* it is the new one, walked for what the old one lacks */
    size_t pairs;
    bool loss;
    bool failed; /* exit status 2 */
} comparison;

static int tell(const captionlint_error *error)
{
    return cli_fail("%s", error->message);
}

/* What could not be written is told with its cause at the end. */
static int reported(comparison *session, captionlint_status status, const captionlint_error *error)
{
    session->pairs++;
    if (status == CAPTIONLINT_OK) {
        return 0;
    }
    session->failed = true;
    if (status != CAPTIONLINT_UNWRITABLE) {
        (void)tell(error);
    }
    return 1;
}

static int on_difference(const captionlint_difference *difference, void *user)
{
    comparison *session = user;
    captionlint_error error = {0};
    session->loss = session->loss || captionlint_difference_loss(difference) != 0;
    session->failed = session->failed || captionlint_difference_incomplete(difference) != 0;
    return reported(session, captionlint_diff_report_add(session->report, difference, &error),
                    &error);
}

static int compare(comparison *session, const char *old, const char *new)
{
    captionlint_error error = {0};
    const captionlint_input older = {.path = old};
    const captionlint_input newer = {.path = new};
    captionlint_status status =
        captionlint_diff(session->lint, &older, &newer, on_difference, session, &error);
    if (status == CAPTIONLINT_OK) {
        return 0;
    }
    session->failed = true;
    if (status == CAPTIONLINT_STOPPED) {
        return 1;
    }
    (void)tell(&error);
    return 0;
}

/* --- folders --- */

static int alone(comparison *session, const char *path)
{
    captionlint_error error = {0};
    session->loss = session->loss || !session->only_new;
    captionlint_status status =
        captionlint_diff_report_alone(session->report, path, session->only_new, &error);
    return reported(session, status, &error);
}

/* The path below the other folder; false after telling that it is too long. */
static bool twin_of(comparison *session, const char *path, char *out)
{
    const char *below = path + strnlen(session->from, CLI_PATH_MAX);
    while (*below == '/') {
        below++;
    }
    int len = snprintf(out, CLI_PATH_MAX, "%s/%s", session->to, below);
    if (len >= 0 && (size_t)len < CLI_PATH_MAX) {
        return true;
    }
    session->failed = true;
    cli_say("%s: the path of its twin is too long; move the folder up", path);
    return false;
}

static int on_file(const captionlint_input *input, void *user)
{
    comparison *session = user;
    char twin[CLI_PATH_MAX];
    struct stat about;
    if (!twin_of(session, input->path, twin)) {
        return 0;
    }
    if (stat(twin, &about) != 0 && errno == ENOENT) {
        return alone(session, input->path);
    }
    return session->only_new ? 0 : compare(session, input->path, twin);
}

static int walk(comparison *session, const char *from, const char *to, bool only_new)
{
    cli_walk files = {.each = on_file, .user = session};
    session->from = from;
    session->to = to;
    session->only_new = only_new;
    int stopped = cli_inputs_folder(&files, from, 0);
    session->failed = session->failed || files.failures > 0;
    if (files.other + files.hidden + files.links > 0) {
        cli_say("skipped in %s: %zu of other kinds, %zu hidden, %zu linked folders", from,
                files.other, files.hidden, files.links);
    }
    return stopped;
}

static void compare_folders(comparison *session, const char *old, const char *new)
{
    if (walk(session, old, new, false) == 0) {
        (void)walk(session, new, old, true);
    }
    if (session->pairs == 0 && !session->failed) {
        session->failed = true;
        cli_say("nothing was compared: there is no picture, caption or record in %s or %s", old,
                new);
    }
}

/* --- the command --- */

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static int check_arguments(const cli_options *options)
{
    if (options->argument_count != 2) {
        return cli_fail("diff wants two pictures or two folders: captionlint diff OLD NEW");
    }
    for (int i = 0; i < 2; i++) {
        if (strcmp(options->arguments[i], "-") == 0) {
            return cli_fail("diff reads no standard input; give it as a file");
        }
    }
    if (is_folder(options->arguments[0]) != is_folder(options->arguments[1])) {
        return cli_fail("%s and %s: one is a folder and the other is not; give two of a kind",
                        options->arguments[0], options->arguments[1]);
    }
    return CLI_EXIT_OK;
}

static int open_report(comparison *session)
{
    const cli_options *options = session->options;
    captionlint_error error = {0};
    const captionlint_report_options wanted = {
        .format = options->format == NULL ? "text" : options->format,
        .colour = cli_wants_colour(options),
        .columns = cli_terminal_columns(options),
    };
    session->report =
        captionlint_diff_report_new(&wanted, cli_output_write, &session->output, &error);
    return session->report == NULL ? tell(&error) : CLI_EXIT_OK;
}

static int report(comparison *session)
{
    captionlint_error error = {0};
    char *const *paths = session->options->arguments;
    int status = cli_output_open(&session->output, session->options->output);
    if (status != CLI_EXIT_OK) {
        return status;
    }
    if (is_folder(paths[0])) {
        compare_folders(session, paths[0], paths[1]);
    } else {
        (void)compare(session, paths[0], paths[1]);
    }
    captionlint_status ended = captionlint_diff_report_end(session->report, &error);
    session->report = NULL;
    if (ended != CAPTIONLINT_OK && ended != CAPTIONLINT_UNWRITABLE) {
        (void)tell(&error);
    }
    int closed = cli_output_close(&session->output, ended == CAPTIONLINT_OK);
    if (session->failed || ended != CAPTIONLINT_OK || closed != CLI_EXIT_OK) {
        return CLI_EXIT_FAILED;
    }
    return session->loss ? CLI_EXIT_FINDINGS : CLI_EXIT_OK;
}

int cli_diff(const cli_options *options)
{
    comparison session = {.options = options};
    int status = check_arguments(options);
    if (status == CLI_EXIT_OK) {
        status = open_report(&session);
    }
    if (status == CLI_EXIT_OK) {
        status = cli_setup(options, true, &session.lint);
    }
    if (status == CLI_EXIT_OK) {
        status = report(&session);
    }
    captionlint_diff_report_drop(session.report);
    captionlint_free(session.lint);
    return status;
}
