#include "base/limits.h"
#include "base/message.h"
#include "base/reader.h"
#include "base/text.h"
#include "metadata/metadata.h"

/* C2PA Technical Specification 2.1, 11.1: a manifest store is JUMBF boxes inside boxes (ISO/IEC
 * 19566-5). A box that holds boxes holds nothing else, so that stepping into it is the same as
 * going on behind its header. What is claimed is shown; whether the signature holds is not looked
 * at. */
enum {
    TYPE = 4,
    UUID = 16,
    BOX_HEADER = 8
};

typedef struct store {
    const cl_block *block;
    cl_fields *fields;
    cl_reader reader;
    cl_span label;    /* of the assertion that is being read */
    size_t described; /* assertions that may say more about the picture than is read */
    cl_span first_label;
    uint64_t first_offset;
} store;

typedef struct box {
    cl_span type;
    size_t at; /* of the content */
    cl_span content;
    bool is_cut; /* it states more than there is */
} box;

/* Digital source types */

static bool is_source_type(cl_span text)
{
    static const char *const starts[] = {
        "http://cv.iptc.org/newscodes/digitalsourcetype/",
        "https://cv.iptc.org/newscodes/digitalsourcetype/",
        "http://c2pa.org/digitalsourcetype/",
        "https://c2pa.org/digitalsourcetype/",
    };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (cl_span_starts(text, cl_span_of(starts[i]))) {
            return true;
        }
    }
    return false;
}

/* A text that stands at index `at` of the block. */
static cl_status read_text(store *from, cl_span text, size_t at)
{
    if (!is_source_type(text)) {
        return CL_OK;
    }
    cl_arena *arena = from->fields->arena;
    cl_field field = {.name = CL_DIGITAL_SOURCE_TYPE,
                      .container = "C2PA",
                      .has_offset = true,
                      .offset = cl_block_offset(from->block, at)};
    CL_TRY(cl_utf8_repair(arena, text, &field.value));
    CL_TRY(cl_utf8_repair(arena, from->label, &field.property));
    return cl_fields_add(from->fields, &field);
}

/* CBOR: RFC 8949. Maps and lists need no nesting to find the texts in them: what they hold follows
 * their head. */

static cl_status read_argument(cl_reader *reader, uint8_t head, uint64_t *out)
{
    enum {
        ONE_BYTE = 24,
        RESERVED = 28,
        INDEFINITE = 31
    };
    unsigned kind = head & 0x1Fu;
    *out = kind == INDEFINITE ? 0 : kind;
    if (kind >= RESERVED && kind != INDEFINITE) {
        return CL_MALFORMED;
    }
    if (kind < ONE_BYTE || kind == INDEFINITE) {
        return CL_OK;
    }
    *out = 0;
    for (size_t left = (size_t)1 << (kind - ONE_BYTE); left > 0; left--) {
        uint8_t byte;
        CL_TRY(cl_read_u8(reader, &byte));
        *out = *out << 8 | byte;
    }
    return CL_OK;
}

static cl_status read_item(store *from, cl_reader *reader, size_t base)
{
    enum {
        BYTES = 2,
        TEXT = 3
    };
    uint8_t head;
    uint64_t argument;
    cl_span value;
    CL_TRY(cl_read_u8(reader, &head));
    CL_TRY(read_argument(reader, head, &argument));
    unsigned type = head >> 5;
    if (type != BYTES && type != TEXT) {
        return CL_OK;
    }
    if (argument > cl_reader_left(reader)) {
        return CL_TRUNCATED;
    }
    size_t at = base + reader->at;
    CL_TRY(cl_read_span(reader, (size_t)argument, &value));
    return type == TEXT ? read_text(from, value, at) : CL_OK;
}

