/* The tags of TIFF and Exif that are read, by name: the container keeps the values of these, the
 * metadata layer gives them their meaning, and both take them from this list. */
#ifndef CL_CONTAINER_TIFF_TAGS_H
#define CL_CONTAINER_TIFF_TAGS_H

#include "base/span.h"

/* TIFF 6.0; Exif 3.0, 4.6; DNG 1.7; the XP tags and the rating are Windows Explorer's. A tag may
 * stand in any directory but GPS's: raws and old writers mix them. */
#define CL_TIFF_TAGS(X)                                                                            \
    X(DOCUMENT_NAME, 0x010D)                                                                       \
    X(IMAGE_DESCRIPTION, 0x010E)                                                                   \
    X(MAKE, 0x010F)                                                                                \
    X(MODEL, 0x0110)                                                                               \
    X(ORIENTATION, 0x0112)                                                                         \
    X(PAGE_NAME, 0x011D)                                                                           \
    X(SOFTWARE, 0x0131)                                                                            \
    X(DATE_TIME, 0x0132)                                                                           \
    X(ARTIST, 0x013B)                                                                              \
    X(JPEG_INTERCHANGE_FORMAT, 0x0201)                                                             \
    X(JPEG_INTERCHANGE_FORMAT_LENGTH, 0x0202)                                                      \
    X(RATING, 0x4746)                                                                              \
    X(COPYRIGHT, 0x8298)                                                                           \
    X(DATE_TIME_ORIGINAL, 0x9003)                                                                  \
    X(DATE_TIME_DIGITIZED, 0x9004)                                                                 \
    X(OFFSET_TIME, 0x9010)                                                                         \
    X(OFFSET_TIME_ORIGINAL, 0x9011)                                                                \
    X(OFFSET_TIME_DIGITIZED, 0x9012)                                                               \
    X(USER_COMMENT, 0x9286)                                                                        \
    X(SUB_SEC_TIME, 0x9290)                                                                        \
    X(SUB_SEC_TIME_ORIGINAL, 0x9291)                                                               \
    X(SUB_SEC_TIME_DIGITIZED, 0x9292)                                                              \
    X(XP_TITLE, 0x9C9B)                                                                            \
    X(XP_COMMENT, 0x9C9C)                                                                          \
    X(XP_AUTHOR, 0x9C9D)                                                                           \
    X(XP_KEYWORDS, 0x9C9E)                                                                         \
    X(XP_SUBJECT, 0x9C9F)                                                                          \
    X(CAMERA_OWNER_NAME, 0xA430)                                                                   \
    X(BODY_SERIAL_NUMBER, 0xA431)                                                                  \
    X(LENS_SERIAL_NUMBER, 0xA435)                                                                  \
    X(IMAGE_TITLE, 0xA436)                                                                         \
    X(PHOTOGRAPHER, 0xA437)                                                                        \
    X(IMAGE_EDITOR, 0xA438)                                                                        \
    X(RAW_DEVELOPING_SOFTWARE, 0xA43A)                                                             \
    X(IMAGE_EDITING_SOFTWARE, 0xA43B)                                                              \
    X(METADATA_EDITING_SOFTWARE, 0xA43C)                                                           \
    X(CAMERA_SERIAL_NUMBER, 0xC62F)                                                                \
    X(OWNER_NAME, 0xFDE8)                                                                          \
    X(SERIAL_NUMBER, 0xFDE9)

#define CL_TIFF_TAG_NUMBER(name, number) CL_TAG_##name = (number),
enum {
    CL_TIFF_TAGS(CL_TIFF_TAG_NUMBER)
};

/* Of a GPS directory, whose tags count from 0 again (Exif 3.0, 4.6.7). */
enum {
    CL_GPS_LATITUDE_REF = 1,
    CL_GPS_LATITUDE = 2,
    CL_GPS_LONGITUDE_REF = 3,
    CL_GPS_LONGITUDE = 4,
    CL_GPS_ALTITUDE_REF = 5,
    CL_GPS_ALTITUDE = 6
};

/* Whose directories and values lead to others. */
enum {
    CL_TAG_EXIF_IFD = 0x8769,
    CL_TAG_GPS_IFD = 0x8825,
    CL_TAG_INTEROPERABILITY_IFD = 0xA005
};

/* The kinds of directories, as far as their tags differ. */
typedef enum cl_tiff_kind {
    CL_TIFF_MAIN, /* IFD0, those chained to it, thumbnails and SubIFDs */
    CL_TIFF_EXIF,
    CL_TIFF_GPS,
    CL_TIFF_DIRECTORY_KINDS
} cl_tiff_kind;

typedef enum cl_tiff_type {
    CL_TIFF_BYTE = 1,
    CL_TIFF_ASCII = 2,
    CL_TIFF_SHORT = 3,
    CL_TIFF_LONG = 4,
    CL_TIFF_RATIONAL = 5,
    CL_TIFF_IFD = 13,
    CL_TIFF_LONG8 = 16,
    CL_TIFF_IFD8 = 18,
    CL_TIFF_UTF8 = 129
} cl_tiff_type;

/* Whether a tag is of CL_TIFF_TAGS. */
bool cl_tiff_tag_is_read(uint16_t tag);
bool cl_tiff_gps_tag_is_read(uint16_t tag);
/* Bytes of one value of the type; 0 for types that there are not. */
size_t cl_tiff_type_size(uint16_t type);

#endif
