/* Builds files byte by byte and reads them as a format, for the tests of the containers. */
#ifndef CL_TEST_BYTES_H
#define CL_TEST_BYTES_H

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/out.h"
#include "cl_test.h"
#include "container/formats.h"

/* Building: everything is appended to a cl_out. */

static inline void put_number(cl_out *to, uint64_t number, size_t len, bool little_endian)
{
    for (size_t i = 0; i < len; i++) {
        size_t shift = 8 * (little_endian ? i : len - 1 - i);
        cl_out_byte(to, (char)(uint8_t)(number >> shift));
    }
}

static inline void put_u16be(cl_out *to, size_t number)
{
    put_number(to, number, 2, false);
}

static inline void put_u32be(cl_out *to, size_t number)
{
    put_number(to, number, 4, false);
}

static inline void put_u32le(cl_out *to, size_t number)
{
    put_number(to, number, 4, true);
}

/* A JPEG segment with a right length. */
static inline void put_segment(cl_out *to, uint8_t marker, cl_span body)
{
    cl_out_byte(to, (char)0xFF);
    cl_out_byte(to, (char)marker);
    put_u16be(to, body.len + 2);
    cl_out_put(to, body);
}

/* A Photoshop image resource without a name. */
static inline void put_resource(cl_out *to, uint16_t id, cl_span data)
{
    cl_out_text(to, "8BIM");
    put_u16be(to, id);
    put_u16be(to, 0);
    put_u32be(to, data.len);
    cl_out_put(to, data);
    if (data.len % 2 == 1) {
        cl_out_byte(to, 0);
    }
}

/* Reading */

typedef struct reading {
    cl_arena *arena;
    uint8_t *bytes;
    size_t len;
    cl_findings findings;
    cl_blocks blocks;
} reading;

static inline reading *reading_of(cl_span bytes)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    assert_non_null(arena);
    reading *made = cl_arena_alloc(arena, 1, sizeof *made);
    assert_non_null(made);
    made->arena = arena;
    made->findings.arena = arena;
    made->blocks.arena = arena;
    made->blocks.findings = &made->findings;
    /* An exact copy, so that the sanitizer sees a read one byte too far. */
    made->len = bytes.len;
    made->bytes = malloc(bytes.len == 0 ? 1 : bytes.len);
    assert_non_null(made->bytes);
    if (bytes.len > 0) {
        memcpy(made->bytes, bytes.data, bytes.len);
    }
    return made;
}

static inline void reading_free(reading *made)
{
    free(made->bytes);
    cl_arena_free(made->arena);
}

/* What stands in a block stands at the offset that the block names, unless it was inflated. */
static inline void assert_offsets_are_right(const reading *made)
{
    for (size_t i = 0; i < made->blocks.items.count; i++) {
        const cl_block *block = cl_blocks_at(&made->blocks, i);
        for (size_t k = 0; k < block->bytes.len; k++) {
            if (!cl_block_is_verbatim(block, k)) {
                continue;
            }
            uint64_t offset = cl_block_offset(block, k);
            assert_true(offset < made->len);
            assert_int_equal(made->bytes[offset], block->bytes.data[k]);
        }
    }
}

static inline reading *read_as(const cl_format *format, cl_span bytes)
{
    reading *made = reading_of(bytes);
    cl_source *source = NULL;
    cl_span all = {made->bytes, made->len};
    assert_int_equal(cl_source_of(made->arena, all, &source), CL_OK);
    assert_int_equal(format->read(source, &made->blocks), CL_OK);
    assert_offsets_are_right(made);
    return made;
}

/* Asserting */

static inline size_t count_damage(const reading *made, cl_damage damage)
{
    size_t count = 0;
    for (size_t i = 0; i < made->findings.items.count; i++) {
        cl_span rule = cl_findings_at(&made->findings, i)->rule;
        count += cl_span_equal(rule, cl_span_of(cl_damage_entry_of(damage)->id));
    }
    return count;
}

static inline bool is_incomplete(const reading *made)
{
    for (size_t i = 0; i < made->findings.items.count; i++) {
        if (cl_findings_at(&made->findings, i)->incomplete) {
            return true;
        }
    }
    return false;
}

static inline void assert_no_damage(const reading *made)
{
    for (size_t i = 0; i < made->findings.items.count; i++) {
        print_error("%.*s\n", CL_SPAN_PRINT(cl_findings_at(&made->findings, i)->message));
    }
    assert_int_equal(made->findings.items.count, 0);
}

/* Exactly one finding, of this kind. */
static inline void assert_only_damage(const reading *made, cl_damage damage)
{
    for (size_t i = 0; i < made->findings.items.count && made->findings.items.count != 1; i++) {
        print_error("%.*s\n", CL_SPAN_PRINT(cl_findings_at(&made->findings, i)->message));
    }
    assert_int_equal(made->findings.items.count, 1);
    assert_span_is(cl_findings_at(&made->findings, 0)->rule, cl_damage_entry_of(damage)->id);
}

static inline void assert_block(const reading *made, size_t i, cl_block_kind kind, const char *text)
{
    assert_true(i < made->blocks.items.count);
    assert_int_equal(cl_blocks_at(&made->blocks, i)->kind, kind);
    assert_span_is(cl_blocks_at(&made->blocks, i)->bytes, text);
}

static inline void assert_block_count(const reading *made, size_t count)
{
    assert_int_equal(made->blocks.items.count, count);
}

/* Every file that was cut shorter than `whole` says that it is not all there, and none crashes. */
static inline void assert_prefixes_are_damaged(const cl_format *format, cl_span bytes, size_t whole)
{
    for (size_t len = 0; len <= bytes.len; len++) {
        reading *made = read_as(format, cl_span_sub(bytes, 0, len));
        if (len < whole) {
            assert_true(is_incomplete(made));
        }
        reading_free(made);
    }
}

#endif
