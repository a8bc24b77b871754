#define _GNU_SOURCE /* pipe2 */

#include "hooks/git/objects.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/say.h"
#include "hooks/git/git.h"

enum {
    BUFFER = 64 * 1024
};

struct hooks_git_objects {
    pid_t process;
    int to;
    int from;
    uint64_t left; /* of the content that was found, with the line feed behind it */
    size_t at;
    size_t len;
    char bytes[BUFFER];
};

/* --- the header --- */

static bool ends_with(const char *line, size_t len, const char *end, size_t end_len)
{
    return len >= end_len && memcmp(line + len - end_len, end, end_len) == 0;
}

#define ENDS_WITH(line, len, end) ends_with(line, len, end, sizeof(end) - 1)

/* The digits at the end of the line; false when there are none, or too many. */
static bool read_size(const char *line, size_t len, size_t *before, uint64_t *out)
{
    size_t at = len;
    uint64_t unit = 1;
    *out = 0;
    while (at > 0 && line[at - 1] >= '0' && line[at - 1] <= '9') {
        if (len - at >= 18) { /* no file is so large, and more would not fit */
            return false;
        }
        *out += (uint64_t)(line[--at] - '0') * unit;
        unit *= 10;
    }
    *before = at;
    return at < len;
}

/* OBJECT SP TYPE SP SIZE, or NAME SP "missing": git-cat-file(1), "BATCH OUTPUT". */
bool hooks_git_header_read(const char *line, size_t len, hooks_git_header *out)
{
    size_t before;
    *out = (hooks_git_header){.missing = false};
    if (ENDS_WITH(line, len, " missing") || ENDS_WITH(line, len, " ambiguous")) {
        out->missing = true;
        return true;
    }
    if (!read_size(line, len, &before, &out->size)) {
        return false;
    }
    out->file = ENDS_WITH(line, before, " blob ");
    return out->file || ENDS_WITH(line, before, " tree ") || ENDS_WITH(line, before, " commit ") ||
           ENDS_WITH(line, before, " tag ");
}

/* --- the process --- */

static bool open_pipes(int to[2], int from[2])
{
    if (pipe2(to, O_CLOEXEC) != 0) {
        return false;
    }
    if (pipe2(from, O_CLOEXEC) == 0) {
        return true;
    }
    int cause = errno;
    (void)close(to[0]);
    (void)close(to[1]);
    errno = cause;
    return false;
}

static bool start(hooks_git_objects *objects)
{
    static const char *const arguments[] = {"cat-file", "--batch", NULL};
    int to[2];
    int from[2];
    if (!open_pipes(to, from)) {
        (void)cli_fail("git cannot be asked: %s", cli_system_reason(errno));
        return false;
    }
    objects->process = hooks_git_start(arguments, to[0], from[1]);
    (void)close(to[0]);
    (void)close(from[1]);
    objects->to = to[1];
    objects->from = from[0];
    return objects->process != -1;
}

static void stop(hooks_git_objects *objects)
{
    (void)close(objects->to);
    (void)close(objects->from);
    if (objects->process != -1) {
        (void)hooks_git_wait(objects->process);
    }
}

hooks_git_objects *hooks_git_objects_open(void)
{
    hooks_git_objects *objects = calloc(1, sizeof *objects);
    if (objects == NULL) {
        (void)cli_fail("out of memory");
        return NULL;
    }
    objects->to = -1;
    objects->from = -1;
    objects->process = -1;
    if (!start(objects)) {
        hooks_git_objects_close(objects);
        return NULL;
    }
    return objects;
}

void hooks_git_objects_close(hooks_git_objects *objects)
{
    if (objects == NULL) {
        return;
    }
    stop(objects);
    free(objects);
}

/* --- asking --- */

static hooks_git_found broken(void)
{
    (void)cli_fail("git cat-file does not answer; look at the repository with git fsck");
    return HOOKS_GIT_BROKEN;
}

static bool put(hooks_git_objects *objects, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(objects->to, bytes, len);
        if (n < 0 && errno != EINTR) {
            return false;
        }
        bytes += n < 0 ? 0 : n;
        len -= n < 0 ? 0 : (size_t)n;
    }
    return true;
}

/* False at the end of what git says: it is not to end before us. */
static bool fill(hooks_git_objects *objects)
{
    if (objects->at < objects->len) {
        return true;
    }
    ssize_t n;
    do {
        n = read(objects->from, objects->bytes, sizeof objects->bytes);
    } while (n < 0 && errno == EINTR);
    objects->at = 0;
    objects->len = n > 0 ? (size_t)n : 0;
    return n > 0;
}

static bool read_line(hooks_git_objects *objects, char *out, size_t *len)
{
    *len = 0;
    while (fill(objects)) {
        char byte = objects->bytes[objects->at++];
        if (byte == '\n') {
            return true;
        }
        if (*len == CLI_PATH_MAX) {
            return false;
        }
        out[(*len)++] = byte;
    }
    return false;
}

static bool skip_rest(hooks_git_objects *objects)
{
    while (objects->left > 0) {
        if (!fill(objects)) {
            return false;
        }
        size_t there = objects->len - objects->at;
        size_t step = objects->left < there ? (size_t)objects->left : there;
        objects->at += step;
        objects->left -= step;
    }
    return true;
}

hooks_git_found hooks_git_objects_find(hooks_git_objects *objects, const char *name, uint64_t *size)
{
    char line[CLI_PATH_MAX];
    size_t len;
    hooks_git_header header;
    bool asked = skip_rest(objects) && put(objects, name, strnlen(name, CLI_PATH_MAX)) &&
                 put(objects, "\n", 1);
    if (!asked || !read_line(objects, line, &len) || !hooks_git_header_read(line, len, &header)) {
        return broken();
    }
    if (header.missing) {
        return HOOKS_GIT_MISSING;
    }
    objects->left = header.size + 1;
    *size = header.size;
    return header.file ? HOOKS_GIT_FOUND : HOOKS_GIT_MISSING;
}

ssize_t hooks_git_objects_read(hooks_git_objects *objects, char *out, size_t most)
{
    if (objects->left <= 1) {
        return 0;
    }
    if (!fill(objects)) {
        (void)broken();
        return -1;
    }
    size_t there = objects->len - objects->at;
    size_t step = objects->left - 1 < there ? (size_t)(objects->left - 1) : there;
    step = step < most ? step : most;
    memcpy(out, objects->bytes + objects->at, step);
    objects->at += step;
    objects->left -= step;
    return (ssize_t)step;
}
