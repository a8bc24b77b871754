#include "report/sheet_counts.h"

#include "base/limits.h"

void cl_sheet_counts_begin(cl_sheet_counts *counts, cl_arena *arena, int64_t now)
{
    const cl_names names = {.arena = arena, .most = CL_SHEET_NAMES_MAX};
    const cl_names few = {.arena = arena, .most = CL_EDITIONS_MAX};
    *counts = (cl_sheet_counts){.arena = arena,
                                .now = now,
                                .editions = few,
                                .agencies = names,
                                .rules = names,
                                .used = names};
    for (size_t i = 0; i <= CL_VERDICT_BLOCK; i++) {
        counts->edition_verdicts[i] = few;
    }
}

/* --- counting --- */

static cl_status count_each(const cl_names *from, cl_names *to)
{
    for (size_t i = 0; i < from->items.count; i++) {
        CL_TRY(cl_names_count(to, CL_ARRAY_AT(&from->items, const cl_named, i)->name, 1));
    }
    return CL_OK;
}

/* Adds the rules of a list of things to `used`. */
static cl_status use_rules(cl_names *used, const cl_stored *list)
{
    for (size_t i = 0; i < cl_stored_count(list); i++) {
        cl_span rule = cl_stored_text_of(cl_stored_at(list, i), "rule");
        CL_TRY(rule.len == 0 ? CL_OK : cl_names_count(used, rule, 0));
    }
    return CL_OK;
}

static cl_status count_findings(cl_sheet_counts *counts, cl_names *rules, const cl_stored *list)
{
    for (size_t i = 0; i < cl_stored_count(list); i++) {
        const cl_stored *finding = cl_stored_at(list, i);
        CL_TRY(cl_names_count(rules, cl_stored_text_of(finding, "rule"), 1));
        counts->waived += cl_stored_get(finding, "waived") != NULL ? 1 : 0;
    }
    return use_rules(&counts->used, list);
}

static cl_status count_editions(cl_sheet_counts *counts, cl_names *rules, const cl_stored *record)
{
    const cl_stored *editions = cl_stored_get(record, "editions");
    for (size_t i = 0; i < cl_stored_count(editions); i++) {
        const cl_stored *edition = cl_stored_at(editions, i);
        cl_span name = cl_stored_text_of(edition, "name");
        cl_verdict verdict = cl_sheet_verdict(cl_stored_text_of(edition, "verdict"));
        CL_TRY(cl_names_count(&counts->editions, name, 1));
        CL_TRY(cl_names_count(&counts->edition_verdicts[verdict], name, 1));
        CL_TRY(count_findings(counts, rules, cl_stored_get(edition, "findings")));
        CL_TRY(use_rules(&counts->used, cl_stored_get(edition, "duties")));
    }
    return CL_OK;
}

/* A rule counts once a picture, however many editions it speaks to. */
static cl_status count_rules(cl_sheet_counts *counts, cl_arena *arena, const cl_stored *record)
{
    static const char *const lists[] = {"restrictions", "notices", "unread", "credits"};
    cl_names rules = {.arena = arena, .most = CL_SHEET_NAMES_MAX};
    CL_TRY(count_findings(counts, &rules, cl_stored_get(record, "findings")));
    CL_TRY(count_editions(counts, &rules, record));
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        CL_TRY(use_rules(&counts->used, cl_stored_get(record, lists[i])));
    }
    return count_each(&rules, &counts->rules);
}

static cl_status count_agencies(cl_sheet_counts *counts, cl_arena *arena, const cl_stored *record)
{
    cl_words agencies;
    CL_TRY(cl_sheet_agencies(record, arena, &agencies));
    for (size_t i = 0; i < agencies.count; i++) {
        CL_TRY(cl_names_count(&counts->agencies, agencies.items[i], 1));
    }
    return CL_OK;
}

/* --- what is due --- */

static bool comes_before(const cl_due *a, const cl_due *b)
{
    if (a->past != b->past) {
        return b->past;
    }
    return a->past ? a->time > b->time : a->time < b->time;
}

static cl_status insert_due(cl_sheet_counts *counts, const cl_due_shown *found)
{
    size_t at = counts->due_count;
    while (at > 0 && comes_before(&found->due, &counts->due[at - 1].due)) {
        at--;
    }
    if (at == CL_SHEET_DUE_SHOWN) {
        return CL_OK;
    }
    cl_due_shown kept = *found;
    CL_TRY(cl_arena_copy(counts->arena, found->name, &kept.name));
    CL_TRY(cl_arena_copy(counts->arena, found->due.at, &kept.due.at));
    counts->due_count += counts->due_count < CL_SHEET_DUE_SHOWN ? 1 : 0;
    memmove(&counts->due[at + 1], &counts->due[at],
            (counts->due_count - 1 - at) * sizeof counts->due[0]);
    counts->due[at] = kept;
    return CL_OK;
}

static bool has_due(const cl_sheet_counts *counts, const cl_due_shown *found)
{
    for (size_t i = 0; i < counts->due_count; i++) {
        const cl_due_shown *other = &counts->due[i];
        if (other->number == found->number && other->due.embargo == found->due.embargo &&
            other->due.time == found->due.time) {
            return true;
        }
    }
    return false;
}

static cl_status count_dues(cl_sheet_counts *counts, const cl_stored *record, size_t number)
{
    cl_due_shown found = {.number = number, .name = cl_sheet_name(record)};
    for (size_t i = 0; i < CL_SHEET_DUES_MAX && cl_sheet_due(record, i, counts->now, &found.due);
         i++) {
        if (!has_due(counts, &found)) {
            CL_TRY(insert_due(counts, &found));
        }
    }
    return CL_OK;
}

