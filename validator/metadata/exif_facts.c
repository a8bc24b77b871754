#include "metadata/exif_facts.h"

#include "base/charset.h"
#include "base/damage.h"
#include "base/reader.h"
#include "metadata/decimal.h"
#include "metadata/iso_date.h"

typedef struct facts {
    const cl_block *block;
    const cl_ifd_entries *entries;
    const char *container;
    cl_fields *fields;
} facts;

cl_status cl_exif_report_incomplete(const cl_block *block, const cl_ifd_entry *entry,
                                    const char *name, cl_fields *fields)
{
    if (entry->complete) {
        return CL_OK;
    }
    return cl_damage_report(fields->findings, CL_DAMAGE_LENGTH, cl_block_offset(block, entry->at),
                            "EXIF %s reaches beyond the end of its block", name);
}

static cl_status add(const facts *from, const cl_ifd_entry *entry, cl_field *field)
{
    field->container = from->container;
    field->has_offset = true;
    field->offset = cl_block_offset(from->block, entry->at);
    return cl_fields_add(from->fields, field);
}

/* --- dates --- */

/* The tags of one date (Exif 3.0, 4.6.5). */
typedef struct date_entry {
    cl_field_name field;
    uint16_t date;
    uint16_t zone;
    uint16_t fraction;
    const char *name;
} date_entry;

static const date_entry dates[] = {
    {CL_DATE_CREATED, CL_TAG_DATE_TIME_ORIGINAL, CL_TAG_OFFSET_TIME_ORIGINAL,
     CL_TAG_SUB_SEC_TIME_ORIGINAL, "DateTimeOriginal"},
    {CL_DATE_DIGITIZED, CL_TAG_DATE_TIME_DIGITIZED, CL_TAG_OFFSET_TIME_DIGITIZED,
     CL_TAG_SUB_SEC_TIME_DIGITIZED, "DateTimeDigitized"},
    {CL_DATE_MODIFIED, CL_TAG_DATE_TIME, CL_TAG_OFFSET_TIME, CL_TAG_SUB_SEC_TIME, "DateTime"},
};

static cl_status ascii_of(const facts *from, uint16_t tag, cl_span *out)
{
    const cl_ifd_entry *entry = cl_ifd_find(from->entries, false, tag);
    *out = CL_EMPTY_SPAN;
    bool lossless;
    return entry == NULL
               ? CL_OK
               : cl_charset_read(from->fields->arena, cl_span_trim(entry->value), out, &lossless);
}

static bool is_number(cl_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] < '0' || text.data[i] > '9') {
            return false;
        }
    }
    return text.len > 0;
}

/* "2017:02:23 10:00:00" and, since Exif 2.31, "+09:00"; "50" is half a second. */
static cl_status read_date(const facts *from, const date_entry *which)
{
    const cl_ifd_entry *entry = cl_ifd_find(from->entries, false, which->date);
    if (entry == NULL) {
        return CL_OK;
    }
    cl_arena *arena = from->fields->arena;
    cl_span date;
    cl_span zone;
    cl_span fraction;
    CL_TRY(cl_exif_report_incomplete(from->block, entry, which->name, from->fields));
    CL_TRY(ascii_of(from, which->date, &date));
    if (cl_iso_date_is_blank(date)) {
        return CL_OK;
    }
    CL_TRY(ascii_of(from, which->zone, &zone));
    CL_TRY(ascii_of(from, which->fraction, &fraction));
    size_t space = cl_span_find_byte(date, ' ');
    cl_span time = cl_span_trim(cl_span_from(date, space));
    if (time.len > 0) {
        bool parted = is_number(fraction);
        const cl_span parts[] = {time, parted ? CL_SPAN(".") : CL_EMPTY_SPAN,
                                 parted ? fraction : CL_EMPTY_SPAN, zone};
        CL_TRY(cl_arena_join(arena, parts, sizeof parts / sizeof *parts, &time));
    }
    cl_field field = {.name = which->field, .property = cl_span_of(which->name)};
    CL_TRY(cl_iso_date(arena, cl_span_sub(date, 0, space), time, &field.value));
    return add(from, entry, &field);
}

/* --- positions --- */

enum {
    DEGREE_DIGITS = 6, /* a tenth of a metre */
    METRE_DIGITS = 3
};

/* Degrees, and the letters that make them negative (Exif 3.0, 4.6.7). */
typedef struct angle_entry {
    cl_field_name field;
    uint16_t tag;
    uint16_t reference;
    double most;
    char positive;
    char negative;
    const char *name;
} angle_entry;

