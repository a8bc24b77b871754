#include "container/quicktime.h"

#include "base/charset.h"
#include "base/limits.h"
#include "base/reader.h"
#include "base/text.h"

/* QuickTime File Format Specification, "User Data Atoms" and "Metadata"; 3GPP TS 26.244, 8. */
enum {
    RECORD_HEADER = 4, /* length and language of an international text */
    MAC_LANGUAGES = 0x400,
    NO_LANGUAGE = 0x7FFF,
    FULL_BOX = 4,     /* version and flags */
    VALUE_HEADER = 8, /* type and locale of a "data" box */
    VALUE_SEEN = 64,  /* of a value that may be a picture */
    FREE_NAME_MAX = 256
};

static cl_status add_text(cl_boxes *boxes, const cl_block *whole, size_t at, cl_block *text)
{
    text->kind = CL_BLOCK_TEXT;
    CL_TRY(cl_block_part(boxes->blocks->arena, whole, at, text->bytes.len, text));
    return text->bytes.len == 0 ? CL_OK : cl_blocks_add(boxes->blocks, text);
}

/* Charsets */

typedef struct script {
    uint16_t language; /* of Macintosh */
    const char *charset;
} script;

/* The languages whose script is not Roman and which iconv knows. */
static const script scripts[] = {
    {7, "MAC-CYRILLIC"},
    {8, "MAC-CYRILLIC"},
    {11, "SHIFT_JIS"},
    {19, "BIG5"},
    {23, "EUC-KR"},
    {25, "MAC-CENTRALEUROPE"},
    {26, "MAC-CENTRALEUROPE"},
    {27, "MAC-CENTRALEUROPE"},
    {28, "MAC-CENTRALEUROPE"},
    {32, "MAC-CYRILLIC"},
    {33, "GB2312"},
    {38, "MAC-CENTRALEUROPE"},
    {39, "MAC-CENTRALEUROPE"},
    {42, "MAC-CYRILLIC"},
    {43, "MAC-CYRILLIC"},
    {44, "MAC-CYRILLIC"},
    {45, "MAC-UK"},
    {46, "MAC-CYRILLIC"},
};

static const char *charset_of_language(uint16_t language)
{
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        if (scripts[i].language == language) {
            return scripts[i].charset;
        }
    }
    return CL_CHARSET_MACROMAN;
}

/* Of a text with a byte order mark, which is cut off; NULL where there is none. */
static const char *charset_of_mark(cl_span text, size_t *mark)
{
    *mark = 2;
    if (cl_span_starts(text, CL_SPAN("\xFE\xFF"))) {
        return CL_CHARSET_UTF16BE;
    }
    if (cl_span_starts(text, CL_SPAN("\xFF\xFE"))) {
        return CL_CHARSET_UTF16LE;
    }
    *mark = 0;
    return NULL;
}

/* UTF-8 where the language is one of ISO 639, else of the Macintosh; programs that know neither
 * write UTF-8, which text of the Macintosh hardly ever happens to be. */
static const char *charset_of(cl_span text, uint16_t language)
{
    if (cl_utf8_valid(text)) {
        return CL_CHARSET_UTF8;
    }
    return language < MAC_LANGUAGES  ? charset_of_language(language)
           : language == NO_LANGUAGE ? CL_CHARSET_MACROMAN
                                     : NULL;
}

/* User data */

