#include "report/sheet_since.h"

#include "base/hash.h"
#include "base/limits.h"
#include "report/sheet_facts.h"

/* --- findings, one behind the other --- */

typedef struct found {
    const cl_stored *record;
    const cl_stored *finding;
    cl_span edition; /* empty: of the picture itself */
    size_t before;   /* which record it is of the earlier run; SIZE_MAX: it is new */
    size_t number;   /* of the picture in this run */
} found;

typedef cl_status (*found_fn)(cl_since *since, const found *what, cl_error *error);

static cl_status each_of(cl_since *since, found *what, const cl_stored *list, found_fn each,
                         cl_error *error)
{
    for (size_t i = 0; i < cl_stored_count(list); i++) {
        what->finding = cl_stored_at(list, i);
        CL_TRY(each(since, what, error));
    }
    return CL_OK;
}

static cl_status each_finding(cl_since *since, const found *of, found_fn each, cl_error *error)
{
    found what = *of;
    const cl_stored *editions = cl_stored_get(of->record, "editions");
    CL_TRY(each_of(since, &what, cl_stored_get(of->record, "findings"), each, error));
    for (size_t i = 0; i < cl_stored_count(editions); i++) {
        const cl_stored *edition = cl_stored_at(editions, i);
        what.edition = cl_stored_text_of(edition, "name");
        CL_TRY(each_of(since, &what, cl_stored_get(edition, "findings"), each, error));
    }
    return CL_OK;
}

/* What a message quotes: the words of the picture, whatever the language of the message. */
static cl_span quoted(cl_span message)
{
    size_t first = cl_span_find_byte(message, '"');
    size_t last = message.len;
    while (last > first && message.data[last - 1] != '"') {
        last--;
    }
    return cl_span_sub(message, first, last - first);
}

/* The finding of that record of the earlier run and edition. It is the rule and the words that make
 * it the same: its id hangs on all that the picture says, and a headline may be mended. `ordinal`
 * tells those apart that are alike. */
static cl_picture_key key_of(const found *what, size_t ordinal)
{
    cl_picture_key key;
    uint8_t whole[CL_FINGERPRINT_BYTES];
    cl_fingerprint fingerprint;
    cl_fingerprint_begin(&fingerprint);
    cl_fingerprint_add_number(&fingerprint, what->before);
    cl_fingerprint_add(&fingerprint, what->edition);
    cl_fingerprint_add(&fingerprint, cl_stored_text_of(what->finding, "rule"));
    cl_fingerprint_add(&fingerprint, quoted(cl_stored_text_of(what->finding, "message")));
    cl_fingerprint_add_number(&fingerprint, ordinal);
    cl_fingerprint_get(&fingerprint, whole);
    memcpy(key.bytes, whole, sizeof key.bytes);
    return key;
}

static cl_since_said said_of(const cl_stored *finding)
{
    cl_span id = cl_stored_text_of(finding, "id");
    return (cl_since_said){.id = id.len == 0 ? 0 : cl_hash(id),
                           .message = cl_hash(cl_stored_text_of(finding, "message")),
                           .level = cl_hash(cl_stored_text_of(finding, "level")),
                           .waived = cl_stored_get(finding, "waived") != NULL};
}

/* One id has one meaning, also where the two runs speak different languages. */
static bool says_the_same(const cl_since_said *a, const cl_since_said *b)
{
    return a->level == b->level && a->waived == b->waived &&
           (a->message == b->message || (a->id == b->id && a->id != 0));
}

/* --- what is told --- */

static cl_status tell(cl_since *since, cl_since_what what, const found *of)
{
    if (++since->counts[what] > CL_SINCE_SHOWN) {
        return CL_OK;
    }
    cl_since_entry *entry =
        cl_array_add(&since->entries, since->arena, sizeof *entry, CL_SINCE_COUNT * CL_SINCE_SHOWN);
    if (entry == NULL) {
        return cl_arena_status(since->arena);
    }
    entry->what = what;
    entry->number = of->number;
    CL_TRY(cl_arena_copy(since->arena, cl_sheet_name(of->record), &entry->name));
    CL_TRY(cl_arena_copy(since->arena, of->edition, &entry->edition));
    CL_TRY(cl_arena_copy(since->arena, cl_stored_text_of(of->finding, "rule"), &entry->rule));
    return cl_arena_copy(since->arena, cl_stored_text_of(of->finding, "message"), &entry->message);
}

