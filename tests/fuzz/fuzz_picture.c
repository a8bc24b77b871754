/* A picture of any format, from its first bytes to its fields. */
#include "fuzz_fields.h"

#include "metadata/shown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_shown(const cl_fields *fields)
{
    for (unsigned order = 0; order < CL_SHOWN_ORDERS; order++) {
        cl_shown shown;
        cl_shown_find(fields, (cl_shown_order)order, &shown);
        for (size_t i = 0; i < fields->items.count; i++) {
            const cl_field *field = cl_fields_at(fields, i);
            check(shown.of[field->name] != NULL);
            (void)cl_shown_has(&shown, field);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    check(arena != NULL);
    cl_findings findings = {.arena = arena};
    cl_fields fields = {.arena = arena, .findings = &findings};
    cl_source *source = NULL;
    const char *format = "";
    check(cl_source_of(arena, (cl_span){data, size}, &source) == CL_OK);
    cl_status status = cl_picture_read(source, CL_SPAN("picture.jpg"), &fields, &format);
    check(status == CL_OK || status == CL_LIMIT);
    check_fields(&fields, size);
    check_shown(&fields);
    cl_arena_free(arena);
    return 0;
}
