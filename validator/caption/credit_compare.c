#include <string.h>
#include <utf8proc.h>

#include "base/text.h"
#include "caption/credit.h"
#include "ruleset/fold.h"

enum {
    CUT_AT = 32,     /* IIM 2:110 and 2:80 hold no more bytes */
    NEAR_LETTERS = 5 /* shorter names differ by one letter from too many others */
};

/* A text as words, twice: without case, and also without accents. */
typedef struct word_list {
    cl_span *exact;
    cl_span *plain;
    size_t count;
} word_list;

/* How a name stands in the printed credit. */
typedef enum presence {
    ABSENT,
    NEARLY, /* one letter or an accent differs */
    PRESENT
} presence;

/* Cyrillic letters that look like Latin ones, in pairs. */
static const char *const homoglyphs = "аaвbеeкkмmнhоoрpсcтtуyхxіiѕsјjԁdһh";

static uint32_t latin_of(uint32_t code)
{
    cl_span pairs = cl_span_of(homoglyphs);
    uint32_t from;
    uint32_t to;
    for (size_t at = 0; cl_utf8_next(pairs, &at, &from) && cl_utf8_next(pairs, &at, &to);) {
        if (from == code) {
            return to;
        }
    }
    return code;
}

/* Letters that no decomposition takes apart. */
static const char *special_of(uint32_t code)
{
    switch (code) {
    case 0xDF:
        return "ss";
    case 0xE6:
        return "a";
    case 0xF8:
    case 0x153:
        return "o";
    case 0x142:
        return "l";
    case 0x111:
    case 0xF0:
        return "d";
    case 0xFE:
        return "th";
    default:
        return NULL;
    }
}

/* The letter without its marks. */
static uint32_t base_of(uint32_t code)
{
    utf8proc_int32_t parts[8];
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)code, parts, 8, UTF8PROC_DECOMPOSE, NULL);
    bool hangul = code >= 0xAC00 && code <= 0xD7A3;
    return count > 0 && !hangul ? (uint32_t)parts[0] : code;
}

/* Whether a Latin letter stands in the word: only then is a Cyrillic one a disguise. */
static bool has_latin(cl_span word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (word.data[i] >= 'a' && word.data[i] <= 'z') {
            return true;
        }
    }
    return false;
}

/* Drops the e of ae, oe, ue: Mueller and Müller are Muller. */
static size_t without_umlaut_e(uint8_t *text, size_t len)
{
    size_t kept = 0;
    for (size_t i = 0; i < len; i++) {
        bool umlaut = kept > 0 && text[i] == 'e' &&
                      (text[kept - 1] == 'a' || text[kept - 1] == 'o' || text[kept - 1] == 'u');
        if (!umlaut) {
            text[kept++] = text[i];
        }
    }
    return kept;
}

static cl_status plain_word(cl_arena *arena, cl_span word, cl_span *out)
{
    /* No letter grows beyond four bytes. */
    uint8_t *text = cl_arena_alloc(arena, word.len + 1, CL_UTF8_MAX);
    if (text == NULL) {
        return cl_arena_status(arena);
    }
    bool latin = has_latin(word);
    size_t len = 0;
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(word, &at, &code);) {
        if (code < 0x80) {
            text[len++] = (uint8_t)code;
            continue;
        }
        const char *special = special_of(code);
        if (special != NULL) {
            cl_span letters = cl_span_of(special);
            memcpy(text + len, letters.data, letters.len);
            len += letters.len;
            continue;
        }
        code = base_of(code);
        len += cl_utf8_put(latin ? latin_of(code) : code, text + len);
    }
    *out = (cl_span){text, without_umlaut_e(text, len)};
    return CL_OK;
}

static bool is_apostrophe(uint32_t code)
{
    return code == '\'';
}

/* Folds the case of `text` into `out` and puts a space where a word ends; O'Neill is one word. */
static size_t fold_words(cl_span text, uint8_t *out)
{
    size_t len = 0;
    uint32_t code;
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        if (cl_is_word(code)) {
            len += cl_utf8_put(cl_fold_case(code), out + len);
        } else if (!is_apostrophe(code)) {
            out[len++] = ' ';
        }
    }
    return len;
}

