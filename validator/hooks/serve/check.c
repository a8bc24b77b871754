#include "hooks/serve/check.h"

#include <stdio.h>
#include <stdlib.h>

#include "hooks/serve/format.h"
#include "hooks/serve/record.h"
#include "hooks/serve/route.h"

/* The files of a form, which belong together as those of a folder do. */
typedef struct form_files {
    captionlint_file *items;
    char (*names)[SERVE_NAME_MAX];
    size_t count;
} form_files;

/* One request while it is checked. */
typedef struct checking {
    serve_request *request;
    captionlint_report *report;
    captionlint_verdict worst; /* of all pictures and editions */
    size_t captions;           /* of a form */
    size_t inputs;
    form_files files;
    uint64_t end; /* milliseconds, as serve_now: it is given up then */
    bool extract;
    bool given_up;
    serve_room room; /* of the report */
    captionlint_error error;
} checking;

static bool wrong(const checking *work, unsigned status, const char *what)
{
    return serve_problem_set(&work->request->problem, status, "%s", what);
}

static bool out_of_room(const checking *work)
{
    if (work->room == SERVE_ROOM_LONG) {
        return wrong(work, 413, "the report would be too long; send fewer pictures at once");
    }
    return wrong(work, 503, "too many bodies and reports at once; try again later");
}

static bool failed(const checking *work)
{
    const captionlint_error *error = &work->error;
    if (work->room != SERVE_ROOM_OK) {
        return out_of_room(work);
    }
    if (work->given_up) {
        return wrong(work, 413, "this takes longer than a request may; send fewer at once");
    }
    if (error->status == CAPTIONLINT_USAGE) {
        return wrong(work, 422, error->message);
    }
    if (error->status == CAPTIONLINT_NO_MEMORY) {
        return wrong(work, 503, "out of memory; try again later");
    }
    serve_say(work->request->server, "%s: %s", work->request->route->path, error->message);
    return wrong(work, 500, error->message);
}

/* --- the report --- */

static int write_report(const char *bytes, size_t len, void *user)
{
    checking *work = user;
    work->room = serve_buffer_add(&work->request->answer.body, bytes, len);
    return work->room == SERVE_ROOM_OK ? 0 : -1;
}

static captionlint_verdict worst_of(const captionlint_picture *picture)
{
    captionlint_verdict worst = captionlint_picture_incomplete(picture) != 0
                                    ? CAPTIONLINT_VERDICT_INCOMPLETE
                                    : CAPTIONLINT_VERDICT_OK;
    for (size_t i = 0; i < captionlint_picture_edition_count(picture); i++) {
        captionlint_verdict verdict = captionlint_picture_verdict(picture, i);
        worst = verdict > worst ? verdict : worst;
    }
    return worst;
}

static int report_picture(const captionlint_picture *picture, void *user)
{
    checking *work = user;
    captionlint_verdict worst = worst_of(picture);
    work->given_up = serve_now() > work->end || atomic_load(&work->request->server->over);
    if (work->given_up) {
        return -1;
    }
    work->worst = worst > work->worst ? worst : work->worst;
    if (!work->extract) {
        serve_metrics_picture(&work->request->server->metrics, worst);
    }
    return captionlint_report_add(work->report, picture, &work->error) == CAPTIONLINT_OK ? 0 : -1;
}

static bool check_input(checking *work, captionlint_input *input)
{
    const serve_request *request = work->request;
    input->extract_only = work->extract ? 1 : 0;
    input->thumbnails = request->query.thumbnails ? 1 : 0;
    input->editions = (const char *const *)request->query.editions;
    input->edition_count = request->query.edition_count;
    captionlint_status status =
        captionlint_check(request->site->setup->lint, input, report_picture, work, &work->error);
    work->inputs++;
    return status == CAPTIONLINT_OK || failed(work);
}

/* --- what is in the body --- */

static bool is_blank(serve_span text)
{
    size_t i = 0;
    while (i < text.len && (text.at[i] == ' ' || (text.at[i] >= '\t' && text.at[i] <= '\r'))) {
        i++;
    }
    return i == text.len;
}

