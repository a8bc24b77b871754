/* The boxes of ISO base-media files (ISO/IEC 14496-12, 4.2; JPEG 2000, JPEG XL and QuickTime use
 * the same): walked by their offsets alone, so that a video of gigabytes costs a few headers. */
#ifndef CL_CONTAINER_BOXES_H
#define CL_CONTAINER_BOXES_H

#include "container/take.h"

enum {
    CL_BOX_TYPE = 4,
    CL_BOX_UUID = 16
};

typedef struct cl_box {
    uint64_t offset; /* of its header */
    uint64_t body;   /* of what follows the header, in a "uuid" the uuid too */
    uint64_t end;    /* behind it; never beyond its parent */
    uint8_t type[CL_BOX_TYPE];
    uint8_t uuid[CL_BOX_UUID]; /* of a "uuid" */
} cl_box;

/* A file while its boxes are walked. */
typedef struct cl_boxes {
    cl_source *source;
    cl_blocks *blocks;
    size_t met;          /* at most CL_BOXES_MAX */
    bool whole;          /* a box was met without which a file of this format is none */
    size_t unread;       /* boxes that may hold texts and that nobody knows */
    cl_span unread_name; /* of the first of them */
    uint64_t unread_offset;
} cl_boxes;

/* Boxes that stand one behind the other. */
typedef struct cl_box_row {
    uint64_t at; /* of the next */
    uint64_t end;
    bool top; /* in the file itself, not in a box */
} cl_box_row;

/* The boxes of the whole file from `offset` on. */
cl_box_row cl_boxes_of_file(const cl_boxes *boxes, uint64_t offset);
/* The boxes in a box, behind the first `skip` bytes of its body. */
cl_box_row cl_boxes_in(const cl_box *box, uint64_t skip);
/* The next box of the row; *more is false where there is none. What is no box is reported and ends
 * the row; a box that reaches too far is reported and cut. */
CL_MUST_USE cl_status cl_boxes_next(cl_boxes *boxes, cl_box_row *row, cl_box *out, bool *more);

/* Counts something that is no box but costs as much, at `at`; *more is false at the cap, which is
 * reported once. */
CL_MUST_USE cl_status cl_boxes_count(cl_boxes *boxes, uint64_t at, bool *more);

bool cl_box_is(const cl_box *box, const char *type);
uint64_t cl_box_len(const cl_box *box);
/* "moov", "©nam", "\x00\x00\x00\x01" */
CL_MUST_USE cl_status cl_box_name(cl_arena *arena, const uint8_t type[CL_BOX_TYPE], cl_span *out);

/* The first bytes of the body: what there is of `len`, which must be small. */
CL_MUST_USE cl_status cl_box_head(const cl_boxes *boxes, const cl_box *box, size_t len,
                                  cl_span *out);
/* Makes the block hold the body behind its first `skip` bytes; past the cap it holds none. */
CL_MUST_USE cl_status cl_box_take(cl_boxes *boxes, const cl_box *box, uint64_t skip,
                                  cl_block *block);

/* Remembers a box that may hold texts and is not read; cl_boxes_end tells of all. */
CL_MUST_USE cl_status cl_boxes_note_unread(cl_boxes *boxes, const cl_box *box);
/* What is to be said at the end of a walk that ended with `status`: also that the file is not
 * whole, and lacks `missing`. CL_OK unless memory ends or the system fails. */
CL_MUST_USE cl_status cl_boxes_end(const cl_boxes *boxes, cl_status status, const char *missing);

#endif
