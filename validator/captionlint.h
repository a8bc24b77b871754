/* captionlint: reads the credit and the restriction notes of a news picture and decides, for an
 * edition, whether it may be published and what must be printed with it.
 *
 * Handles are opaque. A captionlint handle is set up by one thread (configure, edition_…) and may
 * then be used by many at once; a picture and a report belong to one thread at a time. Texts that
 * functions return are UTF-8, NUL-terminated, never NULL unless that is said, and live as long as
 * the handle they came from; texts that functions take are copied where they are kept. Where an
 * `error` is taken it may be NULL: the status still tells, the message is lost. */
#ifndef CAPTIONLINT_H
#define CAPTIONLINT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define CAPTIONLINT_API __attribute__((visibility("default")))
#else
#define CAPTIONLINT_API
#endif

#define CAPTIONLINT_VERSION "0.1.0"

typedef struct captionlint captionlint;
typedef struct captionlint_picture captionlint_picture;
typedef struct captionlint_report captionlint_report;

typedef enum captionlint_status {
    CAPTIONLINT_OK = 0,
    CAPTIONLINT_USAGE,      /* an option, edition or configuration file is wrong */
    CAPTIONLINT_BAD_RULES,  /* a rule file is wrong */
    CAPTIONLINT_UNREADABLE, /* an input cannot be read */
    CAPTIONLINT_UNWRITABLE, /* a report cannot be written */
    CAPTIONLINT_LIMIT,      /* a cap was reached */
    CAPTIONLINT_NO_MEMORY,
    CAPTIONLINT_STOPPED /* the caller's function returned other than 0 */
} captionlint_status;

/* One line for a person: what, where, what to do. Zero it before use; the first error stays, so
 * zero it again before it is used for another call. */
typedef struct captionlint_error {
    captionlint_status status;
    char message[1024];
} captionlint_error;

typedef enum captionlint_verdict {
    CAPTIONLINT_VERDICT_OK,         /* nothing stated stands against publication */
    CAPTIONLINT_VERDICT_DUTY,       /* ok if the listed duties are honoured */
    CAPTIONLINT_VERDICT_REVIEW,     /* a person must look */
    CAPTIONLINT_VERDICT_INCOMPLETE, /* not everything could be read */
    CAPTIONLINT_VERDICT_BLOCK       /* must not be published */
} captionlint_verdict;

typedef enum captionlint_level {
    CAPTIONLINT_INFO,
    CAPTIONLINT_WARNING,
    CAPTIONLINT_ERROR
} captionlint_level;

typedef enum captionlint_input_kind {
    CAPTIONLINT_INPUT_AUTO,    /* by content, then by name: .txt, .ndjson, .jsonl; bytes of "-" that
                                  are no picture are records when they begin with {, else text */
    CAPTIONLINT_INPUT_TEXT,    /* one caption, or a page of prose with captions in it */
    CAPTIONLINT_INPUT_RECORDS, /* one JSON record a line */
    CAPTIONLINT_INPUT_PICTURE  /* a picture or sidecar, told by its content */
} captionlint_input_kind;

/* Zero what is not needed. It is read during the call only. */
typedef struct captionlint_input {
    const char *path;  /* the file to read; with `bytes`: the name to report, or NULL for "-" */
    const void *bytes; /* NULL: read the file */
    size_t len;        /* of `bytes` */
    captionlint_input_kind kind;
    int extract_only; /* read, do not judge */
} captionlint_input;

/* One finding or duty; its texts live as long as the picture. */
typedef struct captionlint_finding {
    const char *rule; /* "territory.denied": captionlint_rules_explain knows it */
    captionlint_level level;
    const char *message; /* one line */
    const char *because; /* the reasoning; "" where there is none */
    const char *fix;     /* what to do; "" where there is nothing to do */
    const char *field;   /* "caption"; "" where it is about the file */
    const char *origin;  /* "IIM 2:40"; "" where `field` is */
    uint32_t start;      /* code points [start, end) of the field's value; both 0 where there */
    uint32_t end;        /* is no field */
    uint64_t offset;     /* in bytes from the beginning of the file; UINT64_MAX where unknown */
} captionlint_finding;

/* Called with each picture of an input, in the thread that called captionlint_check; the picture
 * lives until it returns. Other than 0 stops: captionlint_check then returns CAPTIONLINT_STOPPED.
 */
typedef int (*captionlint_picture_fn)(const captionlint_picture *picture, void *user);
/* Takes `len` bytes of output, more than none and without a NUL behind them. Other than 0 means
 * that they could not be written: the caller's call then returns CAPTIONLINT_UNWRITABLE. */
