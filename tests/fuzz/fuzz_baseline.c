#include "check/baseline.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was accepted is read again as it is written, and then written the same. */
static void check(cl_baseline *baseline)
{
    cl_baseline again = {.count = 0};
    cl_out first = {0};
    cl_out second = {0};
    cl_error error = {0};
    cl_baseline_sort(baseline);
    cl_baseline_write(baseline, &first);
    if (cl_baseline_read(&again, "again", cl_out_span(&first), &error) != CL_OK) {
        abort();
    }
    cl_baseline_sort(&again);
    cl_baseline_write(&again, &second);
    if (!cl_span_equal(cl_out_span(&first), cl_out_span(&second))) {
        abort();
    }
    cl_out_free(&first);
    cl_out_free(&second);
    cl_baseline_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cl_baseline baseline = {.count = 0};
    cl_error error = {0};
    cl_status status = cl_baseline_read(&baseline, "fuzz", (cl_span){data, size}, &error);
    if (status == CL_OK) {
        check(&baseline);
    } else if (status == CL_BAD_CONFIG && error.message[0] == '\0') {
        abort();
    }
    cl_baseline_free(&baseline);
    return 0;
}
