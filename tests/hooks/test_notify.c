#define _XOPEN_SOURCE 700 /* mkdtemp, setenv */

#include "hooks/notify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "cl_test.h"

/* A socket as systemd has one. */
typedef struct listener {
    struct sockaddr_un address;
    char folder[64];
    int file;
} listener;

static int listen_there(void **state)
{
    listener *there = calloc(1, sizeof *there);
    assert_non_null(there);
    (void)snprintf(there->folder, sizeof there->folder, "/tmp/captionlint-notify-XXXXXX");
    assert_non_null(mkdtemp(there->folder));
    there->address.sun_family = AF_UNIX;
    (void)snprintf(there->address.sun_path, sizeof there->address.sun_path, "%s/socket",
                   there->folder);
    there->file = socket(AF_UNIX, SOCK_DGRAM, 0);
    assert_int_not_equal(there->file, -1);
    assert_int_equal(
        bind(there->file, (const struct sockaddr *)&there->address, sizeof there->address), 0);
    assert_int_equal(setenv("NOTIFY_SOCKET", there->address.sun_path, 1), 0);
    *state = there;
    return 0;
}

static int hang_up(void **state)
{
    listener *there = *state;
    assert_int_equal(unsetenv("NOTIFY_SOCKET"), 0);
    assert_int_equal(close(there->file), 0);
    assert_int_equal(unlink(there->address.sun_path), 0);
    assert_int_equal(rmdir(there->folder), 0);
    free(there);
    return 0;
}

static void a_state_is_one_message(void **state)
{
    const listener *there = *state;
    char came[128] = "";
    hooks_notify("READY=1\nSTATUS=watching");
    assert_int_equal(recv(there->file, came, sizeof came - 1, MSG_DONTWAIT), 23);
    assert_string_equal(came, "READY=1\nSTATUS=watching");
}

static void reloading_tells_the_time(void **state)
{
    const listener *there = *state;
    char came[128] = "";
    hooks_notify_reloading();
    assert_true(recv(there->file, came, sizeof came - 1, MSG_DONTWAIT) > 0);
    assert_non_null(strstr(came, "RELOADING=1\nMONOTONIC_USEC="));
}

static void nobody_has_to_listen(void **state)
{
    (void)state;
    hooks_notify("READY=1");
    assert_int_equal(setenv("NOTIFY_SOCKET", "relative/path", 1), 0);
    hooks_notify("READY=1");
    assert_int_equal(setenv("NOTIFY_SOCKET", "/nowhere/at/all", 1), 0);
    hooks_notify("READY=1");
    assert_int_equal(unsetenv("NOTIFY_SOCKET"), 0);
}

static void a_watchdog_is_fed_twice_in_its_time(void **state)
{
    (void)state;
    assert_int_equal(hooks_notify_interval(), 0);
    assert_int_equal(setenv("WATCHDOG_USEC", "30000000", 1), 0);
    assert_int_equal(hooks_notify_interval(), 15000);
    assert_int_equal(unsetenv("WATCHDOG_USEC"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_state_is_one_message, listen_there, hang_up),
        cmocka_unit_test_setup_teardown(reloading_tells_the_time, listen_there, hang_up),
        cmocka_unit_test(nobody_has_to_listen),
        cmocka_unit_test(a_watchdog_is_fed_twice_in_its_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
