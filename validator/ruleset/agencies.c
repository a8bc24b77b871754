#include "ruleset/loading.h"

static cl_status add_alias(cl_ruleset *rules, cl_agency *agency, const cl_name *name,
                           const cl_yaml *at, cl_error *error)
{
    const cl_name *clash;
    CL_TRY(cl_gazetteer_add(rules->agency_names, at->text, name, &clash));
    if (clash != NULL && !cl_span_equal(clash->value, name->value)) {
        return cl_yaml_error(at, error, "\"%.*s\" is a name of %.*s already; drop one",
                             CL_SPAN_PRINT(at->text), CL_SPAN_PRINT(clash->value));
    }
    return cl_words_add(&agency->aliases, rules->arena, at->text);
}

static cl_status add_aliases(cl_ruleset *rules, cl_agency *agency, const cl_yaml *entry,
                             cl_error *error)
{
    cl_name *name = cl_arena_alloc(rules->arena, 1, sizeof *name);
    if (name == NULL) {
        return cl_arena_status(rules->arena);
    }
    *name = (cl_name){.mark = agency->mark,
                      .mark_caps = agency->mark,
                      .kind = CL_SPAN("agency"),
                      .value = agency->name,
                      .confidence = CL_HIGH};
    CL_TRY(add_alias(rules, agency, name, cl_yaml_get(entry, "name"), error));
    const cl_yaml *aliases = cl_yaml_get(entry, "aliases");
    if (aliases != NULL && aliases->kind != CL_YAML_LIST) {
        return cl_yaml_error(aliases, error, "aliases are a list; write [one, two]");
    }
    for (const cl_yaml *alias = aliases == NULL ? NULL : aliases->first; alias != NULL;
         alias = alias->next) {
        CL_TRY(add_alias(rules, agency, name, alias, error));
    }
    return CL_OK;
}

static cl_status add_agency(cl_ruleset *rules, const cl_yaml *entry, cl_error *error)
{
    static const char *const keys[] = {"name", "aliases", "home", "about", NULL};
    CL_TRY(cl_yaml_allow(entry, keys, error));
    if (cl_yaml_text(entry, "name").len == 0) {
        return cl_yaml_error(entry, error, "an agency needs a name");
    }
    cl_agency *agency = cl_array_add(&rules->agencies, rules->arena, sizeof *agency,
                                     CL_MARK_AGENCY_LAST - CL_MARK_AGENCY);
    if (agency == NULL) {
        return cl_yaml_error(entry, error, "more agencies than there are marks");
    }
    agency->name = cl_yaml_text(entry, "name");
    agency->home = cl_yaml_text(entry, "home");
    agency->mark = CL_MARK_AGENCY + (uint32_t)rules->agencies.count - 1;
    return add_aliases(rules, agency, entry, error);
}

cl_status cl_agencies_load(cl_ruleset *rules, const cl_yaml *document, cl_error *error)
{
    static const char *const keys[] = {"agencies", "about", NULL};
    CL_TRY(cl_yaml_allow(document, keys, error));
    const cl_yaml *list = cl_yaml_get(document, "agencies");
    if (list == NULL || list->kind != CL_YAML_LIST) {
        return cl_yaml_error(document, error, "no list of agencies; write agencies: [{name: …}]");
    }
    for (const cl_yaml *entry = list->first; entry != NULL; entry = entry->next) {
        CL_TRY(add_agency(rules, entry, error));
    }
    return CL_OK;
}
