/* The rules as people see them: a list, a rule as it stands in its file, and finding one by its id.
 */
#include "captionlint_handle.h"

#include "base/source.h"

captionlint_status captionlint_deliver(cl_out *out, captionlint_write_fn write, void *user,
                                       captionlint_error *error)
{
    cl_error cause = {0};
    cl_status status = out->failed ? CL_NO_MEMORY : CL_OK;
    if (status == CL_OK && out->len > 0 && write((const char *)out->data, out->len, user) != 0) {
        status = cl_error_set(&cause, CL_UNWRITABLE, "the output could not be written");
    }
    cl_out_free(out);
    return captionlint_fail(error, &cause, status);
}

/* Edit distance of two short texts; ids beyond the row's length are no near miss of anything. */
static size_t distance(cl_span a, cl_span b)
{
    enum {
        LONGEST = 96
    };
    size_t row[LONGEST + 1];
    if (a.len > LONGEST || b.len > LONGEST) {
        return SIZE_MAX;
    }
    for (size_t j = 0; j <= b.len; j++) {
        row[j] = j;
    }
    for (size_t i = 0; i < a.len; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < b.len; j++) {
            size_t replaced = diagonal + (a.data[i] != b.data[j]);
            size_t shorter = (row[j] < row[j + 1] ? row[j] : row[j + 1]) + 1;
            diagonal = row[j + 1];
            row[j + 1] = replaced < shorter ? replaced : shorter;
        }
    }
    return row[b.len];
}

typedef struct nearest {
    cl_span wanted;
    cl_span id;
    size_t distance;
} nearest;

static void consider(nearest *best, cl_span id)
{
    size_t found = distance(best->wanted, id);
    if (found < best->distance) {
        best->distance = found;
        best->id = id;
    }
}

static cl_status no_such_rule(const cl_ruleset *rules, cl_span id, cl_error *error)
{
    nearest best = {.wanted = id, .distance = SIZE_MAX};
    for (size_t i = 0; i < cl_ruleset_phrase_count(rules); i++) {
        consider(&best, cl_ruleset_phrase(rules, i)->id);
    }
    for (size_t i = 0; i < cl_ruleset_check_count(rules); i++) {
        consider(&best, cl_ruleset_check(rules, i)->id);
    }
    for (size_t i = 0; i < cl_ruleset_profile_count(rules); i++) {
        consider(&best, cl_ruleset_profile(rules, i)->name);
    }
    for (size_t i = 0; i < CL_DAMAGE_COUNT; i++) {
        consider(&best, cl_span_of(cl_damage_entry_of((cl_damage)i)->id));
    }
    return cl_error_set(error, CL_BAD_CONFIG,
                        "no rule is named \"%.*s\"; did you mean %.*s? `captionlint rules list` "
                        "names all, with --config those of the house too",
                        CL_SPAN_PRINT(id), CL_SPAN_PRINT(best.id));
}

cl_status captionlint_rule_of(const cl_ruleset *rules, cl_span id, captionlint_rule *out,
                              cl_error *error)
{
    *out = (captionlint_rule){.rules = rules,
                              .phrase = cl_ruleset_phrase_of(rules, id),
                              .check = cl_ruleset_check_of(rules, id),
                              .profile = cl_ruleset_profile_of(rules, id)};
    for (size_t i = 0; i < CL_DAMAGE_COUNT; i++) {
        const cl_damage_entry *entry = cl_damage_entry_of((cl_damage)i);
        if (cl_span_equal(cl_span_of(entry->id), id)) {
            out->damage = entry;
        }
    }
    bool known =
        out->phrase != NULL || out->check != NULL || out->damage != NULL || out->profile != NULL;
    return known ? CL_OK : no_such_rule(rules, id, error);
}

const char *captionlint_rules_pack(const captionlint *lint)
{
    return (const char *)lint->pack.data;
}

const char *captionlint_rules_hash(const captionlint *lint)
{
    return (const char *)lint->hash.data;
}

const char *captionlint_rules_folder(const captionlint *lint)
{
    return (const char *)lint->folder.data;
}

/* Who is told of the rules. */
typedef struct listing {
    captionlint_rule_fn each;
    void *user;
} listing;

