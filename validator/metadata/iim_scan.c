#include "metadata/iim_scan.h"

#include "base/limits.h"
#include "base/reader.h"

enum {
    TAG_MARKER = 0x1C,
    RECORD_MAX = 9,
    LENGTH_BYTES_MAX = 8 /* no writer needs more than four, and some fill them up with zeros */
};

typedef struct scanner {
    const cl_block *block;
    cl_arena *arena;
    cl_findings *findings;
    cl_array *out;
    cl_reader reader;
    bool padding_reported;
} scanner;

typedef struct dataset_header {
    uint8_t record;
    uint8_t number;
    size_t len;
} dataset_header;

static bool is_record(uint8_t byte)
{
    return byte >= 1 && byte <= RECORD_MAX;
}

/* Bit 15 set: the other bits tell how many bytes the length itself takes (IIM 4.2, 1.6). */
static cl_status read_length(cl_reader *reader, size_t *out)
{
    uint16_t first;
    CL_TRY(cl_read_u16be(reader, &first));
    *out = first;
    if (first < 0x8000) {
        return CL_OK;
    }
    size_t count = first & 0x7FFFu;
    if (count == 0 || count > LENGTH_BYTES_MAX) {
        return CL_MALFORMED;
    }
    *out = 0;
    for (size_t i = 0; i < count; i++) {
        uint8_t byte;
        CL_TRY(cl_read_u8(reader, &byte));
        if (*out > UINT32_MAX >> 8) {
            return CL_MALFORMED;
        }
        *out = *out << 8 | byte;
    }
    return CL_OK;
}

/* Marker, record, dataset and length (IIM 4.2, 1.5). A failed read moves nothing. */
static cl_status read_header(cl_reader *reader, dataset_header *out)
{
    cl_reader ahead = *reader;
    uint8_t marker;
    CL_TRY(cl_read_u8(&ahead, &marker));
    CL_TRY(cl_read_u8(&ahead, &out->record));
    if (marker != TAG_MARKER || !is_record(out->record)) {
        return CL_MALFORMED;
    }
    CL_TRY(cl_read_u8(&ahead, &out->number));
    CL_TRY(read_length(&ahead, &out->len));
    *reader = ahead;
    return CL_OK;
}

/* Whether a whole dataset may stand at `at`. */
static bool is_plausible(const scanner *scan, size_t at)
{
    cl_reader reader = scan->reader;
    dataset_header header;
    return cl_reader_seek(&reader, at) == CL_OK && read_header(&reader, &header) == CL_OK &&
           header.len <= cl_reader_left(&reader);
}

/* The first plausible dataset in [from, end), or `end`. */
static size_t find_dataset(const scanner *scan, size_t from, size_t end)
{
    for (size_t at = from; at < end; at++) {
        at += cl_span_find_byte(cl_span_sub(scan->reader.bytes, at, end - at), TAG_MARKER);
        if (at < end && is_plausible(scan, at)) {
            return at;
        }
    }
    return end;
}

static bool is_padding(cl_span rest)
{
    for (size_t i = 0; i < rest.len; i++) {
        if (rest.data[i] != 0) {
            return false;
        }
    }
    return true;
}

/* Whether a value may end at `at`: there the block ends, its padding begins, or a dataset. */
static bool ends_well(const scanner *scan, size_t at)
{
    cl_span rest = cl_span_from(scan->reader.bytes, at);
    if (rest.len >= 2 && rest.data[0] == TAG_MARKER) {
        return is_record(rest.data[1]);
    }
    return is_padding(rest);
}

/* Text that a length too short left outside its value; what else is there is garbage or padding. */
static bool is_missed_text(cl_span bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        uint8_t byte = bytes.data[i];
        if (byte < ' ' && byte != '\0' && byte != '\t' && byte != '\n' && byte != '\r') {
            return false;
        }
    }
    return !is_padding(bytes);
}

static uint64_t offset_of(const scanner *scan, size_t at)
{
    return cl_block_offset(scan->block, at);
}

static cl_status report_length(scanner *scan, const dataset_header *header, size_t at, size_t len)
{
    size_t wrong_by = len > header->len ? len - header->len : header->len - len;
    cl_damage damage = wrong_by == 1 ? CL_DAMAGE_REPAIRED : CL_DAMAGE_LENGTH;
    return cl_damage_report(scan->findings, damage, offset_of(scan, at),
                            "IIM %u:%02u says that it is %zu bytes long, but is %zu; reading went "
                            "on at the next dataset",
                            header->record, header->number, header->len, len);
}

/* A value whose length leads to no dataset: it ends where the next plausible one begins. */
static cl_status mend_length(scanner *scan, const dataset_header *header, size_t *len)
{
    size_t at = scan->reader.at;
    size_t left = cl_reader_left(&scan->reader);
    size_t next = find_dataset(scan, at, scan->reader.bytes.len);
    if (next == scan->reader.bytes.len) {
        *len = header->len < left ? header->len : left;
        if (header->len <= left) {
            return CL_OK; /* what follows is looked at as garbage */
        }
        return cl_damage_report(scan->findings, CL_DAMAGE_LENGTH, offset_of(scan, at),
                                "IIM %u:%02u says that it is %zu bytes long, but only %zu are left",
                                header->record, header->number, header->len, left);
    }
    *len = next - at;
    if (*len > header->len &&
        !is_missed_text(cl_span_sub(scan->reader.bytes, at + header->len, *len - header->len))) {
        *len = header->len;
        return CL_OK;
    }
    return report_length(scan, header, at, *len);
}

