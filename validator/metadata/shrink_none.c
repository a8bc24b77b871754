/* Built without libvips: pictures without a thumbnail stay without one. */
#include "metadata/shrink.h"

cl_status cl_shrink(cl_source *source, cl_arena *arena, cl_thumbnail *out)
{
    (void)source;
    (void)arena;
    (void)out;
    return CL_OK;
}
