#include "metadata/keywords.h"

typedef struct row {
    const char *key; /* NULL ends a table */
    cl_field_name field;
} row;

/* A kind of container, told by how the name of its blocks' container begins. */
typedef struct family {
    const char *begins;
    cl_keyword otherwise; /* what a text is whose key has no row */
    const row *rows;
} family;

static const row none[] = {{NULL, CL_COMMENT}};

/* W3C PNG, 11.3.3.1, and the names of other standards that writers put in their place. */
static const row png[] = {
    {"Title", CL_TITLE},
    {"Author", CL_CREATOR},
    {"Artist", CL_CREATOR},
    {"Creator", CL_CREATOR},
    {"By-line", CL_CREATOR},
    {"dc:creator", CL_CREATOR},
    {"exif:Artist", CL_CREATOR},
    {"Description", CL_CAPTION},
    {"Caption", CL_CAPTION},
    {"dc:description", CL_CAPTION},
    {"exif:ImageDescription", CL_CAPTION},
    {"Headline", CL_HEADLINE},
    {"Copyright", CL_COPYRIGHT},
    {"Rights", CL_COPYRIGHT},
    {"dc:rights", CL_COPYRIGHT},
    {"exif:Copyright", CL_COPYRIGHT},
    {"License", CL_USAGE_TERMS},
    {"Usage Terms", CL_USAGE_TERMS},
    {"Credit", CL_CREDIT},
    {"photoshop:Credit", CL_CREDIT},
    {"Source", CL_SOURCE},
    {"photoshop:Source", CL_SOURCE},
    {"Instructions", CL_INSTRUCTIONS},
    {"Special Instructions", CL_INSTRUCTIONS},
    {"photoshop:Instructions", CL_INSTRUCTIONS},
    {"Keywords", CL_KEYWORDS},
    {NULL, CL_COMMENT},
};

/* Apple's QuickTime user data and metadata keys, iTunes' list and 3GPP TS 26.244, 8. */
static const row quicktime[] = {
    {"©nam", CL_TITLE},
    {"©ttl", CL_TITLE},
    {"titl", CL_TITLE},
    {"com.apple.quicktime.title", CL_TITLE},
    {"com.apple.quicktime.displayname", CL_TITLE},
    {"title", CL_TITLE},
    {"©des", CL_CAPTION},
    {"desc", CL_CAPTION},
    {"dscp", CL_CAPTION},
    {"com.apple.quicktime.description", CL_CAPTION},
    {"description", CL_CAPTION},
    {"ldes", CL_EXTENDED_DESCRIPTION},
    {"©ART", CL_CREATOR},
    {"©aut", CL_CREATOR},
    {"auth", CL_CREATOR},
    {"com.apple.quicktime.artist", CL_CREATOR},
    {"com.apple.quicktime.author", CL_CREATOR},
    {"com.apple.quicktime.creator", CL_CREATOR},
    {"artist", CL_CREATOR},
    {"author", CL_CREATOR},
    {"com.apple.quicktime.credits", CL_CREDIT},
    {"©cpy", CL_COPYRIGHT},
    {"cprt", CL_COPYRIGHT},
    {"com.apple.quicktime.copyright", CL_COPYRIGHT},
    {"copyright", CL_COPYRIGHT},
    {"©src", CL_SOURCE},
    {"©key", CL_KEYWORDS},
    {"keyw", CL_KEYWORDS},
    {"kywd", CL_KEYWORDS},
    {"com.apple.quicktime.keywords", CL_KEYWORDS},
    {"keywords", CL_KEYWORDS},
    {"catg", CL_CATEGORY},
    {"©gen", CL_GENRE},
    {"gnre", CL_GENRE},
    {"com.apple.quicktime.genre", CL_GENRE},
    {"genre", CL_GENRE},
    {"©day", CL_DATE_CREATED},
    {"com.apple.quicktime.creationdate", CL_DATE_CREATED},
    {"com.apple.quicktime.publisher", CL_PUBLISHER},
    {"©pub", CL_PUBLISHER},
    {"©swr", CL_SOFTWARE},
    {"©too", CL_SOFTWARE},
    {"©enc", CL_SOFTWARE},
    {"com.apple.quicktime.software", CL_SOFTWARE},
    {"encoder", CL_SOFTWARE},
    {"©mak", CL_CAMERA_MAKE},
    {"manu", CL_CAMERA_MAKE},
    {"com.apple.quicktime.make", CL_CAMERA_MAKE},
    {"©mod", CL_CAMERA_MODEL},
    {"modl", CL_CAMERA_MODEL},
    {"com.apple.quicktime.model", CL_CAMERA_MODEL},
    {"©xyz", CL_OTHER}, /* a place as ISO 6709 writes it */
    {"com.apple.quicktime.location.ISO6709", CL_OTHER},
    {"©fmt", CL_OTHER},
    {"©alb", CL_OTHER},
    {"albm", CL_OTHER},
    {"com.apple.quicktime.album", CL_OTHER},
    {"com.apple.quicktime.content.identifier", CL_OTHER},
    {NULL, CL_COMMENT},
};

