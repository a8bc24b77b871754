/* A fix as the files of the façade have it. */
#ifndef CAPTIONLINT_FIX_H
#define CAPTIONLINT_FIX_H

#include <sys/stat.h>

#include "captionlint_handle.h"
#include "metadata/xmp_graft.h"
#include "report/plus_xmp.h"

struct captionlint_fix {
    const captionlint_picture *before;
    cl_arena *arena; /* that of the picture */
    captionlint_fix_state state;
    char sidecar[CL_PATH_MAX];
    bool exists;
    struct stat about; /* of the sidecar as it was read */
    cl_span old;       /* its bytes */
    cl_span bytes;     /* as they are to be */
    cl_xmp_graft graft;
    cl_plus plus;
    cl_array notes; /* of const char * */
    const char *reason;
    const char *diff;
};

/* Refuses with a reason; the first one stays. CL_OK unless memory ends. */
CL_PRINTF(2, 3)
CL_MUST_USE cl_status captionlint_fix_refuse(captionlint_fix *fix, const char *format, ...);

/* Refuses where the picture, read with the sidecar as it would be, says less than it does now, or
 * could not be read whole. */
CL_MUST_USE cl_status captionlint_fix_judge(captionlint_fix *fix, const captionlint_picture *after);

/* The difference of two texts as `diff -u` writes it, with one hunk. An empty name is a file that
 * there is not. */
void captionlint_unified_diff(cl_out *out, cl_span old_name, cl_span old, cl_span new_name,
                              cl_span new);

#endif
