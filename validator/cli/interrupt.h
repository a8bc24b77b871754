/* Ctrl-C and its like: the first one asks the work to end, the second ends the program at once. */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include <stdbool.h>

/* From now on SIGINT and SIGTERM are noted, and what waits for input is woken. */
void cli_interrupt_watch(void);
/* Whether one came. */
bool cli_interrupted(void);
/* The exit status that shells expect after it: 128 and the signal's number. */
int cli_interrupt_status(void);

#endif
