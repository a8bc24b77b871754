#include "fuzz_fields.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static cl_status read_bytes(cl_span bytes, cl_fields *fields)
{
    cl_span id;
    cl_status status = cl_record_read(bytes, 1, fields, &id);
    check(cl_utf8_valid(id));
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_fields(read_bytes, (cl_span){data, size});
}
