#define _XOPEN_SOURCE 700

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/interrupt.h"
#include "cli/say.h"
#include "hooks/git/choose.h"
#include "hooks/git/git.h"
#include "hooks/git/govern.h"
#include "hooks/git/hook.h"
#include "hooks/git/judge.h"
#include "hooks/git/paths.h"
#include "hooks/git/store.h"
#include "hooks/limits.h"

enum {
    OBJECT_NAME_MAX = 65
};

typedef struct session {
    const cli_options *options;
    int here;                   /* the folder that we were started in */
    char base[OBJECT_NAME_MAX]; /* what is compared with; "" before the first commit */
    hooks_git_answer index_text;
    hooks_git_answer before_text;
    hooks_git_list index;
    hooks_git_list before; /* the files of the base; read when they are needed */
    hooks_git_objects *objects;
    hooks_git_store store;
    hooks_git_law law;
    captionlint *lint;
    hooks_git_judge judge;
    size_t links;
    size_t modules;
    size_t missing; /* could not be had, which was told */
} session;

/* --- what the repository says --- */

static int ask(const char *const arguments[], hooks_git_answer *out)
{
    int status = hooks_git_ask(arguments, out);
    if (status == CLI_EXIT_OK && out->status != 0) {
        return cli_fail("git %s ended with status %d; nothing was checked", arguments[0],
                        out->status);
    }
    return status;
}

static int read_list(const char *const arguments[], hooks_git_answer *text, hooks_git_list *out)
{
    int status = ask(arguments, text);
    if (status == CLI_EXIT_OK && !hooks_git_list_read(text->bytes, text->len, out)) {
        return cli_fail("git %s: its answer is not understood; nothing was checked", arguments[0]);
    }
    return status;
}

static int read_index(session *hook)
{
    char top[CLI_PATH_MAX];
    int status = hooks_git_find_top(top);
    if (status != CLI_EXIT_OK) {
        return status;
    }
    const char *const list[] = {
        "ls-files", "--stage", "-z", "--full-name", "--", top[0] == '\0' ? "." : top, NULL};
    return read_list(list, &hook->index_text, &hook->index);
}

/* The commit that is compared with; before the first one there is none. */
static int find_base(session *hook)
{
    const char *wanted = hook->options->against;
    char name[CLI_PATH_MAX];
    if (wanted != NULL && wanted[0] == '-') {
        return cli_fail("--against %s: that is no commit", wanted);
    }
    if (!hooks_git_put(name, wanted == NULL ? "HEAD" : wanted, CLI_PATH_MAX, "^{commit}")) {
        return cli_fail("--against: the name is too long");
    }
    const char *const verify[] = {"rev-parse", "--verify", "--quiet", name, NULL};
    hooks_git_answer answer;
    int status = hooks_git_ask(verify, &answer);
    if (status == CLI_EXIT_OK && answer.status == 0) {
        size_t len = answer.len > 0 ? answer.len - 1 : 0;
        len = len < OBJECT_NAME_MAX ? len : OBJECT_NAME_MAX - 1;
        memcpy(hook->base, answer.bytes, len);
    } else if (status == CLI_EXIT_OK && wanted != NULL) {
        status = cli_fail("--against %s: there is no such commit here; fetch it", wanted);
    }
    hooks_git_answer_free(&answer);
    return status;
}

/* --- what is to be checked --- */

/* Paths that were changed, one after the other. */
static int choose_changed(session *hook)
{
    const char *arguments[] = {
        "diff",          "--cached",      "--name-only", "-z", "--no-renames",
        "--no-relative", "--no-ext-diff", NULL,          NULL, NULL};
    hooks_git_answer names;
    if (hook->base[0] != '\0') {
        arguments[7] = hook->options->against == NULL ? hook->base : "--merge-base";
        arguments[8] = hook->options->against == NULL ? NULL : hook->base;
    }
    int status = ask(arguments, &names);
    for (size_t at = 0; status == CLI_EXIT_OK && at < names.len;) {
        const char *name = names.bytes + at;
        hooks_git_entry *entry = hooks_git_list_find(&hook->index, name);
        if (entry != NULL) {
            entry->changed = true;
        }
        (void)hooks_git_choose(&hook->index, name, false);
        at += strnlen(name, names.len - at) + 1;
    }
    hooks_git_answer_free(&names);
    return status;
}