static cl_status note_pack(cl_sheet_counts *counts, const cl_stored *record)
{
    const cl_stored *rules = cl_stored_get(record, "rules");
    if (counts->pack.len > 0 || rules == NULL) {
        return CL_OK;
    }
    CL_TRY(cl_arena_copy(counts->arena, cl_stored_text_of(rules, "pack"), &counts->pack));
    return cl_arena_copy(counts->arena, cl_stored_text_of(rules, "hash"), &counts->hash);
}

static cl_status add(cl_sheet_counts *counts, cl_arena *arena, const cl_stored *record,
                     size_t number)
{
    cl_verdict worst;
    counts->pictures++;
    counts->incomplete += cl_stored_is_true(cl_stored_get(record, "incomplete")) ? 1 : 0;
    counts->known += cl_stored_number_of(record, "known") % UINT32_MAX;
    if (cl_sheet_worst(record, &worst)) {
        counts->verdicts[worst]++;
    }
    CL_TRY(note_pack(counts, record));
    CL_TRY(count_rules(counts, arena, record));
    CL_TRY(count_agencies(counts, arena, record));
    return count_dues(counts, record, number);
}

cl_status cl_sheet_counts_add(cl_sheet_counts *counts, const cl_stored *record, size_t number)
{
    cl_arena *arena = cl_arena_new(CL_SHEET_PICTURE_MAX);
    cl_status status = arena == NULL ? CL_NO_MEMORY : add(counts, arena, record, number);
    cl_arena_free(arena);
    return status;
}

/* --- telling --- */

static void put_verdict(cl_tree *tree, int verdict, size_t count)
{
    if (count > 0) {
        cl_tree_open(tree, "verdict");
        cl_tree_set_text(tree, "name", cl_verdict_name((cl_verdict)verdict));
        cl_tree_set_number(tree, "count", count);
        cl_tree_close(tree);
    }
}

static void put_verdicts(const cl_sheet_counts *counts, cl_tree *tree)
{
    for (int i = CL_VERDICT_BLOCK; i >= CL_VERDICT_OK; i--) {
        put_verdict(tree, i, counts->verdicts[i]);
    }
}

static void put_editions(const cl_sheet_counts *counts, cl_tree *tree)
{
    const cl_array *editions = &counts->editions.items;
    for (size_t i = 0; i < editions->count; i++) {
        cl_span name = CL_ARRAY_AT(editions, const cl_named, i)->name;
        cl_tree_open(tree, "edition");
        cl_tree_set(tree, "name", name);
        for (int j = CL_VERDICT_BLOCK; j >= CL_VERDICT_OK; j--) {
            put_verdict(tree, j, cl_names_get(&counts->edition_verdicts[j], name));
        }
        cl_tree_close(tree);
    }
}

static cl_status put_agencies(const cl_sheet_counts *counts, cl_tree *tree)
{
    const cl_named *agencies;
    size_t rest = counts->agencies.lost;
    size_t count = counts->agencies.items.count;
    CL_TRY(cl_names_by_count(&counts->agencies, &agencies));
    for (size_t i = 0; i < count; i++) {
        if (i >= CL_SHEET_AGENCIES_SHOWN) {
            rest += agencies[i].count;
            continue;
        }
        cl_tree_open(tree, "agency");
        cl_tree_set(tree, "name", agencies[i].name);
        cl_tree_set_number(tree, "count", agencies[i].count);
        cl_tree_close(tree);
    }
    if (rest > 0) {
        cl_tree_open(tree, "agency");
        cl_tree_set_text(tree, "name", "");
        cl_tree_set_number(tree, "count", rest);
        cl_tree_set_number(tree, "more", count - CL_SHEET_AGENCIES_SHOWN);
        cl_tree_close(tree);
    }
    return CL_OK;
}

static cl_status put_rules(const cl_sheet_counts *counts, cl_tree *tree)
{
    const cl_named *rules;
    CL_TRY(cl_names_by_count(&counts->rules, &rules));
    for (size_t i = 0; i < counts->rules.items.count; i++) {
        cl_tree_open(tree, "rule");
        cl_tree_set(tree, "id", rules[i].name);
        cl_tree_set_number(tree, "count", rules[i].count);
        cl_tree_close(tree);
    }
    return CL_OK;
}

static void put_due(cl_tree *tree, const cl_due_shown *shown)
{
    cl_out card = {0};
    cl_out_format(&card, "p%zu", shown->number);
    cl_tree_open(tree, "due");
    cl_tree_set_text(tree, "kind", shown->due.embargo ? "embargo" : "expiry");
    cl_tree_set(tree, "at", shown->due.at);
    cl_tree_set(tree, "day", cl_span_sub(shown->due.at, 0, 10));
    cl_tree_set_flag(tree, "past", shown->due.past);
    cl_tree_set(tree, "card", cl_out_span(&card));
    cl_tree_set(tree, "name", shown->name);
    cl_tree_close(tree);
    cl_out_free(&card);
}

static void put_notes(const cl_sheet_counts *counts, cl_tree *tree)
{
    if (counts->waived + counts->known > 0) {
        cl_tree_open(tree, "notes");
        cl_tree_set_number(tree, "waived", counts->waived);
        cl_tree_set_number(tree, "known", counts->known);
        cl_tree_close(tree);
    }
}

cl_status cl_sheet_counts_put(const cl_sheet_counts *counts, cl_tree *tree)
{
    put_verdicts(counts, tree);
    put_editions(counts, tree);
    CL_TRY(put_agencies(counts, tree));
    CL_TRY(put_rules(counts, tree));
    put_notes(counts, tree);
    for (size_t i = 0; i < counts->due_count; i++) {
        put_due(tree, &counts->due[i]);
    }
    return CL_OK;
}
