/* Conditions on several values together: what must agree, and what must not say the same. */
#include "base/limits.h"
#include "base/text.h"
#include "caption/dates.h"
#include "check/profile.h"
#include "ruleset/fold.h"

/* Values of a field as they compare, the first ones: nobody gives a picture more than a few. */
typedef struct plain_values {
    const cl_field *fields[CL_HOUSE_COMPARED_MAX];
    cl_span texts[CL_HOUSE_COMPARED_MAX]; /* words of small letters, one space between them */
    size_t count;
} plain_values;

static cl_status make_plain(cl_arena *arena, cl_span value, cl_span *out)
{
    value = cl_span_sub(value, 0, CL_HOUSE_COMPARED_BYTES);
    /* A letter may take more bytes in its other case, never more than four. */
    uint8_t *text = cl_arena_alloc(arena, value.len + 1, CL_UTF8_MAX);
    uint32_t code;
    size_t len = 0;
    bool space = false;
    if (text == NULL) {
        return cl_arena_status(arena);
    }
    for (size_t at = 0; cl_utf8_next(value, &at, &code);) {
        if (!cl_is_word(code)) {
            space = len > 0;
            continue;
        }
        if (space) {
            text[len++] = ' ';
            space = false;
        }
        len += cl_utf8_put(cl_fold_letter(code), text + len);
    }
    *out = (cl_span){text, len};
    return CL_OK;
}

static cl_status add_plain(cl_house *house, const cl_field *field, plain_values *out)
{
    cl_span text = CL_EMPTY_SPAN;
    if (out->count == CL_HOUSE_COMPARED_MAX) {
        return CL_OK;
    }
    CL_TRY(make_plain(house->judge->arena, field->value, &text));
    if (text.len > 0) {
        out->fields[out->count] = field;
        out->texts[out->count++] = text;
    }
    return CL_OK;
}

/* --- a country and its code --- */

enum {
    ALPHA_2 = 2,
    ALPHA_3 = 3
};

/* Hong Kong for China, Martinique for France: the country of which the territory is a part. */
static cl_span whole_of(const cl_judge *judge, cl_span code)
{
    const cl_span family = CL_SPAN("parts-of-");
    const cl_list *parts = cl_ruleset_list_with(judge->rules, family, code);
    return parts == NULL ? code : cl_span_from(parts->name, family.len);
}

/* GB for GB-SCT. */
static cl_status add_countries(const cl_judge *judge, cl_words codes, cl_words *out)
{
    for (size_t i = 0; i < codes.count; i++) {
        cl_span country = cl_span_sub(codes.items[i], 0, ALPHA_2);
        CL_TRY(cl_words_add(out, judge->arena, whole_of(judge, country)));
    }
    return CL_OK;
}

/* The countries that a name or code can mean; none when it is not known. */
static cl_status countries_of(const cl_judge *judge, cl_span value, cl_words *out)
{
    size_t len = 0;
    bool known = false;
    cl_words codes = {0};
    const cl_name *name = cl_gazetteer_find(cl_ruleset_codes(judge->rules), value, 0, &len);
    if (value.len == ALPHA_3 && name != NULL && len == value.len) {
        return add_countries(judge, name->codes, out);
    }
    CL_TRY(cl_ruleset_territories(judge->rules, judge->arena, value, &codes, &known));
    CL_TRY(add_countries(judge, codes, out));
    name = cl_gazetteer_find(cl_ruleset_gazetteer(judge->rules), value, 0, &len);
    return known && name != NULL && len == value.len ? add_countries(judge, name->review, out)
                                                     : CL_OK;
}

static bool share_a_word(cl_words a, cl_words b)
{
    for (size_t i = 0; i < a.count; i++) {
        if (cl_words_have(b, a.items[i])) {
            return true;
        }
    }
    return false;
}

