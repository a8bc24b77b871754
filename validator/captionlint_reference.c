/* All rules in one document: contents, phrases by family, checks by kind, damage. */
#include "captionlint_handle.h"

/* The phrases of one file, which stand together. */
typedef struct family {
    size_t start;
    size_t end;
    const cl_phrase *first;
    cl_document_anchor anchor;
    cl_span title; /* in the arena */
} family;

typedef struct reference {
    const cl_ruleset *rules;
    cl_arena *arena;
    cl_document *document;
} reference;

static const char *const stage_titles[CL_STAGE_COUNT] = {
    [CL_STAGE_RESTRICTION] = "Restrictions and notices",
    [CL_STAGE_CREDIT] = "Credits",
    [CL_STAGE_UNREAD] = "Unread",
};

static const char *const stage_anchors[CL_STAGE_COUNT] = {
    [CL_STAGE_RESTRICTION] = "family:",
    [CL_STAGE_CREDIT] = "credit:",
    [CL_STAGE_UNREAD] = "unread:",
};

static const cl_document_anchor nowhere = {.of = ""};

/* "label" for rules/credits/label.yaml */
static cl_span stem_of(const char *file)
{
    cl_span name = cl_span_of(file);
    for (size_t slash; (slash = cl_span_find_byte(name, '/')) < name.len;) {
        name = cl_span_from(name, slash + 1);
    }
    return cl_span_sub(name, 0, cl_span_find(name, CL_SPAN(".yaml")));
}

/* The family that begins with phrase `start`; false when there are no more phrases. */
static bool family_at(const reference *all, size_t start, family *out)
{
    size_t count = cl_ruleset_phrase_count(all->rules);
    if (start >= count) {
        return false;
    }
    const cl_phrase *first = cl_ruleset_phrase(all->rules, start);
    cl_span file = cl_span_of(first->file);
    size_t end = start + 1;
    while (end < count &&
           cl_span_equal(cl_span_of(cl_ruleset_phrase(all->rules, end)->file), file)) {
        end++;
    }
    cl_span stem = stem_of(first->file);
    bool alone = cl_span_equal(stem, first->family);
    *out = (family){start, end, first, {stage_anchors[first->stage], stem}, first->family};
    if (!alone) {
        out->title = cl_arena_format(all->arena, "%.*s: %.*s", CL_SPAN_PRINT(first->family),
                                     CL_SPAN_PRINT(stem));
    }
    return true;
}

/* How many phrases of the family are in that language. */
static size_t count_language(const reference *all, const family *of, cl_span language)
{
    size_t count = 0;
    for (size_t i = of->start; i < of->end; i++) {
        count += cl_span_equal(cl_ruleset_phrase(all->rules, i)->language, language);
    }
    return count;
}

/* Whether no phrase before this one is in its language. */
static bool is_new_language(const reference *all, size_t index)
{
    cl_span language = cl_ruleset_phrase(all->rules, index)->language;
    for (size_t i = 0; i < index; i++) {
        if (cl_span_equal(cl_ruleset_phrase(all->rules, i)->language, language)) {
            return false;
        }
    }
    return true;
}

