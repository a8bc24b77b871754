/* A sidecar goes to disk whole or not at all: a temporary file in its folder takes its name. What
 * stands there under that name must be what was read, and no link. */
#define _POSIX_C_SOURCE 200809L
#define _XOPEN_SOURCE   700

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "captionlint_fix.h"

enum {
    NAME_ROOM = 300, /* NAME_MAX of Linux is 255 */
    TRIES = 100
};

/* One file on its way into a folder. */
typedef struct writing {
    const captionlint_fix *fix;
    const char *name; /* of the sidecar, in its folder */
    int folder;
    int file; /* the temporary one */
    char temporary[NAME_ROOM];
    bool is_there; /* there is a file of that name */
    cl_error *error;
} writing;

static cl_status fail(writing *to, const char *what)
{
    return cl_error_set(to->error, CL_UNWRITABLE, "%s: %s: %s; nothing was written",
                        to->fix->sidecar, what, cl_system_reason(errno));
}

static cl_status refuse(writing *to, const char *why)
{
    return cl_error_set(to->error, CL_UNWRITABLE, "%s %s; nothing was written", to->fix->sidecar,
                        why);
}

/* --- the folder --- */

static cl_status open_folder(writing *to)
{
    char folder[CL_PATH_MAX];
    cl_span path = cl_span_of(to->fix->sidecar);
    size_t len = path.len;
    while (len > 0 && path.data[len - 1] != '/') {
        len--;
    }
    to->name = to->fix->sidecar + len;
    (void)snprintf(folder, sizeof folder, "%.*s", (int)len, to->fix->sidecar);
    to->folder = open(len == 0 ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return to->folder < 0 ? fail(to, "its folder cannot be opened") : CL_OK;
}

/* --- what is there --- */

/* Whether the file holds exactly these bytes. */
static bool holds(int file, cl_span bytes)
{
    uint8_t block[4096];
    size_t at = 0;
    ssize_t n = 0;
    do {
        n = read(file, block, sizeof block);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0 ||
            !cl_span_equal((cl_span){block, (size_t)n}, cl_span_sub(bytes, at, (size_t)n))) {
            return false;
        }
        at += (size_t)n;
    } while (n != 0);
    return at == bytes.len;
}

static bool is_the_same(int file, const captionlint_fix *fix)
{
    struct stat about;
    return fstat(file, &about) == 0 && S_ISREG(about.st_mode) &&
           about.st_dev == fix->about.st_dev && about.st_ino == fix->about.st_ino &&
           holds(file, fix->old);
}

/* What was read must still be there; where nothing was, nothing may be. */
static cl_status check_there(writing *to)
{
    int file = openat(to->folder, to->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0 && errno == ELOOP) {
        return refuse(to, "is a symbolic link; make it a file");
    }
    if (file < 0 && (errno != ENOENT || to->fix->exists)) {
        return fail(to, "it cannot be opened any more");
    }
    if (file < 0) {
        return CL_OK;
    }
    to->is_there = true;
    bool same = to->fix->exists && is_the_same(file, to->fix);
    (void)close(file);
    return same ? CL_OK : refuse(to, "changed meanwhile; run it again");
}

/* --- the new file --- */

static cl_status open_temporary(writing *to)
{
    for (unsigned i = 0; i < TRIES; i++) {
        int len = snprintf(to->temporary, sizeof to->temporary, ".%s.%ld-%u", to->name,
                           (long)getpid(), i);
        if (len < 0 || (size_t)len >= sizeof to->temporary) {
            return refuse(to, "has too long a name");
        }
        to->file =
            openat(to->folder, to->temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                   to->is_there ? 0600 : 0666);
        if (to->file >= 0) {
            return CL_OK;
        }
        if (errno != EEXIST) {
            break;
        }
    }
    to->temporary[0] = '\0';
    return fail(to, errno == EACCES || errno == EROFS ? "its folder is read-only"
                                                      : "no file can be made in its folder");
}

