#define _POSIX_C_SOURCE       200809L /* pread */
#define PCRE2_CODE_UNIT_WIDTH 8

#include "ruleset/pattern.h"

#include <pcre2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/limits.h"

struct cl_pattern {
    _Atomic(pcre2_code *) code; /* NULL until the first match of a saved pattern */
    _Atomic(pcre2_code *)
        fast;             /* for JIT, once that pays; the same as `code` where there is none */
    atomic_uint tried;    /* matches so far, counted up to CL_JIT_AFTER */
    pthread_mutex_t lock; /* of what makes `code` and `fast` */
    cl_span text;
    uint8_t *own_text; /* where no saved bytes hold it */
    cl_saved saved;    /* what cl_pattern_save wrote; nothing for one that was compiled */
};

typedef struct saved_part {
    uint64_t len;
    uint64_t hash;
} saved_part;

/* What is saved of a pattern: this, the code, and the text, which is hardly ever read. */
typedef struct saved_head {
    saved_part code;
    saved_part text;
} saved_head;

struct cl_matcher {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
    uint64_t compiling; /* nanoseconds */
};

static cl_status explain(int code, cl_error *error)
{
    PCRE2_UCHAR text[256];
    if (pcre2_get_error_message(code, text, sizeof text) < 0) {
        text[0] = '\0';
    }
    return cl_error_set(error, CL_BAD_RULES, "%s", (const char *)text);
}

static pcre2_code *compile(cl_span text, int *why, PCRE2_SIZE *at)
{
    const uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_DUPNAMES |
                             PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT;
    return pcre2_compile(text.data, text.len, options, why, at, NULL);
}

static cl_status new_pattern(cl_pattern **out)
{
    cl_pattern *pattern = calloc(1, sizeof *pattern);
    if (pattern == NULL || pthread_mutex_init(&pattern->lock, NULL) != 0) {
        free(pattern);
        return CL_NO_MEMORY;
    }
    *out = pattern;
    return CL_OK;
}

static cl_status keep_text(cl_pattern *pattern, cl_span text)
{
    pattern->own_text = malloc(text.len + 1);
    if (pattern->own_text == NULL) {
        return CL_NO_MEMORY;
    }
    if (text.len > 0) {
        memcpy(pattern->own_text, text.data, text.len);
    }
    pattern->text = (cl_span){pattern->own_text, text.len};
    return CL_OK;
}

cl_status cl_pattern_compile(cl_span text, cl_pattern **out, size_t *at, cl_error *error)
{
    int why = 0;
    PCRE2_SIZE offset = 0;
    cl_pattern *pattern = NULL;
    *at = 0;
    if (new_pattern(&pattern) != CL_OK || keep_text(pattern, text) != CL_OK) {
        cl_pattern_free(pattern);
        return cl_error_set(error, CL_NO_MEMORY, "no memory for a pattern");
    }
    pcre2_code *code = compile(text, &why, &offset);
    if (code == NULL) {
        *at = offset;
        cl_pattern_free(pattern);
        return explain(why, error);
    }
    atomic_init(&pattern->code, code);
    *out = pattern;
    return CL_OK;
}

void cl_pattern_free(cl_pattern *pattern)
{
    if (pattern != NULL) {
        pcre2_code *code = atomic_load_explicit(&pattern->code, memory_order_relaxed);
        pcre2_code *fast = atomic_load_explicit(&pattern->fast, memory_order_relaxed);
        (void)pthread_mutex_destroy(&pattern->lock);
        pcre2_code_free(code);
        pcre2_code_free(fast == code ? NULL : fast);
        free(pattern->own_text);
        free(pattern);
    }
}

/* --- saved patterns --- */

cl_span cl_pattern_library(cl_arena *arena)
{
    char version[64] = "";
    if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) <= (int)sizeof version) {
        (void)pcre2_config(PCRE2_CONFIG_VERSION, version);
    }
    return cl_arena_format(arena, "PCRE2 %s", version);
}

static void put(cl_out *out, const void *bytes, size_t len)
{
    cl_out_put(out, (cl_span){bytes, len});
}

static void save(cl_span text, cl_span code, cl_out *out)
{
    const saved_head head = {{code.len, cl_hash(code)}, {text.len, cl_hash(text)}};
    put(out, &head, sizeof head);
    cl_out_put(out, code);
    cl_out_put(out, text);
}

