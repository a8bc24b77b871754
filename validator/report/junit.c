/* --format junit: the XML of JUnit as Jenkins and GitLab read it. A picture is a suite, so that the
 * counts stand where the form wants them and nothing waits for the end of the run; an edition is a
 * class, the picture a case of it. To block is a failure, to ask for a person one of another type,
 * what could not be read is an error. */
#include <inttypes.h>

#include "base/limits.h"
#include "check/waiver.h"
#include "report/origin.h"
#include "report/terminal.h"
#include "report/xml_writer.h"

/* --- what a case says --- */

static void put_line(cl_out *out, const char *lead, cl_span text)
{
    if (text.len > 0) {
        cl_out_text(out, lead);
        cl_terminal_text(out, text);
        cl_out_byte(out, '\n');
    }
}

static void put_proof(cl_out *out, const cl_proof *proof)
{
    if (proof->field == NULL && !proof->has_offset) {
        return;
    }
    cl_out_text(out, "  ");
    cl_origin_line(out, proof->field, proof->start, proof->end);
    if (proof->field == NULL) {
        cl_out_format(out, "byte %" PRIu64, proof->offset);
    }
    cl_out_byte(out, '\n');
}

static void put_finding(cl_out *out, const cl_finding *finding)
{
    const cl_waiver *waiver = finding->waiver;
    cl_out_text(out, waiver == NULL ? cl_level_name(finding->level) : "waived");
    cl_out_text(out, " ");
    cl_out_put(out, finding->rule);
    put_line(out, ": ", finding->message);
    put_line(out, "  because ", finding->because);
    put_line(out, "  to do: ", finding->fix);
    if (waiver != NULL) {
        put_line(out, "  waived until ", waiver->expires);
        put_line(out, "  approved by ", waiver->approved_by);
        put_line(out, "  reason: ", waiver->reason);
    }
    put_proof(out, &finding->proof);
}

/* What counts comes first, and the worst of it; what is waived comes last. */
static void put_findings(cl_out *out, const cl_findings *findings)
{
    for (size_t rank = CL_ERROR + 2; rank-- > 0;) {
        for (size_t i = 0; i < findings->items.count; i++) {
            const cl_finding *finding = cl_findings_at(findings, i);
            size_t own = finding->waiver != NULL ? 0 : (size_t)finding->level + 1;
            if (own == rank) {
                put_finding(out, finding);
            }
        }
    }
}

static void put_duties(cl_out *out, const cl_array *duties)
{
    for (size_t i = 0; i < duties->count; i++) {
        const cl_duty *duty = CL_ARRAY_AT(duties, const cl_duty, i);
        cl_out_text(out, "duty ");
        cl_out_put(out, duty->rule);
        put_line(out, ": ", duty->text);
        put_line(out, "  because ", duty->because);
        put_proof(out, &duty->proof);
    }
}

/* The message of the worst that counts; the first among equals. */
static cl_span headline(const cl_findings *findings)
{
    const cl_finding *worst = NULL;
    for (size_t i = 0; i < findings->items.count; i++) {
        const cl_finding *finding = cl_findings_at(findings, i);
        if (finding->waiver == NULL && (worst == NULL || finding->level > worst->level)) {
            worst = finding;
        }
    }
    return worst == NULL ? CL_EMPTY_SPAN : worst->message;
}

/* --- cases --- */

/* How a case ends; NULL: well. */
typedef struct outcome {
    const char *element;
    const char *type;
    cl_span message;
} outcome;

static void put_case(cl_xml *xml, const outcome *how, cl_out *text)
{
    const char *element = how->element;
    if (element == NULL && text->len == 0) {
        return;
    }
    cl_xml_open(xml, element == NULL ? "system-out" : element);
    if (element != NULL) {
        cl_xml_put_text(xml, "type", how->type);
        cl_xml_put(xml, "message", how->message);
    }
    cl_xml_text(xml, cl_out_span(text));
    cl_xml_close(xml, element == NULL ? "system-out" : element);
}

/* Opens a case; `edition` is empty for what is said of the picture's bytes. */
static void open_case(cl_xml *xml, const cl_report_item *item, cl_span edition)
{
    cl_out class = {0};
    cl_out name = {0};
    cl_out_text(&class, edition.len > 0 ? "captionlint." : "captionlint");
    cl_out_put(&class, edition);
    cl_report_name(&name, item->record->path, item->record->id);
    cl_xml_open(xml, "testcase");
    cl_xml_put(xml, "classname", cl_out_span(&class));
    cl_xml_put(xml, "name", cl_out_span(&name));
    xml->out->failed |= class.failed || name.failed;
    cl_out_free(&class);
    cl_out_free(&name);
}

/* An edition of which nothing worse is known is incomplete because of the bytes. */
static outcome outcome_of(const cl_report_item *item, const cl_judgement *judgement)
{
    outcome how = {.type = cl_verdict_name(judgement->verdict),
                   .message = headline(&judgement->findings)};
    if (how.message.len == 0) {
        how.message = headline(&item->record->findings);
    }
    if (judgement->verdict == CL_VERDICT_INCOMPLETE) {
        how.element = "error";
    } else if (judgement->verdict > CL_VERDICT_DUTY) {
        how.element = "failure";
    }
    return how;
}

