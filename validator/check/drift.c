/* A note that stands in one block of metadata only, while the picture has others: a system that
 * reads the others never sees it. */
#include "check/kinds.h"

static const char *const rules[] = {"drift.only-in", NULL};

enum {
    EXIF,
    IIM,
    XMP,
    BLOCKS
};

static const char *const names[BLOCKS] = {"EXIF", "IIM", "XMP"};

/* The block that a field came from; BLOCKS when it is none of the three. */
static int block_of(const cl_field *field)
{
    int i = 0;
    while (i < BLOCKS && !cl_span_equal(cl_span_of(field->container), cl_span_of(names[i]))) {
        i++;
    }
    return i;
}

/* The one block in which all places stand; BLOCKS when there are several or none. */
static int only_block(const cl_places *places)
{
    int only = BLOCKS;
    for (size_t i = 0; i < places->items.count; i++) {
        const cl_field *field = CL_ARRAY_AT(&places->items, const cl_place, i)->field;
        int block = field == NULL ? BLOCKS : block_of(field);
        if (block == BLOCKS || (i > 0 && block != only)) {
            return BLOCKS;
        }
        only = block;
    }
    return only;
}

/* Whether the block has a field in which a note from such a field could stand. Exif has captions
 * but no instructions. */
static bool could_tell(const cl_record *record, int block, cl_field_name from)
{
    cl_field_class where = cl_field_class_of(from);
    if (block == EXIF && from != CL_CAPTION) {
        return false;
    }
    for (size_t i = 0; i < record->fields.items.count; i++) {
        const cl_field *field = cl_fields_at(&record->fields, i);
        if (block_of(field) == block &&
            (field->name == CL_CAPTION || cl_field_class_of(field->name) == where)) {
            return true;
        }
    }
    return false;
}

static cl_status decide(cl_judge *judge, const cl_places *places, cl_span rule)
{
    int only = only_block(places);
    if (only == BLOCKS) {
        return CL_OK;
    }
    cl_field_name from = cl_places_first(places)->field->name;
    if (cl_field_class_of(from) == CL_CLASS_TERM) {
        return CL_OK; /* terms have no place in the other blocks */
    }
    cl_words silent = {0};
    for (int block = 0; block < BLOCKS; block++) {
        if (block != only && could_tell(judge->record, block, from)) {
            CL_TRY(cl_words_add(&silent, judge->arena, cl_span_of(names[block])));
        }
    }
    if (silent.count == 0) {
        return CL_OK;
    }
    cl_saying saying;
    CL_TRY(cl_saying_of(judge, "drift.only-in", places, &saying));
    saying.blanks.of[CL_BLANK_VALUES] = cl_span_of(names[only]);
    saying.blanks.of[CL_BLANK_MISSING] = cl_words_join(judge->arena, silent, " and ");
    saying.blanks.of[CL_BLANK_RULE] = rule;
    return cl_judge_say(judge, &saying);
}

static cl_status run(cl_judge *judge)
{
    const cl_record *record = judge->record;
    for (size_t i = 0; i < record->restrictions.count; i++) {
        const cl_restriction *restriction = cl_record_restriction(record, i);
        CL_TRY(decide(judge, &restriction->places, restriction->rule));
    }
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        if (credit->role == CL_CREDIT_MANDATORY) {
            CL_TRY(decide(judge, &credit->places, credit->rule));
        }
    }
    return CL_OK;
}

const cl_check_kind cl_check_drift = {"drift", rules, run};
