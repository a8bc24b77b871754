#include "report/sheet_merge.h"

#include "base/limits.h"

enum {
    FIRST_ROOM = 256
};

cl_picture_key cl_picture_key_of(const cl_stored *record)
{
    cl_picture_key key;
    uint8_t whole[CL_FINGERPRINT_BYTES];
    cl_fingerprint fingerprint;
    cl_fingerprint_begin(&fingerprint);
    cl_fingerprint_add(&fingerprint, cl_stored_text_of(record, "path"));
    cl_fingerprint_add(&fingerprint, cl_stored_text_of(record, "id"));
    cl_fingerprint_get(&fingerprint, whole);
    memcpy(key.bytes, whole, sizeof key.bytes);
    return key;
}

/* --- pictures by their keys --- */

static size_t slot_of(const cl_pictures *pictures, const cl_picture_key *key)
{
    uint64_t start;
    memcpy(&start, key->bytes, sizeof start);
    size_t slot = (size_t)start & (pictures->table_size - 1);
    while (pictures->table[slot] != 0 && memcmp(pictures->keys[pictures->table[slot] - 1].bytes,
                                                key->bytes, sizeof key->bytes) != 0) {
        slot = (slot + 1) & (pictures->table_size - 1);
    }
    return slot;
}

static cl_status grow(cl_pictures *pictures)
{
    if (pictures->count < pictures->capacity) {
        return CL_OK;
    }
    size_t capacity = pictures->capacity == 0 ? FIRST_ROOM : pictures->capacity * 2;
    cl_picture_key *keys = cl_arena_take(pictures->arena, capacity, sizeof *keys);
    uint32_t *table = cl_arena_alloc(pictures->arena, capacity * 2, sizeof *table);
    if (keys == NULL || table == NULL) {
        return cl_arena_status(pictures->arena);
    }
    if (pictures->count > 0) {
        memcpy(keys, pictures->keys, pictures->count * sizeof *keys);
    }
    pictures->keys = keys;
    pictures->table = table;
    pictures->table_size = capacity * 2;
    pictures->capacity = capacity;
    for (size_t i = 0; i < pictures->count; i++) {
        table[slot_of(pictures, &keys[i])] = (uint32_t)i + 1;
    }
    return CL_OK;
}

size_t cl_pictures_find(const cl_pictures *pictures, const cl_picture_key *key)
{
    uint32_t found = pictures->table_size == 0 ? 0 : pictures->table[slot_of(pictures, key)];
    return found == 0 ? SIZE_MAX : found - 1;
}

cl_status cl_pictures_add(cl_pictures *pictures, const cl_picture_key *key, size_t *number,
                          bool *is_new, cl_error *error)
{
    *number = cl_pictures_find(pictures, key);
    *is_new = *number == SIZE_MAX;
    if (!*is_new) {
        return CL_OK;
    }
    if (pictures->count == CL_SHEET_PICTURES_MAX) {
        return cl_error_set(error, CL_LIMIT, "more than %u pictures; make a sheet of fewer",
                            CL_SHEET_PICTURES_MAX);
    }
    CL_TRY(grow(pictures));
    *number = pictures->count++;
    pictures->keys[*number] = *key;
    pictures->table[slot_of(pictures, key)] = (uint32_t)*number + 1;
    return CL_OK;
}

/* --- merging --- */

/* Room for one thing more, zeroed; what was there moves. */
static cl_status make_room(cl_arena *arena, void **things, size_t size, size_t count,
                           size_t *capacity)
{
    if (count < *capacity) {
        return CL_OK;
    }
    size_t wanted = *capacity == 0 ? FIRST_ROOM : *capacity * 2;
    void *more = cl_arena_alloc(arena, wanted, size);
    if (more == NULL) {
        return cl_arena_status(arena);
    }
    if (count > 0) {
        memcpy(more, *things, count * size);
    }
    *things = more;
    *capacity = wanted;
    return CL_OK;
}

static cl_status make_rooms(cl_merge *merge, size_t picture)
{
    cl_arena *arena = merge->pictures.arena;
    void *last = merge->last;
    void *before = merge->before;
    void *replaced = merge->replaced;
    CL_TRY(make_room(arena, &last, sizeof *merge->last, picture, &merge->room));
    merge->last = last;
    CL_TRY(make_room(arena, &before, sizeof *merge->before, merge->records, &merge->befores));
    merge->before = before;
    CL_TRY(make_room(arena, &replaced, 1, merge->records / 8, &merge->bits));
    merge->replaced = replaced;
    return CL_OK;
}

/* All records of the picture in the file of its last one. */
static void replace(cl_merge *merge, uint32_t last)
{
    for (uint32_t at = last + 1; at != 0; at = merge->before[at - 1]) {
        merge->replaced[(at - 1) / 8] |= (uint8_t)(1u << (at - 1) % 8);
        merge->replaced_count++;
    }
}

cl_status cl_merge_add(cl_merge *merge, const cl_stored *record, size_t file, cl_error *error)
{
    const cl_picture_key key = cl_picture_key_of(record);
    size_t picture;
    bool is_new;
    if (merge->records == UINT32_MAX) {
        return cl_error_set(error, CL_LIMIT, "more records than can be merged");
    }
    CL_TRY(cl_pictures_add(&merge->pictures, &key, &picture, &is_new, error));
    CL_TRY(make_rooms(merge, picture));
    if (file != merge->file) {
        merge->file = file;
        merge->start = merge->records;
    }
    if (!is_new && merge->last[picture] < merge->start) {
        replace(merge, merge->last[picture]);
    } else if (!is_new) {
        merge->before[merge->records] = merge->last[picture] + 1;
    }
    merge->last[picture] = (uint32_t)merge->records++;
    return CL_OK;
}

bool cl_merge_holds(const cl_merge *merge, size_t ordinal)
{
    return ordinal >= merge->records || (merge->replaced[ordinal / 8] & 1u << ordinal % 8) == 0;
}
