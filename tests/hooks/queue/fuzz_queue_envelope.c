#define _POSIX_C_SOURCE 200809L

#include "hooks/queue/envelope.h"
#include "hooks/queue/paths.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(int holds)
{
    if (!holds) {
        abort();
    }
}

/* Type and name end with a line feed each; the rest is the body. */
static queue_text take_line(queue_text *from)
{
    const char *feed = from->len == 0 ? NULL : memchr(from->bytes, '\n', from->len);
    queue_text line = {from->bytes, feed == NULL ? from->len : (size_t)(feed - from->bytes)};
    size_t used = feed == NULL ? from->len : line.len + 1;
    from->bytes += used;
    from->len -= used;
    return line;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    queue_text rest = {size == 0 ? "" : (const char *)data, size};
    queue_fields fields = {.type = take_line(&rest), .name = take_line(&rest)};
    queue_envelope out;
    fields.body = rest;
    if (fields.name.len == 0) {
        fields.name.bytes = NULL;
    }
    if (queue_envelope_read(&fields, &out) != NULL) {
        return 0;
    }
    check(memchr(out.name, '\0', sizeof out.name) != NULL);
    if (out.kind == QUEUE_PATH) {
        check(queue_path_wrong(out.name, strnlen(out.name, sizeof out.name)) == NULL);
        check(out.name[0] != '/' && strstr(out.name, "//") == NULL);
    }
    if (out.kind == QUEUE_RECORD) {
        check(memchr(out.body.bytes, '{', out.body.len) != NULL);
    }
    return 0;
}
