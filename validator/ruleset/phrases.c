#include "base/limits.h"
#include "ruleset/branches.h"
#include "ruleset/loading.h"
#include "ruleset/prune.h"

/* The file that a phrase stands in. */
typedef struct phrase_file {
    cl_ruleset *rules;
    const cl_yaml *document;
    cl_stage stage;
    cl_array fragments; /* of cl_fragment: the file's own */
    cl_error *error;
} phrase_file;

cl_status cl_fragments_load(cl_ruleset *rules, const cl_yaml *map, cl_array *out, cl_error *error)
{
    if (map == NULL) {
        return CL_OK;
    }
    if (map->kind != CL_YAML_MAP) {
        return cl_yaml_error(map, error, "fragments are a map; write name: 'pattern'");
    }
    for (const cl_yaml *entry = map->first; entry != NULL; entry = entry->next) {
        const cl_fragment *twin = cl_fragment_in(out, entry->key);
        if (twin != NULL) {
            return cl_yaml_error(entry, error, "the fragment {%.*s} stands at %s:%zu; rename one",
                                 CL_SPAN_PRINT(entry->key), twin->at->file, twin->at->line);
        }
        cl_fragment *fragment = cl_array_add(out, rules->arena, sizeof *fragment, CL_PHRASES_MAX);
        if (fragment == NULL) {
            return cl_arena_status(rules->arena);
        }
        *fragment = (cl_fragment){entry->key, entry->text, entry};
    }
    return CL_OK;
}

static cl_status add_class(phrase_file *file, cl_phrase *phrase, const cl_yaml *entry)
{
    static const struct {
        const char *name;
        cl_field_class class;
    } classes[] = {
        {"notes", CL_CLASS_NOTES},
        {"prose", CL_CLASS_PROSE},
        {"credit", CL_CLASS_CREDIT},
        {"label", CL_CLASS_LABEL},
    };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (cl_span_equal(entry->text, cl_span_of(classes[i].name))) {
            phrase->classes |= 1u << classes[i].class;
            return CL_OK;
        }
    }
    return cl_yaml_error(entry, file->error,
                         "\"%.*s\" is no class of fields; write notes, prose, credit or label",
                         CL_SPAN_PRINT(entry->text));
}

static cl_status load_classes(phrase_file *file, cl_phrase *phrase, const cl_yaml *entry)
{
    const cl_yaml *list = cl_yaml_get(entry, "in");
    if (list == NULL) {
        phrase->classes = 1u << CL_CLASS_NOTES | 1u << CL_CLASS_PROSE;
        return CL_OK;
    }
    if (list->kind != CL_YAML_LIST) {
        return cl_yaml_error(list, file->error, "`in` is a list; write [notes, prose]");
    }
    for (const cl_yaml *class = list->first; class != NULL; class = class->next) {
        CL_TRY(add_class(file, phrase, class));
    }
    return CL_OK;
}

static cl_status load_fields(phrase_file *file, cl_phrase *phrase, const cl_yaml *entry)
{
    const cl_yaml *list = cl_yaml_get(entry, "fields");
    if (list == NULL) {
        return CL_OK;
    }
    if (list->kind != CL_YAML_LIST) {
        return cl_yaml_error(list, file->error, "`fields` is a list; write [credit]");
    }
    phrase->named_fields = true;
    for (const cl_yaml *field = list->first; field != NULL; field = field->next) {
        cl_field_name name;
        if (!cl_field_name_of(field->text, &name)) {
            return cl_yaml_error(field, file->error, "\"%.*s\" is no field; see rules/README.md",
                                 CL_SPAN_PRINT(field->text));
        }
        phrase->fields[name] = true;
    }
    return CL_OK;
}

static cl_status load_confidence(phrase_file *file, const cl_yaml *text, cl_confidence *out)
{
    *out = CL_HIGH;
    if (text != NULL && !cl_confidence_of(text->text, out)) {
        return cl_yaml_error(text, file->error, "confidence is high, medium or low");
    }
    return CL_OK;
}

