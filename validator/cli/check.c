/* `captionlint check` and `captionlint extract`. */
#include <string.h>

#include "cli/commands.h"
#include "cli/exceptions.h"
#include "cli/inputs.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/setup.h"
#include "cli/summary.h"

typedef struct session_state {
    const cli_options *options;
    bool extract;
    captionlint *lint;
    captionlint_report *report;
    captionlint_cache *cache; /* NULL: none */
    captionlint_run *run;
    cli_exceptions exceptions;
    cli_output output;
    cli_progress progress;
    cli_summary summary;
    size_t pictures;
    bool findings; /* at or above --fail-on */
    bool failed;   /* exit status 2 */
    bool cut;      /* the rest was not looked at: we were interrupted */
} session_state;

static int tell(const captionlint_error *error)
{
    return cli_fail("%s", error->message);
}

/* A captionlint_write_fn. */
static int write_report(const char *bytes, size_t len, void *user)
{
    session_state *session = user;
    if (session->progress.shares) {
        cli_progress_hide(&session->progress);
    }
    return cli_output_write(bytes, len, &session->output);
}

static int open_report(session_state *session)
{
    const cli_options *options = session->options;
    captionlint_error error = {0};
    captionlint_report_options wanted = {
        .format = options->format == NULL ? "text" : options->format,
        .colour = cli_wants_colour(options),
        .as = options->as,
        .indented = cli_is_one_picture(options),
        .extract = session->extract,
        .thumbnails = options->thumbnails,
        .stylesheet = options->stylesheet,
        .title = options->title,
        .columns = cli_terminal_columns(options),
        .lint = session->lint,
    };
    session->report = captionlint_report_new(&wanted, write_report, session, &error);
    return session->report == NULL ? tell(&error) : CLI_EXIT_OK;
}

static int open_cache(session_state *session)
{
    captionlint_error error = {0};
    if (session->options->cache == NULL) {
        return CLI_EXIT_OK;
    }
    session->cache = captionlint_cache_open(session->options->cache, &error);
    return session->cache == NULL ? tell(&error) : CLI_EXIT_OK;
}

/* For a run that names no edition: said once, when the first verdict is there. */
static void say_that_none_was_given(session_state *session)
{
    if (session->pictures == 1 && captionlint_edition_count(session->lint) == 0) {
        cli_progress_hide(&session->progress);
        cli_say("no edition was given: what is restricted anywhere asks for review; name one with "
                "--edition, or describe it with --territory, --medium and --use");
    }
}

/* An input that could not be read is told, and the others go on. */
static void tell_failure(session_state *session, const captionlint_result *result)
{
    session->failed = true;
    cli_progress_hide(&session->progress);
    cli_say("%s", result->message);
}

static void count_picture(session_state *session, const captionlint_result *result)
{
    session->pictures++;
    session->failed = session->failed || result->incomplete != 0;
    if (!session->extract) {
        bool counts = !session->options->fail_never && result->has_findings != 0 &&
                      result->level >= session->options->fail_on;
        session->findings = session->findings || counts;
        say_that_none_was_given(session);
    }
}

static int on_result(const captionlint_result *result, void *user)
{
    session_state *session = user;
    if (result->status == CAPTIONLINT_OK) {
        count_picture(session, result);
    } else {
        tell_failure(session, result);
    }
    cli_summary_count(&session->summary, result);
    cli_progress_step(&session->progress);
    if (cli_interrupted()) {
        captionlint_run_stop(session->run);
    }
    return 0;
}

/* What ends a run. That the report cannot be written is told with its cause at the end. */
static int end_run(session_state *session, captionlint_status status,
                   const captionlint_error *error)
{
    if (status == CAPTIONLINT_OK) {
        return 0;
    }
    session->failed = true;
    cli_progress_hide(&session->progress);
    if (status != CAPTIONLINT_STOPPED && status != CAPTIONLINT_UNWRITABLE) {
        (void)tell(error);
    }
    return 1;
}

/* A sheet shows the pictures. */
static bool wants_thumbnails(const cli_options *options)
{
    return options->thumbnails || (options->format != NULL && strcmp(options->format, "html") == 0);
}

static int on_input(const captionlint_input *input, void *user)
{
    session_state *session = user;
    captionlint_error error = {0};
    captionlint_input wanted = *input;
    wanted.extract_only = session->extract;
    wanted.thumbnails = wants_thumbnails(session->options);
    if (cli_interrupted()) {
        return 1;
    }
    return end_run(session, captionlint_run_add(session->run, &wanted, &error), &error);
}

/* What is told of a folder comes behind what is told of the files before it, whatever the number of
 * threads; and who has to answer before we get more input is to hear of what he gave us. */
