#include "base/limits.h"
#include "base/message.h"
#include "base/reader.h"
#include "container/formats.h"
#include "container/irb.h"
#include "container/take.h"

/* Adobe Photoshop File Formats Specification, "Photoshop File Format". What lies behind the image
 * resources is layers and pixels. */
enum {
    HEADER = 26,
    LENGTH = 4,
    VERSION = 4, /* where it stands */
    VERSION_PSD = 1,
    VERSION_PSB = 2 /* for pictures of more than 30,000 pixels */
};

static const cl_span signature = {(const uint8_t *)"8BPS", 4};

static bool is_version(cl_span head, uint8_t version)
{
    const uint8_t bytes[] = {0, version};
    return cl_span_starts(cl_span_from(head, VERSION), (cl_span){bytes, sizeof bytes});
}

static bool is_psd(cl_span head)
{
    return cl_span_starts(head, signature) &&
           (is_version(head, VERSION_PSD) || is_version(head, VERSION_PSB));
}

/* The section whose length stands at `offset`: what there is of it. */
static cl_status read_section(cl_source *source, cl_blocks *blocks, uint64_t offset,
                              const char *what, cl_extent *out)
{
    cl_span bytes;
    uint32_t length;
    CL_TRY(cl_source_peek(source, offset, LENGTH, &bytes));
    cl_reader reader = cl_reader_of(bytes, offset);
    CL_TRY(cl_read_u32be(&reader, &length));
    uint64_t left = cl_source_size(source) - cl_reader_offset(&reader);
    out->offset = cl_reader_offset(&reader);
    out->len = length < left ? length : (size_t)left;
    if (length <= left) {
        return CL_OK;
    }
    return cl_damage_report(blocks->findings, CL_DAMAGE_LENGTH, offset,
                            "the PSD's %s announce %u bytes where the file has %llu left",
                            cl_message(what), length, (unsigned long long)left);
}

static cl_status read_resources(cl_source *source, cl_blocks *blocks, cl_extent section)
{
    cl_block stream = {.offset = section.offset, .container = "PSD"};
    if (section.len > cl_take_left(blocks)) {
        CL_TRY(cl_take_report_limit(blocks, section.offset));
        section.len = cl_take_left(blocks);
    }
    CL_TRY(cl_take(blocks, source, section, &stream.bytes));
    return cl_irb_read(&stream, blocks);
}

static cl_status read_sections(cl_source *source, cl_blocks *blocks)
{
    cl_extent colours;
    cl_extent resources;
    CL_TRY(read_section(source, blocks, HEADER, "colours", &colours));
    uint64_t behind = colours.offset + colours.len;
    CL_TRY(read_section(source, blocks, behind, "image resources", &resources));
    return read_resources(source, blocks, resources);
}

static cl_status read_psd(cl_source *source, cl_blocks *blocks)
{
    cl_span head;
    CL_TRY(cl_source_peek_some(source, 0, HEADER, &head));
    blocks->format = is_version(head, VERSION_PSB) ? "PSB" : "PSD";
    cl_status status = read_sections(source, blocks);
    if (status == CL_TRUNCATED) {
        return cl_damage_report(blocks->findings, CL_DAMAGE_TRUNCATED, cl_source_size(source),
                                "the PSD ends before its image resources");
    }
    return status;
}

const cl_format cl_format_psd = {.name = "PSD", .is = is_psd, .read = read_psd};
