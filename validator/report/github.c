/* --format github: workflow commands, which GitHub Actions shows beside the files of a pull
 * request. It shows ten of a step and drops the others in silence: so the worst ten of the whole
 * run are written, and how many more there are. */
#include <inttypes.h>

#include "report/statements.h"
#include "report/terminal.h"

enum {
    SHOWN_MAX = 10
};

/* By level: what a line begins with. */
static const cl_span commands[] = {
    [CL_INFO] = {(const uint8_t *)"::notice ", 9},
    [CL_WARNING] = {(const uint8_t *)"::warning ", 10},
    [CL_ERROR] = {(const uint8_t *)"::error ", 8},
};

/* --- lines --- */

/* GitHub takes back what stands for the characters that would end a value or a line. Control and
 * bidirectional characters become visible before that. */
static void put_escaped(cl_out *out, cl_span text, bool property)
{
    cl_out shown = {0};
    cl_out_printable(&shown, text);
    cl_span bytes = cl_out_span(&shown);
    for (size_t i = 0; i < bytes.len; i++) {
        uint8_t byte = bytes.data[i];
        bool escapes = byte == '%' || byte == '\r' || byte == '\n' ||
                       (property && (byte == ':' || byte == ','));
        if (escapes) {
            cl_out_format(out, "%%%02X", byte);
        } else {
            cl_out_byte(out, (char)byte);
        }
    }
    out->failed |= shown.failed;
    cl_out_free(&shown);
}

static void put_property(cl_out *out, const char *name, cl_span value)
{
    cl_out_text(out, name);
    put_escaped(out, value, true);
}

static void put_place(cl_out *out, const cl_report_item *item, const cl_spot *spot)
{
    if (!cl_span_equal(item->record->path, CL_SPAN("-"))) {
        put_property(out, "file=", item->record->path);
        cl_out_format(out, ",line=%" PRIu64 ",", spot->line);
    }
    if (spot->in_text) {
        cl_out_format(out, "col=%" PRIu64 ",", spot->column);
    }
}

/* What every report shows whatever is known already, a kill for example, comes before all else of
 * its level. Of the held lines this is the first byte. */
enum {
    FIRST = '0',
    ORDINARY = '1'
};

static char rank_of(const cl_report_item *item, const cl_statement *statement)
{
    const cl_check_rule *rule = item->rules == NULL || statement->what->waiver != NULL
                                    ? NULL
                                    : cl_ruleset_check_of(item->rules, statement->what->rule);
    return (char)(rule != NULL && rule->always_shown ? FIRST : ORDINARY);
}

static void put_statement(const cl_report_item *item, const cl_statement *statement, void *to)
{
    cl_out *out = to;
    cl_out_byte(out, rank_of(item, statement));
    cl_out_put(out, commands[statement->level]);
    put_place(out, item, &statement->spot);
    put_property(out, "title=", statement->what->rule);
    cl_out_text(out, "::");
    put_escaped(out, statement->text, false);
    cl_out_byte(out, '\n');
}

static void item(cl_out *out, const cl_report_options *options, const cl_report_item *picture)
{
    (void)options;
    cl_statements_put(out, picture, put_statement, out);
}

/* --- the worst of them --- */

typedef struct shown_line {
    cl_level level;
    uint8_t rank;
    cl_out text;
} shown_line;

typedef struct worst {
    shown_line lines[SHOWN_MAX]; /* the worst first; among equals the order told */
    size_t count;
    size_t found[CL_ERROR + 1];
    bool failed;
} worst;

static cl_level level_of(cl_span line)
{
    for (size_t level = CL_ERROR; level > CL_INFO; level--) {
        if (cl_span_starts(line, commands[level])) {
            return (cl_level)level;
        }
    }
    return CL_INFO;
}

static bool is_worse(const shown_line *line, cl_level level, uint8_t rank)
{
    return line->level != level ? line->level > level : line->rank <= rank;
}

/* The memory of the line that is crowded out serves the one that comes in. */
static void keep(worst *kept, cl_level level, uint8_t rank, cl_span line)
{
    kept->found[level]++;
    size_t at = kept->count;
    while (at > 0 && !is_worse(&kept->lines[at - 1], level, rank)) {
        at--;
    }
    if (at == SHOWN_MAX) {
        return;
    }
    kept->count += kept->count < SHOWN_MAX;
    shown_line added = kept->lines[kept->count - 1];
    for (size_t i = kept->count - 1; i > at; i--) {
        kept->lines[i] = kept->lines[i - 1];
    }
    added.level = level;
    added.rank = rank;
    cl_out_clear(&added.text);
    cl_out_put(&added.text, line);
    kept->failed |= added.text.failed;
    kept->lines[at] = added;
}

static void keep_failures(worst *kept, const cl_report_totals *totals)
{
    cl_span rest = cl_out_span(&totals->failures);
    cl_span line;
    while (rest.len > 0 && cl_span_next(&rest, '\n', &line)) {
        cl_out text = {0};
        cl_out_put(&text, commands[CL_ERROR]);
        cl_out_text(&text, "title=captionlint::");
        put_escaped(&text, line, false);
        kept->failed |= text.failed;
        keep(kept, CL_ERROR, ORDINARY, cl_out_span(&text));
        cl_out_free(&text);
    }
}

static cl_status keep_all(worst *kept, cl_spool *held, cl_error *error)
{
    cl_spool_lines lines = {.spool = held};
    cl_span line;
    bool more = true;
    cl_status status = CL_OK;
    while (more && status == CL_OK) {
        status = cl_spool_lines_next(&lines, &line, &more, error);
        if (more && status == CL_OK && line.len > 0) {
            const cl_span command = cl_span_from(line, 1);
            keep(kept, level_of(command), line.data[0], command);
        }
    }
    cl_spool_lines_end(&lines);
    return status;
}

static void put_rest(cl_out *out, const worst *kept)
{
    size_t rest[CL_ERROR + 1];
    size_t count = 0;
    for (size_t level = CL_INFO; level <= CL_ERROR; level++) {
        rest[level] = kept->found[level];
        for (size_t i = 0; i < kept->count; i++) {
            rest[level] -= kept->lines[i].level == (cl_level)level;
        }
        count += rest[level];
    }
    if (count > 0) {
        cl_out_put(out, commands[CL_INFO]);
        cl_out_format(out,
                      "title=captionlint::%zu more: %zu errors, %zu warnings, %zu notices; "
                      "--format text shows them all\n",
                      count, rest[CL_ERROR], rest[CL_WARNING], rest[CL_INFO]);
    }
}

static cl_status finish(const cl_report_sink *sink, const cl_report_options *options,
                        const cl_report_totals *totals, cl_spool *held, cl_error *error)
{
    (void)options;
    worst kept = {0};
    keep_failures(&kept, totals);
    cl_status status = keep_all(&kept, held, error);
    for (size_t i = 0; i < kept.count; i++) {
        cl_out_put(sink->out, cl_out_span(&kept.lines[i].text));
        cl_out_byte(sink->out, '\n');
    }
    put_rest(sink->out, &kept);
    for (size_t i = 0; i < kept.count; i++) {
        cl_out_free(&kept.lines[i].text);
    }
    return status == CL_OK && kept.failed ? CL_NO_MEMORY : status;
}

const cl_report_format cl_report_github = {
    .name = "github",
    .item = item,
    .finish = finish,
};
