/* What the house knows of a picture by its id: that it was killed, or that a corrected copy came.
 * The killed and the corrected one may look as sound as on their first day. */
#include "base/text.h"
#include "check/kinds.h"

static const char *const rules[] = {"identity.killed", "identity.kill-mentioned",
                                    "identity.corrected", NULL};

static bool is_id(cl_field_name name)
{
    return name == CL_JOB_ID || name == CL_IMAGE_SUPPLIER_IMAGE_ID || name == CL_FIXTURE_ID ||
           name == CL_IMAGE_GUID || name == CL_UNIQUE_ID || name == CL_TITLE;
}

/* "/in/000_ABC123.jpg" -> "000_ABC123" */
static cl_span stem_of(cl_span path)
{
    size_t start = path.len;
    while (start > 0 && path.data[start - 1] != '/') {
        start--;
    }
    cl_span name = cl_span_from(path, start);
    size_t dot = name.len;
    while (dot > 0 && name.data[dot - 1] != '.') {
        dot--;
    }
    return dot > 1 ? cl_span_sub(name, 0, dot - 1) : name;
}

/* The file of a record holds many pictures. */
static bool has_own_file(const cl_record *record)
{
    return !cl_span_equal(record->format, CL_SPAN("record"));
}

static cl_status say_of_name(cl_judge *judge, const char *rule, cl_span id, const char *where)
{
    cl_saying saying;
    CL_TRY(cl_saying_of(judge, rule, NULL, &saying));
    CL_TRY(cl_one_line(judge->arena, id, &saying.blanks.of[CL_BLANK_TEXT]));
    saying.blanks.of[CL_BLANK_ORIGIN] = cl_span_of(where);
    return cl_judge_say(judge, &saying);
}

/* Says `rule` of each of the picture's own ids that is listed; *out tells whether any is. */
static cl_status say_of_own(cl_judge *judge, const cl_ids *ids, const char *rule, bool *out)
{
    const cl_record *record = judge->record;
    cl_span stem = stem_of(record->path);
    *out = false;
    for (size_t i = 0; i < record->fields.items.count; i++) {
        const cl_field *field = cl_fields_at(&record->fields, i);
        if (is_id(field->name) && cl_ids_have(ids, field->value)) {
            cl_saying saying;
            *out = true;
            CL_TRY(cl_saying_of_field(judge, rule, field, &saying));
            CL_TRY(cl_judge_say(judge, &saying));
        }
    }
    if (cl_ids_have(ids, record->id)) {
        *out = true;
        CL_TRY(say_of_name(judge, rule, record->id, "the record's id"));
    }
    if (has_own_file(record) && cl_ids_have(ids, stem)) {
        *out = true;
        CL_TRY(say_of_name(judge, rule, stem, "the file's name"));
    }
    return CL_OK;
}

/* Each id once: a caption may repeat one a thousand times. */
static cl_status find_mention(cl_judge *judge, const cl_field *field)
{
    size_t at = 0;
    cl_span word;
    cl_words told = {0};
    while (cl_ids_next(field->value, &at, &word)) {
        if (!cl_ids_have(&judge->edition->policies.killed, word) || cl_words_have(told, word)) {
            continue;
        }
        CL_TRY(cl_words_add(&told, judge->arena, word));
        cl_saying saying;
        CL_TRY(cl_saying_of_field(judge, "identity.kill-mentioned", field, &saying));
        cl_span before = cl_span_sub(field->value, 0, at - word.len);
        saying.proof.start = (uint32_t)cl_utf8_count(before);
        saying.proof.end = saying.proof.start + (uint32_t)cl_utf8_count(word);
        CL_TRY(cl_one_line(judge->arena, word, &saying.blanks.of[CL_BLANK_TEXT]));
        CL_TRY(cl_judge_say(judge, &saying));
    }
    return CL_OK;
}

/* A killed id in another picture's text: it may be that picture all the same. */
static cl_status find_mentions(cl_judge *judge)
{
    const cl_record *record = judge->record;
    for (size_t i = 0; i < record->fields.items.count; i++) {
        const cl_field *field = cl_fields_at(&record->fields, i);
        cl_field_class where = cl_field_class_of(field->name);
        bool is_text = where == CL_CLASS_PROSE || where == CL_CLASS_NOTES;
        if (is_text && !is_id(field->name)) {
            CL_TRY(find_mention(judge, field));
        }
    }
    return CL_OK;
}

static bool is_correction(const cl_record *record)
{
    for (size_t i = 0; i < record->notices.count; i++) {
        if (cl_span_equal(cl_record_notice(record, i)->kind, CL_SPAN("correction"))) {
            return true;
        }
    }
    return false;
}

static cl_status run(cl_judge *judge)
{
    const cl_policies *policies = &judge->edition->policies;
    bool listed = false;
    if (policies->killed.items.count > 0) {
        CL_TRY(say_of_own(judge, &policies->killed, "identity.killed", &listed));
        if (!listed) {
            CL_TRY(find_mentions(judge));
        }
    }
    if (policies->corrected.items.count > 0 && !is_correction(judge->record)) {
        CL_TRY(say_of_own(judge, &policies->corrected, "identity.corrected", &listed));
    }
    return CL_OK;
}

const cl_check_kind cl_check_identity = {"identity", rules, run};
