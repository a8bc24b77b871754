#include "fuzz_format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cl_span file = {data, size};
    bool late = !cl_format_jpeg.is(file) && cl_format_jpeg_late.is(file);
    return fuzz_format(late ? &cl_format_jpeg_late : &cl_format_jpeg, file);
}
