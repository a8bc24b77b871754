#define _POSIX_C_SOURCE 200809L

#include "hooks/queue/keeper.h"

#include <stdlib.h>
#include <string.h>

#include "cli/progress.h"
#include "cli/say.h"
#include "hooks/queue/backoff.h"

static const double ms_a_s = 1000.0;

int queue_keeper_begin(queue_keeper *keeper, const cli_options *options, queue_set_up_fn set_up,
                       void *user)
{
    const char *named = getenv("CAPTIONLINT_BROKER");
    const char *text = options->broker != NULL             ? options->broker
                       : named != NULL && named[0] != '\0' ? named
                                                           : "amqp://localhost";
    *keeper = (queue_keeper){.set_up = set_up, .user = user, .lost = cli_now()};
    const char *wrong = queue_url_read(text, &keeper->url);
    return wrong == NULL
               ? CLI_EXIT_OK
               : cli_fail("%s: %s", options->broker != NULL ? "--broker" : "CAPTIONLINT_BROKER",
                          wrong);
}

static bool set_up(queue_keeper *keeper, queue_link *link, queue_trouble *trouble)
{
    if (link == NULL) {
        return false;
    }
    if (keeper->set_up(link, keeper->user)) {
        return true;
    }
    *trouble = *queue_link_trouble(link);
    queue_link_drop(link);
    return false;
}

/* What was right once and is refused now is the broker's affair: a restart, or one that is to be
 * told to it. */
static int fail(queue_keeper *keeper, const queue_trouble *trouble)
{
    double now = cli_now();
    if ((trouble->hopeless || keeper->once) && keeper->connections == 0) {
        return cli_fail("%s: %s", keeper->url.shown, trouble->text);
    }
    if (keeper->connections == 0 && keeper->failures == 0) {
        cli_say("%s: %s; trying until it answers", keeper->url.shown, trouble->text);
    }
    keeper->due = now + queue_backoff(keeper->failures++) / ms_a_s;
    return CLI_EXIT_OK;
}

int queue_keeper_try(queue_keeper *keeper)
{
    queue_trouble trouble;
    if (keeper->link != NULL || cli_now() < keeper->due) {
        return CLI_EXIT_OK;
    }
    queue_link *link = queue_link_open(&keeper->url, &trouble);
    if (!set_up(keeper, link, &trouble)) {
        return fail(keeper, &trouble);
    }
    if (keeper->connections > 0 || keeper->failures > 0) {
        cli_say("%s: connected", keeper->url.shown);
    }
    keeper->link = link;
    keeper->connections++;
    keeper->since = cli_now();
    return CLI_EXIT_OK;
}

void queue_keeper_lose(queue_keeper *keeper)
{
    double now = cli_now();
    cli_say("%s: %s; connecting again", keeper->url.shown, queue_link_trouble(keeper->link)->text);
    queue_link_drop(keeper->link);
    keeper->link = NULL;
    keeper->lost = now;
    if (now - keeper->since > QUEUE_SETTLED_MS / ms_a_s) {
        keeper->failures = 0;
    }
    keeper->due = now + queue_backoff(keeper->failures++) / ms_a_s;
}

void queue_keeper_end(queue_keeper *keeper)
{
    queue_link_close(keeper->link);
    keeper->link = NULL;
}

const char *queue_name(const char *given, const char *usual)
{
    return given == NULL ? usual : given;
}

int queue_name_check(const char *option, const char *name)
{
    size_t len = strnlen(name, QUEUE_NAME_MAX + 1);
    return len > 0 && len <= QUEUE_NAME_MAX
               ? CLI_EXIT_OK
               : cli_fail("--%s: the name of a queue has 1 to %u bytes", option, QUEUE_NAME_MAX);
}
