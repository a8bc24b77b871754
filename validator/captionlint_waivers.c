/* Waivers: files of them for a handle, and the writing of one. */
#include <stdlib.h>
#include <time.h>

#include "base/replace.h"
#include "base/source.h"
#include "base/text.h"
#include "caption/moment.h"
#include "captionlint_exceptions.h"
#include "captionlint_work.h"
#include "check/finding_id.h"
#include "check/waivers_config.h"

enum {
    SECONDS_OF_HOUR = 60 * 60,
    CANDIDATES_SHOWN = 6,
    QUOTED = 60 /* characters of a message */
};

/* --- reading --- */

char *captionlint_find_waivers(const char *configuration)
{
    static const char name[] = "captionlint-waivers.yaml";
    cl_span path = cl_span_of(configuration);
    size_t folder = path.len;
    cl_out found = {0};
    while (folder > 0 && path.data[folder - 1] != '/') {
        folder--;
    }
    cl_out_put(&found, cl_span_sub(path, 0, folder));
    cl_out_put(&found, (cl_span){(const uint8_t *)name, sizeof name});
    if (found.failed) {
        cl_out_free(&found);
        return NULL;
    }
    if (!cl_replace_exists((const char *)found.data)) {
        found.data[0] = '\0';
    }
    return (char *)found.data;
}

/* Each in a line of its own. */
static cl_status tell_malformed(const cl_waivers *waivers, size_t from, captionlint_write_fn told,
                                void *user)
{
    int stopped = 0;
    for (size_t i = from; i < waivers->malformed.count && told != NULL && stopped == 0; i++) {
        cl_out line = {0};
        cl_out_put(&line, *CL_ARRAY_AT(&waivers->malformed, const cl_span, i));
        cl_out_byte(&line, '\n');
        stopped = line.failed ? 1 : told((const char *)line.data, line.len, user);
        cl_out_free(&line);
    }
    return stopped == 0 ? CL_OK : CL_UNWRITABLE;
}

static cl_status read_waivers(captionlint *lint, const char *path, cl_error *error)
{
    cl_span bytes;
    CL_TRY(cl_source_read_file(lint->arena, path, CL_WAIVERS_FILE_MAX, &bytes, error));
    cl_fingerprint_add(&lint->setup, CL_SPAN("waivers"));
    cl_fingerprint_add(&lint->setup, cl_span_of(path));
    cl_fingerprint_add(&lint->setup, bytes);
    return cl_waivers_load(lint->rules, path, bytes, &lint->waivers);
}

captionlint_status captionlint_waivers_read(captionlint *lint, const char *path,
                                            captionlint_write_fn told, void *user,
                                            captionlint_error *error)
{
    cl_error cause = {0};
    size_t before = lint->waivers.malformed.count;
    cl_status status = read_waivers(lint, path, &cause);
    if (status == CL_OK) {
        status = tell_malformed(&lint->waivers, before, told, user);
    }
    return captionlint_fail(error, &cause, status);
}

/* --- the finding that is to be waived --- */

/* What is looked for, and what was found; its texts live in `arena`. */
typedef struct search {
    const captionlint *lint;
    const captionlint_waiver *wanted;
    cl_arena *arena;
    cl_waiver made;
    int64_t limit;  /* in seconds from now on */
    bool waived;    /* already */
    bool judged;    /* for that edition */
    size_t count;   /* of findings that fit */
    size_t others;  /* that do not */
    cl_out fitting; /* the first of them, with their ids */
    cl_out seen;    /* the first of the others */
    cl_status status;
} search;

static bool fits(const search *find, const cl_finding *finding)
{
    if (find->wanted->finding != NULL) {
        return cl_span_equal(cl_span_of(finding->id), cl_span_of(find->wanted->finding));
    }
    return cl_span_equal(finding->rule, cl_span_of(find->wanted->rule));
}

/* "0123… territory.denied (South Korea barred by …)" */
static void list(cl_out *out, size_t before, const cl_finding *finding)
{
    size_t len = cl_utf8_index(finding->message, QUOTED);
    if (before >= CANDIDATES_SHOWN) {
        return;
    }
    cl_out_format(out, "%s%s %.*s (", before == 0 ? "" : "; ", finding->id,
                  CL_SPAN_PRINT(finding->rule));
    cl_out_printable(out, cl_span_sub(finding->message, 0, len));
    cl_out_text(out, len < finding->message.len ? "…)" : ")");
}

