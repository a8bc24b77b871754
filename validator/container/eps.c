#include "base/limits.h"
#include "base/reader.h"
#include "container/find.h"
#include "container/formats.h"
#include "container/irb.h"
#include "container/literal.h"
#include "container/tiff.h"

/* Adobe's PostScript Language Document Structuring Conventions 3.0 and Encapsulated PostScript File
 * Format 3.0 (5.2: the header of a DOS file, which may have a TIFF as preview). */
enum {
    DOS_HEADER = 30,
    DOS_POSTSCRIPT = 4, /* where offset and length of the PostScript stand */
    DOS_TIFF = 20,      /* and those of the TIFF preview */
    COMMENTS_MAX = 32 * 1024,
    LINE_MAX = 255 /* DSC 3.0, 4.3: of one line of comments */
};

typedef struct eps {
    cl_source *source;
    cl_blocks *blocks;
    cl_stretch postscript;
    cl_stretch preview; /* of a DOS file */
} eps;

static const cl_span dos_signature = {(const uint8_t *)"\xC5\xD0\xD3\xC6", 4};

static bool is_postscript(cl_span head)
{
    /* Printer drivers put a Control-D before it. */
    cl_span text = cl_span_from(head, cl_span_starts(head, CL_SPAN("\x04")) ? 1 : 0);
    return cl_span_starts(text, CL_SPAN("%!PS")) || cl_span_starts(text, CL_SPAN("%!Adobe"));
}

static bool is_eps(cl_span head)
{
    return cl_span_starts(head, dos_signature) || is_postscript(head);
}

/* --- the header of a DOS file --- */

static cl_status read_part(const eps *file, cl_span head, size_t at, cl_stretch *out)
{
    uint32_t offset;
    uint32_t len;
    uint64_t size = cl_source_size(file->source);
    cl_reader reader = cl_reader_of(cl_span_from(head, at), at);
    CL_TRY(cl_read_u32le(&reader, &offset));
    CL_TRY(cl_read_u32le(&reader, &len));
    *out = (cl_stretch){offset, (uint64_t)offset + len};
    if (out->end <= size) {
        return CL_OK;
    }
    CL_TRY(cl_damage_report(file->blocks->findings, CL_DAMAGE_LENGTH, at,
                            "the EPS announces a part of bytes %u to %llu where the file has %llu",
                            offset, (unsigned long long)out->end, (unsigned long long)size));
    out->end = size;
    out->offset = offset < size ? offset : size;
    return CL_OK;
}

static cl_status read_dos_header(eps *file, cl_span head)
{
    cl_span start;
    CL_TRY(read_part(file, head, DOS_POSTSCRIPT, &file->postscript));
    CL_TRY(read_part(file, head, DOS_TIFF, &file->preview));
    CL_TRY(cl_source_peek_some(file->source, file->postscript.offset, CL_FORMAT_HEAD, &start));
    return is_postscript(start) ? CL_OK : CL_MALFORMED;
}

/* What the header says is wrong: then all of the file is searched. */
static cl_status find_postscript(eps *file)
{
    uint64_t size = cl_source_size(file->source);
    file->postscript = (cl_stretch){0, size};
    cl_span head;
    CL_TRY(cl_source_peek_some(file->source, 0, DOS_HEADER, &head));
    if (!cl_span_starts(head, dos_signature)) {
        return CL_OK;
    }
    cl_status status = read_dos_header(file, head);
    if (status != CL_MALFORMED && status != CL_TRUNCATED) {
        return status;
    }
    file->postscript = (cl_stretch){0, size};
    return cl_damage_report(file->blocks->findings, CL_DAMAGE_STRUCTURE, 0,
                            "no PostScript stands where the header of the EPS says; all of the "
                            "file was searched");
}

/* --- comments of the header (DSC 3.0, 5) --- */

/* The next line, without its end: LF, CR or both. */
static cl_span next_line(cl_span text, size_t *at)
{
    cl_span rest = cl_span_from(text, *at);
    size_t feed = cl_span_find_byte(rest, '\n');
    size_t end = cl_span_find_byte(cl_span_sub(rest, 0, feed), '\r');
    size_t behind = end + 1;
    if (end + 1 == feed) {
        behind++;
    }
    *at += behind < rest.len ? behind : rest.len;
    return cl_span_sub(rest, 0, end);
}

static bool is_read(cl_span key)
{
    static const char *const keys[] = {"Title", "Author",   "Creator", "Copyright",
                                       "For",   "Keywords", "Subject", NULL};
    return cl_span_is_one_of(key, keys);
}

static bool is_at_end(cl_span value)
{
    return cl_span_equal(value, CL_SPAN("(atend)"));
}

