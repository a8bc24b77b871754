#include "metadata/legacy.h"

#include "base/charset.h"
#include "base/damage.h"
#include "base/guess.h"
#include "base/limits.h"
#include "base/message.h"
#include "base/text.h"

enum {
    GUESS_LEAST = 512 /* what a guess costs beside its bytes */
};

static bool may_guess(const cl_fields *fields)
{
    return fields->guessed < CL_GUESSED_MAX;
}

/* Hostile files hold thousands of values that no charset explains. */
static cl_status guess_charset(cl_fields *fields, cl_span bytes, cl_guess *out)
{
    *out = (cl_guess){CL_CHARSET_WINDOWS_1252, false};
    if (!may_guess(fields)) {
        return CL_OK;
    }
    fields->guessed +=
        GUESS_LEAST + (bytes.len < CL_GUESS_BYTES_MAX ? bytes.len : CL_GUESS_BYTES_MAX);
    return cl_guess_charset(bytes, out);
}

cl_status cl_legacy_guess(cl_fields *fields, cl_span sample, cl_legacy *legacy)
{
    if (legacy->charset != NULL) {
        return CL_OK;
    }
    if (fields->charset != NULL) {
        legacy->charset = fields->charset;
        legacy->chosen = true;
        return CL_OK;
    }
    cl_guess guess;
    CL_TRY(guess_charset(fields, sample, &guess));
    legacy->charset = guess.charset;
    legacy->sure = guess.sure;
    return CL_OK;
}

/* --- cut characters --- */

/* How many bytes at the end are the beginning of a character of UTF-8 whose rest is missing. */
static size_t half_character(cl_span value)
{
    size_t half = 1;
    while (half < CL_UTF8_MAX && half < value.len &&
           (value.data[value.len - half] & 0xC0) == 0x80) {
        half++;
    }
    if (half > value.len) {
        return 0;
    }
    uint8_t lead = value.data[value.len - half];
    size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    return wanted > half ? half : 0;
}

/* UTF-8 that its field's end cut inside a character: all before it is UTF-8 beyond ASCII. Else a
 * last byte beyond ASCII is a letter of another charset. */
static bool is_cut_utf8(cl_span bytes, cl_span *whole)
{
    size_t half = half_character(bytes);
    *whole = cl_span_sub(bytes, 0, bytes.len - half);
    return half > 0 && cl_utf8_valid(*whole) && !cl_charset_is_ascii(*whole);
}

/* --- decoding --- */

/* ISO 2022 in seven bits: ASCII but for what stands between its escapes. */
static const char *charset_of_escapes(cl_span bytes)
{
    if (cl_span_find_byte(bytes, 0x1B) == bytes.len || !cl_charset_is_ascii(bytes)) {
        return NULL;
    }
    if (cl_span_find(bytes, CL_SPAN("\x1B$)C")) < bytes.len) {
        return CL_CHARSET_ISO_2022_KR;
    }
    return cl_span_find(bytes, CL_SPAN("\x1B$")) < bytes.len ? CL_CHARSET_JIS : NULL;
}

static cl_status note(const cl_fields *fields, cl_span bytes, const char *charset, const char *how,
                      cl_field *field)
{
    cl_span decoded = cl_arena_format(fields->arena, "%s%s", cl_charset_label(charset), how);
    field->original = bytes;
    field->decoded = (const char *)decoded.data;
    return decoded.data == NULL ? cl_arena_status(fields->arena) : CL_OK;
}

/* Everything of it, or everything but half a character at the end. */
static cl_status convert(const cl_fields *fields, cl_span bytes, const char *charset, cl_span *out,
                         cl_legacy_value *value)
{
    bool lossless;
    CL_TRY(cl_charset_convert(fields->arena, bytes, charset, out, &lossless));
    value->charset = charset;
    value->how = lossless ? CL_LEGACY_READ : CL_LEGACY_LOSSY;
    if (lossless || bytes.len < 2 || !cl_charset_is_multibyte(charset)) {
        return CL_OK;
    }
    cl_span shorter;
    CL_TRY(cl_charset_convert(fields->arena, cl_span_sub(bytes, 0, bytes.len - 1), charset,
                              &shorter, &lossless));
    if (lossless) {
        *out = shorter;
        value->how = CL_LEGACY_READ;
        value->cut = true;
    }
    return CL_OK;
}

