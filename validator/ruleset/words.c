#include "ruleset/words.h"

#include <string.h>

bool cl_words_have(cl_words words, cl_span word)
{
    for (size_t i = 0; i < words.count; i++) {
        if (cl_span_equal(words.items[i], word)) {
            return true;
        }
    }
    return false;
}

cl_status cl_words_add(cl_words *words, cl_arena *arena, cl_span word)
{
    if (cl_words_have(*words, word)) {
        return CL_OK;
    }
    if (words->count == words->capacity) {
        size_t capacity = words->capacity == 0 ? 4 : words->capacity * 2;
        cl_span *items = cl_arena_alloc(arena, capacity, sizeof *items);
        if (items == NULL) {
            return cl_arena_status(arena);
        }
        if (words->count > 0) {
            memcpy(items, words->items, words->count * sizeof *items);
        }
        words->items = items;
        words->capacity = capacity;
    }
    words->items[words->count++] = word;
    return CL_OK;
}

cl_status cl_words_add_all(cl_words *words, cl_arena *arena, cl_words more)
{
    for (size_t i = 0; i < more.count; i++) {
        CL_TRY(cl_words_add(words, arena, more.items[i]));
    }
    return CL_OK;
}

void cl_words_remove(cl_words *words, cl_span word)
{
    size_t kept = 0;
    for (size_t i = 0; i < words->count; i++) {
        if (!cl_span_equal(words->items[i], word)) {
            words->items[kept++] = words->items[i];
        }
    }
    words->count = kept;
}

bool cl_words_equal(cl_words a, cl_words b)
{
    if (a.count != b.count) {
        return false;
    }
    for (size_t i = 0; i < a.count; i++) {
        if (!cl_words_have(b, a.items[i])) {
            return false;
        }
    }
    return true;
}

cl_span cl_words_join(cl_arena *arena, cl_words words, const char *separator)
{
    cl_span between = cl_span_of(separator);
    size_t len = 0;
    for (size_t i = 0; i < words.count; i++) {
        len += words.items[i].len + between.len;
    }
    uint8_t *text = len == 0 ? NULL : cl_arena_alloc(arena, len + 1, 1);
    if (text == NULL) {
        return CL_SPAN("");
    }
    size_t at = 0;
    for (size_t i = 0; i < words.count; i++) {
        if (i > 0) {
            memcpy(text + at, between.data, between.len);
            at += between.len;
        }
        if (words.items[i].len > 0) {
            memcpy(text + at, words.items[i].data, words.items[i].len);
            at += words.items[i].len;
        }
    }
    return (cl_span){text, at};
}
