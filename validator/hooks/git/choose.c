#define _POSIX_C_SOURCE 200809L

#include "hooks/git/choose.h"

#include <string.h>

#include "hooks/git/paths.h"

/* The path without its ending and the dot before it; the whole of it where it has none. */
static size_t stem_length(const char *path)
{
    const char *ending = hooks_git_ending_of(path);
    size_t len = (size_t)(ending - path);
    return *ending == '\0' && (len == 0 || path[len - 1] != '.') ? len : len - 1;
}

typedef int (*entry_fn)(hooks_git_entry *entry, void *user);

/* The pictures STEM.ext. */
static int each_of_stem(const hooks_git_list *list, const char *path, size_t stem, entry_fn each,
                        void *user)
{
    char prefix[CLI_PATH_MAX];
    int stopped = 0;
    if (!hooks_git_put(prefix, path, stem, ".")) {
        return 0;
    }
    for (size_t i = hooks_git_list_begins(list, prefix); i < list->count && stopped == 0; i++) {
        hooks_git_entry *entry = &list->entries[i];
        if (strncmp(entry->path, prefix, stem + 1) != 0) {
            break;
        }
        bool ends = strpbrk(entry->path + stem + 1, "/.") == NULL;
        if (ends && hooks_git_is_picture(entry->path)) {
            stopped = each(entry, user);
        }
    }
    return stopped;
}

static int want(hooks_git_entry *entry, void *user)
{
    bool *any = user;
    entry->wanted = true;
    *any = true;
    return 0;
}

/* NAME.ext.xmp belongs to NAME.ext, NAME.xmp to all pictures of that name. */
static bool want_pictures_of(const hooks_git_list *list, const char *sidecar)
{
    char picture[CLI_PATH_MAX];
    bool any = false;
    size_t stem = stem_length(sidecar);
    if (!hooks_git_put(picture, sidecar, stem, "")) {
        return false;
    }
    hooks_git_entry *own = hooks_git_list_find(list, picture);
    if (own != NULL && hooks_git_is_picture(picture)) {
        (void)want(own, &any);
    }
    (void)each_of_stem(list, sidecar, stem, want, &any);
    return any;
}

/* Whether NAME.xmp is there, of NAME.ext. */
static bool has_shared_sidecar(const hooks_git_list *list, const char *path, size_t stem)
{
    char sidecar[CLI_PATH_MAX];
    return (hooks_git_put(sidecar, path, stem, ".xmp") &&
            hooks_git_list_find(list, sidecar) != NULL) ||
           (hooks_git_put(sidecar, path, stem, ".XMP") &&
            hooks_git_list_find(list, sidecar) != NULL);
}

/* A sidecar that named a picture which is gone is read with the others of that name from now on. */
static bool want_heirs_of(const hooks_git_list *list, const char *path)
{
    bool any = false;
    size_t stem = stem_length(path);
    if (hooks_git_is_picture(path) && has_shared_sidecar(list, path, stem)) {
        (void)each_of_stem(list, path, stem, want, &any);
    }
    return any;
}

bool hooks_git_choose(hooks_git_list *list, const char *path, bool named)
{
    if (hooks_git_may_be_sidecar(path) && want_pictures_of(list, path)) {
        return true;
    }
    hooks_git_entry *entry = hooks_git_list_find(list, path);
    if (entry == NULL) {
        return !named && want_heirs_of(list, path);
    }
    if (!named && !hooks_git_is_input(path)) {
        return false;
    }
    entry->wanted = true;
    return true;
}

typedef struct beside {
    const hooks_git_entry *of;
    hooks_git_beside_fn each;
    void *user;
} beside;

static int tell_sibling(hooks_git_entry *entry, void *user)
{
    const beside *to = user;
    return entry == to->of ? 0 : to->each(entry, false, to->user);
}

static int tell_sidecar(const hooks_git_list *list, const beside *to, size_t len,
                        const char *ending)
{
    char path[CLI_PATH_MAX];
    hooks_git_entry *entry =
        hooks_git_put(path, to->of->path, len, ending) ? hooks_git_list_find(list, path) : NULL;
    return entry == NULL || entry == to->of ? 0 : to->each(entry, true, to->user);
}

int hooks_git_beside(const hooks_git_list *list, const hooks_git_entry *entry,
                     hooks_git_beside_fn each, void *user)
{
    static const char *const endings[] = {".xmp", ".XMP"};
    beside to = {.of = entry, .each = each, .user = user};
    size_t lens[] = {strnlen(entry->path, CLI_PATH_MAX), stem_length(entry->path)};
    int stopped = each_of_stem(list, entry->path, lens[1], tell_sibling, &to);
    for (size_t i = 0; i < 4 && stopped == 0; i++) {
        stopped = tell_sidecar(list, &to, lens[i / 2], endings[i % 2]);
    }
    return stopped;
}
