#include "base/limits.h"
#include "container/formats.h"
#include "container/svg.h"
#include "container/take.h"
#include "container/xml_head.h"

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

static guess guess_of(cl_span text)
{
    bool xml = false;
    text = cl_xml_skip_blank(text);
    while (cl_xml_skip_prologue(&text)) {
        xml = true;
        text = cl_xml_skip_blank(text);
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
    return guess_of(cl_xml_fold(cl_span_sub(head, 0, HEAD), ascii)) != GUESS_NO;
}

/* What the first bytes left open. */
static cl_status look_again(cl_source *source, bool *xmp, bool *svg)
{
    uint8_t ascii[PROLOGUE_MAX];
    cl_span head;
    CL_TRY(cl_source_peek_some(source, 0, PROLOGUE_MAX, &head));
    *xmp = guess_of(cl_xml_fold(head, ascii)) == GUESS_XMP;
    *svg = cl_svg_is(head);
    return CL_OK;
}

static cl_status read_xmp_file(cl_source *source, cl_blocks *blocks)
{
    bool xmp;
    bool svg;
    CL_TRY(look_again(source, &xmp, &svg));
    if (svg) {
        blocks->format = cl_format_svg.name;
        return cl_format_svg.read(source, blocks);
    }
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
