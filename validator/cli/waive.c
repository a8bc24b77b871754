/* `captionlint waive`: writes an exception that somebody answers for. */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/exceptions.h"
#include "cli/say.h"
#include "cli/setup.h"

static int check_options(const cli_options *options)
{
    if (options->argument_count != 1 || strcmp(options->arguments[0], "-") == 0) {
        return cli_fail("waive wants one file: a picture, a text, or records with --finding");
    }
    if (options->edition_count != 1) {
        return cli_fail("waive wants one --edition: a waiver is for one");
    }
    if ((options->rule == NULL) == (options->finding == NULL)) {
        return cli_fail("waive wants --rule or --finding: what is to be waived");
    }
    if (options->reason == NULL || options->approved_by == NULL || options->expires == NULL) {
        return cli_fail(
            "waive wants --reason, --approved-by and --expires: who answers for it, why "
            "and until when");
    }
    return CLI_EXIT_OK;
}

/* Where the entry goes: the file that is named, else the one beside the configuration, which need
 * not be there yet. */
static char *choose_file(const cli_options *options)
{
    static const char name[] = "captionlint-waivers.yaml";
    if (options->waivers != NULL) {
        return strdup(options->waivers);
    }
    char *path = cli_configuration(options);
    if (path == NULL || path[0] == '\0') {
        return path;
    }
    const char *slash = strrchr(path, '/');
    size_t folder = slash == NULL ? 0 : (size_t)(slash - path) + 1;
    char *grown = realloc(path, folder + sizeof name);
    if (grown == NULL) {
        free(path);
        return NULL;
    }
    memcpy(grown + folder, name, sizeof name);
    return grown;
}

static int show(const char *bytes, size_t len, void *user)
{
    const char *path = user;
    (void)printf("%s:\n", path);
    return fwrite(bytes, 1, len, stdout) == len && fflush(stdout) == 0 ? 0 : 1;
}

static int add_waiver(const cli_options *options, captionlint *lint, char *path)
{
    captionlint_error error = {0};
    const captionlint_input input = {.path = options->arguments[0]};
    const captionlint_waiver waiver = {.file = path,
                                       .edition = options->editions[0],
                                       .rule = options->rule,
                                       .finding = options->finding,
                                       .reason = options->reason,
                                       .approved_by = options->approved_by,
                                       .expires = options->expires};
    captionlint_status status = captionlint_waive(lint, &input, &waiver, show, path, &error);
    return status == CAPTIONLINT_OK ? CLI_EXIT_OK : cli_fail("%s", error.message);
}

static int waive(const cli_options *options, captionlint *lint, cli_exceptions *exceptions)
{
    char *path = choose_file(options);
    if (path == NULL) {
        return cli_fail("out of memory");
    }
    int status = CLI_EXIT_OK;
    if (path[0] == '\0') {
        status = cli_fail("no captionlint.yaml governs %s; name the file with --waivers",
                          options->arguments[0]);
    } else if (access(path, F_OK) == 0) {
        status = cli_exceptions_begin(exceptions, options, lint);
    }
    if (status == CLI_EXIT_OK) {
        status = add_waiver(options, lint, path);
    }
    free(path);
    return status;
}

int cli_waive(const cli_options *options)
{
    captionlint *lint = NULL;
    cli_exceptions exceptions = {0};
    int status = check_options(options);
    if (status == CLI_EXIT_OK) {
        status = cli_setup(options, true, &lint);
    }
    if (status == CLI_EXIT_OK) {
        status = waive(options, lint, &exceptions);
    }
    cli_exceptions_end(&exceptions);
    captionlint_free(lint);
    return status;
}