/* 1:90 holds escape sequences: a dataset inside it means that its length is wrong. Nothing is lost,
 * however long it says to be. */
static cl_status mend_charset(scanner *scan, const dataset_header *header, size_t *len,
                              bool *mended)
{
    size_t at = scan->reader.at;
    size_t left = cl_reader_left(&scan->reader);
    size_t end = at + (*len < left ? *len : left);
    size_t next = find_dataset(scan, at, end);
    *mended = next < end;
    if (!*mended) {
        return CL_OK;
    }
    *len = next - at;
    return cl_damage_report(scan->findings, CL_DAMAGE_REPAIRED, offset_of(scan, at),
                            "IIM 1:90 swallows the next dataset; it is %zu bytes long, not %zu",
                            *len, header->len);
}

/* Keywords repeat the entry of the dataset before them. */
static const cl_iim_entry *entry_of(const scanner *scan, const dataset_header *header)
{
    size_t count = scan->out->count;
    if (count > 0) {
        const cl_iim_dataset *last = CL_ARRAY_AT(scan->out, const cl_iim_dataset, count - 1);
        if (last->record == header->record && last->number == header->number) {
            return last->entry;
        }
    }
    return cl_iim_entry_of(header->record, header->number);
}

/* Behind its header. */
static cl_status read_dataset(scanner *scan, dataset_header header)
{
    size_t len = header.len;
    bool mended = false;
    if (header.record == 1 && header.number == 90) {
        CL_TRY(mend_charset(scan, &header, &len, &mended));
    }
    if (!mended &&
        (len > cl_reader_left(&scan->reader) || !ends_well(scan, scan->reader.at + len))) {
        CL_TRY(mend_length(scan, &header, &len));
    }
    const cl_iim_entry *entry = entry_of(scan, &header);
    cl_iim_dataset *added =
        cl_array_add(scan->out, scan->arena, sizeof *added, CL_IIM_DATASETS_MAX);
    if (added == NULL) {
        return cl_arena_status(scan->arena);
    }
    *added = (cl_iim_dataset){
        .record = header.record, .number = header.number, .entry = entry, .at = scan->reader.at};
    return cl_read_span(&scan->reader, len, &added->value);
}

/* Some writers fill every dataset up to an even length. */
static cl_status report_padding(scanner *scan, size_t at)
{
    if (scan->padding_reported) {
        return CL_OK;
    }
    scan->padding_reported = true;
    return cl_damage_report(scan->findings, CL_DAMAGE_REPAIRED, offset_of(scan, at),
                            "NULs between IIM datasets; they were passed over");
}

/* Garbage is a loss where it is all there is, or where a dataset of the application record begins
 * in it, cut off or with a length that cannot be read. */
static bool may_hold_datasets(const scanner *scan, cl_span garbage)
{
    return scan->out->count == 0 || cl_span_find(garbage, CL_SPAN("\x1C\x02")) < garbage.len;
}

/* Bytes where a dataset should begin: go on at the next one. */
static cl_status skip_garbage(scanner *scan)
{
    size_t at = scan->reader.at;
    size_t end = scan->reader.bytes.len;
    size_t next = find_dataset(scan, at, end);
    bool padding = is_padding(cl_span_sub(scan->reader.bytes, at, next - at));
    CL_TRY(cl_reader_seek(&scan->reader, next));
    if (padding) {
        return report_padding(scan, at);
    }
    if (next < end) {
        return cl_damage_report(scan->findings, CL_DAMAGE_STRUCTURE, offset_of(scan, at),
                                "%zu bytes between IIM datasets belong to none", next - at);
    }
    cl_span rest = cl_span_from(scan->reader.bytes, at);
    return cl_damage_report(
        scan->findings, may_hold_datasets(scan, rest) ? CL_DAMAGE_STRUCTURE : CL_DAMAGE_IGNORED,
        offset_of(scan, at), "%zu bytes of garbage after the last IIM dataset", rest.len);
}

static bool is_done(const scanner *scan)
{
    return is_padding(cl_span_from(scan->reader.bytes, scan->reader.at));
}

cl_status cl_iim_scan(const cl_block *block, cl_arena *arena, cl_findings *findings, cl_array *out)
{
    scanner scan = {.block = block,
                    .arena = arena,
                    .findings = findings,
                    .out = out,
                    .reader = cl_reader_of(block->bytes, block->offset)};
    while (!is_done(&scan)) {
        if (out->count >= CL_IIM_DATASETS_MAX) {
            return cl_damage_report(findings, CL_DAMAGE_LIMIT, offset_of(&scan, scan.reader.at),
                                    "more than %u IIM datasets; the rest was not read",
                                    CL_IIM_DATASETS_MAX);
        }
        dataset_header header;
        CL_TRY(read_header(&scan.reader, &header) == CL_OK ? read_dataset(&scan, header)
                                                           : skip_garbage(&scan));
    }
    return CL_OK;
}
