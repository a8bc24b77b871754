#include "container/pdf_syntax.h"

#include "container/literal.h"

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\0' || byte == '\t' || byte == '\n' || byte == '\f' ||
           byte == '\r';
}

static bool is_delimiter(uint8_t byte)
{
    return byte == '(' || byte == ')' || byte == '<' || byte == '>' || byte == '[' || byte == ']' ||
           byte == '{' || byte == '}' || byte == '/' || byte == '%';
}

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

static size_t comment_length(cl_span text)
{
    size_t len = 0;
    while (len < text.len && text.data[len] != '\n' && text.data[len] != '\r') {
        len++;
    }
    return len;
}

size_t cl_pdf_blank(cl_span text)
{
    size_t at = 0;
    while (at < text.len) {
        if (is_blank(text.data[at])) {
            at++;
        } else if (text.data[at] == '%') {
            at += comment_length(cl_span_from(text, at));
        } else {
            break;
        }
    }
    return at;
}

/* --- tokens --- */

static size_t regular_length(cl_span text)
{
    size_t len = 0;
    while (len < text.len && !is_blank(text.data[len]) && !is_delimiter(text.data[len])) {
        len++;
    }
    return len;
}

static bool opens(cl_span text)
{
    return cl_span_starts(text, CL_SPAN("<<")) || cl_span_starts(text, CL_SPAN("["));
}

static bool closes(cl_span text)
{
    return cl_span_starts(text, CL_SPAN(">>")) || cl_span_starts(text, CL_SPAN("]"));
}

/* A token may be longer than what is there of it: then text.len + 1. */
static size_t token_length(cl_span text)
{
    if (text.len == 0) {
        return 0;
    }
    if (cl_span_starts(text, CL_SPAN("<<")) || cl_span_starts(text, CL_SPAN(">>"))) {
        return 2;
    }
    if (text.data[0] == '(' || text.data[0] == '<') {
        return cl_literal_length(text);
    }
    if (text.data[0] == '/') {
        return 1 + regular_length(cl_span_from(text, 1));
    }
    size_t len = regular_length(text);
    return len > 0 ? len : 1;
}

/* Up to the token that closes what the first one opens. */
static size_t nested_length(cl_span text)
{
    size_t depth = 0;
    size_t at = 0;
    while (at < text.len) {
        cl_span rest = cl_span_from(text, at);
        depth += opens(rest);
        depth -= closes(rest);
        at += token_length(rest);
        if (depth == 0) {
            return at <= text.len ? at : 0;
        }
        at += cl_pdf_blank(cl_span_from(text, at));
    }
    return 0;
}

static size_t digits_length(cl_span text)
{
    size_t len = 0;
    while (len < text.len && is_digit(text.data[len])) {
        len++;
    }
    return len;
}

/* "12 0 R", or 0. */
static size_t reference_length(cl_span text)
{
    size_t at = 0;
    for (size_t i = 0; i < 2; i++) {
        size_t digits = digits_length(cl_span_from(text, at));
        size_t blank = cl_pdf_blank(cl_span_from(text, at + digits));
        if (digits == 0 || blank == 0) {
            return 0;
        }
        at += digits + blank;
    }
    cl_span rest = cl_span_from(text, at);
    return regular_length(rest) == 1 && rest.data[0] == 'R' ? at + 1 : 0;
}

size_t cl_pdf_length(cl_span text)
{
    if (closes(text)) {
        return 0;
    }
    if (opens(text)) {
        return nested_length(text);
    }
    size_t len = reference_length(text);
    if (len == 0) {
        len = token_length(text);
    }
    return len <= text.len ? len : 0;
}

bool cl_pdf_next(cl_span *rest, cl_span *out)
{
    cl_span text = cl_span_from(*rest, cl_pdf_blank(*rest));
    size_t len = cl_pdf_length(text);
    *out = cl_span_sub(text, 0, len);
    *rest = cl_span_from(text, len);
    return len > 0;
}

/* --- dictionaries --- */

bool cl_pdf_is_dictionary(cl_span object)
{
    return cl_span_starts(object, CL_SPAN("<<"));
}

bool cl_pdf_next_entry(cl_span *rest, cl_span *key, cl_span *value)
{
    if (cl_pdf_is_dictionary(*rest)) {
        *rest = cl_span_from(*rest, 2);
    }
    while (cl_pdf_next(rest, key)) {
        if (key->data[0] != '/') {
            continue; /* a value without a key */
        }
        *key = cl_span_from(*key, 1);
        return cl_pdf_next(rest, value);
    }
    return false;
}

bool cl_pdf_get(cl_span dictionary, const char *key, cl_span *out)
{
    cl_span rest = dictionary;
    cl_span found;
    *out = CL_EMPTY_SPAN;
    if (!cl_pdf_is_dictionary(dictionary)) {
        return false;
    }
    while (cl_pdf_next_entry(&rest, &found, out)) {
        if (cl_span_equal(found, cl_span_of(key))) {
            return true;
        }
    }
    *out = CL_EMPTY_SPAN;
    return false;
}

/* --- simple objects --- */

bool cl_pdf_number(cl_span object, uint64_t *out)
{
    enum {
        DIGITS_MAX = 18
    };
    *out = 0;
    for (size_t i = 0; i < object.len; i++) {
        if (!is_digit(object.data[i]) || i == DIGITS_MAX) {
            return false;
        }
        *out = *out * 10 + (object.data[i] - (unsigned)'0');
    }
    return object.len > 0;
}

bool cl_pdf_reference(cl_span object, uint64_t *out)
{
    return reference_length(object) > 0 &&
           cl_pdf_number(cl_span_sub(object, 0, digits_length(object)), out);
}

bool cl_pdf_is_name(cl_span object, const char *name)
{
    return cl_span_starts(object, CL_SPAN("/")) &&
           cl_span_equal(cl_span_from(object, 1), cl_span_of(name));
}

uint64_t cl_pdf_get_number(cl_span dictionary, const char *key, uint64_t otherwise)
{
    cl_span value;
    uint64_t number;
    bool known = cl_pdf_get(dictionary, key, &value) && cl_pdf_number(value, &number);
    return known ? number : otherwise;
}

cl_span cl_pdf_items(cl_span object)
{
    if (!cl_span_starts(object, CL_SPAN("["))) {
        return object;
    }
    return cl_span_sub(object, 1, object.len - 2);
}
