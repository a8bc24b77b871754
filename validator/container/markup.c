#include "container/markup.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "container/literal.h"

/* Extensible Markup Language (XML) 1.0, fifth edition. */
enum {
    STEP = 4096
};

/* --- tags --- */

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Moves behind the next of `closers`, which begin with the same byte. */
static cl_status skip_behind(cl_markup *in, const cl_span *closers, size_t count)
{
    size_t which;
    CL_TRY(cl_find_any(in->source, &in->rest, closers, count, &which));
    if (which == count) {
        return CL_TRUNCATED;
    }
    in->rest.offset += closers[which].len;
    return CL_OK;
}

/* Moves behind the ">" or "[" outside quotes that ends a tag, or begins what a document type
 * declares; *last is that byte, *before the one before it. */
static cl_status skip_tag(cl_markup *in, bool brackets, uint8_t *last, uint8_t *before)
{
    uint8_t quote = 0;
    *before = 0;
    for (;;) {
        cl_span bytes;
        uint64_t left = in->rest.end - in->rest.offset;
        CL_TRY(cl_source_peek_some(in->source, in->rest.offset, left < STEP ? (size_t)left : STEP,
                                   &bytes));
        if (bytes.len == 0) {
            return CL_TRUNCATED;
        }
        for (size_t i = 0; i < bytes.len; i++) {
            *last = bytes.data[i];
            if (quote == 0 && (*last == '>' || (brackets && *last == '['))) {
                in->rest.offset += i + 1;
                return CL_OK;
            }
            if (quote == 0 && (*last == '"' || *last == '\'')) {
                quote = *last;
            } else if (*last == quote) {
                quote = 0;
            }
            *before = *last;
        }
        in->rest.offset += bytes.len;
    }
}

static cl_status skip_doctype(cl_markup *in) /* 2.8 */
{
    static const cl_span closers[] = {{(const uint8_t *)"]>", 2},
                                      {(const uint8_t *)"] >", 3},
                                      {(const uint8_t *)"]\n>", 3},
                                      {(const uint8_t *)"]\r\n>", 4}};
    uint8_t last;
    uint8_t before;
    CL_TRY(skip_tag(in, true, &last, &before));
    return last == '>' ? CL_OK : skip_behind(in, closers, sizeof closers / sizeof *closers);
}

static void set_name(cl_markup_tag *tag, cl_span text)
{
    tag->name_len = 0;
    for (size_t i = 0; i < text.len && tag->name_len < sizeof tag->name; i++) {
        uint8_t byte = text.data[i];
        if (is_blank(byte) || byte == '>' || byte == '/') {
            break;
        }
        tag->name[tag->name_len++] = byte;
    }
}

static cl_status read_tag(cl_markup *in, cl_span start, cl_markup_tag *out)
{
    uint8_t last;
    uint8_t before;
    bool ends = cl_span_starts(start, CL_SPAN("</"));
    out->offset = in->rest.offset;
    set_name(out, cl_span_from(start, ends ? 2 : 1));
    in->rest.offset++;
    CL_TRY(skip_tag(in, false, &last, &before));
    out->end = in->rest.offset;
    out->kind = ends ? CL_MARKUP_END : before == '/' ? CL_MARKUP_EMPTY : CL_MARKUP_START;
    return CL_OK;
}

/* Something that is no tag, by how it begins; false when it is one. */
static bool skip_other(cl_markup *in, cl_span start, cl_status *status)
{
    static const struct {
        cl_span open;
        cl_span close;
    } others[] = {
        {{(const uint8_t *)"<!--", 4}, {(const uint8_t *)"-->", 3}},
        {{(const uint8_t *)"<![CDATA[", 9}, {(const uint8_t *)"]]>", 3}},
        {{(const uint8_t *)"<?", 2}, {(const uint8_t *)"?>", 2}},
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (cl_span_starts(start, others[i].open)) {
            in->rest.offset += others[i].open.len;
            *status = skip_behind(in, &others[i].close, 1);
            return true;
        }
    }
    if (cl_span_starts(start, CL_SPAN("<!"))) {
        in->rest.offset += 2;
        *status = skip_doctype(in);
        return true;
    }
    return false;
}

