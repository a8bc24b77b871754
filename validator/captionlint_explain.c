/* A rule in prose, for `captionlint explain`. */
#include "captionlint_handle.h"

#include "base/text.h"

enum {
    COLUMNS = 78
};

/* One paragraph, two columns in, broken at blanks where a line is full. */
static void put_paragraph(cl_out *out, cl_span text)
{
    size_t column = 0;
    cl_span line;
    while (cl_span_next(&text, '\n', &line)) {
        cl_span word;
        while (cl_span_next(&line, ' ', &word)) {
            size_t width = cl_utf8_count(word);
            bool fits = column > 0 && column + 1 + width <= COLUMNS;
            cl_out_text(out, column == 0 ? "  " : fits ? " " : "\n  ");
            cl_out_printable(out, word);
            column = fits ? column + 1 + width : 2 + width;
        }
    }
    cl_out_byte(out, '\n');
}

/* Paragraphs are separated by an empty line. */
static void put_prose(cl_out *out, cl_span text)
{
    cl_span rest = cl_span_trim(text);
    while (rest.len > 0) {
        size_t end = cl_span_find(rest, CL_SPAN("\n\n"));
        put_paragraph(out, cl_span_sub(rest, 0, end));
        rest = cl_span_trim(cl_span_from(rest, end));
        cl_out_text(out, rest.len > 0 ? "\n" : "");
    }
}

static void put_labelled(cl_out *out, const char *label, cl_span text)
{
    if (text.len == 0) {
        return;
    }
    cl_out_format(out, "  %s: ", label);
    cl_out_printable(out, text);
    cl_out_byte(out, '\n');
}

static void put_words(cl_out *out, cl_words words)
{
    for (size_t i = 0; i < words.count; i++) {
        cl_out_text(out, i == 0 ? "" : ", ");
        cl_out_printable(out, words.items[i]);
    }
}

static void put_quoted(cl_out *out, cl_span text)
{
    cl_out_text(out, "\"");
    cl_out_printable(out, text);
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
    cl_out_text(out, "  It reads ");
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
        cl_out_format(out, "a notice: %.*s", CL_SPAN_PRINT(reads->notice));
        break;
    case CL_READS_UNREAD:
        cl_out_text(out, "what looks like a restriction and was not understood: a person must "
                         "look");
        break;
    }
    cl_out_text(out, ".\n");
}

static void put_named_fields(cl_out *out, const bool fields[CL_FIELD_NAME_COUNT])
{
    const char *separator = "  Looked for in ";
    for (size_t i = 0; i < CL_FIELD_NAME_COUNT; i++) {
        if (fields[i]) {
            cl_out_text(out, separator);
            cl_out_text(out, cl_field_name_text((cl_field_name)i));
            separator = ", ";
        }
    }
    cl_out_text(out, ".\n");
}

static void put_classes(cl_out *out, unsigned classes)
{
    static const char *const names[] = {
        [CL_CLASS_NOTES] = "instructions and rights fields",
        [CL_CLASS_PROSE] = "captions and headlines",
        [CL_CLASS_CREDIT] = "credit, source and copyright fields",
        [CL_CLASS_LABEL] = "keywords",
    };
    const char *separator = "  Looked for in ";
    for (unsigned i = CL_CLASS_NOTES; i <= CL_CLASS_LABEL; i++) {
        if ((classes & 1u << i) != 0) {
            cl_out_text(out, separator);
            cl_out_text(out, names[i]);
            separator = "; ";
        }
    }
    cl_out_text(out, ".\n");
}

static void put_phrase_example(cl_out *out, const cl_example *example)
{
    cl_out_text(out, "    ");
    put_quoted(out, example->text);
    if (example->has_values) {
        cl_out_text(out, " -> ");
        put_words(out, example->values);
    }
    if (example->credit.len > 0) {
        cl_out_text(out, " -> ");
        put_quoted(out, example->credit);
    }
    cl_out_byte(out, '\n');
}

