#include "report/sheet_picture.h"

#include "base/limits.h"
#include "base/message.h"
#include "base/text.h"
#include "report/sheet_names.h"
#include "report/sheet_notes.h"
#include "report/sheet_words.h"

enum {
    AROUND = 60 /* code points shown on either side of what a finding is about */
};

/* --- the picture itself --- */

static void set_agencies(cl_tree *tree, cl_words agencies)
{
    cl_out joined = {0};
    for (size_t i = 0; i < agencies.count; i++) {
        cl_out_text(&joined, i == 0 ? "" : "|");
        cl_out_put(&joined, agencies.items[i]);
    }
    cl_tree_set(tree, "agencies", cl_out_span(&joined));
    cl_out_free(&joined);
}

static cl_status add_rules(cl_names *to, const cl_stored *findings)
{
    for (size_t i = 0; i < cl_stored_count(findings); i++) {
        CL_TRY(cl_names_count(to, cl_stored_text_of(cl_stored_at(findings, i), "rule"), 1));
    }
    return CL_OK;
}

static void put_rules(cl_tree *tree, const cl_names *rules)
{
    cl_out joined = {0};
    for (size_t i = 0; i < rules->items.count; i++) {
        cl_out_text(&joined, i == 0 ? "" : "|");
        cl_out_put(&joined, CL_ARRAY_AT(&rules->items, const cl_named, i)->name);
    }
    cl_tree_set(tree, "rules", cl_out_span(&joined));
    cl_out_free(&joined);
}

static cl_status set_rules(const cl_sheet_picture *picture, cl_tree *tree)
{
    cl_names rules = {.arena = picture->arena, .most = SIZE_MAX};
    const cl_stored *editions = cl_stored_get(picture->record, "editions");
    CL_TRY(add_rules(&rules, cl_stored_get(picture->record, "findings")));
    for (size_t i = 0; i < cl_stored_count(editions); i++) {
        const cl_stored *findings = cl_stored_get(cl_stored_at(editions, i), "findings");
        CL_TRY(add_rules(&rules, findings));
    }
    put_rules(tree, &rules);
    return CL_OK;
}

static void set_day(cl_tree *tree, const char *name, const cl_moment *moment)
{
    uint8_t text[CL_MOMENT_TEXT_MAX];
    cl_moment day = *moment;
    day.has_time = false;
    day.has_zone = false;
    cl_tree_set(tree, name, (cl_span){text, cl_moment_write(&day, text)});
}

static void set_dates(const cl_sheet_picture *picture, cl_tree *tree)
{
    cl_moment date;
    cl_due due;
    if (cl_sheet_date(picture->record, &date)) {
        set_day(tree, "date", &date);
    }
    if (cl_sheet_next_due(picture->record, picture->now, &due)) {
        cl_tree_set(tree, "due", cl_span_sub(due.at, 0, 10));
    }
}

static cl_status set_facts(const cl_sheet_picture *picture, cl_tree *tree)
{
    static const char *const keys[] = {"path", "id", "format", "language"};
    const cl_stored *record = picture->record;
    cl_out card = {0};
    cl_words agencies;
    cl_verdict worst;
    cl_out_format(&card, "p%zu", picture->number);
    cl_tree_set(tree, "card", cl_out_span(&card));
    cl_out_free(&card);
    cl_tree_set_number(tree, "number", picture->number);
    cl_tree_set(tree, "name", cl_sheet_name(record));
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        cl_tree_set(tree, keys[i], cl_stored_text_of(record, keys[i]));
    }
    cl_tree_set(tree, "lang-of-caption", cl_stored_text_of(record, "language"));
    cl_tree_set(tree, "headline", cl_sheet_shown(record, "headline"));
    cl_tree_set_flag(tree, "incomplete", cl_stored_is_true(cl_stored_get(record, "incomplete")));
    cl_tree_set_text(tree, "worst", cl_sheet_worst(record, &worst) ? cl_verdict_name(worst) : "");
    uint64_t known = cl_stored_number_of(record, "known");
    if (known > 0) {
        cl_tree_set_number(tree, "known", known);
    }
    set_dates(picture, tree);
    CL_TRY(cl_sheet_agencies(record, picture->arena, &agencies));
    set_agencies(tree, agencies);
    return set_rules(picture, tree);
}

/* --- the thumbnail --- */

static bool is_base64_byte(uint8_t byte)
{
    return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
           (byte >= '0' && byte <= '9') || byte == '+' || byte == '/';
}

/* RFC 4648, 4. */
static bool is_base64(cl_span data)
{
    size_t len = data.len;
    for (int i = 0; i < 2 && len > 0 && data.data[len - 1] == '='; i++) {
        len--;
    }
    for (size_t i = 0; i < len; i++) {
        if (!is_base64_byte(data.data[i])) {
            return false;
        }
    }
    return len > 0 && data.len % 4 == 0 && data.len <= CL_THUMBNAIL_MAX * 2;
}

