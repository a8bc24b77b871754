#include "metadata/metadata.h"

#include <libexif/exif-data.h>

#include <string.h>

#include "base/charset.h"
#include "base/limits.h"
#include "metadata/exif_text.h"
#include "metadata/ifd.h"
#include "metadata/iso_date.h"

/* How a tag writes its text. */
typedef enum tag_form {
    FORM_ASCII, /* parts end in a NUL: Copyright has two, photographer and editor */
    FORM_COMMENT,
    FORM_UTF16,
    FORM_UTF16_LIST /* separated by semicolons */
} tag_form;

typedef struct tag_entry {
    uint16_t tag;
    tag_form form;
    cl_field_name field;
    const char *name;
} tag_entry;

/* Exif 2.32 and 3.0, 4.6; the XP tags are Windows Explorer's, in UTF-16LE. */
static const tag_entry tags[] = {
    {0x010E, FORM_ASCII, CL_CAPTION, "ImageDescription"},
    {0x013B, FORM_ASCII, CL_CREATOR, "Artist"},
    {0x8298, FORM_ASCII, CL_COPYRIGHT, "Copyright"},
    {0x9286, FORM_COMMENT, CL_COMMENT, "UserComment"},
    {0x9C9B, FORM_UTF16, CL_TITLE, "XPTitle"},
    {0x9C9C, FORM_UTF16, CL_COMMENT, "XPComment"},
    {0x9C9D, FORM_UTF16, CL_CREATOR, "XPAuthor"},
    {0x9C9E, FORM_UTF16_LIST, CL_KEYWORDS, "XPKeywords"},
    {0x9C9F, FORM_UTF16, CL_COMMENT, "XPSubject"},
    {0xA436, FORM_ASCII, CL_TITLE, "ImageTitle"},
    {0xA437, FORM_ASCII, CL_CREATOR, "Photographer"},
};

enum {
    TAG_DATE_TIME_ORIGINAL = 0x9003,
    TAG_OFFSET_TIME_ORIGINAL = 0x9011
};

typedef struct exif_block {
    const cl_block *block;
    cl_fields *fields;
    size_t start; /* index of the TIFF header */
    cl_ifd_entries entries;
    uint64_t bytes;    /* of all values read: many entries may share one long value */
    size_t parts;      /* values that were looked at */
    uint64_t compared; /* bytes of values of one length: a file may give thousands of them */
} exif_block;

/* A value where it was found. */
typedef struct tag_value {
    const tag_entry *tag;
    cl_span bytes;
    uint64_t offset;
} tag_value;

static const tag_entry *tag_of(uint16_t tag)
{
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if (tags[i].tag == tag) {
            return &tags[i];
        }
    }
    return NULL;
}

/* --- values --- */

/* Two readers and two directories may give the same value. */
static bool is_known(exif_block *exif, const cl_field *field)
{
    for (size_t i = 0; i < exif->fields->items.count; i++) {
        const cl_field *other = cl_fields_at(exif->fields, i);
        if (other->container != field->container || other->value.len != field->value.len) {
            continue;
        }
        exif->compared += field->value.len;
        if (cl_span_equal(other->value, field->value) &&
            cl_span_equal(other->property, field->property)) {
            return true;
        }
    }
    return false;
}

static const char container_name[] = "EXIF";

static cl_status add_field(exif_block *exif, const tag_value *value, cl_span text)
{
    if (exif->parts++ >= CL_FIELDS_MAX) {
        return CL_OK; /* reported where the values are counted */
    }
    cl_field field = {.name = value->tag->field,
                      .value = cl_span_trim(text),
                      .container = container_name,
                      .property = cl_span_of(value->tag->name),
                      .has_offset = true,
                      .offset = value->offset};
    return is_known(exif, &field) ? CL_OK : cl_fields_add(exif->fields, &field);
}

/* The parts between separators, each a value of its own. */
static cl_status add_parts(exif_block *exif, const tag_value *value, cl_span text,
                           uint8_t separator)
{
    cl_span rest = text;
    cl_span part;
    while (cl_span_next(&rest, separator, &part)) {
        tag_value one = *value;
        if (value->bytes.data == text.data) {
            one.offset += (uint64_t)(part.data - text.data);
        }
        CL_TRY(add_field(exif, &one, part));
    }
    return CL_OK;
}

