#include "ruleset/image.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "cl_test.h"
#include "ruleset/loading.h"

/* A struct with a member of each form that a link has. */
typedef struct thing {
    cl_span name;
    uint32_t number;
    cl_words words;
    cl_array numbers; /* of uint32_t */
    const char *text;
    struct thing *next;
    void *dropped;
} thing;

static const cl_shape thing_shape;
static const cl_link thing_links[] = {CL_LINK_TO_SPAN(thing, name),
                                      CL_LINK_TO_WORDS(thing, words),
                                      CL_LINK_TO_ARRAY(thing, numbers, &cl_u32_shape),
                                      CL_LINK_TO_TEXT(thing, text),
                                      CL_LINK_TO_ONE(thing, next, &thing_shape),
                                      CL_LINK_TO_NOTHING(thing, dropped)};
static const cl_shape thing_shape = CL_SHAPE(thing, thing_links);

/* Two things that point at one another. */
static thing *make_things(cl_arena *arena)
{
    thing *first = cl_arena_alloc(arena, 1, sizeof *first);
    thing *second = cl_arena_alloc(arena, 1, sizeof *second);
    assert_non_null(first);
    assert_non_null(second);
    *first = (thing){.name = CL_SPAN("first"), .number = 1, .text = "one", .next = second};
    *second = (thing){.name = CL_SPAN(""), .number = 2, .next = first, .dropped = arena};
    assert_int_equal(cl_words_add(&first->words, arena, CL_SPAN("KR")), CL_OK);
    assert_int_equal(cl_words_add(&first->words, arena, CL_SPAN("first")), CL_OK);
    for (uint32_t i = 0; i < 100; i++) {
        uint32_t *added = cl_array_add(&second->numbers, arena, sizeof *added, SIZE_MAX);
        assert_non_null(added);
        *added = i * i;
    }
    return first;
}

/* An image of them at an address of its own. */
static uint8_t *write_things(uintptr_t base, size_t *len)
{
    cl_arena *arena = cl_arena_new(1u << 20);
    cl_out out = {0};
    assert_int_equal(cl_image_write(make_things(arena), &thing_shape, base, &out), CL_OK);
    assert_false(out.failed);
    cl_arena_free(arena);
    *len = out.len;
    return out.data;
}

static cl_status open_things(uint8_t *bytes, size_t len, thing **out)
{
    const cl_image image = {bytes, len, -1, 0};
    void *root = NULL;
    cl_status status = cl_image_open(&image, &thing_shape, &root);
    *out = root;
    return status;
}

static void assert_are_the_things(const thing *first)
{
    const thing *second = first->next;
    assert_span_is(first->name, "first");
    assert_int_equal(first->number, 1);
    assert_int_equal(first->words.count, 2);
    assert_span_is(first->words.items[1], "first");
    assert_string_equal(first->text, "one");
    assert_int_equal(first->numbers.count, 0);
    assert_ptr_equal(second->next, first);
    assert_null(second->dropped);
    assert_null(second->text);
    assert_non_null(second->name.data);
    assert_int_equal(second->name.len, 0);
    assert_int_equal(second->numbers.count, 100);
    for (uint32_t i = 0; i < 100; i++) {
        assert_int_equal(*CL_ARRAY_AT(&second->numbers, const uint32_t, i), i * i);
    }
}

static void what_was_written_is_what_is_opened(void **state)
{
    (void)state;
    size_t len;
    thing *first;
    uint8_t *bytes = write_things(0, &len);
    assert_int_equal(open_things(bytes, len, &first), CL_OK);
    assert_are_the_things(first);
    free(bytes);
}