/* One of the texts of an international box, at `reader`. */
static cl_status read_record(cl_boxes *boxes, const cl_block *whole, cl_reader *reader)
{
    uint16_t len;
    uint16_t language;
    size_t mark;
    cl_block text = {.key = whole->key, .container = whole->container};
    uint64_t offset = cl_reader_offset(reader);
    CL_TRY(cl_read_u16be(reader, &len));
    CL_TRY(cl_read_u16be(reader, &language));
    if (len > cl_reader_left(reader)) {
        CL_TRY(cl_damage_report(boxes->blocks->findings, CL_DAMAGE_LENGTH, offset,
                                "%.*s announces a text of %u bytes where its box has %zu left",
                                CL_SPAN_PRINT(whole->key), len, cl_reader_left(reader)));
        len = (uint16_t)cl_reader_left(reader);
    }
    size_t at = reader->at;
    CL_TRY(cl_read_span(reader, len, &text.bytes));
    text.charset = charset_of_mark(text.bytes, &mark);
    if (text.charset == NULL) {
        text.charset = charset_of(text.bytes, language);
    }
    text.bytes = cl_span_from(text.bytes, mark);
    return add_text(boxes, whole, at + mark, &text);
}

/* "©nam": texts in several languages. */
static cl_status read_international(cl_boxes *boxes, const cl_block *whole)
{
    cl_reader reader = cl_reader_of(whole->bytes, whole->offset);
    bool more = true;
    while (more && cl_reader_left(&reader) >= RECORD_HEADER) {
        CL_TRY(read_record(boxes, whole, &reader));
        CL_TRY(cl_boxes_count(boxes, cl_reader_offset(&reader), &more));
    }
    return CL_OK;
}

/* A language of three letters, five bits each. */
static bool is_packed_language(uint16_t language)
{
    for (unsigned shift = 0; shift < 15; shift += 5) {
        unsigned letter = ((unsigned)language >> shift) & 31u;
        if (letter < 1 || letter > 26) {
            return false;
        }
    }
    return language != 0 && language < 0x8000;
}

/* How many bytes stand before the text of a 3GP box; 0 where it is a bare text, as QuickTime has
 * some under the same names. */
static size_t header_of_3gp(cl_span body)
{
    uint32_t flags;
    uint16_t language;
    cl_reader reader = cl_reader_of(body, 0);
    bool full = cl_read_u32be(&reader, &flags) == CL_OK && flags == 0 &&
                cl_read_u16be(&reader, &language) == CL_OK &&
                (language == 0 || is_packed_language(language));
    return full ? reader.at : 0;
}

/* A text that a NUL or its box ends. */
static cl_status read_bare(cl_boxes *boxes, const cl_block *whole, size_t at)
{
    size_t mark;
    cl_block text = {.key = whole->key, .container = whole->container};
    text.bytes = cl_span_from(whole->bytes, at);
    text.charset = charset_of_mark(text.bytes, &mark);
    text.bytes = cl_span_from(text.bytes, mark);
    if (text.charset == NULL) {
        text.bytes = cl_span_sub(text.bytes, 0, cl_span_find_byte(text.bytes, 0));
        text.charset = charset_of(text.bytes, at == 0 ? 0 : UINT16_MAX);
    }
    return add_text(boxes, whole, at + mark, &text);
}

/* 3GPP TS 26.244, 8.5: words, each with its length. */
static cl_status read_keywords(cl_boxes *boxes, const cl_block *whole, size_t at)
{
    uint8_t count;
    uint8_t len;
    cl_reader reader = cl_reader_of(whole->bytes, whole->offset);
    CL_TRY(cl_read_skip(&reader, at));
    CL_TRY(cl_read_u8(&reader, &count));
    for (unsigned i = 0; i < count; i++) {
        size_t mark;
        cl_block text = {.key = whole->key, .container = whole->container};
        CL_TRY(cl_read_u8(&reader, &len));
        size_t from = reader.at;
        CL_TRY(cl_read_span(&reader, len, &text.bytes));
        text.charset = charset_of_mark(text.bytes, &mark);
        text.bytes = cl_span_from(text.bytes, mark);
        if (text.charset == NULL) {
            text.charset = charset_of(text.bytes, UINT16_MAX);
        }
        CL_TRY(add_text(boxes, whole, from + mark, &text));
    }
    return CL_OK;
}

static bool is_named(const cl_box *box, const char *const names[])
{
    return cl_span_is_one_of((cl_span){box->type, CL_BOX_TYPE}, names);
}

