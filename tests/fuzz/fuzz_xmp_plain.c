#include "fuzz_fields.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One packet, read into fields of its own. */
typedef struct read_packet {
    cl_arena *arena;
    cl_findings findings;
    cl_fields fields;
} read_packet;

static void read_with(cl_span before, cl_span packet, read_packet *out)
{
    *out = (read_packet){.arena = cl_arena_new(CL_ARENA_PICTURE_MAX)};
    out->findings.arena = out->fields.arena = out->arena;
    out->fields.findings = &out->findings;
    const cl_span parts[] = {before, packet};
    cl_span bytes;
    check(cl_arena_join(out->arena, parts, 2, &bytes) == CL_OK);
    const cl_block block = fuzz_block(CL_BLOCK_XMP, bytes);
    check(cl_xmp_read(&block, &out->fields) == CL_OK);
}

/* libxml2 reads what has a comment in it; both readers must read the same. Where a packet is no XML
 * libxml2 read it either way. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const cl_span packet = {data, size};
    read_packet plain;
    read_packet other;
    if (!cl_span_starts(packet, CL_SPAN("<")) || cl_span_starts(packet, CL_SPAN("<?xml"))) {
        return 0; /* the comment would stand where it changes the meaning */
    }
    read_with(CL_EMPTY_SPAN, packet, &plain);
    read_with(CL_SPAN("<!---->"), packet, &other);
    if (!cl_findings_incomplete(&plain.findings)) {
        check(plain.fields.items.count == other.fields.items.count);
        for (size_t i = 0; i < plain.fields.items.count; i++) {
            const cl_field *one = cl_fields_at(&plain.fields, i);
            const cl_field *two = cl_fields_at(&other.fields, i);
            check(one->name == two->name && cl_span_equal(one->value, two->value));
            check(cl_span_equal(one->property, two->property));
        }
        check(plain.findings.items.count == other.findings.items.count);
    }
    cl_arena_free(plain.arena);
    cl_arena_free(other.arena);
    return 0;
}
