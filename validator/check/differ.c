#include "check/differ.h"

#include "base/text.h"
#include "caption/moment.h"

enum {
    BLOCKS_MAX = 16, /* blocks and sidecars that give one property */
    VALUES_MAX = 64, /* values of one list; what comes behind is not compared */
    WHOLE = 72,      /* characters of a value that is quoted whole */
    BEFORE = 24,     /* characters quoted before the place where two values part */
    AFTER = 40
};

const cl_field_name cl_differ_names[] = {
    CL_CAPTION,      CL_HEADLINE, CL_TITLE,        CL_CREATOR,          CL_CREATOR_TITLE,
    CL_CREDIT,       CL_SOURCE,   CL_COPYRIGHT,    CL_USAGE_TERMS,      CL_WEB_STATEMENT,
    CL_INSTRUCTIONS, CL_JOB_ID,   CL_DATE_CREATED, CL_SUBLOCATION,      CL_CITY,
    CL_STATE,        CL_COUNTRY,  CL_KEYWORDS,     CL_FIELD_NAME_COUNT,
};

/* The values of one block. */
typedef struct values {
    cl_span items[VALUES_MAX];
    uint64_t keys[VALUES_MAX];
    bool cut[VALUES_MAX]; /* its end may be missing */
    size_t count;
} values;

static bool is_list(cl_field_name name)
{
    return name == CL_CREATOR || name == CL_KEYWORDS;
}

/* --- lists --- */

/* Exif has one text for several names, separated by semicolons (MWG Guidelines 2.0, 5.4). */
static void take_parts(const cl_field *field, values *out)
{
    cl_span rest = field->value;
    cl_span part;
    while (out->count < VALUES_MAX && cl_span_next(&rest, ';', &part)) {
        part = cl_span_trim(part);
        if (part.len > 0) {
            out->keys[out->count] = cl_alike_key(part);
            out->cut[out->count] = cl_field_may_be_cut(field);
            out->items[out->count++] = part;
        }
    }
}

static void take_values(const cl_fields *fields, const cl_field *of, values *out)
{
    *out = (values){.count = 0};
    for (size_t i = 0; i < fields->items.count; i++) {
        if (cl_fields_belong(cl_fields_at(fields, i), of)) {
            take_parts(cl_fields_at(fields, i), out);
        }
    }
}

static bool is_one(const values *a, size_t i, const values *b, size_t k)
{
    return a->keys[i] == b->keys[k] || (a->cut[i] && cl_span_starts(b->items[k], a->items[i])) ||
           (b->cut[k] && cl_span_starts(a->items[i], b->items[k]));
}

static bool stands_in(const values *list, const values *of, size_t i)
{
    for (size_t k = 0; k < list->count; k++) {
        if (is_one(of, i, list, k)) {
            return true;
        }
    }
    return false;
}

static bool all_stand_in(const values *list, const values *of)
{
    for (size_t i = 0; i < of->count; i++) {
        if (!stands_in(list, of, i)) {
            return false;
        }
    }
    return true;
}

static cl_status join(cl_arena *arena, const values *list, cl_span *out)
{
    cl_words words = {0};
    for (size_t i = 0; i < list->count; i++) {
        CL_TRY(cl_words_add(&words, arena, list->items[i]));
    }
    *out = cl_words_join(arena, words, ", ");
    return CL_OK;
}

static cl_status compare_lists(cl_arena *arena, const cl_fields *fields, cl_difference *two,
                               cl_comparison *parted)
{
    values first;
    values second;
    take_values(fields, two->first, &first);
    take_values(fields, two->second, &second);
    *parted = (cl_comparison){.how = CL_ALIKE};
    if (all_stand_in(&first, &second) && all_stand_in(&second, &first)) {
        return CL_OK;
    }
    CL_TRY(join(arena, &first, &two->first_text));
    CL_TRY(join(arena, &second, &two->second_text));
    *parted = cl_alike(two->first_text, two->second_text);
    return CL_OK;
}

/* --- dates --- */

/* Midnight is what programs write that do not know the time. */
static bool moment_of(const cl_field *field, cl_moment *out)
{
    if (!cl_moment_parse(field->value, out) || !out->known) {
        return false;
    }
    out->has_time = out->has_time && (out->hour != 0 || out->minute != 0);
    return true;
}

/* A clock without a zone may hang anywhere. */
static bool may_be_same_moment(const cl_field *a, const cl_field *b)
{
    cl_moment first;
    cl_moment second;
    return moment_of(a, &first) && moment_of(b, &second) &&
           cl_moment_earliest(&first) <= cl_moment_latest(&second) &&
           cl_moment_earliest(&second) <= cl_moment_latest(&first);
}

/* --- texts --- */

/* Copyright in Exif is the photographer's and the editor's, a caption in XMP one a language: it is
 * enough that one of them is the other block's. */
static bool any_is_alike(const cl_fields *fields, const cl_field *of, const cl_field *with)
{
    size_t tried = 0;
    for (size_t i = 0; i < fields->items.count && tried < BLOCKS_MAX; i++) {
        const cl_field *part = cl_fields_at(fields, i);
        if (cl_fields_belong(part, of)) {
            tried++;
            if (cl_fields_alike(part, with).how == CL_ALIKE) {
                return true;
            }
        }
    }
    return false;
}

