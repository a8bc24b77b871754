#include "captionlint_records.h"

#include <stdlib.h>

#include "base/source.h"
#include "metadata/metadata.h"

enum {
    STEP = 4096
};

typedef struct entry {
    uint64_t key; /* of the id */
    uint64_t offset;
    size_t len; /* at most one byte more than a record may have */
    size_t number;
    bool given;
} entry;

struct captionlint_records {
    cl_arena *files; /* of the source */
    cl_arena *line;  /* of the record that was given last */
    cl_source *source;
    const char *path;
    entry *entries; /* by number; owned */
    size_t *sorted; /* their indexes by key; owned */
    size_t count;
    size_t capacity;
    size_t next;
};

static bool ends_with(cl_span path, cl_span ending)
{
    return path.len > ending.len &&
           cl_span_equal_nocase(cl_span_from(path, path.len - ending.len), ending);
}

bool captionlint_is_records(const captionlint_input *input)
{
    cl_span path = cl_span_of(input->path);
    return input->kind == CAPTIONLINT_INPUT_RECORDS ||
           (input->kind == CAPTIONLINT_INPUT_AUTO &&
            (ends_with(path, CL_SPAN(".ndjson")) || ends_with(path, CL_SPAN(".jsonl"))));
}

/* FNV-1a */
static uint64_t key_of(cl_span id)
{
    uint64_t key = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < id.len; i++) {
        key = (key ^ id.data[i]) * UINT64_C(0x100000001b3);
    }
    return key;
}

/* --- the lines --- */

static cl_status new_line(captionlint_records *records)
{
    cl_arena_free(records->line);
    records->line = cl_arena_new(CL_ARENA_PICTURE_MAX);
    return records->line == NULL ? CL_NO_MEMORY : CL_OK;
}

static cl_span without_mark(cl_span line)
{
    cl_span mark = CL_SPAN("\xEF\xBB\xBF");
    return cl_span_starts(line, mark) ? cl_span_from(line, mark.len) : line;
}

static cl_status take_line(captionlint_records *records, const entry *of, cl_span *out)
{
    CL_TRY(new_line(records));
    cl_source *source = records->source;
    cl_span bytes;
    uint8_t *copy = cl_arena_alloc(records->line, of->len + 1, 1);
    if (copy == NULL) {
        return cl_arena_status(records->line);
    }
    size_t len = 0;
    while (len < of->len) {
        size_t step = of->len - len < STEP ? of->len - len : STEP;
        CL_TRY(cl_source_peek_some(source, of->offset + len, step, &bytes));
        for (size_t i = 0; i < bytes.len; i++) {
            copy[len + i] = bytes.data[i];
        }
        len += bytes.len;
        if (bytes.len == 0) {
            break; /* the file became shorter: the record will be told as broken */
        }
    }
    *out = (cl_span){copy, len};
    *out = of->offset == 0 ? without_mark(*out) : *out;
    return CL_OK;
}

/* The id as captionlint_check tells it; what cannot be read is known by its line. */
static cl_status read_id(captionlint_records *records, const entry *of, cl_span line, cl_span *out)
{
    *out = CL_EMPTY_SPAN;
    cl_span trimmed = cl_span_trim(line);
    if (trimmed.len > 0 && trimmed.len <= CL_RECORD_LINE_MAX) {
        cl_findings findings = {.arena = records->line};
        cl_fields fields = {.arena = records->line, .findings = &findings};
        CL_TRY(cl_record_read(trimmed, of->number, &fields, out));
    }
    if (out->len == 0) {
        *out = cl_arena_format(records->line, "line %zu", of->number);
    }
    return out->len == 0 ? cl_arena_status(records->line) : CL_OK;
}

/* The line at `offset`: its length without its end, and where the next one begins. */
static cl_status measure_line(captionlint_records *records, uint64_t offset, uint64_t *len,
                              uint64_t *next)
{
    *len = 0;
    for (;;) {
        cl_span bytes;
        CL_TRY(cl_source_peek_some(records->source, offset + *len, STEP, &bytes));
        size_t end = cl_span_find_byte(bytes, '\n');
        *len += end;
        *next = offset + *len + 1;
        if (end < bytes.len || bytes.len == 0) {
            return CL_OK;
        }
    }
}

static cl_status add(captionlint_records *records, const entry *added)
{
    if (records->count == CL_IDS_MAX) {
        return CL_LIMIT;
    }
    if (records->count == records->capacity) {
        size_t capacity = records->capacity == 0 ? 64 : records->capacity * 2;
        entry *entries = realloc(records->entries, capacity * sizeof *entries);
        if (entries == NULL) {
            return CL_NO_MEMORY;
        }
        records->entries = entries;
        records->capacity = capacity;
    }
    records->entries[records->count++] = *added;
    return CL_OK;
}

