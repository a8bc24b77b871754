#include "hooks/serve/answer.h"

void serve_answer_header(serve_answer *answer, const char *name, const char *value)
{
    if (answer->header_count < SERVE_ANSWER_HEADERS) {
        answer->headers[answer->header_count++] = (serve_header){name, value};
    }
}

void serve_answer_short(serve_answer *answer)
{
    answer->body.budget = NULL;
}

void serve_answer_text(serve_answer *answer, unsigned status, const char *type, serve_span text)
{
    answer->status = status;
    answer->type = type;
    if (serve_buffer_add(&answer->body, text.at, text.len) != SERVE_ROOM_OK) {
        serve_problem full = {0};
        (void)serve_problem_set(&full, 503, "out of memory; try again later");
        serve_answer_problem(answer, &full);
    }
}

void serve_answer_problem(serve_answer *answer, const serve_problem *problem)
{
    serve_buffer_free(&answer->body);
    serve_answer_short(answer);
    answer->header_count = 0;
    answer->status = problem->status;
    answer->type = SERVE_PROBLEM_TYPE;
    serve_answer_header(answer, "Cache-Control", "no-store");
    if (problem->status == 503 || problem->status == 429) {
        serve_answer_header(answer, "Retry-After", SERVE_RETRY_AFTER);
    }
    if (serve_problem_write(problem, &answer->body) != SERVE_ROOM_OK) {
        serve_buffer_free(&answer->body); /* the status tells */
        answer->type = NULL;
    }
}