cl_status cl_pattern_save(const cl_pattern *pattern, cl_out *out)
{
    const pcre2_code *code = atomic_load_explicit(&pattern->code, memory_order_acquire);
    uint8_t *bytes = NULL;
    PCRE2_SIZE len = 0;
    if (code == NULL || pcre2_serialize_encode(&code, 1, &bytes, &len, NULL) != 1) {
        return CL_NO_MEMORY;
    }
    save(pattern->text, (cl_span){bytes, len}, out);
    pcre2_serialize_free(bytes);
    return CL_OK;
}

cl_status cl_pattern_of_saved(const cl_saved *saved, cl_pattern **out)
{
    CL_TRY(new_pattern(out));
    (*out)->saved = *saved;
    return CL_OK;
}

/* `len` of the saved bytes from `from` on, where they stand or read into `room`, which has as many
 * bytes as were saved; fewer where they end before. */
static cl_span read_saved(const cl_saved *saved, uint8_t *room, size_t from, size_t len)
{
    if (saved->bytes != NULL || from > saved->len || len > saved->len - from) {
        return cl_span_sub((cl_span){saved->bytes, saved->bytes == NULL ? 0 : saved->len}, from,
                           len);
    }
    size_t done = 0;
    for (ssize_t got = 1; got > 0 && done < len;) {
        got = pread(saved->file, room + from + done, len - done, (off_t)(saved->at + from + done));
        done += got > 0 ? (size_t)got : 0;
    }
    return (cl_span){room + from, done};
}

static saved_head read_head(const cl_saved *saved, uint8_t *room)
{
    saved_head head = {0};
    cl_span bytes = read_saved(saved, room, 0, sizeof head);
    if (bytes.len == sizeof head) {
        memcpy(&head, bytes.data, sizeof head);
    }
    return head;
}

/* Empty where it is not what was saved. */
static cl_span read_part(const cl_saved *saved, uint8_t *room, saved_part part, uint64_t before)
{
    if (part.len > saved->len || before > saved->len) {
        return CL_EMPTY_SPAN;
    }
    cl_span bytes = read_saved(saved, room, sizeof(saved_head) + (size_t)before, (size_t)part.len);
    return bytes.len == part.len && cl_hash(bytes) == part.hash ? bytes : CL_EMPTY_SPAN;
}

static cl_span saved_text(const cl_saved *saved, uint8_t *room)
{
    saved_head head = read_head(saved, room);
    return read_part(saved, room, head.text, head.code.len);
}

static pcre2_code *decode(const cl_saved *saved, uint8_t *room)
{
    pcre2_code *code = NULL;
    cl_span bytes = read_part(saved, room, read_head(saved, room).code, 0);
    bool decoded = bytes.len > 0 && pcre2_serialize_decode(&code, 1, bytes.data, NULL) == 1;
    return decoded ? code : NULL;
}

/* From the saved code; from the text, where that is damaged. */
static pcre2_code *make_code(const cl_saved *saved)
{
    uint8_t *room = malloc(saved->len + 1);
    if (room == NULL) {
        return NULL;
    }
    pcre2_code *code = decode(saved, room);
    cl_span text = code == NULL ? saved_text(saved, room) : CL_EMPTY_SPAN;
    if (text.len > 0) {
        int why;
        PCRE2_SIZE at;
        code = compile(text, &why, &at);
    }
    free(room);
    return code;
}

cl_status cl_pattern_text(const cl_pattern *pattern, cl_arena *arena, cl_span *out)
{
    const cl_saved *saved = &pattern->saved;
    if (saved->len == 0) {
        *out = pattern->text;
        return CL_OK;
    }
    uint8_t *room = cl_arena_alloc(arena, saved->len, 1);
    if (room == NULL) {
        return cl_arena_status(arena);
    }
    *out = saved_text(saved, room);
    return out->len > 0 ? CL_OK : CL_UNREADABLE;
}

/* --- the code to match with --- */

/* NULL: no memory, or nothing is left of what was saved. */
static pcre2_code *code_of(cl_pattern *pattern)
{
    pcre2_code *code = atomic_load_explicit(&pattern->code, memory_order_acquire);
    if (code != NULL) {
        return code;
    }
    (void)pthread_mutex_lock(&pattern->lock);
    code = atomic_load_explicit(&pattern->code, memory_order_relaxed);
    if (code == NULL) {
        code = make_code(&pattern->saved);
        atomic_store_explicit(&pattern->code, code, memory_order_release);
    }
    (void)pthread_mutex_unlock(&pattern->lock);
    return code;
}

