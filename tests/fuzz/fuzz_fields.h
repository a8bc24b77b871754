/* Reads bytes into fields and checks what must hold whatever they are: values are trimmed UTF-8
 * within their caps, they lie in the block, and every finding says something. */
#ifndef CL_FUZZ_FIELDS_H
#define CL_FUZZ_FIELDS_H

#include <stdlib.h>

#include "base/limits.h"
#include "base/text.h"
#include "metadata/metadata.h"

enum {
    FUZZ_BLOCK_OFFSET = 1000
};

static inline void check(bool holds)
{
    if (!holds) {
        abort();
    }
}

static inline void check_field(const cl_field *field, size_t block_len)
{
    check(field->name < CL_FIELD_NAME_COUNT && field->container != NULL);
    check(field->value.len > 0 && field->value.len <= CL_FIELD_BYTES_MAX);
    check(cl_span_equal(field->value, cl_span_trim(field->value)));
    check(cl_utf8_valid(field->value) && cl_utf8_valid(field->property));
    check((field->decoded == NULL) == (field->original.len == 0));
    check(!field->has_offset || field->offset <= FUZZ_BLOCK_OFFSET + block_len);
}

static inline void check_fields(const cl_fields *fields, size_t block_len)
{
    check(fields->items.count <= CL_FIELDS_MAX);
    for (size_t i = 0; i < fields->items.count; i++) {
        check_field(cl_fields_at(fields, i), block_len);
    }
    check(fields->findings->items.count <= CL_FINDINGS_MAX);
    for (size_t i = 0; i < fields->findings->items.count; i++) {
        const cl_finding *finding = cl_findings_at(fields->findings, i);
        check(finding->message.len > 0 && cl_utf8_valid(finding->message));
    }
}

typedef cl_status (*fuzz_reader)(cl_span bytes, cl_fields *fields);

static inline int fuzz_fields(fuzz_reader reader, cl_span bytes)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    cl_findings findings = {.arena = arena};
    cl_fields fields = {.arena = arena, .findings = &findings};
    check(arena != NULL);
    check(reader(bytes, &fields) == CL_OK);
    check_fields(&fields, bytes.len);
    cl_arena_free(arena);
    return 0;
}

static inline cl_block fuzz_block(cl_block_kind kind, cl_span bytes)
{
    return (cl_block){
        .kind = kind, .bytes = bytes, .offset = FUZZ_BLOCK_OFFSET, .container = "fuzz"};
}

#endif
