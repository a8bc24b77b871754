/* A sidecar of any bytes, to which a description is added: what was well-formed stays so, every
 * byte of it stays, and what was added is there. */
#include "base/out.h"
#include "fuzz_fields.h"
#include "metadata/xmp_graft.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ADDED                                                                                      \
    "<rdf:Description rdf:about=\"\" xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "   \
    "xmlns:mediapro=\"http://ns.iview-multimedia.com/mediapro/1.0/\">"                             \
    "<mediapro:People>x</mediapro:People></rdf:Description>\n"

static void check_grafted(cl_arena *arena, cl_span bytes, const cl_xmp_graft *graft)
{
    cl_out out = {0};
    cl_xmp_graft again;
    check(graft->at <= bytes.len && graft->indent.len <= bytes.len - graft->at);
    cl_out_put(&out, cl_span_sub(bytes, 0, graft->at));
    cl_out_text(&out, ADDED);
    cl_out_put(&out, cl_span_from(bytes, graft->at));
    check(cl_xmp_graft_find(arena, cl_out_span(&out), &again) == CL_OK);
    if (again.why == NULL) {
        check(cl_xmp_graft_has(&again, CL_XMP_SPACE_MEDIAPRO, CL_SPAN("People")));
        check(again.names.count == graft->names.count + 1);
    } else {
        /* Only of what is about something else, or at a limit already. */
        check(graft->about.len > 0 || graft->names.count + 8 > CL_XMP_NAMES_MAX ||
              bytes.len + sizeof ADDED > CL_XMP_BYTES_MAX);
    }
    cl_out_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    cl_xmp_graft graft;
    cl_span bytes = {data, size};
    check(arena != NULL);
    check(cl_xmp_graft_find(arena, bytes, &graft) == CL_OK);
    if (graft.why == NULL) {
        check_grafted(arena, bytes, &graft);
    }
    cl_arena_free(arena);
    return 0;
}
