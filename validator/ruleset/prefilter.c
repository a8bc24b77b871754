#include "ruleset/prefilter.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/out.h"
#include "base/text.h"
#include "ruleset/fold.h"
#include "ruleset/shape.h"
#include "ruleset/symbols.h"

enum {
    OPEN = 0,          /* the gate that lets everything */
    NEED = UINT16_MAX, /* in place of a gate: the word is of a set of words, whose places do not
                          matter */
    NO_SET = 0,        /* sets are counted from 1 */
    NO_PLACE = 0       /* places too */
};

/* A node of the trie. Its children stand side by side, in the order of their symbols. */
typedef struct node {
    uint64_t symbols; /* one bit a child */
    uint32_t children;
    uint32_t ends; /* of the words that end here; they reach to those of the next node */
} node;

/* A set of bytes: those beyond ASCII are all in it or none. */
typedef struct byte_set {
    uint64_t bits[4];
} byte_set;

/* A gate whose four parts are byte sets, by their number. */
typedef struct gate_sets {
    uint16_t before;
    uint16_t before_space;
    uint16_t first;
    uint16_t second;
    bool at_edges; /* no letter or digit of ASCII may stand before */
} gate_sets;

/* A word ends: of a set of words, or of a set of beginnings, with its gate. */
typedef struct word_end {
    uint16_t set;
    uint16_t gate;
} word_end;

/* Matches of a phrase. */
typedef struct entry {
    uint32_t phrase;
    uint16_t needs[CL_LITERAL_SETS]; /* sets of words */
    uint16_t starts;                 /* a set of beginnings; NO_SET: it may begin anywhere */
    uint16_t gate;                   /* of the beginning without a text */
    bool anywhere;                   /* such a beginning is there */
} entry;

/* A word while the trie is not built. */
typedef struct word {
    cl_span symbols;
    word_end end;
} word;

/* A set while more are added: many entries share theirs. */
typedef struct known_set {
    cl_span key;
    uint16_t set;
} known_set;

enum {
    SLOTS = 1 << 15 /* of sets, more than there can be */
};

struct cl_prefilter {
    cl_arena *arena;
    cl_arena *scratch; /* until cl_prefilter_end */
    cl_array words;    /* of word: the same */
    known_set *known;  /* SLOTS: the same */
    size_t set_count;
    bool open;        /* nothing is asked: every phrase may match anywhere */
    cl_array nodes;   /* of node; the root is the first, one more stands behind the last */
    cl_array ends;    /* of word_end */
    cl_array bytes;   /* of byte_set; the first holds all */
    cl_array gates;   /* of gate_sets; the first is open */
    cl_array entries; /* of entry */
};

/* A place where a match may begin. */
typedef struct begin_at {
    uint32_t at;
    uint32_t next; /* of the same set; NO_PLACE: this is the last */
} begin_at;

/* What was found of a set: its places. Those of words are not looked at. */
typedef struct chain {
    uint32_t first;
    uint32_t last;
} chain;

struct cl_possible {
    const cl_prefilter *filter;
    cl_span text;
    uint32_t *edges; /* bytes where a character begins and no letter or digit stands before */
    size_t edge_count;
    uint8_t *there;      /* one a set: whether the text has a word of it */
    chain *chains;       /* one a set; nothing where it is not there */
    cl_array places;     /* of begin_at; the first is not used */
    uint8_t *can;        /* one an entry: whether its matches can be in the text */
    cl_array candidates; /* of cl_candidate */
};

static const cl_shape node_shape = {sizeof(node), NULL, 0};
static const cl_shape end_shape = {sizeof(word_end), NULL, 0};
static const cl_shape bytes_shape = {sizeof(byte_set), NULL, 0};
static const cl_shape gate_shape = {sizeof(gate_sets), NULL, 0};
static const cl_shape entry_shape = {sizeof(entry), NULL, 0};

