#include "container/tiff_tags.h"

#define CASE(name, number) case CL_TAG_##name:

bool cl_tiff_tag_is_read(uint16_t tag)
{
    switch (tag) {
        CL_TIFF_TAGS(CASE)
        return true;
    default:
        return false;
    }
}

bool cl_tiff_gps_tag_is_read(uint16_t tag)
{
    return tag >= CL_GPS_LATITUDE_REF && tag <= CL_GPS_ALTITUDE;
}

/* TIFF 6.0, section 2; Adobe's TIFF tech note 1 (IFD); the proposed BigTIFF (16 to 18); Exif 3.0,
 * 4.6.2 (UTF-8). */
size_t cl_tiff_type_size(uint16_t type)
{
    static const uint8_t sizes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};
    if (type == CL_TIFF_UTF8) {
        return 1;
    }
    return type < sizeof sizes ? sizes[type] : 0;
}
