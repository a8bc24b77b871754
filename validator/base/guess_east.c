/* Charsets of two bytes a character. Their bytes must be whole characters throughout; then each
 * character costs what its kind costs in a caption (twice the bits of information, see language.h):
 * a wrong reading is made of rare characters. */
#include "base/guess.h"

#include "base/charset.h"
#include "base/language.h"
#include "base/out.h"
#include "base/text.h"

typedef enum character_kind {
    EAST_BROKEN,   /* no character */
    EAST_CUT,      /* half a character where a value ends */
    EAST_COMMON,   /* of the set's first level: may be among the frequent ones */
    EAST_SECOND,   /* of its second level */
    EAST_RARE,     /* of an extension */
    EAST_SYLLABLE, /* kana */
    EAST_MARK,     /* punctuation */
    EAST_WIDE,     /* letters and digits of full width */
    EAST_NARROW,   /* kana of half width */
    EAST_OTHER     /* signs, other scripts */
} character_kind;

enum {
    COST_FREQUENT = 17,
    COST_MOST = 32, /* of a character on the average of real text */
    COST_ASCII = 9  /* of a letter, which the other readings do not count: it is half a character */
};

/* Which kinds there are is the same everywhere; kana are Japanese. */
static const long kind_costs[] = {
    [EAST_CUT] = 12,  [EAST_COMMON] = 26,   [EAST_SECOND] = 36,
    [EAST_RARE] = 44, [EAST_SYLLABLE] = 14, [EAST_MARK] = 14,
    [EAST_WIDE] = 18, [EAST_NARROW] = 24,   [EAST_OTHER] = 40,
};

/* --- the bytes of each set --- */

static bool in(uint8_t byte, uint8_t first, uint8_t last)
{
    return byte >= first && byte <= last;
}

/* The rows of JIS X 0208 are those of GB 2312 up to kana. */
static character_kind by_row(uint8_t row, bool kana)
{
    if (row == 0xA1) {
        return EAST_MARK;
    }
    if (row == 0xA3) {
        return EAST_WIDE;
    }
    return kana && (row == 0xA4 || row == 0xA5) ? EAST_SYLLABLE : EAST_OTHER;
}

static character_kind shift_jis(const uint8_t bytes[3], size_t *len)
{
    if (in(bytes[0], 0xA1, 0xDF)) {
        *len = 1;
        return EAST_NARROW;
    }
    bool lead = in(bytes[0], 0x81, 0x9F) || in(bytes[0], 0xE0, 0xFC);
    if (!lead || !(in(bytes[1], 0x40, 0x7E) || in(bytes[1], 0x80, 0xFC))) {
        return EAST_BROKEN;
    }
    if (bytes[0] == 0x81) {
        return bytes[1] <= 0x7E ? EAST_MARK : EAST_OTHER;
    }
    if (bytes[0] == 0x82) {
        return bytes[1] < 0x9F ? EAST_WIDE : EAST_SYLLABLE;
    }
    if (bytes[0] == 0x83) {
        return bytes[1] <= 0x96 ? EAST_SYLLABLE : EAST_OTHER;
    }
    if (bytes[0] < 0x88) {
        return EAST_OTHER;
    }
    if (bytes[0] < 0x98 || (bytes[0] == 0x98 && bytes[1] <= 0x72)) {
        return EAST_COMMON;
    }
    return bytes[0] <= 0xEA ? EAST_SECOND : EAST_RARE;
}

static character_kind euc_jp(const uint8_t bytes[3], size_t *len)
{
    if (bytes[0] == 0x8F) {
        *len = 3;
        bool whole = in(bytes[1], 0xA1, 0xFE) && in(bytes[2], 0xA1, 0xFE);
        return whole ? EAST_RARE : EAST_BROKEN;
    }
    if (bytes[0] == 0x8E) {
        return in(bytes[1], 0xA1, 0xDF) ? EAST_NARROW : EAST_BROKEN;
    }
    if (!in(bytes[0], 0xA1, 0xFE) || !in(bytes[1], 0xA1, 0xFE)) {
        return EAST_BROKEN;
    }
    if (bytes[0] < 0xB0) {
        return by_row(bytes[0], true);
    }
    if (bytes[0] <= 0xCF) {
        return EAST_COMMON;
    }
    return bytes[0] <= 0xF4 ? EAST_SECOND : EAST_RARE;
}

/* KS X 1001, and in CP949 the syllables that it leaves out. */
static character_kind euc_kr(const uint8_t bytes[3], size_t *len)
{
    (void)len;
    bool trail = in(bytes[1], 'A', 'Z') || in(bytes[1], 'a', 'z') || in(bytes[1], 0x81, 0xFE);
    if (!in(bytes[0], 0x81, 0xFE) || !trail) {
        return EAST_BROKEN;
    }
    if (bytes[0] < 0xA1 || bytes[1] < 0xA1) {
        return bytes[0] <= 0xC6 ? EAST_SECOND : EAST_BROKEN;
    }
    if (bytes[0] < 0xB0) {
        return by_row(bytes[0], false);
    }
    return bytes[0] <= 0xC8 ? EAST_COMMON : EAST_SECOND;
}

