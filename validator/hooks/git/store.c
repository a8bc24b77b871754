#define _XOPEN_SOURCE 700 /* realpath */

#include "hooks/git/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/say.h"
#include "hooks/git/choose.h"
#include "hooks/git/git.h"
#include "hooks/git/paths.h"
#include "hooks/git/pointer.h"
#include "hooks/limits.h"

/* --- contents --- */

/* Reads a small content whole; what is larger than `most` is cut. -1 after telling. */
static ssize_t read_some(hooks_git_objects *objects, char *out, size_t most)
{
    size_t len = 0;
    while (len < most) {
        ssize_t n = hooks_git_objects_read(objects, out + len, most - len);
        if (n < 0) {
            return -1;
        }
        if (n == 0) {
            break;
        }
        len += (size_t)n;
    }
    return (ssize_t)len;
}

static int write_all(int file, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(file, bytes, len);
        if (n < 0 && errno != EINTR) {
            return errno;
        }
        bytes += n < 0 ? 0 : n;
        len -= n < 0 ? 0 : (size_t)n;
    }
    return 0;
}

/* What was read already, then the rest of the content. */
static int write_content(hooks_git_store *store, const char *path, const char *first, size_t len)
{
    char bytes[16 * 1024];
    int file = hooks_git_folder_create(&store->folder, path);
    if (file == -1) {
        return CLI_EXIT_FAILED;
    }
    int cause = write_all(file, first, len);
    ssize_t n = 0;
    while (cause == 0 && (n = hooks_git_objects_read(store->objects, bytes, sizeof bytes)) > 0) {
        cause = write_all(file, bytes, (size_t)n);
    }
    if (close(file) != 0 && cause == 0) {
        cause = errno;
    }
    if (cause != 0) {
        return cli_fail("%s: cannot be put to %s: %s; set TMPDIR to a folder with more room", path,
                        store->folder.path, cli_system_reason(cause));
    }
    return n < 0 ? CLI_EXIT_FAILED : CLI_EXIT_OK;
}

/* --- Git LFS --- */

/* lfs.storage of git-lfs-config(5), in the folder of the repository where it is relative. */
static int find_large(hooks_git_store *store)
{
    static const char *const where[] = {"rev-parse", "--git-common-dir", NULL};
    static const char *const set[] = {"config", "--type=path", "--get", "lfs.storage", NULL};
    char common[CLI_PATH_MAX];
    hooks_git_answer storage;
    int status = hooks_git_ask_line(where, common);
    char *real = status == CLI_EXIT_OK ? realpath(common, NULL) : NULL;
    if (real == NULL) {
        return CLI_EXIT_FAILED;
    }
    status = hooks_git_ask(set, &storage);
    if (status == CLI_EXIT_OK) {
        size_t len = storage.status == 0 && storage.len > 0 ? storage.len - 1 : 0;
        const char *name = len > 0 ? storage.bytes : "lfs";
        bool absolute = name[0] == '/';
        int written =
            snprintf(store->large, sizeof store->large, "%s%s%.*s/objects", absolute ? "" : real,
                     absolute ? "" : "/", len > 0 ? (int)len : (int)sizeof "lfs" - 1, name);
        status = written > 0 && (size_t)written < sizeof store->large ? status : CLI_EXIT_FAILED;
    }
    hooks_git_answer_free(&storage);
    free(real);
    return status;
}

/* OBJECTS/ab/cd/abcd… */
static bool find_content(const hooks_git_store *store, const hooks_git_pointer *pointer,
                         char out[CLI_PATH_MAX])
{
    struct stat about;
    const char *digest = pointer->digest;
    int len =
        snprintf(out, CLI_PATH_MAX, "%s/%.2s/%.2s/%s", store->large, digest, digest + 2, digest);
    return len > 0 && len < (int)CLI_PATH_MAX && stat(out, &about) == 0 && S_ISREG(about.st_mode) &&
           (uint64_t)about.st_size == pointer->size;
}

static int put_large(hooks_git_store *store, const char *path, const hooks_git_pointer *pointer)
{
    char content[CLI_PATH_MAX];
    if (store->large[0] == '\0' && find_large(store) != CLI_EXIT_OK) {
        return cli_fail("%s: is kept by Git LFS, and it cannot be told where", path);
    }
    if (!find_content(store, pointer, content)) {
        return cli_fail("%s: is kept by Git LFS and was not fetched, so that it cannot be judged; "
                        "fetch it: git lfs fetch",
                        path);
    }
    return hooks_git_folder_link(&store->folder, path, content);
}