typedef int (*captionlint_write_fn)(const char *bytes, size_t len, void *user);

/* Of the library that runs; CAPTIONLINT_VERSION is that of this header. */
CAPTIONLINT_API const char *captionlint_version(void);

/* Loads the rules of `folder`; NULL: $CAPTIONLINT_RULES, else the rules installed with this
 * library. NULL with the reason in `error` when they cannot be loaded. Free with captionlint_free.
 * The compiled rules are kept in $XDG_CACHE_HOME/captionlint, or ~/.cache/captionlint, and used
 * again while rules and library stay the same; not where CAPTIONLINT_NO_CACHE is set and not empty.
 */
CAPTIONLINT_API captionlint *captionlint_new(const char *folder, captionlint_error *error);
/* How rules are loaded. Zero what is not needed. */
typedef struct captionlint_loading {
    const char *folder; /* as for captionlint_new */
    int no_cache;       /* compile the rules, and keep nothing */
} captionlint_loading;
/* As captionlint_new. */
CAPTIONLINT_API captionlint *captionlint_load(const captionlint_loading *how,
                                              captionlint_error *error);
/* Does nothing for NULL. No other thread may still be using the handle. */
CAPTIONLINT_API void captionlint_free(captionlint *lint);

/* Reads a captionlint.yaml: its editions and profiles are added, its policies hold for all
 * editions. A name that is there already, an unknown key or a wrong value is CAPTIONLINT_USAGE with
 * the place. */
CAPTIONLINT_API captionlint_status captionlint_configure(captionlint *lint, const char *path,
                                                         captionlint_error *error);
/* The captionlint.yaml that governs `path`: beside it or in a folder above it, then in
 * $XDG_CONFIG_HOME/captionlint, then in /etc/captionlint. "" when there is none. The text is freed
 * with free(); NULL without memory. */
CAPTIONLINT_API char *captionlint_find_configuration(const char *path);

/* Adds an edition, which states nothing yet, or does nothing when there is one of that name. */
CAPTIONLINT_API captionlint_status captionlint_edition_add(captionlint *lint, const char *name,
                                                           captionlint_error *error);
/* Sets one property of an edition, as in captionlint.yaml(5): territory, medium, use, outlet,
 * credit, at, until, geo_blocked, archive, syndicate, crop, ai, profile. Lists are separated by
 * commas; a property that was set before is replaced. Without "at" an edition is published now. */
CAPTIONLINT_API captionlint_status captionlint_edition_set(captionlint *lint, const char *name,
                                                           const char *key, const char *value,
                                                           captionlint_error *error);
/* Judges for these editions only, one a call; without a call, for all. Where there is no edition at
 * all, pictures are judged for one named "any", which states nothing. Unknown names fail. */
CAPTIONLINT_API captionlint_status captionlint_edition_select(captionlint *lint, const char *name,
                                                              captionlint_error *error);

/* How many editions there are, selected or not. */
CAPTIONLINT_API size_t captionlint_edition_count(const captionlint *lint);

/* Makes the checks of this profile for all editions, those to come included; "none" makes no such
 * checks. Unknown names fail. */
CAPTIONLINT_API captionlint_status captionlint_profile_select(captionlint *lint, const char *name,
                                                              captionlint_error *error);

/* Reads an input and calls `each`, with `user`, for every picture in it: one, or one a record. What
 * is wrong with the input's bytes is a finding of the picture; the status says that we failed. */
CAPTIONLINT_API captionlint_status captionlint_check(const captionlint *lint,
                                                     const captionlint_input *input,
                                                     captionlint_picture_fn each, void *user,
                                                     captionlint_error *error);

/* 1 when `path` is NAME.xmp or NAME.ext.xmp beside a picture: it is read together with that
 * picture, and a walk over a folder leaves it out. */
CAPTIONLINT_API int captionlint_is_sidecar(const char *path);
/* 1 when `path` ends as the inputs do that are read: pictures, sidecars, texts and records. A walk
 * over a folder takes these; what an input is its bytes say. */
CAPTIONLINT_API int captionlint_is_input(const char *path);

/* A picture. Indexes must be below the count that the function beside them gives. */