/* "%%Title: text" or "%%Title: (text)"; `offset` is that of the line. */
static cl_status read_comment(eps *file, cl_span line, uint64_t offset)
{
    size_t colon = cl_span_find_byte(line, ':');
    cl_span key = cl_span_from(cl_span_sub(line, 0, colon), 2);
    size_t start = colon + 1;
    while (start < line.len && line.data[start] <= ' ') {
        start++;
    }
    cl_span value = cl_span_trim(cl_span_from(line, start));
    if (colon == line.len || !is_read(key) || value.len == 0 || is_at_end(value)) {
        return CL_OK;
    }
    cl_block from = {.bytes = value, .offset = offset + start};
    cl_block block = {.kind = CL_BLOCK_TEXT, .container = "EPS comment", .offset = from.offset};
    if (cl_literal_length(value) == value.len) {
        CL_TRY(cl_literal_read(file->blocks, &from, &block));
    } else {
        CL_TRY(cl_arena_copy(file->blocks->arena, value, &block.bytes));
    }
    CL_TRY(cl_arena_copy(file->blocks->arena, key, &block.key));
    return block.bytes.len == 0 ? CL_OK : cl_blocks_add(file->blocks, &block);
}

/* The header ends at its end comment or at the first line that is none. */
static bool is_comment(cl_span line)
{
    return line.len >= 2 && line.data[0] == '%' && line.data[1] > ' ' &&
           !cl_span_starts(line, CL_SPAN("%%EndComments"));
}

static cl_status read_comments(eps *file)
{
    uint64_t left = file->postscript.end - file->postscript.offset;
    cl_span text;
    cl_span copy;
    CL_TRY(cl_source_peek_some(file->source, file->postscript.offset,
                               left < COMMENTS_MAX ? (size_t)left : COMMENTS_MAX, &text));
    CL_TRY(cl_arena_copy(file->blocks->arena, text, &copy));
    size_t at = 0;
    (void)next_line(copy, &at); /* the signature */
    while (at < copy.len) {
        uint64_t offset = file->postscript.offset + at;
        cl_span line = next_line(copy, &at);
        if (!is_comment(line)) {
            break;
        }
        if (cl_span_starts(line, CL_SPAN("%%"))) {
            CL_TRY(read_comment(file, line, offset));
        }
    }
    return CL_OK;
}

/* --- Photoshop's image resources, as lines of hexadecimal digits --- */

typedef struct hex_data {
    uint8_t digits[UINT8_MAX + 1]; /* what each byte is as a digit */
    cl_stretch rest;
    uint8_t *bytes;
    size_t len;
    size_t room;
    bool half;
    bool broken;
} hex_data;

static void put_digit(hex_data *data, unsigned digit)
{
    if (data->half) {
        data->bytes[data->len++] |= (uint8_t)digit;
    } else {
        data->bytes[data->len] = (uint8_t)(digit << 4);
    }
    data->half = !data->half;
}

static void put_digits(hex_data *data, cl_span text)
{
    for (size_t i = 0; i < text.len && data->len < data->room; i++) {
        uint8_t byte = text.data[i];
        if (data->digits[byte] < 16) {
            put_digit(data, data->digits[byte]);
        } else if (byte != '%' && byte > ' ') {
            data->broken = true;
            return;
        }
    }
}

static cl_status decode_hex(eps *file, hex_data *data)
{
    while (data->rest.offset < data->rest.end && data->len < data->room && !data->broken) {
        uint64_t left = data->rest.end - data->rest.offset;
        size_t len = left < CL_SOURCE_WINDOW ? (size_t)left : CL_SOURCE_WINDOW;
        cl_span text;
        CL_TRY(cl_source_peek_some(file->source, data->rest.offset, len, &text));
        if (text.len == 0) {
            break;
        }
        put_digits(data, text);
        data->rest.offset += text.len;
    }
    return CL_OK;
}

static cl_status add_resources(eps *file, cl_stretch digits, uint64_t announced)
{
    hex_data data = {.rest = digits};
    for (size_t i = 0; i < sizeof data.digits; i++) {
        data.digits[i] = (uint8_t)cl_hex_digit((uint8_t)i);
    }
    uint64_t most = (digits.end - digits.offset) / 2;
    data.room = (size_t)(announced > 0 && announced < most ? announced : most);
    CL_TRY(cl_take_room(file->blocks, digits.offset, data.room, &data.bytes));
    if (data.bytes == NULL) {
        return CL_OK;
    }
    CL_TRY(decode_hex(file, &data));
    if (data.len < announced) {
        CL_TRY(cl_damage_report(
            file->blocks->findings, CL_DAMAGE_LENGTH, digits.offset,
            "the EPS announces %llu bytes of Photoshop data in hexadecimal, and %zu stand there",
            (unsigned long long)announced, data.len));
    }
    cl_block stream = {.bytes = {data.bytes, data.len},
                       .offset = digits.offset,
                       .inflated = true,
                       .container = "EPS Photoshop"};
    return cl_irb_read(&stream, file->blocks);
}

