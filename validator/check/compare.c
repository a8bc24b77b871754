#include "check/compare.h"

#include "base/limits.h"
#include "check/comparing.h"
#include "check/template.h"
#include "metadata/alike.h"

const char *cl_change_name(cl_change_kind kind)
{
    static const char *const names[CL_CHANGE_KINDS] = {"lost", "weakened", "changed", "added",
                                                       "gone"};
    return names[kind];
}

bool cl_comparing_may(cl_comparing *work, uint64_t steps)
{
    if (work->work < steps) {
        work->work = 0;
        work->out->limited = true;
        return false;
    }
    work->work -= steps;
    return true;
}

cl_status cl_comparing_add(cl_comparing *work, const cl_change *change)
{
    cl_changes *out = work->out;
    out->loss = out->loss || change->loss;
    if (out->items.count == CL_CHANGES_MAX) {
        out->limited = true;
        return CL_OK;
    }
    cl_change *added = cl_array_add(&out->items, work->arena, sizeof *added, CL_CHANGES_MAX);
    if (added == NULL) {
        return cl_arena_status(work->arena);
    }
    *added = *change;
    CL_TRY(cl_one_line(work->arena, change->before, &added->before));
    return cl_one_line(work->arena, change->after, &added->after);
}

cl_span cl_comparing_words(const cl_places *places)
{
    const cl_place *place = cl_places_first(places);
    return place == NULL ? CL_EMPTY_SPAN : place->text;
}

static cl_span file_name(cl_span path)
{
    size_t from = path.len;
    while (from > 0 && path.data[from - 1] != '/') {
        from--;
    }
    return cl_span_from(path, from);
}

cl_status cl_comparing_origin(cl_comparing *work, const cl_field *field, cl_words *out)
{
    static const char *const given[] = {"record", "text", NULL};
    bool bare = cl_span_is_one_of(cl_span_of(field->container), given);
    cl_span origin =
        bare ? cl_span_of(cl_field_name_text(field->name)) : cl_field_origin(work->arena, field);
    if (field->file.len > 0) {
        origin = cl_arena_format(work->arena, "%.*s of %.*s", CL_SPAN_PRINT(origin),
                                 CL_SPAN_PRINT(file_name(field->file)));
    }
    return origin.len == 0 ? cl_arena_status(work->arena) : cl_words_add(out, work->arena, origin);
}

cl_status cl_comparing_origins(cl_comparing *work, const cl_places *places, cl_words *out)
{
    for (size_t i = 0; i < places->items.count; i++) {
        const cl_field *field = CL_ARRAY_AT(&places->items, const cl_place, i)->field;
        if (field != NULL) {
            CL_TRY(cl_comparing_origin(work, field, out));
        }
    }
    return CL_OK;
}

/* --- notices and unread notes --- */

static const cl_notice *notice_of(const cl_record *record, cl_span kind)
{
    for (size_t i = 0; i < record->notices.count; i++) {
        if (cl_span_equal(cl_record_notice(record, i)->kind, kind)) {
            return cl_record_notice(record, i);
        }
    }
    return NULL;
}

static cl_status lost_note(cl_comparing *work, const char *what, const cl_places *places)
{
    cl_change change = {
        .kind = CL_CHANGE_LOST, .loss = true, .what = what, .before = cl_comparing_words(places)};
    CL_TRY(cl_comparing_origins(work, places, &change.stood_in));
    return cl_comparing_add(work, &change);
}

static cl_status added_note(cl_comparing *work, const char *what, const cl_places *places)
{
    cl_change change = {.kind = CL_CHANGE_ADDED, .what = what, .after = cl_comparing_words(places)};
    CL_TRY(cl_comparing_origins(work, places, &change.stands_in));
    return cl_comparing_add(work, &change);
}

static cl_status compare_notices(cl_comparing *work)
{
    for (size_t i = 0; i < work->before->notices.count; i++) {
        const cl_notice *notice = cl_record_notice(work->before, i);
        if (notice_of(work->after, notice->kind) == NULL) {
            CL_TRY(lost_note(work, "notice", &notice->places));
        }
    }
    for (size_t i = 0; i < work->after->notices.count; i++) {
        const cl_notice *notice = cl_record_notice(work->after, i);
        if (notice_of(work->before, notice->kind) == NULL) {
            CL_TRY(added_note(work, "notice", &notice->places));
        }
    }
    return CL_OK;
}

/* Whether any field holds the words, in the same letters or worded alike as a note of its own. What
 * was not read there may have been read here. */
static bool holds(cl_comparing *work, const cl_record *record, cl_span words)
{
    for (size_t i = 0; i < record->fields.items.count; i++) {
        cl_span value = cl_fields_at(&record->fields, i)->value;
        if (!cl_comparing_may(work, 1 + value.len / 16)) {
            return false;
        }
        if (cl_span_find(value, words) < value.len) {
            return true;
        }
    }
    for (size_t i = 0; i < record->unread.count; i++) {
        cl_span other = cl_comparing_words(&cl_record_unread(record, i)->places);
        if (!cl_comparing_may(work, 1 + other.len)) {
            return false;
        }
        if (cl_alike_nocase(other, words)) {
            return true;
        }
    }
    return false;
}

static cl_status compare_unread(cl_comparing *work)
{
    for (size_t i = 0; i < work->before->unread.count; i++) {
        const cl_places *places = &cl_record_unread(work->before, i)->places;
        if (!holds(work, work->after, cl_comparing_words(places))) {
            CL_TRY(lost_note(work, "unread note", places));
        }
    }
    for (size_t i = 0; i < work->after->unread.count; i++) {
        const cl_places *places = &cl_record_unread(work->after, i)->places;
        if (!holds(work, work->before, cl_comparing_words(places))) {
            CL_TRY(added_note(work, "unread note", places));
        }
    }
    return CL_OK;
}

/* --- in order --- */

/* The losses first, then what else changed, each in the order found. */
static unsigned rank_of(const cl_change *change)
{
    return (change->loss ? 0u : CL_CHANGE_KINDS) + (unsigned)change->kind;
}

static cl_status sort(cl_comparing *work)
{
    cl_array *items = &work->out->items;
    cl_array sorted = {0};
    for (unsigned rank = 0; rank < 2u * CL_CHANGE_KINDS; rank++) {
        for (size_t i = 0; i < items->count; i++) {
            const cl_change *change = CL_ARRAY_AT(items, const cl_change, i);
            if (rank_of(change) != rank) {
                continue;
            }
            cl_change *added = cl_array_add(&sorted, work->arena, sizeof *added, CL_CHANGES_MAX);
            if (added == NULL) {
                return cl_arena_status(work->arena);
            }
            *added = *change;
        }
    }
    *items = sorted;
    return CL_OK;
}

cl_status cl_compare(const cl_ruleset *rules, const cl_record *before, const cl_record *after,
                     cl_changes *out)
{
    cl_comparing work = {.rules = rules,
                         .before = before,
                         .after = after,
                         .arena = out->arena,
                         .out = out,
                         .work = CL_COMPARE_WORK};
    CL_TRY(cl_compare_restrictions(&work));
    CL_TRY(compare_notices(&work));
    CL_TRY(cl_compare_credits(&work));
    CL_TRY(compare_unread(&work));
    CL_TRY(cl_compare_fields(&work));
    CL_TRY(cl_compare_blocks(&work));
    return sort(&work);
}
