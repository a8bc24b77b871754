/* The threads that sort: they take orders, and give them back with what became of them. */
#ifndef HOOKS_WATCH_CREW_H
#define HOOKS_WATCH_CREW_H

#include "hooks/watch/job.h"

typedef struct watch_crew watch_crew;

/* NULL after telling what is wrong. */
watch_crew *watch_crew_new(watch *of, unsigned threads);
/* Ends when all orders that were given are done. Does nothing for NULL. */
void watch_crew_free(watch_crew *crew);

/* A descriptor that can be read when an order came back. */
int watch_crew_file(const watch_crew *crew);
/* Whether there is a thread or a place in the row for one more. */
bool watch_crew_has_room(const watch_crew *crew);
bool watch_crew_is_idle(const watch_crew *crew);
void watch_crew_give(watch_crew *crew, watch_order *order);
/* One that came back; NULL when there is none. It belongs to the caller, who frees it. */
watch_order *watch_crew_take_back(watch_crew *crew);

#endif