/* What somebody wrote, as a path of the repository. */
static int read_path(const char *prefix, const char *written, char out[CLI_PATH_MAX])
{
    static const char *const where[] = {"rev-parse", "--show-toplevel", NULL};
    char top[CLI_PATH_MAX];
    if (written[0] != '/') {
        return hooks_git_join(prefix, written, out)
                   ? CLI_EXIT_OK
                   : cli_fail("%s: lies outside of the repository", written);
    }
    int status = hooks_git_ask_line(where, top);
    const char *below = status == CLI_EXIT_OK ? hooks_git_below(top, written) : NULL;
    if (below == NULL || !hooks_git_join("", below, out)) {
        return cli_fail("%s: lies outside of the repository", written);
    }
    return CLI_EXIT_OK;
}

/* All that the index has below a folder. */
static bool choose_below(hooks_git_list *index, const char *folder)
{
    char prefix[CLI_PATH_MAX] = "";
    bool any = false;
    if (folder[0] != '\0' && !hooks_git_put(prefix, folder, CLI_PATH_MAX, "/")) {
        return false;
    }
    size_t len = strnlen(prefix, sizeof prefix);
    for (size_t i = hooks_git_list_begins(index, prefix); i < index->count; i++) {
        if (strncmp(index->entries[i].path, prefix, len) != 0) {
            break;
        }
        (void)hooks_git_choose(index, index->entries[i].path, false);
        any = true;
    }
    return any;
}

static int choose_named(session *hook)
{
    static const char *const where[] = {"rev-parse", "--show-prefix", NULL};
    char prefix[CLI_PATH_MAX];
    char path[CLI_PATH_MAX];
    int status = hooks_git_ask_line(where, prefix);
    for (int i = 0; i < hook->options->argument_count && status == CLI_EXIT_OK; i++) {
        const char *written = hook->options->arguments[i];
        status = read_path(prefix, written, path);
        if (status == CLI_EXIT_OK && !hooks_git_choose(&hook->index, path, true) &&
            !choose_below(&hook->index, path)) {
            status = cli_fail("%s: is not in the index; git add it, or check it with captionlint "
                              "check",
                              written);
        }
    }
    return status;
}

/* A link says something else when what it leads to is changed, whatever that is called. */
static void choose_links_to_changed(session *hook)
{
    for (size_t i = 0; i < hook->index.count; i++) {
        hooks_git_entry *entry = &hook->index.entries[i];
        if (entry->kind != HOOKS_GIT_LINK || entry->changed || !hooks_git_is_input(entry->path)) {
            continue;
        }
        const hooks_git_entry *target = hooks_git_store_resolve(&hook->store, entry);
        if (target != NULL && target->changed) {
            (void)hooks_git_choose(&hook->index, entry->path, false);
        }
    }
}

/* A hooks_git_beside_fn. */
static int stop_at_sidecar(hooks_git_entry *entry, bool sidecar, void *user)
{
    (void)entry;
    (void)user;
    return sidecar ? 1 : 0;
}

/* A sidecar beside the link is not beside what it leads to: then it is checked under both names. */
static void settle_link(session *hook, hooks_git_entry *link)
{
    hooks_git_entry *target = hooks_git_store_resolve(&hook->store, link);
    if (target == NULL) {
        link->wanted = false;
        hook->missing++;
        cli_say("%s: is a link to what is not in the commit, so that it cannot be judged; commit "
                "the file itself",
                link->path);
        return;
    }
    link->wanted = hooks_git_beside(&hook->index, link, stop_at_sidecar, NULL) != 0;
    target->wanted = true;
    hook->links++;
}