/* What all values of one field mean. */
static cl_status countries_of_field(cl_house *house, cl_field_name name, const cl_field **first,
                                    cl_words *out)
{
    const cl_field *field;
    *first = NULL;
    size_t count = 0;
    for (size_t i = 0; (field = cl_house_next(house, &i)) != NULL;) {
        bool counts = field->name == name && field->value.len <= CL_HOUSE_COMPARED_BYTES;
        if (counts && count++ < CL_HOUSE_COMPARED_MAX) {
            *first = *first == NULL ? field : *first;
            CL_TRY(countries_of(house->judge, field->value, out));
        }
    }
    return CL_OK;
}

static cl_status say_differing(cl_house *house, const cl_field *field, const cl_field *other)
{
    cl_saying saying;
    CL_TRY(cl_house_saying(house, field, &saying));
    CL_TRY(cl_one_line(house->judge->arena, other->value, &saying.blanks.of[CL_BLANK_OTHER]));
    return cl_house_say(house, &saying);
}

/* Each field against the first: a name nobody knows, or a code, disagrees with nothing. */
static cl_status agree_on_country(cl_house *house)
{
    const cl_field_list *fields = &house->condition->fields;
    const cl_field *first;
    cl_words countries = {0};
    CL_TRY(countries_of_field(house, fields->items[0], &first, &countries));
    for (size_t i = 1; i < fields->count && countries.count > 0; i++) {
        const cl_field *other;
        cl_words others = {0};
        CL_TRY(countries_of_field(house, fields->items[i], &other, &others));
        if (others.count > 0 && !share_a_word(countries, others)) {
            CL_TRY(say_differing(house, other, first));
        }
    }
    return CL_OK;
}

/* --- the blocks of metadata --- */

static const char *const blocks[] = {"EXIF", "IIM", "XMP"};

enum {
    BLOCKS = sizeof blocks / sizeof *blocks
};

/* The values of one field in each block. */
static cl_status collect_blocks(cl_house *house, cl_field_name name, plain_values out[BLOCKS])
{
    const cl_field *field;
    for (size_t i = 0; (field = cl_house_next(house, &i)) != NULL;) {
        for (size_t block = 0; field->name == name && block < BLOCKS; block++) {
            if (cl_span_equal(cl_span_of(field->container), cl_span_of(blocks[block]))) {
                CL_TRY(add_plain(house, field, &out[block]));
            }
        }
    }
    return CL_OK;
}

/* One holds the other: IIM cuts a name, Exif joins several. */
static bool holds(cl_span a, cl_span b)
{
    return cl_span_find(a, b) < a.len || cl_span_find(b, a) < b.len;
}

/* Whether some value of one block stands in the other too. */
static bool meet(const plain_values *a, const plain_values *b)
{
    for (size_t i = 0; i < a->count; i++) {
        for (size_t k = 0; k < b->count; k++) {
            if (holds(a->texts[i], b->texts[k])) {
                return true;
            }
        }
    }
    return a->count == 0 || b->count == 0;
}

static cl_status compare_blocks(cl_house *house, cl_field_name name)
{
    plain_values values[BLOCKS] = {0};
    CL_TRY(collect_blocks(house, name, values));
    for (size_t one = 0; one < BLOCKS; one++) {
        for (size_t two = one + 1; two < BLOCKS; two++) {
            if (!meet(&values[one], &values[two])) {
                CL_TRY(say_differing(house, values[one].fields[0], values[two].fields[0]));
            }
        }
    }
    return CL_OK;
}

static cl_status agree_between_blocks(cl_house *house)
{
    for (size_t i = 0; i < house->condition->fields.count; i++) {
        CL_TRY(compare_blocks(house, house->condition->fields.items[i]));
    }
    return CL_OK;
}

/* --- the date of the picture and those of its caption --- */

/* The dates of a caption, and whether one of them is near the picture's. */
typedef struct caption_dates {
    cl_moment wanted;
    size_t days;
    bool near;
    bool found;
    cl_span first;    /* as written in the folded text */
    size_t looked_at; /* bytes */
} caption_dates;

static bool is_near(const cl_moment *a, const cl_moment *b, size_t days)
{
    const int64_t slack = (int64_t)days * 24 * 3600;
    return cl_moment_earliest(a) <= cl_moment_latest(b) + slack &&
           cl_moment_earliest(b) <= cl_moment_latest(a) + slack;
}

