/* A folder with all that it holds, in byte order. The names of a folder of any size are read in
 * portions: each time it is read through, the first names that were not visited yet are kept. */
#define _DEFAULT_SOURCE /* d_type */

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/inputs.h"
#include "cli/interrupt.h"
#include "cli/say.h"

/* The next names of a folder, those behind `after` in byte order. */
typedef struct portion {
    char *bytes; /* each name: its d_type, itself, a NUL; owned */
    size_t used;
    size_t size;
    size_t most;  /* that `size` may grow to */
    char **items; /* the names in `bytes`; owned */
    size_t count;
    size_t capacity;
    char after[CLI_PATH_MAX]; /* "" before the first portion */
    char until[CLI_PATH_MAX]; /* names from here on are left for later; "" where there are none */
} portion;

static void free_portion(portion *names)
{
    free(names->bytes);
    free(names->items);
}

static int by_bytes(const void *a, const void *b)
{
    char *const *left = a;
    char *const *right = b;
    return strcmp(*left, *right);
}

static void copy_name(char *out, const char *name)
{
    (void)snprintf(out, CLI_PATH_MAX, "%s", name);
}

/* The items as they stand in `bytes`, which may have moved. */
static bool list_items(portion *names)
{
    if (names->count > names->capacity) {
        char **items = realloc(names->items, names->count * sizeof *items);
        if (items == NULL) {
            return false;
        }
        names->items = items;
        names->capacity = names->count;
    }
    char *at = names->bytes;
    for (size_t i = 0; i < names->count; i++) {
        names->items[i] = at + 1;
        at += 1 + strnlen(at + 1, CLI_PATH_MAX) + 1;
    }
    return true;
}

/* Writes the items, of which there are fewer than before, one behind the other. */
static bool pack(portion *names)
{
    char *bytes = malloc(names->size);
    if (bytes == NULL) {
        return false;
    }
    names->used = 0;
    for (size_t i = 0; i < names->count; i++) {
        size_t len = 1 + strnlen(names->items[i], CLI_PATH_MAX) + 1;
        memcpy(bytes + names->used, names->items[i] - 1, len);
        names->used += len;
    }
    free(names->bytes);
    names->bytes = bytes;
    return true;
}

/* Full: the first half stays, the other half is left for later. */
static bool halve(portion *names)
{
    if (!list_items(names)) {
        return false;
    }
    qsort(names->items, names->count, sizeof *names->items, by_bytes);
    names->count /= 2;
    copy_name(names->until, names->items[names->count]);
    return pack(names);
}

static bool grow(portion *names)
{
    size_t size = names->size == 0 ? CLI_NAMES_FIRST : names->size * 2;
    size = size < names->most ? size : names->most;
    char *bytes = realloc(names->bytes, size);
    if (bytes == NULL) {
        return false;
    }
    names->bytes = bytes;
    names->size = size;
    return true;
}

static bool reserve(portion *names, size_t more)
{
    bool done = true;
    while (done && names->size - names->used < more) {
        done = names->size < names->most ? grow(names) : halve(names);
    }
    return done;
}

static bool is_wanted(const portion *names, const char *name)
{
    return (names->after[0] == '\0' || strcmp(name, names->after) > 0) &&
           (names->until[0] == '\0' || strcmp(name, names->until) < 0);
}

