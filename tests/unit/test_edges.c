#include "ruleset/edges.h"

#include "base/limits.h"
#include "cl_test.h"

static void every_edge_is_found_again_after_the_table_has_grown(void **state)
{
    (void)state;
    enum {
        NODES = 1000
    };
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    cl_edges edges;
    assert_int_equal(cl_edges_init(&edges, arena, 8), CL_OK);
    for (uint32_t i = 0; i < NODES; i++) {
        assert_int_equal(cl_edges_step(&edges, i, 'a' + i % 3), 0);
        assert_int_equal(cl_edges_add(&edges, arena, i, 'a' + i % 3, i + 1), CL_OK);
    }
    for (uint32_t i = 0; i < NODES; i++) {
        assert_int_equal(cl_edges_step(&edges, i, 'a' + i % 3), i + 1);
        assert_int_equal(cl_edges_step(&edges, i, 'd'), 0);
    }
    cl_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_edge_is_found_again_after_the_table_has_grown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
