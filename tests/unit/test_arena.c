#include "base/arena.h"

#include <string.h>

#include "base/array.h"
#include "base/damage.h"
#include "base/limits.h"
#include "cl_test.h"

static void memory_is_zeroed_aligned_and_stays_where_it_is(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(8 * CL_ARENA_CHUNK);
    uint8_t *small = cl_arena_alloc(arena, 1, 1);
    assert_non_null(small);
    *small = 7;
    for (size_t size = 1; size < 3 * CL_ARENA_CHUNK; size *= 3) {
        uint8_t *memory = cl_arena_alloc(arena, 1, size);
        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++) {
            assert_int_equal(memory[i], 0);
        }
        memset(memory, 0xFF, size);
    }
    assert_int_equal(*small, 7);
    cl_arena_free(arena);
}

static void the_cap_holds_and_is_remembered(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(1000);
    assert_int_equal(cl_arena_status(arena), CL_OK);
    assert_non_null(cl_arena_alloc(arena, 1, 900));
    assert_null(cl_arena_alloc(arena, 1, 200));
    assert_int_equal(cl_arena_status(arena), CL_LIMIT);
    cl_arena_free(arena);
}

static void a_product_that_overflows_is_refused(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    assert_null(cl_arena_alloc(arena, SIZE_MAX, SIZE_MAX));
    assert_null(cl_arena_alloc(arena, SIZE_MAX / 2 + 1, 2));
    assert_null(cl_arena_alloc(arena, 1, SIZE_MAX));
    assert_int_equal(cl_arena_status(arena), CL_LIMIT);
    cl_arena_free(arena);
}

static void copies_end_in_a_nul(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(1000);
    cl_span copy;
    assert_int_equal(cl_arena_copy(arena, CL_SPAN("caption"), &copy), CL_OK);
    assert_int_equal(copy.len, 7);
    assert_string_equal((const char *)copy.data, "caption");
    assert_int_equal(cl_arena_copy(arena, CL_EMPTY_SPAN, &copy), CL_OK);
    assert_string_equal((const char *)copy.data, "");
    assert_int_equal(cl_arena_copy(arena, (cl_span){NULL, SIZE_MAX}, &copy), CL_LIMIT);
    assert_string_equal((const char *)cl_arena_format(arena, "%d %s", 7, "days").data, "7 days");
    cl_arena_free(arena);
}

static void an_array_grows_up_to_its_cap(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    cl_array array = {0};
    for (size_t i = 0; i < 100; i++) {
        size_t *item = cl_array_add(&array, arena, sizeof *item, 100);
        assert_non_null(item);
        assert_int_equal(*item, 0);
        *item = i;
    }
    assert_null(cl_array_add(&array, arena, sizeof(size_t), 100));
    for (size_t i = 0; i < 100; i++) {
        assert_int_equal(*CL_ARRAY_AT(&array, size_t, i), i);
    }
    cl_arena_free(arena);
}

static void findings_past_the_cap_say_that_there_are_more(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    cl_findings findings = {.arena = arena};
    for (size_t i = 0; i < CL_FINDINGS_MAX + 5; i++) {
        assert_int_equal(cl_damage_report(&findings, CL_DAMAGE_REPAIRED, i, "number %zu", i),
                         CL_OK);
    }
    assert_int_equal(findings.items.count, CL_FINDINGS_MAX);
    assert_span_is(cl_findings_at(&findings, 3)->message, "number 3");
    assert_int_equal(cl_findings_at(&findings, 3)->proof.offset, 3);
    assert_false(cl_findings_at(&findings, 3)->incomplete);
    const cl_finding *last = cl_findings_at(&findings, CL_FINDINGS_MAX - 1);
    assert_span_is(last->rule, "damage.too-many-findings");
    assert_true(last->incomplete);
    cl_arena_free(arena);
}

static void parts_are_joined_with_a_nul_behind_them(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(1024);
    cl_span joined;
    const cl_span parts[] = {CL_SPAN("APP13"), CL_EMPTY_SPAN, CL_SPAN(" 0x0404")};
    assert_int_equal(cl_arena_join(arena, parts, 3, &joined), CL_OK);
    assert_string_equal((const char *)joined.data, "APP13 0x0404");
    assert_int_equal(joined.len, 12);
    assert_int_equal(cl_arena_join(arena, parts, 0, &joined), CL_OK);
    assert_int_equal(joined.len, 0);
    const cl_span endless[] = {CL_SPAN("a"), {(const uint8_t *)"", SIZE_MAX - 1}};
    assert_int_equal(cl_arena_join(arena, endless, 2, &joined), CL_LIMIT);
    cl_arena_free(arena);
}

static void every_damage_has_its_words(void **state)
{
    (void)state;
    for (cl_damage damage = 0; damage < CL_DAMAGE_COUNT; damage++) {
        const cl_damage_entry *entry = cl_damage_entry_of(damage);
        assert_true(cl_span_starts(cl_span_of(entry->id), CL_SPAN("damage.")));
        assert_true(cl_span_of(entry->title).len > 0);
        assert_true(cl_span_of(entry->why).len > 0);
        assert_int_equal(entry->incomplete, entry->level == CL_ERROR);
        assert_true(entry->level != CL_ERROR || cl_span_of(entry->fix).len > 0);
    }
}

/* Writes over three things of an arena, a large one among them. */
static void use(cl_arena *arena)
{
    const size_t sizes[] = {100, 3 * CL_ARENA_CHUNK, CL_ARENA_CHUNK / 2};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        uint8_t *memory = cl_arena_alloc(arena, sizes[i], 1);
        assert_non_null(memory);
        for (size_t k = 0; k < sizes[i]; k++) {
            assert_int_equal(memory[k], 0);
        }
        memset(memory, 0xFF, sizes[i]);
    }
}

static void after_a_reset_the_arena_is_as_new(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(4 * CL_ARENA_CHUNK);
    for (int i = 0; i < 5; i++) {
        use(arena);
        assert_null(cl_arena_alloc(arena, 2 * CL_ARENA_CHUNK, 1));
        assert_int_equal(cl_arena_status(arena), CL_LIMIT);
        cl_arena_reset(arena);
        assert_int_equal(cl_arena_status(arena), CL_OK);
    }
    cl_arena_free(arena);
}

static void a_reset_keeps_the_blocks(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    void *first = cl_arena_take(arena, 100, 1);
    cl_arena_reset(arena);
    assert_ptr_equal(cl_arena_take(arena, 100, 1), first);
    for (size_t i = 0; i < 2 * CL_ARENA_KEPT; i++) { /* more than are kept */
        assert_non_null(cl_arena_take(arena, CL_ARENA_CHUNK, 1));
    }
    cl_arena_reset(arena);
    use(arena);
    cl_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_aligned_and_stays_where_it_is),
        cmocka_unit_test(parts_are_joined_with_a_nul_behind_them),
        cmocka_unit_test(after_a_reset_the_arena_is_as_new),
        cmocka_unit_test(a_reset_keeps_the_blocks),
        cmocka_unit_test(the_cap_holds_and_is_remembered),
        cmocka_unit_test(a_product_that_overflows_is_refused),
        cmocka_unit_test(copies_end_in_a_nul),
        cmocka_unit_test(an_array_grows_up_to_its_cap),
        cmocka_unit_test(findings_past_the_cap_say_that_there_are_more),
        cmocka_unit_test(every_damage_has_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
