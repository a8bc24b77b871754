#include "fuzz_fields.h"
#include "metadata/cut.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static cl_status read_bytes(cl_span bytes, cl_fields *fields)
{
    const cl_block block = fuzz_block(CL_BLOCK_IIM, bytes);
    cl_status status = cl_iim_read(&block, fields);
    return status == CL_OK ? cl_cuts_report(fields) : status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_fields(read_bytes, (cl_span){data, size});
}