/* Where links lead to is checked instead of them; submodules have commits of their own. */
static void settle(session *hook)
{
    for (size_t i = 0; i < hook->index.count; i++) {
        hooks_git_entry *entry = &hook->index.entries[i];
        if (!entry->wanted || entry->kind == HOOKS_GIT_FILE || entry->kind == HOOKS_GIT_UNMERGED) {
            continue;
        }
        if (entry->kind == HOOKS_GIT_MODULE) {
            entry->wanted = false;
            hook->modules++;
        } else {
            settle_link(hook, entry);
        }
    }
}

static bool is_any_wanted(const hooks_git_list *index)
{
    size_t i = 0;
    while (i < index->count && !index->entries[i].wanted) {
        i++;
    }
    return i < index->count;
}

static int choose(session *hook)
{
    int status = read_index(hook);
    if (status == CLI_EXIT_OK) {
        status = find_base(hook);
    }
    hook->objects = status == CLI_EXIT_OK ? hooks_git_objects_open() : NULL;
    if (hook->objects == NULL) {
        return CLI_EXIT_FAILED;
    }
    status = hook->options->argument_count > 0 ? choose_named(hook) : choose_changed(hook);
    if (status == CLI_EXIT_OK) {
        hook->store = (hooks_git_store){
            .list = &hook->index, .objects = hook->objects, .folder = {.file = -1}, .portion = 1};
        choose_links_to_changed(hook);
        settle(hook);
    }
    return status;
}

/* --- judging --- */

static void report_portion(session *hook, hooks_git_entry *const portion[], size_t count)
{
    if (fchdir(hook->store.folder.file) != 0) {
        hook->missing += count;
        cli_say("%s: %s", hook->store.folder.path, cli_system_reason(errno));
        return;
    }
    for (size_t i = 0; i < count; i++) {
        hooks_git_judge_add(&hook->judge, portion[i]->path);
    }
    hooks_git_judge_wait(&hook->judge);
    if (fchdir(hook->here) != 0) {
        hook->missing++;
        cli_say("the folder that we were started in is gone");
    }
}

/* Puts files to the folder until it is full; `next` is where the following portion begins. */
static size_t fill_portion(session *hook, size_t *next, hooks_git_entry *out[HOOKS_GIT_PORTION])
{
    size_t count = 0;
    for (; *next < hook->index.count && count < HOOKS_GIT_PORTION &&
           hook->store.bytes < HOOKS_GIT_PORTION_SIZE && !cli_interrupted();
         (*next)++) {
        hooks_git_entry *entry = &hook->index.entries[*next];
        if (!entry->wanted) {
            continue;
        }
        if (hooks_git_store_put(&hook->store, entry) == CLI_EXIT_OK) {
            out[count++] = entry;
        } else {
            hook->missing++;
        }
    }
    return count;
}

static int judge_wanted(session *hook)
{
    hooks_git_entry *portion[HOOKS_GIT_PORTION];
    int status = hooks_git_folder_begin(&hook->store.folder);
    if (status == CLI_EXIT_OK) {
        status = hooks_git_judge_begin(&hook->judge, hook->options, hook->lint);
    }
    for (size_t next = 0;
         status == CLI_EXIT_OK && next < hook->index.count && !cli_interrupted();) {
        size_t count = fill_portion(hook, &next, portion);
        report_portion(hook, portion, count);
        hooks_git_store_next(&hook->store);
    }
    hooks_git_judge_end(&hook->judge, !cli_interrupted());
    hooks_git_folder_end(&hook->store.folder);
    return status;
}

/* --- the end --- */