/* --- the earlier run --- */

typedef cl_status (*record_fn)(cl_since *since, found *whole, cl_error *error);

/* Calls `each` with the records of the earlier run. */
static cl_status each_record(cl_since *since, record_fn each, cl_error *error)
{
    cl_stored_reader reader = {.file = since->file};
    const cl_stored *record = NULL;
    cl_status status = CL_OK;
    for (size_t ordinal = 0; status == CL_OK; ordinal++) {
        status = cl_stored_next(&reader, &record, error);
        if (status != CL_OK || record == NULL) {
            break;
        }
        found whole = {.record = record, .before = ordinal};
        status = each(since, &whole, error);
    }
    cl_stored_end(&reader);
    return status;
}

static cl_status note_finding(cl_since *since, const found *what, cl_error *error)
{
    size_t number;
    bool is_new = false;
    for (size_t ordinal = 0; !is_new; ordinal++) {
        const cl_picture_key key = key_of(what, ordinal);
        CL_TRY(cl_pictures_add(&since->findings, &key, &number, &is_new, error));
    }
    cl_since_said *said = cl_array_add(&since->said, since->arena, sizeof *said, SIZE_MAX);
    if (said == NULL) {
        return cl_arena_status(since->arena);
    }
    *said = said_of(what->finding);
    return CL_OK;
}

static cl_since_record *record_at(const cl_since *since, size_t i)
{
    return CL_ARRAY_AT(&since->before, cl_since_record, i);
}

/* The record behind the others of its path and id. */
static cl_status queue_record(cl_since *since, size_t ordinal, size_t number, bool is_new)
{
    if (is_new) {
        cl_since_queue *added =
            cl_array_add(&since->queues, since->arena, sizeof *added, CL_SHEET_PICTURES_MAX);
        if (added == NULL) {
            return cl_arena_status(since->arena);
        }
        *added = (cl_since_queue){ordinal, ordinal};
        return CL_OK;
    }
    cl_since_queue *queue = CL_ARRAY_AT(&since->queues, cl_since_queue, number);
    record_at(since, queue->last)->next = ordinal;
    queue->last = ordinal;
    return CL_OK;
}

static cl_status note_record(cl_since *since, found *whole, cl_error *error)
{
    const cl_picture_key key = cl_picture_key_of(whole->record);
    size_t number;
    bool is_new;
    cl_since_record *added =
        cl_array_add(&since->before, since->arena, sizeof *added, CL_SHEET_PICTURES_MAX);
    if (added == NULL) {
        return cl_arena_status(since->arena);
    }
    added->next = SIZE_MAX;
    CL_TRY(cl_pictures_add(&since->pictures, &key, &number, &is_new, error));
    CL_TRY(queue_record(since, whole->before, number, is_new));
    return each_finding(since, whole, note_finding, error);
}

cl_status cl_since_begin(cl_since *since, cl_arena *arena, const cl_stored_file *file,
                         cl_error *error)
{
    *since = (cl_since){
        .arena = arena, .file = file, .pictures = {.arena = arena}, .findings = {.arena = arena}};
    CL_TRY(each_record(since, note_record, error));
    since->seen = cl_arena_alloc(arena, since->findings.count + 1, 1);
    return since->seen == NULL ? cl_arena_status(arena) : CL_OK;
}

/* --- this run --- */

/* The finding of the earlier run that is not taken yet and says the same, or, where not `exactly`,
 * what it may; takes it. SIZE_MAX: there is none. */
