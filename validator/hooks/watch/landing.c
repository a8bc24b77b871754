#define _POSIX_C_SOURCE 200809L

#include "hooks/watch/landing.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/say.h"
#include "hooks/watch/folders.h"
#include "hooks/watch/groups.h"

struct watch_landing {
    watch *of;
    int64_t grace;
    bool once;
    watch_groups *groups;
    watch_folders *folders;
    bool wants_scan;
    bool ended;
    bool left_some;
    bool told_of_watches;
    size_t others; /* files of other kinds since the last scan */
};

watch_landing *watch_landing_new(watch *of, int64_t grace, bool once)
{
    watch_landing *landing = calloc(1, sizeof *landing);
    if (landing == NULL) {
        (void)cli_fail("out of memory");
        return NULL;
    }
    *landing = (watch_landing){.of = of, .grace = grace, .once = once};
    landing->groups = watch_groups_new(grace);
    landing->folders = watch_folders_new();
    if (landing->groups == NULL || landing->folders == NULL) {
        watch_landing_free(landing);
        return NULL;
    }
    return landing;
}

void watch_landing_free(watch_landing *landing)
{
    if (landing != NULL) {
        watch_groups_free(landing->groups);
        watch_folders_free(landing->folders);
    }
    free(landing);
}

int watch_landing_file(const watch_landing *landing)
{
    return watch_folders_file(landing->folders);
}

bool watch_landing_wants_scan(const watch_landing *landing)
{
    /* What had no room has some when half of the others are gone. */
    return landing->wants_scan && watch_groups_count(landing->groups) <= WATCH_GROUPS_MAX / 2;
}

bool watch_landing_ended(const watch_landing *landing)
{
    return landing->ended;
}

bool watch_landing_left_some(const watch_landing *landing)
{
    return landing->left_some;
}

size_t watch_landing_count(const watch_landing *landing)
{
    return watch_groups_count(landing->groups);
}

/* --- one name --- */

/* Something that was found or told of. */
typedef struct arrival {
    const char *within;
    watch_place place;
    bool begun; /* it was made and is not yet closed */
    bool found; /* by a scan */
} arrival;

static void leave(watch_landing *landing, const char *within, const char *name, const char *why)
{
    landing->left_some = true;
    watch_tell_once(landing->of, within, name, "%s; it stays there", why);
}

/* Each is told when it arrives, a few at a time; scans do not tell them again. */
static void tell_of_other(watch_landing *landing, const arrival *what)
{
    char path[CLI_PATH_MAX];
    if (what->found || what->begun || landing->others++ >= WATCH_SAYS_A_SCAN) {
        return;
    }
    watch_incoming_path(landing->of, what->within, what->place.name, path);
    cli_say("%s: no picture, text or record by its name; it stays there", path);
}

static void note_file(watch_landing *landing, const arrival *what, const watch_look *look,
                      int64_t now)
{
    watch_groups *groups = landing->groups;
    const char *name = what->place.name;
    if (what->found && watch_groups_find(groups, what->within, name, NULL) != NULL) {
        return;
    }
    watch_member *member = watch_groups_note(groups, what->within, name, look, now);
    if (member != NULL) {
        member->open = what->begun;
    } else if (watch_groups_count(groups) >= WATCH_GROUPS_MAX) {
        landing->wants_scan = true;
    }
}

static void note(watch_landing *landing, const arrival *what, int64_t now)
{
    const char *name = what->place.name;
    watch_look look;
    if (watch_is_passing(name)) {
        return;
    }
    if (watch_is_report(name) || captionlint_is_input(name) == 0) {
        tell_of_other(landing, what);
        return;
    }
    watch_kind kind = watch_look_at(what->place, &look);
    if (kind == WATCH_FILE) {
        note_file(landing, what, &look, now);
    } else if (kind == WATCH_OTHER) {
        leave(landing, what->within, name, "a link, a pipe or a device");
    }
}

/* --- scans --- */

static void watch_one(watch_landing *landing, int folder, const char *within)
{
    int cause = watch_folders_add(landing->folders, folder, within);
    if (cause != 0 && !landing->told_of_watches) {
        landing->told_of_watches = true;
        cli_say("%s/%s: cannot be watched: %s; what arrives in it is found by a scan every %u s; "
                "see fs.inotify in sysctl",
                landing->of->incoming_path, within, cli_system_reason(cause), WATCH_SCAN_S);
    }
}