/* The path as it was given; "-" where none was. */
CAPTIONLINT_API const char *captionlint_picture_path(const captionlint_picture *picture);
/* The "id" of a record, or "line 3" where it gives none; "" for a picture or a text. */
CAPTIONLINT_API const char *captionlint_picture_id(const captionlint_picture *picture);
/* 1 when not everything could be read or judged (exit status 2 of the command), else 0. */
CAPTIONLINT_API int captionlint_picture_incomplete(const captionlint_picture *picture);
/* The editions that it was judged for, in the order added; 0 where it was only extracted. */
CAPTIONLINT_API size_t captionlint_picture_edition_count(const captionlint_picture *picture);
/* The edition's name. */
CAPTIONLINT_API const char *captionlint_picture_edition(const captionlint_picture *picture,
                                                        size_t edition);
CAPTIONLINT_API captionlint_verdict captionlint_picture_verdict(const captionlint_picture *picture,
                                                                size_t edition);
/* Findings about the picture's bytes. */
CAPTIONLINT_API size_t captionlint_picture_damage_count(const captionlint_picture *picture);
CAPTIONLINT_API captionlint_finding captionlint_picture_damage(const captionlint_picture *picture,
                                                               size_t i);
/* Findings and duties of one edition. */
CAPTIONLINT_API size_t captionlint_picture_finding_count(const captionlint_picture *picture,
                                                         size_t edition);
CAPTIONLINT_API captionlint_finding captionlint_picture_finding(const captionlint_picture *picture,
                                                                size_t edition, size_t i);
CAPTIONLINT_API size_t captionlint_picture_duty_count(const captionlint_picture *picture,
                                                      size_t edition);
CAPTIONLINT_API captionlint_finding captionlint_picture_duty(const captionlint_picture *picture,
                                                             size_t edition, size_t i);
/* "ok", "duty", "review", "incomplete", "block"; static. */
CAPTIONLINT_API const char *captionlint_verdict_name(captionlint_verdict verdict);

/* Reports. A report takes pictures while they live, in the function given to captionlint_check; in
 * "json" and "ndjson" it holds the whole record, as record.schema.json describes it. */

/* "text, json, ndjson"; static. */
CAPTIONLINT_API const char *captionlint_report_formats(void);
typedef struct captionlint_report_options {
    const char *format;      /* one of those */
    int colour;              /* terminal colours in `text` */
    int extract;             /* records without verdicts */
    unsigned columns;        /* width of the terminal; 0: 80 */
    const captionlint *lint; /* whose rules are told of where a format does so; it must outlive the
                                report; NULL: none are */
} captionlint_report_options;
/* A report that goes out through `write`, which gets `user`. NULL with the reason in `error` when
 * the format is unknown or there is no memory. End it with captionlint_report_end or _drop. */
CAPTIONLINT_API captionlint_report *captionlint_report_new(
    const captionlint_report_options *options, captionlint_write_fn write, void *user,
    captionlint_error *error);
/* Writes a picture, in the order added. */
CAPTIONLINT_API captionlint_status captionlint_report_add(captionlint_report *report,
                                                          const captionlint_picture *picture,
                                                          captionlint_error *error);
/* Writes what closes the report and frees it, whatever the status. */
CAPTIONLINT_API captionlint_status captionlint_report_end(captionlint_report *report,
                                                          captionlint_error *error);

/* Frees a report that was given up, writing nothing more; does nothing for NULL. */
CAPTIONLINT_API void captionlint_report_drop(captionlint_report *report);

/* Many inputs at once: a run reads them with several threads and tells what became of them in the
 * order in which they were added, the same whatever the number of threads. A run belongs to one
 * thread at a time, which gets all calls of `each` and of the report's function, from within
 * captionlint_run_add and captionlint_run_end; `map` alone is called from other threads. The handle
 * must not be changed while a run has it. What waits in a run is bounded: captionlint_run_add takes
 * as long as it takes until there is room. */

typedef struct captionlint_run captionlint_run;
typedef struct captionlint_cache captionlint_cache;

/* What became of one picture, or of an input that could not be read. Its texts live until the
 * function that gets it returns. */
typedef struct captionlint_result {
    const char *path;          /* as captionlint_picture_path */
    const char *id;            /* as captionlint_picture_id */
    captionlint_status status; /* other than CAPTIONLINT_OK: there is no picture, only `message` */
    const char *message;       /* one line; "" where there is a picture */
    int incomplete;            /* as captionlint_picture_incomplete */
    captionlint_verdict verdict; /* the worst of all editions; ok where none was judged */
    size_t edition_count;        /* as captionlint_picture_edition_count */
    int has_findings;            /* damage included */
    captionlint_level level;     /* the highest of them */
    int cached;                  /* it was not read: nothing changed since an earlier run */
    void *mapped;                /* what `map` gave */
} captionlint_result;

