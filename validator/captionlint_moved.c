/* A picture that is told as being in another place than where it was read. */
#include "captionlint_handle.h"

enum {
    NAMES = 4 /* that captionlint_sidecar_name gives */
};

/* A name that a sidecar of the picture may have: where it was read, and where it will be. */
typedef struct moving {
    cl_arena *arena;
    cl_span from;
    cl_span to;
} moving;

/* A message with the name in it gets the new one. */
static cl_status move_message(const moving *how, cl_span *text, bool *moved)
{
    size_t at = cl_span_find(*text, how->from);
    if (at >= text->len) {
        return CL_OK;
    }
    const cl_span parts[] = {cl_span_sub(*text, 0, at), how->to,
                             cl_span_from(*text, at + how->from.len)};
    *moved = true;
    return cl_arena_join(how->arena, parts, sizeof parts / sizeof parts[0], text);
}

static void move_fields(const moving *how, cl_record *record)
{
    for (size_t i = 0; i < record->fields.items.count; i++) {
        cl_field *field = CL_ARRAY_AT(&record->fields.items, cl_field, i);
        if (cl_span_equal(field->file, how->from)) {
            field->file = how->to;
        }
    }
}

static cl_status read_name(cl_arena *arena, cl_span path, size_t i, cl_span *out)
{
    char name[CL_PATH_MAX];
    (void)captionlint_sidecar_name(path, i, name);
    return cl_arena_copy(arena, cl_span_of(name), out);
}

/* Each message names one sidecar at most. */
static cl_status move_finding(const moving *names, size_t count, cl_finding *finding)
{
    bool moved = false;
    for (size_t i = 0; i < count && !moved; i++) {
        if (names[i].from.len > 0 && names[i].to.len > 0) {
            CL_TRY(move_message(&names[i], &finding->message, &moved));
        }
    }
    return CL_OK;
}

static cl_status move_sidecars(cl_record *record, cl_span place)
{
    moving names[NAMES];
    char unused[CL_PATH_MAX];
    size_t count = 0;
    for (; count < NAMES && captionlint_sidecar_name(record->path, count, unused); count++) {
        names[count].arena = record->arena;
        CL_TRY(read_name(record->arena, record->path, count, &names[count].from));
        CL_TRY(read_name(record->arena, place, count, &names[count].to));
        move_fields(&names[count], record);
    }
    for (size_t i = 0; i < record->findings.items.count; i++) {
        CL_TRY(move_finding(names, count, CL_ARRAY_AT(&record->findings.items, cl_finding, i)));
    }
    return CL_OK;
}

captionlint_status captionlint_picture_move(const captionlint_picture *picture, const char *path,
                                            captionlint_error *error)
{
    cl_error cause = {0};
    /* It was const for the caller alone: what he reads of it and what reports do is one. */
    cl_record *record = (cl_record *)(uintptr_t)&picture->record;
    cl_span place;
    cl_status status = cl_arena_copy(record->arena, cl_span_of(path), &place);
    if (status == CL_OK) {
        status = move_sidecars(record, place);
    }
    if (status == CL_OK) {
        record->path = place;
    }
    return captionlint_fail(error, &cause, status);
}
