#define _POSIX_C_SOURCE 200809L

#include "hooks/watch/names.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "captionlint.h"

static size_t length_of(const char *name)
{
    return strnlen(name, WATCH_NAME_MAX);
}

static bool ends_with(const char *name, const char *ending)
{
    size_t len = length_of(name);
    size_t own = length_of(ending);
    return len > own && strcasecmp(name + len - own, ending) == 0;
}

bool watch_is_passing(const char *name)
{
    static const char *const endings[] = {
        "~", ".part", ".partial", ".filepart", ".tmp", ".crdownload", ".download", ".temp", ".swp"};
    bool passing = name[0] == '.' || name[0] == '~';
    for (size_t i = 0; i < sizeof endings / sizeof endings[0] && !passing; i++) {
        passing = ends_with(name, endings[i]);
    }
    return passing;
}

bool watch_is_report(const char *name)
{
    return ends_with(name, WATCH_RECORD) || ends_with(name, WATCH_SHEET);
}

bool watch_is_xmp(const char *name)
{
    return ends_with(name, ".xmp");
}

bool watch_is_text(const char *name)
{
    return ends_with(name, ".txt") || ends_with(name, ".ndjson") || ends_with(name, ".jsonl");
}

bool watch_is_sidecar_of(const char *name, const char *picture)
{
    if (!watch_is_xmp(name) || watch_is_xmp(picture) || watch_is_text(picture)) {
        return false;
    }
    size_t stem = watch_bare(name);
    return (stem == length_of(picture) || stem == watch_bare(picture)) &&
           memcmp(name, picture, stem) == 0;
}

size_t watch_bare(const char *name)
{
    size_t len = length_of(name);
    size_t at = len;
    while (at > 0 && name[at - 1] != '.') {
        at--;
    }
    return at < 2 ? len : at - 1;
}

static watch_name head_of(const char *name, size_t len)
{
    watch_name head;
    memcpy(head.text, name, len);
    head.text[len] = '\0';
    return head;
}

size_t watch_stem(const char *name)
{
    size_t len = length_of(name);
    for (;;) {
        const watch_name head = head_of(name, len);
        size_t bare = watch_bare(head.text);
        if (bare == len || captionlint_is_input(head.text) == 0) {
            return len;
        }
        len = bare;
    }
}

/* At most `most` bytes of the name, and no half character (RFC 3629, 3). */
static size_t cut(const char *name, size_t len, size_t most)
{
    if (len <= most) {
        return len;
    }
    size_t at = most;
    while (at > 0 && most - at < 4 && ((unsigned char)name[at] & 0xC0) == 0x80) {
        at--;
    }
    return at == 0 || ((unsigned char)name[at] & 0xC0) == 0x80 ? most : at;
}

void watch_numbered(const char *name, unsigned number, watch_name *out)
{
    char mark[sizeof "-4294967295"] = "";
    size_t len = length_of(name);
    size_t stem = watch_stem(name);
    int marked = number < 2 ? 0 : snprintf(mark, sizeof mark, "-%u", number);
    size_t rest = len - stem;
    if (rest + (size_t)marked >= WATCH_NAME_MAX) { /* nothing but endings: only the last counts */
        stem = watch_bare(name);
        rest = len - stem;
        rest = rest < WATCH_NAME_MAX / 2 ? rest : 0;
    }
    size_t kept = cut(name, stem, WATCH_NAME_MAX - rest - (size_t)marked);
    (void)snprintf(out->text, sizeof out->text, "%.*s%s%.*s", (int)kept, name, mark, (int)rest,
                   name + len - rest);
}

/* FNV-1a. */
static uint64_t hash(const char *name)
{
    uint64_t value = 14695981039346656037u;
    for (const char *at = name; *at != '\0'; at++) {
        value = (value ^ (unsigned char)*at) * 1099511628211u;
    }
    return value;
}

void watch_report_name(const char *name, const char *ending, watch_name *out)
{
    enum {
        MARK = 17 /* ~ and 16 digits */
    };
    size_t len = length_of(name);
    size_t own = length_of(ending);
    if (len + own <= WATCH_NAME_MAX) {
        (void)snprintf(out->text, sizeof out->text, "%.*s%s", (int)len, name, ending);
        return;
    }
    size_t kept = cut(name, len, WATCH_NAME_MAX - own - MARK);
    (void)snprintf(out->text, sizeof out->text, "%.*s~%016llx%s", (int)kept, name,
                   (unsigned long long)hash(name), ending);
}
