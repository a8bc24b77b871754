#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cl_test.h"
#include "hooks/serve/answer.h"
#include "hooks/serve/clients.h"
#include "hooks/serve/pool.h"

/* --- buffers --- */

static void a_buffer_takes_all_or_nothing(void **state)
{
    (void)state;
    serve_buffer buffer = {.most = 10};
    assert_int_equal(serve_buffer_add(&buffer, "123456", 6), SERVE_ROOM_OK);
    assert_int_equal(serve_buffer_add(&buffer, "78901", 5), SERVE_ROOM_LONG);
    assert_int_equal(serve_buffer_add(&buffer, "7890", 4), SERVE_ROOM_OK);
    assert_int_equal(buffer.len, 10);
    assert_memory_equal(buffer.bytes, "1234567890", 10);
    serve_buffer_free(&buffer);
}

static void buffers_share_a_budget_and_give_it_back(void **state)
{
    (void)state;
    static const char much[SERVE_BUFFER_FIRST] = "";
    serve_budget budget = {.most = 3 * SERVE_BUFFER_FIRST};
    serve_buffer one = {.most = SIZE_MAX, .budget = &budget};
    serve_buffer two = {.most = SIZE_MAX, .budget = &budget};
    assert_int_equal(serve_buffer_add(&one, much, sizeof much), SERVE_ROOM_OK);
    assert_int_equal(serve_buffer_add(&one, much, 1), SERVE_ROOM_OK);
    assert_int_equal(serve_buffer_add(&two, much, sizeof much), SERVE_ROOM_OK);
    assert_int_equal(serve_buffer_add(&two, much, 1), SERVE_ROOM_FULL);
    assert_int_equal(two.len, sizeof much);
    serve_buffer_free(&one);
    assert_int_equal(serve_buffer_add(&two, much, 1), SERVE_ROOM_OK);
    serve_buffer_free(&two);
    assert_int_equal(atomic_load(&budget.used), 0);
}

static void a_problem_is_told_where_there_is_no_room(void **state)
{
    (void)state;
    serve_budget budget = {.most = SERVE_BUFFER_FIRST};
    serve_answer answer = {.body = {.most = SERVE_ANSWER_MAX, .budget = &budget}};
    serve_buffer other = {.most = SERVE_BUFFER_FIRST, .budget = &budget};
    const serve_problem full = {.status = 503, .detail = "full"};
    assert_int_equal(serve_buffer_add(&answer.body, "half a report", 13), SERVE_ROOM_OK);
    assert_int_equal(serve_buffer_add(&other, "x", 1), SERVE_ROOM_FULL);
    serve_answer_problem(&answer, &full);
    assert_int_equal(serve_buffer_add(&other, "x", 1), SERVE_ROOM_OK);
    serve_answer_problem(&answer, &full);
    assert_non_null(answer.type);
    assert_true(answer.body.len > 0);
    serve_buffer_free(&answer.body);
    assert_int_equal(atomic_load(&budget.used), SERVE_BUFFER_FIRST);
    serve_buffer_free(&other);
    assert_int_equal(atomic_load(&budget.used), 0);
}

/* --- clients --- */

static const struct sockaddr *address_of(const char *text, struct sockaddr_storage *out)
{
    struct sockaddr_in four = {.sin_family = AF_INET};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &four.sin_addr) == 1) {
        memcpy(out, &four, sizeof four);
    } else {
        assert_int_equal(inet_pton(AF_INET6, text, &six.sin6_addr), 1);
        memcpy(out, &six, sizeof six);
    }
    return (const struct sockaddr *)out;
}

static serve_peer_key key_of(const char *text)
{
    struct sockaddr_storage room;
    return serve_peer_of(address_of(text, &room));
}

static bool is_loopback(const char *text)
{
    struct sockaddr_storage room;
    return serve_peer_is_loopback(address_of(text, &room));
}

