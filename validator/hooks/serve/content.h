/* What kind of body a request has, by its Content-Type, and what it is called. */
#ifndef SERVE_CONTENT_H
#define SERVE_CONTENT_H

#include "hooks/limits.h"
#include "hooks/serve/span.h"

typedef enum serve_content {
    SERVE_CONTENT_UNKNOWN,
    SERVE_CONTENT_RECORD,  /* application/json */
    SERVE_CONTENT_RECORDS, /* application/x-ndjson */
    SERVE_CONTENT_TEXT,    /* a caption */
    SERVE_CONTENT_FORM,    /* multipart/form-data */
    SERVE_CONTENT_PICTURE
} serve_content;

/* For the header Accept-Post. */
#define SERVE_ACCEPT_POST                                                                          \
    "application/json, application/x-ndjson, application/ndjson, application/jsonl, text/plain, "  \
    "multipart/form-data, image/*, video/*, application/octet-stream, application/pdf, "           \
    "application/postscript, application/eps, application/illustrator, "                           \
    "application/vnd.adobe.photoshop, application/x-photoshop, application/rdf+xml, "              \
    "application/x-xmp, application/xmp+xml"

serve_content serve_content_of(serve_span content_type);

/* What a picture is called in a report: the last part of a path of any system; what is no UTF-8,
 * or a control character, is shown as \x1b. "-" where nothing is left of it. */
void serve_picture_name(serve_span given, char out[SERVE_NAME_MAX]);

#endif
