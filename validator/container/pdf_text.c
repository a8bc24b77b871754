#include "container/pdf_text.h"

#include "base/charset.h"
#include "base/text.h"
#include "container/literal.h"
#include "container/take.h"

/* ISO 32000-1, D.3: where PDFDocEncoding is not Latin-1. */
static const uint16_t low[] = {0x02D8, 0x02C7, 0x02C6, 0x02D9, 0x02DD, 0x02DB, 0x02DA, 0x02DC};
static const uint16_t high[] = {
    0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039, 0x203A,         0x2212,
    0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02,         0x0141,
    0x0152, 0x0160, 0x0178, 0x017D, 0x0131, 0x0142, 0x0153, 0x0161, 0x017E, CL_REPLACEMENT, 0x20AC};

enum {
    LOW_START = 0x18,
    HIGH_START = 0x80,
    UTF8_OF_BYTE_MAX = 3 /* all of these are in the basic plane */
};

static uint32_t meaning(uint8_t byte)
{
    if (byte >= LOW_START && byte < LOW_START + sizeof low / sizeof *low) {
        return low[byte - LOW_START];
    }
    if (byte >= HIGH_START && byte < HIGH_START + sizeof high / sizeof *high) {
        return high[byte - HIGH_START];
    }
    return byte;
}

static bool is_plain(cl_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (meaning(text.data[i]) >= 0x80) {
            return false;
        }
    }
    return true;
}

static cl_status decode(cl_blocks *blocks, cl_block *text)
{
    cl_span in = text->bytes;
    uint8_t *bytes;
    text->bytes = CL_EMPTY_SPAN;
    text->inflated = true;
    CL_TRY(cl_take_room(blocks, text->offset, UTF8_OF_BYTE_MAX * in.len, &bytes));
    if (bytes == NULL) {
        return CL_OK;
    }
    size_t len = 0;
    for (size_t i = 0; i < in.len; i++) {
        uint8_t utf8[CL_UTF8_MAX];
        size_t count = cl_utf8_put(meaning(in.data[i]), utf8);
        for (size_t k = 0; k < count; k++) {
            bytes[len++] = utf8[k];
        }
    }
    text->bytes = (cl_span){bytes, len};
    return CL_OK;
}

/* Cuts off the mark that says in which charset the rest is. */
static bool cut_mark(cl_block *text)
{
    static const struct {
        cl_span mark;
        const char *charset;
    } marks[] = {
        {{(const uint8_t *)"\xFE\xFF", 2}, CL_CHARSET_UTF16BE},
        {{(const uint8_t *)"\xFF\xFE", 2}, CL_CHARSET_UTF16LE},
        {{(const uint8_t *)"\xEF\xBB\xBF", 3}, CL_CHARSET_UTF8},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t len = marks[i].mark.len;
        if (cl_span_starts(text->bytes, marks[i].mark)) {
            text->charset = marks[i].charset;
            text->bytes = cl_span_from(text->bytes, len);
            text->offset += text->inflated ? 0 : len;
            return true;
        }
    }
    return false;
}

cl_status cl_pdf_text(cl_blocks *blocks, const cl_block *from, cl_block *out)
{
    CL_TRY(cl_literal_read(blocks, from, out));
    if (cut_mark(out)) {
        return CL_OK;
    }
    out->charset = CL_CHARSET_UTF8;
    if (is_plain(out->bytes)) {
        return CL_OK;
    }
    if (cl_utf8_valid(out->bytes)) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_REPAIRED, out->offset,
                                "a PDF text that should be in PDFDocEncoding is UTF-8");
    }
    return decode(blocks, out);
}
