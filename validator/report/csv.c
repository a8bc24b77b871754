/* --format csv: RFC 4180, a row a picture and edition, for spreadsheets. It begins with the mark by
 * which Excel knows UTF-8. A list has a line of its cell for each thing. No cell can begin with
 * what a spreadsheet takes for a formula, wherever the spreadsheet sees its beginning. */
#include "base/limits.h"
#include "base/message.h"
#include "base/text.h"
#include "caption/moment.h"
#include "check/waiver.h"
#include "report/report.h"

enum {
    CELL_MAX =
        32000 /* code units of UTF-16: Excel takes 32,767, and what comes behind needs room */
};

/* One cell that is being written. */
typedef struct cell {
    cl_out *out;
    size_t units; /* of UTF-16 */
    bool begun;   /* it has a line */
    bool cut;
} cell;

/* A picture as it is judged for one edition; `judgement` is NULL where it was not judged. */
typedef struct row {
    const cl_report_item *item;
    const cl_judgement *judgement;
    const cl_shown *shown;
} row;

/* --- a cell --- */

static bool is_blank(uint32_t code)
{
    return (code >= '\t' && code <= '\r') || code == ' ' || code == 0x85 || code == 0xA0 ||
           code == 0x2028 || code == 0x2029 || code == 0x3000;
}

/* OWASP, CSV injection: what begins a formula, in full width too, for some locales take that. */
static bool begins_formula(uint32_t code)
{
    return code == '=' || code == '+' || code == '-' || code == '@' || code == 0xFF1D ||
           code == 0xFF0B || code == 0xFF0D || code == 0xFF20;
}

/* Whether a cell that began here would be a formula, now or once its blanks and quotes are gone. */
static bool is_formula(cl_span text)
{
    uint32_t code;
    if (cl_span_equal(text, CL_SPAN("-"))) {
        return false; /* standard input */
    }
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        if (begins_formula(code)) {
            return true;
        }
        if (!is_blank(code) && code != '"') {
            return false;
        }
    }
    return false;
}

static void put_code(cell *to, uint32_t code)
{
    uint8_t bytes[CL_UTF8_MAX];
    size_t units = cl_out_escapes(code) ? 6 : code > 0xFFFF ? 2 : 1;
    to->cut = to->cut || to->units + units > CELL_MAX;
    if (to->cut) {
        return;
    }
    to->units += units;
    cl_out_text(to->out, code == '"' ? "\"" : ""); /* RFC 4180, 2.7 */
    cl_out_printable(to->out, (cl_span){bytes, cl_utf8_put(code, bytes)});
}

/* Where the language of the spreadsheet separates by semicolons, the row is taken apart there. */
static void guard(cell *to, cl_span rest)
{
    if (is_formula(rest)) {
        put_code(to, '\'');
    }
}

/* A line of the cell: white space of every kind is a space, other control characters are shown. */
static void put_line(cell *to, cl_span text)
{
    uint32_t code;
    if (text.len == 0) {
        return;
    }
    if (to->begun) {
        put_code(to, '\n');
    }
    to->begun = true;
    guard(to, text);
    for (size_t at = 0; !to->cut && cl_utf8_next(text, &at, &code);) {
        put_code(to, is_blank(code) ? ' ' : code);
        if (code == ';') {
            guard(to, cl_span_from(text, at));
        }
    }
}

static void end_cell(cell *to)
{
    cl_out_text(to->out, to->cut ? " […]\"" : "\"");
}

/* --- what stands in the cells --- */

static void put_words(cell *to, cl_words words)
{
    for (size_t i = 0; i < words.count; i++) {
        put_line(to, words.items[i]);
    }
}

static void put_path(cell *to, const row *of)
{
    put_line(to, of->item->record->path);
}

static void put_id(cell *to, const row *of)
{
    put_line(to, of->item->record->id);
}

static void put_format(cell *to, const row *of)
{
    put_line(to, of->item->record->format);
}

static void put_edition(cell *to, const row *of)
{
    if (of->judgement != NULL) {
        put_line(to, of->judgement->edition->name);
    }
}

static void put_verdict(cell *to, const row *of)
{
    if (of->judgement != NULL) {
        put_line(to, cl_span_of(cl_verdict_name(of->judgement->verdict)));
    }
}

static void put_incomplete(cell *to, const row *of)
{
    put_line(to, cl_report_incomplete(of->item) ? CL_SPAN("yes") : CL_SPAN("no"));
}

/* Those of a role, each wording once: the same credit may stand in several fields. */
static bool put_credits(cell *to, const cl_record *record, cl_credit_role role)
{
    bool any = false;
    for (size_t i = 0; i < record->credits.count; i++) {
        const cl_credit *credit = cl_record_credit(record, i);
        bool wanted = credit->role == role && credit->text.len > 0;
        for (size_t j = 0; j < i && wanted; j++) {
            const cl_credit *earlier = cl_record_credit(record, j);
            wanted = earlier->role != role || !cl_span_equal(earlier->text, credit->text);
        }
        if (wanted) {
            put_line(to, credit->text);
            any = true;
        }
    }
    return any;
}