static cl_status look_at_dates(cl_house *house, cl_span caption, caption_dates *out)
{
    cl_folded folded;
    out->looked_at += caption.len;
    if (out->looked_at > CL_TEXT_BYTES_MAX) {
        out->near = true; /* more than a caption: nothing is said of it */
        return CL_OK;
    }
    const cl_gazetteer *names = cl_ruleset_time_names(house->judge->rules);
    CL_TRY(cl_fold(house->judge->arena, caption, &folded));
    for (size_t at = 0; at < folded.text.len && !out->near;) {
        cl_time_found time = {0};
        if (!cl_dates_find(names, folded.text, at, &time) || time.len == 0) {
            at++;
            continue;
        }
        if (time.kind == CL_TIME_DATE && time.moment.known) {
            out->first = out->found ? out->first : cl_span_sub(folded.text, at, time.len);
            out->found = true;
            out->near = is_near(&time.moment, &out->wanted, out->days);
        }
        at += time.len;
    }
    return CL_OK;
}

static cl_status look_at_captions(cl_house *house, caption_dates *out)
{
    const cl_fields *fields = &house->judge->record->fields;
    for (size_t i = 0; i < fields->items.count && !out->near; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        if (field->name == CL_CAPTION) {
            CL_TRY(look_at_dates(house, field->value, out));
        }
    }
    return CL_OK;
}

/* The first date that the picture has: a second one in another block is another check's. */
static cl_status agree_with_caption(cl_house *house)
{
    const cl_field *field;
    caption_dates dates = {.days = house->condition->number};
    for (size_t i = 0; (field = cl_house_next(house, &i)) != NULL;) {
        if (cl_moment_parse(field->value, &dates.wanted) && dates.wanted.known) {
            break;
        }
    }
    if (field == NULL) {
        return CL_OK;
    }
    CL_TRY(look_at_captions(house, &dates));
    if (!dates.found || dates.near) {
        return CL_OK;
    }
    cl_saying saying;
    CL_TRY(cl_house_saying(house, field, &saying));
    saying.blanks.of[CL_BLANK_OTHER] = dates.first;
    saying.blanks.of[CL_BLANK_DAYS] = cl_number_text(house->judge->arena, house->condition->number);
    return cl_house_say(house, &saying);
}

cl_status cl_condition_agree(cl_house *house)
{
    cl_span what = house->condition->words.items[0];
    if (cl_span_equal(what, CL_SPAN("country"))) {
        return agree_on_country(house);
    }
    return cl_span_equal(what, CL_SPAN("blocks")) ? agree_between_blocks(house)
                                                  : agree_with_caption(house);
}

/* --- saying the same --- */

static bool is_other(const cl_condition *condition, cl_field_name name)
{
    for (size_t i = 0; i < condition->others.count; i++) {
        if (condition->others.items[i] == name) {
            return true;
        }
    }
    return false;
}

static cl_status collect_others(cl_house *house, plain_values *out)
{
    const cl_fields *fields = &house->judge->record->fields;
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        if (is_other(house->condition, field->name)) {
            CL_TRY(add_plain(house, field, out));
        }
    }
    return CL_OK;
}

static cl_status say_same(cl_house *house, const cl_field *field, const cl_field *other)
{
    cl_saying saying;
    CL_TRY(cl_house_saying(house, field, &saying));
    saying.blanks.of[CL_BLANK_OTHER] = cl_span_of(cl_field_name_text(other->name));
    return cl_house_say(house, &saying);
}

cl_status cl_condition_differs(cl_house *house)
{
    plain_values own = {0};
    plain_values others = {0};
    const cl_field *field;
    CL_TRY(collect_others(house, &others));
    for (size_t i = 0; (field = cl_house_next(house, &i)) != NULL;) {
        CL_TRY(add_plain(house, field, &own));
    }
    for (size_t i = 0; i < own.count; i++) {
        size_t k = 0;
        while (k < others.count && !cl_span_equal(own.texts[i], others.texts[k])) {
            k++;
        }
        if (k < others.count) {
            CL_TRY(say_same(house, own.fields[i], others.fields[k]));
        }
    }
    return CL_OK;
}
