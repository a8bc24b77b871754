#define _POSIX_C_SOURCE 200809L

#include "hooks/queue/sender.h"

#include <poll.h>
#include <stdlib.h>

#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "hooks/queue/backoff.h"

static const double ms_a_s = 1000.0;

void queue_item_free(queue_item *item)
{
    if (item != NULL) {
        free(item->name);
        free(item->body);
        free(item);
    }
}

/* --- what is on its way --- */

static void append(queue_sender *sender, queue_item *item)
{
    item->next = NULL;
    if (sender->last == NULL) {
        sender->first = item;
    } else {
        sender->last->next = item;
    }
    sender->last = item;
    sender->count++;
    sender->bytes += item->len;
}

/* Takes out the one behind `before`; NULL: the first. */
static void take_out(queue_sender *sender, queue_item *before)
{
    queue_item **at = before == NULL ? &sender->first : &before->next;
    queue_item *item = *at;
    *at = item->next;
    if (sender->last == item) {
        sender->last = before;
    }
    sender->count--;
    sender->bytes -= item->len;
    queue_item_free(item);
}

static bool is_meant(const queue_item *item, const queue_event *event)
{
    return item->sent &&
           (item->sequence == event->sequence ||
            (event->multiple && (item->sequence < event->sequence || event->sequence == 0)));
}

static void refuse(queue_sender *sender, queue_item *item)
{
    if (!sender->refusing) {
        sender->calls.telling(sender->calls.user);
        cli_say("%s: the broker takes no more for now; trying until it does", sender->queue);
    }
    sender->refusing = true;
    item->sent = false;
    item->due = cli_now() + queue_backoff(item->refusals++) / ms_a_s;
}

static void confirm(queue_sender *sender, const queue_event *event)
{
    queue_item *before = NULL;
    queue_item *item = sender->first;
    while (item != NULL) {
        queue_item *next = item->next;
        bool meant = is_meant(item, event);
        if (meant && event->kind == QUEUE_EVENT_CONFIRMED) {
            take_out(sender, before);
            sender->confirmed++;
            sender->refusing = false;
            sender->calls.confirmed(sender->calls.user);
        } else {
            if (meant) {
                refuse(sender, item);
            }
            before = item;
        }
        item = meant && !event->multiple ? NULL : next;
    }
}

/* Everything is to be sent again. */
static void lose(queue_sender *sender)
{
    sender->calls.telling(sender->calls.user);
    queue_keeper_lose(&sender->keeper);
    sender->blocked = false;
    for (queue_item *item = sender->first; item != NULL; item = item->next) {
        item->sent = false;
        item->due = 0;
    }
}

/* --- talking --- */

static bool send_item(queue_sender *sender, queue_item *item)
{
    queue_letter letter = {.queue = sender->queue,
                           .type = queue_kind_name(item->kind),
                           .content_type = item->kind == QUEUE_BYTES ? "application/octet-stream"
                                                                     : "application/json",
                           .id = {item->id, QUEUE_IDENTITY - 1},
                           .body = {item->body, item->len}};
    if (item->name != NULL) {
        letter.headers[letter.header_count++] =
            (queue_header){.name = QUEUE_HEADER_NAME, .text = item->name};
    }
    if (item->line > 0) {
        letter.headers[letter.header_count++] =
            (queue_header){.name = QUEUE_HEADER_LINE, .number = (int64_t)item->line};
        letter.headers[letter.header_count++] =
            (queue_header){.name = QUEUE_HEADER_OFFSET, .number = (int64_t)item->offset};
    }
    item->sent = true;
    return queue_link_send(sender->keeper.link, &letter, &item->sequence);
}

/* What is due, in the order in which it was given. */
static bool send_due(queue_sender *sender)
{
    double now = cli_now();
    for (queue_item *item = sender->first; item != NULL && !sender->blocked; item = item->next) {
        if (!item->sent && item->due <= now && !send_item(sender, item)) {
            return false;
        }
    }
    return true;
}

static void block(queue_sender *sender, bool blocked, const char *reason)
{
    sender->calls.telling(sender->calls.user);
    if (blocked) {
        cli_say("%s: nothing more is wanted for now: %s", sender->keeper.url.shown, reason);
    } else {
        cli_say("%s: goes on", sender->keeper.url.shown);
    }
    sender->blocked = blocked;
}

