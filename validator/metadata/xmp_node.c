#include "metadata/xmp_node.h"

#include "metadata/xmp_path.h"

cl_rdf_reference *cl_rdf_reference_at(const cl_rdf *rdf, size_t i)
{
    return CL_ARRAY_AT(&rdf->references, cl_rdf_reference, i);
}

static bool is_referred_to(const cl_rdf *rdf, cl_span id)
{
    for (size_t i = 0; i < rdf->references.count; i++) {
        if (cl_span_equal(cl_rdf_reference_at(rdf, i)->id, id)) {
            return true;
        }
    }
    return false;
}

/* Whether the main walk passed over the node, and nothing refers to it. */
static bool is_leftover(const cl_rdf *rdf, cl_span id)
{
    for (size_t i = 0; i < rdf->nodes.count; i++) {
        if (cl_span_equal(*CL_ARRAY_AT(&rdf->nodes, const cl_span, i), id)) {
            return !is_referred_to(rdf, id);
        }
    }
    return false;
}

bool cl_rdf_has_leftover(const cl_rdf *rdf)
{
    for (size_t i = 0; i < rdf->nodes.count; i++) {
        if (is_leftover(rdf, *CL_ARRAY_AT(&rdf->nodes, const cl_span, i))) {
            return true;
        }
    }
    return false;
}

/* Whether the node is being read already, for the reference that is followed now. */
static bool is_cycle(const cl_rdf *rdf, cl_span id)
{
    size_t i = rdf->reference;
    while (i > 0) {
        const cl_rdf_reference *reference = cl_rdf_reference_at(rdf, i - 1);
        if (cl_span_equal(reference->id, id)) {
            return true;
        }
        i = reference->from;
    }
    return false;
}

cl_status cl_rdf_refer(cl_rdf *rdf, cl_span id, size_t at)
{
    const cl_rdf_frame *frame = cl_rdf_innermost(rdf);
    if (frame->silent) {
        return CL_OK;
    }
    if (is_cycle(rdf, id)) {
        return cl_rdf_note_down(rdf, CL_RDF_CYCLE, at, id);
    }
    if (rdf->references.count >= CL_XMP_REFERENCES_MAX || id.len > CL_XMP_PATH_MAX) {
        return cl_rdf_note_down(rdf, CL_RDF_REFERENCES, at, CL_EMPTY_SPAN);
    }
    cl_rdf_reference *added =
        cl_array_add(&rdf->references, rdf->fields->arena, sizeof *added, CL_XMP_REFERENCES_MAX);
    if (added == NULL) {
        return cl_arena_status(rdf->fields->arena);
    }
    *added = (cl_rdf_reference){
        .property = frame->property, .language = frame->language, .from = rdf->reference, .at = at};
    CL_TRY(cl_rdf_plain_path(rdf, &added->path));
    return cl_arena_copy(rdf->fields->arena, id, &added->id);
}

/* The node is the one that is looked for: from here on it is read as that property's value. */
static void enter(cl_rdf *rdf)
{
    cl_rdf_frame *frame = cl_rdf_innermost(rdf);
    frame->silent = false;
    rdf->inside = rdf->depth;
    if (rdf->reference > 0) {
        cl_rdf_reference *reference = cl_rdf_reference_at(rdf, rdf->reference - 1);
        reference->found = true;
        frame->property = reference->property;
        frame->language = reference->language;
    }
}

/* In the main walk, nodes that stand by themselves wait until their place is known. */
static cl_status set_aside(cl_rdf *rdf, cl_span id, size_t at)
{
    cl_rdf_frame *frame = cl_rdf_innermost(rdf);
    bool by_itself = rdf->depth > 1 && rdf->frames[rdf->depth - 2].is_rdf;
    if (!by_itself || frame->silent) {
        return CL_OK;
    }
    cl_span *added =
        rdf->nodes.count < CL_XMP_REFERENCES_MAX && id.len <= CL_XMP_PATH_MAX
            ? cl_array_add(&rdf->nodes, rdf->fields->arena, sizeof *added, CL_XMP_REFERENCES_MAX)
            : NULL;
    if (added == NULL) { /* then it is read here, as if it had no name */
        return cl_rdf_note_down(rdf, CL_RDF_REFERENCES, at, CL_EMPTY_SPAN);
    }
    frame->silent = true;
    return cl_arena_copy(rdf->fields->arena, id, added);
}

cl_status cl_rdf_meet_node(cl_rdf *rdf, cl_span id, size_t at)
{
    if (rdf->walk == CL_RDF_MAIN) {
        return set_aside(rdf, id, at);
    }
    if (rdf->inside > 0 || rdf->depth < 2) {
        return CL_OK;
    }
    bool wanted = rdf->reference > 0
                      ? cl_span_equal(cl_rdf_reference_at(rdf, rdf->reference - 1)->id, id)
                      : is_leftover(rdf, id) && rdf->frames[rdf->depth - 2].is_rdf;
    if (wanted) {
        enter(rdf);
    }
    return CL_OK;
}
