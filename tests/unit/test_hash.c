#include "base/hash.h"

#include <string.h>

#include "cl_test.h"

enum {
    SIZE = 100
};

static cl_span fill(uint8_t bytes[SIZE])
{
    for (size_t i = 0; i < SIZE; i++) {
        bytes[i] = (uint8_t)(i * 37);
    }
    return (cl_span){bytes, SIZE};
}

static void every_bit_counts(void **state)
{
    (void)state;
    uint8_t bytes[SIZE];
    cl_span all = fill(bytes);
    for (size_t len = 1; len <= SIZE; len++) {
        cl_span part = cl_span_sub(all, 0, len);
        uint64_t before = cl_hash(part);
        for (size_t bit = 0; bit < len * 8; bit++) {
            bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
            assert_true(cl_hash(part) != before);
            bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
        }
        assert_true(cl_hash(part) == before);
    }
}

static void zeros_of_each_length_differ(void **state)
{
    (void)state;
    uint8_t bytes[SIZE] = {0};
    uint64_t seen[SIZE];
    for (size_t len = 0; len < SIZE; len++) {
        seen[len] = cl_hash((cl_span){bytes, len});
        for (size_t i = 0; i < len; i++) {
            assert_true(seen[i] != seen[len]);
        }
    }
}

static void where_the_bytes_lie_does_not_count(void **state)
{
    (void)state;
    uint8_t bytes[SIZE];
    uint8_t moved[SIZE + 8];
    cl_span all = fill(bytes);
    for (size_t shift = 0; shift < 8; shift++) {
        memcpy(moved + shift, bytes, SIZE);
        assert_true(cl_hash((cl_span){moved + shift, SIZE}) == cl_hash(all));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bit_counts),
        cmocka_unit_test(zeros_of_each_length_differ),
        cmocka_unit_test(where_the_bytes_lie_does_not_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
