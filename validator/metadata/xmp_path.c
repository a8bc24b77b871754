#include "metadata/xmp_path.h"

#include <string.h>

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

static void put(cl_rdf_path_text *path, cl_span text)
{
    size_t len =
        text.len < sizeof path->bytes - path->len ? text.len : sizeof path->bytes - path->len;
    if (len > 0) {
        memcpy(path->bytes + path->len, text.data, len);
        path->len += len;
    }
}

static void put_byte(cl_rdf_path_text *path, uint8_t byte)
{
    if (path->len < sizeof path->bytes) {
        path->bytes[path->len++] = byte;
    }
}

static void put_name(cl_rdf_path_text *path, cl_span prefix, cl_span local)
{
    if (path->len > 0) {
        put_byte(path, '/');
    }
    put(path, prefix);
    if (prefix.len > 0) {
        put_byte(path, ':');
    }
    put(path, local);
}

/* "[2]" */
static void put_index(cl_rdf_path_text *path, uint32_t index)
{
    uint8_t text[sizeof "[4294967295]"];
    size_t start = sizeof text;
    text[--start] = ']';
    do {
        text[--start] = (uint8_t)('0' + index % 10);
        index /= 10;
    } while (index > 0);
    text[--start] = '[';
    put(path, (cl_span){text + start, sizeof text - start});
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
static void put_path(cl_rdf *rdf)
{
    cl_rdf_path_text *path = &rdf->path;
    const cl_rdf_reference *reference = followed(rdf);
    path->len = 0;
    if (reference != NULL) {
        put(path, reference->path);
    }
    for (size_t i = path_start(rdf); i < rdf->depth && path->len < CL_XMP_PATH_MAX; i++) {
        const cl_rdf_frame *frame = &rdf->frames[i];
        if (frame->named) {
            put_name(path, frame->prefix, frame->local);
        }
        if (shows_index(rdf, i) && path->len > 0) {
            put_index(path, frame->index);
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

static cl_status take_path(const cl_rdf *rdf, cl_span *out)
{
    return cl_arena_copy(rdf->fields->arena, (cl_span){rdf->path.bytes, rdf->path.len}, out);
}

cl_status cl_rdf_plain_path(cl_rdf *rdf, cl_span *out)
{
    put_path(rdf);
    return take_path(rdf, out);
}

cl_status cl_rdf_path(cl_rdf *rdf, cl_span *out)
{
    put_path(rdf);
    const cl_rdf_language *language = &rdf->frames[rdf->depth - 1].language;
    if (language->len > 0) {
        put_byte(&rdf->path, '[');
        put(&rdf->path, (cl_span){language->bytes, language->len});
        put_byte(&rdf->path, ']');
    }
    return take_path(rdf, out);
}

cl_status cl_rdf_attribute_path(cl_rdf *rdf, cl_xmp_space space, cl_span local, cl_span *out)
{
    put_path(rdf);
    put_name(&rdf->path, cl_span_of(cl_xmp_prefix_of(space)), local);
    return take_path(rdf, out);
}