static const cl_link links[] = {
    CL_LINK_TO_NOTHING(cl_prefilter, arena),
    CL_LINK_TO_NOTHING(cl_prefilter, scratch),
    CL_LINK_TO_NO_ARRAY(cl_prefilter, words),
    CL_LINK_TO_NOTHING(cl_prefilter, known),
    CL_LINK_TO_ARRAY(cl_prefilter, nodes, &node_shape),
    CL_LINK_TO_ARRAY(cl_prefilter, ends, &end_shape),
    CL_LINK_TO_ARRAY(cl_prefilter, bytes, &bytes_shape),
    CL_LINK_TO_ARRAY(cl_prefilter, gates, &gate_shape),
    CL_LINK_TO_ARRAY(cl_prefilter, entries, &entry_shape),
};
const cl_shape cl_prefilter_shape = CL_SHAPE(cl_prefilter, links);

static cl_status new_parts(cl_prefilter *filter)
{
    filter->scratch = cl_arena_new(CL_ARENA_RULES_MAX);
    if (filter->scratch == NULL) {
        return CL_NO_MEMORY;
    }
    filter->known = cl_arena_alloc(filter->scratch, SLOTS, sizeof *filter->known);
    byte_set *all = cl_array_add(&filter->bytes, filter->arena, sizeof *all, UINT16_MAX);
    gate_sets *open = cl_array_add(&filter->gates, filter->arena, sizeof *open, UINT16_MAX);
    if (filter->known == NULL || all == NULL || open == NULL) {
        return CL_NO_MEMORY;
    }
    *all = (byte_set){{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}};
    return CL_OK;
}

cl_prefilter *cl_prefilter_new(cl_arena *arena)
{
    cl_prefilter *filter = cl_arena_alloc(arena, 1, sizeof *filter);
    if (filter == NULL) {
        return NULL;
    }
    filter->arena = arena;
    return new_parts(filter) == CL_OK ? filter : NULL;
}

void cl_prefilter_free(cl_prefilter *filter)
{
    if (filter != NULL) {
        cl_arena_free(filter->scratch);
        filter->scratch = NULL;
    }
}

/* --- building --- */

static cl_status add_bytes(cl_prefilter *filter, const cl_characters *from, uint16_t *out)
{
    uint64_t others = from->others ? UINT64_MAX : 0;
    const byte_set set = {{from->ascii[0], from->ascii[1], others, others}};
    for (size_t i = 0; i < filter->bytes.count; i++) {
        if (memcmp(CL_ARRAY_AT(&filter->bytes, const byte_set, i), &set, sizeof set) == 0) {
            *out = (uint16_t)i;
            return CL_OK;
        }
    }
    byte_set *added = cl_array_add(&filter->bytes, filter->arena, sizeof *added, UINT16_MAX);
    if (added == NULL) {
        return CL_LIMIT;
    }
    *added = set;
    *out = (uint16_t)(filter->bytes.count - 1);
    return CL_OK;
}

static bool is_without_words(const cl_characters *set)
{
    for (uint32_t code = 0; code < 0x80; code++) {
        if (cl_is_word(code) && cl_characters_have(set, code)) {
            return false;
        }
    }
    return true;
}

static cl_status add_gate(cl_prefilter *filter, const cl_gate *from, uint16_t *out)
{
    gate_sets one;
    memset(&one, 0, sizeof one); /* they are compared byte by byte */
    one.at_edges = is_without_words(&from->before);
    CL_TRY(add_bytes(filter, &from->before, &one.before));
    CL_TRY(add_bytes(filter, &from->before_space, &one.before_space));
    CL_TRY(add_bytes(filter, &from->first, &one.first));
    CL_TRY(add_bytes(filter, &from->second, &one.second));
    for (size_t i = 0; i < filter->gates.count; i++) {
        if (memcmp(CL_ARRAY_AT(&filter->gates, const gate_sets, i), &one, sizeof one) == 0) {
            *out = (uint16_t)i;
            return CL_OK;
        }
    }
    gate_sets *added = cl_array_add(&filter->gates, filter->arena, sizeof *added, UINT16_MAX);
    if (added == NULL) {
        return CL_LIMIT;
    }
    *added = one;
    *out = (uint16_t)(filter->gates.count - 1);
    return CL_OK;
}