static void put_phrase_examples(cl_out *out, const cl_phrase *phrase, bool good)
{
    cl_out_text(out, good ? "\n  Read so:\n" : "  Not read so:\n");
    for (const cl_example *at = phrase->examples; at != NULL; at = at->next) {
        if (at->good == good) {
            put_phrase_example(out, at);
        }
    }
}

static void explain_phrase(cl_out *out, const cl_phrase *phrase)
{
    cl_out_format(out, "%.*s\n\n", CL_SPAN_PRINT(phrase->id));
    put_prose(out, phrase->about);
    cl_out_byte(out, '\n');
    for (size_t i = 0; i < phrase->reads_count; i++) {
        put_reads(out, &phrase->reads[i]);
    }
    if (phrase->named_fields) {
        put_named_fields(out, phrase->fields);
    } else {
        put_classes(out, phrase->classes);
    }
    cl_out_format(out, "  Confidence %s; language %.*s; family %.*s.\n",
                  cl_confidence_name(phrase->confidence), CL_SPAN_PRINT(phrase->language),
                  CL_SPAN_PRINT(phrase->family));
    put_labelled(out, "Evidence", phrase->source);
    put_phrase_examples(out, phrase, true);
    put_phrase_examples(out, phrase, false);
    cl_out_text(out, "\n  ");
    cl_out_place(out, phrase->file, phrase->line);
    cl_out_byte(out, '\n');
}

static void put_check_example(cl_out *out, const cl_check_example *example)
{
    cl_out_text(out, "    ");
    for (const cl_check_example_part *at = example->parts; at != NULL; at = at->next) {
        cl_out_printable(out, at->key);
        cl_out_text(out, " ");
        put_quoted(out, at->value);
        cl_out_text(out, at->next == NULL ? "" : ", ");
    }
    cl_out_byte(out, '\n');
}

static void put_check_examples(cl_out *out, const cl_check_rule *check, bool good)
{
    cl_out_text(out, good ? "\n  It speaks on:\n" : "  It is silent on:\n");
    for (const cl_check_example *at = check->examples; at != NULL; at = at->next) {
        if (at->good == good) {
            put_check_example(out, at);
        }
    }
}

static void put_when(cl_out *out, const char *what, cl_words words)
{
    if (words.count > 0) {
        cl_out_format(out, "  Only for %s ", what);
        put_words(out, words);
        cl_out_text(out, ".\n");
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

static void explain_check(cl_out *out, const cl_check_rule *check)
{
    cl_out_format(out, "%.*s: %.*s\n\n", CL_SPAN_PRINT(check->id), CL_SPAN_PRINT(check->title));
    put_prose(out, check->why);
    cl_out_format(out, "\n  It is %s.\n", what_follows(check));
    put_labelled(out, "Says", check->message);
    put_labelled(out, "Because", check->because);
    put_labelled(out, "What to do", check->fix);
    put_when(out, "pictures credited to", check->agencies);
    put_when(out, "the editions", check->editions);
    put_when(out, "what stands in", check->fields);
    put_check_examples(out, check, true);
    put_check_examples(out, check, false);
    cl_out_text(out, "\n  ");
    cl_out_place(out, check->file, check->line);
    cl_out_byte(out, '\n');
}

static void explain_damage(cl_out *out, const cl_damage_entry *entry)
{
    cl_out_format(out, "%s: %s\n\n", entry->id, entry->title);
    put_prose(out, cl_span_of(entry->why));
    cl_out_format(out, "\n  Its level is %s%s.\n", cl_level_name(entry->level),
                  entry->incomplete ? "; the run ends with exit status 2, because not everything "
                                      "could be read"
                                    : "");
    put_labelled(out, "What to do", cl_span_of(entry->fix));
}

void captionlint_explain_rule(const captionlint_rule *rule, cl_out *out)
{
    if (rule->phrase != NULL) {
        explain_phrase(out, rule->phrase);
    } else if (rule->check != NULL) {
        explain_check(out, rule->check);
    } else {
        explain_damage(out, rule->damage);
    }
}
