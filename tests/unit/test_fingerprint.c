#include "base/fingerprint.h"

#include <string.h>

#include "cl_test.h"

static void get(const char *const texts[], size_t count, uint8_t out[CL_FINGERPRINT_BYTES])
{
    cl_fingerprint fingerprint;
    cl_fingerprint_begin(&fingerprint);
    for (size_t i = 0; i < count; i++) {
        cl_fingerprint_add(&fingerprint, cl_span_of(texts[i]));
    }
    cl_fingerprint_get(&fingerprint, out);
}

static bool same(const char *const a[], size_t a_count, const char *const b[], size_t b_count)
{
    uint8_t of_a[CL_FINGERPRINT_BYTES];
    uint8_t of_b[CL_FINGERPRINT_BYTES];
    get(a, a_count, of_a);
    get(b, b_count, of_b);
    return memcmp(of_a, of_b, sizeof of_a) == 0;
}

static void the_same_things_in_the_same_order_are_equal(void **state)
{
    (void)state;
    assert_true(same((const char *[]){"a", "bc"}, 2, (const char *[]){"a", "bc"}, 2));
    assert_false(same((const char *[]){"a", "bc"}, 2, (const char *[]){"bc", "a"}, 2));
}

static void where_one_thing_ends_matters(void **state)
{
    (void)state;
    assert_false(same((const char *[]){"a", "bc"}, 2, (const char *[]){"ab", "c"}, 2));
    assert_false(same((const char *[]){"a"}, 1, (const char *[]){"a", ""}, 2));
}

static void it_can_be_looked_at_and_go_on(void **state)
{
    (void)state;
    uint8_t before[CL_FINGERPRINT_BYTES];
    uint8_t whole[CL_FINGERPRINT_BYTES];
    uint8_t expected[CL_FINGERPRINT_BYTES];
    cl_fingerprint fingerprint;
    cl_fingerprint_begin(&fingerprint);
    cl_fingerprint_add(&fingerprint, CL_SPAN("a"));
    cl_fingerprint_get(&fingerprint, before);
    cl_fingerprint_add(&fingerprint, CL_SPAN("b"));
    cl_fingerprint_get(&fingerprint, whole);
    get((const char *[]){"a", "b"}, 2, expected);
    assert_memory_equal(whole, expected, sizeof whole);
    assert_memory_not_equal(whole, before, sizeof whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_things_in_the_same_order_are_equal),
        cmocka_unit_test(where_one_thing_ends_matters),
        cmocka_unit_test(it_can_be_looked_at_and_go_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
