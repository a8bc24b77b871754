#include "ruleset/yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

#include "base/limits.h"
#include "base/out.h"
#include "base/text.h"

typedef struct builder {
    yaml_parser_t parser;
    cl_arena *arena;
    const char *file;
    cl_span bytes;
    cl_error *error;
    size_t nodes;
} builder;

static cl_status fail(const builder *build, cl_status status, yaml_mark_t mark, const char *what)
{
    return cl_error_set(build->error, status, "%s:%zu:%zu: %s", build->file, mark.line + 1,
                        mark.column + 1, what);
}

static cl_status out_of_memory(const builder *build, cl_status status)
{
    return cl_error_set(build->error, status, "%s: %s; split the file", build->file,
                        status == CL_LIMIT ? "more than rules may hold in memory"
                                           : "the system gives no memory for it");
}

/* Line and column, both from 0, of a byte. */
static yaml_mark_t mark_of_byte(cl_span bytes, size_t index)
{
    yaml_mark_t mark = {index, 0, 0};
    size_t line_start = 0;
    for (size_t i = 0; i < index && i < bytes.len; i++) {
        if (bytes.data[i] == '\n') {
            mark.line++;
            line_start = i + 1;
        }
    }
    mark.column = cl_utf8_count(cl_span_sub(bytes, line_start, index - line_start));
    return mark;
}

static size_t first_invalid(cl_span bytes)
{
    size_t at = 0;
    size_t before = 0;
    uint32_t code;
    while (cl_utf8_next(bytes, &at, &code)) {
        /* A U+FFFD that stands in the file takes three bytes, a broken byte moves one. */
        if (code == CL_REPLACEMENT && at - before == 1) {
            return before;
        }
        before = at;
    }
    return bytes.len;
}

/* libyaml's own words, with what they are about. */
static cl_status syntax_error(const builder *build)
{
    const yaml_parser_t *parser = &build->parser;
    if (parser->error == YAML_MEMORY_ERROR) {
        return out_of_memory(build, CL_NO_MEMORY);
    }
    if (parser->error == YAML_READER_ERROR) {
        return fail(build, CL_BAD_RULES, mark_of_byte(build->bytes, parser->problem_offset),
                    "a character that YAML does not allow; remove it");
    }
    const char *problem = parser->problem == NULL ? "not YAML" : parser->problem;
    if (parser->context == NULL) {
        return cl_error_set(build->error, CL_BAD_RULES, "%s:%zu:%zu: %s; check quotes and indents",
                            build->file, parser->problem_mark.line + 1,
                            parser->problem_mark.column + 1, problem);
    }
    return cl_error_set(build->error, CL_BAD_RULES,
                        "%s:%zu:%zu: %s %s that begins in line %zu; check quotes and indents",
                        build->file, parser->problem_mark.line + 1, parser->problem_mark.column + 1,
                        problem, parser->context, parser->context_mark.line + 1);
}

/* What `event` carries besides its value: an anchor or a tag. */
static cl_status refuse_decoration(const builder *build, const yaml_event_t *event)
{
    const void *anchor = NULL;
    const void *tag = NULL;
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
        break;
    case YAML_SEQUENCE_START_EVENT:
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
        break;
    case YAML_MAPPING_START_EVENT:
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
        break;
    default:
        break;
    }
    if (event->type == YAML_ALIAS_EVENT || anchor != NULL) {
        return fail(build, CL_BAD_RULES, event->start_mark,
                    "anchors (&) and aliases (*) are not read; write the value out, or quote it");
    }
    if (tag != NULL) {
        return fail(build, CL_BAD_RULES, event->start_mark,
                    "tags (!) are not read; remove the tag, or quote the value");
    }
    return CL_OK;
}