/* One caption, as it stands, or a picture with the name that it was given. */
static bool check_bytes(checking *work, captionlint_input_kind kind, serve_span bytes,
                        const char *name)
{
    captionlint_input input = {.path = name,
                               .bytes = bytes.at,
                               .len = bytes.len,
                               .kind = kind,
                               .beside = work->files.items,
                               .beside_count = work->files.count};
    return check_input(work, &input);
}

static bool check_caption(checking *work, serve_span text)
{
    char name[SERVE_NAME_MAX] = "caption";
    if (is_blank(text)) {
        return true;
    }
    if (++work->captions > 1) {
        (void)snprintf(name, sizeof name, "caption %zu", work->captions);
    }
    return check_bytes(work, CAPTIONLINT_INPUT_TEXT, text, name);
}

/* A sidecar is no picture of its own beside that of its name. */
static bool is_read_with_another(const form_files *files, const char *name)
{
    for (size_t i = 0; i < files->count; i++) {
        if (captionlint_is_sidecar_of(name, files->items[i].name) != 0) {
            return true;
        }
    }
    return false;
}

/* A browser sends an empty file without a name where none was chosen. */
static bool check_file(checking *work, const serve_part *part)
{
    char name[SERVE_NAME_MAX];
    if (part->body.len == 0 && part->filename.len == 0) {
        return true;
    }
    serve_picture_name(part->filename, name);
    if (is_read_with_another(&work->files, name)) {
        return true;
    }
    return check_bytes(work,
                       part->filename.len == 0 ? CAPTIONLINT_INPUT_PICTURE : CAPTIONLINT_INPUT_AUTO,
                       part->body, name);
}

static bool check_part(checking *work, const serve_part *part)
{
    if (part->is_file) {
        return check_file(work, part);
    }
    return !serve_span_equal(part->name, SERVE_SPAN("caption")) || check_caption(work, part->body);
}

/* What is asked for in a part is asked for in the query, if it is not there. */
static bool ask_part(checking *work, const serve_part *part)
{
    serve_request *request = work->request;
    bool caption = serve_span_equal(part->name, SERVE_SPAN("caption"));
    if (part->is_file || caption) {
        return true;
    }
    if (!serve_span_is_utf8(part->body) || serve_span_find(part->body, '\0') < part->body.len) {
        return wrong(work, 400, "a part of the form is no UTF-8");
    }
    unsigned asks = request->route->asks & ~(unsigned)SERVE_ASK_NAME;
    if (!serve_query_set(&request->query, part->name, part->body, asks, &request->problem)) {
        return false;
    }
    if (serve_span_equal(part->name, SERVE_SPAN("format")) && part->body.len > 0) {
        request->format =
            serve_format_named(serve_span_of(request->query.format), &request->problem);
    }
    return request->format != NULL;
}

/* All parts of the form through `each`. */
static bool each_part(checking *work, bool (*each)(struct checking *, const serve_part *))
{
    const serve_request *request = work->request;
    serve_problem *problem = &work->request->problem;
    serve_multipart form;
    serve_part part;
    bool fine = serve_multipart_begin(&form, (serve_span){request->body.bytes, request->body.len},
                                      serve_span_of(request->boundary), problem);
    while (fine && !form.ended) {
        fine = serve_multipart_next(&form, &part, problem) && each(work, &part);
    }
    return fine;
}

static bool count_file(checking *work, const serve_part *part)
{
    work->files.count += part->is_file ? 1 : 0;
    return true;
}

static bool note_file(checking *work, const serve_part *part)
{
    form_files *files = &work->files;
    if (part->is_file) {
        char *name = files->names[files->count];
        serve_picture_name(part->filename, name);
        files->items[files->count++] =
            (captionlint_file){.name = name, .bytes = part->body.at, .len = part->body.len};
    }
    return true;
}

/* Looked through before any is checked: a sidecar may come after its picture. */
static bool note_files(checking *work)
{
    form_files *files = &work->files;
    if (!each_part(work, count_file)) {
        return false;
    }
    files->items = calloc(files->count + 1, sizeof *files->items);
    files->names = calloc(files->count + 1, sizeof *files->names);
    files->count = 0;
    if (files->items == NULL || files->names == NULL) {
        return wrong(work, 503, "out of memory; try again later");
    }
    return each_part(work, note_file);
}

