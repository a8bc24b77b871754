#include "patterns.h"

#include <stdlib.h>

#include "base/limits.h"
#include "bench.h"
#include "ruleset/pattern.h"

/* --- the text --- */

void naive_text_of(cl_arena *arena, const cl_ruleset *rules, cl_span value, naive_text *out)
{
    cl_folded folded;
    cl_mask mask;
    cl_view views[CL_STAGE_COUNT];
    bench_must(cl_fold(arena, value, &folded), "folding");
    bench_must(cl_mask_new(arena, &folded, &mask), "a mask");
    bench_must(cl_view_of_names(arena, rules, &folded, &views[CL_STAGE_RESTRICTION]), "names");
    bench_must(cl_view_of_credits(arena, rules, &mask, &views[CL_STAGE_CREDIT]), "credits");
    bench_must(cl_view_of_rest(arena, &mask, &views[CL_STAGE_UNREAD]), "the rest");
    for (size_t i = 0; i < CL_STAGE_COUNT; i++) {
        bench_must(cl_arena_copy(arena, views[i].text, &out->views[i]), "a view");
    }
}

/* --- trying them all --- */

typedef struct trial {
    pcre2_code *code;
    cl_stage stage;
} trial;

struct naive {
    trial *trials;
    size_t count;
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
};

/* The limits of our own matching, so that no pattern runs away. */
static void make_context(naive *engine)
{
    engine->data = pcre2_match_data_create(CL_GROUPS_MAX, NULL);
    engine->context = pcre2_match_context_create(NULL);
    engine->stack = pcre2_jit_stack_create(CL_JIT_STACK_START, CL_JIT_STACK_MAX, NULL);
    if (engine->data == NULL || engine->context == NULL || engine->stack == NULL) {
        bench_must(CL_NO_MEMORY, "a matcher");
    }
    (void)pcre2_set_match_limit(engine->context, CL_MATCH_LIMIT);
    (void)pcre2_set_depth_limit(engine->context, CL_DEPTH_LIMIT);
    (void)pcre2_set_heap_limit(engine->context, CL_HEAP_LIMIT_KIB);
    pcre2_jit_stack_assign(engine->context, NULL, engine->stack);
}

naive *naive_new(const cl_ruleset *rules, bool jit)
{
    const uint32_t options =
        PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C;
    naive *engine = calloc(1, sizeof *engine);
    size_t count = cl_ruleset_phrase_count(rules);
    trial *trials = calloc(count + 1, sizeof *trials);
    cl_arena *arena = bench_arena();
    bench_must(engine == NULL || trials == NULL ? CL_NO_MEMORY : CL_OK, "patterns");
    for (size_t i = 0; i < count; i++) {
        const cl_phrase *phrase = cl_ruleset_phrase(rules, i);
        cl_span text;
        int code = 0;
        PCRE2_SIZE at = 0;
        bench_must(cl_pattern_text(phrase->pattern, arena, &text), "a pattern");
        trials[i].stage = phrase->stage;
        trials[i].code = pcre2_compile(text.data, text.len, options, &code, &at, NULL);
        bench_must(trials[i].code == NULL ? CL_BAD_RULES : CL_OK, "a pattern");
        if (jit) {
            (void)pcre2_jit_compile(trials[i].code, PCRE2_JIT_COMPLETE);
        }
    }
    cl_arena_free(arena);
    engine->trials = trials;
    engine->count = count;
    make_context(engine);
    return engine;
}

static size_t count_matches(const naive *engine, const trial *one, cl_span text)
{
    size_t found = 0;
    for (size_t at = 0; at <= text.len;) {
        if (pcre2_match(one->code, text.data, text.len, at, PCRE2_NO_UTF_CHECK, engine->data,
                        engine->context) <= 0) {
            break;
        }
        const PCRE2_SIZE *span = pcre2_get_ovector_pointer(engine->data);
        found++;
        if (span[1] <= at) {
            break; /* an empty match says nothing */
        }
        at = span[1];
    }
    return found;
}

size_t naive_read(naive *engine, const naive_text *text)
{
    size_t found = 0;
    for (size_t i = 0; i < engine->count; i++) {
        const trial *one = &engine->trials[i];
        found += count_matches(engine, one, text->views[one->stage]);
    }
    return found;
}

void naive_free(naive *engine)
{
    if (engine == NULL) {
        return;
    }
    for (size_t i = 0; i < engine->count; i++) {
        pcre2_code_free(engine->trials[i].code);
    }
    pcre2_match_data_free(engine->data);
    pcre2_match_context_free(engine->context);
    pcre2_jit_stack_free(engine->stack);
    free(engine->trials);
    free(engine);
}