static cl_status add_word(cl_prefilter *filter, cl_span text, word_end end)
{
    word *added = cl_array_add(&filter->words, filter->scratch, sizeof *added, SIZE_MAX);
    uint8_t *symbols = cl_arena_alloc(filter->scratch, text.len * CL_SYMBOLS_PER_CODE + 1, 1);
    if (added == NULL || symbols == NULL) {
        return cl_arena_status(filter->scratch);
    }
    size_t len = 0;
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        len += cl_symbols_put(code, symbols + len);
    }
    *added = (word){{symbols, len}, end};
    return CL_OK;
}

/* The set of that content; *is_new where it is added by this. */
static cl_status intern(cl_prefilter *filter, cl_span key, uint16_t *set, bool *is_new)
{
    size_t slot = cl_hash(key) % SLOTS;
    while (filter->known[slot].set != NO_SET && !cl_span_equal(filter->known[slot].key, key)) {
        slot = (slot + 1) % SLOTS;
    }
    *is_new = filter->known[slot].set == NO_SET;
    if (*is_new) {
        if (filter->set_count + 1 >= SLOTS / 2) {
            return CL_LIMIT;
        }
        filter->known[slot] = (known_set){key, (uint16_t)++filter->set_count};
    }
    *set = filter->known[slot].set;
    return CL_OK;
}

static int by_bytes(const void *a, const void *b)
{
    const cl_span *left = a;
    const cl_span *right = b;
    int order = memcmp(left->data, right->data, left->len < right->len ? left->len : right->len);
    return order != 0 ? order : (left->len > right->len) - (left->len < right->len);
}

/* The words one behind the other: what tells sets apart. */
static cl_status add_set(cl_prefilter *filter, cl_words words, uint16_t *out)
{
    cl_out key = {0};
    bool is_new = false;
    cl_span kept;
    *out = NO_SET;
    if (words.count == 0) {
        return CL_OK;
    }
    qsort(words.items, words.count, sizeof *words.items, by_bytes);
    for (size_t i = 0; i < words.count; i++) {
        cl_out_put(&key, words.items[i]);
        cl_out_byte(&key, '\0');
    }
    cl_status status =
        key.failed ? CL_NO_MEMORY : cl_arena_copy(filter->scratch, cl_out_span(&key), &kept);
    cl_out_free(&key);
    CL_TRY(status);
    CL_TRY(intern(filter, kept, out, &is_new));
    for (size_t i = 0; i < words.count && is_new; i++) {
        CL_TRY(add_word(filter, words.items[i], (word_end){*out, NEED}));
    }
    return CL_OK;
}

/* The texts of the beginnings with their gates, each behind an \1: no set of words has that. */
static cl_status key_of_starts(cl_prefilter *filter, const cl_array *starts, cl_span *out)
{
    cl_out key = {0};
    for (size_t i = 0; i < starts->count; i++) {
        const cl_start *start = CL_ARRAY_AT(starts, const cl_start, i);
        uint16_t gate = OPEN;
        CL_TRY(add_gate(filter, &start->gate, &gate));
        cl_out_format(&key, "\1%u ", (unsigned)gate);
        cl_out_put(&key, start->text);
    }
    cl_status status =
        key.failed ? CL_NO_MEMORY : cl_arena_copy(filter->scratch, cl_out_span(&key), out);
    cl_out_free(&key);
    return status;
}

static cl_status add_starts(cl_prefilter *filter, const cl_array *starts, entry *to)
{
    cl_span key;
    bool is_new = false;
    CL_TRY(key_of_starts(filter, starts, &key));
    CL_TRY(intern(filter, key, &to->starts, &is_new));
    for (size_t i = 0; i < starts->count; i++) {
        const cl_start *start = CL_ARRAY_AT(starts, const cl_start, i);
        uint16_t gate = OPEN;
        CL_TRY(add_gate(filter, &start->gate, &gate));
        if (start->text.len == 0) {
            to->anywhere = true;
            to->gate = gate;
        } else if (is_new) {
            CL_TRY(add_word(filter, start->text, (word_end){to->starts, gate}));
        }
    }
    return CL_OK;
}

