#include "container/raw_profile.h"

#include "container/irb.h"
#include "container/take.h"

static const cl_span prefix = {(const uint8_t *)"Raw profile type ", 17};

bool cl_raw_profile_is(cl_span keyword)
{
    return cl_span_equal_nocase(cl_span_sub(keyword, 0, prefix.len), prefix);
}

static int hex_digit(uint8_t byte)
{
    if (byte >= '0' && byte <= '9') {
        return byte - '0';
    }
    if (byte >= 'a' && byte <= 'f') {
        return byte - 'a' + 10;
    }
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

static bool skip_line(cl_span *text, cl_span *out)
{
    return cl_span_next(text, '\n', out);
}

/* LF, name, LF, spaces and the decimal length, LF: then come the hex digits. */
static bool read_head(cl_span text, size_t *stated, cl_span *digits)
{
    cl_span line;
    *stated = 0;
    if (!skip_line(&text, &line) || !skip_line(&text, &line) || !skip_line(&text, &line)) {
        return false;
    }
    line = cl_span_trim(line);
    for (size_t i = 0; i < line.len; i++) {
        if (line.data[i] < '0' || line.data[i] > '9' || *stated > SIZE_MAX / 100) {
            return false;
        }
        *stated = *stated * 10 + (line.data[i] - (size_t)'0');
    }
    *digits = text;
    return line.len > 0;
}

/* Digits in pairs, white space between them, up to the first other byte. */
static size_t decode(cl_span digits, uint8_t *out)
{
    size_t count = 0;
    for (size_t i = 0; i < digits.len; i++) {
        int digit = hex_digit(digits.data[i]);
        if (digit >= 0) {
            out[count / 2] = (uint8_t)(out[count / 2] << 4 | digit);
            count++;
        } else if (cl_span_trim(cl_span_sub(digits, i, 1)).len > 0) {
            break;
        }
    }
    return count / 2;
}

static cl_status add(cl_blocks *blocks, cl_block *block, cl_block_kind kind, size_t header)
{
    block->kind = kind;
    block->bytes = cl_span_from(block->bytes, header);
    return block->bytes.len == 0 ? CL_OK : cl_blocks_add(blocks, block);
}

static size_t exif_header(cl_span bytes)
{
    return cl_span_starts(bytes, (cl_span){(const uint8_t *)"Exif\0", 6}) ? 6 : 0;
}

static cl_status add_app1(cl_blocks *blocks, cl_block *block)
{
    static const cl_span xmp = {(const uint8_t *)"http://ns.adobe.com/xap/1.0/", 29};
    if (cl_span_starts(block->bytes, xmp)) {
        return add(blocks, block, CL_BLOCK_XMP, xmp.len);
    }
    return add(blocks, block, CL_BLOCK_EXIF, exif_header(block->bytes));
}

static cl_status add_iptc(cl_blocks *blocks, cl_block *block)
{
    if (cl_irb_is(block->bytes)) {
        return cl_irb_read(block, blocks);
    }
    return add(blocks, block, CL_BLOCK_IIM, 0);
}

static cl_status add_profile(cl_blocks *blocks, cl_span name, cl_block *block)
{
    if (cl_span_equal_nocase(name, CL_SPAN("exif"))) {
        return add(blocks, block, CL_BLOCK_EXIF, exif_header(block->bytes));
    }
    if (cl_span_equal_nocase(name, CL_SPAN("APP1"))) {
        return add_app1(blocks, block);
    }
    if (cl_span_equal_nocase(name, CL_SPAN("xmp"))) {
        return add(blocks, block, CL_BLOCK_XMP, 0);
    }
    if (cl_span_equal_nocase(name, CL_SPAN("iptc"))) {
        return add_iptc(blocks, block);
    }
    if (cl_span_equal_nocase(name, CL_SPAN("8bim"))) {
        return cl_irb_read(block, blocks);
    }
    return CL_OK; /* icc, icm and others hold no text about the picture */
}

cl_status cl_raw_profile_read(cl_blocks *blocks, cl_span keyword, cl_span text, uint64_t offset)
{
    size_t stated;
    cl_span digits;
    uint8_t *bytes;
    if (!read_head(text, &stated, &digits)) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_STRUCTURE, offset,
                                "a PNG raw profile has no length line");
    }
    CL_TRY(cl_take_room(blocks, offset, digits.len / 2 + 1, &bytes));
    if (bytes == NULL) {
        return CL_OK;
    }
    cl_block block = {.offset = offset, .inflated = true, .container = "PNG raw profile"};
    block.bytes = (cl_span){bytes, decode(digits, bytes)};
    if (block.bytes.len < stated) {
        CL_TRY(cl_damage_report(blocks->findings, CL_DAMAGE_LENGTH, offset,
                                "a PNG raw profile announces %zu bytes and holds %zu", stated,
                                block.bytes.len));
    }
    return add_profile(blocks, cl_span_from(keyword, prefix.len), &block);
}
