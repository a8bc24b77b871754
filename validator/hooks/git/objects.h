/* The contents of a repository, one after the other, from one `git cat-file --batch` that runs for
 * as long as they are asked for. Nothing is filtered: these are the bytes that are committed. */
#ifndef HOOKS_GIT_OBJECTS_H
#define HOOKS_GIT_OBJECTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct hooks_git_objects hooks_git_objects;

typedef enum hooks_git_found {
    HOOKS_GIT_FOUND,
    HOOKS_GIT_MISSING,
    HOOKS_GIT_BROKEN /* git does not answer any more, which was told */
} hooks_git_found;

/* What git says of an object before its content. */
typedef struct hooks_git_header {
    bool missing;
    bool file; /* a blob */
    uint64_t size;
} hooks_git_header;

/* Reads the line of `git cat-file --batch` without its line feed. False when it is none. */
bool hooks_git_header_read(const char *line, size_t len, hooks_git_header *out);

/* NULL after telling what is wrong. */
hooks_git_objects *hooks_git_objects_open(void);
/* Does nothing for NULL. */
void hooks_git_objects_close(hooks_git_objects *objects);

/* Asks for the file of that name, in hex or as COMMIT:PATH. What is not read of the one before is
 * passed over. A name that is something else than a file is missing. */
hooks_git_found hooks_git_objects_find(hooks_git_objects *objects, const char *name,
                                       uint64_t *size);
/* The next bytes of what was found: as many as there are, `most` at most; 0 at its end. -1 after
 * telling that git does not answer any more. */
ssize_t hooks_git_objects_read(hooks_git_objects *objects, char *out, size_t most);

#endif
