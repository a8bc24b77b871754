/* Any bytes as a cache file: as they are, and with a head that says that they are whole, so that
 * what is behind the head is looked at too. What was opened is not used: whoever makes a head right
 * could write rules as well. */
#include <stdlib.h>
#include <string.h>

#include "ruleset/cache_file.h"
#include "ruleset/image.h"
#include "ruleset/image_form.h"
#include "ruleset/pattern.h"

/* Those that an opened image made: its tables are as they were. */
static void free_patterns(const uint8_t *image)
{
    image_head head;
    memcpy(&head, image, sizeof head);
    for (uint64_t i = 0; i < head.pattern_count; i++) {
        image_pattern about;
        cl_pattern *pattern;
        memcpy(&about, image + head.patterns + i * sizeof about, sizeof about);
        memcpy(&pattern, image + about.slot, sizeof pattern);
        cl_pattern_free(pattern);
    }
}

static void open_image(uint8_t *bytes, size_t len)
{
    const cl_image image = {bytes, len, -1, 0};
    void *root;
    if (cl_image_open(&image, &cl_ruleset_shape, &root) == CL_OK) {
        free_patterns(bytes);
    }
}

static void check(uint8_t *bytes, size_t size)
{
    void *wanted;
    cl_cached cached = {.file = -1, .bytes = bytes, .whole = size};
    cached.size = cl_cache_plain((cl_span){bytes, size}, size, &wanted);
    if (cached.size > 0 && cl_cache_check(&cached)) {
        open_image(bytes + cached.image, size - cached.image);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t *bytes = malloc(size + 1);
    if (bytes == NULL) {
        return 0;
    }
    for (int pass = 0; pass < 3; pass++) {
        if (size > 0) {
            memcpy(bytes, data, size);
        }
        if (pass == 0) {
            check(bytes, size);
        } else if (pass == 1) {
            cl_cache_seal(bytes, size);
            check(bytes, size);
        } else {
            open_image(bytes, size);
        }
    }
    free(bytes);
    return 0;
}
