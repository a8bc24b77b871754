/* `captionlint worker`: takes jobs from a queue, until it is told to end. This thread has the
 * connection and waits for everything; the pool does the jobs. */
#define _GNU_SOURCE /* O_PATH, CPU_COUNT */

#include "hooks/queue/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/progress.h"
#include "cli/say.h"
#include "hooks/notify.h"
#include "hooks/queue/jobs.h"
#include "hooks/signals.h"

enum {
    DELIVERIES = 5
};

static const double ms_a_s = 1000.0;

typedef struct worker {
    const cli_options *options;
    hooks_house *house;
    queue_keeper keeper;
    queue_jobs jobs;
    unsigned threads;
    int signals;
    int home; /* the folder that we were begun in: the configuration's */
    int root; /* -1: none */
    bool reload;
    bool ending;
    bool cancelled; /* no more jobs come */
    bool asked;     /* how many wait */
    bool failed;
    double idle;     /* since when no job came */
    double deadline; /* of the ending */
} worker;

/* --- the connection --- */

/* A queue_set_up_fn. */
static bool set_up(queue_link *link, void *user)
{
    const worker *of = user;
    const queue_jobs *jobs = &of->jobs;
    return queue_link_declare(link, jobs->dead, NULL) &&
           queue_link_declare(link, jobs->results, NULL) &&
           queue_link_declare(link, jobs->queue, jobs->dead) &&
           queue_link_consume(link, jobs->queue, of->threads);
}

static void lose(worker *of)
{
    queue_keeper_lose(&of->keeper);
    queue_jobs_lose(&of->jobs);
    of->asked = false;
    hooks_notify("STATUS=waiting for the broker");
}

static void connect_again(worker *of)
{
    if (of->keeper.link != NULL || of->ending) {
        return;
    }
    if (queue_keeper_try(&of->keeper) != CLI_EXIT_OK) {
        of->failed = true;
    } else if (of->keeper.link != NULL) {
        of->idle = cli_now();
        hooks_notify("STATUS=taking jobs");
    } else if (of->options->once && cli_now() - of->keeper.lost > QUEUE_PATIENCE_MS / ms_a_s) {
        of->failed = true;
        (void)cli_fail("%s: it did not answer for too long; jobs may be left",
                       of->keeper.url.shown);
    }
}

/* --- ends --- */

/* What was begun is finished; nothing else is. */
static void begin_end(worker *of)
{
    if (of->ending) {
        return;
    }
    hooks_notify("STOPPING=1");
    of->ending = true;
    of->deadline = cli_now() + QUEUE_DRAIN_MS / ms_a_s;
    if (of->keeper.link != NULL && !queue_link_cancel(of->keeper.link)) {
        lose(of);
    }
}

static bool is_over(const worker *of)
{
    if (of->failed) {
        return true;
    }
    if (!of->ending) {
        return false;
    }
    if (cli_now() > of->deadline) {
        cli_say("%zu jobs came to no end; they are delivered again", of->jobs.count);
        return true;
    }
    return of->keeper.link == NULL || (of->cancelled && of->jobs.count == 0);
}

static bool may_ask(const worker *of)
{
    return of->options->once && !of->ending && !of->asked && of->keeper.link != NULL &&
           of->jobs.count == 0;
}

/* --once: the broker is asked when no job came for a while, and the answer is that none waits. */
static void ask_when_idle(worker *of)
{
    if (!may_ask(of) || cli_now() - of->idle < QUEUE_IDLE_MS / ms_a_s) {
        return;
    }
    of->asked = true;
    if (!queue_link_ask(of->keeper.link, of->jobs.queue)) {
        lose(of);
    }
}

static void take_count(worker *of, const queue_event *answer)
{
    of->asked = false;
    of->idle = cli_now();
    if (answer->sure && answer->count == 0 && of->jobs.count == 0) {
        begin_end(of);
    }
}

/* --- what happens --- */

static void block(worker *of, const char *reason)
{
    cli_say("%s: nothing more is wanted for now: %s", of->keeper.url.shown, reason);
    of->jobs.blocked = true;
}

static void unblock(worker *of)
{
    cli_say("%s: goes on", of->keeper.url.shown);
    of->jobs.blocked = false;
}

