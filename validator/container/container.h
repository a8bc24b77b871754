/* File bytes -> blocks. A format finds the metadata blocks of its container and says where each
 * lies in the file; what the blocks say is not its business. One file and one const struct a
 * format, named once in the table of container.c. */
#ifndef CL_CONTAINER_CONTAINER_H
#define CL_CONTAINER_CONTAINER_H

#include "base/damage.h"
#include "base/source.h"

typedef enum cl_block_kind {
    CL_BLOCK_EXIF,         /* a TIFF stream, offsets relative to its first byte; where `key` is
                              "GPS" its first directory is the GPS one */
    CL_BLOCK_IIM,          /* IPTC-IIM datasets */
    CL_BLOCK_XMP,          /* one XMP packet */
    CL_BLOCK_XMP_EXTENDED, /* a JPEG's extended packet, put together; `key` is its GUID */
    CL_BLOCK_TEXT,         /* text outside any standard; `key` says what: PNG keyword, "COM" */
    CL_BLOCK_URL,          /* Photoshop resource 0x040B */
    CL_BLOCK_FLAG,   /* Photoshop resource 0x040A: 1 when the picture is marked as protected */
    CL_BLOCK_DIGEST, /* Photoshop resource 0x0425: the MD5 that the IIM block had */
    CL_BLOCK_C2PA    /* a JUMBF box, or the start of one, that holds a C2PA manifest store */
} cl_block_kind;

enum {
    CL_FORMAT_HEAD = 1024 /* bytes by which a format is told: "%PDF-" may stand so far in */
};

/* A stretch of a block that was put together from pieces of the file. */
typedef struct cl_piece {
    size_t at;       /* index in the block */
    uint64_t offset; /* where that byte lies in the file */
    bool made;       /* bytes that a reader wrote between others: `offset` is what they are about */
} cl_piece;

typedef struct cl_block {
    cl_block_kind kind;
    cl_span bytes;
    uint64_t offset;        /* file offset of the first byte; of the compressed data if inflated */
    const cl_piece *pieces; /* NULL: in one piece */
    size_t piece_count;
    bool inflated; /* the bytes do not stand in the file as they are: offsets name the start */
    cl_span key;
    const char *charset;   /* of CL_BLOCK_TEXT, as base/charset.h names it; NULL: nobody says */
    const char *container; /* for people: "APP13 Photoshop 0x0404", "PNG iTXt" */
} cl_block;

typedef struct cl_blocks {
    cl_arena *arena;
    cl_findings *findings; /* damage goes here */
    cl_array items;        /* of cl_block */
    size_t bytes;          /* in the blocks so far, at most CL_BLOCK_BYTES_MAX */
    size_t taken;          /* read, joined or inflated for them, at most CL_BLOCK_BYTES_MAX */
    bool limit_reported;   /* a cap is reported once */
    const char *format;    /* what the input is, where a reader learns it better than its magic
                              tells: "HEIC", "DNG"; NULL: the format's own name */
} cl_blocks;

typedef struct cl_format {
    const char *name; /* "JPEG" */
    /* Whether the first bytes (up to CL_FORMAT_HEAD) are this format's. */
    bool (*is)(cl_span head);
    /* Appends the blocks and reports damage. Damage is no failure: CL_OK unless memory runs out or
     * the system fails to read. */
    cl_status (*read)(cl_source *source, cl_blocks *blocks);
} cl_format;

/* The format of the input by its first bytes; NULL when it is none of ours. */
const cl_format *cl_format_of(cl_span head);

/* Adds a block. CL_BLOCKS_MAX and CL_BLOCK_BYTES_MAX end in a damage finding, not in a failure. */
CL_MUST_USE cl_status cl_blocks_add(cl_blocks *blocks, const cl_block *block);
const cl_block *cl_blocks_at(const cl_blocks *blocks, size_t i);
/* The file offset of byte `at` of the block. */
uint64_t cl_block_offset(const cl_block *block, size_t at);
/* Whether byte `at` stands in the file as it is, at that offset. */
bool cl_block_is_verbatim(const cl_block *block, size_t at);

#endif
