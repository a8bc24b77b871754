/* What stands behind the public handles, for the files of the façade only. */
#ifndef CAPTIONLINT_HANDLE_H
#define CAPTIONLINT_HANDLE_H

#include "base/damage.h"
#include "base/limits.h"
#include "base/out.h"
#include "captionlint.h"
#include "check/check.h"
#include "check/config.h"
#include "report/document.h"
#include "report/report.h"

struct captionlint {
    cl_ruleset *rules;
    cl_arena *arena; /* the editions */
    cl_editions editions;
    bool selected[CL_EDITIONS_MAX];
    size_t selected_count; /* 0: all are judged */
};

struct captionlint_picture {
    const cl_ruleset *rules;
    cl_record record;
    cl_judgement *judgements;
    size_t judgement_count;
    cl_shown_order shown; /* as the configuration says */
};

/* The picture as reports take it; it lives as long as the picture. */
cl_report_item captionlint_report_item(const captionlint_picture *picture);

/* Hands a status and its message over to the caller of the library. */
captionlint_status captionlint_fail(captionlint_error *out, const cl_error *error,
                                    cl_status status);

/* The folder of the rules when the caller names none: $CAPTIONLINT_RULES, beside the library, or
 * where the build would install them. CL_BAD_RULES says where it looked. `out` has CL_PATH_MAX
 * bytes. */
CL_MUST_USE cl_status captionlint_find_rules(char *out, cl_error *error);

/* Adds the fields and findings of the sidecars beside the picture at record->path: NAME.xmp and
 * NAME.ext.xmp. */
CL_MUST_USE cl_status captionlint_read_sidecars(cl_record *record);

/* Hands what was written to the caller's function and frees it; the status goes up. */
captionlint_status captionlint_deliver(cl_out *out, captionlint_write_fn write, void *user,
                                       captionlint_error *error);

/* What an id names: a phrase, a check of what phrases read, both, a kind of damage, or a profile.
 */
typedef struct captionlint_rule {
    const cl_ruleset *rules;
    const cl_phrase *phrase;
    const cl_check_rule *check;
    const cl_damage_entry *damage;
    const cl_profile *profile;
} captionlint_rule;

/* CL_BAD_CONFIG with the nearest id when there is no rule of that name. */
CL_MUST_USE cl_status captionlint_rule_of(const cl_ruleset *rules, cl_span id,
                                          captionlint_rule *out, cl_error *error);

/* What the rules of that id mean, in prose, each under a heading of that level; `of` is what stands
 * before the id in the anchor. */
void captionlint_explain_rule(const captionlint_rule *rule, unsigned level, const char *of,
                              cl_document *document);

#endif
