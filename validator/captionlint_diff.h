/* A difference as the files of the façade have it. */
#ifndef CAPTIONLINT_DIFF_H
#define CAPTIONLINT_DIFF_H

#include "captionlint_handle.h"
#include "report/diff.h"

struct captionlint_difference {
    cl_changes changes;
    cl_diff_item item;
};

#endif