/* False when the connection is lost. */
static bool take_event(worker *of, const queue_event *event)
{
    switch (event->kind) {
    case QUEUE_EVENT_DELIVERY:
        of->idle = cli_now();
        return queue_jobs_deliver(&of->jobs, event->delivery);
    case QUEUE_EVENT_CONFIRMED:
    case QUEUE_EVENT_REFUSED:
        return queue_jobs_confirm(&of->jobs, event);
    case QUEUE_EVENT_BLOCKED:
        block(of, event->reason);
        return true;
    case QUEUE_EVENT_UNBLOCKED:
        unblock(of);
        return true;
    case QUEUE_EVENT_COUNTED:
        take_count(of, event);
        return of->keeper.link != NULL;
    case QUEUE_EVENT_CANCELLED:
        of->cancelled = true;
        return true;
    case QUEUE_EVENT_NONE:
        return true;
    case QUEUE_EVENT_LOST:
        break;
    }
    return false;
}

/* Everything that the broker has to say, and everything that is to be said to it. */
static void talk(worker *of)
{
    bool well = of->keeper.link != NULL;
    queue_event event = {.kind = QUEUE_EVENT_UNBLOCKED};
    while (well && event.kind != QUEUE_EVENT_NONE) {
        event = queue_link_next(of->keeper.link);
        well = take_event(of, &event);
    }
    queue_jobs_gather(&of->jobs);
    well = well && queue_jobs_act(&of->jobs, cli_now());
    if (!well && of->keeper.link != NULL) {
        lose(of);
    }
}

/* The configuration is read in the folder that it was read in at first, while no thread reads
 * pictures in the other one. */
static void reload_when_quiet(worker *of)
{
    if (!of->reload || of->jobs.working > 0) {
        return;
    }
    hooks_notify_reloading();
    bool moved = of->root != -1;
    if (moved && fchdir(of->home) != 0) {
        cli_say("not reloaded: the folder of the configuration: %s", cli_system_reason(errno));
    } else {
        (void)hooks_house_reload(of->house);
    }
    if (moved && fchdir(of->root) != 0) {
        of->failed = cli_fail("--root: %s", cli_system_reason(errno)) != CLI_EXIT_OK;
    }
    of->reload = false;
    of->jobs.hold = false;
    hooks_notify("READY=1");
    queue_jobs_release(&of->jobs);
}

static void take_signals(worker *of)
{
    hooks_signal came = hooks_signals_read(of->signals);
    if (came == HOOKS_SIGNAL_END) {
        begin_end(of);
    } else if (came == HOOKS_SIGNAL_RELOAD) {
        of->reload = true;
        of->jobs.hold = true;
    }
}

static double earlier_of(double a, double b)
{
    return a < b ? a : b;
}

/* In milliseconds, until something is to be done that no descriptor tells. */
static int wait_of(const worker *of)
{
    double now = cli_now();
    unsigned watchdog = hooks_notify_interval();
    double until = now + QUEUE_TICK_MS / ms_a_s;
    if (watchdog > 0) {
        until = earlier_of(until, now + watchdog / ms_a_s);
    }
    if (of->keeper.link == NULL) {
        until = earlier_of(until, of->keeper.due);
    } else {
        until = queue_jobs_due(&of->jobs, until);
    }
    if (may_ask(of)) {
        until = earlier_of(until, of->idle + QUEUE_IDLE_MS / ms_a_s);
    }
    if (of->ending) {
        until = earlier_of(until, of->deadline);
    }
    return until <= now ? 0 : (int)((until - now) * ms_a_s) + 1;
}

static void wait_for_something(const worker *of)
{
    struct pollfd files[] = {
        {.fd = of->signals, .events = POLLIN},
        {.fd = queue_pool_file(of->jobs.pool), .events = POLLIN},
        {.fd = of->keeper.link == NULL ? -1 : queue_link_file(of->keeper.link), .events = POLLIN}};
    (void)poll(files, sizeof files / sizeof files[0], wait_of(of));
    hooks_notify("WATCHDOG=1");
}