static cl_status new_node(builder *build, const yaml_event_t *event, cl_yaml **out)
{
    if (build->nodes >= CL_YAML_NODES_MAX) {
        return fail(build, CL_LIMIT, event->start_mark, "too many values; split the file");
    }
    build->nodes++;
    cl_yaml *node = cl_arena_alloc(build->arena, 1, sizeof *node);
    if (node == NULL) {
        return out_of_memory(build, cl_arena_status(build->arena));
    }
    node->file = build->file;
    node->line = event->start_mark.line + 1;
    node->column = event->start_mark.column + 1;
    *out = node;
    return CL_OK;
}

static cl_status copy_scalar(builder *build, const yaml_event_t *event, cl_span *out)
{
    cl_span value = {event->data.scalar.value, event->data.scalar.length};
    if (cl_span_find_byte(value, '\0') < value.len) {
        return fail(build, CL_BAD_RULES, event->start_mark, "a value holds \\0; remove it");
    }
    cl_status status = cl_arena_copy(build->arena, value, out);
    return status == CL_OK ? CL_OK : out_of_memory(build, status);
}

static cl_status next_event(builder *build, yaml_event_t *event)
{
    if (yaml_parser_parse(&build->parser, event) == 0) {
        return syntax_error(build);
    }
    cl_status status = refuse_decoration(build, event);
    if (status != CL_OK) {
        yaml_event_delete(event);
    }
    return status;
}

static int order_by_key(const void *left, const void *right)
{
    const cl_yaml *a = *(const cl_yaml *const *)left;
    const cl_yaml *b = *(const cl_yaml *const *)right;
    int order = cl_span_compare(a->key, b->key);
    if (order != 0) {
        return order;
    }
    if (a->key_line != b->key_line) {
        return a->key_line < b->key_line ? -1 : 1;
    }
    return a->key_column < b->key_column ? -1 : a->key_column > b->key_column;
}

/* Of the few keys that most maps have each is compared with each; many are sorted first. */
static bool may_have_duplicates(const cl_yaml *map)
{
    enum {
        FEW = 16
    };
    bool found = map->count > FEW;
    for (const cl_yaml *entry = map->first; !found && entry != NULL; entry = entry->next) {
        for (const cl_yaml *other = entry->next; !found && other != NULL; other = other->next) {
            found = cl_span_equal(entry->key, other->key);
        }
    }
    return found;
}

static cl_status refuse_duplicates(builder *build, const cl_yaml *map)
{
    if (!may_have_duplicates(map)) {
        return CL_OK;
    }
    const cl_yaml **sorted = cl_arena_alloc(build->arena, map->count, sizeof *sorted);
    if (sorted == NULL) {
        return out_of_memory(build, cl_arena_status(build->arena));
    }
    size_t count = 0;
    for (const cl_yaml *entry = map->first; entry != NULL; entry = entry->next) {
        sorted[count++] = entry;
    }
    qsort(sorted, count, sizeof *sorted, order_by_key);
    for (size_t i = 1; i < count; i++) {
        if (cl_span_equal(sorted[i - 1]->key, sorted[i]->key)) {
            return cl_error_set(build->error, CL_BAD_RULES,
                                "%s:%zu:%zu: \"%.*s\" stands in line %zu already; keep one",
                                build->file, sorted[i]->key_line, sorted[i]->key_column,
                                CL_SPAN_PRINT(sorted[i]->key), sorted[i - 1]->key_line);
        }
    }
    return CL_OK;
}

static cl_status build_node(builder *build, yaml_event_t *event, unsigned depth, cl_yaml **out);

/* Reads the value that follows `key` and puts the key on it. */
static cl_status build_entry(builder *build, const yaml_event_t *key, unsigned depth, cl_yaml **out)
{
    if (key->type != YAML_SCALAR_EVENT) {
        return fail(build, CL_BAD_RULES, key->start_mark,
                    "a key is a list or a map; keys are plain words");
    }
    cl_span name = CL_EMPTY_SPAN;
    CL_TRY(copy_scalar(build, key, &name));
    if (name.len == 0) {
        return fail(build, CL_BAD_RULES, key->start_mark, "an empty key; name it");
    }
    yaml_event_t value;
    CL_TRY(next_event(build, &value));
    CL_TRY(build_node(build, &value, depth, out));
    (*out)->key = name;
    (*out)->key_line = key->start_mark.line + 1;
    (*out)->key_column = key->start_mark.column + 1;
    return CL_OK;
}

