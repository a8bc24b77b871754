#include "metadata/shown.h"

enum {
    CUT_SLACK = 4 /* blanks at the end are trimmed, half a character is dropped */
};

/* One property in each block; the limit of IIM in octets. */
typedef struct place_entry {
    const char *exif; /* NULL: the Metadata Working Group knows no Exif tag for it */
    const char *iim;
    size_t limit;
    const char *xmp;
} place_entry;

/* IPTC Photo Metadata Standard 2025.1; IIM 4.2, 6; MWG Guidelines 2.0, 5. */
static const place_entry places[CL_FIELD_NAME_COUNT] = {
    [CL_CAPTION] = {"ImageDescription", "2:120", 2000, "dc:description"},
    [CL_CREATOR] = {"Artist", "2:80", 32, "dc:creator"},
    [CL_COPYRIGHT] = {"Copyright", "2:116", 128, "dc:rights"},
    [CL_DATE_CREATED] = {"DateTimeOriginal", "2:55", 0, "photoshop:DateCreated"},
    [CL_DATE_DIGITIZED] = {"DateTimeDigitized", "2:62", 0, "xmp:CreateDate"},
    [CL_DATE_MODIFIED] = {"DateTime", NULL, 0, "xmp:ModifyDate"},
    [CL_HEADLINE] = {NULL, "2:105", 256, "photoshop:Headline"},
    [CL_TITLE] = {NULL, "2:05", 64, "dc:title"},
    [CL_CREATOR_TITLE] = {NULL, "2:85", 32, "photoshop:AuthorsPosition"},
    [CL_CREDIT] = {NULL, "2:110", 32, "photoshop:Credit"},
    [CL_SOURCE] = {NULL, "2:115", 32, "photoshop:Source"},
    [CL_USAGE_TERMS] = {NULL, NULL, 0, "xmpRights:UsageTerms"},
    [CL_WEB_STATEMENT] = {NULL, NULL, 0, "xmpRights:WebStatement"},
    [CL_INSTRUCTIONS] = {NULL, "2:40", 256, "photoshop:Instructions"},
    [CL_JOB_ID] = {NULL, "2:103", 32, "photoshop:TransmissionReference"},
    [CL_CAPTION_WRITER] = {NULL, "2:122", 32, "photoshop:CaptionWriter"},
    [CL_KEYWORDS] = {NULL, "2:25", 64, "dc:subject"},
    [CL_CITY] = {NULL, "2:90", 32, "photoshop:City"},
    [CL_SUBLOCATION] = {NULL, "2:92", 32, "Iptc4xmpCore:Location"},
    [CL_STATE] = {NULL, "2:95", 32, "photoshop:State"},
    [CL_COUNTRY_CODE] = {NULL, "2:100", 3, "Iptc4xmpCore:CountryCode"},
    [CL_COUNTRY] = {NULL, "2:101", 64, "photoshop:Country"},
    [CL_CATEGORY] = {NULL, "2:15", 3, "photoshop:Category"},
};

static const struct {
    cl_field_name legacy;
    cl_field_name shown;
} locations[] = {
    {CL_CITY, CL_LOCATION_SHOWN_CITY},
    {CL_STATE, CL_LOCATION_SHOWN_STATE},
    {CL_COUNTRY, CL_LOCATION_SHOWN_COUNTRY},
    {CL_SUBLOCATION, CL_LOCATION_SHOWN_SUBLOCATION},
};

typedef enum source {
    EXIF,
    IIM,
    XMP,
    ELSEWHERE,
    SOURCES
} source;

/* The best value of one property in each block. */
typedef struct candidates {
    const cl_field *of[SOURCES];
} candidates;

const char *cl_shown_order_name(cl_shown_order order)
{
    static const char *const names[CL_SHOWN_ORDERS] = {"mwg", "adobe", "xmp-first", "iim-first",
                                                       "exif-first"};
    return names[order];
}

bool cl_shown_order_of(cl_span name, cl_shown_order *out)
{
    for (int i = 0; i < CL_SHOWN_ORDERS; i++) {
        if (cl_span_equal(name, cl_span_of(cl_shown_order_name((cl_shown_order)i)))) {
            *out = (cl_shown_order)i;
            return true;
        }
    }
    return false;
}

