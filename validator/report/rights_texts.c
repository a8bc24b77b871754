#include "report/rights_texts.h"

#include "base/fingerprint.h"
#include "check/finding_id.h"
#include "report/rights_terms.h"

/* RFC 9562, 5.8: version 8, whose bits are the application's own. */
bool cl_rights_uid(const cl_record *record, const char *what, char out[CL_RIGHTS_UID_MAX])
{
    static const char shape[] = "urn:uuid:xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    uint8_t bytes[CL_FINGERPRINT_BYTES];
    if (cl_record_content(record, bytes) != CL_OK) {
        return false;
    }
    cl_fingerprint fingerprint;
    cl_fingerprint_begin(&fingerprint);
    cl_fingerprint_add(&fingerprint, (cl_span){bytes, sizeof bytes});
    cl_fingerprint_add(&fingerprint, record->id);
    cl_fingerprint_add(&fingerprint, cl_span_of(what));
    cl_fingerprint_get(&fingerprint, bytes);
    bytes[6] = (uint8_t)(0x80 | (bytes[6] & 0x0F));
    bytes[8] = (uint8_t)(0x80 | (bytes[8] & 0x3F));
    char digits[CL_FINDING_ID_MAX];
    cl_finding_id_of(bytes, digits);
    out[sizeof shape - 1] = '\0';
    const char *next = digits;
    for (size_t i = 0; i < sizeof shape - 1; i++) {
        out[i] = shape[i] == 'x' ? *next++ : shape[i];
    }
    return true;
}

cl_span cl_rights_text(const cl_places *places)
{
    return places->items.count == 0 ? CL_EMPTY_SPAN : cl_places_first(places)->text;
}

bool cl_rights_field_at(const cl_report_item *item, cl_field_name name, size_t i, cl_span *out)
{
    const cl_fields *fields = &item->record->fields;
    cl_shown shown;
    cl_shown_find(fields, item->shown, &shown);
    for (size_t k = 0; k < fields->items.count; k++) {
        const cl_field *field = cl_fields_at(fields, k);
        if (field->name == name && cl_shown_has(&shown, field) && i-- == 0) {
            *out = field->value;
            return true;
        }
    }
    return false;
}

cl_span cl_rights_field(const cl_report_item *item, cl_field_name name)
{
    cl_span value = CL_EMPTY_SPAN;
    (void)cl_rights_field_at(item, name, 0, &value);
    return value;
}

bool cl_rights_is_web(cl_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] <= ' ' || text.data[i] >= 0x7F || text.data[i] == '"' ||
            text.data[i] == '<' || text.data[i] == '>') {
            return false;
        }
    }
    return cl_span_starts(text, CL_SPAN("http://")) || cl_span_starts(text, CL_SPAN("https://"));
}

/* --- what is left for a person --- */

static bool rest_of_restriction(const cl_restriction *restriction, bool own_terms,
                                cl_rights_rest *out)
{
    *out = (cl_rights_rest){.kind = "restriction",
                            .text = cl_rights_text(&restriction->places),
                            .rule = restriction->rule,
                            .why = cl_rights_saying_of(restriction, own_terms).why,
                            .maybe = restriction->review};
    return out->why != NULL;
}

static bool rest_of_credit(const cl_credit *credit, cl_rights_rest *out)
{
    *out = (cl_rights_rest){.kind = "credit",
                            .text = cl_rights_text(&credit->places),
                            .rule = credit->rule,
                            .why = "a credit is demanded, but nobody says which"};
    return credit->role != CL_CREDIT_STATED && credit->text.len == 0;
}

static bool rest_of_notice(const cl_notice *notice, cl_rights_rest *out)
{
    *out = (cl_rights_rest){.kind = "notice",
                            .text = cl_rights_text(&notice->places),
                            .rule = notice->rule,
                            .why = "there are no words for it"};
    return cl_rights_act_of(notice->kind) == NULL;
}

static bool rest_of_unread(const cl_unread *unread, cl_rights_rest *out)
{
    *out = (cl_rights_rest){.kind = "unread",
                            .text = cl_rights_text(&unread->places),
                            .rule = unread->rule,
                            .why = "it was not understood"};
    return true;
}

/* The i-th note of the record, all kinds in a row; *rest is whether it is left for a person. */
static bool note_at(const cl_record *record, bool own_terms, size_t i, cl_rights_rest *out,
                    bool *rest)
{
    if (i < record->restrictions.count) {
        *rest = rest_of_restriction(cl_record_restriction(record, i), own_terms, out);
        return true;
    }
    i -= record->restrictions.count;
    if (i < record->credits.count) {
        *rest = rest_of_credit(cl_record_credit(record, i), out);
        return true;
    }
    i -= record->credits.count;
    if (i < record->notices.count) {
        *rest = rest_of_notice(cl_record_notice(record, i), out);
        return true;
    }
    i -= record->notices.count;
    *rest = i < record->unread.count && rest_of_unread(cl_record_unread(record, i), out);
    return *rest;
}

bool cl_rights_rest_next(const cl_record *record, bool own_terms, size_t *at, cl_rights_rest *out)
{
    bool rest = false;
    while (!rest && note_at(record, own_terms, *at, out, &rest)) {
        ++*at;
    }
    return rest;
}

/* --- all words --- */

static bool uncertain(const cl_record *record)
{
    bool low = false;
    for (size_t i = 0; i < record->restrictions.count; i++) {
        low = low || cl_record_restriction(record, i)->confidence < CL_HIGH;
    }
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        low = low || (credit->role != CL_CREDIT_STATED && credit->confidence < CL_HIGH);
    }
    for (size_t i = 0; i < record->notices.count; i++) {
        low = low || cl_record_notice(record, i)->confidence < CL_HIGH;
    }
    return low;
}

bool cl_rights_wants_review(const cl_report_item *item, bool own_terms)
{
    cl_rights_rest rest;
    size_t at = 0;
    return cl_report_incomplete(item) || uncertain(item->record) ||
           cl_rights_rest_next(item->record, own_terms, &at, &rest);
}

static void put_line(cl_out *out, cl_span text)
{
    cl_span rest = cl_out_span(out);
    cl_span line;
    bool there = text.len == 0;
    while (!there && cl_span_next(&rest, '\n', &line)) {
        there = cl_span_equal(line, text);
    }
    if (there) {
        return;
    }
    if (out->len > 0) {
        cl_out_byte(out, '\n');
    }
    cl_out_put(out, text);
}

void cl_rights_put_texts(cl_out *out, const cl_report_item *item)
{
    const cl_record *record = item->record;
    put_line(out, cl_rights_field(item, CL_USAGE_TERMS));
    for (size_t i = 0; i < record->restrictions.count; i++) {
        put_line(out, cl_rights_text(&cl_record_restriction(record, i)->places));
    }
    for (size_t i = 0; i < record->notices.count; i++) {
        put_line(out, cl_rights_text(&cl_record_notice(record, i)->places));
    }
    for (size_t i = 0; i < record->unread.count; i++) {
        put_line(out, cl_rights_text(&cl_record_unread(record, i)->places));
    }
}

void cl_rights_put_rests(cl_out *out, const cl_record *record, bool own_terms)
{
    cl_rights_rest rest;
    size_t at = 0;
    while (cl_rights_rest_next(record, own_terms, &at, &rest)) {
        cl_out_text(out, out->len == 0 ? "" : "\n");
        cl_out_put(out, rest.text);
        cl_out_format(out, " (%s)", rest.why);
    }
}
