#include "ruleset/gazetteer.h"

#include <assert.h>
#include <stdlib.h>

#include "base/text.h"
#include "ruleset/fold.h"
#include "ruleset/shape.h"

enum {
    BUCKETS = 4096, /* of the texts added */
    KEY_LETTERS = 6,
    KEY_LOAD = 8, /* bytes that are looked at together */
    FILTER_BYTES = 1 << CL_GAZETTEER_FILTER_BITS >> 3
};

/* A text that was added, while there may be more. */
typedef struct entry {
    cl_span text; /* as walked */
    cl_gazetteer_ending ending;
    uint32_t next; /* 1 + the next entry of the same bucket */
} entry;

struct cl_gazetteer {
    cl_arena *arena;
    cl_array names;    /* of const cl_name * */
    cl_array entries;  /* of entry */
    uint32_t *buckets; /* 1 + the first entry of each */
    cl_gazetteer_tables tables;
    uint32_t first[128]; /* the child of the root for each ASCII character; 0: none */
};

/* --- the shape of one that is finished --- */

static const cl_shape node_shape = {sizeof(cl_gazetteer_node), NULL, 0};
static const cl_shape ending_shape = {sizeof(cl_gazetteer_ending), NULL, 0};
static const cl_shape filter_shape = {FILTER_BYTES, NULL, 0};

static const cl_link links[] = {
    CL_LINK_TO_NOTHING(cl_gazetteer, arena),
    CL_LINK_TO_NO_ARRAY(cl_gazetteer, names),
    CL_LINK_TO_NO_ARRAY(cl_gazetteer, entries),
    CL_LINK_TO_NOTHING(cl_gazetteer, buckets),
    CL_LINK_TO_ITEMS(cl_gazetteer, tables.nodes, tables.node_count, &node_shape),
    CL_LINK_TO_ITEMS(cl_gazetteer, tables.endings, tables.ending_count, &ending_shape),
    CL_LINK_TO_ONE(cl_gazetteer, tables.filter, &filter_shape),
    CL_LINK_TO_ONE(cl_gazetteer, tables.leaders, &filter_shape),
    CL_LINK_TO_ITEMS(cl_gazetteer, tables.names, tables.name_count, &cl_name_pointer_shape)};
const cl_shape cl_gazetteer_shape = CL_SHAPE(cl_gazetteer, links);

/* --- adding --- */

cl_gazetteer *cl_gazetteer_new(cl_arena *arena)
{
    cl_gazetteer *gazetteer = cl_arena_alloc(arena, 1, sizeof *gazetteer);
    uint32_t *buckets = cl_arena_alloc(arena, BUCKETS, sizeof *buckets);
    if (gazetteer == NULL || buckets == NULL) {
        return NULL;
    }
    gazetteer->arena = arena;
    gazetteer->buckets = buckets;
    return gazetteer;
}

static bool is_capital_or_sign(uint8_t byte)
{
    return (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '.' ||
           byte == '&' || byte == '-';
}

/* US, ROK, U.K.: capitals, digits and ".&-" only, at most four letters. */
static bool is_exact(cl_span text)
{
    size_t letters = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!is_capital_or_sign(text.data[i])) {
            return false;
        }
        letters += text.data[i] >= 'A' && text.data[i] <= 'Z';
    }
    return letters > 0 && letters <= 4;
}

static uint32_t walked(uint32_t code)
{
    if (code < 0x80) {
        return code - 'A' < 26 ? code + ('a' - 'A') : code == '\n' ? ' ' : code;
    }
    return cl_fold_case(code);
}

/* The text as the trie is walked. */
static cl_status walked_text(cl_arena *arena, cl_span text, cl_span *out)
{
    uint8_t *copy = cl_arena_take(arena, text.len, CL_UTF8_MAX);
    if (copy == NULL) {
        return cl_arena_status(arena);
    }
    size_t len = 0;
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        len += cl_utf8_put(walked(code), copy + len);
    }
    *out = (cl_span){copy, len};
    return CL_OK;
}