static cl_status decode(const exif_block *exif, const tag_value *value, cl_span *out,
                        bool *lossless)
{
    cl_arena *arena = exif->fields->arena;
    bool little_endian = exif->entries.little_endian;
    switch (value->tag->form) {
    case FORM_COMMENT:
        return cl_exif_comment(arena, value->bytes, little_endian, out, lossless);
    case FORM_UTF16:
    case FORM_UTF16_LIST:
        return cl_exif_utf16(arena, value->bytes, true, out, lossless);
    case FORM_ASCII:
    default:
        return cl_exif_ascii(arena, value->bytes, little_endian, out, lossless);
    }
}

/* Whether the block has given more than it can honestly hold: each value once by our own walk and
 * once by libexif, and the thumbnail's. */
static bool is_too_much(const exif_block *exif)
{
    return exif->parts > CL_FIELDS_MAX || exif->bytes / 4 > exif->block->bytes.len ||
           exif->compared > CL_EXIF_COMPARED_MAX;
}

static cl_status read_value(exif_block *exif, const tag_value *value)
{
    cl_span text;
    if (is_too_much(exif)) {
        return CL_OK;
    }
    exif->bytes += value->bytes.len;
    bool lossless;
    CL_TRY(decode(exif, value, &text, &lossless));
    if (!lossless) {
        CL_TRY(cl_damage_report(exif->fields->findings, CL_DAMAGE_ENCODING, value->offset,
                                "EXIF %s holds bytes that no charset explains", value->tag->name));
    }
    switch (value->tag->form) {
    case FORM_ASCII:
        return add_parts(exif, value, text, '\0');
    case FORM_UTF16_LIST:
        return add_parts(exif, value, text, ';');
    case FORM_COMMENT:
    case FORM_UTF16:
    default:
        return add_field(exif, value, text);
    }
}

/* --- our own walk of the directories --- */

static cl_status report_incomplete(const exif_block *exif, const cl_ifd_entry *entry,
                                   const char *name)
{
    if (entry->complete) {
        return CL_OK;
    }
    return cl_damage_report(exif->fields->findings, CL_DAMAGE_LENGTH,
                            cl_block_offset(exif->block, entry->at),
                            "EXIF %s reaches beyond the end of its block", name);
}

static cl_status read_entry(exif_block *exif, const cl_ifd_entry *entry)
{
    const tag_entry *tag = tag_of(entry->tag);
    if (tag == NULL) {
        return CL_OK;
    }
    tag_value value = {tag, entry->value, cl_block_offset(exif->block, entry->at)};
    CL_TRY(report_incomplete(exif, entry, tag->name));
    return read_value(exif, &value);
}

static cl_status ascii_of(const exif_block *exif, uint16_t tag, cl_span *out)
{
    const cl_ifd_entry *entry = cl_ifd_find(&exif->entries, tag);
    *out = CL_EMPTY_SPAN;
    bool lossless;
    return entry == NULL
               ? CL_OK
               : cl_charset_read(exif->fields->arena, cl_span_trim(entry->value), out, &lossless);
}

/* "2017:02:23 10:00:00" and, since Exif 2.31, "+09:00". */
static cl_status read_date(const exif_block *exif)
{
    const cl_ifd_entry *entry = cl_ifd_find(&exif->entries, TAG_DATE_TIME_ORIGINAL);
    if (entry == NULL) {
        return CL_OK;
    }
    cl_arena *arena = exif->fields->arena;
    cl_span date_time;
    cl_span zone;
    CL_TRY(report_incomplete(exif, entry, "DateTimeOriginal"));
    CL_TRY(ascii_of(exif, TAG_DATE_TIME_ORIGINAL, &date_time));
    if (date_time.len == 0) {
        return CL_OK;
    }
    CL_TRY(ascii_of(exif, TAG_OFFSET_TIME_ORIGINAL, &zone));
    size_t space = cl_span_find_byte(date_time, ' ');
    cl_span time = cl_arena_format(arena, "%.*s%.*s", CL_SPAN_PRINT(cl_span_from(date_time, space)),
                                   CL_SPAN_PRINT(zone));
    cl_field field = {.name = CL_DATE_CREATED,
                      .container = container_name,
                      .property = CL_SPAN("DateTimeOriginal"),
                      .has_offset = true,
                      .offset = cl_block_offset(exif->block, entry->at)};
    CL_TRY(cl_iso_date(arena, cl_span_sub(date_time, 0, space), time, &field.value));
    return cl_fields_add(exif->fields, &field);
}

