/* Notices: each kind has a rule of its own in rules/checks/notice.yaml, so a new kind needs no C.
 * A kind without a rule is as good as unread. */
#include "check/kinds.h"

static const char *const rules[] = {NULL};

static cl_status run(cl_judge *judge)
{
    for (size_t i = 0; i < judge->record->notices.count; i++) {
        const cl_notice *notice = cl_record_notice(judge->record, i);
        cl_span id = cl_arena_format(judge->arena, "notice.%.*s", CL_SPAN_PRINT(notice->kind));
        bool known = cl_ruleset_check_of(judge->rules, id) != NULL;
        cl_saying saying;
        CL_TRY(cl_saying_of(judge, known ? (const char *)id.data : "unread.text", &notice->places,
                            &saying));
        if (cl_span_equal(notice->kind, CL_SPAN("third-party"))) {
            saying.duty = "source-note";
        }
        saying.confidence = notice->confidence;
        saying.blanks.of[CL_BLANK_RULE] = notice->rule;
        saying.blanks.of[CL_BLANK_NAMES] = notice->kind;
        saying.blanks.of[CL_BLANK_VALUES] = notice->kind;
        CL_TRY(cl_judge_say(judge, &saying));
    }
    return CL_OK;
}

const cl_check_kind cl_check_notice = {"notice", rules, run};
