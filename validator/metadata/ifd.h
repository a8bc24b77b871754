/* A TIFF stream -> its directory entries, with the place of every value. Reads what libexif does
 * not tell (offsets) or does not know (Exif 3.0), and what it refuses. */
#ifndef CL_METADATA_IFD_H
#define CL_METADATA_IFD_H

#include "container/container.h"
#include "container/tiff_tags.h"

typedef struct cl_ifd_entry {
    cl_tiff_kind kind; /* of its directory */
    uint16_t tag;
    uint16_t type;
    cl_span value; /* what there is of it */
    size_t at;     /* index of the value in the block */
    bool complete; /* the whole value lies in the block */
} cl_ifd_entry;

typedef struct cl_ifd_entries {
    bool little_endian;
    cl_array items;       /* of cl_ifd_entry */
    bool oversized;       /* a cap was reached: there are entries that are not here */
    size_t pointers;      /* entries that lead to other directories */
    bool strange;         /* one of them leads nowhere */
    uint64_t value_bytes; /* of all values: more than the block's when they overlap */
} cl_ifd_entries;

/* The entries of the directories from IFD0 on and of those that Exif hangs on them. The TIFF header
 * stands at index `start` of the block. Damage becomes findings; no directory is read twice. */
CL_MUST_USE cl_status cl_ifd_read(const cl_block *block, size_t start, cl_arena *arena,
                                  cl_findings *findings, cl_ifd_entries *out);
/* The first entry of that tag in a GPS directory, or in any other, or NULL. */
const cl_ifd_entry *cl_ifd_find(const cl_ifd_entries *entries, bool gps, uint16_t tag);

#endif
