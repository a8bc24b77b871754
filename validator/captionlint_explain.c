/* What a rule means, for `captionlint explain` and for the reference of all rules. */
#include "captionlint_handle.h"

/* Writes what was put together as a fact and empties it for the next one. */
static void put_fact(cl_document *document, const char *label, cl_out *text)
{
    document->format->fact(document, label, cl_out_span(text));
    document->out->failed = document->out->failed || text->failed;
    cl_out_clear(text);
}

static void put_words(cl_out *out, cl_words words)
{
    for (size_t i = 0; i < words.count; i++) {
        cl_out_text(out, i == 0 ? "" : ", ");
        cl_out_put(out, words.items[i]);
    }
}

static void put_quoted(cl_out *out, cl_span text)
{
    cl_out_text(out, "\"");
    cl_out_put(out, text);
    cl_out_text(out, "\"");
}

static void put_restriction(cl_out *out, const cl_reads *reads)
{
    cl_out_format(out, "a restriction: %s %s", cl_kind_name(reads->kind),
                  cl_effect_name(reads->effect));
    if (reads->values.group != 0) {
        cl_out_text(out, ", with the values that the text names");
    } else if (reads->values.literal.count > 0) {
        cl_out_text(out, " ");
        put_words(out, reads->values.literal);
    }
    if (reads->one_time) {
        cl_out_text(out, ", one time");
    }
    if (reads->within != 0) {
        cl_out_text(out, ", within a time");
    }
    if (reads->embargo || reads->not_before != 0) {
        cl_out_text(out, ", not before a moment");
    }
    if (reads->expiry || reads->not_after != 0) {
        cl_out_text(out, ", not after a moment");
    }
}

static void put_reads(cl_out *out, const cl_reads *reads)
{
    switch (reads->what) {
    case CL_READS_NOTHING:
        cl_out_text(out, "nothing that limits: the words are understood and left aside");
        break;
    case CL_READS_RESTRICTION:
        put_restriction(out, reads);
        break;
    case CL_READS_CREDIT:
        cl_out_format(out, "a credit, %s%s", cl_credit_role_name(reads->role),
                      reads->quoted ? ", in that very wording" : "");
        break;
    case CL_READS_NOTICE:
        cl_out_text(out, "a notice: ");
        cl_out_put(out, reads->notice);
        break;
    case CL_READS_UNREAD:
        cl_out_text(out, "what looks like a restriction and was not understood: a person must "
                         "look");
        break;
    }
}

static void put_named_fields(cl_out *out, const bool fields[CL_FIELD_NAME_COUNT])
{
    const char *separator = "";
    for (size_t i = 0; i < CL_FIELD_NAME_COUNT; i++) {
        if (fields[i]) {
            cl_out_text(out, separator);
            cl_out_text(out, cl_field_name_text((cl_field_name)i));
            separator = ", ";
        }
    }
}

static void put_classes(cl_out *out, unsigned classes)
{
    static const char *const names[] = {
        [CL_CLASS_NOTES] = "instructions and rights fields",
        [CL_CLASS_PROSE] = "captions and headlines",
        [CL_CLASS_CREDIT] = "credit, source and copyright fields",
        [CL_CLASS_LABEL] = "keywords",
    };
    const char *separator = "";
    for (unsigned i = CL_CLASS_NOTES; i <= CL_CLASS_LABEL; i++) {
        if ((classes & 1u << i) != 0) {
            cl_out_text(out, separator);
            cl_out_text(out, names[i]);
            separator = "; ";
        }
    }
}

static void put_phrase_example(cl_document *document, const cl_phrase *phrase,
                               const cl_example *example, cl_out *note)
{
    if (example->has_values) {
        cl_out_text(note, "→ ");
        put_words(note, example->values);
    }
    if (example->credit.len > 0) {
        cl_out_text(note, note->len > 0 ? " → " : "→ ");
        put_quoted(note, example->credit);
    }
    cl_out_format(note, "%s(%s)", note->len > 0 ? " " : "", cl_field_name_text(example->field));
    document->format->item(document, &(cl_document_item){.text = example->text,
                                                         .language = phrase->language,
                                                         .note = cl_out_span(note)});
    cl_out_clear(note);
}

