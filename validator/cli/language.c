#define _POSIX_C_SOURCE 200809L

#include "cli/language.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "cli/say.h"

enum {
    CODE = 3 /* two letters and a NUL; catalogues are of languages, not of countries */
};

/* "de" of "de_DE.UTF-8", "de-AT" or "DE"; "" of anything else. */
static void code_of(const char *name, char out[CODE])
{
    size_t len = strcspn(name, "_-.@");
    out[0] = '\0';
    if (len != CODE - 1) {
        return;
    }
    for (size_t i = 0; i < len; i++) {
        out[i] = (char)(name[i] >= 'A' && name[i] <= 'Z' ? name[i] + ('a' - 'A') : name[i]);
    }
    out[len] = '\0';
}

/* Whether it stands in a list such as "en, de". */
static bool is_in(const char *list, const char *code)
{
    const char *found = code[0] == '\0' ? NULL : strstr(list, code);
    return found != NULL && (found == list || found[-1] == ' ');
}

/* gettext asks LANGUAGE in any locale but "C", and newer ones than that of Debian 12 ask it in none
 * of "C.UTF-8" either: a locale of a language is better where the system has one. */
static void set_language(const char *code)
{
    static const char *const locales[] = {"",
                                          "de_DE.UTF-8",
                                          "es_ES.UTF-8",
                                          "fr_FR.UTF-8",
                                          "it_IT.UTF-8",
                                          "ja_JP.UTF-8",
                                          "ko_KR.UTF-8",
                                          "en_US.UTF-8",
                                          "C.UTF-8"};
    (void)setenv("LANGUAGE", code, 1);
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        const char *set = setlocale(LC_MESSAGES, locales[i]);
        if (set != NULL && strcmp(set, "C") != 0 && strcmp(set, "POSIX") != 0) {
            return;
        }
    }
}

/* Whether messages are now in that language. */
static bool is_spoken(const char *code)
{
    char *now = captionlint_language();
    bool spoken = now != NULL && strcmp(now, code) == 0;
    free(now);
    return spoken;
}

static int set_wanted(const char *name)
{
    char code[CODE];
    code_of(name, code);
    char *languages = captionlint_languages();
    int status = CLI_EXIT_OK;
    if (languages == NULL) {
        return cli_fail("out of memory");
    }
    if (!is_in(languages, code)) {
        status =
            cli_fail("--lang: there are no messages in \"%s\"; there are: %s", name, languages);
    } else if (strcmp(code, "en") != 0) {
        set_language(code);
        status = is_spoken(code)
                     ? CLI_EXIT_OK
                     : cli_fail("--lang: the system has no locale that lets messages be "
                                "translated; install one, %s_*.UTF-8 for example",
                                code);
    }
    free(languages);
    return status;
}

/* A small machine often has the name of a locale set, but not the locale. */
static void follow_name(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *name = getenv(variables[i]);
        char code[CODE];
        if (name == NULL || name[0] == '\0') {
            continue;
        }
        code_of(name, code);
        if (code[0] != '\0') {
            set_language(code);
        }
        return;
    }
}

int cli_language_choose(const cli_options *options)
{
    const char *format = options->format == NULL ? "text" : options->format;
    if (options->language != NULL) {
        return set_wanted(options->language);
    }
    bool people = options->as == NULL && captionlint_report_is_for_people(format) != 0;
    if (people && setlocale(LC_MESSAGES, "") == NULL) {
        follow_name();
    }
    return CLI_EXIT_OK;
}
