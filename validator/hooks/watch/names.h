/* What a name in the incoming folder says: whether it is a file on its way, which files belong
 * together, and what they and their reports are called where they end. Decides from names alone. */
#ifndef HOOKS_WATCH_NAMES_H
#define HOOKS_WATCH_NAMES_H

#include <stdbool.h>
#include <stddef.h>

enum {
    WATCH_NAME_MAX = 255 /* NAME_MAX of Linux */
};

typedef struct watch_name {
    char text[WATCH_NAME_MAX + 1];
} watch_name;

#define WATCH_RECORD ".captionlint.ndjson"
#define WATCH_SHEET  ".captionlint.html"

/* FTP, rsync and browsers write under such names and rename the file when it is complete. */
bool watch_is_passing(const char *name);
/* A record or sheet that a watch wrote: no input, though it ends like one. */
bool watch_is_report(const char *name);
bool watch_is_xmp(const char *name);
/* A text or records: it has no sidecars. */
bool watch_is_text(const char *name);
/* Whether it is called as a sidecar of that picture is: NAME.xmp or NAME.ext.xmp. */
bool watch_is_sidecar_of(const char *name, const char *picture);

/* How many bytes of the name are left without the endings of inputs: all files of a folder that
 * share them are one group, a picture with its sidecars and the pictures that share those. */
size_t watch_stem(const char *name);
/* Without its last ending. */
size_t watch_bare(const char *name);

/* The name with -2, -3 and so on behind its stem; 1 is the name itself. It is cut where it would be
 * too long. */
void watch_numbered(const char *name, unsigned number, watch_name *out);
/* The name of a report about it, WATCH_RECORD or WATCH_SHEET. Where that is too long the head of
 * the name, ~ and a hash of all of it stand for it. */
void watch_report_name(const char *name, const char *ending, watch_name *out);

#endif
