#include "container/tiff_ifd.h"

#include "base/limits.h"

/* TIFF 6.0, section 2; the widths of BigTIFF are those of the proposal that all readers follow. */
static size_t count_width(const cl_tiff_file *file)
{
    return file->big ? 8 : 2;
}

static size_t place_width(const cl_tiff_file *file)
{
    return file->big ? 8 : 4;
}

static size_t entry_width(const cl_tiff_file *file)
{
    return 2 + 2 + 2 * place_width(file); /* tag, type, count, value or its place */
}

static cl_reader reader_of(const cl_tiff_file *file, cl_span bytes, uint64_t offset)
{
    cl_reader reader = cl_reader_of(bytes, offset);
    reader.little_endian = file->little_endian;
    return reader;
}

cl_status cl_tiff_place(cl_reader *reader, bool big, uint64_t *out)
{
    uint32_t first;
    uint32_t second = 0;
    CL_TRY(cl_read_u32(reader, &first));
    *out = first;
    if (!big) {
        return CL_OK;
    }
    CL_TRY(cl_read_u32(reader, &second));
    *out = reader->little_endian ? (uint64_t)second << 32 | first : (uint64_t)first << 32 | second;
    return CL_OK;
}

uint64_t cl_tiff_offset(const cl_tiff_file *file, uint64_t place)
{
    return place > UINT64_MAX - file->base ? UINT64_MAX : file->base + place;
}

/* A place of damage: where the file ends if it is beyond. */
static uint64_t within(const cl_tiff_file *file, uint64_t offset)
{
    uint64_t size = cl_source_size(file->source);
    return offset < size ? offset : size;
}

/* Directories */

static cl_status report_cut(const cl_tiff_file *file, uint64_t offset)
{
    return cl_damage_report(file->blocks->findings, CL_DAMAGE_LENGTH, within(file, offset),
                            "a TIFF directory reaches beyond the end of the file");
}

static cl_status read_count(const cl_tiff_file *file, uint64_t offset, uint64_t *out)
{
    cl_span bytes;
    uint16_t count;
    CL_TRY(cl_source_peek(file->source, offset, count_width(file), &bytes));
    cl_reader reader = reader_of(file, bytes, offset);
    if (file->big) {
        return cl_tiff_place(&reader, true, out);
    }
    CL_TRY(cl_read_u16(&reader, &count));
    *out = count;
    return CL_OK;
}

static cl_status cap_count(const cl_tiff_file *file, uint64_t offset, uint64_t *count)
{
    if (*count <= CL_IFD_ENTRIES_MAX) {
        return CL_OK;
    }
    uint64_t stated = *count;
    *count = CL_IFD_ENTRIES_MAX;
    return cl_damage_report(file->blocks->findings, CL_DAMAGE_LIMIT, offset,
                            "a TIFF directory of %llu entries; %u are read",
                            (unsigned long long)stated, CL_IFD_ENTRIES_MAX);
}

cl_status cl_tiff_open(const cl_tiff_file *file, uint64_t offset, bool chained,
                       cl_tiff_directory *out)
{
    uint64_t count;
    *out = (cl_tiff_directory){.next = 0};
    cl_status status = read_count(file, offset, &count);
    if (status == CL_TRUNCATED) {
        return report_cut(file, offset);
    }
    CL_TRY(status);
    CL_TRY(cap_count(file, offset, &count));
    uint64_t start = offset + count_width(file);
    size_t len = (size_t)count * entry_width(file);
    cl_span bytes;
    CL_TRY(
        cl_take(file->blocks, file->source, (cl_extent){start, len + place_width(file)}, &bytes));
    out->entries = reader_of(file, bytes, start);
    out->count = bytes.len < len ? bytes.len / entry_width(file) : (size_t)count;
    cl_reader behind = reader_of(file, cl_span_from(bytes, len), start + len);
    bool ended = cl_tiff_place(&behind, file->big, &out->next) != CL_OK;
    return bytes.len < len || (chained && ended) ? report_cut(file, offset) : CL_OK;
}

/* Entries */

static uint64_t product(uint64_t count, size_t size)
{
    return size > 0 && count > UINT64_MAX / size ? UINT64_MAX : count * size;
}

cl_status cl_tiff_next(const cl_tiff_file *file, cl_tiff_directory *from, cl_tiff_entry *out)
{
    uint64_t count;
    uint64_t place;
    cl_reader *reader = &from->entries;
    if (from->count == 0) {
        return CL_TRUNCATED;
    }
    from->count--;
    CL_TRY(cl_read_u16(reader, &out->tag));
    CL_TRY(cl_read_u16(reader, &out->type));
    CL_TRY(cl_tiff_place(reader, file->big, &count));
    out->len = product(count, cl_tiff_type_size(out->type));
    out->offset = cl_reader_offset(reader);
    CL_TRY(cl_tiff_place(reader, file->big, &place));
    if (out->len > place_width(file)) {
        out->offset = cl_tiff_offset(file, place);
    }
    return CL_OK;
}

/* Values */

cl_status cl_tiff_extent(const cl_tiff_file *file, const cl_tiff_entry *entry, size_t cap,
                         cl_extent *out)
{
    cl_findings *findings = file->blocks->findings;
    uint64_t start = within(file, entry->offset);
    uint64_t left = cl_source_size(file->source) - start;
    uint64_t len = entry->len < left ? entry->len : left;
    *out = (cl_extent){start, len < cap ? (size_t)len : cap};
    if (cl_tiff_type_size(entry->type) == 0) {
        return cl_damage_report(findings, CL_DAMAGE_STRUCTURE, start,
                                "TIFF tag %u has the unknown type %u", entry->tag, entry->type);
    }
    if (entry->len > left) {
        CL_TRY(cl_damage_report(findings, CL_DAMAGE_LENGTH, start,
                                "TIFF tag %u announces %llu bytes where the file has %llu left",
                                entry->tag, (unsigned long long)entry->len,
                                (unsigned long long)left));
    }
    if (len <= cap) {
        return CL_OK;
    }
    return cl_damage_report(findings, CL_DAMAGE_LIMIT, start,
                            "TIFF tag %u holds %llu bytes; %zu are read", entry->tag,
                            (unsigned long long)len, cap);
}

cl_status cl_tiff_take(const cl_tiff_file *file, const cl_tiff_entry *entry, size_t cap,
                       cl_span *out)
{
    cl_extent where;
    *out = CL_EMPTY_SPAN;
    CL_TRY(cl_tiff_extent(file, entry, cap, &where));
    return where.len == 0 ? CL_OK : cl_take(file->blocks, file->source, where, out);
}
