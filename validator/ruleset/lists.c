/* Closed vocabularies and words that say nothing: what the checks of profiles compare values with.
 */
#include "base/text.h"
#include "ruleset/fold.h"
#include "ruleset/loading.h"

static cl_status split(cl_arena *arena, cl_span list, cl_words *out)
{
    cl_span word;
    while (cl_span_next(&list, '|', &word)) {
        word = cl_span_trim(word);
        if (word.len > 0) {
            CL_TRY(cl_words_add(out, arena, word));
        }
    }
    return CL_OK;
}

static cl_status find_or_add_list(cl_ruleset *rules, cl_span name, cl_list **out)
{
    for (size_t i = 0; i < rules->lists.count; i++) {
        *out = CL_ARRAY_AT(&rules->lists, cl_list, i);
        if (cl_span_equal((*out)->name, name)) {
            return CL_OK;
        }
    }
    *out = cl_array_add(&rules->lists, rules->arena, sizeof **out, CL_VOCABULARIES_MAX);
    if (*out == NULL) {
        return CL_LIMIT;
    }
    (*out)->name = name;
    return CL_OK;
}

/* name, prefixes, values, source */
static cl_status list_row(cl_ruleset *rules, const cl_row *line, cl_error *error)
{
    if (line->columns[0].len == 0 || line->columns[2].len == 0 || line->columns[3].len == 0) {
        return cl_row_refuse(line, error, "no name, prefixes, values and source in",
                             line->columns[0]);
    }
    cl_list *list = NULL;
    CL_TRY(find_or_add_list(rules, line->columns[0], &list));
    list->source = line->columns[3];
    CL_TRY(split(rules->arena, line->columns[1], &list->prefixes));
    return split(rules->arena, line->columns[2], &list->values);
}

/* The text without its case, letter by letter. */
static cl_status add_folded(cl_arena *arena, cl_span text, cl_words *out)
{
    if (text.len > SIZE_MAX / CL_UTF8_MAX) {
        return CL_LIMIT;
    }
    uint8_t *folded = cl_arena_take(arena, text.len, CL_UTF8_MAX);
    if (folded == NULL) {
        return cl_arena_status(arena);
    }
    uint32_t code;
    size_t len = 0;
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        len += cl_utf8_put(cl_fold_letter(code), folded + len);
    }
    return cl_words_add(out, arena, (cl_span){folded, len});
}

/* class, values */
static cl_status placeholder_row(cl_ruleset *rules, const cl_row *line, cl_error *error)
{
    if (line->columns[0].len == 0 || line->columns[1].len == 0) {
        return cl_row_refuse(line, error, "no class and values in", line->columns[0]);
    }
    cl_placeholders *added =
        cl_array_add(&rules->placeholders, rules->arena, sizeof *added, CL_VOCABULARIES_MAX);
    if (added == NULL) {
        return CL_LIMIT;
    }
    added->class = line->columns[0];
    cl_words words = {0};
    CL_TRY(split(rules->arena, line->columns[1], &words));
    for (size_t i = 0; i < words.count; i++) {
        CL_TRY(add_folded(rules->arena, words.items[i], &added->values));
    }
    return CL_OK;
}

static cl_status add_code(cl_ruleset *rules, const char *name, cl_span code)
{
    cl_list *list = NULL;
    CL_TRY(find_or_add_list(rules, cl_span_of(name), &list));
    list->source = CL_SPAN("ISO 3166-1");
    return cl_words_add(&list->values, rules->arena, code);
}

cl_status cl_lists_add_country(cl_ruleset *rules, cl_span alpha_2, cl_span alpha_3)
{
    CL_TRY(add_code(rules, "country-alpha-2", alpha_2));
    return add_code(rules, "country-alpha-3", alpha_3);
}

