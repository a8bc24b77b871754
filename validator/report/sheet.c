#define _POSIX_C_SOURCE 200809L

#include "report/sheet.h"

#include <stdlib.h>
#include <time.h>

#include "base/limits.h"
#include "report/sheet_counts.h"
#include "report/sheet_explain.h"
#include "report/sheet_facts.h"
#include "report/sheet_merge.h"
#include "report/sheet_parts.h"
#include "report/sheet_picture.h"
#include "report/sheet_since.h"
#include "report/sheet_weeks.h"
#include "report/stylesheet.h"

/* What is worked out on the way. */
typedef struct making {
    const cl_sheet *sheet;
    const cl_report_sink *sink;
    cl_error *error;
    cl_arena *arena;
    cl_arena *picture; /* of the picture at hand */
    cl_stylesheet *stylesheet;
    cl_merge merge;
    size_t file; /* the one that is gone through */
    cl_sheet_counts counts;
    cl_weeks weeks;
    cl_since since;
    cl_out card;                          /* the one at hand */
    cl_spool cards[CL_VERDICT_BLOCK + 1]; /* by the worst verdict of their pictures */
    cl_sheet_told *told;
} making;

static const cl_sheet_options *options_of(const making *of)
{
    return of->sheet->options->sheet;
}

/* --- going through the records --- */

typedef cl_status (*record_fn)(making *of, const cl_stored *record, size_t number);

/* Where a walk stands. */
typedef struct walk {
    size_t ordinal; /* of the record */
    size_t number;  /* of the picture: records that were replaced are none */
} walk;

static cl_status each_of_file(making *of, const cl_stored_file *file, record_fn each, walk *at)
{
    cl_stored_reader reader = {.file = file};
    cl_status status = CL_OK;
    for (; status == CL_OK; at->ordinal++) {
        const cl_stored *record;
        status = cl_stored_next(&reader, &record, of->error);
        if (status != CL_OK || record == NULL) {
            break;
        }
        if (cl_merge_holds(&of->merge, at->ordinal)) {
            status = each(of, record, ++at->number);
        }
    }
    cl_stored_end(&reader);
    return status;
}

static cl_status each_record(making *of, record_fn each)
{
    walk at = {0};
    for (size_t i = 0; i < of->sheet->file_count; i++) {
        of->file = i;
        CL_TRY(each_of_file(of, &of->sheet->files[i], each, &at));
    }
    return CL_OK;
}

static cl_status count(making *of, const cl_stored *record, size_t number)
{
    CL_TRY(cl_sheet_counts_add(&of->counts, record, number));
    if (of->sheet->weeks) {
        CL_TRY(cl_weeks_add(&of->weeks, record));
    }
    return of->sheet->since == NULL ? CL_OK : cl_since_add(&of->since, record, number);
}

static cl_status count_and_merge(making *of, const cl_stored *record, size_t number)
{
    CL_TRY(cl_merge_add(&of->merge, record, of->file, of->error));
    return count(of, record, number);
}

static cl_status begin_counts(making *of)
{
    int64_t now = options_of(of)->made;
    cl_sheet_counts_begin(&of->counts, of->arena, now);
    cl_weeks_begin(&of->weeks, of->arena, now);
    return of->sheet->since == NULL
               ? CL_OK
               : cl_since_begin(&of->since, of->arena, of->sheet->since, of->error);
}

/* Mostly no picture comes again; where one does, what was counted is counted anew. */
static cl_status read_through(making *of)
{
    of->merge.pictures.arena = of->arena;
    CL_TRY(begin_counts(of));
    CL_TRY(each_record(of, of->sheet->merged ? count_and_merge : count));
    if (of->merge.replaced_count > 0) {
        CL_TRY(begin_counts(of));
        CL_TRY(each_record(of, count));
    }
    return of->sheet->since == NULL ? CL_OK : cl_since_end(&of->since, of->error);
}

/* --- the page --- */

