#include "metadata/metadata.h"

#include <libexif/exif-data.h>

#include <string.h>

#include "base/limits.h"
#include "base/out.h"
#include "base/reader.h"
#include "metadata/exif_facts.h"
#include "metadata/exif_text.h"
#include "metadata/mend.h"
#include "metadata/thumbnail.h"

/* How a tag writes its value. */
typedef enum tag_form {
    FORM_ASCII, /* parts end in a NUL: Copyright has two, photographer and editor */
    FORM_FACT,  /* one part: behind its NUL lies what the writer's memory held */
    FORM_NAMES, /* parts with names that semicolons separate */
    FORM_COMMENT,
    FORM_UTF16,
    FORM_UTF16_LIST, /* separated by semicolons */
    FORM_NUMBER
} tag_form;

typedef struct tag_entry {
    uint16_t tag;
    tag_form form;
    cl_field_name field;
    const char *name;
} tag_entry;

/* By their numbers. Exif 3.0, 4.6; TIFF 6.0; DNG 1.7. The XP tags and the rating are Windows
 * Explorer's, the names of an owner and a number without more Photoshop's. Whatever else stands in
 * CL_TIFF_TAGS is read together with others, by exif_facts.c. */
static const tag_entry tags[] = {
    {CL_TAG_DOCUMENT_NAME, FORM_ASCII, CL_OTHER, "DocumentName"},
    {CL_TAG_IMAGE_DESCRIPTION, FORM_ASCII, CL_CAPTION, "ImageDescription"},
    {CL_TAG_MAKE, FORM_FACT, CL_CAMERA_MAKE, "Make"},
    {CL_TAG_MODEL, FORM_FACT, CL_CAMERA_MODEL, "Model"},
    {CL_TAG_PAGE_NAME, FORM_ASCII, CL_OTHER, "PageName"},
    {CL_TAG_SOFTWARE, FORM_FACT, CL_SOFTWARE, "Software"},
    {CL_TAG_ARTIST, FORM_NAMES, CL_CREATOR, "Artist"},
    {CL_TAG_RATING, FORM_NUMBER, CL_RATING, "Rating"},
    {CL_TAG_COPYRIGHT, FORM_ASCII, CL_COPYRIGHT, "Copyright"},
    {CL_TAG_USER_COMMENT, FORM_COMMENT, CL_COMMENT, "UserComment"},
    {CL_TAG_XP_TITLE, FORM_UTF16, CL_TITLE, "XPTitle"},
    {CL_TAG_XP_COMMENT, FORM_UTF16, CL_COMMENT, "XPComment"},
    {CL_TAG_XP_AUTHOR, FORM_UTF16_LIST, CL_CREATOR, "XPAuthor"},
    {CL_TAG_XP_KEYWORDS, FORM_UTF16_LIST, CL_KEYWORDS, "XPKeywords"},
    {CL_TAG_XP_SUBJECT, FORM_UTF16, CL_COMMENT, "XPSubject"},
    {CL_TAG_CAMERA_OWNER_NAME, FORM_FACT, CL_CAMERA_OWNER, "CameraOwnerName"},
    {CL_TAG_BODY_SERIAL_NUMBER, FORM_FACT, CL_CAMERA_SERIAL_NUMBER, "BodySerialNumber"},
    {CL_TAG_LENS_SERIAL_NUMBER, FORM_FACT, CL_LENS_SERIAL_NUMBER, "LensSerialNumber"},
    {CL_TAG_IMAGE_TITLE, FORM_ASCII, CL_TITLE, "ImageTitle"},
    {CL_TAG_PHOTOGRAPHER, FORM_NAMES, CL_CREATOR, "Photographer"},
    {CL_TAG_IMAGE_EDITOR, FORM_NAMES, CL_CONTRIBUTOR, "ImageEditor"},
    {CL_TAG_RAW_DEVELOPING_SOFTWARE, FORM_FACT, CL_SOFTWARE, "RAWDevelopingSoftware"},
    {CL_TAG_IMAGE_EDITING_SOFTWARE, FORM_FACT, CL_SOFTWARE, "ImageEditingSoftware"},
    {CL_TAG_METADATA_EDITING_SOFTWARE, FORM_FACT, CL_SOFTWARE, "MetadataEditingSoftware"},
    {CL_TAG_CAMERA_SERIAL_NUMBER, FORM_FACT, CL_CAMERA_SERIAL_NUMBER, "CameraSerialNumber"},
    {CL_TAG_OWNER_NAME, FORM_FACT, CL_CAMERA_OWNER, "OwnerName"},
    {CL_TAG_SERIAL_NUMBER, FORM_FACT, CL_CAMERA_SERIAL_NUMBER, "SerialNumber"},
};

