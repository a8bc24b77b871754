/* Blocks of metadata that do not say the same: a note that stands in one of them alone, a picture
 * and its sidecar, a property with two values, IIM that was edited without XMP. Restrictions of all
 * of them hold; what is told here is what a system that reads one of them alone would miss. */
#include "base/limits.h"
#include "base/message.h"
#include "caption/credit.h"
#include "check/differ.h"
#include "check/kinds.h"

static const char *const rules[] = {"drift.only-in", "drift.sidecar", "drift.value", "drift.rights",
                                    "drift.digest",  "drift.stale",   NULL};

enum {
    BLOCKS_MAX = 16 /* EXIF, IIM, XMP, texts of the format, each again in sidecars */
};

/* The blocks that a picture, or one of its sidecars, has. */
typedef struct blocks {
    const cl_field *of[BLOCKS_MAX]; /* a field of each */
    bool has[BLOCKS_MAX][CL_FIELD_NAME_COUNT];
    bool has_class[BLOCKS_MAX][CL_CLASS_LABEL + 1];
    size_t count;
} blocks;

typedef struct drift {
    cl_judge *judge;
    blocks known;
    cl_shown shown;
    bool instructions_differ; /* was said: both notes were quoted */
} drift;

/* --- blocks --- */

/* Texts and records are what one program hands over, not blocks that another may overlook. */
static bool is_in_block(const cl_field *field)
{
    static const char *const outside[] = {"text", "record", NULL};
    return !cl_span_is_one_of(cl_span_of(field->container), outside);
}

/* BLOCKS_MAX when it is none that is known. */
static size_t block_of(const blocks *known, const cl_field *field)
{
    cl_span container = cl_span_of(field->container);
    for (size_t i = 0; i < known->count; i++) {
        if (cl_span_equal(cl_span_of(known->of[i]->container), container) &&
            cl_span_equal(known->of[i]->file, field->file)) {
            return i;
        }
    }
    return BLOCKS_MAX;
}

static void find_blocks(const cl_fields *fields, blocks *out)
{
    *out = (blocks){.count = 0};
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        size_t block = block_of(out, field);
        if (block == BLOCKS_MAX && out->count < BLOCKS_MAX && is_in_block(field)) {
            block = out->count++;
            out->of[block] = field;
        }
        if (block < BLOCKS_MAX) {
            out->has[block][field->name] = true;
            out->has_class[block][cl_field_class_of(field->name)] = true;
        }
    }
}

static cl_span file_name(cl_span path)
{
    size_t from = path.len;
    while (from > 0 && path.data[from - 1] != '/') {
        from--;
    }
    return cl_span_from(path, from);
}

/* "XMP of tram.xmp" */
static cl_span block_name(cl_arena *arena, const cl_field *field)
{
    cl_span container = cl_span_of(field->container);
    if (field->file.len == 0) {
        return container;
    }
    return cl_arena_format(arena, cl_message("%.*s of %.*s"), CL_SPAN_PRINT(container),
                           CL_SPAN_PRINT(file_name(field->file)));
}

/* "XMP photoshop:Instructions of tram.xmp" */
static cl_span origin_of(cl_arena *arena, const cl_field *field)
{
    cl_span origin = cl_field_origin(arena, field);
    if (field->file.len == 0) {
        return origin;
    }
    return cl_arena_format(arena, cl_message("%.*s of %.*s"), CL_SPAN_PRINT(origin),
                           CL_SPAN_PRINT(file_name(field->file)));
}

/* --- notes --- */

/* The blocks in which a note stands, one bit each; 0 when it also stands outside of all. */
static uint32_t blocks_with(const blocks *known, const cl_places *places)
{
    uint32_t found = 0;
    for (size_t i = 0; i < places->items.count; i++) {
        const cl_field *field = CL_ARRAY_AT(&places->items, const cl_place, i)->field;
        size_t block = field == NULL ? BLOCKS_MAX : block_of(known, field);
        if (block == BLOCKS_MAX) {
            return 0;
        }
        found |= 1u << block;
    }
    return found;
}

static bool is_one_of_two(const cl_field *block)
{
    static const char *const standard[] = {"IIM", "XMP", NULL};
    return cl_span_is_one_of(cl_span_of(block->container), standard);
}

/* Whether the block has a field in which a note from such a field could stand: the two that have
 * all of them, another kind of note; Exif and the texts of formats, the same field. */
static bool could_tell(const blocks *known, size_t block, cl_field_name from)
{
    return known->has[block][from] ||
           (is_one_of_two(known->of[block]) &&
            (known->has[block][CL_CAPTION] || known->has_class[block][cl_field_class_of(from)]));
}