cl_status cl_prefilter_add(cl_prefilter *filter, uint32_t phrase,
                           const cl_words sets[CL_LITERAL_SETS], const cl_array *starts)
{
    entry *added = cl_array_add(&filter->entries, filter->arena, sizeof *added, UINT16_MAX);
    if (added == NULL) {
        return cl_arena_status(filter->arena);
    }
    *added = (entry){.phrase = phrase, .anywhere = starts->count == 0, .gate = OPEN};
    for (size_t i = 0; i < CL_LITERAL_SETS; i++) {
        CL_TRY(add_set(filter, sets[i], &added->needs[i]));
    }
    return starts->count == 0 ? CL_OK : add_starts(filter, starts, added);
}

static int by_symbols(const void *a, const void *b)
{
    cl_span left = ((const word *)a)->symbols;
    cl_span right = ((const word *)b)->symbols;
    int order = memcmp(left.data, right.data, left.len < right.len ? left.len : right.len);
    if (order != 0 || left.len != right.len) {
        return order != 0 ? order : left.len < right.len ? -1 : 1;
    }
    uint16_t left_gate = ((const word *)a)->end.gate;
    uint16_t right_gate = ((const word *)b)->end.gate;
    return (left_gate > right_gate) - (left_gate < right_gate);
}

/* The words that share their first `depth` symbols; a node of them is due. */
typedef struct family {
    size_t first;
    size_t end;
    size_t depth;
} family;

static cl_status add_family(cl_prefilter *filter, cl_array *due, family of)
{
    family *added = cl_array_add(due, filter->scratch, sizeof *added, SIZE_MAX);
    node *one = cl_array_add(&filter->nodes, filter->scratch, sizeof *one, SIZE_MAX);
    if (added == NULL || one == NULL) {
        return cl_arena_status(filter->scratch);
    }
    *added = of;
    return CL_OK;
}

static cl_status add_end(cl_prefilter *filter, word_end end)
{
    word_end *added = cl_array_add(&filter->ends, filter->scratch, sizeof *added, SIZE_MAX);
    if (added == NULL) {
        return cl_arena_status(filter->scratch);
    }
    *added = end;
    return CL_OK;
}

/* Fills node `which`: the words that end here, then a child for each symbol that follows. */
static cl_status fill_node(cl_prefilter *filter, cl_array *due, size_t which)
{
    family of = *CL_ARRAY_AT(due, const family, which);
    const word *words = filter->words.items;
    node filled = {.ends = (uint32_t)filter->ends.count, .children = (uint32_t)due->count};
    size_t at = of.first;
    for (; at < of.end && words[at].symbols.len == of.depth; at++) {
        CL_TRY(add_end(filter, words[at].end));
    }
    while (at < of.end) {
        family child = {.first = at, .depth = of.depth + 1};
        uint8_t symbol = words[at].symbols.data[of.depth];
        while (at < of.end && words[at].symbols.data[of.depth] == symbol) {
            at++;
        }
        child.end = at;
        filled.symbols |= UINT64_C(1) << symbol;
        CL_TRY(add_family(filter, due, child));
    }
    *CL_ARRAY_AT(&filter->nodes, node, which) = filled;
    return CL_OK;
}

static cl_status build(cl_prefilter *filter)
{
    cl_array due = {0};
    family all = {.end = filter->words.count};
    if (filter->words.count > 0) {
        qsort(filter->words.items, filter->words.count, sizeof(word), by_symbols);
    }
    CL_TRY(add_family(filter, &due, all));
    for (size_t i = 0; i < due.count; i++) {
        CL_TRY(fill_node(filter, &due, i));
    }
    node *last = cl_array_add(&filter->nodes, filter->scratch, sizeof *last, SIZE_MAX);
    if (last == NULL) {
        return cl_arena_status(filter->scratch);
    }
    last->ends = (uint32_t)filter->ends.count;
    return CL_OK;
}

