#include "base/message.h"
#include "metadata/metadata.h"

#include "base/charset.h"
#include "base/limits.h"
#include "base/out.h"
#include "base/text.h"
#include "metadata/cut.h"
#include "metadata/iim_charset.h"
#include "metadata/iim_scan.h"
#include "metadata/iim_table.h"
#include "metadata/iso_date.h"
#include "metadata/legacy.h"
#include "metadata/loose_date.h"

typedef struct iim_block {
    const cl_block *block;
    cl_fields *fields;
    cl_array datasets; /* of cl_iim_dataset */
    cl_array moments;  /* of const cl_iim_dataset *: those that are dates and times */
    cl_iim_charset charset;
    cl_legacy legacy;            /* what text that is not UTF-8 is read as */
    size_t looked;               /* full values that were looked up in other containers */
    const cl_iim_dataset *named; /* the last dataset whose name was made: keywords repeat it */
    cl_span name;
} iim_block;

static const cl_iim_dataset *dataset_at(const iim_block *iim, size_t i)
{
    return CL_ARRAY_AT(&iim->datasets, const cl_iim_dataset, i);
}

static uint64_t offset_of(const iim_block *iim, const cl_iim_dataset *dataset)
{
    return cl_block_offset(iim->block, dataset->at);
}

/* "2:05" */
static cl_status name_of(iim_block *iim, const cl_iim_dataset *dataset, cl_span *out)
{
    if (iim->named != NULL && iim->named->record == dataset->record &&
        iim->named->number == dataset->number) {
        *out = iim->name;
        return CL_OK;
    }
    uint8_t name[5];
    size_t len = 0;
    name[len++] = (uint8_t)('0' + dataset->record);
    name[len++] = ':';
    if (dataset->number >= 100) {
        name[len++] = (uint8_t)('0' + dataset->number / 100);
    }
    name[len++] = (uint8_t)('0' + dataset->number / 10 % 10);
    name[len++] = (uint8_t)('0' + dataset->number % 10);
    CL_TRY(cl_arena_copy(iim->fields->arena, (cl_span){name, len}, &iim->name));
    iim->named = dataset;
    *out = iim->name;
    return CL_OK;
}

static bool is_printable(cl_span value)
{
    for (size_t i = 0; i < value.len; i++) {
        uint8_t byte = value.data[i];
        if (byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r') {
            return false;
        }
    }
    return cl_utf8_valid(value);
}

/* Datasets that programs added: text is kept, as no rule's business. */
static cl_iim_kind kind_of(const cl_iim_dataset *dataset)
{
    const cl_iim_entry *entry = dataset->entry;
    if (entry != NULL) {
        return entry->kind;
    }
    cl_span value = cl_span_trim(dataset->value);
    return dataset->record <= 2 && is_printable(value) ? CL_IIM_TEXT : CL_IIM_DATA;
}

/* --- charset --- */

/* 1:90 may stand anywhere and more than once. What is not known counts as not said. */
static void read_declared_charset(iim_block *iim)
{
    for (size_t i = 0; i < iim->datasets.count; i++) {
        const cl_iim_dataset *dataset = dataset_at(iim, i);
        if (kind_of(dataset) == CL_IIM_CHARSET) {
            cl_iim_charset_add(&iim->charset, dataset->value);
        }
    }
    iim->legacy.charset = iim->charset.legacy;
    iim->legacy.declared = iim->charset.legacy != NULL;
}

static cl_status guess_charset(iim_block *iim)
{
    cl_out sample = {0};
    for (size_t i = 0; i < iim->datasets.count && sample.len < CL_GUESS_BYTES_MAX; i++) {
        const cl_iim_dataset *dataset = dataset_at(iim, i);
        if (kind_of(dataset) == CL_IIM_TEXT && !cl_utf8_valid(dataset->value)) {
            cl_out_put(&sample, cl_span_trim(dataset->value));
            cl_out_byte(&sample, '\n');
        }
    }
    cl_status status = sample.failed ? CL_NO_MEMORY : CL_OK;
    if (status == CL_OK) {
        status = cl_legacy_guess(iim->fields, cl_out_span(&sample), &iim->legacy);
    }
    cl_out_free(&sample);
    return status;
}

