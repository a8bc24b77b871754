#include "container/extension.h"

typedef struct format_entry {
    const char *format;
    const char *endings; /* separated by blanks */
} format_entry;

/* Raws that are TIFF inside and out go by TIFF's name; a raw may have the ending of its maker. */
static const format_entry formats[] = {
    {"JPEG", "jpg jpeg jpe jfif jif thm mpo"},
    {"EXV", "exv"},
    {"PNG", "png apng"},
    {"WebP", "webp"},
    {"GIF", "gif"},
    {"TIFF", "tif tiff dng nef nrw cr2 arw srf sr2 pef srw 3fr fff iiq erf kdc dcr k25 mef mos rwl "
             "raw dcp"},
    {"DNG", "dng tif tiff"},
    {"CR2", "cr2"},
    {"ORF", "orf ori"},
    {"RW2", "rw2 raw rwl"},
    {"RAF", "raf"},
    {"MRW", "mrw"},
    {"HEIC", "heic heif hif"},
    {"HEIF", "heif heic hif"},
    {"AVIF", "avif avifs"},
    {"CR3", "cr3 crm"},
    {"MP4", "mp4 m4v m4a m4p f4v 3gp 3g2"},
    {"MOV", "mov qt"},
    {"JPEG XL", "jxl"},
    {"JPEG 2000", "jp2 jpf jpx jpm j2k j2c jpc"},
    {"PSD", "psd psdt"},
    {"PSB", "psb"},
    {"EPS", "eps epsf epsi ps ai"},
    {"PDF", "pdf ai"},
    {"SVG", "svg svgz"},
    {"gzip", "svgz gz"},
    {"XMP", "xmp"},
};

cl_span cl_extension_of(cl_span path)
{
    for (size_t at = path.len; at > 0; at--) {
        uint8_t byte = path.data[at - 1];
        if (byte == '.') {
            return cl_span_from(path, at);
        }
        if (byte == '/') {
            break;
        }
    }
    return CL_EMPTY_SPAN;
}

static bool has(const format_entry *entry, cl_span ending)
{
    cl_span rest = cl_span_of(entry->endings);
    cl_span one;
    while (cl_span_next(&rest, ' ', &one)) {
        if (cl_span_equal_nocase(one, ending)) {
            return true;
        }
    }
    return false;
}

/* The first format whose files end so. */
static size_t first_with(cl_span ending)
{
    size_t at = 0;
    while (at < sizeof formats / sizeof *formats && !has(&formats[at], ending)) {
        at++;
    }
    return at;
}

bool cl_extension_misleads(cl_span path, const char *format)
{
    cl_span ending = cl_extension_of(path);
    bool known = false;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (!has(&formats[i], ending)) {
            continue;
        }
        if (cl_span_equal(cl_span_of(formats[i].format), cl_span_of(format))) {
            return false;
        }
        known = true;
    }
    return known;
}

bool cl_extension_next(cl_extension_list *list, cl_span *out)
{
    for (; list->at < sizeof formats / sizeof *formats; list->at++) {
        const format_entry *entry = &formats[list->at];
        if (cl_span_equal(cl_span_of(entry->format), CL_SPAN("XMP"))) {
            continue;
        }
        if (!list->inside) {
            list->rest = cl_span_of(entry->endings);
            list->inside = true;
        }
        while (cl_span_next(&list->rest, ' ', out)) {
            if (first_with(*out) == list->at) {
                return true;
            }
        }
        list->inside = false;
    }
    return false;
}

bool cl_extension_is_picture(cl_span ending)
{
    cl_extension_list list = {0};
    cl_span one;
    while (cl_extension_next(&list, &one)) {
        if (cl_span_equal_nocase(one, ending)) {
            return true;
        }
    }
    return false;
}