/* Whether the phrase sees terms alone, in which no names are marked. */
static bool is_of_terms(const cl_phrase *phrase)
{
    for (size_t i = 0; i < CL_FIELD_NAME_COUNT; i++) {
        if (phrase->fields[i] && cl_field_class_of((cl_field_name)i) != CL_CLASS_TERM) {
            return false;
        }
    }
    return phrase->named_fields;
}

/* What the prefilter is told of one branch of a pattern. */
static cl_status describe_branch(phrase_file *file, cl_arena *scratch, uint32_t phrase,
                                 const cl_node *branch)
{
    cl_words sets[CL_LITERAL_SETS];
    cl_array starts;
    CL_TRY(cl_literals_of(scratch, branch, sets));
    CL_TRY(cl_starts_of(scratch, branch, &starts));
    return cl_prefilter_add(file->rules->prefilters[file->stage], phrase, sets, &starts);
}

/* Of a pattern that is not understood: nothing. */
static cl_status describe(phrase_file *file, cl_arena *scratch, uint32_t phrase, cl_span expanded)
{
    const cl_words none[CL_LITERAL_SETS] = {{0}};
    const cl_array anywhere = {0};
    const cl_node *tree;
    cl_array branches;
    CL_TRY(cl_syntax_read(scratch, expanded, &tree));
    if (tree == NULL) {
        return cl_prefilter_add(file->rules->prefilters[file->stage], phrase, none, &anywhere);
    }
    CL_TRY(cl_branches_of(scratch, tree, &branches));
    for (size_t i = 0; i < branches.count; i++) {
        CL_TRY(describe_branch(file, scratch, phrase, *CL_ARRAY_AT(&branches, const cl_node *, i)));
    }
    return CL_OK;
}

static cl_status compile_in(cl_arena *scratch, phrase_file *file, cl_phrase *phrase,
                            const cl_yaml *written)
{
    cl_expanded expanded;
    const cl_expander with = {file->rules, &file->fragments, scratch, file->error};
    CL_TRY(cl_expand(&with, written, &expanded));
    if (file->stage != CL_STAGE_UNREAD && !is_of_terms(phrase)) {
        const cl_gazetteer *names =
            file->stage == CL_STAGE_CREDIT ? file->rules->agency_names : file->rules->names;
        CL_TRY(cl_refuse_marked_words(names, written, expanded.text, file->error));
    }
    size_t at = 0;
    cl_error why = {0};
    cl_span pruned;
    CL_TRY(cl_prune_definitions(scratch, expanded.text, &pruned));
    cl_status status = cl_pattern_compile(pruned, &phrase->pattern, &at, &why);
    if (status == CL_OK) {
        return describe(file, scratch, (uint32_t)cl_ruleset_phrase_index(file->rules, phrase),
                        pruned);
    }
    size_t byte = 0;
    while (byte + 1 < written->text.len && expanded.at[byte + 1] <= at) {
        byte++;
    }
    return cl_yaml_error(written, file->error, "character %zu of the pattern: %s; correct it",
                         byte + 1, why.message);
}

static cl_status compile(phrase_file *file, cl_phrase *phrase, const cl_yaml *written)
{
    cl_arena *scratch = cl_arena_new(CL_ARENA_RULES_MAX);
    cl_status status = scratch == NULL ? CL_NO_MEMORY : compile_in(scratch, file, phrase, written);
    cl_arena_free(scratch);
    return status;
}

static cl_status load_pattern(phrase_file *file, cl_phrase *phrase, const cl_yaml *entry)
{
    const cl_yaml *written = cl_yaml_get(entry, "pattern");
    if (written == NULL || written->kind != CL_YAML_SCALAR || written->text.len == 0) {
        return cl_yaml_error(entry, file->error, "phrase %.*s has no pattern",
                             CL_SPAN_PRINT(phrase->id));
    }
    phrase->written = written->text;
    return compile(file, phrase, written);
}

