#include "check/baseline.h"

#include <stdlib.h>

#include "base/limits.h"

static const char header[] = "captionlint-baseline 1";

void cl_baseline_free(cl_baseline *baseline)
{
    free(baseline->entries);
    cl_out_free(&baseline->hints);
    *baseline = (cl_baseline){.count = 0};
}

/* --- ids --- */

static bool read_id(cl_span text, uint8_t out[CL_BASELINE_ID_BYTES])
{
    return cl_span_read_hex(cl_span_sub(text, 0, CL_FINDING_ID_MAX - 1), out, CL_BASELINE_ID_BYTES);
}

/* Of one id the hint that came first. */
static int by_id(const void *left, const void *right)
{
    const cl_baseline_entry *a = left;
    const cl_baseline_entry *b = right;
    int order = memcmp(a->id, b->id, sizeof a->id);
    return order != 0 ? order : (a->hint > b->hint) - (a->hint < b->hint);
}

void cl_baseline_sort(cl_baseline *baseline)
{
    if (baseline->count == 0) {
        return;
    }
    cl_baseline_entry *entries = baseline->entries;
    size_t kept = 1;
    qsort(entries, baseline->count, sizeof *entries, by_id);
    for (size_t i = 1; i < baseline->count; i++) {
        if (memcmp(entries[kept - 1].id, entries[i].id, sizeof entries[i].id) != 0) {
            entries[kept++] = entries[i];
        }
    }
    baseline->count = kept;
}

bool cl_baseline_has(const cl_baseline *baseline, const char *id)
{
    uint8_t wanted[CL_BASELINE_ID_BYTES];
    size_t low = 0;
    size_t high = baseline->count;
    if (!read_id(cl_span_of(id), wanted)) {
        return false;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = memcmp(baseline->entries[middle].id, wanted, sizeof wanted);
        if (order == 0) {
            return true;
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return false;
}

/* --- the file --- */

static cl_status make_room(cl_baseline *baseline)
{
    if (baseline->count < baseline->capacity) {
        return CL_OK;
    }
    size_t capacity = baseline->capacity == 0 ? 64 : baseline->capacity * 2;
    cl_baseline_entry *entries = realloc(baseline->entries, capacity * sizeof *entries);
    if (entries == NULL) {
        return CL_NO_MEMORY;
    }
    baseline->entries = entries;
    baseline->capacity = capacity;
    return CL_OK;
}

cl_status cl_baseline_add(cl_baseline *baseline, cl_span line)
{
    cl_baseline_entry entry = {.hint = baseline->hints.len};
    cl_span hint = cl_span_from(line, CL_FINDING_ID_MAX - 1);
    if (!read_id(line, entry.id) || (hint.len > 0 && hint.data[0] != ' ')) {
        return CL_MALFORMED;
    }
    if (baseline->count == CL_BASELINE_IDS_MAX) {
        return CL_LIMIT;
    }
    CL_TRY(make_room(baseline));
    cl_out_put(&baseline->hints, hint);
    cl_out_byte(&baseline->hints, '\n');
    baseline->entries[baseline->count++] = entry;
    return baseline->hints.failed ? CL_NO_MEMORY : CL_OK;
}

static cl_status refuse_line(const char *file, size_t line, cl_status status, cl_error *error)
{
    if (status == CL_LIMIT) {
        return cl_error_set(error, CL_BAD_CONFIG,
                            "%s:%zu: more than %u findings; keep a baseline for each part of the "
                            "archive",
                            file, line, CL_BASELINE_IDS_MAX);
    }
    return status != CL_MALFORMED
               ? status
               : cl_error_set(error, CL_BAD_CONFIG,
                              "%s:%zu: no id of a finding; take the line out, or write the "
                              "baseline anew",
                              file, line);
}

cl_status cl_baseline_read(cl_baseline *baseline, const char *file, cl_span bytes, cl_error *error)
{
    cl_span line = CL_EMPTY_SPAN;
    cl_span rest = bytes;
    if (!cl_span_next(&rest, '\n', &line) || !cl_span_equal(cl_span_trim(line), CL_SPAN(header))) {
        return cl_error_set(error, CL_BAD_CONFIG,
                            "%s:1: no baseline of this version; one begins with \"%s\"", file,
                            header);
    }
    for (size_t number = 2; cl_span_next(&rest, '\n', &line); number++) {
        line = cl_span_trim(line);
        if (line.len == 0 || line.data[0] == '#') {
            continue;
        }
        cl_status status =
            line.len > CL_BASELINE_LINE_MAX ? CL_MALFORMED : cl_baseline_add(baseline, line);
        if (status != CL_OK) {
            return refuse_line(file, number, status, error);
        }
    }
    return CL_OK;
}

void cl_baseline_write(const cl_baseline *baseline, cl_out *out)
{
    cl_out_format(out, "%s\n# Known findings: id, rule, edition. They are counted, not shown.\n",
                  header);
    for (size_t i = 0; i < baseline->count; i++) {
        const cl_baseline_entry *entry = &baseline->entries[i];
        cl_span hint = cl_span_from(cl_out_span(&baseline->hints), entry->hint);
        cl_out_hex(out, (cl_span){entry->id, sizeof entry->id});
        cl_out_put(out, cl_span_sub(hint, 0, cl_span_find_byte(hint, '\n') + 1));
    }
}

/* --- findings --- */

/* What was not read, what is waived and what its rule wants seen is always shown. */
static bool may_hide(const cl_ruleset *rules, const cl_finding *finding)
{
    const cl_check_rule *rule = cl_ruleset_check_of(rules, finding->rule);
    return !finding->incomplete && finding->waiver == NULL && (rule == NULL || !rule->always_shown);
}

void cl_baseline_lines(const cl_ruleset *rules, const cl_findings *findings, cl_span edition,
                       cl_out *out)
{
    for (size_t i = 0; i < findings->items.count; i++) {
        const cl_finding *finding = cl_findings_at(findings, i);
        if (!may_hide(rules, finding)) {
            continue;
        }
        cl_out_text(out, finding->id);
        cl_out_byte(out, ' ');
        cl_out_put(out, finding->rule);
        if (edition.len > 0) {
            cl_out_byte(out, ' ');
            cl_out_json_part(out, cl_span_sub(edition, 0, CL_BASELINE_LINE_MAX / 16));
        }
        cl_out_byte(out, '\n');
    }
}

void cl_baseline_hide(const cl_baseline *baseline, const cl_ruleset *rules, cl_findings *findings)
{
    size_t kept = 0;
    for (size_t i = 0; i < findings->items.count; i++) {
        cl_finding *finding = CL_ARRAY_AT(&findings->items, cl_finding, i);
        if (may_hide(rules, finding) && cl_baseline_has(baseline, finding->id)) {
            findings->known++;
            continue;
        }
        *CL_ARRAY_AT(&findings->items, cl_finding, kept) = *finding;
        kept++;
    }
    findings->items.count = kept;
}
