#include "report/text_record.h"

#include "base/limits.h"
#include "base/message.h"
#include "report/origin.h"

enum {
    INDENT = 4,
    TEXT_AT = 24, /* column of what stands behind a name */
    VALUE_LINES = 4
};

static void heading(const cl_terminal *terminal, const char *name, size_t count)
{
    cl_out_text(terminal->out, "  ");
    cl_terminal_paint(terminal, CL_BOLD, cl_message(name));
    cl_out_text(terminal->out, count == 0 ? cl_message("  none\n") : "\n");
}

/* A name and the spaces up to TEXT_AT. */
static void label(const cl_terminal *terminal, cl_colour colour, cl_span name)
{
    cl_out *out = terminal->out;
    cl_out_repeat(out, " ", INDENT);
    cl_terminal_start(terminal, colour);
    cl_terminal_cut(out, TEXT_AT - INDENT - 1, name);
    cl_terminal_stop(terminal, colour);
    size_t at = INDENT + cl_terminal_width(name);
    cl_out_repeat(out, " ", at < TEXT_AT ? TEXT_AT - at : 1);
}

/* The text from TEXT_AT on, in `colour`; frees it. */
static void paragraph(const cl_terminal *terminal, cl_colour colour, cl_out *text)
{
    cl_terminal_start(terminal, colour);
    cl_terminal_wrap(terminal, TEXT_AT, TEXT_AT, cl_out_span(text));
    cl_terminal_stop(terminal, colour);
    cl_out_byte(terminal->out, '\n');
    terminal->out->failed |= text->failed;
    cl_out_free(text);
}

static bool alike(const cl_field *a, const cl_field *b)
{
    return a->name == b->name && cl_span_equal(a->value, b->value);
}

static bool is_repeated(const cl_fields *fields, size_t i)
{
    for (size_t j = 0; j < i; j++) {
        if (alike(cl_fields_at(fields, j), cl_fields_at(fields, i))) {
            return true;
        }
    }
    return false;
}

/* Whether another block gives the property otherwise. */
static bool has_other_value(const cl_fields *fields, size_t of)
{
    const cl_field *field = cl_fields_at(fields, of);
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *other = cl_fields_at(fields, i);
        if (other->name == field->name && !alike(other, field) && !cl_fields_belong(other, field)) {
            return true;
        }
    }
    return false;
}

/* Where a value stands: the field and all that repeat it. Of a property with several values it is
 * told which one programs show. */
static void put_sources(const cl_terminal *terminal, const cl_fields *fields, const cl_shown *shown,
                        size_t first)
{
    bool differs = has_other_value(fields, first);
    for (size_t i = first; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        if (alike(cl_fields_at(fields, first), field)) {
            cl_out origin = {0};
            cl_origin_source(&origin, field);
            cl_out_text(&origin,
                        differs && cl_shown_has(shown, field) ? cl_message("; shown") : "");
            cl_out_repeat(terminal->out, " ", TEXT_AT);
            paragraph(terminal, CL_DIM, &origin);
        }
    }
}

static void put_fields(const cl_terminal *terminal, const cl_report_item *item)
{
    const cl_fields *fields = &item->record->fields;
    cl_shown shown;
    cl_shown_find(fields, item->shown, &shown);
    heading(terminal, CL_MESSAGE("Fields"), fields->items.count);
    for (size_t i = 0; i < fields->items.count; i++) {
        if (is_repeated(fields, i)) {
            continue;
        }
        const cl_field *field = cl_fields_at(fields, i);
        cl_out value = {0};
        cl_terminal_cut(&value, (terminal->columns - TEXT_AT) * VALUE_LINES, field->value);
        label(terminal, CL_PLAIN, cl_span_of(cl_field_name_text(field->name)));
        paragraph(terminal, CL_PLAIN, &value);
        put_sources(terminal, fields, &shown, i);
    }
}

/* The words as they stand, and where: the proof of a clause. `begun`: the first line has its label.
 */
static void put_places(const cl_terminal *terminal, const cl_places *places, cl_span rule,
                       bool begun)
{
    for (size_t i = 0; i < places->items.count; i++) {
        const cl_place *place = CL_ARRAY_AT(&places->items, const cl_place, i);
        cl_out line = {0};
        cl_out_byte(&line, '"');
        cl_terminal_cut(&line, (terminal->columns - TEXT_AT) * VALUE_LINES, place->text);
        cl_out_text(&line, "\", ");
        cl_origin_line(&line, place->field, place->start, place->end);
        cl_out_text(&line, "; ");
        cl_out_put(&line, rule);
        cl_out_repeat(terminal->out, " ", begun && i == 0 ? 0 : TEXT_AT);
        paragraph(terminal, CL_DIM, &line);
    }
}

/* "agencies AFP, KCNA" */
static void add_names(cl_out *line, const char *label_text, cl_words names)
{
    for (size_t i = 0; i < names.count; i++) {
        cl_out_text(line, i > 0 ? ", " : label_text);
        cl_out_put(line, names.items[i]);
    }
}

