#define _GNU_SOURCE /* strerrordesc_np */

#include "cli/say.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/limits.h"

enum {
    ESCAPE = 4 /* bytes that one becomes: \\x1b */
};

/* Characters that a terminal obeys, or that change how the text around them is shown. */
static bool is_hidden(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x061C || code == 0x200E ||
           code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

/* The length of the character at `at` if it may be shown as it is, else 0 (RFC 3629, 3). */
static size_t shown_length(const unsigned char *at)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (at[0] < 0x80) {
        return is_hidden(at[0]) ? 0 : 1;
    }
    if (at[0] < 0xC2 || at[0] > 0xF4) {
        return 0;
    }
    size_t len = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
    uint32_t code = at[0] & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++) {
        if ((at[i] & 0xC0) != 0x80) {
            return 0;
        }
        code = code << 6 | (at[i] & 0x3Fu);
    }
    return code < least[len] || is_hidden(code) ? 0 : len;
}

bool cli_is_printable(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    size_t len = 1;
    while (*at != '\0' && len > 0) {
        len = shown_length(at);
        at += len;
    }
    return len > 0;
}

/* File names are hostile input too: an escape sequence in one must not reach the terminal. */
static size_t put_printable(char *out, const char *text)
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *at = (const unsigned char *)text;
    size_t end = 0;
    while (*at != '\0') {
        size_t len = shown_length(at);
        if (len == 0) {
            out[end++] = '\\';
            out[end++] = 'x';
            out[end++] = digits[*at >> 4];
            out[end++] = digits[*at++ & 0xF];
        }
        for (; len > 0; len--) {
            out[end++] = (char)*at++;
        }
    }
    return end;
}

/* At once, so that the lines of several processes do not mix. */
static void put(const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(STDERR_FILENO, bytes, len);
        if (n < 0 && errno != EINTR) {
            return; /* nobody can be told */
        }
        bytes += n < 0 ? 0 : n;
        len -= n < 0 ? 0 : (size_t)n;
    }
}

__attribute__((__format__(__printf__, 1, 0))) static void say(const char *format, va_list arguments)
{
    static const char name[] = "captionlint: ";
    char message[CLI_MESSAGE_MAX];
    char line[sizeof name + ESCAPE * sizeof message];
    size_t len = sizeof name - 1;
    (void)vsnprintf(message, sizeof message, format, arguments);
    memcpy(line, name, len);
    len += put_printable(line + len, message);
    line[len++] = '\n';
    put(line, len);
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

const char *cli_system_reason(int cause)
{
    const char *reason = strerrordesc_np(cause);
    return reason == NULL ? "unknown error" : reason;
}

void cli_line_add(cli_line *line, const char *format, ...)
{
    size_t most =
        line->most > 0 && line->most < sizeof line->text ? line->most + 1 : sizeof line->text;
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(line->text + line->len, most - line->len, format, arguments);
    va_end(arguments);
    if (len > 0 && (size_t)len < most - line->len) {
        line->len += (size_t)len;
    }
    line->text[line->len] = '\0';
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
