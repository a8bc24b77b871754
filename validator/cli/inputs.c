#define _POSIX_C_SOURCE 200809L

#include "cli/inputs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/interrupt.h"
#include "cli/say.h"

int cli_inputs_path(cli_walk *walk, const char *path)
{
    struct stat about;
    if (stat(path, &about) == 0 && S_ISDIR(about.st_mode)) {
        return cli_inputs_folder(walk, path, 0);
    }
    captionlint_input input = {.path = path};
    return walk->each(&input, walk->user);
}

void cli_walk_fail(cli_walk *walk, const char *path, const char *what, const char *advice)
{
    if (walk->before_telling != NULL) {
        walk->before_telling(walk->user);
    }
    walk->failures++;
    cli_say("%s: %s; %s", path, what, advice);
}

static int fail(cli_walk *walk, const char *path, const char *what, const char *advice)
{
    cli_walk_fail(walk, path, what, advice);
    return 0;
}

/* All of standard input; NULL when the system fails or the cap is reached, with errno. */
static char *read_stdin(size_t *len)
{
    size_t capacity = 64u * 1024u;
    char *bytes = malloc(capacity);
    *len = 0;
    while (bytes != NULL) {
        ssize_t n = read(STDIN_FILENO, bytes + *len, capacity - *len);
        if (n == 0) {
            return bytes;
        }
        if (n < 0 && (errno != EINTR || cli_interrupted())) {
            break;
        }
        *len += n < 0 ? 0 : (size_t)n;
        if (*len < capacity) {
            continue;
        }
        if (capacity >= CLI_STDIN_MAX) {
            errno = EFBIG;
            break;
        }
        char *more = realloc(bytes, capacity * 2);
        if (more == NULL) {
            break;
        }
        bytes = more;
        capacity *= 2;
    }
    int cause = errno;
    free(bytes);
    errno = cause;
    return NULL;
}

static int visit_stdin(cli_walk *walk)
{
    size_t len;
    char *bytes = read_stdin(&len);
    if (bytes == NULL && cli_interrupted()) {
        return 1;
    }
    if (bytes == NULL) {
        return fail(walk, "standard input", strerror(errno), "give it as a file");
    }
    captionlint_input input = {.path = "-", .bytes = bytes, .len = len, .kind = walk->stdin_kind};
    int stopped = walk->each(&input, walk->user);
    free(bytes);
    return stopped;
}

/* One entry of a list of paths. */
typedef struct list_entry {
    char path[CLI_PATH_MAX];
    size_t len; /* also of what does not fit */
    bool has_nul;
} list_entry;

/* False at the end of the list. */
static bool read_entry(FILE *list, int end, list_entry *out)
{
    out->len = 0;
    out->has_nul = false;
    int byte = getc(list);
    if (byte == EOF) {
        return false;
    }
    for (; byte != EOF && byte != end && out->len < CLI_LIST_JUNK_MAX; byte = getc(list)) {
        if (out->len + 1 < sizeof out->path) {
            out->path[out->len] = (char)byte;
        }
        out->len++;
        out->has_nul = out->has_nul || byte == '\0';
    }
    out->path[out->len < sizeof out->path ? out->len : sizeof out->path - 1] = '\0';
    return true;
}

/* Tells what is wrong with an entry; false when nothing is. */
static bool is_refused(cli_walk *walk, const char *name, const list_entry *entry)
{
    if (entry->len >= sizeof entry->path) {
        (void)fail(walk, name, "an entry is longer than any path", "correct the list");
        return true;
    }
    if (entry->has_nul) {
        (void)fail(walk, name, "an entry holds a NUL", "add -0 if its paths end with NUL");
        return true;
    }
    return false;
}

static int visit_entries(cli_walk *walk, FILE *list, const char *name, bool zero)
{
    list_entry entry;
    size_t junk = 0;
    int stopped = 0;
    while (stopped == 0 && read_entry(list, zero ? '\0' : '\n', &entry)) {
        if (!is_refused(walk, name, &entry) && entry.len > 0) {
            stopped = cli_inputs_path(walk, entry.path);
            junk = 0;
            continue;
        }
        junk += entry.len + 1;
        if (junk > CLI_LIST_JUNK_MAX) {
            (void)fail(walk, name, "it holds no paths; the rest was not read", "correct the list");
            return stopped;
        }
    }
    if (cli_interrupted()) {
        return 1;
    }
    if (ferror(list)) {
        (void)fail(walk, name, strerror(errno), "check the list");
    }
    return stopped;
}

static int visit_list(cli_walk *walk, const char *name, bool zero)
{
    if (strcmp(name, "-") == 0) {
        return visit_entries(walk, stdin, "standard input", zero);
    }
    FILE *list = fopen(name, "rbe");
    if (list == NULL) {
        return fail(walk, name, strerror(errno), "check the path of the list");
    }
    int stopped = visit_entries(walk, list, name, zero);
    (void)fclose(list);
    return stopped;
}

int cli_inputs_each(cli_walk *walk, const cli_options *options, char *const paths[], size_t count)
{
    int stopped = 0;
    for (size_t i = 0; i < count && stopped == 0; i++) {
        stopped = strcmp(paths[i], "-") == 0 ? visit_stdin(walk) : cli_inputs_path(walk, paths[i]);
    }
    if (stopped == 0 && options->files_from != NULL) {
        stopped = visit_list(walk, options->files_from, options->zero);
    }
    return stopped;
}
