#include "caption/view.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "caption/codes.h"

/* A view being built from a folded text. */
typedef struct build {
    cl_arena *arena;
    const cl_folded *folded;
    const cl_gazetteer *names; /* NULL: none are marked */
    const cl_ruleset *rules;   /* of the codes; NULL: they are not marked */
    const cl_gazetteer *times; /* NULL: times are not marked */
    const uint8_t *masked;     /* NULL: nothing is */
    cl_view *view;
    uint8_t *text; /* of the view; NULL: it is the folded one so far */
    size_t len;
    size_t copied; /* bytes of the folded text that stand in the view */
    size_t next_masked;
} build;

/* What stands at one position: `code` in place of `len` bytes. */
typedef struct hit {
    uint32_t code;
    size_t len;
    const cl_name *name;
    cl_time_found time;
} hit;

cl_original cl_view_original(const cl_view *view, size_t start, size_t end)
{
    size_t first = cl_runs_of(&view->runs, start).from;
    size_t last = cl_runs_of(&view->runs, end - 1).to - 1;
    return cl_folded_original(view->folded, first, last);
}

static bool is_word(uint32_t code)
{
    return cl_is_word(code) || (code >= CL_MARK_FIRST && code <= CL_MARK_LAST);
}

/* The words of a text in which each character stands for one of the original. */
static size_t count_words(cl_span text)
{
    size_t count = 0;
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        count += is_word(code);
    }
    return count;
}

/* Up to where the view's bytes from `at` on are those of the original. */
static size_t same_until(const cl_view *view, size_t at)
{
    size_t until = cl_runs_copied_until(&view->runs, at, view->text.len);
    if (until == at) {
        return at;
    }
    size_t from = cl_runs_of(&view->runs, at).from;
    size_t folded = cl_runs_copied_until(&view->folded->runs, from, view->folded->text.len);
    return folded - from < until - at ? at + (folded - from) : until;
}

size_t cl_view_words(const cl_view *view, size_t start, size_t end)
{
    size_t count = 0;
    uint32_t code;
    for (size_t at = start, next = start; at < end; at = next) {
        size_t same = same_until(view, at);
        if (same > at) {
            next = same < end ? same : end;
            count += count_words(cl_span_sub(view->text, at, next - at));
        } else if (cl_utf8_next(view->text, &next, &code) && is_word(code)) {
            cl_original original = cl_view_original(view, at, next);
            count += original.end - original.start;
        }
    }
    return count;
}

cl_status cl_mask_new(cl_arena *arena, const cl_folded *folded, cl_mask *out)
{
    *out = (cl_mask){.folded = folded};
    out->read = cl_arena_alloc(arena, folded->text.len, 1);
    return out->read == NULL ? cl_arena_status(arena) : CL_OK;
}

/* One character of the original may stand as two, of which a match took one. */
void cl_mask_add(cl_mask *mask, const cl_view *view, size_t start, size_t end)
{
    const cl_runs *original = &mask->folded->runs;
    size_t from = cl_runs_of(&view->runs, start).from;
    size_t to = cl_runs_of(&view->runs, end - 1).to;
    size_t first = cl_runs_of(original, from).from;
    size_t last = cl_runs_of(original, to - 1).to;
    while (from > 0 && cl_runs_of(original, from - 1).to > first) {
        from--;
    }
    while (to < mask->folded->text.len && cl_runs_of(original, to).from < last) {
        to++;
    }
    memset(mask->read + from, 1, to - from);
    mask->any = true;
}

