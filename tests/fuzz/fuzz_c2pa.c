#include "fuzz_fields.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static cl_status read_bytes(cl_span bytes, cl_fields *fields)
{
    const cl_block block = fuzz_block(CL_BLOCK_C2PA, bytes);
    return cl_c2pa_read(&block, fields);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_fields(read_bytes, (cl_span){data, size});
}
