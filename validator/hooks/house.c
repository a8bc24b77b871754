#define _POSIX_C_SOURCE 200809L

#include "hooks/house.h"

#include <pthread.h>
#include <stdlib.h>

#include "cli/exceptions.h"
#include "cli/say.h"
#include "cli/setup.h"

struct hooks_house {
    cli_options options;  /* without arguments: the configuration is not that of an input */
    pthread_mutex_t lock; /* of what follows, and of the holds of every set-up */
    hooks_setup *now;
};

int hooks_load(const cli_options *options, bool strict, captionlint **out)
{
    cli_exceptions exceptions = {0};
    int status = cli_setup(options, true, out);
    if (status == CLI_EXIT_OK) {
        status = cli_exceptions_begin(&exceptions, options, *out);
    }
    if (status == CLI_EXIT_OK && strict && exceptions.malformed != NULL) {
        status = CLI_EXIT_FAILED; /* each was told */
    }
    cli_exceptions_end(&exceptions);
    return status;
}

static void free_setup(hooks_setup *setup)
{
    captionlint_free(setup->lint);
    free(setup);
}

/* NULL after telling what is wrong. */
static hooks_setup *new_setup(const cli_options *options)
{
    hooks_setup *setup = calloc(1, sizeof *setup);
    if (setup == NULL) {
        (void)cli_fail("out of memory");
        return NULL;
    }
    setup->holds = 1;
    if (hooks_load(options, false, &setup->lint) != CLI_EXIT_OK) {
        free_setup(setup);
        return NULL;
    }
    return setup;
}

hooks_house *hooks_house_open(const cli_options *options)
{
    hooks_house *house = calloc(1, sizeof *house);
    if (house == NULL || pthread_mutex_init(&house->lock, NULL) != 0) {
        (void)cli_fail("out of memory");
        free(house);
        return NULL;
    }
    house->options = *options;
    house->options.argument_count = 0;
    house->now = new_setup(&house->options);
    if (house->now == NULL) {
        hooks_house_close(house);
        return NULL;
    }
    return house;
}

void hooks_house_close(hooks_house *house)
{
    if (house == NULL) {
        return;
    }
    if (house->now != NULL) {
        hooks_house_give(house, house->now);
    }
    (void)pthread_mutex_destroy(&house->lock);
    free(house);
}

hooks_setup *hooks_house_take(hooks_house *house)
{
    (void)pthread_mutex_lock(&house->lock);
    hooks_setup *setup = house->now;
    setup->holds++;
    (void)pthread_mutex_unlock(&house->lock);
    return setup;
}

void hooks_house_give(hooks_house *house, hooks_setup *setup)
{
    (void)pthread_mutex_lock(&house->lock);
    bool last = --setup->holds == 0;
    (void)pthread_mutex_unlock(&house->lock);
    if (last) {
        free_setup(setup);
    }
}

int hooks_house_reload(hooks_house *house)
{
    hooks_setup *fresh = new_setup(&house->options);
    if (fresh == NULL) {
        return cli_fail("not reloaded: the rules and the configuration from before still hold");
    }
    (void)pthread_mutex_lock(&house->lock);
    hooks_setup *before = house->now;
    house->now = fresh;
    (void)pthread_mutex_unlock(&house->lock);
    hooks_house_give(house, before);
    cli_say("reloaded: %s", captionlint_rules_pack(fresh->lint));
    return CLI_EXIT_OK;
}