static cl_status words_of(cl_arena *arena, cl_span text, word_list *out)
{
    cl_folded folded;
    CL_TRY(cl_fold(arena, text, &folded));
    uint8_t *lower = cl_arena_alloc(arena, folded.text.len + 1, CL_UTF8_MAX);
    *out = (word_list){.count = 0};
    out->exact = cl_arena_alloc(arena, folded.text.len + 1, sizeof *out->exact);
    out->plain = cl_arena_alloc(arena, folded.text.len + 1, sizeof *out->plain);
    if (lower == NULL || out->exact == NULL || out->plain == NULL) {
        return cl_arena_status(arena);
    }
    cl_span rest = {lower, fold_words(folded.text, lower)};
    cl_span word;
    while (cl_span_next(&rest, ' ', &word)) {
        if (word.len > 0) {
            out->exact[out->count] = word;
            CL_TRY(plain_word(arena, word, &out->plain[out->count]));
            out->count++;
        }
    }
    return CL_OK;
}

/* At most one letter added, left out or changed. */
static bool is_near(cl_span a, cl_span b)
{
    if (a.len > b.len) {
        cl_span longer = a;
        a = b;
        b = longer;
    }
    size_t start = 0;
    while (start < a.len && a.data[start] == b.data[start]) {
        start++;
    }
    size_t end = 0;
    while (end < a.len - start && a.data[a.len - 1 - end] == b.data[b.len - 1 - end]) {
        end++;
    }
    cl_span changed = cl_span_sub(b, start, b.len - start - end);
    cl_span instead = cl_span_sub(a, start, a.len - start - end);
    return cl_utf8_count(changed) <= 1 && cl_utf8_count(instead) <= 1;
}

/* Whether the `count` words are the same ones, in any order: DOE Jane. */
static bool same_words(const cl_span *a, const cl_span *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t left = 0;
        size_t right = 0;
        for (size_t j = 0; j < count; j++) {
            left += cl_span_equal(a[i], a[j]);
            right += cl_span_equal(a[i], b[j]);
        }
        if (left != right) {
            return false;
        }
    }
    return true;
}

static bool same_in_order(const cl_span *a, const cl_span *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!cl_span_equal(a[i], b[i])) {
            return false;
        }
    }
    return true;
}

/* One of the words differs by one letter, the others are the same. */
static bool nearly_same(const cl_span *a, const cl_span *b, size_t count)
{
    size_t letters = 0;
    size_t different = 0;
    for (size_t i = 0; i < count; i++) {
        letters += cl_utf8_count(a[i]);
        different += !cl_span_equal(a[i], b[i]);
        if (different > 1 || !is_near(a[i], b[i])) {
            return false;
        }
    }
    return letters >= NEAR_LETTERS;
}

static presence compare_words(const word_list *name, const word_list *text, size_t at)
{
    enum {
        ORDER_MAX = 5
    }; /* longer names are no persons' */
    size_t count = name->count;
    bool any_order = count <= ORDER_MAX;
    if (any_order ? same_words(name->exact, text->exact + at, count)
                  : same_in_order(name->exact, text->exact + at, count)) {
        return PRESENT;
    }
    if (any_order ? same_words(name->plain, text->plain + at, count)
                  : same_in_order(name->plain, text->plain + at, count)) {
        return NEARLY;
    }
    return nearly_same(name->plain, text->plain + at, count) ? NEARLY : ABSENT;
}

static presence find_words(const word_list *name, const word_list *text)
{
    presence best = ABSENT;
    for (size_t at = 0; name->count > 0 && at + name->count <= text->count; at++) {
        presence here = compare_words(name, text, at);
        best = here > best ? here : best;
    }
    return best;
}

/* A comparison at work. */
typedef struct comparing {
    const cl_ruleset *rules;
    cl_arena *arena;
    cl_span printed;
    word_list words; /* of `printed` */
    cl_words agencies;
    cl_credit_difference *out;
} comparing;

static cl_status find_name(comparing *work, cl_span name, presence *out)
{
    word_list words;
    CL_TRY(words_of(work->arena, name, &words));
    presence found = find_words(&words, &work->words);
    *out = found > *out ? found : *out;
    return CL_OK;
}