/* A value that its block's charset does not explain is looked at alone. */
static cl_status convert_alone(cl_fields *fields, cl_span bytes, cl_span *out,
                               cl_legacy_value *value)
{
    cl_guess guess;
    cl_legacy_value alone = {0};
    cl_span text;
    CL_TRY(guess_charset(fields, bytes, &guess));
    CL_TRY(convert(fields, bytes, guess.charset, &text, &alone));
    if (alone.how == CL_LEGACY_READ) {
        *value = alone;
        value->how = CL_LEGACY_ALONE;
        *out = text;
    }
    return CL_OK;
}

static cl_status read_legacy(cl_fields *fields, cl_legacy *legacy, cl_span bytes, cl_field *field,
                             cl_legacy_value *out)
{
    const char *charset = legacy->charset != NULL ? legacy->charset : CL_CHARSET_WINDOWS_1252;
    CL_TRY(convert(fields, bytes, charset, &field->value, out));
    if (out->how == CL_LEGACY_LOSSY && may_guess(fields)) {
        CL_TRY(convert_alone(fields, bytes, &field->value, out));
    }
    if (out->how == CL_LEGACY_READ && legacy->declared) {
        return CL_OK;
    }
    if (out->how == CL_LEGACY_READ && legacy->chosen) {
        return note(fields, bytes, out->charset, ", as configured", field);
    }
    if (out->how == CL_LEGACY_READ && legacy->count++ == 0) {
        legacy->offset = field->offset;
    }
    return note(fields, bytes, out->charset,
                out->how == CL_LEGACY_LOSSY ? ", guessed, with loss" : ", guessed", field);
}

cl_status cl_legacy_read(cl_fields *fields, cl_legacy *legacy, cl_span bytes, cl_field *field,
                         cl_legacy_value *out)
{
    *out = (cl_legacy_value){.how = CL_LEGACY_UTF8, .charset = CL_CHARSET_UTF8};
    field->value = bytes;
    const char *escaped = charset_of_escapes(bytes);
    if (escaped != NULL) {
        cl_legacy_value shifted = {0};
        cl_span text;
        CL_TRY(convert(fields, bytes, escaped, &text, &shifted));
        if (shifted.how == CL_LEGACY_READ) {
            field->value = text;
            return note(fields, bytes, escaped, ", by its escapes", field);
        }
    }
    if (cl_utf8_valid(bytes)) {
        return CL_OK;
    }
    if (is_cut_utf8(bytes, &field->value)) {
        out->cut = true;
        return CL_OK;
    }
    return read_legacy(fields, legacy, bytes, field, out);
}

/* --- findings --- */

/* windows-1252 is what most programs of the West wrote without a word. */
static bool is_ordinary(const cl_legacy *legacy)
{
    return legacy->sure ||
           cl_span_equal(cl_span_of(legacy->charset), CL_SPAN(CL_CHARSET_WINDOWS_1252));
}

cl_status cl_legacy_report(const cl_fields *fields, const cl_legacy *legacy, const char *where)
{
    if (legacy->count == 0) {
        return CL_OK;
    }
    cl_finding finding = cl_damage_finding(CL_DAMAGE_ENCODING);
    if (is_ordinary(legacy)) {
        finding.level = CL_INFO;
        finding.fix = CL_EMPTY_SPAN;
    }
    finding.message = cl_arena_format(
        fields->arena,
        legacy->count == 1 ? cl_message("%s does not say its charset; %zu value was read as %s")
                           : cl_message("%s does not say its charset; %zu values were read as %s"),
        where, legacy->count, cl_charset_label(legacy->charset));
    finding.proof.has_offset = true;
    finding.proof.offset = legacy->offset;
    return cl_findings_add(fields->findings, &finding);
}

cl_status cl_legacy_read_alone(cl_fields *fields, cl_span bytes, const char *where, cl_field *field)
{
    cl_legacy legacy = {0};
    cl_legacy_value value;
    CL_TRY(cl_legacy_guess(fields, bytes, &legacy));
    CL_TRY(cl_legacy_read(fields, &legacy, bytes, field, &value));
    if (value.how == CL_LEGACY_LOSSY) {
        return cl_damage_report(fields->findings, CL_DAMAGE_ENCODING, field->offset,
                                "%s holds bytes that %s does not explain", where,
                                cl_charset_label(value.charset));
    }
    if (value.cut) {
        return cl_damage_report(fields->findings, CL_DAMAGE_CUT, field->offset,
                                "%s ends inside a character; its end is cut off", where);
    }
    return cl_legacy_report(fields, &legacy, where);
}
