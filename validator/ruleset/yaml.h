/* YAML files as a tree with the line and column of everything, so that an error can name its
 * place. The only module that knows libyaml. Aliases, duplicate keys and deep nesting are errors.
 */
#ifndef CL_RULESET_YAML_H
#define CL_RULESET_YAML_H

#include "base/arena.h"
#include "ruleset/words.h"

typedef enum cl_yaml_kind {
    CL_YAML_SCALAR,
    CL_YAML_LIST,
    CL_YAML_MAP
} cl_yaml_kind;

typedef struct cl_yaml {
    cl_yaml_kind kind;
    const char *file; /* as given to cl_yaml_parse */
    size_t line;      /* from 1 */
    size_t column;    /* from 1 */
    cl_span text;     /* scalar: valid UTF-8, NUL-terminated behind */
    bool quoted;      /* scalar written with quotes or as a block: never a number or a null */
    cl_span key;      /* the key of this entry when its parent is a map */
    size_t key_line;  /* where that key stands */
    size_t key_column;
    struct cl_yaml *first; /* children of a list or map, in order */
    struct cl_yaml *next;  /* next sibling */
    size_t count;          /* children */
} cl_yaml;

/* Parses one document. The tree lives in `arena`; `file` must live as long. An empty file gives an
 * empty map. Errors: CL_BAD_RULES with "file:line:column: what; what to do", CL_NO_MEMORY,
 * CL_LIMIT. */
CL_MUST_USE cl_status cl_yaml_parse(cl_arena *arena, const char *file, cl_span bytes, cl_yaml **out,
                                    cl_error *error);

/* The entry of a map, or NULL (also when `map` is NULL or no map). */
const cl_yaml *cl_yaml_get(const cl_yaml *map, const char *key);
/* The scalar of an entry, or an empty span. */
cl_span cl_yaml_text(const cl_yaml *map, const char *key);

/* Adds the scalar `node`, or each scalar of the list `node`, trimmed; nothing for NULL. */
CL_MUST_USE cl_status cl_yaml_words(cl_arena *arena, const cl_yaml *node, cl_words *out,
                                    cl_error *error);

/* Fails with file:line:column on the first key that `allowed` (NULL-terminated) does not name; the
 * message lists the allowed ones. */
CL_MUST_USE cl_status cl_yaml_allow(const cl_yaml *map, const char *const allowed[],
                                    cl_error *error);
/* Writes "file:line:column: " + the message; returns CL_BAD_RULES. */
CL_PRINTF(3, 4)
cl_status cl_yaml_error(const cl_yaml *at, cl_error *error, const char *format, ...);

#endif