static size_t take_finding(cl_since *since, const found *what, bool exactly)
{
    const cl_since_said now = said_of(what->finding);
    for (size_t ordinal = 0;; ordinal++) {
        const cl_picture_key key = key_of(what, ordinal);
        size_t before = cl_pictures_find(&since->findings, &key);
        if (before == SIZE_MAX) {
            return SIZE_MAX;
        }
        const cl_since_said *then = CL_ARRAY_AT(&since->said, const cl_since_said, before);
        if (since->seen[before] == 0 && (!exactly || says_the_same(then, &now))) {
            since->seen[before] = 1;
            return before;
        }
    }
}

static cl_status compare_finding(cl_since *since, const found *what, cl_error *error)
{
    (void)error;
    if (take_finding(since, what, true) != SIZE_MAX) {
        return CL_OK;
    }
    bool known = take_finding(since, what, false) != SIZE_MAX;
    return tell(since, known ? CL_SINCE_CHANGED : CL_SINCE_NEW, what);
}

/* Which record of the earlier run this one is again; SIZE_MAX: none. */
static size_t take_record(cl_since *since, const cl_stored *record, size_t number)
{
    const cl_picture_key key = cl_picture_key_of(record);
    size_t known = cl_pictures_find(&since->pictures, &key);
    if (known == SIZE_MAX) {
        return SIZE_MAX;
    }
    cl_since_queue *queue = CL_ARRAY_AT(&since->queues, cl_since_queue, known);
    size_t taken = queue->first;
    if (taken != SIZE_MAX) {
        queue->first = record_at(since, taken)->next;
        record_at(since, taken)->now = number;
    }
    return taken;
}

cl_status cl_since_add(cl_since *since, const cl_stored *record, size_t number)
{
    const found whole = {
        .record = record, .before = take_record(since, record, number), .number = number};
    since->added += whole.before == SIZE_MAX ? 1 : 0;
    return each_finding(since, &whole, compare_finding, NULL);
}

static cl_status miss_finding(cl_since *since, const found *what, cl_error *error)
{
    (void)error;
    return take_finding(since, what, true) == SIZE_MAX ? CL_OK
                                                       : tell(since, CL_SINCE_RESOLVED, what);
}

static cl_status miss_record(cl_since *since, found *whole, cl_error *error)
{
    if (whole->before >= since->before.count) {
        return CL_OK;
    }
    whole->number = record_at(since, whole->before)->now;
    return whole->number == 0 ? tell(since, CL_SINCE_GONE, whole)
                              : each_finding(since, whole, miss_finding, error);
}

cl_status cl_since_end(cl_since *since, cl_error *error)
{
    return each_record(since, miss_record, error);
}

/* --- telling --- */

static const char *const names[CL_SINCE_COUNT] = {"new", "changed", "resolved", "gone"};

static void put_entry(cl_tree *tree, const cl_since_entry *entry)
{
    cl_tree_open(tree, "entry");
    cl_tree_set_text(tree, "what", names[entry->what]);
    if (entry->number > 0) {
        cl_out card = {0};
        cl_out_format(&card, "p%zu", entry->number);
        cl_tree_set(tree, "card", cl_out_span(&card));
        cl_out_free(&card);
    }
    cl_tree_set(tree, "name", entry->name);
    cl_tree_set(tree, "edition", entry->edition);
    cl_tree_set(tree, "rule", entry->rule);
    cl_tree_set(tree, "message", entry->message);
    cl_tree_close(tree);
}

void cl_since_put(const cl_since *since, cl_tree *tree)
{
    cl_tree_open(tree, "since");
    cl_tree_set_text(tree, "file", since->file->name);
    for (size_t i = 0; i < CL_SINCE_COUNT; i++) {
        cl_tree_set_number(tree, names[i], since->counts[i]);
    }
    cl_tree_set_number(tree, "added", since->added);
    for (size_t what = 0; what < CL_SINCE_COUNT; what++) {
        for (size_t i = 0; i < since->entries.count; i++) {
            const cl_since_entry *entry = CL_ARRAY_AT(&since->entries, const cl_since_entry, i);
            if (entry->what == (cl_since_what)what) {
                put_entry(tree, entry);
            }
        }
    }
    cl_tree_close(tree);
}