void cl_mask_join(cl_mask *mask, const cl_mask *other)
{
    for (size_t i = 0; other->any && i < mask->folded->text.len; i++) {
        mask->read[i] |= other->read[i];
    }
    mask->any = mask->any || other->any;
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

static const cl_name *find_name(const build *work, const cl_gazetteer_key *key, size_t at,
                                size_t *len)
{
    const cl_name *name = cl_gazetteer_may(work->names, key)
                              ? cl_gazetteer_find(work->names, work->folded->text, at, len)
                              : NULL;
    return name == NULL && work->rules != NULL ? cl_code_find(work->rules, work->folded, at, len)
                                               : name;
}

static bool find_time(const build *work, const cl_gazetteer_key *key, size_t at, cl_time_found *out)
{
    cl_span text = work->folded->text;
    return work->times != NULL && cl_dates_may(work->times, key, text, at) &&
           cl_dates_find(work->times, text, at, out);
}

static bool find(const build *work, size_t at, hit *out)
{
    cl_span text = work->folded->text;
    cl_gazetteer_key key = cl_gazetteer_key_at(text, at);
    size_t len = 0;
    const cl_name *name = find_name(work, &key, at, &len);
    cl_time_found time;
    bool timed = find_time(work, &key, at, &time);
    if (timed && (name == NULL || time.len > len)) {
        *out = (hit){.code = time_mark(time.kind), .len = time.len, .time = time};
        return true;
    }
    if (name != NULL) {
        bool caps = is_caps(cl_span_sub(text, at, len));
        *out = (hit){.code = caps ? name->mark_caps : name->mark, .len = len, .name = name};
    }
    return name != NULL;
}

/* Brings the folded text before byte `at` into the view. A mark takes three bytes and may stand for
 * one. */
static cl_status catch_up(build *work, size_t at)
{
    cl_span text = work->folded->text;
    if (work->text == NULL) {
        work->text = cl_arena_take(work->arena, text.len, CL_MARK_BYTES);
    }
    if (work->text == NULL) {
        return cl_arena_status(work->arena);
    }
    if (at > work->copied) {
        CL_TRY(cl_runs_copied(&work->view->runs, work->arena, work->len, work->copied));
        memcpy(work->text + work->len, text.data + work->copied, at - work->copied);
        work->len += at - work->copied;
        work->copied = at;
    }
    return CL_OK;
}

/* `code`, a mark, in place of `len` bytes at `at`. */
static cl_status put(build *work, uint32_t code, size_t at, size_t len)
{
    CL_TRY(catch_up(work, at));
    CL_TRY(cl_runs_replaced(&work->view->runs, work->arena, work->len, at, len));
    work->len += cl_utf8_put(code, work->text + work->len);
    work->copied = at + len;
    return CL_OK;
}

static cl_status put_hit(build *work, const hit *found, size_t at)
{
    cl_mark *mark = cl_array_add(&work->view->marks, work->arena, sizeof *mark, CL_MARKS_MAX);
    if (mark == NULL) {
        return CL_LIMIT;
    }
    CL_TRY(put(work, found->code, at, found->len));
    *mark = (cl_mark){work->len - CL_MARK_BYTES, found->name, found->time};
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

static bool is_ascii_word(uint8_t byte)
{
    return byte < 0x80 && cl_is_word(byte);
}

/* Whether a name may begin with this byte, which is no ASCII letter. */
static bool is_sign(const build *work, uint8_t byte)
{
    return byte < 0x80 ? cl_gazetteer_begins(work->names, byte) : (byte & 0xC0) != 0x80;
}

/* The next masked byte from `at` on. */
static size_t next_masked(build *work, size_t at)
{
    size_t len = work->folded->text.len;
    if (work->masked == NULL) {
        return len;
    }
    if (work->next_masked < at || at == 0) {
        const uint8_t *found = memchr(work->masked + at, 1, len - at);
        work->next_masked = found == NULL ? len : (size_t)(found - work->masked);
    }
    return work->next_masked;
}

/* Past the word that byte `at` stands in, but not past `end`. */
static size_t past_word(cl_span text, size_t at, size_t end)
{
    while (at < end && is_ascii_word(text.data[at])) {
        at++;
    }
    return at;
}

/* The next place from `at` on where masked text begins or a name or a time may: not inside a word
 * of ASCII letters, and at a sign only if a name begins with it. */
static size_t next_place(build *work, size_t at)
{
    cl_span text = work->folded->text;
    size_t end = next_masked(work, at);
    if (work->names == NULL) {
        return end;
    }
    if (at > 0 && is_ascii_word(text.data[at - 1])) {
        at = past_word(text, at, end);
    }
    while (at < end && !is_ascii_word(text.data[at]) && !is_sign(work, text.data[at])) {
        at++;
    }
    return at;
}

static cl_status fill(build *work)
{
    cl_span text = work->folded->text;
    uint32_t ignored;
    for (size_t at = next_place(work, 0); at < text.len; at = next_place(work, at)) {
        hit found;
        size_t masked = masked_run(work, at);
        if (masked > 0) {
            CL_TRY(put(work, CL_MARK_MASKED, at, masked));
            at += masked;
        } else if (find(work, at, &found) && !any_masked(work, at, found.len)) {
            CL_TRY(put_hit(work, &found, at));
            at += found.len;
        } else {
            (void)cl_utf8_next(text, &at, &ignored);
        }
    }
    return work->text == NULL ? CL_OK : catch_up(work, text.len);
}

static cl_status build_view(build *work, cl_view *out)
{
    *out = (cl_view){.folded = work->folded};
    work->view = out;
    CL_TRY(fill(work));
    out->text = work->text == NULL ? work->folded->text : (cl_span){work->text, work->len};
    return CL_OK;
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
                  .masked = mask->any ? mask->read : NULL};
    return build_view(&work, out);
}

cl_status cl_view_of_rest(cl_arena *arena, const cl_mask *mask, cl_view *out)
{
    build work = {.arena = arena, .folded = mask->folded, .masked = mask->any ? mask->read : NULL};
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
