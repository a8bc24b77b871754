#include <stdlib.h>

#include "base/text.h"
#include "metadata/alike.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds) {
        abort();
    }
}

/* Two texts, parted by a line feed. What is alike is so from both sides and has one key; where they
 * part is in them. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cl_span bytes = {data, size};
    size_t end = cl_span_find_byte(bytes, '\n');
    cl_span first = cl_span_sub(bytes, 0, end);
    cl_span second = cl_span_from(bytes, end);
    cl_comparison found = cl_alike(first, second);
    cl_likeness turned = cl_alike(second, first).how;
    check(found.first_at <= first.len && found.second_at <= second.len);
    check((found.how == CL_ALIKE) == (turned == CL_ALIKE));
    check((found.how == CL_ALIKE_BUT_CASE) == (turned == CL_ALIKE_BUT_CASE));
    check((found.how == CL_FIRST_IS_SHORTER) == (turned == CL_SECOND_IS_SHORTER));
    check(cl_alike(first, first).how == CL_ALIKE);
    if (found.how == CL_ALIKE || found.how == CL_ALIKE_BUT_CASE) {
        check(cl_alike_key(first) == cl_alike_key(second));
    }
    return 0;
}
