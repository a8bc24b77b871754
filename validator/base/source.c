#define _GNU_SOURCE /* preadv2 */

#include "base/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/limits.h"

/* Bytes [at, at + len) of the file. */
typedef struct window {
    uint8_t *bytes;
    uint64_t at;
    size_t len;
} window;

struct cl_source {
    cl_arena *arena;
    cl_span memory; /* a source in memory */
    int file;       /* or -1 */
    uint64_t size;
    window head;  /* the file's first bytes: never read again, so what is taken there stays there */
    window ahead; /* wherever else was looked last */
};

static cl_status new_source(cl_arena *arena, cl_source **out)
{
    cl_source *source = cl_arena_alloc(arena, 1, sizeof *source);
    if (source == NULL) {
        return cl_arena_status(arena);
    }
    source->arena = arena;
    source->file = -1;
    *out = source;
    return CL_OK;
}

cl_status cl_source_of(cl_arena *arena, cl_span bytes, cl_source **out)
{
    CL_TRY(new_source(arena, out));
    (*out)->memory = bytes;
    (*out)->size = bytes.len;
    return CL_OK;
}

cl_status cl_source_until(const cl_source *source, uint64_t end, cl_source **out)
{
    cl_source *part = cl_arena_alloc(source->arena, 1, sizeof *part);
    if (part == NULL) {
        return cl_arena_status(source->arena);
    }
    *part = *source;
    part->ahead = (window){0}; /* it is read on its own */
    part->size = end < source->size ? end : source->size;
    part->memory = cl_span_sub(source->memory, 0, (size_t)part->size);
    *out = part;
    return CL_OK;
}

static cl_status why_unreadable(cl_error *error, const char *path)
{
    const char *advice = errno == ENOENT   ? "check the path"
                         : errno == EACCES ? "ask for permission to read it"
                                           : "check the file and its disk";
    return cl_error_set(error, CL_UNREADABLE, "%s: %s; %s", path, cl_system_reason(errno), advice);
}

/* O_NONBLOCK: a FIFO must not hang the whole run. */
static const int to_read = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

/* The step of the path that begins there, with its NUL; its length, or 0 where it is none. */
static size_t copy_step(const char *at, char out[CL_PATH_MAX])
{
    size_t len = 0;
    while (at[len] != '\0' && at[len] != '/' && len + 1 < CL_PATH_MAX) {
        out[len] = at[len];
        len++;
    }
    out[len] = '\0';
    bool dots = strcmp(out, ".") == 0 || strcmp(out, "..") == 0;
    return dots ? 0 : len;
}

/* A step at a time, each from within the folder that the one before it led to. */
static int open_plain(const char *path)
{
    char step[CL_PATH_MAX];
    int folder = AT_FDCWD;
    size_t len = copy_step(path, step);
    while (len > 0 && path[len] == '/') {
        int next = openat(folder, step, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        int cause = errno;
        if (folder != AT_FDCWD) {
            (void)close(folder);
        }
        if (next < 0) {
            errno = cause;
            return -1;
        }
        folder = next;
        path += len + 1;
        len = copy_step(path, step);
    }
    bool plain = len > 0 && path[len] == '\0';
    int file = plain ? openat(folder, step, to_read | O_NOFOLLOW) : -1;
    int cause = plain ? errno : EINVAL;
    if (folder != AT_FDCWD) {
        (void)close(folder);
    }
    errno = cause;
    return file;
}

/* Takes the file, which may have failed to open. */
static cl_status open_source(cl_arena *arena, int file, const char *path, cl_source **out,
                             cl_error *error)
{
    if (file < 0) {
        return why_unreadable(error, path);
    }
    struct stat about;
    cl_status status = CL_OK;
    if (fstat(file, &about) != 0) {
        status = why_unreadable(error, path);
    } else if (!S_ISREG(about.st_mode)) {
        status = cl_error_set(error, CL_UNREADABLE,
                              "%s: not a regular file; give a picture, a text or a folder", path);
    } else {
        status = new_source(arena, out);
    }
    if (status != CL_OK) {
        (void)close(file);
        return status;
    }
    (*out)->file = file;
    (*out)->size = (uint64_t)about.st_size;
    return CL_OK;
}

cl_status cl_source_open(cl_arena *arena, const char *path, cl_source **out, cl_error *error)
{
    return open_source(arena, open(path, to_read), path, out, error);
}

cl_status cl_source_open_plain(cl_arena *arena, const char *path, cl_source **out, cl_error *error)
{
    return open_source(arena, open_plain(path), path, out, error);
}

void cl_source_close(cl_source *source)
{
    if (source != NULL && source->file >= 0) {
        (void)close(source->file);
        source->file = -1;
    }
}

uint64_t cl_source_size(const cl_source *source)
{
    return source->size;
}

/* Reads until `len` bytes are there or the file ends. */
static cl_status read_file(const cl_source *source, uint64_t offset, uint8_t *into, size_t len,
                           size_t *got)
{
    *got = 0;
    while (*got < len) {
        ssize_t n = pread(source->file, into + *got, len - *got, (off_t)(offset + *got));
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return CL_UNREADABLE;
        }
        if (n == 0) {
            break;
        }
        *got += (size_t)n;
    }
    return CL_OK;
}

