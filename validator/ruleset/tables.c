#include "base/limits.h"
#include "ruleset/loading.h"

cl_status cl_row_refuse(const cl_row *line, cl_error *error, const char *what, cl_span text)
{
    return cl_error_set(error, CL_BAD_RULES, "%s:%zu:1: %s \"%.*s\"; correct the line",
                        line->file->path, line->line, what, CL_SPAN_PRINT(text));
}

cl_status cl_rows_each(cl_ruleset *rules, const cl_files *files, const char *name, cl_row_fn each,
                       cl_error *error)
{
    cl_row line = {.files = files, .file = cl_files_get(files, name)};
    if (line.file == NULL) {
        return cl_error_set(error, CL_BAD_RULES, "rules/%s is missing; restore it", name);
    }
    cl_span rest = line.file->bytes;
    cl_span text;
    while (cl_span_next(&rest, '\n', &text)) {
        line.line++;
        text = text.len > 0 && text.data[text.len - 1] == '\r' ? cl_span_sub(text, 0, text.len - 1)
                                                               : text;
        if (text.len == 0 || text.data[0] == '#') {
            continue;
        }
        for (size_t i = 0; i < CL_ROW_COLUMNS; i++) {
            line.columns[i] = CL_EMPTY_SPAN;
            (void)cl_span_next(&text, '\t', &line.columns[i]);
        }
        CL_TRY(each(rules, &line, error));
    }
    return CL_OK;
}

static cl_status add_names(cl_gazetteer *gazetteer, cl_span list, const cl_name *name)
{
    cl_span text;
    while (cl_span_next(&list, '|', &text)) {
        text = cl_span_trim(text);
        if (text.len > 0) {
            const cl_name *clash; /* what was there first holds: ambiguous.tsv is read first */
            CL_TRY(cl_gazetteer_add(gazetteer, text, name, &clash));
        }
    }
    return CL_OK;
}

static cl_status new_name(cl_ruleset *rules, const char *kind, cl_span value, cl_name **out)
{
    cl_name *name = cl_arena_alloc(rules->arena, 1, sizeof *name);
    if (name == NULL) {
        return cl_arena_status(rules->arena);
    }
    name->kind = cl_span_of(kind);
    name->value = value;
    name->confidence = CL_HIGH;
    *out = name;
    return CL_OK;
}

static cl_status new_place(cl_ruleset *rules, bool adjective, cl_span value, cl_name **out)
{
    CL_TRY(new_name(rules, adjective ? "adjective" : "territory", value, out));
    (*out)->mark = adjective ? CL_MARK_ADJECTIVE : CL_MARK_TERRITORY;
    (*out)->mark_caps = adjective ? CL_MARK_ADJECTIVE_CAPS : CL_MARK_TERRITORY_CAPS;
    return CL_OK;
}

static cl_status add_codes(cl_ruleset *rules, cl_span list, cl_words *out)
{
    cl_span code;
    while (cl_span_next(&list, ' ', &code)) {
        if (code.len > 0) {
            CL_TRY(cl_words_add(out, rules->arena, code));
        }
    }
    return CL_OK;
}

static cl_status add_territory(cl_ruleset *rules, cl_span code, cl_span name)
{
    cl_territory *territory =
        cl_array_add(&rules->territories, rules->arena, sizeof *territory, SIZE_MAX);
    if (territory == NULL) {
        return cl_arena_status(rules->arena);
    }
    *territory = (cl_territory){code, name};
    return CL_OK;
}

/* code, name, synonyms; of a subterritory also its parent */
static cl_status territory_row(cl_ruleset *rules, const cl_row *line, cl_error *error)
{
    if (line->columns[0].len < 2 || line->columns[1].len == 0) {
        return cl_row_refuse(line, error, "no code and name in", line->columns[0]);
    }
    cl_name *name = NULL;
    CL_TRY(new_place(rules, false, line->columns[0], &name));
    CL_TRY(cl_words_add(&name->codes, rules->arena, line->columns[0]));
    CL_TRY(add_territory(rules, line->columns[0], line->columns[1]));
    CL_TRY(add_names(rules->names, line->columns[1], name));
    return add_names(rules->names, line->columns[2], name);
}