/* "%BeginPhotoshop: 7186": the number, 0 when there is none, and where the next line begins. */
static cl_status read_announced(eps *file, cl_stretch *rest, uint64_t *out)
{
    cl_span text;
    size_t behind = 0;
    CL_TRY(cl_source_peek_some(file->source, rest->offset, LINE_MAX, &text));
    cl_span line = next_line(text, &behind);
    cl_span digits = cl_span_trim(cl_span_from(line, cl_span_find_byte(line, ':') + 1));
    *out = 0;
    for (size_t i = 0; i < digits.len && digits.data[i] >= '0' && digits.data[i] <= '9'; i++) {
        *out = *out > CL_SEARCH_MAX ? *out : *out * 10 + (digits.data[i] - (unsigned)'0');
    }
    rest->offset += behind;
    return CL_OK;
}

static cl_status read_photoshop(eps *file, cl_stretch rest)
{
    enum {
        BEGIN,
        END,
        COUNT
    };
    static const cl_span tags[COUNT] = {
        [BEGIN] = {(const uint8_t *)"%BeginPhotoshop:", 16},
        [END] = {(const uint8_t *)"%EndPhotoshop", 13},
    };
    for (size_t i = 0; i < CL_EPS_PHOTOSHOP_MAX;) {
        size_t seen;
        uint64_t announced;
        CL_TRY(cl_find_any(file->source, &rest, tags, COUNT, &seen));
        if (seen == COUNT) {
            return CL_OK;
        }
        if (seen == END) {
            rest.offset++;
            continue;
        }
        i++;
        CL_TRY(read_announced(file, &rest, &announced));
        cl_stretch digits = rest;
        CL_TRY(cl_find_any(file->source, &rest, tags, COUNT, &seen));
        digits.end = rest.offset;
        CL_TRY(add_resources(file, digits, announced));
    }
    return cl_damage_report(file->blocks->findings, CL_DAMAGE_LIMIT, rest.offset,
                            "more than %u parts of Photoshop data in the EPS",
                            CL_EPS_PHOTOSHOP_MAX);
}

/* --- all of it --- */

/* The preview repeats what Photoshop knows of the picture. */
static cl_status read_preview(eps *file)
{
    cl_span head;
    cl_source *source;
    CL_TRY(cl_source_peek_some(file->source, file->preview.offset, CL_FORMAT_HEAD, &head));
    if (file->preview.end <= file->preview.offset || !cl_format_tiff.is(head)) {
        return CL_OK;
    }
    CL_TRY(cl_source_until(file->source, file->preview.end, &source));
    CL_TRY(cl_tiff_read(source, file->preview.offset, file->blocks));
    file->blocks->format = cl_format_eps.name;
    return CL_OK;
}

static cl_status add_packets(eps *file, const cl_array *packets)
{
    for (size_t i = 0; i < packets->count; i++) {
        CL_TRY(cl_find_add_packet(file->source, file->blocks,
                                  *CL_ARRAY_AT(packets, const cl_extent, i), "EPS XMP"));
    }
    if (packets->count < 2) {
        return CL_OK;
    }
    return cl_damage_report(file->blocks->findings, CL_DAMAGE_REPAIRED,
                            CL_ARRAY_AT(packets, const cl_extent, 1)->offset,
                            "the EPS has %zu XMP packets, of itself and of what is placed in it; "
                            "all were read, the first as its own",
                            packets->count);
}

static cl_status read_eps(cl_source *source, cl_blocks *blocks)
{
    eps file = {.source = source, .blocks = blocks};
    cl_stretch stretches[2];
    size_t count;
    cl_array packets = {0};
    CL_TRY(find_postscript(&file));
    CL_TRY(cl_find_stretches(blocks, file.postscript, stretches, &count));
    for (size_t i = 0; i < count; i++) {
        CL_TRY(cl_find_packets(source, blocks, stretches[i], &packets));
    }
    CL_TRY(add_packets(&file, &packets));
    for (size_t i = 0; i < count; i++) {
        CL_TRY(read_photoshop(&file, stretches[i]));
    }
    CL_TRY(read_comments(&file));
    return read_preview(&file);
}

const cl_format cl_format_eps = {.name = "EPS", .is = is_eps, .read = read_eps};
