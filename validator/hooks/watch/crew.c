#define _GNU_SOURCE

#include "hooks/watch/crew.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "cli/say.h"

/* Orders, first in, first out. */
typedef struct row {
    watch_order *first;
    watch_order *last;
} row;

struct watch_crew {
    watch *of;
    pthread_t *threads;
    unsigned count;
    size_t out; /* orders that did not come back; of the thread that gives them */
    int told;   /* an eventfd */
    pthread_mutex_t lock;
    pthread_cond_t news; /* an order, or the end */
    row given;
    row done;
    bool ending;
};

static void append(row *to, watch_order *order)
{
    order->next = NULL;
    *(to->last == NULL ? &to->first : &to->last->next) = order;
    to->last = order;
}

static watch_order *remove_first(row *from)
{
    watch_order *order = from->first;
    if (order != NULL) {
        from->first = order->next;
        from->last = order->next == NULL ? NULL : from->last;
    }
    return order;
}

/* NULL at the end. */
static watch_order *next_order(watch_crew *crew)
{
    (void)pthread_mutex_lock(&crew->lock);
    while (crew->given.first == NULL && !crew->ending) {
        (void)pthread_cond_wait(&crew->news, &crew->lock);
    }
    watch_order *order = remove_first(&crew->given);
    (void)pthread_mutex_unlock(&crew->lock);
    return order;
}

static void give_back(watch_crew *crew, watch_order *order)
{
    (void)pthread_mutex_lock(&crew->lock);
    append(&crew->done, order);
    (void)pthread_mutex_unlock(&crew->lock);
    (void)eventfd_write(crew->told, 1);
}

static void *work(void *user)
{
    watch_crew *crew = user;
    for (watch_order *order = next_order(crew); order != NULL; order = next_order(crew)) {
        order->outcome = watch_job_run(crew->of, order);
        give_back(crew, order);
    }
    return NULL;
}

static bool start(watch_crew *crew, unsigned threads)
{
    crew->threads = calloc(threads, sizeof *crew->threads);
    crew->told = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (crew->threads == NULL || crew->told == -1) {
        return false;
    }
    while (crew->count < threads &&
           pthread_create(&crew->threads[crew->count], NULL, work, crew) == 0) {
        crew->count++;
    }
    return crew->count > 0;
}

watch_crew *watch_crew_new(watch *of, unsigned threads)
{
    watch_crew *crew = calloc(1, sizeof *crew);
    if (crew == NULL) {
        (void)cli_fail("out of memory");
        return NULL;
    }
    crew->of = of;
    crew->told = -1;
    (void)pthread_mutex_init(&crew->lock, NULL);
    (void)pthread_cond_init(&crew->news, NULL);
    if (!start(crew, threads)) {
        (void)cli_fail("no thread can be started; give the process more memory or descriptors");
        watch_crew_free(crew);
        return NULL;
    }
    return crew;
}

void watch_crew_free(watch_crew *crew)
{
    if (crew == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&crew->lock);
    crew->ending = true;
    (void)pthread_cond_broadcast(&crew->news);
    (void)pthread_mutex_unlock(&crew->lock);
    for (unsigned i = 0; i < crew->count; i++) {
        (void)pthread_join(crew->threads[i], NULL);
    }
    for (watch_order *order = remove_first(&crew->done); order != NULL;
         order = remove_first(&crew->done)) {
        free(order->folder);
        free(order);
    }
    (void)pthread_cond_destroy(&crew->news);
    (void)pthread_mutex_destroy(&crew->lock);
    if (crew->told != -1) {
        (void)close(crew->told);
    }
    free(crew->threads);
    free(crew);
}

int watch_crew_file(const watch_crew *crew)
{
    return crew->told;
}

bool watch_crew_has_room(const watch_crew *crew)
{
    return crew->out < (size_t)crew->count * 2;
}

bool watch_crew_is_idle(const watch_crew *crew)
{
    return crew->out == 0;
}

void watch_crew_give(watch_crew *crew, watch_order *order)
{
    crew->out++;
    (void)pthread_mutex_lock(&crew->lock);
    append(&crew->given, order);
    (void)pthread_cond_signal(&crew->news);
    (void)pthread_mutex_unlock(&crew->lock);
}

watch_order *watch_crew_take_back(watch_crew *crew)
{
    eventfd_t count;
    (void)eventfd_read(crew->told, &count);
    (void)pthread_mutex_lock(&crew->lock);
    watch_order *order = remove_first(&crew->done);
    (void)pthread_mutex_unlock(&crew->lock);
    if (order != NULL) {
        crew->out--;
    }
    return order;
}