static cl_status put_bytes(writing *to)
{
    cl_span rest = to->fix->bytes;
    while (rest.len > 0) {
        ssize_t n = write(to->file, rest.data, rest.len);
        if (n < 0 && errno != EINTR) {
            return fail(to, "it cannot be written");
        }
        rest = n > 0 ? cl_span_from(rest, (size_t)n) : rest;
    }
    return fsync(to->file) == 0 ? CL_OK : fail(to, "it cannot be written");
}

/* Owner and mode of the file that it replaces; a file that lost its owner is not what it was. */
static cl_status keep_owner(writing *to)
{
    struct stat own;
    const struct stat *was = &to->fix->about;
    if (!to->is_there) {
        return CL_OK;
    }
    if (fstat(to->file, &own) != 0) {
        return fail(to, "it cannot be looked at");
    }
    bool same = own.st_uid == was->st_uid && own.st_gid == was->st_gid;
    if (!same && fchown(to->file, was->st_uid, was->st_gid) != 0) {
        return fail(to, "its owner cannot be kept");
    }
    return fchmod(to->file, was->st_mode & 07777) == 0 ? CL_OK
                                                       : fail(to, "its mode cannot be kept");
}

/* --- changing places --- */

/* The file as it was keeps its name with a tilde. File systems without links keep none. */
static cl_status keep_old(writing *to)
{
    char name[NAME_ROOM];
    int len = snprintf(name, sizeof name, "%s~", to->name);
    if (len < 0 || (size_t)len >= sizeof name) {
        return refuse(to, "has too long a name");
    }
    if (unlinkat(to->folder, name, 0) != 0 && errno != ENOENT) {
        return fail(to, "its backup with a tilde cannot be replaced");
    }
    if (linkat(to->folder, to->name, to->folder, name, 0) != 0 && errno != EPERM &&
        errno != ENOTSUP && errno != ENOSYS) {
        return fail(to, "no backup with a tilde can be made");
    }
    return CL_OK;
}

/* A link does not replace a file that came meanwhile; where there are none, a rename has to do. */
static cl_status take_name(writing *to)
{
    if (!to->is_there && linkat(to->folder, to->temporary, to->folder, to->name, 0) == 0) {
        return CL_OK; /* the temporary name is taken off at the end */
    }
    if (!to->is_there && errno == EEXIST) {
        return refuse(to, "changed meanwhile; run it again");
    }
    if (renameat(to->folder, to->temporary, to->folder, to->name) != 0) {
        return fail(to, "it cannot be put into its place");
    }
    to->temporary[0] = '\0';
    return CL_OK;
}

static cl_status write_file(writing *to)
{
    CL_TRY(check_there(to));
    CL_TRY(open_temporary(to));
    CL_TRY(put_bytes(to));
    CL_TRY(keep_owner(to));
    CL_TRY(to->is_there ? keep_old(to) : CL_OK);
    return take_name(to);
}

captionlint_status captionlint_fix_write(const captionlint_fix *fix, captionlint_error *error)
{
    cl_error cause = {0};
    writing to = {.fix = fix, .folder = -1, .file = -1, .error = &cause};
    cl_status status = CL_OK;
    if (fix->state != CAPTIONLINT_FIX_READY) {
        status = cl_error_set(&cause, CL_BAD_CONFIG, "%s: there is nothing to write",
                              captionlint_fix_picture(fix));
        return captionlint_fail(error, &cause, status);
    }
    status = open_folder(&to);
    if (status == CL_OK) {
        status = write_file(&to);
    }
    if (to.temporary[0] != '\0') {
        (void)unlinkat(to.folder, to.temporary, 0);
    }
    if (to.file >= 0) {
        (void)close(to.file);
    }
    if (to.folder >= 0) {
        (void)fsync(to.folder);
        (void)close(to.folder);
    }
    return captionlint_fail(error, &cause, status);
}
