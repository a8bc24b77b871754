#include "container/jpeg_trailer.h"

#include "base/reader.h"

enum {
    FOOTER = 12, /* the longest end of a trailer */
    TRAILERS_MAX = 8,
    AFCP_ENTRIES_MAX = 64,
    AFCP_ENTRY = 12,
    FOTOSTATION_FOOTER = 10,
    FOTOSTATION_IPTC = 1
};

typedef struct trailers {
    cl_source *source;
    cl_blocks *blocks;
    uint64_t end; /* of the trailer that is looked for */
    bool found;
} trailers;

static cl_status add_datasets(trailers *from, cl_extent extent, const char *container)
{
    cl_block block = {.kind = CL_BLOCK_IIM, .offset = extent.offset, .container = container};
    CL_TRY(cl_take(from->blocks, from->source, extent, &block.bytes));
    return block.bytes.len == 0 ? CL_OK : cl_blocks_add(from->blocks, &block);
}

static cl_status report_broken(trailers *from, const char *name)
{
    from->found = false;
    return cl_damage_report(from->blocks->findings, CL_DAMAGE_STRUCTURE, from->end,
                            "the trailer of %s that ends here begins nowhere", name);
}

/* FotoStation: the data, then their kind, the length of all, a mark. */
static cl_status read_fotostation(trailers *from, cl_span footer)
{
    cl_reader reader = cl_reader_of(cl_span_from(footer, FOOTER - FOTOSTATION_FOOTER), 0);
    uint16_t kind;
    uint32_t length;
    CL_TRY(cl_read_u16be(&reader, &kind));
    CL_TRY(cl_read_u32be(&reader, &length));
    if (length < FOTOSTATION_FOOTER || length > from->end) {
        return report_broken(from, "FotoStation");
    }
    cl_extent data = {from->end - length, length - FOTOSTATION_FOOTER};
    from->end -= length;
    return kind == FOTOSTATION_IPTC ? add_datasets(from, data, "FotoStation trailer") : CL_OK;
}

/* Photo Mechanic: settings of its own, then their length and a mark. */
static cl_status skip_photo_mechanic(trailers *from, cl_span footer)
{
    cl_reader reader = cl_reader_of(footer, 0);
    uint32_t length;
    CL_TRY(cl_read_u32be(&reader, &length));
    if (length > from->end - FOOTER) {
        return report_broken(from, "Photo Mechanic");
    }
    from->end -= FOOTER + (uint64_t)length;
    return CL_OK;
}

/* What the directory names lies before it. */
static cl_status read_afcp_data(trailers *from, uint32_t offset, uint32_t length)
{
    if (offset > from->end || length > from->end - offset) {
        return cl_damage_report(from->blocks->findings, CL_DAMAGE_LENGTH, from->end,
                                "the trailer of AFCP names %u bytes at %u as its datasets, where "
                                "they are not",
                                length, offset);
    }
    return add_datasets(from, (cl_extent){offset, length}, "AFCP trailer");
}

static cl_status read_afcp_entries(trailers *from, cl_reader *reader, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cl_span tag;
        uint32_t length;
        uint32_t offset;
        CL_TRY(cl_read_span(reader, 4, &tag));
        CL_TRY(cl_read_u32(reader, &length));
        CL_TRY(cl_read_u32(reader, &offset));
        if (cl_span_equal(tag, CL_SPAN("IPTC"))) {
            CL_TRY(read_afcp_data(from, offset, length));
        }
    }
    return CL_OK;
}

/* AXS File Concatenation Protocol: a directory, of which the end of the file says where it is. */
static cl_status read_afcp(trailers *from, cl_span footer)
{
    uint8_t mark[4];
    uint32_t start;
    uint16_t count;
    cl_reader reader = cl_reader_of(footer, 0);
    reader.little_endian = footer.data[3] == '*';
    for (size_t i = 0; i < sizeof mark; i++) {
        mark[i] = footer.data[i];
    }
    CL_TRY(cl_read_skip(&reader, sizeof mark));
    CL_TRY(cl_read_u32(&reader, &start));
    cl_span directory;
    CL_TRY(cl_source_peek_some(from->source, start, FOOTER + AFCP_ENTRIES_MAX * AFCP_ENTRY,
                               &directory));
    if (start >= from->end || !cl_span_starts(directory, (cl_span){mark, sizeof mark})) {
        return report_broken(from, "AFCP");
    }
    cl_span kept;
    CL_TRY(
        cl_arena_copy(from->blocks->arena, directory, &kept)); /* what is taken moves the window */
    cl_reader entries = cl_reader_of(kept, start);
    entries.little_endian = reader.little_endian;
    from->end = start;
    cl_status status = cl_read_skip(&entries, sizeof mark + 2); /* version */
    if (status == CL_OK && cl_read_u16(&entries, &count) == CL_OK) {
        CL_TRY(cl_reader_seek(&entries, FOOTER <= kept.len ? FOOTER : kept.len));
        status =
            read_afcp_entries(from, &entries, count < AFCP_ENTRIES_MAX ? count : AFCP_ENTRIES_MAX);
    }
    return status == CL_TRUNCATED ? report_broken(from, "AFCP") : status;
}

static cl_status read_next(trailers *from)
{
    cl_span footer;
    from->found = false;
    if (from->end < FOOTER) {
        return CL_OK;
    }
    CL_TRY(cl_source_peek_some(from->source, from->end - FOOTER, FOOTER, &footer));
    from->found = true;
    if (cl_span_ends(footer, CL_SPAN("\xA1\xB2\xC3\xD4"))) {
        return read_fotostation(from, footer);
    }
    if (cl_span_ends(footer, CL_SPAN("cbipcbbl"))) {
        return skip_photo_mechanic(from, footer);
    }
    if (cl_span_starts(footer, CL_SPAN("AXS!")) || cl_span_starts(footer, CL_SPAN("AXS*"))) {
        return read_afcp(from, footer);
    }
    from->found = false;
    return CL_OK;
}

cl_status cl_jpeg_trailers_read(cl_source *source, cl_blocks *blocks)
{
    trailers from = {
        .source = source, .blocks = blocks, .end = cl_source_size(source), .found = true};
    for (size_t i = 0; from.found && i < TRAILERS_MAX; i++) {
        CL_TRY(read_next(&from));
    }
    return CL_OK;
}
