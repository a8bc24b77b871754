/* What makes a rule slow without being wrong: `rules test` says so, nothing else does. */
#include "captionlint_handle.h"

#include "base/text.h"
#include "ruleset/literals.h"
#include "ruleset/repeats.h"

static void begin_warning(cl_out *out, const cl_phrase *phrase)
{
    cl_out_place(out, phrase->file, phrase->line);
    cl_out_format(out, ": %.*s: warning: ", CL_SPAN_PRINT(phrase->id));
}

/* A piece of a pattern as PCRE2 reads it; a long one from its beginning. */
static void put_piece(cl_out *out, cl_span piece)
{
    enum {
        SHOWN = 60
    };
    cl_out_byte(out, '"');
    cl_out_printable(out, cl_span_sub(piece, 0, cl_utf8_index(piece, SHOWN)));
    cl_out_text(out, cl_utf8_count(piece) > SHOWN ? "…\"" : "\"");
}

static void put_pair(cl_out *out, const cl_repeats *pair)
{
    bool nested = pair->kind == CL_REPEATS_NESTED;
    put_piece(out, pair->first);
    cl_out_text(out, nested ? " is repeated inside " : " and behind it ");
    put_piece(out, pair->second);
    cl_out_text(out, nested ? ", and nothing tells its turns apart; write it with ++ or (?>…), so "
                              "that it gives nothing back"
                            : " take the same characters; write the first with ++ or (?>…), or "
                              "bound both: {0,40}");
}

static cl_status warn_of_repeats(cl_arena *arena, const cl_phrase *phrase, cl_out *out,
                                 size_t *count)
{
    cl_array found = {0};
    cl_span pattern;
    CL_TRY(cl_pattern_text(phrase->pattern, arena, &pattern));
    CL_TRY(cl_repeats_of(arena, pattern, &found));
    if (found.count == 0) {
        return CL_OK;
    }
    begin_warning(out, phrase);
    put_pair(out, CL_ARRAY_AT(&found, const cl_repeats, 0));
    if (found.count > 1) {
        cl_out_format(out, "; %zu more such pairs stand there", found.count - 1);
    }
    cl_out_byte(out, '\n');
    (*count)++;
    return CL_OK;
}

/* Terms are a few characters long: that all phrases are tried on them costs nothing. */
static bool is_of_terms(const cl_phrase *phrase)
{
    for (size_t i = 0; i < CL_FIELD_NAME_COUNT; i++) {
        if (phrase->fields[i] && cl_field_class_of((cl_field_name)i) != CL_CLASS_TERM) {
            return false;
        }
    }
    return phrase->named_fields;
}

static cl_status warn_of_no_word(cl_arena *arena, const cl_phrase *phrase, cl_out *out,
                                 size_t *count)
{
    cl_span pattern;
    const cl_node *tree;
    cl_words words[CL_LITERAL_SETS] = {{0}};
    CL_TRY(cl_pattern_text(phrase->pattern, arena, &pattern));
    CL_TRY(cl_syntax_read(arena, pattern, &tree));
    if (tree != NULL) {
        CL_TRY(cl_literals_of(arena, tree, words));
    }
    if (words[0].count > 0 || is_of_terms(phrase)) {
        return CL_OK;
    }
    begin_warning(out, phrase);
    cl_out_text(out, "no word or mark must stand in what it matches, so that it is tried on every "
                     "text; give each of its branches one\n");
    (*count)++;
    return CL_OK;
}

cl_status captionlint_warn_of_phrase(const cl_phrase *phrase, cl_out *out, size_t *count)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX);
    if (arena == NULL) {
        return CL_NO_MEMORY;
    }
    cl_status status = warn_of_repeats(arena, phrase, out, count);
    if (status == CL_OK) {
        status = warn_of_no_word(arena, phrase, out, count);
    }
    cl_arena_free(arena);
    return status;
}