static cl_status read_cbor(store *from, const box *found)
{
    cl_reader reader = cl_reader_of(found->content, 0);
    cl_status status = CL_OK;
    while (status == CL_OK && cl_reader_left(&reader) > 0) {
        status = read_item(from, &reader, found->at);
    }
    if (status != CL_TRUNCATED && status != CL_MALFORMED) {
        return status;
    }
    if (found->is_cut) {
        return CL_OK; /* which is reported of the box */
    }
    return cl_damage_report(
        from->fields->findings, CL_DAMAGE_STRUCTURE, cl_block_offset(from->block, found->at),
        "%s: an assertion that is no CBOR; what can be read was read", from->block->container);
}

/* JSON: RFC 8259. Of its grammar the strings are enough. */

/* The length of a string up to its closing quote. */
static size_t string_length(cl_span text, bool *escaped)
{
    size_t len = 0;
    *escaped = false;
    while (len < text.len && text.data[len] != '"') {
        bool escape = text.data[len] == '\\';
        *escaped = *escaped || escape;
        len += escape ? 2 : 1;
    }
    return len < text.len ? len : text.len;
}

/* Without the backslash that some writers put before each slash. */
static cl_status unescape(cl_arena *arena, cl_span text, cl_span *out)
{
    uint8_t *bytes = cl_arena_alloc(arena, text.len, 1);
    if (bytes == NULL) {
        return cl_arena_status(arena);
    }
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool escape = text.data[i] == '\\' && i + 1 < text.len && text.data[i + 1] == '/';
        if (!escape) {
            bytes[len++] = text.data[i];
        }
    }
    *out = (cl_span){bytes, len};
    return CL_OK;
}

static cl_status read_json(store *from, const box *found)
{
    cl_span text = found->content;
    for (size_t at = cl_span_find_byte(text, '"'); at < text.len;) {
        bool escaped;
        cl_span rest = cl_span_from(text, at + 1);
        size_t len = string_length(rest, &escaped);
        cl_span value = cl_span_sub(rest, 0, len);
        if (escaped && cl_span_starts(value, CL_SPAN("http"))) {
            CL_TRY(unescape(from->fields->arena, value, &value));
        }
        CL_TRY(read_text(from, value, found->at + at + 1));
        at += len + 2;
        at += cl_span_find_byte(cl_span_from(text, at), '"');
    }
    return CL_OK;
}

/* Boxes */

/* Assertions that hold metadata of the kinds that stand in XMP and IIM as well. */
static bool is_description(cl_span label)
{
    static const char *const starts[] = {"stds.iptc",           "stds.exif",
                                         "stds.schema-org",     "c2pa.metadata",
                                         "cawg.metadata",       "c2pa.training-mining",
                                         "cawg.training-mining"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (cl_span_starts(label, cl_span_of(starts[i]))) {
            return true;
        }
    }
    return false;
}

/* A description box: UUID, toggles and, where they say so, a label that ends with NUL. */
static cl_status read_label(store *from, const box *found)
{
    enum {
        HAS_LABEL = 2
    };
    cl_reader reader = cl_reader_of(found->content, 0);
    uint8_t toggles;
    from->label = CL_EMPTY_SPAN;
    if (cl_read_skip(&reader, UUID) != CL_OK || cl_read_u8(&reader, &toggles) != CL_OK ||
        (toggles & HAS_LABEL) == 0) {
        return CL_OK;
    }
    cl_span rest = cl_span_from(found->content, reader.at);
    from->label = cl_span_sub(rest, 0, cl_span_find_byte(rest, 0));
    if (is_description(from->label) && from->described++ == 0) {
        from->first_label = from->label;
        from->first_offset = cl_block_offset(from->block, found->at + reader.at);
    }
    return CL_OK;
}

static cl_status report_cut(store *from, size_t at)
{
    from->reader.at = from->reader.bytes.len;
    if (from->block->bytes.len == CL_C2PA_BYTES_MAX) {
        return cl_damage_report(from->fields->findings, CL_DAMAGE_LIMIT,
                                cl_block_offset(from->block, at),
                                "%s: of the Content Credentials no more than %u bytes were read",
                                from->block->container, CL_C2PA_BYTES_MAX);
    }
    return cl_damage_report(from->fields->findings, CL_DAMAGE_STRUCTURE,
                            cl_block_offset(from->block, at),
                            "%s: a box of the Content Credentials reaches beyond their end, or "
                            "less far than its own header",
                            from->block->container);
}

