#include "base/message.h"

#include <libintl.h>

const char *cl_message(const char *english)
{
    return english[0] == '\0' ? english : dgettext("captionlint", english);
}
