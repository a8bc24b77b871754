#define _POSIX_C_SOURCE 200809L

#include "hooks/queue/identity.h"

#include <sha2.h>
#include <string.h>

static void add(SHA2_CTX *context, const void *bytes, size_t len)
{
    SHA256Update(context, bytes, len);
}

void queue_identify(const queue_traits *traits, char out[QUEUE_IDENTITY])
{
    static const char digits[] = "0123456789abcdef";
    const char *kind = queue_kind_name(traits->kind);
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA2_CTX context;
    SHA256Init(&context);
    add(&context, kind, strnlen(kind, CLI_PATH_MAX) + 1);
    add(&context, traits->name, strnlen(traits->name, CLI_PATH_MAX) + 1);
    add(&context, traits->numbers, sizeof traits->numbers);
    add(&context, traits->content.bytes, traits->content.len);
    SHA256Final(digest, &context);
    for (size_t i = 0; i + 1 < QUEUE_IDENTITY; i++) {
        out[i] = digits[(digest[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 0xF];
    }
    out[QUEUE_IDENTITY - 1] = '\0';
}
