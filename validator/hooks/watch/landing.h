/* What arrives in the incoming folder, and when it is complete: what inotify tells, what scans
 * find, and which files no longer change. */
#ifndef HOOKS_WATCH_LANDING_H
#define HOOKS_WATCH_LANDING_H

#include "hooks/watch/job.h"

typedef struct watch_landing watch_landing;

/* Nothing is known until the first scan. `once`: a file that goes on changing is told and left.
 * NULL after telling what is wrong. */
watch_landing *watch_landing_new(watch *of, int64_t grace, bool once);
void watch_landing_free(watch_landing *landing);

/* A descriptor that can be read when something arrived. */
int watch_landing_file(const watch_landing *landing);
/* Takes note of what arrived. */
void watch_landing_read(watch_landing *landing, int64_t now);
/* Looks through all folders, and through those that could not be sorted again. */
void watch_landing_scan(watch_landing *landing, int64_t now);
/* Something was not told, or there was no room for it: a scan is wanted. */
bool watch_landing_wants_scan(const watch_landing *landing);
/* The incoming folder is gone. */
bool watch_landing_ended(const watch_landing *landing);
/* Some file was left where it is, and told. */
bool watch_landing_left_some(const watch_landing *landing);

/* When the next group may be due; INT64_MAX for never. */
int64_t watch_landing_due(const watch_landing *landing);
/* The next group whose files no longer change, as an order; NULL when there is none now. */
watch_order *watch_landing_next(watch_landing *landing, int64_t now);
/* It came back; it is freed. */
void watch_landing_done(watch_landing *landing, watch_order *order, int64_t now);
/* How many groups are known. */
size_t watch_landing_count(const watch_landing *landing);

#endif
