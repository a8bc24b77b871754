#include "check/waivers_config.h"

#include "base/damage.h"
#include "base/limits.h"
#include "base/text.h"
#include "caption/moment.h"
#include "ruleset/yaml.h"

enum {
    SECONDS_OF_DAY = 24 * 60 * 60
};

/* What one file is read with. */
typedef struct reading {
    const cl_ruleset *rules;
    const char *file;
    cl_waivers *waivers;
} reading;

/* --- the time of expiry --- */

/* Of ISO 8601: 2024-05-01, 2024-05-01T22:00Z, 2024-05-01T22:00+09:00. */
static bool is_iso(cl_span text)
{
    return text.len >= 10 && text.data[4] == '-' && text.data[7] == '-' &&
           (text.len == 10 || text.data[10] == 'T');
}

bool cl_waiver_ends(cl_span text, int64_t *ends)
{
    cl_moment moment = {0};
    if (!is_iso(text) || !cl_moment_parse(text, &moment) || !moment.known || moment.year == 0) {
        return false;
    }
    if (!moment.has_time) {
        moment.has_time = true;
        moment.has_zone = true;
        moment.hour = 0;
        moment.minute = 0;
        *ends = cl_moment_earliest(&moment) + SECONDS_OF_DAY;
        return true;
    }
    *ends = cl_moment_earliest(&moment);
    return moment.has_zone;
}

/* --- one entry --- */

/* Any text that is there, on one line. */
static cl_status take_text(const reading *read, const cl_yaml *map, const char *key, cl_span *out,
                           cl_error *error)
{
    const cl_yaml *node = cl_yaml_get(map, key);
    cl_span text = node == NULL ? CL_EMPTY_SPAN : node->text;
    bool is_null = node != NULL && !node->quoted &&
                   (cl_span_equal(text, CL_SPAN("~")) || cl_span_equal(text, CL_SPAN("null")));
    if (node == NULL) {
        return cl_yaml_error(map, error, "a waiver needs \"%s\"; write it", key);
    }
    if (node->kind != CL_YAML_SCALAR || is_null || cl_span_trim(text).len == 0) {
        return cl_yaml_error(node, error, "\"%s\" must be a text; write it", key);
    }
    if (text.len > CL_WAIVER_TEXT_MAX) {
        return cl_yaml_error(node, error, "\"%s\" is longer than %u bytes; shorten it", key,
                             CL_WAIVER_TEXT_MAX);
    }
    return cl_utf8_squeeze(read->waivers->arena, text, SIZE_MAX, out);
}

static cl_status take_picture(const reading *read, const cl_yaml *map, cl_waiver *out,
                              cl_error *error)
{
    const cl_span prefix = CL_SPAN("sha256:");
    cl_span text;
    CL_TRY(take_text(read, map, "picture", &text, error));
    cl_span hex = cl_span_from(text, prefix.len);
    bool valid =
        cl_span_starts(text, prefix) && cl_span_read_hex(hex, out->picture, sizeof out->picture);
    return valid ? CL_OK
                 : cl_yaml_error(cl_yaml_get(map, "picture"), error,
                                 "\"picture\" must be sha256: and 64 hexadecimal digits, as "
                                 "sha256sum prints them");
}

static cl_status take_rule(const reading *read, const cl_yaml *map, cl_waiver *out, cl_error *error)
{
    CL_TRY(take_text(read, map, "rule", &out->rule, error));
    const cl_check_rule *rule = cl_ruleset_check_of(read->rules, out->rule);
    cl_damage damage;
    if (rule == NULL && !cl_damage_of(out->rule, &damage)) {
        return cl_yaml_error(cl_yaml_get(map, "rule"), error,
                             "no check is named \"%.*s\"; captionlint rules list names them",
                             CL_SPAN_PRINT(out->rule));
    }
    if (rule != NULL && cl_span_equal(rule->kind, CL_SPAN("waiver"))) {
        return cl_yaml_error(cl_yaml_get(map, "rule"), error,
                             "what is said of waivers cannot be waived; mend the waiver");
    }
    return CL_OK;
}