/* Called with each picture by a thread of the run, with several pictures at once and in no order;
 * the picture lives until it returns. What it gives is handed on as `mapped`. */
typedef void *(*captionlint_map_fn)(const captionlint_picture *picture, void *user);
/* Called with each result, in order, after it was added to the report. Other than 0 stops the run:
 * nothing more is told, and captionlint_run_add and _end return CAPTIONLINT_STOPPED. */
typedef int (*captionlint_result_fn)(const captionlint_result *result, void *user);

/* Zero what is not needed. */
typedef struct captionlint_run_options {
    unsigned threads;           /* 0: as many as there are processors for this process; 1: none
                                   beside the caller's */
    captionlint_report *report; /* gets all pictures; end it after the run */
    captionlint_cache *cache;   /* not asked where there is a `map`; close it after the run */
    captionlint_map_fn map;
    void (*drop)(
        void *mapped); /* frees what `map` gave for a result, once it was told or will not be */
    captionlint_result_fn each;
    void *user; /* of both */
} captionlint_run_options;

/* NULL with the reason in `error` without memory or threads. End it with captionlint_run_end or
 * _drop. */
CAPTIONLINT_API captionlint_run *captionlint_run_new(const captionlint *lint,
                                                     const captionlint_run_options *options,
                                                     captionlint_error *error);
/* Adds an input. Its `bytes` are read during the call only; a file is read later, and that it
 * cannot be is told in its result. CAPTIONLINT_UNWRITABLE when the report cannot be written. */
CAPTIONLINT_API captionlint_status captionlint_run_add(captionlint_run *run,
                                                       const captionlint_input *input,
                                                       captionlint_error *error);
/* Ends a run early: no input is begun any more, captionlint_run_add gives CAPTIONLINT_STOPPED, and
 * captionlint_run_end tells those that were begun. It may be called from `each`. */
CAPTIONLINT_API void captionlint_run_stop(captionlint_run *run);
/* Waits until all that was added is told. */
CAPTIONLINT_API captionlint_status captionlint_run_wait(captionlint_run *run,
                                                        captionlint_error *error);
/* Waits for what is left, tells it, and frees the run, whatever the status. */
CAPTIONLINT_API captionlint_status captionlint_run_end(captionlint_run *run,
                                                       captionlint_error *error);
/* Frees a run that was given up: what was not told yet is not told. Does nothing for NULL. */
CAPTIONLINT_API void captionlint_run_drop(captionlint_run *run);

/* Results of earlier runs, in an SQLite database: a picture whose file, sidecars, rules, editions
 * and report are what they were is not read again. Several processes may share one; a handle is for
 * one run at a time. Only results of files that could be read whole are kept, and none longer than
 * the time for which they hold. */

typedef struct captionlint_cache_stats {
    uint64_t hits;
    uint64_t misses; /* not there */
    uint64_t stale;  /* there, but of a file that changed since, or of another time */
    uint64_t added;
    uint64_t size; /* of the database, in bytes */
} captionlint_cache_stats;

/* Opens the database, or makes it, for its owner alone. CAPTIONLINT_USAGE in `error`, and NULL, for
 * a file that is something else, which is not touched. Close with captionlint_cache_close. */
CAPTIONLINT_API captionlint_cache *captionlint_cache_open(const char *path,
                                                          captionlint_error *error);
/* Of all runs with the handle; not while a run has it. */
CAPTIONLINT_API captionlint_cache_stats captionlint_cache_stats_of(const captionlint_cache *cache);
/* Why the database is not used any more, in one line; "" while it is. Results are right all the
 * same. */
CAPTIONLINT_API const char *captionlint_cache_trouble(const captionlint_cache *cache);
/* Does nothing for NULL. */
CAPTIONLINT_API void captionlint_cache_close(captionlint_cache *cache);

/* Differences: what a picture says of its rights, before and after it went through a program. */

typedef struct captionlint_difference captionlint_difference;
typedef struct captionlint_diff_report captionlint_diff_report;

/* One thing that is not as it was; its texts live as long as the difference. */
typedef struct captionlint_change {
    const char *change;  /* "lost", "weakened", "changed", "added", "gone" */
    const char *what;    /* "restriction", "notice", "mandatory credit", "requested credit", "unread
                            note", "block", or the name of a property */
    const char *message; /* one line: lost: JAPAN OUT (stood in IIM 2:40) */
    int loss;            /* rights text is lost, or asks for less */
} captionlint_change;