/* All agencies that stand anywhere in the printed credit. */
static cl_status find_agencies(comparing *work)
{
    cl_folded folded;
    CL_TRY(cl_fold(work->arena, work->printed, &folded));
    const cl_gazetteer *names = cl_ruleset_agency_names(work->rules);
    for (size_t at = 0; at < folded.text.len; at++) {
        size_t len = 0;
        if (cl_gazetteer_find(names, folded.text, at, &len) == NULL) {
            continue;
        }
        const cl_agency *agency =
            cl_ruleset_agency_of(work->rules, cl_span_sub(folded.text, at, len));
        if (agency != NULL) {
            CL_TRY(cl_words_add(&work->agencies, work->arena, agency->name));
        }
        at += len - 1;
    }
    return CL_OK;
}

static cl_status agency_presence(comparing *work, cl_span name, presence *out)
{
    *out = cl_words_have(work->agencies, name) ? PRESENT : ABSENT;
    const cl_agency *agency = cl_ruleset_agency_of(work->rules, name);
    CL_TRY(find_name(work, name, out));
    for (size_t i = 0; *out == ABSENT && agency != NULL && i < agency->aliases.count; i++) {
        CL_TRY(find_name(work, agency->aliases.items[i], out));
    }
    return CL_OK;
}

static cl_status note(comparing *work, presence found, cl_span name, cl_words *missing)
{
    work->out->similar = work->out->similar || found == NEARLY;
    return found == ABSENT ? cl_words_add(missing, work->arena, name) : CL_OK;
}

static cl_status compare_names(comparing *work, cl_words names, cl_words *missing)
{
    for (size_t i = 0; i < names.count; i++) {
        presence found = ABSENT;
        CL_TRY(find_name(work, names.items[i], &found));
        CL_TRY(note(work, found, names.items[i], missing));
    }
    return CL_OK;
}

static cl_status compare_agencies(comparing *work, cl_words names)
{
    for (size_t i = 0; i < names.count; i++) {
        presence found = ABSENT;
        CL_TRY(agency_presence(work, names.items[i], &found));
        CL_TRY(note(work, found, names.items[i], &work->out->missing_agencies));
    }
    return CL_OK;
}

static cl_span last_part(cl_span printed)
{
    cl_span marks = CL_SPAN("/|\\,;");
    size_t start = printed.len;
    while (start > 0 && cl_span_find_byte(marks, printed.data[start - 1]) == marks.len) {
        start--;
    }
    return cl_span_trim(cl_span_from(printed, start));
}

static bool is_beginning(cl_span part, cl_span name)
{
    return part.len > 0 && part.len < name.len &&
           cl_span_equal_nocase(part, cl_span_sub(name, 0, part.len));
}

static bool begins_any(cl_span part, cl_words names)
{
    for (size_t i = 0; i < names.count; i++) {
        if (is_beginning(part, names.items[i])) {
            return true;
        }
    }
    return false;
}

/* The printed credit without a last part that IIM's 32 bytes cut: half a name names nobody. */
static cl_span without_cut(const cl_ruleset *rules, const cl_credit *required, cl_span printed)
{
    cl_span part = last_part(printed);
    bool cut = begins_any(part, required->persons) || begins_any(part, required->others) ||
               begins_any(part, required->agencies);
    for (size_t i = 0; i < required->agencies.count; i++) {
        const cl_agency *agency = cl_ruleset_agency_of(rules, required->agencies.items[i]);
        cut = cut || (agency != NULL && cl_ruleset_agency_of(rules, part) != agency &&
                      begins_any(part, agency->aliases));
    }
    if (printed.len != CUT_AT || !cut) {
        return printed;
    }
    return cl_span_sub(printed, 0, printed.len - part.len);
}

cl_status cl_credit_compare(const cl_ruleset *rules, cl_arena *arena, const cl_credit *required,
                            cl_span printed, cl_credit_difference *out)
{
    *out = (cl_credit_difference){.similar = false};
    comparing work = {.rules = rules, .arena = arena, .out = out};
    work.printed = without_cut(rules, required, printed);
    CL_TRY(words_of(arena, work.printed, &work.words));
    CL_TRY(find_agencies(&work));
    CL_TRY(compare_agencies(&work, required->agencies));
    CL_TRY(compare_names(&work, required->persons, &out->missing_persons));
    return compare_names(&work, required->others, &out->missing_others);
}