static cl_status index_line(captionlint_records *records, entry *line)
{
    cl_span bytes;
    cl_span id;
    CL_TRY(take_line(records, line, &bytes));
    if (cl_span_trim(bytes).len == 0) {
        return CL_OK;
    }
    CL_TRY(read_id(records, line, bytes, &id));
    line->key = key_of(id);
    return add(records, line);
}

static cl_status index_lines(captionlint_records *records)
{
    uint64_t at = 0;
    size_t number = 0;
    while (at < cl_source_size(records->source)) {
        uint64_t len;
        uint64_t next;
        CL_TRY(measure_line(records, at, &len, &next));
        size_t kept = len > CL_RECORD_LINE_MAX ? CL_RECORD_LINE_MAX + 1 : (size_t)len;
        entry line = {.offset = at, .len = kept, .number = ++number};
        CL_TRY(index_line(records, &line));
        at = next;
    }
    return CL_OK;
}

/* --- by id --- */

typedef struct place {
    uint64_t key;
    size_t index;
} place;

static int by_key(const void *a, const void *b)
{
    const place *left = a;
    const place *right = b;
    if (left->key != right->key) {
        return left->key < right->key ? -1 : 1;
    }
    return left->index < right->index ? -1 : left->index > right->index;
}

static cl_status sort(captionlint_records *records)
{
    place *places = calloc(records->count + 1, sizeof *places);
    records->sorted = calloc(records->count + 1, sizeof *records->sorted);
    if (places == NULL || records->sorted == NULL) {
        free(places);
        return CL_NO_MEMORY;
    }
    for (size_t i = 0; i < records->count; i++) {
        places[i] = (place){records->entries[i].key, i};
    }
    qsort(places, records->count, sizeof *places, by_key);
    for (size_t i = 0; i < records->count; i++) {
        records->sorted[i] = places[i].index;
    }
    free(places);
    return CL_OK;
}

/* The first of the sorted whose key is not less. */
static size_t lower_bound(const captionlint_records *records, uint64_t key)
{
    size_t low = 0;
    size_t high = records->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (records->entries[records->sorted[middle]].key < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static cl_status open_source(captionlint_records *records, const captionlint_input *input,
                             cl_error *error)
{
    records->files = cl_arena_new(CL_ARENA_PICTURE_MAX);
    if (records->files == NULL) {
        return CL_NO_MEMORY;
    }
    records->path = input->path;
    return input->bytes != NULL
               ? cl_source_of(records->files, (cl_span){input->bytes, input->len}, &records->source)
               : cl_source_open(records->files, input->path, &records->source, error);
}

cl_status captionlint_records_open(const captionlint_input *input, captionlint_records **out,
                                   cl_error *error)
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL) {
        return CL_NO_MEMORY;
    }
    CL_TRY(open_source(*out, input, error));
    cl_status status = index_lines(*out);
    if (status == CL_LIMIT) {
        return cl_error_set(error, status, "%s: more than %u records; split the file",
                            input->path == NULL ? "-" : input->path, CL_IDS_MAX);
    }
    return status == CL_OK ? sort(*out) : status;
}

void captionlint_records_close(captionlint_records *records)
{
    if (records == NULL) {
        return;
    }
    cl_source_close(records->source);
    cl_arena_free(records->files);
    cl_arena_free(records->line);
    free(records->entries);
    free(records->sorted);
    free(records);
}

static void give(const captionlint_records *records, entry *of, cl_span line,
                 captionlint_input *out)
{
    out->path = records->path;
    out->bytes = line.data;
    out->len = line.len;
    out->kind = CAPTIONLINT_INPUT_RECORDS;
    of->given = true;
}

cl_status captionlint_records_find(captionlint_records *records, cl_span id, captionlint_input *out,
                                   bool *found)
{
    uint64_t key = key_of(id);
    *found = false;
    for (size_t i = lower_bound(records, key); i < records->count && !*found; i++) {
        entry *candidate = &records->entries[records->sorted[i]];
        cl_span line;
        cl_span name;
        if (candidate->key != key) {
            break;
        }
        if (candidate->given) {
            continue;
        }
        CL_TRY(take_line(records, candidate, &line));
        CL_TRY(read_id(records, candidate, line, &name));
        *found = cl_span_equal(name, id);
        if (*found) {
            give(records, candidate, line, out);
        }
    }
    return CL_OK;
}

cl_status captionlint_records_next(captionlint_records *records, captionlint_input *out,
                                   bool *found)
{
    while (records->next < records->count && records->entries[records->next].given) {
        records->next++;
    }
    *found = records->next < records->count;
    if (!*found) {
        return CL_OK;
    }
    entry *line = &records->entries[records->next];
    cl_span bytes;
    CL_TRY(take_line(records, line, &bytes));
    give(records, line, bytes, out);
    return CL_OK;
}
