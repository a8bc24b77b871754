/* What the segments of a JPEG hold: Exif, XMP, Photoshop resources, Content Credentials and
 * comments, each perhaps in many segments. The walk from segment to segment is jpeg.c's. */
#ifndef CL_CONTAINER_JPEG_BODY_H
#define CL_CONTAINER_JPEG_BODY_H

#include "container/take.h"

/* Marker codes with a body that is read: ITU-T T.81, table B.1. */
enum {
    CL_JPEG_APP1 = 0xE1,
    CL_JPEG_APP2 = 0xE2,
    CL_JPEG_APP11 = 0xEB,
    CL_JPEG_APP13 = 0xED,
    CL_JPEG_COM = 0xFE
};

typedef struct cl_jpeg_segment {
    uint8_t marker;
    uint64_t offset; /* of the marker */
    cl_extent body;  /* behind the length */
    cl_span head;    /* first bytes of the body, borrowed until the source is next used */
} cl_jpeg_segment;

typedef struct cl_jpeg_bodies {
    cl_source *source;
    cl_blocks *blocks;
    cl_array exif;         /* cl_extent: an Exif stream that the next segment may continue */
    cl_array photoshop;    /* cl_extent: the image resources of every APP13 */
    cl_array extended;     /* chunks of extended XMP */
    cl_array jumbf;        /* pieces of JUMBF boxes */
    uint8_t last_marker;   /* of the segment before */
    size_t exif_count;     /* Exif streams so far */
    bool exif_reported;    /* that there are several */
    bool further_pictures; /* more pictures lie behind this one (MPF) */
} cl_jpeg_bodies;

/* Whether the segment is one that holds metadata that are read. */
bool cl_jpeg_body_is_known(const cl_jpeg_segment *found);
/* Reads or notes what the segment holds. */
CL_MUST_USE cl_status cl_jpeg_body_read(cl_jpeg_bodies *bodies, cl_jpeg_segment *found);
/* Bytes behind the last segment that belong to none may be the rest of its image resources. */
CL_MUST_USE cl_status cl_jpeg_body_rest(cl_jpeg_bodies *bodies, cl_extent rest);
/* Puts together what stood in many segments. */
CL_MUST_USE cl_status cl_jpeg_bodies_end(cl_jpeg_bodies *bodies);

#endif
