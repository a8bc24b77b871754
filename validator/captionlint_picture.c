/* What a caller may ask of a picture: damage, findings and duties as plain C texts. */
#include "captionlint_handle.h"

/* A text with a NUL behind it that lives as long as the picture. */
static const char *text_of(const captionlint_picture *picture, cl_span text)
{
    cl_span copy;
    if (text.len == 0) {
        return "";
    }
    if (cl_arena_copy(picture->record.arena, text, &copy) != CL_OK) {
        return "(out of memory)";
    }
    return (const char *)copy.data;
}

captionlint_level captionlint_public_level(cl_level level)
{
    return level == CL_ERROR     ? CAPTIONLINT_ERROR
           : level == CL_WARNING ? CAPTIONLINT_WARNING
                                 : CAPTIONLINT_INFO;
}

static void show_proof(const captionlint_picture *picture, const cl_proof *proof,
                       captionlint_finding *out)
{
    const cl_field *field = proof->field;
    out->field = "";
    out->origin = "";
    out->offset = proof->has_offset ? proof->offset : UINT64_MAX;
    if (field == NULL) {
        return;
    }
    out->field = cl_field_name_text(field->name);
    out->origin = text_of(picture, cl_field_origin(picture->record.arena, field));
    out->start = proof->start;
    out->end = proof->end;
    if (!proof->has_offset && field->has_offset) {
        out->offset = field->offset;
    }
}

static captionlint_finding public_finding(const captionlint_picture *picture,
                                          const cl_finding *finding)
{
    captionlint_finding out = {.rule = text_of(picture, finding->rule),
                               .level = captionlint_public_level(finding->level),
                               .message = text_of(picture, finding->message),
                               .because = text_of(picture, finding->because),
                               .fix = text_of(picture, finding->fix),
                               .id = text_of(picture, cl_span_of(finding->id)),
                               .waived_until = "",
                               .waived_by = "",
                               .waived_for = ""};
    if (finding->waiver != NULL) {
        out.waived_until = text_of(picture, finding->waiver->expires);
        out.waived_by = text_of(picture, finding->waiver->approved_by);
        out.waived_for = text_of(picture, finding->waiver->reason);
    }
    show_proof(picture, &finding->proof, &out);
    return out;
}

cl_report_item captionlint_report_item(const captionlint_picture *picture)
{
    return (cl_report_item){.rules = picture->rules,
                            .record = &picture->record,
                            .judgements = picture->judgements,
                            .judgement_count = picture->judgement_count,
                            .shown = picture->shown};
}

const char *captionlint_picture_id(const captionlint_picture *picture)
{
    return text_of(picture, picture->record.id);
}

const char *captionlint_picture_path(const captionlint_picture *picture)
{
    return (const char *)picture->record.path.data;
}

int captionlint_picture_incomplete(const captionlint_picture *picture)
{
    cl_report_item item = captionlint_report_item(picture);
    return cl_report_incomplete(&item) ? 1 : 0;
}

size_t captionlint_picture_edition_count(const captionlint_picture *picture)
{
    return picture->judgement_count;
}

const char *captionlint_picture_edition(const captionlint_picture *picture, size_t edition)
{
    return text_of(picture, picture->judgements[edition].edition->name);
}

static const captionlint_verdict public_verdicts[] = {
    [CL_VERDICT_OK] = CAPTIONLINT_VERDICT_OK,
    [CL_VERDICT_DUTY] = CAPTIONLINT_VERDICT_DUTY,
    [CL_VERDICT_REVIEW] = CAPTIONLINT_VERDICT_REVIEW,
    [CL_VERDICT_INCOMPLETE] = CAPTIONLINT_VERDICT_INCOMPLETE,
    [CL_VERDICT_BLOCK] = CAPTIONLINT_VERDICT_BLOCK,
};

captionlint_verdict captionlint_public_verdict(cl_verdict verdict)
{
    return public_verdicts[verdict];
}

captionlint_verdict captionlint_picture_verdict(const captionlint_picture *picture, size_t edition)
{
    return public_verdicts[picture->judgements[edition].verdict];
}

const char *captionlint_verdict_name(captionlint_verdict verdict)
{
    for (int inner = CL_VERDICT_OK; inner <= (int)CL_VERDICT_BLOCK; inner++) {
        if (public_verdicts[inner] == verdict) {
            return cl_verdict_name((cl_verdict)inner);
        }
    }
    return "";
}

size_t captionlint_picture_damage_count(const captionlint_picture *picture)
{
    return picture->record.findings.items.count;
}

captionlint_finding captionlint_picture_damage(const captionlint_picture *picture, size_t i)
{
    return public_finding(picture, cl_findings_at(&picture->record.findings, i));
}

size_t captionlint_picture_finding_count(const captionlint_picture *picture, size_t edition)
{
    return picture->judgements[edition].findings.items.count;
}

captionlint_finding captionlint_picture_finding(const captionlint_picture *picture, size_t edition,
                                                size_t i)
{
    return public_finding(picture, cl_findings_at(&picture->judgements[edition].findings, i));
}

size_t captionlint_picture_duty_count(const captionlint_picture *picture, size_t edition)
{
    return picture->judgements[edition].duties.count;
}

captionlint_finding captionlint_picture_duty(const captionlint_picture *picture, size_t edition,
                                             size_t i)
{
    const cl_duty *duty = CL_ARRAY_AT(&picture->judgements[edition].duties, cl_duty, i);
    captionlint_finding out = {.rule = text_of(picture, duty->rule),
                               .level = CAPTIONLINT_INFO,
                               .message = text_of(picture, duty->text),
                               .because = text_of(picture, duty->because),
                               .fix = "",
                               .id = "",
                               .waived_until = "",
                               .waived_by = "",
                               .waived_for = ""};
    show_proof(picture, &duty->proof, &out);
    return out;
}
