/* The same text in another field of the same name: EXIF, IIM and XMP mostly hold one caption three
 * times, and it says the same each time. */
#ifndef CL_CAPTION_AGAIN_H
#define CL_CAPTION_AGAIN_H

#include "caption/record.h"

/* The first field before field `at` with its name and value; NULL when there is none. */
const cl_field *cl_again_of(const cl_record *record, size_t at);
/* Gives everything that was read in `from` a place in `to` too, which holds the same text. */
CL_MUST_USE cl_status cl_again_stand(cl_record *record, const cl_field *from, const cl_field *to);

#endif
