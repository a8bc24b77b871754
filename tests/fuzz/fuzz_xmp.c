#include "fuzz_fields.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static cl_status read_bytes(cl_span bytes, cl_fields *fields)
{
    const cl_block block = fuzz_block(CL_BLOCK_XMP, bytes);
    cl_block extended = fuzz_block(CL_BLOCK_XMP_EXTENDED, bytes);
    extended.key = CL_SPAN("0123456789ABCDEF");
    CL_TRY(cl_xmp_read(&block, fields));
    return cl_xmp_read(&extended, fields);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_fields(read_bytes, (cl_span){data, size});
}
