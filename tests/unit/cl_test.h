/* What every unit test includes: cmocka with the headers it wants, and a span assertion. */
#ifndef CL_TEST_H
#define CL_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/span.h"

static inline void assert_span_is(cl_span actual, const char *expected)
{
    cl_span wanted = cl_span_of(expected);
    if (!cl_span_equal(actual, wanted)) {
        print_error("\"%.*s\" != \"%s\"\n", CL_SPAN_PRINT(actual), expected);
    }
    assert_true(cl_span_equal(actual, wanted));
}

#endif