/* IETF BCP 47; a language that is not here is shown by its code. */
static const char *language_name(cl_span code)
{
    static const struct {
        const char *code;
        const char *name;
    } names[] = {
        {"ar", "Arabic"},    {"cs", "Czech"},      {"da", "Danish"},
        {"de", "German"},    {"el", "Greek"},      {"en", "English"},
        {"es", "Spanish"},   {"et", "Estonian"},   {"fi", "Finnish"},
        {"fr", "French"},    {"he", "Hebrew"},     {"hr", "Croatian"},
        {"hu", "Hungarian"}, {"it", "Italian"},    {"ja", "Japanese"},
        {"ko", "Korean"},    {"lt", "Lithuanian"}, {"lv", "Latvian"},
        {"nb", "Norwegian"}, {"nl", "Dutch"},      {"no", "Norwegian"},
        {"pl", "Polish"},    {"pt", "Portuguese"}, {"ro", "Romanian"},
        {"ru", "Russian"},   {"sk", "Slovak"},     {"sl", "Slovene"},
        {"sr", "Serbian"},   {"sv", "Swedish"},    {"tr", "Turkish"},
        {"uk", "Ukrainian"}, {"zh", "Chinese"},    {"zxx", "no language: terms and codes"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (cl_span_equal_nocase(code, cl_span_of(names[i].code))) {
            return names[i].name;
        }
    }
    return NULL;
}

static cl_span language_title(const reference *all, cl_span code)
{
    const char *name = language_name(code);
    return name == NULL ? code : cl_arena_format(all->arena, "%.*s, %s", CL_SPAN_PRINT(code), name);
}

static void put_head(const reference *all)
{
    cl_document *document = all->document;
    const cl_document_format *format = document->format;
    format->begin(document, CL_SPAN("The rules of captionlint"));
    format->prose(document, CL_SPAN("What captionlint reads in the credit and restriction notes of "
                                    "news pictures, and what it says about them. This page is "
                                    "written from the rule files themselves; each rule names the "
                                    "line it stands in."));
    format->fact(document, "Rules", cl_ruleset_pack(all->rules));
    format->fact(document, "SHA-256", cl_ruleset_hash(all->rules));
    format->fact(
        document, "Holds",
        cl_arena_format(all->arena, "%zu phrases, %zu checks, %zu profiles, %d kinds of damage",
                        cl_ruleset_phrase_count(all->rules), cl_ruleset_check_count(all->rules),
                        cl_ruleset_profile_count(all->rules), CL_DAMAGE_COUNT));
}

static void link_families(const reference *all, cl_stage stage)
{
    family one;
    all->document->format->links(all->document, stage_titles[stage]);
    for (size_t at = 0; family_at(all, at, &one); at = one.end) {
        if (one.first->stage == stage) {
            const cl_document_cell cell = {one.title, one.anchor, nowhere};
            all->document->format->link(all->document, &cell);
        }
    }
}

static void link_languages(const reference *all)
{
    all->document->format->links(all->document, "Languages");
    for (size_t i = 0; i < cl_ruleset_phrase_count(all->rules); i++) {
        cl_span language = cl_ruleset_phrase(all->rules, i)->language;
        if (is_new_language(all, i)) {
            const cl_document_cell cell = {
                language_title(all, language), {"language:", language}, nowhere};
            all->document->format->link(all->document, &cell);
        }
    }
}

/* Whether check `index` is the first of its kind. */
static bool begins_kind(const reference *all, size_t index)
{
    return index == 0 || !cl_span_equal(cl_ruleset_check(all->rules, index - 1)->kind,
                                        cl_ruleset_check(all->rules, index)->kind);
}

static void link_checks(const reference *all)
{
    all->document->format->links(all->document, "Checks");
    for (size_t i = 0; i < cl_ruleset_check_count(all->rules); i++) {
        const cl_check_rule *check = cl_ruleset_check(all->rules, i);
        cl_span kind = check->kind;
        if (check->condition == NULL && begins_kind(all, i)) {
            const cl_document_cell cell = {kind, {"check:", kind}, nowhere};
            all->document->format->link(all->document, &cell);
        }
    }
    const cl_document_cell damage = {CL_SPAN("damage"), {"check:", CL_SPAN("damage")}, nowhere};
    all->document->format->link(all->document, &damage);
}

static void link_profiles(const reference *all)
{
    all->document->format->links(all->document, "Profiles");
    for (size_t i = 0; i < cl_ruleset_profile_count(all->rules); i++) {
        cl_span name = cl_ruleset_profile(all->rules, i)->name;
        const cl_document_cell cell = {name, {"profile:", name}, nowhere};
        all->document->format->link(all->document, &cell);
    }
}

static void put_family_table(const reference *all)
{
    static const cl_document_column columns[] = {{"Family", 24}, {"What it is about", 0}};
    family one;
    all->document->format->table(all->document, "Families of phrases", columns, 2);
    for (size_t at = 0; family_at(all, at, &one); at = one.end) {
        const cl_document_cell cells[] = {{one.title, one.anchor, nowhere},
                                          {one.first->family_about, nowhere, nowhere}};
        all->document->format->row(all->document, cells);
    }
}

/* One row for each family that has phrases in the language. */
static void put_language(const reference *all, cl_span language)
{
    family one;
    cl_document_anchor anchor = {"language:", language};
    for (size_t at = 0; family_at(all, at, &one); at = one.end) {
        size_t count = count_language(all, &one, language);
        if (count > 0) {
            const cl_document_cell cells[] = {
                {language_title(all, language), nowhere, anchor},
                {one.title, one.anchor, nowhere},
                {cl_arena_format(all->arena, "%zu", count), nowhere, nowhere}};
            all->document->format->row(all->document, cells);
            anchor = nowhere;
        }
    }
}

static void put_language_table(const reference *all)
{
    static const cl_document_column columns[] = {{"Language", 36}, {"Family", 24}, {"Phrases", 0}};
    all->document->format->table(all->document, "Languages of the phrases", columns, 3);
    for (size_t i = 0; i < cl_ruleset_phrase_count(all->rules); i++) {
        if (is_new_language(all, i)) {
            put_language(all, cl_ruleset_phrase(all->rules, i)->language);
        }
    }
}

/* A phrase may have the id of a check; then the phrase has the anchor of that name alone. */
static const char *anchor_of(const reference *all, const cl_check_rule *check)
{
    return cl_ruleset_phrase_of(all->rules, check->id) == NULL ? "" : "check:";
}

static const char *level_of(const cl_check_rule *check)
{
    return check->duty ? "duty" : cl_level_name(check->level);
}

static void put_check_table(const reference *all)
{
    static const cl_document_column columns[] = {
        {"Check", 34}, {"Level", 9}, {"When it speaks", 0}};
    all->document->format->table(all->document, "Checks, and what damage is told", columns, 3);
    for (size_t i = 0; i < cl_ruleset_check_count(all->rules); i++) {
        const cl_check_rule *check = cl_ruleset_check(all->rules, i);
        const cl_document_cell cells[] = {{check->id, {anchor_of(all, check), check->id}, nowhere},
                                          {cl_span_of(level_of(check)), nowhere, nowhere},
                                          {check->title, nowhere, nowhere}};
        all->document->format->row(all->document, cells);
    }
    for (size_t i = 0; i < CL_DAMAGE_COUNT; i++) {
        const cl_damage_entry *entry = cl_damage_entry_of((cl_damage)i);
        cl_span id = cl_span_of(entry->id);
        const cl_document_cell cells[] = {
            {id, {"", id}, nowhere},
            {cl_span_of(cl_level_name(entry->level)), nowhere, nowhere},
            {cl_span_of(entry->title), nowhere, nowhere}};
        all->document->format->row(all->document, cells);
    }
}

static void put_contents(const reference *all)
{
    for (cl_stage stage = CL_STAGE_RESTRICTION; stage < CL_STAGE_COUNT; stage++) {
        link_families(all, stage);
    }
    link_checks(all);
    link_profiles(all);
    link_languages(all);
    all->document->format->heading(all->document, CL_DOCUMENT_PART, nowhere, CL_SPAN("Contents"));
    put_family_table(all);
    put_language_table(all);
    put_check_table(all);
}

static void put_family(const reference *all, const family *one)
{
    cl_document *document = all->document;
    document->format->heading(document, CL_DOCUMENT_SECTION, one->anchor, one->title);
    document->format->prose(document, one->first->family_about);
    for (size_t i = one->start; i < one->end; i++) {
        const captionlint_rule rule = {.phrase = cl_ruleset_phrase(all->rules, i)};
        captionlint_explain_rule(&rule, CL_DOCUMENT_RULE, "", document);
    }
}

static void put_families(const reference *all)
{
    family one;
    for (size_t at = 0; family_at(all, at, &one); at = one.end) {
        if (at == 0 || cl_ruleset_phrase(all->rules, at - 1)->stage != one.first->stage) {
            all->document->format->heading(all->document, CL_DOCUMENT_PART, nowhere,
                                           cl_span_of(stage_titles[one.first->stage]));
        }
        put_family(all, &one);
    }
}

static void put_checks(const reference *all)
{
    const cl_document_format *format = all->document->format;
    format->heading(all->document, CL_DOCUMENT_PART, nowhere, CL_SPAN("Checks"));
    for (size_t i = 0; i < cl_ruleset_check_count(all->rules); i++) {
        const captionlint_rule rule = {.check = cl_ruleset_check(all->rules, i)};
        if (rule.check->condition != NULL) {
            continue;
        }
        if (begins_kind(all, i)) {
            const cl_document_anchor anchor = {"check:", rule.check->kind};
            format->heading(all->document, CL_DOCUMENT_SECTION, anchor, rule.check->kind);
        }
        captionlint_explain_rule(&rule, CL_DOCUMENT_RULE, anchor_of(all, rule.check),
                                 all->document);
    }
}

/* What the profile is, then the checks that stand in it and not in one that it extends. */
static void put_profile(const reference *all, const cl_profile *profile)
{
    const cl_document_anchor anchor = {"profile:", profile->name};
    const captionlint_rule whole = {.rules = all->rules, .profile = profile};
    all->document->format->heading(all->document, CL_DOCUMENT_SECTION, anchor, profile->name);
    captionlint_explain_rule(&whole, CL_DOCUMENT_RULE, "", all->document);
    for (size_t i = 0; i < profile->own.count; i++) {
        size_t index = *CL_ARRAY_AT(&profile->own, const size_t, i);
        const captionlint_rule rule = {.check = cl_ruleset_check(all->rules, index)};
        captionlint_explain_rule(&rule, CL_DOCUMENT_RULE, anchor_of(all, rule.check),
                                 all->document);
    }
}

static void put_profiles(const reference *all)
{
    all->document->format->heading(all->document, CL_DOCUMENT_PART, nowhere, CL_SPAN("Profiles"));
    for (size_t i = 0; i < cl_ruleset_profile_count(all->rules); i++) {
        put_profile(all, cl_ruleset_profile(all->rules, i));
    }
}

static void put_damage(const reference *all)
{
    const cl_document_anchor anchor = {"check:", CL_SPAN("damage")};
    all->document->format->heading(all->document, CL_DOCUMENT_PART, anchor,
                                   CL_SPAN("Damage to an input"));
    for (size_t i = 0; i < CL_DAMAGE_COUNT; i++) {
        const captionlint_rule rule = {.damage = cl_damage_entry_of((cl_damage)i)};
        captionlint_explain_rule(&rule, CL_DOCUMENT_RULE, "", all->document);
    }
}

static cl_status write_reference(const captionlint *lint, const cl_document_format *format,
                                 cl_out *out)
{
    cl_document document = {.format = format, .out = out};
    const reference all = {lint->rules, cl_arena_new(CL_ARENA_RULES_MAX), &document};
    if (all.arena == NULL) {
        return CL_NO_MEMORY;
    }
    put_head(&all);
    put_contents(&all);
    put_families(&all);
    put_checks(&all);
    put_profiles(&all);
    put_damage(&all);
    format->end(&document);
    cl_status status = cl_arena_status(all.arena);
    cl_arena_free(all.arena);
    return status;
}

captionlint_status captionlint_rules_reference(const captionlint *lint, const char *format,
                                               captionlint_write_fn write, void *user,
                                               captionlint_error *error)
{
    cl_error cause = {0};
    cl_out out = {0};
    const cl_document_format *found;
    cl_status status = captionlint_document_format(format, "the reference", &found, &cause);
    if (status == CL_OK) {
        status = write_reference(lint, found, &out);
    }
    if (status != CL_OK) {
        cl_out_free(&out);
        return captionlint_fail(error, &cause, status);
    }
    return captionlint_deliver(&out, write, user, error);
}
