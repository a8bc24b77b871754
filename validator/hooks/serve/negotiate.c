#include "hooks/serve/negotiate.h"

#include <string.h>

#include "hooks/limits.h"

enum {
    WHOLE = 1000, /* a quality of 1 */
    ABSENT = -1,
    MALFORMED = -2
};

/* What stands before the first `byte` that is in no quoted string (RFC 9110, 5.6.4). */
static serve_span cut_outside_quotes(serve_span *rest, char byte)
{
    bool quoted = false;
    size_t i = 0;
    while (i < rest->len && (quoted || rest->at[i] != byte)) {
        if (quoted && rest->at[i] == '\\' && i + 1 < rest->len) {
            i++;
        } else if (rest->at[i] == '"') {
            quoted = !quoted;
        }
        i++;
    }
    serve_span before = {rest->at, i};
    *rest = serve_span_from(*rest, i < rest->len ? i + 1 : i);
    return before;
}

/* RFC 9110, 12.4.2: 0, 0.5, 1.000; what is malformed is no wish for anything. */
static unsigned quality_of(serve_span value)
{
    unsigned quality = 0;
    unsigned weight = WHOLE;
    if (value.len == 0 || value.len > 5 || (value.len > 1 && value.at[1] != '.')) {
        return 0;
    }
    for (size_t i = 0; i < value.len; i++) {
        if (i == 1) {
            continue;
        }
        if (value.at[i] < '0' || value.at[i] > '9') {
            return 0;
        }
        quality += (unsigned)(value.at[i] - '0') * weight;
        weight /= 10;
    }
    return quality < WHOLE ? quality : WHOLE;
}

/* The weight of a range; other parameters of it are passed over. */
static unsigned weight_of(serve_span parameters)
{
    while (parameters.len > 0) {
        serve_span value = cut_outside_quotes(&parameters, ';');
        serve_span name = serve_span_trim(serve_span_cut(&value, '='));
        if (serve_span_equal_nocase(name, SERVE_SPAN("q"))) {
            return quality_of(serve_span_trim(value));
        }
    }
    return WHOLE;
}

/* How closely a range names a type: 3 that one, 2 all of its kind, 1 anything, 0 another. */
static unsigned closeness(serve_span range, serve_span type)
{
    if (serve_span_equal(range, SERVE_SPAN("*/*"))) {
        return 1;
    }
    if (serve_span_equal_nocase(range, type)) {
        return 3;
    }
    size_t slash = serve_span_find(range, '/');
    bool all = serve_span_equal(serve_span_from(range, slash), SERVE_SPAN("/*"));
    serve_span kind = {type.at, serve_span_find(type, '/')};
    return all && serve_span_equal_nocase((serve_span){range.at, slash}, kind) ? 2 : 0;
}

unsigned serve_accept_quality(serve_span accept, serve_span type)
{
    unsigned closest = 0;
    unsigned quality = 0;
    for (unsigned i = 0; i < SERVE_ACCEPT_MAX && accept.len > 0; i++) {
        serve_span parameters = cut_outside_quotes(&accept, ',');
        serve_span range = serve_span_trim(serve_span_cut(&parameters, ';'));
        unsigned close = closeness(range, type);
        if (close > closest) {
            closest = close;
            quality = weight_of(parameters);
        }
    }
    return quality;
}

size_t serve_accept_best(serve_span accept, const char *const types[], size_t count)
{
    size_t best = count;
    unsigned most = 0;
    if (serve_span_trim(accept).len == 0) {
        return 0;
    }
    for (size_t i = 0; i < count; i++) {
        unsigned quality = serve_accept_quality(accept, serve_span_of(types[i]));
        if (quality > most) {
            most = quality;
            best = i;
        }
    }
    return best;
}

serve_span serve_media_type(serve_span header)
{
    return serve_span_trim(serve_span_cut(&header, ';'));
}

/* RFC 9110, 5.6.4: a quoted string, or a token as it stands. */
static long unquote(serve_span value, char *out, size_t room)
{
    bool quoted = value.len > 0 && value.at[0] == '"';
    size_t end = quoted ? value.len - 1 : value.len;
    size_t len = 0;
    if (quoted && (value.len < 2 || value.at[end] != '"')) {
        return MALFORMED;
    }
    for (size_t i = quoted ? 1 : 0; i < end; i++) {
        if (quoted && value.at[i] == '\\' && i + 1 < end) {
            i++;
        } else if (value.at[i] == '"') {
            return MALFORMED;
        }
        if (len + 1 >= room) {
            return MALFORMED;
        }
        out[len++] = value.at[i];
    }
    out[len] = '\0';
    return (long)len;
}

long serve_media_parameter(serve_span header, const char *name, char *out, size_t room)
{
    long found = ABSENT;
    (void)cut_outside_quotes(&header, ';');
    while (header.len > 0) {
        serve_span value = cut_outside_quotes(&header, ';');
        serve_span key = serve_span_trim(serve_span_cut(&value, '='));
        if (!serve_span_equal_nocase(key, serve_span_of(name))) {
            continue;
        }
        if (found != ABSENT) {
            return MALFORMED;
        }
        found = unquote(serve_span_trim(value), out, room);
    }
    return found;
}

bool serve_etag_matches(serve_span list, serve_span tag)
{
    while (list.len > 0) {
        serve_span one = serve_span_trim(cut_outside_quotes(&list, ','));
        if (serve_span_starts(one, SERVE_SPAN("W/"))) {
            one = serve_span_from(one, 2); /* RFC 9110, 13.1.2: compared weakly */
        }
        if (serve_span_equal(one, tag) || serve_span_equal(one, SERVE_SPAN("*"))) {
            return true;
        }
    }
    return false;
}
