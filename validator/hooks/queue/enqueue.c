/* `captionlint enqueue`: sends folders, pictures and records as jobs, and ends when the broker has
 * all of them on disc. */
#define _XOPEN_SOURCE 700 /* realpath */

#include <errno.h>
#include <stdlib.h>

#include "cli/inputs.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "hooks/queue/letters.h"
#include "hooks/queue/worker.h"

typedef struct enqueue {
    const cli_options *options;
    queue_sender sender;
    queue_letters letters;
    cli_progress progress;
    char *root; /* owned */
} enqueue;

static void hide(void *user)
{
    enqueue *of = user;
    cli_progress_hide(&of->progress);
}

static void count(void *user)
{
    enqueue *of = user;
    cli_progress_step(&of->progress);
}

/* A cli_input_fn. */
static int on_input(const captionlint_input *input, void *user)
{
    enqueue *of = user;
    return cli_interrupted() ? 1 : queue_letters_send(&of->letters, input);
}

static int check_options(enqueue *of)
{
    const cli_options *options = of->options;
    if (options->argument_count == 0) {
        return cli_fail("nothing to enqueue; name a folder, a picture, an .ndjson, or - for "
                        "standard input");
    }
    if (options->inlined && options->root != NULL) {
        return cli_fail("--inline and --root together; give one of them");
    }
    if (options->root != NULL) {
        of->root = realpath(options->root, NULL);
        if (of->root == NULL) {
            return cli_fail("--root: %s: %s; name a folder", options->root,
                            cli_system_reason(errno));
        }
    }
    return CLI_EXIT_OK;
}

static const char *plural(size_t number)
{
    return number == 1 ? "" : "s";
}

/* Of everything that was named: what came of it. */
static int conclude(enqueue *of, const cli_walk *walk, bool stopped)
{
    size_t done = of->sender.confirmed;
    size_t left = of->sender.count;
    if (cli_interrupted()) {
        cli_say("interrupted: %zu job%s confirmed; the rest may be sent again", done, plural(done));
        return cli_interrupt_status();
    }
    if (walk->other + walk->hidden + walk->links > 0) {
        cli_say("skipped in folders: %zu of other kinds, %zu hidden, %zu linked folders; name one "
                "to have it sent",
                walk->other, walk->hidden, walk->links);
    }
    if (stopped || walk->failures > 0) {
        return cli_fail("%s: %zu job%s confirmed; %zu could not be sent%s", of->sender.queue, done,
                        plural(done), walk->failures + left,
                        stopped ? ", and what comes behind was not looked at" : "");
    }
    if (done == 0) {
        return cli_fail("nothing was sent: there is no picture, caption or record in what was "
                        "named");
    }
    if (!of->options->quiet) {
        cli_say("%s: %zu job%s confirmed in %.1f s", of->sender.queue, done, plural(done),
                cli_now() - of->progress.began);
    }
    return CLI_EXIT_OK;
}

static int send_all(enqueue *of)
{
    const cli_options *options = of->options;
    cli_walk walk = {
        .each = on_input, .before_telling = hide, .user = of, .stdin_kind = options->stdin_kind};
    of->letters = (queue_letters){
        .sender = &of->sender, .walk = &walk, .root = of->root, .inlined = options->inlined};
    cli_interrupt_watch();
    cli_progress_begin(&of->progress, options, "sending");
    int stopped =
        cli_inputs_each(&walk, options, options->arguments, (size_t)options->argument_count);
    if (queue_sender_flush(&of->sender) != CLI_EXIT_OK) {
        stopped = 1;
    }
    cli_progress_end(&of->progress);
    return conclude(of, &walk, stopped != 0);
}

int queue_enqueue(const cli_options *options)
{
    enqueue of = {.options = options};
    const queue_sender_calls calls = {.telling = hide, .confirmed = count, .user = &of};
    int status = check_options(&of);
    if (status == CLI_EXIT_OK) {
        status = queue_sender_begin(&of.sender, options, &calls);
    }
    if (status == CLI_EXIT_OK) {
        status = send_all(&of);
    }
    queue_sender_end(&of.sender);
    free(of.root);
    return status;
}
