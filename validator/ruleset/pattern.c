#define PCRE2_CODE_UNIT_WIDTH 8

#include "ruleset/pattern.h"

#include <pcre2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/limits.h"

struct cl_pattern {
    pcre2_code *code;
    pthread_mutex_t lock; /* of the first match, which compiles for JIT */
    atomic_bool ready;
    uint32_t name_count;
    uint32_t name_size;
    PCRE2_SPTR names;
};

struct cl_matcher {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
};

static cl_status explain(int code, cl_error *error)
{
    PCRE2_UCHAR text[256];
    if (pcre2_get_error_message(code, text, sizeof text) < 0) {
        text[0] = '\0';
    }
    return cl_error_set(error, CL_BAD_RULES, "%s", (const char *)text);
}

cl_status cl_pattern_compile(cl_span text, cl_pattern **out, size_t *at, cl_error *error)
{
    const uint32_t options =
        PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C;
    int code = 0;
    PCRE2_SIZE offset = 0;
    *at = 0;
    cl_pattern *pattern = calloc(1, sizeof *pattern);
    if (pattern == NULL) {
        return cl_error_set(error, CL_NO_MEMORY, "no memory for a pattern");
    }
    pattern->code = pcre2_compile(text.data, text.len, options, &code, &offset, NULL);
    if (pattern->code == NULL) {
        *at = offset;
        free(pattern);
        return explain(code, error);
    }
    if (pthread_mutex_init(&pattern->lock, NULL) != 0) {
        pcre2_code_free(pattern->code);
        free(pattern);
        return cl_error_set(error, CL_NO_MEMORY, "no memory for a pattern");
    }
    (void)pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMECOUNT, &pattern->name_count);
    (void)pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMEENTRYSIZE, &pattern->name_size);
    (void)pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMETABLE, &pattern->names);
    *out = pattern;
    return CL_OK;
}

void cl_pattern_free(cl_pattern *pattern)
{
    if (pattern != NULL) {
        (void)pthread_mutex_destroy(&pattern->lock);
        pcre2_code_free(pattern->code);
        free(pattern);
    }
}

/* Most patterns never meet a text that they can match in: JIT is for those that do. Without it the
 * same matches are found, more slowly. */
static void make_ready(cl_pattern *pattern)
{
    if (atomic_load_explicit(&pattern->ready, memory_order_acquire)) {
        return;
    }
    (void)pthread_mutex_lock(&pattern->lock);
    if (!atomic_load_explicit(&pattern->ready, memory_order_relaxed)) {
        (void)pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
        atomic_store_explicit(&pattern->ready, true, memory_order_release);
    }
    (void)pthread_mutex_unlock(&pattern->lock);
}

/* One entry of PCRE2's name table: the group's number in two bytes, then its name. */
static cl_span name_entry(const cl_pattern *pattern, uint32_t i, unsigned *number)
{
    cl_span table = {pattern->names, (size_t)pattern->name_count * pattern->name_size};
    cl_span entry = cl_span_sub(table, (size_t)i * pattern->name_size, pattern->name_size);
    *number = (unsigned)entry.data[0] << 8 | entry.data[1];
    cl_span name = cl_span_from(entry, 2);
    return cl_span_sub(name, 0, cl_span_find_byte(name, '\0'));
}

unsigned cl_pattern_group(const cl_pattern *pattern, cl_span name)
{
    unsigned lowest = 0;
    for (uint32_t i = 0; i < pattern->name_count; i++) {
        unsigned number;
        if (cl_span_equal(name_entry(pattern, i, &number), name) &&
            (lowest == 0 || number < lowest)) {
            lowest = number;
        }
    }
    return lowest;
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
static void join_same_names(const cl_pattern *pattern, cl_group groups[CL_GROUPS_MAX])
{
    for (uint32_t i = 0; i < pattern->name_count; i++) {
        unsigned number;
        unsigned first = cl_pattern_group(pattern, name_entry(pattern, i, &number));
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

cl_status cl_pattern_match(cl_pattern *pattern, cl_matcher *matcher, cl_span subject, size_t start,
                           cl_group groups[CL_GROUPS_MAX])
{
    groups[0] = (cl_group){SIZE_MAX, SIZE_MAX};
    if (subject.len == 0 || start > subject.len) {
        return CL_OK;
    }
    make_ready(pattern);
    (void)pcre2_set_match_limit(matcher->context, match_limit(subject.len));
    int matched = pcre2_match(pattern->code, subject.data, subject.len, start, PCRE2_NO_UTF_CHECK,
                              matcher->data, matcher->context);
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
    join_same_names(pattern, groups);
    return CL_OK;
}
