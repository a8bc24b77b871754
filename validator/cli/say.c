#define _POSIX_C_SOURCE 200809L

#include "cli/say.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "cli/limits.h"

/* File names are hostile input too: an escape sequence in one must not reach the terminal. */
static void put_printable(const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte < 0x20 || byte == 0x7F) {
            (void)fprintf(stderr, "\\x%02x", byte);
        } else {
            (void)fputc(byte, stderr);
        }
    }
}

__attribute__((__format__(__printf__, 1, 0))) static void say(const char *format, va_list arguments)
{
    char message[CLI_MESSAGE_MAX];
    (void)vsnprintf(message, sizeof message, format, arguments);
    (void)fputs("captionlint: ", stderr);
    put_printable(message);
    (void)fputc('\n', stderr);
}

void cli_say(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
}

int cli_fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
    return CLI_EXIT_FAILED;
}

/* Edit distance of two short words. */
static size_t distance(const char *a, const char *b)
{
    enum {
        LONGEST = 32
    };
    size_t row[LONGEST + 1];
    size_t a_len = strnlen(a, LONGEST + 1);
    size_t b_len = strnlen(b, LONGEST + 1);
    if (a_len > LONGEST || b_len > LONGEST) {
        return SIZE_MAX;
    }
    for (size_t j = 0; j <= b_len; j++) {
        row[j] = j;
    }
    for (size_t i = 0; i < a_len; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < b_len; j++) {
            size_t replaced = diagonal + (a[i] != b[j]);
            size_t shorter = (row[j] < row[j + 1] ? row[j] : row[j + 1]) + 1;
            diagonal = row[j + 1];
            row[j + 1] = replaced < shorter ? replaced : shorter;
        }
    }
    return row[b_len];
}

const char *cli_nearest(const char *word, const char *const names[])
{
    const char *best = NULL;
    size_t best_distance = 4; /* more than three letters apart is another word */
    for (size_t i = 0; names[i] != NULL; i++) {
        size_t found = distance(word, names[i]);
        if (found < best_distance) {
            best_distance = found;
            best = names[i];
        }
    }
    return best;
}
