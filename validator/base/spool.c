#define _POSIX_C_SOURCE 200809L

#include "base/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"

enum {
    WINDOW = 64 * 1024
};

static const char *temporary_folder(void)
{
    const char *named = getenv("TMPDIR");
    return named == NULL || named[0] == '\0' ? "/tmp" : named;
}

/* Why something is missing is said again to whoever asks for the rest. */
static cl_status say(const cl_spool *spool, cl_error *error)
{
    return cl_error_set(error, spool->lost.status, "%s", spool->lost.message);
}

/* --- writing --- */

static cl_status unwritable(cl_spool *spool, cl_error *error)
{
    (void)cl_error_set(&spool->lost, CL_UNWRITABLE,
                       "%s: %s; a report is kept there until it is complete: make room, or name "
                       "another folder with TMPDIR",
                       temporary_folder(), cl_system_reason(errno));
    return say(spool, error);
}

static cl_status too_large(cl_spool *spool, cl_error *error)
{
    (void)cl_error_set(&spool->lost, CL_UNWRITABLE,
                       "the report has more than %llu bytes; make one of fewer pictures",
                       (unsigned long long)CL_SPOOL_MAX);
    return say(spool, error);
}

/* Its name goes at once, so that nothing stays behind whatever becomes of the program. mkstemp
 * gives 0600. */
static cl_status open_file(cl_spool *spool, cl_error *error)
{
    char path[CL_PATH_MAX];
    int len = snprintf(path, sizeof path, "%s/captionlint-XXXXXX", temporary_folder());
    if (len < 0 || (size_t)len >= sizeof path) {
        errno = ENAMETOOLONG;
        return unwritable(spool, error);
    }
    spool->file = mkstemp(path);
    if (spool->file == -1) {
        return unwritable(spool, error);
    }
    spool->in_file = true;
    (void)unlink(path);
    (void)fcntl(spool->file, F_SETFD, FD_CLOEXEC);
    return CL_OK;
}

static cl_status write_out(cl_spool *spool, cl_error *error)
{
    cl_span left = cl_out_span(&spool->memory);
    if (!spool->in_file) {
        CL_TRY(open_file(spool, error));
    }
    while (left.len > 0) {
        ssize_t written = write(spool->file, left.data, left.len);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return unwritable(spool, error);
        }
        left = cl_span_from(left, (size_t)written);
    }
    cl_out_clear(&spool->memory);
    return CL_OK;
}

cl_status cl_spool_put(cl_spool *spool, cl_span text, cl_error *error)
{
    if (spool->lost.status != CL_OK) {
        return say(spool, error);
    }
    if (text.len > CL_SPOOL_MAX - spool->size) {
        return too_large(spool, error);
    }
    cl_out_put(&spool->memory, text);
    if (spool->memory.failed) {
        return cl_error_set(&spool->lost, CL_NO_MEMORY, "out of memory");
    }
    spool->size += text.len;
    bool full = spool->memory.len > (spool->in_file ? CL_REPORT_BUFFER : CL_SPOOL_MEMORY);
    return full ? write_out(spool, error) : CL_OK;
}

cl_status cl_spool_put_file(cl_spool *spool, int file, const char *name, cl_error *error)
{
    uint8_t bytes[WINDOW];
    for (;;) {
        ssize_t len = read(file, bytes, sizeof bytes);
        if (len < 0 && errno == EINTR) {
            continue;
        }
        if (len < 0) {
            return cl_error_set(error, CL_UNREADABLE, "%s: %s; check that it can be read", name,
                                cl_system_reason(errno));
        }
        if (len == 0) {
            return CL_OK;
        }
        CL_TRY(cl_spool_put(spool, (cl_span){bytes, (size_t)len}, error));
    }
}

cl_spool cl_spool_of_file(int file, uint64_t size)
{
    return (cl_spool){.file = file, .in_file = true, .size = size};
}

void cl_spool_free(cl_spool *spool)
{
    if (spool->in_file) {
        (void)close(spool->file);
    }
    cl_out_free(&spool->memory);
    *spool = (cl_spool){0};
}

/* --- reading --- */

/* Reads the bytes from lines->at on into the window; none at the end. */
static cl_status fill(cl_spool_lines *lines, cl_error *error)
{
    cl_out_clear(&lines->window);
    lines->window_at = lines->at;
    uint8_t *room = cl_out_room(&lines->window, WINDOW);
    if (room == NULL) {
        return CL_NO_MEMORY;
    }
    ssize_t len = -1;
    do {
        len = pread(lines->spool->file, room, WINDOW, (off_t)lines->at);
    } while (len < 0 && errno == EINTR);
    if (len < 0) {
        return cl_error_set(error, CL_UNREADABLE, "%s; the records could not be read again",
                            cl_system_reason(errno));
    }
    lines->window.len = (size_t)len;
    return CL_OK;
}

/* What stands from lines->at on, as much as is at hand; empty at the end. */
static cl_status peek(cl_spool_lines *lines, cl_span *out, cl_error *error)
{
    *out = CL_EMPTY_SPAN;
    if (lines->at >= lines->spool->size) {
        return CL_OK;
    }
    if (!lines->spool->in_file) {
        *out = cl_span_from(cl_out_span(&lines->spool->memory), (size_t)lines->at);
        return CL_OK;
    }
    if (lines->window.len == 0 || lines->at - lines->window_at >= lines->window.len) {
        CL_TRY(fill(lines, error));
    }
    *out = cl_span_from(cl_out_span(&lines->window), (size_t)(lines->at - lines->window_at));
    return CL_OK;
}

static cl_status add(cl_spool_lines *lines, cl_span part, cl_error *error)
{
    if (part.len > CL_SPOOL_LINE_MAX - lines->line.len) {
        return cl_error_set(error, CL_LIMIT, "line %zu has more than %u bytes", lines->number,
                            CL_SPOOL_LINE_MAX);
    }
    cl_out_put(&lines->line, part);
    return lines->line.failed ? CL_NO_MEMORY : CL_OK;
}

/* All that was put can be read. */
static cl_status settle(cl_spool *spool, cl_error *error)
{
    if (spool->lost.status != CL_OK) {
        return say(spool, error);
    }
    return spool->in_file && spool->memory.len > 0 ? write_out(spool, error) : CL_OK;
}

cl_status cl_spool_chunk(cl_spool_lines *lines, cl_span *out, cl_error *error)
{
    *out = CL_EMPTY_SPAN;
    CL_TRY(settle(lines->spool, error));
    CL_TRY(peek(lines, out, error));
    lines->at += out->len;
    return CL_OK;
}

cl_status cl_spool_lines_next(cl_spool_lines *lines, cl_span *out, bool *more, cl_error *error)
{
    *out = CL_EMPTY_SPAN;
    *more = false;
    CL_TRY(settle(lines->spool, error));
    cl_out_clear(&lines->line);
    lines->number++;
    for (;;) {
        cl_span chunk;
        CL_TRY(peek(lines, &chunk, error));
        size_t end = cl_span_find_byte(chunk, '\n');
        CL_TRY(add(lines, cl_span_sub(chunk, 0, end), error));
        bool ended = chunk.len == 0 || end < chunk.len;
        *more = *more || chunk.len > 0;
        lines->at += end < chunk.len ? end + 1 : end;
        if (ended) {
            *out = cl_out_span(&lines->line);
            return CL_OK;
        }
    }
}

void cl_spool_lines_end(cl_spool_lines *lines)
{
    cl_out_free(&lines->line);
    cl_out_free(&lines->window);
}
