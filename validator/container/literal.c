#include "container/literal.h"

#include "container/take.h"

enum {
    NOT_A_DIGIT = 16,
    OCTAL_DIGITS = 3
};

unsigned cl_hex_digit(uint8_t byte)
{
    if (byte >= '0' && byte <= '9') {
        return byte - (unsigned)'0';
    }
    uint8_t upper = byte & 0xDFu;
    return upper >= 'A' && upper <= 'F' ? upper - (unsigned)'A' + 10 : NOT_A_DIGIT;
}

static size_t parenthesised_length(cl_span text)
{
    size_t depth = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '\\') {
            i++;
        } else if (text.data[i] == '(') {
            depth++;
        } else if (text.data[i] == ')' && --depth == 0) {
            return i + 1;
        }
    }
    return text.len + 1;
}

size_t cl_literal_length(cl_span text)
{
    if (text.len == 0 || (text.data[0] != '(' && text.data[0] != '<')) {
        return 0;
    }
    return text.data[0] == '(' ? parenthesised_length(text) : cl_span_find_byte(text, '>') + 1;
}

/* --- decoding: never longer than what stands there --- */

typedef struct decoder {
    cl_span in; /* between the delimiters */
    size_t at;
    uint8_t *out;
    size_t len;
    bool changed;
} decoder;

static uint8_t next(decoder *from)
{
    return from->at < from->in.len ? from->in.data[from->at++] : 0;
}

static bool is_octal(const decoder *from)
{
    return from->at < from->in.len && from->in.data[from->at] >= '0' &&
           from->in.data[from->at] <= '7';
}

/* Skips the second half of CR LF. */
static void skip_line_feed(decoder *from, uint8_t before)
{
    if (before == '\r' && from->at < from->in.len && from->in.data[from->at] == '\n') {
        from->at++;
    }
}

/* ISO 32000-1, table 3; what stands behind the backslash. */
static void put_escape(decoder *from)
{
    static const char letters[] = "nrtbf";
    static const char meanings[] = "\n\r\t\b\f";
    if (is_octal(from)) {
        unsigned code = 0;
        for (size_t i = 0; i < OCTAL_DIGITS && is_octal(from); i++) {
            code = code * 8 + (next(from) - (unsigned)'0');
        }
        from->out[from->len++] = (uint8_t)code; /* an overflow is ignored, as there */
        return;
    }
    if (from->at == from->in.len) {
        return;
    }
    uint8_t byte = next(from);
    if (byte == '\r' || byte == '\n') { /* the line goes on */
        skip_line_feed(from, byte);
        return;
    }
    for (size_t i = 0; letters[i] != '\0'; i++) {
        byte = byte == (uint8_t)letters[i] ? (uint8_t)meanings[i] : byte;
    }
    from->out[from->len++] = byte;
}

static void decode_parenthesised(decoder *from)
{
    while (from->at < from->in.len) {
        uint8_t byte = next(from);
        from->changed = from->changed || byte == '\\' || byte == '\r';
        if (byte == '\\') {
            put_escape(from);
        } else {
            skip_line_feed(from, byte);
            from->out[from->len++] = byte == '\r' ? '\n' : byte;
        }
    }
}

static void decode_hex(decoder *from)
{
    bool half = false;
    from->changed = true;
    while (from->at < from->in.len) {
        unsigned digit = cl_hex_digit(next(from));
        if (digit == NOT_A_DIGIT) {
            continue;
        }
        if (half) {
            from->out[from->len - 1] |= (uint8_t)digit;
        } else {
            from->out[from->len++] = (uint8_t)(digit << 4);
        }
        half = !half;
    }
}

cl_status cl_literal_read(cl_blocks *blocks, const cl_block *from, cl_block *out)
{
    size_t len = cl_literal_length(from->bytes);
    cl_span whole = cl_span_sub(from->bytes, 0, len);
    size_t inner = whole.len < len ? whole.len : len - 1; /* without the closing delimiter */
    decoder decoding = {.in = cl_span_from(cl_span_sub(whole, 0, inner), 1)};
    out->bytes = CL_EMPTY_SPAN;
    out->offset = cl_block_offset(from, 1);
    if (decoding.in.len == 0) {
        return CL_OK;
    }
    CL_TRY(cl_take_room(blocks, out->offset, decoding.in.len, &decoding.out));
    if (decoding.out == NULL) {
        return CL_OK;
    }
    (from->bytes.data[0] == '(' ? decode_parenthesised : decode_hex)(&decoding);
    out->bytes = (cl_span){decoding.out, decoding.len};
    out->inflated = from->inflated || decoding.changed;
    return CL_OK;
}