/* Where 1:90 announces UTF-8, each value that is not was reported. */
static cl_status report_charset(const iim_block *iim)
{
    if (iim->charset.utf8) {
        return CL_OK;
    }
    return cl_legacy_report(iim->fields, &iim->legacy,
                            iim->charset.unknown ? "IIM with a 1:90 of no known charset" : "IIM");
}

/* At most one finding a value. */
static cl_status report_value(const iim_block *iim, const cl_iim_dataset *dataset,
                              const cl_legacy_value *value)
{
    if (value->how == CL_LEGACY_UTF8) {
        return CL_OK;
    }
    const char *label = cl_charset_label(value->charset);
    cl_findings *findings = iim->fields->findings;
    uint64_t offset = offset_of(iim, dataset);
    if (iim->charset.utf8) {
        return cl_damage_report(findings, CL_DAMAGE_ENCODING, offset,
                                "IIM %u:%02u is not the UTF-8 that 1:90 announces; it was read as "
                                "%s",
                                dataset->record, dataset->number, label);
    }
    if (value->how == CL_LEGACY_ALONE) {
        return cl_damage_report(findings, CL_DAMAGE_ENCODING, offset,
                                "IIM %u:%02u is not in the charset of the other values; it was "
                                "read as %s",
                                dataset->record, dataset->number, label);
    }
    if (value->how == CL_LEGACY_LOSSY) {
        return cl_damage_report(findings, CL_DAMAGE_ENCODING, offset,
                                "IIM %u:%02u holds bytes that %s does not explain; they are lost",
                                dataset->record, dataset->number, label);
    }
    return CL_OK;
}

/* --- ends that are cut off --- */

/* One blank may stand where a text was cut; several, or NULs, fill a field up. */
static bool is_full(const cl_iim_dataset *dataset, const cl_iim_entry *entry)
{
    cl_span value = dataset->value;
    return entry->most != 0 && value.len == entry->most &&
           cl_span_trim(value).len + 1 >= value.len && value.data[value.len - 1] != '\0';
}

/* UTF-8 of which 1:90 speaks, in a full field, with nothing beyond ASCII but half a character. */
static cl_span without_half(const iim_block *iim, const cl_iim_dataset *dataset, cl_span value,
                            bool *cut)
{
    const cl_iim_entry *entry = dataset->entry;
    size_t len = value.len;
    while (len > 0 && value.data[len - 1] >= 0x80) {
        len--;
    }
    *cut = iim->charset.utf8 && entry != NULL && is_full(dataset, entry) && len < value.len &&
           value.data[len] >= 0xC2 && value.len - len < CL_UTF8_MAX &&
           cl_charset_is_ascii(cl_span_sub(value, 0, len)) && !cl_utf8_valid(value);
    return cl_span_sub(value, 0, *cut ? len : value.len);
}

/* A cut hides a note only where notes stand; the same text elsewhere may be a copy made later. */
static cl_level level_of(cl_field_name name, cl_twin twin)
{
    cl_field_class class = cl_field_class_of(name);
    bool read = class == CL_CLASS_PROSE || class == CL_CLASS_NOTES || class == CL_CLASS_CREDIT;
    return read && twin == CL_TWIN_NONE ? CL_WARNING : CL_INFO;
}

static cl_status report_cut(iim_block *iim, const cl_iim_dataset *dataset, const cl_field *field,
                            bool cut)
{
    const cl_iim_entry *entry = dataset->entry;
    if (!cut && (entry == NULL || !is_full(dataset, entry))) {
        return CL_OK;
    }
    cl_twin twin = cl_cut_twin(iim->fields, field->name, cl_span_trim(field->value), &iim->looked);
    if (twin == CL_TWIN_LONGER) {
        return CL_OK;
    }
    cl_finding finding = cl_damage_finding(CL_DAMAGE_CUT);
    finding.level = level_of(field->name, twin);
    finding.message =
        cl_arena_format(iim->fields->arena,
                        cut ? cl_message("IIM %u:%02u (%s) ends inside a character; its end is cut "
                                         "off")
                            : cl_message("IIM %u:%02u (%s) fills its bytes to the last one; its "
                                         "end may be cut off"),
                        dataset->record, dataset->number, cl_field_name_text(field->name));
    finding.proof.has_offset = true;
    finding.proof.offset = offset_of(iim, dataset);
    return cl_findings_add(iim->fields->findings, &finding);
}

