#include "base/finding.h"

#include "base/damage.h"
#include "base/limits.h"
#include "base/message.h"

cl_status cl_findings_add(cl_findings *findings, const cl_finding *finding)
{
    if (findings->items.count >= CL_FINDINGS_MAX) {
        cl_finding *last = CL_ARRAY_AT(&findings->items, cl_finding, findings->items.count - 1);
        *last = cl_damage_finding(CL_DAMAGE_TOO_MANY_FINDINGS);
        last->message =
            cl_span_of(cl_message("more findings than are kept; only the first are shown"));
        return CL_OK;
    }
    cl_finding *added =
        cl_array_add(&findings->items, findings->arena, sizeof *added, CL_FINDINGS_MAX);
    if (added == NULL) {
        return cl_arena_status(findings->arena);
    }
    *added = *finding;
    return CL_OK;
}

const cl_finding *cl_findings_at(const cl_findings *findings, size_t i)
{
    return CL_ARRAY_AT(&findings->items, const cl_finding, i);
}

bool cl_findings_incomplete(const cl_findings *findings)
{
    for (size_t i = 0; i < findings->items.count; i++) {
        if (cl_findings_at(findings, i)->incomplete) {
            return true;
        }
    }
    return false;
}

const char *cl_level_name(cl_level level)
{
    static const char *const names[] = {"info", "warning", "error"};
    return names[level];
}

const char *cl_level_word(cl_level level)
{
    return level == CL_INFO ? "note" : cl_level_name(level);
}
