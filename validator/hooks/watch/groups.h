/* What has come and is not yet taken: the files of each group, until nothing happened to them for
 * the time of grace. A table of bounded size; what does not fit is found by a later scan. */
#ifndef HOOKS_WATCH_GROUPS_H
#define HOOKS_WATCH_GROUPS_H

#include "hooks/watch/disk.h"
#include "hooks/watch/names.h"

typedef struct watch_member {
    struct watch_member *next;
    watch_look look;    /* when it was looked at last */
    int64_t same_since; /* when it first looked so, in ms */
    bool open;          /* it was begun under our eyes and not yet closed */
    char name[];
} watch_member;

typedef struct watch_group {
    struct watch_group *in_bucket;
    struct watch_group *before; /* those that are due earlier */
    struct watch_group *behind;
    watch_member *members;
    size_t count;
    int64_t due;     /* in ms of the monotonic clock */
    bool waiting;    /* it stands in the list of those that will be due */
    bool taken;      /* it is being sorted; what comes meanwhile waits */
    bool stuck;      /* it could not be sorted: it counts as taken until it is released */
    unsigned delays; /* how often it was due and still changing */
    size_t stem;     /* bytes of `name` */
    char *folder;    /* below the incoming one; "" for itself */
    char name[];     /* of the first member, of which the stem counts */
} watch_group;

typedef struct watch_groups watch_groups;

/* NULL without memory. */
watch_groups *watch_groups_new(int64_t grace);
void watch_groups_free(watch_groups *groups);
size_t watch_groups_count(const watch_groups *groups);

/* A file as it looks now; its group waits for the time of grace from `now` on. NULL when there is
 * no room. */
watch_member *watch_groups_note(watch_groups *groups, const char *folder, const char *name,
                                const watch_look *look, int64_t now);
/* NULL: the file is not in the table. *group may be NULL. */
watch_member *watch_groups_find(watch_groups *groups, const char *folder, const char *name,
                                watch_group **group);
/* The group that is due first; NULL when there is none. It need not be due yet. */
watch_group *watch_groups_first(watch_groups *groups);
/* It waits for the time of grace once more. */
void watch_groups_delay(watch_groups *groups, watch_group *group, int64_t now);
void watch_group_forget(watch_group *group, watch_member *member);
/* The members go; the group stays, and those that come meanwhile wait in it. */
void watch_groups_take(watch_groups *groups, watch_group *group);
/* It was sorted: forgotten, unless something came meanwhile. */
void watch_groups_done(watch_groups *groups, watch_group *group, int64_t now);

/* It could not be sorted: it waits for watch_groups_release. Where too many do so it is forgotten.
 */
void watch_groups_set_aside(watch_groups *groups, watch_group *group, int64_t now);
/* What was set aside may be tried again, if there is something. */
void watch_groups_release(watch_groups *groups, int64_t now);

#endif
