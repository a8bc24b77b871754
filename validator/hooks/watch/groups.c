#define _POSIX_C_SOURCE 200809L

#include "hooks/watch/groups.h"

#include <stdlib.h>
#include <string.h>

#include "hooks/limits.h"

struct watch_groups {
    watch_group *buckets[WATCH_BUCKETS];
    watch_group *first; /* of those that wait, in the order in which they are due */
    watch_group *last;
    size_t count;
    size_t aside;
    int64_t grace;
};

watch_groups *watch_groups_new(int64_t grace)
{
    watch_groups *groups = calloc(1, sizeof *groups);
    if (groups != NULL) {
        groups->grace = grace;
    }
    return groups;
}

static void free_group(watch_group *group)
{
    while (group->members != NULL) {
        watch_group_forget(group, group->members);
    }
    free(group->folder);
    free(group);
}

void watch_groups_free(watch_groups *groups)
{
    for (size_t i = 0; groups != NULL && i < WATCH_BUCKETS; i++) {
        while (groups->buckets[i] != NULL) {
            watch_group *group = groups->buckets[i];
            groups->buckets[i] = group->in_bucket;
            free_group(group);
        }
    }
    free(groups);
}

size_t watch_groups_count(const watch_groups *groups)
{
    return groups->count;
}

/* --- the order in which they are due --- */

static void unlink_group(watch_groups *groups, watch_group *group)
{
    if (!group->waiting) {
        return;
    }
    *(group->before == NULL ? &groups->first : &group->before->behind) = group->behind;
    *(group->behind == NULL ? &groups->last : &group->behind->before) = group->before;
    group->waiting = false;
}

/* The time of grace is the same for all: who comes last is due last. */
void watch_groups_delay(watch_groups *groups, watch_group *group, int64_t now)
{
    unlink_group(groups, group);
    group->due = now + groups->grace;
    group->before = groups->last;
    group->behind = NULL;
    *(groups->last == NULL ? &groups->first : &groups->last->behind) = group;
    groups->last = group;
    group->waiting = true;
}

watch_group *watch_groups_first(watch_groups *groups)
{
    return groups->first;
}

/* --- finding --- */

static size_t bucket_of(const char *folder, const char *name, size_t stem)
{
    uint64_t value = 14695981039346656037u; /* FNV-1a */
    for (const char *at = folder; *at != '\0'; at++) {
        value = (value ^ (unsigned char)*at) * 1099511628211u;
    }
    for (size_t i = 0; i < stem; i++) {
        value = (value ^ (unsigned char)name[i]) * 1099511628211u;
    }
    return (size_t)(value % WATCH_BUCKETS);
}

static watch_group *find_group(watch_groups *groups, const char *folder, const char *name)
{
    size_t stem = watch_stem(name);
    watch_group *group = groups->buckets[bucket_of(folder, name, stem)];
    while (group != NULL && (group->stem != stem || memcmp(group->name, name, stem) != 0 ||
                             strcmp(group->folder, folder) != 0)) {
        group = group->in_bucket;
    }
    return group;
}

static watch_member *find_member(watch_group *group, const char *name)
{
    watch_member *member = group->members;
    while (member != NULL && strcmp(member->name, name) != 0) {
        member = member->next;
    }
    return member;
}

watch_member *watch_groups_find(watch_groups *groups, const char *folder, const char *name,
                                watch_group **group)
{
    watch_group *found = find_group(groups, folder, name);
    if (group != NULL) {
        *group = found;
    }
    return found == NULL ? NULL : find_member(found, name);
}

/* --- noting --- */

static watch_group *add_group(watch_groups *groups, const char *folder, const char *name)
{
    size_t len = strnlen(name, WATCH_NAME_MAX);
    watch_group *group =
        groups->count >= WATCH_GROUPS_MAX ? NULL : calloc(1, sizeof *group + len + 1);
    if (group == NULL) {
        return NULL;
    }
    memcpy(group->name, name, len);
    group->stem = watch_stem(name);
    group->folder = strdup(folder);
    if (group->folder == NULL) {
        free(group);
        return NULL;
    }
    size_t bucket = bucket_of(folder, name, group->stem);
    group->in_bucket = groups->buckets[bucket];
    groups->buckets[bucket] = group;
    groups->count++;
    return group;
}

static watch_member *add_member(watch_group *group, const char *name)
{
    size_t len = strnlen(name, WATCH_NAME_MAX);
    watch_member *member =
        group->count > WATCH_MEMBERS_MAX ? NULL : calloc(1, sizeof *member + len + 1);
    if (member == NULL) {
        return NULL;
    }
    memcpy(member->name, name, len);
    member->next = group->members;
    group->members = member;
    group->count++;
    return member;
}

watch_member *watch_groups_note(watch_groups *groups, const char *folder, const char *name,
                                const watch_look *look, int64_t now)
{
    watch_group *group = find_group(groups, folder, name);
    if (group == NULL) {
        group = add_group(groups, folder, name);
    }
    if (group == NULL) {
        return NULL;
    }
    watch_member *member = find_member(group, name);
    if (member == NULL) {
        member = add_member(group, name);
    }
    if (member != NULL) {
        member->look = *look;
        member->same_since = now;
    }
    if (!group->taken) {
        watch_groups_delay(groups, group, now);
    }
    return member;
}

void watch_group_forget(watch_group *group, watch_member *member)
{
    watch_member **at = &group->members;
    while (*at != member) {
        at = &(*at)->next;
    }
    *at = member->next;
    group->count--;
    free(member);
}

void watch_groups_take(watch_groups *groups, watch_group *group)
{
    unlink_group(groups, group);
    group->taken = true;
    while (group->members != NULL) {
        watch_group_forget(group, group->members);
    }
}

void watch_groups_done(watch_groups *groups, watch_group *group, int64_t now)
{
    group->taken = false;
    if (group->members != NULL) {
        watch_groups_delay(groups, group, now);
        return;
    }
    unlink_group(groups, group);
    watch_group **at = &groups->buckets[bucket_of(group->folder, group->name, group->stem)];
    while (*at != group) {
        at = &(*at)->in_bucket;
    }
    *at = group->in_bucket;
    groups->count--;
    free_group(group);
}

void watch_groups_set_aside(watch_groups *groups, watch_group *group, int64_t now)
{
    if (groups->aside < WATCH_ASIDE_MAX) {
        group->stuck = true;
        groups->aside++;
        return;
    }
    watch_groups_take(groups, group); /* with what came meanwhile */
    watch_groups_done(groups, group, now);
}

void watch_groups_release(watch_groups *groups, int64_t now)
{
    groups->aside = 0;
    for (size_t i = 0; i < WATCH_BUCKETS; i++) {
        watch_group *next = NULL;
        for (watch_group *group = groups->buckets[i]; group != NULL; group = next) {
            next = group->in_bucket;
            if (group->stuck) {
                group->stuck = false;
                watch_groups_done(groups, group, now);
            }
        }
    }
}