cl_status cl_markup_next(cl_markup *in, cl_markup_tag *out)
{
    static const cl_span open = {(const uint8_t *)"<", 1};
    for (;;) {
        size_t which;
        cl_span start;
        cl_status status;
        CL_TRY(cl_find_any(in->source, &in->rest, &open, 1, &which));
        if (which == 1) {
            return CL_MALFORMED;
        }
        CL_TRY(cl_source_peek_some(in->source, in->rest.offset, CL_MARKUP_NAME_MAX + 2, &start));
        if (!skip_other(in, start, &status)) {
            return read_tag(in, start, out);
        }
        CL_TRY(status);
    }
}

cl_span cl_markup_local(const cl_markup_tag *tag)
{
    cl_span name = {tag->name, tag->name_len};
    size_t colon = cl_span_find_byte(name, ':');
    return colon < name.len ? cl_span_from(name, colon + 1) : name;
}

/* --- text --- */

typedef struct writer {
    uint8_t *bytes;
    size_t len;
} writer;

static void put(writer *to, cl_span text)
{
    if (text.len > 0) {
        memcpy(to->bytes + to->len, text.data, text.len);
        to->len += text.len;
    }
}

/* "#233" or "#xE9", without "&" and ";" (4.1); 0 when it is none. */
static uint32_t character(cl_span reference)
{
    enum {
        CODE_MAX = 0x10FFFF
    };
    uint32_t code = 0;
    bool hex = cl_span_starts(reference, CL_SPAN("#x"));
    for (size_t i = hex ? 2 : 1; i < reference.len; i++) {
        unsigned digit = cl_hex_digit(reference.data[i]);
        if (digit >= (hex ? 16u : 10u) || code > CODE_MAX) {
            return 0;
        }
        code = code * (hex ? 16 : 10) + digit;
    }
    bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    return code > CODE_MAX || surrogate ? 0 : code;
}

/* What begins with "&": its length, 1 when it is no reference and stands for itself. */
static size_t put_reference(writer *to, cl_span text)
{
    enum {
        REFERENCE_MAX = 12
    };
    static const struct {
        const char *name;
        const char *text;
    } known[] = {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}};
    size_t end = cl_span_find_byte(cl_span_sub(text, 0, REFERENCE_MAX), ';');
    cl_span name = cl_span_from(cl_span_sub(text, 0, end), 1);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (cl_span_equal(name, cl_span_of(known[i].name)) && end < text.len) {
            put(to, cl_span_of(known[i].text));
            return end + 1;
        }
    }
    uint32_t code = cl_span_starts(name, CL_SPAN("#")) ? character(name) : 0;
    if (code == 0 || end >= text.len) {
        put(to, cl_span_sub(text, 0, 1));
        return 1;
    }
    uint8_t utf8[CL_UTF8_MAX];
    put(to, (cl_span){utf8, cl_utf8_put(code, utf8)});
    return end + 1;
}

/* What begins with "<": its length. Of CDATA the text stays. */
static size_t put_markup(writer *to, cl_span text)
{
    static const cl_span cdata = {(const uint8_t *)"<![CDATA[", 9};
    if (cl_span_starts(text, cdata)) {
        size_t end = cl_span_find(text, CL_SPAN("]]>"));
        put(to, cl_span_from(cl_span_sub(text, 0, end), cdata.len));
        return end + 3;
    }
    bool comment = cl_span_starts(text, CL_SPAN("<!--"));
    cl_span close = comment ? CL_SPAN("-->") : CL_SPAN(">");
    return cl_span_find(text, close) + close.len;
}

cl_status cl_markup_text(cl_blocks *blocks, cl_block *block)
{
    cl_span text = block->bytes;
    writer to = {0};
    if (cl_span_find_byte(text, '<') == text.len && cl_span_find_byte(text, '&') == text.len) {
        return CL_OK;
    }
    block->bytes = CL_EMPTY_SPAN;
    block->inflated = true;
    CL_TRY(cl_take_room(blocks, block->offset, text.len, &to.bytes));
    if (to.bytes == NULL) {
        return CL_OK;
    }
    for (size_t at = 0; at < text.len;) {
        cl_span rest = cl_span_from(text, at);
        if (rest.data[0] == '<') {
            at += put_markup(&to, rest);
        } else if (rest.data[0] == '&') {
            at += put_reference(&to, rest);
        } else {
            put(&to, cl_span_sub(rest, 0, 1));
            at++;
        }
    }
    block->bytes = (cl_span){to.bytes, to.len};
    return CL_OK;
}
