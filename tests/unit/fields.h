/* Reads a block of chosen bytes into fields, for the tests of the metadata readers. */
#ifndef CL_TEST_FIELDS_H
#define CL_TEST_FIELDS_H

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/out.h"
#include "base/text.h"
#include "cl_test.h"
#include "metadata/metadata.h"

enum {
    BLOCK_OFFSET = 1000
}; /* where the block stands in its file */

typedef struct read_fields {
    cl_arena *arena;
    uint8_t *bytes;
    cl_block block;
    cl_findings findings;
    cl_fields fields;
    cl_status status;
} read_fields;

typedef cl_status (*block_reader)(const cl_block *block, cl_fields *fields);

/* An exact copy of the bytes, so that the sanitizer sees a read one byte too far. */
static inline read_fields *fields_new(cl_span bytes)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    assert_non_null(arena);
    read_fields *made = cl_arena_alloc(arena, 1, sizeof *made);
    assert_non_null(made);
    made->arena = arena;
    made->findings.arena = arena;
    made->fields.arena = arena;
    made->fields.findings = &made->findings;
    made->bytes = malloc(bytes.len == 0 ? 1 : bytes.len);
    assert_non_null(made->bytes);
    if (bytes.len > 0) {
        memcpy(made->bytes, bytes.data, bytes.len);
    }
    made->block = (cl_block){
        .bytes = {made->bytes, bytes.len}, .offset = BLOCK_OFFSET, .container = "a test"};
    return made;
}

static inline read_fields *fields_of(block_reader reader, cl_block_kind kind, cl_span bytes)
{
    read_fields *made = fields_new(bytes);
    made->block.kind = kind;
    made->status = reader(&made->block, &made->fields);
    assert_int_equal(made->status, CL_OK);
    return made;
}

static inline void fields_free(read_fields *made)
{
    free(made->bytes);
    cl_arena_free(made->arena);
}

static inline size_t count_fields(const read_fields *made, cl_field_name name)
{
    size_t count = 0;
    for (size_t i = 0; i < made->fields.items.count; i++) {
        count += cl_fields_at(&made->fields, i)->name == name;
    }
    return count;
}

/* The `nth` field of that name; the test fails when there is none. */
static inline const cl_field *field_at(const read_fields *made, cl_field_name name, size_t nth)
{
    for (size_t i = 0; i < made->fields.items.count; i++) {
        const cl_field *field = cl_fields_at(&made->fields, i);
        if (field->name == name && nth-- == 0) {
            return field;
        }
    }
    fail_msg("no such %s", cl_field_name_text(name));
    return NULL;
}

static inline void assert_field(const read_fields *made, cl_field_name name, const char *value)
{
    assert_span_is(field_at(made, name, 0)->value, value);
}

/* The value stands in the block where its offset says. */
static inline void assert_offset_is_right(const read_fields *made, const cl_field *field)
{
    assert_true(field->has_offset);
    assert_in_range(field->offset, BLOCK_OFFSET, BLOCK_OFFSET + made->block.bytes.len);
    size_t at = (size_t)(field->offset - BLOCK_OFFSET);
    assert_true(cl_span_equal(cl_span_sub(made->block.bytes, at, field->value.len), field->value));
}

static inline bool has_damage(const read_fields *made, cl_damage damage)
{
    for (size_t i = 0; i < made->findings.items.count; i++) {
        cl_span rule = cl_findings_at(&made->findings, i)->rule;
        if (cl_span_equal(rule, cl_span_of(cl_damage_entry_of(damage)->id))) {
            return true;
        }
    }
    return false;
}

static inline void assert_no_findings(const read_fields *made)
{
    for (size_t i = 0; i < made->findings.items.count; i++) {
        print_error("%.*s\n", CL_SPAN_PRINT(cl_findings_at(&made->findings, i)->message));
    }
    assert_int_equal(made->findings.items.count, 0);
}

/* Exactly one finding, of this kind. */
static inline void assert_only_finding(const read_fields *made, cl_damage damage)
{
    for (size_t i = 0; i < made->findings.items.count && made->findings.items.count != 1; i++) {
        print_error("%.*s\n", CL_SPAN_PRINT(cl_findings_at(&made->findings, i)->message));
    }
    assert_int_equal(made->findings.items.count, 1);
    assert_span_is(cl_findings_at(&made->findings, 0)->rule, cl_damage_entry_of(damage)->id);
}

/* Whatever was cut off, values are UTF-8 and findings say something. */
static inline void assert_prefixes_are_read(block_reader reader, cl_block_kind kind, cl_span bytes)
{
    for (size_t len = 0; len <= bytes.len; len++) {
        read_fields *made = fields_of(reader, kind, cl_span_sub(bytes, 0, len));
        for (size_t i = 0; i < made->fields.items.count; i++) {
            assert_true(cl_utf8_valid(cl_fields_at(&made->fields, i)->value));
        }
        for (size_t i = 0; i < made->findings.items.count; i++) {
            assert_true(cl_findings_at(&made->findings, i)->message.len > 0);
        }
        fields_free(made);
    }
}

#endif
