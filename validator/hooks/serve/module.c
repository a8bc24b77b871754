/* The module of `captionlint serve`. */
#include "cli/module.h"
#include "hooks/serve/serve.h"

static const cli_module_command commands[] = {{"serve", serve_run}, {NULL, NULL}};

CAPTIONLINT_API extern const cli_module captionlint_module;
const cli_module captionlint_module = {CAPTIONLINT_VERSION, sizeof(cli_options), commands};