static cl_status keep(search *find, const captionlint_picture *picture, const cl_finding *finding)
{
    cl_waiver *made = &find->made;
    CL_TRY(cl_arena_copy(find->arena, finding->rule, &made->rule));
    CL_TRY(cl_arena_copy(find->arena, finding->about, &made->values));
    CL_TRY(cl_utf8_squeeze(find->arena, cl_waiver_name(&picture->record), SIZE_MAX, &made->name));
    find->limit = cl_waiver_limit(find->lint->rules, finding);
    find->waived = finding->waiver != NULL;
    memcpy(made->picture, picture->digest, sizeof made->picture);
    return cl_finding_words(find->arena, &finding->proof, &made->note);
}

/* Findings that quote the same words are waived together. */
static cl_status consider(search *find, const captionlint_picture *picture,
                          const cl_findings *findings)
{
    for (size_t i = 0; i < findings->items.count; i++) {
        const cl_finding *finding = cl_findings_at(findings, i);
        if (!fits(find, finding)) {
            list(&find->seen, find->others++, finding);
            continue;
        }
        const cl_waiver before = find->made;
        CL_TRY(keep(find, picture, finding));
        bool same = find->count > 0 && cl_span_equal(before.note, find->made.note) &&
                    cl_span_equal(before.rule, find->made.rule) &&
                    cl_span_equal(before.values, find->made.values) &&
                    memcmp(before.picture, find->made.picture, sizeof before.picture) == 0;
        if (!same) {
            list(&find->fitting, find->count++, finding);
        }
    }
    return CL_OK;
}

static int look_at(const captionlint_picture *picture, void *user)
{
    search *find = user;
    for (size_t i = 0; i < picture->judgement_count && find->status == CL_OK; i++) {
        const cl_judgement *judgement = &picture->judgements[i];
        if (!cl_span_equal(judgement->edition->name, cl_span_of(find->wanted->edition))) {
            continue;
        }
        find->judged = true;
        find->status = consider(find, picture, &judgement->findings);
        if (find->status == CL_OK) {
            find->status = consider(find, picture, &picture->record.findings);
        }
    }
    return find->status == CL_OK ? 0 : 1;
}

/* --- the entry --- */

/* "12h", "3d": from now on, as a time in UTC. */
static bool read_duration(cl_span text, int64_t *seconds)
{
    cl_span digits = cl_span_sub(text, 0, text.len == 0 ? 0 : text.len - 1);
    uint8_t unit = text.len == 0 ? 0 : text.data[text.len - 1];
    int64_t number = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '9' || number > 100000) {
            return false;
        }
        number = number * 10 + (digits.data[i] - '0');
    }
    *seconds = number * SECONDS_OF_HOUR * (unit == 'd' ? 24 : 1);
    return digits.len > 0 && (unit == 'h' || unit == 'd');
}

static cl_status set_expiry(search *find, time_t now, cl_error *error)
{
    cl_span text = cl_span_of(find->wanted->expires);
    int64_t seconds;
    if (read_duration(text, &seconds)) {
        const cl_moment ends = captionlint_moment((time_t)(now - now % 60 + seconds));
        text = cl_moment_format(find->arena, &ends);
    }
    CL_TRY(cl_arena_copy(find->arena, text, &find->made.expires));
    if (!cl_waiver_ends(text, &find->made.ends)) {
        return cl_error_set(error, CL_BAD_CONFIG,
                            "\"%.*s\" is no time of expiry; give a date such as 2024-05-01, which "
                            "ends at midnight UTC, a time with its zone such as "
                            "2024-05-01T22:00+09:00, or 12h or 3d from now on",
                            CL_SPAN_PRINT(text));
    }
    return find->made.ends > now
               ? CL_OK
               : cl_error_set(error, CL_BAD_CONFIG, "%.*s is over already; give a time to come",
                              CL_SPAN_PRINT(text));
}

static cl_status set_text(search *find, const char *what, const char *text, cl_span *out,
                          cl_error *error)
{
    CL_TRY(cl_utf8_repair(find->arena, cl_span_of(text), out));
    CL_TRY(cl_utf8_squeeze(find->arena, *out, SIZE_MAX, out));
    if (out->len == 0 || out->len > CL_WAIVER_TEXT_MAX) {
        return cl_error_set(error, CL_BAD_CONFIG, "a waiver needs %s of at most %u bytes; give one",
                            what, CL_WAIVER_TEXT_MAX);
    }
    return CL_OK;
}

/* All that the caller said of it. */
static cl_status begin(search *find, time_t now, cl_error *error)
{
    const captionlint_waiver *wanted = find->wanted;
    CL_TRY(set_text(find, "an edition", wanted->edition, &find->made.edition, error));
    CL_TRY(set_text(find, "a reason", wanted->reason, &find->made.reason, error));
    CL_TRY(set_text(find, "the name of who approved it", wanted->approved_by,
                    &find->made.approved_by, error));
    if ((wanted->rule == NULL) == (wanted->finding == NULL)) {
        return cl_error_set(error, CL_BAD_CONFIG,
                            "a waiver is of one rule or of one finding; give one of them");
    }
    return set_expiry(find, now, error);
}

