/* Where things lie in the file system: the rules and the configuration when nobody names them, what
 * is kept between runs; and which names are those of inputs. */
#define _GNU_SOURCE /* dladdr */

#include "captionlint_handle.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/message.h"
#include "captionlint_messages.h"
#include "container/extension.h"

#ifndef CAPTIONLINT_RULES_FOLDER
#error "CAPTIONLINT_RULES_FOLDER names the installed rules"
#endif
#ifndef CAPTIONLINT_MESSAGES_FOLDER
#error "CAPTIONLINT_MESSAGES_FOLDER names where the catalogues of messages are installed"
#endif

/* False when the text does not fit. */
CL_PRINTF(2, 3) static bool put_path(char *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(out, CL_PATH_MAX, format, arguments);
    va_end(arguments);
    if (len < 0 || (unsigned)len >= CL_PATH_MAX) {
        out[0] = '\0';
        return false;
    }
    return true;
}

static bool has_pack(const char *folder)
{
    char pack[CL_PATH_MAX];
    return put_path(pack, "%s/pack.yaml", folder) && access(pack, R_OK) == 0;
}

/* Without "..": people read it in messages. */
static bool make_plain(char *path)
{
    char *real = realpath(path, NULL);
    bool fits = real != NULL && put_path(path, "%s", real);
    free(real);
    return fits;
}

/* The file that holds this code, without symbolic links. */
static bool library_file(char *out)
{
    static const char inside = 0;
    Dl_info about;
    if (dladdr(&inside, &about) == 0 || about.dli_fname == NULL) {
        return false;
    }
    char *real = realpath(about.dli_fname, NULL);
    bool fits = real != NULL && put_path(out, "%s", real);
    free(real);
    return fits;
}

/* The folder that holds it. */
static bool library_folder(char *out)
{
    bool fits = library_file(out);
    size_t slash = SIZE_MAX;
    for (size_t i = 0; fits && out[i] != '\0'; i++) {
        slash = out[i] == '/' ? i : slash;
    }
    if (slash == SIZE_MAX) {
        return false;
    }
    out[slash] = '\0';
    return true;
}

cl_status captionlint_find_rules(char *out, cl_error *error)
{
    /* PREFIX/lib, PREFIX/lib/TRIPLET, and a build tree two folders below the sources. */
    static const char *const beside[] = {"../share/captionlint/rules",
                                         "../../share/captionlint/rules", "../../rules"};
    const char *named = getenv("CAPTIONLINT_RULES");
    if (named != NULL && named[0] != '\0') {
        return put_path(out, "%s", named)
                   ? CL_OK
                   : cl_error_set(error, CL_BAD_RULES, "CAPTIONLINT_RULES is too long a path");
    }
    char folder[CL_PATH_MAX];
    bool known = library_folder(folder);
    for (size_t i = 0; known && i < sizeof beside / sizeof beside[0]; i++) {
        if (put_path(out, "%s/%s", folder, beside[i]) && has_pack(out) && make_plain(out)) {
            return CL_OK;
        }
    }
    if (has_pack(CAPTIONLINT_RULES_FOLDER)) {
        (void)put_path(out, "%s", CAPTIONLINT_RULES_FOLDER);
        return CL_OK;
    }
    return cl_error_set(error, CL_BAD_RULES,
                        "no rules found: looked for pack.yaml in %s, %s and %s below %.300s, and "
                        "in %.300s; name their folder with --rules or CAPTIONLINT_RULES",
                        beside[0], beside[1], beside[2], known ? folder : "(unknown)",
                        CAPTIONLINT_RULES_FOLDER);
}

bool captionlint_has_messages(const char *folder, const char *language)
{
    char file[CL_PATH_MAX];
    return put_path(file, "%s/%s/LC_MESSAGES/" CL_MESSAGE_DOMAIN ".mo", folder, language) &&
           access(file, R_OK) == 0;
}

static bool has_any_messages(const char *folder)
{
    bool found = false;
    for (const char *const *language = captionlint_message_languages; *language != NULL && !found;
         language++) {
        found = captionlint_has_messages(folder, *language);
    }
    return found;
}

