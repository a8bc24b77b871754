#define _POSIX_C_SOURCE 200809L

#include "hooks/serve/wire.h"

#include <sys/socket.h>

/* What it serves is for who asked, from the same page, and is what it says it is. */
const serve_header serve_wire_headers[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {NULL, NULL},
};

static void put(serve_buffer *out, const serve_header *header)
{
    (void)serve_buffer_print(out, "%s: %s\r\n", header->name, header->value);
}

void serve_wire_send(int file, const serve_answer *answer)
{
    serve_buffer out = {.most = SERVE_POOL_BYTES};
    (void)serve_buffer_print(&out, "HTTP/1.1 %u %s\r\nConnection: close\r\nContent-Length: %zu\r\n",
                             answer->status, serve_problem_title(answer->status), answer->body.len);
    if (answer->type != NULL) {
        put(&out, &(serve_header){"Content-Type", answer->type});
    }
    for (size_t i = 0; i < answer->header_count; i++) {
        put(&out, &answer->headers[i]);
    }
    for (size_t i = 0; serve_wire_headers[i].name != NULL; i++) {
        put(&out, &serve_wire_headers[i]);
    }
    (void)serve_buffer_add(&out, "\r\n", 2);
    (void)serve_buffer_add(&out, answer->body.bytes, answer->body.len);
    (void)send(file, out.bytes, out.len, MSG_DONTWAIT | MSG_NOSIGNAL);
    (void)shutdown(file, SHUT_WR);
    serve_buffer_free(&out);
}

void serve_wire_refuse(int file, unsigned status, const char *detail)
{
    serve_problem problem = {0};
    serve_answer answer = {.body = {.most = SERVE_POOL_BYTES}};
    (void)serve_problem_set(&problem, status, "%s", detail);
    serve_answer_problem(&answer, &problem);
    serve_wire_send(file, &answer);
    serve_buffer_free(&answer.body);
}