/* FNV-1a */
static size_t bucket_of(cl_span text)
{
    uint32_t hash = 0x811c9dc5u;
    for (size_t i = 0; i < text.len; i++) {
        hash = (hash ^ text.data[i]) * 0x01000193u;
    }
    return (hash ^ hash >> 15) % BUCKETS;
}

static entry *entry_at(const cl_gazetteer *gazetteer, size_t i)
{
    return CL_ARRAY_AT(&gazetteer->entries, entry, i);
}

static entry *find_or_add(cl_gazetteer *gazetteer, cl_span text)
{
    uint32_t *bucket = &gazetteer->buckets[bucket_of(text)];
    for (uint32_t i = *bucket; i != 0; i = entry_at(gazetteer, i - 1)->next) {
        if (cl_span_equal(entry_at(gazetteer, i - 1)->text, text)) {
            return entry_at(gazetteer, i - 1);
        }
    }
    entry *added =
        cl_array_add(&gazetteer->entries, gazetteer->arena, sizeof *added, UINT32_MAX - 1);
    if (added != NULL) {
        *added = (entry){.text = text, .next = *bucket};
        *bucket = (uint32_t)gazetteer->entries.count;
    }
    return added;
}

static const cl_name *name_at(const cl_gazetteer *gazetteer, uint32_t number)
{
    return *CL_ARRAY_AT(&gazetteer->names, const cl_name *, number - 1);
}

/* Most names have several texts, added one after the other. */
static cl_status number_of(cl_gazetteer *gazetteer, const cl_name *name, uint32_t *out)
{
    uint32_t count = (uint32_t)gazetteer->names.count;
    if (count == 0 || name_at(gazetteer, count) != name) {
        const cl_name **added =
            cl_array_add(&gazetteer->names, gazetteer->arena, sizeof *added, UINT32_MAX - 1);
        if (added == NULL) {
            return cl_arena_status(gazetteer->arena);
        }
        *added = name;
    }
    *out = (uint32_t)gazetteer->names.count;
    return CL_OK;
}

cl_status cl_gazetteer_add(cl_gazetteer *gazetteer, cl_span text, const cl_name *name,
                           const cl_name **clash)
{
    cl_folded folded;
    cl_span key = CL_EMPTY_SPAN;
    assert(gazetteer->tables.nodes == NULL);
    *clash = NULL;
    CL_TRY(cl_fold(gazetteer->arena, text, &folded));
    CL_TRY(walked_text(gazetteer->arena, folded.text, &key));
    if (key.len == 0) {
        return CL_OK;
    }
    entry *found = find_or_add(gazetteer, key);
    if (found == NULL) {
        return cl_arena_status(gazetteer->arena);
    }
    uint32_t *place = is_exact(folded.text) ? &found->ending.exact : &found->ending.any_case;
    if (*place != 0) {
        *clash = name_at(gazetteer, *place);
        return CL_OK;
    }
    return number_of(gazetteer, name, place);
}

/* --- the filter: which letters names begin with --- */

/* A byte of each of the eight in a number. */
#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The high bit of each byte that is `low` to `high`; all bytes are ASCII. */
static uint64_t between(uint64_t bytes, uint8_t low, uint8_t high)
{
    return (bytes + EACH(0x80u - low)) & ~(bytes + EACH(0x7Fu - high)) & EACH(0x80u);
}