/* The credit to print; where nothing was judged, what is demanded, else asked for, else stated. */
static void put_credit(cell *to, const row *of)
{
    const cl_record *record = of->item->record;
    if (of->judgement != NULL) {
        put_line(to, of->judgement->print.credit);
        return;
    }
    if (!put_credits(to, record, CL_CREDIT_MANDATORY) &&
        !put_credits(to, record, CL_CREDIT_REQUESTED)) {
        (void)put_credits(to, record, CL_CREDIT_STATED);
    }
}

static void put_duties(cell *to, const row *of)
{
    for (size_t i = 0; of->judgement != NULL && i < of->judgement->duties.count; i++) {
        put_line(to, CL_ARRAY_AT(&of->judgement->duties, const cl_duty, i)->text);
    }
}

typedef void (*finding_fn)(cell *to, const cl_finding *finding);

static void each_of(cell *to, const cl_findings *findings, cl_level level, bool waived,
                    finding_fn put)
{
    for (size_t i = 0; i < findings->items.count; i++) {
        const cl_finding *finding = cl_findings_at(findings, i);
        if (finding->level == level && (finding->waiver != NULL) == waived) {
            put(to, finding);
        }
    }
}

/* The worst first, so that two cells that go through them have the same order. */
static void each_finding(cell *to, const row *of, bool waived, finding_fn put)
{
    static const cl_level levels[] = {CL_ERROR, CL_WARNING, CL_INFO};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (of->judgement != NULL) {
            each_of(to, &of->judgement->findings, levels[i], waived, put);
        }
        each_of(to, &of->item->record->findings, levels[i], waived, put);
    }
}

static void put_message(cell *to, const cl_finding *finding)
{
    put_line(to, finding->message);
}

static void put_rule(cell *to, const cl_finding *finding)
{
    put_line(to, finding->rule);
}

static void put_level(cell *to, const cl_finding *finding)
{
    put_line(to, cl_span_of(cl_level_name(finding->level)));
}

static void put_waiver(cell *to, const cl_finding *finding)
{
    cl_out line = {0};
    const cl_waiver *waiver = finding->waiver;
    cl_out_format(&line, "%.*s: %.*s (%.*s, %.*s)", CL_SPAN_PRINT(finding->rule),
                  CL_SPAN_PRINT(waiver->reason), CL_SPAN_PRINT(waiver->approved_by),
                  CL_SPAN_PRINT(waiver->expires));
    put_line(to, cl_out_span(&line));
    to->out->failed |= line.failed;
    cl_out_free(&line);
}

static void put_findings(cell *to, const row *of)
{
    each_finding(to, of, false, put_message);
}

static void put_rules(cell *to, const row *of)
{
    each_finding(to, of, false, put_rule);
}

static void put_levels(cell *to, const row *of)
{
    each_finding(to, of, false, put_level);
}

static void put_waived(cell *to, const row *of)
{
    each_finding(to, of, true, put_waiver);
}

static void put_first_place(cell *to, const cl_places *places)
{
    if (places->items.count > 0) {
        put_line(to, cl_places_first(places)->text);
    }
}

static void put_restrictions(cell *to, const row *of)
{
    for (size_t i = 0; i < of->item->record->restrictions.count; i++) {
        put_first_place(to, &cl_record_restriction(of->item->record, i)->places);
    }
}

static void put_notices(cell *to, const row *of)
{
    for (size_t i = 0; i < of->item->record->notices.count; i++) {
        put_first_place(to, &cl_record_notice(of->item->record, i)->places);
    }
}

static void put_unread(cell *to, const row *of)
{
    for (size_t i = 0; i < of->item->record->unread.count; i++) {
        put_first_place(to, &cl_record_unread(of->item->record, i)->places);
    }
}

static void put_moment(cell *to, const cl_moment *moment, bool meant)
{
    uint8_t text[CL_MOMENT_TEXT_MAX];
    if (moment->known) {
        put_line(to, (cl_span){text, cl_moment_write(moment, text)});
    } else if (meant) {
        put_line(to, cl_span_of(cl_message("not given")));
    }
}

/* Of several embargoes the last one counts. */
static void put_embargo(cell *to, const row *of)
{
    cl_moment last = {0};
    bool meant = false;
    for (size_t i = 0; i < of->item->record->restrictions.count; i++) {
        const cl_time_limit *time = &cl_record_restriction(of->item->record, i)->time;
        meant = meant || time->embargo;
        if (time->not_before.known &&
            (!last.known || cl_moment_latest(&time->not_before) > cl_moment_latest(&last))) {
            last = time->not_before;
        }
    }
    put_moment(to, &last, meant);
}

/* Of several ends the first one counts. */
static void put_expiry(cell *to, const row *of)
{
    cl_moment first = {0};
    bool meant = false;
    for (size_t i = 0; i < of->item->record->restrictions.count; i++) {
        const cl_time_limit *time = &cl_record_restriction(of->item->record, i)->time;
        meant = meant || time->expiry || time->within.hours > 0;
        if (time->not_after.known &&
            (!first.known || cl_moment_earliest(&time->not_after) < cl_moment_earliest(&first))) {
            first = time->not_after;
        }
    }
    put_moment(to, &first, meant);
}

