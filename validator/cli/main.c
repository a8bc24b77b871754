/* The command `captionlint`. */
#define _POSIX_C_SOURCE 200809L

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/language.h"
#include "cli/say.h"

typedef cli_command command;

static const command commands[] = {
    {"check", CLI_CHECK, cli_check, "check PATH...", "may these be published, and how"},
    {"extract", CLI_EXTRACT, cli_extract, "extract PATH...", "what they say, without a verdict"},
    {"diff", CLI_DIFF, cli_diff, "diff OLD NEW", "which rights text is lost from one to the other"},
    {"report", CLI_REPORT, cli_report, "report FILE...", "a sheet of runs stored as ndjson"},
    {"fix", CLI_FIX, cli_fix, "fix PATH...", "write notes to the properties of a sidecar"},
    {"waive", CLI_WAIVE, cli_waive, "waive PATH", "write an exception that somebody answers for"},
    {"watch", CLI_WATCH, cli_watch, "watch FOLDER TARGET", "sort what arrives in a folder"},
    {"serve", CLI_SERVE, cli_serve, "serve", "answer over HTTP, with a page for the desk"},
    {"worker", CLI_WORKER, cli_worker, "worker", "take jobs from RabbitMQ"},
    {"enqueue", CLI_ENQUEUE, cli_enqueue, "enqueue PATH...", "give jobs to the workers"},
    {"hook", CLI_HOOK, cli_hook, "hook install|uninstall|run",
     "refuse commits with blocked pictures"},
    {"explain", CLI_EXPLAIN, cli_explain, "explain RULE", "what a rule means"},
    {"rules", CLI_RULES, cli_rules, "rules list|show|test|reference", "the rules themselves"},
    {"completion", CLI_COMPLETION, cli_completion, "completion bash|zsh|fish",
     "what a shell completes commands with"},
};
enum {
    COMMAND_COUNT = sizeof commands / sizeof commands[0]
};

const cli_command *cli_command_at(size_t i)
{
    return i < COMMAND_COUNT ? &commands[i] : NULL;
}

static void put_commands(void)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        (void)printf("  captionlint %-33s %s\n", commands[i].shown, commands[i].help);
    }
}

static void put_help(void)
{
    (void)puts("captionlint reads the credit and restriction notes of news pictures and decides,\n"
               "for an edition, whether they may be published and what must stand beside them.\n");
    put_commands();
    (void)puts(
        "\nPATH is a picture (JPEG, TIFF, raw, PNG, WebP, GIF, HEIC, AVIF, JPEG XL, PSD, EPS,\n"
        "PDF, SVG …) or a video (MP4, MOV), an XMP sidecar, a caption in a .txt, records in\n"
        "an .ndjson or .jsonl, a folder with any of these, or - for standard input. A sidecar\n"
        "beside a picture is read with it.\n\nOptions:");
    cli_options_help();
    (void)printf("\nFormats: %s; of diff: %s; of explain and rules reference: %s\n",
                 captionlint_report_formats(), captionlint_diff_formats(),
                 captionlint_rules_formats());
    (void)puts(
        "\nWith --edition, --territory and the like change that edition for this run; alone they\n"
        "describe one. Without any of them all editions of captionlint.yaml are judged.\n\n"
        "Exit status:\n"
        "  0  checked: nothing at or above --fail-on; diff: no rights text is lost; fix: nothing "
        "is\n"
        "     left to write\n"
        "  1  findings at or above --fail-on; diff: rights text is lost, or asks for less; fix:\n"
        "     something is left to write\n"
        "  2  wrong usage or configuration, an input that could not be read whole, a limit, or a\n"
        "     report that could not be written; all other inputs were checked\n"
        "  130, 143  interrupted by Ctrl-C or SIGTERM: what was begun is reported\n\n"
        "Examples:\n"
        "  captionlint check --territory IT --medium internet --use editorial picture.jpg\n"
        "  find incoming -name '*.jpg' -print0 |\n"
        "      captionlint check --edition web --files-from - -0 --format ndjson -o report.ndjson");
}

/* Standard output is buffered here only; a full disk shows when it is flushed. */
static int finish_output(void)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        return cli_fail("standard output cannot be written; check where it leads");
    }
    return CLI_EXIT_OK;
}

static int unknown_command(const char *name)
{
    const char *names[COMMAND_COUNT + 1] = {NULL};
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        names[i] = commands[i].name;
    }
    const char *near = cli_nearest(name, names);
    if (near == NULL) {
        return cli_fail("unknown command \"%s\"; captionlint --help lists the commands", name);
    }
    return cli_fail("unknown command \"%s\"; did you mean %s?", name, near);
}

static int run_command(int argc, char **argv, cli_options *options)
{
    if (options->argument_count == 0) {
        return cli_fail("no command; captionlint --help lists the commands");
    }
    const char *name = options->arguments[0];
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(name, commands[i].name) != 0) {
            continue;
        }
        int status = cli_options_allow(argc, argv, commands[i].mask, name);
        if (status == CLI_EXIT_OK && (commands[i].mask & CLI_SPEAKS) != 0) {
            status = cli_language_choose(options);
        }
        if (status != CLI_EXIT_OK) {
            return status;
        }
        options->arguments++;
        options->argument_count--;
        return commands[i].run(options);
    }
    return unknown_command(name);
}

static int run(int argc, char **argv)
{
    cli_options options;
    int status = cli_options_read(argc, argv, &options);
    if (status == CLI_EXIT_OK && options.help) {
        put_help();
        status = finish_output();
    } else if (status == CLI_EXIT_OK && options.version) {
        (void)printf("captionlint %s\n", captionlint_version());
        status = finish_output();
    } else if (status == CLI_EXIT_OK) {
        status = run_command(argc, argv, &options);
    }
    cli_options_free(&options);
    return status;
}

/* A closed standard descriptor would be given to the next file opened, and a report written into a
 * picture. Opened for reading, every write to it fails. */
static void guard_descriptors(void)
{
    for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++) {
        if (fcntl(file, F_GETFD) == -1) {
            (void)open("/dev/null", O_RDONLY);
        }
    }
}

int main(int argc, char **argv)
{
    guard_descriptors();
    (void)signal(SIGPIPE, SIG_IGN);
    return run(argc, argv);
}