static cl_status build_children(builder *build, unsigned depth, cl_yaml *parent)
{
    yaml_event_type_t end =
        parent->kind == CL_YAML_MAP ? YAML_MAPPING_END_EVENT : YAML_SEQUENCE_END_EVENT;
    cl_yaml **last = &parent->first;
    for (;;) {
        yaml_event_t event;
        CL_TRY(next_event(build, &event));
        if (event.type == end) {
            yaml_event_delete(&event);
            return CL_OK;
        }
        cl_yaml *child = NULL;
        cl_status status = CL_OK;
        if (parent->kind == CL_YAML_MAP) {
            status = build_entry(build, &event, depth, &child);
            yaml_event_delete(&event);
        } else {
            status = build_node(build, &event, depth, &child);
        }
        CL_TRY(status);
        *last = child;
        last = &child->next;
        parent->count++;
    }
}

static cl_status fill_node(builder *build, const yaml_event_t *event, cl_yaml *node)
{
    if (event->type == YAML_SCALAR_EVENT) {
        node->kind = CL_YAML_SCALAR;
        node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
        return copy_scalar(build, event, &node->text);
    }
    node->kind = event->type == YAML_MAPPING_START_EVENT ? CL_YAML_MAP : CL_YAML_LIST;
    return CL_OK;
}

/* Builds the value that `event` begins, and deletes the event. */
static cl_status build_node(builder *build, yaml_event_t *event, unsigned depth, cl_yaml **out)
{
    cl_yaml *node = NULL;
    cl_status status = CL_OK;
    if (depth >= CL_YAML_DEPTH_MAX) {
        status = fail(build, CL_LIMIT, event->start_mark, "nested too deeply; write it flatter");
    } else {
        status = new_node(build, event, &node);
    }
    if (status == CL_OK) {
        status = fill_node(build, event, node);
    }
    yaml_event_delete(event);
    CL_TRY(status);
    if (node->kind != CL_YAML_SCALAR) {
        CL_TRY(build_children(build, depth + 1, node));
    }
    if (node->kind == CL_YAML_MAP) {
        CL_TRY(refuse_duplicates(build, node));
    }
    *out = node;
    return CL_OK;
}

/* A file of nothing, of comments or of a bare "---": a map without entries. */
static bool is_nothing(const cl_yaml *root)
{
    return root->kind == CL_YAML_SCALAR && !root->quoted && root->text.len == 0;
}

/* What the stream of events does next: it deletes the event. */
static cl_status take_event(builder *build, yaml_event_t *event, cl_yaml **out)
{
    cl_status status = CL_OK;
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (*out != NULL) {
            status = fail(build, CL_BAD_RULES, event->start_mark,
                          "a second document; put it into a file of its own");
        }
        break;
    case YAML_STREAM_END_EVENT:
        if (*out == NULL) {
            status = new_node(build, event, out);
        }
        break;
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        break;
    default:
        return build_node(build, event, 0, out);
    }
    yaml_event_delete(event);
    return status;
}

static cl_status build_document(builder *build, cl_yaml **out)
{
    for (bool ended = false; !ended;) {
        yaml_event_t event;
        CL_TRY(next_event(build, &event));
        ended = event.type == YAML_STREAM_END_EVENT;
        CL_TRY(take_event(build, &event, out));
    }
    if (is_nothing(*out)) {
        (*out)->kind = CL_YAML_MAP;
    }
    return CL_OK;
}

