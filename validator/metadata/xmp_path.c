#include "metadata/xmp_path.h"

/* Where the frames begin that the path is made of. */
static size_t path_start(const cl_rdf *rdf)
{
    return rdf->inside > 0 ? rdf->inside - 1 : 0;
}

static const cl_rdf_reference *followed(const cl_rdf *rdf)
{
    return rdf->reference > 0 && rdf->inside > 0
               ? CL_ARRAY_AT(&rdf->references, const cl_rdf_reference, rdf->reference - 1)
               : NULL;
}

static void put_name(cl_out *out, cl_span prefix, cl_span local)
{
    cl_out_format(out, "%s%.*s%s%.*s", out->len > 0 ? "/" : "", CL_SPAN_PRINT(prefix),
                  prefix.len > 0 ? ":" : "", CL_SPAN_PRINT(local));
}

/* Items of rdf:Alt are known by their language. */
static bool shows_index(const cl_rdf *rdf, size_t i)
{
    const cl_rdf_frame *frame = &rdf->frames[i];
    bool alternative = i > 0 && rdf->frames[i - 1].alternatives && frame->language.len > 0;
    return frame->index > 0 && !alternative;
}

/* "Iptc4xmpExt:LocationShown[2]/Iptc4xmpExt:City": the properties around the value, outermost
 * first. */
static void put_path(const cl_rdf *rdf, cl_out *out)
{
    const cl_rdf_reference *reference = followed(rdf);
    if (reference != NULL) {
        cl_out_put(out, reference->path);
    }
    for (size_t i = path_start(rdf); i < rdf->depth && out->len < CL_XMP_PATH_MAX; i++) {
        const cl_rdf_frame *frame = &rdf->frames[i];
        if (frame->named) {
            put_name(out, frame->prefix, frame->local);
        }
        if (shows_index(rdf, i) && out->len > 0) {
            cl_out_format(out, "[%lu]", (unsigned long)frame->index);
        }
    }
}

cl_span cl_rdf_parent(const cl_rdf *rdf)
{
    for (size_t i = rdf->depth; i > path_start(rdf); i--) {
        if (rdf->frames[i - 1].named) {
            return rdf->frames[i - 1].local;
        }
    }
    const cl_rdf_reference *reference = followed(rdf);
    bool known = reference != NULL && reference->property != NULL;
    return known && reference->property->name != NULL ? cl_span_of(reference->property->name)
                                                      : CL_EMPTY_SPAN;
}

static cl_status take_path(const cl_rdf *rdf, cl_out *text, cl_span *out)
{
    cl_status status =
        text->failed ? CL_NO_MEMORY : cl_arena_copy(rdf->fields->arena, cl_out_span(text), out);
    cl_out_free(text);
    return status;
}

cl_status cl_rdf_plain_path(const cl_rdf *rdf, cl_span *out)
{
    cl_out text = {0};
    put_path(rdf, &text);
    return take_path(rdf, &text, out);
}

cl_status cl_rdf_path(const cl_rdf *rdf, cl_span *out)
{
    cl_out text = {0};
    put_path(rdf, &text);
    const cl_rdf_language *language = &rdf->frames[rdf->depth - 1].language;
    if (language->len > 0) {
        cl_out_format(&text, "[%.*s]", (int)language->len, (const char *)language->bytes);
    }
    return take_path(rdf, &text, out);
}

cl_status cl_rdf_attribute_path(const cl_rdf *rdf, cl_xmp_space space, cl_span local, cl_span *out)
{
    cl_out text = {0};
    put_path(rdf, &text);
    put_name(&text, cl_span_of(cl_xmp_prefix_of(space)), local);
    return take_path(rdf, &text, out);
}
