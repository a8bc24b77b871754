/* The façade: handles, configuration and editions. What it does with a picture stands in
 * captionlint_check.c, with a report in captionlint_report.c, with rules in captionlint_rules.c. */
#include "captionlint_handle.h"

#include <stdlib.h>

#include "base/source.h"
#include "captionlint_messages.h"

static captionlint_status public_status(cl_status status)
{
    switch (status) {
    case CL_OK:
        return CAPTIONLINT_OK;
    case CL_BAD_CONFIG:
        return CAPTIONLINT_USAGE;
    case CL_BAD_RULES:
        return CAPTIONLINT_BAD_RULES;
    case CL_TRUNCATED:
    case CL_MALFORMED:
    case CL_UNREADABLE:
        return CAPTIONLINT_UNREADABLE;
    case CL_UNWRITABLE:
        return CAPTIONLINT_UNWRITABLE;
    case CL_LIMIT:
        return CAPTIONLINT_LIMIT;
    case CL_NO_MEMORY:
        return CAPTIONLINT_NO_MEMORY;
    case CL_STOPPED:
        return CAPTIONLINT_STOPPED;
    }
    return CAPTIONLINT_USAGE;
}

/* For the few causes that have nothing more to tell. */
static const char *plain_message(cl_status status)
{
    switch (status) {
    case CL_NO_MEMORY:
        return "out of memory; close other programs or check fewer inputs at once";
    case CL_LIMIT:
        return "a limit on memory was reached; give a smaller input";
    case CL_STOPPED:
        return "stopped";
    default:
        return "cannot be read; check the file and its disk";
    }
}

captionlint_status captionlint_fail(captionlint_error *out, const cl_error *error, cl_status status)
{
    if (status != CL_OK && out != NULL && out->status == CAPTIONLINT_OK) {
        cl_error copy = {0};
        const char *message = error->message[0] != '\0' ? error->message : plain_message(status);
        (void)cl_error_set(&copy, status, "%s", message);
        for (size_t i = 0; i < sizeof out->message; i++) {
            out->message[i] = copy.message[i];
        }
        out->status = public_status(status);
    }
    return public_status(status);
}

const char *captionlint_version(void)
{
    return CAPTIONLINT_VERSION;
}

static cl_status load_rules(const char *folder, bool cached, captionlint *lint, cl_error *error)
{
    cl_cache cache;
    char place[CL_PATH_MAX];
    bool found = cached && captionlint_find_cache(lint->arena, place, &cache);
    CL_TRY(cl_ruleset_open(folder, found ? &cache : NULL, &lint->rules, error));
    return cl_check_rules_complete(lint->rules, error);
}

static cl_status load(const captionlint_loading *how, captionlint *lint, cl_error *error)
{
    char found[CL_PATH_MAX];
    captionlint_bind_messages();
    const char *folder = how->folder;
    if (folder == NULL) {
        CL_TRY(captionlint_find_rules(found, error));
        folder = found;
    }
    lint->arena = cl_arena_new(CL_ARENA_RULES_MAX);
    if (lint->arena == NULL) {
        return CL_NO_MEMORY;
    }
    CL_TRY(cl_arena_copy(lint->arena, cl_span_of(folder), &lint->folder));
    lint->editions.arena = lint->arena;
    lint->waivers.arena = lint->arena;
    lint->editions.files = &lint->setup;
    cl_fingerprint_begin(&lint->setup);
    CL_TRY(load_rules(folder, how->no_cache == 0, lint, error));
    CL_TRY(cl_arena_copy(lint->arena, cl_ruleset_pack(lint->rules), &lint->pack));
    return cl_arena_copy(lint->arena, cl_ruleset_hash(lint->rules), &lint->hash);
}

captionlint *captionlint_load(const captionlint_loading *how, captionlint_error *error)
{
    cl_error cause = {0};
    captionlint *lint = calloc(1, sizeof *lint);
    cl_status status = lint == NULL ? CL_NO_MEMORY : load(how, lint, &cause);
    if (status != CL_OK) {
        (void)captionlint_fail(error, &cause, status);
        captionlint_free(lint);
        return NULL;
    }
    return lint;
}

captionlint *captionlint_new(const char *folder, captionlint_error *error)
{
    return captionlint_load(&(captionlint_loading){.folder = folder}, error);
}

void captionlint_free(captionlint *lint)
{
    if (lint == NULL) {
        return;
    }
    cl_baseline_free(&lint->baseline);
    cl_ruleset_free(lint->rules);
    cl_arena_free(lint->arena);
    free(lint);
}

/* Notes a call that changes how pictures are judged: `what` was said of `name`. */
static void note(captionlint *lint, const char *call, const char *name, const char *what)
{
    cl_fingerprint_add(&lint->setup, cl_span_of(call));
    cl_fingerprint_add(&lint->setup, cl_span_of(name));
    cl_fingerprint_add(&lint->setup, cl_span_of(what));
}