static void scan(watch_landing *landing, const char *within, unsigned depth, int64_t now);

static void scan_inner(watch_landing *landing, const arrival *what, unsigned depth, int64_t now)
{
    char path[CLI_PATH_MAX];
    int len = snprintf(path, sizeof path, "%s%s%s", what->within,
                       what->within[0] == '\0' ? "" : "/", what->place.name);
    if (watch_is_passing(what->place.name)) {
        return;
    }
    if (len < 0 || (size_t)len >= sizeof path || depth >= CLI_FOLDER_DEPTH_MAX) {
        leave(landing, what->within, what->place.name, "folders are nested too deep");
        return;
    }
    scan(landing, path, depth + 1, now);
}

static void scan_list(watch_landing *landing, watch_list *list, const char *within, unsigned depth,
                      int64_t now)
{
    watch_look look;
    int folder = watch_list_folder(list);
    /* Where the table is full the next scan goes on with what is then still there. */
    for (const char *name = watch_list_next(list); name != NULL && !landing->wants_scan;
         name = watch_list_next(list)) {
        const arrival what = {.within = within, .place = {folder, name}, .found = true};
        if (watch_look_at(what.place, &look) == WATCH_FOLDER) {
            scan_inner(landing, &what, depth, now);
        } else {
            note(landing, &what, now);
        }
    }
}

static void scan(watch_landing *landing, const char *within, unsigned depth, int64_t now)
{
    int folder = -1;
    watch_list *list = NULL;
    int cause = watch_open_below(landing->of->incoming, within, &folder);
    if (cause == 0) {
        watch_one(landing, folder, within); /* first: what arrives while we look is told */
        cause = watch_list_open((watch_place){folder, "."}, &list);
        (void)close(folder);
    }
    if (cause != 0) {
        if (cause != ENOENT) {
            leave(landing, within, "", cli_system_reason(cause));
        }
        return;
    }
    scan_list(landing, list, within, depth, now);
    cause = watch_list_close(list);
    if (cause != 0) {
        leave(landing, within, "", cli_system_reason(cause));
    }
}

void watch_landing_scan(watch_landing *landing, int64_t now)
{
    if (landing->others > WATCH_SAYS_A_SCAN) {
        cli_say("%s: %zu more files that are no pictures, texts or records by their names; they "
                "stay there",
                landing->of->incoming_path, landing->others - WATCH_SAYS_A_SCAN);
    }
    landing->others = 0;
    landing->wants_scan = false;
    watch_groups_release(landing->groups, now);
    scan(landing, "", 0, now);
}

/* --- events --- */

static void note_event(watch_landing *landing, const watch_event *event, int64_t now)
{
    int folder = -1;
    if (watch_open_below(landing->of->incoming, event->within, &folder) != 0) {
        return; /* it went away again, or moved; then that is told too */
    }
    const arrival what = {.within = event->within,
                          .place = {folder, event->name},
                          .begun = event->kind == WATCH_BEGUN};
    if (event->folder) {
        scan_inner(landing, &what, 0, now);
    } else {
        note(landing, &what, now);
    }
    (void)close(folder);
}

void watch_landing_read(watch_landing *landing, int64_t now)
{
    watch_event event;
    while (watch_folders_next(landing->folders, &event)) {
        switch (event.kind) {
        case WATCH_BEGUN:
        case WATCH_COMPLETE:
            note_event(landing, &event, now);
            break;
        case WATCH_LOST:
        case WATCH_MOVED:
            landing->wants_scan = true;
            break;
        case WATCH_ENDED:
            landing->ended = true;
            break;
        }
    }
}

/* --- what no longer changes --- */

/* A file that nobody writes to any more, as far as that can be known. */
static bool is_closed(const watch_landing *landing, const watch_member *member, watch_place place,
                      int64_t now)
{
    switch (watch_writers_of(place)) {
    case WATCH_NO_WRITER:
        return true;
    case WATCH_A_WRITER:
        return false;
    case WATCH_WRITER_UNKNOWN:
        break;
    }
    return !member->open || now - member->same_since >= landing->grace * WATCH_OPEN_GRACES;
}

/* Whether it is as it was; one that is gone is forgotten. */
static bool is_quiet(watch_landing *landing, watch_group *group, watch_member *member, int folder,
                     int64_t now)
{
    const watch_place place = {folder, member->name};
    watch_look look;
    watch_kind kind = watch_look_at(place, &look);
    if (kind != WATCH_FILE) {
        watch_group_forget(group, member);
        return true;
    }
    if (!watch_same_look(&look, &member->look)) {
        member->look = look;
        member->same_since = now;
        return false;
    }
    return is_closed(landing, member, place, now);
}