typedef struct exif_block {
    const cl_block *block;
    cl_fields *fields;
    size_t start; /* index of the TIFF header */
    cl_ifd_entries entries;
    cl_legacy legacy;  /* what text that is neither ASCII nor UTF-8 is read as */
    uint64_t bytes;    /* of all values read: many entries may share one long value */
    size_t parts;      /* values that were looked at */
    uint64_t compared; /* bytes of values of one length: a file may give thousands of them */
} exif_block;

/* A value where it was found. */
typedef struct tag_value {
    const tag_entry *tag;
    uint16_t type;
    cl_span bytes;
    uint64_t offset;
    bool placed;         /* the offset is the value's own */
    cl_span original;    /* as in cl_field */
    const char *decoded; /* as in cl_field */
} tag_value;

static const tag_entry *tag_of(uint16_t tag)
{
    size_t low = 0;
    size_t high = sizeof tags / sizeof *tags;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (tags[middle].tag <= tag) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return tags[low].tag == tag ? &tags[low] : NULL;
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

/* Where a part of a value's text stands: exact where the text is the value's own bytes. */
static uint64_t offset_of(const tag_value *value, cl_span part)
{
    uintptr_t start = (uintptr_t)value->bytes.data;
    uintptr_t at = (uintptr_t)part.data;
    bool own = value->placed && at >= start && at - start < value->bytes.len;
    return value->offset + (own ? at - start : 0);
}

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
                      .offset = offset_of(value, cl_span_trim(text)),
                      .original = value->original,
                      .decoded = value->decoded};
    cl_field kept = field; /* as it would be kept */
    unsigned mended;
    CL_TRY(cl_mend_field(exif->fields->arena, &kept, &mended));
    kept.value = cl_span_trim(kept.value);
    return is_known(exif, &kept) ? CL_OK : cl_fields_add(exif->fields, &field);
}

/* "; ", or a semicolon that ends the list. */
static bool is_name_end(cl_span text, size_t at)
{
    return text.data[at] == ';' && (at + 1 == text.len || text.data[at + 1] == ' ');
}

/* Cuts the next name off `rest`. One that has a semicolon in it stands in quotes, whose own quotes
 * are doubled ("Guidelines for Handling Image Metadata", Metadata Working Group, on Artist). */
static cl_span next_name(cl_span *rest)
{
    cl_span text = cl_span_trim(*rest);
    size_t end = cl_span_starts(text, CL_SPAN("\"")) ? 1 : 0;
    bool quoted = end > 0;
    while (end < text.len && (quoted || !is_name_end(text, end))) {
        quoted = quoted != (text.data[end] == '"');
        end++;
    }
    *rest = cl_span_from(text, end + 1);
    return cl_span_trim(cl_span_sub(text, 0, end));
}

/* The name inside its quotes, if it has any. */
static cl_status without_quotes(cl_arena *arena, cl_span name, cl_span *out)
{
    *out = name;
    if (name.len < 2 || name.data[0] != '"' || name.data[name.len - 1] != '"') {
        return CL_OK;
    }
    *out = cl_span_sub(name, 1, name.len - 2);
    if (cl_span_find(*out, CL_SPAN("\"\"")) == out->len) {
        return CL_OK;
    }
    uint8_t *bytes = cl_arena_alloc(arena, out->len, 1);
    if (bytes == NULL) {
        return cl_arena_status(arena);
    }
    size_t len = 0;
    for (size_t i = 0; i < out->len; i++) {
        bytes[len++] = out->data[i];
        i += cl_span_starts(cl_span_from(*out, i), CL_SPAN("\"\"")) ? 1 : 0;
    }
    *out = (cl_span){bytes, len};
    return CL_OK;
}

static cl_status add_names(exif_block *exif, const tag_value *value, cl_span text)
{
    cl_span rest = text;
    while (rest.len > 0) {
        cl_span name = next_name(&rest);
        CL_TRY(without_quotes(exif->fields->arena, name, &name));
        CL_TRY(add_field(exif, value, name));
    }
    return CL_OK;
}