/* --- entries --- */

static int find_object(hooks_git_store *store, const hooks_git_entry *entry, uint64_t *size)
{
    switch (hooks_git_objects_find(store->objects, entry->object, size)) {
    case HOOKS_GIT_FOUND:
        return CLI_EXIT_OK;
    case HOOKS_GIT_MISSING:
        return cli_fail("%s: its content is not in the repository; look at it with git fsck",
                        entry->path);
    case HOOKS_GIT_BROKEN:
    default:
        return CLI_EXIT_FAILED; /* which was told */
    }
}

static int put_content(hooks_git_store *store, const hooks_git_entry *entry, const char *path)
{
    char first[HOOKS_GIT_POINTER_MAX];
    hooks_git_pointer pointer;
    uint64_t size;
    int status = find_object(store, entry, &size);
    if (status != CLI_EXIT_OK) {
        return status;
    }
    ssize_t len = read_some(store->objects, first, sizeof first);
    if (len < 0) {
        return CLI_EXIT_FAILED;
    }
    store->bytes += size;
    switch (hooks_git_pointer_read(first, (size_t)len, &pointer)) {
    case HOOKS_GIT_POINTER:
        return put_large(store, path, &pointer);
    case HOOKS_GIT_BAD_POINTER:
        return cli_fail("%s: is kept by Git LFS in a way that is not known here, so that it cannot "
                        "be judged; commit the picture itself",
                        path);
    case HOOKS_GIT_NO_POINTER:
    default:
        return write_content(store, path, first, (size_t)len);
    }
}

hooks_git_entry *hooks_git_store_resolve(hooks_git_store *store, hooks_git_entry *entry)
{
    char target[CLI_PATH_MAX];
    char folder[CLI_PATH_MAX];
    char path[CLI_PATH_MAX];
    uint64_t size;
    if (entry->kind != HOOKS_GIT_LINK) {
        return entry;
    }
    if (hooks_git_objects_find(store->objects, entry->object, &size) != HOOKS_GIT_FOUND) {
        return NULL;
    }
    ssize_t len = read_some(store->objects, target, sizeof target - 1);
    if (len < 0 || memchr(target, '\0', (size_t)len) != NULL) {
        return NULL;
    }
    target[len] = '\0';
    hooks_git_folder_of(entry->path, folder);
    bool inside = hooks_git_join(folder, target, path);
    hooks_git_entry *found = inside ? hooks_git_list_find(store->list, path) : NULL;
    return found != NULL && found->kind == HOOKS_GIT_FILE ? found : NULL;
}

static int put_entry(hooks_git_store *store, hooks_git_entry *entry)
{
    if (entry->placed == store->portion) {
        return CLI_EXIT_OK;
    }
    const hooks_git_entry *content = hooks_git_store_resolve(store, entry);
    if (content == NULL || content->kind != HOOKS_GIT_FILE) {
        return cli_fail("%s: %s, so that it cannot be judged; %s", entry->path,
                        entry->kind == HOOKS_GIT_UNMERGED ? "is in conflict" : "is no file",
                        entry->kind == HOOKS_GIT_UNMERGED ? "settle it first" : "commit it as one");
    }
    int status = put_content(store, content, entry->path);
    if (status == CLI_EXIT_OK) {
        entry->placed = store->portion;
    }
    return status;
}

/* Of another picture of the same name it counts that it is there. */
static int put_stand_in(hooks_git_store *store, const hooks_git_entry *entry)
{
    if (entry->placed == store->portion) {
        return CLI_EXIT_OK;
    }
    int file = hooks_git_folder_create(&store->folder, entry->path);
    return file == -1 || close(file) != 0 ? CLI_EXIT_FAILED : CLI_EXIT_OK;
}

static int put_beside(hooks_git_entry *entry, bool sidecar, void *user)
{
    hooks_git_store *store = user;
    return sidecar ? put_entry(store, entry) : put_stand_in(store, entry);
}

int hooks_git_store_put(hooks_git_store *store, hooks_git_entry *entry)
{
    int status = put_entry(store, entry);
    return status == CLI_EXIT_OK ? hooks_git_beside(store->list, entry, put_beside, store) : status;
}

void hooks_git_store_next(hooks_git_store *store)
{
    hooks_git_folder_empty(&store->folder);
    store->portion++;
    store->bytes = 0;
}
