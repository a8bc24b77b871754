/* --format sarif: SARIF 2.1.0 (OASIS, 2020), for code scanning and for programs that gather what
 * many tools found. Numbers in comments are its sections.
 * A finding is a result of each edition that has it, not one for all: its id, by which programs
 * know it again (partialFingerprints), and its waiver are those of one edition, and what is settled
 * for one edition can close while it stands open for another. */
#include "check/finding_id.h"
#include "check/waiver.h"
#include "report/report.h"
#include "report/sarif_place.h"
#include "report/sarif_rules.h"

enum {
    DEPTH = 4 /* of a result: document, runs, run, results */
};

/* What a result is about. */
typedef struct subject {
    const cl_report_item *item;
    const cl_judgement *judgement; /* NULL: the picture's bytes */
    const cl_finding *finding;     /* a duty in a finding's form */
    bool duty;
} subject;

/* --- what --- */

static void put_paragraph(cl_out *out, const char *lead, cl_span text)
{
    if (text.len > 0) {
        cl_out_text(out, lead);
        cl_sarif_message(out, text);
    }
}

/* The edition stands in front where there are several. */
static void put_message(cl_json *json, const subject *of)
{
    cl_out text = {0};
    if (of->judgement != NULL && of->item->judgement_count > 1) {
        cl_sarif_message(&text, of->judgement->edition->name);
        cl_out_text(&text, ": ");
    }
    cl_sarif_message(&text, of->finding->message);
    put_paragraph(&text, "\n\nBecause: ", of->finding->because);
    put_paragraph(&text, "\n\nWhat to do: ", of->finding->fix);
    cl_json_open_at(json, CL_SPAN("message"), '{');
    cl_json_put_string(json, CL_SPAN("text"), cl_out_span(&text));
    cl_json_close(json, '}');
    json->out->failed |= text.failed;
    cl_out_free(&text);
}

/* The second is the one that GitHub goes by; without it, it would make one of the line's bytes. */
static void put_fingerprints(cl_json *json, const subject *of)
{
    cl_span id = cl_span_of(of->finding->id);
    if (id.len > 0) {
        cl_json_open_at(json, CL_SPAN("partialFingerprints"), '{');
        cl_json_put_string(json, CL_SPAN("captionlint/v1"), id);
        cl_json_put_string(json, CL_SPAN("primaryLocationLineHash"), id);
        cl_json_close(json, '}');
    }
}

static void put_waiver(cl_json *json, const cl_waiver *waiver)
{
    cl_json_open(json, '{');
    cl_json_put_text(json, CL_SPAN("kind"), "external");
    cl_json_put_text(json, CL_SPAN("status"), "accepted");
    cl_json_put_string(json, CL_SPAN("justification"), waiver->reason);
    cl_json_open_at(json, CL_SPAN("location"), '{');
    cl_json_open_at(json, CL_SPAN("physicalLocation"), '{');
    cl_sarif_artifact(json, waiver->file);
    cl_json_open_at(json, CL_SPAN("region"), '{');
    cl_json_put_number(json, CL_SPAN("startLine"), waiver->line);
    cl_json_close(json, '}');
    cl_json_close(json, '}');
    cl_json_close(json, '}');
    cl_json_open_at(json, CL_SPAN("properties"), '{');
    cl_json_put_string(json, CL_SPAN("approved_by"), waiver->approved_by);
    cl_json_put_string(json, CL_SPAN("expires"), waiver->expires);
    cl_json_close(json, '}');
    cl_json_close(json, '}');
}

/* 3.27.23: an empty list says that it is not waived; either all results of a run have a list or
 * none has. */
static void put_suppressions(cl_json *json, const subject *of)
{
    cl_json_open_at(json, CL_SPAN("suppressions"), '[');
    if (of->finding->waiver != NULL) {
        put_waiver(json, of->finding->waiver);
    }
    cl_json_close(json, ']');
}

static void put_origin(cl_json *json, const cl_proof *proof)
{
    const cl_field *field = proof->field;
    if (field == NULL) {
        return;
    }
    cl_json_put_text(json, CL_SPAN("field"), cl_field_name_text(field->name));
    cl_json_put_pair(json, CL_SPAN("origin"), cl_span_of(field->container), field->property);
    if (field->file.len > 0) {
        cl_json_put_string(json, CL_SPAN("file"), field->file);
    }
    cl_json_put_number(json, CL_SPAN("start"), proof->start);
    cl_json_put_number(json, CL_SPAN("end"), proof->end);
}

