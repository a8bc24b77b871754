/* XMP packets in C, for the tests of their reader. */
#ifndef CL_TEST_XMP_H
#define CL_TEST_XMP_H

#include "fields.h"

#define SPACES                                                                                     \
    "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "                                   \
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "                                               \
    "xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" "                                      \
    "xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\" "                                     \
    "xmlns:xmpNote=\"http://ns.adobe.com/xmp/note/\" "                                             \
    "xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" "                                             \
    "xmlns:plus=\"http://ns.useplus.org/ldf/xmp/1.0/\" "                                           \
    "xmlns:Iptc4xmpCore=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\" "                          \
    "xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\" "                           \
    "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "                                                  \
    "xmlns:exif=\"http://ns.adobe.com/exif/1.0/\" "                                                \
    "xmlns:cc=\"http://creativecommons.org/ns#\" "
#define START "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
#define OPEN  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF " SPACES ">"
#define CLOSE "</rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>"

/* A packet around the literal `inside`, which stands in rdf:RDF. */
#define PACKET(inside) CL_SPAN(START OPEN inside CLOSE)
/* The same around the properties of one description. */
#define DESCRIPTION(inside) PACKET("<rdf:Description rdf:about=\"\">" inside "</rdf:Description>")

static inline read_fields *read_packet(cl_span packet)
{
    return fields_of(cl_xmp_read, CL_BLOCK_XMP, packet);
}

static inline void assert_property(const read_fields *made, cl_field_name name, const char *value,
                                   const char *property)
{
    assert_field(made, name, value);
    assert_span_is(field_at(made, name, 0)->property, property);
}

#endif