static void put_phrase_examples(cl_document *document, const cl_phrase *phrase, bool good,
                                cl_out *note)
{
    document->format->list(document, good ? "Read so" : "Not so");
    for (const cl_example *at = phrase->examples; at != NULL; at = at->next) {
        if (at->good == good) {
            put_phrase_example(document, phrase, at, note);
        }
    }
}

static void put_place(cl_document *document, const char *file, size_t line, cl_out *text)
{
    cl_out_place(text, file, line);
    put_fact(document, "File", text);
}

static void explain_phrase(cl_document *document, const cl_phrase *phrase, cl_out *text)
{
    const cl_document_format *format = document->format;
    format->prose(document, phrase->about);
    for (size_t i = 0; i < phrase->reads_count; i++) {
        put_reads(text, &phrase->reads[i]);
        put_fact(document, i == 0 ? "It reads" : "and", text);
    }
    if (phrase->named_fields) {
        put_named_fields(text, phrase->fields);
    } else {
        put_classes(text, phrase->classes);
    }
    put_fact(document, "Looked for", text);
    format->fact(document, "Family", phrase->family);
    format->fact(document, "Language", phrase->language);
    format->fact(document, "Confidence", cl_span_of(cl_confidence_name(phrase->confidence)));
    format->fact(document, "Evidence", phrase->source);
    put_phrase_examples(document, phrase, true, text);
    put_phrase_examples(document, phrase, false, text);
    put_place(document, phrase->file, phrase->line, text);
}

static void put_check_example(cl_document *document, const cl_check_example *example, cl_out *text)
{
    for (const cl_check_example_part *at = example->parts; at != NULL; at = at->next) {
        cl_out_put(text, at->key);
        cl_out_text(text, " ");
        put_quoted(text, at->value);
        cl_out_text(text, at->next == NULL ? "" : ", ");
    }
    document->format->item(document, &(cl_document_item){.text = cl_out_span(text)});
    cl_out_clear(text);
}

static void put_check_examples(cl_document *document, const cl_check_rule *check, bool good,
                               cl_out *text)
{
    document->format->list(document, good ? "Speaks on" : "Silent on");
    for (const cl_check_example *at = check->examples; at != NULL; at = at->next) {
        if (at->good == good) {
            put_check_example(document, at, text);
        }
    }
}

static void put_when(cl_document *document, const char *what, cl_words words, cl_out *text)
{
    if (words.count > 0) {
        cl_out_text(text, what);
        put_words(text, words);
        put_fact(document, "Only for", text);
    }
}

static const char *what_follows(const cl_check_rule *check)
{
    if (check->duty) {
        return "a duty: the picture may be published when it is honoured";
    }
    return check->level == CL_ERROR     ? "an error: the picture must not be published"
           : check->level == CL_WARNING ? "a warning: a person must look"
                                        : "for information";
}

static void put_fields(cl_document *document, const char *label, const cl_field_list *fields,
                       cl_out *text)
{
    for (size_t i = 0; i < fields->count; i++) {
        cl_out_text(text, i == 0 ? "" : ", ");
        cl_out_text(text, cl_field_name_text(fields->items[i]));
    }
    put_fact(document, label, text);
}

/* What a check of a profile looks at and asks for. */
static void put_condition(cl_document *document, const cl_condition *condition, cl_out *text)
{
    if (condition == NULL) {
        return;
    }
    document->format->fact(document, "Profile", condition->profile->name);
    put_fields(document, "Looks at", &condition->fields, text);
    document->format->fact(document, "Asks", condition->written);
    put_when(document, "pictures in ", condition->formats, text);
    put_when(document, "values in ", condition->containers, text);
    put_when(document, "pictures with ", condition->present, text);
}