static void put_properties(cl_json *json, const subject *of)
{
    cl_json_open_at(json, CL_SPAN("properties"), '{');
    if (of->judgement != NULL) {
        cl_json_put_string(json, CL_SPAN("edition"), of->judgement->edition->name);
        cl_json_put_text(json, CL_SPAN("verdict"), cl_verdict_name(of->judgement->verdict));
    }
    cl_json_put_bool(json, CL_SPAN("duty"), of->duty);
    cl_json_put_bool(json, CL_SPAN("incomplete"), of->finding->incomplete);
    put_origin(json, &of->finding->proof);
    cl_json_close(json, '}');
}

static void put_result(cl_json *json, const subject *of)
{
    cl_json_open(json, '{');
    cl_json_put_string(json, CL_SPAN("ruleId"), of->finding->rule);
    cl_json_put_text(json, CL_SPAN("level"), cl_level_word(of->finding->level)); /* 3.27.10 */
    put_message(json, of);
    cl_sarif_locations(json, of->item->record, &of->finding->proof);
    put_fingerprints(json, of);
    put_suppressions(json, of);
    put_properties(json, of);
    cl_json_close(json, '}');
}

/* --- the results of a picture --- */

static void put_findings(cl_json *json, subject of, const cl_findings *findings)
{
    for (size_t i = 0; i < findings->items.count; i++) {
        of.finding = cl_findings_at(findings, i);
        put_result(json, &of);
    }
}

/* An id is made as those of findings are. */
static cl_status identify_duty(cl_fingerprint fingerprint, const subject *of, const cl_duty *duty,
                               cl_finding *out)
{
    cl_span words;
    CL_TRY(cl_finding_words(of->item->record->arena, &duty->proof, &words));
    cl_fingerprint_add(&fingerprint, of->judgement->edition->name);
    cl_fingerprint_add(&fingerprint, duty->rule);
    cl_fingerprint_add(&fingerprint, duty->kind);
    cl_fingerprint_add(&fingerprint, words);
    uint8_t bytes[CL_FINGERPRINT_BYTES];
    cl_fingerprint_get(&fingerprint, bytes);
    cl_finding_id_of(bytes, out->id);
    return CL_OK;
}

static cl_status put_duties(cl_json *json, subject of, const cl_fingerprint *content)
{
    const cl_array *duties = &of.judgement->duties;
    of.duty = true;
    for (size_t i = 0; i < duties->count; i++) {
        const cl_duty *duty = CL_ARRAY_AT(duties, const cl_duty, i);
        cl_finding finding = {.rule = duty->rule,
                              .level = CL_INFO,
                              .message = duty->text,
                              .because = duty->because,
                              .proof = duty->proof};
        CL_TRY(identify_duty(*content, &of, duty, &finding));
        of.finding = &finding;
        put_result(json, &of);
    }
    return CL_OK;
}

static bool has_duties(const cl_report_item *item)
{
    bool any = false;
    for (size_t i = 0; i < item->judgement_count; i++) {
        any = any || item->judgements[i].duties.count > 0;
    }
    return any;
}

static cl_status put_judgements(cl_json *json, subject of)
{
    cl_fingerprint content;
    uint8_t bytes[CL_FINGERPRINT_BYTES];
    cl_fingerprint_begin(&content);
    if (has_duties(of.item)) {
        CL_TRY(cl_record_content(of.item->record, bytes));
        cl_fingerprint_add(&content, (cl_span){bytes, sizeof bytes});
        cl_fingerprint_add(&content, of.item->record->id);
    }
    for (size_t i = 0; i < of.item->judgement_count; i++) {
        of.judgement = &of.item->judgements[i];
        put_findings(json, of, &of.judgement->findings);
        CL_TRY(put_duties(json, of, &content));
    }
    return CL_OK;
}

/* --- the format --- */

