#include "hooks/git/pointer.h"

#include <stdbool.h>
#include <string.h>

/* What is left of the text. */
typedef struct rest {
    const char *at;
    size_t len;
} rest;

static bool take(rest *of, const char *text, size_t len)
{
    if (of->len < len || memcmp(of->at, text, len) != 0) {
        return false;
    }
    of->at += len;
    of->len -= len;
    return true;
}

#define TAKE(of, literal) take(of, literal, sizeof(literal) - 1)

static bool take_digest(rest *of, char out[HOOKS_GIT_DIGEST_LEN + 1])
{
    if (of->len < HOOKS_GIT_DIGEST_LEN) {
        return false;
    }
    for (size_t i = 0; i < HOOKS_GIT_DIGEST_LEN; i++) {
        if (memchr("0123456789abcdef", of->at[i], 16) == NULL) {
            return false;
        }
    }
    memcpy(out, of->at, HOOKS_GIT_DIGEST_LEN);
    out[HOOKS_GIT_DIGEST_LEN] = '\0';
    of->at += HOOKS_GIT_DIGEST_LEN;
    of->len -= HOOKS_GIT_DIGEST_LEN;
    return true;
}

static bool take_number(rest *of, uint64_t *out)
{
    size_t digits = 0;
    *out = 0;
    while (of->len > 0 && *of->at >= '0' && *of->at <= '9') {
        uint64_t digit = (uint64_t)(*of->at - '0');
        if (*out > (UINT64_MAX - digit) / 10) {
            return false;
        }
        *out = *out * 10 + digit;
        of->at++;
        of->len--;
        digits++;
    }
    return digits > 0;
}

/* Keys come in the order of the alphabet behind the version; lines that other programs put between
 * ("ext-0-…") say that the content was changed by them. */
hooks_git_pointer_state hooks_git_pointer_read(const char *bytes, size_t len,
                                               hooks_git_pointer *out)
{
    rest of = {bytes, len};
    if (!TAKE(&of, "version https://git-lfs.github.com/spec/") &&
        !TAKE(&of, "version https://hawser.github.com/spec/")) {
        return HOOKS_GIT_NO_POINTER;
    }
    bool good = TAKE(&of, "v1\noid sha256:") && take_digest(&of, out->digest) &&
                TAKE(&of, "\nsize ") && take_number(&of, &out->size) && TAKE(&of, "\n") &&
                of.len == 0;
    return good ? HOOKS_GIT_POINTER : HOOKS_GIT_BAD_POINTER;
}
