#include "metadata/metadata.h"

#include "base/charset.h"
#include "metadata/cut.h"
#include "metadata/keywords.h"
#include "metadata/legacy.h"

/* Text in the charset that its container prescribes. */
static cl_status read_declared(const cl_block *block, const cl_fields *fields, cl_field *field)
{
    bool lossless;
    CL_TRY(
        cl_charset_convert(fields->arena, block->bytes, block->charset, &field->value, &lossless));
    if (lossless) {
        return CL_OK;
    }
    field->original = block->bytes;
    field->decoded = cl_charset_label(block->charset);
    return cl_damage_report(fields->findings, CL_DAMAGE_ENCODING, field->offset,
                            "%s holds bytes that its charset does not allow", block->container);
}

static cl_status add_text(const cl_block *block, cl_fields *fields, cl_field *field)
{
    field->has_offset = true;
    field->offset = cl_block_offset(block, 0);
    CL_TRY(block->charset == NULL
               ? cl_legacy_read_alone(fields, block->bytes, block->container, field)
               : read_declared(block, fields, field));
    return cl_fields_add(fields, field);
}

static cl_status read_text(const cl_block *block, cl_fields *fields)
{
    bool lossless;
    cl_keyword keyword = cl_keyword_of(block);
    cl_field field = {.name = keyword.field, .container = keyword.container};
    if (keyword.shown) {
        CL_TRY(cl_charset_read(fields->arena, block->key, &field.property, &lossless));
    }
    return add_text(block, fields, &field);
}

static cl_status read_url(const cl_block *block, cl_fields *fields)
{
    cl_field field = {
        .name = CL_WEB_STATEMENT, .container = "Photoshop", .property = CL_SPAN("0x040B")};
    return add_text(block, fields, &field);
}

static cl_status read_flag(const cl_block *block, cl_fields *fields)
{
    bool set = block->bytes.len > 0 && block->bytes.data[0] != 0;
    cl_field field = {.name = CL_COPYRIGHT_MARKED,
                      .value = set ? CL_SPAN("True") : CL_SPAN("False"),
                      .container = "Photoshop",
                      .property = CL_SPAN("0x040A"),
                      .has_offset = true,
                      .offset = cl_block_offset(block, 0)};
    return cl_fields_add(fields, &field);
}

typedef struct reader_entry {
    cl_block_kind kind;
    unsigned pass;
    cl_status (*read)(const cl_block *block, cl_fields *fields);
} reader_entry;

enum {
    PASSES = 3
};

static const reader_entry readers[] = {
    {CL_BLOCK_EXIF, 0, cl_exif_read},        {CL_BLOCK_XMP, 0, cl_xmp_read},
    {CL_BLOCK_TEXT, 0, read_text},           {CL_BLOCK_URL, 0, read_url},
    {CL_BLOCK_FLAG, 0, read_flag},           {CL_BLOCK_C2PA, 0, cl_c2pa_read},
    {CL_BLOCK_XMP_EXTENDED, 1, cl_xmp_read}, {CL_BLOCK_IIM, 2, cl_iim_read},
};

static cl_status read_block(const cl_block *block, unsigned pass, cl_fields *fields)
{
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        if (readers[i].kind == block->kind && readers[i].pass == pass) {
            return readers[i].read(block, fields);
        }
    }
    return CL_OK;
}

cl_status cl_metadata_read(const cl_blocks *blocks, cl_fields *fields)
{
    for (unsigned pass = 0; pass < PASSES; pass++) {
        for (size_t i = 0; i < blocks->items.count; i++) {
            CL_TRY(read_block(cl_blocks_at(blocks, i), pass, fields));
        }
    }
    CL_TRY(cl_cuts_report(fields));
    return cl_digest_read(blocks, fields);
}
