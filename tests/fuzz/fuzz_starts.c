/* A pattern, a NUL and a text: all matches must begin where they are said to begin, and hold what
 * they are said to hold. */
#include <stdlib.h>

#include "../unit/places.h"
#include "base/limits.h"
#include "ruleset/fold.h"

enum {
    PATTERN_MAX = 200,
    TEXT_MAX = 300,
    WHOLE = 0, /* the pattern as one phrase */
    APART = 1  /* the same in branches */
};

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

/* Folded; what no text holds stands for a name, as if that were marked. */
static cl_span read_text(cl_arena *arena, cl_span bytes)
{
    static const uint8_t mark[CL_MARK_BYTES] = {0xEE, 0x84, 0x80};
    cl_folded folded;
    cl_span text;
    must(cl_fold(arena, bytes, &folded) == CL_OK);
    must(cl_arena_copy(arena, folded.text, &text) == CL_OK);
    uint8_t *writable = cl_arena_alloc(arena, text.len + 1, 1);
    must(writable != NULL);
    for (size_t at = 0, start = 0; at < text.len; start = at) {
        uint32_t code = 0;
        must(cl_utf8_next(text, &at, &code));
        memcpy(writable + start, code == 0xFFFD ? mark : text.data + start, at - start);
    }
    return (cl_span){writable, text.len};
}

static cl_span without_case(cl_arena *arena, cl_span text)
{
    uint8_t *bytes = cl_arena_alloc(arena, text.len * CL_UTF8_MAX + 1, 1);
    size_t len = 0;
    uint32_t code;
    must(bytes != NULL);
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        len += cl_utf8_put(cl_literal_fold(code), bytes + len);
    }
    return (cl_span){bytes, len};
}

static bool has_any(cl_span text, cl_words words)
{
    for (size_t i = 0; i < words.count; i++) {
        if (cl_span_find(text, words.items[i]) < text.len) {
            return true;
        }
    }
    return words.count == 0;
}

static void check_words(cl_arena *arena, const cl_node *tree, cl_span text)
{
    cl_words sets[CL_LITERAL_SETS];
    cl_span plain = without_case(arena, text);
    must(cl_literals_of(arena, tree, sets) == CL_OK);
    for (size_t i = 0; i < CL_LITERAL_SETS; i++) {
        must(has_any(plain, sets[i]));
    }
}

/* The pattern in two phrases: WHOLE and APART. */
static cl_possible *look(cl_arena *arena, const cl_node *tree, cl_span text)
{
    cl_prefilter *filter = cl_prefilter_new(arena);
    must(filter != NULL && describe_tree(filter, arena, WHOLE, tree) == CL_OK &&
         describe_branches(filter, arena, APART, tree) == CL_OK &&
         cl_prefilter_end(filter) == CL_OK);
    cl_possible *possible = cl_prefilter_run(filter, arena, text);
    must(possible != NULL);
    return possible;
}

static void check_places(const cl_possible *possible, cl_pattern *pattern, cl_matcher *matcher,
                         cl_span text, const matches *all)
{
    cl_candidate candidate;
    bool seen[2] = {all->count == 0, all->count == 0};
    for (size_t i = 0; cl_possible_next(possible, &i, &candidate);) {
        matches found;
        cl_status status = find_at_places(pattern, matcher, possible, text, &candidate, &found);
        must(status == CL_LIMIT || (status == CL_OK && same_matches(&found, all)));
        must(candidate.phrase <= APART);
        seen[candidate.phrase] = true;
    }
    must(seen[WHOLE] && seen[APART]);
}

/* Every place is tried on its own: PCRE2 takes some patterns for anchored that are not, as
 * (?<!ab|^){0}d, and then finds nothing when it looks for the place itself. */
static void check(cl_arena *arena, cl_pattern *pattern, cl_span written, cl_span bytes)
{
    const cl_candidate anywhere = {.anywhere = true};
    const cl_node *tree = NULL;
    matches all;
    cl_matcher *matcher = cl_matcher_new();
    cl_span text = read_text(arena, bytes);
    must(matcher != NULL && cl_syntax_read(arena, written, &tree) == CL_OK);
    if (tree != NULL) {
        const cl_possible *possible = look(arena, tree, text);
        if (find_at_places(pattern, matcher, possible, text, &anywhere, &all) == CL_OK) {
            check_places(possible, pattern, matcher, text, &all);
            if (all.count > 0) {
                check_words(arena, tree, text);
            }
        }
    }
    cl_matcher_free(matcher);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cl_span input = {data, size};
    size_t end = cl_span_find_byte(input, '\0');
    cl_span written = cl_span_sub(input, 0, end);
    cl_span bytes = cl_span_from(input, end < size ? end + 1 : size);
    cl_pattern *pattern = NULL;
    size_t at;
    cl_error error = {0};
    if (end == size || end > PATTERN_MAX || bytes.len > TEXT_MAX || !cl_utf8_valid(bytes) ||
        cl_pattern_compile(written, &pattern, &at, &error) != CL_OK) {
        return 0;
    }
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    must(arena != NULL);
    check(arena, pattern, written, bytes);
    cl_arena_free(arena);
    cl_pattern_free(pattern);
    return 0;
}
