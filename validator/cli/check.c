/* `captionlint check` and `captionlint extract`. */
#include <string.h>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/say.h"
#include "cli/setup.h"

typedef struct session_state {
    const cli_options *options;
    bool extract;
    captionlint *lint;
    captionlint_report *report;
    cli_output output;
    size_t pictures;
    bool findings; /* at or above --fail-on */
    bool failed;   /* exit status 2 */
} session_state;

static int tell(const captionlint_error *error)
{
    return cli_fail("%s", error->message);
}

static int open_report(session_state *session)
{
    const cli_options *options = session->options;
    captionlint_error error = {0};
    captionlint_report_options wanted = {
        .format = options->format == NULL ? "text" : options->format,
        .colour = cli_wants_colour(options),
        .extract = session->extract,
        .columns = cli_terminal_columns(options),
    };
    session->report = captionlint_report_new(&wanted, cli_output_write, &session->output, &error);
    return session->report == NULL ? tell(&error) : CLI_EXIT_OK;
}

static bool counts(const session_state *session, captionlint_finding finding)
{
    return !session->options->fail_never && finding.level >= session->options->fail_on;
}

static bool has_findings(const session_state *session, const captionlint_picture *picture)
{
    for (size_t i = 0; i < captionlint_picture_damage_count(picture); i++) {
        if (counts(session, captionlint_picture_damage(picture, i))) {
            return true;
        }
    }
    for (size_t e = 0; e < captionlint_picture_edition_count(picture); e++) {
        for (size_t i = 0; i < captionlint_picture_finding_count(picture, e); i++) {
            if (counts(session, captionlint_picture_finding(picture, e, i))) {
                return true;
            }
        }
    }
    return false;
}

/* For a run that names no edition: said once, when the first verdict is there. */
static void say_that_none_was_given(const session_state *session,
                                    const captionlint_picture *picture)
{
    if (session->pictures == 1 && captionlint_picture_edition_count(picture) == 1 &&
        !cli_has_settings(session->options) &&
        strcmp(captionlint_picture_edition(picture, 0), "any") == 0) {
        cli_say("no edition was given: what is restricted anywhere asks for review; name one with "
                "--edition, or describe it with --territory, --medium and --use");
    }
}

static int on_picture(const captionlint_picture *picture, void *user)
{
    session_state *session = user;
    captionlint_error error = {0};
    session->pictures++;
    session->failed = session->failed || captionlint_picture_incomplete(picture) != 0;
    if (!session->extract) {
        session->findings = session->findings || has_findings(session, picture);
        say_that_none_was_given(session, picture);
    }
    captionlint_status status = captionlint_report_add(session->report, picture, &error);
    if (status == CAPTIONLINT_OK) {
        return 0;
    }
    session->failed = true;
    if (status != CAPTIONLINT_UNWRITABLE) { /* that is told with its cause at the end */
        (void)tell(&error);
    }
    return 1;
}

static int on_input(const captionlint_input *input, void *user)
{
    session_state *session = user;
    captionlint_error error = {0};
    captionlint_input wanted = *input;
    wanted.extract_only = session->extract;
    captionlint_status status =
        captionlint_check(session->lint, &wanted, on_picture, session, &error);
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

/* Nothing is left out in silence. */
static void say_what_was_skipped(const cli_walk *walk)
{
    if (walk->other + walk->hidden + walk->links > 0) {
        cli_say("skipped in folders: %zu of other kinds, %zu hidden, %zu linked folders; name one "
                "to have it read",
                walk->other, walk->hidden, walk->links);
    }
}

static void read_inputs(session_state *session)
{
    const cli_options *options = session->options;
    cli_walk walk = {.each = on_input, .user = session, .stdin_kind = options->stdin_kind};
    int stopped =
        cli_inputs_each(&walk, options, options->arguments, (size_t)options->argument_count);
    say_what_was_skipped(&walk);
    session->failed = session->failed || walk.failures > 0;
    if (session->pictures == 0 && !session->failed && stopped == 0) {
        session->failed = true;
        cli_say("nothing was checked: there is no picture, caption or record in what was named");
    }
}

static int report_inputs(session_state *session)
{
    captionlint_error error = {0};
    int status = cli_output_open(&session->output, session->options->output);
    if (status != CLI_EXIT_OK) {
        return status;
    }
    read_inputs(session);
    captionlint_status ended = captionlint_report_end(session->report, &error);
    session->report = NULL;
    if (ended != CAPTIONLINT_OK && ended != CAPTIONLINT_UNWRITABLE) {
        (void)tell(&error);
    }
    session->failed = session->failed || ended != CAPTIONLINT_OK;
    if (cli_output_close(&session->output, ended == CAPTIONLINT_OK) != CLI_EXIT_OK) {
        session->failed = true;
    }
    return session->failed ? CLI_EXIT_FAILED : session->findings ? CLI_EXIT_FINDINGS : CLI_EXIT_OK;
}

static int prepare(session_state *session)
{
    int status = open_report(session);
    return status != CLI_EXIT_OK ? status
                                 : cli_setup(session->options, !session->extract, &session->lint);
}

/* Standard input can be read once. */
static int check_arguments(const cli_options *options, const char *command)
{
    unsigned stdin_uses =
        options->files_from != NULL && strcmp(options->files_from, "-") == 0 ? 1 : 0;
    for (int i = 0; i < options->argument_count; i++) {
        stdin_uses += strcmp(options->arguments[i], "-") == 0 ? 1 : 0;
    }
    if (stdin_uses > 1) {
        return cli_fail("- stands more than once; standard input can be read one time");
    }
    if (options->argument_count == 0 && options->files_from == NULL) {
        return cli_fail("nothing to %s; name a picture, a caption, a folder, or - for standard "
                        "input",
                        command);
    }
    return CLI_EXIT_OK;
}

static int run(const cli_options *options, bool extract)
{
    session_state session = {.options = options, .extract = extract};
    int status = check_arguments(options, extract ? "extract" : "check");
    if (status == CLI_EXIT_OK) {
        status = prepare(&session);
    }
    if (status == CLI_EXIT_OK) {
        status = report_inputs(&session);
    }
    captionlint_report_drop(session.report);
    captionlint_free(session.lint);
    return status;
}

int cli_check(const cli_options *options)
{
    return run(options, false);
}

int cli_extract(const cli_options *options)
{
    return run(options, true);
}