static void set_size(cl_tree *tree, const cl_stored *thumbnail, const char *key, uint64_t most)
{
    uint64_t number = cl_stored_number_of(thumbnail, key);
    if (number > 0 && number <= most) {
        cl_tree_set_number(tree, key, number);
    }
}

/* What is no picture, or could be more than one, is not shown. */
static void put_thumbnail(const cl_sheet_picture *picture, cl_tree *tree)
{
    static const char *const types[] = {"image/jpeg", "image/png", "image/webp", NULL};
    const cl_stored *thumbnail = cl_stored_get(picture->record, "thumbnail");
    cl_span type = cl_stored_text_of(thumbnail, "type");
    cl_span data = cl_stored_text_of(thumbnail, "data");
    if (!cl_span_is_one_of(type, types) || !is_base64(data)) {
        return;
    }
    cl_out source = {0};
    cl_out_text(&source, "data:");
    cl_out_put(&source, type);
    cl_out_text(&source, ";base64,");
    cl_out_put(&source, data);
    cl_span alt = cl_sheet_shown(picture->record, "alt_text");
    cl_tree_open(tree, "thumbnail");
    cl_tree_set(tree, "src", cl_out_span(&source));
    cl_tree_set(tree, "alt", alt.len > 0 ? alt : cl_sheet_shown(picture->record, "headline"));
    set_size(tree, thumbnail, "width", UINT16_MAX);
    set_size(tree, thumbnail, "height", UINT16_MAX);
    set_size(tree, thumbnail, "orientation", 8);
    cl_tree_close(tree);
    cl_out_free(&source);
}

/* --- findings and duties --- */

/* The last `count` code points. */
static cl_span tail_of(cl_span text, size_t count)
{
    size_t at = text.len;
    for (size_t i = 0; i < count && at > 0; i++) {
        at = cl_utf8_back(text, at);
    }
    return cl_span_from(text, at);
}

static void put_excerpt(const cl_sheet_fields *fields, cl_tree *tree, const cl_stored *finding)
{
    uint64_t start = cl_stored_number_of(finding, "start");
    uint64_t end = cl_stored_number_of(finding, "end");
    const cl_sheet_place place = cl_sheet_place_of(finding);
    const cl_sheet_field *field = cl_sheet_field_at(fields, &place);
    cl_span value = field == NULL ? CL_EMPTY_SPAN : field->value;
    if (start >= end || end > value.len) {
        return;
    }
    size_t from = cl_sheet_field_index(field, start);
    size_t to = cl_sheet_field_index(field, end);
    cl_span words = cl_span_sub(value, from, to - from);
    cl_span behind = cl_span_from(value, to);
    if (words.len > 0) {
        cl_tree_open(tree, "excerpt");
        cl_tree_set(tree, "before", tail_of(cl_span_sub(value, 0, from), AROUND));
        cl_tree_set(tree, "words", words);
        cl_tree_set(tree, "after", cl_span_sub(behind, 0, cl_utf8_index(behind, AROUND)));
        cl_tree_close(tree);
    }
}

static void copy_texts(cl_tree *tree, const cl_stored *from, const char *const keys[])
{
    for (size_t i = 0; keys[i] != NULL; i++) {
        cl_span text = cl_stored_text_of(from, keys[i]);
        if (text.len > 0) {
            cl_tree_set(tree, keys[i], text);
        }
    }
}

static void put_waiver(cl_tree *tree, const cl_stored *waiver)
{
    if (waiver != NULL) {
        cl_tree_open(tree, "waiver");
        cl_tree_set(tree, "reason", cl_stored_text_of(waiver, "reason"));
        cl_tree_set(tree, "approved-by", cl_stored_text_of(waiver, "approved_by"));
        cl_tree_set(tree, "expires", cl_stored_text_of(waiver, "expires"));
        cl_tree_close(tree);
    }
}

static void put_findings(const cl_sheet_fields *fields, cl_tree *tree, const char *name,
                         const cl_stored *findings)
{
    static const char *const keys[] = {"id", "rule", "level", "message", "because", "fix", NULL};
    for (size_t i = 0; i < cl_stored_count(findings); i++) {
        const cl_stored *finding = cl_stored_at(findings, i);
        cl_tree_open(tree, name);
        copy_texts(tree, finding, keys);
        cl_sheet_put_place(tree, finding);
        put_excerpt(fields, tree, finding);
        put_waiver(tree, cl_stored_get(finding, "waived"));
        cl_tree_close(tree);
    }
}