/* A plain word names a group of the pattern. */
static cl_status load_group(phrase_file *file, const cl_phrase *phrase, const cl_yaml *value,
                            unsigned *out)
{
    *out = value->kind == CL_YAML_SCALAR ? cl_pattern_group(phrase->pattern, value->text) : 0;
    if (*out == 0 || *out >= CL_GROUPS_MAX) {
        return cl_yaml_error(value, file->error,
                             "the pattern has no group (?<%.*s>…); name one or write a list",
                             CL_SPAN_PRINT(value->text));
    }
    return CL_OK;
}

static cl_status load_value(phrase_file *file, const cl_phrase *phrase, const cl_yaml *value,
                            cl_value_source *out)
{
    if (value->kind == CL_YAML_SCALAR) {
        return load_group(file, phrase, value, &out->group);
    }
    if (value->kind != CL_YAML_LIST || value->first == NULL) {
        return cl_yaml_error(value, file->error, "name a group or write a list of values");
    }
    for (const cl_yaml *word = value->first; word != NULL; word = word->next) {
        CL_TRY(cl_words_add(&out->literal, file->rules->arena, word->text));
    }
    return CL_OK;
}

static cl_status load_flag(phrase_file *file, const cl_yaml *value, bool *out)
{
    if (!cl_span_equal(value->text, CL_SPAN("true"))) {
        return cl_yaml_error(value, file->error, "write true, or leave the key out");
    }
    *out = true;
    return CL_OK;
}

/* Literal values of a kind with a vocabulary must be in it: a typing error would never be judged.
 */
static cl_status check_literals(phrase_file *file, const cl_reads *reads, const cl_yaml *map)
{
    static const char *const vocabularies[CL_KIND_COUNT] = {
        [CL_KIND_MEDIUM] = "media",          [CL_KIND_USE] = "use", [CL_KIND_RESALE] = "resale",
        [CL_KIND_ALTERATION] = "alteration", [CL_KIND_AI] = "ai",
    };
    const char *vocabulary = vocabularies[reads->kind];
    for (size_t i = 0; vocabulary != NULL && i < reads->values.literal.count; i++) {
        cl_span value = reads->values.literal.items[i];
        if (!cl_ruleset_knows(file->rules, cl_span_of(vocabulary), value)) {
            return cl_yaml_error(map, file->error, "\"%.*s\" is no %s of words.tsv",
                                 CL_SPAN_PRINT(value), vocabulary);
        }
    }
    return CL_OK;
}

static cl_status load_kind(phrase_file *file, const cl_yaml *value, cl_reads *out)
{
    out->what = CL_READS_RESTRICTION;
    if (!cl_kind_of(value->text, &out->kind)) {
        return cl_yaml_error(value, file->error, "\"%.*s\" is no kind; see rules/README.md",
                             CL_SPAN_PRINT(value->text));
    }
    return CL_OK;
}

static cl_status load_effect(phrase_file *file, const cl_yaml *value, cl_reads *out)
{
    if (!cl_effect_of(value->text, &out->effect)) {
        return cl_yaml_error(value, file->error, "effect is deny, only or require");
    }
    return CL_OK;
}

static cl_status load_role(phrase_file *file, const cl_yaml *value, cl_reads *out)
{
    out->what = CL_READS_CREDIT;
    if (!cl_credit_role_of(value->text, &out->role)) {
        return cl_yaml_error(value, file->error, "credit is mandatory, requested or stated");
    }
    return CL_OK;
}

/* What an entry that holds a value or a group fills, by its key. */
static cl_value_source *value_of_key(cl_reads *reads, cl_span key)
{
    const struct {
        cl_span key;
        cl_value_source *value;
    } values[] = {
        {CL_SPAN("values"), &reads->values},
        {CL_SPAN("except"), &reads->except},
        {CL_SPAN("territory"), &reads->territory},
        {CL_SPAN("medium"), &reads->medium},
        {CL_SPAN("use"), &reads->use},
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (cl_span_equal(key, values[i].key)) {
            return values[i].value;
        }
    }
    return NULL;
}

