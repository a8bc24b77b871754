#include "report/sarif_place.h"

#include "report/spot.h"

/* RFC 3986, 2.3, and the slash between segments. A colon is none of them: what stands before it
 * would be a scheme. */
static bool is_unreserved(uint8_t byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_' ||
           byte == '~' || byte == '/';
}

static void put_uri(cl_json *json, cl_span path)
{
    cl_out uri = {0};
    bool absolute = cl_span_starts(path, CL_SPAN("/"));
    cl_out_text(&uri, absolute ? "file://" : "");
    for (size_t i = 0; i < path.len; i++) {
        if (is_unreserved(path.data[i])) {
            cl_out_byte(&uri, (char)path.data[i]);
        } else {
            cl_out_format(&uri, "%%%02X", path.data[i]);
        }
    }
    cl_json_put_string(json, CL_SPAN("uri"), cl_out_span(&uri));
    json->out->failed |= uri.failed;
    cl_out_free(&uri);
}

void cl_sarif_artifact(cl_json *json, cl_span path)
{
    cl_json_open_at(json, CL_SPAN("artifactLocation"), '{');
    put_uri(json, path);
    cl_json_close(json, '}');
}

/* 3.30.4: the properties of text and of bytes are independent of each other. GitHub shows nothing
 * without a line, so there is one for a picture too. */
static void put_region(cl_json *json, const cl_spot *spot)
{
    cl_json_open_at(json, CL_SPAN("region"), '{');
    cl_json_put_number(json, CL_SPAN("startLine"), spot->line);
    if (spot->in_text) {
        cl_json_put_number(json, CL_SPAN("startColumn"), spot->column);
        cl_json_put_number(json, CL_SPAN("endLine"), spot->end_line);
        cl_json_put_number(json, CL_SPAN("endColumn"), spot->end_column);
        cl_json_put_number(json, CL_SPAN("charOffset"), spot->character);
        cl_json_put_number(json, CL_SPAN("charLength"), spot->characters);
    }
    if (spot->has_byte) {
        cl_json_put_number(json, CL_SPAN("byteOffset"), spot->byte);
    }
    if (spot->bytes > 0) {
        cl_json_put_number(json, CL_SPAN("byteLength"), spot->bytes);
    }
    if (spot->words.len > 0) {
        cl_json_open_at(json, CL_SPAN("snippet"), '{');
        cl_json_put_string(json, CL_SPAN("text"), spot->words);
        cl_json_close(json, '}');
    }
    cl_json_close(json, '}');
}

/* "P-1/caption": of a file of records the record too. */
static void put_full_name(cl_json *json, cl_span id, cl_span field)
{
    cl_out name = {0};
    cl_out_put(&name, id);
    cl_out_text(&name, id.len > 0 ? "/" : "");
    cl_out_put(&name, field);
    cl_json_put_string(json, CL_SPAN("fullyQualifiedName"), cl_out_span(&name));
    json->out->failed |= name.failed;
    cl_out_free(&name);
}

/* 3.33: the field, or the record where it is about the whole of it. */
static void put_logical(cl_json *json, cl_span id, const cl_field *field)
{
    if (field == NULL && id.len == 0) {
        return;
    }
    cl_json_open_at(json, CL_SPAN("logicalLocations"), '[');
    cl_json_open(json, '{');
    if (field != NULL) {
        cl_span name = cl_span_of(cl_field_name_text(field->name));
        cl_json_put_string(json, CL_SPAN("name"), name);
        put_full_name(json, id, name);
        cl_json_put_text(json, CL_SPAN("kind"), "member");
    } else {
        cl_json_put_string(json, CL_SPAN("fullyQualifiedName"), id);
        cl_json_put_text(json, CL_SPAN("kind"), "object");
    }
    cl_json_close(json, '}');
    cl_json_close(json, ']');
}

void cl_sarif_locations(cl_json *json, const cl_record *record, const cl_proof *proof)
{
    const cl_spot spot = cl_spot_of(record, proof);
    cl_json_open_at(json, CL_SPAN("locations"), '[');
    cl_json_open(json, '{');
    cl_json_open_at(json, CL_SPAN("physicalLocation"), '{');
    cl_sarif_artifact(json, record->path);
    put_region(json, &spot);
    cl_json_close(json, '}');
    put_logical(json, record->id, proof->field);
    cl_json_close(json, '}');
    cl_json_close(json, ']');
}