static void put_duties(cl_tree *tree, const cl_stored *duties)
{
    static const char *const keys[] = {"rule", "kind", "text", "because", NULL};
    for (size_t i = 0; i < cl_stored_count(duties); i++) {
        const cl_stored *duty = cl_stored_at(duties, i);
        cl_tree_open(tree, "duty");
        copy_texts(tree, duty, keys);
        cl_sheet_put_place(tree, duty);
        cl_tree_close(tree);
    }
}

/* --- the line to print --- */

static void put_line(cl_tree *tree, cl_span credit, cl_span role, bool exact)
{
    cl_tree_open(tree, "print");
    cl_tree_set(tree, "credit", credit);
    cl_tree_set(tree, "role", role);
    cl_tree_set_flag(tree, "exact", exact);
    cl_tree_close(tree);
}

static void put_print(cl_tree *tree, const cl_stored *print)
{
    cl_span credit = cl_stored_text_of(print, "credit");
    if (credit.len > 0) {
        put_line(tree, credit, cl_stored_text_of(print, "role"),
                 cl_stored_is_true(cl_stored_get(print, "exact")));
    }
}

/* The line of all editions, where they agree. */
static void put_common_print(cl_tree *tree, const cl_stored *editions)
{
    const cl_stored *first = cl_stored_get(cl_stored_at(editions, 0), "print");
    cl_span credit = cl_stored_text_of(first, "credit");
    for (size_t i = 1; i < cl_stored_count(editions); i++) {
        const cl_stored *other = cl_stored_get(cl_stored_at(editions, i), "print");
        if (!cl_span_equal(credit, cl_stored_text_of(other, "credit"))) {
            return;
        }
    }
    put_print(tree, first);
}

/* A record that was not judged: nobody said what may be left out of its credits, so that only one
 * that the supplier asks for is given. */
static void put_asked_credit(cl_tree *tree, const cl_stored *credits)
{
    static const char *const roles[] = {"mandatory", "requested"};
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        for (size_t j = 0; j < cl_stored_count(credits); j++) {
            const cl_stored *credit = cl_stored_at(credits, j);
            cl_span text = cl_stored_text_of(credit, "text");
            if (text.len > 0 &&
                cl_span_equal(cl_stored_text_of(credit, "role"), cl_span_of(roles[i]))) {
                put_line(tree, text, cl_span_of(roles[i]),
                         cl_stored_is_true(cl_stored_get(credit, "quoted")));
                return;
            }
        }
    }
}

/* --- editions --- */

static void put_editions(const cl_sheet_picture *picture, const cl_sheet_fields *fields,
                         cl_tree *tree)
{
    const cl_stored *editions = cl_stored_get(picture->record, "editions");
    for (size_t i = 0; i < cl_stored_count(editions); i++) {
        const cl_stored *edition = cl_stored_at(editions, i);
        const cl_stored *because = cl_stored_get(edition, "because");
        cl_tree_open(tree, "edition");
        cl_tree_set(tree, "name", cl_stored_text_of(edition, "name"));
        cl_tree_set(tree, "verdict", cl_stored_text_of(edition, "verdict"));
        put_print(tree, cl_stored_get(edition, "print"));
        put_duties(tree, cl_stored_get(edition, "duties"));
        put_findings(fields, tree, "finding", cl_stored_get(edition, "findings"));
        for (size_t j = 0; j < cl_stored_count(because); j++) {
            cl_tree_leaf(tree, "because", cl_stored_text(cl_stored_at(because, j)));
        }
        cl_tree_close(tree);
    }
    put_findings(fields, tree, "damage", cl_stored_get(picture->record, "findings"));
    if (editions != NULL) {
        put_common_print(tree, editions);
    } else {
        put_asked_credit(tree, cl_stored_get(picture->record, "credits"));
    }
}

/* --- fields --- */

/* "XMP dc:description" of "XMP dc:description[x-default]". */
static cl_span base_of(const cl_sheet_field *field)
{
    cl_span origin = field->place.origin;
    return cl_span_sub(origin, 0, cl_span_find_byte(origin, '['));
}

static bool same_property(const cl_sheet_field *a, const cl_sheet_field *b)
{
    return cl_span_equal(a->place.field, b->place.field);
}

/* Whether the value says something else than what programs show of the property: it stands in
 * another block, and is neither the same nor its beginning. */
static bool contradicts(const cl_sheet_fields *fields, const cl_sheet_field *field)
{
    bool differs = false;
    cl_span value = cl_span_trim(field->value);
    for (size_t i = 0; i < fields->count; i++) {
        const cl_sheet_field *other = &fields->items[i];
        if (!other->shown || !same_property(other, field)) {
            continue;
        }
        if (cl_span_starts(cl_span_trim(other->value), value) ||
            cl_span_equal(base_of(other), base_of(field))) {
            return false;
        }
        differs = true;
    }
    return differs;
}

