/* A picture that names nobody: stripped on its way, perhaps with its restrictions. */
#include "check/kinds.h"

static const char *const rules[] = {"provenance.missing", NULL};

static bool names_somebody(cl_field_name name)
{
    switch (name) {
    case CL_CREATOR:
    case CL_CREDIT:
    case CL_SOURCE:
    case CL_COPYRIGHT:
    case CL_COPYRIGHT_OWNER:
    case CL_RIGHTS_OWNER:
    case CL_IMAGE_CREATOR:
    case CL_IMAGE_SUPPLIER:
    case CL_LICENSOR:
        return true;
    default:
        return false;
    }
}

/* A caption that someone typed in has no metadata to lose. */
static bool is_text(const cl_record *record)
{
    return cl_span_equal_nocase(record->format, CL_SPAN("text")) ||
           cl_span_equal_nocase(record->format, CL_SPAN("record"));
}

static cl_status run(cl_judge *judge)
{
    const cl_record *record = judge->record;
    /* What could not be read may have named somebody; that it was not read is said already. */
    if (is_text(record) || cl_findings_incomplete(&record->findings) || record->credits.count > 0) {
        return CL_OK;
    }
    for (size_t i = 0; i < record->fields.items.count; i++) {
        if (names_somebody(cl_fields_at(&record->fields, i)->name)) {
            return CL_OK;
        }
    }
    cl_saying saying;
    CL_TRY(cl_saying_of(judge, "provenance.missing", NULL, &saying));
    return cl_judge_say(judge, &saying);
}

const cl_check_kind cl_check_provenance = {"provenance", rules, run};
