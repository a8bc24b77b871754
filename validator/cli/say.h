/* What the command tells people on standard error: one line each, never a control character. */
#ifndef CLI_SAY_H
#define CLI_SAY_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/limits.h"

enum {
    CLI_EXIT_OK = 0,
    CLI_EXIT_FINDINGS = 1,
    CLI_EXIT_FAILED = 2
};

/* "captionlint: " + the message + a line feed, written at once. */
__attribute__((__format__(__printf__, 1, 2))) void cli_say(const char *format, ...);
/* The same, and gives CLI_EXIT_FAILED. */
__attribute__((__format__(__printf__, 1, 2))) int cli_fail(const char *format, ...);

/* A line that is put together; a piece that does not fit is left out. Begin with {0}. */
typedef struct cli_line {
    char text[CLI_MESSAGE_MAX];
    size_t len;
    size_t most; /* bytes; 0: as many as fit */
} cli_line;

__attribute__((__format__(__printf__, 2, 3))) void cli_line_add(cli_line *line, const char *format,
                                                                ...);

/* What an errno means, in English whatever the locale, as all errors are told. Static. */
const char *cli_system_reason(int cause);

/* Whether a terminal shows the text as it is. */
bool cli_is_printable(const char *text);

/* The name that is most like `word`; NULL when none is near. The list ends with NULL. */
const char *cli_nearest(const char *word, const char *const names[]);

#endif
