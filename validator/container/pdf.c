#include "base/limits.h"
#include "base/message.h"
#include "container/find.h"
#include "container/formats.h"
#include "container/pdf_file.h"
#include "container/pdf_syntax.h"
#include "container/pdf_text.h"

/* ISO 32000-1, 14.3: the metadata stream of the catalog and the Info dictionary are the document's.
 * The packets of pictures inside it are not, and where the catalog can be found they are not read.
 */

static const cl_span signature = {(const uint8_t *)"%PDF-", 5};

static bool is_pdf(cl_span head)
{
    return cl_span_find(head, signature) < head.len;
}

static bool is_damage(cl_status status)
{
    return status == CL_MALFORMED || status == CL_TRUNCATED;
}

/* --- the metadata stream (14.3.2) --- */

/* Whether it is text: an encrypted stream begins as anything. */
static bool is_markup(cl_span bytes)
{
    static const cl_span starts[] = {{(const uint8_t *)"<", 1},
                                     {(const uint8_t *)"\xEF\xBB\xBF", 3},
                                     {(const uint8_t *)"\xFE\xFF", 2},
                                     {(const uint8_t *)"\xFF\xFE", 2},
                                     {(const uint8_t *)"\0<", 2}};
    cl_span text = cl_span_trim(bytes);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (cl_span_starts(text, starts[i]) || cl_span_starts(bytes, starts[i])) {
            return true;
        }
    }
    return false;
}

/* Encryption may leave out all metadata, or a stream that names the filter for that (7.6.5). */
static cl_status is_encrypted(cl_pdf *file, cl_span stream, bool *out)
{
    cl_span value;
    cl_pdf_object object;
    cl_block reference = {.bytes = file->encryption};
    *out = file->encryption.len > 0;
    if (!*out) {
        return CL_OK;
    }
    if (cl_pdf_get(stream, "Filter", &value) &&
        cl_span_find(value, CL_SPAN("/Crypt")) < value.len) {
        *out = false;
        return CL_OK;
    }
    cl_status status = cl_pdf_resolve(file, &reference, &object);
    if (status == CL_OK && cl_pdf_get(object.text.bytes, "EncryptMetadata", &value)) {
        *out = !cl_span_equal(value, CL_SPAN("false"));
    }
    return is_damage(status) ? CL_OK : status;
}

static cl_status read_metadata(cl_pdf *file, const cl_block *reference)
{
    bool encrypted;
    cl_pdf_object object;
    cl_block block = {.kind = CL_BLOCK_XMP, .container = "PDF XMP"};
    CL_TRY(cl_pdf_resolve(file, reference, &object));
    CL_TRY(is_encrypted(file, object.text.bytes, &encrypted));
    if (encrypted) {
        return CL_MALFORMED;
    }
    CL_TRY(cl_pdf_stream(file, &object, &block));
    if (file->encryption.len > 0 && !is_markup(block.bytes)) {
        return CL_MALFORMED;
    }
    return block.bytes.len == 0 ? CL_OK : cl_blocks_add(file->blocks, &block);
}

/* CL_MALFORMED when there is no catalog, or it names metadata that cannot be read. */
static cl_status read_catalog(cl_pdf *file)
{
    cl_pdf_object catalog;
    cl_block root = {.bytes = file->root};
    CL_TRY(cl_pdf_resolve(file, &root, &catalog));
    if (!cl_pdf_is_dictionary(catalog.text.bytes)) {
        return CL_MALFORMED;
    }
    cl_block metadata = catalog.text;
    bool named = cl_pdf_get(catalog.text.bytes, "Metadata", &metadata.bytes);
    return named ? read_metadata(file, &metadata) : CL_OK;
}

/* --- the Info dictionary (14.3.3) --- */

/* Keys whose values say nothing about rights: dates, and what has no text. */
static bool is_technical(cl_span key)
{
    static const char *const keys[] = {"CreationDate", "ModDate", "Trapped", NULL};
    return cl_span_is_one_of(key, keys);
}

static cl_status add_entry(cl_pdf *file, cl_span key, const cl_block *value)
{
    cl_pdf_object object;
    cl_block block = {.kind = CL_BLOCK_TEXT, .key = key, .container = "PDF Info"};
    cl_status status = cl_pdf_resolve(file, value, &object);
    if (is_damage(status)) {
        return cl_damage_report(file->blocks->findings, CL_DAMAGE_STRUCTURE, value->offset,
                                "the PDF Info %.*s refers to an object that cannot be read",
                                CL_SPAN_PRINT(key));
    }
    CL_TRY(status);
    bool text = cl_span_starts(object.text.bytes, CL_SPAN("(")) ||
                (cl_span_starts(object.text.bytes, CL_SPAN("<")) &&
                 !cl_pdf_is_dictionary(object.text.bytes));
    if (!text) {
        return CL_OK;
    }
    CL_TRY(cl_pdf_text(file->blocks, &object.text, &block));
    return block.bytes.len == 0 ? CL_OK : cl_blocks_add(file->blocks, &block);
}

