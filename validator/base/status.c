#define _GNU_SOURCE /* strerrordesc_np */

#include "base/status.h"

#include <stdio.h>
#include <string.h>

cl_status cl_error_set(cl_error *error, cl_status status, const char *format, ...)
{
    if (error == NULL || error->status != CL_OK) {
        return status;
    }
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    error->status = status;
    return status;
}

const char *cl_system_reason(int cause)
{
    const char *reason = strerrordesc_np(cause);
    return reason == NULL ? "unknown error" : reason;
}
