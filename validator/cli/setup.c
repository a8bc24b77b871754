#define _DEFAULT_SOURCE /* TIOCGWINSZ */

#include "cli/setup.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/say.h"

static const char ad_hoc[] = "command line";

bool cli_wants_colour(const cli_options *options)
{
    const char *no_colour = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    if (options->colour != CLI_AUTO) {
        return options->colour == CLI_ALWAYS;
    }
    return options->output == NULL && isatty(STDOUT_FILENO) == 1 &&
           (no_colour == NULL || no_colour[0] == '\0') &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

unsigned cli_terminal_columns(const cli_options *options)
{
    struct winsize size;
    if (options->output == NULL && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
        return size.ws_col;
    }
    return 0;
}

char *cli_configuration(const cli_options *options)
{
    if (options->no_config) {
        return strdup("");
    }
    if (options->config != NULL) {
        return strdup(options->config);
    }
    bool named = options->argument_count > 0 && strcmp(options->arguments[0], "-") != 0;
    return captionlint_find_configuration(named ? options->arguments[0] : ".");
}

static int configure(const cli_options *options, captionlint *lint)
{
    captionlint_error error = {0};
    char *found = cli_configuration(options);
    if (found == NULL) {
        return cli_fail("out of memory");
    }
    captionlint_status status = CAPTIONLINT_OK;
    if (found[0] != '\0') {
        status = captionlint_configure(lint, found, &error);
    }
    free(found);
    return status == CAPTIONLINT_OK ? CLI_EXIT_OK : cli_fail("%s", error.message);
}

static int apply_settings(const cli_options *options, captionlint *lint, const char *edition)
{
    captionlint_error error = {0};
    for (int i = 0; i < CLI_SETTING_COUNT; i++) {
        const char *value = options->settings[i];
        if (value != NULL && captionlint_edition_set(lint, edition, cli_setting_key(i), value,
                                                     &error) != CAPTIONLINT_OK) {
            return cli_fail("%s", error.message);
        }
    }
    return CLI_EXIT_OK;
}

bool cli_has_settings(const cli_options *options)
{
    for (size_t i = 0; i < CLI_SETTING_COUNT; i++) {
        if (options->settings[i] != NULL) {
            return true;
        }
    }
    return false;
}

/* With --edition the other options change that edition for this run; alone they make one. */
static int choose_editions(const cli_options *options, captionlint *lint)
{
    captionlint_error error = {0};
    if (options->profile != NULL &&
        captionlint_profile_select(lint, options->profile, &error) != CAPTIONLINT_OK) {
        return cli_fail("%s", error.message);
    }
    for (size_t i = 0; i < options->edition_count; i++) {
        if (captionlint_edition_select(lint, options->editions[i], &error) != CAPTIONLINT_OK) {
            return cli_fail("%s", error.message);
        }
        int status = apply_settings(options, lint, options->editions[i]);
        if (status != CLI_EXIT_OK) {
            return status;
        }
    }
    if (options->edition_count > 0 || !cli_has_settings(options)) {
        return CLI_EXIT_OK;
    }
    if (captionlint_edition_add(lint, ad_hoc, &error) != CAPTIONLINT_OK ||
        captionlint_edition_select(lint, ad_hoc, &error) != CAPTIONLINT_OK) {
        return cli_fail("%s", error.message);
    }
    return apply_settings(options, lint, ad_hoc);
}

int cli_setup(const cli_options *options, bool editions, captionlint **out)
{
    captionlint_error error = {0};
    const captionlint_loading how = {.folder = options->rules, .no_cache = options->no_cache};
    *out = captionlint_load(&how, &error);
    if (*out == NULL) {
        return cli_fail("%s", error.message);
    }
    int status = configure(options, *out);
    return status == CLI_EXIT_OK && editions ? choose_editions(options, *out) : status;
}