/* Up to eight bytes, the first one lowest; compilers make one instruction of the whole eight. */
static uint64_t load(cl_span text)
{
    const uint8_t *b = text.data;
    uint64_t bytes = 0;
    if (text.len == KEY_LOAD) {
        return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 |
               (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 |
               (uint64_t)b[7] << 56;
    }
    for (size_t i = 0; i < text.len; i++) {
        bytes |= (uint64_t)b[i] << 8 * i;
    }
    return bytes;
}

/* The first six characters of a place as numbers: all digits as 0, what stands between words as
 * NUL.
 */
typedef struct opening {
    uint64_t small; /* letters in small letters */
    uint64_t exact; /* letters as they are */
    bool ascii;     /* all six are; else no key tells a name */
} opening;

static opening opening_at(cl_span text, size_t at)
{
    uint64_t bytes = load(cl_span_sub(text, at, KEY_LOAD));
    bytes &= UINT64_MAX >> 8 * (KEY_LOAD - KEY_LETTERS);
    uint64_t small = bytes | EACH(0x20u);
    uint64_t all = (between(small, 'a', 'z') >> 7) * 0xFF; /* of the bytes of letters */
    uint64_t digits = (between(bytes, '0', '9') >> 7) * '0';
    return (opening){.small = (small & all) | digits,
                     .exact = (bytes & all) | digits,
                     .ascii = (bytes & EACH(0x80u)) == 0};
}

/* Of a key, the first word alone. */
static uint64_t first_word(uint64_t key)
{
    uint64_t ends = ~(key + EACH(0x7Fu)) & EACH(0x80u);
    return key & (((ends & (~ends + 1)) >> 7) - 1);
}

static uint32_t bit_of(uint64_t letters)
{
    return (uint32_t)(letters * UINT64_C(0x9E3779B97F4A7C15) >> (64 - CL_GAZETTEER_FILTER_BITS));
}

static bool has_bit(const uint8_t *filter, uint32_t bit)
{
    return (filter[bit / 8] >> bit % 8 & 1) != 0;
}

static void add_bit(uint8_t *filter, uint32_t bit)
{
    filter[bit / 8] |= (uint8_t)(1u << bit % 8);
}

static uint64_t in_capitals(uint64_t letters)
{
    return letters & ~(between(letters, 'a', 'z') >> 2);
}

/* A name that is shorter than a key is known by its first word. */
static void add_to_filter(uint8_t *filter, const entry *added)
{
    opening begins = opening_at(added->text, 0);
    uint64_t known = added->text.len < KEY_LETTERS ? first_word(begins.small) : begins.small;
    if (begins.ascii && added->ending.any_case != 0) {
        add_bit(filter, bit_of(known));
    }
    if (begins.ascii && added->ending.exact != 0) {
        add_bit(filter, bit_of(in_capitals(known)));
    }
}

static bool only_follows(const cl_gazetteer *gazetteer, const cl_gazetteer_ending *ending)
{
    return (ending->any_case == 0 || name_at(gazetteer, ending->any_case)->follows) &&
           (ending->exact == 0 || name_at(gazetteer, ending->exact)->follows);
}

static void fill_filters(const cl_gazetteer *gazetteer, uint8_t *filter, uint8_t *leaders)
{
    for (size_t i = 0; i < gazetteer->entries.count; i++) {
        const entry *added = entry_at(gazetteer, i);
        add_to_filter(filter, added);
        if (!only_follows(gazetteer, &added->ending)) {
            add_to_filter(leaders, added);
        }
    }
}

cl_gazetteer_key cl_gazetteer_key_at(cl_span text, size_t at)
{
    opening here = opening_at(text, at);
    return (cl_gazetteer_key){.bits = {bit_of(here.small), bit_of(first_word(here.small)),
                                       bit_of(here.exact), bit_of(first_word(here.exact))},
                              .any = !here.ascii};
}

static bool has_key(const uint8_t *filter, const cl_gazetteer_key *key)
{
    return key->any || has_bit(filter, key->bits[0]) || has_bit(filter, key->bits[1]) ||
           has_bit(filter, key->bits[2]) || has_bit(filter, key->bits[3]);
}

bool cl_gazetteer_may(const cl_gazetteer *gazetteer, const cl_gazetteer_key *key)
{
    return has_key(gazetteer->tables.filter, key);
}

bool cl_gazetteer_may_lead(const cl_gazetteer *gazetteer, const cl_gazetteer_key *key)
{
    return has_key(gazetteer->tables.leaders, key);
}

/* --- the trie --- */

/* The entries of one node while the trie is made: those that begin as the node
 * is reached. */
typedef struct branch {
    size_t from;
    size_t to;
    size_t depth; /* bytes of the beginning */
} branch;

static int by_text(const void *a, const void *b)
{
    const entry *left = a;
    const entry *right = b;
    return cl_span_compare(left->text, right->text);
}

/* The characters behind the first `same` bytes; a character that is only partly
 * the same counts. */
static size_t new_characters(cl_span text, size_t same)
{
    while (same > 0 && same < text.len && (text.data[same] & 0xC0) == 0x80) {
        same--;
    }
    return cl_utf8_count(cl_span_from(text, same));
}

/* The nodes of the sorted texts: the root and what each text adds to the one
 * before. */
static size_t count_nodes(const cl_gazetteer *gazetteer)
{
    size_t count = 1;
    cl_span before = CL_EMPTY_SPAN;
    for (size_t i = 0; i < gazetteer->entries.count; i++) {
        cl_span text = entry_at(gazetteer, i)->text;
        size_t same = 0;
        while (same < text.len && same < before.len && text.data[same] == before.data[same]) {
            same++;
        }
        count += new_characters(text, same);
        before = text;
    }
    return count;
}

/* The first of the branch's entries that goes on in another way than entry
 * `from`. */
static size_t end_of_child(const cl_gazetteer *gazetteer, const branch *all, size_t from,
                           size_t depth)
{
    cl_span wanted = cl_span_sub(entry_at(gazetteer, from)->text, 0, depth);
    size_t end = from + 1;
    while (end < all->to && cl_span_starts(entry_at(gazetteer, end)->text, wanted)) {
        end++;
    }
    return end;
}

/* Breadth first: the nodes are their own queue. The branches of all are kept
 * beside them. */
static void grow(const cl_gazetteer *gazetteer, cl_gazetteer_node *nodes, branch *branches,
                 cl_gazetteer_ending *endings)
{
    uint32_t made = 1;
    uint32_t ended = 0;
    branches[0] = (branch){0, gazetteer->entries.count, 0};
    nodes[0] = (cl_gazetteer_node){.code = 0};
    for (uint32_t i = 0; i < made; i++) {
        branch here = branches[i];
        nodes[i].children = made;
        if (here.from < here.to && entry_at(gazetteer, here.from)->text.len == here.depth) {
            endings[ended++] = entry_at(gazetteer, here.from++)->ending;
            nodes[i].ending = ended;
        }
        while (here.from < here.to) {
            size_t depth = here.depth;
            nodes[made] = (cl_gazetteer_node){.code = 0};
            (void)cl_utf8_next(entry_at(gazetteer, here.from)->text, &depth, &nodes[made].code);
            size_t end = end_of_child(gazetteer, &here, here.from, depth);
            branches[made++] = (branch){here.from, end, depth};
            here.from = end;
        }
    }
    nodes[made] = (cl_gazetteer_node){.children = made};
}

static void index_root(cl_gazetteer *gazetteer)
{
    const cl_gazetteer_node *nodes = gazetteer->tables.nodes;
    for (uint32_t i = nodes[0].children; i < nodes[1].children && nodes[i].code < 128; i++) {
        gazetteer->first[nodes[i].code] = i;
    }
}

cl_status cl_gazetteer_finish(cl_gazetteer *gazetteer)
{
    cl_arena *arena = gazetteer->arena;
    size_t count = gazetteer->entries.count;
    if (count > 0) {
        qsort(gazetteer->entries.items, count, sizeof(entry), by_text);
    }
    size_t node_count = count_nodes(gazetteer);
    cl_gazetteer_node *nodes = cl_arena_take(arena, node_count + 1, sizeof *nodes);
    cl_gazetteer_ending *endings = cl_arena_take(arena, count, sizeof *endings);
    uint8_t *filter = cl_arena_alloc(arena, FILTER_BYTES, 1);
    uint8_t *leaders = cl_arena_alloc(arena, FILTER_BYTES, 1);
    if (nodes == NULL || endings == NULL || filter == NULL || leaders == NULL) {
        return cl_arena_status(arena);
    }
    branch *branches = calloc(node_count, sizeof *branches);
    if (branches == NULL) {
        return CL_NO_MEMORY;
    }
    grow(gazetteer, nodes, branches, endings);
    free(branches);
    fill_filters(gazetteer, filter, leaders);
    gazetteer->tables = (cl_gazetteer_tables){nodes,
                                              node_count + 1,
                                              endings,
                                              count,
                                              filter,
                                              leaders,
                                              gazetteer->names.items,
                                              gazetteer->names.count};
    index_root(gazetteer);
    return CL_OK;
}

const cl_gazetteer_tables *cl_gazetteer_tables_of(const cl_gazetteer *gazetteer)
{
    return &gazetteer->tables;
}

/* --- finding --- */

bool cl_gazetteer_begins(const cl_gazetteer *gazetteer, uint8_t byte)
{
    return byte < 128 && gazetteer->first[byte] != 0;
}

/* Whether a word can end between these two characters. */
static bool is_edge(uint32_t left, uint32_t right)
{
    if ((left | right) < 0x80) {
        return !cl_is_word(left) || !cl_is_word(right);
    }
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

/* No word of the tables is as long. A script without spaces makes one word of a
 * whole caption: looking at all of it for every name would take quadratic time.
 */
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

/* The child by a folded character; 0 when there is none. Most nodes have one or two. */
static uint32_t step(const cl_gazetteer *gazetteer, uint32_t at, uint32_t code)
{
    enum {
        FEW = 4
    };
    if (at == 0 && code < 128) {
        return gazetteer->first[code];
    }
    const cl_gazetteer_node *nodes = gazetteer->tables.nodes;
    uint32_t low = nodes[at].children;
    uint32_t high = nodes[at + 1].children;
    while (high - low > FEW) {
        uint32_t middle = low + (high - low) / 2;
        if (nodes[middle].code <= code) {
            low = middle;
        } else {
            high = middle;
        }
    }
    for (; low < high; low++) {
        if (nodes[low].code == code) {
            return low;
        }
    }
    return 0;
}

/* Whether a word ends between the character before byte `at` and what follows.
 */
static bool ends_at(cl_span text, size_t at, uint32_t code)
{
    uint32_t following = 0;
    return !cl_utf8_next(text, &at, &following) || is_edge(code, following);
}

static bool is_as_written(cl_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!is_capital_or_sign(text.data[i])) {
            return false;
        }
    }
    return true;
}

