#define _GNU_SOURCE /* memmem */

#include "hooks/serve/multipart.h"

#include <stdint.h>
#include <string.h>

#include "hooks/serve/negotiate.h"
#include "hooks/serve/query.h"

#define NEWLINE "\r\n"

static bool wrong(serve_problem *problem, const serve_multipart *form, const char *what)
{
    return serve_problem_set(problem, 400,
                             "the multipart body is malformed at part %zu: %s; send it as RFC 7578 "
                             "has it",
                             form->parts + 1, what);
}

bool serve_boundary_is_valid(serve_span boundary)
{
    return boundary.len > 0 && boundary.len < SERVE_BOUNDARY_MAX &&
           boundary.at[boundary.len - 1] != ' ' && serve_span_is_of(boundary, "'()+_,-./:=? ");
}

static size_t find(serve_span in, serve_span what)
{
    const char *found = in.len == 0 ? NULL : memmem(in.at, in.len, what.at, what.len);
    return found == NULL ? SIZE_MAX : (size_t)(found - in.at);
}

/* Takes `with` off the beginning of what is left, or nothing. */
static bool take(serve_multipart *form, serve_span with)
{
    if (!serve_span_starts(form->rest, with)) {
        return false;
    }
    form->rest = serve_span_from(form->rest, with.len);
    return true;
}

/* What stands behind a boundary: the end of the form, or of the line (RFC 2046, 5.1.1). */
static bool end_of_delimiter(serve_multipart *form, serve_problem *problem)
{
    if (take(form, SERVE_SPAN("--"))) {
        form->ended = true;
        form->rest = serve_span_trim(form->rest);
        (void)take(form, SERVE_SPAN(NEWLINE));
        return form->rest.len == 0 ||
               wrong(problem, form, "something stands behind the last boundary");
    }
    while (form->rest.len > 0 && (form->rest.at[0] == ' ' || form->rest.at[0] == '\t')) {
        form->rest = serve_span_from(form->rest, 1);
    }
    return take(form, SERVE_SPAN(NEWLINE)) ||
           wrong(problem, form, "the line of its boundary does not end there");
}

bool serve_multipart_begin(serve_multipart *form, serve_span body, serve_span boundary,
                           serve_problem *problem)
{
    *form = (serve_multipart){.rest = body, .boundary = boundary};
    (void)take(form, SERVE_SPAN(NEWLINE));
    if (!take(form, SERVE_SPAN("--")) || !take(form, boundary)) {
        return wrong(problem, form, "it does not begin with the boundary of the Content-Type");
    }
    return end_of_delimiter(form, problem);
}

/* The body up to the next boundary, which is taken off too. */
static bool take_body(serve_multipart *form, serve_span *out, serve_problem *problem)
{
    char text[sizeof NEWLINE "--" + SERVE_BOUNDARY_MAX] = NEWLINE "--";
    serve_span delimiter = {text, sizeof NEWLINE "--" - 1 + form->boundary.len};
    memcpy(text + sizeof NEWLINE "--" - 1, form->boundary.at, form->boundary.len);
    size_t len = find(form->rest, delimiter);
    if (len == SIZE_MAX) {
        return wrong(problem, form, "there is no boundary behind it");
    }
    *out = (serve_span){form->rest.at, len};
    form->rest = serve_span_from(form->rest, len + delimiter.len);
    return end_of_delimiter(form, problem);
}

/* --- headers --- */

/* The parameters of a Content-Disposition, which browsers and curl do not write alike: in quotes
 * only \" and \\ are escapes, so that a path of Windows stays one; browsers send %22 for ". */
static size_t unescape(serve_span value, char *out)
{
    size_t len = 0;
    for (size_t i = 0; i < value.len; i++) {
        if (value.at[i] == '\\' && i + 1 < value.len &&
            (value.at[i + 1] == '"' || value.at[i + 1] == '\\')) {
            i++;
        }
        out[len++] = value.at[i];
    }
    return len;
}

/* Where the value that begins the text ends: a quoted string with its quotes, or a token. */
static size_t value_length(serve_span text)
{
    if (text.len == 0 || text.at[0] != '"') {
        return serve_span_find(text, ';');
    }
    size_t i = 1;
    while (i < text.len && text.at[i] != '"') {
        i += text.at[i] == '\\' && i + 1 < text.len &&
                     (text.at[i + 1] == '"' || text.at[i + 1] == '\\')
                 ? 2
                 : 1;
    }
    return i < text.len ? i + 1 : SIZE_MAX;
}

/* One parameter, and its value without quotes. */
static bool take_parameter(serve_span *rest, serve_span *key, serve_span *value)
{
    size_t equals = serve_span_find(*rest, '=');
    *key = serve_span_trim((serve_span){rest->at, equals});
    *rest = serve_span_trim(serve_span_from(*rest, equals + 1));
    size_t len = value_length(*rest);
    if (key->len == 0 || len == SIZE_MAX) {
        return false;
    }
    bool quoted = len > 0 && rest->at[0] == '"';
    *value =
        quoted ? (serve_span){rest->at + 1, len - 2} : serve_span_trim((serve_span){rest->at, len});
    *rest = serve_span_trim(serve_span_from(*rest, len));
    bool more = rest->len > 0;
    bool separated = more && rest->at[0] == ';';
    *rest = serve_span_trim(serve_span_from(*rest, separated ? 1 : 0));
    return !more || separated;
}