/* A copy, for others may be matching with `code`. Without JIT the same matches are found, more
 * slowly. */
static pcre2_code *fast_of(cl_pattern *pattern, pcre2_code *code)
{
    pcre2_code *fast = atomic_load_explicit(&pattern->fast, memory_order_acquire);
    if (fast != NULL) {
        return fast;
    }
    (void)pthread_mutex_lock(&pattern->lock);
    fast = atomic_load_explicit(&pattern->fast, memory_order_relaxed);
    if (fast == NULL) {
        fast = pcre2_code_copy(code);
        if (fast != NULL && pcre2_jit_compile(fast, PCRE2_JIT_COMPLETE) != 0) {
            pcre2_code_free(fast);
            fast = NULL;
        }
        fast = fast == NULL ? code : fast;
        atomic_store_explicit(&pattern->fast, fast, memory_order_release);
    }
    (void)pthread_mutex_unlock(&pattern->lock);
    return fast;
}

/* Most patterns meet a few texts at most that they can match in: JIT is for the others. */
static bool has_earned(cl_pattern *pattern)
{
    if (atomic_load_explicit(&pattern->tried, memory_order_relaxed) >= CL_JIT_AFTER) {
        return true;
    }
    (void)atomic_fetch_add_explicit(&pattern->tried, 1, memory_order_relaxed);
    return false;
}

/* PCRE2's table of the groups with names. */
typedef struct group_names {
    PCRE2_SPTR table;
    uint32_t count;
    uint32_t size; /* of an entry */
} group_names;

static group_names names_of(const pcre2_code *code)
{
    group_names names = {0};
    (void)pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &names.count);
    (void)pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &names.size);
    (void)pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &names.table);
    return names;
}

/* One entry: the group's number in two bytes, then its name. */
static cl_span name_entry(const group_names *names, uint32_t i, unsigned *number)
{
    cl_span table = {names->table, (size_t)names->count * names->size};
    cl_span entry = cl_span_sub(table, (size_t)i * names->size, names->size);
    *number = (unsigned)entry.data[0] << 8 | entry.data[1];
    cl_span name = cl_span_from(entry, 2);
    return cl_span_sub(name, 0, cl_span_find_byte(name, '\0'));
}

static unsigned group_of_name(const group_names *names, cl_span name)
{
    unsigned lowest = 0;
    for (uint32_t i = 0; i < names->count; i++) {
        unsigned number;
        if (cl_span_equal(name_entry(names, i, &number), name) &&
            (lowest == 0 || number < lowest)) {
            lowest = number;
        }
    }
    return lowest;
}

unsigned cl_pattern_group(const cl_pattern *pattern, cl_span name)
{
    const pcre2_code *code = atomic_load_explicit(&pattern->code, memory_order_acquire);
    group_names names = code == NULL ? (group_names){0} : names_of(code);
    return group_of_name(&names, name);
}

cl_matcher *cl_matcher_new(void)
{
    cl_matcher *matcher = calloc(1, sizeof *matcher);
    if (matcher == NULL) {
        return NULL;
    }
    matcher->data = pcre2_match_data_create(CL_GROUPS_MAX, NULL);
    matcher->context = pcre2_match_context_create(NULL);
    matcher->stack = pcre2_jit_stack_create(CL_JIT_STACK_START, CL_JIT_STACK_MAX, NULL);
    if (matcher->data == NULL || matcher->context == NULL || matcher->stack == NULL) {
        cl_matcher_free(matcher);
        return NULL;
    }
    (void)pcre2_set_depth_limit(matcher->context, CL_DEPTH_LIMIT);
    (void)pcre2_set_heap_limit(matcher->context, CL_HEAP_LIMIT_KIB);
    pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
    return matcher;
}

void cl_matcher_free(cl_matcher *matcher)
{
    if (matcher == NULL) {
        return;
    }
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->context);
    pcre2_jit_stack_free(matcher->stack);
    free(matcher);
}

static cl_group group_of(const PCRE2_SIZE *spans, uint32_t count, size_t i)
{
    if (i >= count || spans[2 * i] == PCRE2_UNSET) {
        return (cl_group){SIZE_MAX, SIZE_MAX};
    }
    /* \K in a look-ahead can turn a span round. */
    PCRE2_SIZE start = spans[2 * i];
    PCRE2_SIZE end = spans[2 * i + 1];
    return end < start ? (cl_group){end, start} : (cl_group){start, end};
}