static void lists_of_an_image_grow_without_writing_behind_their_end(void **state)
{
    (void)state;
    size_t len;
    thing *first;
    uint8_t *bytes = write_things(0, &len);
    cl_arena *arena = cl_arena_new(1u << 20);
    assert_int_equal(open_things(bytes, len, &first), CL_OK);
    assert_int_equal(cl_words_add(&first->words, arena, CL_SPAN("US")), CL_OK);
    uint32_t *added = cl_array_add(&first->next->numbers, arena, sizeof *added, SIZE_MAX);
    assert_non_null(added);
    assert_span_is(first->words.items[0], "KR");
    assert_span_is(first->words.items[2], "US");
    assert_int_equal(*CL_ARRAY_AT(&first->next->numbers, const uint32_t, 99), 99 * 99);
    cl_arena_free(arena);
    free(bytes);
}

static void at_its_own_address_nothing_is_changed(void **state)
{
    (void)state;
    size_t len;
    size_t again;
    thing *first;
    uint8_t *bytes = write_things(0, &len);
    uint8_t *moved = write_things((uintptr_t)bytes, &again);
    assert_int_equal(again, len);
    memcpy(bytes, moved, len);
    assert_int_equal(open_things(bytes, len, &first), CL_OK);
    assert_memory_equal(bytes, moved, len);
    assert_are_the_things(first);
    free(moved);
    free(bytes);
}

static void every_prefix_is_refused(void **state)
{
    (void)state;
    size_t len;
    uint8_t *bytes = write_things(0, &len);
    for (size_t i = 0; i < len; i++) {
        uint8_t *part = malloc(i + 1); /* so that a byte too much is seen */
        thing *first;
        assert_non_null(part);
        memcpy(part, bytes, i);
        assert_int_equal(open_things(part, i, &first), CL_MALFORMED);
        free(part);
    }
    free(bytes);
}

/* Places that are out of the image are refused; whoever keeps images tells other damage. */
static void no_changed_byte_leads_out_of_the_image(void **state)
{
    (void)state;
    size_t len;
    size_t refused = 0;
    uint8_t *bytes = write_things(0, &len);
    uint8_t *copy = malloc(len);
    assert_non_null(copy);
    for (size_t i = 0; i < len * 8; i++) {
        thing *first;
        memcpy(copy, bytes, len);
        copy[i / 8] ^= (uint8_t)(1u << i % 8);
        refused += open_things(copy, len, &first) != CL_OK;
    }
    assert_true(refused > 500);
    free(copy);
    free(bytes);
}

/* The image of the project's rules, loaded anew. */
static cl_ruleset_image write_rules(void)
{
    cl_error error = {0};
    cl_files files;
    cl_ruleset *built = NULL;
    cl_ruleset_image image = {0};
    cl_arena *arena = cl_arena_new((size_t)64 << 20);
    assert_int_equal(cl_files_read(arena, CL_SOURCE_FOLDER "/rules", &files, &error), CL_OK);
    assert_int_equal(cl_ruleset_build(&files, &built, &error), CL_OK);
    assert_int_equal(cl_ruleset_finish(built, &image), CL_OK);
    cl_arena_free(arena);
    return image;
}

/* A pointer that no shape names would be written as the address that it is. */
static void the_same_rules_give_the_same_image_wherever_they_lie(void **state)
{
    (void)state;
    cl_ruleset_image first = write_rules();
    cl_ruleset_image second = write_rules(); /* while the first takes its place */
    assert_int_equal(first.size, second.size);
    for (size_t i = 0; i < first.size; i++) {
        if (first.memory[i] != second.memory[i]) {
            fail_msg("byte %zu of the image depends on where the rules lay", i);
        }
    }
    free(first.memory);
    free(second.memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_is_what_is_opened),
        cmocka_unit_test(lists_of_an_image_grow_without_writing_behind_their_end),
        cmocka_unit_test(at_its_own_address_nothing_is_changed),
        cmocka_unit_test(every_prefix_is_refused),
        cmocka_unit_test(no_changed_byte_leads_out_of_the_image),
        cmocka_unit_test(the_same_rules_give_the_same_image_wherever_they_lie),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
