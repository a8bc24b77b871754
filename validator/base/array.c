#include "base/array.h"

#include <string.h>

void *cl_array_add(cl_array *array, cl_arena *arena, size_t size, size_t cap)
{
    if (array->count >= cap) {
        return NULL;
    }
    if (array->count == array->capacity) {
        size_t capacity = array->capacity == 0 ? 8 : array->capacity * 2;
        void *items = cl_arena_take(arena, capacity, size);
        if (items == NULL) {
            return NULL;
        }
        if (array->count > 0) {
            memcpy(items, array->items, array->count * size);
        }
        array->items = items;
        array->capacity = capacity;
    }
    uint8_t *item = (uint8_t *)array->items + array->count * size;
    array->count++;
    return memset(item, 0, size);
}
