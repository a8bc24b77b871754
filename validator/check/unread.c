/* What looks like a restriction and was not understood: never passes in silence. */
#include "check/kinds.h"

static const char *const rules[] = {"unread.text", NULL};

static cl_status run(cl_judge *judge)
{
    for (size_t i = 0; i < judge->record->unread.count; i++) {
        const cl_unread *unread = cl_record_unread(judge->record, i);
        cl_saying saying;
        CL_TRY(cl_saying_of(judge, "unread.text", &unread->places, &saying));
        saying.blanks.of[CL_BLANK_RULE] = unread->rule;
        CL_TRY(cl_judge_say(judge, &saying));
    }
    return CL_OK;
}

const cl_check_kind cl_check_unread = {"unread", rules, run};