/* The blocks that could hold the note and do not; only of other files where `files` is given. */
static cl_status find_silent(const drift *work, uint32_t with, cl_field_name from, bool files,
                             cl_words *out)
{
    const blocks *known = &work->known;
    for (size_t i = 0; i < known->count; i++) {
        bool speaks = (with >> i & 1u) != 0;
        for (size_t k = 0; k < known->count && files && !speaks; k++) {
            speaks = (with >> k & 1u) != 0 && cl_span_equal(known->of[i]->file, known->of[k]->file);
        }
        if (!speaks && could_tell(known, i, from)) {
            cl_arena *arena = work->judge->arena;
            CL_TRY(cl_words_add(out, arena, block_name(arena, known->of[i])));
        }
    }
    return CL_OK;
}

static cl_status say_of_note(const drift *work, const char *rule, const cl_places *places,
                             cl_words silent)
{
    cl_judge *judge = work->judge;
    cl_saying saying;
    const cl_field *field = cl_places_first(places)->field;
    CL_TRY(cl_saying_of(judge, rule, places, &saying));
    saying.blanks.of[CL_BLANK_ORIGIN] = origin_of(judge->arena, field);
    saying.blanks.of[CL_BLANK_VALUES] = block_name(judge->arena, field);
    saying.blanks.of[CL_BLANK_MISSING] =
        cl_words_join(judge->arena, silent, cl_judge_word(judge, " and "));
    return cl_judge_say(judge, &saying);
}

static cl_status decide_note(const drift *work, const cl_places *places)
{
    uint32_t with = blocks_with(&work->known, places);
    if (with == 0) {
        return CL_OK;
    }
    cl_field_name from = cl_places_first(places)->field->name;
    if (cl_field_class_of(from) == CL_CLASS_TERM ||
        (from == CL_INSTRUCTIONS && work->instructions_differ)) {
        return CL_OK; /* terms have no place in the other blocks */
    }
    bool alone = (with & (with - 1)) == 0;
    cl_words silent = {0};
    CL_TRY(find_silent(work, with, from, !alone, &silent));
    return silent.count == 0
               ? CL_OK
               : say_of_note(work, alone ? "drift.only-in" : "drift.sidecar", places, silent);
}

static cl_status run_notes(const drift *work)
{
    const cl_record *record = work->judge->record;
    for (size_t i = 0; i < record->restrictions.count; i++) {
        CL_TRY(decide_note(work, &cl_record_restriction(record, i)->places));
    }
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        if (credit->role == CL_CREDIT_MANDATORY) {
            CL_TRY(decide_note(work, &credit->places));
        }
    }
    return CL_OK;
}

/* --- values --- */

static bool stands_in(const cl_places *places, const cl_field *field)
{
    for (size_t i = 0; i < places->items.count; i++) {
        const cl_field *other = CL_ARRAY_AT(&places->items, const cl_place, i)->field;
        if (other != NULL && cl_fields_belong(other, field)) {
            return true;
        }
    }
    return false;
}

/* Whether one of the two says something that the other does not. */
static bool parts_them(const cl_places *places, const cl_difference *two)
{
    return stands_in(places, two->first) != stands_in(places, two->second);
}

static bool notes_part_them(const cl_record *record, const cl_difference *two)
{
    bool found = false;
    for (size_t i = 0; i < record->restrictions.count && !found; i++) {
        found = parts_them(&cl_record_restriction(record, i)->places, two);
    }
    for (size_t i = 0; i < record->notices.count && !found; i++) {
        found = parts_them(&cl_record_notice(record, i)->places, two);
    }
    for (size_t i = 0; i < record->unread.count && !found; i++) {
        found = parts_them(&cl_record_unread(record, i)->places, two);
    }
    for (size_t i = 0; i < record->credits.count && !found; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        found = credit->role != CL_CREDIT_STATED && parts_them(&credit->places, two);
    }
    return found;
}

/* Whether the one line names what the other does not. */
static cl_status lacks(cl_judge *judge, cl_span line, cl_span of, bool *out)
{
    cl_credit credit = {.text = of};
    cl_credit_difference difference;
    CL_TRY(cl_credit_parse(judge->rules, judge->arena, &credit));
    bool has_parts = credit.agencies.count + credit.persons.count + credit.others.count > 0;
    CL_TRY(cl_credit_compare(judge->rules, judge->arena, &credit, line, &difference));
    *out = !has_parts || difference.missing_agencies.count > 0 ||
           difference.missing_persons.count > 0 || difference.missing_others.count > 0;
    return CL_OK;
}

static cl_status credits_part_them(cl_judge *judge, const cl_difference *two, bool *out)
{
    CL_TRY(lacks(judge, two->first->value, two->second->value, out));
    return *out ? CL_OK : lacks(judge, two->second->value, two->first->value, out);
}

