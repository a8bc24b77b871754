#include "metadata/metadata.h"

#include "base/charset.h"
#include "base/limits.h"
#include "base/out.h"
#include "base/text.h"
#include "metadata/iim_scan.h"
#include "metadata/iso_date.h"

/* IIM 4.2, chapters 5 and 6; 2:121, 2:184, 2:187 and 2:188 are customs of the trade. */
typedef struct dataset_entry {
    uint8_t record;
    uint8_t number;
    cl_field_name field;
    size_t cut; /* octets at which writers cut the text; 0: not watched */
} dataset_entry;

static const dataset_entry datasets[] = {
    {1, 100, CL_OTHER, 0},
    {2, 4, CL_OTHER, 0},
    {2, 5, CL_TITLE, 0},
    {2, 7, CL_EDIT_STATUS, 0},
    {2, 10, CL_URGENCY, 0},
    {2, 12, CL_SUBJECT_CODE, 0},
    {2, 15, CL_CATEGORY, 0},
    {2, 20, CL_SUPPLEMENTAL_CATEGORY, 0},
    {2, 22, CL_FIXTURE_ID, 0},
    {2, 25, CL_KEYWORDS, 0},
    {2, 26, CL_CONTENT_LOCATION, 0},
    {2, 27, CL_CONTENT_LOCATION, 0},
    {2, 40, CL_INSTRUCTIONS, 256},
    {2, 42, CL_ACTION_ADVISED, 0},
    {2, 45, CL_OTHER, 0},
    {2, 47, CL_OTHER, 0},
    {2, 50, CL_OTHER, 0},
    {2, 65, CL_OTHER, 0},
    {2, 75, CL_OTHER, 0},
    {2, 80, CL_CREATOR, 32},
    {2, 85, CL_CREATOR_TITLE, 0},
    {2, 90, CL_CITY, 0},
    {2, 92, CL_SUBLOCATION, 0},
    {2, 95, CL_STATE, 0},
    {2, 100, CL_COUNTRY_CODE, 0},
    {2, 101, CL_COUNTRY, 0},
    {2, 103, CL_JOB_ID, 0},
    {2, 105, CL_HEADLINE, 256},
    {2, 110, CL_CREDIT, 32},
    {2, 115, CL_SOURCE, 32},
    {2, 116, CL_COPYRIGHT, 128},
    {2, 118, CL_CONTACT, 0},
    {2, 120, CL_CAPTION, 2000},
    {2, 121, CL_COMMENT, 0},
    {2, 122, CL_CAPTION_WRITER, 0},
    {2, 135, CL_LANGUAGE, 0},
    {2, 184, CL_JOB_ID, 0},
    {2, 187, CL_IMAGE_SUPPLIER_IMAGE_ID, 0},
    {2, 188, CL_COPYRIGHT_OWNER, 0},
};

/* A date and the time that belongs to it. */
typedef struct moment_entry {
    uint8_t record;
    uint8_t date;
    uint8_t time;
    cl_field_name field;
} moment_entry;

static const moment_entry moments[] = {
    {1, 70, 80, CL_DATE_SENT},
    {2, 30, 35, CL_RELEASE_DATE},
    {2, 37, 38, CL_EXPIRATION_DATE},
    {2, 55, 60, CL_DATE_CREATED},
};

typedef struct iim_block {
    const cl_block *block;
    cl_fields *fields;
    cl_array datasets;  /* of cl_iim_dataset */
    bool utf8;          /* 1:90 says so */
    const char *legacy; /* what text that is not UTF-8 is read as */
} iim_block;

static const cl_iim_dataset *dataset_at(const iim_block *iim, size_t i)
{
    return CL_ARRAY_AT(&iim->datasets, const cl_iim_dataset, i);
}

/* --- charset --- */

static bool has_sequence(cl_span value, cl_span sequence)
{
    return cl_span_find(value, sequence) < value.len;
}

/* ISO 2022 designations of ISO 8859-1 to G0, G1, G2 and G3: designated, hardly ever invoked. */
static bool designates_latin(cl_span value)
{
    return has_sequence(value, CL_SPAN("\x1B,A")) || has_sequence(value, CL_SPAN("\x1B-A")) ||
           has_sequence(value, CL_SPAN("\x1B.A")) || has_sequence(value, CL_SPAN("\x1B/A"));
}

