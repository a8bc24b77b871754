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
    CAPTIONLINT_INPUT_PICTURE, /* a picture or sidecar, told by its content */
    CAPTIONLINT_INPUT_WAIVERS  /* a captionlint-waivers.yaml: what is wrong with it are findings */
} captionlint_input_kind;

/* A file that came along with the bytes of another. */
typedef struct captionlint_file {
    const char *name;
    const void *bytes;
    size_t len;
} captionlint_file;

/* Zero what is not needed. It is read during the call only. */
typedef struct captionlint_input {
    const char *path;  /* the file to read; with `bytes`: the name to report, or NULL for "-" */
    const void *bytes; /* NULL: read the file */
    size_t len;        /* of `bytes` */
    captionlint_input_kind kind;
    int extract_only;    /* read, do not judge */
    int thumbnails;      /* make one for pictures that carry none, where libvips was built in */
    int tell_unreadable; /* a file that cannot be read is a picture with that finding, no failure;
                            not in a run */
    int no_links;        /* `path` is relative, and neither it nor a sidecar of it is read through a
                            symbolic        link or from above the working folder; not in a run */
    /* With `bytes`: what came along with them, as the files of one folder, `path` itself included
     * or not; its sidecars among them are read with it. Not in a run. */
    const captionlint_file *beside;
    size_t beside_count;
    /* Judge for these only, of those that the handle judges for; none: for all of them. Not in a
     * run. A name that is not among them is CAPTIONLINT_USAGE. */
    const char *const *editions;
    size_t edition_count;
    /* Records may be given a piece at a time, whole lines each, as they come. */
    size_t lines_before;   /* with `bytes`: of the same input, in earlier pieces; */
    uint64_t bytes_before; /* 0 for the first piece */
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
    const char *id;      /* the same in every run that finds it; "" of a duty */
    const char *waived_until; /* it is waived, and does not count, until then; "": it counts */
    const char *waived_by;    /* who approved that; "" where it counts */
    const char *waived_for;   /* why; "" where it counts */
} captionlint_finding;

/* Called with each picture of an input, in the thread that called captionlint_check; the picture
 * lives until it returns. Other than 0 stops: captionlint_check then returns CAPTIONLINT_STOPPED.
 */
typedef int (*captionlint_picture_fn)(const captionlint_picture *picture, void *user);
/* Takes `len` bytes of output, more than none and without a NUL behind them. Other than 0 means
 * that they could not be written: the caller's call then returns CAPTIONLINT_UNWRITABLE. */
typedef int (*captionlint_write_fn)(const char *bytes, size_t len, void *user);

/* Languages. What findings, duties, reasons and reports say is in the language of the process'
 * locale for messages, as gettext chooses it: LC_MESSAGES and LANGUAGE. The library sets no locale;
 * a program that has not called setlocale gets English. Set it before a picture is read, and only
 * LC_MESSAGES: LC_NUMERIC stays as in "C". captionlint_new tells gettext where the catalogues of
 * the domain "captionlint" are: $CAPTIONLINT_LOCALE, share/locale beside the library, or where it
 * was installed; a program that has them elsewhere calls bindtextdomain afterwards. Texts are UTF-8
 * whatever the locale's charset. The names of rules, fields, kinds and verdicts, the ids of
 * findings and the messages of errors are English in any language. */

/* "en, de, fr": the languages that there are catalogues for. Free with free(); NULL without memory.
 */
CAPTIONLINT_API char *captionlint_languages(void);
/* The language that messages are in now: "de"; "en" where there is no catalogue. Free with free();
 * NULL without memory. */
CAPTIONLINT_API char *captionlint_language(void);

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
/* Their names, in the order added; `i` must be below the count. */
CAPTIONLINT_API const char *captionlint_edition_name(const captionlint *lint, size_t i);

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
/* 1 when `path` is so named that it is read together with `picture`, where both are in `beside`.
 * Large and small letters are the same there. */
CAPTIONLINT_API int captionlint_is_sidecar_of(const char *path, const char *picture);
/* 1 when `path` ends as the inputs do that are read: pictures, sidecars, texts and records. A walk
 * over a folder takes these; what an input is its bytes say. */
CAPTIONLINT_API int captionlint_is_input(const char *path);

/* A picture. Indexes must be below the count that the function beside them gives. */

/* For a file that is moved once it is judged: from now on the picture is told as being at `path`,
 * and its sidecars as beside it under the name that it has there. To be called by the function that
 * gets the picture, before a report does. */
