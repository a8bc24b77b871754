/* The condition of a check in a profile, as data: one function for each form of its value. */
#include "base/limits.h"
#include "ruleset/loading.h"

/* What one condition is read with. */
typedef struct condition_loader {
    cl_ruleset *rules;
    const cl_yaml *check;
    cl_error *error;
} condition_loader;

typedef struct entry {
    const char *name;
    cl_status (*take)(const condition_loader *load, const cl_yaml *node, cl_condition *out);
} entry;

static const char *const reasons[CL_CONDITION_COUNT] = {
    [CL_CONDITION_required] = "the picture has no {missing}, and profile \"{profile}\" asks for it",
    [CL_CONDITION_absent] =
        "the picture has {names}, which profile \"{profile}\" wants to be without",
    [CL_CONDITION_max_bytes] = "{field} ({origin}) has {number} bytes; profile \"{profile}\" "
                               "allows {limit}",
    [CL_CONDITION_max_characters] = "{field} ({origin}) has {number} characters; profile "
                                    "\"{profile}\" allows {limit}",
    [CL_CONDITION_min_characters] = "{field} ({origin}) has {number} characters; profile "
                                    "\"{profile}\" wants at least {limit}",
    [CL_CONDITION_max_words] =
        "{field} ({origin}) has {number} words; profile \"{profile}\" allows {limit}",
    [CL_CONDITION_one_of] = "\"{text}\" in {field} ({origin}) is not in the list {names}, which "
                            "profile \"{profile}\" holds it against",
    [CL_CONDITION_matches] =
        "\"{text}\" in {field} ({origin}) has not the form that profile \"{profile}\" asks for",
    [CL_CONDITION_must_not_match] =
        "\"{text}\" in {field} ({origin}) is what profile \"{profile}\" does not want there",
    [CL_CONDITION_placeholder] = "\"{text}\" in {field} ({origin}) is a word that programs and "
                                 "forms fill in; profile \"{profile}\" takes it for none",
    [CL_CONDITION_agree] = "\"{text}\" in {field} ({origin}) and \"{other}\" do not agree, and "
                           "profile \"{profile}\" wants them to",
    [CL_CONDITION_differs] = "{field} ({origin}) says the same as {other}; profile \"{profile}\" "
                             "wants it to say something of its own",
    [CL_CONDITION_date] = "\"{text}\" in {field} ({origin}) is no date that the calendar has",
    [CL_CONDITION_not_before] = "\"{text}\" in {field} ({origin}) lies before {date}, {other}",
    [CL_CONDITION_not_after] = "\"{text}\" in {field} ({origin}) lies behind {date}, {other}",
    [CL_CONDITION_desk_only] = "\"{text}\" in {field} ({origin}) is read as {names} by {rule}; "
                               "profile \"{profile}\" takes {field} for what readers see",
};

const char *cl_condition_because(cl_condition_kind kind)
{
    return reasons[kind];
}

cl_status cl_field_list_read(cl_arena *arena, const cl_yaml *node, cl_field_list *out,
                             cl_error *error)
{
    cl_words words = {0};
    CL_TRY(cl_yaml_words(arena, node, &words, error));
    out->items = cl_arena_alloc(arena, words.count + 1, sizeof *out->items);
    if (out->items == NULL) {
        return cl_arena_status(arena);
    }
    for (size_t i = 0; i < words.count; i++) {
        if (!cl_field_name_of(words.items[i], &out->items[out->count])) {
            return cl_yaml_error(node, error, "unknown field \"%.*s\"; rules/README.md names them",
                                 CL_SPAN_PRINT(words.items[i]));
        }
        out->count++;
    }
    return CL_OK;
}

/* --- the forms of values --- */

static cl_status take_flag(const condition_loader *load, const cl_yaml *node, cl_condition *out)
{
    (void)out;
    if (node->kind != CL_YAML_SCALAR || !cl_span_equal(node->text, CL_SPAN("true"))) {
        return cl_yaml_error(node, load->error, "\"%.*s\" takes true; leave it out otherwise",
                             CL_SPAN_PRINT(node->key));
    }
    return CL_OK;
}