/* --- text --- */

static cl_status read_value(iim_block *iim, const cl_iim_dataset *dataset, cl_field *field,
                            bool *cut)
{
    cl_legacy_value value;
    cl_span bytes = cl_span_trim(dataset->value);
    field->offset = cl_block_offset(
        iim->block, dataset->at + (size_t)(bytes.len == 0 ? 0 : bytes.data - dataset->value.data));
    cl_span whole = without_half(iim, dataset, bytes, cut);
    CL_TRY(cl_legacy_read(iim->fields, &iim->legacy, whole, field, &value));
    *cut = *cut || value.cut;
    return report_value(iim, dataset, &value);
}

static cl_status read_text(iim_block *iim, const cl_iim_dataset *dataset)
{
    if (kind_of(dataset) != CL_IIM_TEXT || iim->fields->items.count >= CL_FIELDS_MAX) {
        return CL_OK;
    }
    const cl_iim_entry *entry = dataset->entry;
    cl_field field = {
        .name = entry == NULL ? CL_OTHER : entry->field, .container = "IIM", .has_offset = true};
    bool cut;
    CL_TRY(read_value(iim, dataset, &field, &cut));
    CL_TRY(report_cut(iim, dataset, &field, cut));
    CL_TRY(name_of(iim, dataset, &field.property));
    return cl_fields_add(iim->fields, &field);
}

/* --- dates --- */

/* Which datasets are dates and times: of a hundred there are four. */
static cl_status find_moments(iim_block *iim)
{
    for (size_t i = 0; i < iim->datasets.count; i++) {
        const cl_iim_dataset *dataset = dataset_at(iim, i);
        if (kind_of(dataset) != CL_IIM_MOMENT) {
            continue;
        }
        const cl_iim_dataset **added =
            cl_array_add(&iim->moments, iim->fields->arena, sizeof *added, CL_IIM_DATASETS_MAX);
        if (added == NULL) {
            return cl_arena_status(iim->fields->arena);
        }
        *added = dataset;
    }
    return CL_OK;
}

/* The `nth` date or time of that number, or NULL. */
static const cl_iim_dataset *moment_of(const iim_block *iim, uint8_t record, uint8_t number,
                                       size_t nth)
{
    for (size_t i = 0; i < iim->moments.count; i++) {
        const cl_iim_dataset *dataset = *CL_ARRAY_AT(&iim->moments, const cl_iim_dataset *, i);
        if (dataset->record == record && dataset->number == number && nth-- == 0) {
            return dataset;
        }
    }
    return NULL;
}

static cl_status text_of(iim_block *iim, const cl_iim_dataset *dataset, cl_span *out)
{
    cl_field field = {0};
    bool cut;
    *out = CL_EMPTY_SPAN;
    if (dataset == NULL) {
        return CL_OK;
    }
    cl_status status = read_value(iim, dataset, &field, &cut);
    *out = field.value;
    return status;
}

static cl_status add_moment(iim_block *iim, const cl_iim_moment *moment, const cl_iim_dataset *date,
                            const cl_iim_dataset *time)
{
    const cl_iim_dataset *first = date != NULL ? date : time;
    cl_arena *arena = iim->fields->arena;
    cl_span day;
    cl_span hour;
    CL_TRY(text_of(iim, date, &day));
    CL_TRY(text_of(iim, time, &hour));
    CL_TRY(cl_loose_date(arena, &day, &hour));
    cl_field field = {.name = moment->field,
                      .container = "IIM",
                      .has_offset = true,
                      .offset = offset_of(iim, first)};
    CL_TRY(name_of(iim, first, &field.property));
    CL_TRY(cl_iso_date(arena, day, hour, &field.value));
    return cl_fields_add(iim->fields, &field);
}

