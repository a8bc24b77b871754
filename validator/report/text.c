/* --format text: for the editor who reads it at midnight. What decides comes first; what is true of
 * several editions is said once; every statement has its words underlined and its origin named. */
#include "base/limits.h"
#include "base/message.h"
#include "check/waiver.h"
#include "report/excerpt.h"
#include "report/gather.h"
#include "report/origin.h"
#include "report/reasons.h"
#include "report/text_record.h"

enum {
    INDENT = 2,
    BODY = 4,
    CHECKLIST = 8,
    VERDICT_WIDTH = 12
};

typedef struct look {
    const char *word;
    cl_colour colour;
} look;

static look look_of_verdict(cl_verdict verdict)
{
    static const look looks[] = {
        [CL_VERDICT_OK] = {CL_MESSAGE("OK"), CL_GREEN},
        [CL_VERDICT_DUTY] = {CL_MESSAGE("DUTY"), CL_CYAN},
        [CL_VERDICT_REVIEW] = {CL_MESSAGE("REVIEW"), CL_YELLOW},
        [CL_VERDICT_INCOMPLETE] = {CL_MESSAGE("INCOMPLETE"), CL_MAGENTA},
        [CL_VERDICT_BLOCK] = {CL_MESSAGE("BLOCK"), CL_RED},
    };
    return (look){cl_message(looks[verdict].word), looks[verdict].colour};
}

static look look_of_finding(const cl_finding *finding)
{
    if (finding->waiver != NULL) {
        return (look){cl_message("WAIVED"), CL_DIM};
    }
    if (finding->incomplete) {
        return look_of_verdict(CL_VERDICT_INCOMPLETE);
    }
    switch (finding->level) {
    case CL_ERROR:
        return look_of_verdict(CL_VERDICT_BLOCK);
    case CL_WARNING:
        return look_of_verdict(CL_VERDICT_REVIEW);
    case CL_INFO:
        break;
    }
    return (look){cl_message("NOTE"), CL_BOLD};
}

/* --- pieces --- */

static void put_origin(const cl_terminal *terminal, size_t indent, const cl_finding *finding)
{
    cl_out line = {0};
    const cl_proof *proof = &finding->proof;
    cl_origin_line(&line, proof->field, proof->start, proof->end);
    if (proof->field == NULL && proof->has_offset) {
        cl_out_format(&line, cl_message("byte %llu"), (unsigned long long)proof->offset);
    }
    cl_out_text(&line, line.len > 0 ? "; " : "");
    cl_out_put(&line, finding->rule);
    cl_terminal_paragraph(terminal, indent, "", CL_DIM, cl_out_span(&line));
    terminal->out->failed |= line.failed;
    cl_out_free(&line);
}

/* Whether the message quotes the whole value, so that an excerpt would only repeat it. */
static bool is_quoted(const cl_finding *finding, const cl_excerpt *excerpt)
{
    return excerpt->start == 0 && excerpt->end == excerpt->value.len &&
           cl_span_find(finding->message, excerpt->value) < finding->message.len;
}

static void put_excerpt(const cl_terminal *terminal, const cl_finding *finding)
{
    const cl_proof *proof = &finding->proof;
    if (proof->field == NULL || proof->end <= proof->start) {
        return;
    }
    cl_excerpt excerpt =
        cl_excerpt_of(proof->field->value, proof->start, proof->end, terminal->columns - BODY);
    if (is_quoted(finding, &excerpt)) {
        return;
    }
    const char *mark = finding->level == CL_ERROR ? "^" : "~";
    cl_excerpt_put(terminal, &excerpt, BODY, mark, look_of_finding(finding).colour);
}

/* "web-kr, web-jp"; nothing where it is true of every edition. */
static void add_editions(cl_out *line, const cl_report_item *item, cl_remarks group,
                         const char *behind)
{
    if (group.count >= item->judgement_count) {
        return;
    }
    for (size_t i = 0; i < group.count; i++) {
        cl_out_text(line, i > 0 ? ", " : "");
        cl_out_put(line, item->judgements[group.items[i].edition].edition->name);
    }
    cl_out_text(line, behind);
}