/* The number of the name that `text`, which leads to that ending, is; 0 when it
 * is none. */
static uint32_t number_at(const cl_gazetteer *gazetteer, uint32_t ending, cl_span text)
{
    const cl_gazetteer_ending *here = &gazetteer->tables.endings[ending - 1];
    return here->exact != 0 && is_as_written(text) ? here->exact : here->any_case;
}

/* The longest name that begins at `at`, wherever it stands. */
static const cl_name *walk(const cl_gazetteer *gazetteer, cl_span text, size_t at, size_t *len)
{
    const cl_gazetteer_tables *tables = &gazetteer->tables;
    uint32_t longest = 0;
    uint32_t node = 0;
    uint32_t code;
    for (size_t i = at; cl_utf8_next(text, &i, &code);) {
        node = step(gazetteer, node, walked(code));
        if (node == 0) {
            break;
        }
        uint32_t ending = tables->nodes[node].ending;
        if (ending == 0 || !ends_at(text, i, code)) {
            continue;
        }
        uint32_t number = number_at(gazetteer, ending, cl_span_sub(text, at, i - at));
        if (number != 0) {
            longest = number;
            *len = i - at;
        }
    }
    return longest == 0 ? NULL : tables->names[longest - 1];
}

const cl_name *cl_gazetteer_find(const cl_gazetteer *gazetteer, cl_span text, size_t at,
                                 size_t *len)
{
    assert(gazetteer->tables.nodes != NULL);
    size_t next = at;
    uint32_t first;
    cl_gazetteer_key key = cl_gazetteer_key_at(text, at);
    if (!cl_gazetteer_may(gazetteer, &key) || !cl_utf8_next(text, &next, &first) ||
        !is_edge(cl_utf8_before(text, at), first)) {
        return NULL;
    }
    const cl_name *name = walk(gazetteer, text, at, len);
    return name == NULL || is_spoilt(name, text, at, at + *len) ? NULL : name;
}