static cl_status take_number(const condition_loader *load, const cl_yaml *node, cl_condition *out)
{
    size_t number = 0;
    bool good = node->kind == CL_YAML_SCALAR && node->text.len > 0;
    for (size_t i = 0; good && i < node->text.len; i++) {
        uint8_t digit = node->text.data[i];
        good = digit >= '0' && digit <= '9' && number <= CL_FIELD_BYTES_MAX;
        number = good ? number * 10 + (size_t)(digit - '0') : 0;
    }
    if (!good || number == 0 || number > CL_FIELD_BYTES_MAX) {
        return cl_yaml_error(node, load->error, "\"%.*s\" must be a number from 1 to %u",
                             CL_SPAN_PRINT(node->key), CL_FIELD_BYTES_MAX);
    }
    out->number = number;
    return CL_OK;
}

static cl_status take_words(const condition_loader *load, const cl_yaml *node, cl_condition *out)
{
    CL_TRY(cl_yaml_words(load->rules->arena, node, &out->words, load->error));
    return out->words.count > 0 ? CL_OK
                                : cl_yaml_error(node, load->error, "\"%.*s\" names nothing",
                                                CL_SPAN_PRINT(node->key));
}

/* Fails on the first word that is not in `known`. */
static cl_status refuse_others(const condition_loader *load, const cl_yaml *node, cl_words words,
                               cl_words known)
{
    for (size_t i = 0; i < words.count; i++) {
        if (!cl_words_have(known, words.items[i])) {
            cl_span names = cl_words_join(load->rules->arena, known, ", ");
            return cl_yaml_error(
                node, load->error, "\"%.*s\" does not know \"%.*s\"; known are %.*s",
                CL_SPAN_PRINT(node->key), CL_SPAN_PRINT(words.items[i]), CL_SPAN_PRINT(names));
        }
    }
    return CL_OK;
}

static cl_status take_known(const condition_loader *load, const cl_yaml *node, const char *known,
                            cl_condition *out)
{
    cl_words words = {0};
    cl_span rest = cl_span_of(known);
    cl_span word;
    CL_TRY(take_words(load, node, out));
    while (cl_span_next(&rest, ' ', &word)) {
        CL_TRY(cl_words_add(&words, load->rules->arena, word));
    }
    return refuse_others(load, node, out->words, words);
}

static cl_status take_lists(const condition_loader *load, const cl_yaml *node, cl_condition *out)
{
    cl_words known = {0};
    CL_TRY(take_words(load, node, out));
    CL_TRY(cl_ruleset_list_names(load->rules, load->rules->arena, &known));
    return refuse_others(load, node, out->words, known);
}

static cl_status take_classes(const condition_loader *load, const cl_yaml *node, cl_condition *out)
{
    cl_words known = {0};
    CL_TRY(take_words(load, node, out));
    CL_TRY(cl_ruleset_placeholder_classes(load->rules, load->rules->arena, &known));
    return refuse_others(load, node, out->words, known);
}

static cl_status take_pattern(const condition_loader *load, const cl_yaml *node, cl_condition *out)
{
    size_t at = 0;
    cl_error why = {0};
    if (node->kind != CL_YAML_SCALAR || node->text.len == 0 ||
        node->text.len > CL_PATTERN_BYTES_MAX) {
        return cl_yaml_error(node, load->error, "\"%.*s\" must be one pattern",
                             CL_SPAN_PRINT(node->key));
    }
    cl_status status = cl_pattern_compile(node->text, &out->pattern, &at, &why);
    return status == CL_OK
               ? CL_OK
               : cl_yaml_error(node, load->error, "character %zu of the pattern: %s; correct it",
                               at + 1, why.message);
}

static cl_status take_agreement(const condition_loader *load, const cl_yaml *node,
                                cl_condition *out)
{
    CL_TRY(take_known(load, node, "country blocks caption_date", out));
    const cl_yaml *days = cl_yaml_get(load->check, "within_days");
    if (out->words.count != 1) {
        return cl_yaml_error(node, load->error, "\"agree\" takes one of its words");
    }
    return days == NULL ? CL_OK : take_number(load, days, out);
}