/* name, synonyms, member codes */
static cl_status group_row(cl_ruleset *rules, const cl_row *line, cl_error *error)
{
    if (line->columns[0].len == 0 || line->columns[2].len == 0) {
        return cl_row_refuse(line, error, "no name and members in", line->columns[0]);
    }
    cl_name *name = NULL;
    CL_TRY(new_place(rules, false, line->columns[0], &name));
    CL_TRY(add_codes(rules, line->columns[2], &name->codes));
    CL_TRY(add_names(rules->names, line->columns[0], name));
    return add_names(rules->names, line->columns[1], name);
}

/* The member codes of a group. ambiguous.tsv is read before groups.tsv, so the file itself is
 * searched. */
static cl_span members_of(const cl_files *files, cl_span wanted)
{
    const cl_file *file = cl_files_get(files, "groups.tsv");
    cl_span rest = file == NULL ? CL_EMPTY_SPAN : file->bytes;
    cl_span line;
    while (cl_span_next(&rest, '\n', &line)) {
        cl_span name;
        cl_span synonyms;
        cl_span members = CL_EMPTY_SPAN;
        (void)cl_span_next(&line, '\t', &name);
        if (cl_span_equal(name, wanted) && cl_span_next(&line, '\t', &synonyms) &&
            cl_span_next(&line, '\t', &members)) {
            return cl_span_trim(members);
        }
    }
    return CL_EMPTY_SPAN;
}

/* The codes that a column names: themselves, or the members of "group:NAME". */
static cl_span codes_of(const cl_row *line, cl_span column)
{
    return cl_span_starts(column, CL_SPAN("group:"))
               ? members_of(line->files, cl_span_from(column, 6))
               : column;
}

/* code or group:NAME, demonyms */
static cl_status adjective_row(cl_ruleset *rules, const cl_row *line, cl_error *error)
{
    cl_span codes = codes_of(line, line->columns[0]);
    if (codes.len == 0 || line->columns[1].len == 0) {
        return cl_row_refuse(line, error, "no such territory or group, or no demonyms, in",
                             line->columns[0]);
    }
    cl_name *name = NULL;
    CL_TRY(new_place(rules, true, line->columns[0], &name));
    CL_TRY(add_codes(rules, codes, &name->codes));
    return add_names(rules->names, line->columns[1], name);
}

/* code or group:NAME, forms of its names that a sentence has beside the nominative */
static cl_status inflected_row(cl_ruleset *rules, const cl_row *line, cl_error *error)
{
    cl_span codes = codes_of(line, line->columns[0]);
    if (codes.len == 0 || line->columns[1].len == 0) {
        return cl_row_refuse(line, error, "no such territory or group, or no forms, in",
                             line->columns[0]);
    }
    cl_name *name = NULL;
    CL_TRY(new_place(rules, false, line->columns[0], &name));
    CL_TRY(add_codes(rules, codes, &name->codes));
    return add_names(rules->names, line->columns[1], name);
}

/* token, codes, confidence, review codes, unless after, unless before, reason */
static cl_status add_ambiguous(cl_ruleset *rules, cl_gazetteer *to, const cl_row *line,
                               cl_error *error)
{
    cl_span codes = codes_of(line, line->columns[1]);
    if (line->columns[0].len == 0 || codes.len == 0) {
        return cl_row_refuse(line, error, "no such territory or group for", line->columns[0]);
    }
    cl_name *name = NULL;
    CL_TRY(new_place(rules, false, line->columns[0], &name));
    if (!cl_confidence_of(line->columns[2], &name->confidence)) {
        return cl_row_refuse(line, error, "no confidence high, medium or low but",
                             line->columns[2]);
    }
    CL_TRY(add_codes(rules, codes, &name->codes));
    CL_TRY(add_codes(rules, line->columns[3], &name->review));
    name->unless_after = line->columns[4];
    name->unless_before = line->columns[5];
    return add_names(to, line->columns[0], name);
}

