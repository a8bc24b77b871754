#define _GNU_SOURCE /* memmem, realpath */

#include "hooks/git/govern.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/say.h"
#include "hooks/house.h"
#include "hooks/limits.h"

static const char config_name[] = "captionlint.yaml";
static const char waivers_name[] = "captionlint-waivers.yaml";

/* --- paths --- */

/* We work in folders of our own. */
static int make_absolute(hooks_git_law *law, size_t i, const char **path)
{
    if (*path == NULL || (*path)[0] == '\0' || (*path)[0] == '/') {
        return CLI_EXIT_OK;
    }
    law->owned[i] = realpath(*path, NULL);
    if (law->owned[i] == NULL) {
        return cli_fail("%s: %s; check the path", *path, cli_system_reason(errno));
    }
    *path = law->owned[i];
    return CLI_EXIT_OK;
}

int hooks_git_law_begin(hooks_git_law *law, const cli_options *options)
{
    law->options = *options;
    law->options.argument_count = 0;
    if (law->options.rules == NULL) {
        law->options.rules = getenv("CAPTIONLINT_RULES");
        if (law->options.rules != NULL && law->options.rules[0] == '\0') {
            law->options.rules = NULL;
        }
    }
    const char **paths[] = {&law->options.rules, &law->options.config, &law->options.waivers,
                            &law->options.baseline};
    int status = CLI_EXIT_OK;
    for (size_t i = 0; i < sizeof paths / sizeof paths[0] && status == CLI_EXIT_OK; i++) {
        status = make_absolute(law, i, paths[i]);
    }
    return status;
}

void hooks_git_law_end(hooks_git_law *law)
{
    for (size_t i = 0; i < sizeof law->owned / sizeof law->owned[0]; i++) {
        free(law->owned[i]);
    }
}

/* --- the files of a house --- */

/* A file of the repository in memory; free it. NULL after telling what is wrong. */
static char *read_file(hooks_git_law *law, const hooks_git_entry *entry, size_t *len)
{
    uint64_t size;
    hooks_git_found found = hooks_git_objects_find(law->objects, entry->object, &size);
    if (found != HOOKS_GIT_FOUND || size > HOOKS_GIT_HOUSE_MAX) {
        (void)cli_fail("%s: %s", entry->path,
                       found == HOOKS_GIT_FOUND ? "is larger than such files are; shorten it"
                                                : "cannot be read from the repository");
        return NULL;
    }
    char *bytes = malloc((size_t)size + 1);
    ssize_t n = 1;
    *len = 0;
    while (bytes != NULL && *len < size && n > 0) {
        n = hooks_git_objects_read(law->objects, bytes + *len, (size_t)size - *len);
        *len += n > 0 ? (size_t)n : 0;
    }
    if (bytes == NULL || n < 0) {
        (void)cli_fail("%s: cannot be read from the repository", entry->path);
        free(bytes);
        return NULL;
    }
    return bytes;
}

static int write_file(hooks_git_folder *to, const char *path, const char *bytes, size_t len)
{
    int file = hooks_git_folder_create(to, path);
    if (file == -1) {
        return CLI_EXIT_FAILED;
    }
    ssize_t n = len == 0 ? 0 : write(file, bytes, len);
    bool whole = n >= 0 && (size_t)n == len;
    if (close(file) != 0 || !whole) {
        return cli_fail("%s: cannot be put to %s; set TMPDIR to a folder with more room", path,
                        to->path);
    }
    return CLI_EXIT_OK;
}

static int copy_file(hooks_git_law *law, const hooks_git_entry *entry, hooks_git_folder *to)
{
    size_t len;
    char *bytes = read_file(law, entry, &len);
    int status = bytes == NULL ? CLI_EXIT_FAILED : write_file(to, entry->path, bytes, len);
    free(bytes);
    return status;
}

/* What a captionlint.yaml refers to, profiles and lists of ids, it names. What its text names is
 * taken along; most of that is it. */
static int copy_named(hooks_git_law *law, const hooks_git_list *from, const char *text, size_t len,
                      hooks_git_folder *to)
{
    size_t count = 0;
    for (size_t i = 0; i < from->count; i++) {
        const hooks_git_entry *entry = &from->entries[i];
        size_t name_len = strnlen(entry->path, CLI_PATH_MAX);
        if (entry->kind != HOOKS_GIT_FILE || strcmp(entry->path, config_name) == 0 ||
            strcmp(entry->path, waivers_name) == 0 || name_len > len ||
            memmem(text, len, entry->path, name_len) == NULL) {
            continue;
        }
        if (++count > HOOKS_GIT_HOUSE_FILES) {
            return cli_fail("%s: names more files than can be looked at", config_name);
        }
        int status = copy_file(law, entry, to);
        if (status != CLI_EXIT_OK) {
            return status;
        }
    }
    return CLI_EXIT_OK;
}

static const hooks_git_entry *file_of(const hooks_git_list *list, const char *path)
{
    const hooks_git_entry *entry = hooks_git_list_find(list, path);
    return entry != NULL && entry->kind == HOOKS_GIT_FILE ? entry : NULL;
}

