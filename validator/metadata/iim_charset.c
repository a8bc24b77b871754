#include "metadata/iim_charset.h"

#include "base/charset.h"

/* What stands behind ESC: the set's width and place, and its final byte (ISO/IEC 2022, 13.2; the
 * International Register of Coded Character Sets). */
typedef struct designation {
    const char *escape;
    const char *charset; /* "": seven bits, ASCII or its own escapes in the text */
} designation;

static const designation designations[] = {
    {"%/G", CL_CHARSET_UTF8},
    {"%/H", CL_CHARSET_UTF8},
    {"%/I", CL_CHARSET_UTF8},
    {"%G", CL_CHARSET_UTF8},
    {"$)A", CL_CHARSET_GB18030},
    {"$)B", CL_CHARSET_EUC_JP},
    {"$)C", CL_CHARSET_EUC_KR},
    {"$A", ""},
    {"$B", ""},
    {"$@", ""},
    {"$(B", ""},
    {"$(D", ""},
    {"(B", ""},
    {"(J", ""},
    {"(@", ""},
};

/* ESC -, ESC . and ESC / put a set of 96 into G1, G2 and G3; ESC , was meant for G0. Text that is
 * said to be ISO 8859-1 holds the quotes and dashes of windows-1252. */
static const designation sets_of_96[] = {
    {"A", CL_CHARSET_WINDOWS_1252},
    {"B", "ISO-8859-2"},
    {"C", "ISO-8859-3"},
    {"D", "ISO-8859-4"},
    {"F", "ISO-8859-7"},
    {"G", "ISO-8859-6"},
    {"H", "ISO-8859-8"},
    {"L", "ISO-8859-5"},
    {"M", CL_CHARSET_WINDOWS_1254},
    {"V", "ISO-8859-10"},
    {"Y", "ISO-8859-13"},
    {"_", "ISO-8859-14"},
    {"b", "ISO-8859-15"},
    {"f", "ISO-8859-16"},
};

static const designation *find(const designation *table, size_t count, cl_span text)
{
    for (size_t i = 0; i < count; i++) {
        if (cl_span_starts(text, cl_span_of(table[i].escape))) {
            return &table[i];
        }
    }
    return NULL;
}

static const designation *designation_at(cl_span text)
{
    if (text.len > 1 && cl_span_find_byte(CL_SPAN("-./,"), text.data[0]) < 4) {
        return find(sets_of_96, sizeof sets_of_96 / sizeof *sets_of_96, cl_span_from(text, 1));
    }
    return find(designations, sizeof designations / sizeof *designations, text);
}

enum {
    VALUE_MAX = 32 /* octets: IIM 4.2, 1:90 */
};

void cl_iim_charset_add(cl_iim_charset *charset, cl_span value)
{
    static const uint8_t escape = 0x1B;
    value = cl_span_sub(value, 0, VALUE_MAX);
    size_t at = cl_span_find_byte(value, escape);
    charset->unknown = charset->unknown || (at == value.len && value.len > 0);
    while (at < value.len) {
        cl_span rest = cl_span_from(value, at + 1);
        const designation *found = designation_at(rest);
        cl_span name = found == NULL ? CL_EMPTY_SPAN : cl_span_of(found->charset);
        if (found == NULL) {
            charset->unknown = true;
        } else if (cl_span_equal(name, CL_SPAN(CL_CHARSET_UTF8))) {
            charset->utf8 = true;
        } else if (name.len > 0 && charset->legacy == NULL) {
            charset->legacy = found->charset;
        }
        at += 1 + cl_span_find_byte(rest, escape);
    }
}