static cl_status ambiguous_row(cl_ruleset *rules, const cl_row *line, cl_error *error)
{
    return add_ambiguous(rules, rules->names, line, error);
}

static cl_status token_row(cl_ruleset *rules, const cl_row *line, cl_error *error)
{
    return add_ambiguous(rules, rules->codes, line, error);
}

/* alpha-2, alpha-3, numeric, IOC */
static cl_status code_row(cl_ruleset *rules, const cl_row *line, cl_error *error)
{
    if (line->columns[0].len != 2 || line->columns[1].len != 3) {
        return cl_row_refuse(line, error, "no codes of two and three letters in", line->columns[0]);
    }
    cl_name *name = NULL;
    CL_TRY(new_place(rules, false, line->columns[0], &name));
    CL_TRY(cl_words_add(&name->codes, rules->arena, line->columns[0]));
    CL_TRY(add_names(rules->codes, line->columns[1], name));
    CL_TRY(cl_lists_add_country(rules, line->columns[0], line->columns[1]));
    return add_names(rules->codes, line->columns[3], name);
}

static cl_status find_or_add_vocabulary(cl_ruleset *rules, cl_span name, cl_vocabulary **out)
{
    for (size_t i = 0; i < rules->vocabularies.count; i++) {
        *out = CL_ARRAY_AT(&rules->vocabularies, cl_vocabulary, i);
        if (cl_span_equal((*out)->name, name)) {
            return CL_OK;
        }
    }
    *out = cl_array_add(&rules->vocabularies, rules->arena, sizeof **out, CL_VOCABULARIES_MAX);
    if (*out == NULL) {
        return CL_LIMIT;
    }
    (*out)->name = name;
    return CL_OK;
}

static cl_status add_value(cl_ruleset *rules, cl_vocabulary *vocabulary, cl_span value,
                           uint32_t *mark)
{
    for (size_t i = 0; i < vocabulary->values.count; i++) {
        if (cl_span_equal(vocabulary->values.items[i], value)) {
            *mark = *CL_ARRAY_AT(&vocabulary->marks, uint32_t, i);
            return CL_OK;
        }
    }
    uint32_t *added =
        cl_array_add(&vocabulary->marks, rules->arena, sizeof *added, CL_VOCABULARY_VALUES_MAX);
    if (added == NULL || rules->next_mark >= CL_MARK_AGENCY) {
        return CL_LIMIT;
    }
    *added = *mark = rules->next_mark++;
    return cl_words_add(&vocabulary->values, rules->arena, value);
}

/* vocabulary, value, words */
static cl_status word_row(cl_ruleset *rules, const cl_row *line, cl_error *error)
{
    if (line->columns[0].len == 0 || line->columns[1].len == 0 || line->columns[2].len == 0) {
        return cl_row_refuse(line, error, "no vocabulary, value and words in", line->columns[0]);
    }
    cl_vocabulary *vocabulary;
    CL_TRY(find_or_add_vocabulary(rules, line->columns[0], &vocabulary));
    cl_name *name = NULL;
    CL_TRY(new_name(rules, "", line->columns[1], &name));
    name->kind = line->columns[0];
    CL_TRY(add_value(rules, vocabulary, line->columns[1], &name->mark));
    name->mark_caps = name->mark;
    return add_names(rules->names, line->columns[2], name);
}

/* name, aliases, owner */
static cl_status outlet_row(cl_ruleset *rules, const cl_row *line, cl_error *error)
{
    if (line->columns[0].len == 0) {
        return cl_row_refuse(line, error, "no name before", line->columns[1]);
    }
    cl_outlet *outlet = cl_array_add(&rules->outlets, rules->arena, sizeof *outlet, SIZE_MAX);
    if (outlet == NULL) {
        return cl_arena_status(rules->arena);
    }
    outlet->name = line->columns[0];
    outlet->owner = line->columns[2];
    cl_span list = line->columns[1];
    cl_span alias;
    while (cl_span_next(&list, '|', &alias)) {
        CL_TRY(cl_words_add(&outlet->aliases, rules->arena, cl_span_trim(alias)));
    }
    return CL_OK;
}