static cl_status tell_row(const listing *to, cl_span id, const char *kind, cl_span text)
{
    cl_span line = cl_span_sub(text, 0, cl_span_find_byte(text, '\n'));
    cl_out names = {0};
    cl_out_put(&names, id);
    cl_out_byte(&names, '\0');
    size_t about = names.len;
    cl_out_printable(&names, line);
    cl_out_byte(&names, '\0');
    cl_status status = CL_NO_MEMORY;
    if (!names.failed) {
        const captionlint_rule_line row = {.id = (const char *)names.data,
                                           .kind = kind,
                                           .about = (const char *)names.data + about};
        status = to->each(&row, to->user) == 0 ? CL_OK : CL_STOPPED;
    }
    cl_out_free(&names);
    return status;
}

static const char *stage_name(cl_stage stage)
{
    return stage == CL_STAGE_RESTRICTION ? "restriction"
           : stage == CL_STAGE_CREDIT    ? "credit"
                                         : "unread";
}

static cl_status tell_rules(const cl_ruleset *rules, const listing *to)
{
    for (size_t i = 0; i < cl_ruleset_phrase_count(rules); i++) {
        const cl_phrase *phrase = cl_ruleset_phrase(rules, i);
        CL_TRY(tell_row(to, phrase->id, stage_name(phrase->stage), phrase->about));
    }
    for (size_t i = 0; i < cl_ruleset_check_count(rules); i++) {
        const cl_check_rule *check = cl_ruleset_check(rules, i);
        const char *kind = check->duty ? "duty" : cl_level_name(check->level);
        CL_TRY(tell_row(to, check->id, kind, check->title));
    }
    for (size_t i = 0; i < cl_ruleset_profile_count(rules); i++) {
        const cl_profile *profile = cl_ruleset_profile(rules, i);
        CL_TRY(tell_row(to, profile->name, "profile", profile->title));
    }
    for (size_t i = 0; i < CL_DAMAGE_COUNT; i++) {
        const cl_damage_entry *entry = cl_damage_entry_of((cl_damage)i);
        CL_TRY(tell_row(to, cl_span_of(entry->id), cl_level_name(entry->level),
                        cl_span_of(entry->title)));
    }
    return CL_OK;
}

captionlint_status captionlint_rules_each(const captionlint *lint, captionlint_rule_fn each,
                                          void *user, captionlint_error *error)
{
    const cl_error cause = {0};
    const listing to = {each, user};
    return captionlint_fail(error, &cause, tell_rules(lint->rules, &to));
}

/* A captionlint_rule_fn. */
static int put_row(const captionlint_rule_line *rule, void *user)
{
    cl_out_format(user, "%-40s %-11s %s\n", rule->id, rule->kind, rule->about);
    return 0;
}

captionlint_status captionlint_rules_list(const captionlint *lint, captionlint_write_fn write,
                                          void *user, captionlint_error *error)
{
    cl_out out = {0};
    captionlint_status status = captionlint_rules_each(lint, put_row, &out, error);
    if (status != CAPTIONLINT_OK) {
        cl_out_free(&out);
        return status;
    }
    return captionlint_deliver(&out, write, user, error);
}

/* How far the first character of the line stands in; SIZE_MAX for a blank line. */
static size_t indent_of(cl_span line)
{
    for (size_t i = 0; i < line.len; i++) {
        if (line.data[i] != ' ' && line.data[i] != '\r') {
            return i;
        }
    }
    return SIZE_MAX;
}

/* Writes line `wanted` (from 1) and what belongs to that entry of a YAML list: the lines that stand
 * further in than its dash. Blank lines are kept back until more of the entry follows. */
static void put_entry(cl_out *out, cl_span text, size_t wanted)
{
    cl_span line;
    size_t number = 0;
    size_t dash = SIZE_MAX;
    size_t blank = 0;
    while (cl_span_next(&text, '\n', &line)) {
        number++;
        size_t indent = indent_of(line);
        if (number < wanted) {
            continue;
        }
        if (number == wanted) {
            dash = indent;
        } else if (indent <= dash) {
            return;
        }
        if (indent == SIZE_MAX) {
            blank++;
            continue;
        }
        cl_out_repeat(out, "\n", blank);
        blank = 0;
        cl_out_printable(out, cl_span_from(line, dash));
        cl_out_byte(out, '\n');
    }
}

