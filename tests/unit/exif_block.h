/* Builds Exif blocks tag by tag, for the tests of their readers. */
#ifndef CL_TEST_EXIF_BLOCK_H
#define CL_TEST_EXIF_BLOCK_H

#include "container/tiff_tags.h"
#include "fields.h"

/* Building: header, IFD0, the values behind it. Everything in the block's own byte order. */

enum {
    ASCII = 2,
    BYTE = 1,
    LONG = 4,
    SHORT = 3,
    RATIONAL = 5,
    UNDEFINED = 7,
    UTF8 = 129
};

typedef struct tag {
    uint16_t tag;
    uint16_t type;
    cl_span value;
} tag;

typedef struct builder {
    cl_out block;
    bool little_endian;
} builder;

static inline void put_number(builder *to, size_t number, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        size_t shift = 8 * (to->little_endian ? i : len - 1 - i);
        cl_out_byte(&to->block, (char)(uint8_t)(number >> shift));
    }
}

static inline void put_entry(builder *to, const tag *one, size_t *heap)
{
    put_number(to, one->tag, 2);
    put_number(to, one->type, 2);
    put_number(to, one->value.len / cl_tiff_type_size(one->type), 4);
    if (one->value.len > 4) {
        put_number(to, *heap, 4);
        *heap += one->value.len;
        return;
    }
    cl_out_put(&to->block, one->value);
    cl_out_put(&to->block, cl_span_sub(CL_SPAN("\0\0\0\0"), 0, 4 - one->value.len));
}

/* A directory at the end of the block; `next` follows it. */
static inline void put_directory(builder *to, const tag *tags, size_t count, size_t next)
{
    size_t heap = to->block.len + 2 + count * 12 + 4;
    put_number(to, count, 2);
    for (size_t i = 0; i < count; i++) {
        put_entry(to, &tags[i], &heap);
    }
    put_number(to, next, 4);
    for (size_t i = 0; i < count; i++) {
        if (tags[i].value.len > 4) {
            cl_out_put(&to->block, tags[i].value);
        }
    }
}

static inline void start(builder *to, bool little_endian)
{
    to->little_endian = little_endian;
    cl_out_text(&to->block, little_endian ? "II" : "MM");
    put_number(to, 42, 2);
    put_number(to, 8, 4);
}

static inline read_fields *read_block(builder *from)
{
    read_fields *made = fields_of(cl_exif_read, CL_BLOCK_EXIF, cl_out_span(&from->block));
    cl_out_free(&from->block);
    return made;
}

/* IFD0 with these tags, and nothing else. */
static inline read_fields *read_tags(bool little_endian, const tag *tags, size_t count)
{
    builder to = {.little_endian = false};
    start(&to, little_endian);
    put_directory(&to, tags, count, 0);
    return read_block(&to);
}

static inline read_fields *read_tag(uint16_t number, uint16_t type, cl_span value)
{
    const tag one = {number, type, value};
    return read_tags(true, &one, 1);
}

/* IFD0 whose only entry leads by `pointer` to a directory with these tags. */
static inline void put_sub_ifd(builder *to, uint16_t pointer, const tag *tags, size_t count)
{
    start(to, false);
    const tag one = {pointer, LONG, CL_SPAN("\0\0\0\x1A")};
    put_directory(to, &one, 1, 0);
    put_directory(to, tags, count, 0);
}

static inline void put_exif_ifd(builder *to, const tag *tags, size_t count)
{
    put_sub_ifd(to, 0x8769, tags, count);
}

#endif
