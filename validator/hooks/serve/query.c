#include "hooks/serve/query.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static int digit_of(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

size_t serve_decode(serve_span text, bool plus, char *out)
{
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '%') {
            int high = text.len - i > 2 ? digit_of(text.at[i + 1]) : -1;
            int low = high == -1 ? -1 : digit_of(text.at[i + 2]);
            if (low == -1) {
                return SIZE_MAX;
            }
            c = (char)(unsigned char)(high << 4 | low);
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        out[len++] = c;
    }
    out[len] = '\0';
    const serve_span decoded = {out, len};
    return serve_span_find(decoded, '\0') == len && serve_span_is_utf8(decoded) ? len : SIZE_MAX;
}

static const struct {
    const char *name;
    unsigned ask;
} keys[] = {
    {"edition", SERVE_ASK_EDITION},
    {"format", SERVE_ASK_FORMAT},
    {"name", SERVE_ASK_NAME},
    {"thumbnails", SERVE_ASK_THUMBNAILS},
};

static unsigned ask_of(serve_span key)
{
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (serve_span_equal(serve_span_of(keys[i].name), key)) {
            return keys[i].ask;
        }
    }
    return 0;
}

static bool unknown(serve_span key, unsigned allowed, serve_problem *problem)
{
    serve_buffer names = {.most = SERVE_DETAIL_MAX};
    if ((allowed & SERVE_ASK_ANYTHING) != 0) {
        return true;
    }
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if ((allowed & keys[i].ask) != 0) {
            (void)serve_buffer_print(&names, "%s%s", names.len > 0 ? ", " : "", keys[i].name);
        }
    }
    bool none = names.len == 0;
    (void)serve_problem_set(
        problem, 400, "\"%.*s\" cannot be asked for here; %s%.*s", SERVE_SPAN_PRINT(key),
        none ? "leave it out" : "what can be is: ", (int)names.len, none ? "" : names.bytes);
    serve_buffer_free(&names);
    return false;
}

static bool keep(char **place, serve_span key, serve_span value, serve_problem *problem)
{
    if (*place != NULL) {
        return serve_problem_set(problem, 400, "\"%.*s\" is given twice; give it once",
                                 SERVE_SPAN_PRINT(key));
    }
    *place = serve_span_copy(value);
    return *place != NULL || serve_problem_set(problem, 503, "out of memory; try again later");
}

static bool add_edition(serve_query *query, serve_span value, serve_problem *problem)
{
    if (query->edition_count == SERVE_EDITIONS_MAX) {
        return serve_problem_set(problem, 400,
                                 "more than %u editions are asked for; ask for fewer at once",
                                 SERVE_EDITIONS_MAX);
    }
    char **place = &query->editions[query->edition_count];
    if (!keep(place, SERVE_SPAN("edition"), value, problem)) {
        return false;
    }
    query->edition_count++;
    return true;
}

bool serve_query_set(serve_query *query, serve_span key, serve_span value, unsigned allowed,
                     serve_problem *problem)
{
    switch (ask_of(key) & allowed) {
    case SERVE_ASK_EDITION:
        return value.len == 0 || add_edition(query, value, problem);
    case SERVE_ASK_FORMAT:
        return value.len == 0 || keep(&query->format, key, value, problem);
    case SERVE_ASK_NAME:
        return value.len == 0 || keep(&query->name, key, value, problem);
    case SERVE_ASK_THUMBNAILS:
        query->thumbnails = serve_span_equal(value, SERVE_SPAN("1"));
        return query->thumbnails || value.len == 0 || serve_span_equal(value, SERVE_SPAN("0")) ||
               serve_problem_set(problem, 400, "\"thumbnails\" is 1 or 0");
    default:
        return unknown(key, allowed, problem);
    }
}

static bool read_pair(serve_query *query, serve_span pair, unsigned allowed, char *room,
                      serve_problem *problem)
{
    serve_span rest = pair;
    serve_span key = serve_span_cut(&rest, '=');
    size_t key_len = serve_decode(key, true, room);
    size_t value_len =
        key_len == SIZE_MAX ? SIZE_MAX : serve_decode(rest, true, room + key_len + 1);
    if (value_len == SIZE_MAX) {
        return serve_problem_set(problem, 400,
                                 "the query of the URL is malformed: each %% stands before two "
                                 "hexadecimal digits, and all of it means UTF-8 without NUL");
    }
    return serve_query_set(query, (serve_span){room, key_len},
                           (serve_span){room + key_len + 1, value_len}, allowed, problem);
}

bool serve_query_read(serve_query *query, serve_span text, unsigned allowed, serve_problem *problem)
{
    char *room = malloc(text.len + 2);
    bool fine = room != NULL || serve_problem_set(problem, 503, "out of memory; try again later");
    while (fine && text.len > 0) {
        serve_span pair = serve_span_cut(&text, '&');
        fine = pair.len == 0 || read_pair(query, pair, allowed, room, problem);
    }
    free(room);
    return fine;
}

void serve_query_free(serve_query *query)
{
    for (size_t i = 0; i < query->edition_count; i++) {
        free(query->editions[i]);
    }
    free(query->format);
    free(query->name);
    *query = (serve_query){0};
}
