#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "hooks/queue/url.h"

static const queue_url *read_well(const char *text, queue_url *url)
{
    const char *wrong = queue_url_read(text, url);
    if (wrong != NULL) {
        fail_msg("%s: %s", text, wrong);
    }
    return url;
}

static void assert_wrong(const char *text, const char *words)
{
    queue_url url;
    const char *wrong = queue_url_read(text, &url);
    if (wrong == NULL || strstr(wrong, words) == NULL) {
        fail_msg("%s: %s", text, wrong == NULL ? "is read" : wrong);
    }
}

static void what_is_left_out_is_the_usual(void **state)
{
    (void)state;
    queue_url url;
    read_well("amqp://localhost", &url);
    assert_false(url.tls);
    assert_int_equal(url.port, 5672);
    assert_string_equal(url.host, "localhost");
    assert_string_equal(url.user, "guest");
    assert_string_equal(url.password, "guest");
    assert_string_equal(url.vhost, "/");
    assert_int_equal(read_well("amqps://broker.example", &url)->port, 5671);
    assert_true(url.tls);
    assert_string_equal(read_well("amqp://broker.example/", &url)->vhost, "/");
}

static void every_part_is_read(void **state)
{
    (void)state;
    queue_url url;
    read_well("amqps://desk:p%40ss%2Fw%25rd@broker.example:5999/pictures?cacertfile=/a/ca.pem"
              "&certfile=/a/c%20d.pem&keyfile=/a/k.pem",
              &url);
    assert_string_equal(url.user, "desk");
    assert_string_equal(url.password, "p@ss/w%rd");
    assert_string_equal(url.host, "broker.example");
    assert_int_equal(url.port, 5999);
    assert_string_equal(url.vhost, "pictures");
    assert_string_equal(url.authorities, "/a/ca.pem");
    assert_string_equal(url.certificate, "/a/c d.pem");
    assert_string_equal(url.key, "/a/k.pem");
}

static void addresses_of_ipv6_stand_in_brackets(void **state)
{
    (void)state;
    queue_url url;
    assert_string_equal(read_well("amqp://[::1]:5673/%2F", &url)->host, "::1");
    assert_int_equal(url.port, 5673);
    assert_string_equal(url.shown, "amqp://guest@[::1]:5673/");
    assert_string_equal(read_well("amqp://[fe80::1]", &url)->host, "fe80::1");
    assert_wrong("amqp://[::1", "host");
    assert_wrong("amqp://[::1]5672", "host");
}

static void what_is_shown_has_no_password(void **state)
{
    (void)state;
    queue_url url;
    read_well("amqp://desk:secret@broker.example/pictures", &url);
    assert_string_equal(url.shown, "amqp://desk@broker.example:5672/pictures");
    read_well("amqp://:secret@broker.example", &url);
    assert_string_equal(url.user, "");
    assert_null(strstr(url.shown, "secret"));
}

static void malformed_urls_are_told(void **state)
{
    (void)state;
    assert_wrong("", "amqp://");
    assert_wrong("http://broker.example", "amqp://");
    assert_wrong("amqp:/broker.example", "amqp://");
    assert_wrong("amqp://", "no host");
    assert_wrong("amqp://desk:secret@", "no host");
    assert_wrong("amqp://desk:se@cret@broker.example", "@ twice");
    assert_wrong("amqp://desk:se/cret@broker.example", "port is no number");
    assert_wrong("amqp://desk:se#cret@broker.example", "#");
    assert_wrong("amqp://desk:100%@broker.example", "password is malformed");
    assert_wrong("amqp://desk:%g0@broker.example", "password is malformed");
    assert_wrong("amqp://desk:a%00b@broker.example", "password is malformed");
    assert_wrong("amqp://desk:a%0Ab@broker.example", "password is malformed");
    assert_wrong("amqp://broker.example:", "port");
    assert_wrong("amqp://broker.example:0", "port");
    assert_wrong("amqp://broker.example:65536", "port");
    assert_wrong("amqp://broker.example:99999999999999999999", "port");
    assert_wrong("amqp://broker.example:5672x", "port");
    assert_wrong("amqp://broker%2Fexample", "host");
    assert_wrong("amqp://broker.example/a/b", "slash");
    assert_wrong("amqp://desk:12/34@broker.example", "%40");
    assert_wrong("amqp://broker.example/%", "virtual host");
    assert_wrong("amqp://broker.example?cacertfile=/a", "no TLS");
    assert_wrong("amqps://broker.example?cacertfile=", "path");
    assert_wrong("amqps://broker.example?verify=verify_none", "not known");
    assert_wrong("amqps://broker.example?certfile=/a", "missing");
}

static void parts_that_are_too_long_are_told(void **state)
{
    (void)state;
    char text[2 * QUEUE_URL_MAX];
    memset(text, 'a', sizeof text);
    memcpy(text, "amqp://", 7);
    text[sizeof text - 1] = '\0';
    assert_wrong(text, "too long");
    text[7 + QUEUE_PART_MAX] = '\0';
    assert_wrong(text, "host");
    text[7 + QUEUE_PART_MAX - 1] = '\0';
    queue_url url;
    assert_null(queue_url_read(text, &url));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_left_out_is_the_usual),
        cmocka_unit_test(every_part_is_read),
        cmocka_unit_test(addresses_of_ipv6_stand_in_brackets),
        cmocka_unit_test(what_is_shown_has_no_password),
        cmocka_unit_test(malformed_urls_are_told),
        cmocka_unit_test(parts_that_are_too_long_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
