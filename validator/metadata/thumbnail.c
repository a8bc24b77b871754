#include "metadata/thumbnail.h"

#include "base/limits.h"
#include "base/reader.h"

/* ITU-T T.81, table B.1 */
enum {
    MARKER = 0xFF,
    SOF0 = 0xC0,
    DHT = 0xC4,
    JPG = 0xC8,
    DAC = 0xCC,
    SOF15 = 0xCF,
    SOI = 0xD8,
    SOS = 0xDA
};

/* The number that an entry of type SHORT or LONG holds; `otherwise` where there is none. */
static uint32_t number_of(const cl_ifd_entries *entries, uint16_t tag, uint32_t otherwise)
{
    const cl_ifd_entry *entry = cl_ifd_find(entries, false, tag);
    if (entry == NULL || !entry->complete) {
        return otherwise;
    }
    cl_reader reader = cl_reader_of(entry->value, 0);
    reader.little_endian = entries->little_endian;
    uint16_t narrow = 0;
    uint32_t wide = 0;
    if (entry->type == CL_TIFF_SHORT) {
        return cl_read_u16(&reader, &narrow) == CL_OK ? narrow : otherwise;
    }
    bool read = entry->type == CL_TIFF_LONG && cl_read_u32(&reader, &wide) == CL_OK;
    return read ? wide : otherwise;
}

static bool is_frame(uint8_t marker)
{
    return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
}

/* ITU-T T.81, B.2.2 */
static cl_status read_frame(cl_reader *reader, cl_thumbnail *out)
{
    uint8_t precision;
    CL_TRY(cl_read_u8(reader, &precision));
    CL_TRY(cl_read_u16be(reader, &out->height));
    CL_TRY(cl_read_u16be(reader, &out->width));
    return out->width > 0 && out->height > 0 ? CL_OK : CL_MALFORMED;
}

/* The segments up to the frame's (ITU-T T.81, B.1.1.4), which tells the size. */
static cl_status read_size(cl_span jpeg, cl_thumbnail *out)
{
    cl_reader reader = cl_reader_of(jpeg, 0);
    uint8_t first;
    uint8_t marker;
    uint16_t length; /* counts its own two bytes */
    CL_TRY(cl_read_u8(&reader, &first));
    CL_TRY(cl_read_u8(&reader, &marker));
    if (first != MARKER || marker != SOI) {
        return CL_MALFORMED;
    }
    for (;;) {
        CL_TRY(cl_read_u8(&reader, &first));
        CL_TRY(cl_read_u8(&reader, &marker));
        CL_TRY(cl_read_u16be(&reader, &length));
        if (first != MARKER || marker == SOS || length < 2) {
            return CL_MALFORMED;
        }
        if (is_frame(marker)) {
            return read_frame(&reader, out);
        }
        CL_TRY(cl_read_skip(&reader, length - 2u));
    }
}

void cl_thumbnail_find(const cl_block *block, size_t start, const cl_ifd_entries *entries,
                       cl_thumbnail *out)
{
    /* Offsets count from the header of the stream; one put together from pieces holds others. */
    cl_span stream = cl_span_from(block->bytes, start);
    uint32_t at = number_of(entries, CL_TAG_JPEG_INTERCHANGE_FORMAT, 0);
    uint32_t len = number_of(entries, CL_TAG_JPEG_INTERCHANGE_FORMAT_LENGTH, 0);
    if (out->jpeg.len > 0 || block->pieces != NULL || at >= stream.len || len > stream.len - at ||
        len > CL_THUMBNAIL_MAX) {
        return;
    }
    cl_thumbnail found = {.jpeg = cl_span_sub(stream, at, len)};
    uint32_t orientation = number_of(entries, CL_TAG_ORIENTATION, 1);
    found.orientation = (uint8_t)(orientation >= 1 && orientation <= 8 ? orientation : 1);
    if (read_size(found.jpeg, &found) == CL_OK) {
        *out = found;
    }
}
