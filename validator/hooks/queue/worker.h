/* `captionlint worker` and `captionlint enqueue`. */
#ifndef HOOKS_QUEUE_WORKER_H
#define HOOKS_QUEUE_WORKER_H

#include "cli/options.h"

int queue_worker(const cli_options *options);
int queue_enqueue(const cli_options *options);

#endif