/* Nothing is left out in silence. */
static void say_what_was_left_out(const session *hook)
{
    if (hook->links > 0) {
        cli_say("%zu symbolic link%s: what %s to was checked", hook->links,
                hook->links == 1 ? "" : "s", hook->links == 1 ? "it leads" : "they lead");
    }
    if (hook->modules > 0) {
        cli_say("%zu submodule%s not checked; install the hook there", hook->modules,
                hook->modules == 1 ? " was" : "s were");
    }
}

static int verdict(const session *hook)
{
    const hooks_git_judge *judge = &hook->judge;
    if (judge->failed || hook->missing > 0) {
        return cli_fail("refused: not everything could be read and judged; correct what is told "
                        "above");
    }
    if (judge->refused > 0) {
        cli_say("refused: %zu of %zu file%s must not be published so; take %s out (git restore "
                "--staged), or have %s cleared and commit that first (captionlint waive)",
                judge->refused, judge->files, judge->files == 1 ? "" : "s",
                judge->refused == 1 ? "it" : "them", judge->refused == 1 ? "it" : "them");
        return CLI_EXIT_FINDINGS;
    }
    return CLI_EXIT_OK;
}

static void say_that_there_is_no_edition(const session *hook)
{
    if (hook->judge.files > 0 && captionlint_edition_count(hook->lint) == 0) {
        cli_say("no edition was given: what is restricted anywhere asks for review; name one in "
                "captionlint.yaml, or describe it with --territory, --medium and --use");
    }
}

/* `holds`: the commit changes what governs, and what was there before governs it. */
static int judge_all(session *hook, bool holds)
{
    int status = hooks_git_law_load(&hook->law, &hook->lint);
    if (status != CLI_EXIT_OK) {
        return status;
    }
    if (holds && is_any_wanted(&hook->index)) {
        cli_say("captionlint.yaml or captionlint-waivers.yaml is changed too: that holds from the "
                "next commit on; commit it first, by itself");
    }
    status = judge_wanted(hook);
    if (status != CLI_EXIT_OK || cli_interrupted()) {
        return status;
    }
    say_that_there_is_no_edition(hook);
    return verdict(hook);
}

static int read_before(session *hook)
{
    const char *const list[] = {"ls-tree", "-r", "-z", "--full-tree", hook->base, NULL};
    return hook->base[0] == '\0' ? CLI_EXIT_OK : read_list(list, &hook->before_text, &hook->before);
}

static int run(session *hook)
{
    bool holds = false;
    int status = choose(hook);
    if (status == CLI_EXIT_OK) {
        status = read_before(hook);
    }
    if (status != CLI_EXIT_OK) {
        return status;
    }
    hook->law =
        (hooks_git_law){.before = &hook->before, .index = &hook->index, .objects = hook->objects};
    status = hooks_git_law_begin(&hook->law, hook->options);
    if (status == CLI_EXIT_OK) {
        status = hooks_git_law_check_changed(&hook->law, &holds);
    }
    say_what_was_left_out(hook);
    if (status != CLI_EXIT_OK) {
        return status;
    }
    /* Who waits for a report gets one that says that there is nothing. */
    bool reported = hook->options->output != NULL || hook->options->format != NULL;
    return is_any_wanted(&hook->index) || reported ? judge_all(hook, holds) : verdict(hook);
}

int hooks_git_run(const cli_options *options)
{
    session hook = {.options = options};
    cli_interrupt_watch();
    hook.here = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int status =
        hook.here == -1 ? cli_fail("the working folder: %s", cli_system_reason(errno)) : run(&hook);
    captionlint_free(hook.lint);
    hooks_git_law_end(&hook.law);
    hooks_git_objects_close(hook.objects);
    hooks_git_list_free(&hook.index);
    hooks_git_list_free(&hook.before);
    hooks_git_answer_free(&hook.index_text);
    hooks_git_answer_free(&hook.before_text);
    (void)close(hook.here);
    if (cli_interrupted()) {
        cli_say("interrupted: not everything was checked");
        return cli_interrupt_status();
    }
    return status;
}
