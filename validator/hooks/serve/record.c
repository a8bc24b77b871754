#include "hooks/serve/record.h"

#include <jansson.h>

/* There are none in its strings: RFC 8259, 7. */
static void join_lines(char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\n' || text[i] == '\r') {
            text[i] = ' ';
        }
    }
}

bool serve_record_read(char *text, size_t len, serve_problem *problem)
{
    json_error_t error;
    json_t *object =
        json_loadb(text, len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
    bool is_record = json_is_object(object);
    if (object == NULL) {
        problem->line = error.line > 0 ? (size_t)error.line : 1;
        problem->column = error.column > 0 ? (size_t)error.column : 1;
        (void)serve_problem_set(problem, 422, "the body is no JSON: line %zu, column %zu: %s",
                                problem->line, problem->column, error.text);
    } else if (!is_record) {
        problem->line = 1;
        problem->column = 1;
        (void)serve_problem_set(problem, 422,
                                "the body is JSON, but no record; write {\"caption\": \"...\"}");
    } else {
        join_lines(text, len);
    }
    json_decref(object);
    return is_record;
}
