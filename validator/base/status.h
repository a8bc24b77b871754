/* What became of a call, and the one place where its reason is written down.
 * A status says that WE could not do the job; damage in a picture is a finding, see damage.h. */
#ifndef CL_BASE_STATUS_H
#define CL_BASE_STATUS_H

#include <stdarg.h>
#include <stddef.h>

typedef enum cl_status {
    CL_OK = 0,
    CL_TRUNCATED,  /* fewer bytes than the structure announces */
    CL_MALFORMED,  /* bytes that the structure does not allow */
    CL_LIMIT,      /* a cap of limits.h was reached */
    CL_NO_MEMORY,  /* the system gave no memory */
    CL_UNREADABLE, /* a file or folder cannot be opened or read */
    CL_BAD_RULES,  /* a rule file says something that cannot be loaded */
    CL_BAD_CONFIG, /* captionlint.yaml or an option says something unknown */
    CL_UNWRITABLE, /* a report could not be written */
    CL_STOPPED     /* the caller's own function asked to stop */
} cl_status;

#if defined(__GNUC__)
#define CL_MUST_USE            __attribute__((warn_unused_result))
#define CL_PRINTF(text, first) __attribute__((__format__(__printf__, text, first)))
#else
#define CL_MUST_USE
#define CL_PRINTF(text, first)
#endif

/* Pass a status up unchanged unless it is CL_OK. */
#define CL_TRY(call)                                                                               \
    do {                                                                                           \
        cl_status cl_try_status = (call);                                                          \
        if (cl_try_status != CL_OK) {                                                              \
            return cl_try_status;                                                                  \
        }                                                                                          \
    } while (0)

enum {
    CL_ERROR_MESSAGE_MAX = 1024
};

/* One line for a person, written where the cause is known: what, where, what to do. */
typedef struct cl_error {
    cl_status status;
    char message[CL_ERROR_MESSAGE_MAX];
} cl_error;

/* Writes the message unless one is already there (the first cause is the cause); returns `status`.
 */
CL_PRINTF(3, 4) cl_status cl_error_set(cl_error *error, cl_status status, const char *format, ...);

/* What an errno means, in English as all messages of errors are: strerror would say it in the
 * language of the locale, and in its charset. Static. */
const char *cl_system_reason(int cause);

#endif