/* Adobe's DSC 3.0, 5.2, and what others write beside it. */
static const row postscript[] = {
    {"Title", CL_TITLE},         {"Author", CL_CREATOR},    {"Subject", CL_CAPTION},
    {"Copyright", CL_COPYRIGHT}, {"Keywords", CL_KEYWORDS}, {"Creator", CL_SOFTWARE},
    {"For", CL_OTHER}, /* whom the file was made for */
    {NULL, CL_COMMENT},
};

/* ISO 32000-1, 14.3.3, and keys of other writers. */
static const row pdf[] = {
    {"Title", CL_TITLE},       {"Author", CL_CREATOR},      {"Subject", CL_CAPTION},
    {"Keywords", CL_KEYWORDS}, {"Copyright", CL_COPYRIGHT}, {"Rights", CL_COPYRIGHT},
    {"Credit", CL_CREDIT},     {"Source", CL_SOURCE},       {"Creator", CL_SOFTWARE},
    {"Producer", CL_SOFTWARE}, {"Company", CL_OTHER},       {NULL, CL_COMMENT},
};

/* SVG 1.1, 5.4 */
static const row svg[] = {{"title", CL_TITLE}, {"desc", CL_CAPTION}, {NULL, CL_COMMENT}};

static const family families[] = {
    {"GIF comment", {"GIF comment", CL_COMMENT, false}, none},
    {"GIF text", {"GIF plain text", CL_COMMENT, false}, none},
    {"EPS", {"PostScript", CL_COMMENT, true}, postscript},
    {"PDF", {"PDF Info", CL_COMMENT, true}, pdf},
    {"SVG", {"SVG", CL_COMMENT, true}, svg},
    {"PNG", {"PNG text", CL_COMMENT, true}, png},
    {"QuickTime", {"QuickTime", CL_COMMENT, true}, quicktime},
    {"JPEG 2000 COM", {"JPEG 2000 comment", CL_COMMENT, false}, none},
    {"JPEG 2000", {"JPEG 2000", CL_COMMENT, true}, none},
    {"JPEG XL", {"JPEG XL", CL_COMMENT, true}, none},
    {"HEIF", {"HEIF", CL_COMMENT, true}, none},
    {"MP4", {"MP4", CL_COMMENT, true}, none},
    {"COM", {"JPEG comment", CL_COMMENT, false}, none},
};

static cl_field_name field_of(const family *from, cl_span key)
{
    const row *at = from->rows;
    while (at->key != NULL && !cl_span_equal_nocase(key, cl_span_of(at->key))) {
        at++;
    }
    return at->key == NULL ? from->otherwise.field : at->field;
}

cl_keyword cl_keyword_of(const cl_block *block)
{
    cl_span container = cl_span_of(block->container);
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        if (cl_span_starts(container, cl_span_of(families[i].begins))) {
            cl_keyword found = families[i].otherwise;
            found.field = field_of(&families[i], block->key);
            return found;
        }
    }
    return (cl_keyword){"text", CL_COMMENT, true};
}