static source source_of(const cl_field *field)
{
    const cl_span names[] = {CL_SPAN("EXIF"), CL_SPAN("IIM"), CL_SPAN("XMP")};
    cl_span container = cl_span_of(field->container);
    for (int i = 0; i < ELSEWHERE; i++) {
        if (cl_span_equal(container, names[i])) {
            return (source)i;
        }
    }
    return ELSEWHERE;
}

static const place_entry *place_of(cl_field_name name)
{
    return places[name].xmp == NULL ? NULL : &places[name];
}

/* "dc:description[x-default]" without what tells the parts of a value apart. */
static cl_span property_of(const cl_field *field)
{
    return cl_span_sub(field->property, 0, cl_span_find_byte(field->property, '['));
}

bool cl_fields_belong(const cl_field *a, const cl_field *b)
{
    return a->name == b->name &&
           cl_span_equal(cl_span_of(a->container), cl_span_of(b->container)) &&
           cl_span_equal(property_of(a), property_of(b)) && cl_span_equal(a->file, b->file);
}

bool cl_field_is_usual(const cl_field *field)
{
    const place_entry *place = place_of(field->name);
    source from = source_of(field);
    if (place == NULL || from == ELSEWHERE) {
        return place == NULL;
    }
    const char *usual = from == EXIF ? place->exif : from == IIM ? place->iim : place->xmp;
    return cl_span_equal(property_of(field), cl_span_of(usual));
}

bool cl_field_may_be_cut(const cl_field *field)
{
    const place_entry *place = place_of(field->name);
    return place != NULL && place->limit > 0 && source_of(field) == IIM &&
           field->value.len + CUT_SLACK >= place->limit;
}

/* "en" of "dc:description[en]"; empty where the value has none: "dc:creator[1]" is an item. */
static cl_span language_of(const cl_field *field)
{
    cl_span rest = field->property;
    if (!cl_span_ends(rest, CL_SPAN("]"))) {
        return CL_EMPTY_SPAN;
    }
    for (size_t open; (open = cl_span_find_byte(rest, '[')) < rest.len;) {
        rest = cl_span_from(rest, open + 1);
    }
    bool is_item = rest.data[0] >= '0' && rest.data[0] <= '9';
    return is_item ? CL_EMPTY_SPAN : cl_span_sub(rest, 0, rest.len - 1);
}

/* The language that programs show where they know of none. */
static bool is_default_language(const cl_field *field)
{
    cl_span language = language_of(field);
    return language.len == 0 || cl_span_equal(language, CL_SPAN("x-default"));
}

static bool is_better(const cl_field *field, const cl_field *than)
{
    if (than == NULL) {
        return true;
    }
    bool usual = cl_field_is_usual(field);
    if (usual != cl_field_is_usual(than)) {
        return usual;
    }
    return is_default_language(field) && !is_default_language(than) &&
           cl_fields_belong(field, than);
}

static bool is_cut_short(const cl_field *iim, const cl_field *xmp)
{
    return cl_field_may_be_cut(iim) && cl_span_starts(xmp->value, iim->value);
}

/* XMP, unless a program that knows only IIM has changed it since. */
static const cl_field *newer(const candidates *found, const cl_field *xmp, cl_digest digest)
{
    const cl_field *iim = found->of[IIM];
    if (iim == NULL || xmp == NULL) {
        return iim == NULL ? xmp : iim;
    }
    return digest == CL_DIGEST_DIFFERS && !is_cut_short(iim, xmp) ? iim : xmp;
}

static const cl_field *first_of(const candidates *found, const source order[SOURCES])
{
    for (size_t i = 0; i < SOURCES; i++) {
        if (found->of[order[i]] != NULL) {
            return found->of[order[i]];
        }
    }
    return NULL;
}

/* MWG Guidelines 2.0, 5: Exif where it has a tag for the property; of places, the location shown.
 */
static const cl_field *choose_mwg(const candidates *found, const candidates *shown_there,
                                  cl_digest digest)
{
    static const source rest[SOURCES] = {EXIF, ELSEWHERE, XMP, IIM};
    const cl_field *exif = found->of[EXIF];
    const cl_field *xmp = found->of[XMP];
    if (exif != NULL && cl_field_is_usual(exif)) {
        return exif;
    }
    if (shown_there != NULL && shown_there->of[XMP] != NULL) {
        xmp = shown_there->of[XMP];
    }
    const cl_field *chosen = newer(found, xmp, digest);
    return chosen != NULL ? chosen : first_of(found, rest);
}

