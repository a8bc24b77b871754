/* What all parts of a watch share.
 *
 * How nothing is lost, and nothing told twice, whenever the process is killed. TARGET/.captionlint/
 * holds the lock and a folder of jobs. A job is a folder that nobody else writes to:
 *
 *     from        a symbolic link that names the folder below the incoming one: "./a/b"
 *     in/         the files of one group, under their own names
 *     part        a copy that grows, where the incoming folder is on another file system
 *     new/        what is being written: VERDICT/RECORD, VERDICT/SHEET, copies of sidecars, and
 *                 plan/NAME, a symbolic link for each file of in/ that says where it goes
 *     go/         new/ once it is whole
 *
 *  1. The job is made, with room for its reports. Nothing was taken yet.
 *  2. The group's files are moved into in/, the sidecars first: a picture in in/ has its sidecars.
 *     One with a second name (a hard link) is replaced there by a copy, which has none.
 *  3. They are judged there, where nobody changes them; new/ is filled and synced.
 *  4. new/ is renamed to go/. From here on the verdict stands.
 *  5. Records and sheets are moved to their places, then sidecars, then pictures: a picture that
 *     is seen in TARGET is complete. No move replaces anything.
 *  6. The job is removed: in/, which is empty by now, then go/ at once, then the rest.
 *
 * At every moment a file is in the incoming folder, in in/, or in its place. The next start finds
 * the jobs: with go/, steps 5 and 6 are done again for what is left; without it, the files of in/
 * go back to the incoming folder, under a number where their name is taken, and new/ is removed.
 * A copy between file systems has its last name before the source goes; where both are found
 * afterwards and hold the same, one is dropped. */
#ifndef HOOKS_WATCH_WATCH_H
#define HOOKS_WATCH_WATCH_H

#include <pthread.h>
#include <stdint.h>

#include "hooks/house.h"
#include "hooks/limits.h"

#define WATCH_HOME ".captionlint"

typedef struct watch {
    const cli_options *options;
    hooks_house *house;
    const char *incoming_path; /* as they were named */
    const char *target_path;
    int incoming; /* their folders */
    int target;
    int jobs; /* TARGET/.captionlint/jobs */
    int lock;
    pthread_mutex_t placing;       /* one thread at a time gives files their last names */
    pthread_mutex_t telling;       /* of what follows */
    uint64_t told[WATCH_TOLD_MAX]; /* hashes of files that were told of and are tried again */
    size_t told_next;
} watch;

typedef enum watch_outcome {
    WATCH_DONE,
    WATCH_LATER,  /* the files are still written to */
    WATCH_STUCK,  /* these files cannot be sorted, which was told */
    WATCH_TROUBLE /* nothing can be sorted, as the target cannot be written, which was told */
} watch_outcome;

/* Opens and locks what is named; CLI_EXIT_FAILED after telling what is wrong. */
int watch_open_folders(watch *of);

/* A file that cannot be sorted, told once however often it is tried. */
__attribute__((__format__(__printf__, 4, 5))) void watch_tell_once(watch *of, const char *folder,
                                                                   const char *name,
                                                                   const char *format, ...);
/* Puts the path of a file below the incoming folder together, for a message; cut where too long. */
void watch_incoming_path(const watch *of, const char *folder, const char *name,
                         char out[CLI_PATH_MAX]);

#endif