static void begin(cl_out *out, const cl_report_options *options)
{
    cl_json json = {.out = out, .indented = true};
    cl_json_open(&json, '{');
    cl_json_put_text(&json, CL_SPAN("$schema"), "https://json.schemastore.org/sarif-2.1.0.json");
    cl_json_put_text(&json, CL_SPAN("version"), "2.1.0");
    cl_json_open_at(&json, CL_SPAN("runs"), '[');
    cl_json_open(&json, '{');
    cl_json_open_at(&json, CL_SPAN("tool"), '{');
    cl_json_open_at(&json, CL_SPAN("driver"), '{');
    cl_json_put_text(&json, CL_SPAN("name"), "captionlint");
    if (options->version != NULL) {
        cl_json_put_text(&json, CL_SPAN("semanticVersion"), options->version);
    }
    cl_sarif_rules(&json, options->rules);
    cl_json_close(&json, '}');
    cl_json_close(&json, '}');
    cl_json_open_at(&json, CL_SPAN("automationDetails"), '{');
    cl_json_put_text(&json, CL_SPAN("id"), "captionlint/"); /* 3.17.3: of no one run */
    cl_json_close(&json, '}');
    cl_json_put_text(&json, CL_SPAN("columnKind"), "unicodeCodePoints");
    cl_json_open_at(&json, CL_SPAN("results"), '[');
}

static void item(cl_out *out, const cl_report_options *options, const cl_report_item *picture)
{
    (void)options;
    cl_json json = {.out = out, .indented = true, .depth = DEPTH};
    const subject of = {.item = picture};
    put_findings(&json, of, &picture->record->findings);
    out->failed |= put_judgements(&json, of) != CL_OK;
}

static void put_notification(cl_json *json, cl_span text)
{
    cl_out message = {0};
    cl_sarif_message(&message, text);
    cl_json_open(json, '{');
    cl_json_put_text(json, CL_SPAN("level"), "error");
    cl_json_open_at(json, CL_SPAN("message"), '{');
    cl_json_put_string(json, CL_SPAN("text"), cl_out_span(&message));
    cl_json_close(json, '}');
    cl_json_close(json, '}');
    json->out->failed |= message.failed;
    cl_out_free(&message);
}

/* 3.20: what keeps the run from having seen everything. */
static void put_invocation(cl_json *json, const cl_report_totals *totals)
{
    cl_json_open(json, '{');
    cl_json_put_bool(json, CL_SPAN("executionSuccessful"),
                     totals->failed == 0 && totals->incomplete == 0);
    cl_json_open_at(json, CL_SPAN("toolExecutionNotifications"), '[');
    cl_span rest = cl_out_span(&totals->failures);
    cl_span line;
    while (rest.len > 0 && cl_span_next(&rest, '\n', &line)) {
        put_notification(json, line);
    }
    cl_json_close(json, ']');
    cl_json_close(json, '}');
}

static void put_run_properties(cl_json *json, const cl_report_options *options,
                               const cl_report_totals *totals)
{
    cl_json_open_at(json, CL_SPAN("properties"), '{');
    if (options->rules != NULL) {
        cl_json_put_string(json, CL_SPAN("rules.pack"), cl_ruleset_pack(options->rules));
        cl_json_put_string(json, CL_SPAN("rules.hash"), cl_ruleset_hash(options->rules));
    }
    cl_json_put_number(json, CL_SPAN("pictures"), totals->pictures);
    cl_json_put_number(json, CL_SPAN("incomplete"), totals->incomplete);
    if (!options->extract) {
        cl_json_open_at(json, CL_SPAN("verdicts"), '{');
        for (size_t i = 0; i <= CL_VERDICT_BLOCK; i++) {
            cl_span name = cl_span_of(cl_verdict_name((cl_verdict)i));
            cl_json_put_number(json, name, totals->verdicts[i]);
        }
        cl_json_close(json, '}');
    }
    cl_json_close(json, '}');
}

static void end(cl_out *out, const cl_report_options *options, const cl_report_totals *totals)
{
    cl_json json = {.out = out, .indented = true, .depth = DEPTH, .comma = totals->written};
    cl_json_close(&json, ']');
    cl_json_open_at(&json, CL_SPAN("invocations"), '[');
    put_invocation(&json, totals);
    cl_json_close(&json, ']');
    put_run_properties(&json, options, totals);
    cl_json_close(&json, '}');
    cl_json_close(&json, ']');
    cl_json_close(&json, '}');
    cl_out_byte(out, '\n');
}

const cl_report_format cl_report_sarif = {
    .name = "sarif",
    .begin = begin,
    .item = item,
    .between = ",",
    .end = end,
};