static const cl_field *choose(const candidates *found, const candidates *shown_there,
                              cl_shown_order order, cl_digest digest)
{
    static const source orders[CL_SHOWN_ORDERS][SOURCES] = {
        [CL_SHOWN_ADOBE] = {XMP, IIM, EXIF, ELSEWHERE},
        [CL_SHOWN_XMP_FIRST] = {XMP, IIM, EXIF, ELSEWHERE},
        [CL_SHOWN_IIM_FIRST] = {IIM, XMP, EXIF, ELSEWHERE},
        [CL_SHOWN_EXIF_FIRST] = {EXIF, XMP, IIM, ELSEWHERE},
    };
    if (order == CL_SHOWN_MWG) {
        return choose_mwg(found, shown_there, digest);
    }
    if (order == CL_SHOWN_ADOBE && found->of[XMP] != NULL) {
        return newer(found, found->of[XMP], digest);
    }
    return first_of(found, orders[order]);
}

static void consider(candidates *found, const cl_field *field)
{
    const cl_field **best = &found->of[source_of(field)];
    if (is_better(field, *best)) {
        *best = field;
    }
}

static bool is_in_sidecar(const cl_field *field)
{
    return field->file.len > 0;
}

static bool has_sidecar(const cl_fields *fields)
{
    for (size_t i = 0; i < fields->items.count; i++) {
        if (is_in_sidecar(cl_fields_at(fields, i))) {
            return true;
        }
    }
    return false;
}

/* The field of a location that may be shown for that of the place; CL_FIELD_NAME_COUNT for none. */
static cl_field_name location_of(cl_field_name name)
{
    for (size_t i = 0; i < sizeof locations / sizeof *locations; i++) {
        if (locations[i].legacy == name) {
            return locations[i].shown;
        }
    }
    return CL_FIELD_NAME_COUNT;
}

/* What was found of all properties, in the picture itself or in its sidecars. */
typedef struct all_found {
    const cl_fields *fields;
    cl_shown_order order;
    candidates of[CL_FIELD_NAME_COUNT];
} all_found;

static void choose_one(const all_found *found, cl_field_name name, cl_shown *out)
{
    cl_field_name location = location_of(name);
    const candidates *there = location == CL_FIELD_NAME_COUNT ? NULL : &found->of[location];
    if (out->of[name] == NULL) {
        out->of[name] = choose(&found->of[name], there, found->order, found->fields->digest);
    }
}

/* Most of the properties that there are no picture has: only those met are decided. */
static void find_in(const cl_fields *fields, bool sidecars, cl_shown_order order, cl_shown *out)
{
    all_found found = {.fields = fields, .order = order};
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        if (is_in_sidecar(field) == sidecars) {
            consider(&found.of[field->name], field);
        }
    }
    for (size_t i = 0; i < fields->items.count; i++) {
        choose_one(&found, cl_fields_at(fields, i)->name, out);
    }
    for (size_t i = 0; i < sizeof locations / sizeof *locations; i++) {
        choose_one(&found, locations[i].legacy, out);
    }
}

/* What the picture itself says is shown before what a sidecar says. */
void cl_shown_find(const cl_fields *fields, cl_shown_order order, cl_shown *out)
{
    *out = (cl_shown){{NULL}};
    find_in(fields, false, order, out);
    if (has_sidecar(fields)) {
        find_in(fields, true, order, out);
    }
}

bool cl_shown_has(const cl_shown *shown, const cl_field *field)
{
    const cl_field *chosen = shown->of[field->name];
    if (chosen == field) {
        return true;
    }
    if (chosen == NULL || !cl_fields_belong(chosen, field)) {
        return false;
    }
    /* Of the languages of one text one is shown; of the items of a list all are. */
    return cl_span_equal(language_of(field), language_of(chosen));
}

static const cl_field *find_one_in(const cl_fields *fields, bool sidecars, cl_field_name name,
                                   cl_shown_order order)
{
    candidates own = {{NULL}};
    candidates there = {{NULL}};
    cl_field_name location = location_of(name);
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        if (is_in_sidecar(field) == sidecars && (field->name == name || field->name == location)) {
            consider(field->name == name ? &own : &there, field);
        }
    }
    return choose(&own, location == CL_FIELD_NAME_COUNT ? NULL : &there, order, fields->digest);
}

const cl_field *cl_fields_shown(const cl_fields *fields, cl_field_name name, cl_shown_order order)
{
    const cl_field *shown = find_one_in(fields, false, name, order);
    return shown != NULL ? shown : find_one_in(fields, true, name, order);
}