cl_status cl_yaml_parse(cl_arena *arena, const char *file, cl_span bytes, cl_yaml **out,
                        cl_error *error)
{
    builder build = {.arena = arena, .file = file, .bytes = bytes, .error = error};
    *out = NULL;
    size_t invalid = first_invalid(bytes);
    if (invalid < bytes.len) {
        return fail(&build, CL_BAD_RULES, mark_of_byte(bytes, invalid),
                    "not UTF-8; save the file as UTF-8");
    }
    if (yaml_parser_initialize(&build.parser) == 0) {
        return out_of_memory(&build, CL_NO_MEMORY);
    }
    /* Said, not guessed: a file must not turn into UTF-16 by its first two bytes. */
    yaml_parser_set_encoding(&build.parser, YAML_UTF8_ENCODING);
    static const uint8_t nothing[1] = {0};
    yaml_parser_set_input_string(&build.parser, bytes.len == 0 ? nothing : bytes.data, bytes.len);
    cl_yaml *root = NULL;
    cl_status status = build_document(&build, &root);
    yaml_parser_delete(&build.parser);
    if (status == CL_OK) {
        *out = root;
    }
    return status;
}

const cl_yaml *cl_yaml_get(const cl_yaml *map, const char *key)
{
    if (map == NULL || map->kind != CL_YAML_MAP) {
        return NULL;
    }
    cl_span wanted = cl_span_of(key);
    for (const cl_yaml *entry = map->first; entry != NULL; entry = entry->next) {
        if (cl_span_equal(entry->key, wanted)) {
            return entry;
        }
    }
    return NULL;
}

cl_span cl_yaml_text(const cl_yaml *map, const char *key)
{
    const cl_yaml *entry = cl_yaml_get(map, key);
    return entry != NULL && entry->kind == CL_YAML_SCALAR ? entry->text : CL_EMPTY_SPAN;
}

cl_status cl_yaml_words(cl_arena *arena, const cl_yaml *node, cl_words *out, cl_error *error)
{
    if (node == NULL) {
        return CL_OK;
    }
    if (node->kind == CL_YAML_SCALAR) {
        return cl_words_add(out, arena, cl_span_trim(node->text));
    }
    for (const cl_yaml *item = node->first; item != NULL; item = item->next) {
        if (node->kind != CL_YAML_LIST || item->kind != CL_YAML_SCALAR) {
            return cl_yaml_error(item, error, "\"%.*s\" is a value or a list of values",
                                 CL_SPAN_PRINT(node->key));
        }
        CL_TRY(cl_words_add(out, arena, cl_span_trim(item->text)));
    }
    return CL_OK;
}

static cl_status refuse_key(const cl_yaml *entry, const char *const allowed[], cl_error *error)
{
    cl_out list = {0};
    for (size_t i = 0; allowed[i] != NULL; i++) {
        cl_out_text(&list, i == 0 ? "" : ", ");
        cl_out_text(&list, allowed[i]);
    }
    cl_status status =
        cl_error_set(error, CL_BAD_RULES, "%s:%zu:%zu: unknown key \"%.*s\"; use one of %.*s",
                     entry->file, entry->key_line, entry->key_column, CL_SPAN_PRINT(entry->key),
                     CL_SPAN_PRINT(cl_out_span(&list)));
    cl_out_free(&list);
    return status;
}

cl_status cl_yaml_allow(const cl_yaml *map, const char *const allowed[], cl_error *error)
{
    if (map->kind != CL_YAML_MAP) {
        return cl_yaml_error(map, error, "a map of keys and values is wanted here");
    }
    for (const cl_yaml *entry = map->first; entry != NULL; entry = entry->next) {
        if (!cl_span_is_one_of(entry->key, allowed)) {
            return refuse_key(entry, allowed, error);
        }
    }
    return CL_OK;
}

cl_status cl_yaml_error(const cl_yaml *at, cl_error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char text[CL_ERROR_MESSAGE_MAX];
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return cl_error_set(error, CL_BAD_RULES, "%s:%zu:%zu: %s", at->file, at->line, at->column,
                        text);
}
