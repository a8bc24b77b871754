/* Messages in the language of the process' locale. The locale is the program's; only where its
 * catalogues are is told to gettext here. */
#define _POSIX_C_SOURCE 200809L

#include "captionlint_messages.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/message.h"

const char *const captionlint_message_languages[] = {"de", "es", "fr", "it", "ja", "ko", NULL};

void captionlint_bind_messages(void)
{
    char folder[CL_PATH_MAX];
    captionlint_find_messages(folder);
    (void)bindtextdomain(CL_MESSAGE_DOMAIN, folder);
    (void)bind_textdomain_codeset(CL_MESSAGE_DOMAIN, "UTF-8");
    (void)bind_textdomain_codeset("iso_3166-1", "UTF-8");
}

char *captionlint_languages(void)
{
    char folder[CL_PATH_MAX];
    cl_out list = {0};
    captionlint_find_messages(folder);
    cl_out_text(&list, "en");
    for (const char *const *language = captionlint_message_languages; *language != NULL;
         language++) {
        if (captionlint_has_messages(folder, *language)) {
            cl_out_format(&list, ", %s", *language);
        }
    }
    cl_out_byte(&list, '\0');
    char *copy = list.failed ? NULL : strdup((const char *)list.data);
    cl_out_free(&list);
    return copy;
}

/* "Language: de" in the head of a catalogue. */
static cl_span language_of(cl_span head)
{
    const cl_span key = CL_SPAN("Language: ");
    cl_span line;
    while (cl_span_next(&head, '\n', &line)) {
        if (cl_span_starts(line, key)) {
            return cl_span_from(line, key.len);
        }
    }
    return CL_SPAN("");
}

char *captionlint_language(void)
{
    captionlint_bind_messages();
    cl_span language = language_of(cl_span_of(dgettext(CL_MESSAGE_DOMAIN, "")));
    return language.len > 0 ? strndup((const char *)language.data, language.len) : strdup("en");
}

/* A catalogue may be compiled anew without a word of its head changing. */
static void add_file(cl_fingerprint *fingerprint, cl_span language)
{
    cl_out path = {0};
    struct stat about;
    cl_out_format(&path, "%s/%.*s/LC_MESSAGES/" CL_MESSAGE_DOMAIN ".mo",
                  bindtextdomain(CL_MESSAGE_DOMAIN, NULL), CL_SPAN_PRINT(language));
    cl_out_byte(&path, '\0');
    if (!path.failed && stat((const char *)path.data, &about) == 0) {
        cl_fingerprint_add_number(fingerprint, (uint64_t)about.st_size);
        cl_fingerprint_add_number(fingerprint, (uint64_t)about.st_mtim.tv_sec);
        cl_fingerprint_add_number(fingerprint, (uint64_t)about.st_mtim.tv_nsec);
    }
    cl_out_free(&path);
}

void captionlint_identify_messages(cl_fingerprint *fingerprint)
{
    cl_span head = cl_span_of(dgettext(CL_MESSAGE_DOMAIN, ""));
    cl_fingerprint_add(fingerprint, head);
    if (head.len > 0) {
        add_file(fingerprint, language_of(head));
        cl_fingerprint_add(fingerprint, cl_span_of(dgettext("iso_3166-1", "Germany")));
    }
}
