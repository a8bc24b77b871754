/* Built with libvips: the only file that includes it. */
#include "metadata/shrink.h"

#include <pthread.h>
#include <string.h>
#include <vips/vips.h>

#include "base/limits.h"

enum {
    WIDTH = 240, /* twice what a sheet shows: screens of today have that many dots */
    HEIGHT = 180,
    QUALITY = 60
};

/* What libvips reads through. */
typedef struct input {
    cl_source *source;
    uint64_t at;
} input;

static void begin(void)
{
    if (vips_init("captionlint") == 0) {
        vips_concurrency_set(1); /* we have threads of our own */
        vips_cache_set_max(0);
        vips_block_untrusted_set(TRUE); /* no loaders that are not fit for hostile files */
    }
}

static gint64 on_read(VipsSourceCustom *custom, void *buffer, gint64 length, input *from)
{
    (void)custom;
    cl_span bytes;
    size_t wanted = length > CL_SOURCE_WINDOW ? CL_SOURCE_WINDOW : (size_t)length;
    if (cl_source_peek_some(from->source, from->at, wanted, &bytes) != CL_OK) {
        return -1;
    }
    if (bytes.len > 0) {
        memcpy(buffer, bytes.data, bytes.len);
    }
    from->at += bytes.len;
    return (gint64)bytes.len;
}

static gint64 on_seek(VipsSourceCustom *custom, gint64 offset, int whence, input *from)
{
    (void)custom;
    gint64 size = (gint64)cl_source_size(from->source);
    gint64 base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (gint64)from->at : size;
    if (offset < -base || offset > size - base) {
        return -1;
    }
    from->at = (uint64_t)(base + offset);
    return base + offset;
}

/* Whether decoding the picture takes a bounded time. */
static bool is_fit(VipsSource *source)
{
    VipsImage *image =
        vips_image_new_from_source(source, "", "access", VIPS_ACCESS_SEQUENTIAL, NULL);
    if (image == NULL) {
        return false;
    }
    bool fit = (uint64_t)vips_image_get_width(image) * (uint64_t)vips_image_get_height(image) <=
               CL_SHRINK_PIXELS_MAX;
    g_object_unref(image);
    return fit;
}

/* A new image, upright, or NULL. */
static VipsImage *shrink(VipsSource *source)
{
    VipsImage *image = NULL;
    if (!is_fit(source) || vips_thumbnail_source(source, &image, WIDTH, "height", HEIGHT, "size",
                                                 VIPS_SIZE_DOWN, NULL) != 0) {
        return NULL;
    }
    return image;
}

static cl_status keep(VipsImage *image, cl_arena *arena, cl_thumbnail *out)
{
    void *bytes = NULL;
    size_t len = 0;
    cl_status status = CL_OK;
    if (vips_jpegsave_buffer(image, &bytes, &len, "Q", QUALITY, "strip", TRUE, NULL) == 0 &&
        len <= CL_THUMBNAIL_MAX) {
        out->width = (uint16_t)vips_image_get_width(image);
        out->height = (uint16_t)vips_image_get_height(image);
        out->orientation = 1;
        status = cl_arena_copy(arena, (cl_span){bytes, len}, &out->jpeg);
    }
    g_free(bytes);
    return status;
}

cl_status cl_shrink(cl_source *source, cl_arena *arena, cl_thumbnail *out)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    if (pthread_once(&once, begin) != 0) {
        return CL_OK;
    }
    input from = {.source = source};
    VipsSourceCustom *custom = vips_source_custom_new();
    g_signal_connect(custom, "read", G_CALLBACK(on_read), &from);
    g_signal_connect(custom, "seek", G_CALLBACK(on_seek), &from);
    VipsImage *image = shrink(VIPS_SOURCE(custom));
    cl_status status = image == NULL ? CL_OK : keep(image, arena, out);
    if (image != NULL) {
        g_object_unref(image);
    }
    g_object_unref(custom);
    vips_error_clear();
    return status;
}
