#include "fuzz_format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cl_span file = {data, size};
    return fuzz_format(cl_format_svgz.is(file) ? &cl_format_svgz : &cl_format_svg, file);
}