/* 1:90 may stand anywhere and more than once. What is not known counts as not said. */
static void read_declared_charset(iim_block *iim)
{
    for (size_t i = 0; i < iim->datasets.count; i++) {
        const cl_iim_dataset *dataset = dataset_at(iim, i);
        if (dataset->record != 1 || dataset->number != 90) {
            continue;
        }
        iim->utf8 = iim->utf8 || has_sequence(dataset->value, CL_SPAN("\x1B%G"));
        if (designates_latin(dataset->value)) {
            iim->legacy = CL_CHARSET_WINDOWS_1252;
        }
    }
}

static const dataset_entry *entry_of(const cl_iim_dataset *dataset)
{
    for (size_t i = 0; i < sizeof datasets / sizeof *datasets; i++) {
        if (datasets[i].record == dataset->record && datasets[i].number == dataset->number) {
            return &datasets[i];
        }
    }
    return NULL;
}

/* One charset for all that is not UTF-8: a caption tells more than a name. */
static cl_status detect_legacy_charset(iim_block *iim)
{
    if (iim->legacy != NULL) {
        return CL_OK;
    }
    cl_out sample = {0};
    for (size_t i = 0; i < iim->datasets.count; i++) {
        const cl_iim_dataset *dataset = dataset_at(iim, i);
        if (entry_of(dataset) != NULL && !cl_utf8_valid(dataset->value)) {
            cl_out_put(&sample, dataset->value);
            cl_out_byte(&sample, '\n');
        }
    }
    iim->legacy = CL_CHARSET_WINDOWS_1252;
    cl_status status = sample.failed ? CL_NO_MEMORY : CL_OK;
    if (status == CL_OK && sample.len > 0) {
        status = cl_charset_detect(cl_out_span(&sample), &iim->legacy);
    }
    cl_out_free(&sample);
    return status;
}

/* How many bytes at the end are the beginning of a character whose rest is missing. */
static size_t half_character(cl_span value)
{
    size_t half = 1;
    while (half < CL_UTF8_MAX && half < value.len &&
           (value.data[value.len - half] & 0xC0) == 0x80) {
        half++;
    }
    if (half > value.len) {
        return 0;
    }
    uint8_t lead = value.data[value.len - half];
    size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    return wanted > half ? half : 0;
}

/* UTF-8 that its field's end cut inside a character: all before it is UTF-8 beyond ASCII, or 1:90
 * announces it and the field is full. Else a last byte beyond ASCII is a letter of another charset.
 */
static bool is_cut_inside_character(const iim_block *iim, const cl_iim_dataset *dataset,
                                    cl_span *whole)
{
    size_t half = half_character(dataset->value);
    *whole = cl_span_sub(dataset->value, 0, dataset->value.len - half);
    if (half == 0 || !cl_utf8_valid(*whole)) {
        return false;
    }
    const dataset_entry *entry = entry_of(dataset);
    bool full = entry != NULL && entry->cut != 0 && dataset->value.len == entry->cut;
    return !cl_charset_is_ascii(*whole) || (iim->utf8 && full);
}

static cl_status text_of(const iim_block *iim, const cl_iim_dataset *dataset, cl_span *out)
{
    if (is_cut_inside_character(iim, dataset, out)) {
        return CL_OK;
    }
    if (cl_utf8_valid(dataset->value)) {
        *out = dataset->value;
        return CL_OK;
    }
    bool lossless;
    CL_TRY(cl_charset_convert(iim->fields->arena, dataset->value, iim->legacy, out, &lossless));
    if (lossless && !iim->utf8) {
        return CL_OK;
    }
    return cl_damage_report(
        iim->fields->findings, CL_DAMAGE_ENCODING, cl_block_offset(iim->block, dataset->at),
        "IIM %u:%02u is not %s; it was read as %s", dataset->record, dataset->number,
        iim->utf8 ? "the UTF-8 that 1:90 announces" : "UTF-8", iim->legacy);
}

/* --- fields --- */