void captionlint_find_messages(char *out)
{
    /* PREFIX/lib, PREFIX/lib/TRIPLET, a build tree, and its programs for tests. */
    static const char *const beside[] = {"../share/locale", "../../share/locale", "locale",
                                         "../locale"};
    const char *named = secure_getenv("CAPTIONLINT_LOCALE");
    char folder[CL_PATH_MAX];
    if (named != NULL && named[0] != '\0' && put_path(out, "%s", named)) {
        return;
    }
    bool known = library_folder(folder);
    for (size_t i = 0; known && i < sizeof beside / sizeof beside[0]; i++) {
        if (put_path(out, "%s/%s", folder, beside[i]) && has_any_messages(out) && make_plain(out)) {
            return;
        }
    }
    (void)put_path(out, "%s", CAPTIONLINT_MESSAGES_FOLDER);
}

/* What runs with the rights of somebody else than who started it keeps nothing where that one says.
 */
static bool cache_folder(char *out)
{
    const char *unwanted = secure_getenv("CAPTIONLINT_NO_CACHE");
    const char *cache = secure_getenv("XDG_CACHE_HOME");
    const char *home = secure_getenv("HOME");
    if (unwanted != NULL && unwanted[0] != '\0') {
        return false;
    }
    if (cache != NULL && cache[0] == '/') {
        return put_path(out, "%s/captionlint", cache);
    }
    return home != NULL && home[0] == '/' && put_path(out, "%s/.cache/captionlint", home);
}

/* A build differs from another in its file. */
bool captionlint_find_cache(cl_arena *arena, char *place, cl_cache *out)
{
    char file[CL_PATH_MAX];
    struct stat about;
    struct utsname machine;
    if (!cache_folder(place) || !library_file(file) || stat(file, &about) != 0 ||
        uname(&machine) != 0) {
        return false;
    }
    out->folder = place;
    out->program = cl_arena_format(arena, "%s", file);
    out->build = cl_arena_format(
        arena, "captionlint %s, %s, %jd bytes, inode %ju, written %jd.%09ld", CAPTIONLINT_VERSION,
        machine.machine, (intmax_t)about.st_size, (uintmax_t)about.st_ino,
        (intmax_t)about.st_mtim.tv_sec, (long)about.st_mtim.tv_nsec);
    return out->program.len > 0 && out->build.len > 0;
}

static const char configuration[] = "captionlint.yaml";

/* Cuts the last component off; false at the root. */
static bool go_up(char *folder)
{
    size_t slash = 0;
    for (size_t i = 0; folder[i] != '\0'; i++) {
        slash = folder[i] == '/' ? i : slash;
    }
    if (folder[0] == '\0') {
        return false;
    }
    folder[slash] = '\0';
    return true;
}

/* In `folder` or above it. "" is the root. */
static bool find_above(char *folder, char *out)
{
    do {
        if (put_path(out, "%s/%s", folder, configuration) && access(out, F_OK) == 0) {
            return true;
        }
    } while (go_up(folder));
    return false;
}

static bool find_for_user(char *out)
{
    const char *config = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");
    bool named = false;
    if (config != NULL && config[0] == '/') {
        named = put_path(out, "%s/captionlint/%s", config, configuration);
    } else if (home != NULL && home[0] == '/') {
        named = put_path(out, "%s/.config/captionlint/%s", home, configuration);
    }
    return named && access(out, F_OK) == 0;
}

/* The folder to begin in: that of the path, or where we are when the path leads nowhere. */
static bool begin_at(const char *path, char *out)
{
    char *real = realpath(path, NULL);
    struct stat about;
    bool in_folder = real != NULL && stat(real, &about) == 0 && !S_ISDIR(about.st_mode);
    real = real == NULL ? realpath(".", NULL) : real;
    bool fits = real != NULL && put_path(out, "%s", real);
    free(real);
    if (fits && (in_folder || out[1] == '\0')) {
        (void)go_up(out);
    }
    return fits;
}

char *captionlint_find_configuration(const char *path)
{
    char folder[CL_PATH_MAX];
    char found[CL_PATH_MAX];
    bool is_there = begin_at(path, folder) && find_above(folder, found);
    is_there = is_there || find_for_user(found);
    is_there = is_there ||
               (put_path(found, "/etc/captionlint/%s", configuration) && access(found, F_OK) == 0);
    return strdup(is_there ? found : "");
}

int captionlint_is_input(const char *path)
{
    static const char *const others[] = {"xmp", "txt", "ndjson", "jsonl"};
    cl_span ending = cl_extension_of(cl_span_of(path));
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (cl_span_equal_nocase(ending, cl_span_of(others[i]))) {
            return 1;
        }
    }
    return cl_extension_is_picture(ending) ? 1 : 0;
}
