#include "hooks/serve/problem.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>

#include "hooks/serve/span.h"

/* RFC 9110, 15; RFC 6585. */
static const struct {
    unsigned status;
    const char *title;
} titles[] = {
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {503, "Service Unavailable"},
};

bool serve_problem_set(serve_problem *problem, unsigned status, const char *format, ...)
{
    if (problem->status != 0) {
        return false;
    }
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(problem->detail, sizeof problem->detail, format, arguments);
    va_end(arguments);
    problem->status = status;
    return false;
}

const char *serve_problem_title(unsigned status)
{
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        if (titles[i].status == status) {
            return titles[i].title;
        }
    }
    return "Error";
}

/* What was cut in the middle of a character, or never was one, ends before it. */
static json_t *text_of(const char *detail)
{
    serve_span rest = serve_span_of(detail);
    size_t len = 0;
    for (size_t n = serve_span_character(rest); n > 0; n = serve_span_character(rest)) {
        len += n;
        rest = serve_span_from(rest, n);
    }
    return json_stringn(detail, len);
}

static json_t *document_of(const serve_problem *problem)
{
    json_t *document = json_pack("{s:s, s:s, s:i, s:o}", "type", "about:blank", "title",
                                 serve_problem_title(problem->status), "status",
                                 (int)problem->status, "detail", text_of(problem->detail));
    if (document != NULL && problem->line > 0) {
        (void)json_object_set_new(document, "line", json_integer((json_int_t)problem->line));
        (void)json_object_set_new(document, "column", json_integer((json_int_t)problem->column));
    }
    return document;
}

static int put(const char *bytes, size_t len, void *buffer)
{
    return serve_buffer_add(buffer, bytes, len) == SERVE_ROOM_OK ? 0 : -1;
}

serve_room serve_problem_write(const serve_problem *problem, serve_buffer *out)
{
    json_t *document = document_of(problem);
    int failed = document == NULL ? -1 : json_dump_callback(document, put, out, JSON_COMPACT);
    json_decref(document);
    return failed == 0 ? serve_buffer_add(out, "\n", 1) : SERVE_ROOM_FULL;
}
