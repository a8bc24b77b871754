#include "base/text.h"
#include "caption/dates_parts.h"
#include "ruleset/fold.h"

bool cl_scan_text(cl_scan *scan, const char *wanted)
{
    if (cl_scan_peek(scan) != (uint8_t)wanted[0]) {
        return false;
    }
    cl_span text = cl_span_of(wanted);
    if (!cl_span_starts(cl_span_from(scan->text, scan->at), text)) {
        return false;
    }
    scan->at += text.len;
    return true;
}

bool cl_scan_space(cl_scan *scan)
{
    size_t start = scan->at;
    while (cl_scan_peek(scan) == ' ' || cl_scan_peek(scan) == '\n') {
        scan->at++;
    }
    return scan->at > start;
}

bool cl_scan_number(cl_scan *scan, size_t least, size_t most, int *out)
{
    size_t len = 0;
    int value = 0;
    if (!cl_scan_digit(scan, 0)) {
        return false;
    }
    while (len <= most && cl_scan_digit(scan, len)) {
        value = value * 10 + (scan->text.data[scan->at + len] - '0');
        len++;
    }
    if (len < least || len > most) {
        return false;
    }
    scan->at += len;
    *out = value;
    return true;
}

/* What stands before is not looked at: in 10PM a word begins behind the digit. */
static const cl_name *find_name(const cl_scan *scan, size_t *len)
{
    return cl_gazetteer_find(scan->names, cl_span_from(scan->text, scan->at), 0, len);
}

const cl_name *cl_scan_any_name(const cl_scan *scan, size_t *len)
{
    if (scan->seen == NULL) {
        return find_name(scan, len);
    }
    size_t slot = scan->at % CL_NAMES_SEEN;
    if (scan->seen->slots[slot].place != scan->at + 1) {
        scan->seen->slots[slot].place = scan->at + 1;
        scan->seen->slots[slot].len = 0;
        scan->seen->slots[slot].name = find_name(scan, &scan->seen->slots[slot].len);
    }
    *len = scan->seen->slots[slot].len;
    return scan->seen->slots[slot].name;
}

const cl_name *cl_scan_name(cl_scan *scan, cl_span kind)
{
    size_t len = 0;
    const cl_name *name = cl_scan_any_name(scan, &len);
    if (name == NULL || !cl_span_equal(name->kind, kind)) {
        return NULL;
    }
    scan->at += len;
    return name;
}

const cl_name *cl_scan_name_after_space(cl_scan *scan, cl_span kind)
{
    cl_scan ahead = *scan;
    (void)cl_scan_space(&ahead);
    const cl_name *name = cl_scan_name(&ahead, kind);
    if (name != NULL) {
        *scan = ahead;
    }
    return name;
}

bool cl_scan_at_edge(const cl_scan *scan)
{
    size_t at = scan->at;
    uint32_t code = 0;
    return !cl_utf8_next(scan->text, &at, &code) || !cl_is_word(code) || cl_is_unspaced(code) ||
           cl_is_unspaced(cl_utf8_before(scan->text, scan->at)); /* 5月1日22時 */
}

int cl_scan_value(cl_span value)
{
    bool negative = value.len > 0 && value.data[0] == '-';
    int sum = 0;
    for (size_t i = negative ? 1 : 0; i < value.len && i < 8; i++) {
        if (value.data[i] < '0' || value.data[i] > '9') {
            break;
        }
        sum = sum * 10 + (value.data[i] - '0');
    }
    return negative ? -sum : sum;
}

const cl_name *cl_scan_hours(cl_scan *scan)
{
    cl_scan ahead = *scan;
    const cl_name *name = cl_scan_name_after_space(&ahead, CL_SPAN("hours"));
    if (name == NULL) {
        name = cl_scan_name_after_space(&ahead, CL_SPAN("unit"));
        if (name == NULL || !cl_span_equal(name->value, CL_SPAN("hour"))) {
            return NULL;
        }
    }
    *scan = ahead;
    return name;
}

bool cl_scan_is_both(const cl_name *name)
{
    return cl_span_equal(name->kind, CL_SPAN("hours")) &&
           cl_span_equal(name->value, CL_SPAN("both"));
}

bool cl_scan_at_bare_end(const cl_scan *scan)
{
    static const char *const kinds[] = {"unit", "hours", "month"};
    uint8_t next = cl_scan_peek(scan);
    cl_scan ahead = *scan;
    if (!cl_scan_at_edge(scan) || next == '%' || next == '/' ||
        ((next == '.' || next == ',' || next == ':') && cl_scan_digit(scan, 1))) {
        return false;
    }
    (void)cl_scan_byte(&ahead, '.');
    bool space = cl_scan_space(&ahead);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        cl_scan name = ahead;
        if (cl_scan_name(&name, cl_span_of(kinds[i])) != NULL) {
            return false;
        }
    }
    int ignored;
    return !space || !cl_scan_number(&ahead, 3, 3, &ignored); /* 10 000 */
}