static cl_status add_field(const iim_block *iim, const cl_iim_dataset *dataset, cl_field_name name,
                           cl_span value)
{
    cl_field field = {.name = name,
                      .value = value,
                      .container = "IIM",
                      .has_offset = true,
                      .offset = cl_block_offset(iim->block, dataset->at)};
    field.property =
        cl_arena_format(iim->fields->arena, "%u:%02u", dataset->record, dataset->number);
    return cl_fields_add(iim->fields, &field);
}

/* Whether another container holds the whole of what was cut here. */
static bool has_longer_twin(const cl_fields *fields, cl_field_name name, cl_span value)
{
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *other = cl_fields_at(fields, i);
        if (other->name == name && other->value.len > value.len &&
            cl_span_starts(other->value, value)) {
            return true;
        }
    }
    return false;
}

static cl_status report_cut(const iim_block *iim, const cl_iim_dataset *dataset,
                            const dataset_entry *entry, cl_span value)
{
    cl_span whole;
    bool full = entry->cut != 0 && dataset->value.len == entry->cut;
    if ((!full && !is_cut_inside_character(iim, dataset, &whole)) ||
        has_longer_twin(iim->fields, entry->field, cl_span_trim(value))) {
        return CL_OK;
    }
    return cl_damage_report(
        iim->fields->findings, CL_DAMAGE_CUT, cl_block_offset(iim->block, dataset->at),
        "IIM %u:%02u (%s) fills its %zu bytes to the last one; its end may be "
        "cut off",
        entry->record, entry->number, cl_field_name_text(entry->field), entry->cut);
}

static cl_status read_text(const iim_block *iim, const cl_iim_dataset *dataset)
{
    const dataset_entry *entry = entry_of(dataset);
    if (entry == NULL) {
        return CL_OK;
    }
    cl_span value;
    CL_TRY(text_of(iim, dataset, &value));
    CL_TRY(report_cut(iim, dataset, entry, value));
    return add_field(iim, dataset, entry->field, value);
}

/* The `nth` dataset of that number, or NULL. */
static const cl_iim_dataset *find(const iim_block *iim, uint8_t record, uint8_t number, size_t nth)
{
    for (size_t i = 0; i < iim->datasets.count; i++) {
        const cl_iim_dataset *dataset = dataset_at(iim, i);
        if (dataset->record == record && dataset->number == number && nth-- == 0) {
            return dataset;
        }
    }
    return NULL;
}

static cl_status add_moment(const iim_block *iim, const moment_entry *entry,
                            const cl_iim_dataset *date, const cl_iim_dataset *time)
{
    cl_span day = CL_EMPTY_SPAN;
    cl_span hour = CL_EMPTY_SPAN;
    if (date != NULL) {
        CL_TRY(text_of(iim, date, &day));
    }
    if (time != NULL) {
        CL_TRY(text_of(iim, time, &hour));
    }
    cl_span value;
    CL_TRY(cl_iso_date(iim->fields->arena, day, hour, &value));
    return add_field(iim, date != NULL ? date : time, entry->field, value);
}

enum {
    MOMENTS_MAX = 8
}; /* of one kind; a picture has one */

static cl_status read_moments(const iim_block *iim, const moment_entry *entry)
{
    for (size_t nth = 0; nth < MOMENTS_MAX; nth++) {
        const cl_iim_dataset *date = find(iim, entry->record, entry->date, nth);
        const cl_iim_dataset *time = find(iim, entry->record, entry->time, nth);
        if (date == NULL && time == NULL) {
            break;
        }
        CL_TRY(add_moment(iim, entry, date, time));
    }
    return CL_OK;
}

cl_status cl_iim_read(const cl_block *block, cl_fields *fields)
{
    iim_block iim = {.block = block, .fields = fields};
    CL_TRY(cl_iim_scan(block, fields->arena, fields->findings, &iim.datasets));
    read_declared_charset(&iim);
    CL_TRY(detect_legacy_charset(&iim));
    for (size_t i = 0; i < iim.datasets.count; i++) {
        CL_TRY(read_text(&iim, dataset_at(&iim, i)));
    }
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
        CL_TRY(read_moments(&iim, &moments[i]));
    }
    return CL_OK;
}
