#define _POSIX_C_SOURCE 200809L

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "hooks/watch/names.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds) {
        abort();
    }
}

static size_t length_of(const watch_name *name)
{
    return strnlen(name->text, sizeof name->text);
}

/* Up to `end`, as a file could be called. */
static watch_name name_of(const uint8_t **at, const uint8_t *end)
{
    watch_name name = {""};
    size_t len = 0;
    for (; *at < end && **at != '\n' && **at != '\0'; (*at)++) {
        if (len < WATCH_NAME_MAX && **at != '/') {
            name.text[len++] = (char)**at;
        }
    }
    *at += *at < end ? 1 : 0;
    return name;
}

static void check_reports(const watch_name *name)
{
    watch_name record;
    watch_name sheet;
    watch_report_name(name->text, WATCH_RECORD, &record);
    watch_report_name(name->text, WATCH_SHEET, &sheet);
    check(length_of(&record) <= WATCH_NAME_MAX && watch_is_report(record.text));
    check(length_of(&sheet) <= WATCH_NAME_MAX && watch_is_report(sheet.text));
}

/* Numbers keep names apart, and within their length. */
static void check_numbers(const watch_name *name)
{
    static const unsigned numbers[] = {2, 3, 4294967295u};
    watch_name first;
    watch_numbered(name->text, 1, &first);
    check(strcmp(first.text, name->text) == 0);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        watch_name numbered;
        watch_numbered(name->text, numbers[i], &numbered);
        check(length_of(&numbered) <= WATCH_NAME_MAX);
        check(strcmp(numbered.text, first.text) != 0);
        check(watch_bare(numbered.text) <= length_of(&numbered));
        first = numbered;
    }
}

/* Two names of files, a line each. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *at = data;
    watch_name one = name_of(&at, data + size);
    watch_name other = name_of(&at, data + size);
    if (one.text[0] == '\0') {
        return 0;
    }
    size_t stem = watch_stem(one.text);
    check(stem > 0 && stem <= length_of(&one));
    check_reports(&one);
    check_numbers(&one);
    (void)watch_is_passing(one.text);
    if (watch_is_sidecar_of(one.text, other.text)) { /* then they wait for each other */
        size_t of_picture = watch_stem(other.text);
        check(watch_is_xmp(one.text) && stem <= of_picture + 0 &&
              memcmp(one.text, other.text, stem) == 0);
    }
    return 0;
}