static const char *what_is_wanted(const search *find)
{
    return find->wanted->finding != NULL ? find->wanted->finding : find->wanted->rule;
}

static cl_span or_nothing(const cl_out *list)
{
    return list->len == 0 || list->failed ? CL_SPAN("nothing") : cl_out_span(list);
}

/* Why the finding cannot be waived, if it cannot. */
static cl_status judge(const search *find, time_t now, cl_error *error)
{
    if (!find->judged) {
        return cl_error_set(error, CL_BAD_CONFIG, "the input was not judged for edition \"%s\"",
                            find->wanted->edition);
    }
    if (find->count == 0) {
        return cl_error_set(
            error, CL_BAD_CONFIG, "nothing is found of %s for edition \"%s\"; there is: %.*s",
            what_is_wanted(find), find->wanted->edition, CL_SPAN_PRINT(or_nothing(&find->seen)));
    }
    if (find->count > 1) {
        return cl_error_set(error, CL_BAD_CONFIG,
                            "%zu findings are of %s for edition \"%s\"; name one by its id: %.*s",
                            find->count, what_is_wanted(find), find->wanted->edition,
                            CL_SPAN_PRINT(or_nothing(&find->fitting)));
    }
    if (find->waived) {
        return cl_error_set(error, CL_BAD_CONFIG, "%s is waived already", what_is_wanted(find));
    }
    if (find->limit == 0) {
        return cl_error_set(error, CL_BAD_CONFIG,
                            "%.*s cannot be waived: what was not read nobody can approve",
                            CL_SPAN_PRINT(find->made.rule));
    }
    if (find->limit < find->made.ends - (int64_t)now) {
        return cl_error_set(error, CL_BAD_CONFIG,
                            "%.*s cannot be waived until %.*s: %lld hours are the most",
                            CL_SPAN_PRINT(find->made.rule), CL_SPAN_PRINT(find->made.expires),
                            (long long)(find->limit / SECONDS_OF_HOUR));
    }
    return CL_OK;
}

static cl_status put_entry(const search *find, cl_out *entry, cl_error *error)
{
    const char *path = find->wanted->file;
    cl_waiver_addition add = {.rules = find->lint->rules, .waiver = &find->made};
    cl_out all = {0};
    cl_status status = CL_OK;
    if (cl_replace_exists(path)) {
        status = cl_source_read_file(find->arena, path, CL_WAIVERS_FILE_MAX, &add.bytes, error);
    }
    if (status == CL_OK) {
        status = cl_waivers_append(&add, &all, entry, error);
    }
    if (status == CL_OK) {
        status = cl_replace_file(path, cl_out_span(&all), error);
    }
    cl_out_free(&all);
    return status;
}

static cl_status add_entry(const search *find, cl_out *entry, cl_error *error)
{
    const char *path = find->wanted->file;
    int lock;
    CL_TRY(cl_replace_lock(path, &lock, error));
    cl_status status = put_entry(find, entry, error);
    cl_replace_unlock(lock);
    return status;
}

static cl_status find_and_add(search *find, const captionlint_input *input, cl_out *entry,
                              cl_error *error)
{
    captionlint_worker worker;
    time_t now = time(NULL);
    const captionlint_task task = {.worker = &worker,
                                   .input = input,
                                   .now = now,
                                   .each = look_at,
                                   .user = find,
                                   .error = error,
                                   .digest = true};
    CL_TRY(begin(find, now, error));
    cl_status status = captionlint_worker_begin(&worker, find->lint);
    if (status == CL_OK) {
        status = captionlint_check_input(&task);
    }
    captionlint_worker_end(&worker);
    CL_TRY(find->status);
    CL_TRY(status);
    CL_TRY(judge(find, now, error));
    return add_entry(find, entry, error);
}

captionlint_status captionlint_waive(captionlint *lint, const captionlint_input *input,
                                     const captionlint_waiver *waiver, captionlint_write_fn write,
                                     void *user, captionlint_error *error)
{
    cl_error cause = {0};
    cl_out entry = {0};
    search find = {.lint = lint, .wanted = waiver, .arena = cl_arena_new(CL_ARENA_RULES_MAX)};
    cl_status status =
        find.arena == NULL ? CL_NO_MEMORY : find_and_add(&find, input, &entry, &cause);
    cl_out_free(&find.seen);
    cl_out_free(&find.fitting);
    cl_arena_free(find.arena);
    if (status == CL_OK) {
        return captionlint_deliver(&entry, write, user, error);
    }
    cl_out_free(&entry);
    return captionlint_fail(error, &cause, status);
}
