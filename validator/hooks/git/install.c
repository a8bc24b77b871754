/* The pre-commit hook itself: a script of a few lines, in the folder where git looks for it. */
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/output.h"
#include "cli/say.h"
#include "cli/setup.h"
#include "hooks/git/git.h"
#include "hooks/git/hook.h"
#include "hooks/limits.h"

/* Its second line: what we may replace and take away. */
static const char mark[] = "# captionlint hook install wrote this; run it again to change it.\n";

static const char shebang[] = "#!/bin/sh\n";

typedef struct script {
    char text[HOOKS_GIT_SCRIPT_MAX];
    size_t len;
    bool cut; /* it did not fit */
} script;

static void put(script *to, const char *text, size_t len)
{
    if (len > sizeof to->text - to->len) {
        to->cut = true;
        return;
    }
    memcpy(to->text + to->len, text, len);
    to->len += len;
}

#define PUT(to, literal) put(to, literal, sizeof(literal) - 1)

/* As one word of a shell: '…', and a ' itself as '\''. */
static void put_word(script *to, const char *word)
{
    PUT(to, "'");
    for (const char *at = word; *at != '\0'; at++) {
        if (*at == '\'') {
            PUT(to, "'\\''");
        } else {
            put(to, at, 1);
        }
    }
    PUT(to, "'");
}

/* This program where it lies now, and where PATH has it once it is gone from there. */
static void write_script(script *to, const cli_options *options)
{
    char program[CLI_PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", program, sizeof program - 1);
    program[len > 0 ? len : 0] = '\0';
    put(to, shebang, sizeof shebang - 1);
    put(to, mark, sizeof mark - 1);
    PUT(to, "captionlint=");
    put_word(to, program);
    PUT(to, "\n[ -x \"$captionlint\" ] || captionlint=captionlint\n"
            "exec \"$captionlint\" hook run");
    for (int i = 0; i < options->argument_count; i++) {
        PUT(to, " ");
        put_word(to, options->arguments[i]);
    }
    PUT(to, "\n");
}

typedef enum hook_state {
    THERE_IS_NONE,
    IS_OURS,
    IS_FOREIGN
} hook_state;

static hook_state look_at(const char *path)
{
    char begin[sizeof shebang + sizeof mark - 2]; /* without their NULs */
    struct stat about;
    if (lstat(path, &about) != 0) {
        return errno == ENOENT ? THERE_IS_NONE : IS_FOREIGN;
    }
    int file = S_ISREG(about.st_mode) ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
    ssize_t n = file == -1 ? -1 : read(file, begin, sizeof begin);
    if (file != -1) {
        (void)close(file);
    }
    bool ours = n == (ssize_t)sizeof begin && memcmp(begin, shebang, sizeof shebang - 1) == 0 &&
                memcmp(begin + sizeof shebang - 1, mark, sizeof mark - 1) == 0;
    return ours ? IS_OURS : IS_FOREIGN;
}

/* Paths of core.hooksPath count from the top of the work tree: we go there. */
static int find_hook(char out[CLI_PATH_MAX])
{
    static const char *const where[] = {"rev-parse", "--git-path", "hooks", NULL};
    char folder[CLI_PATH_MAX];
    int status = hooks_git_find_top(folder);
    if (status == CLI_EXIT_OK && folder[0] != '\0' && chdir(folder) != 0) {
        return cli_fail("%s: %s", folder, cli_system_reason(errno));
    }
    if (status == CLI_EXIT_OK) {
        status = hooks_git_ask_line(where, folder);
    }
    if (status != CLI_EXIT_OK) {
        return status;
    }
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        return cli_fail("%s: %s; make it, or correct core.hooksPath", folder,
                        cli_system_reason(errno));
    }
    int len = snprintf(out, CLI_PATH_MAX, "%s/pre-commit", folder);
    return len > 0 && len < (int)CLI_PATH_MAX ? CLI_EXIT_OK
                                              : cli_fail("%s: the path is too long", folder);
}

static int write_hook(const char *path, const script *text)
{
    cli_output output;
    int status = cli_output_open(&output, path);
    if (status != CLI_EXIT_OK) {
        return status;
    }
    mode_t mask = umask(0);
    (void)umask(mask);
    int wrong = cli_output_write(text->text, text->len, &output);
    if (wrong == 0 && fchmod(output.file, 0777 & ~mask) != 0) {
        output.error = errno;
    }
    return cli_output_close(&output, true);
}

/* Options stand behind "--", so that they are the hook's and not ours. */
static bool has_options(const cli_options *options)
{
    const char *const texts[] = {options->format,  options->language, options->output,
                                 options->rules,   options->config,   options->waivers,
                                 options->against, options->baseline, options->profile};
    bool any = options->edition_count > 0 || options->no_config || options->no_waivers ||
               options->no_cache || options->fail_never || options->fail_on != CAPTIONLINT_ERROR ||
               cli_has_settings(options);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        any = any || texts[i] != NULL;
    }
    return any;
}

/* A hook that cannot run is found out now, and not by whoever commits next. */
static int try_options(const cli_options *options)
{
    enum {
        WORDS_MAX = 256
    };
    char name[] = "captionlint";
    char hook[] = "hook";
    char *words[WORDS_MAX + 1] = {name, hook};
    cli_options read;
    int count = 2;
    for (int i = 0; i < options->argument_count && count < WORDS_MAX; i++) {
        words[count++] = options->arguments[i];
    }
    if (options->argument_count > WORDS_MAX - 2) {
        return cli_fail("hook install: too many options");
    }
    int status = cli_options_read(count, words, &read);
    if (status == CLI_EXIT_OK) {
        status = cli_options_allow(count, words, CLI_HOOK, hook);
    }
    if (status == CLI_EXIT_OK && read.argument_count > 1) {
        status = cli_fail("hook install: \"%s\" is no option; the hook checks what is committed",
                          read.arguments[1]);
    }
    cli_options_free(&read);
    return status;
}

int hooks_git_install(const cli_options *options)
{
    char path[CLI_PATH_MAX];
    script text = {.len = 0};
    if (has_options(options)) {
        return cli_fail("hook install: write the options of the hook behind --, as in captionlint "
                        "hook install -- --edition web");
    }
    int status = try_options(options);
    if (status == CLI_EXIT_OK) {
        status = find_hook(path);
    }
    if (status != CLI_EXIT_OK) {
        return status;
    }
    write_script(&text, options);
    if (text.cut) {
        return cli_fail("hook install: too many options");
    }
    if (look_at(path) == IS_FOREIGN) {
        return cli_fail("%s: is there already and was not written by captionlint; add this line to "
                        "it: captionlint hook run || exit",
                        path);
    }
    status = write_hook(path, &text);
    if (status == CLI_EXIT_OK) {
        cli_say("%s: installed; commits with pictures that must not be published are refused",
                path);
    }
    return status;
}

int hooks_git_uninstall(void)
{
    char path[CLI_PATH_MAX];
    int status = find_hook(path);
    if (status != CLI_EXIT_OK) {
        return status;
    }
    switch (look_at(path)) {
    case THERE_IS_NONE:
        cli_say("%s: there is none", path);
        return CLI_EXIT_OK;
    case IS_OURS:
        if (unlink(path) != 0) {
            return cli_fail("%s: %s", path, cli_system_reason(errno));
        }
        cli_say("%s: taken away", path);
        return CLI_EXIT_OK;
    case IS_FOREIGN:
    default:
        return cli_fail("%s: was not written by captionlint; take the line with captionlint hook "
                        "run out of it",
                        path);
    }
}
