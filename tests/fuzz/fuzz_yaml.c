#include "ruleset/yaml.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever was accepted is a sound tree: counts agree, texts are valid and terminated. */
static void walk(const cl_yaml *node)
{
    size_t count = 0;
    for (const cl_yaml *child = node->first; child != NULL; child = child->next) {
        walk(child);
        count++;
    }
    bool terminated = node->text.data == NULL || node->text.data[node->text.len] == '\0';
    if (count != node->count || !terminated || node->line == 0 || node->column == 0) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cl_arena *arena = cl_arena_new(4u * 1024u * 1024u);
    if (arena == NULL) {
        return 0;
    }
    cl_yaml *root = NULL;
    cl_error error = {0};
    cl_status status = cl_yaml_parse(arena, "fuzz.yaml", (cl_span){data, size}, &root, &error);
    if (status == CL_OK) {
        walk(root);
    } else if (error.message[0] == '\0') {
        abort();
    }
    cl_arena_free(arena);
    return 0;
}