/* --- parts of one picture --- */

static void put_verdict(const cl_terminal *terminal, size_t indent, cl_verdict verdict)
{
    look shown = look_of_verdict(verdict);
    cl_out_repeat(terminal->out, " ", indent);
    cl_terminal_paint(terminal, shown.colour, shown.word);
    size_t width = cl_terminal_width(cl_span_of(shown.word));
    cl_out_repeat(terminal->out, " ", width < VERDICT_WIDTH ? VERDICT_WIDTH - width : 1);
}

/* The line that is looked for: the verdict, at the very beginning, and the picture. */
static void put_title(const cl_terminal *terminal, const cl_report_item *item)
{
    const cl_record *record = item->record;
    if (item->judgement_count > 0) {
        put_verdict(terminal, 0, cl_report_worst(item));
    }
    cl_terminal_start(terminal, CL_BOLD);
    cl_report_name(terminal->out, record->path, record->id);
    cl_terminal_stop(terminal, CL_BOLD);
    cl_terminal_start(terminal, CL_DIM);
    cl_out_text(terminal->out, record->format.len > 0 ? "  " : "");
    cl_terminal_text(terminal->out, record->format);
    if (item->judgement_count == 1) {
        cl_out_text(terminal->out, "  (");
        cl_terminal_text(terminal->out, item->judgements[0].edition->name);
        cl_out_byte(terminal->out, ')');
    }
    cl_terminal_stop(terminal, CL_DIM);
    cl_out_byte(terminal->out, '\n');
}

static void put_headline(const cl_terminal *terminal, const cl_finding *finding, cl_out *line)
{
    look shown = look_of_finding(finding);
    cl_out_repeat(terminal->out, " ", INDENT);
    cl_terminal_paint(terminal, shown.colour, shown.word);
    cl_out_byte(terminal->out, ' ');
    size_t at = INDENT + cl_terminal_width(cl_span_of(shown.word)) + 1;
    cl_terminal_wrap(terminal, at, BODY, cl_out_span(line));
    cl_out_byte(terminal->out, '\n');
    terminal->out->failed |= line->failed;
    cl_out_free(line);
}

/* Until when it does not count, who says so and why. */
static void put_waiver(const cl_terminal *terminal, const cl_finding *finding)
{
    const cl_waiver *waiver = finding->waiver;
    if (waiver == NULL) {
        return;
    }
    cl_out line = {0};
    cl_out_format(&line, cl_message("waived until %.*s by %.*s: %.*s"),
                  CL_SPAN_PRINT(waiver->expires), CL_SPAN_PRINT(waiver->approved_by),
                  CL_SPAN_PRINT(waiver->reason));
    cl_terminal_paragraph(terminal, BODY, "", CL_DIM, cl_out_span(&line));
    terminal->out->failed |= line.failed;
    cl_out_free(&line);
}

/* What a baseline knows is counted. */
static void put_known(const cl_terminal *terminal, size_t known)
{
    if (known == 0) {
        return;
    }
    cl_out line = {0};
    cl_out_format(&line,
                  known == 1 ? cl_message("%zu known finding is not shown (baseline)")
                             : cl_message("%zu known findings are not shown (baseline)"),
                  known);
    cl_out_byte(terminal->out, '\n');
    cl_terminal_paragraph(terminal, INDENT, "", CL_DIM, cl_out_span(&line));
    terminal->out->failed |= line.failed;
    cl_out_free(&line);
}