/* What a baseline hides is not there, and the verdict hangs on it all the same. */
static void count_known(cl_out *out, size_t known)
{
    if (known > 0) {
        cl_out_format(out, "%zu known finding%s not shown (baseline)", known,
                      known == 1 ? " is" : "s are");
    }
}

static void put_judgement(cl_xml *xml, const cl_report_item *item, const cl_judgement *judgement)
{
    outcome how = outcome_of(item, judgement);
    cl_out text = {0};
    cl_out known = {0};
    count_known(&known, judgement->findings.known + item->record->findings.known);
    how.message = how.message.len > 0 ? how.message : cl_out_span(&known);
    put_findings(&text, &judgement->findings);
    put_duties(&text, &judgement->duties);
    put_line(&text, "", cl_out_span(&known));
    open_case(xml, item, judgement->edition->name);
    put_case(xml, &how, &text);
    cl_xml_close(xml, "testcase");
    xml->out->failed |= text.failed || known.failed;
    cl_out_free(&text);
    cl_out_free(&known);
}

/* Whether there is a case about the picture's bytes: also where nothing was judged. */
static bool tells_of_bytes(const cl_report_item *item)
{
    return item->record->findings.items.count > 0 || item->judgement_count == 0;
}

static void put_bytes(cl_xml *xml, const cl_report_item *item)
{
    const cl_findings *damage = &item->record->findings;
    outcome how = {.type = cl_verdict_name(CL_VERDICT_INCOMPLETE), .message = headline(damage)};
    how.element = cl_findings_incomplete(damage) ? "error" : NULL;
    cl_out text = {0};
    put_findings(&text, damage);
    open_case(xml, item, CL_EMPTY_SPAN);
    put_case(xml, &how, &text);
    cl_xml_close(xml, "testcase");
    xml->out->failed |= text.failed;
    cl_out_free(&text);
}

/* --- suites --- */

static void put_counts(cl_xml *xml, const cl_report_item *item)
{
    size_t errors = cl_findings_incomplete(&item->record->findings) ? 1 : 0;
    size_t failures = 0;
    for (size_t i = 0; i < item->judgement_count; i++) {
        cl_verdict verdict = item->judgements[i].verdict;
        errors += verdict == CL_VERDICT_INCOMPLETE;
        failures += verdict == CL_VERDICT_REVIEW || verdict == CL_VERDICT_BLOCK;
    }
    cl_xml_put_number(xml, "tests", item->judgement_count + tells_of_bytes(item));
    cl_xml_put_number(xml, "failures", failures);
    cl_xml_put_number(xml, "errors", errors);
}

static void begin(cl_out *out, const cl_report_options *options)
{
    (void)options;
    cl_xml xml = {.out = out};
    cl_xml_begin(out);
    cl_xml_open(&xml, "testsuites");
    cl_xml_put_text(&xml, "name", "captionlint");
    cl_xml_content(&xml);
}

static void item(cl_out *out, const cl_report_options *options, const cl_report_item *picture)
{
    (void)options;
    cl_xml xml = {.out = out, .depth = 1};
    cl_out name = {0};
    cl_report_name(&name, picture->record->path, picture->record->id);
    cl_xml_open(&xml, "testsuite");
    cl_xml_put(&xml, "name", cl_out_span(&name));
    put_counts(&xml, picture);
    if (tells_of_bytes(picture)) {
        put_bytes(&xml, picture);
    }
    for (size_t i = 0; i < picture->judgement_count; i++) {
        put_judgement(&xml, picture, &picture->judgements[i]);
    }
    cl_xml_close(&xml, "testsuite");
    out->failed |= name.failed;
    cl_out_free(&name);
}

/* What could not be read at all is a case that nobody passed. */
static void put_failures(cl_xml *xml, const cl_report_totals *totals)
{
    if (totals->failed == 0) {
        return;
    }
    cl_out message = {0};
    cl_out_format(&message, "%zu input%s could not be read", totals->failed,
                  totals->failed == 1 ? "" : "s");
    cl_xml_open(xml, "testsuite");
    cl_xml_put_text(xml, "name", "captionlint");
    cl_xml_put_number(xml, "tests", 1);
    cl_xml_put_number(xml, "failures", 0);
    cl_xml_put_number(xml, "errors", 1);
    cl_xml_open(xml, "testcase");
    cl_xml_put_text(xml, "classname", "captionlint");
    cl_xml_put_text(xml, "name", "inputs");
    cl_xml_open(xml, "error");
    cl_xml_put_text(xml, "type", "unreadable");
    cl_xml_put(xml, "message", cl_out_span(&message));
    cl_xml_text(xml, cl_out_span(&totals->failures));
    cl_xml_close(xml, "error");
    cl_xml_close(xml, "testcase");
    cl_xml_close(xml, "testsuite");
    xml->out->failed |= message.failed;
    cl_out_free(&message);
}

static void end(cl_out *out, const cl_report_options *options, const cl_report_totals *totals)
{
    (void)options;
    cl_xml xml = {.out = out, .depth = 1};
    put_failures(&xml, totals);
    cl_xml_close(&xml, "testsuites");
    cl_out_byte(out, '\n');
}

const cl_report_format cl_report_junit = {
    .name = "junit",
    .begin = begin,
    .item = item,
    .between = "",
    .end = end,
};
