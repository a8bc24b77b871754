/* What git says stands in its index or in a commit, as a table in the order of its paths. The text
 * comes from git, but what stands in it from whoever wrote the repository. */
#ifndef HOOKS_GIT_LIST_H
#define HOOKS_GIT_LIST_H

#include <stdbool.h>
#include <stddef.h>

typedef enum hooks_git_kind {
    HOOKS_GIT_FILE,
    HOOKS_GIT_LINK,    /* symbolic: its object holds where it leads to */
    HOOKS_GIT_MODULE,  /* a commit of another repository */
    HOOKS_GIT_UNMERGED /* in conflict: there is no one content */
} hooks_git_kind;

typedef struct hooks_git_entry {
    const char *path;   /* from the top of the work tree; holds no "..", no empty part */
    const char *object; /* its name in hex */
    hooks_git_kind kind;
    bool changed;    /* by the commit; told where that is what is checked */
    bool wanted;     /* it is to be checked */
    unsigned placed; /* the portion for which its content was put to the folder; 0: none */
} hooks_git_entry;

typedef struct hooks_git_list {
    hooks_git_entry *entries; /* owned; sorted by the bytes of their paths */
    size_t count;
} hooks_git_list;

/* Reads what `git ls-files --stage -z` or `git ls-tree -r -z` wrote. NULs are put into the bytes,
 * which the list refers to. False when they are no such answer, or without memory; free the list in
 * any case. */
bool hooks_git_list_read(char *bytes, size_t len, hooks_git_list *out);
void hooks_git_list_free(hooks_git_list *list);

/* The entry of that path; NULL when there is none. */
hooks_git_entry *hooks_git_list_find(const hooks_git_list *list, const char *path);
/* The first entry whose path begins so; those behind it do too, until one does not. The count where
 * there is none. */
size_t hooks_git_list_begins(const hooks_git_list *list, const char *prefix);

/* Whether a path leads nowhere but down: no "..", no empty part, no slash in front. */
bool hooks_git_is_plain(const char *path);

#endif
