/* The body of a request through the library: a report of what is in it. */
#ifndef SERVE_CHECK_H
#define SERVE_CHECK_H

#include "hooks/serve/request.h"

void serve_check_judge(serve_request *request);
void serve_check_extract(serve_request *request);
/* As the first, for a form of the desk page that a browser sends itself. */
void serve_check_form(serve_request *request);

#endif
