/* The message_id of a job: the same whenever the same job is sent, and another for any other. */
#ifndef HOOKS_QUEUE_IDENTITY_H
#define HOOKS_QUEUE_IDENTITY_H

#include <stdint.h>

#include "hooks/queue/envelope.h"

enum {
    QUEUE_IDENTITY = 33 /* 128 bits in hex, and a NUL */
};

/* What tells one job from another. */
typedef struct queue_traits {
    queue_kind kind;
    const char *name;
    uint64_t numbers[3]; /* line and offset, or size and time of a file */
    queue_text content;
} queue_traits;

void queue_identify(const queue_traits *traits, char out[QUEUE_IDENTITY]);

#endif
