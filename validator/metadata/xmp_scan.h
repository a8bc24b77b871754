/* One XML document as programs write it into pictures -> what stands in it, in its order. Only
 * elements, attributes, text and the references that XML knows are understood; a document with
 * anything else in it, be it a comment or a fault, is refused. */
#ifndef CL_METADATA_XMP_SCAN_H
#define CL_METADATA_XMP_SCAN_H

#include "base/limits.h"
#include "base/status.h"
#include "metadata/xmp_space.h"

enum {
    CL_SCAN_SPACES_MAX = 128, /* declared in a document; programs declare a dozen or two */
    CL_EVENT_NO_SPACE = CL_SCAN_SPACES_MAX
};

typedef enum cl_xmp_event_kind {
    CL_EVENT_ATTRIBUTE,   /* of the start before it */
    CL_EVENT_DECLARATION, /* the same, of a namespace */
    CL_EVENT_START,
    CL_EVENT_TEXT,
    CL_EVENT_BLANKS, /* between two tags; told only where they may mean something */
    CL_EVENT_END
} cl_xmp_event_kind;

typedef struct cl_xmp_event {
    uint8_t kind;   /* cl_xmp_event_kind */
    uint8_t prefix; /* lengths of the name's parts; a colon stands between them */
    uint8_t local;
    uint8_t space; /* index of the declaration, or CL_EVENT_NO_SPACE */
    bool as_is;    /* the text holds no reference, and a value no line's end */
    uint32_t name; /* index of the name */
    uint32_t at;   /* index of the text or value; where text may begin behind a tag */
    uint32_t len;  /* of the text or value */
} cl_xmp_event;

/* One xmlns attribute. */
typedef struct cl_xmp_declaration {
    cl_span prefix; /* empty: of names without one */
    cl_span uri;
    cl_xmp_space space;
    bool over; /* its element ended */
} cl_xmp_declaration;

typedef struct cl_xmp_open {
    cl_span name;
    size_t spaces; /* declared before it */
} cl_xmp_open;

typedef struct cl_xmp_scan {
    cl_span text;
    size_t at;            /* behind what was scanned */
    cl_xmp_event *events; /* owned: cl_xmp_scan_free */
    size_t count;
    size_t capacity;
    cl_xmp_declaration spaces[CL_SCAN_SPACES_MAX];
    size_t space_count;
    cl_xmp_open open[CL_XMP_DEPTH_MAX];
    size_t depth;
    size_t languages;
    bool has_literals; /* values of parseType Literal, perhaps */
    cl_status status;  /* what went wrong on our side */
} cl_xmp_scan;

/* Scans the document at the start of `text`, up to the end of its root element; false where it is
 * refused or where scan->status tells that memory ended. The text is what cl_xmp_text_of makes:
 * UTF-8 without control characters and with good references only. */
bool cl_xmp_scan_document(cl_xmp_scan *scan, cl_span text);
void cl_xmp_scan_free(cl_xmp_scan *scan);

/* The parts of an event's name. */
cl_span cl_xmp_event_prefix(const cl_xmp_scan *scan, const cl_xmp_event *of);
cl_span cl_xmp_event_local(const cl_xmp_scan *scan, const cl_xmp_event *of);

#endif
