#define _POSIX_C_SOURCE 200809L

#include "hooks/git/list.h"

#include <stdlib.h>
#include <string.h>

#include "cli/limits.h"

enum {
    MODE_LEN = 6,
    OBJECT_MIN = 40, /* SHA-1 */
    OBJECT_MAX = 64  /* SHA-256 */
};

bool hooks_git_is_plain(const char *path)
{
    for (const char *part = path;;) {
        const char *slash = strchr(part, '/');
        size_t len = slash == NULL ? strnlen(part, CLI_PATH_MAX) : (size_t)(slash - part);
        if (len == 0 || (len == 1 && part[0] == '.') ||
            (len == 2 && part[0] == '.' && part[1] == '.')) {
            return false;
        }
        if (slash == NULL) {
            return strnlen(path, CLI_PATH_MAX) < CLI_PATH_MAX;
        }
        part = slash + 1;
    }
}

static bool is_hex(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f');
}

static size_t count_hex(const char *text)
{
    size_t len = 0;
    while (len <= OBJECT_MAX && is_hex(text[len])) {
        len++;
    }
    return len;
}

static bool read_mode(const char *line, hooks_git_kind *out)
{
    static const struct {
        const char *mode;
        hooks_git_kind kind;
    } modes[] = {
        {"100644", HOOKS_GIT_FILE}, {"100755", HOOKS_GIT_FILE},
        {"100664", HOOKS_GIT_FILE}, /* of old programs */
        {"120000", HOOKS_GIT_LINK}, {"160000", HOOKS_GIT_MODULE},
    };
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        if (strncmp(line, modes[i].mode, MODE_LEN) == 0) {
            *out = modes[i].kind;
            return line[MODE_LEN] == ' ';
        }
    }
    return false;
}

/* Of a tree: the type of the object, which its mode says too. */
static char *skip_type(char *text)
{
    static const char *const types[] = {"blob ", "commit "};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        size_t len = strnlen(types[i], sizeof "commit ");
        if (strncmp(text, types[i], len) == 0) {
            return text + len;
        }
    }
    return text;
}

/* " 0", the stage of an entry of the index; nothing in a tree. What is behind it, or NULL. */
static char *skip_stage(char *text, hooks_git_kind *kind)
{
    if (text[0] != ' ') {
        return text;
    }
    if (text[1] < '0' || text[1] > '3') {
        return NULL;
    }
    if (text[1] != '0') {
        *kind = HOOKS_GIT_UNMERGED;
    }
    return text + 2;
}

/* MODE [TYPE] OBJECT [STAGE] TAB PATH, ended by a NUL: the formats of git-ls-files(1) and
 * git-ls-tree(1). */
static bool read_line(char *line, hooks_git_entry *out)
{
    *out = (hooks_git_entry){.kind = HOOKS_GIT_FILE};
    if (!read_mode(line, &out->kind)) {
        return false;
    }
    char *object = skip_type(line + MODE_LEN + 1);
    size_t len = count_hex(object);
    if (len < OBJECT_MIN || len > OBJECT_MAX) {
        return false;
    }
    char *tab = skip_stage(object + len, &out->kind);
    if (tab == NULL || *tab != '\t') {
        return false;
    }
    object[len] = '\0';
    out->object = object;
    out->path = tab + 1;
    return hooks_git_is_plain(out->path);
}

static size_t count_lines(const char *bytes, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++) {
        count += bytes[i] == '\0' ? 1 : 0;
    }
    return count;
}

/* A path stands there once, or once for each side of a conflict. */
static bool follows(const hooks_git_list *list, const hooks_git_entry *entry)
{
    if (list->count == 0) {
        return true;
    }
    const hooks_git_entry *last = &list->entries[list->count - 1];
    int order = strcmp(last->path, entry->path);
    return order < 0 ||
           (order == 0 && last->kind == HOOKS_GIT_UNMERGED && entry->kind == HOOKS_GIT_UNMERGED);
}

bool hooks_git_list_read(char *bytes, size_t len, hooks_git_list *out)
{
    *out = (hooks_git_list){.entries = NULL};
    if (len == 0) {
        return true;
    }
    if (bytes[len - 1] != '\0') {
        return false;
    }
    out->entries = calloc(count_lines(bytes, len), sizeof *out->entries);
    if (out->entries == NULL) {
        return false;
    }
    for (size_t at = 0; at < len;) {
        /* Before the NULs that reading puts into the line. */
        const char *end = memchr(bytes + at, '\0', len - at);
        size_t next = (size_t)(end - bytes) + 1;
        hooks_git_entry *entry = &out->entries[out->count];
        if (!read_line(bytes + at, entry) || !follows(out, entry)) {
            return false;
        }
        out->count++;
        at = next;
    }
    return true;
}

void hooks_git_list_free(hooks_git_list *list)
{
    free(list->entries);
    *list = (hooks_git_list){.entries = NULL};
}

/* The first entry that is not before the path. */
static size_t lower_bound(const hooks_git_list *list, const char *path)
{
    size_t low = 0;
    size_t high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(list->entries[middle].path, path) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

hooks_git_entry *hooks_git_list_find(const hooks_git_list *list, const char *path)
{
    size_t at = lower_bound(list, path);
    bool found = at < list->count && strcmp(list->entries[at].path, path) == 0;
    return found ? &list->entries[at] : NULL;
}

size_t hooks_git_list_begins(const hooks_git_list *list, const char *prefix)
{
    size_t at = lower_bound(list, prefix);
    size_t len = strnlen(prefix, CLI_PATH_MAX);
    bool found = at < list->count && strncmp(list->entries[at].path, prefix, len) == 0;
    return found ? at : list->count;
}