/* What exceptions from the check there may be. */
static void put_exceptions(cl_document *document, const cl_check_rule *check, cl_out *text)
{
    if (check->waivable_hours > 0) {
        cl_out_format(text, "hold for %u hours at most", check->waivable_hours);
        put_fact(document, "Waivers", text);
    }
    if (check->always_shown) {
        cl_out_text(text, "never hide it");
        put_fact(document, "Baselines", text);
    }
}

static void explain_check(cl_document *document, const cl_check_rule *check, cl_out *text)
{
    const cl_document_format *format = document->format;
    format->prose(document, check->why);
    format->fact(document, "It is", cl_span_of(what_follows(check)));
    put_condition(document, check->condition, text);
    format->fact(document, "Says", check->message);
    format->fact(document, "Because", check->because);
    format->fact(document, "What to do", check->fix);
    put_when(document, "pictures credited to ", check->agencies, text);
    put_when(document, "the editions ", check->editions, text);
    put_when(document, "what stands in ", check->fields, text);
    put_when(document, "pictures without ", check->absent, text);
    put_exceptions(document, check, text);
    put_check_examples(document, check, true, text);
    put_check_examples(document, check, false, text);
    put_place(document, check->file, check->line, text);
}

static void explain_damage(cl_document *document, const cl_damage_entry *entry, cl_out *text)
{
    document->format->prose(document, cl_span_of(entry->why));
    cl_out_format(text, "%s%s", cl_level_name(entry->level),
                  entry->incomplete ? "; the run ends with exit status 2, because not everything "
                                      "could be read"
                                    : "");
    put_fact(document, "Level", text);
    document->format->fact(document, "What to do", cl_span_of(entry->fix));
}

static void explain_profile(cl_document *document, const cl_ruleset *rules,
                            const cl_profile *profile, cl_out *text)
{
    document->format->prose(document, profile->purpose);
    document->format->fact(document, "Extends", profile->extends);
    document->format->list(document, "Checks");
    for (size_t i = 0; i < profile->checks.count; i++) {
        size_t index = *CL_ARRAY_AT(&profile->checks, const size_t, i);
        const cl_check_rule *check = cl_ruleset_check(rules, index);
        cl_out_put(text, check->id);
        cl_out_format(text, " (%s): ", cl_level_name(check->level));
        cl_out_put(text, check->title);
        document->format->item(document, &(cl_document_item){.text = cl_out_span(text)});
        cl_out_clear(text);
    }
    put_place(document, profile->file, profile->line, text);
}

/* Where a rule is told. */
typedef struct heading {
    unsigned level;
    const char *of;
} heading;

static void put_heading(cl_document *document, const heading *where, cl_span id, cl_span title)
{
    cl_out text = {0};
    cl_out_put(&text, id);
    cl_out_text(&text, title.len > 0 ? ": " : "");
    cl_out_put(&text, title);
    const cl_document_anchor anchor = {where->of, id};
    document->format->heading(document, where->level, anchor, cl_out_span(&text));
    document->out->failed = document->out->failed || text.failed;
    cl_out_free(&text);
}

void captionlint_explain_rule(const captionlint_rule *rule, unsigned level, const char *of,
                              cl_document *document)
{
    cl_out text = {0};
    const heading where = {level, of};
    if (rule->phrase != NULL) {
        put_heading(document, &where, rule->phrase->id, CL_SPAN(""));
        explain_phrase(document, rule->phrase, &text);
    }
    if (rule->check != NULL) {
        put_heading(document, &where, rule->check->id, rule->check->title);
        explain_check(document, rule->check, &text);
    }
    if (rule->damage != NULL) {
        put_heading(document, &where, cl_span_of(rule->damage->id),
                    cl_span_of(rule->damage->title));
        explain_damage(document, rule->damage, &text);
    }
    if (rule->profile != NULL) {
        put_heading(document, &where, rule->profile->name, rule->profile->title);
        explain_profile(document, rule->rules, rule->profile, &text);
    }
    cl_out_free(&text);
}
