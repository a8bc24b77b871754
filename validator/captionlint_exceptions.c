#include "captionlint_exceptions.h"

#include "check/waivers_config.h"

/* --- what a waiver is bound to --- */

static cl_status digest_source(cl_source *source, uint8_t out[CL_FINGERPRINT_BYTES])
{
    cl_fingerprint content;
    cl_span piece;
    cl_fingerprint_begin(&content);
    uint64_t size = cl_source_size(source);
    for (uint64_t at = 0; at < size; at += piece.len) {
        CL_TRY(cl_source_peek_some(source, at, CL_SOURCE_WINDOW, &piece));
        if (piece.len == 0) {
            break; /* it became shorter: no waiver is for that */
        }
        cl_fingerprint_add_part(&content, piece);
    }
    cl_fingerprint_get(&content, out);
    return CL_OK;
}

cl_status captionlint_digest(const captionlint_bytes *bytes, uint8_t out[CL_FINGERPRINT_BYTES])
{
    if (bytes->line == NULL) {
        return digest_source(bytes->source, out);
    }
    cl_fingerprint content;
    cl_fingerprint_begin(&content);
    cl_fingerprint_add_part(&content, bytes->line->text);
    cl_fingerprint_get(&content, out);
    return CL_OK;
}

static cl_status digest(void *user, uint8_t out[CL_FINGERPRINT_BYTES])
{
    return captionlint_digest(user, out);
}

/* What was read to its end anyway. */
static bool is_at_hand(const captionlint_bytes *bytes)
{
    return bytes->line != NULL || cl_source_size(bytes->source) <= CL_SOURCE_WINDOW;
}

cl_status captionlint_apply_waivers(const captionlint *lint, const captionlint_bytes *bytes,
                                    time_t now, captionlint_picture *picture)
{
    captionlint_bytes copy = *bytes;
    if (lint->waivers.items.count == 0 || (bytes->source == NULL && bytes->line == NULL)) {
        return CL_OK;
    }
    const cl_waiving with = {.rules = lint->rules,
                             .waivers = &lint->waivers,
                             .now = (int64_t)now - (int64_t)now % 60,
                             .holds = &picture->holds,
                             .digest = digest,
                             .user = &copy,
                             .at_hand = is_at_hand(bytes)};
    return cl_waivers_apply(&with, &picture->record, picture->judgements, picture->judgement_count);
}

cl_status captionlint_read_waivers(const captionlint *lint, cl_source *source, cl_record *record)
{
    cl_waivers waivers = {.arena = record->arena};
    uint64_t size = cl_source_size(source);
    size_t len = size > CL_WAIVERS_FILE_MAX ? CL_WAIVERS_FILE_MAX + 1 : (size_t)size;
    cl_span bytes = CL_EMPTY_SPAN;
    record->format = CL_SPAN("waivers");
    CL_TRY(cl_source_take(source, 0, len, &bytes));
    CL_TRY(cl_waivers_load(lint->rules, (const char *)record->path.data, bytes, &waivers));
    for (size_t i = 0; i < waivers.malformed.count; i++) {
        cl_span message = *CL_ARRAY_AT(&waivers.malformed, const cl_span, i);
        cl_finding finding = cl_damage_finding(CL_DAMAGE_WAIVER);
        finding.message = message;
        CL_TRY(cl_findings_add(&record->findings, &finding));
    }
    return CL_OK;
}

/* --- what is known --- */

void captionlint_apply_baseline(const captionlint *lint, captionlint_picture *picture)
{
    if (lint->baseline.count == 0) {
        return;
    }
    cl_baseline_hide(&lint->baseline, lint->rules, &picture->record.findings);
    for (size_t i = 0; i < picture->judgement_count; i++) {
        cl_baseline_hide(&lint->baseline, lint->rules, &picture->judgements[i].findings);
    }
}

void captionlint_baseline_lines(const captionlint_picture *picture, cl_out *out)
{
    cl_baseline_lines(picture->rules, &picture->record.findings, CL_EMPTY_SPAN, out);
    for (size_t i = 0; i < picture->judgement_count; i++) {
        const cl_judgement *judgement = &picture->judgements[i];
        cl_baseline_lines(picture->rules, &judgement->findings, judgement->edition->name, out);
    }
}