typedef cl_words (*credit_words_fn)(const cl_credit *credit);

/* Each word once, over all credits. */
static void put_of_credits(cell *to, const cl_record *record, credit_words_fn words_of)
{
    for (size_t i = 0; i < record->credits.count; i++) {
        cl_words words = words_of(cl_record_credit(record, i));
        for (size_t j = 0; j < words.count; j++) {
            bool seen = false;
            for (size_t k = 0; k < i && !seen; k++) {
                seen = cl_words_have(words_of(cl_record_credit(record, k)), words.items[j]);
            }
            put_words(to, seen ? (cl_words){0} : (cl_words){&words.items[j], 1, 1});
        }
    }
}

static cl_words agencies_of(const cl_credit *credit)
{
    return credit->agencies;
}

static cl_words persons_of(const cl_credit *credit)
{
    return credit->persons;
}

static void put_agencies(cell *to, const row *of)
{
    put_of_credits(to, of->item->record, agencies_of);
}

static void put_persons(cell *to, const row *of)
{
    put_of_credits(to, of->item->record, persons_of);
}

/* The value that programs show. */
static void put_field(cell *to, const row *of, cl_field_name name)
{
    const cl_fields *fields = &of->item->record->fields;
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        if (field->name == name && cl_shown_has(of->shown, field)) {
            put_line(to, field->value);
            return;
        }
    }
}

static void put_headline(cell *to, const row *of)
{
    put_field(to, of, CL_HEADLINE);
}

static void put_caption(cell *to, const row *of)
{
    put_field(to, of, CL_CAPTION);
}

/* --- the format --- */

/* What decides comes first, what is long last. Programs go by the names: they do not change. */
static const struct {
    const char *name;
    void (*put)(cell *to, const row *of);
} columns[] = {
    {"path", put_path},
    {"id", put_id},
    {"format", put_format},
    {"edition", put_edition},
    {"verdict", put_verdict},
    {"credit", put_credit},
    {"duties", put_duties},
    {"findings", put_findings},
    {"levels", put_levels},
    {"rules", put_rules},
    {"waived", put_waived},
    {"incomplete", put_incomplete},
    {"restrictions", put_restrictions},
    {"notices", put_notices},
    {"unread", put_unread},
    {"embargo", put_embargo},
    {"expiry", put_expiry},
    {"agencies", put_agencies},
    {"creators", put_persons},
    {"headline", put_headline},
    {"caption", put_caption},
};
enum {
    COLUMN_COUNT = sizeof columns / sizeof columns[0]
};

static cell begin_cell(cl_out *out, size_t column)
{
    cl_out_text(out, column > 0 ? ",\"" : "\"");
    return (cell){.out = out};
}

static void put_row(cl_out *out, const row *of)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        cell next = begin_cell(out, i);
        columns[i].put(&next, of);
        end_cell(&next);
    }
    cl_out_text(out, "\r\n");
}

/* An input that could not be read at all is no picture, and must not be missed all the same. */
static void put_failure(cl_out *out, cl_span why)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        cell next = begin_cell(out, i);
        if (columns[i].put == put_findings) {
            put_line(&next, why);
        } else if (columns[i].put == put_levels) {
            put_line(&next, cl_span_of(cl_level_name(CL_ERROR)));
        } else if (columns[i].put == put_incomplete) {
            put_line(&next, CL_SPAN("yes"));
        }
        end_cell(&next);
    }
    cl_out_text(out, "\r\n");
}

static void begin(cl_out *out, const cl_report_options *options)
{
    (void)options;
    cl_out_text(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        cl_out_format(out, "%s%s", i > 0 ? "," : "", columns[i].name);
    }
    cl_out_text(out, "\r\n");
}

static void item(cl_out *out, const cl_report_options *options, const cl_report_item *picture)
{
    cl_shown shown;
    (void)options;
    cl_shown_find(&picture->record->fields, picture->shown, &shown);
    if (picture->judgement_count == 0) {
        put_row(out, &(row){picture, NULL, &shown});
    }
    for (size_t i = 0; i < picture->judgement_count; i++) {
        put_row(out, &(row){picture, &picture->judgements[i], &shown});
    }
}

static void end(cl_out *out, const cl_report_options *options, const cl_report_totals *totals)
{
    cl_span rest = cl_out_span(&totals->failures);
    cl_span line;
    (void)options;
    while (rest.len > 0 && cl_span_next(&rest, '\n', &line)) {
        if (line.len > 0) {
            put_failure(out, line);
        }
    }
    if (totals->failed > CL_TOTALS_NAMES_MAX) {
        cl_out more = {0};
        cl_out_format(&more, cl_message("and %zu more\n"), totals->failed - CL_TOTALS_NAMES_MAX);
        put_failure(out, cl_span_trim(cl_out_span(&more)));
        out->failed |= more.failed;
        cl_out_free(&more);
    }
}

const cl_report_format cl_report_csv = {
    .name = "csv",
    .for_people = true,
    .begin = begin,
    .item = item,
    .between = "",
    .end = end,
};
