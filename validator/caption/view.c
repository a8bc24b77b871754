#include "caption/view.h"

#include "base/limits.h"
#include "base/text.h"
#include "caption/codes.h"

/* A view being built from a folded text. */
typedef struct build {
    cl_arena *arena;
    const cl_folded *folded;
    const cl_gazetteer *names;
    const cl_ruleset *rules;   /* of the codes; NULL: they are not marked */
    const cl_gazetteer *times; /* NULL: times are not marked */
    const uint8_t *masked;     /* NULL: nothing is */
    cl_view *view;
    size_t capacity;
} build;

/* What stands at one position: `code` in place of `len` bytes. */
typedef struct hit {
    uint32_t code;
    size_t len;
    const cl_name *name;
    cl_time_found time;
} hit;

cl_status cl_mask_new(cl_arena *arena, const cl_folded *folded, cl_mask *out)
{
    out->folded = folded;
    out->read = cl_arena_alloc(arena, folded->text.len, 1);
    return out->read == NULL ? cl_arena_status(arena) : CL_OK;
}

void cl_mask_add(cl_mask *mask, uint32_t start, uint32_t end)
{
    size_t low = 0;
    size_t high = mask->folded->text.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (mask->folded->end[middle] <= start) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    while (low < mask->folded->text.len && mask->folded->begin[low] < end) {
        mask->read[low++] = 1;
    }
}

void cl_mask_join(cl_mask *mask, const cl_mask *other)
{
    for (size_t i = 0; i < mask->folded->text.len; i++) {
        mask->read[i] |= other->read[i];
    }
}

/* Written in capitals: no lower-case letter and at least one capital. */
static bool is_caps(cl_span text)
{
    bool upper = false;
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        if (cl_is_lower(code)) {
            return false;
        }
        upper = upper || cl_is_upper(code);
    }
    return upper;
}

static uint32_t time_mark(cl_time_kind kind)
{
    switch (kind) {
    case CL_TIME_DATE:
        return CL_MARK_DATE;
    case CL_TIME_CLOCK:
        return CL_MARK_CLOCK;
    default:
        return CL_MARK_DURATION;
    }
}

static const cl_name *find_name(const build *work, size_t at, size_t *len)
{
    const cl_name *name =
        work->names == NULL ? NULL : cl_gazetteer_find(work->names, work->folded->text, at, len);
    return name == NULL && work->rules != NULL ? cl_code_find(work->rules, work->folded, at, len)
                                               : name;
}

static bool find(const build *work, size_t at, hit *out)
{
    cl_span text = work->folded->text;
    *out = (hit){0};
    size_t len = 0;
    const cl_name *name = find_name(work, at, &len);
    if (name != NULL) {
        bool caps = is_caps(cl_span_sub(text, at, len));
        *out = (hit){.code = caps ? name->mark_caps : name->mark, .len = len, .name = name};
    }
    cl_time_found time;
    if (work->times != NULL && cl_dates_find(work->times, text, at, &time) && time.len > out->len) {
        *out = (hit){.code = time_mark(time.kind), .len = time.len, .time = time};
    }
    return out->len > 0;
}

static void put(build *work, uint32_t code, size_t from, size_t len)
{
    uint8_t bytes[CL_UTF8_MAX];
    size_t count = cl_utf8_put(code, bytes);
    cl_view *view = work->view;
    if (len == 0 || count > work->capacity - view->text.len) {
        return; /* cannot be: a mark takes 3 bytes, the capacity counts them */
    }
    uint8_t *text = (uint8_t *)(uintptr_t)view->text.data;
    for (size_t i = 0; i < count; i++) {
        text[view->text.len] = bytes[i];
        view->begin[view->text.len] = work->folded->begin[from];
        view->end[view->text.len] = work->folded->end[from + len - 1];
        view->text.len++;
    }
}

static cl_status put_hit(build *work, const hit *found, size_t at)
{
    cl_mark *mark = cl_array_add(&work->view->marks, work->arena, sizeof *mark, CL_MARKS_MAX);
    if (mark == NULL) {
        return CL_LIMIT;
    }
    *mark = (cl_mark){work->view->text.len, found->name, found->time};
    put(work, found->code, at, found->len);
    return CL_OK;
}

/* The length of the run of read bytes at `at`. */
static size_t masked_run(const build *work, size_t at)
{
    size_t len = 0;
    while (work->masked != NULL && at + len < work->folded->text.len && work->masked[at + len]) {
        len++;
    }
    return len;
}

/* Whether any of the bytes was read before: a name must not reach into masked text. */
static bool any_masked(const build *work, size_t at, size_t len)
{
    for (size_t i = 0; work->masked != NULL && i < len; i++) {
        if (work->masked[at + i]) {
            return true;
        }
    }
    return false;
}

static cl_status fill(build *work)
{
    cl_span text = work->folded->text;
    size_t at = 0;
    while (at < text.len) {
        hit found;
        size_t masked = masked_run(work, at);
        if (masked > 0) {
            put(work, CL_MARK_MASKED, at, masked);
            at += masked;
        } else if (find(work, at, &found) && !any_masked(work, at, found.len)) {
            CL_TRY(put_hit(work, &found, at));
            at += found.len;
        } else {
            uint32_t code;
            size_t start = at;
            (void)cl_utf8_next(text, &at, &code);
            put(work, code, start, at - start);
        }
    }
    return CL_OK;
}

static cl_status build_view(build *work, cl_view *out)
{
    /* A mark takes three bytes and may stand for one. */
    *out = (cl_view){.original = &work->folded->original};
    work->view = out;
    work->capacity = work->folded->text.len * 3 + CL_UTF8_MAX;
    out->text.data = cl_arena_alloc(work->arena, work->capacity, 1);
    out->begin = cl_arena_alloc(work->arena, work->capacity, sizeof *out->begin);
    out->end = cl_arena_alloc(work->arena, work->capacity, sizeof *out->end);
    if (out->text.data == NULL || out->begin == NULL || out->end == NULL) {
        return cl_arena_status(work->arena);
    }
    return fill(work);
}

cl_status cl_view_of_names(cl_arena *arena, const cl_ruleset *rules, const cl_folded *folded,
                           cl_view *out)
{
    build work = {.arena = arena,
                  .folded = folded,
                  .names = cl_ruleset_gazetteer(rules),
                  .rules = rules,
                  .times = cl_ruleset_time_names(rules)};
    return build_view(&work, out);
}

cl_status cl_view_of_credits(cl_arena *arena, const cl_ruleset *rules, const cl_mask *mask,
                             cl_view *out)
{
    build work = {.arena = arena,
                  .folded = mask->folded,
                  .names = cl_ruleset_agency_names(rules),
                  .masked = mask->read};
    return build_view(&work, out);
}

cl_status cl_view_of_rest(cl_arena *arena, const cl_mask *mask, cl_view *out)
{
    build work = {.arena = arena, .folded = mask->folded, .masked = mask->read};
    return build_view(&work, out);
}

const cl_mark *cl_view_mark(const cl_view *view, size_t at, size_t end)
{
    size_t low = 0;
    size_t high = view->marks.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (CL_ARRAY_AT(&view->marks, const cl_mark, middle)->at < at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const cl_mark *mark =
        low < view->marks.count ? CL_ARRAY_AT(&view->marks, const cl_mark, low) : NULL;
    return mark != NULL && mark->at < end ? mark : NULL;
}
