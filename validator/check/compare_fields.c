/* The properties that are rights text as they stand - a copyright line, a licence, a term of PLUS -
 * and the blocks of metadata themselves. */
#include "base/limits.h"
#include "check/comparing.h"
#include "metadata/alike.h"
#include "metadata/shown.h"

/* One value of a property that is compared. */
typedef struct value {
    const cl_field *field;
    cl_span text; /* of a list of creators in one text, one of them */
    uint64_t key;
    bool told;
} value;

typedef struct values {
    cl_array items; /* of value */
} values;

static value *at(const values *list, size_t i)
{
    return CL_ARRAY_AT(&list->items, value, i);
}

/* Rights text beyond the vocabularies and notes: who owns it, who licenses it, whom to name. */
static bool is_rights(cl_field_name name)
{
    static const cl_field_name names[] = {
        CL_COPYRIGHT,        CL_COPYRIGHT_OWNER,
        CL_RIGHTS_OWNER,     CL_LICENSOR,
        CL_LICENSOR_URL,     CL_CREDIT,
        CL_CREATOR,          CL_SOURCE,
        CL_IMAGE_SUPPLIER,   CL_ATTRIBUTION_NAME,
        CL_ATTRIBUTION_URL,  CL_LICENSE_ID,
        CL_MORE_PERMISSIONS, CL_RIGHTS_CERTIFICATE,
        CL_COPYRIGHT_MARKED,
    };
    cl_field_class class = cl_field_class_of(name);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i] == name) {
            return true;
        }
    }
    return class == CL_CLASS_TERM || (class == CL_CLASS_NOTES && name != CL_INSTRUCTIONS);
}

static bool places_have(const cl_places *places, const cl_field *field)
{
    for (size_t i = 0; i < places->items.count; i++) {
        if (CL_ARRAY_AT(&places->items, const cl_place, i)->field == field) {
            return true;
        }
    }
    return false;
}

/* Whether something was read in the field, so that it was compared by what it says. */
static bool was_read(cl_comparing *work, const cl_record *record, const cl_field *field)
{
    size_t clauses = record->restrictions.count + record->notices.count + record->credits.count +
                     record->unread.count;
    bool found = !cl_comparing_may(work, clauses);
    for (size_t i = 0; i < record->restrictions.count && !found; i++) {
        found = places_have(&cl_record_restriction(record, i)->places, field);
    }
    for (size_t i = 0; i < record->notices.count && !found; i++) {
        found = places_have(&cl_record_notice(record, i)->places, field);
    }
    for (size_t i = 0; i < record->credits.count && !found; i++) {
        found = places_have(&cl_record_credit(record, i)->places, field);
    }
    for (size_t i = 0; i < record->unread.count && !found; i++) {
        found = places_have(&cl_record_unread(record, i)->places, field);
    }
    return found;
}

static cl_status add_value(cl_comparing *work, const cl_field *field, cl_span text, values *out)
{
    value *added = cl_array_add(&out->items, work->arena, sizeof *added, 2 * CL_FIELDS_MAX);
    if (added == NULL) {
        work->out->limited = out->items.count == 2 * CL_FIELDS_MAX;
        return work->out->limited ? CL_OK : cl_arena_status(work->arena);
    }
    *added = (value){.field = field, .text = text, .key = cl_alike_key(text)};
    return CL_OK;
}

/* Exif has one text for several creators (MWG Guidelines 2.0, 5.4). */
static cl_status add_creators(cl_comparing *work, const cl_field *field, values *out)
{
    cl_span rest = field->value;
    cl_span part;
    while (cl_span_next(&rest, ';', &part)) {
        part = cl_span_trim(part);
        CL_TRY(part.len == 0 ? CL_OK : add_value(work, field, part, out));
    }
    return CL_OK;
}

static cl_status collect(cl_comparing *work, const cl_record *record, values *out)
{
    *out = (values){{0}};
    for (size_t i = 0; i < record->fields.items.count; i++) {
        const cl_field *field = cl_fields_at(&record->fields, i);
        CL_TRY(field->name == CL_CREATOR ? add_creators(work, field, out)
                                         : add_value(work, field, field->value, out));
    }
    return CL_OK;
}

/* Whether one is the other, or what IIM left of it. */
static bool is_same(const value *kept, const value *wanted)
{
    return kept->key == wanted->key ||
           (cl_field_may_be_cut(wanted->field) && cl_span_starts(kept->text, wanted->text));
}

/* Whether the property, or any for notes and terms, holds the same. */
static bool is_kept(cl_comparing *work, const values *list, const value *wanted)
{
    cl_field_name name = wanted->field->name;
    bool anywhere = cl_field_class_of(name) != CL_CLASS_CREDIT;
    for (size_t i = 0; i < list->items.count; i++) {
        if (!cl_comparing_may(work, 1) ||
            ((anywhere || at(list, i)->field->name == name) && is_same(at(list, i), wanted))) {
            return true;
        }
    }
    return false;
}

/* What stands in the place of a value that is gone: its beginning, or a value of the same property
 * that the other record does not have. */
static value *find_newcomer(cl_comparing *work, const values *list, const values *other,
                            const value *gone)
{
    for (size_t i = 0; i < list->items.count; i++) {
        value *candidate = at(list, i);
        if (candidate->field->name == gone->field->name && !candidate->told &&
            (cl_span_starts(gone->text, candidate->text) || !is_kept(work, other, candidate))) {
            return candidate;
        }
    }
    return NULL;
}

