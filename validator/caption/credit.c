#include "caption/credit.h"

#include "base/limits.h"
#include "caption/credit_words.h"
#include "ruleset/fold.h"

/* A credit being taken apart. */
typedef struct parsing {
    const cl_ruleset *rules;
    cl_arena *arena;
    cl_credit *credit;
    cl_span text; /* folded */
    size_t parts;
} parsing;

static uint8_t byte_at(cl_span text, size_t at)
{
    return at < text.len ? text.data[at] : 0;
}

/* The agency whose name begins at `at`; NULL when none does. */
static const cl_name *agency_at(const parsing *work, cl_span text, size_t at, size_t *len)
{
    return cl_gazetteer_find(cl_ruleset_agency_names(work->rules), text, at, len);
}

static const cl_agency *agency_of(const parsing *work, cl_span text)
{
    return text.len == 0 ? NULL : cl_ruleset_agency_of(work->rules, text);
}

static cl_status add_agency(const parsing *work, const cl_agency *agency)
{
    return cl_words_add(&work->credit->agencies, work->arena, agency->name);
}

/* A hyphen with a space beside it, or between a name and an agency: Doe-USA TODAY Sports. */
static size_t hyphen_length(const parsing *work, size_t at)
{
    size_t len = 0;
    bool spaced = byte_at(work->text, at + 1) == ' ' || (at > 0 && work->text.data[at - 1] == ' ');
    return spaced || agency_at(work, work->text, at + 1, &len) != NULL ? 1 : 0;
}

/* Words that stand between names. */
static size_t word_separator_length(cl_span text, size_t at)
{
    static const cl_span words[] = {CL_CREDIT_WORD(" via "), CL_CREDIT_WORD(" by "),
                                    CL_CREDIT_WORD(" courtesy of ")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (cl_credit_equal(cl_span_sub(text, at, words[i].len), words[i])) {
            return words[i].len;
        }
    }
    return 0;
}

/* The end of a sentence: a stop behind a word of four letters or more, before a space. */
static size_t stop_length(cl_span text, size_t at)
{
    size_t letters = 0;
    while (letters < 4 && letters < at && text.data[at - 1 - letters] != ' ' &&
           text.data[at - 1 - letters] != '.') {
        letters++;
    }
    bool space = byte_at(text, at + 1) == ' ' || byte_at(text, at + 1) == '\n';
    return letters >= 4 && space ? 1 : 0;
}

static size_t wide_separator_length(cl_span text, size_t at)
{
    static const cl_span wide[] = {CL_CREDIT_WORD("©"),  CL_CREDIT_WORD("ⓒ"),  CL_CREDIT_WORD("®"),
                                   CL_CREDIT_WORD("™"),  CL_CREDIT_WORD("•"),  CL_CREDIT_WORD("·"),
                                   CL_CREDIT_WORD("、"), CL_CREDIT_WORD("・"), CL_CREDIT_WORD("【"),
                                   CL_CREDIT_WORD("】")};
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        if (cl_span_starts(cl_span_from(text, at), wide[i])) {
            return wide[i].len;
        }
    }
    return 0;
}

static bool is_mark(uint8_t byte)
{
    cl_span marks = CL_SPAN("/\\|;:,()[]{}<>\"*+=#\n");
    return cl_span_find_byte(marks, byte) < marks.len;
}

/* How long the separator is that stands at `at`; 0 when none does. */
static size_t separator_length(const parsing *work, size_t at)
{
    uint8_t byte = work->text.data[at];
    if (byte >= 0x80) {
        return wide_separator_length(work->text, at);
    }
    switch (byte) {
    case '(':
        return cl_credit_equal(cl_span_sub(work->text, at, 3), CL_SPAN("(c)")) ? 3 : 1;
    case '-':
        return hyphen_length(work, at);
    case '.':
        return stop_length(work->text, at);
    case ' ':
        return word_separator_length(work->text, at);
    default:
        return !cl_is_word(byte) && is_mark(byte) ? 1 : 0;
    }
}

static cl_status add_one(const parsing *work, cl_span part)
{
    const cl_agency *agency = agency_of(work, part);
    if (agency != NULL) {
        return add_agency(work, agency);
    }
    cl_credit *credit = work->credit;
    return cl_words_add(cl_credit_is_person(part) ? &credit->persons : &credit->others, work->arena,
                        part);
}

static bool is_source(const parsing *work, cl_span part)
{
    return agency_of(work, part) != NULL || cl_credit_is_person(part);
}

static bool is_single_word(cl_span text)
{
    return cl_span_find_byte(text, ' ') == text.len;
}

/* "BELGA PHOTO JANE DOE": an agency in front and no separator. */
static bool split_front(const parsing *work, cl_span part, cl_span *front, cl_span *rest)
{
    size_t len = 0;
    if (agency_at(work, part, 0, &len) == NULL || byte_at(part, len) != ' ') {
        return false;
    }
    *front = cl_span_sub(part, 0, len);
    *rest = cl_credit_bare(cl_span_from(part, len));
    return rest->len == 0 || !is_single_word(*rest);
}