/* Where several groups bear one name, the lowest number gets the span of the one that took part. */
static void join_same_names(const pcre2_code *code, cl_group groups[CL_GROUPS_MAX])
{
    group_names names = names_of(code);
    for (uint32_t i = 0; i < names.count; i++) {
        unsigned number;
        unsigned first = group_of_name(&names, name_entry(&names, i, &number));
        if (number != first && number < CL_GROUPS_MAX && !cl_group_is_set(groups[first])) {
            groups[first] = groups[number];
        }
    }
}

bool cl_group_is_set(cl_group group)
{
    return group.start != SIZE_MAX;
}

/* PCRE2 counts anew from each byte that it starts at: what a hostile text can cost is the product
 * of its length and the limit. So the limit falls as the text grows, down to what notes really
 * need. */
static uint32_t match_limit(size_t len)
{
    if (len <= CL_MATCH_WORK / CL_MATCH_LIMIT) {
        return CL_MATCH_LIMIT;
    }
    return len < CL_MATCH_WORK / CL_MATCH_LIMIT_LONG ? (uint32_t)(CL_MATCH_WORK / len)
                                                     : CL_MATCH_LIMIT_LONG;
}

static int match_with(const pcre2_code *code, cl_matcher *matcher, cl_span subject, size_t start)
{
    return pcre2_match(code, subject.data, subject.len, start, PCRE2_NO_UTF_CHECK, matcher->data,
                       matcher->context);
}

static uint64_t worked(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* What compiling takes is told apart: it is done once, not for this text alone. */
static pcre2_code *timed(cl_matcher *matcher, cl_pattern *pattern, pcre2_code *code)
{
    uint64_t begun = worked();
    pcre2_code *made = code == NULL ? code_of(pattern) : fast_of(pattern, code);
    matcher->compiling += worked() - begun;
    return made;
}

uint64_t cl_matcher_compiling(cl_matcher *matcher)
{
    uint64_t spent = matcher->compiling;
    matcher->compiling = 0;
    return spent;
}

/* Whether a limit is hit must not depend on how often the pattern was tried before: JIT, which
 * needs less of everything for the same match, has the last word. Without it a step takes ten times
 * as long, so that fewer are allowed. */
static int match(cl_pattern *pattern, pcre2_code *code, cl_matcher *matcher, cl_span subject,
                 size_t start)
{
    if (!has_earned(pattern)) {
        (void)pcre2_set_match_limit(matcher->context, CL_MATCH_LIMIT_PLAIN);
        int matched = match_with(code, matcher, subject, start);
        if (matched >= 0 || matched == PCRE2_ERROR_NOMATCH) {
            return matched;
        }
    }
    pcre2_code *fast = atomic_load_explicit(&pattern->fast, memory_order_acquire);
    fast = fast == NULL ? timed(matcher, pattern, code) : fast;
    (void)pcre2_set_match_limit(matcher->context, match_limit(subject.len));
    return match_with(fast, matcher, subject, start);
}

cl_status cl_pattern_match(cl_pattern *pattern, cl_matcher *matcher, cl_span subject,
                           cl_group where, cl_group groups[CL_GROUPS_MAX])
{
    groups[0] = (cl_group){SIZE_MAX, SIZE_MAX};
    if (subject.len == 0 || where.start > subject.len || where.start >= where.end) {
        return CL_OK;
    }
    pcre2_code *code = atomic_load_explicit(&pattern->code, memory_order_acquire);
    code = code == NULL ? timed(matcher, pattern, NULL) : code;
    if (code == NULL) {
        return CL_UNREADABLE;
    }
    size_t last = where.end - 1 < subject.len ? where.end - 1 : subject.len;
    (void)pcre2_set_offset_limit(matcher->context, last);
    int matched = match(pattern, code, matcher, subject, where.start);
    if (matched == PCRE2_ERROR_NOMATCH) {
        return CL_OK;
    }
    if (matched == PCRE2_ERROR_NOMEMORY) {
        return CL_NO_MEMORY;
    }
    if (matched < 0) {
        return CL_LIMIT; /* match, depth, heap or JIT stack limit: nothing is known */
    }
    const PCRE2_SIZE *spans = pcre2_get_ovector_pointer(matcher->data);
    uint32_t spans_count = pcre2_get_ovector_count(matcher->data);
    for (size_t i = 0; i < CL_GROUPS_MAX; i++) {
        groups[i] = group_of(spans, matched == 0 ? spans_count : (uint32_t)matched, i);
    }
    join_same_names(code, groups);
    return CL_OK;
}