static void run(worker *of)
{
    hooks_notify("READY=1\nSTATUS=connecting to the broker");
    connect_again(of);
    if (of->keeper.link != NULL) {
        cli_say("%s: connected; %u thread%s take%s jobs from %s", of->keeper.url.shown, of->threads,
                of->threads == 1 ? "" : "s", of->threads == 1 ? "s" : "", of->jobs.queue);
    }
    talk(of); /* what came with the answers to what was declared wakes nobody */
    while (!is_over(of)) {
        wait_for_something(of);
        take_signals(of);
        connect_again(of);
        talk(of);
        reload_when_quiet(of);
        ask_when_idle(of);
    }
}

/* --- set-up --- */

/* As many as there are processors for this process. */
static unsigned threads_of(const cli_options *options)
{
    cpu_set_t set;
    unsigned wanted = options->numbers[CLI_JOBS];
    if (wanted == 0 && sched_getaffinity(0, sizeof set, &set) == 0) {
        wanted = (unsigned)CPU_COUNT(&set);
    }
    return wanted == 0 ? 1 : wanted > CLI_JOBS_MAX ? CLI_JOBS_MAX : wanted;
}

static int open_root(worker *of)
{
    const char *root = of->options->root;
    of->home = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (of->home == -1) {
        return cli_fail("the working folder: %s", cli_system_reason(errno));
    }
    if (root == NULL) {
        return CLI_EXIT_OK;
    }
    of->root = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (of->root == -1 || fchdir(of->root) != 0) {
        return cli_fail("--root: %s: %s; name a folder", root, cli_system_reason(errno));
    }
    return CLI_EXIT_OK;
}

static int read_names(worker *of)
{
    const cli_options *options = of->options;
    queue_jobs *jobs = &of->jobs;
    jobs->keeper = &of->keeper;
    jobs->queue = queue_name(options->queue, "captionlint.jobs");
    jobs->results = queue_name(options->results, "captionlint.results");
    jobs->dead = queue_name(options->dead, "captionlint.dead");
    unsigned deliveries = options->numbers[CLI_DELIVERIES];
    jobs->deliveries = deliveries == 0 ? DELIVERIES : deliveries;
    if (options->argument_count > 0) {
        return cli_fail("worker takes no arguments; jobs come from the broker");
    }
    int status = queue_name_check("queue", jobs->queue);
    if (status == CLI_EXIT_OK) {
        status = queue_name_check("results", jobs->results);
    }
    return status == CLI_EXIT_OK ? queue_name_check("dead", jobs->dead) : status;
}

/* The signals come first: threads have what this one has. */
static int prepare(worker *of)
{
    int status = read_names(of);
    if (status == CLI_EXIT_OK) {
        status = queue_keeper_begin(&of->keeper, of->options, set_up, of);
    }
    of->signals = status == CLI_EXIT_OK ? hooks_signals_open() : -1;
    of->house = of->signals == -1 ? NULL : hooks_house_open(of->options);
    if (of->house == NULL || open_root(of) != CLI_EXIT_OK) {
        return CLI_EXIT_FAILED;
    }
    of->threads = threads_of(of->options);
    of->jobs.pool = queue_pool_open(of->house, of->root, of->threads);
    return of->jobs.pool == NULL ? CLI_EXIT_FAILED : CLI_EXIT_OK;
}

static void close_file(int file)
{
    if (file != -1) {
        (void)close(file);
    }
}

/* The result of a job is to be the same wherever it is done: the language is not left to the
 * locale of the machine. */
static void speak_english(const cli_options *options)
{
    if (options->language == NULL) {
        (void)setenv("LANGUAGE", "en", 1);
    }
}

int queue_worker(const cli_options *options)
{
    worker of = {.options = options, .signals = -1, .home = -1, .root = -1};
    speak_english(options);
    int status = prepare(&of);
    if (status == CLI_EXIT_OK) {
        run(&of);
        status = of.failed ? CLI_EXIT_FAILED : CLI_EXIT_OK;
    }
    queue_keeper_end(&of.keeper);
    queue_pool_close(of.jobs.pool);
    queue_jobs_free(&of.jobs);
    hooks_house_close(of.house);
    close_file(of.signals);
    close_file(of.home);
    close_file(of.root);
    return status;
}