/* The same for words of the vocabularies, in the reader's language. */
static void add_words(cl_out *line, const char *label_text, cl_words words)
{
    for (size_t i = 0; i < words.count; i++) {
        cl_out_text(line, i > 0 ? ", " : label_text);
        cl_out_put(line, cl_message_span(words.items[i]));
    }
}

static void put_credits(const cl_terminal *terminal, const cl_record *record)
{
    heading(terminal, CL_MESSAGE("Credits"), record->credits.count);
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        cl_out line = {0};
        cl_out_put(&line, credit->text.len > 0 ? credit->text
                                               : cl_span_of(cl_message("wording not given")));
        add_names(&line, cl_message("; persons "), credit->persons);
        add_names(&line, cl_message("; agencies "), credit->agencies);
        add_names(&line, cl_message("; others "), credit->others);
        label(terminal, CL_CYAN, cl_span_of(cl_message(cl_credit_role_name(credit->role))));
        paragraph(terminal, CL_PLAIN, &line);
        put_places(terminal, &credit->places, credit->rule, false);
    }
}

static void add_duration(cl_out *line, const char *before, cl_duration duration)
{
    if (duration.hours > 0) {
        unsigned count = duration.in_days ? duration.hours / 24 : duration.hours;
        cl_out_text(line, before);
        if (duration.in_days) {
            cl_out_format(line, count == 1 ? cl_message("%u day") : cl_message("%u days"), count);
        } else {
            cl_out_format(line, count == 1 ? cl_message("%u hour") : cl_message("%u hours"), count);
        }
    }
}

static void add_moment(cl_out *line, const char *before, const cl_moment *moment)
{
    if (!moment->known) {
        return;
    }
    uint8_t text[CL_MOMENT_TEXT_MAX];
    cl_out_text(line, before);
    cl_out_put(line, (cl_span){text, cl_moment_write(moment, text)});
}

static void add_time(cl_out *line, const cl_time_limit *time)
{
    cl_out_text(line, time->one_time ? cl_message(", one time") : "");
    add_duration(line, cl_message(", within "), time->within);
    add_moment(line, cl_message(" from "), &time->from);
    add_moment(line, cl_message(", not before "), &time->not_before);
    add_moment(line, cl_message(", not after "), &time->not_after);
    if (time->embargo && !time->not_before.known) {
        cl_out_text(line, cl_message(", embargo until a moment that is not given"));
    }
    if (time->expiry && !time->not_after.known) {
        cl_out_text(line, cl_message(", ends at a moment that is not given"));
    }
}

static void add_scope(cl_out *line, const cl_scope *scope)
{
    add_words(line, cl_message("; in "), scope->territory);
    add_words(line, cl_message("; on "), scope->medium);
    add_words(line, cl_message("; for "), scope->use);
    add_duration(line, cl_message("; for "), scope->lasts);
    add_moment(line, cl_message("; until "), &scope->until);
}

static void put_restrictions(const cl_terminal *terminal, const cl_record *record)
{
    heading(terminal, CL_MESSAGE("Restrictions"), record->restrictions.count);
    for (size_t i = 0; i < record->restrictions.count; i++) {
        const cl_restriction *restriction = cl_record_restriction(record, i);
        cl_out line = {0};
        cl_out_text(&line, cl_message(cl_effect_name(restriction->effect)));
        if (restriction->kind == CL_KIND_OUTLET) {
            add_names(&line, " ", restriction->values);
        } else {
            add_words(&line, " ", restriction->values);
        }
        add_words(&line, cl_message("; perhaps "), restriction->review);
        if (restriction->kind == CL_KIND_TIME) {
            add_time(&line, &restriction->time);
        }
        add_scope(&line, &restriction->scope);
        if (restriction->confidence != CL_HIGH) {
            cl_out_text(&line, restriction->confidence == CL_LOW
                                   ? cl_message("; low confidence")
                                   : cl_message("; medium confidence"));
        }
        label(terminal, CL_RED, cl_span_of(cl_message(cl_kind_name(restriction->kind))));
        paragraph(terminal, CL_PLAIN, &line);
        put_places(terminal, &restriction->places, restriction->rule, false);
    }
}

static void put_notices(const cl_terminal *terminal, const cl_record *record)
{
    heading(terminal, CL_MESSAGE("Notices"), record->notices.count);
    for (size_t i = 0; i < record->notices.count; i++) {
        const cl_notice *notice = cl_record_notice(record, i);
        label(terminal, CL_YELLOW, notice->kind);
        put_places(terminal, &notice->places, notice->rule, true);
    }
}

static void put_unread(const cl_terminal *terminal, const cl_record *record)
{
    heading(terminal, CL_MESSAGE("Unread"), record->unread.count);
    for (size_t i = 0; i < record->unread.count; i++) {
        const cl_unread *unread = cl_record_unread(record, i);
        label(terminal, CL_MAGENTA, cl_span_of(cl_message("not understood")));
        put_places(terminal, &unread->places, unread->rule, true);
    }
}

void cl_text_record(const cl_terminal *terminal, const cl_report_item *item)
{
    put_fields(terminal, item);
    put_credits(terminal, item->record);
    put_restrictions(terminal, item->record);
    put_notices(terminal, item->record);
    put_unread(terminal, item->record);
}
