/* The library as the house set it up: its rules, captionlint.yaml and waivers. All threads of a
 * hook share it, and it is replaced as a whole while they work. */
#ifndef HOOKS_HOUSE_H
#define HOOKS_HOUSE_H

#include "cli/options.h"

typedef struct hooks_house hooks_house;

/* One set-up of the library, as long as it is held. */
typedef struct hooks_setup {
    captionlint *lint;
    size_t holds; /* of the house and of those who took it */
} hooks_setup;

/* The library as the options have it; `strict`: waivers must all be well. CLI_EXIT_FAILED after
 * telling what is wrong; *out is to be freed in any case. */
int hooks_load(const cli_options *options, bool strict, captionlint **out);

/* Loads what the options mean. The configuration is that of the folder we run in: who delivers
 * pictures has no say in how they are judged. NULL after telling what is wrong. The options are
 * read again by every reload. */
hooks_house *hooks_house_open(const cli_options *options);
/* No thread may hold a set-up any more. Does nothing for NULL. */
void hooks_house_close(hooks_house *house);

/* The set-up that holds now, until it is given back. */
hooks_setup *hooks_house_take(hooks_house *house);
void hooks_house_give(hooks_house *house, hooks_setup *setup);

/* Loads all of it anew. CLI_EXIT_FAILED after telling what is wrong: what held before still does.
 */
int hooks_house_reload(hooks_house *house);

#endif
