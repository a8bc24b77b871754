#include "hooks/serve/content.h"

#include <string.h>

#include "cli/say.h"
#include "hooks/serve/negotiate.h"

static const struct {
    const char *type; /* up to a slash: all of them */
    serve_content content;
} types[] = {
    {"application/json", SERVE_CONTENT_RECORD},
    {"application/x-ndjson", SERVE_CONTENT_RECORDS},
    {"application/ndjson", SERVE_CONTENT_RECORDS},
    {"application/jsonl", SERVE_CONTENT_RECORDS},
    {"text/plain", SERVE_CONTENT_TEXT},
    {"multipart/form-data", SERVE_CONTENT_FORM},
    {"image/", SERVE_CONTENT_PICTURE},
    {"video/", SERVE_CONTENT_PICTURE},
    {"application/octet-stream", SERVE_CONTENT_PICTURE},
    {"application/pdf", SERVE_CONTENT_PICTURE},
    {"application/postscript", SERVE_CONTENT_PICTURE},
    {"application/eps", SERVE_CONTENT_PICTURE},
    {"application/illustrator", SERVE_CONTENT_PICTURE},
    {"application/vnd.adobe.photoshop", SERVE_CONTENT_PICTURE},
    {"application/x-photoshop", SERVE_CONTENT_PICTURE},
    {"application/rdf+xml", SERVE_CONTENT_PICTURE},
    {"application/x-xmp", SERVE_CONTENT_PICTURE},
    {"application/xmp+xml", SERVE_CONTENT_PICTURE},
};

/* A caption is UTF-8; only one that says otherwise is refused. */
static serve_content check_charset(serve_span content_type)
{
    char charset[16];
    long len = serve_media_parameter(content_type, "charset", charset, sizeof charset);
    const serve_span name = {charset, len < 0 ? 0 : (size_t)len};
    bool fine = len == -1 || serve_span_equal_nocase(name, SERVE_SPAN("utf-8")) ||
                serve_span_equal_nocase(name, SERVE_SPAN("us-ascii"));
    return fine ? SERVE_CONTENT_TEXT : SERVE_CONTENT_UNKNOWN;
}

static serve_content content_of(serve_span type)
{
    serve_span kind = {type.at, serve_span_find(type, '/')};
    kind.len += kind.len < type.len ? 1 : 0;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        serve_span known = serve_span_of(types[i].type);
        bool all = known.at[known.len - 1] == '/';
        bool same = serve_span_equal_nocase(all ? kind : type, known);
        if (same && (!all || type.len > kind.len)) {
            return types[i].content;
        }
    }
    return SERVE_CONTENT_UNKNOWN;
}

serve_content serve_content_of(serve_span content_type)
{
    serve_content content = content_of(serve_media_type(content_type));
    return content == SERVE_CONTENT_TEXT ? check_charset(content_type) : content;
}

/* --- names --- */

static serve_span base_of(serve_span path)
{
    size_t from = path.len;
    while (from > 0 && path.at[from - 1] != '/' && path.at[from - 1] != '\\') {
        from--;
    }
    serve_span base = serve_span_from(path, from);
    bool folder =
        serve_span_equal(base, SERVE_SPAN(".")) || serve_span_equal(base, SERVE_SPAN(".."));
    return folder ? serve_span_from(base, base.len) : base;
}

/* The length of the character if it may be shown as it is, else 0. */
static size_t shown_length(serve_span rest)
{
    char one[5] = "";
    size_t len = serve_span_character(rest);
    memcpy(one, rest.at, len);
    return len > 0 && one[0] != '\0' && cli_is_printable(one) ? len : 0;
}

void serve_picture_name(serve_span given, char out[SERVE_NAME_MAX])
{
    static const char digits[] = "0123456789abcdef";
    serve_span rest = base_of(given);
    size_t end = 0;
    while (rest.len > 0 && end < SERVE_NAME_MAX - 5) {
        size_t len = shown_length(rest);
        if (len == 0) {
            const unsigned char byte = (unsigned char)rest.at[0];
            const char escape[] = {'\\', 'x', digits[byte >> 4], digits[byte & 0xF]};
            memcpy(out + end, escape, sizeof escape);
            end += sizeof escape;
        } else {
            memcpy(out + end, rest.at, len);
            end += len;
        }
        rest = serve_span_from(rest, len == 0 ? 1 : len);
    }
    if (end == 0) {
        out[end++] = '-';
    }
    out[end] = '\0';
}