/* The parts between separators, each a value of its own. */
static cl_status add_parts(exif_block *exif, const tag_value *value, cl_span text,
                           uint8_t separator)
{
    cl_span rest = text;
    cl_span part;
    while (cl_span_next(&rest, separator, &part)) {
        CL_TRY(value->tag->form == FORM_NAMES ? add_names(exif, value, part)
                                              : add_field(exif, value, part));
    }
    return CL_OK;
}

/* The first of its numbers. */
static cl_status add_number(exif_block *exif, const tag_value *value)
{
    cl_reader reader = cl_reader_of(value->bytes, 0);
    uint32_t wide = 0;
    uint16_t narrow = 0;
    uint8_t byte = 0;
    reader.little_endian = exif->entries.little_endian;
    cl_status status = value->type == CL_TIFF_LONG    ? cl_read_u32(&reader, &wide)
                       : value->type == CL_TIFF_SHORT ? cl_read_u16(&reader, &narrow)
                                                      : cl_read_u8(&reader, &byte);
    if (status != CL_OK) {
        return CL_OK; /* no number at all */
    }
    cl_span text = cl_arena_format(exif->fields->arena, "%u", wide + narrow + byte);
    return text.data == NULL ? cl_arena_status(exif->fields->arena) : add_field(exif, value, text);
}

static cl_status decode(exif_block *exif, const tag_value *value, cl_field *field,
                        cl_legacy_value *out)
{
    bool lossless;
    const cl_exif_decoder with = {exif->fields, &exif->legacy, exif->entries.little_endian};
    switch (value->tag->form) {
    case FORM_COMMENT:
        return cl_exif_comment(&with, value->bytes, field, out);
    case FORM_UTF16:
    case FORM_UTF16_LIST:
        CL_TRY(cl_exif_utf16(exif->fields->arena, value->bytes, true, &field->value, &lossless));
        *out = (cl_legacy_value){.how = lossless ? CL_LEGACY_UTF8 : CL_LEGACY_LOSSY};
        field->original = lossless ? CL_EMPTY_SPAN : value->bytes;
        field->decoded = lossless ? NULL : "UTF-16, with loss";
        return CL_OK;
    case FORM_ASCII:
    case FORM_FACT:
    case FORM_NAMES:
    case FORM_NUMBER:
    default:
        return cl_exif_ascii(&with, value->bytes, field, out);
    }
}

static cl_status report_value(const exif_block *exif, const tag_value *value,
                              const cl_legacy_value *how)
{
    if (how->how == CL_LEGACY_LOSSY) {
        return cl_damage_report(exif->fields->findings, CL_DAMAGE_ENCODING, value->offset,
                                "EXIF %s holds bytes that no charset explains", value->tag->name);
    }
    if (how->cut) {
        return cl_damage_report(exif->fields->findings, CL_DAMAGE_CUT, value->offset,
                                "EXIF %s ends inside a character; its end is cut off",
                                value->tag->name);
    }
    return CL_OK;
}

/* Whether the block has given more than it can honestly hold: each value once by our own walk and
 * once by libexif, and the thumbnail's. */
static bool is_too_much(const exif_block *exif)
{
    return exif->parts > CL_FIELDS_MAX || exif->bytes / 4 > exif->block->bytes.len ||
           exif->compared > CL_EXIF_COMPARED_MAX || exif->fields->exif_bytes > CL_EXIF_BYTES_MAX;
}

static cl_status add_value(exif_block *exif, const tag_value *value, cl_span text)
{
    switch (value->tag->form) {
    case FORM_ASCII:
    case FORM_NAMES:
        return add_parts(exif, value, text, '\0');
    case FORM_FACT:
        return add_field(exif, value, cl_span_sub(text, 0, cl_span_find_byte(text, 0)));
    case FORM_UTF16_LIST:
        return add_parts(exif, value, text, ';');
    case FORM_COMMENT:
    case FORM_UTF16:
    case FORM_NUMBER:
    default:
        return add_field(exif, value, text);
    }
}

