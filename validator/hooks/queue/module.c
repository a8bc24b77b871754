/* The module of `captionlint worker` and `captionlint enqueue`. */
#include "cli/module.h"
#include "hooks/queue/worker.h"

static const cli_module_command commands[] = {
    {"worker", queue_worker}, {"enqueue", queue_enqueue}, {NULL, NULL}};

CAPTIONLINT_API extern const cli_module captionlint_module;
const cli_module captionlint_module = {CAPTIONLINT_VERSION, sizeof(cli_options), commands};
