#include "report/sheet_explain.h"

#include "base/damage.h"
#include "base/message.h"

/* In the words of the rules, which may be wrapped; empty parts are left out. */
static void set(cl_tree *tree, const char *name, cl_span english)
{
    if (english.len > 0) {
        cl_tree_set(tree, name, cl_message_span(english));
    }
}

static void open_rule(cl_tree *tree, cl_span id)
{
    cl_tree_open(tree, "explain");
    cl_tree_set(tree, "id", id);
}

/* A sentence of a check has {blanks}: what stood there in a picture is told with the picture. */
static void set_sentence(cl_tree *tree, const char *name, cl_span english)
{
    cl_span rest = english.len == 0 ? english : cl_message_span(english);
    cl_out text = {0};
    while (rest.len > 0) {
        size_t open = cl_span_find_byte(rest, '{');
        size_t close = cl_span_find_byte(rest, '}');
        cl_out_put(&text, cl_span_sub(rest, 0, open));
        bool is_blank = open < rest.len && open < close && close < rest.len;
        cl_out_text(&text, is_blank ? "…" : "");
        rest = is_blank ? cl_span_from(rest, close + 1) : cl_span_from(rest, open);
        if (!is_blank) {
            cl_out_put(&text, rest);
            break;
        }
    }
    if (text.len > 0) {
        cl_tree_set(tree, name, cl_out_span(&text));
    }
    cl_out_free(&text);
}

static void explain_check(cl_tree *tree, const cl_check_rule *check)
{
    open_rule(tree, check->id);
    set(tree, "title", check->title);
    set_sentence(tree, "says", check->message);
    set(tree, "why", check->why);
    set_sentence(tree, "fix", check->fix);
    cl_tree_close(tree);
}

static void explain_phrase(cl_tree *tree, const cl_phrase *phrase)
{
    open_rule(tree, phrase->id);
    set(tree, "title", phrase->about.len > 0 ? phrase->about : phrase->family_about);
    set(tree, "why", phrase->family_about);
    cl_tree_close(tree);
}

static const cl_damage_entry *damage_of(cl_span id)
{
    for (size_t i = 0; i < CL_DAMAGE_COUNT; i++) {
        const cl_damage_entry *entry = cl_damage_entry_of((cl_damage)i);
        if (cl_span_equal(cl_span_of(entry->id), id)) {
            return entry;
        }
    }
    return NULL;
}

static void explain_damage(cl_tree *tree, const cl_damage_entry *entry)
{
    open_rule(tree, cl_span_of(entry->id));
    set(tree, "title", cl_span_of(entry->title));
    set(tree, "why", cl_span_of(entry->why));
    set(tree, "fix", cl_span_of(entry->fix));
    cl_tree_close(tree);
}

/* The check speaks of pictures, so that it comes before a phrase of the same name. */
static void explain(cl_tree *tree, const cl_ruleset *rules, cl_span id)
{
    const cl_check_rule *check = rules == NULL ? NULL : cl_ruleset_check_of(rules, id);
    const cl_phrase *phrase = rules == NULL ? NULL : cl_ruleset_phrase_of(rules, id);
    const cl_damage_entry *damage = damage_of(id);
    if (check != NULL) {
        explain_check(tree, check);
    } else if (phrase != NULL) {
        explain_phrase(tree, phrase);
    } else if (damage != NULL) {
        explain_damage(tree, damage);
    }
}

cl_status cl_sheet_explain(const cl_names *used, const cl_ruleset *rules, cl_tree *tree)
{
    const cl_named *sorted;
    CL_TRY(cl_names_by_name(used, &sorted));
    for (size_t i = 0; i < used->items.count; i++) {
        explain(tree, rules, sorted[i].name);
    }
    return CL_OK;
}
