/* A folder with all that it holds, in byte order. */
#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/inputs.h"
#include "cli/say.h"

typedef struct names {
    char **items; /* owned */
    size_t count;
    size_t capacity;
} names;

static void free_names(names *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i]);
    }
    free(list->items);
}

static bool add_name(names *list, const char *name)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 64 : list->capacity * 2;
        char **items = realloc(list->items, capacity * sizeof *items);
        if (items == NULL) {
            return false;
        }
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count] = strdup(name);
    if (list->items[list->count] == NULL) {
        return false;
    }
    list->count++;
    return true;
}

static int by_bytes(const void *a, const void *b)
{
    char *const *left = a;
    char *const *right = b;
    return strcmp(*left, *right);
}

static void tell(cli_walk *walk, const char *path, const char *what, const char *advice)
{
    walk->failures++;
    cli_say("%s: %s; %s", path, what, advice);
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* The visible names of the folder, sorted. False after telling that it could not be read whole. */
static bool read_names(cli_walk *walk, const char *path, DIR *folder, names *out)
{
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(folder);
        if (entry == NULL) {
            break;
        }
        if (entry->d_name[0] == '.') {
            walk->hidden += is_dots(entry->d_name) ? 0 : 1;
            continue;
        }
        if (out->count == CLI_FOLDER_ENTRIES_MAX) {
            tell(walk, path, "more entries than are read", "split the folder");
            return false;
        }
        if (!add_name(out, entry->d_name)) {
            tell(walk, path, "out of memory", "split the folder");
            return false;
        }
    }
    if (errno != 0) {
        tell(walk, path, strerror(errno), "check its disk");
        return false;
    }
    if (out->count > 1) {
        qsort(out->items, out->count, sizeof *out->items, by_bytes);
    }
    return true;
}

/* A file that the walk came upon: of a known kind, and no sidecar, which is read with its picture.
 */
static int visit_file(cli_walk *walk, const char *name, const char *path)
{
    if (!captionlint_is_input(name)) {
        walk->other++;
        return 0;
    }
    if (captionlint_is_sidecar(path)) {
        return 0;
    }
    captionlint_input input = {.path = path};
    return walk->each(&input, walk->user);
}

static int visit(cli_walk *walk, const char *folder, const char *name, unsigned depth)
{
    char path[CLI_PATH_MAX];
    struct stat about;
    const char *slash = folder[strnlen(folder, CLI_PATH_MAX) - 1] == '/' ? "" : "/";
    int len = snprintf(path, sizeof path, "%s%s%s", folder, slash, name);
    if (len < 0 || (size_t)len >= sizeof path) {
        tell(walk, folder, "a path below it is too long", "move the folder up");
        return 0;
    }
    if (lstat(path, &about) != 0) {
        tell(walk, path, strerror(errno), "check its permissions");
        return 0;
    }
    if (S_ISDIR(about.st_mode)) {
        return cli_inputs_folder(walk, path, depth + 1);
    }
    if (S_ISLNK(about.st_mode) && stat(path, &about) == 0 && S_ISDIR(about.st_mode)) {
        walk->links++; /* it may lead back up */
        return 0;
    }
    /* A dangling link goes on to be opened, so that it is told by the name of its error. */
    if (!S_ISREG(about.st_mode) && !S_ISLNK(about.st_mode)) {
        walk->other++;
        return 0;
    }
    return visit_file(walk, name, path);
}

int cli_inputs_folder(cli_walk *walk, const char *path, unsigned depth)
{
    if (depth > CLI_FOLDER_DEPTH_MAX) {
        tell(walk, path, "folders are nested too deep", "name the inner folder itself");
        return 0;
    }
    DIR *folder = opendir(path);
    if (folder == NULL) {
        tell(walk, path, strerror(errno),
             errno == EACCES ? "ask for permission to read it" : "check the path");
        return 0;
    }
    names list = {0};
    /* What was read before a failure is checked all the same. */
    (void)read_names(walk, path, folder, &list);
    (void)closedir(folder);
    int stopped = 0;
    for (size_t i = 0; i < list.count && stopped == 0; i++) {
        stopped = visit(walk, path, list.items[i], depth);
    }
    free_names(&list);
    return stopped;
}