/* Whether what must be printed or must not be done depends on which of the two is read. */
static cl_status has_consequence(const drift *work, const cl_difference *two, bool *out)
{
    *out = false;
    if (two->how == CL_ALIKE_BUT_CASE) {
        return CL_OK;
    }
    if (two->first->name == CL_CREDIT) {
        return credits_part_them(work->judge, two, out);
    }
    *out = two->first->name == CL_INSTRUCTIONS && notes_part_them(work->judge->record, two);
    return CL_OK;
}

static cl_status say_value(const drift *work, const char *rule, const cl_difference *two)
{
    cl_judge *judge = work->judge;
    cl_saying saying;
    CL_TRY(cl_saying_of_field(judge, rule, two->first, &saying));
    const cl_field *shown = work->shown.of[two->first->name];
    cl_span *blanks = saying.blanks.of;
    saying.proof.start = two->start;
    saying.proof.end = two->end;
    blanks[CL_BLANK_TEXT] = two->first_text;
    blanks[CL_BLANK_OTHER] = two->second_text;
    blanks[CL_BLANK_ORIGIN] = origin_of(judge->arena, two->first);
    blanks[CL_BLANK_WHERE] = origin_of(judge->arena, two->second);
    blanks[CL_BLANK_SHOWN] = origin_of(judge->arena, shown);
    return cl_judge_say(judge, &saying);
}

/* The value to compare with the others: the one that is shown, of a place the one that would be
 * without the location that is shown in the picture. */
static const cl_field *first_value(const drift *work, cl_field_name name)
{
    const cl_field *shown = work->shown.of[name];
    return shown == NULL || shown->name == name
               ? shown
               : cl_fields_shown(&work->judge->record->fields, name, CL_SHOWN_ADOBE);
}

static cl_status decide_value(drift *work, cl_field_name name)
{
    const cl_field *first = first_value(work, name);
    cl_difference two;
    bool found = false;
    if (first == NULL) {
        return CL_OK;
    }
    cl_judge *judge = work->judge;
    CL_TRY(cl_differ_find(judge->arena, &judge->record->fields, first, &two, &found));
    if (!found) {
        return CL_OK;
    }
    bool weighs;
    CL_TRY(has_consequence(work, &two, &weighs));
    work->instructions_differ = work->instructions_differ || (weighs && name == CL_INSTRUCTIONS);
    return say_value(work, weighs ? "drift.rights" : "drift.value", &two);
}

static cl_status run_values(drift *work)
{
    for (size_t i = 0; cl_differ_names[i] != CL_FIELD_NAME_COUNT; i++) {
        CL_TRY(decide_value(work, cl_differ_names[i]));
    }
    return CL_OK;
}

/* --- the digest --- */

/* Which of the properties that an editor prints by are not the same in IIM and XMP. */
static cl_status find_stale(const drift *work, cl_words *out)
{
    static const cl_field_name names[] = {CL_CAPTION, CL_CREDIT, CL_INSTRUCTIONS};
    cl_judge *judge = work->judge;
    const cl_fields *fields = &judge->record->fields;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cl_difference two = {.first = cl_differ_in(fields, names[i], "IIM"),
                             .second = cl_differ_in(fields, names[i], "XMP")};
        if (two.first == NULL || two.second == NULL) {
            continue;
        }
        CL_TRY(cl_differ_two(judge->arena, fields, &two));
        if (two.how != CL_ALIKE) {
            CL_TRY(cl_words_add(out, judge->arena, cl_span_of(cl_field_name_text(names[i]))));
        }
    }
    return CL_OK;
}

static bool has_block(const drift *work, const char *container)
{
    for (size_t i = 0; i < work->known.count; i++) {
        const cl_field *block = work->known.of[i];
        if (block->file.len == 0 &&
            cl_span_equal(cl_span_of(block->container), cl_span_of(container))) {
            return true;
        }
    }
    return false;
}

static cl_status run_digest(const drift *work)
{
    cl_judge *judge = work->judge;
    cl_words stale = {0};
    cl_saying saying;
    if (judge->record->fields.digest != CL_DIGEST_DIFFERS || !has_block(work, "IIM") ||
        !has_block(work, "XMP")) {
        return CL_OK;
    }
    CL_TRY(find_stale(work, &stale));
    const char *rule = stale.count > 0 ? "drift.stale" : "drift.digest";
    CL_TRY(cl_saying_of(judge, rule, NULL, &saying));
    saying.blanks.of[CL_BLANK_NAMES] =
        cl_words_join(judge->arena, stale, cl_judge_word(judge, " and "));
    return cl_judge_say(judge, &saying);
}

static cl_status run(cl_judge *judge)
{
    drift work = {.judge = judge};
    find_blocks(&judge->record->fields, &work.known);
    if (work.known.count < 2) {
        return CL_OK;
    }
    cl_shown_find(&judge->record->fields, judge->edition->policies.shown, &work.shown);
    CL_TRY(run_digest(&work));
    CL_TRY(run_values(&work));
    return run_notes(&work);
}

const cl_check_kind cl_check_drift = {"drift", rules, run};
