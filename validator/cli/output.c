#define _POSIX_C_SOURCE 200809L

#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/say.h"

static int refuse(const char *path, int error)
{
    return cli_fail("%s: %s; the report is not complete: %s",
                    path == NULL ? "standard output" : path, cli_system_reason(error),
                    error == ENOSPC  ? "free some space"
                    : error == EPIPE ? "let its reader read to the end"
                                     : "check where it is written to");
}

/* The temporary file stands beside the target, hidden, so that the rename stays in one file system.
 */
static bool name_temporary(cli_output *out)
{
    const char *slash = strrchr(out->path, '/');
    int folder = slash == NULL ? 0 : (int)(slash - out->path) + 1;
    int len = snprintf(out->temporary, sizeof out->temporary, "%.*s.%s.XXXXXX", folder, out->path,
                       out->path + folder);
    return len >= 0 && (size_t)len < sizeof out->temporary;
}

/* mkstemp gives 0600; a report is as readable as the one it replaces, or as the umask says. */
static void set_mode(const cli_output *out, const struct stat *replaced)
{
    mode_t mask = umask(0);
    (void)umask(mask);
    (void)fchmod(out->file, replaced != NULL ? replaced->st_mode & 0777 : 0666 & ~mask);
}

int cli_output_open(cli_output *out, const char *path)
{
    *out = (cli_output){.file = STDOUT_FILENO, .path = path};
    if (path == NULL) {
        return CLI_EXIT_OK;
    }
    struct stat about;
    bool exists = stat(path, &about) == 0;
    if (exists && !S_ISREG(about.st_mode)) {
        /* A device or a pipe cannot be replaced. */
        out->file = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
        return out->file < 0 ? refuse(path, errno) : CLI_EXIT_OK;
    }
    if (!name_temporary(out)) {
        return refuse(path, ENAMETOOLONG);
    }
    out->file = mkstemp(out->temporary);
    if (out->file < 0) {
        return refuse(path, errno);
    }
    set_mode(out, exists ? &about : NULL);
    return CLI_EXIT_OK;
}

int cli_output_write(const char *bytes, size_t len, void *user)
{
    cli_output *out = user;
    while (len > 0 && out->error == 0) {
        ssize_t n = write(out->file, bytes, len);
        if (n < 0 && errno != EINTR) {
            out->error = errno;
        } else if (n > 0) {
            bytes += n;
            len -= (size_t)n;
        }
    }
    return out->error;
}

int cli_output_close(cli_output *out, bool keep)
{
    if (out->path != NULL && close(out->file) != 0 && out->error == 0) {
        out->error = errno;
    }
    if (out->temporary[0] != '\0') {
        bool whole = keep && out->error == 0;
        if (whole && rename(out->temporary, out->path) != 0) {
            out->error = errno;
            whole = false;
        }
        if (!whole) {
            (void)unlink(out->temporary);
        }
    }
    return out->error == 0 ? CLI_EXIT_OK : refuse(out->path, out->error);
}