/* Moves an array out of the scratch arena, without the room that it grew into. */
static cl_status keep(cl_prefilter *filter, cl_array *array, size_t size)
{
    void *items = cl_arena_alloc(filter->arena, array->count + 1, size);
    if (items == NULL) {
        return cl_arena_status(filter->arena);
    }
    if (array->count > 0) {
        memcpy(items, array->items, array->count * size);
    }
    *array = (cl_array){items, array->count, array->count};
    return CL_OK;
}

cl_status cl_prefilter_end(cl_prefilter *filter)
{
    CL_TRY(build(filter));
    CL_TRY(keep(filter, &filter->nodes, sizeof(node)));
    CL_TRY(keep(filter, &filter->ends, sizeof(word_end)));
    filter->words = (cl_array){0};
    cl_prefilter_free(filter);
    return CL_OK;
}

void cl_prefilter_open(cl_prefilter *filter)
{
    filter->open = true;
}

/* --- running --- */

static const entry *entry_at(const cl_prefilter *filter, size_t i)
{
    return CL_ARRAY_AT(&filter->entries, const entry, i);
}

/* The bytes around a place; 0 where there is none. */
typedef struct around {
    uint8_t before_space;
    uint8_t before;
    uint8_t first;
    uint8_t second;
    bool at_edge; /* of a word, as far as ASCII tells */
} around;

