/* What the command tells people on standard error: one line each, never a control character. */
#ifndef CLI_SAY_H
#define CLI_SAY_H

#include <stddef.h>

enum {
    CLI_EXIT_OK = 0,
    CLI_EXIT_FINDINGS = 1,
    CLI_EXIT_FAILED = 2
};

/* "captionlint: " + the message + a line feed. */
__attribute__((__format__(__printf__, 1, 2))) void cli_say(const char *format, ...);
/* The same, and gives CLI_EXIT_FAILED. */
__attribute__((__format__(__printf__, 1, 2))) int cli_fail(const char *format, ...);

/* The name that is most like `word`; NULL when none is near. The list ends with NULL. */
const char *cli_nearest(const char *word, const char *const names[]);

#endif