static cl_comparison compare_texts(const cl_fields *fields, const cl_difference *two)
{
    cl_comparison parted = cl_fields_alike(two->first, two->second);
    if (parted.how != CL_ALIKE && (any_is_alike(fields, two->first, two->second) ||
                                   any_is_alike(fields, two->second, two->first))) {
        parted.how = CL_ALIKE;
    }
    return parted;
}

/* --- quoting --- */

/* Where the words begin that stand some characters before byte `at`. */
static size_t begin_before(cl_span text, size_t at)
{
    size_t from = at < text.len ? at : text.len;
    for (size_t i = 0; i < BEFORE; i++) {
        from = cl_utf8_back(text, from);
    }
    size_t blank = cl_span_find_byte(cl_span_sub(text, from, at - from), ' ');
    return from > 0 && from + blank < at ? from + blank + 1 : from;
}

/* A short value whole, of a long one the words around byte `at`. */
static cl_status quote(cl_arena *arena, cl_span text, size_t at, cl_span *out)
{
    if (cl_utf8_count(cl_span_sub(text, 0, WHOLE * CL_UTF8_MAX + 1)) <= WHOLE) {
        return cl_utf8_squeeze(arena, text, WHOLE, out);
    }
    at = at < text.len ? at : text.len;
    size_t from = begin_before(text, at);
    cl_span words;
    CL_TRY(cl_utf8_squeeze(arena, cl_span_from(text, from), BEFORE + AFTER, &words));
    *out = cl_arena_format(arena, "%s%.*s", from > 0 ? "…" : "", CL_SPAN_PRINT(words));
    return out->len == 0 ? cl_arena_status(arena) : CL_OK;
}

/* The word of the first field's value in which they part; a short value whole. */
static void mark(const cl_comparison *parted, cl_difference *two)
{
    cl_span value = two->first->value;
    size_t at = parted->first_at;
    two->start = 0;
    two->end = (uint32_t)cl_utf8_count(value);
    if (two->end > WHOLE && two->first_text.len == 0 && at < value.len) {
        cl_span rest = cl_span_from(value, at);
        cl_span word = cl_span_sub(rest, 0, cl_span_find_byte(rest, ' '));
        two->start = (uint32_t)cl_utf8_count(cl_span_sub(value, 0, at));
        two->end = two->start + (uint32_t)cl_utf8_count(word);
    }
}

static cl_status quote_both(cl_arena *arena, const cl_comparison *parted, cl_difference *two)
{
    mark(parted, two);
    cl_span first = two->first_text.len > 0 ? two->first_text : two->first->value;
    cl_span second = two->second_text.len > 0 ? two->second_text : two->second->value;
    CL_TRY(quote(arena, first, parted->first_at, &two->first_text));
    return quote(arena, second, parted->second_at, &two->second_text);
}

cl_status cl_differ_two(cl_arena *arena, const cl_fields *fields, cl_difference *two)
{
    cl_comparison parted;
    two->how = CL_ALIKE;
    two->first_text = two->second_text = CL_EMPTY_SPAN;
    if (is_list(two->first->name)) {
        CL_TRY(compare_lists(arena, fields, two, &parted));
    } else if (two->first->name == CL_DATE_CREATED && may_be_same_moment(two->first, two->second)) {
        return CL_OK;
    } else {
        parted = compare_texts(fields, two);
    }
    two->how = parted.how;
    return parted.how == CL_ALIKE ? CL_OK : quote_both(arena, &parted, two);
}

/* --- blocks --- */

static bool same_block(const cl_field *a, const cl_field *b)
{
    return cl_span_equal(cl_span_of(a->container), cl_span_of(b->container)) &&
           cl_span_equal(a->file, b->file);
}

/* What PostScript and others call a title is a file name as often as not. */
static bool is_comparable(const cl_field *field)
{
    static const char *const standard[] = {"EXIF", "IIM", "XMP", NULL};
    return field->name != CL_TITLE || cl_span_is_one_of(cl_span_of(field->container), standard);
}

/* One value for each block that gives the property: the usual one where there are several. */
static size_t collect(const cl_fields *fields, cl_field_name name, const cl_field *out[BLOCKS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        size_t at = 0;
        if (field->name != name || !is_comparable(field)) {
            continue;
        }
        while (at < count && !same_block(out[at], field)) {
            at++;
        }
        if (at == count && count < BLOCKS_MAX) {
            out[count++] = field;
        } else if (at < count && cl_field_is_usual(field) && !cl_field_is_usual(out[at])) {
            out[at] = field;
        }
    }
    return count;
}

cl_status cl_differ_find(cl_arena *arena, const cl_fields *fields, const cl_field *first,
                         cl_difference *out, bool *found)
{
    const cl_field *blocks[BLOCKS_MAX];
    size_t count = collect(fields, first->name, blocks);
    *found = false;
    for (size_t i = 0; i < count; i++) {
        cl_difference two = {.first = first, .second = blocks[i]};
        if (same_block(first, blocks[i])) {
            continue;
        }
        CL_TRY(cl_differ_two(arena, fields, &two));
        if (two.how != CL_ALIKE && (!*found || out->how == CL_ALIKE_BUT_CASE)) {
            *out = two;
            *found = true;
        }
    }
    return CL_OK;
}

const cl_field *cl_differ_in(const cl_fields *fields, cl_field_name name, const char *container)
{
    const cl_field *found = NULL;
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        if (field->name == name && field->file.len == 0 &&
            cl_span_equal(cl_span_of(field->container), cl_span_of(container)) &&
            (found == NULL || (cl_field_is_usual(field) && !cl_field_is_usual(found)))) {
            found = field;
        }
    }
    return found;
}
