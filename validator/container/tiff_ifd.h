/* The directories of a TIFF or BigTIFF and their entries, read from the file one directory at a
 * time. Every offset that comes out is the file's own; damage becomes findings. */
#ifndef CL_CONTAINER_TIFF_IFD_H
#define CL_CONTAINER_TIFF_IFD_H

#include "base/reader.h"
#include "container/take.h"
#include "container/tiff_tags.h"

typedef struct cl_tiff_file {
    cl_source *source;
    cl_blocks *blocks;
    uint64_t base; /* where the byte order stands: the offsets in the file count from there */
    bool little_endian;
    bool big; /* BigTIFF: places and counts of 64 bits */
} cl_tiff_file;

typedef struct cl_tiff_entry {
    uint16_t tag;
    uint16_t type;
    uint64_t len;    /* of the value, as stated */
    uint64_t offset; /* of the value, in the file */
} cl_tiff_entry;

typedef struct cl_tiff_directory {
    cl_reader entries;
    size_t count;
    uint64_t next; /* as stated; 0: none */
} cl_tiff_directory;

/* What there is of the directory at `offset` of the file. `chained`: the place of a next one must
 * stand behind it; old writers leave it out behind those that Exif adds. */
CL_MUST_USE cl_status cl_tiff_open(const cl_tiff_file *file, uint64_t offset, bool chained,
                                   cl_tiff_directory *out);
/* The next entry; CL_TRUNCATED behind the last one. */
CL_MUST_USE cl_status cl_tiff_next(const cl_tiff_file *file, cl_tiff_directory *from,
                                   cl_tiff_entry *out);
/* A place as the file writes it, in a header or in the value of a pointer. */
CL_MUST_USE cl_status cl_tiff_place(cl_reader *reader, bool big, uint64_t *out);
/* The file offset of a place; beyond every file when it cannot be one. */
uint64_t cl_tiff_offset(const cl_tiff_file *file, uint64_t place);

/* Where what there is of a value stands, at most `cap` bytes of it. An unknown type, an end of the
 * file and the cap are reported. */
CL_MUST_USE cl_status cl_tiff_extent(const cl_tiff_file *file, const cl_tiff_entry *entry,
                                     size_t cap, cl_extent *out);
/* Those bytes. */
CL_MUST_USE cl_status cl_tiff_take(const cl_tiff_file *file, const cl_tiff_entry *entry, size_t cap,
                                   cl_span *out);

#endif