static cl_status take_fields(const condition_loader *load, const cl_yaml *node, cl_condition *out)
{
    CL_TRY(cl_field_list_read(load->rules->arena, node, &out->others, load->error));
    return out->others.count > 0 ? CL_OK
                                 : cl_yaml_error(node, load->error, "\"%.*s\" names no field",
                                                 CL_SPAN_PRINT(node->key));
}

static cl_status take_date(const condition_loader *load, const cl_yaml *node, cl_condition *out)
{
    return take_known(load, node, "real", out);
}

static bool is_day(cl_span word)
{
    static const char form[] = "0000-00-00";
    if (word.len != sizeof form - 1) {
        return false;
    }
    for (size_t i = 0; i < word.len; i++) {
        bool digit = word.data[i] >= '0' && word.data[i] <= '9';
        if (form[i] == '0' ? !digit : word.data[i] != (uint8_t)form[i]) {
            return false;
        }
    }
    return true;
}

/* "now", days, and the names of fields with moments. */
static cl_status take_moments(const condition_loader *load, const cl_yaml *node, cl_condition *out)
{
    CL_TRY(take_words(load, node, out));
    cl_field_list *others = &out->others;
    others->items = cl_arena_alloc(load->rules->arena, out->words.count, sizeof *others->items);
    if (others->items == NULL) {
        return cl_arena_status(load->rules->arena);
    }
    for (size_t i = 0; i < out->words.count; i++) {
        cl_span word = out->words.items[i];
        if (cl_field_name_of(word, &others->items[others->count])) {
            others->count++;
        } else if (!is_day(word) && !cl_span_equal(word, CL_SPAN("now"))) {
            return cl_yaml_error(node, load->error,
                                 "\"%.*s\" is no moment; give now, a day such as 1826-01-01 or a "
                                 "field with a date",
                                 CL_SPAN_PRINT(word));
        }
    }
    return CL_OK;
}

static cl_status take_readings(const condition_loader *load, const cl_yaml *node, cl_condition *out)
{
    return take_known(load, node, "restriction notice credit byline unread", out);
}

/* --- the condition --- */

#define ENTRY(name, value) {#name, take_##value},
static const entry entries[CL_CONDITION_COUNT] = {CL_CONDITIONS(ENTRY)};

const char *cl_condition_name(cl_condition_kind kind)
{
    return entries[kind].name;
}

static cl_status no_condition(const cl_yaml *check, cl_error *error)
{
#define NAME(name, value) ", " #name
    static const char names[] = CL_CONDITIONS(NAME);
    return cl_yaml_error(check, error, "a check needs one condition of %s", names + 2);
}

/* "max_bytes: 32" */
static cl_status write_down(const condition_loader *load, const cl_yaml *node, cl_condition *out)
{
    cl_words words = {0};
    CL_TRY(cl_yaml_words(load->rules->arena, node, &words, load->error));
    cl_span value = cl_words_join(load->rules->arena, words, ", ");
    out->written = cl_arena_format(load->rules->arena, "%.*s: %.*s", CL_SPAN_PRINT(node->key),
                                   CL_SPAN_PRINT(value));
    return CL_OK;
}

cl_status cl_condition_read(cl_ruleset *rules, const cl_yaml *check, cl_condition *out,
                            cl_error *error)
{
    const condition_loader load = {rules, check, error};
    const cl_yaml *found = NULL;
    for (int kind = 0; kind < CL_CONDITION_COUNT; kind++) {
        const cl_yaml *node = cl_yaml_get(check, entries[kind].name);
        if (node != NULL && found != NULL) {
            return cl_yaml_error(node, error,
                                 "\"%s\" beside \"%.*s\": a check has one condition; make two "
                                 "checks of it",
                                 entries[kind].name, CL_SPAN_PRINT(found->key));
        }
        if (node != NULL) {
            found = node;
            out->kind = (cl_condition_kind)kind;
        }
    }
    if (found == NULL) {
        return no_condition(check, error);
    }
    if (cl_yaml_get(check, "within_days") != NULL && out->kind != CL_CONDITION_agree) {
        return cl_yaml_error(cl_yaml_get(check, "within_days"), error,
                             "\"within_days\" belongs to \"agree: caption_date\"");
    }
    CL_TRY(write_down(&load, found, out));
    return entries[out->kind].take(&load, found, out);
}
