#include "report/json_writer.h"

#include <string.h>

static void new_line(cl_json *json)
{
    if (json->indented) {
        cl_out_byte(json->out, '\n');
        cl_out_repeat(json->out, "  ", json->depth);
    }
}

/* What stands between the value before and this one. */
static void start_value(cl_json *json)
{
    if (json->keyed) {
        json->keyed = false;
        return;
    }
    if (json->comma) {
        cl_out_byte(json->out, ',');
    }
    if (json->depth > 0) {
        new_line(json);
    }
}

void cl_json_open(cl_json *json, char bracket)
{
    start_value(json);
    cl_out_byte(json->out, bracket);
    json->depth++;
    json->comma = false;
}

void cl_json_close(cl_json *json, char bracket)
{
    json->depth--;
    if (json->comma) {
        new_line(json);
    }
    cl_out_byte(json->out, bracket);
    json->comma = true;
}

/* A record has more keys than anything else: one stretch of memory each. */
void cl_json_key(cl_json *json, cl_span key)
{
    start_value(json);
    size_t len = key.len + 3;
    uint8_t *room = cl_out_room(json->out, len + json->indented);
    if (room != NULL) {
        room[0] = '"';
        memcpy(&room[1], key.data, key.len);
        room[len - 2] = '"';
        room[len - 1] = ':';
        if (json->indented) {
            room[len] = ' ';
        }
    }
    json->keyed = true;
}

void cl_json_open_at(cl_json *json, cl_span key, char bracket)
{
    cl_json_key(json, key);
    cl_json_open(json, bracket);
}

void cl_json_string(cl_json *json, cl_span value)
{
    start_value(json);
    cl_out_json(json->out, value);
    json->comma = true;
}

void cl_json_put_string(cl_json *json, cl_span key, cl_span value)
{
    cl_json_key(json, key);
    cl_json_string(json, value);
}

void cl_json_put_text(cl_json *json, cl_span key, const char *value)
{
    cl_json_put_string(json, key, cl_span_of(value));
}

/* A number, true, false or null: written as it is. */
static void put_bare(cl_json *json, cl_span key, const char *value)
{
    cl_json_key(json, key);
    start_value(json);
    cl_out_text(json->out, value);
    json->comma = true;
}

void cl_json_put_optional(cl_json *json, cl_span key, cl_span value)
{
    if (value.len == 0) {
        put_bare(json, key, "null");
        return;
    }
    cl_json_put_string(json, key, value);
}

void cl_json_put_pair(cl_json *json, cl_span key, cl_span first, cl_span second)
{
    if (second.len == 0) {
        cl_json_put_optional(json, key, first);
        return;
    }
    cl_json_key(json, key);
    start_value(json);
    cl_out_byte(json->out, '"');
    cl_out_json_part(json->out, first);
    cl_out_byte(json->out, ' ');
    cl_out_json_part(json->out, second);
    cl_out_byte(json->out, '"');
    json->comma = true;
}

void cl_json_put_hex(cl_json *json, cl_span key, cl_span bytes)
{
    cl_json_key(json, key);
    start_value(json);
    cl_out_byte(json->out, '"');
    cl_out_hex(json->out, bytes);
    cl_out_byte(json->out, '"');
    json->comma = true;
}

void cl_json_put_base64(cl_json *json, cl_span key, cl_span bytes)
{
    cl_json_key(json, key);
    start_value(json);
    cl_out_byte(json->out, '"');
    cl_out_base64(json->out, bytes);
    cl_out_byte(json->out, '"');
    json->comma = true;
}

void cl_json_put_number(cl_json *json, cl_span key, uint64_t value)
{
    cl_json_key(json, key);
    start_value(json);
    cl_out_u64(json->out, value);
    json->comma = true;
}

void cl_json_put_bool(cl_json *json, cl_span key, bool value)
{
    put_bare(json, key, value ? "true" : "false");
}

void cl_json_put_null(cl_json *json, cl_span key)
{
    put_bare(json, key, "null");
}

void cl_json_put_words(cl_json *json, cl_span key, cl_words words)
{
    cl_json_key(json, key);
    start_value(json);
    cl_out_byte(json->out, '[');
    for (size_t i = 0; i < words.count; i++) {
        if (i > 0) {
            cl_out_text(json->out, json->indented ? ", " : ",");
        }
        cl_out_json(json->out, words.items[i]);
    }
    cl_out_byte(json->out, ']');
    json->comma = true;
}
