/* `captionlint fix`: what is missing in the properties of pictures, shown, asked for, written to
 * their sidecars. */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/say.h"
#include "cli/setup.h"

typedef struct fixing {
    const cli_options *options;
    captionlint *lint;
    cli_output output;
    bool in_folder; /* the input at hand was found in one */
    bool asks;      /* there is somebody to ask */
    size_t pictures;
    size_t written;
    size_t waiting; /* sidecars that could be written and were not */
    bool failed;    /* exit status 2 */
} fixing;

/* --- asking --- */

/* Anything but a yes is a no; so is the end of the input. */
static bool agrees(const char *sidecar, int exists)
{
    char line[16] = "";
    cli_say("%s %s? [y/N]", exists != 0 ? "add this to" : "write", sidecar);
    if (fgets(line, sizeof line, stdin) == NULL) {
        return false;
    }
    size_t len = strnlen(line, sizeof line);
    bool whole = len > 0 && line[len - 1] == '\n';
    for (int byte = 0; !whole && byte != '\n' && byte != EOF;) {
        byte = getc(stdin); /* the rest of a longer answer is no answer to the next question */
    }
    return strcasecmp(line, "y\n") == 0 || strcasecmp(line, "yes\n") == 0;
}

static void write_sidecar(fixing *session, const captionlint_fix *fix)
{
    captionlint_error error = {0};
    if (captionlint_fix_write(fix, &error) != CAPTIONLINT_OK) {
        session->failed = true;
        cli_say("%s", error.message);
        return;
    }
    session->written++;
}

/* --- one picture --- */

static void tell_notes(const captionlint_fix *fix)
{
    for (size_t i = 0; i < captionlint_fix_note_count(fix); i++) {
        cli_say("%s: %s", captionlint_fix_picture(fix), captionlint_fix_note(fix, i));
    }
}

static int offer(fixing *session, const captionlint_fix *fix)
{
    const char *diff = captionlint_fix_diff(fix);
    if (cli_output_write(diff, strnlen(diff, CLI_DIFF_MAX), &session->output) != 0) {
        session->failed = true;
        return 1;
    }
    bool yes = session->options->yes;
    if (!yes && session->asks && !session->options->dry_run) {
        yes = agrees(captionlint_fix_sidecar(fix), captionlint_fix_exists(fix));
    }
    if (yes) {
        write_sidecar(session, fix);
    } else {
        session->waiting++;
    }
    return 0;
}

static int on_fix(captionlint_fix *fix, void *user)
{
    fixing *session = user;
    session->pictures++;
    tell_notes(fix);
    switch (captionlint_fix_state_of(fix)) {
    case CAPTIONLINT_FIX_READY:
        return offer(session, fix);
    case CAPTIONLINT_FIX_REFUSED:
        session->failed = true;
        cli_say("%s: nothing is written: %s", captionlint_fix_picture(fix),
                captionlint_fix_reason(fix));
        return 0;
    case CAPTIONLINT_FIX_NOTHING:
        break;
    }
    return 0;
}

/* Captions and records of a folder are no pictures; one that is named is told so. */
static bool is_text(const char *path)
{
    static const char *const endings[] = {"txt", "ndjson", "jsonl", "xmp"};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot != NULL && i < sizeof endings / sizeof *endings; i++) {
        if (strcasecmp(dot + 1, endings[i]) == 0) {
            return true;
        }
    }
    return false;
}

static int on_input(const captionlint_input *input, void *user)
{
    fixing *session = user;
    captionlint_error error = {0};
    if (session->in_folder && is_text(input->path)) {
        return 0;
    }
    captionlint_status status =
        captionlint_fix_plan(session->lint, input->path, on_fix, session, &error);
    if (status == CAPTIONLINT_OK) {
        return 0;
    }
    session->failed = true;
    if (status == CAPTIONLINT_STOPPED) {
        return 1;
    }
    cli_say("%s", error.message);
    return 0;
}

/* --- the command --- */

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static void visit(fixing *session)
{
    cli_walk walk = {.each = on_input, .user = session};
    const cli_options *options = session->options;
    int stopped = 0;
    for (int i = 0; i < options->argument_count && stopped == 0; i++) {
        session->in_folder = is_folder(options->arguments[i]);
        stopped = cli_inputs_path(&walk, options->arguments[i]);
    }
    session->failed = session->failed || walk.failures > 0;
}

static void sum_up(const fixing *session)
{
    if (session->waiting > 0 && !session->options->dry_run && !session->asks) {
        cli_say("nothing was written: there is no terminal to ask on; give --yes to write it");
    }
    cli_say("%zu %s: %zu %s written, %zu still to write", session->pictures,
            session->pictures == 1 ? "picture" : "pictures", session->written,
            session->written == 1 ? "sidecar" : "sidecars", session->waiting);
}

static int check_arguments(const cli_options *options)
{
    if (options->argument_count == 0) {
        return cli_fail("fix wants pictures: captionlint fix PATH...");
    }
    for (int i = 0; i < options->argument_count; i++) {
        if (strcmp(options->arguments[i], "-") == 0) {
            return cli_fail("fix reads no standard input; a sidecar stands beside a file");
        }
    }
    return CLI_EXIT_OK;
}

static int run(fixing *session)
{
    int status = cli_output_open(&session->output, session->options->output);
    if (status != CLI_EXIT_OK) {
        return status;
    }
    visit(session);
    int closed = cli_output_close(&session->output, true);
    sum_up(session);
    if (session->failed || closed != CLI_EXIT_OK) {
        return CLI_EXIT_FAILED;
    }
    return session->waiting > 0 ? CLI_EXIT_FINDINGS : CLI_EXIT_OK;
}

int cli_fix(const cli_options *options)
{
    fixing session = {.options = options, .asks = isatty(STDIN_FILENO) && isatty(STDERR_FILENO)};
    int status = check_arguments(options);
    if (status == CLI_EXIT_OK) {
        status = cli_setup(options, false, &session.lint);
    }
    if (status == CLI_EXIT_OK) {
        status = run(&session);
    }
    captionlint_free(session.lint);
    return status;
}
