/* Events of an XML parser -> values of properties: RDF as XMP uses it. Knows containers, languages,
 * structures in their forms, qualified values and nodes that stand elsewhere in the packet; what
 * stands where it should not is read all the same, and noted. */
#ifndef CL_METADATA_XMP_RDF_H
#define CL_METADATA_XMP_RDF_H

#include "base/limits.h"
#include "base/out.h"
#include "metadata/metadata.h"
#include "metadata/xmp_map.h"
#include "metadata/xmp_text.h"

typedef struct cl_rdf_name {
    cl_span uri; /* empty: the prefix was not declared */
    cl_span prefix;
    cl_span local;
    cl_xmp_space space; /* that the address is */
} cl_rdf_name;

/* Where a value of an attribute stands. */
typedef struct cl_rdf_tag {
    size_t at;    /* index of its start tag in the parsed text, behind the "<" */
    cl_span text; /* the tag, in which the value is looked for where its index is not known */
    size_t value; /* index of the value; 0: not known */
} cl_rdf_tag;

enum {
    CL_RDF_LANGUAGE_MAX = 35 /* RFC 5646, 4.4.1 */
};

typedef struct cl_rdf_language {
    uint8_t bytes[CL_RDF_LANGUAGE_MAX];
    size_t len;
} cl_rdf_language;

/* RDF/XML, 2.2: nodes hold properties, properties hold nodes. */
typedef enum cl_rdf_role {
    CL_RDF_WRAPPER, /* what stands around the nodes: x:xmpmeta, rdf:RDF */
    CL_RDF_NODE,
    CL_RDF_PROPERTY
} cl_rdf_role;

/* One open element. */
typedef struct cl_rdf_frame {
    const cl_xmp_property *property; /* whose value stands here; NULL: none that is read */
    cl_rdf_role role;
    cl_xmp_space space;
    cl_span prefix; /* as it is shown: the usual one where the namespace is known */
    cl_span local;
    bool named;        /* it is a property of its own, not a part of one */
    bool is_rdf;       /* rdf:RDF */
    bool alternatives; /* rdf:Alt */
    bool collection;   /* its nodes are items */
    bool resource;     /* a property that is its own node */
    bool literal;      /* markup in it is part of the text */
    bool markup;       /* such markup */
    bool silent;       /* not the picture's, or not to be read now */
    bool has_elements; /* inside it */
    uint32_t items;    /* in it so far */
    uint32_t index;    /* as an item, from 1; 0: it is none */
    cl_rdf_language language;
} cl_rdf_frame;

/* What was not as it should be; each is told once a packet. */
typedef enum cl_rdf_note {
    CL_RDF_UNDECLARED, /* a prefix, taken as usual */
    CL_RDF_MIXED,      /* text and markup in one value */
    CL_RDF_TWICE,      /* a property that stands twice */
    CL_RDF_CONTAINER,  /* a value in the wrong container or in none */
    CL_RDF_ABOUT,      /* a description of another resource */
    CL_RDF_LOST,       /* a reference to a node that is not there */
    CL_RDF_CYCLE,      /* a node that refers back to itself */
    CL_RDF_REFERENCES, /* more references than are followed */
    CL_RDF_NOTE_COUNT
} cl_rdf_note;

typedef struct cl_rdf_noted {
    bool seen;
    size_t at;    /* index in the parsed text */
    cl_span what; /* the property or address, in the arena */
} cl_rdf_noted;

/* A property whose value is the node `id`. */
typedef struct cl_rdf_reference {
    cl_span id;
    const cl_xmp_property *property;
    cl_span path; /* "plus:Licensor[1]" */
    cl_rdf_language language;
    size_t from; /* the reference in whose node it stands, counted from 1; 0: none */
    size_t at;
    bool found;
} cl_rdf_reference;

/* Which nodes are read in one walk over a document. */
typedef enum cl_rdf_walk {
    CL_RDF_MAIN,      /* all but those that stand by themselves under a name */
    CL_RDF_FOLLOWING, /* the one that `reference` names */
    CL_RDF_LEFTOVER   /* those by themselves that nothing refers to */
} cl_rdf_walk;

/* The part of a value that stands beside it, kept until the value comes. */
typedef struct cl_rdf_companion {
    bool seen;
    cl_span place; /* the path of their structure */
    cl_span value;
} cl_rdf_companion;

typedef struct cl_rdf_path_text {
    uint8_t bytes[CL_XMP_PATH_MAX + 512]; /* the last names and a language may reach beyond */
    size_t len;
} cl_rdf_path_text;

typedef struct cl_rdf {
    cl_fields *fields;
    const cl_block *block;
    const cl_xmp_text *source; /* what the parser was given */
    cl_rdf_frame frames[CL_XMP_DEPTH_MAX];
    size_t depth;
    cl_out text;              /* of the innermost element, since its last child; cl_out_free */
    size_t text_at;           /* index of its first byte */
    cl_rdf_path_text path;    /* of a value, while it is put together */
    bool has_rdf;             /* rdf:RDF was met */
    bool has_subject;         /* `subject` is what the first description is about */
    cl_span subject;          /* empty: the picture */
    bool met[CL_XMP_NUMBERS]; /* properties outside structures, in this document */
    cl_rdf_noted notes[CL_RDF_NOTE_COUNT];
    cl_array references; /* of cl_rdf_reference */
    cl_array nodes;      /* of cl_span: names of nodes that stand by themselves */
    cl_rdf_walk walk;
    size_t reference; /* that is followed, counted from 1; 0: none */
    size_t inside;    /* depth of the node that is read for it; 0: not there */
    cl_rdf_companion below_sea;
    cl_rdf_companion clock;
} cl_rdf;

/* A start tag; its text begins at index `at`. The caller keeps the depth below CL_XMP_DEPTH_MAX,
 * gives all attributes to cl_rdf_syntax and then all to cl_rdf_attribute. */
CL_MUST_USE cl_status cl_rdf_start(cl_rdf *rdf, const cl_rdf_name *name, size_t at);
/* An attribute of the element just started, for what it says about the element. */
CL_MUST_USE cl_status cl_rdf_syntax(cl_rdf *rdf, const cl_rdf_name *name, cl_span value);
/* The same for the value it holds. */
CL_MUST_USE cl_status cl_rdf_attribute(cl_rdf *rdf, const cl_rdf_name *name, cl_span value,
                                       const cl_rdf_tag *tag);
/* Whether what stands here belongs to a value that is read, or may begin the packet. */
bool cl_rdf_reads(cl_rdf *rdf);
void cl_rdf_text(cl_rdf *rdf, cl_span text);
/* The same for blanks that are all there is between two tags. */
void cl_rdf_blanks(cl_rdf *rdf, cl_span blanks);
/* The end of the innermost element; what follows begins at index `at`. */
CL_MUST_USE cl_status cl_rdf_end(cl_rdf *rdf, size_t at);

/* NULL outside any element. */
cl_rdf_frame *cl_rdf_innermost(cl_rdf *rdf);
/* Keeps the first note of its kind; `what` may be empty. */
CL_MUST_USE cl_status cl_rdf_note_down(cl_rdf *rdf, cl_rdf_note note, size_t at, cl_span what);
/* The file offset of index `at` of the parsed text; of the packet when it was converted. */
uint64_t cl_rdf_offset(const cl_rdf *rdf, size_t at);

#endif