static character_kind gb18030(const uint8_t bytes[3], size_t *len)
{
    (void)len; /* its characters of four bytes are in no charset older than UTF-8 */
    bool trail = in(bytes[1], 0x40, 0x7E) || in(bytes[1], 0x80, 0xFE);
    if (!in(bytes[0], 0x81, 0xFE) || !trail) {
        return EAST_BROKEN;
    }
    if (bytes[0] < 0xA1 || bytes[1] < 0xA1) {
        return EAST_RARE;
    }
    if (bytes[0] < 0xAA) {
        return by_row(bytes[0], false);
    }
    if (bytes[0] < 0xB0 || bytes[0] > 0xF7) {
        return EAST_BROKEN; /* for private use */
    }
    return bytes[0] <= 0xD7 ? EAST_COMMON : EAST_SECOND;
}

static character_kind big5(const uint8_t bytes[3], size_t *len)
{
    (void)len;
    bool trail = in(bytes[1], 0x40, 0x7E) || in(bytes[1], 0xA1, 0xFE);
    if (!in(bytes[0], 0xA1, 0xF9) || !trail) {
        return EAST_BROKEN;
    }
    if (bytes[0] == 0xA1) {
        return EAST_MARK;
    }
    if (bytes[0] < 0xA4) {
        return bytes[0] == 0xA2 && bytes[1] >= 0xAF ? EAST_WIDE : EAST_OTHER;
    }
    return bytes[0] <= 0xC6 ? EAST_COMMON : EAST_SECOND;
}

typedef struct east_entry {
    const char *charset;
    /* The kind of the character that begins with these bytes, 0 beyond the end; *len, 2 unless it
     * is set, gets its length. */
    character_kind (*kind)(const uint8_t bytes[3], size_t *len);
    const char *frequent;
} east_entry;

static const east_entry charsets[CL_EAST_COUNT] = {
    [CL_EAST_SHIFT_JIS] = {CL_CHARSET_SHIFT_JIS, shift_jis, cl_frequent_kanji},
    [CL_EAST_EUC_JP] = {CL_CHARSET_EUC_JP, euc_jp, cl_frequent_kanji},
    [CL_EAST_EUC_KR] = {CL_CHARSET_EUC_KR, euc_kr, cl_frequent_hangul},
    [CL_EAST_GB18030] = {CL_CHARSET_GB18030, gb18030, cl_frequent_simplified},
    [CL_EAST_BIG5] = {CL_CHARSET_BIG5, big5, cl_frequent_traditional},
};

const char *cl_east_charset(cl_east east)
{
    return charsets[east].charset;
}

/* --- the text --- */

/* A field's end may cut a character: then its line, or the text, ends behind the first byte. */
static bool is_cut(cl_span text, size_t at)
{
    return at + 1 >= text.len || text.data[at + 1] == '\n';
}

static character_kind kind_at(const east_entry *east, cl_span text, size_t at, size_t *len)
{
    uint8_t bytes[3] = {0};
    for (size_t i = 0; i < sizeof bytes && at + i < text.len; i++) {
        bytes[i] = text.data[at + i];
    }
    *len = 2;
    character_kind kind = east->kind(bytes, len);
    if (kind == EAST_BROKEN && is_cut(text, at)) {
        *len = 1;
        return EAST_CUT;
    }
    return kind;
}

/* What the characters cost by their kinds. Those of the first level go into `common`. */
static long cost_of_kinds(const east_entry *east, cl_span text, cl_out *common)
{
    long sum = 0;
    long count = 0;
    for (size_t at = 0; at < text.len;) {
        if (text.data[at] < 0x80) {
            at++;
            continue;
        }
        size_t len;
        character_kind kind = kind_at(east, text, at, &len);
        if (kind == EAST_BROKEN) {
            return CL_GUESS_IMPOSSIBLE;
        }
        count++;
        sum += kind_costs[kind];
        sum -= len == 2 && text.data[at + 1] < 0x80 ? COST_ASCII : 0;
        if (kind == EAST_COMMON) {
            cl_out_put(common, cl_span_sub(text, at, len));
        }
        at += len;
    }
    return sum > COST_MOST * count ? CL_GUESS_IMPOSSIBLE : sum;
}

/* What is saved by those that are frequent. */
static long savings(const east_entry *east, cl_span common)
{
    cl_span frequent = cl_span_of(east->frequent);
    long sum = 0;
    uint32_t code;
    size_t from = 0;
    for (size_t at = 0; cl_utf8_next(common, &at, &code); from = at) {
        cl_span character = cl_span_sub(common, from, at - from);
        if (cl_span_find(frequent, character) < frequent.len) {
            sum += kind_costs[EAST_COMMON] - COST_FREQUENT;
        }
    }
    return sum;
}

static cl_status cost_of(const east_entry *east, cl_span text, long *out)
{
    cl_out common = {0};
    cl_out utf8 = {0};
    bool lossless = true;
    *out = cost_of_kinds(east, text, &common);
    if (*out < CL_GUESS_IMPOSSIBLE && common.len > 0) {
        cl_charset_put(&utf8, cl_out_span(&common), east->charset, &lossless);
        *out = lossless ? *out - savings(east, cl_out_span(&utf8)) : CL_GUESS_IMPOSSIBLE;
    }
    cl_status status = common.failed || utf8.failed ? CL_NO_MEMORY : CL_OK;
    cl_out_free(&common);
    cl_out_free(&utf8);
    return status;
}

cl_status cl_guess_east(cl_span sample, long costs[CL_EAST_COUNT])
{
    for (unsigned i = 0; i < CL_EAST_COUNT; i++) {
        CL_TRY(cost_of(&charsets[i], sample, &costs[i]));
    }
    return CL_OK;
}
