/* What stands behind the public handles, for the files of the façade only. */
#ifndef CAPTIONLINT_HANDLE_H
#define CAPTIONLINT_HANDLE_H

#include "base/damage.h"
#include "base/fingerprint.h"
#include "base/limits.h"
#include "base/out.h"
#include "captionlint.h"
#include "check/baseline.h"
#include "check/check.h"
#include "check/config.h"
#include "check/waiver.h"
#include "report/document.h"
#include "report/report.h"
#include "ruleset/cache.h"

struct captionlint {
    cl_ruleset *rules;
    cl_span folder; /* of the rules; with a NUL behind it, as the next two */
    cl_span pack;
    cl_span hash;
    cl_arena *arena; /* the editions */
    cl_editions editions;
    bool selected[CL_EDITIONS_MAX];
    size_t selected_count; /* 0: all are judged */
    cl_waivers waivers;
    cl_baseline baseline;
    cl_fingerprint setup; /* of every call that set it up, for the cache of results */
};

struct captionlint_picture {
    const cl_ruleset *rules;
    cl_record record;
    cl_judgement *judgements;
    size_t judgement_count;
    cl_shown_order shown;                 /* as the configuration says */
    cl_period holds;                      /* its judgements are the same with any "now" in it */
    uint8_t digest[CL_FINGERPRINT_BYTES]; /* of its bytes, where the task asked for it */
    bool hangs_on_others;                 /* on files that are neither its own nor its sidecars */
};

/* The picture as reports take it; it lives as long as the picture. */
cl_report_item captionlint_report_item(const captionlint_picture *picture);

captionlint_verdict captionlint_public_verdict(cl_verdict verdict);
captionlint_level captionlint_public_level(cl_level level);

/* Adds the program and all libraries that it runs with. */
void captionlint_identify_program(cl_fingerprint *fingerprint);

/* Hands a status and its message over to the caller of the library. */
captionlint_status captionlint_fail(captionlint_error *out, const cl_error *error,
                                    cl_status status);

/* The folder of the rules when the caller names none: $CAPTIONLINT_RULES, beside the library, or
 * where the build would install them. CL_BAD_RULES says where it looked. `out` has CL_PATH_MAX
 * bytes. */
CL_MUST_USE cl_status captionlint_find_rules(char *out, cl_error *error);

/* Where compiled rules are kept, and for which build of this library; `place` has CL_PATH_MAX bytes
 * and is used by `out`. False where nothing shall or can be kept. */
bool captionlint_find_cache(cl_arena *arena, char *place, cl_cache *out);

/* A sidecar as it is to be: read in the place of the file that has its name now, if one has. */
typedef struct captionlint_draft {
    const char *path;
    cl_span bytes;
} captionlint_draft;

/* Adds the fields and findings of the sidecars beside the picture at record->path: NAME.xmp and
 * NAME.ext.xmp, or the draft of one. *hangs_on_others is set where what was read depends on yet
 * other files. `draft` may be NULL. */
CL_MUST_USE cl_status captionlint_read_sidecars(cl_record *record, const captionlint_input *input,
                                                const captionlint_draft *draft,
                                                bool *hangs_on_others);
/* As that, out of what came along with the bytes of the picture; no other file is looked at. */
CL_MUST_USE cl_status captionlint_read_given_sidecars(cl_record *record,
                                                      const captionlint_input *input);
/* The path of the i-th file that may be a sidecar of the picture; false past the last one. "" is
 * none. `out` has CL_PATH_MAX bytes. */
bool captionlint_sidecar_name(cl_span path, size_t i, char *out);
/* The places of those names in that list. */
enum {
    CAPTIONLINT_SIDECAR_OWN = 0,   /* NAME.ext.xmp; .XMP is the next one */
    CAPTIONLINT_SIDECAR_SHARED = 2 /* NAME.xmp; .XMP is the next one */
};
/* Whether another picture beside this one has its name but for the ending. `path` ends with NUL. */
bool captionlint_shares_sidecar(cl_span path);

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

/* The format of a document `of` that kind, by its name. CL_BAD_CONFIG lists those that there are.
 */
CL_MUST_USE cl_status captionlint_document_format(const char *name, const char *of,
                                                  const cl_document_format **out, cl_error *error);

/* Adds a line for each way in which the phrase's pattern is slow, and counts them. */
CL_MUST_USE cl_status captionlint_warn_of_phrase(const cl_phrase *phrase, cl_out *out,
                                                 size_t *count);

/* What the rules of that id mean, in prose, each under a heading of that level; `of` is what stands
 * before the id in the anchor. */
void captionlint_explain_rule(const captionlint_rule *rule, unsigned level, const char *of,
                              cl_document *document);

#endif
