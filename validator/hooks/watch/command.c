/* `captionlint watch`: from start to end, and what is waited for between. */
#define _POSIX_C_SOURCE 200809L

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/say.h"
#include "hooks/notify.h"
#include "hooks/signals.h"
#include "hooks/watch/clock.h"
#include "hooks/watch/crew.h"
#include "hooks/watch/landing.h"

enum {
    MS_A_S = 1000,
    STATUS_MS = 1000 /* how often the status is told at most */
};

typedef struct watching {
    watch of;
    watch_landing *landing;
    watch_crew *crew;
    int signals;
    int64_t next_scan;
    int64_t next_beat; /* of the watchdog; INT64_MAX: it wants none */
    int64_t retry_at;  /* the target could not be written; 0: it can */
    unsigned back_off; /* seconds until then */
    unsigned long long sorted;
    int64_t next_status;
    bool ending; /* what was begun is finished */
    bool failed;
} watching;

/* --- opening --- */

static unsigned thread_count(const cli_options *options)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned wanted = options->numbers[CLI_JOBS];
    unsigned usual = processors < 1              ? 1
                     : processors > CLI_JOBS_MAX ? CLI_JOBS_MAX
                                                 : (unsigned)processors;
    return wanted > 0 ? wanted : usual;
}

static int64_t grace_of(const cli_options *options)
{
    unsigned seconds = options->numbers[CLI_GRACE];
    return (int64_t)(seconds > 0 ? seconds : WATCH_GRACE_DEFAULT) * MS_A_S;
}

static int open_session(watching *session)
{
    watch *of = &session->of;
    /* Asking for a lease means to be told when it is wanted back; closing the file gives it. */
    (void)signal(SIGIO, SIG_IGN);
    session->signals = hooks_signals_open();
    if (session->signals == -1) {
        return CLI_EXIT_FAILED;
    }
    int status = watch_open_folders(of);
    if (status != CLI_EXIT_OK) {
        return status;
    }
    of->house = hooks_house_open(of->options);
    if (of->house == NULL) {
        return CLI_EXIT_FAILED;
    }
    session->landing = watch_landing_new(of, grace_of(of->options), of->options->once);
    if (session->landing == NULL) {
        return CLI_EXIT_FAILED;
    }
    session->crew = watch_crew_new(of, thread_count(of->options));
    return session->crew == NULL ? CLI_EXIT_FAILED : CLI_EXIT_OK;
}

static void close_file(int file)
{
    if (file != -1) {
        (void)close(file);
    }
}

static void close_session(watching *session)
{
    watch_crew_free(session->crew);
    watch_landing_free(session->landing);
    hooks_house_close(session->of.house);
    close_file(session->signals);
    close_file(session->of.jobs);
    close_file(session->of.lock);
    close_file(session->of.target);
    close_file(session->of.incoming);
    (void)pthread_mutex_destroy(&session->of.placing);
    (void)pthread_mutex_destroy(&session->of.telling);
}

/* --- what happens --- */

/* The target could not be written: nothing more is taken for a while, longer each time. */
static void pause_sorting(watching *session, int64_t time)
{
    session->back_off = session->back_off == 0 ? 1 : session->back_off * 2;
    session->back_off = session->back_off < WATCH_BACK_OFF_S ? session->back_off : WATCH_BACK_OFF_S;
    session->retry_at = time + (int64_t)session->back_off * MS_A_S;
    session->failed = true;
    session->ending = session->ending || session->of.options->once;
}

/* What was left of earlier jobs comes first: their files have no other place. */
static void recover(watching *session, int64_t time)
{
    session->retry_at = 0;
    if (watch_jobs_recover(&session->of) == WATCH_TROUBLE) {
        pause_sorting(session, time);
    }
}

static void take_back(watching *session, int64_t time)
{
    for (watch_order *order = watch_crew_take_back(session->crew); order != NULL;
         order = watch_crew_take_back(session->crew)) {
        watch_outcome outcome = order->outcome;
        session->sorted += outcome == WATCH_DONE ? order->count : 0;
        watch_landing_done(session->landing, order, time);
        if (outcome == WATCH_DONE) {
            session->back_off = 0;
        } else if (outcome == WATCH_TROUBLE && session->retry_at == 0) {
            pause_sorting(session, time);
        }
    }
}

static void give_out(watching *session, int64_t time)
{
    while (!session->ending && session->retry_at == 0 && watch_crew_has_room(session->crew)) {
        watch_order *order = watch_landing_next(session->landing, time);
        if (order == NULL) {
            return;
        }
        watch_crew_give(session->crew, order);
    }
}

