#include "caption/codes.h"

enum {
    CODE_LEN = 3,
    LIST_MAX = 16 /* codes of one list that are looked through for its OUT */
};

static bool is_capital(cl_span text, size_t at)
{
    return at < text.len && text.data[at] >= 'A' && text.data[at] <= 'Z';
}

static bool is_word_at(cl_span text, size_t at)
{
    size_t next = at;
    uint32_t code;
    return cl_utf8_next(text, &next, &code) && cl_is_word(code);
}

/* Whether the letter at `at` follows another. Names do not begin there either, and looking for
 * their end at each letter of a caption in capitals would take quadratic time. */
static bool is_in_word(cl_span text, size_t at)
{
    return at > 0 && text.data[at - 1] < 0x80 && cl_is_word(text.data[at - 1]);
}

/* The code of exactly three capitals at `at`, whatever stands behind it; NULL when it is none. */
static const cl_name *code_at(const cl_gazetteer *codes, cl_span text, size_t at)
{
    for (size_t i = 0; i < CODE_LEN; i++) {
        if (!is_capital(text, at + i)) {
            return NULL;
        }
    }
    size_t len = 0;
    return cl_gazetteer_find(codes, cl_span_sub(text, 0, at + CODE_LEN), at, &len);
}

static bool is_out(cl_span text, size_t at)
{
    return cl_span_starts(cl_span_from(text, at), CL_SPAN("OUT")) && !is_word_at(text, at + 3);
}

/* Past what separates the members of a list: " / ", ", ", " AND ". */
static size_t past_separator(cl_span text, size_t at)
{
    while (at < text.len && cl_span_find_byte(CL_SPAN(" ,/&+-"), text.data[at]) < 6) {
        at++;
    }
    return cl_span_starts(cl_span_from(text, at), CL_SPAN("AND ")) ? at + 4 : at;
}

/* Whether the list that the code ending at `at` stands in ends in OUT. */
static bool leads_to_out(const cl_gazetteer *codes, cl_span text, size_t at)
{
    for (int i = 0; i < LIST_MAX; i++) {
        size_t next = past_separator(text, at);
        if (is_out(text, next)) {
            return true;
        }
        if (next == at || code_at(codes, text, next) == NULL || is_word_at(text, next + CODE_LEN)) {
            return false;
        }
        at = next + CODE_LEN;
    }
    return false;
}

/* A name in capitals that OUT is glued to: CHINAOUT. */
static const cl_name *glued_name(const cl_gazetteer *names, cl_span text, size_t at, size_t *len)
{
    size_t end = at;
    while (is_capital(text, end)) {
        end++;
    }
    if (end < at + 3 + 3 || is_word_at(text, end) || !is_out(text, end - 3)) {
        return NULL;
    }
    const cl_name *name = cl_gazetteer_find(names, cl_span_sub(text, 0, end - 3), at, len);
    return name != NULL && name->codes.count > 0 && *len == end - 3 - at ? name : NULL;
}

const cl_name *cl_code_find(const cl_ruleset *rules, const cl_folded *folded, size_t at,
                            size_t *len)
{
    const cl_gazetteer *codes = cl_ruleset_codes(rules);
    cl_span text = folded->text;
    if (!is_capital(text, at) || is_in_word(text, at)) {
        return NULL;
    }
    const cl_name *name = code_at(codes, text, at);
    if (name == NULL) {
        return glued_name(cl_ruleset_gazetteer(rules), text, at, len);
    }
    size_t end = at + CODE_LEN;
    bool alone = !is_word_at(text, end);
    bool joined =
        alone && ((at > 0 && cl_folded_joined(folded, at - 1)) || cl_folded_joined(folded, end));
    if (!joined && !is_out(text, end) && !(alone && leads_to_out(codes, text, end))) {
        return glued_name(cl_ruleset_gazetteer(rules), text, at, len);
    }
    *len = CODE_LEN;
    return name;
}
