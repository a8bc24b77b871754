#include "caption/note.h"

enum {
    NEARLY_ALL = 8, /* of ten words: a headline that begins like a note stays below */
    MANY = 4        /* fewer of ten, and no credit beside them makes it a note */
};

bool cl_note_possible(const cl_field *field)
{
    return cl_field_class_of(field->name) == CL_CLASS_PROSE &&
           field->value.len <= CL_NOTE_BYTES_MAX;
}

static size_t words_read(const cl_view *view, const cl_array *matches)
{
    size_t count = 0;
    for (size_t i = 0; i < matches->count; i++) {
        const cl_match *match = CL_ARRAY_AT(matches, const cl_match, i);
        count += cl_view_words(view, match->start, match->end);
    }
    return count;
}

/* What the credits beside the matches hold: MANDATORY CREDIT, a sign-off. */
static cl_status words_of_credits(const cl_subject *subject, cl_matcher *matcher,
                                  const cl_folded *folded, const cl_array *matches, size_t *out)
{
    cl_arena *arena = subject->record->arena;
    cl_subject credits = *subject;
    const cl_possible *possible;
    cl_array found = {0};
    cl_mask mask;
    cl_view view;
    CL_TRY(cl_mask_new(arena, folded, &mask));
    for (size_t i = 0; i < matches->count; i++) {
        const cl_match *match = CL_ARRAY_AT(matches, const cl_match, i);
        cl_mask_add(&mask, subject->view, match->start, match->end);
    }
    CL_TRY(cl_view_of_credits(arena, subject->rules, &mask, &view));
    credits.view = &view;
    CL_TRY(cl_match_look(&credits, CL_STAGE_CREDIT, &possible));
    CL_TRY(cl_match_stage(&credits, possible, matcher, &found));
    *out = words_read(&view, &found);
    return CL_OK;
}

static bool has_capital(cl_span text)
{
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        if (cl_is_upper(code)) {
            return true;
        }
    }
    return false;
}

/* Small letters that speak of nothing but media are rather a sentence: "no internet, no radio". */
static bool is_talk(const cl_view *view)
{
    if (has_capital(view->text)) {
        return false;
    }
    for (size_t i = 0; i < view->marks.count; i++) {
        const cl_mark *mark = CL_ARRAY_AT(&view->marks, const cl_mark, i);
        if (mark->name == NULL || !cl_span_equal(mark->name->kind, CL_SPAN("media"))) {
            return false;
        }
    }
    return true;
}

cl_status cl_note_is(const cl_subject *subject, cl_matcher *matcher, const cl_folded *folded,
                     const cl_array *matches, bool *out)
{
    size_t read = words_read(subject->view, matches);
    if (read == 0 || is_talk(subject->view)) {
        *out = false;
        return CL_OK;
    }
    size_t all = cl_view_words(subject->view, 0, subject->view->text.len);
    *out = read * 10 >= all * NEARLY_ALL;
    if (*out || read * 10 < all * MANY) {
        return CL_OK;
    }
    size_t credits = 0;
    CL_TRY(words_of_credits(subject, matcher, folded, matches, &credits));
    *out = (read + credits) * 10 >= all * NEARLY_ALL;
    return CL_OK;
}