/* What is there and cannot be read must not count as not being there. */
static int check_files(const hooks_git_list *list)
{
    static const char *const names[] = {config_name, waivers_name};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const hooks_git_entry *entry = hooks_git_list_find(list, names[i]);
        if (entry != NULL && entry->kind != HOOKS_GIT_FILE) {
            return cli_fail("%s: is no plain file in the repository; commit it as one, or name one "
                            "with --config",
                            names[i]);
        }
    }
    return CLI_EXIT_OK;
}

static int copy_house(hooks_git_law *law, const hooks_git_list *from, hooks_git_folder *to)
{
    size_t len = 0;
    char *text = read_file(law, file_of(from, config_name), &len);
    int status = text == NULL ? CLI_EXIT_FAILED : write_file(to, config_name, text, len);
    if (status == CLI_EXIT_OK) {
        status = copy_named(law, from, text, len, to);
    }
    const hooks_git_entry *waivers = file_of(from, waivers_name);
    if (status == CLI_EXIT_OK && waivers != NULL) {
        status = copy_file(law, waivers, to);
    }
    free(text);
    return status;
}

/* --- loading --- */

/* In their folder, so that messages name the files as the repository does. */
static int load_there(const hooks_git_law *law, const hooks_git_folder *folder, bool strict,
                      captionlint **out)
{
    cli_options options = law->options;
    int here = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (here == -1 || fchdir(folder->file) != 0) {
        int cause = errno;
        (void)close(here);
        return cli_fail("%s: %s", folder->path, cli_system_reason(cause));
    }
    options.config = config_name;
    int status = hooks_load(&options, strict, out);
    bool back = fchdir(here) == 0;
    (void)close(here);
    return back ? status : cli_fail("the folder that we were started in is gone");
}

/* The house as a list of files has it. */
static int load_from(hooks_git_law *law, const hooks_git_list *from, bool strict, captionlint **out)
{
    hooks_git_folder folder;
    int status = hooks_git_folder_begin(&folder);
    if (status == CLI_EXIT_OK) {
        status = copy_house(law, from, &folder);
    }
    if (status == CLI_EXIT_OK) {
        status = load_there(law, &folder, strict, out);
    }
    hooks_git_folder_end(&folder);
    return status;
}

/* That of whoever commits, or of the machine; "" for none. Free it. */
static char *find_outside(void)
{
    return captionlint_find_configuration("/");
}

/* What the repository says nothing of. */
static int load_outside(hooks_git_law *law, const char *found, captionlint **out)
{
    cli_options options = law->options;
    if (options.config == NULL) {
        options.config = found[0] == '\0' ? NULL : found;
        options.no_config = found[0] == '\0';
    }
    return hooks_load(&options, false, out);
}

static bool is_told(const hooks_git_law *law)
{
    return law->options.config != NULL || law->options.no_config;
}

int hooks_git_law_load(hooks_git_law *law, captionlint **out)
{
    *out = NULL;
    if (is_told(law)) {
        return load_outside(law, "", out);
    }
    if (check_files(law->before) != CLI_EXIT_OK || check_files(law->index) != CLI_EXIT_OK) {
        return CLI_EXIT_FAILED;
    }
    if (file_of(law->before, config_name) != NULL) {
        int status = load_from(law, law->before, false, out);
        return status == CLI_EXIT_OK
                   ? status
                   : cli_fail("%s as it was before this commit cannot be used; commit one that can "
                              "by itself, or name another with --config",
                              config_name);
    }
    char *outside = find_outside();
    if (outside == NULL) {
        return cli_fail("out of memory");
    }
    bool first = outside[0] == '\0' && file_of(law->index, config_name) != NULL;
    int status = first ? load_from(law, law->index, false, out) : load_outside(law, outside, out);
    free(outside);
    return status;
}

/* --- what the commit changes --- */

static bool is_changed(const hooks_git_law *law, const char *path)
{
    const hooks_git_entry *older = hooks_git_list_find(law->before, path);
    const hooks_git_entry *newer = hooks_git_list_find(law->index, path);
    if (older == NULL || newer == NULL) {
        return older != newer;
    }
    return strcmp(older->object, newer->object) != 0;
}

int hooks_git_law_check_changed(hooks_git_law *law, bool *holds)
{
    captionlint *lint = NULL;
    bool changed = is_changed(law, config_name) || is_changed(law, waivers_name);
    *holds = changed && !is_told(law) && file_of(law->before, config_name) != NULL;
    if (!changed || is_told(law)) {
        return CLI_EXIT_OK;
    }
    int status = check_files(law->index);
    if (status != CLI_EXIT_OK || file_of(law->index, config_name) == NULL) {
        return status;
    }
    status = load_from(law, law->index, true, &lint);
    captionlint_free(lint);
    return status == CLI_EXIT_OK
               ? status
               : cli_fail("%s or %s as this commit has it cannot be used; correct it", config_name,
                          waivers_name);
}