static bool all_quiet(watch_landing *landing, watch_group *group, int64_t now)
{
    int folder = -1;
    bool quiet = true;
    int cause = watch_open_below(landing->of->incoming, group->folder, &folder);
    if (cause != 0 && cause != ENOENT) {
        leave(landing, group->folder, "", cli_system_reason(cause));
    }
    watch_member *next = NULL;
    for (watch_member *member = group->members; member != NULL; member = next) {
        next = member->next;
        if (cause != 0) {
            watch_group_forget(group, member);
        } else {
            quiet = is_quiet(landing, group, member, folder, now) && quiet;
        }
    }
    if (folder != -1) {
        (void)close(folder);
    }
    return quiet;
}

static void forget_all(watch_landing *landing, watch_group *group, int64_t now)
{
    watch_groups_take(landing->groups, group);
    watch_groups_done(landing->groups, group, now);
}

static void wait_longer(watch_landing *landing, watch_group *group, int64_t now)
{
    group->delays++;
    if (landing->once && group->delays > 1) {
        leave(landing, group->folder, group->members->name, "still being written to");
        forget_all(landing, group, now);
        return;
    }
    if (group->delays == WATCH_DELAYS_TOLD) {
        watch_tell_once(landing->of, group->folder, group->members->name,
                        "still being written to; it is sorted when that ends");
    }
    watch_groups_delay(landing->groups, group, now);
}

static watch_order *order_of(watch_landing *landing, watch_group *group)
{
    watch_order *order = calloc(1, sizeof *order + group->count * sizeof order->files[0]);
    char *folder = strdup(group->folder);
    if (order == NULL || folder == NULL) {
        free(order);
        free(folder);
        return NULL;
    }
    order->group = group;
    order->folder = folder;
    for (const watch_member *member = group->members; member != NULL; member = member->next) {
        watch_found *file = &order->files[order->count++];
        (void)snprintf(file->name.text, sizeof file->name, "%s", member->name);
        file->look = member->look;
    }
    watch_groups_take(landing->groups, group);
    return order;
}

static watch_order *try_group(watch_landing *landing, watch_group *group, int64_t now)
{
    bool quiet = all_quiet(landing, group, now);
    if (group->members == NULL) {
        forget_all(landing, group, now);
        return NULL;
    }
    if (group->count > WATCH_MEMBERS_MAX) {
        leave(landing, group->folder, group->members->name,
              "so many files share this name that they cannot be told apart");
        forget_all(landing, group, now);
        return NULL;
    }
    bool given_up = landing->once && group->delays > 1;
    watch_order *order = quiet && !given_up ? order_of(landing, group) : NULL;
    if (order == NULL) {
        wait_longer(landing, group, now);
    }
    return order;
}

int64_t watch_landing_due(const watch_landing *landing)
{
    const watch_group *group = watch_groups_first(landing->groups);
    return group == NULL ? INT64_MAX : group->due;
}

watch_order *watch_landing_next(watch_landing *landing, int64_t now)
{
    watch_order *order = NULL;
    while (order == NULL && watch_landing_due(landing) <= now) {
        order = try_group(landing, watch_groups_first(landing->groups), now);
    }
    return order;
}

/* The files may still be where they were: no event tells of that. */
static void note_again(watch_landing *landing, const watch_order *order, int64_t now)
{
    int folder = -1;
    if (watch_open_below(landing->of->incoming, order->folder, &folder) != 0) {
        return;
    }
    for (size_t i = 0; i < order->count; i++) {
        const arrival what = {
            .within = order->folder, .place = {folder, order->files[i].name.text}, .found = true};
        note(landing, &what, now);
    }
    (void)close(folder);
}

void watch_landing_done(watch_landing *landing, watch_order *order, int64_t now)
{
    bool later = order->outcome == WATCH_LATER;
    if (order->outcome != WATCH_DONE) {
        note_again(landing, order, now);
    }
    if (order->outcome == WATCH_STUCK) {
        landing->left_some = true;
        watch_groups_set_aside(landing->groups, order->group, now);
    } else {
        order->group->delays = later ? order->group->delays + 1 : 0;
        watch_groups_done(landing->groups, order->group, now);
    }
    free(order->folder);
    free(order);
}
