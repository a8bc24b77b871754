#include "base/message.h"

#include <libintl.h>
#include <string.h>

enum {
    KEY_MAX = 2048 /* no sentence of ours is so long; a longer one stays as it is */
};

static const char domain[] = CL_MESSAGE_DOMAIN;

const char *cl_message(const char *english)
{
    return english[0] == '\0' ? english : dgettext(domain, english);
}

bool cl_messages_are_translated(void)
{
    return dgettext(domain, "")[0] != '\0'; /* the head of the catalogue */
}

/* What gettext wants to be asked: a context, where there is one, in front of the text. */
static bool make_key(cl_span context, cl_span english, char out[KEY_MAX])
{
    size_t len = 0;
    if (context.len + 2 > KEY_MAX || english.len == 0 || english.len > KEY_MAX - 2 - context.len) {
        return false;
    }
    if (context.len > 0) {
        memcpy(out, context.data, context.len);
        len = context.len;
        out[len++] = '\004';
    }
    memcpy(out + len, english.data, english.len);
    out[len + english.len] = '\0';
    return true;
}

/* dgettext gives back the very pointer that it got where it knows nothing. */
static bool look_up(const char *catalogue, const char *key, cl_span *out)
{
    const char *found = dgettext(catalogue, key);
    if (found == key) {
        return false;
    }
    *out = cl_span_of(found);
    return true;
}

cl_span cl_message_span(cl_span english)
{
    char key[KEY_MAX];
    cl_span found = english;
    if (make_key(CL_EMPTY_SPAN, english, key)) {
        (void)look_up(domain, key, &found);
    }
    return found;
}

cl_span cl_message_territory(cl_span code, cl_span english)
{
    char key[KEY_MAX];
    cl_span found = english;
    bool part = cl_span_find_byte(code, '-') < code.len; /* Georgia is a country, US-GA a state */
    if (make_key(part ? code : CL_EMPTY_SPAN, english, key) &&
        (part || !look_up("iso_3166-1", key, &found))) {
        (void)look_up(domain, key, &found);
    }
    return found;
}