static const angle_entry angles[] = {
    {CL_LATITUDE, CL_GPS_LATITUDE, CL_GPS_LATITUDE_REF, 90, 'N', 'S', "GPSLatitude"},
    {CL_LONGITUDE, CL_GPS_LONGITUDE, CL_GPS_LONGITUDE_REF, 180, 'E', 'W', "GPSLongitude"},
};

static cl_status in_decimals(cl_arena *arena, double number, bool negative, unsigned digits,
                             cl_span *out)
{
    uint64_t scale = 1;
    for (unsigned i = 0; i < digits; i++) {
        scale *= 10;
    }
    return cl_decimal(arena, (uint64_t)(number * (double)scale + 0.5), digits, negative, out);
}

/* A fraction of two 32-bit numbers; CL_MALFORMED for one of nothing. */
static cl_status read_rational(cl_reader *reader, double *out)
{
    uint32_t numerator;
    uint32_t denominator;
    CL_TRY(cl_read_u32(reader, &numerator));
    CL_TRY(cl_read_u32(reader, &denominator));
    if (denominator == 0) {
        return CL_MALFORMED;
    }
    *out = (double)numerator / (double)denominator;
    return CL_OK;
}

static cl_reader reader_of(const facts *from, const cl_ifd_entry *entry)
{
    cl_reader reader = cl_reader_of(entry->value, 0);
    reader.little_endian = from->entries->little_endian;
    return reader;
}

/* Degrees, minutes, seconds; the last ones may be missing or 0/0. */
static bool degrees_of(const facts *from, const cl_ifd_entry *entry, double *out)
{
    cl_reader reader = reader_of(from, entry);
    double part;
    double unit = 1;
    if (entry->type != CL_TIFF_RATIONAL || read_rational(&reader, out) != CL_OK) {
        return false;
    }
    for (size_t i = 0; i < 2 && read_rational(&reader, &part) == CL_OK; i++) {
        unit *= 60;
        *out += part / unit;
    }
    return true;
}

static cl_status report_no_place(const facts *from, const cl_ifd_entry *entry, const char *name)
{
    return cl_damage_report(from->fields->findings, CL_DAMAGE_IGNORED,
                            cl_block_offset(from->block, entry->at),
                            "EXIF %s names no place and was not read", name);
}

/* The letter or number that says on which side of the zero a value lies; 0 where nothing says. */
static uint8_t side_of(const facts *from, uint16_t reference)
{
    const cl_ifd_entry *entry = cl_ifd_find(from->entries, true, reference);
    return entry == NULL || entry->value.len == 0 ? 0 : entry->value.data[0];
}

static cl_status read_angle(const facts *from, const angle_entry *which)
{
    const cl_ifd_entry *entry = cl_ifd_find(from->entries, true, which->tag);
    if (entry == NULL) {
        return CL_OK;
    }
    double degrees;
    uint8_t side = side_of(from, which->reference);
    bool sided = side == which->positive || side == which->negative;
    if (!sided || !degrees_of(from, entry, &degrees) || degrees > which->most) {
        return report_no_place(from, entry, which->name);
    }
    cl_field field = {.name = which->field, .property = cl_span_of(which->name)};
    CL_TRY(in_decimals(from->fields->arena, degrees, side == which->negative, DEGREE_DIGITS,
                       &field.value));
    return add(from, entry, &field);
}

static cl_status read_altitude(const facts *from)
{
    const cl_ifd_entry *entry = cl_ifd_find(from->entries, true, CL_GPS_ALTITUDE);
    if (entry == NULL) {
        return CL_OK;
    }
    cl_reader reader = reader_of(from, entry);
    double metres;
    if (entry->type != CL_TIFF_RATIONAL || read_rational(&reader, &metres) != CL_OK) {
        return report_no_place(from, entry, "GPSAltitude");
    }
    uint8_t side = side_of(from, CL_GPS_ALTITUDE_REF); /* odd: below the zero */
    cl_field field = {.name = CL_ALTITUDE, .property = CL_SPAN("GPSAltitude")};
    CL_TRY(in_decimals(from->fields->arena, metres, side % 2 == 1, METRE_DIGITS, &field.value));
    return add(from, entry, &field);
}

cl_status cl_exif_facts_read(const cl_block *block, const cl_ifd_entries *entries,
                             const char *container, cl_fields *fields)
{
    const facts from = {block, entries, container, fields};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        CL_TRY(read_date(&from, &dates[i]));
    }
    for (size_t i = 0; i < sizeof angles / sizeof *angles; i++) {
        CL_TRY(read_angle(&from, &angles[i]));
    }
    return read_altitude(&from);
}
