/* The records of an input, one after another: its lines, with where each stands. */
#ifndef CAPTIONLINT_LINES_H
#define CAPTIONLINT_LINES_H

#include "base/out.h"
#include "base/source.h"
#include "captionlint.h"

typedef struct captionlint_line {
    cl_span text; /* without what surrounds it; empty where there is no record at all */
    size_t number;
    uint64_t offset;
    bool too_long; /* for a record: its text is not kept */
    bool shrunk;   /* the file ends before its end: what stood there is gone */
} captionlint_line;

/* Begin with captionlint_lines_of; end with captionlint_lines_end, which leaves the source open. */
typedef struct captionlint_lines {
    cl_source *source;
    cl_out text;     /* of the line that was read last */
    uint64_t before; /* bytes of the input that stood before the source */
    uint64_t at;
    size_t number;
    size_t found;
    bool shrunk;
} captionlint_lines;

/* The lines of an input, or of the piece of it that it is. */
captionlint_lines captionlint_lines_of(const captionlint_input *input, cl_source *source);
/* The next line that holds anything; of an input without any one line that is empty. *more is false
 * when there is none; the text lives until the next call. */
CL_MUST_USE cl_status captionlint_lines_next(captionlint_lines *lines, captionlint_line *out,
                                             bool *more);
void captionlint_lines_end(captionlint_lines *lines);

#endif