static void set_made(cl_tree *tree, int64_t made)
{
    struct tm parts;
    const time_t when = (time_t)made;
    cl_out text = {0};
    if (gmtime_r(&when, &parts) != NULL) {
        cl_out_format(&text, "%04d-%02d-%02dT%02d:%02d:%02dZ", parts.tm_year + 1900,
                      parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
    }
    cl_tree_set(tree, "made", cl_out_span(&text));
    cl_out_free(&text);
}

static void set_facts(const making *of, cl_tree *tree)
{
    const cl_report_options *options = of->sheet->options;
    const char *language = options->sheet->language;
    cl_out generator = {0};
    cl_out_text(&generator, "captionlint");
    cl_out_text(&generator, options->version == NULL ? "" : " ");
    cl_out_put(&generator, cl_span_of(options->version));
    cl_tree_set_text(tree, "lang", language == NULL ? "en" : language);
    cl_tree_set_text(tree, "dir", "ltr");
    cl_tree_set(tree, "generator", cl_out_span(&generator));
    set_made(tree, options->sheet->made);
    cl_tree_set(tree, "pack", of->counts.pack);
    cl_tree_set(tree, "hash", of->counts.hash);
    cl_tree_set_number(tree, "pictures", of->counts.pictures);
    cl_tree_set_number(tree, "incomplete", of->counts.incomplete);
    cl_tree_set_number(tree, "replaced", of->merge.replaced_count);
    cl_tree_set_text(tree, "title", options->sheet->title == NULL ? "" : options->sheet->title);
    cl_out_free(&generator);
}

/* Inputs that could not be read are no pictures, and are not left out in silence. */
static void put_failures(const making *of, cl_tree *tree)
{
    cl_span rest = of->sheet->failures;
    if (of->sheet->failed > 0) {
        cl_tree_open(tree, "failures");
        cl_tree_set_number(tree, "count", of->sheet->failed);
        for (cl_span line; cl_span_next(&rest, '\n', &line);) {
            if (line.len > 0) {
                cl_tree_leaf(tree, "failure", line);
            }
        }
        cl_tree_close(tree);
    }
}

static cl_status fill_page(const making *of, cl_tree *tree)
{
    set_facts(of, tree);
    CL_TRY(cl_sheet_parts_put(options_of(of)->stylesheet, tree, of->error));
    CL_TRY(cl_sheet_counts_put(&of->counts, tree));
    put_failures(of, tree);
    if (of->sheet->since != NULL) {
        cl_since_put(&of->since, tree);
    }
    CL_TRY(of->sheet->weeks ? cl_weeks_put(&of->weeks, tree) : CL_OK);
    return cl_sheet_explain(&of->counts.used, of->sheet->options->rules, tree);
}

static cl_status make_page(const making *of, cl_out *page, size_t *gap)
{
    cl_tree *tree = cl_tree_new("sheet");
    cl_status status = fill_page(of, tree);
    if (status == CL_OK) {
        status = cl_stylesheet_apply(of->stylesheet, tree, page, gap, of->error);
    }
    cl_tree_free(tree);
    if (status == CL_OK && *gap == SIZE_MAX) {
        status = cl_error_set(of->error, CL_BAD_CONFIG,
                              "%s: the page has no place for the cards; write <?%s?> where they "
                              "shall stand",
                              options_of(of)->stylesheet, CL_STYLESHEET_GAP);
    }
    return status;
}

/* --- the cards --- */

static cl_status try_card(making *of, cl_sheet_picture *picture, cl_error *error)
{
    cl_tree *tree = NULL;
    size_t gap;
    cl_out_clear(&of->card);
    cl_arena_reset(of->picture);
    cl_status status = cl_sheet_picture_tree(picture, &tree);
    if (status == CL_OK) {
        status = cl_stylesheet_apply(of->stylesheet, tree, &of->card, &gap, error);
    }
    cl_tree_free(tree);
    return status;
}

/* The worst come first on the page, also for a reader without scripts. */
static cl_status keep_card(making *of, const cl_stored *record)
{
    cl_verdict worst = CL_VERDICT_OK;
    (void)cl_sheet_worst(record, &worst);
    return of->card.failed ? CL_NO_MEMORY
                           : cl_spool_put(&of->cards[worst], cl_out_span(&of->card), of->error);
}

/* A record that is more than a stylesheet gets through is told in brief, and that it is. */
static cl_status make_card(making *of, const cl_stored *record, size_t number)
{
    cl_error cause = {0};
    cl_sheet_picture picture = {.record = record,
                                .number = number,
                                .rules = of->sheet->options->rules,
                                .now = options_of(of)->made,
                                .arena = of->picture};
    cl_status status = try_card(of, &picture, &cause);
    if (status == CL_LIMIT || status == CL_BAD_CONFIG) {
        picture.brief = true;
        of->told->cut++;
        status = try_card(of, &picture, of->error);
    }
    return status == CL_OK ? keep_card(of, record) : status;
}

static cl_status put_cards(making *of, cl_spool *cards)
{
    cl_spool_lines lines = {.spool = cards};
    cl_span chunk;
    cl_status status = cl_spool_chunk(&lines, &chunk, of->error);
    while (status == CL_OK && chunk.len > 0) {
        cl_out_put(of->sink->out, chunk);
        status = cl_report_pass_on(of->sink, of->error);
        if (status == CL_OK) {
            status = cl_spool_chunk(&lines, &chunk, of->error);
        }
    }
    cl_spool_lines_end(&lines);
    return status;
}

static cl_status write_out(making *of, cl_span text)
{
    cl_out_put(of->sink->out, text);
    return of->sink->out->failed ? CL_NO_MEMORY : of->sink->flush(of->sink->user, of->error);
}

static cl_status write_page(making *of, const cl_out *page, size_t gap)
{
    cl_span whole = cl_out_span(page);
    CL_TRY(write_out(of, cl_span_sub(whole, 0, gap)));
    CL_TRY(each_record(of, make_card));
    for (size_t worst = CL_VERDICT_BLOCK + 1; worst-- > 0;) {
        CL_TRY(put_cards(of, &of->cards[worst]));
        cl_spool_free(&of->cards[worst]);
    }
    return write_out(of, cl_span_from(whole, gap));
}

static cl_status make(making *of)
{
    cl_out page = {0};
    size_t gap = SIZE_MAX;
    CL_TRY(cl_stylesheet_load(options_of(of)->stylesheet, &of->stylesheet, of->error));
    CL_TRY(read_through(of));
    cl_status status = make_page(of, &page, &gap);
    if (status == CL_OK) {
        status = write_page(of, &page, gap);
    }
    cl_out_free(&page);
    return status;
}

cl_status cl_sheet_try(const cl_sheet_options *options, cl_error *error)
{
    cl_stylesheet *stylesheet = NULL;
    if (options == NULL || options->stylesheet == NULL) {
        return cl_error_set(error, CL_BAD_CONFIG,
                            "no stylesheet for the sheet is at hand; name one with --stylesheet");
    }
    cl_status status = cl_stylesheet_load(options->stylesheet, &stylesheet, error);
    cl_stylesheet_free(stylesheet);
    return status;
}

cl_status cl_sheet_write(const cl_sheet *sheet, const cl_report_sink *sink, cl_sheet_told *told,
                         cl_error *error)
{
    *told = (cl_sheet_told){0};
    CL_TRY(cl_sheet_try(sheet->options->sheet, error));
    making of = {.sheet = sheet,
                 .sink = sink,
                 .error = error,
                 .arena = cl_arena_new(CL_SHEET_BYTES_MAX),
                 .picture = cl_arena_new(CL_SHEET_PICTURE_MAX),
                 .told = told};
    cl_status status = of.arena == NULL || of.picture == NULL ? CL_NO_MEMORY : make(&of);
    told->pictures = of.counts.pictures;
    told->incomplete = of.counts.incomplete;
    told->replaced = of.merge.replaced_count;
    for (size_t worst = 0; worst <= CL_VERDICT_BLOCK; worst++) {
        cl_spool_free(&of.cards[worst]);
    }
    cl_out_free(&of.card);
    cl_stylesheet_free(of.stylesheet);
    cl_arena_free(of.picture);
    cl_arena_free(of.arena);
    return status;
}