/* RFC 8187, 3.2: UTF-8'language'%C3%A9 */
static bool decode_extended(serve_span value, char *out, size_t *len)
{
    serve_span charset = serve_span_cut(&value, '\'');
    (void)serve_span_cut(&value, '\'');
    *len = serve_span_equal_nocase(charset, SERVE_SPAN("utf-8")) ? serve_decode(value, false, out)
                                                                 : SIZE_MAX;
    return *len != SIZE_MAX;
}

/* What a parameter says goes into part->names, behind what is there: `*used` bytes. */
static bool keep_parameter(serve_part *part, serve_span key, serve_span value, size_t *used)
{
    char *place = part->names + *used;
    size_t len = 0;
    bool extended = serve_span_equal_nocase(key, SERVE_SPAN("filename*"));
    bool is_name = serve_span_equal_nocase(key, SERVE_SPAN("name"));
    if (!extended && !is_name && !serve_span_equal_nocase(key, SERVE_SPAN("filename"))) {
        return true;
    }
    serve_span *out = is_name ? &part->name : &part->filename;
    if (extended ? !decode_extended(value, place, &len) : out->at != NULL) {
        return false;
    }
    len = extended ? len : unescape(value, place);
    *out = (serve_span){place, len};
    part->is_file = part->is_file || !is_name;
    *used += len + 1;
    return true;
}

/* RFC 7578, 4.2 */
static bool read_disposition(serve_part *part, serve_span value)
{
    size_t used = 0;
    serve_span kind = serve_span_trim(serve_span_cut(&value, ';'));
    if (!serve_span_equal_nocase(kind, SERVE_SPAN("form-data")) || part->name.at != NULL) {
        return false;
    }
    value = serve_span_trim(value);
    while (value.len > 0) {
        serve_span key;
        serve_span given;
        if (!take_parameter(&value, &key, &given) || !keep_parameter(part, key, given, &used)) {
            return false;
        }
    }
    return part->name.at != NULL;
}

/* RFC 7578, 4.7: nobody sends encoded parts any more. */
static bool is_as_it_is(serve_span encoding)
{
    return serve_span_equal_nocase(encoding, SERVE_SPAN("binary")) ||
           serve_span_equal_nocase(encoding, SERVE_SPAN("8bit")) ||
           serve_span_equal_nocase(encoding, SERVE_SPAN("7bit"));
}

static bool read_header(serve_multipart *form, serve_part *part, serve_span line,
                        serve_problem *problem)
{
    serve_span value = line;
    serve_span name = serve_span_cut(&value, ':');
    value = serve_span_trim(value);
    if (serve_span_equal_nocase(name, SERVE_SPAN("Content-Disposition"))) {
        return read_disposition(part, value) ||
               wrong(problem, form, "its Content-Disposition is not form-data with one name");
    }
    if (serve_span_equal_nocase(name, SERVE_SPAN("Content-Transfer-Encoding"))) {
        return is_as_it_is(value) || wrong(problem, form, "it is encoded");
    }
    return name.len < line.len || wrong(problem, form, "a line of its headers has no colon");
}

static bool read_headers(serve_multipart *form, serve_part *part, serve_problem *problem)
{
    serve_span near = form->rest;
    near.len = near.len < SERVE_PART_HEADERS_MAX ? near.len : SERVE_PART_HEADERS_MAX;
    while (!serve_span_starts(near, SERVE_SPAN(NEWLINE))) {
        size_t len = find(near, SERVE_SPAN(NEWLINE));
        if (len == SIZE_MAX) {
            return wrong(problem, form, "its headers do not end, or are too long");
        }
        if (!read_header(form, part, (serve_span){near.at, len}, problem)) {
            return false;
        }
        near = serve_span_from(near, len + sizeof NEWLINE - 1);
    }
    size_t taken = (size_t)(near.at - form->rest.at) + sizeof NEWLINE - 1;
    form->rest = serve_span_from(form->rest, taken);
    return part->name.at != NULL || wrong(problem, form, "it has no Content-Disposition");
}

bool serve_multipart_next(serve_multipart *form, serve_part *out, serve_problem *problem)
{
    if (form->ended) {
        return true;
    }
    if (form->parts == SERVE_PARTS_MAX) {
        return serve_problem_set(problem, 413, "more than %u parts; send fewer at once",
                                 SERVE_PARTS_MAX);
    }
    out->name = (serve_span){NULL, 0};
    out->filename = (serve_span){NULL, 0};
    out->is_file = false;
    if (!read_headers(form, out, problem) || !take_body(form, &out->body, problem)) {
        return false;
    }
    form->parts++;
    return serve_span_is_utf8(out->name) ||
           wrong(problem, form, "the name of its field is no UTF-8");
}