static void tell_what_came_before(void *user)
{
    session_state *session = user;
    captionlint_error error = {0};
    (void)end_run(session, captionlint_run_wait(session->run, &error), &error);
    cli_progress_hide(&session->progress);
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

static int open_run(session_state *session)
{
    captionlint_error error = {0};
    const captionlint_run_options wanted = {.threads = session->options->numbers[CLI_JOBS],
                                            .report = session->report,
                                            .cache = session->cache,
                                            .baseline = session->exceptions.written,
                                            .each = on_result,
                                            .user = session};
    session->run = captionlint_run_new(session->lint, &wanted, &error);
    return session->run == NULL ? tell(&error) : CLI_EXIT_OK;
}

/* Waivers that are not all well stand in the report too, before all pictures. */
static int add_malformed_waivers(session_state *session)
{
    const captionlint_input input = {.path = session->exceptions.malformed,
                                     .kind = CAPTIONLINT_INPUT_WAIVERS};
    return input.path == NULL ? 0 : on_input(&input, session);
}

static void read_inputs(session_state *session)
{
    const cli_options *options = session->options;
    captionlint_error error = {0};
    cli_walk walk = {.each = on_input,
                     .before_telling = tell_what_came_before,
                     .before_waiting = tell_what_came_before,
                     .user = session,
                     .stdin_kind = options->stdin_kind};
    int stopped = add_malformed_waivers(session);
    if (stopped == 0) {
        stopped =
            cli_inputs_each(&walk, options, options->arguments, (size_t)options->argument_count);
    }
    if (cli_interrupted()) {
        captionlint_run_stop(session->run);
    }
    int ended = end_run(session, captionlint_run_end(session->run, &error), &error);
    stopped = stopped != 0 ? stopped : ended;
    session->run = NULL;
    cli_progress_end(&session->progress);
    session->summary.failures += walk.failures;
    session->cut = stopped != 0 && cli_interrupted();
    say_what_was_skipped(&walk);
    session->failed = session->failed || walk.failures > 0;
    if (session->pictures == 0 && !session->failed && stopped == 0 && !walk.no_records) {
        session->failed = true;
        cli_say("nothing was checked: there is no picture, caption or record in what was named");
    }
}

/* What was done is reported. A file that is to be complete does not appear. */
static int end_interrupted(session_state *session)
{
    bool kept = session->options->output == NULL;
    (void)cli_output_close(&session->output, false);
    cli_say("interrupted: %zu picture%s done, the rest was not looked at%s%s", session->pictures,
            session->pictures == 1 ? " was" : "s were",
            kept ? "" : "; a report that is not complete was not written to ",
            kept ? "" : session->options->output);
    return cli_interrupt_status();
}

static int report_inputs(session_state *session)
{
    captionlint_error error = {0};
    int status = cli_output_open(&session->output, session->options->output);
    if (status != CLI_EXIT_OK) {
        return status;
    }
    cli_interrupt_watch();
    cli_summary_begin(&session->summary, session->options, session->extract);
    cli_progress_begin(&session->progress, session->options,
                       session->extract ? "reading" : "checking");
    read_inputs(session);
    captionlint_status ended = captionlint_report_end(session->report, &error);
    session->report = NULL;
    if (session->cut) {
        return end_interrupted(session);
    }
    if (ended != CAPTIONLINT_OK && session->output.error == 0) {
        (void)tell(&error);
    }
    session->failed = session->failed || ended != CAPTIONLINT_OK;
    bool whole = ended == CAPTIONLINT_OK || ended == CAPTIONLINT_LIMIT;
    if (cli_output_close(&session->output, whole) != CLI_EXIT_OK) {
        session->failed = true;
    }
    if (cli_exceptions_write(&session->exceptions, session->options) != CLI_EXIT_OK) {
        session->failed = true;
    }
    if (session->pictures > 0 && session->output.error == 0 &&
        cli_summary_is_wanted(session->options, session->extract)) {
        cli_summary_say(&session->summary);
    }
    return session->failed ? CLI_EXIT_FAILED : session->findings ? CLI_EXIT_FINDINGS : CLI_EXIT_OK;
}

static int prepare(session_state *session)
{
    int status = cli_setup(session->options, !session->extract, &session->lint);
    if (status == CLI_EXIT_OK && !session->extract) {
        status = cli_exceptions_begin(&session->exceptions, session->options, session->lint);
    }
    if (status == CLI_EXIT_OK) {
        status = open_report(session);
    }
    if (status == CLI_EXIT_OK) {
        status = open_cache(session);
    }
    return status == CLI_EXIT_OK ? open_run(session) : status;
}

/* What the cache was good for, and whether it can be used any more. */
static void say_cache(const session_state *session)
{
    const char *path = session->options->cache;
    const char *trouble = captionlint_cache_trouble(session->cache);
    captionlint_cache_stats stats = captionlint_cache_stats_of(session->cache);
    if (trouble[0] != '\0') {
        cli_say("%s: %s; what it did not give was read anew; delete it", path, trouble);
    }
    if (session->options->cache_stats) {
        cli_say("%s: %llu hits, %llu misses, %llu stale, %llu added; %llu bytes", path,
                (unsigned long long)stats.hits, (unsigned long long)stats.misses,
                (unsigned long long)stats.stale, (unsigned long long)stats.added,
                (unsigned long long)stats.size);
    }
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
    if (options->as != NULL && options->format != NULL) {
        return cli_fail("--as and --format together; give one of them");
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
    captionlint_run_drop(session.run);
    cli_exceptions_end(&session.exceptions);
    if (session.cache != NULL) {
        say_cache(&session);
    }
    captionlint_cache_close(session.cache);
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
