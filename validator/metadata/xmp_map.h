/* Which XMP properties are read, and as which fields. Namespaces are told by their URI; prefixes
 * are for people, and for packets that forgot to declare them. */
#ifndef CL_METADATA_XMP_MAP_H
#define CL_METADATA_XMP_MAP_H

#include "metadata/field.h"

typedef struct cl_xmp_property {
    unsigned space;   /* which namespace */
    const char *name; /* without prefix */
    cl_field_name field;
} cl_xmp_property;

typedef enum cl_xmp_kind {
    CL_XMP_UNKNOWN_SPACE, /* a namespace that we know nothing of */
    CL_XMP_UNREAD,        /* a property that is not read */
    CL_XMP_READ,
    CL_XMP_SYNTAX, /* RDF and XML themselves */
    CL_XMP_FOREIGN /* holds the metadata of another picture */
} cl_xmp_kind;

extern const char cl_xmp_rdf_uri[];
extern const char cl_xmp_xml_uri[];

/* What a name means; *out is the property when it is read, else NULL. */
cl_xmp_kind cl_xmp_property_of(cl_span uri, cl_span name, const cl_xmp_property **out);
/* "dc" */
const char *cl_xmp_prefix_of(const cl_xmp_property *property);
/* The URI that a prefix usually stands for; empty when there is none. */
cl_span cl_xmp_usual_uri(cl_span prefix);

#endif
