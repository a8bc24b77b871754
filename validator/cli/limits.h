/* The command's own caps, each with its reason; those of the library are its own business. */
#ifndef CLI_LIMITS_H
#define CLI_LIMITS_H

#define CLI_PATH_MAX           4096u    /* PATH_MAX of Linux */
#define CLI_FOLDER_DEPTH_MAX   64u      /* deeper trees are made by mistake */
#define CLI_FOLDER_ENTRIES_MAX 1000000u /* a folder is sorted in memory: 100 MiB of names */
#define CLI_STDIN_MAX          (256u * 1024u * 1024u) /* standard input is kept in memory */
#define CLI_LIST_JUNK_MAX      (1024u * 1024u)        /* --files-from: a device is no list */
#define CLI_EDITIONS_MAX       256u                   /* --edition; the library keeps as many */
#define CLI_SETTING_MAX        (64u * 1024u)          /* --territory given again and again */
#define CLI_MESSAGE_MAX        8192u                  /* one line for a person, with a path in it */

#endif