static void free_files(form_files *files)
{
    free(files->items);
    free(files->names);
}

static bool check_form(checking *work)
{
    return note_files(work) && each_part(work, check_part) &&
           (work->inputs > 0 ||
            wrong(work, 422,
                  "there is neither a picture nor a caption in the form; send parts with a "
                  "filename, or parts named caption"));
}

static bool check_record(checking *work, const char *name)
{
    serve_request *request = work->request;
    serve_buffer *body = &request->body;
    return serve_record_read(body->bytes, body->len, &request->problem) &&
           check_bytes(work, CAPTIONLINT_INPUT_RECORDS, (serve_span){body->bytes, body->len}, name);
}

static bool check_body(checking *work)
{
    serve_request *request = work->request;
    const serve_span body = {request->body.bytes, request->body.len};
    char name[SERVE_NAME_MAX] = "-";
    if (request->query.name != NULL) {
        serve_picture_name(serve_span_of(request->query.name), name);
    }
    switch (request->content) {
    case SERVE_CONTENT_FORM:
        return check_form(work);
    case SERVE_CONTENT_RECORD:
        return check_record(work, name);
    case SERVE_CONTENT_RECORDS:
        return check_bytes(work, CAPTIONLINT_INPUT_RECORDS, body, name);
    case SERVE_CONTENT_TEXT:
        return check_bytes(work, CAPTIONLINT_INPUT_TEXT, body, name);
    default:
        return check_bytes(work, CAPTIONLINT_INPUT_PICTURE, body, name);
    }
}

/* --- the answer --- */

static bool begin_report(checking *work)
{
    const serve_request *request = work->request;
    const captionlint_report_options options = {.format = request->format->name,
                                                .extract = work->extract ? 1 : 0,
                                                .thumbnails = request->query.thumbnails ? 1 : 0,
                                                .lint = request->site->setup->lint};
    work->report = captionlint_report_new(&options, write_report, work, &work->error);
    if (work->report != NULL) {
        return true;
    }
    serve_say(request->server, "%s: %s", request->route->path, work->error.message);
    return wrong(work, 500, work->error.message);
}

/* That some pictures are told of in brief the report itself says. */
static bool end_report(checking *work)
{
    captionlint_status status = captionlint_report_end(work->report, &work->error);
    return status == CAPTIONLINT_OK || status == CAPTIONLINT_LIMIT || failed(work);
}

static bool make_report(checking *work)
{
    const serve_request *request = work->request;
    bool form = request->content == SERVE_CONTENT_FORM;
    if (is_blank((serve_span){request->body.bytes, request->body.len})) {
        return wrong(work, 422, "the body is empty; send a picture, a caption or a record");
    }
    if ((form && !each_part(work, ask_part)) || !begin_report(work)) {
        return false;
    }
    if (!check_body(work)) {
        captionlint_report_drop(work->report);
        return false;
    }
    return end_report(work);
}

static void check(serve_request *request, bool extract)
{
    checking work = {.request = request,
                     .end = serve_now() + request->server->settings.limit,
                     .extract = extract};
    serve_answer *answer = &request->answer;
    bool made = make_report(&work);
    free_files(&work.files);
    if (!made) {
        return;
    }
    if (!extract) {
        serve_answer_header(answer, "Captionlint-Verdict", captionlint_verdict_name(work.worst));
    }
    serve_answer_header(answer, "Captionlint-Rules",
                        captionlint_rules_hash(request->site->setup->lint));
    serve_answer_header(answer, "Cache-Control", "no-store");
    serve_answer_header(answer, "Vary", "Accept");
    answer->status = 200;
    answer->type = request->format->type;
}

void serve_check_judge(serve_request *request)
{
    check(request, false);
}

void serve_check_extract(serve_request *request)
{
    check(request, true);
}

void serve_check_form(serve_request *request)
{
    check(request, false);
}