static cl_status take_expiry(const reading *read, const cl_yaml *map, cl_waiver *out,
                             cl_error *error)
{
    CL_TRY(take_text(read, map, "expires", &out->expires, error));
    if (!cl_waiver_ends(out->expires, &out->ends)) {
        return cl_yaml_error(cl_yaml_get(map, "expires"), error,
                             "\"%.*s\" is no time of expiry; give a date such as 2024-05-01, which "
                             "ends at midnight UTC, or a time with its zone such as "
                             "2024-05-01T22:00+09:00",
                             CL_SPAN_PRINT(out->expires));
    }
    return CL_OK;
}

/* A note may be as long as a field. */
static cl_status take_note(const reading *read, const cl_yaml *map, cl_waiver *out, cl_error *error)
{
    const cl_yaml *node = cl_yaml_get(map, "note");
    if (node == NULL) {
        return CL_OK;
    }
    if (node->kind != CL_YAML_SCALAR || cl_span_trim(node->text).len == 0) {
        return cl_yaml_error(node, error,
                             "\"note\" must be the words that the finding quotes; leave it out "
                             "where there are none");
    }
    if (node->text.len > CL_FIELD_BYTES_MAX) {
        return cl_yaml_error(node, error, "\"note\" is longer than %u bytes; no field is",
                             CL_FIELD_BYTES_MAX);
    }
    return cl_utf8_squeeze(read->waivers->arena, node->text, SIZE_MAX, &out->note);
}

static cl_status take_optional(const reading *read, const cl_yaml *map, const char *key,
                               cl_span *out, cl_error *error)
{
    return cl_yaml_get(map, key) == NULL ? CL_OK : take_text(read, map, key, out, error);
}

static cl_status take_waiver(const reading *read, const cl_yaml *node, cl_waiver *out,
                             cl_error *error)
{
    static const char *const keys[] = {"picture", "name",   "note",        "values",  "rule",
                                       "edition", "reason", "approved_by", "expires", NULL};
    if (node->kind != CL_YAML_MAP) {
        return cl_yaml_error(node, error,
                             "a waiver must be a map of picture, note, rule, edition, "
                             "reason, approved_by and expires");
    }
    CL_TRY(cl_yaml_allow(node, keys, error));
    CL_TRY(take_picture(read, node, out, error));
    CL_TRY(take_note(read, node, out, error));
    CL_TRY(take_rule(read, node, out, error));
    CL_TRY(take_text(read, node, "edition", &out->edition, error));
    CL_TRY(take_text(read, node, "reason", &out->reason, error));
    CL_TRY(take_text(read, node, "approved_by", &out->approved_by, error));
    CL_TRY(take_expiry(read, node, out, error));
    out->line = node->line;
    CL_TRY(take_optional(read, node, "values", &out->values, error));
    return take_optional(read, node, "name", &out->name, error);
}

/* --- the file --- */

cl_status cl_waivers_add(cl_waivers *waivers, const cl_waiver *waiver)
{
    cl_waiver *added = cl_array_add(&waivers->items, waivers->arena, sizeof *added, CL_WAIVERS_MAX);
    if (added == NULL) {
        return waivers->items.count == CL_WAIVERS_MAX ? CL_LIMIT : cl_arena_status(waivers->arena);
    }
    *added = *waiver;
    return CL_OK;
}

/* Notes what is wrong; past CL_WAIVERS_MAX the last one stands for all. */
static cl_status complain(cl_waivers *waivers, const char *message)
{
    if (waivers->malformed.count == CL_WAIVERS_MAX) {
        return CL_OK;
    }
    cl_span *added =
        cl_array_add(&waivers->malformed, waivers->arena, sizeof *added, CL_WAIVERS_MAX);
    if (added == NULL) {
        return cl_arena_status(waivers->arena);
    }
    return cl_arena_copy(waivers->arena, cl_span_of(message), added);
}

static cl_status take_item(const reading *read, const cl_yaml *node, cl_span file)
{
    cl_error error = {0};
    cl_waiver waiver = {.file = file};
    cl_status status = take_waiver(read, node, &waiver, &error);
    if (status == CL_OK) {
        status = cl_waivers_add(read->waivers, &waiver);
    }
    if (status == CL_LIMIT && read->waivers->items.count == CL_WAIVERS_MAX) {
        status = cl_yaml_error(node, &error, "more than %u waivers; take out those that are over",
                               CL_WAIVERS_MAX);
    }
    return status == CL_BAD_RULES ? complain(read->waivers, error.message) : status;
}

