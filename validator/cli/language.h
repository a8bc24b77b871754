/* The language of messages: --lang, else that of the locale where people read what is written. */
#ifndef CLI_LANGUAGE_H
#define CLI_LANGUAGE_H

#include "cli/options.h"

/* Chooses it for the whole program, before there is any thread. CLI_EXIT_FAILED after telling that
 * there is no such language. Only LC_MESSAGES of the locale is set. */
int cli_language_choose(const cli_options *options);

#endif
