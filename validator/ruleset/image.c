#include "ruleset/image.h"

#include <string.h>

#include "base/limits.h"
#include "ruleset/image_form.h"
#include "ruleset/pattern.h"

/* An image that is being opened. */
typedef struct opening {
    const cl_image *from;
    uint8_t *bytes;
    size_t size; /* of what is in memory */
    image_head head;
} opening;

size_t cl_image_plain(cl_span image)
{
    image_head head;
    if (image.len < sizeof head) {
        return image.len;
    }
    memcpy(&head, image.data, sizeof head);
    return head.plain < image.len ? (size_t)head.plain : image.len;
}

static uint32_t number_at(const opening *image, uint64_t at)
{
    uint32_t number;
    memcpy(&number, image->bytes + at, sizeof number);
    return number;
}

/* Whether `count` things of `size` bytes lie in the image from `at` on. */
static bool holds(const opening *image, uint64_t at, uint64_t count, size_t size)
{
    return at <= image->size && count <= (image->size - at) / size;
}

static bool read_head(opening *image)
{
    if (image->size < sizeof image->head) {
        return false;
    }
    memcpy(&image->head, image->bytes, sizeof image->head);
    const image_head *head = &image->head;
    uint64_t in_memory = image->from->file < 0 ? head->size : head->plain;
    return head->size >= head->plain && in_memory == image->size && head->root % WORD == 0 &&
           head->texts <= head->slots && head->texts <= head->patterns &&
           holds(image, head->slots, head->slot_count, sizeof(uint32_t)) &&
           holds(image, head->patterns, head->pattern_count, sizeof(image_pattern));
}

/* Slots stand among the things: what is written into one changes no table. */
static bool is_slot(const opening *image, uint32_t slot)
{
    return slot % sizeof(uintptr_t) == 0 && slot >= sizeof image->head &&
           slot < image->head.texts && holds(image, slot, 1, sizeof(uintptr_t));
}

/* Makes a pointer of what stands in a slot. Where that is one already nothing is written, so that
 * the memory stays what the file is. */
static bool settle_slot(const opening *image, uint32_t slot)
{
    uintptr_t written;
    memcpy(&written, image->bytes + slot, sizeof written);
    uint64_t to = written - image->head.base;
    if (to < sizeof image->head || to >= image->size) {
        return false;
    }
    uintptr_t pointer = (uintptr_t)(image->bytes + to);
    if (pointer != written) {
        memcpy(image->bytes + slot, &pointer, sizeof pointer);
    }
    return true;
}

static bool settle_slots(const opening *image)
{
    for (uint64_t i = 0; i < image->head.slot_count; i++) {
        uint32_t slot = number_at(image, image->head.slots + i * sizeof(uint32_t));
        if (!is_slot(image, slot) || !settle_slot(image, slot)) {
            return false;
        }
    }
    return true;
}

static image_pattern pattern_at(const opening *image, uint64_t i)
{
    image_pattern pattern;
    memcpy(&pattern, image->bytes + image->head.patterns + i * sizeof pattern, sizeof pattern);
    return pattern;
}

static cl_status make_pattern(const opening *image, image_pattern about)
{
    cl_pattern *made;
    const cl_image *from = image->from;
    cl_saved saved = {.file = from->file, .at = from->at + about.at, .len = about.len};
    if (!is_slot(image, about.slot) || about.at % WORD != 0 || about.at < image->head.plain ||
        about.at > image->head.size || about.len > image->head.size - about.at || about.len == 0) {
        return CL_MALFORMED;
    }
    saved.bytes = from->file < 0 ? image->bytes + about.at : NULL;
    CL_TRY(cl_pattern_of_saved(&saved, &made));
    memcpy(image->bytes + about.slot, &made, sizeof made);
    return CL_OK;
}

static void free_patterns(const opening *image, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        cl_pattern *made;
        memcpy(&made, image->bytes + pattern_at(image, i).slot, sizeof made);
        cl_pattern_free(made);
    }
}

static cl_status make_patterns(const opening *image)
{
    uint32_t before = 0;
    for (uint64_t i = 0; i < image->head.pattern_count; i++) {
        image_pattern about = pattern_at(image, i);
        cl_status status = about.slot > before ? make_pattern(image, about) : CL_MALFORMED;
        before = about.slot;
        if (status != CL_OK) {
            free_patterns(image, i);
            return status;
        }
    }
    return CL_OK;
}

cl_status cl_image_open(const cl_image *image, const cl_shape *shape, void **out)
{
    opening open = {.from = image, .bytes = image->bytes, .size = image->len};
    if (!read_head(&open) || open.head.root < sizeof open.head ||
        !holds(&open, open.head.root, 1, shape->size) || !settle_slots(&open)) {
        return CL_MALFORMED;
    }
    CL_TRY(make_patterns(&open));
    *out = image->bytes + open.head.root;
    return CL_OK;
}
