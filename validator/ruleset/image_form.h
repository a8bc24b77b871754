/* How an image lies: its head, the things, the texts, the tables of slots and patterns, and last
 * what patterns are made from, which is looked at when one is first tried. Private to image*.c. */
#ifndef CL_RULESET_IMAGE_FORM_H
#define CL_RULESET_IMAGE_FORM_H

#include <stdint.h>

enum {
    WORD = sizeof(uint64_t) /* what everything but texts is aligned to */
};

/* Places are counted in bytes from the beginning of the image. */
typedef struct image_head {
    uint64_t size;
    uint64_t base;  /* where in memory it is right as it is */
    uint64_t plain; /* up to where the saved patterns begin */
    uint64_t texts; /* up to where the things lie, in which all slots stand */
    uint64_t root;
    uint64_t slots; /* of uint32_t: where pointers stand, each a uintptr_t counted from `base` */
    uint64_t slot_count;
    uint64_t patterns; /* of image_pattern */
    uint64_t pattern_count;
} image_head;

typedef struct image_pattern {
    uint32_t slot; /* where the pointer to the pattern stands */
    uint32_t len;
    uint64_t at; /* its saved bytes */
} image_pattern;

#endif
