#include "metadata/ifd.h"

#include "base/limits.h"
#include "base/message.h"
#include "base/reader.h"

enum {
    INLINE_BYTES = 4,
    TIFF_MAGIC = 42
};

/* A directory still to be read. */
typedef struct directory {
    uint32_t at; /* index in the stream */
    cl_tiff_kind kind;
} directory;

typedef struct ifd_walk {
    const cl_block *block;
    size_t start;
    cl_arena *arena;
    cl_findings *findings;
    cl_ifd_entries *out;
    cl_reader stream;
    directory directories[CL_IFDS_MAX];
    size_t count;
    bool loop_reported;
    bool limit_reported;
} ifd_walk;

static uint64_t offset_of(const ifd_walk *walk, size_t at)
{
    return cl_block_offset(walk->block, walk->start + at);
}

static cl_status report_once(ifd_walk *walk, bool *reported, cl_damage damage, size_t at,
                             const char *message)
{
    if (*reported) {
        return CL_OK;
    }
    *reported = true;
    return cl_damage_report(walk->findings, damage, offset_of(walk, at), "%s", cl_message(message));
}

static cl_status note_directory(ifd_walk *walk, uint32_t at, cl_tiff_kind kind)
{
    if (at == 0) {
        return CL_OK;
    }
    for (size_t i = 0; i < walk->count; i++) {
        if (walk->directories[i].at == at) {
            return report_once(walk, &walk->loop_reported, CL_DAMAGE_REPAIRED, at,
                               "Exif directories lead back to one that was read");
        }
    }
    if (walk->count == CL_IFDS_MAX) {
        walk->out->oversized = true;
        return report_once(walk, &walk->limit_reported, CL_DAMAGE_LIMIT, at,
                           "more Exif directories than are read");
    }
    walk->directories[walk->count++] = (directory){at, kind};
    return CL_OK;
}

/* Tag, type, count, then the value itself or its place (TIFF 6.0, section 2). */
static cl_status read_entry(const ifd_walk *walk, cl_reader *reader, cl_ifd_entry *out)
{
    uint32_t count;
    uint32_t place;
    CL_TRY(cl_read_u16(reader, &out->tag));
    CL_TRY(cl_read_u16(reader, &out->type));
    CL_TRY(cl_read_u32(reader, &count));
    size_t at = reader->at;
    CL_TRY(cl_read_u32(reader, &place));
    uint64_t len = (uint64_t)count * cl_tiff_type_size(out->type);
    if (len > INLINE_BYTES) {
        at = place;
    }
    size_t wanted = len > SIZE_MAX ? SIZE_MAX : (size_t)len;
    out->value = cl_span_sub(walk->stream.bytes, at, wanted);
    out->complete = out->value.len == wanted;
    size_t end = walk->stream.bytes.len;
    out->at = walk->start + (at < end ? at : end);
    return CL_OK;
}

static cl_status keep_entry(ifd_walk *walk, const cl_ifd_entry *entry)
{
    cl_ifd_entry *kept = cl_array_add(&walk->out->items, walk->arena, sizeof *kept,
                                      CL_IFDS_MAX * CL_IFD_ENTRIES_MAX);
    if (kept == NULL) {
        return cl_arena_status(walk->arena);
    }
    *kept = *entry;
    return CL_OK;
}

/* The interoperability directory holds nothing that is read. */
static cl_status follow_pointer(ifd_walk *walk, const cl_ifd_entry *entry)
{
    walk->out->pointers++;
    cl_reader reader = cl_reader_of(entry->value, 0);
    reader.little_endian = walk->stream.little_endian;
    uint32_t at;
    if (entry->tag == CL_TAG_INTEROPERABILITY_IFD) {
        return CL_OK;
    }
    if (cl_read_u32(&reader, &at) != CL_OK || at == 0) {
        walk->out->strange = true;
        return CL_OK;
    }
    return note_directory(walk, at, entry->tag == CL_TAG_GPS_IFD ? CL_TIFF_GPS : CL_TIFF_EXIF);
}

static bool is_pointer(uint16_t tag)
{
    return tag == CL_TAG_EXIF_IFD || tag == CL_TAG_GPS_IFD || tag == CL_TAG_INTEROPERABILITY_IFD;
}