static size_t length_of(uint8_t lead)
{
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

static around look_around(cl_span text, size_t at)
{
    uint8_t first = text.data[at];
    size_t second = at + length_of(first);
    uint8_t before = at > 0 ? text.data[at - 1] : 0;
    return (around){.before_space = at > 1 ? text.data[at - 2] : 0,
                    .before = before,
                    .at_edge = before >= 0x80 || !cl_is_word(before),
                    .first = first,
                    .second = second < text.len ? text.data[second] : 0};
}

static bool has(const cl_prefilter *filter, uint16_t set, uint8_t byte)
{
    const byte_set *bytes = filter->bytes.items;
    return (bytes[set].bits[byte / 64] >> byte % 64 & 1) != 0;
}

static bool lets(const cl_prefilter *filter, uint16_t which, const around *place)
{
    const gate_sets *one = CL_ARRAY_AT(&filter->gates, const gate_sets, which);
    if (one->at_edges && !place->at_edge) {
        return false;
    }
    return has(filter, one->before, place->before) && has(filter, one->first, place->first) &&
           has(filter, one->second, place->second) &&
           (place->before != ' ' || has(filter, one->before_space, place->before_space));
}

static cl_status add_place(cl_possible *found, cl_arena *arena, size_t set, uint32_t at)
{
    chain *of = &found->chains[set];
    if (!found->there[set]) {
        *of = (chain){NO_PLACE, NO_PLACE};
        found->there[set] = 1;
    } else if (CL_ARRAY_AT(&found->places, const begin_at, of->last)->at == at) {
        return CL_OK;
    }
    begin_at *added = cl_array_add(&found->places, arena, sizeof *added, SIZE_MAX);
    if (added == NULL) {
        return cl_arena_status(arena);
    }
    *added = (begin_at){.at = at};
    uint32_t index = (uint32_t)(found->places.count - 1);
    if (of->last == NO_PLACE) {
        of->first = index;
    } else {
        CL_ARRAY_AT(&found->places, begin_at, of->last)->next = index;
    }
    of->last = index;
    return CL_OK;
}

/* Of beginnings those whose gate lets; ends with one gate stand together. */
static cl_status take_ends(cl_possible *found, cl_arena *arena, const node *at, uint32_t begin)
{
    const cl_prefilter *filter = found->filter;
    const word_end *ends = filter->ends.items;
    const around here = look_around(found->text, begin);
    uint16_t gate = OPEN;
    bool open = true;
    for (uint32_t i = at[0].ends; i < at[1].ends; i++) {
        if (ends[i].gate == NEED) {
            found->there[ends[i].set] = 1;
            continue;
        }
        if (ends[i].gate != gate) {
            gate = ends[i].gate;
            open = lets(filter, gate, &here);
        }
        if (open) {
            CL_TRY(add_place(found, arena, ends[i].set, begin));
        }
    }
    return CL_OK;
}

/* Of one bit, of two, of four, then all at once: not every processor that we run on counts them. */
static unsigned count_bits(uint64_t bits)
{
    bits -= bits >> 1 & UINT64_C(0x5555555555555555);
    bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
    bits = (bits + (bits >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
    return (unsigned)(bits * UINT64_C(0x0101010101010101) >> 56);
}

/* The words that begin with symbol `at`. */
static cl_status walk(cl_possible *found, cl_arena *arena, const cl_symbols *symbols, size_t at)
{
    const node *nodes = found->filter->nodes.items;
    const node *here = nodes;
    for (size_t i = at; i < symbols->count; i++) {
        uint64_t bit = UINT64_C(1) << symbols->items[i];
        if ((here->symbols & bit) == 0) {
            return CL_OK;
        }
        here = nodes + here->children + count_bits(here->symbols & (bit - 1));
        if (here[0].ends < here[1].ends) {
            CL_TRY(take_ends(found, arena, here, symbols->begins[at]));
        }
    }
    return CL_OK;
}

static void add_edge(cl_possible *found, uint32_t at)
{
    uint8_t before = at > 0 ? found->text.data[at - 1] : 0;
    if (before >= 0x80 || !cl_is_word(before)) {
        found->edges[found->edge_count++] = at;
    }
}

static cl_status run(cl_possible *found, cl_arena *arena)
{
    cl_symbols symbols;
    CL_TRY(cl_symbols_of(arena, found->text, &symbols));
    const node *root = found->filter->nodes.items;
    for (size_t i = 0; i < symbols.count; i++) {
        if (symbols.begins[i] == UINT32_MAX) {
            continue;
        }
        add_edge(found, symbols.begins[i]);
        if ((root->symbols >> symbols.items[i] & 1) != 0) {
            CL_TRY(walk(found, arena, &symbols, i));
        }
    }
    return CL_OK;
}

static bool is_there(const cl_possible *found, uint16_t set)
{
    return found->there[set] != 0;
}

/* Whether matches of that entry can be in the text. */
static bool can_match(const cl_possible *found, size_t which)
{
    const entry *one = entry_at(found->filter, which);
    if (found->filter->open) {
        return true;
    }
    if (!one->anywhere && !is_there(found, one->starts)) {
        return false;
    }
    for (size_t i = 0; i < CL_LITERAL_SETS; i++) {
        if (one->needs[i] != NO_SET && !is_there(found, one->needs[i])) {
            return false;
        }
    }
    return true;
}

/* The phrase of the entries from `first` to before `end`. */
static cl_status add_candidate(cl_possible *found, cl_arena *arena, size_t first, size_t end)
{
    cl_candidate *added = cl_array_add(&found->candidates, arena, sizeof *added, SIZE_MAX);
    if (added == NULL) {
        return cl_arena_status(arena);
    }
    *added = (cl_candidate){.phrase = entry_at(found->filter, first)->phrase,
                            .anywhere = found->filter->open,
                            .first = (uint32_t)first,
                            .end = (uint32_t)end};
    for (size_t i = first; i < end; i++) {
        const entry *one = entry_at(found->filter, i);
        added->anywhere = added->anywhere || (found->can[i] && one->anywhere && one->gate == OPEN);
    }
    return CL_OK;
}

/* What is said of one phrase stands together. */
static cl_status find_candidates(cl_possible *found, cl_arena *arena)
{
    size_t count = found->filter->entries.count;
    for (size_t first = 0; first < count;) {
        uint32_t phrase = entry_at(found->filter, first)->phrase;
        bool any = false;
        size_t end = first;
        for (; end < count && entry_at(found->filter, end)->phrase == phrase; end++) {
            found->can[end] = can_match(found, end);
            any = any || found->can[end];
        }
        if (any) {
            CL_TRY(add_candidate(found, arena, first, end));
        }
        first = end;
    }
    return CL_OK;
}

cl_possible *cl_prefilter_run(const cl_prefilter *filter, cl_arena *arena, cl_span text)
{
    cl_possible *found = cl_arena_alloc(arena, 1, sizeof *found);
    if (found == NULL) {
        return NULL;
    }
    found->filter = filter;
    found->text = text;
    found->there = cl_arena_alloc(arena, filter->set_count + 1, 1);
    found->chains = cl_arena_take(arena, filter->set_count + 1, sizeof *found->chains);
    begin_at *unused = cl_array_add(&found->places, arena, sizeof *unused, SIZE_MAX);
    found->can = cl_arena_take(arena, filter->entries.count + 1, 1);
    found->edges = cl_arena_take(arena, text.len + 1, sizeof *found->edges);
    if (found->there == NULL || found->chains == NULL || found->can == NULL ||
        found->edges == NULL || unused == NULL) {
        return NULL;
    }
    return run(found, arena) == CL_OK && find_candidates(found, arena) == CL_OK ? found : NULL;
}

bool cl_possible_next(const cl_possible *found, size_t *at, cl_candidate *out)
{
    if (*at == found->candidates.count) {
        return false;
    }
    *out = *CL_ARRAY_AT(&found->candidates, const cl_candidate, (*at)++);
    return true;
}

static size_t next_code(cl_span text, size_t at)
{
    do {
        at++;
    } while (at < text.len && (text.data[at] & 0xC0) == 0x80);
    return at;
}

/* The first place from `from` to before `end` that the gate lets; else `end`. */
static size_t next_let(const cl_possible *found, uint16_t which, size_t from, size_t end)
{
    cl_span text = found->text;
    for (size_t at = from; at < text.len && at < end; at = next_code(text, at)) {
        const around place = look_around(text, at);
        if (lets(found->filter, which, &place)) {
            return at;
        }
    }
    return end;
}

/* The number of edges before `at`. */
static size_t edges_before(const cl_possible *found, size_t at)
{
    size_t low = 0;
    size_t high = found->edge_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (found->edges[middle] < at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The same for a gate that lets nothing but edges. */
static size_t next_edge(const cl_possible *found, uint16_t which, size_t from, size_t end)
{
    for (size_t i = edges_before(found, from); i < found->edge_count && found->edges[i] < end;
         i++) {
        const around place = look_around(found->text, found->edges[i]);
        if (lets(found->filter, which, &place)) {
            return found->edges[i];
        }
    }
    return end;
}

static size_t next_anywhere(const cl_possible *found, uint16_t which, size_t from, size_t end)
{
    const gate_sets *gate = CL_ARRAY_AT(&found->filter->gates, const gate_sets, which);
    return gate->at_edges ? next_edge(found, which, from, end) : next_let(found, which, from, end);
}

/* The first place of one entry. What lies before `from` is not asked for again. */
static size_t next_place(const cl_possible *found, size_t which, size_t from, size_t end)
{
    const entry *one = entry_at(found->filter, which);
    const begin_at *places = found->places.items;
    uint32_t first = is_there(found, one->starts) ? found->chains[one->starts].first : NO_PLACE;
    while (first != NO_PLACE && places[first].at < from) {
        first = places[first].next;
    }
    size_t nearest = first != NO_PLACE && places[first].at < end ? places[first].at : end;
    return one->anywhere ? next_anywhere(found, one->gate, from, nearest) : nearest;
}

size_t cl_possible_place(const cl_possible *found, const cl_candidate *of, size_t from)
{
    size_t nearest = SIZE_MAX;
    if (of->anywhere) {
        return from <= found->text.len ? from : SIZE_MAX;
    }
    for (size_t i = of->first; i < of->end; i++) {
        if (found->can[i]) {
            nearest = next_place(found, i, from, nearest);
        }
    }
    return nearest;
}
