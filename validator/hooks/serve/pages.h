/* What is answered without reading anything: the files of the desk page, and how the service is. */
#ifndef SERVE_PAGES_H
#define SERVE_PAGES_H

#include "hooks/serve/request.h"

void serve_page_file(serve_request *request);
/* It lives. */
void serve_page_health(serve_request *request);
/* It takes requests. */
void serve_page_ready(serve_request *request);
void serve_page_metrics(serve_request *request);

/* Content that is the same until a reload, with its entity tag; 304 for who has it already. */
void serve_page_tagged(serve_request *request, const char *type, serve_span bytes, const char *tag);

#endif
