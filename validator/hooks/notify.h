/* Telling systemd, or whoever started us with $NOTIFY_SOCKET, how far we are: sd_notify(3). */
#ifndef HOOKS_NOTIFY_H
#define HOOKS_NOTIFY_H

/* "READY=1", "STOPPING=1", "STATUS=…", "WATCHDOG=1"; several lines at once. Does nothing where
 * nobody listens. */
void hooks_notify(const char *state);
/* That everything is being loaded anew; "READY=1" ends it. */
void hooks_notify_reloading(void);
/* How often WATCHDOG=1 is wanted, in milliseconds; 0: not at all. */
unsigned hooks_notify_interval(void);

#endif