static void put_damage(const cl_terminal *terminal, const cl_findings *findings)
{
    for (size_t i = 0; i < findings->items.count; i++) {
        const cl_finding *finding = cl_findings_at(findings, i);
        cl_out line = {0};
        cl_out_put(&line, finding->message);
        cl_out_byte(terminal->out, '\n');
        put_headline(terminal, finding, &line);
        put_waiver(terminal, finding);
        put_excerpt(terminal, finding);
        cl_terminal_paragraph(terminal, BODY, cl_message("because "), CL_PLAIN, finding->because);
        cl_terminal_paragraph(terminal, BODY, "→ ", CL_BOLD, finding->fix);
        put_origin(terminal, BODY, finding);
    }
}

/* The editions by verdict, the worst first; a single one stands in the title. */
static void put_verdicts(const cl_terminal *terminal, const cl_report_item *item)
{
    for (size_t verdict = CL_VERDICT_BLOCK + 1; verdict-- > 0 && item->judgement_count > 1;) {
        cl_out names = {0};
        for (size_t i = 0; i < item->judgement_count; i++) {
            if (item->judgements[i].verdict == (cl_verdict)verdict) {
                cl_out_text(&names, names.len > 0 ? ", " : "");
                cl_out_put(&names, item->judgements[i].edition->name);
            }
        }
        if (names.len > 0) {
            put_verdict(terminal, INDENT, (cl_verdict)verdict);
            cl_terminal_wrap(terminal, INDENT + VERDICT_WIDTH, INDENT + VERDICT_WIDTH,
                             cl_out_span(&names));
            cl_out_byte(terminal->out, '\n');
        }
        terminal->out->failed |= names.failed;
        cl_out_free(&names);
    }
}

static void put_findings(const cl_terminal *terminal, const cl_report_item *item, cl_remarks rest)
{
    cl_remarks group;
    const cl_proof *shown = NULL; /* what the excerpt just printed shows */
    while (cl_remarks_next(&rest, &group)) {
        const cl_finding *finding = group.items[0].what;
        cl_out line = {0};
        add_editions(&line, item, group, ": ");
        cl_out_put(&line, finding->message);
        cl_out_byte(terminal->out, '\n');
        put_headline(terminal, finding, &line);
        put_waiver(terminal, finding);
        if (shown == NULL || !cl_gather_same_place(shown, &finding->proof)) {
            put_excerpt(terminal, finding);
        }
        shown = &finding->proof;
        cl_reasons_put(terminal, BODY, item, group);
        if (finding->waiver == NULL) {
            cl_terminal_paragraph(terminal, BODY, "→ ",
                                  finding->level == CL_INFO ? CL_PLAIN : CL_BOLD, finding->fix);
        }
        put_origin(terminal, BODY, finding);
    }
}

static bool all_blocked(const cl_report_item *item)
{
    for (size_t i = 0; i < item->judgement_count; i++) {
        if (item->judgements[i].verdict != CL_VERDICT_BLOCK) {
            return false;
        }
    }
    return true;
}

static void put_duties(const cl_terminal *terminal, const cl_report_item *item, cl_remarks rest)
{
    if (rest.count == 0) {
        return;
    }
    cl_out_text(terminal->out, "\n  ");
    cl_terminal_paint(terminal, CL_CYAN,
                      all_blocked(item) ? cl_message("Once that is settled")
                                        : cl_message("To publish"));
    cl_out_byte(terminal->out, '\n');
    cl_remarks group;
    while (cl_remarks_next(&rest, &group)) {
        const cl_finding *duty = group.items[0].what;
        cl_out line = {0};
        add_editions(&line, item, group, ": ");
        cl_out_put(&line, duty->message);
        cl_terminal_paragraph(terminal, BODY, "[ ] ", CL_BOLD, cl_out_span(&line));
        terminal->out->failed |= line.failed;
        cl_out_free(&line);
        cl_reasons_put(terminal, CHECKLIST, item, group);
        put_origin(terminal, CHECKLIST, duty);
    }
}

