#include "ruleset/gazetteer.h"

#include "base/text.h"
#include "ruleset/edges.h"
#include "ruleset/fold.h"

/* A node of the trie: what ends here. */
typedef struct node {
    const cl_name *any_case;
    const cl_name *exact; /* only where the text is written as `written` */
    cl_span written;
} node;

struct cl_gazetteer {
    cl_arena *arena;
    cl_array nodes; /* of node; the root is the first */
    cl_edges edges;
};

cl_gazetteer *cl_gazetteer_new(cl_arena *arena)
{
    enum {
        EDGES = 1024
    };
    cl_gazetteer *gazetteer = cl_arena_alloc(arena, 1, sizeof *gazetteer);
    if (gazetteer == NULL) {
        return NULL;
    }
    gazetteer->arena = arena;
    if (cl_edges_init(&gazetteer->edges, arena, EDGES) != CL_OK ||
        cl_array_add(&gazetteer->nodes, arena, sizeof(node), SIZE_MAX) == NULL) {
        return NULL;
    }
    return gazetteer;
}

static cl_status step_or_add(cl_gazetteer *gazetteer, uint32_t *at, uint32_t code)
{
    uint32_t to = cl_edges_step(&gazetteer->edges, *at, code);
    if (to != 0) {
        *at = to;
        return CL_OK;
    }
    if (cl_array_add(&gazetteer->nodes, gazetteer->arena, sizeof(node), SIZE_MAX) == NULL) {
        return cl_arena_status(gazetteer->arena);
    }
    to = (uint32_t)(gazetteer->nodes.count - 1);
    CL_TRY(cl_edges_add(&gazetteer->edges, gazetteer->arena, *at, code, to));
    *at = to;
    return CL_OK;
}

static node *node_at(const cl_gazetteer *gazetteer, uint32_t at)
{
    return CL_ARRAY_AT(&gazetteer->nodes, node, at);
}

/* US, ROK, U.K.: capitals, digits and ".&-" only, at most four letters. */
static bool is_exact(cl_span text)
{
    size_t letters = 0;
    for (size_t i = 0; i < text.len; i++) {
        uint8_t byte = text.data[i];
        bool capital = byte >= 'A' && byte <= 'Z';
        bool other = (byte >= '0' && byte <= '9') || byte == '.' || byte == '&' || byte == '-';
        if (!capital && !other) {
            return false;
        }
        letters += capital;
    }
    return letters > 0 && letters <= 4;
}

static uint32_t walked(uint32_t code)
{
    return code == '\n' ? ' ' : cl_fold_case(code);
}

cl_status cl_gazetteer_add(cl_gazetteer *gazetteer, cl_span text, const cl_name *name,
                           const cl_name **clash)
{
    cl_folded folded;
    *clash = NULL;
    CL_TRY(cl_fold(gazetteer->arena, text, &folded));
    uint32_t at = 0;
    uint32_t code;
    for (size_t i = 0; cl_utf8_next(folded.text, &i, &code);) {
        CL_TRY(step_or_add(gazetteer, &at, walked(code)));
    }
    if (at == 0) {
        return CL_OK;
    }
    node *end = node_at(gazetteer, at);
    bool exact = is_exact(folded.text);
    const cl_name **place = exact ? &end->exact : &end->any_case;
    if (*place != NULL) {
        *clash = *place;
        return CL_OK;
    }
    *place = name;
    if (exact) {
        end->written = folded.text;
    }
    return CL_OK;
}

/* Whether a word can end between these two characters. */
static bool is_edge(uint32_t left, uint32_t right)
{
    return !cl_is_word(left) || !cl_is_word(right) || cl_is_unspaced(left) || cl_is_unspaced(right);
}

static bool is_one_of(cl_span word, cl_span choices)
{
    cl_span choice;
    while (cl_span_next(&choices, '|', &choice)) {
        if (choice.len > 0 && cl_span_equal_nocase(word, choice)) {
            return true;
        }
    }
    return false;
}

static bool is_ascii_word(uint8_t byte)
{
    return byte >= 0x80 || cl_is_word(byte);
}

/* No word of the tables is as long. A script without spaces makes one word of a whole caption:
 * looking at all of it for every name would take quadratic time. */
enum {
    WORD_MAX = 256
};

static cl_span word_before(cl_span text, size_t at)
{
    size_t end = at;
    while (end > 0 && (text.data[end - 1] == ' ' || text.data[end - 1] == '\n')) {
        end--;
    }
    size_t start = end;
    while (start > 0 && end - start < WORD_MAX && is_ascii_word(text.data[start - 1])) {
        start--;
    }
    return cl_span_sub(text, start, end - start);
}

static cl_span word_after(cl_span text, size_t at)
{
    while (at < text.len && (text.data[at] == ' ' || text.data[at] == '\n')) {
        at++;
    }
    size_t end = at;
    while (end < text.len && end - at < WORD_MAX && is_ascii_word(text.data[end])) {
        end++;
    }
    return cl_span_sub(text, at, end - at);
}

static bool is_spoilt(const cl_name *name, cl_span text, size_t at, size_t end)
{
    return (name->unless_after.len > 0 && is_one_of(word_before(text, at), name->unless_after)) ||
           (name->unless_before.len > 0 && is_one_of(word_after(text, end), name->unless_before));
}

const cl_name *cl_gazetteer_find(const cl_gazetteer *gazetteer, cl_span text, size_t at,
                                 size_t *len)
{
    uint32_t previous = cl_utf8_before(text, at);
    const cl_name *longest = NULL;
    uint32_t node_index = 0;
    uint32_t code;
    size_t i = at;
    while (cl_utf8_next(text, &i, &code)) {
        if (node_index == 0 && !is_edge(previous, code)) {
            return NULL;
        }
        node_index = cl_edges_step(&gazetteer->edges, node_index, walked(code));
        if (node_index == 0) {
            break;
        }
        const node *reached = node_at(gazetteer, node_index);
        if (reached->any_case == NULL && reached->exact == NULL) {
            continue;
        }
        uint32_t following = 0;
        size_t ahead = i;
        if (cl_utf8_next(text, &ahead, &following) && !is_edge(code, following)) {
            continue;
        }
        const cl_name *name = reached->any_case;
        if (reached->exact != NULL &&
            cl_span_equal(cl_span_sub(text, at, i - at), reached->written)) {
            name = reached->exact;
        }
        if (name != NULL) {
            longest = name;
            *len = i - at;
        }
    }
    return longest == NULL || is_spoilt(longest, text, at, at + *len) ? NULL : longest;
}
