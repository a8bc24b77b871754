#define _POSIX_C_SOURCE 200809L

#include "cli/exceptions.h"

#include <stdlib.h>
#include <string.h>

#include "cli/say.h"
#include "cli/setup.h"

char *cli_waivers_path(const cli_options *options)
{
    if (options->no_waivers) {
        return strdup("");
    }
    if (options->waivers != NULL) {
        return strdup(options->waivers);
    }
    char *configuration = cli_configuration(options);
    if (configuration == NULL || configuration[0] == '\0') {
        return configuration;
    }
    char *found = captionlint_find_waivers(configuration);
    free(configuration);
    return found;
}

/* What is known of the waivers while they are read. */
typedef struct complaints {
    size_t count;
} complaints;

static int tell_complaint(const char *line, size_t len, void *user)
{
    complaints *heard = user;
    heard->count++;
    cli_say("%.*s", (int)(len - 1), line); /* without the line break */
    return 0;
}

static int read_waivers(cli_exceptions *exceptions, const cli_options *options, captionlint *lint)
{
    captionlint_error error = {0};
    complaints heard = {0};
    char *path = cli_waivers_path(options);
    if (path == NULL) {
        return cli_fail("out of memory");
    }
    captionlint_status status = CAPTIONLINT_OK;
    if (path[0] != '\0') {
        status = captionlint_waivers_read(lint, path, tell_complaint, &heard, &error);
    }
    if (heard.count > 0) {
        exceptions->malformed = path;
    } else {
        free(path);
    }
    return status == CAPTIONLINT_OK ? CLI_EXIT_OK : cli_fail("%s", error.message);
}

static int read_baseline(const cli_options *options, captionlint *lint)
{
    captionlint_error error = {0};
    if (options->baseline != NULL &&
        captionlint_baseline_read(lint, options->baseline, &error) != CAPTIONLINT_OK) {
        return cli_fail("%s", error.message);
    }
    return CLI_EXIT_OK;
}

int cli_exceptions_begin(cli_exceptions *exceptions, const cli_options *options, captionlint *lint)
{
    captionlint_error error = {0};
    int status = read_waivers(exceptions, options, lint);
    if (status == CLI_EXIT_OK) {
        status = read_baseline(options, lint);
    }
    if (status != CLI_EXIT_OK || options->write_baseline == NULL) {
        return status;
    }
    exceptions->written = captionlint_baseline_new(&error);
    return exceptions->written == NULL ? cli_fail("%s", error.message) : CLI_EXIT_OK;
}

int cli_exceptions_write(const cli_exceptions *exceptions, const cli_options *options)
{
    captionlint_error error = {0};
    size_t count;
    if (exceptions->written == NULL) {
        return CLI_EXIT_OK;
    }
    if (captionlint_baseline_write(exceptions->written, options->write_baseline, &count, &error) !=
        CAPTIONLINT_OK) {
        return cli_fail("%s", error.message);
    }
    cli_say("%s: %zu finding%s known", options->write_baseline, count,
            count == 1 ? " is" : "s are");
    return CLI_EXIT_OK;
}

void cli_exceptions_end(cli_exceptions *exceptions)
{
    free(exceptions->malformed);
    captionlint_baseline_free(exceptions->written);
    *exceptions = (cli_exceptions){.malformed = NULL};
}