CAPTIONLINT_API captionlint_status captionlint_picture_move(const captionlint_picture *picture,
                                                            const char *path,
                                                            captionlint_error *error);

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

/* "text, json, ndjson, …"; static. */
CAPTIONLINT_API const char *captionlint_report_formats(void);
/* 1 for a format that people read, in their language; 0 for those of machines. */
CAPTIONLINT_API int captionlint_report_is_for_people(const char *format);
/* "odrl, rightsml, ninjs, schema.org, plus-xmp": what rights can be written as for machines;
 * static. */
CAPTIONLINT_API const char *captionlint_rights_exports(void);
typedef struct captionlint_report_options {
    const char *format;     /* one of those */
    const char *as;         /* instead of a format, with `extract`: one of the rights exports, a
                               line a picture; NULL: none */
    int indented;           /* `as`: for people; for one picture, as there is no list around it */
    int colour;             /* terminal colours in `text` */
    int extract;            /* records without verdicts */
    int thumbnails;         /* json, ndjson: with the small picture that goes along with one */
    unsigned columns;       /* width of the terminal; 0: 80 */
    const char *stylesheet; /* html: instead of sheet/sheet.xsl in the folder of the rules, with the
                               .css and .js of its name beside it; NULL: that one */
    const char *title;      /* html: of the page; NULL: the stylesheet's own */
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
/* Writes what closes the report and frees it, whatever the status. CAPTIONLINT_LIMIT: the report is
 * whole, but tells of some pictures in brief, as its message says. */
CAPTIONLINT_API captionlint_status captionlint_report_end(captionlint_report *report,
                                                          captionlint_error *error);

/* Frees a report that was given up, writing nothing more; does nothing for NULL. */
CAPTIONLINT_API void captionlint_report_drop(captionlint_report *report);

/* Stored runs: files of records that reports in "ndjson" are, made into one picture-desk sheet
 * (HTML). Of a picture, told by its path and id, that was reported several times the last record
 * holds: the files come in the order of their runs. */

typedef struct captionlint_stored_options {
    const char *const *paths; /* - is standard input */
    size_t count;
    const char *since;      /* an earlier run to compare with; NULL: none */
    const char *stylesheet; /* as in captionlint_report_options, as those below */
    const char *title;
    const captionlint *lint;
} captionlint_stored_options;

typedef struct captionlint_stored_result {
    size_t pictures;
    size_t replaced;   /* records that a later one replaced */
    size_t incomplete; /* pictures that were not read whole when they were checked */
    size_t cut;        /* cards in brief: their records hold more than a stylesheet gets through */
} captionlint_stored_result;

/* Writes the sheet through `write`, which gets `user`; `out` may be NULL. A line that is no record
 * is CAPTIONLINT_UNREADABLE with file:line, a stylesheet that is none CAPTIONLINT_USAGE. What was
 * written until then is no whole page. */
CAPTIONLINT_API captionlint_status
captionlint_stored_sheet(const captionlint_stored_options *options, captionlint_write_fn write,
                         void *user, captionlint_stored_result *out, captionlint_error *error);

/* Many inputs at once: a run reads them with several threads and tells what became of them in the
 * order in which they were added, the same whatever the number of threads. A run belongs to one
 * thread at a time, which gets all calls of `each` and of the report's function, from within
 * captionlint_run_add and captionlint_run_end; `map` alone is called from other threads. The handle
 * must not be changed while a run has it. What waits in a run is bounded: captionlint_run_add takes
 * as long as it takes until there is room. */

typedef struct captionlint_run captionlint_run;
typedef struct captionlint_cache captionlint_cache;
typedef struct captionlint_baseline captionlint_baseline;

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
    const char *format;          /* "JPEG", "record"; "" where it could not be told */
    const char *rules;           /* of each finding, for each edition, separated by blanks */
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
    captionlint_cache *cache;   /* not asked where there is a `map` or a `baseline`; close it after
                                   the run */
    captionlint_baseline *baseline; /* gets the findings of all pictures; write it after the run */
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

/* Exceptions. A waiver is one finding about one picture that does not count for one edition until a
 * time; somebody answers for it. It is bound to the bytes of the picture and to the exact words of
 * the note. What is waived stays in every report, as waived; duties stay. A waiver that is over,
 * holds for longer than its rule allows, or is for nothing that was found is a finding. */

/* captionlint-waivers.yaml beside the configuration at that path; "" when there is none. Free with
 * free(); NULL without memory. */
CAPTIONLINT_API char *captionlint_find_waivers(const char *configuration);
/* Reads a captionlint-waivers.yaml: its waivers hold for all pictures that are judged from now on.
 * Read the configuration first. An entry that is malformed waives nothing while the others hold;
 * `told`, where it is not NULL, gets "FILE:LINE:COLUMN: what; what to do" for each, a line a call,
 * and the file as an input of CAPTIONLINT_INPUT_WAIVERS has them as findings.
 * CAPTIONLINT_UNREADABLE when the file cannot be read. */
CAPTIONLINT_API captionlint_status captionlint_waivers_read(captionlint *lint, const char *path,
                                                            captionlint_write_fn told, void *user,
                                                            captionlint_error *error);

/* A waiver to be written. All but one of `rule` and `finding` are wanted. */
typedef struct captionlint_waiver {
    const char *file; /* the captionlint-waivers.yaml that it goes into */
    const char *edition;
    const char *rule;    /* of the finding that is waived; NULL: `finding` says which */
    const char *finding; /* its id; NULL: it is the only one of `rule` */
    const char *reason;
    const char *approved_by;
    const char *expires; /* 2024-05-01, 2024-05-01T22:00+09:00, or from now on: 12h, 3d */
} captionlint_waiver;
/* Checks the input, finds that finding and adds an entry for it at the end of the file, or makes
 * it; all else in it stays byte for byte, and whoever reads it finds the whole of the old or of the
 * new one. `write` gets the entry as it stands there. CAPTIONLINT_USAGE, and nothing written, when
 * there is no such finding or more than one, when it is waived already, cannot be waived or not for
 * so long, or when the file is malformed. */
CAPTIONLINT_API captionlint_status captionlint_waive(captionlint *lint,
                                                     const captionlint_input *input,
                                                     const captionlint_waiver *waiver,
                                                     captionlint_write_fn write, void *user,
                                                     captionlint_error *error);

/* A baseline is a file with the ids of findings that are known, those of an archive for one. They
 * are counted and not shown, and say nothing to the level of a result; verdicts are what they are
 * without it. What could not be read, what is waived, and kills are always shown. */

/* Reads a baseline: its findings are known from now on. CAPTIONLINT_USAGE with the place when it is
 * none. */
CAPTIONLINT_API captionlint_status captionlint_baseline_read(captionlint *lint, const char *path,
                                                             captionlint_error *error);
/* One to be filled by a run. NULL without memory; free with captionlint_baseline_free. */
CAPTIONLINT_API captionlint_baseline *captionlint_baseline_new(captionlint_error *error);
/* Adds what the runs found to the file, or makes it. What stands there stays; a file that is no
 * baseline is CAPTIONLINT_USAGE and is left alone. *count gets how many findings it has then. */
CAPTIONLINT_API captionlint_status captionlint_baseline_write(captionlint_baseline *baseline,
                                                              const char *path, size_t *count,
                                                              captionlint_error *error);
/* Does nothing for NULL. */
CAPTIONLINT_API void captionlint_baseline_free(captionlint_baseline *baseline);

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

/* Fixing: what a picture says of its rights only in prose, or only in words, is written to its
 * properties, in an XMP sidecar: the credit line, notes as instructions and usage terms, terms and
 * dates of PLUS. The picture itself is never written to, nor is a property that it has. */

typedef struct captionlint_fix captionlint_fix;

typedef enum captionlint_fix_state {
    CAPTIONLINT_FIX_NOTHING, /* every note stands where it belongs */
    CAPTIONLINT_FIX_READY,   /* captionlint_fix_write writes the sidecar */
    CAPTIONLINT_FIX_REFUSED  /* nothing may be written; captionlint_fix_reason says why */
} captionlint_fix_state;

/* Called with what is to be written for a picture; it lives until the function returns. Other than
 * 0 stops: captionlint_fix_plan then returns CAPTIONLINT_STOPPED. */
typedef int (*captionlint_fix_fn)(captionlint_fix *fix, void *user);

/* Reads the picture with its sidecars, composes what is missing, reads all of it again with the
 * sidecar as it would be, and compares: where any right would be lost or ask for less, or not
 * everything could be read, it is refused. Writes nothing; calls `each` with `user`: once, or once
 * for each record of an .ndjson or .jsonl, which are all refused. */
CAPTIONLINT_API captionlint_status captionlint_fix_plan(const captionlint *lint, const char *path,
                                                        captionlint_fix_fn each, void *user,
                                                        captionlint_error *error);

CAPTIONLINT_API captionlint_fix_state captionlint_fix_state_of(const captionlint_fix *fix);
/* The path of the picture. */
CAPTIONLINT_API const char *captionlint_fix_picture(const captionlint_fix *fix);
/* The path of the sidecar: NAME.ext.xmp where there is one or where pictures share their name, else
 * NAME.xmp. "" where none was chosen. */
CAPTIONLINT_API const char *captionlint_fix_sidecar(const captionlint_fix *fix);
/* 1 when there is such a file, to which properties are added; all else in it stays. */
CAPTIONLINT_API int captionlint_fix_exists(const captionlint_fix *fix);
/* Why nothing may be written; "" unless it is refused. */
CAPTIONLINT_API const char *captionlint_fix_reason(const captionlint_fix *fix);
/* What is to be written, as a unified diff for people: characters that disguise others are shown as
 * escapes. "" where nothing is. */
CAPTIONLINT_API const char *captionlint_fix_diff(const captionlint_fix *fix);
/* The sidecar as it would be, `*len` bytes; NULL where nothing is to be written. */
CAPTIONLINT_API const void *captionlint_fix_bytes(const captionlint_fix *fix, size_t *len);
/* What is not said in a term or date although it stands in words, one line each. */
CAPTIONLINT_API size_t captionlint_fix_note_count(const captionlint_fix *fix);
CAPTIONLINT_API const char *captionlint_fix_note(const captionlint_fix *fix, size_t i);

/* Writes the sidecar whole or not at all, with the mode and owner of the one it replaces, which is
 * kept as NAME.xmp~. CAPTIONLINT_UNWRITABLE with the reason where it cannot, where it is a symbolic
 * link, or where it changed since it was read; CAPTIONLINT_USAGE unless it is ready. */
CAPTIONLINT_API captionlint_status captionlint_fix_write(const captionlint_fix *fix,
                                                         captionlint_error *error);

/* The rules. An id that there is not is CAPTIONLINT_USAGE, with the nearest one in the message; the
 * name of a profile is an id too. */

/* The version of the rules, "captionlint-rules 2017-03-09", and the hash of all that was loaded, in
 * hex: what every record states, so that records of other rules can be told. */
CAPTIONLINT_API const char *captionlint_rules_pack(const captionlint *lint);
CAPTIONLINT_API const char *captionlint_rules_hash(const captionlint *lint);
/* The folder that they were loaded from. */
CAPTIONLINT_API const char *captionlint_rules_folder(const captionlint *lint);

/* A rule in a list; its texts live until the function that gets it returns. */
typedef struct captionlint_rule_line {
    const char *id;
    const char *kind;  /* "restriction", "credit", "unread"; "error", "warning", "info", "duty" of a
                          check; "profile" */
    const char *about; /* one line */
} captionlint_rule_line;
/* Called with each rule. Other than 0 stops: captionlint_rules_each then returns
 * CAPTIONLINT_STOPPED. */
typedef int (*captionlint_rule_fn)(const captionlint_rule_line *rule, void *user);
/* All rules, in the order of captionlint_rules_list. */
CAPTIONLINT_API captionlint_status captionlint_rules_each(const captionlint *lint,
                                                          captionlint_rule_fn each, void *user,
                                                          captionlint_error *error);
/* One line a rule: id, what it is, what it is about. */
CAPTIONLINT_API captionlint_status captionlint_rules_list(const captionlint *lint,
                                                          captionlint_write_fn write, void *user,
                                                          captionlint_error *error);
/* The rule as it stands in its file, with its examples. */
CAPTIONLINT_API captionlint_status captionlint_rules_show(const captionlint *lint, const char *id,
                                                          captionlint_write_fn write, void *user,
                                                          captionlint_error *error);
/* "text, markdown, html": what explanations and the reference are written in; static. */
CAPTIONLINT_API const char *captionlint_rules_formats(void);
/* What the rule means, in prose, with its examples and where it stands. Of the options, `format`,
 * one of those, and `colour` (of "text") say something. Another format is CAPTIONLINT_USAGE. */
CAPTIONLINT_API captionlint_status captionlint_rules_explain(
    const captionlint *lint, const char *id, const captionlint_report_options *options,
    captionlint_write_fn write, void *user, captionlint_error *error);
/* All rules, each as captionlint_rules_explain tells it, with a table of contents; "html" is one
 * file that needs nothing else. Another format is CAPTIONLINT_USAGE. */
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
