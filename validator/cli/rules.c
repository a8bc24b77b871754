/* `captionlint rules` and `captionlint explain`. */
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/say.h"
#include "cli/setup.h"

/* Something done with the rules whose result is text. */
typedef struct rule_task {
    const char *id; /* NULL: of all rules */
    char **paths;   /* of a corpus */
    size_t path_count;
    const char *format; /* of the reference and of an explanation */
    bool colour;
    cli_output output;
    size_t failed; /* examples */
} rule_task;

typedef captionlint_status (*task_fn)(const captionlint *lint, rule_task *task,
                                      captionlint_error *error);

static captionlint_status list(const captionlint *lint, rule_task *task, captionlint_error *error)
{
    return captionlint_rules_list(lint, cli_output_write, &task->output, error);
}

static captionlint_status show(const captionlint *lint, rule_task *task, captionlint_error *error)
{
    return captionlint_rules_show(lint, task->id, cli_output_write, &task->output, error);
}

static captionlint_status test(const captionlint *lint, rule_task *task, captionlint_error *error)
{
    return captionlint_rules_test(lint, task->id, cli_output_write, &task->output, &task->failed,
                                  error);
}

static captionlint_status cover(const captionlint *lint, rule_task *task, captionlint_error *error)
{
    captionlint_input *inputs = calloc(task->path_count, sizeof *inputs);
    if (inputs == NULL) {
        return CAPTIONLINT_NO_MEMORY;
    }
    for (size_t i = 0; i < task->path_count; i++) {
        inputs[i].path = task->paths[i];
    }
    captionlint_status status = captionlint_rules_coverage(lint, inputs, task->path_count,
                                                           cli_output_write, &task->output, error);
    free(inputs);
    return status;
}

static captionlint_status refer(const captionlint *lint, rule_task *task, captionlint_error *error)
{
    return captionlint_rules_reference(lint, task->format, cli_output_write, &task->output, error);
}

static captionlint_status explain(const captionlint *lint, rule_task *task,
                                  captionlint_error *error)
{
    const captionlint_report_options wanted = {.format = task->format, .colour = task->colour};
    return captionlint_rules_explain(lint, task->id, &wanted, cli_output_write, &task->output,
                                     error);
}

static int run(const cli_options *options, rule_task task, task_fn fn)
{
    captionlint_error error = {0};
    const captionlint_loading how = {.folder = options->rules, .no_cache = options->no_cache};
    captionlint *lint = captionlint_load(&how, &error);
    if (lint == NULL) {
        return cli_fail("%s", error.message);
    }
    /* The profiles of a house stand in its configuration. */
    if (options->config != NULL &&
        captionlint_configure(lint, options->config, &error) != CAPTIONLINT_OK) {
        captionlint_free(lint);
        return cli_fail("%s", error.message);
    }
    int status = cli_output_open(&task.output, options->output);
    if (status == CLI_EXIT_OK) {
        captionlint_status done = fn(lint, &task, &error);
        if (done != CAPTIONLINT_OK && done != CAPTIONLINT_UNWRITABLE) {
            status = cli_fail("%s", error.message);
        }
        int closed = cli_output_close(&task.output, done == CAPTIONLINT_OK);
        status = closed != CLI_EXIT_OK ? closed : status;
    }
    captionlint_free(lint);
    return status == CLI_EXIT_OK && task.failed > 0 ? CLI_EXIT_FINDINGS : status;
}

int cli_explain(const cli_options *options)
{
    if (options->argument_count != 1) {
        return cli_fail("explain wants the id of one rule; captionlint rules list names all");
    }
    return run(options,
               (rule_task){.id = options->arguments[0],
                           .format = options->format == NULL ? "text" : options->format,
                           .colour = cli_wants_colour(options)},
               explain);
}

static int run_coverage(const cli_options *options)
{
    rule_task task = {.paths = options->arguments + 1,
                      .path_count = (size_t)options->argument_count - 1};
    if (task.path_count == 0) {
        return cli_fail("captionlint rules test --coverage wants a corpus: a file of captions, or "
                        "of JSON records one a line");
    }
    return run(options, task, cover);
}

int cli_rules(const cli_options *options)
{
    static const char *const names[] = {"list", "show", "test", "reference", NULL};
    int count = options->argument_count;
    const char *what = count == 0 ? "" : options->arguments[0];
    const char *id = count > 1 ? options->arguments[1] : NULL;
    if (strcmp(what, "reference") == 0 && count == 1 && !options->coverage) {
        const char *format = options->format == NULL ? "text" : options->format;
        return run(options, (rule_task){.format = format}, refer);
    }
    if (options->format != NULL) {
        return cli_fail("--format says nothing to `captionlint rules %s`; leave it out", what);
    }
    if (strcmp(what, "list") == 0 && count == 1) {
        return run(options, (rule_task){0}, list);
    }
    if (strcmp(what, "show") == 0 && count == 2) {
        return run(options, (rule_task){.id = id}, show);
    }
    if (strcmp(what, "test") == 0 && options->coverage) {
        return run_coverage(options);
    }
    if (strcmp(what, "test") == 0 && count <= 2) {
        return run(options, (rule_task){.id = id}, test);
    }
    const char *near = cli_nearest(what, names);
    return cli_fail(
        "captionlint rules wants list, show RULE, test [RULE] or reference; did you mean "
        "captionlint rules %s?",
        near == NULL ? names[0] : near);
}
