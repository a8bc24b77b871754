#define _GNU_SOURCE /* strcasecmp */

#include "hooks/git/paths.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "captionlint.h"

/* Appends a part; "" and "." say nothing, ".." takes one away. */
static bool add_part(char out[CLI_PATH_MAX], size_t *len, const char *part, size_t part_len)
{
    if (part_len == 0 || (part_len == 1 && part[0] == '.')) {
        return true;
    }
    if (part_len == 2 && part[0] == '.' && part[1] == '.') {
        const char *slash = memrchr(out, '/', *len);
        bool had = *len > 0;
        *len = slash == NULL ? 0 : (size_t)(slash - out);
        return had;
    }
    if (part_len >= CLI_PATH_MAX - 2 || *len > CLI_PATH_MAX - 2 - part_len) {
        return false;
    }
    if (*len > 0) {
        out[(*len)++] = '/';
    }
    memcpy(out + *len, part, part_len);
    *len += part_len;
    return true;
}

static bool add_parts(char out[CLI_PATH_MAX], size_t *len, const char *path)
{
    bool done = true;
    while (done && *path != '\0') {
        size_t part_len = strcspn(path, "/");
        done = add_part(out, len, path, part_len);
        path += part_len;
        path += *path == '/' ? 1 : 0;
    }
    return done;
}

bool hooks_git_join(const char *folder, const char *path, char out[CLI_PATH_MAX])
{
    size_t len = 0;
    bool done = path[0] != '/' && add_parts(out, &len, folder) && add_parts(out, &len, path);
    out[done ? len : 0] = '\0';
    return done;
}

void hooks_git_folder_of(const char *path, char out[CLI_PATH_MAX])
{
    const char *slash = strrchr(path, '/');
    int len = slash == NULL ? 0 : (int)(slash - path);
    (void)snprintf(out, CLI_PATH_MAX, "%.*s", len, path);
}

const char *hooks_git_below(const char *folder, const char *path)
{
    size_t len = strnlen(folder, CLI_PATH_MAX);
    while (len > 0 && folder[len - 1] == '/') {
        len--;
    }
    if (strncmp(folder, path, len) != 0 || (path[len] != '/' && path[len] != '\0')) {
        return NULL;
    }
    return path + len + strspn(path + len, "/");
}

bool hooks_git_put(char out[CLI_PATH_MAX], const char *path, size_t len, const char *behind)
{
    int written = snprintf(out, CLI_PATH_MAX, "%.*s%s", (int)len, path, behind);
    return written >= 0 && (size_t)written < CLI_PATH_MAX;
}

const char *hooks_git_ending_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    const char *dot = strrchr(name, '.');
    return dot == NULL || dot == name ? strchr(name, '\0') : dot + 1;
}

bool hooks_git_may_be_sidecar(const char *path)
{
    const char *ending = hooks_git_ending_of(path);
    return strcmp(ending, "xmp") == 0 || strcmp(ending, "XMP") == 0;
}

static bool ends_with(const char *path, const char *ending, size_t ending_len)
{
    size_t len = strnlen(path, CLI_PATH_MAX);
    return len >= ending_len && strcasecmp(path + len - ending_len, ending) == 0;
}

#define ENDS_WITH(path, ending) ends_with(path, ending, sizeof(ending) - 1)

bool hooks_git_is_input(const char *path)
{
    return ENDS_WITH(path, ".gz") ? ENDS_WITH(path, ".svg.gz") : captionlint_is_input(path) != 0;
}

/* Of the endings that are read at all these are of texts. */
bool hooks_git_is_picture(const char *path)
{
    static const char *const texts[] = {"xmp", "txt", "ndjson", "jsonl"};
    const char *ending = hooks_git_ending_of(path);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (strcasecmp(ending, texts[i]) == 0) {
            return false;
        }
    }
    return hooks_git_is_input(path);
}