/* Who sends SIGHUP faster than rules can be loaded does not keep it from all else. */
static void obey(watching *session)
{
    bool reload = false;
    for (hooks_signal signal = hooks_signals_read(session->signals); signal != HOOKS_SIGNAL_NONE;
         signal = hooks_signals_read(session->signals)) {
        if (signal == HOOKS_SIGNAL_END) {
            session->ending = true;
            hooks_notify("STOPPING=1");
        }
        reload = reload || signal == HOOKS_SIGNAL_RELOAD;
    }
    if (reload && !session->ending) {
        hooks_notify_reloading();
        (void)hooks_house_reload(session->of.house);
        hooks_notify("READY=1");
    }
}

static void scan(watching *session, int64_t time)
{
    watch_landing_scan(session->landing, time);
    session->next_scan = time + (int64_t)WATCH_SCAN_S * MS_A_S;
}

static void tell_systemd(watching *session, int64_t time)
{
    char status[sizeof "STATUS=sorted  files,  groups wait" + 40];
    if (time >= session->next_status) {
        (void)snprintf(status, sizeof status, "STATUS=sorted %llu files, %zu groups wait",
                       session->sorted, watch_landing_count(session->landing));
        hooks_notify(status);
        session->next_status = time + STATUS_MS;
    }
    if (time >= session->next_beat) {
        hooks_notify("WATCHDOG=1");
        session->next_beat = time + hooks_notify_interval();
    }
}

static void act(watching *session, int64_t time)
{
    obey(session);
    watch_landing_read(session->landing, time);
    take_back(session, time);
    if (watch_landing_ended(session->landing) && !session->ending) {
        session->ending = true;
        session->failed = true;
        cli_say("%s: the folder is gone; what was begun is finished", session->of.incoming_path);
    }
    bool may_retry = session->retry_at != 0 && time >= session->retry_at;
    if (may_retry && !session->ending && watch_crew_is_idle(session->crew)) {
        recover(session, time);
    }
    if (!session->ending &&
        (time >= session->next_scan || watch_landing_wants_scan(session->landing))) {
        scan(session, time);
    }
    give_out(session, time);
    tell_systemd(session, time);
}

/* --- waiting --- */

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Milliseconds until something is to be done without being told. */
static int patience(const watching *session, int64_t time)
{
    int64_t next = session->next_beat;
    bool may_retry = session->retry_at != 0 && watch_crew_is_idle(session->crew);
    if (!session->ending) {
        next = earlier(next, session->next_scan);
        next = may_retry ? earlier(next, session->retry_at) : next;
    }
    if (!session->ending && session->retry_at == 0 && watch_crew_has_room(session->crew)) {
        next = earlier(next, watch_landing_due(session->landing));
    }
    return watch_patience(next, time);
}

static void wait_for_news(const watching *session)
{
    struct pollfd files[] = {{.fd = session->signals, .events = POLLIN},
                             {.fd = watch_landing_file(session->landing), .events = POLLIN},
                             {.fd = watch_crew_file(session->crew), .events = POLLIN}};
    (void)poll(files, sizeof files / sizeof files[0], patience(session, watch_now()));
}

static bool is_over(const watching *session)
{
    bool nothing_left = session->of.options->once &&
                        watch_landing_due(session->landing) == INT64_MAX &&
                        !watch_landing_wants_scan(session->landing);
    return (session->ending || nothing_left) && watch_crew_is_idle(session->crew);
}

/* As `check` does. */
static void say_that_no_edition_was_given(watching *session)
{
    hooks_setup *setup = hooks_house_take(session->of.house);
    if (captionlint_edition_count(setup->lint) == 0) {
        cli_say("no edition was given: what is restricted anywhere asks for review; name one with "
                "--edition, or describe it with --territory, --medium and --use");
    }
    hooks_house_give(session->of.house, setup);
}

static int run(watching *session)
{
    say_that_no_edition_was_given(session);
    int64_t time = watch_now();
    session->next_beat = hooks_notify_interval() == 0 ? INT64_MAX : time;
    recover(session, time);
    scan(session, time);
    hooks_notify("READY=1");
    act(session, time);
    while (!is_over(session)) {
        wait_for_news(session);
        act(session, watch_now());
    }
    bool whole = !session->failed && !watch_landing_left_some(session->landing);
    return session->of.options->once               ? (whole ? CLI_EXIT_OK : CLI_EXIT_FAILED)
           : watch_landing_ended(session->landing) ? CLI_EXIT_FAILED
                                                   : CLI_EXIT_OK;
}

int cli_watch(const cli_options *options)
{
    if (options->argument_count != 2) {
        return cli_fail("name two folders: captionlint watch FOLDER TARGET");
    }
    watching session = {.of = {.options = options,
                               .incoming_path = options->arguments[0],
                               .target_path = options->arguments[1],
                               .incoming = -1,
                               .target = -1,
                               .jobs = -1,
                               .lock = -1,
                               .placing = PTHREAD_MUTEX_INITIALIZER,
                               .telling = PTHREAD_MUTEX_INITIALIZER},
                        .signals = -1};
    int status = open_session(&session);
    if (status == CLI_EXIT_OK) {
        status = run(&session);
    }
    close_session(&session);
    return status;
}
