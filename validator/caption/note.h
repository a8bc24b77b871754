/* Captions that are nothing but a note: systems copy the instructions into the caption, in any case
 * and without a sentence around them. They are read as instructions are. */
#ifndef CL_CAPTION_NOTE_H
#define CL_CAPTION_NOTE_H

#include "caption/match.h"

/* Whether a field of prose may be such a note: it is short. */
bool cl_note_possible(const cl_field *field);
/* Whether `matches`, found in the subject's view with phrases of notes, account together with the
 * credits beside them for nearly all words. */
CL_MUST_USE cl_status cl_note_is(const cl_subject *subject, cl_matcher *matcher,
                                 const cl_folded *folded, const cl_array *matches, bool *out);

#endif
