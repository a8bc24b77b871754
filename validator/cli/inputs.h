/* The inputs that the command line means: files, folders, lists of files, standard input. What
 * cannot be read is told and counted; the others go on. */
#ifndef CLI_INPUTS_H
#define CLI_INPUTS_H

#include "cli/options.h"

/* Takes one input; other than 0 stops the walk. */
typedef int (*cli_input_fn)(const captionlint_input *input, void *user);

typedef struct cli_walk {
    cli_input_fn each;
    void (*before_telling)(void *user); /* called before a failure is told; may be NULL */
    void (*before_waiting)(void *user); /* called before input is waited for; may be NULL */
    void *user;
    bool silent; /* failures are counted only */
    captionlint_input_kind stdin_kind;
    bool no_records; /* standard input was said to be records, and ended before the first byte */
    size_t failures; /* told on standard error */
    size_t other;    /* files of folders that are of other kinds */
    size_t hidden;   /* files and folders of folders whose name begins with a dot */
    size_t links;    /* symbolic links to folders, which are not followed */
} cli_walk;

/* Tells and counts what cannot be read: "path: what; advice". */
void cli_walk_fail(cli_walk *walk, const char *path, const char *what, const char *advice);

/* Whether the command line names one file and no more, which is neither a folder nor records. */
bool cli_is_one_picture(const cli_options *options);

/* Every input in the order named; within a folder in byte order. Other than 0: `each` stopped, or
 * the program was interrupted. */
int cli_inputs_each(cli_walk *walk, const cli_options *options, char *const paths[], size_t count);

/* Standard input, whatever it is. */
int cli_inputs_stdin(cli_walk *walk);
/* A path given by name: a file as it is, a folder with all that it holds. */
int cli_inputs_path(cli_walk *walk, const char *path);
/* The files below a folder. */
int cli_inputs_folder(cli_walk *walk, const char *path, unsigned depth);

#endif