static cl_status read_entries(ifd_walk *walk, cl_reader *reader, cl_tiff_kind kind, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cl_ifd_entry entry = {.kind = kind};
        CL_TRY(read_entry(walk, reader, &entry));
        walk->out->value_bytes += entry.value.len;
        if (is_pointer(entry.tag)) {
            CL_TRY(follow_pointer(walk, &entry));
        } else {
            CL_TRY(keep_entry(walk, &entry));
        }
    }
    return CL_OK;
}

/* Count, entries, and the place of the next directory, which old writers leave out at the end. */
static cl_status read_directory(ifd_walk *walk, const directory *from)
{
    cl_reader reader = walk->stream;
    uint16_t count;
    uint32_t next;
    CL_TRY(cl_reader_seek(&reader, from->at));
    CL_TRY(cl_read_u16(&reader, &count));
    if (count > CL_IFD_ENTRIES_MAX) {
        walk->out->oversized = true;
        count = CL_IFD_ENTRIES_MAX;
        CL_TRY(report_once(walk, &walk->limit_reported, CL_DAMAGE_LIMIT, from->at,
                           "an Exif directory of more entries than are read"));
    }
    CL_TRY(read_entries(walk, &reader, from->kind, count));
    if (cl_read_u32(&reader, &next) != CL_OK) {
        return CL_OK;
    }
    return note_directory(walk, next, CL_TIFF_MAIN);
}

/* The directories found so far and those that they lead to. */
static cl_status read_directories(ifd_walk *walk)
{
    for (size_t i = 0; i < walk->count; i++) {
        const directory from = walk->directories[i];
        bool vital = i == 0 || from.kind == CL_TIFF_EXIF; /* the others hold no text by right */
        cl_status status = read_directory(walk, &from);
        if (status == CL_TRUNCATED || status == CL_MALFORMED) {
            status =
                cl_damage_report(walk->findings, vital ? CL_DAMAGE_STRUCTURE : CL_DAMAGE_IGNORED,
                                 offset_of(walk, from.at),
                                 vital ? CL_MESSAGE("an Exif directory that is damaged")
                                       : CL_MESSAGE("a damaged directory behind the main one"));
        }
        CL_TRY(status);
    }
    return CL_OK;
}

/* Byte order, 42, place of IFD0 (TIFF 6.0, section 2). */
static cl_status read_header(ifd_walk *walk, uint32_t *first)
{
    cl_span order;
    uint16_t magic;
    CL_TRY(cl_read_span(&walk->stream, 2, &order));
    walk->stream.little_endian = cl_span_equal(order, CL_SPAN("II"));
    if (!walk->stream.little_endian && !cl_span_equal(order, CL_SPAN("MM"))) {
        return CL_MALFORMED;
    }
    CL_TRY(cl_read_u16(&walk->stream, &magic));
    CL_TRY(cl_read_u32(&walk->stream, first));
    return magic == TIFF_MAGIC ? CL_OK : CL_MALFORMED;
}

cl_status cl_ifd_read(const cl_block *block, size_t start, cl_arena *arena, cl_findings *findings,
                      cl_ifd_entries *out)
{
    ifd_walk walk = {.block = block,
                     .start = start,
                     .arena = arena,
                     .findings = findings,
                     .out = out,
                     .stream = cl_reader_of(cl_span_from(block->bytes, start), 0)};
    uint32_t first;
    if (read_header(&walk, &first) != CL_OK || first == 0) {
        return cl_damage_report(findings, CL_DAMAGE_STRUCTURE, cl_block_offset(block, start),
                                "an Exif block without a TIFF header that leads to a directory");
    }
    out->little_endian = walk.stream.little_endian;
    bool gps = cl_span_equal(block->key, CL_SPAN("GPS"));
    CL_TRY(note_directory(&walk, first, gps ? CL_TIFF_GPS : CL_TIFF_MAIN));
    return read_directories(&walk);
}

const cl_ifd_entry *cl_ifd_find(const cl_ifd_entries *entries, bool gps, uint16_t tag)
{
    for (size_t i = 0; i < entries->items.count; i++) {
        const cl_ifd_entry *entry = CL_ARRAY_AT(&entries->items, const cl_ifd_entry, i);
        if (entry->tag == tag && (entry->kind == CL_TIFF_GPS) == gps) {
            return entry;
        }
    }
    return NULL;
}