/* Called with each pair; the difference lives until it returns. Other than 0 stops:
 * captionlint_diff then returns CAPTIONLINT_STOPPED. */
typedef int (*captionlint_difference_fn)(const captionlint_difference *difference, void *user);

/* Reads two inputs, each with its sidecars, judges both for the editions and calls `each`, with
 * `user`, with what became of the rights text of `older` in `newer`: once, or once for each record
 * of an .ndjson or .jsonl, which are paired by their ids. It is the meaning that is compared: a
 * note that moved to another field is not lost. */
CAPTIONLINT_API captionlint_status captionlint_diff(const captionlint *lint,
                                                    const captionlint_input *older,
                                                    const captionlint_input *newer,
                                                    captionlint_difference_fn each, void *user,
                                                    captionlint_error *error);

/* 1 when rights text is lost or asks for less, or when there is no newer record. */
CAPTIONLINT_API int captionlint_difference_loss(const captionlint_difference *difference);
/* 1 when not everything of both could be read or compared. */
CAPTIONLINT_API int captionlint_difference_incomplete(const captionlint_difference *difference);
/* The changes, the losses first; an index must be below the count. */
CAPTIONLINT_API size_t captionlint_difference_count(const captionlint_difference *difference);
CAPTIONLINT_API captionlint_change
captionlint_difference_change(const captionlint_difference *difference, size_t i);

/* "text, json"; static. */
CAPTIONLINT_API const char *captionlint_diff_formats(void);
/* A report of differences, as captionlint_report_new; `extract` of the options says nothing. */
CAPTIONLINT_API captionlint_diff_report *captionlint_diff_report_new(
    const captionlint_report_options *options, captionlint_write_fn write, void *user,
    captionlint_error *error);
CAPTIONLINT_API captionlint_status
captionlint_diff_report_add(captionlint_diff_report *report,
                            const captionlint_difference *difference, captionlint_error *error);
/* Writes that a picture has no partner: there is none before it where `is_new`, else none after. */
CAPTIONLINT_API captionlint_status captionlint_diff_report_alone(captionlint_diff_report *report,
                                                                 const char *path, int is_new,
                                                                 captionlint_error *error);
/* Writes what closes the report and frees it, whatever the status. */
CAPTIONLINT_API captionlint_status captionlint_diff_report_end(captionlint_diff_report *report,
                                                               captionlint_error *error);
/* Frees a report that was given up; does nothing for NULL. */
CAPTIONLINT_API void captionlint_diff_report_drop(captionlint_diff_report *report);

/* The rules. An id that there is not is CAPTIONLINT_USAGE, with the nearest one in the message; the
 * name of a profile is an id too. */

/* One line a rule: id, what it is, what it is about. */
CAPTIONLINT_API captionlint_status captionlint_rules_list(const captionlint *lint,
                                                          captionlint_write_fn write, void *user,
                                                          captionlint_error *error);
/* The rule as it stands in its file, with its examples. */
CAPTIONLINT_API captionlint_status captionlint_rules_show(const captionlint *lint, const char *id,
                                                          captionlint_write_fn write, void *user,
                                                          captionlint_error *error);
/* What the rule means, in prose. */
CAPTIONLINT_API captionlint_status captionlint_rules_explain(const captionlint *lint,
                                                             const char *id,
                                                             captionlint_write_fn write, void *user,
                                                             captionlint_error *error);
/* All rules, each as captionlint_rules_explain tells it, with a table of contents: "text" or
 * "html", one file that needs nothing else. Another format is CAPTIONLINT_USAGE. */
CAPTIONLINT_API captionlint_status captionlint_rules_reference(const captionlint *lint,
                                                               const char *format,
                                                               captionlint_write_fn write,
                                                               void *user,
                                                               captionlint_error *error);
/* Runs the examples of every rule, or of `id` where it is not NULL; writes each failure,
 * and a warning of each pattern that is slow, as file:line: and a closing count; *failed gets how
 * many failed. */
CAPTIONLINT_API captionlint_status captionlint_rules_test(const captionlint *lint, const char *id,
                                                          captionlint_write_fn write, void *user,
                                                          size_t *failed, captionlint_error *error);

/* Reads the records of an input and writes each phrase that stood in none of them as file:line:,
 * and a closing count: the rules that no text of the input exercises. */
CAPTIONLINT_API captionlint_status captionlint_rules_coverage(const captionlint *lint,
                                                              const captionlint_input *inputs,
                                                              size_t count,
                                                              captionlint_write_fn write,
                                                              void *user, captionlint_error *error);

#ifdef __cplusplus
}
#endif

#endif