/* The places where the same value stands in the same property; they are told with it. */
static cl_status tell_all(cl_comparing *work, const values *list, const value *told, cl_words *out)
{
    uint64_t key = told->key;
    cl_field_name name = told->field->name;
    for (size_t i = 0; i < list->items.count; i++) {
        value *same = at(list, i);
        if (same->key == key && same->field->name == name) {
            same->told = true;
            CL_TRY(cl_comparing_origin(work, same->field, out));
        }
    }
    return CL_OK;
}

/* Whether the new value says all that the old one said. */
static bool says_all(cl_span now, cl_span before)
{
    cl_likeness how = cl_alike(before, now).how;
    return how == CL_FIRST_IS_SHORTER || how == CL_ALIKE_BUT_CASE ||
           cl_span_find(now, before) < now.len;
}

static cl_status say_gone(cl_comparing *work, const values *before, const values *after,
                          const value *gone)
{
    cl_change change = {.kind = CL_CHANGE_LOST,
                        .loss = true,
                        .what = cl_field_name_text(gone->field->name),
                        .before = gone->text};
    const value *now = find_newcomer(work, after, before, gone);
    CL_TRY(tell_all(work, before, gone, &change.stood_in));
    if (now != NULL) {
        change.kind = CL_CHANGE_CHANGED;
        change.loss = !says_all(now->text, gone->text);
        change.after = now->text;
        CL_TRY(tell_all(work, after, now, &change.stands_in));
    }
    return cl_comparing_add(work, &change);
}

static cl_status say_added(cl_comparing *work, const values *after, const value *added)
{
    cl_change change = {.kind = CL_CHANGE_ADDED,
                        .what = cl_field_name_text(added->field->name),
                        .after = added->text};
    CL_TRY(tell_all(work, after, added, &change.stands_in));
    return cl_comparing_add(work, &change);
}

/* Whether the value is rights text that `other` lacks, and that was not compared as a note. */
static bool is_news(cl_comparing *work, const cl_record *record, const value *one,
                    const values *other)
{
    const cl_field *field = one->field;
    cl_field_class class = cl_field_class_of(field->name);
    if (one->told || !is_rights(field->name) || is_kept(work, other, one)) {
        return false;
    }
    bool may_be_note = class == CL_CLASS_NOTES || class == CL_CLASS_TERM;
    return !may_be_note || (!was_read(work, record, field) && !work->out->limited);
}

static cl_status compare(cl_comparing *work, const values *before, const values *after)
{
    for (size_t i = 0; i < before->items.count; i++) {
        if (is_news(work, work->before, at(before, i), after)) {
            CL_TRY(say_gone(work, before, after, at(before, i)));
        }
    }
    for (size_t i = 0; i < after->items.count; i++) {
        if (is_news(work, work->after, at(after, i), before)) {
            CL_TRY(say_added(work, after, at(after, i)));
        }
    }
    return CL_OK;
}

cl_status cl_compare_fields(cl_comparing *work)
{
    values before;
    values after;
    CL_TRY(collect(work, work->before, &before));
    CL_TRY(collect(work, work->after, &after));
    return compare(work, &before, &after);
}

/* --- blocks --- */

static bool is_block(const cl_field *field)
{
    static const char *const others[] = {"text", "record", "JPEG comment", NULL};
    return !cl_span_is_one_of(cl_span_of(field->container), others);
}

static bool in_same_block(const cl_field *a, const cl_field *b)
{
    return cl_span_equal(cl_span_of(a->container), cl_span_of(b->container)) &&
           (a->file.len > 0) == (b->file.len > 0);
}

/* The index of the first field of the block, or the count of fields. */
static size_t first_in(const cl_fields *fields, const cl_field *block)
{
    size_t i = 0;
    while (i < fields->items.count && !in_same_block(cl_fields_at(fields, i), block)) {
        i++;
    }
    return i;
}

static cl_status say_block(cl_comparing *work, cl_change_kind kind, cl_span name)
{
    cl_change change = {.kind = kind, .what = "block"};
    *(kind == CL_CHANGE_GONE ? &change.before : &change.after) = name;
    return cl_comparing_add(work, &change);
}

/* The blocks of `in` that `other` does not have. */
static cl_status find_blocks(cl_comparing *work, const cl_fields *in, const cl_fields *other,
                             cl_change_kind kind)
{
    cl_words names = {0};
    for (size_t i = 0; i < in->items.count; i++) {
        const cl_field *field = cl_fields_at(in, i);
        bool first = is_block(field) && names.count < CL_CHANGES_MAX &&
                     first_in(other, field) == other->items.count;
        if (first) {
            cl_span name = cl_arena_format(work->arena, "%s block%s", field->container,
                                           field->file.len == 0 ? "" : " of the sidecar");
            CL_TRY(cl_words_add(&names, work->arena, name));
        }
    }
    if (in->c2pa.len > 0 && other->c2pa.len == 0) {
        CL_TRY(cl_words_add(&names, work->arena, CL_SPAN("C2PA manifest")));
    }
    for (size_t i = 0; i < names.count; i++) {
        CL_TRY(say_block(work, kind, names.items[i]));
    }
    return CL_OK;
}

cl_status cl_compare_blocks(cl_comparing *work)
{
    const cl_fields *before = &work->before->fields;
    const cl_fields *after = &work->after->fields;
    CL_TRY(find_blocks(work, before, after, CL_CHANGE_GONE));
    return find_blocks(work, after, before, CL_CHANGE_ADDED);
}