static unsigned *group_of_key(cl_reads *reads, cl_span key)
{
    const struct {
        cl_span key;
        unsigned *group;
    } groups[] = {
        {CL_SPAN("lasts"), &reads->lasts},
        {CL_SPAN("until"), &reads->until},
        {CL_SPAN("within"), &reads->within},
        {CL_SPAN("from"), &reads->from},
        {CL_SPAN("not_before"), &reads->not_before},
        {CL_SPAN("not_after"), &reads->not_after},
        {CL_SPAN("text"), &reads->text},
    };
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        if (cl_span_equal(key, groups[i].key)) {
            return groups[i].group;
        }
    }
    return NULL;
}

static bool *flag_of_key(cl_reads *reads, cl_span key)
{
    const struct {
        cl_span key;
        bool *flag;
    } flags[] = {
        {CL_SPAN("one_time"), &reads->one_time},
        {CL_SPAN("embargo"), &reads->embargo},
        {CL_SPAN("expiry"), &reads->expiry},
        {CL_SPAN("quoted"), &reads->quoted},
    };
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        if (cl_span_equal(key, flags[i].key)) {
            return flags[i].flag;
        }
    }
    return NULL;
}

static cl_status load_reads_entry(phrase_file *file, const cl_phrase *phrase, const cl_yaml *value,
                                  cl_reads *out)
{
    cl_value_source *source = value_of_key(out, value->key);
    unsigned *group = group_of_key(out, value->key);
    bool *flag = flag_of_key(out, value->key);
    bool ignored = false;
    if (source != NULL) {
        return load_value(file, phrase, value, source);
    }
    if (group != NULL) {
        return load_group(file, phrase, value, group);
    }
    if (flag != NULL) {
        return load_flag(file, value, flag);
    }
    if (cl_span_equal(value->key, CL_SPAN("kind"))) {
        return load_kind(file, value, out);
    }
    if (cl_span_equal(value->key, CL_SPAN("effect"))) {
        return load_effect(file, value, out);
    }
    if (cl_span_equal(value->key, CL_SPAN("credit"))) {
        return load_role(file, value, out);
    }
    if (cl_span_equal(value->key, CL_SPAN("confidence"))) {
        return load_confidence(file, value, &out->confidence);
    }
    if (cl_span_equal(value->key, CL_SPAN("notice"))) {
        out->what = CL_READS_NOTICE;
        out->notice = value->text;
        return CL_OK;
    }
    if (cl_span_equal(value->key, CL_SPAN("unread"))) {
        out->what = CL_READS_UNREAD;
    }
    return load_flag(file, value, &ignored); /* `unread` and `nothing` */
}

static cl_status load_reads(phrase_file *file, const cl_phrase *phrase, const cl_yaml *map,
                            cl_reads *out)
{
    static const char *const keys[] = {
        "kind",    "effect",     "values",  "except",    "territory",  "medium",
        "use",     "lasts",      "until",   "one_time",  "within",     "from",
        "embargo", "not_before", "expiry",  "not_after", "credit",     "text",
        "quoted",  "notice",     "nothing", "unread",    "confidence", NULL};
    if (map->kind != CL_YAML_MAP) {
        return cl_yaml_error(map, file->error, "`reads` is a map or a list of maps");
    }
    CL_TRY(cl_yaml_allow(map, keys, file->error));
    out->confidence = CL_HIGH;
    for (const cl_yaml *value = map->first; value != NULL; value = value->next) {
        CL_TRY(load_reads_entry(file, phrase, value, out));
    }
    bool valued = out->values.group != 0 || out->values.literal.count > 0;
    if (out->what == CL_READS_RESTRICTION && out->kind != CL_KIND_TIME && !valued) {
        return cl_yaml_error(map, file->error, "a restriction needs `values`: a group or a list");
    }
    return check_literals(file, out, map);
}

