#include <stdint.h>
#include <stdlib.h>

#include "hooks/serve/content.h"
#include "hooks/serve/guard.h"
#include "hooks/serve/multipart.h"
#include "hooks/serve/negotiate.h"
#include "hooks/serve/query.h"
#include "hooks/serve/record.h"
#include "hooks/serve/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void read_target(serve_span text)
{
    serve_problem problem = {0};
    serve_target target;
    serve_query query = {0};
    if (serve_target_read(text, &target, &problem)) {
        (void)serve_query_read(&query, target.query, SERVE_ASK_EDITION | SERVE_ASK_NAME, &problem);
    }
    for (size_t i = 0; i < query.edition_count; i++) {
        check(serve_span_is_utf8(serve_span_of(query.editions[i])));
    }
    check(query.name == NULL || serve_span_is_utf8(serve_span_of(query.name)));
    serve_query_free(&query);
}

static void read_values(const serve_headers *headers)
{
    static const char *const types[] = {"application/json", "text/html"};
    char room[SERVE_BOUNDARY_MAX];
    serve_problem problem = {0};
    (void)serve_guard_framing(headers, false, &problem);
    (void)serve_guard_host(headers, headers->origin, &problem);
    (void)serve_guard_origin(headers, &problem);
    check(serve_accept_best(headers->accept, types, 2) <= 2);
    (void)serve_content_of(headers->content_type);
    long len = serve_media_parameter(headers->content_type, "boundary", room, sizeof room);
    check(len < (long)sizeof room);
    (void)serve_etag_matches(headers->if_none_match, SERVE_SPAN("\"a\""));
}

/* A target, headers as NAME:VALUE, and behind an empty line a record. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    serve_span rest = {(const char *)data, size};
    serve_headers headers = {.repeated = false};
    read_target(serve_span_cut(&rest, '\n'));
    for (serve_span line = serve_span_cut(&rest, '\n'); line.len > 0;
         line = serve_span_cut(&rest, '\n')) {
        serve_span name = serve_span_cut(&line, ':');
        serve_headers_take(&headers, name, serve_span_trim(line));
    }
    read_values(&headers);
    serve_problem problem = {0};
    char *record = serve_span_copy(rest);
    check(record != NULL);
    bool fine = serve_record_read(record, rest.len, &problem);
    check(fine == (problem.status == 0));
    check(!fine || serve_span_find((serve_span){record, rest.len}, '\n') == rest.len);
    free(record);
    return 0;
}