/* False when the connection is lost. */
static bool take_event(queue_sender *sender, const queue_event *event)
{
    switch (event->kind) {
    case QUEUE_EVENT_CONFIRMED:
    case QUEUE_EVENT_REFUSED:
        confirm(sender, event);
        return true;
    case QUEUE_EVENT_BLOCKED:
    case QUEUE_EVENT_UNBLOCKED:
        block(sender, event->kind == QUEUE_EVENT_BLOCKED, event->reason);
        return true;
    case QUEUE_EVENT_DELIVERY: /* none was asked for */
        queue_delivery_free(event->delivery);
        return true;
    case QUEUE_EVENT_LOST:
        return false;
    default:
        return true;
    }
}

static void talk(queue_sender *sender)
{
    queue_event event = {.kind = QUEUE_EVENT_UNBLOCKED};
    bool well = send_due(sender);
    while (well && event.kind != QUEUE_EVENT_NONE) {
        event = queue_link_next(sender->keeper.link);
        well = take_event(sender, &event);
    }
    if (!well) {
        lose(sender);
    }
}

static int connect_again(queue_sender *sender)
{
    bool lost = sender->keeper.link == NULL;
    if (queue_keeper_try(&sender->keeper) != CLI_EXIT_OK) {
        return CLI_EXIT_FAILED;
    }
    if (lost && sender->keeper.link == NULL &&
        cli_now() - sender->keeper.lost > QUEUE_PATIENCE_MS / ms_a_s) {
        sender->calls.telling(sender->calls.user);
        return cli_fail("%s: it did not answer for too long; send what was not confirmed again",
                        sender->keeper.url.shown);
    }
    return CLI_EXIT_OK;
}

/* Until something comes, or may be tried again. */
static void wait_for_something(const queue_sender *sender)
{
    queue_link *link = sender->keeper.link;
    struct pollfd file = {.fd = link == NULL ? -1 : queue_link_file(link), .events = POLLIN};
    double wait = link == NULL ? (sender->keeper.due - cli_now()) * ms_a_s : QUEUE_TICK_MS;
    if (sender->refusing && wait > QUEUE_FIRST_WAIT_MS) {
        wait = QUEUE_FIRST_WAIT_MS;
    }
    (void)poll(&file, 1, wait < 0 ? 0 : (int)wait + 1);
}

static int step(queue_sender *sender)
{
    if (cli_interrupted() || connect_again(sender) != CLI_EXIT_OK) {
        return CLI_EXIT_FAILED;
    }
    if (sender->keeper.link != NULL) {
        talk(sender);
    }
    return CLI_EXIT_OK;
}

static bool is_full(const queue_sender *sender, size_t more)
{
    return sender->count > 0 &&
           (sender->count >= QUEUE_WINDOW || sender->blocked || sender->keeper.link == NULL ||
            sender->refusing || sender->bytes + more > QUEUE_WINDOW_BYTES);
}

int queue_sender_put(queue_sender *sender, queue_item *item)
{
    int status = step(sender);
    while (status == CLI_EXIT_OK && is_full(sender, item->len)) {
        wait_for_something(sender);
        status = step(sender);
    }
    if (status != CLI_EXIT_OK) {
        queue_item_free(item);
        return status;
    }
    append(sender, item);
    return step(sender);
}

int queue_sender_flush(queue_sender *sender)
{
    int status = step(sender);
    while (status == CLI_EXIT_OK && sender->count > 0) {
        wait_for_something(sender);
        status = step(sender);
    }
    return status;
}

/* --- set-up --- */

/* A queue_set_up_fn. A queue that is there is used as it is: who made it knows its dead letters. */
static bool set_up(queue_link *link, void *user)
{
    const queue_sender *sender = user;
    bool found = false;
    return queue_link_find(link, sender->queue, &found) &&
           (found || (queue_link_declare(link, sender->dead, NULL) &&
                      queue_link_declare(link, sender->queue, sender->dead)));
}

int queue_sender_begin(queue_sender *sender, const cli_options *options,
                       const queue_sender_calls *calls)
{
    *sender = (queue_sender){.calls = *calls,
                             .queue = queue_name(options->queue, "captionlint.jobs"),
                             .dead = queue_name(options->dead, "captionlint.dead")};
    int status = queue_name_check("queue", sender->queue);
    if (status == CLI_EXIT_OK) {
        status = queue_name_check("dead", sender->dead);
    }
    if (status == CLI_EXIT_OK) {
        status = queue_keeper_begin(&sender->keeper, options, set_up, sender);
    }
    if (status == CLI_EXIT_OK) {
        sender->keeper.once = true;
        status = queue_keeper_try(&sender->keeper);
    }
    return status;
}

void queue_sender_end(queue_sender *sender)
{
    queue_keeper_end(&sender->keeper);
    while (sender->first != NULL) {
        take_out(sender, NULL);
    }
}