static cl_status load_all_reads(phrase_file *file, cl_phrase *phrase, const cl_yaml *entry)
{
    const cl_yaml *reads = cl_yaml_get(entry, "reads");
    if (reads == NULL) {
        return cl_yaml_error(entry, file->error, "phrase %.*s has no `reads`",
                             CL_SPAN_PRINT(phrase->id));
    }
    bool list = reads->kind == CL_YAML_LIST;
    phrase->reads_count = list ? reads->count : 1;
    phrase->reads = cl_arena_alloc(file->rules->arena, phrase->reads_count, sizeof(cl_reads));
    if (phrase->reads == NULL) {
        return cl_arena_status(file->rules->arena);
    }
    const cl_yaml *map = list ? reads->first : reads;
    for (size_t i = 0; i < phrase->reads_count; i++, map = map->next) {
        CL_TRY(load_reads(file, phrase, map, &phrase->reads[i]));
    }
    return CL_OK;
}

/* Where an example without `in` stands: in instructions, or in a caption for phrases of prose. */
static cl_field_name default_field(const cl_phrase *phrase)
{
    for (size_t i = 0; phrase->named_fields && i < CL_FIELD_NAME_COUNT; i++) {
        if (phrase->fields[i]) {
            return (cl_field_name)i;
        }
    }
    bool notes = (phrase->classes & 1u << CL_CLASS_NOTES) != 0;
    return notes && phrase->stage != CL_STAGE_CREDIT ? CL_INSTRUCTIONS : CL_CAPTION;
}

static cl_status load_example_map(phrase_file *file, const cl_yaml *map, cl_example *example)
{
    static const char *const keys[] = {"text", "in", "values", "credit", NULL};
    CL_TRY(cl_yaml_allow(map, keys, file->error));
    const cl_yaml *field = cl_yaml_get(map, "in");
    const cl_yaml *values = cl_yaml_get(map, "values");
    const cl_yaml *credit = cl_yaml_get(map, "credit");
    example->text = cl_yaml_text(map, "text");
    if (field != NULL && !cl_field_name_of(field->text, &example->field)) {
        return cl_yaml_error(field, file->error, "\"%.*s\" is no field; see rules/README.md",
                             CL_SPAN_PRINT(field->text));
    }
    if (values != NULL && values->kind != CL_YAML_LIST) {
        return cl_yaml_error(values, file->error, "`values` is a list; write [KR]");
    }
    example->has_values = values != NULL;
    for (const cl_yaml *value = values == NULL ? NULL : values->first; value != NULL;
         value = value->next) {
        CL_TRY(cl_words_add(&example->values, file->rules->arena, value->text));
    }
    example->has_credit = credit != NULL;
    example->credit = credit == NULL ? CL_EMPTY_SPAN : credit->text;
    return CL_OK;
}

static cl_status add_example(phrase_file *file, cl_phrase *phrase, const cl_yaml *at, bool good)
{
    cl_example *example = cl_arena_alloc(file->rules->arena, 1, sizeof *example);
    if (example == NULL) {
        return cl_arena_status(file->rules->arena);
    }
    example->good = good;
    example->file = at->file;
    example->line = at->line;
    example->field = default_field(phrase);
    example->text = at->text;
    if (at->kind == CL_YAML_MAP) {
        CL_TRY(load_example_map(file, at, example));
    }
    if (example->text.len == 0) {
        return cl_yaml_error(at, file->error, "an example is a text or {text: …}");
    }
    cl_example **last = &phrase->examples;
    while (*last != NULL) {
        last = &(*last)->next;
    }
    *last = example;
    return CL_OK;
}

static cl_status load_examples(phrase_file *file, cl_phrase *phrase, const cl_yaml *entry,
                               const char *key)
{
    const cl_yaml *list = cl_yaml_get(entry, key);
    if (list == NULL || list->kind != CL_YAML_LIST || list->first == NULL) {
        return cl_yaml_error(entry, file->error,
                             "phrase %.*s has no `%s` examples; a rule without both good and bad "
                             "does not load",
                             CL_SPAN_PRINT(phrase->id), key);
    }
    for (const cl_yaml *example = list->first; example != NULL; example = example->next) {
        CL_TRY(add_example(file, phrase, example, cl_span_equal(list->key, CL_SPAN("good"))));
    }
    return CL_OK;
}

