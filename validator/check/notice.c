/* Notices: each kind has a rule of its own in rules/checks/notice.yaml, so a new kind needs no C.
 * A kind without a rule is as good as unread. That a name must not be printed depends on the
 * edition's credit: nameless.c decides. */
#include "check/kinds.h"
#include "check/nameless.h"

static const char *const rules[] = {"notice.do-not-name", "notice.named", "notice.perhaps-named",
                                    "notice.no-name-but-credit", NULL};

static cl_status say(cl_judge *judge, const cl_notice *notice)
{
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
    return cl_judge_say(judge, &saying);
}

static cl_status run(cl_judge *judge)
{
    for (size_t i = 0; i < judge->record->notices.count; i++) {
        const cl_notice *notice = cl_record_notice(judge->record, i);
        bool nameless = cl_span_equal(notice->kind, CL_SPAN(CL_NAMELESS));
        CL_TRY(nameless ? cl_nameless_decide(judge, notice) : say(judge, notice));
    }
    return CL_OK;
}

const cl_check_kind cl_check_notice = {"notice", rules, run};