static cl_status fill(cl_source *source, window *view, uint64_t offset)
{
    uint64_t left = source->size - offset;
    size_t wanted = left < CL_SOURCE_WINDOW ? (size_t)left : CL_SOURCE_WINDOW;
    if (view->bytes == NULL) {
        uint64_t most = source->size < CL_SOURCE_WINDOW ? source->size : CL_SOURCE_WINDOW;
        view->bytes = cl_arena_take(source->arena, (size_t)most, 1);
    }
    if (view->bytes == NULL) {
        return cl_arena_status(source->arena);
    }
    view->at = offset;
    view->len = 0;
    return read_file(source, offset, view->bytes, wanted, &view->len);
}

static cl_span in_window(const window *view, uint64_t offset, size_t len)
{
    if (offset < view->at || offset - view->at >= view->len) {
        return CL_EMPTY_SPAN;
    }
    return cl_span_sub((cl_span){view->bytes, view->len}, (size_t)(offset - view->at), len);
}

/* What was read already of `len` bytes at `offset`. */
static cl_span seen(const cl_source *source, uint64_t offset, size_t len)
{
    cl_span head = in_window(&source->head, offset, len);
    return head.len == len ? head : in_window(&source->ahead, offset, len);
}

cl_status cl_source_peek_some(cl_source *source, uint64_t offset, size_t len, cl_span *out)
{
    *out = CL_EMPTY_SPAN;
    if (offset >= source->size) {
        return CL_OK;
    }
    if (source->file < 0) {
        *out = cl_span_sub(source->memory, (size_t)offset, len);
        return CL_OK;
    }
    len = len < CL_SOURCE_WINDOW ? len : CL_SOURCE_WINDOW;
    len = len < source->size - offset ? len : (size_t)(source->size - offset);
    *out = seen(source, offset, len);
    if (out->len == len) {
        return CL_OK;
    }
    window *view = offset == 0 && source->head.bytes == NULL ? &source->head : &source->ahead;
    CL_TRY(fill(source, view, offset));
    *out = in_window(view, offset, len);
    return CL_OK;
}

cl_status cl_source_peek(cl_source *source, uint64_t offset, size_t len, cl_span *out)
{
    CL_TRY(cl_source_peek_some(source, offset, len, out));
    return out->len < len ? CL_TRUNCATED : CL_OK;
}

cl_status cl_source_take(cl_source *source, uint64_t offset, size_t len, cl_span *out)
{
    if (offset > source->size || len > source->size - offset) {
        return CL_TRUNCATED;
    }
    if (source->file < 0) {
        *out = cl_span_sub(source->memory, (size_t)offset, len);
        return CL_OK;
    }
    cl_span known = in_window(&source->head, offset, len);
    if (len > 0 && known.len == len) {
        *out = known;
        return CL_OK;
    }
    uint8_t *copy = cl_arena_take(source->arena, len, 1);
    if (copy == NULL) {
        return cl_arena_status(source->arena);
    }
    known = in_window(&source->ahead, offset, len);
    size_t got = known.len;
    if (got < len) {
        CL_TRY(read_file(source, offset, copy, len, &got));
    } else if (len > 0) {
        memcpy(copy, known.data, len);
    }
    *out = (cl_span){copy, got};
    return got < len ? CL_TRUNCATED : CL_OK;
}

cl_status cl_source_read_file(cl_arena *arena, const char *path, size_t most, cl_span *out,
                              cl_error *error)
{
    cl_source *source = NULL;
    CL_TRY(cl_source_open(arena, path, &source, error));
    uint64_t size = cl_source_size(source);
    cl_status status = CL_OK;
    if (size > most) {
        status = cl_error_set(error, CL_LIMIT,
                              "%s: larger than the %zu bytes that are read of such a file; "
                              "shorten it",
                              path, most);
    } else {
        status = cl_source_take(source, 0, (size_t)size, out);
    }
    if (status == CL_UNREADABLE) {
        status = why_unreadable(error, path);
    } else if (status == CL_TRUNCATED) {
        status = cl_error_set(error, CL_UNREADABLE,
                              "%s: became shorter while it was read; try again when it is complete",
                              path);
    }
    cl_source_close(source);
    return status;
}

bool cl_source_fetch(const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0) {
        return false;
    }
    uint8_t byte;
    const struct iovec room = {&byte, sizeof byte};
    bool on_disk = preadv2(file, &room, 1, 0, RWF_NOWAIT) < 0 && errno == EAGAIN;
    if (on_disk) {
        (void)posix_fadvise(file, 0, CL_SOURCE_WINDOW, POSIX_FADV_WILLNEED);
    }
    (void)close(file);
    return on_disk;
}
