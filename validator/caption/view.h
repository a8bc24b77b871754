/* A field's text as one stage of reading sees it: folded, with names standing as marks, or with
 * what was read before masked. Every byte knows its original characters. */
#ifndef CL_CAPTION_VIEW_H
#define CL_CAPTION_VIEW_H

#include "caption/dates.h"
#include "caption/record.h"
#include "ruleset/fold.h"
#include "ruleset/ruleset.h"

/* A name or a time that stands as one character. */
typedef struct cl_mark {
    size_t at;           /* its byte index in the view */
    const cl_name *name; /* NULL: a date, clock time or duration */
    cl_time_found time;
} cl_mark;

typedef struct cl_view {
    cl_span text;   /* of the folded text itself where nothing stands in place of anything */
    cl_runs runs;   /* to bytes of the folded text */
    cl_array marks; /* of cl_mark, by `at` */
    const cl_folded *folded;
} cl_view;

/* What was read already, one flag a byte of the folded text. */
typedef struct cl_mask {
    const cl_folded *folded;
    uint8_t *read;
    bool any;
} cl_mask;

/* The original characters that bytes [start, end) of the view, one at least, stand for. */
cl_original cl_view_original(const cl_view *view, size_t start, size_t end);

/* The original characters of the words in bytes [start, end) of the view; a mark counts as what it
 * stands for. */
size_t cl_view_words(const cl_view *view, size_t start, size_t end);

CL_MUST_USE cl_status cl_mask_new(cl_arena *arena, const cl_folded *folded, cl_mask *out);
/* Marks what bytes [start, end), one at least, of a view of the same folded text stand for. */
void cl_mask_add(cl_mask *mask, const cl_view *view, size_t start, size_t end);

/* Adds what `other`, a mask of the same text, marks. */
void cl_mask_join(cl_mask *mask, const cl_mask *other);

/* The text with territories, vocabularies and times as marks. */
CL_MUST_USE cl_status cl_view_of_names(cl_arena *arena, const cl_ruleset *rules,
                                       const cl_folded *folded, cl_view *out);
/* The text with what was read masked, and with agencies as marks. */
CL_MUST_USE cl_status cl_view_of_credits(cl_arena *arena, const cl_ruleset *rules,
                                         const cl_mask *mask, cl_view *out);
/* The text with what was read masked. */
CL_MUST_USE cl_status cl_view_of_rest(cl_arena *arena, const cl_mask *mask, cl_view *out);

/* The first mark at or after byte `at` and before `end`; NULL when there is none. */
const cl_mark *cl_view_mark(const cl_view *view, size_t at, size_t end);

#endif