cl_status cl_lists_load(cl_ruleset *rules, const cl_files *files, cl_error *error)
{
    if (cl_files_get(files, "vocabularies.tsv") != NULL) {
        CL_TRY(cl_rows_each(rules, files, "vocabularies.tsv", list_row, error));
    }
    return cl_files_get(files, "placeholders.tsv") == NULL
               ? CL_OK
               : cl_rows_each(rules, files, "placeholders.tsv", placeholder_row, error);
}

bool cl_list_has(const cl_list *list, cl_span value)
{
    if (cl_words_have(list->values, value)) {
        return true;
    }
    for (size_t i = 0; i < list->prefixes.count; i++) {
        cl_span prefix = list->prefixes.items[i];
        if (cl_span_starts(value, prefix) &&
            cl_words_have(list->values, cl_span_from(value, prefix.len))) {
            return true;
        }
    }
    return false;
}

const cl_list *cl_ruleset_list_of(const cl_ruleset *rules, cl_span name)
{
    for (size_t i = 0; i < rules->lists.count; i++) {
        const cl_list *list = CL_ARRAY_AT(&rules->lists, const cl_list, i);
        if (cl_span_equal(list->name, name)) {
            return list;
        }
    }
    return NULL;
}

const cl_list *cl_ruleset_list_with(const cl_ruleset *rules, cl_span family, cl_span value)
{
    for (size_t i = 0; i < rules->lists.count; i++) {
        const cl_list *list = CL_ARRAY_AT(&rules->lists, const cl_list, i);
        if (cl_span_starts(list->name, family) && cl_list_has(list, value)) {
            return list;
        }
    }
    return NULL;
}

cl_status cl_ruleset_list_names(const cl_ruleset *rules, cl_arena *arena, cl_words *out)
{
    for (size_t i = 0; i < rules->lists.count; i++) {
        CL_TRY(cl_words_add(out, arena, CL_ARRAY_AT(&rules->lists, const cl_list, i)->name));
    }
    return CL_OK;
}

cl_status cl_ruleset_placeholder_classes(const cl_ruleset *rules, cl_arena *arena, cl_words *out)
{
    for (size_t i = 0; i < rules->placeholders.count; i++) {
        CL_TRY(cl_words_add(out, arena,
                            CL_ARRAY_AT(&rules->placeholders, const cl_placeholders, i)->class));
    }
    return CL_OK;
}

/* Whether the value is the folded word in whatever case. */
static bool folds_to(cl_span value, cl_span word)
{
    uint8_t letter[CL_UTF8_MAX];
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(value, &at, &code);) {
        cl_span folded = {letter, cl_utf8_put(cl_fold_letter(code), letter)};
        if (!cl_span_starts(word, folded)) {
            return false;
        }
        word = cl_span_from(word, folded.len);
    }
    return word.len == 0;
}

/* "-", "...", "***": nothing that a word is made of. */
static bool has_word(cl_span value)
{
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(value, &at, &code);) {
        if (cl_is_word(code)) {
            return true;
        }
    }
    return false;
}

static bool is_word_of(const cl_placeholders *line, cl_span value)
{
    uint8_t letter[CL_UTF8_MAX];
    uint32_t code = 0;
    size_t at = 0;
    (void)cl_utf8_next(value, &at, &code);
    (void)cl_utf8_put(cl_fold_letter(code), letter);
    for (size_t i = 0; i < line->values.count; i++) {
        cl_span word = line->values.items[i];
        if (word.data[0] == letter[0] && folds_to(value, word)) {
            return true;
        }
    }
    return false;
}

bool cl_ruleset_is_placeholder(const cl_ruleset *rules, cl_words classes, cl_span value)
{
    if (!has_word(value)) {
        return true;
    }
    for (size_t i = 0; i < rules->placeholders.count; i++) {
        const cl_placeholders *line = CL_ARRAY_AT(&rules->placeholders, const cl_placeholders, i);
        if (cl_words_have(classes, line->class) && is_word_of(line, value)) {
            return true;
        }
    }
    return false;
}
