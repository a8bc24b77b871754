/* What git and Git LFS say, from whoever wrote the repository. The first byte says which it is. */
#define _POSIX_C_SOURCE 200809L

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "hooks/git/choose.h"
#include "hooks/git/list.h"
#include "hooks/git/objects.h"
#include "hooks/git/paths.h"
#include "hooks/git/pointer.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static int count(hooks_git_entry *entry, bool sidecar, void *user)
{
    size_t *total = user;
    *total += sidecar || entry->wanted ? 1 : 0;
    return 0;
}

/* Every path is chosen, and what lies beside it is looked for. */
static void read_list(char *bytes, size_t len)
{
    hooks_git_list list;
    size_t total = 0;
    if (hooks_git_list_read(bytes, len, &list)) {
        for (size_t i = 0; i < list.count; i++) {
            if (!hooks_git_is_plain(list.entries[i].path) ||
                hooks_git_list_find(&list, list.entries[i].path) == NULL) {
                abort();
            }
            (void)hooks_git_choose(&list, list.entries[i].path, i % 2 == 0);
            (void)hooks_git_beside(&list, &list.entries[i], count, &total);
        }
    }
    hooks_git_list_free(&list);
}

/* A folder and a path in it, with a NUL between and behind them. */
static void join(const char *text, size_t len)
{
    char out[CLI_PATH_MAX];
    size_t first = strnlen(text, len) + 1;
    if (len > 0 && text[len - 1] == '\0' && first < len &&
        hooks_git_join(text, text + first, out) && out[0] != '\0' && !hooks_git_is_plain(out)) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    hooks_git_header header;
    hooks_git_pointer pointer = {.size = 0};
    if (size == 0) {
        return 0;
    }
    char *text = malloc(size); /* of exactly the size that is told */
    if (text == NULL) {
        return 0;
    }
    memcpy(text, bytes + 1, size - 1);
    switch (bytes[0] % 4) {
    case 0:
        read_list(text, size - 1);
        break;
    case 1:
        (void)hooks_git_header_read(text, size - 1, &header);
        break;
    case 2:
        if (hooks_git_pointer_read(text, size - 1, &pointer) == HOOKS_GIT_POINTER &&
            strspn(pointer.digest, "0123456789abcdef") != HOOKS_GIT_DIGEST_LEN) {
            abort();
        }
        break;
    default:
        join(text, size - 1);
        break;
    }
    free(text);
    return 0;
}
