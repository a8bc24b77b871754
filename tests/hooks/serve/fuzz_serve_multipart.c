#include <stdint.h>
#include <stdlib.h>

#include "hooks/serve/content.h"
#include "hooks/serve/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void check_part(serve_span body, const serve_part *part)
{
    char name[SERVE_NAME_MAX];
    check(serve_span_is_utf8(part->name));
    check(part->body.at >= body.at && part->body.at + part->body.len <= body.at + body.len);
    serve_picture_name(part->filename, name);
    check(serve_span_is_utf8(serve_span_of(name)) &&
          serve_span_find(serve_span_of(name), '/') == serve_span_of(name).len);
}

/* The first line is the boundary. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    serve_span body = {(const char *)data, size};
    serve_span boundary = serve_span_cut(&body, '\n');
    serve_problem problem = {0};
    serve_multipart form;
    serve_part part;
    if (!serve_boundary_is_valid(boundary) ||
        !serve_multipart_begin(&form, body, boundary, &problem)) {
        return 0;
    }
    bool fine = true;
    while (fine && !form.ended) {
        fine = serve_multipart_next(&form, &part, &problem);
        if (fine) {
            check_part(body, &part);
        }
    }
    check(fine == (problem.status == 0));
    return 0;
}