static cl_status read_directories(exif_block *exif)
{
    CL_TRY(cl_ifd_read(exif->block, exif->start, exif->fields->arena, exif->fields->findings,
                       &exif->entries));
    for (size_t i = 0; i < exif->entries.items.count; i++) {
        CL_TRY(read_entry(exif, CL_ARRAY_AT(&exif->entries.items, const cl_ifd_entry, i)));
    }
    return read_date(exif);
}

/* --- libexif --- */

static const uint8_t header[] = {'E', 'x', 'i', 'f', 0, 0};

/* libexif wants the header that JPEG puts before the TIFF stream. */
static cl_status with_header(const exif_block *exif, cl_span *out)
{
    cl_span stream = cl_span_from(exif->block->bytes, exif->start);
    uint8_t *bytes = cl_arena_alloc(exif->fields->arena, sizeof header + stream.len, 1);
    if (bytes == NULL) {
        return cl_arena_status(exif->fields->arena);
    }
    memcpy(bytes, header, sizeof header);
    memcpy(bytes + sizeof header, stream.data, stream.len);
    *out = (cl_span){bytes, sizeof header + stream.len};
    return CL_OK;
}

static cl_status read_content(exif_block *exif, ExifContent *content)
{
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        const ExifEntry *entry = exif_content_get_entry(content, (ExifTag)tags[i].tag);
        if (entry == NULL || entry->data == NULL) {
            continue;
        }
        tag_value value = {.tag = &tags[i], .offset = cl_block_offset(exif->block, exif->start)};
        CL_TRY(
            cl_arena_copy(exif->fields->arena, (cl_span){entry->data, entry->size}, &value.bytes));
        CL_TRY(read_value(exif, &value));
    }
    return CL_OK;
}

/* libexif follows every pointer again and copies every value: our own walk tells whether that stays
 * within bounds. Nothing is lost where it does not. */
static bool is_fit_for_libexif(const exif_block *exif)
{
    size_t len = exif->block->bytes.len;
    return len <= CL_EXIF_LIBRARY_MAX && !exif->entries.oversized &&
           exif->entries.pointers <= CL_EXIF_POINTERS_MAX && exif->entries.value_bytes / 4 <= len;
}

/* What libexif finds beyond our own walk. */
static cl_status read_with_libexif(exif_block *exif)
{
    cl_span bytes = CL_EMPTY_SPAN;
    CL_TRY(with_header(exif, &bytes));
    ExifData *data = exif_data_new();
    cl_status status = data == NULL ? CL_NO_MEMORY : CL_OK;
    if (status != CL_OK) {
        goto done;
    }
    exif_data_set_option(data, EXIF_DATA_OPTION_IGNORE_UNKNOWN_TAGS);
    exif_data_unset_option(data, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
    exif_data_load_data(data, bytes.data, (unsigned int)bytes.len);
    for (size_t i = 0; i < EXIF_IFD_COUNT && status == CL_OK; i++) {
        status = read_content(exif, data->ifd[i]);
    }
done:
    exif_data_unref(data);
    return status;
}

cl_status cl_exif_read(const cl_block *block, cl_fields *fields)
{
    exif_block exif = {.block = block, .fields = fields};
    /* Some PNG and WebP writers keep JPEG's header; its second NUL may be anything. */
    exif.start = cl_span_starts(block->bytes, (cl_span){header, 5}) ? sizeof header : 0;
    if (block->bytes.len <= exif.start) {
        return cl_damage_report(fields->findings, CL_DAMAGE_IGNORED, block->offset,
                                "an empty Exif block");
    }
    CL_TRY(read_directories(&exif));
    if (is_fit_for_libexif(&exif)) {
        CL_TRY(read_with_libexif(&exif));
    }
    if (!is_too_much(&exif)) {
        return CL_OK;
    }
    return cl_damage_report(fields->findings, CL_DAMAGE_LIMIT, block->offset,
                            "an Exif block with more values than it can hold; the rest was not "
                            "read");
}