static cl_status check_id(phrase_file *file, const cl_phrase *phrase, const cl_yaml *entry)
{
    cl_span family = phrase->family;
    if (phrase->id.len <= family.len + 1 || !cl_span_starts(phrase->id, family) ||
        phrase->id.data[family.len] != '.') {
        return cl_yaml_error(entry, file->error, "the id begins with the family: %.*s.something",
                             CL_SPAN_PRINT(family));
    }
    const cl_phrase *twin = cl_ruleset_phrase_of(file->rules, phrase->id);
    if (twin != NULL && twin != phrase) {
        return cl_yaml_error(entry, file->error, "the id %.*s is used at %s:%zu; choose another",
                             CL_SPAN_PRINT(phrase->id), twin->file, twin->line);
    }
    return CL_OK;
}

static cl_span text_or(const cl_yaml *map, const char *key, cl_span otherwise)
{
    cl_span text = cl_yaml_text(map, key);
    return text.len == 0 ? otherwise : text;
}

static cl_status load_shared(phrase_file *file, cl_phrase *phrase, const cl_yaml *entry)
{
    const cl_yaml *shared = cl_yaml_get(entry, "shared");
    return shared == NULL ? CL_OK : load_flag(file, shared, &phrase->shared);
}

static cl_status load_phrase(phrase_file *file, const cl_yaml *entry)
{
    static const char *const keys[] = {"id",     "about",  "source",  "language", "in",
                                       "fields", "shared", "pattern", "reads",    "confidence",
                                       "good",   "bad",    NULL};
    CL_TRY(cl_yaml_allow(entry, keys, file->error));
    cl_phrase *phrase =
        cl_array_add(&file->rules->phrases, file->rules->arena, sizeof *phrase, CL_PHRASES_MAX);
    if (phrase == NULL) {
        return cl_yaml_error(entry, file->error, "more than %u phrases", CL_PHRASES_MAX);
    }
    *phrase = (cl_phrase){.id = cl_yaml_text(entry, "id"),
                          .family = cl_yaml_text(file->document, "family"),
                          .stage = file->stage,
                          .about = cl_yaml_text(entry, "about"),
                          .family_about = cl_yaml_text(file->document, "about"),
                          .source = cl_yaml_text(entry, "source"),
                          .file = entry->file,
                          .line = entry->line};
    phrase->language =
        text_or(entry, "language", text_or(file->document, "language", CL_SPAN("en")));
    CL_TRY(check_id(file, phrase, entry));
    CL_TRY(load_classes(file, phrase, entry));
    CL_TRY(load_fields(file, phrase, entry));
    CL_TRY(load_confidence(file, cl_yaml_get(entry, "confidence"), &phrase->confidence));
    CL_TRY(load_shared(file, phrase, entry));
    CL_TRY(load_pattern(file, phrase, entry));
    CL_TRY(load_all_reads(file, phrase, entry));
    CL_TRY(load_examples(file, phrase, entry, "good"));
    return load_examples(file, phrase, entry, "bad");
}

cl_status cl_phrases_load(cl_ruleset *rules, const cl_yaml *document, cl_stage stage,
                          cl_error *error)
{
    static const char *const keys[] = {"family",    "language", "about", "source",
                                       "fragments", "phrases",  NULL};
    phrase_file file = {.rules = rules, .document = document, .stage = stage, .error = error};
    CL_TRY(cl_yaml_allow(document, keys, error));
    const cl_yaml *list = cl_yaml_get(document, "phrases");
    if (list == NULL || list->kind != CL_YAML_LIST || cl_yaml_text(document, "family").len == 0) {
        return cl_yaml_error(document, error, "a rule file has `family:` and a list `phrases:`");
    }
    CL_TRY(cl_fragments_load(rules, cl_yaml_get(document, "fragments"), &file.fragments, error));
    for (const cl_yaml *entry = list->first; entry != NULL; entry = entry->next) {
        CL_TRY(load_phrase(&file, entry));
    }
    return CL_OK;
}