static void a_client_is_its_address_or_its_network(void **state)
{
    (void)state;
    serve_peers peers = {.buckets = {NULL}};
    assert_true(serve_peers_add(&peers, key_of("192.0.2.1")));
    assert_true(serve_peers_add(&peers, key_of("::ffff:192.0.2.1")));
    assert_true(serve_peers_add(&peers, key_of("2001:db8::1")));
    assert_true(serve_peers_add(&peers, key_of("2001:db8::2")));
    assert_int_equal(serve_peers_count(&peers, key_of("192.0.2.1")), 2);
    assert_int_equal(serve_peers_count(&peers, key_of("192.0.2.2")), 0);
    assert_int_equal(serve_peers_count(&peers, key_of("2001:db8::3")), 2);
    assert_int_equal(serve_peers_count(&peers, key_of("2001:db8:0:1::3")), 0);
    serve_peers_drop(&peers, key_of("192.0.2.1"));
    assert_int_equal(serve_peers_count(&peers, key_of("192.0.2.1")), 1);
    serve_peers_free(&peers);
}

static void loopback_is_told_in_all_its_forms(void **state)
{
    (void)state;
    assert_true(is_loopback("127.0.0.1"));
    assert_true(is_loopback("127.9.9.9"));
    assert_true(is_loopback("::1"));
    assert_true(is_loopback("::ffff:127.0.0.1"));
    assert_false(is_loopback("0.0.0.0"));
    assert_false(is_loopback("::"));
    assert_false(is_loopback("128.0.0.1"));
}

/* A house with one connection whose other end is `*theirs`. */
static serve_client *come_in(serve_clients *clients, const char *from, int *theirs)
{
    struct sockaddr_storage room;
    int files[2];
    const struct sockaddr *address = address_of(from, &room);
    if (serve_clients_admit(clients, address) != SERVE_ADMITTED) {
        return NULL;
    }
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, files), 0);
    *theirs = files[1];
    serve_client *client = serve_clients_add(clients, files[0], address);
    assert_non_null(client);
    return client;
}

static bool is_cut_off(int theirs)
{
    char byte;
    return recv(theirs, &byte, 1, MSG_DONTWAIT) == 0;
}

static void leave(serve_clients *clients, serve_client *client, int theirs)
{
    (void)close(client->file);
    (void)close(theirs);
    serve_clients_remove(clients, client);
}

static void who_is_over_its_time_is_cut_off_in_every_phase(void **state)
{
    (void)state;
    static const serve_phase phases[] = {SERVE_NEW, SERVE_IDLE, SERVE_RECEIVING, SERVE_SENDING};
    serve_metrics metrics = {.started = 0};
    serve_clients clients;
    assert_true(serve_clients_begin(&clients, 8, 0, &metrics)); /* no time at all */
    for (size_t i = 0; i < sizeof phases / sizeof phases[0]; i++) {
        int theirs;
        serve_client *client = come_in(&clients, "127.0.0.1", &theirs);
        assert_non_null(client);
        serve_clients_move(&clients, client, SERVE_WORKING);
        (void)serve_clients_expire(&clients);
        assert_false(is_cut_off(theirs)); /* what we do ourselves takes as long as it takes */
        serve_clients_move(&clients, client, phases[i]);
        (void)serve_clients_expire(&clients);
        assert_true(is_cut_off(theirs));
        serve_clients_move(&clients, client, SERVE_IDLE); /* says nothing any more */
        leave(&clients, client, theirs);
    }
    assert_int_equal(serve_clients_count(&clients), 0);
    assert_int_equal(atomic_load(&metrics.refused[SERVE_REFUSED_TIME]), 2);
    assert_int_equal(atomic_load(&metrics.refused[SERVE_REFUSED_IDLE]), 2);
    serve_clients_end(&clients);
}

static void who_has_time_left_stays(void **state)
{
    (void)state;
    serve_metrics metrics = {.started = 0};
    serve_clients clients;
    int theirs;
    assert_true(serve_clients_begin(&clients, 8, 60000, &metrics));
    serve_client *client = come_in(&clients, "127.0.0.1", &theirs);
    assert_in_range(serve_clients_expire(&clients), 1, 60000);
    assert_false(is_cut_off(theirs));
    leave(&clients, client, theirs);
    serve_clients_end(&clients);
}

