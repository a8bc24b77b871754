#define _POSIX_C_SOURCE 200809L

#include "cli/inputs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/interrupt.h"
#include "cli/say.h"
#include "cli/stream.h"

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
    if (walk->silent) {
        walk->failures++;
        return;
    }
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

/* One entry of a list of paths. */
typedef struct list_entry {
    char path[CLI_PATH_MAX];
    size_t len; /* also of what does not fit */
    bool has_nul;
} list_entry;

/* A list that may come through a pipe, a path now and then. */
typedef struct path_list {
    cli_stream stream;
    size_t at; /* in its bytes */
    const char *name;
    int end; /* of an entry */
} path_list;

static int next_byte(path_list *list)
{
    cli_stream *stream = &list->stream;
    if (list->at == stream->len) {
        cli_stream_drop(stream, stream->len);
        list->at = 0;
        if (!cli_stream_more(stream)) {
            return EOF;
        }
    }
    return (unsigned char)stream->bytes[list->at++];
}

/* False at the end of the list. */
static bool read_entry(path_list *list, list_entry *out)
{
    out->len = 0;
    out->has_nul = false;
    int byte = next_byte(list);
    if (byte == EOF) {
        return false;
    }
    for (; byte != EOF && byte != list->end && out->len < CLI_LIST_JUNK_MAX;
         byte = next_byte(list)) {
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

static int visit_entries(cli_walk *walk, path_list *list)
{
    list_entry entry;
    size_t junk = 0;
    int stopped = 0;
    while (stopped == 0 && read_entry(list, &entry)) {
        if (!is_refused(walk, list->name, &entry) && entry.len > 0) {
            stopped = cli_inputs_path(walk, entry.path);
            junk = 0;
            continue;
        }
        junk += entry.len + 1;
        if (junk > CLI_LIST_JUNK_MAX) {
            (void)fail(walk, list->name, "it holds no paths; the rest was not read",
                       "correct the list");
            return stopped;
        }
    }
    if (cli_interrupted()) {
        return 1;
    }
    if (list->stream.error != 0) {
        (void)fail(walk, list->name, cli_system_reason(list->stream.error), "check the list");
    }
    return stopped;
}

static int visit_list(cli_walk *walk, const char *name, bool zero)
{
    bool piped = strcmp(name, "-") == 0;
    path_list list = {.stream = {.file = STDIN_FILENO,
                                 .before_waiting = walk->before_waiting,
                                 .user = walk->user,
                                 .most = CLI_STDIN_MAX},
                      .name = piped ? "standard input" : name,
                      .end = zero ? '\0' : '\n'};
    if (!piped) {
        list.stream.file = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    }
    if (list.stream.file < 0) {
        return fail(walk, name, cli_system_reason(errno), "check the path of the list");
    }
    int stopped = visit_entries(walk, &list);
    cli_stream_free(&list.stream);
    if (!piped) {
        (void)close(list.stream.file);
    }
    return stopped;
}

int cli_inputs_each(cli_walk *walk, const cli_options *options, char *const paths[], size_t count)
{
    int stopped = 0;
    for (size_t i = 0; i < count && stopped == 0; i++) {
        stopped =
            strcmp(paths[i], "-") == 0 ? cli_inputs_stdin(walk) : cli_inputs_path(walk, paths[i]);
    }
    if (stopped == 0 && options->files_from != NULL) {
        stopped = visit_list(walk, options->files_from, options->zero);
    }
    return stopped;
}

static bool ends_with(const char *text, size_t len, const char *end, size_t end_len)
{
    return len >= end_len && memcmp(text + len - end_len, end, end_len) == 0;
}

bool cli_is_one_picture(const cli_options *options)
{
    struct stat about;
    const char *path = options->argument_count == 1 ? options->arguments[0] : "-";
    size_t len = strnlen(path, CLI_PATH_MAX);
    return options->files_from == NULL && stat(path, &about) == 0 && S_ISREG(about.st_mode) &&
           !ends_with(path, len, ".ndjson", sizeof ".ndjson" - 1) &&
           !ends_with(path, len, ".jsonl", sizeof ".jsonl" - 1);
}
