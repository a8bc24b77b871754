#include "report/sarif_rules.h"

#include "base/damage.h"
#include "base/text.h"

/* What a rule says of itself, whatever it is. */
typedef struct descriptor {
    cl_span id;
    cl_span kind;
    cl_level level;
    cl_span title;
    cl_span why;
    cl_span message; /* the three below with {placeholders}; empty: it has none */
    cl_span because;
    cl_span fix;
} descriptor;

void cl_sarif_message(cl_out *out, cl_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        uint8_t byte = text.data[i];
        bool doubled = byte == '{' || byte == '}';                    /* 3.11.5 */
        bool links = byte == '(' && i > 0 && text.data[i - 1] == ']'; /* 3.11.6 */
        cl_out_text(out, links ? " " : "");
        cl_out_byte(out, (char)byte);
        if (doubled) {
            cl_out_byte(out, (char)byte);
        }
    }
}

/* Frees the text. */
static void put_message(cl_json *json, cl_span key, cl_out *text)
{
    cl_out message = {0};
    cl_sarif_message(&message, cl_out_span(text));
    cl_json_put_string(json, key, cl_out_span(&message));
    json->out->failed |= text->failed || message.failed;
    cl_out_free(&message);
    cl_out_free(text);
}

/* The same as an object; frees the text. */
static void put_text(cl_json *json, cl_span key, cl_out *text)
{
    cl_json_open_at(json, key, '{');
    put_message(json, CL_SPAN("text"), text);
    cl_json_close(json, '}');
}

/* CommonMark, 2.4: a backslash before ASCII punctuation makes it a letter. */
static void put_markdown(cl_out *out, cl_span text)
{
    static const cl_span marks = {(const uint8_t *)"\\`*_[]<>#|&~!", 13};
    for (size_t i = 0; i < text.len; i++) {
        if (cl_span_find_byte(marks, text.data[i]) < marks.len) {
            cl_out_byte(out, '\\');
        }
        cl_out_byte(out, (char)text.data[i]);
    }
}

static void put_words(cl_out *out, bool markdown, cl_span text)
{
    if (markdown) {
        put_markdown(out, text);
    } else {
        cl_out_put(out, text);
    }
}

/* What is filled in later stands as <names>: in braces it would be one of SARIF's own arguments. */
static void put_template(cl_out *out, bool markdown, cl_span text)
{
    cl_out shown = {0};
    for (size_t i = 0; i < text.len; i++) {
        char byte = (char)text.data[i];
        cl_out_byte(&shown, byte == '{' ? '<' : byte == '}' ? '>' : byte);
    }
    put_words(out, markdown, cl_out_span(&shown));
    out->failed |= shown.failed;
    cl_out_free(&shown);
}

static void put_part(cl_out *out, bool markdown, const char *label, cl_span text)
{
    if (text.len > 0) {
        cl_out_text(out, markdown ? "\n\n**" : "\n\n");
        cl_out_text(out, label);
        cl_out_text(out, markdown ? ":** " : ": ");
        put_template(out, markdown, text);
    }
}

/* A rule file breaks its lines where they are full; only an empty line ends a paragraph. */
static cl_out prose_of(cl_span why)
{
    cl_out prose = {0};
    cl_span text = cl_span_trim(why);
    for (size_t i = 0; i < text.len; i++) {
        bool breaks = text.data[i] == '\n';
        bool ends = breaks && (text.data[i + 1] == '\n' || text.data[i - 1] == '\n');
        cl_out_byte(&prose, breaks && !ends ? ' ' : (char)text.data[i]);
    }
    return prose;
}

static cl_out help_of(const descriptor *rule, bool markdown)
{
    cl_out text = {0};
    cl_out why = prose_of(rule->why);
    put_words(&text, markdown, cl_out_span(&why));
    text.failed |= why.failed;
    cl_out_free(&why);
    put_part(&text, markdown, "It says", rule->message);
    put_part(&text, markdown, "Because", rule->because);
    put_part(&text, markdown, "What to do", rule->fix);
    return text;
}

static void put_help(cl_json *json, const descriptor *rule)
{
    cl_out plain = help_of(rule, false);
    cl_out markdown = help_of(rule, true);
    cl_json_open_at(json, CL_SPAN("help"), '{');
    put_message(json, CL_SPAN("text"), &plain);
    put_message(json, CL_SPAN("markdown"), &markdown);
    cl_json_close(json, '}');
}

/* "problem.severity" is how GitHub sorts what is no matter of security. */
static void put_properties(cl_json *json, const descriptor *rule)
{
    static const char *const severities[] = {
        [CL_INFO] = "recommendation", [CL_WARNING] = "warning", [CL_ERROR] = "error"};
    cl_span kind = rule->kind;
    cl_json_open_at(json, CL_SPAN("properties"), '{');
    cl_json_put_words(json, CL_SPAN("tags"), (cl_words){.items = &kind, .count = 1});
    cl_json_put_text(json, CL_SPAN("problem.severity"), severities[rule->level]);
    cl_json_close(json, '}');
}

static void put_rule(cl_json *json, const descriptor *rule)
{
    cl_out title = {0};
    cl_out why = prose_of(rule->why);
    cl_out_put(&title, rule->title);
    cl_json_open(json, '{');
    cl_json_put_string(json, CL_SPAN("id"), rule->id);
    put_text(json, CL_SPAN("shortDescription"), &title);
    put_text(json, CL_SPAN("fullDescription"), &why);
    put_help(json, rule);
    cl_json_open_at(json, CL_SPAN("defaultConfiguration"), '{');
    cl_json_put_text(json, CL_SPAN("level"), cl_level_word(rule->level));
    cl_json_close(json, '}');
    put_properties(json, rule);
    cl_json_close(json, '}');
}

static void put_checks(cl_json *json, const cl_ruleset *rules)
{
    size_t count = rules == NULL ? 0 : cl_ruleset_check_count(rules);
    for (size_t i = 0; i < count; i++) {
        const cl_check_rule *check = cl_ruleset_check(rules, i);
        const descriptor rule = {.id = check->id,
                                 .kind = check->kind,
                                 .level = check->duty ? CL_INFO : check->level,
                                 .title = check->title,
                                 .why = check->why,
                                 .message = check->message,
                                 .because = check->because,
                                 .fix = check->fix};
        put_rule(json, &rule);
    }
}

static void put_damage(cl_json *json)
{
    for (size_t i = 0; i < CL_DAMAGE_COUNT; i++) {
        const cl_damage_entry *entry = cl_damage_entry_of((cl_damage)i);
        const descriptor rule = {.id = cl_span_of(entry->id),
                                 .kind = CL_SPAN("damage"),
                                 .level = entry->level,
                                 .title = cl_span_of(entry->title),
                                 .why = cl_span_of(entry->why),
                                 .fix = cl_span_of(entry->fix)};
        put_rule(json, &rule);
    }
}

void cl_sarif_rules(cl_json *json, const cl_ruleset *rules)
{
    cl_json_open_at(json, CL_SPAN("rules"), '[');
    put_checks(json, rules);
    put_damage(json);
    cl_json_close(json, ']');
}
