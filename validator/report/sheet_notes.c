#include "report/sheet_notes.h"

#include "base/limits.h"
#include "base/text.h"
#include "report/sheet_flags.h"
#include "report/sheet_runs.h"
#include "report/sheet_words.h"

/* One thing that was read, or found wrong. */
typedef struct note {
    const char *kind; /* "restriction"; "finding" has no number */
    const cl_stored *clause;
    size_t number;
    cl_span title; /* in plain language */
} note;

/* A place of one of them. */
typedef struct spot {
    const cl_stored *at;
    size_t note; /* its index */
    size_t next; /* 1 + the spot behind it of the same place; 0: none */
} spot;

/* The spots of one place. */
typedef struct spots {
    size_t first; /* 1 + the spot; 0: none */
    size_t last;
} spots;

/* What is worked out of a picture. */
typedef struct notes {
    const cl_sheet_picture *picture;
    const cl_sheet_fields *fields;
    cl_tree *tree;
    cl_array items;  /* of note */
    cl_array places; /* of spot */
    spots *spots;    /* of each field that is the first of its place */
} notes;

/* --- where a thing stands --- */

static void set_label(cl_tree *tree, cl_span field)
{
    cl_out label = {0};
    cl_sheet_say_field(&label, field);
    cl_tree_set(tree, "label", cl_out_span(&label));
    cl_out_free(&label);
}

void cl_sheet_put_place(cl_tree *tree, const cl_stored *place)
{
    cl_span field = cl_stored_text_of(place, "field");
    cl_span file = cl_stored_text_of(place, "file");
    uint64_t offset;
    if (field.len > 0) {
        cl_tree_set(tree, "field", field);
        set_label(tree, field);
        cl_tree_set(tree, "origin", cl_stored_text_of(place, "origin"));
    }
    if (file.len > 0) {
        cl_tree_set(tree, "file", file);
    }
    if (cl_stored_number(cl_stored_get(place, "offset"), &offset)) {
        cl_tree_set_number(tree, "offset", offset);
    }
}

/* --- what was read --- */

static cl_status add_place(notes *to, const cl_stored *at)
{
    const cl_sheet_place place = cl_sheet_place_of(at);
    const cl_sheet_field *field = cl_sheet_field_at(to->fields, &place);
    if (field == NULL || to->places.count == CL_SHEET_PLACES_MAX) {
        return CL_OK; /* it is not marked in the text; the note itself is told all the same */
    }
    spot *added = cl_array_add(&to->places, to->picture->arena, sizeof *added, SIZE_MAX);
    if (added == NULL) {
        return cl_arena_status(to->picture->arena);
    }
    *added = (spot){.at = at, .note = to->items.count - 1};
    spots *of = &to->spots[field->first];
    if (of->first == 0) {
        of->first = to->places.count;
    } else {
        CL_ARRAY_AT(&to->places, spot, of->last - 1)->next = to->places.count;
    }
    of->last = to->places.count;
    return CL_OK;
}

static cl_status add_note(notes *to, const note *what)
{
    cl_arena *arena = to->picture->arena;
    note *added = cl_array_add(&to->items, arena, sizeof *added, SIZE_MAX);
    if (added == NULL) {
        return cl_arena_status(arena);
    }
    *added = *what;
    const cl_stored *places = cl_stored_get(what->clause, "places");
    for (size_t i = 0; i < cl_stored_count(places); i++) {
        CL_TRY(add_place(to, cl_stored_at(places, i)));
    }
    return places == NULL ? add_place(to, what->clause) : CL_OK;
}

