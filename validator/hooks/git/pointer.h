/* What Git LFS commits in place of a large file: a text that names the content (Git LFS
 * specification, "The Pointer"). The content itself lies beside the repository, or elsewhere. */
#ifndef HOOKS_GIT_POINTER_H
#define HOOKS_GIT_POINTER_H

#include <stddef.h>
#include <stdint.h>

enum {
    HOOKS_GIT_DIGEST_LEN = 64 /* SHA-256 in hex */
};

typedef enum hooks_git_pointer_state {
    HOOKS_GIT_NO_POINTER,
    HOOKS_GIT_POINTER,
    HOOKS_GIT_BAD_POINTER /* one of Git LFS, but of a kind that is not known here */
} hooks_git_pointer_state;

typedef struct hooks_git_pointer {
    char digest[HOOKS_GIT_DIGEST_LEN + 1];
    uint64_t size; /* of the content, in bytes */
} hooks_git_pointer;

/* `out` is filled where it is a pointer. */
hooks_git_pointer_state hooks_git_pointer_read(const char *bytes, size_t len,
                                               hooks_git_pointer *out);

#endif
