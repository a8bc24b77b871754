/* One group of files on its way from the incoming folder to the target; see watch.h for how. */
#ifndef HOOKS_WATCH_JOB_H
#define HOOKS_WATCH_JOB_H

#include "captionlint.h"
#include "hooks/limits.h"
#include "hooks/watch/disk.h"
#include "hooks/watch/names.h"
#include "hooks/watch/watch.h"

enum {
    WATCH_VERDICTS = CAPTIONLINT_VERDICT_BLOCK + 1
};

/* A file of the group. */
typedef struct watch_file {
    watch_name name;
    bool sidecar; /* of another one of them; else it is judged */
    captionlint_verdict verdict;
    unsigned folders; /* a bit for each verdict whose folder it goes to */
    watch_look look;  /* before it was judged */
} watch_file;

typedef struct watch_job {
    watch *of;
    char name[16];              /* of its folder */
    char *from;                 /* the folder below the incoming one */
    int folder;                 /* descriptors: its own, */
    int in;                     /* in/, */
    int source;                 /* the folder it comes from, */
    int places[WATCH_VERDICTS]; /* and those it goes to; -1: not opened */
    watch_file *files;
    size_t count;
    unsigned number; /* behind the names: 1 is none */
    bool again;      /* it was found at the start */
} watch_job;

/* A file as it was when it no longer changed. */
typedef struct watch_found {
    watch_name name;
    watch_look look;
} watch_found;

/* What is to be sorted. */
typedef struct watch_order {
    struct watch_order *next;
    struct watch_group *group; /* whose members they were; for who gave the order */
    watch_outcome outcome;
    char *folder; /* below the incoming one */
    size_t count;
    watch_found files[];
} watch_order;

/* Sorts one group. */
watch_outcome watch_job_run(watch *of, const watch_order *order);
/* recover.c. Ends what earlier runs began; no other job may run. Not WATCH_DONE: something is left,
 * and told.
 */
watch_outcome watch_jobs_recover(watch *of);

/* --- for the files of this folder that do parts of it --- */

/* The folder of a verdict, below which the job's files go; made where it is missing. 0 or errno. */
int watch_job_place(watch_job *job, captionlint_verdict verdict, int *out);
/* Where a file of that name ends: TARGET/ok/a/b/NAME. False where it is too long. */
bool watch_job_path(const watch_job *job, captionlint_verdict verdict, const char *name,
                    char out[CLI_PATH_MAX]);
/* Where it is now. */
bool watch_job_path_in(const watch_job *job, const char *name, char out[CLI_PATH_MAX]);

/* A job that has nothing yet. */
watch_job watch_no_job(watch *of);
/* Closes and frees what it has. */
void watch_job_close(watch_job *job);
/* Whether its folder has something of that name. */
bool watch_job_has(const watch_job *job, const char *name);
/* Removes its folder; its files were moved out of it. */
watch_outcome watch_job_remove(const watch_job *job);

/* sort.c. Judges the files and puts them in their places. */
watch_outcome watch_sort(watch_job *job);

/* judge.c. Finds the verdicts of the files and where sidecars go. */
watch_outcome watch_judge(watch_job *job);
/* Writes records and sheets into the folder `into`, as of where the files will be. *same: the
 * verdicts are what watch_judge found. */
watch_outcome watch_write_reports(watch_job *job, int into, bool *same);

/* number.c. Finds a number under which all names are free in the places of the job. */
watch_outcome watch_choose_number(watch_job *job);

/* take.c. Moves the files of the group in; those that are gone are left out. */
watch_outcome watch_take(watch_job *job, const watch_order *order);
/* Moves them back to where they came from. */
watch_outcome watch_give_back(watch_job *job);

/* put.c. From go/ to the places. *taken: a name is taken and nothing was moved. */
watch_outcome watch_put(watch_job *job, bool *taken);

/* Tells why the target cannot be written; WATCH_TROUBLE, or WATCH_STUCK where it is about the names
 * of these files. */
watch_outcome watch_tell_trouble(const watch_job *job, int cause);
/* Tells why this file cannot be sorted: WATCH_STUCK. */
watch_outcome watch_tell_stuck(const watch_job *job, const char *name, const char *reason);

#endif