/* A whole file. */
static void put_lines(cl_out *out, cl_span text)
{
    cl_span line;
    while (cl_span_next(&text, '\n', &line)) {
        cl_out_printable(out, line);
        cl_out_byte(out, '\n');
    }
}

/* The entry at that line; 0: all of the file. */
static cl_status put_from_file(cl_out *out, const char *path, size_t line, cl_error *error)
{
    cl_arena *arena = cl_arena_new(2 * CL_RULE_FILE_MAX);
    if (arena == NULL) {
        return CL_NO_MEMORY;
    }
    cl_span text = CL_EMPTY_SPAN;
    cl_status status = cl_source_read_file(arena, path, CL_RULE_FILE_MAX, &text, error);
    cl_out_text(out, "# ");
    cl_out_place(out, path, line == 0 ? 1 : line);
    cl_out_byte(out, '\n');
    if (line == 0) {
        put_lines(out, text);
    } else {
        put_entry(out, text, line);
    }
    cl_arena_free(arena);
    return status;
}

static void put_damage(cl_out *out, const cl_damage_entry *entry)
{
    cl_out_format(out, "# built in: it is about the bytes of an input\nid: %s\nlevel: %s\n",
                  entry->id, cl_level_name(entry->level));
    cl_out_format(out, "title: %s\nwhy: %s\nfix: %s\n", entry->title, entry->why, entry->fix);
}

static cl_status show_rule(cl_out *out, const captionlint_rule *rule, cl_error *error)
{
    if (rule->phrase != NULL) {
        CL_TRY(put_from_file(out, rule->phrase->file, rule->phrase->line, error));
    }
    if (rule->check != NULL) {
        CL_TRY(put_from_file(out, rule->check->file, rule->check->line, error));
    }
    if (rule->damage != NULL) {
        put_damage(out, rule->damage);
    }
    return rule->profile != NULL ? put_from_file(out, rule->profile->file, 0, error) : CL_OK;
}

const char *captionlint_rules_formats(void)
{
    return cl_document_format_names();
}

cl_status captionlint_document_format(const char *name, const char *of,
                                      const cl_document_format **out, cl_error *error)
{
    *out = cl_document_format_of(cl_span_of(name));
    return *out != NULL
               ? CL_OK
               : cl_error_set(error, CL_BAD_CONFIG, "unknown format \"%s\" of %s; there are: %s",
                              name == NULL ? "" : name, of, cl_document_format_names());
}

captionlint_status captionlint_rules_show(const captionlint *lint, const char *id,
                                          captionlint_write_fn write, void *user,
                                          captionlint_error *error)
{
    cl_error cause = {0};
    captionlint_rule rule;
    cl_out out = {0};
    cl_status status = captionlint_rule_of(lint->rules, cl_span_of(id), &rule, &cause);
    if (status == CL_OK) {
        status = show_rule(&out, &rule, &cause);
    }
    if (status != CL_OK) {
        cl_out_free(&out);
        return captionlint_fail(error, &cause, status);
    }
    return captionlint_deliver(&out, write, user, error);
}

static void explain(const captionlint_rule *rule, cl_span id, cl_document *document)
{
    const cl_document_format *format = document->format;
    if (!format->framed) {
        captionlint_explain_rule(rule, CL_DOCUMENT_ALONE, "", document);
        return;
    }
    format->begin(document, id);
    captionlint_explain_rule(rule, CL_DOCUMENT_PART, "", document);
    format->end(document);
}

captionlint_status captionlint_rules_explain(const captionlint *lint, const char *id,
                                             const captionlint_report_options *options,
                                             captionlint_write_fn write, void *user,
                                             captionlint_error *error)
{
    cl_error cause = {0};
    captionlint_rule rule;
    cl_out out = {0};
    cl_document document = {.out = &out, .colour = options->colour != 0};
    cl_status status =
        captionlint_document_format(options->format, "an explanation", &document.format, &cause);
    if (status == CL_OK) {
        status = captionlint_rule_of(lint->rules, cl_span_of(id), &rule, &cause);
    }
    if (status != CL_OK) {
        return captionlint_fail(error, &cause, status);
    }
    explain(&rule, cl_span_of(id), &document);
    return captionlint_deliver(&out, write, user, error);
}
