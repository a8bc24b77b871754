#include "base/limits.h"
#include "container/formats.h"
#include "container/take.h"

/* XMP Specification Part 3, 1.2: the packet is told by its first element, not by its name. */
enum {
    HEAD = 64,          /* what cl_format_of is given */
    PROLOGUE_MAX = 4096 /* an XML declaration and comments before the first element */
};

typedef enum guess {
    GUESS_NO,
    GUESS_XMP,
    GUESS_OPEN /* an XML declaration or comment, and then the bytes end */
} guess;

/* How wide the characters are and which of their bytes is ASCII: UTF-8, UTF-16 and UTF-32 of both
 * byte orders. */
typedef struct char_layout {
    size_t skip; /* byte order mark */
    size_t width;
    size_t ascii;
} char_layout;

static char_layout layout_of(cl_span head)
{
    static const struct {
        cl_span start;
        char_layout layout;
    } known[] = {
        {{(const uint8_t *)"\xEF\xBB\xBF", 3}, {3, 1, 0}},
        {{(const uint8_t *)"\xFF\xFE\0\0", 4}, {4, 4, 0}},
        {{(const uint8_t *)"\0\0\xFE\xFF", 4}, {4, 4, 3}},
        {{(const uint8_t *)"\xFF\xFE", 2}, {2, 2, 0}},
        {{(const uint8_t *)"\xFE\xFF", 2}, {2, 2, 1}},
        {{(const uint8_t *)"<\0\0\0", 4}, {0, 4, 0}},
        {{(const uint8_t *)"\0\0\0<", 4}, {0, 4, 3}},
        {{(const uint8_t *)"<\0", 2}, {0, 2, 0}},
        {{(const uint8_t *)"\0<", 2}, {0, 2, 1}},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (cl_span_starts(head, known[i].start)) {
            return known[i].layout;
        }
    }
    return (char_layout){0, 1, 0};
}

/* The bytes as ASCII characters, others as '?'; `out` has room for head.len. */
static cl_span fold(cl_span head, uint8_t *out)
{
    char_layout layout = layout_of(head);
    size_t len = 0;
    for (size_t i = layout.skip; head.len - i >= layout.width && i < head.len; i += layout.width) {
        size_t others = 0;
        for (size_t k = 0; k < layout.width; k++) {
            others += k != layout.ascii && head.data[i + k] != 0;
        }
        uint8_t byte = head.data[i + layout.ascii];
        out[len++] = others == 0 && byte < 0x80 ? byte : '?';
    }
    return (cl_span){out, len};
}

static cl_span skip_blank(cl_span text)
{
    size_t blank = 0;
    while (blank < text.len && cl_span_trim(cl_span_sub(text, blank, 1)).len == 0) {
        blank++;
    }
    return cl_span_from(text, blank);
}

/* Whether `text` starts with `wanted`, or ends before it could be told. */
static guess compare(cl_span text, cl_span wanted)
{
    if (cl_span_starts(text, wanted)) {
        return GUESS_XMP;
    }
    return text.len < wanted.len && cl_span_starts(wanted, text) ? GUESS_OPEN : GUESS_NO;
}

static guess first_element(cl_span text)
{
    static const char *const roots[] = {"<?xpacket", "<x:xmpmeta", "<x:xapmeta", "<rdf:RDF"};
    guess best = GUESS_NO;
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        guess one = compare(text, cl_span_of(roots[i]));
        best = best == GUESS_NO ? one : best;
    }
    return best;
}

/* Cuts an XML declaration or a comment off the front: false where there is none. */
static bool skip_prologue(cl_span *text)
{
    bool comment = cl_span_starts(*text, CL_SPAN("<!--"));
    if (!comment && !cl_span_starts(*text, CL_SPAN("<?xml"))) {
        return false;
    }
    cl_span end = comment ? CL_SPAN("-->") : CL_SPAN("?>");
    size_t at = cl_span_find(*text, end);
    *text = cl_span_from(*text, at < text->len ? at + end.len : at);
    return true;
}

static guess guess_of(cl_span text)
{
    bool xml = false;
    text = skip_blank(text);
    while (skip_prologue(&text)) {
        xml = true;
        text = skip_blank(text);
    }
    if (text.len == 0) {
        return xml ? GUESS_OPEN : GUESS_NO;
    }
    guess found = first_element(text);
    return found == GUESS_OPEN && !xml ? GUESS_NO : found;
}

static bool is_xmp_file(cl_span head)
{
    uint8_t ascii[HEAD];
    return guess_of(fold(cl_span_sub(head, 0, HEAD), ascii)) != GUESS_NO;
}

static cl_status is_xmp_source(cl_source *source, bool *out)
{
    uint8_t ascii[PROLOGUE_MAX];
    cl_span head;
    CL_TRY(cl_source_peek_some(source, 0, PROLOGUE_MAX, &head));
    *out = guess_of(fold(head, ascii)) == GUESS_XMP;
    return CL_OK;
}

static cl_status read_xmp_file(cl_source *source, cl_blocks *blocks)
{
    bool xmp;
    CL_TRY(is_xmp_source(source, &xmp));
    if (!xmp) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_UNKNOWN_FORMAT, 0,
                                "an XML file that does not begin as XMP does");
    }
    uint64_t size = cl_source_size(source);
    if (size > CL_SIDECAR_MAX) {
        CL_TRY(cl_damage_report(blocks->findings, CL_DAMAGE_LIMIT, CL_SIDECAR_MAX,
                                "the XMP file has %llu bytes; %u are read",
                                (unsigned long long)size, CL_SIDECAR_MAX));
        size = CL_SIDECAR_MAX;
    }
    cl_block block = {.kind = CL_BLOCK_XMP, .container = "XMP file"};
    CL_TRY(cl_take(blocks, source, (cl_extent){0, (size_t)size}, &block.bytes));
    return cl_blocks_add(blocks, &block);
}

const cl_format cl_format_xmp_file = {.name = "XMP", .is = is_xmp_file, .read = read_xmp_file};