static void put_value(cl_tree *tree, const cl_sheet_field *field)
{
    cl_tree_open(tree, "value");
    cl_tree_set(tree, "origin", field->place.origin);
    cl_tree_set_flag(tree, "shown", field->shown);
    cl_tree_text(tree, field->value);
    cl_tree_close(tree);
}

/* The element with what is shown of the property. */
static void open_differ(cl_tree *tree, const cl_sheet_fields *fields, const cl_sheet_field *of)
{
    cl_out label = {0};
    cl_sheet_say_field(&label, of->place.field);
    cl_tree_open(tree, "differ");
    cl_tree_set(tree, "field", of->place.field);
    cl_tree_set(tree, "label", cl_out_span(&label));
    cl_out_free(&label);
    for (size_t i = 0; i < fields->count; i++) {
        if (fields->items[i].shown && same_property(&fields->items[i], of)) {
            put_value(tree, &fields->items[i]);
        }
    }
}

/* What is shown of a property, beside what contradicts it. */
static void put_differ(cl_tree *tree, const cl_sheet_fields *fields, cl_span name)
{
    bool open = false;
    for (size_t i = 0; i < fields->count; i++) {
        const cl_sheet_field *field = &fields->items[i];
        if (field->shown || !cl_span_equal(field->place.field, name) ||
            !contradicts(fields, field)) {
            continue;
        }
        if (!open) {
            open_differ(tree, fields, field);
        }
        put_value(tree, field);
        open = true;
    }
    if (open) {
        cl_tree_close(tree);
    }
}

/* Of dates, keywords and the like one block says more than another without contradicting it. */
static void put_differences(cl_tree *tree, const cl_sheet_fields *fields)
{
    static const char *const names[] = {
        "caption",      "headline",       "title",         "creator",      "credit",
        "source",       "copyright",      "usage_terms",   "instructions", "copyright_owner",
        "licensor",     "job_id",         "web_statement", "data_mining",  "other_constraints",
        "release_date", "expiration_date"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        put_differ(tree, fields, cl_span_of(names[i]));
    }
}

static void put_field(cl_tree *tree, const cl_sheet_field *field)
{
    uint64_t offset;
    cl_out label = {0};
    cl_sheet_say_field(&label, field->place.field);
    cl_tree_open(tree, "field");
    cl_tree_set(tree, "name", field->place.field);
    cl_tree_set(tree, "label", cl_out_span(&label));
    cl_tree_set(tree, "origin", field->place.origin);
    if (field->place.file.len > 0) {
        cl_tree_set(tree, "file", field->place.file);
    }
    if (cl_stored_number(cl_stored_get(field->stored, "offset"), &offset)) {
        cl_tree_set_number(tree, "offset", offset);
    }
    cl_tree_set_flag(tree, "shown", field->shown);
    cl_tree_text(tree, field->value);
    cl_tree_close(tree);
    cl_out_free(&label);
}

/* The verdicts alone, and that the rest is missing. */
static void put_brief(const cl_sheet_picture *picture, cl_tree *tree)
{
    const cl_stored *editions = cl_stored_get(picture->record, "editions");
    for (size_t i = 0; i < cl_stored_count(editions); i++) {
        const cl_stored *edition = cl_stored_at(editions, i);
        cl_tree_open(tree, "edition");
        cl_tree_set(tree, "name", cl_stored_text_of(edition, "name"));
        cl_tree_set(tree, "verdict", cl_stored_text_of(edition, "verdict"));
        cl_tree_close(tree);
    }
    cl_tree_open(tree, "damage");
    cl_tree_set_text(tree, "rule", "limit");
    cl_tree_set_text(tree, "level", "error");
    cl_tree_set_text(tree, "message",
                     cl_message(CL_MESSAGE("the notes of this picture are too many for a card; "
                                           "look at it by itself")));
    cl_tree_close(tree);
}

static cl_status fill(const cl_sheet_picture *picture, cl_tree *tree)
{
    cl_sheet_fields fields;
    CL_TRY(set_facts(picture, tree));
    if (picture->brief) {
        put_brief(picture, tree);
        return CL_OK;
    }
    CL_TRY(cl_sheet_fields_of(picture->record, picture->arena, &fields));
    put_thumbnail(picture, tree);
    put_editions(picture, &fields, tree);
    CL_TRY(cl_sheet_notes_put(picture, &fields, tree));
    put_differences(tree, &fields);
    for (size_t i = 0; i < fields.count; i++) {
        put_field(tree, &fields.items[i]);
    }
    return cl_tree_failed(tree) ? CL_NO_MEMORY : CL_OK;
}

cl_status cl_sheet_picture_tree(const cl_sheet_picture *picture, cl_tree **out)
{
    cl_tree *tree = cl_tree_new("picture");
    cl_status status = fill(picture, tree);
    if (status != CL_OK) {
        cl_tree_free(tree);
        tree = NULL;
    }
    *out = tree;
    return status;
}
