/* The catalogues of messages: where they lie, which languages there are, and which one holds. */
#ifndef CAPTIONLINT_MESSAGES_H
#define CAPTIONLINT_MESSAGES_H

#include "captionlint_handle.h"

/* The languages of rules/messages/, without English; NULL ends. */
extern const char *const captionlint_message_languages[];

/* The folder of the catalogues: $CAPTIONLINT_LOCALE, beside the library, or where the build would
 * install them. `out` has CL_PATH_MAX bytes. */
void captionlint_find_messages(char *out);
/* Whether the folder has a catalogue of that language. */
bool captionlint_has_messages(const char *folder, const char *language);

/* Tells gettext where the catalogues are. */
void captionlint_bind_messages(void);
/* Adds which catalogue the messages are from, for what is kept of them. */
void captionlint_identify_messages(cl_fingerprint *fingerprint);

#endif
