#define _XOPEN_SOURCE 700 /* realpath */

#include "cli/exceptions.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/say.h"
#include "cli/setup.h"

/* The folder of a file, or the folder itself, as the system knows it; free it. NULL where it cannot
 * be told. */
static char *folder_of(const char *path)
{
    struct stat about;
    char *real = realpath(path, NULL);
    char *slash = real == NULL ? NULL : strrchr(real, '/');
    if (slash != NULL && slash != real && stat(real, &about) == 0 && !S_ISDIR(about.st_mode)) {
        *slash = '\0';
    }
    return real;
}

static bool is_at_or_below(const char *path, const char *folder)
{
    size_t len = strnlen(folder, PATH_MAX);
    return strncmp(path, folder, len) == 0 && (path[len] == '\0' || path[len] == '/');
}

/* Whether a file lies in the folder of the pictures themselves, where who delivers them can put it,
 * and not where we work. */
static bool came_along(const cli_options *options, const char *file)
{
    char *folder = folder_of(file);
    char *pictures = options->argument_count == 0 ? NULL : folder_of(options->arguments[0]);
    char *here = realpath(".", NULL);
    bool known = folder != NULL && here != NULL && pictures != NULL;
    bool came = known && strcmp(folder, pictures) == 0 && !is_at_or_below(here, folder);
    free(folder);
    free(pictures);
    free(here);
    return came;
}

/* Waivers that a delivery brings waive nothing unless somebody names them. */
static char *refuse_what_came_along(const cli_options *options, char *found)
{
    if (found == NULL || found[0] == '\0' || options->config != NULL ||
        !came_along(options, found)) {
        return found;
    }
    cli_say(
        "%s: lies beside the pictures that it is about and was not used; if it is yours, name it "
        "with --waivers",
        found);
    free(found);
    return strdup("");
}

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
    return refuse_what_came_along(options, found);
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