static void one_address_leaves_room_for_others(void **state)
{
    (void)state;
    serve_metrics metrics = {.started = 0};
    serve_clients clients;
    serve_client *mine[4];
    int theirs[4];
    struct sockaddr_storage room;
    assert_true(serve_clients_begin(&clients, 4, 60000, &metrics));
    for (size_t i = 0; i < 3; i++) {
        mine[i] = come_in(&clients, "192.0.2.1", &theirs[i]);
        assert_non_null(mine[i]);
    }
    assert_int_equal(serve_clients_admit(&clients, address_of("192.0.2.1", &room)),
                     SERVE_SHARE_FULL);
    mine[3] = come_in(&clients, "192.0.2.2", &theirs[3]);
    assert_non_null(mine[3]);
    assert_int_equal(serve_clients_admit(&clients, address_of("192.0.2.3", &room)),
                     SERVE_HOUSE_FULL);
    for (size_t i = 0; i < 4; i++) {
        leave(&clients, mine[i], theirs[i]);
    }
    assert_int_equal(serve_clients_admit(&clients, address_of("192.0.2.1", &room)), SERVE_ADMITTED);
    serve_clients_give_up(&clients);
    serve_clients_end(&clients);
}

static void in_a_full_house_the_one_that_sent_nothing_makes_room(void **state)
{
    (void)state;
    serve_metrics metrics = {.started = 0};
    serve_clients clients;
    int theirs[3];
    assert_true(serve_clients_begin(&clients, 2, 60000, &metrics));
    serve_client *good = come_in(&clients, "127.0.0.1", &theirs[0]);
    serve_clients_move(&clients, good, SERVE_IDLE);
    serve_client *silent = come_in(&clients, "127.0.0.1", &theirs[1]);
    assert_null(come_in(&clients, "127.0.0.1", &theirs[2])); /* it may be about to send */
    good->since -= 2 * SERVE_SPARE_MS;
    silent->since -= SERVE_SPARE_MS;
    serve_client *late = come_in(&clients, "127.0.0.1", &theirs[2]);
    assert_non_null(late);
    assert_true(is_cut_off(theirs[1]));
    assert_false(is_cut_off(theirs[0]));
    leave(&clients, silent, theirs[1]);
    leave(&clients, late, theirs[2]);
    leave(&clients, good, theirs[0]);
    serve_clients_end(&clients);
}

/* --- the pool --- */

enum {
    JOBS = 1000
};

typedef struct counted {
    serve_job job;
    atomic_int *done;
} counted;

static void count_job(serve_job *job)
{
    (void)atomic_fetch_add(((counted *)(void *)job)->done, 1);
}

static void a_pool_does_what_is_left_before_it_ends(void **state)
{
    (void)state;
    serve_pool pool;
    atomic_int done = 0;
    counted *jobs = calloc(JOBS, sizeof *jobs);
    assert_non_null(jobs);
    assert_int_equal(serve_pool_begin(&pool, 3, count_job), 0);
    for (size_t i = 0; i < JOBS; i++) {
        jobs[i].done = &done;
        assert_true(serve_pool_add(&pool, &jobs[i].job));
    }
    serve_pool_end(&pool);
    assert_int_equal(atomic_load(&done), JOBS);
    assert_false(serve_pool_add(&pool, &jobs[0].job));
    serve_pool_free(&pool);
    free(jobs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_buffer_takes_all_or_nothing),
        cmocka_unit_test(buffers_share_a_budget_and_give_it_back),
        cmocka_unit_test(a_problem_is_told_where_there_is_no_room),
        cmocka_unit_test(a_client_is_its_address_or_its_network),
        cmocka_unit_test(loopback_is_told_in_all_its_forms),
        cmocka_unit_test(who_is_over_its_time_is_cut_off_in_every_phase),
        cmocka_unit_test(who_has_time_left_stays),
        cmocka_unit_test(one_address_leaves_room_for_others),
        cmocka_unit_test(in_a_full_house_the_one_that_sent_nothing_makes_room),
        cmocka_unit_test(a_pool_does_what_is_left_before_it_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