static cl_status parse(cl_arena *arena, const char *file, cl_span bytes, const cl_yaml **list,
                       cl_error *error)
{
    static const char *const keys[] = {"waivers", NULL};
    cl_yaml *document;
    if (bytes.len > CL_WAIVERS_FILE_MAX) {
        return cl_error_set(error, CL_BAD_RULES,
                            "%s:1:1: larger than %u bytes; take out what is over", file,
                            CL_WAIVERS_FILE_MAX);
    }
    CL_TRY(cl_yaml_parse(arena, file, bytes, &document, error));
    CL_TRY(cl_yaml_allow(document, keys, error));
    *list = cl_yaml_get(document, "waivers");
    if (*list != NULL && (*list)->kind != CL_YAML_LIST) {
        bool empty = (*list)->kind == CL_YAML_SCALAR && (*list)->text.len == 0;
        if (!empty) {
            return cl_yaml_error(*list, error, "\"waivers\" must be a list of waivers");
        }
    }
    return CL_OK;
}

cl_status cl_waivers_load(const cl_ruleset *rules, const char *file, cl_span bytes, cl_waivers *out)
{
    const reading read = {rules, file, out};
    const cl_yaml *list = NULL;
    cl_error error = {0};
    cl_span name;
    CL_TRY(cl_arena_copy(out->arena, cl_span_of(file), &name));
    cl_status status = parse(out->arena, (const char *)name.data, bytes, &list, &error);
    if (status == CL_BAD_RULES || (status == CL_LIMIT && error.message[0] != '\0')) {
        return complain(out, error.message);
    }
    CL_TRY(status);
    for (const cl_yaml *item = list == NULL ? NULL : list->first; item != NULL; item = item->next) {
        CL_TRY(take_item(&read, item, name));
    }
    return cl_waivers_sort(out);
}

/* --- writing --- */

/* YAML 1.2, 5.1: what may stand in a file as it is. What changes the direction of text, or cannot
 * be seen, is escaped too. */
static bool is_plain(uint32_t code)
{
    bool printable = (code >= 0x20 && code < 0x7F) || (code >= 0xA0 && code < 0xD800) ||
                     (code >= 0xE000 && code < 0xFFFE) || code >= 0x10000;
    return printable && code != 0xFEFF && !cl_out_escapes(code) && code != '"' && code != '\\';
}

/* A text in double quotes (YAML 1.2, 7.3.1), whatever it holds. */
static void put_quoted(cl_out *out, cl_span text)
{
    uint32_t code;
    cl_out_byte(out, '"');
    for (size_t at = 0; cl_utf8_next(text, &at, &code);) {
        if (is_plain(code)) {
            cl_out_code(out, code);
        } else if (code == '"' || code == '\\') {
            cl_out_byte(out, '\\');
            cl_out_code(out, code);
        } else {
            cl_out_format(out, code < 0x10000 ? "\\u%04X" : "\\U%08X", (unsigned)code);
        }
    }
    cl_out_byte(out, '"');
}

static void put_line(cl_out *out, size_t column, const char *key, cl_span text)
{
    if (text.len > 0) {
        cl_out_repeat(out, " ", column);
        cl_out_format(out, "%s: ", key);
        put_quoted(out, text);
        cl_out_byte(out, '\n');
    }
}

/* A text that was found to be a rule or a time: it needs no quotes. */
static void put_plain(cl_out *out, size_t column, const char *key, cl_span text)
{
    cl_out_repeat(out, " ", column);
    cl_out_format(out, "%s: ", key);
    cl_out_put(out, text);
    cl_out_byte(out, '\n');
}