/* Rules may do without a list of titles. */
static cl_status load_outlets(cl_ruleset *rules, const cl_files *files, cl_error *error)
{
    return cl_files_get(files, "outlets.tsv") == NULL
               ? CL_OK
               : cl_rows_each(rules, files, "outlets.tsv", outlet_row, error);
}

/* kind, value, words. Of most kinds a date, a time of day or a duration may begin with the words.
 */
static cl_status time_row(cl_ruleset *rules, const cl_row *line, cl_error *error)
{
    static const char *const following[] = {"before", "unit",        "hours",         "oclock",
                                            "range",  "zone_behind", "weekday_short", NULL};
    (void)error;
    cl_name *name = NULL;
    CL_TRY(new_name(rules, "", line->columns[1], &name));
    name->kind = line->columns[0];
    name->follows = cl_span_is_one_of(name->kind, following);
    return add_names(rules->times, line->columns[2], name);
}

/* code, name, ISO codes, ISO codes that may be meant */
static cl_status region_row(cl_ruleset *rules, const cl_row *line, cl_error *error)
{
    if (line->columns[0].len != CL_REGION_CODE || line->columns[1].len == 0) {
        return cl_row_refuse(line, error, "no code of four characters and name in",
                             line->columns[0]);
    }
    cl_name **added = cl_array_add(&rules->regions, rules->arena, sizeof *added, SIZE_MAX);
    if (added == NULL) {
        return cl_arena_status(rules->arena);
    }
    CL_TRY(new_place(rules, false, line->columns[0], added));
    CL_TRY(add_codes(rules, line->columns[2], &(*added)->codes));
    return add_codes(rules, line->columns[3], &(*added)->review);
}

cl_status cl_tables_load(cl_ruleset *rules, const cl_files *files, cl_error *error)
{
    rules->next_mark = CL_MARK_WORDS;
    CL_TRY(cl_rows_each(rules, files, "ambiguous.tsv", ambiguous_row, error));
    CL_TRY(cl_rows_each(rules, files, "territories.tsv", territory_row, error));
    CL_TRY(cl_rows_each(rules, files, "groups.tsv", group_row, error));
    CL_TRY(cl_rows_each(rules, files, "subterritories.tsv", territory_row, error));
    CL_TRY(cl_rows_each(rules, files, "adjectives.tsv", adjective_row, error));
    CL_TRY(cl_rows_each(rules, files, "inflected.tsv", inflected_row, error));
    CL_TRY(cl_rows_each(rules, files, "words.tsv", word_row, error));
    CL_TRY(cl_rows_each(rules, files, "tokens.tsv", token_row, error));
    CL_TRY(cl_rows_each(rules, files, "codes.tsv", code_row, error));
    CL_TRY(cl_rows_each(rules, files, "time.tsv", time_row, error));
    CL_TRY(load_outlets(rules, files, error));
    /* Without it region codes stay unread, and a person is asked. */
    if (cl_files_get(files, "plus_regions.tsv") != NULL) {
        CL_TRY(cl_rows_each(rules, files, "plus_regions.tsv", region_row, error));
    }
    return cl_lists_load(rules, files, error);
}

const cl_vocabulary *cl_vocabulary_of(const cl_ruleset *rules, cl_span name)
{
    for (size_t i = 0; i < rules->vocabularies.count; i++) {
        const cl_vocabulary *vocabulary = CL_ARRAY_AT(&rules->vocabularies, const cl_vocabulary, i);
        if (cl_span_equal(vocabulary->name, name)) {
            return vocabulary;
        }
    }
    return NULL;
}
