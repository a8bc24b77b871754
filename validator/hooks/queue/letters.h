/* Jobs, made of the files that `captionlint enqueue` is given. */
#ifndef HOOKS_QUEUE_LETTERS_H
#define HOOKS_QUEUE_LETTERS_H

#include "cli/inputs.h"
#include "hooks/queue/sender.h"

/* What is made of a file. */
typedef struct queue_letters {
    queue_sender *sender;
    cli_walk *walk;   /* told and counted there: what cannot be sent */
    const char *root; /* absolute, without links; NULL: none was given */
    bool inlined;
} queue_letters;

/* Sends an input: a file of records a line at a time, anything else whole or by its path. Other
 * than 0: there is no sense in going on, told unless we were interrupted. */
int queue_letters_send(const queue_letters *letters, const captionlint_input *input);

#endif
