/* The rules and editions, as a client may ask for them. */
#ifndef SERVE_RULES_H
#define SERVE_RULES_H

#include "captionlint.h"
#include "hooks/serve/buffer.h"

struct serve_request;

/* The list of all rules as JSON: {"pack": …, "hash": …, "rules": [{"id", "kind", "about"}, …]} */
serve_room serve_rules_list(const captionlint *lint, serve_buffer *out);

void serve_rules_editions(struct serve_request *request);
void serve_rules_all(struct serve_request *request);
/* One, explained. */
void serve_rules_one(struct serve_request *request);

#endif
