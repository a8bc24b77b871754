#include "metadata/metadata.h"

#include "base/charset.h"

/* A keyword of PNG (W3C PNG, 11.3.3.1) or "COM", and the field that it means. */
typedef struct keyword_entry {
    const char *keyword;
    cl_field_name field;
} keyword_entry;

static const keyword_entry keywords[] = {
    {"Title", CL_TITLE},         {"Author", CL_CREATOR}, {"Description", CL_CAPTION},
    {"Copyright", CL_COPYRIGHT}, {"Source", CL_SOURCE},
};

static cl_field_name field_of(cl_span keyword)
{
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        if (cl_span_equal_nocase(keyword, cl_span_of(keywords[i].keyword))) {
            return keywords[i].field;
        }
    }
    return CL_COMMENT;
}

/* Text outside any standard's encoding: as likely as not it is what it looks like. */
static cl_status add_text(const cl_block *block, cl_fields *fields, cl_field *field)
{
    bool lossless;
    CL_TRY(cl_charset_read(fields->arena, block->bytes, &field->value, &lossless));
    field->has_offset = true;
    field->offset = cl_block_offset(block, 0);
    if (!lossless) {
        CL_TRY(cl_damage_report(fields->findings, CL_DAMAGE_ENCODING, field->offset,
                                "%s holds bytes that no charset explains", block->container));
    }
    return cl_fields_add(fields, field);
}

static cl_status read_text(const cl_block *block, cl_fields *fields)
{
    if (cl_span_equal(block->key, CL_SPAN("COM"))) {
        cl_field comment = {.name = CL_COMMENT, .container = "JPEG comment"};
        return add_text(block, fields, &comment);
    }
    bool lossless;
    cl_field field = {.name = field_of(block->key), .container = "PNG text"};
    CL_TRY(cl_charset_read(fields->arena, block->key, &field.property, &lossless));
    return add_text(block, fields, &field);
}

static cl_status read_url(const cl_block *block, cl_fields *fields)
{
    cl_field field = {
        .name = CL_WEB_STATEMENT, .container = "Photoshop", .property = CL_SPAN("0x040B")};
    return add_text(block, fields, &field);
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
    return CL_OK;
}