/* "Jane Doe AFP", "Foto dpa": an agency behind and no separator. "Jane Getty" is a person. */
static bool split_back(const parsing *work, cl_span part, cl_span *front, cl_span *rest)
{
    for (size_t at = 1; at < part.len; at++) {
        size_t len = 0;
        if (part.data[at - 1] == ' ' && agency_at(work, part, at, &len) != NULL &&
            at + len == part.len) {
            *front = cl_span_from(part, at);
            *rest = cl_credit_bare(cl_span_sub(part, 0, at));
            return rest->len == 0 || is_source(work, *rest);
        }
    }
    return false;
}

/* One name, or an agency and a name. */
static cl_status add_name(const parsing *work, cl_span part)
{
    cl_span agency;
    cl_span rest;
    const cl_agency *whole = agency_of(work, part);
    if (whole != NULL) { /* before labels go: Image Source */
        return add_agency(work, whole);
    }
    part = cl_credit_bare(part);
    if (part.len == 0) {
        return CL_OK;
    }
    if (agency_of(work, part) != NULL ||
        (!split_front(work, part, &agency, &rest) && !split_back(work, part, &agency, &rest))) {
        return add_one(work, part);
    }
    CL_TRY(add_one(work, agency));
    return rest.len == 0 ? CL_OK : add_one(work, rest);
}

/* The length of a word such as " and " at `at`; *open where anything may follow it. */
static size_t joint_length(cl_span text, size_t at, bool *open)
{
    static const cl_span joints[] = {CL_CREDIT_WORD(" for "), CL_CREDIT_WORD(" and "),
                                     CL_CREDIT_WORD(" & "),   CL_CREDIT_WORD(" und "),
                                     CL_CREDIT_WORD(" et "),  CL_CREDIT_WORD(" y ")};
    for (size_t i = 0; byte_at(text, at) == ' ' && i < sizeof joints / sizeof *joints; i++) {
        if (cl_credit_equal(cl_span_sub(text, at, joints[i].len), joints[i])) {
            *open = i == 0;
            return joints[i].len;
        }
    }
    return 0;
}

/* Cuts "Jane Doe" off "Jane Doe and John Roe" and "Getty Images" off "Getty Images for Netflix";
 * "Ministry of Culture and Sports" stays whole. */
static bool cut_joined(const parsing *work, cl_span *part, cl_span *first)
{
    for (size_t at = 0; at < part->len; at++) {
        bool open = false;
        size_t len = joint_length(*part, at, &open);
        if (len == 0) {
            continue;
        }
        cl_span left = cl_credit_bare(cl_span_sub(*part, 0, at));
        cl_span right = cl_credit_bare(cl_span_from(*part, at + len));
        if (left.len > 0 && is_source(work, left) && (open || is_source(work, right))) {
            *first = left;
            *part = cl_span_from(*part, at + len);
            return true;
        }
    }
    return false;
}

static cl_status add_part(parsing *work, cl_span part)
{
    work->parts++;
    cl_span first;
    while (agency_of(work, part) == NULL && work->parts < CL_CREDIT_PARTS_MAX &&
           cut_joined(work, &part, &first)) {
        CL_TRY(add_one(work, first));
        work->parts++;
    }
    return add_name(work, part);
}

static bool is_word_start(cl_span text, size_t at)
{
    uint8_t before = at == 0 ? ' ' : text.data[at - 1];
    return before < 0x80 && !cl_is_word(before);
}

/* The separators inside an agency's name do not count: EPA/EFE, picture-alliance. */
static cl_status split(parsing *work)
{
    size_t start = 0;
    size_t at = 0;
    while (at < work->text.len && work->parts < CL_CREDIT_PARTS_MAX) {
        size_t name = 0;
        size_t len = 0;
        if (is_word_start(work->text, at) && agency_at(work, work->text, at, &name) != NULL) {
            at += name;
        } else if ((len = separator_length(work, at)) > 0) {
            CL_TRY(add_part(work, cl_span_sub(work->text, start, at - start)));
            /* The space of " via " may begin the next separator. */
            at += len;
            start = at;
        } else {
            at++;
        }
    }
    return add_part(work, cl_span_from(work->text, start));
}

cl_status cl_credit_parse(const cl_ruleset *rules, cl_arena *arena, cl_credit *credit)
{
    cl_folded folded;
    CL_TRY(cl_fold(arena, credit->text, &folded));
    parsing work = {.rules = rules, .arena = arena, .credit = credit, .text = folded.text};
    credit->persons = (cl_words){0};
    credit->agencies = (cl_words){0};
    credit->others = (cl_words){0};
    return split(&work);
}