/* CL_TRUNCATED where the header does not fit; `len` is that of the content. */
static cl_status read_header(store *from, box *out, uint64_t *len)
{
    cl_reader swapped = from->reader;
    uint32_t length;
    CL_TRY(cl_read_u32be(&from->reader, &length));
    CL_TRY(cl_read_span(&from->reader, TYPE, &out->type));
    uint64_t whole = length;
    size_t header = BOX_HEADER;
    if (cl_span_equal(out->type, CL_SPAN("bmuj"))) {
        CL_TRY(cl_read_u32le(&swapped, &length)); /* a writer's wrong byte order */
        whole = length;
    } else if (length == 1) {
        uint32_t low;
        CL_TRY(cl_read_u32be(&from->reader, &length));
        CL_TRY(cl_read_u32be(&from->reader, &low));
        whole = (uint64_t)length << 32 | low;
        header += 8;
    } else if (length == 0) {
        whole = header + cl_reader_left(&from->reader); /* the last box */
    }
    *len = whole - header;
    out->at = from->reader.at;
    return whole < header ? CL_TRUNCATED : CL_OK;
}

static cl_status read_content(store *from, const box *found)
{
    if (cl_span_equal(found->type, CL_SPAN("jumd"))) {
        return read_label(from, found);
    }
    if (cl_span_equal(found->type, CL_SPAN("cbor"))) {
        return read_cbor(from, found);
    }
    if (cl_span_equal(found->type, CL_SPAN("json"))) {
        return read_json(from, found);
    }
    if (cl_span_equal(found->type, CL_SPAN("brob"))) {
        return cl_damage_report(from->fields->findings, CL_DAMAGE_IGNORED,
                                cl_block_offset(from->block, found->at),
                                "%s: a compressed manifest of the Content Credentials was not read",
                                from->block->container);
    }
    return CL_OK; /* thumbnails, salts */
}

static cl_status read_box(store *from)
{
    box found = {0};
    uint64_t len = 0;
    size_t start = from->reader.at;
    if (read_header(from, &found, &len) != CL_OK) {
        return report_cut(from, start);
    }
    size_t left = cl_reader_left(&from->reader);
    found.is_cut = len > left;
    len = found.is_cut ? left : len;
    if (cl_span_equal(found.type, CL_SPAN("jumb")) || cl_span_equal(found.type, CL_SPAN("bmuj"))) {
        return CL_OK; /* a cut is met again inside */
    }
    CL_TRY(cl_read_span(&from->reader, (size_t)len, &found.content));
    CL_TRY(read_content(from, &found));
    return found.is_cut ? report_cut(from, start) : CL_OK;
}

static cl_status report_described(const store *from)
{
    cl_span label;
    if (from->described == 0) {
        return CL_OK;
    }
    CL_TRY(cl_utf8_repair(from->fields->arena, from->first_label, &label));
    return cl_damage_report(
        from->fields->findings, CL_DAMAGE_IGNORED, from->first_offset,
        from->described > 1
            ? CL_MESSAGE(
                  "%s: of the assertion \"%.*s\" and of others only a digital source type is read")
            : CL_MESSAGE("%s: of the assertion \"%.*s\" only a digital source type is read"),
        from->block->container, CL_SPAN_PRINT(label));
}

cl_status cl_c2pa_read(const cl_block *block, cl_fields *fields)
{
    store from = {.block = block, .fields = fields, .reader = cl_reader_of(block->bytes, 0)};
    if (fields->c2pa.len == 0) {
        fields->c2pa = cl_span_of(block->container);
    }
    while (cl_reader_left(&from.reader) > 0) {
        CL_TRY(read_box(&from));
    }
    return report_described(&from);
}
