#include "caption/dates.h"

#include <stdlib.h>

#include "../unit/time_names.h"
#include "base/text.h"
#include "ruleset/fold.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The names are read once; they are never freed, as a rule set is not while pictures are checked.
 */
static const cl_gazetteer *the_names(void)
{
    static cl_arena *arena;
    static const cl_gazetteer *names;
    if (names == NULL) {
        arena = cl_arena_new(CL_ARENA_RULES_MAX);
        names = arena == NULL ? NULL : time_names(arena);
    }
    if (names == NULL) {
        abort();
    }
    return names;
}

/* What is found lies in the text, ends between characters and can be. */
static void check(cl_span text, size_t at)
{
    cl_time_found found;
    if (!cl_dates_find(the_names(), text, at, &found)) {
        return;
    }
    bool inside = found.len > 0 && found.len <= text.len - at;
    if (!inside || !cl_utf8_valid(cl_span_sub(text, at, found.len)) ||
        !cl_moment_valid(&found.moment)) {
        abort();
    }
    if (found.kind == CL_TIME_DURATION && found.duration.hours == 0) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cl_arena *arena = cl_arena_new(4u * 1024u * 1024u);
    cl_span text = CL_EMPTY_SPAN;
    cl_folded folded;
    cl_moment moment = {0};
    if (arena == NULL) {
        return 0;
    }
    if (cl_utf8_repair(arena, (cl_span){data, size}, &text) == CL_OK &&
        cl_fold(arena, text, &folded) == CL_OK) {
        for (size_t at = 0; at < folded.text.len; at++) {
            check(folded.text, at);
        }
    }
    if (cl_moment_parse(text, &moment) && !cl_moment_valid(&moment)) {
        abort();
    }
    cl_moment sum = cl_moment_add(&moment, (cl_duration){.hours = (unsigned)size * 1000u});
    (void)cl_moment_format(arena, &sum);
    cl_arena_free(arena);
    return 0;
}