static cl_status put_judgements(const cl_terminal *terminal, cl_arena *arena,
                                const cl_report_item *item)
{
    cl_remarks findings;
    cl_remarks duties;
    CL_TRY(cl_gather_findings(arena, item, &findings));
    CL_TRY(cl_gather_duties(arena, item, &duties));
    put_findings(terminal, item, findings);
    put_duties(terminal, item, duties);
    put_known(terminal, cl_report_known(item));
    cl_reasons_put_rest(terminal, item, findings.count + duties.count > 0);
    return CL_OK;
}

/* --- the format --- */

static void begin(cl_out *out, const cl_report_options *options)
{
    (void)out;
    (void)options;
}

static void item(cl_out *out, const cl_report_options *options, const cl_report_item *picture)
{
    cl_terminal terminal = cl_terminal_of(out, options);
    put_title(&terminal, picture);
    put_verdicts(&terminal, picture);
    put_damage(&terminal, &picture->record->findings);
    if (options->extract) {
        cl_out_text(out, picture->record->findings.items.count > 0 ? "\n" : "");
        cl_text_record(&terminal, picture);
        return;
    }
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    out->failed |= arena == NULL || put_judgements(&terminal, arena, picture) != CL_OK;
    cl_arena_free(arena);
}

static void put_counts(const cl_terminal *terminal, const cl_report_totals *totals)
{
    const char *before = ": ";
    for (size_t i = CL_VERDICT_BLOCK + 1; i-- > 0;) {
        if (totals->verdicts[i] == 0) {
            continue;
        }
        look shown = look_of_verdict((cl_verdict)i);
        cl_out_format(terminal->out, "%s%zu ", before, totals->verdicts[i]);
        cl_terminal_paint(terminal, shown.colour, shown.word);
        before = ", ";
    }
}

/* Which pictures need a person, the worst first. */
static void put_names(const cl_terminal *terminal, const cl_report_totals *totals)
{
    for (size_t verdict = CL_VERDICT_BLOCK + 1; verdict-- > 0;) {
        cl_span rest = cl_out_span(&totals->names[verdict]);
        while (rest.len > 0) {
            size_t line = cl_span_find_byte(rest, '\n');
            put_verdict(terminal, INDENT, (cl_verdict)verdict);
            cl_out_put(terminal->out, cl_span_sub(rest, 0, line));
            cl_out_byte(terminal->out, '\n');
            rest = cl_span_from(rest, line + 1);
        }
        if (totals->verdicts[verdict] > CL_TOTALS_NAMES_MAX && totals->names[verdict].len > 0) {
            put_verdict(terminal, INDENT, (cl_verdict)verdict);
            cl_out_format(terminal->out, cl_message("and %zu more\n"),
                          totals->verdicts[verdict] - CL_TOTALS_NAMES_MAX);
        }
        terminal->out->failed |= totals->names[verdict].failed;
    }
}

static void end(cl_out *out, const cl_report_options *options, const cl_report_totals *totals)
{
    cl_terminal terminal = cl_terminal_of(out, options);
    cl_out_text(out, totals->pictures > 0 ? "\n" : "");
    cl_out_format(out,
                  totals->pictures == 1 ? cl_message("%zu picture") : cl_message("%zu pictures"),
                  totals->pictures);
    if (!options->extract) {
        put_counts(&terminal, totals);
    }
    if (totals->editions > 1) {
        cl_out_text(out, cl_message(" (the worst edition counts)"));
    }
    if (totals->incomplete > totals->verdicts[CL_VERDICT_INCOMPLETE]) {
        cl_out_format(out, cl_message("; %zu could not be read whole"), totals->incomplete);
    }
    if (totals->known > 0) {
        cl_out_format(out,
                      totals->known == 1
                          ? cl_message("; %zu known finding is not shown (baseline)")
                          : cl_message("; %zu known findings are not shown (baseline)"),
                      totals->known);
    }
    cl_out_byte(out, '\n');
    if (totals->pictures > 1) {
        put_names(&terminal, totals);
    }
}

const cl_report_format cl_report_text = {
    .name = "text",
    .for_people = true,
    .begin = begin,
    .item = item,
    .between = "\n",
    .end = end,
};
