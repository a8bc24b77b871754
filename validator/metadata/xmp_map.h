/* Which XMP properties are read, and as which fields. Namespaces are told by their URI; prefixes
 * are for people, and for packets that forgot to declare them. A name that means different things
 * in different structures is told by the structure. */
#ifndef CL_METADATA_XMP_MAP_H
#define CL_METADATA_XMP_MAP_H

#include "metadata/field.h"
#include "metadata/xmp_space.h"

/* XMP specification part 1, 8.2: the type of a value, and what has to be done with it. */
typedef enum cl_xmp_form {
    CL_XMP_ANY,       /* a structure, or something that writers do not agree on */
    CL_XMP_TEXT,      /* one text, date, number or address */
    CL_XMP_ALT,       /* a text in several languages */
    CL_XMP_SEQ,       /* an ordered list */
    CL_XMP_BAG,       /* a list without order */
    CL_XMP_POSITION,  /* degrees and minutes: "33,51.6S" */
    CL_XMP_HEIGHT,    /* a fraction of metres: "1234/10" */
    CL_XMP_BELOW_SEA, /* 1: the height beside it is a depth; no value of its own */
    CL_XMP_CLOCK      /* the time that belongs to the date beside it; no value of its own */
} cl_xmp_form;

typedef struct cl_xmp_property {
    cl_xmp_space space;
    const char *name; /* without prefix; NULL: any name of a namespace that is all about rights */
    cl_xmp_form form;
    cl_field_name field;
} cl_xmp_property;

typedef enum cl_xmp_kind {
    CL_XMP_UNKNOWN_SPACE, /* a namespace that we know nothing of */
    CL_XMP_UNREAD,        /* a property that is not read */
    CL_XMP_UNKNOWN,       /* not in the table, in a namespace of which everything is kept */
    CL_XMP_READ,
    CL_XMP_SYNTAX, /* RDF and XML themselves */
    CL_XMP_FOREIGN /* holds the metadata of another picture, or of a licence */
} cl_xmp_kind;

/* What a name of `space` means inside the property `parent` (empty: outside any); *out is the
 * property when it is read or unknown, else NULL. Where no name is written so, one with other
 * capitals is taken. */
cl_xmp_kind cl_xmp_property_of(cl_xmp_space space, cl_span name, cl_span parent,
                               const cl_xmp_property **out);

enum {
    CL_XMP_NUMBERS = 512 /* more than there are properties outside structures */
};
/* A number below CL_XMP_NUMBERS for a property outside structures; false for others. */
bool cl_xmp_number_of(const cl_xmp_property *property, size_t *out);

#endif