enum {
    MOMENTS_MAX = 8
}; /* of one kind; a picture has one */

static cl_status read_moments(iim_block *iim, const cl_iim_moment *moment)
{
    for (size_t nth = 0; nth < MOMENTS_MAX; nth++) {
        const cl_iim_dataset *date = moment_of(iim, moment->record, moment->date, nth);
        const cl_iim_dataset *time = moment_of(iim, moment->record, moment->time, nth);
        if (date == NULL && time == NULL) {
            break;
        }
        CL_TRY(add_moment(iim, moment, date, time));
    }
    return CL_OK;
}

/* --- what is not read --- */

enum {
    NAMED_MAX = 6
};

/* Whether an earlier dataset of the same number is there. */
static bool is_repeated(const iim_block *iim, size_t at)
{
    const cl_iim_dataset *dataset = dataset_at(iim, at);
    for (size_t i = 0; i < at; i++) {
        const cl_iim_dataset *other = dataset_at(iim, i);
        if (other->record == dataset->record && other->number == dataset->number) {
            return true;
        }
    }
    return false;
}

/* Records 3 and 7 to 9 describe and hold the picture itself; previews are pictures, too. */
static cl_status report_unread(const iim_block *iim)
{
    size_t count = 0;
    size_t named = 0;
    const cl_iim_dataset *first = NULL;
    cl_span names = CL_EMPTY_SPAN;
    for (size_t i = 0; i < iim->datasets.count; i++) {
        const cl_iim_dataset *dataset = dataset_at(iim, i);
        if (kind_of(dataset) != CL_IIM_DATA) {
            continue;
        }
        first = first == NULL ? dataset : first;
        count++;
        if (named < NAMED_MAX && !is_repeated(iim, i)) {
            names = cl_arena_format(iim->fields->arena, "%.*s%s%u:%02u", CL_SPAN_PRINT(names),
                                    named++ == 0 ? "" : ", ", dataset->record, dataset->number);
        }
    }
    if (count == 0) {
        return CL_OK;
    }
    return cl_damage_report(iim->fields->findings, CL_DAMAGE_IGNORED, offset_of(iim, first),
                            count == 1
                                ? CL_MESSAGE("%zu dataset of IIM that holds no text: %.*s%s")
                                : CL_MESSAGE("%zu datasets of IIM that hold no text: %.*s%s"),
                            count, CL_SPAN_PRINT(names), named == NAMED_MAX ? ", …" : "");
}

/* An envelope whose letter is gone. */
static cl_status report_empty(const iim_block *iim)
{
    for (size_t i = 0; i < iim->datasets.count; i++) {
        if (dataset_at(iim, i)->record == 2) {
            return CL_OK;
        }
    }
    if (iim->datasets.count == 0) {
        return CL_OK;
    }
    return cl_damage_report(iim->fields->findings, CL_DAMAGE_IGNORED, iim->block->offset,
                            "an IIM block without any dataset of record 2, where captions and "
                            "credits stand");
}

cl_status cl_iim_read(const cl_block *block, cl_fields *fields)
{
    iim_block iim = {.block = block, .fields = fields};
    CL_TRY(cl_iim_scan(block, fields->arena, fields->findings, &iim.datasets));
    read_declared_charset(&iim);
    CL_TRY(guess_charset(&iim));
    for (size_t i = 0; i < iim.datasets.count; i++) {
        CL_TRY(read_text(&iim, dataset_at(&iim, i)));
    }
    CL_TRY(find_moments(&iim));
    for (size_t i = 0; i < cl_iim_moment_count; i++) {
        CL_TRY(read_moments(&iim, &cl_iim_moments[i]));
    }
    CL_TRY(report_charset(&iim));
    CL_TRY(report_empty(&iim));
    return report_unread(&iim);
}
