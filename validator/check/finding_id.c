#include "check/finding_id.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"

typedef struct digest {
    uint8_t bytes[CL_FINGERPRINT_BYTES];
} digest;

static int by_bytes(const void *left, const void *right)
{
    return memcmp(left, right, sizeof(digest));
}

static cl_status digest_field(cl_arena *arena, const cl_field *field, digest *out)
{
    cl_span squeezed;
    CL_TRY(cl_utf8_squeeze(arena, field->value, SIZE_MAX, &squeezed));
    cl_fingerprint fingerprint;
    cl_fingerprint_begin(&fingerprint);
    cl_fingerprint_add(&fingerprint, cl_span_of(cl_field_name_text(field->name)));
    cl_fingerprint_add(&fingerprint, squeezed);
    cl_fingerprint_get(&fingerprint, out->bytes);
    return CL_OK;
}

cl_status cl_record_content(const cl_record *record, uint8_t out[CL_FINGERPRINT_BYTES])
{
    size_t count = record->fields.items.count;
    digest *digests = cl_arena_alloc(record->arena, count == 0 ? 1 : count, sizeof *digests);
    if (digests == NULL) {
        return cl_arena_status(record->arena);
    }
    for (size_t i = 0; i < count; i++) {
        CL_TRY(digest_field(record->arena, cl_fields_at(&record->fields, i), &digests[i]));
    }
    qsort(digests, count, sizeof *digests, by_bytes);
    cl_fingerprint fingerprint;
    cl_fingerprint_begin(&fingerprint);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || by_bytes(&digests[i - 1], &digests[i]) != 0) {
            cl_fingerprint_add(&fingerprint, (cl_span){digests[i].bytes, CL_FINGERPRINT_BYTES});
        }
    }
    cl_fingerprint_get(&fingerprint, out);
    return CL_OK;
}

cl_status cl_finding_words(cl_arena *arena, const cl_proof *proof, cl_span *out)
{
    *out = CL_EMPTY_SPAN;
    if (proof->field == NULL) {
        return CL_OK;
    }
    cl_span value = proof->field->value;
    size_t start = cl_utf8_index(value, proof->start);
    size_t end = cl_utf8_index(value, proof->end);
    return cl_utf8_squeeze(arena, cl_span_sub(value, start, end - start), SIZE_MAX, out);
}

/* The words that prove the finding; the offset where it is about the file. */
static cl_status add_proof(cl_arena *arena, const cl_proof *proof, cl_fingerprint *fingerprint)
{
    if (proof->field == NULL) {
        cl_fingerprint_add_number(fingerprint, proof->has_offset ? proof->offset : UINT64_MAX);
        return CL_OK;
    }
    cl_span words;
    CL_TRY(cl_finding_words(arena, proof, &words));
    cl_fingerprint_add(fingerprint, cl_span_of(cl_field_name_text(proof->field->name)));
    cl_fingerprint_add(fingerprint, words);
    return CL_OK;
}

void cl_finding_id_of(const uint8_t fingerprint[CL_FINGERPRINT_BYTES], char out[CL_FINDING_ID_MAX])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i + 1 < CL_FINDING_ID_MAX; i += 2) {
        out[i] = digits[fingerprint[i / 2] >> 4];
        out[i + 1] = digits[fingerprint[i / 2] & 15];
    }
    out[CL_FINDING_ID_MAX - 1] = '\0';
}

/* `common` has the content and the edition. */
static cl_status identify(cl_findings *findings, const cl_fingerprint *common)
{
    for (size_t i = 0; i < findings->items.count; i++) {
        cl_finding *finding = CL_ARRAY_AT(&findings->items, cl_finding, i);
        cl_fingerprint fingerprint = *common;
        cl_fingerprint_add(&fingerprint, finding->rule);
        if (finding->about.len > 0) {
            cl_fingerprint_add(&fingerprint, finding->about);
        }
        CL_TRY(add_proof(findings->arena, &finding->proof, &fingerprint));
        uint8_t bytes[CL_FINGERPRINT_BYTES];
        cl_fingerprint_get(&fingerprint, bytes);
        cl_finding_id_of(bytes, finding->id);
    }
    return CL_OK;
}

static size_t count_all(const cl_record *record, const cl_judgement *judgements, size_t count)
{
    size_t all = record->findings.items.count;
    for (size_t i = 0; i < count; i++) {
        all += judgements[i].findings.items.count;
    }
    return all;
}

cl_status cl_findings_identify(cl_record *record, cl_judgement *judgements, size_t count)
{
    if (count_all(record, judgements, count) == 0) {
        return CL_OK; /* the content need not be worked out */
    }
    uint8_t content[CL_FINGERPRINT_BYTES];
    CL_TRY(cl_record_content(record, content));
    cl_fingerprint common;
    cl_fingerprint_begin(&common);
    cl_fingerprint_add(&common, (cl_span){content, sizeof content});
    cl_fingerprint_add(&common, record->id);
    cl_fingerprint damage = common;
    cl_fingerprint_add(&damage, CL_EMPTY_SPAN);
    CL_TRY(identify(&record->findings, &damage));
    for (size_t i = 0; i < count; i++) {
        cl_fingerprint of_edition = common;
        cl_fingerprint_add(&of_edition, judgements[i].edition->name);
        CL_TRY(identify(&judgements[i].findings, &of_edition));
    }
    return CL_OK;
}