static cl_status read_value(exif_block *exif, const tag_value *value)
{
    if (is_too_much(exif)) {
        return CL_OK;
    }
    exif->bytes += value->bytes.len;
    exif->fields->exif_bytes += value->bytes.len;
    if (value->tag->form == FORM_NUMBER) {
        return add_number(exif, value);
    }
    cl_field field = {.offset = value->offset};
    cl_legacy_value how;
    tag_value decoded = *value;
    CL_TRY(decode(exif, value, &field, &how));
    CL_TRY(report_value(exif, value, &how));
    decoded.original = field.original;
    decoded.decoded = field.decoded;
    return add_value(exif, &decoded, field.value);
}

/* One charset for all of the block: a description tells more than a name. */
static cl_status guess_charset(exif_block *exif)
{
    cl_out sample = {0};
    const cl_array *items = &exif->entries.items;
    for (size_t i = 0; i < items->count && sample.len < CL_GUESS_BYTES_MAX; i++) {
        const cl_ifd_entry *entry = CL_ARRAY_AT(items, const cl_ifd_entry, i);
        const tag_entry *tag = entry->kind == CL_TIFF_GPS ? NULL : tag_of(entry->tag);
        bool text = tag != NULL && tag->form <= FORM_COMMENT;
        if (text && cl_exif_is_legacy(entry->value)) {
            cl_out_put(&sample, cl_span_trim(entry->value));
            cl_out_byte(&sample, '\n');
        }
    }
    cl_status status = sample.failed ? CL_NO_MEMORY : CL_OK;
    if (status == CL_OK) {
        status = cl_legacy_guess(exif->fields, cl_out_span(&sample), &exif->legacy);
    }
    cl_out_free(&sample);
    return status;
}

/* --- our own walk of the directories --- */

static cl_status read_entry(exif_block *exif, const cl_ifd_entry *entry)
{
    const tag_entry *tag = entry->kind == CL_TIFF_GPS ? NULL : tag_of(entry->tag);
    if (tag == NULL) {
        return CL_OK;
    }
    tag_value value = {.tag = tag,
                       .type = entry->type,
                       .bytes = entry->value,
                       .offset = cl_block_offset(exif->block, entry->at),
                       .placed = true};
    CL_TRY(cl_exif_report_incomplete(exif->block, entry, tag->name, exif->fields));
    if (!entry->complete && (entry->type == CL_TIFF_ASCII || entry->type == CL_TIFF_UTF8)) {
        /* Behind its first NUL lies what stands next in the block. */
        value.bytes.len = cl_span_find_byte(value.bytes, 0);
    }
    return read_value(exif, &value);
}

static cl_status read_directories(exif_block *exif)
{
    CL_TRY(cl_ifd_read(exif->block, exif->start, exif->fields->arena, exif->fields->findings,
                       &exif->entries));
    CL_TRY(guess_charset(exif));
    for (size_t i = 0; i < exif->entries.items.count; i++) {
        CL_TRY(read_entry(exif, CL_ARRAY_AT(&exif->entries.items, const cl_ifd_entry, i)));
    }
    CL_TRY(cl_legacy_report(exif->fields, &exif->legacy, "EXIF"));
    cl_thumbnail_find(exif->block, exif->start, &exif->entries, &exif->fields->thumbnail);
    return cl_exif_facts_read(exif->block, &exif->entries, container_name, exif->fields);
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
        tag_value value = {.tag = &tags[i],
                           .type = (uint16_t)entry->format,
                           .offset = cl_block_offset(exif->block, exif->start)};
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

/* Whether our own walk met anything that libexif may take for something else, or find where we did
 * not look. In a block that is as it should be it only gives the same values again. */
static bool may_hold_more(const exif_block *exif, size_t findings)
{
    size_t now = exif->fields->findings->items.count;
    return now > findings || now >= CL_FINDINGS_MAX || exif->entries.strange ||
           exif->entries.value_bytes > exif->block->bytes.len;
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
    size_t findings = fields->findings->items.count;
    CL_TRY(read_directories(&exif));
    if (may_hold_more(&exif, findings) && is_fit_for_libexif(&exif)) {
        CL_TRY(read_with_libexif(&exif));
    }
    if (!is_too_much(&exif)) {
        return CL_OK;
    }
    return cl_damage_report(fields->findings, CL_DAMAGE_LIMIT, block->offset,
                            "an Exif block with more values than it can hold; the rest was not "
                            "read");
}