static void put_entry(cl_out *out, size_t column, const cl_waiver *waiver)
{
    size_t inner = column + 2;
    cl_out_repeat(out, " ", column);
    cl_out_text(out, "- picture: sha256:");
    cl_out_hex(out, (cl_span){waiver->picture, sizeof waiver->picture});
    cl_out_byte(out, '\n');
    put_line(out, inner, "name", waiver->name);
    put_line(out, inner, "note", waiver->note);
    put_line(out, inner, "values", waiver->values);
    put_plain(out, inner, "rule", waiver->rule);
    put_line(out, inner, "edition", waiver->edition);
    put_line(out, inner, "reason", waiver->reason);
    put_line(out, inner, "approved_by", waiver->approved_by);
    put_plain(out, inner, "expires", waiver->expires);
}

static bool same(const cl_waiver *a, const cl_waiver *b)
{
    return memcmp(a->picture, b->picture, sizeof a->picture) == 0 &&
           cl_span_equal(a->name, b->name) && cl_span_equal(a->note, b->note) &&
           cl_span_equal(a->values, b->values) && cl_span_equal(a->rule, b->rule) &&
           cl_span_equal(a->edition, b->edition) && cl_span_equal(a->reason, b->reason) &&
           cl_span_equal(a->approved_by, b->approved_by) && cl_span_equal(a->expires, b->expires);
}

/* A file that gets one more entry. */
typedef struct addition {
    const cl_ruleset *rules;
    cl_arena *arena;
    cl_span bytes;
    const cl_waiver *waiver;
    size_t before; /* entries */
    size_t column; /* of their dashes */
    bool bare;     /* there is no list yet */
} addition;

/* All of the file, which must be without a fault. */
static cl_status load_whole(addition *add, cl_error *error)
{
    cl_waivers before = {.arena = add->arena};
    const cl_yaml *list = NULL;
    CL_TRY(cl_waivers_load(add->rules, "captionlint-waivers.yaml", add->bytes, &before));
    if (before.malformed.count > 0) {
        return cl_error_set(error, CL_BAD_CONFIG, "%.*s; mend it before waivers are added",
                            CL_SPAN_PRINT(*CL_ARRAY_AT(&before.malformed, const cl_span, 0)));
    }
    CL_TRY(parse(add->arena, "", add->bytes, &list, error));
    add->before = before.items.count;
    add->bare = list == NULL;
    add->column = list == NULL || list->kind != CL_YAML_LIST ? 2 : list->column - 1;
    return CL_OK;
}

static void put_all(const addition *add, cl_out *out, cl_out *entry)
{
    cl_span bytes = add->bytes;
    put_entry(entry, add->column, add->waiver);
    cl_out_put(out, bytes);
    if (bytes.len > 0 && bytes.data[bytes.len - 1] != '\n') {
        cl_out_byte(out, '\n');
    }
    cl_out_text(out, add->bare ? "waivers:\n" : "");
    cl_out_put(out, cl_out_span(entry));
}

/* What was put together is read again: it must hold one entry more, and that one as it is meant. */
static cl_status prove(const addition *add, cl_span all, cl_error *error)
{
    cl_waivers after = {.arena = add->arena};
    bool found = false;
    CL_TRY(cl_waivers_load(add->rules, "", all, &after));
    for (size_t i = 0; i < after.items.count; i++) {
        found = found || same(CL_ARRAY_AT(&after.items, const cl_waiver, i), add->waiver);
    }
    if (found && after.malformed.count == 0 && after.items.count == add->before + 1) {
        return CL_OK;
    }
    return cl_error_set(error, CL_BAD_CONFIG,
                        "the entry cannot be put at the end of the file; let the list of waivers "
                        "stand last in it, each entry behind a dash");
}

static cl_status append(addition *add, cl_out *out, cl_out *entry, cl_error *error)
{
    CL_TRY(load_whole(add, error));
    put_all(add, out, entry);
    return out->failed || entry->failed ? CL_NO_MEMORY : prove(add, cl_out_span(out), error);
}

cl_status cl_waivers_append(const cl_waiver_addition *what, cl_out *out, cl_out *entry,
                            cl_error *error)
{
    addition add = {.rules = what->rules, .bytes = what->bytes, .waiver = what->waiver};
    add.arena = cl_arena_new(CL_ARENA_RULES_MAX);
    if (add.arena == NULL) {
        return CL_NO_MEMORY;
    }
    cl_status status = append(&add, out, entry, error);
    cl_arena_free(add.arena);
    return status;
}
