#include "base/limits.h"
#include "base/out.h"
#include "ruleset/loading.h"

/* A pattern being expanded. */
typedef struct expansion {
    const cl_ruleset *rules;
    const cl_array *local;
    const cl_yaml *pattern; /* for messages */
    cl_out out;
    cl_error *error;
} expansion;

static cl_status expand_text(expansion *work, cl_span text, unsigned depth, size_t *at);

static bool is_letter(uint8_t byte)
{
    return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

const cl_fragment *cl_fragment_in(const cl_array *fragments, cl_span name)
{
    for (size_t i = 0; fragments != NULL && i < fragments->count; i++) {
        const cl_fragment *fragment = CL_ARRAY_AT(fragments, const cl_fragment, i);
        if (cl_span_equal(fragment->name, name)) {
            return fragment;
        }
    }
    return NULL;
}

static bool put_fixed_mark(cl_out *out, cl_span name)
{
    static const struct {
        const char *name;
        unsigned first;
        unsigned last;
    } marks[] = {
        {"territory", CL_MARK_TERRITORY, CL_MARK_TERRITORY_CAPS},
        {"TERRITORY", CL_MARK_TERRITORY_CAPS, CL_MARK_TERRITORY_CAPS},
        {"adjective", CL_MARK_ADJECTIVE, CL_MARK_ADJECTIVE_CAPS},
        {"ADJECTIVE", CL_MARK_ADJECTIVE_CAPS, CL_MARK_ADJECTIVE_CAPS},
        {"date", CL_MARK_DATE, CL_MARK_DATE},
        {"clock", CL_MARK_CLOCK, CL_MARK_CLOCK},
        {"duration", CL_MARK_DURATION, CL_MARK_DURATION},
        {"agency", CL_MARK_AGENCY, CL_MARK_AGENCY_LAST},
        {"masked", CL_MARK_MASKED, CL_MARK_MASKED},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (cl_span_equal(name, cl_span_of(marks[i].name))) {
            /* Case-sensitive: else PCRE2 looks for the other case of each character of the range.
             */
            cl_out_format(out, "(?-i:[\\x{%X}-\\x{%X}])", marks[i].first, marks[i].last);
            return true;
        }
    }
    return false;
}

static bool put_vocabulary(expansion *work, cl_span name, cl_span value)
{
    const cl_vocabulary *vocabulary = cl_vocabulary_of(work->rules, name);
    if (vocabulary == NULL) {
        return false;
    }
    bool any = false;
    cl_out_byte(&work->out, '[');
    for (size_t i = 0; i < vocabulary->values.count; i++) {
        if (value.len == 0 || cl_span_equal(value, vocabulary->values.items[i])) {
            cl_out_format(&work->out, "\\x{%X}",
                          (unsigned)*CL_ARRAY_AT(&vocabulary->marks, const uint32_t, i));
            any = true;
        }
    }
    cl_out_byte(&work->out, ']');
    return any;
}

static bool put_agency(expansion *work, cl_span name, cl_span value)
{
    if (!cl_span_equal(name, CL_SPAN("agency"))) {
        return false;
    }
    const cl_agency *agency = cl_ruleset_agency_of(work->rules, value);
    if (agency == NULL) {
        return false;
    }
    cl_out_format(&work->out, "\\x{%X}", (unsigned)agency->mark);
    return true;
}

static cl_status expand_name(expansion *work, cl_span inside, unsigned depth)
{
    size_t colon = cl_span_find_byte(inside, ':');
    cl_span name = cl_span_sub(inside, 0, colon);
    cl_span value = cl_span_from(inside, colon + 1);
    const cl_fragment *fragment = cl_fragment_in(work->local, name);
    fragment = fragment == NULL ? cl_fragment_in(&work->rules->fragments, name) : fragment;
    if (fragment != NULL && value.len == 0) {
        if (depth >= CL_FRAGMENT_DEPTH_MAX) {
            return cl_yaml_error(work->pattern, work->error,
                                 "fragment {%.*s} is nested too deeply or holds itself; "
                                 "write it without itself",
                                 CL_SPAN_PRINT(name));
        }
        cl_out_text(&work->out, "(?:");
        CL_TRY(expand_text(work, fragment->pattern, depth + 1, NULL));
        cl_out_byte(&work->out, ')');
        return CL_OK;
    }
    if ((value.len == 0 && put_fixed_mark(&work->out, name)) || put_agency(work, name, value) ||
        put_vocabulary(work, name, value)) {
        return CL_OK;
    }
    return cl_yaml_error(work->pattern, work->error,
                         "{%.*s} is no mark, fragment or value; see rules/README.md for the marks",
                         CL_SPAN_PRINT(inside));
}

/* The length of an escape, with the braces of \x{…}, \p{…} and their kin. */
static size_t escape_length(cl_span text)
{
    static const cl_span braced = {(const uint8_t *)"pPxogkN", 7};
    bool braces =
        text.len > 2 && text.data[2] == '{' && cl_span_find_byte(braced, text.data[1]) < braced.len;
    if (!braces) {
        return text.len < 2 ? text.len : 2;
    }
    size_t close = cl_span_find_byte(text, '}');
    return close < text.len ? close + 1 : text.len;
}

/* The length of a character class, to its closing bracket. */
static size_t class_length(cl_span text)
{
    size_t i = 1;
    i += i < text.len && text.data[i] == '^';
    i += i < text.len && text.data[i] == ']';
    while (i < text.len && text.data[i] != ']') {
        if (text.data[i] == '\\') {
            i += escape_length(cl_span_from(text, i));
        } else if (cl_span_starts(cl_span_from(text, i), CL_SPAN("[:"))) {
            size_t end = cl_span_find(cl_span_from(text, i), CL_SPAN(":]"));
            i += end + 2;
        } else {
            i++;
        }
    }
    return i < text.len ? i + 1 : text.len;
}

/* "{name" or "{name:value": not a quantifier. */
static size_t name_length(cl_span text)
{
    if (text.len < 3 || !is_letter(text.data[1])) {
        return 0;
    }
    size_t close = cl_span_find_byte(text, '}');
    return close < text.len ? close + 1 : 0;
}

/* How many bytes at the beginning stand for themselves. */
static size_t plain_length(cl_span text)
{
    size_t len = 0;
    while (len < text.len && text.data[len] != '\\' && text.data[len] != '[' &&
           text.data[len] != '{' && text.data[len] != ' ') {
        len++;
    }
    return len;
}

/* A name, an escape, a class, a space or a brace. */
static cl_status expand_piece(expansion *work, cl_span rest, unsigned depth, size_t *used)
{
    uint8_t byte = rest.data[0];
    size_t name = byte == '{' ? name_length(rest) : 0;
    *used = byte == '\\' ? escape_length(rest) : byte == '[' ? class_length(rest) : 1;
    if (name > 0) {
        *used = name;
        return expand_name(work, cl_span_sub(rest, 1, name - 2), depth);
    }
    if (byte == ' ') {
        cl_out_text(&work->out, "\\s");
        return CL_OK;
    }
    cl_out_put(&work->out, cl_span_sub(rest, 0, *used));
    return CL_OK;
}

static cl_status check_length(const expansion *work)
{
    return work->out.len <= CL_PATTERN_BYTES_MAX
               ? CL_OK
               : cl_yaml_error(work->pattern, work->error,
                               "the pattern is longer than %u bytes with its fragments; "
                               "write it shorter",
                               CL_PATTERN_BYTES_MAX);
}

/* `at`, where wanted, gets for each byte of `text` the length of the result before it. */
static cl_status expand_text(expansion *work, cl_span text, unsigned depth, size_t *at)
{
    for (size_t i = 0; i < text.len;) {
        size_t before = work->out.len;
        size_t plain = plain_length(cl_span_from(text, i));
        size_t used = plain;
        if (plain > 0) {
            cl_out_put(&work->out, cl_span_sub(text, i, plain));
        } else {
            CL_TRY(expand_piece(work, cl_span_from(text, i), depth, &used));
        }
        CL_TRY(check_length(work));
        for (size_t k = 0; at != NULL && k < used && i + k < text.len; k++) {
            at[i + k] = before + (plain > 0 ? k : 0);
        }
        i += used;
    }
    return CL_OK;
}

cl_status cl_expand(const cl_expander *with, const cl_yaml *pattern, cl_expanded *out)
{
    expansion work = {
        .rules = with->rules, .local = with->local, .pattern = pattern, .error = with->error};
    size_t *at = cl_arena_alloc(with->arena, pattern->text.len + 1, sizeof *at);
    if (at == NULL) {
        return cl_arena_status(with->arena);
    }
    cl_status status = expand_text(&work, pattern->text, 0, at);
    if (status == CL_OK && work.out.failed) {
        status = cl_error_set(with->error, CL_NO_MEMORY, "no memory for a pattern");
    }
    if (status == CL_OK) {
        out->at = at;
        status = cl_arena_copy(with->arena, cl_out_span(&work.out), &out->text);
    }
    cl_out_free(&work.out);
    return status;
}

/* The next run of literal letters of an expanded pattern; false at its end. Escapes, classes, group
 * names and options are no literals. */
static bool next_word(cl_span text, size_t *i, cl_span *word)
{
    while (*i < text.len) {
        cl_span rest = cl_span_from(text, *i);
        uint8_t byte = rest.data[0];
        if (byte == '\\') {
            *i += escape_length(rest);
        } else if (byte == '[') {
            *i += class_length(rest);
        } else if (cl_span_starts(rest, CL_SPAN("(?"))) {
            *i += 2;
            while (*i < text.len &&
                   (is_letter(text.data[*i]) || text.data[*i] == '<' || text.data[*i] == '-' ||
                    text.data[*i] == '_' || text.data[*i] == '\'')) {
                (*i)++;
            }
        } else if (is_letter(byte)) {
            size_t start = *i;
            while (*i < text.len && is_letter(text.data[*i])) {
                (*i)++;
            }
            *word = cl_span_sub(text, start, *i - start);
            return true;
        } else {
            (*i)++;
        }
    }
    return false;
}

static const cl_name *name_of(const cl_gazetteer *names, cl_span word)
{
    size_t len = 0;
    const cl_name *name = cl_gazetteer_find(names, word, 0, &len);
    bool place = name != NULL && cl_span_equal(name->kind, CL_SPAN("adjective"));
    return name != NULL && len == word.len && !place ? name : NULL;
}

cl_status cl_refuse_marked_words(const cl_gazetteer *names, const cl_yaml *pattern,
                                 cl_span expanded, cl_error *error)
{
    cl_span word;
    for (size_t i = 0; next_word(expanded, &i, &word);) {
        const cl_name *name = name_of(names, word);
        if (name != NULL) {
            return cl_yaml_error(pattern, error,
                                 "\"%.*s\" stands as a mark where this pattern is tried; "
                                 "write {%.*s:%.*s} or {%.*s}",
                                 CL_SPAN_PRINT(word), CL_SPAN_PRINT(name->kind),
                                 CL_SPAN_PRINT(name->value), CL_SPAN_PRINT(name->kind));
        }
    }
    return CL_OK;
}
