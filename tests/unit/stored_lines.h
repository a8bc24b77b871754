/* Stored records written by hand, for the tests of what is made of them. */
#ifndef CL_TEST_STORED_LINES_H
#define CL_TEST_STORED_LINES_H

#include <stdlib.h>

#include "cl_test.h"
#include "report/stored.h"

/* The keys that every record has, in front of `more`. */
#define RECORD(path, more) "{\"schema\":1,\"path\":\"" path "\"," more "}\n"
#define EMPTY_LISTS                                                                                \
    "\"fields\":[],\"credits\":[],\"restrictions\":[],\"notices\":[],\"unread\":[],"               \
    "\"findings\":[]"

typedef struct stored_lines {
    cl_spool spool;
    cl_stored_file file;
    cl_stored_reader reader;
} stored_lines;

static inline stored_lines *stored_open(const char *text)
{
    cl_error error = {0};
    stored_lines *made = calloc(1, sizeof *made);
    assert_non_null(made);
    assert_int_equal(cl_spool_put(&made->spool, cl_span_of(text), &error), CL_OK);
    made->file = (cl_stored_file){&made->spool, "runs.ndjson"};
    made->reader.file = &made->file;
    return made;
}

static inline void stored_close(stored_lines *lines)
{
    cl_stored_end(&lines->reader);
    cl_spool_free(&lines->spool);
    free(lines);
}

/* The next record, which is one. */
static inline const cl_stored *stored_next(stored_lines *lines)
{
    cl_error error = {0};
    const cl_stored *record = NULL;
    cl_status status = cl_stored_next(&lines->reader, &record, &error);
    if (status != CL_OK) {
        print_error("%s\n", error.message);
    }
    assert_int_equal(status, CL_OK);
    return record;
}

#endif
