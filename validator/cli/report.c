/* `captionlint report`: the picture-desk sheet of runs that were stored as ndjson. */
#include <string.h>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/say.h"

static int tell(const captionlint_error *error)
{
    return cli_fail("%s", error->message);
}

/* What a person should know of how the runs were put together. */
static void say_result(const cli_options *options, const captionlint_stored_result *made)
{
    if (!options->quiet && made->replaced == 0) {
        cli_say("%zu picture%s of %d file%s", made->pictures, made->pictures == 1 ? "" : "s",
                options->argument_count, options->argument_count == 1 ? "" : "s");
    } else if (!options->quiet) {
        cli_say("%zu picture%s of %d file%s; %zu record%s replaced by a later one", made->pictures,
                made->pictures == 1 ? "" : "s", options->argument_count,
                options->argument_count == 1 ? "" : "s", made->replaced,
                made->replaced == 1 ? " was" : "s were");
    }
    if (made->incomplete > 0) {
        cli_say("%zu of them could not be read whole when they were checked", made->incomplete);
    }
}

static int write_sheet(const cli_options *options, const captionlint *lint, cli_output *output)
{
    captionlint_error error = {0};
    captionlint_stored_result made;
    const captionlint_stored_options wanted = {.paths = (const char *const *)options->arguments,
                                               .count = (size_t)options->argument_count,
                                               .since = options->since,
                                               .stylesheet = options->stylesheet,
                                               .title = options->title,
                                               .lint = lint};
    captionlint_status status =
        captionlint_stored_sheet(&wanted, cli_output_write, output, &made, &error);
    bool whole = status == CAPTIONLINT_OK;
    if (!whole && output->error == 0) {
        (void)tell(&error);
    }
    if (cli_output_close(output, whole) != CLI_EXIT_OK || !whole) {
        return CLI_EXIT_FAILED;
    }
    say_result(options, &made);
    if (made.cut > 0) {
        return cli_fail("%zu cards are told in brief: their records hold more than the stylesheet "
                        "gets through; look at those pictures by themselves",
                        made.cut);
    }
    return CLI_EXIT_OK;
}

/* Standard input can be read once. */
static int check_arguments(const cli_options *options)
{
    unsigned stdin_uses = options->since != NULL && strcmp(options->since, "-") == 0 ? 1 : 0;
    for (int i = 0; i < options->argument_count; i++) {
        stdin_uses += strcmp(options->arguments[i], "-") == 0 ? 1 : 0;
    }
    if (options->argument_count == 0) {
        return cli_fail("nothing to report; name files that `captionlint check --format ndjson` "
                        "wrote, or - for standard input");
    }
    return stdin_uses > 1 ? cli_fail("- stands more than once; standard input can be read one time")
                          : CLI_EXIT_OK;
}

int cli_report(const cli_options *options)
{
    captionlint_error error = {0};
    const captionlint_loading how = {.folder = options->rules, .no_cache = options->no_cache};
    cli_output output;
    int status = check_arguments(options);
    if (status != CLI_EXIT_OK) {
        return status;
    }
    captionlint *lint = captionlint_load(&how, &error);
    status = lint == NULL ? tell(&error) : cli_output_open(&output, options->output);
    if (status == CLI_EXIT_OK) {
        status = write_sheet(options, lint, &output);
    }
    captionlint_free(lint);
    return status;
}
