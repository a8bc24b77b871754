#include "metadata/xmp_space.h"

typedef struct space_entry {
    cl_xmp_space space;
    const char *prefix;
    cl_span uri; /* without what may end it */
} space_entry;

#define URI(literal)                                                                               \
    {                                                                                              \
        (const uint8_t *)(literal), sizeof(literal) - 1                                            \
    }

/* The first entry of a namespace holds the prefix to show. */
static const space_entry entries[] = {
    {CL_XMP_SPACE_RDF, "rdf", URI("http://www.w3.org/1999/02/22-rdf-syntax-ns")},
    {CL_XMP_SPACE_XML, "xml", URI("http://www.w3.org/XML/1998/namespace")},
    {CL_XMP_SPACE_X, "x", URI("adobe:ns:meta")},
    {CL_XMP_SPACE_DC, "dc", URI("http://purl.org/dc/elements/1.1")},
    {CL_XMP_SPACE_DC, "dc", URI("http://purl.org/dc/elements/1.0")},
    {CL_XMP_SPACE_DCTERMS, "dcterms", URI("http://purl.org/dc/terms")},
    {CL_XMP_SPACE_XMP, "xmp", URI("http://ns.adobe.com/xap/1.0")},
    {CL_XMP_SPACE_XMP, "xap", URI("http://ns.adobe.com/xap/1.0")},
    {CL_XMP_SPACE_RIGHTS, "xmpRights", URI("http://ns.adobe.com/xap/1.0/rights")},
    {CL_XMP_SPACE_RIGHTS, "xapRights", URI("http://ns.adobe.com/xap/1.0/rights")},
    {CL_XMP_SPACE_MM, "xmpMM", URI("http://ns.adobe.com/xap/1.0/mm")},
    {CL_XMP_SPACE_MM, "xapMM", URI("http://ns.adobe.com/xap/1.0/mm")},
    {CL_XMP_SPACE_NOTE, "xmpNote", URI("http://ns.adobe.com/xmp/note")},
    {CL_XMP_SPACE_DM, "xmpDM", URI("http://ns.adobe.com/xmp/1.0/DynamicMedia")},
    {CL_XMP_SPACE_IDQ, "xmpidq", URI("http://ns.adobe.com/xmp/Identifier/qual/1.0")},
    {CL_XMP_SPACE_PHOTOSHOP, "photoshop", URI("http://ns.adobe.com/photoshop/1.0")},
    {CL_XMP_SPACE_CORE, "Iptc4xmpCore", URI("http://iptc.org/std/Iptc4xmpCore/1.0/xmlns")},
    {CL_XMP_SPACE_CORE, "iptcCore", URI("http://iptc.org/std/Iptc4xmpCore/1.0/xmlns")},
    {CL_XMP_SPACE_EXT, "Iptc4xmpExt", URI("http://iptc.org/std/Iptc4xmpExt/2008-02-29")},
    /* A misprint of early documents that made its way into files. */
    {CL_XMP_SPACE_EXT, "iptcExt", URI("http://iptc.org/std/Iptc4xmpExt/2008-02-19")},
    {CL_XMP_SPACE_PLUS, "plus", URI("http://ns.useplus.org/ldf/xmp/1.0")},
    {CL_XMP_SPACE_TIFF, "tiff", URI("http://ns.adobe.com/tiff/1.0")},
    {CL_XMP_SPACE_EXIF, "exif", URI("http://ns.adobe.com/exif/1.0")},
    {CL_XMP_SPACE_EXIF_EX, "exifEX", URI("http://cipa.jp/exif/1.0")},
    {CL_XMP_SPACE_EXIF_EX, "exifEX", URI("http://cipa.jp/exif/2.32")},
    {CL_XMP_SPACE_AUX, "aux", URI("http://ns.adobe.com/exif/1.0/aux")},
    {CL_XMP_SPACE_CC, "cc", URI("http://creativecommons.org/ns")},
    {CL_XMP_SPACE_CC, "cc", URI("http://web.resource.org/cc")},
    {CL_XMP_SPACE_PRISM, "prism", URI("http://prismstandard.org/namespaces/basic/2.0")},
    {CL_XMP_SPACE_PRISM, "prism", URI("http://prismstandard.org/namespaces/basic/2.1")},
    {CL_XMP_SPACE_PRISM, "prism", URI("http://prismstandard.org/namespaces/basic/2.2")},
    {CL_XMP_SPACE_PRISM, "prism", URI("http://prismstandard.org/namespaces/basic/3.0")},
    {CL_XMP_SPACE_PRISM, "prism", URI("http://prismstandard.org/namespaces/1.2/basic")},
    {CL_XMP_SPACE_PUR, "pur", URI("http://prismstandard.org/namespaces/prismusagerights/2.1")},
    {CL_XMP_SPACE_PUR, "pur", URI("http://prismstandard.org/namespaces/prismusagerights/3.0")},
    {CL_XMP_SPACE_PRL, "prl", URI("http://prismstandard.org/namespaces/prl/2.1")},
    {CL_XMP_SPACE_PRL, "prl", URI("http://prismstandard.org/namespaces/prl/2.0")},
    {CL_XMP_SPACE_PDF, "pdf", URI("http://ns.adobe.com/pdf/1.3")},
    {CL_XMP_SPACE_ACDSEE, "acdsee", URI("http://ns.acdsee.com/iptc/1.0")},
    {CL_XMP_SPACE_GETTY, "GettyImagesGIFT", URI("http://xmp.gettyimages.com/gift/1.0")},
    {CL_XMP_SPACE_LR, "lr", URI("http://ns.adobe.com/lightroom/1.0")},
    {CL_XMP_SPACE_MICROSOFT, "MicrosoftPhoto", URI("http://ns.microsoft.com/photo/1.0")},
    {CL_XMP_SPACE_MP, "MP", URI("http://ns.microsoft.com/photo/1.2")},
    {CL_XMP_SPACE_MP, "MPRI", URI("http://ns.microsoft.com/photo/1.2/t/RegionInfo")},
    {CL_XMP_SPACE_MP_REGION, "MPReg", URI("http://ns.microsoft.com/photo/1.2/t/Region")},
    {CL_XMP_SPACE_MWG_REGIONS, "mwg-rs",
     URI("http://www.metadataworkinggroup.com/schemas/regions")},
    {CL_XMP_SPACE_MWG_KEYWORDS, "mwg-kw",
     URI("http://www.metadataworkinggroup.com/schemas/keywords")},
    {CL_XMP_SPACE_DIGIKAM, "digiKam", URI("http://www.digikam.org/ns/1.0")},
    {CL_XMP_SPACE_MEDIAPRO, "mediapro", URI("http://ns.iview-multimedia.com/mediapro/1.0")},
    {CL_XMP_SPACE_MEDIAPRO, "expressionmedia", URI("http://ns.microsoft.com/expressionmedia/1.0")},
    {CL_XMP_SPACE_MECHANIC, "photomechanic", URI("http://ns.camerabits.com/photomechanic/1.0")},
    {CL_XMP_SPACE_TDM, "tdm", URI("http://www.w3.org/ns/tdmrep")},
};

enum {
    ENTRIES = sizeof entries / sizeof *entries
};

cl_xmp_space cl_xmp_space_of(cl_span uri)
{
    while (uri.len > 0 && (uri.data[uri.len - 1] == '/' || uri.data[uri.len - 1] == '#')) {
        uri.len--;
    }
    for (size_t i = 0; i < ENTRIES; i++) {
        if (cl_span_equal(uri, entries[i].uri)) {
            return entries[i].space;
        }
    }
    return CL_XMP_SPACE_COUNT;
}

cl_xmp_space cl_xmp_space_of_prefix(cl_span prefix)
{
    for (size_t i = 0; i < ENTRIES; i++) {
        if (cl_span_equal(prefix, cl_span_of(entries[i].prefix))) {
            return entries[i].space;
        }
    }
    return CL_XMP_SPACE_COUNT;
}

const char *cl_xmp_prefix_of(cl_xmp_space space)
{
    size_t i = 0;
    while (i + 1 < ENTRIES && entries[i].space != space) {
        i++;
    }
    return entries[i].prefix;
}
