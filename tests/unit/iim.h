/* Builds blocks of IIM and reads them, for the tests of its reader. */
#ifndef CL_TEST_IIM_H
#define CL_TEST_IIM_H

#include "fields.h"

static inline void put_dataset(cl_out *block, uint8_t record, uint8_t number, cl_span value)
{
    uint8_t header[] = {0x1C, record, number, (uint8_t)(value.len >> 8), (uint8_t)value.len};
    cl_out_put(block, (cl_span){header, sizeof header});
    cl_out_put(block, value);
}

static inline void put_utf8(cl_out *block)
{
    put_dataset(block, 1, 90, CL_SPAN("\x1B%G"));
}

static inline read_fields *read_all(cl_out *block)
{
    read_fields *made = fields_of(cl_iim_read, CL_BLOCK_IIM, cl_out_span(block));
    cl_out_free(block);
    return made;
}

static inline void assert_level(const read_fields *made, cl_level level)
{
    assert_int_equal(cl_findings_at(&made->findings, 0)->level, level);
}

#endif