static cl_status add_edition(captionlint *lint, cl_span name, cl_error *error)
{
    if (name.len == 0) {
        return cl_error_set(error, CL_BAD_CONFIG, "an edition without a name; give it one");
    }
    cl_edition *added;
    cl_span copy;
    CL_TRY(cl_arena_copy(lint->arena, name, &copy));
    return cl_editions_add(&lint->editions, copy, &added, error);
}

captionlint_status captionlint_edition_add(captionlint *lint, const char *name,
                                           captionlint_error *error)
{
    cl_error cause = {0};
    note(lint, "add", name, NULL);
    return captionlint_fail(error, &cause, add_edition(lint, cl_span_of(name), &cause));
}

/* "web-kr, print-it" */
static cl_status no_such_edition(const captionlint *lint, cl_span name, cl_error *error)
{
    if (lint->editions.items.count == 0) {
        return cl_error_set(error, CL_BAD_CONFIG,
                            "no edition is named \"%.*s\": none is configured; write a "
                            "captionlint.yaml, or describe the edition with --territory, --medium "
                            "and --use",
                            CL_SPAN_PRINT(name));
    }
    cl_words names = {0};
    for (size_t i = 0; i < lint->editions.items.count; i++) {
        CL_TRY(cl_words_add(&names, lint->arena,
                            CL_ARRAY_AT(&lint->editions.items, cl_edition, i)->name));
    }
    cl_span list = cl_words_join(lint->arena, names, ", ");
    return cl_error_set(error, CL_BAD_CONFIG, "no edition is named \"%.*s\"; there are: %.*s",
                        CL_SPAN_PRINT(name), CL_SPAN_PRINT(list));
}

static cl_status set_edition(captionlint *lint, cl_span name, cl_span key, cl_span value,
                             cl_error *error)
{
    cl_edition *edition = cl_editions_find(&lint->editions, name);
    if (edition == NULL) {
        return no_such_edition(lint, name, error);
    }
    cl_span key_copy;
    cl_span value_copy;
    CL_TRY(cl_arena_copy(lint->arena, key, &key_copy));
    CL_TRY(cl_arena_copy(lint->arena, value, &value_copy));
    const cl_setting with = {lint->rules, lint->arena, error};
    return cl_edition_set(&with, edition, key_copy, value_copy);
}

captionlint_status captionlint_edition_set(captionlint *lint, const char *name, const char *key,
                                           const char *value, captionlint_error *error)
{
    cl_error cause = {0};
    note(lint, "set", name, key);
    note(lint, "to", value, NULL);
    cl_status status =
        set_edition(lint, cl_span_of(name), cl_span_of(key), cl_span_of(value), &cause);
    return captionlint_fail(error, &cause, status);
}

captionlint_status captionlint_edition_select(captionlint *lint, const char *name,
                                              captionlint_error *error)
{
    cl_error cause = {0};
    note(lint, "select", name, NULL);
    const cl_edition *edition = cl_editions_find(&lint->editions, cl_span_of(name));
    if (edition == NULL) {
        return captionlint_fail(error, &cause, no_such_edition(lint, cl_span_of(name), &cause));
    }
    size_t index = (size_t)(edition - CL_ARRAY_AT(&lint->editions.items, const cl_edition, 0));
    if (!lint->selected[index]) {
        lint->selected[index] = true;
        lint->selected_count++;
    }
    return CAPTIONLINT_OK;
}

size_t captionlint_edition_count(const captionlint *lint)
{
    return lint->editions.items.count;
}

const char *captionlint_edition_name(const captionlint *lint, size_t i)
{
    return (const char *)CL_ARRAY_AT(&lint->editions.items, const cl_edition, i)->name.data;
}

captionlint_status captionlint_profile_select(captionlint *lint, const char *name,
                                              captionlint_error *error)
{
    cl_error cause = {0};
    note(lint, "profile", name, NULL);
    cl_status status =
        cl_editions_choose_profile(lint->rules, &lint->editions, cl_span_of(name), &cause);
    return captionlint_fail(error, &cause, status);
}

static cl_status configure(captionlint *lint, const char *path, cl_error *error)
{
    cl_span bytes;
    CL_TRY(cl_source_read_file(lint->arena, path, CL_RULE_FILE_MAX, &bytes, error));
    cl_fingerprint_add(&lint->setup, bytes);
    return cl_config_load(lint->rules, path, bytes, &lint->editions, error);
}

captionlint_status captionlint_configure(captionlint *lint, const char *path,
                                         captionlint_error *error)
{
    cl_error cause = {0};
    note(lint, "configure", path, NULL);
    return captionlint_fail(error, &cause, configure(lint, path, &cause));
}
