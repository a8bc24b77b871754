/* How many pictures are meant, before all of them are read: what can be told soon is. */
#define _POSIX_C_SOURCE 200809L

#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/inputs.h"
#include "cli/progress.h"

enum {
    CHUNK = 64 * 1024
};

static const double budget = 0.25; /* seconds that counting may take */

typedef struct counting {
    size_t count;
    double until;
} counting;

static bool is_regular(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

static bool ends_with(const char *path, const char *ending)
{
    size_t len = strnlen(path, CLI_PATH_MAX);
    size_t ending_len = strnlen(ending, CLI_PATH_MAX);
    return len > ending_len && strcasecmp(path + len - ending_len, ending) == 0;
}

static size_t count_feeds(const char *bytes, size_t len)
{
    size_t count = 0;
    const char *end = bytes + len;
    for (const char *at = bytes; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++) {
        count++;
    }
    return count;
}

/* The records of a file, nearly: empty lines and a last line without its end are not looked for.
 * False when it takes too long. */
static bool count_records(counting *so_far, const char *path)
{
    char bytes[CHUNK];
    int file = is_regular(path) ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) : -1;
    ssize_t n = 0;
    while (file >= 0 && cli_now() < so_far->until && (n = read(file, bytes, sizeof bytes)) > 0) {
        so_far->count += count_feeds(bytes, (size_t)n);
    }
    if (file >= 0) {
        (void)close(file);
    }
    return file >= 0 && n == 0;
}

static int count_input(const captionlint_input *input, void *user)
{
    counting *so_far = user;
    if (cli_now() >= so_far->until) {
        return 1;
    }
    if (ends_with(input->path, ".ndjson") || ends_with(input->path, ".jsonl")) {
        return count_records(so_far, input->path) ? 0 : 1;
    }
    so_far->count++;
    return 0;
}

/* What comes through a pipe can be read once only. */
static bool can_be_counted(const cli_options *options)
{
    for (int i = 0; i < options->argument_count; i++) {
        if (strcmp(options->arguments[i], "-") == 0) {
            return false;
        }
    }
    return options->files_from == NULL || is_regular(options->files_from);
}

size_t cli_count_inputs(const cli_options *options)
{
    counting so_far = {.until = cli_now() + budget};
    cli_walk walk = {.each = count_input, .silent = true, .user = &so_far};
    if (!can_be_counted(options)) {
        return 0;
    }
    int stopped =
        cli_inputs_each(&walk, options, options->arguments, (size_t)options->argument_count);
    return stopped == 0 ? so_far.count + walk.failures : 0;
}
