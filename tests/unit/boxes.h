/* Builds boxes of ISO base-media files, for the tests of the formats made of them. */
#ifndef CL_TEST_BOXES_H
#define CL_TEST_BOXES_H

#include "bytes.h"

/* The beginning of a box, whose size is set when it is closed; returns where it stands. */
static inline size_t open_box(cl_out *file, const char *type)
{
    size_t at = file->len;
    put_u32be(file, 0);
    cl_out_put(file, (cl_span){(const uint8_t *)type, 4});
    return at;
}

static inline void set_u32be(cl_out *file, size_t at, size_t number)
{
    size_t len = file->len;
    file->len = at;
    put_u32be(file, number);
    file->len = len;
}

static inline void close_box(cl_out *file, size_t at)
{
    set_u32be(file, at, file->len - at);
}

/* A box with a version; its flags are 0. */
static inline size_t open_full_box(cl_out *file, const char *type, uint8_t version)
{
    size_t at = open_box(file, type);
    put_u32be(file, (size_t)version << 24);
    return at;
}

static inline void put_box(cl_out *file, const char *type, cl_span body)
{
    size_t at = open_box(file, type);
    cl_out_put(file, body);
    close_box(file, at);
}

static inline void put_file_type(cl_out *file, const char *brand, const char *compatible)
{
    size_t at = open_box(file, "ftyp");
    cl_out_text(file, brand);
    put_u32be(file, 0);
    cl_out_text(file, compatible);
    close_box(file, at);
}

static inline void put_uuid(cl_out *file, cl_span uuid, cl_span body)
{
    size_t at = open_box(file, "uuid");
    cl_out_put(file, uuid);
    cl_out_put(file, body);
    close_box(file, at);
}

#define XMP_UUID  CL_SPAN("\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC")
#define IPTC_UUID CL_SPAN("\x33\xC7\xA4\xD2\xB8\x1D\x47\x23\xA0\xBA\xF1\xA3\xE0\x97\xAD\x38")
#define EXIF_UUID CL_SPAN("JpgTiffExif->JP2")
#define C2PA_UUID CL_SPAN("\xD8\xFE\xC3\xD6\x1B\x0E\x48\x3C\x92\x97\x58\x28\x87\x7E\xC4\x81")
#define TIFF_HEAD CL_SPAN("II*\0\x08\0\0\0")

/* Reads the file and forgets its bytes. */
static inline reading *read_boxes_as(const cl_format *format, cl_out *file)
{
    reading *made = read_as(format, cl_out_span(file));
    cl_out_free(file);
    return made;
}

#endif