static bool is_plain_text(const cl_box *box)
{
    static const char *const names[] = {"titl", "dscp", "cprt", "perf", "auth", "gnre", "albm",
                                        "coll", "name", "desc", "auth", "manu", "modl", NULL};
    return is_named(box, names);
}

static bool is_technical(const cl_box *box)
{
    static const char *const names[] = {"free", "skip", "wide", "WLOC", "LOOP", "SelO", "AllF",
                                        "ptv ", "hnti", "hinf", "thmb", "tsel", "ludt", "yrrc",
                                        "cenc", "vndr", "CNDB", "CNCV", "CNFN", "CNMN", NULL};
    return is_named(box, names);
}

/* Whether the body begins with a "data" box: iTunes' form, which some write outside a list. */
static bool holds_value(cl_span body)
{
    return cl_span_starts(cl_span_from(body, 4), CL_SPAN("data"));
}

static cl_status read_entry(cl_boxes *boxes, const cl_box *entry, cl_span key);

static cl_status report_keywords(const cl_boxes *boxes, const cl_block *whole)
{
    return cl_damage_report(boxes->blocks->findings, CL_DAMAGE_STRUCTURE, whole->offset,
                            "%.*s ends inside a word", CL_SPAN_PRINT(whole->key));
}

cl_status cl_quicktime_read_user_data(cl_boxes *boxes, const cl_box *box)
{
    bool international = box->type[0] == 0xA9;
    bool keywords = cl_box_is(box, "kywd");
    cl_block whole = {.container = "QuickTime user data"};
    if (!international && !keywords && !is_plain_text(box)) {
        return is_technical(box) ? CL_OK : cl_boxes_note_unread(boxes, box);
    }
    CL_TRY(cl_box_name(boxes->blocks->arena, box->type, &whole.key));
    CL_TRY(cl_box_take(boxes, box, 0, &whole));
    if (holds_value(whole.bytes)) {
        return read_entry(boxes, box, whole.key);
    }
    if (international) {
        return read_international(boxes, &whole);
    }
    size_t header = header_of_3gp(whole.bytes);
    if (!keywords) {
        return read_bare(boxes, &whole, header);
    }
    cl_status status = read_keywords(boxes, &whole, header);
    return status == CL_TRUNCATED ? report_keywords(boxes, &whole) : status;
}

/* Lists */

static bool has_no_controls(cl_span bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        uint8_t byte = bytes.data[i];
        if (byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r') {
            return false;
        }
    }
    return true;
}

/* "Well-known types" of the specification; NULL: not a text. */
static const char *charset_of_type(uint32_t type, cl_span value)
{
    switch (type) {
    case 0: /* as the writer of the key understands it */
        return cl_utf8_valid(value) && has_no_controls(value) ? CL_CHARSET_UTF8 : NULL;
    case 1:
    case 4:
        return CL_CHARSET_UTF8;
    case 2:
    case 5:
        return CL_CHARSET_UTF16BE;
    case 3:
        return "SHIFT_JIS";
    default:
        return NULL;
    }
}

static cl_status read_value(cl_boxes *boxes, const cl_box *box, cl_span key)
{
    cl_span head;
    uint32_t type;
    cl_block whole = {.container = "QuickTime metadata", .key = key};
    CL_TRY(cl_box_head(boxes, box, VALUE_HEADER + VALUE_SEEN, &head));
    cl_reader reader = cl_reader_of(head, box->body);
    if (cl_read_u32be(&reader, &type) != CL_OK || head.len < VALUE_HEADER) {
        return cl_damage_report(boxes->blocks->findings, CL_DAMAGE_STRUCTURE, box->offset,
                                "the value of %.*s is cut short", CL_SPAN_PRINT(key));
    }
    if (type > 5 || (type == 0 && !has_no_controls(cl_span_from(head, VALUE_HEADER)))) {
        return CL_OK; /* pictures and numbers */
    }
    CL_TRY(cl_box_take(boxes, box, VALUE_HEADER, &whole));
    whole.charset = charset_of_type(type, whole.bytes);
    whole.kind = CL_BLOCK_TEXT;
    bool text = whole.charset != NULL && whole.bytes.len > 0;
    return text ? cl_blocks_add(boxes->blocks, &whole) : CL_OK;
}

