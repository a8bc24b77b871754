#include "ruleset/prune.h"

#include <string.h>

enum {
    GROUPS_MAX = 128 /* definitions of one pattern; with more it is left as it is */
};

typedef struct definition {
    cl_span name;
    cl_span text; /* with its parentheses */
    bool used;
} definition;

typedef struct definitions {
    definition items[GROUPS_MAX];
    size_t count;
    size_t start; /* of (?(DEFINE) in the pattern */
    size_t end;   /* behind its closing parenthesis */
} definitions;

static bool is_at(cl_span text, size_t at, const char *what)
{
    return at <= text.len && cl_span_starts(cl_span_from(text, at), cl_span_of(what));
}

/* Behind the class that begins at `at`. */
static size_t past_class(cl_span text, size_t at)
{
    at++;
    at += is_at(text, at, "^");
    at += is_at(text, at, "]");
    while (at < text.len && text.data[at] != ']') {
        at += text.data[at] == '\\' ? 2 : 1;
    }
    return at + 1;
}

/* Behind the group that begins at `at`; beyond the text when it does not end. */
static size_t past_group(cl_span text, size_t at)
{
    size_t depth = 0;
    while (at < text.len) {
        switch (text.data[at]) {
        case '\\':
            at += 2;
            continue;
        case '[':
            at = past_class(text, at);
            continue;
        case '(':
            depth++;
            break;
        case ')':
            depth--;
            break;
        default:
            break;
        }
        at++;
        if (depth == 0) {
            return at;
        }
    }
    return text.len + 1;
}

/* (?<name>…), or the same in (?:…) as a fragment that held it left it. */
static bool read_definition(cl_span text, size_t *at, definition *out)
{
    size_t end = past_group(text, *at);
    size_t inner = is_at(text, *at, "(?:") ? *at + 3 : *at;
    if (!is_at(text, inner, "(?<") || end > text.len) {
        return false;
    }
    cl_span inside = cl_span_from(text, inner + 3);
    *out = (definition){.name = cl_span_sub(inside, 0, cl_span_find_byte(inside, '>')),
                        .text = cl_span_sub(text, *at, end - *at)};
    *at = end;
    return true;
}

static bool read_definitions(cl_span text, definitions *out)
{
    static const char opening[] = "(?(DEFINE)";
    out->start = cl_span_find(text, cl_span_of(opening));
    size_t at = out->start + sizeof opening - 1;
    for (out->count = 0; at < text.len && text.data[at] != ')'; out->count++) {
        if (out->count == GROUPS_MAX || !read_definition(text, &at, &out->items[out->count])) {
            return false;
        }
    }
    out->end = at + 1;
    return at < text.len;
}

static definition *definition_of(definitions *all, cl_span name)
{
    for (size_t i = 0; i < all->count; i++) {
        if (cl_span_equal(all->items[i].name, name)) {
            return &all->items[i];
        }
    }
    return NULL;
}

/* Marks what `text` repeats, and what that repeats; false for a name that is not defined here. */
static bool mark_used(definitions *all, cl_span text, unsigned depth)
{
    cl_span rest = text;
    if (depth > GROUPS_MAX) {
        return false;
    }
    for (size_t at; (at = cl_span_find(rest, CL_SPAN("(?&"))) < rest.len;) {
        rest = cl_span_from(rest, at + 3);
        definition *found = definition_of(all, cl_span_sub(rest, 0, cl_span_find_byte(rest, ')')));
        if (found == NULL) {
            return false;
        }
        if (!found->used) {
            found->used = true;
            if (!mark_used(all, found->text, depth + 1)) {
                return false;
            }
        }
    }
    return true;
}

static size_t put(uint8_t *to, size_t at, cl_span text)
{
    if (text.len > 0) {
        memcpy(to + at, text.data, text.len);
    }
    return at + text.len;
}

cl_status cl_prune_definitions(cl_arena *arena, cl_span pattern, cl_span *out)
{
    definitions all;
    *out = pattern;
    if (!read_definitions(pattern, &all)) {
        return CL_OK;
    }
    cl_span before = cl_span_sub(pattern, 0, all.start);
    cl_span behind = cl_span_from(pattern, all.end);
    if (!mark_used(&all, before, 0) || !mark_used(&all, behind, 0)) {
        return CL_OK;
    }
    uint8_t *text = cl_arena_alloc(arena, pattern.len + 1, 1);
    if (text == NULL) {
        return cl_arena_status(arena);
    }
    size_t len = put(text, 0, before);
    len = put(text, len, CL_SPAN("(?(DEFINE)"));
    for (size_t i = 0; i < all.count; i++) {
        len = all.items[i].used ? put(text, len, all.items[i].text) : len;
    }
    len = put(text, len, CL_SPAN(")"));
    *out = (cl_span){text, put(text, len, behind)};
    return CL_OK;
}
