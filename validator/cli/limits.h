/* The command's own caps, each with its reason; those of the library are its own business. */
#ifndef CLI_LIMITS_H
#define CLI_LIMITS_H

#define CLI_PATH_MAX         4096u                  /* PATH_MAX of Linux */
#define CLI_FOLDER_DEPTH_MAX 64u                    /* deeper trees are made by mistake */
#define CLI_NAMES_BYTES      (2u * 1024u * 1024u)   /* of a folder's names at once: some 100,000 */
#define CLI_NAMES_FIRST      4096u                  /* most folders are small */
#define CLI_NAMES_HALVINGS   6u                     /* less in folders in folders, down to 32 KiB */
#define CLI_JOBS_MAX         256u                   /* as the library's */
#define CLI_SECONDS_MAX      86400u                 /* a day */
#define CLI_BODY_MAX         4096u                  /* MiB; a body is kept in memory */
#define CLI_CONNECTIONS_MAX  65536u                 /* descriptors of a process */
#define CLI_DELIVERIES_MAX   99u                    /* of one job; a queue itself has 100 */
#define CLI_STDIN_MAX        (256u * 1024u * 1024u) /* standard input is kept in memory */
#define CLI_LINE_MAX         (2u * 1024u * 1024u)   /* a line of them; no record is so long */
#define CLI_LIST_JUNK_MAX    (1024u * 1024u)        /* --files-from: a device is no list */
#define CLI_COUNTS_MAX       256u                   /* --stats: rules, of which ten are shown */
#define CLI_COUNT_NAME_MAX   64u                    /* one of their ids */
#define CLI_WORDS_MAX        256u                   /* what an option may be, as one text */
#define CLI_OPTION_ROWS_MAX  128u                   /* of the table of options */
#define CLI_EDITIONS_MAX     256u                   /* --edition; the library keeps as many */
#define CLI_SETTING_MAX      (64u * 1024u)          /* --territory given again and again */
#define CLI_DIFF_MAX         (256u * 1024u * 1024u) /* escapes of two sidecars: 16 MiB each */
#define CLI_MESSAGE_MAX      8192u                  /* one line for a person, with a path in it */

#endif