/* The element of the note, up to its attributes. */
static void open_note(notes *to, const note *what)
{
    cl_tree *tree = to->tree;
    cl_out number = {0};
    cl_out_format(&number, "n%zu", what->number);
    cl_tree_open(tree, what->kind);
    cl_tree_set(tree, "note", cl_out_span(&number));
    cl_tree_set(tree, "rule", cl_stored_text_of(what->clause, "rule"));
    cl_tree_set(tree, "text", cl_stored_text_of(what->clause, "text"));
    if (what->title.len > 0) {
        cl_tree_set(tree, "plain", what->title);
    }
    cl_sheet_put_place(tree, what->clause);
    cl_out_free(&number);
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

static void put_territory(const notes *of, cl_span code)
{
    cl_out flag = {0};
    cl_sheet_flag(&flag, code);
    cl_tree_open(of->tree, "territory");
    cl_tree_set(of->tree, "code", code);
    cl_tree_set(of->tree, "name", cl_sheet_territory(of->picture->rules, code));
    cl_tree_set(of->tree, "flag", cl_out_span(&flag));
    cl_tree_close(of->tree);
    cl_out_free(&flag);
}

/* The whole world but one country is a long list. */
static void put_values(const notes *of, const cl_stored *restriction)
{
    const cl_stored *values = cl_stored_get(restriction, "values");
    bool territory = cl_span_equal(cl_stored_text_of(restriction, "kind"), CL_SPAN("territory"));
    size_t count = cl_stored_count(values);
    if (count > CL_SHEET_NAMES_SHOWN) {
        cl_tree_set_number(of->tree, "more", count - CL_SHEET_NAMES_SHOWN);
    }
    for (size_t i = 0; i < count && i < CL_SHEET_NAMES_SHOWN; i++) {
        cl_span value = cl_stored_text(cl_stored_at(values, i));
        if (territory) {
            put_territory(of, value);
        } else {
            cl_tree_leaf(of->tree, "value", value);
        }
    }
}

static void put_restriction(const notes *of, const note *what)
{
    static const char *const keys[] = {"kind", "effect", "confidence", NULL};
    copy_texts(of->tree, what->clause, keys);
    put_values(of, what->clause);
}

static void put_credit(const notes *of, const note *what)
{
    static const char *const keys[] = {"role", "byline", NULL};
    cl_out agencies = {0};
    const cl_stored *list = cl_stored_get(what->clause, "agencies");
    copy_texts(of->tree, what->clause, keys);
    for (size_t i = 0; i < cl_stored_count(list) && i < CL_SHEET_AGENCIES_MAX; i++) {
        cl_out_text(&agencies, i == 0 ? "" : "|");
        cl_out_put(&agencies, cl_stored_text(cl_stored_at(list, i)));
    }
    cl_tree_set(of->tree, "agencies", cl_out_span(&agencies));
    cl_out_free(&agencies);
}

static void put_notice(const notes *of, const note *what)
{
    static const char *const keys[] = {"kind", "confidence", NULL};
    copy_texts(of->tree, what->clause, keys);
}

/* What a note says, in the arena. */
static cl_status say(const notes *of, const note *what, cl_span *out)
{
    cl_out words = {0};
    if (cl_span_equal(cl_span_of(what->kind), CL_SPAN("restriction"))) {
        cl_sheet_say_restriction(&words, of->picture->rules, what->clause);
    } else if (cl_span_equal(cl_span_of(what->kind), CL_SPAN("notice"))) {
        cl_sheet_say_notice(&words, cl_stored_text_of(what->clause, "kind"));
    }
    cl_status status =
        words.failed ? CL_NO_MEMORY : cl_arena_copy(of->picture->arena, cl_out_span(&words), out);
    cl_out_free(&words);
    return status;
}

/* One sort of them: the list of the record, and what its element has beside what all have. */
typedef struct sort {
    const char *list;
    const char *kind;
    void (*put)(const notes *of, const note *what);
} sort;

static cl_status put_sort(notes *of, const sort *which)
{
    const cl_stored *list = cl_stored_get(of->picture->record, which->list);
    for (size_t i = 0; i < cl_stored_count(list); i++) {
        note what = {
            .kind = which->kind, .clause = cl_stored_at(list, i), .number = of->items.count + 1};
        CL_TRY(say(of, &what, &what.title));
        CL_TRY(add_note(of, &what));
        open_note(of, &what);
        if (which->put != NULL) {
            which->put(of, &what);
        }
        cl_tree_close(of->tree);
    }
    return CL_OK;
}

/* --- what was found --- */

static cl_status add_findings(notes *to, const cl_stored *list)
{
    for (size_t i = 0; i < cl_stored_count(list); i++) {
        const cl_stored *finding = cl_stored_at(list, i);
        note what = {
            .kind = "finding", .clause = finding, .title = cl_stored_text_of(finding, "message")};
        if (cl_stored_get(finding, "field") != NULL) {
            CL_TRY(add_note(to, &what));
        }
    }
    return CL_OK;
}

static cl_status add_all_findings(notes *to)
{
    const cl_stored *record = to->picture->record;
    const cl_stored *editions = cl_stored_get(record, "editions");
    CL_TRY(add_findings(to, cl_stored_get(record, "findings")));
    for (size_t i = 0; i < cl_stored_count(editions); i++) {
        CL_TRY(add_findings(to, cl_stored_get(cl_stored_at(editions, i), "findings")));
    }
    return CL_OK;
}

/* --- the texts --- */

static const note *note_at(const notes *of, size_t i)
{
    return CL_ARRAY_AT(&of->items, const note, i);
}

/* Whether the words of the place are those of the value; a finding does not give them. */
static bool stands_in(const cl_sheet_field *field, const cl_stored *at, cl_noted *out)
{
    const cl_stored *text = cl_stored_get(at, "text");
    if (!cl_stored_number(cl_stored_get(at, "start"), &out->start) ||
        !cl_stored_number(cl_stored_get(at, "end"), &out->end) || out->start >= out->end ||
        out->end > field->value.len) {
        return false;
    }
    size_t from = cl_sheet_field_index(field, out->start);
    size_t to = cl_sheet_field_index(field, out->end);
    return text == NULL || cl_stored_get(at, "message") != NULL ||
           cl_span_equal(cl_span_sub(field->value, from, to - from), cl_stored_text(text));
}

/* The notes in a field: `noted` has room for CL_SHEET_NOTED_MAX. */
static size_t find_noted(const notes *of, const cl_sheet_field *field, cl_noted *noted)
{
    size_t count = 0;
    size_t next = of->spots[field->first].first;
    while (next > 0 && count < CL_SHEET_NOTED_MAX) {
        const spot *at = CL_ARRAY_AT(&of->places, const spot, next - 1);
        if (stands_in(field, at->at, &noted[count])) {
            noted[count++].note = at->note;
        }
        next = at->next;
    }
    return count;
}

/* Joins with `between` what is not yet there. */
static void join(cl_out *out, const char *between, cl_span word)
{
    if (word.len > 0 && cl_span_find(cl_out_span(out), word) == out->len) {
        cl_out_text(out, out->len == 0 ? "" : between);
        cl_out_put(out, word);
    }
}

static int rank(cl_span level)
{
    return cl_span_equal(level, CL_SPAN("error"))     ? 3
           : cl_span_equal(level, CL_SPAN("warning")) ? 2
           : cl_span_equal(level, CL_SPAN("info"))    ? 1
                                                      : 0;
}

/* What the attributes of a run are put together of. */
typedef struct marking {
    cl_out ids;
    cl_out rules;
    cl_out title;
    const char *kind;
    cl_span level;
} marking;

static void mark(marking *of, const note *what)
{
    if (what->number > 0) {
        cl_out_format(&of->ids, "%sn%zu", of->ids.len == 0 ? "" : " ", what->number);
        of->kind = of->kind == NULL ? what->kind : of->kind;
    }
    cl_span level = cl_stored_text_of(what->clause, "level");
    of->level = rank(level) > rank(of->level) ? level : of->level;
    join(&of->rules, "|", cl_stored_text_of(what->clause, "rule"));
    join(&of->title, "; ", what->title);
}

static void put_run(const notes *of, const cl_noted_run *run)
{
    cl_tree *tree = of->tree;
    marking marked = {0};
    if (run->count == 0) {
        cl_tree_leaf(tree, "t", run->text);
        return;
    }
    for (size_t i = 0; i < run->count; i++) {
        mark(&marked, note_at(of, run->notes[i]));
    }
    cl_tree_open(tree, "note");
    cl_tree_set(tree, "ids", cl_out_span(&marked.ids));
    cl_tree_set_text(tree, "kind", marked.kind == NULL ? "finding" : marked.kind);
    cl_tree_set(tree, "rules", cl_out_span(&marked.rules));
    cl_tree_set(tree, "title", cl_out_span(&marked.title));
    cl_tree_set(tree, "level", marked.level);
    cl_tree_text(tree, run->text);
    cl_tree_close(tree);
    cl_out_free(&marked.ids);
    cl_out_free(&marked.rules);
    cl_out_free(&marked.title);
}

static cl_status put_text(const notes *of, const cl_sheet_field *field, const cl_noted *noted,
                          size_t count)
{
    cl_array runs = {0};
    CL_TRY(cl_runs_cut(of->picture->arena, field->value, noted, count, &runs));
    cl_tree_open(of->tree, "text");
    cl_tree_set(of->tree, "field", field->place.field);
    set_label(of->tree, field->place.field);
    cl_tree_set(of->tree, "origin", field->place.origin);
    for (size_t i = 0; i < runs.count; i++) {
        put_run(of, CL_ARRAY_AT(&runs, const cl_noted_run, i));
    }
    cl_tree_close(of->tree);
    return CL_OK;
}

/* In which order texts are shown: the caption, what else programs show, what they do not. */
static unsigned turn_of(const cl_sheet_field *field)
{
    bool caption = cl_span_equal(field->place.field, CL_SPAN("caption"));
    return !field->shown ? 2 : caption ? 0 : 1;
}

/* Whether a field before it, or one that programs show, has the same value. */
static bool is_repeated(const cl_sheet_fields *fields, size_t of)
{
    const cl_sheet_field *field = &fields->items[of];
    for (size_t i = 0; i < fields->count; i++) {
        const cl_sheet_field *other = &fields->items[i];
        if (i != of && (i < of || other->shown) && cl_span_equal(other->value, field->value) &&
            cl_span_equal(other->place.field, field->place.field)) {
            return true;
        }
    }
    return false;
}

static cl_status put_texts(const notes *of)
{
    cl_noted *noted = cl_arena_take(of->picture->arena, CL_SHEET_NOTED_MAX, sizeof *noted);
    if (noted == NULL) {
        return cl_arena_status(of->picture->arena);
    }
    for (unsigned turn = 0; turn < 3; turn++) {
        for (size_t i = 0; i < of->fields->count; i++) {
            const cl_sheet_field *field = &of->fields->items[i];
            size_t count = turn_of(field) == turn ? find_noted(of, field, noted) : 0;
            bool wanted = turn_of(field) == turn && (turn == 0 || count > 0);
            if (wanted && (turn < 2 || !is_repeated(of->fields, i))) {
                CL_TRY(put_text(of, field, noted, count));
            }
        }
    }
    return CL_OK;
}

cl_status cl_sheet_notes_put(const cl_sheet_picture *picture, const cl_sheet_fields *fields,
                             cl_tree *tree)
{
    static const sort sorts[] = {{"restrictions", "restriction", put_restriction},
                                 {"notices", "notice", put_notice},
                                 {"unread", "unread", NULL},
                                 {"credits", "credit", put_credit}};
    notes of = {.picture = picture, .fields = fields, .tree = tree};
    of.spots = cl_arena_alloc(picture->arena, fields->count + 1, sizeof *of.spots);
    if (of.spots == NULL) {
        return cl_arena_status(picture->arena);
    }
    for (size_t i = 0; i < sizeof sorts / sizeof sorts[0]; i++) {
        CL_TRY(put_sort(&of, &sorts[i]));
    }
    CL_TRY(add_all_findings(&of));
    return put_texts(&of);
}