/* The name of an entry "----" */
static cl_status read_free_name(cl_boxes *boxes, const cl_box *box, cl_span *key)
{
    cl_span name;
    CL_TRY(cl_box_head(boxes, box, FULL_BOX + FREE_NAME_MAX, &name));
    name = cl_span_from(name, FULL_BOX);
    if (name.len > 0) {
        *key = name;
    }
    return CL_OK;
}

/* The values of an entry, each in a "data" box. */
static cl_status read_entry(cl_boxes *boxes, const cl_box *entry, cl_span key)
{
    cl_box child;
    bool more;
    cl_box_row row = cl_boxes_in(entry, 0);
    CL_TRY(cl_boxes_next(boxes, &row, &child, &more));
    while (more) {
        if (cl_box_is(&child, "data")) {
            CL_TRY(read_value(boxes, &child, key));
        } else if (cl_box_is(&child, "name")) {
            CL_TRY(read_free_name(boxes, &child, &key));
        }
        CL_TRY(cl_boxes_next(boxes, &row, &child, &more));
    }
    return CL_OK;
}

/* The names of a "keys" box, in order. */
static cl_status read_keys(cl_boxes *boxes, const cl_box *box, cl_array *out)
{
    cl_block whole = {0};
    uint32_t size;
    CL_TRY(cl_box_take(boxes, box, FULL_BOX + 4, &whole)); /* behind the count */
    cl_reader reader = cl_reader_of(whole.bytes, whole.offset);
    while (out->count < CL_BOX_KEYS_MAX && cl_reader_left(&reader) > 0) {
        cl_span name;
        if (cl_read_u32be(&reader, &size) != CL_OK || size < 8 ||
            cl_read_span(&reader, size - 4, &name) != CL_OK) {
            return cl_damage_report(boxes->blocks->findings, CL_DAMAGE_STRUCTURE,
                                    cl_reader_offset(&reader),
                                    "no name of a metadata key stands here");
        }
        cl_span *key = cl_array_add(out, boxes->blocks->arena, sizeof *key, CL_BOX_KEYS_MAX);
        if (key == NULL) {
            return cl_arena_status(boxes->blocks->arena);
        }
        *key = cl_span_from(name, 4); /* behind its namespace */
    }
    return CL_OK;
}

/* An entry of a list with keys is named by its index, which begins with 1. */
static cl_status key_of(const cl_boxes *boxes, const cl_array *keys, const cl_box *entry,
                        cl_span *out)
{
    uint32_t index;
    cl_reader reader = cl_reader_of((cl_span){entry->type, CL_BOX_TYPE}, 0);
    CL_TRY(cl_read_u32be(&reader, &index));
    if (index >= 1 && index <= keys->count) {
        *out = *CL_ARRAY_AT(keys, const cl_span, index - 1);
        return CL_OK;
    }
    return cl_box_name(boxes->blocks->arena, entry->type, out);
}

cl_status cl_quicktime_read_list(cl_boxes *boxes, const cl_box *keys, const cl_box *list)
{
    cl_box entry;
    bool more;
    cl_span key;
    cl_array names = {0};
    cl_box_row row = cl_boxes_in(list, 0);
    if (keys != NULL) {
        CL_TRY(read_keys(boxes, keys, &names));
    }
    CL_TRY(cl_boxes_next(boxes, &row, &entry, &more));
    while (more) {
        CL_TRY(key_of(boxes, &names, &entry, &key));
        CL_TRY(read_entry(boxes, &entry, key));
        CL_TRY(cl_boxes_next(boxes, &row, &entry, &more));
    }
    return CL_OK;
}
