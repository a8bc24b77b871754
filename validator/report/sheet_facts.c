#include "report/sheet_facts.h"

#include "base/limits.h"

cl_verdict cl_sheet_verdict(cl_span name)
{
    for (int i = CL_VERDICT_OK; i < CL_VERDICT_BLOCK; i++) {
        if (cl_span_equal(cl_span_of(cl_verdict_name((cl_verdict)i)), name)) {
            return (cl_verdict)i;
        }
    }
    return CL_VERDICT_BLOCK;
}

bool cl_sheet_worst(const cl_stored *record, cl_verdict *out)
{
    const cl_stored *editions = cl_stored_get(record, "editions");
    size_t count = cl_stored_count(editions);
    *out = CL_VERDICT_OK;
    for (size_t i = 0; i < count; i++) {
        cl_verdict verdict =
            cl_sheet_verdict(cl_stored_text_of(cl_stored_at(editions, i), "verdict"));
        *out = verdict > *out ? verdict : *out;
    }
    return count > 0;
}

cl_span cl_sheet_name(const cl_stored *record)
{
    cl_span id = cl_stored_text_of(record, "id");
    cl_span path = cl_stored_text_of(record, "path");
    cl_span name = CL_EMPTY_SPAN;
    while (id.len == 0 && cl_span_next(&path, '/', &name)) {
        /* the last part remains */
    }
    return id.len > 0 ? id : name;
}

cl_span cl_sheet_shown(const cl_stored *record, const char *field)
{
    const cl_stored *fields = cl_stored_get(record, "fields");
    cl_span first = CL_EMPTY_SPAN;
    for (size_t i = 0; i < cl_stored_count(fields); i++) {
        const cl_stored *at = cl_stored_at(fields, i);
        if (!cl_span_equal(cl_stored_text_of(at, "name"), cl_span_of(field))) {
            continue;
        }
        cl_span value = cl_stored_text_of(at, "value");
        if (cl_stored_is_true(cl_stored_get(at, "shown"))) {
            return value;
        }
        first = first.len == 0 ? value : first;
    }
    return first;
}

static cl_status add_agencies(const cl_stored *of, cl_arena *arena, cl_words *out)
{
    const cl_stored *agencies = cl_stored_get(of, "agencies");
    for (size_t i = 0; i < cl_stored_count(agencies) && out->count < CL_SHEET_AGENCIES_MAX; i++) {
        cl_span agency = cl_stored_text(cl_stored_at(agencies, i));
        if (agency.len > 0 && !cl_words_have(*out, agency)) {
            CL_TRY(cl_words_add(out, arena, agency));
        }
    }
    return CL_OK;
}

cl_status cl_sheet_agencies(const cl_stored *record, cl_arena *arena, cl_words *out)
{
    const cl_stored *credits = cl_stored_get(record, "credits");
    const cl_stored *editions = cl_stored_get(record, "editions");
    *out = (cl_words){0};
    for (size_t i = 0; i < cl_stored_count(credits); i++) {
        CL_TRY(add_agencies(cl_stored_at(credits, i), arena, out));
    }
    /* A credit field that no note speaks of is known by the line to print alone. */
    for (size_t i = 0; i < cl_stored_count(editions); i++) {
        CL_TRY(add_agencies(cl_stored_get(cl_stored_at(editions, i), "print"), arena, out));
    }
    return CL_OK;
}

bool cl_sheet_date(const cl_stored *record, cl_moment *out)
{
    return cl_moment_parse(cl_sheet_shown(record, "date_created"), out) && out->known &&
           cl_moment_valid(out);
}

static bool read_due(const cl_stored *restriction, bool embargo, int64_t now, cl_due *out)
{
    cl_span at = cl_stored_text_of(restriction, embargo ? "not_before" : "not_after");
    cl_moment moment;
    if (at.len == 0 || !cl_moment_parse(at, &moment) || !cl_moment_valid(&moment)) {
        return false;
    }
    int64_t time = cl_moment_latest(&moment);
    *out = (cl_due){embargo, at, time, time < now};
    return true;
}

bool cl_sheet_due(const cl_stored *record, size_t i, int64_t now, cl_due *out)
{
    const cl_stored *restrictions = cl_stored_get(record, "restrictions");
    size_t count = cl_stored_count(restrictions);
    for (size_t at = 0; at < 2 * count; at++) {
        const cl_stored *restriction = cl_stored_at(restrictions, at / 2);
        if (read_due(restriction, at % 2 == 0, now, out) && i-- == 0) {
            return true;
        }
    }
    return false;
}

bool cl_sheet_next_due(const cl_stored *record, int64_t now, cl_due *out)
{
    bool found = false;
    cl_due due;
    for (size_t i = 0; i < CL_SHEET_DUES_MAX && cl_sheet_due(record, i, now, &due); i++) {
        if (!due.past && (!found || due.time < out->time)) {
            *out = due;
            found = true;
        }
    }
    return found;
}