static cl_block part_of(const cl_block *whole, cl_span rest, cl_span value)
{
    cl_block part = *whole;
    part.bytes = value;
    part.offset = cl_block_offset(whole, whole->bytes.len - rest.len - value.len);
    return part;
}

static cl_status read_entries(cl_pdf *file, const cl_block *dictionary)
{
    cl_span rest = dictionary->bytes;
    cl_span key;
    cl_span value;
    for (size_t i = 0; cl_pdf_next_entry(&rest, &key, &value); i++) {
        if (i >= CL_PDF_ENTRIES_MAX) {
            return cl_damage_report(file->blocks->findings, CL_DAMAGE_LIMIT,
                                    cl_block_offset(dictionary, 0),
                                    "more than %u entries of the PDF Info", CL_PDF_ENTRIES_MAX);
        }
        cl_block part = part_of(dictionary, rest, value);
        if (!is_technical(key)) {
            CL_TRY(add_entry(file, key, &part));
        }
    }
    return CL_OK;
}

/* The keys of an encrypted PDF can be read, their texts cannot. */
static cl_status report_encrypted(cl_pdf *file, const cl_pdf_object *info)
{
    static const char *const keys[] = {"Title", "Author", "Subject", "Keywords", NULL};
    cl_span value;
    bool text = info == NULL;
    for (size_t i = 0; !text && keys[i] != NULL; i++) {
        text = cl_pdf_get(info->text.bytes, keys[i], &value);
    }
    uint64_t offset = info == NULL ? file->base : info->text.offset;
    return cl_damage_report(
        file->blocks->findings, text ? CL_DAMAGE_STRUCTURE : CL_DAMAGE_IGNORED, offset,
        text ? CL_MESSAGE("the PDF is encrypted; its Info was not read")
             : CL_MESSAGE("the PDF is encrypted; its Info has no text that is read"));
}

static cl_status read_info(cl_pdf *file)
{
    cl_pdf_object info;
    cl_block reference = {.bytes = file->info};
    if (file->info.len == 0) {
        return CL_OK;
    }
    cl_status status = cl_pdf_resolve(file, &reference, &info);
    bool found = status == CL_OK && cl_pdf_is_dictionary(info.text.bytes);
    if (status != CL_OK && !is_damage(status)) {
        return status;
    }
    if (file->encryption.len > 0) {
        return report_encrypted(file, found ? &info : NULL);
    }
    if (!found) {
        return cl_damage_report(file->blocks->findings, CL_DAMAGE_STRUCTURE, file->base,
                                "the PDF's Info dictionary is not where the file says");
    }
    return read_entries(file, &info.text);
}

/* --- without a catalog --- */

static cl_status add_packets(cl_pdf *file, const cl_array *packets)
{
    /* Each time it is saved a PDF grows at its end: the last packet is the current one. */
    for (size_t i = packets->count; i > 0; i--) {
        CL_TRY(cl_find_add_packet(file->source, file->blocks,
                                  *CL_ARRAY_AT(packets, const cl_extent, i - 1), "PDF XMP"));
    }
    return CL_OK;
}

static cl_status search(cl_pdf *file, const char *why)
{
    cl_stretch stretches[2];
    size_t count;
    cl_array packets = {0};
    cl_stretch whole = {0, cl_source_size(file->source)};
    CL_TRY(cl_find_stretches(file->blocks, whole, stretches, &count));
    for (size_t i = 0; i < count; i++) {
        CL_TRY(cl_find_packets(file->source, file->blocks, stretches[i], &packets));
    }
    if (packets.count == 0) {
        return cl_damage_report(file->blocks->findings, CL_DAMAGE_STRUCTURE, file->base,
                                "%s; no XMP packet was found in the file either", cl_message(why));
    }
    CL_TRY(cl_damage_report(file->blocks->findings, CL_DAMAGE_STRUCTURE, file->base,
                            "%s; the XMP packets found in the file, %zu, were read, the last as "
                            "its own, also those of pictures in it",
                            cl_message(why), packets.count));
    return add_packets(file, &packets);
}

static cl_status find_header(cl_pdf *file)
{
    cl_span head;
    CL_TRY(cl_source_peek_some(file->source, 0, CL_FORMAT_HEAD, &head));
    size_t at = cl_span_find(head, signature);
    file->base = at < head.len ? at : 0;
    return CL_OK;
}

static cl_status read_pdf(cl_source *source, cl_blocks *blocks)
{
    cl_pdf file = {.source = source, .blocks = blocks};
    CL_TRY(find_header(&file));
    cl_status status = cl_pdf_open(&file);
    bool opened = status == CL_OK;
    if (opened) {
        status = read_catalog(&file);
    }
    if (is_damage(status)) {
        const char *why =
            !opened ? CL_MESSAGE("the PDF's cross-reference table is broken and its Info not found")
            : file.encryption.len > 0 ? CL_MESSAGE("the PDF is encrypted and its metadata too")
                                      : CL_MESSAGE("the PDF's catalog or metadata cannot be read");
        status = search(&file, why);
    }
    CL_TRY(status);
    return read_info(&file);
}

const cl_format cl_format_pdf = {.name = "PDF", .is = is_pdf, .read = read_pdf};