/* False without memory. */
static bool add_name(portion *names, const struct dirent *entry)
{
    size_t len = strnlen(entry->d_name, sizeof entry->d_name) + 1;
    if (!is_wanted(names, entry->d_name)) {
        return true;
    }
    if (!reserve(names, 1 + len)) {
        return false;
    }
    if (!is_wanted(names, entry->d_name)) {
        return true; /* it belongs to the half that was just left for later */
    }
    names->bytes[names->used] = (char)entry->d_type;
    memcpy(names->bytes + names->used + 1, entry->d_name, len);
    names->used += 1 + len;
    names->count++;
    return true;
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* False after telling that the folder could not be read whole. */
static bool read_through(cli_walk *walk, const char *path, DIR *folder, portion *names)
{
    bool first = names->after[0] == '\0';
    for (errno = 0; !cli_interrupted(); errno = 0) {
        const struct dirent *entry = readdir(folder);
        if (entry == NULL) {
            break;
        }
        if (entry->d_name[0] == '.') {
            walk->hidden += !first || is_dots(entry->d_name) ? 0 : 1;
            continue;
        }
        if (!add_name(names, entry)) {
            cli_walk_fail(walk, path, "out of memory", "split the folder");
            return false;
        }
    }
    if (errno != 0) {
        cli_walk_fail(walk, path, cli_system_reason(errno), "check its disk");
        return false;
    }
    return true;
}

/* The next portion, sorted. False when the folder cannot be read to its end any more, which was
 * told; what was read before is there all the same. */
static bool next_portion(cli_walk *walk, const char *path, DIR *folder, portion *names)
{
    if (names->count > 0) {
        copy_name(names->after, names->items[names->count - 1]);
    }
    names->used = 0;
    names->count = 0;
    names->until[0] = '\0';
    rewinddir(folder);
    bool whole = read_through(walk, path, folder, names);
    if (!list_items(names)) {
        cli_walk_fail(walk, path, "out of memory", "split the folder");
        names->count = 0;
        return false;
    }
    if (names->count > 1) {
        qsort(names->items, names->count, sizeof *names->items, by_bytes);
    }
    return whole;
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

static mode_t mode_of(unsigned char type)
{
    return type == DT_REG ? S_IFREG : type == DT_DIR ? S_IFDIR : 0;
}

static int visit(cli_walk *walk, const char *folder, const char *name, unsigned depth)
{
    char path[CLI_PATH_MAX];
    const char *slash = folder[strnlen(folder, CLI_PATH_MAX) - 1] == '/' ? "" : "/";
    int len = snprintf(path, sizeof path, "%s%s%s", folder, slash, name);
    if (len < 0 || (size_t)len >= sizeof path) {
        cli_walk_fail(walk, folder, "a path below it is too long", "move the folder up");
        return 0;
    }
    /* What the folder itself says of a name saves a look at the file. */
    struct stat about = {.st_mode = mode_of((unsigned char)name[-1])};
    if (about.st_mode == 0 && lstat(path, &about) != 0) {
        cli_walk_fail(walk, path, cli_system_reason(errno), "check its permissions");
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

/* Portions get smaller in inner folders, for those of the outer ones are still there. */
static size_t most_names(unsigned depth)
{
    return depth < CLI_NAMES_HALVINGS ? CLI_NAMES_BYTES >> depth
                                      : CLI_NAMES_BYTES >> CLI_NAMES_HALVINGS;
}

static int visit_all(cli_walk *walk, const char *path, DIR *folder, unsigned depth)
{
    portion names = {.most = most_names(depth)};
    int stopped = 0;
    for (bool more = true; more && stopped == 0;) {
        bool whole = next_portion(walk, path, folder, &names);
        more = whole && names.until[0] != '\0';
        for (size_t i = 0; i < names.count && stopped == 0; i++) {
            stopped = cli_interrupted() ? 1 : visit(walk, path, names.items[i], depth);
        }
    }
    free_portion(&names);
    return stopped;
}

int cli_inputs_folder(cli_walk *walk, const char *path, unsigned depth)
{
    if (depth > CLI_FOLDER_DEPTH_MAX) {
        cli_walk_fail(walk, path, "folders are nested too deep", "name the inner folder itself");
        return 0;
    }
    DIR *folder = opendir(path);
    if (folder == NULL) {
        cli_walk_fail(walk, path, cli_system_reason(errno),
                      errno == EACCES ? "ask for permission to read it" : "check the path");
        return 0;
    }
    int stopped = visit_all(walk, path, folder, depth);
    (void)closedir(folder);
    return stopped;
}
