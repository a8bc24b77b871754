/* captionlint: reads the credit and the restriction notes of a news picture and decides, for an
 * edition, whether it may be published and what must be printed with it.
 *
 * Handles are opaque. A captionlint handle is set up by one thread and may then be used by many at
 * once; a report belongs to one thread. Texts that functions return are UTF-8, NUL-terminated and
 * live as long as the handle they came from. */
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

/* One line for a person: what, where, what to do. Zero it before use; the first error stays. */
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

typedef struct captionlint_input {
    const char *path;  /* the file to read; with `bytes`: the name to report */
    const void *bytes; /* NULL: read the file */
    size_t len;
    captionlint_input_kind kind;
    int extract_only; /* read, do not judge */
} captionlint_input;

/* One finding or duty. */
typedef struct captionlint_finding {
    const char *rule;
    captionlint_level level;
    const char *message;
    const char *because; /* the reasoning; "" where there is none */
    const char *fix;     /* what to do; "" where there is nothing to do */
    const char *field;   /* "caption"; "" where it is about the file */
    const char *origin;  /* "IIM 2:40" */
    uint32_t start;      /* code points in the field's value */
    uint32_t end;
    uint64_t offset; /* in the file; UINT64_MAX where unknown */
} captionlint_finding;

/* Called with each picture of an input; the picture lives until it returns. Other than 0 stops. */
typedef int (*captionlint_picture_fn)(const captionlint_picture *picture, void *user);
/* Takes bytes of a report; other than 0 means that they could not be written. */
typedef int (*captionlint_write_fn)(const char *bytes, size_t len, void *user);

CAPTIONLINT_API const char *captionlint_version(void);

/* Loads the rules of `folder`; NULL: $CAPTIONLINT_RULES, else the rules installed with this
 * library. NULL with the reason in `error` when they cannot be loaded. Free with captionlint_free.
 */
CAPTIONLINT_API captionlint *captionlint_new(const char *folder, captionlint_error *error);
CAPTIONLINT_API void captionlint_free(captionlint *lint);

/* Reads a captionlint.yaml: its editions are added. */
CAPTIONLINT_API captionlint_status captionlint_configure(captionlint *lint, const char *path,
                                                         captionlint_error *error);
/* The captionlint.yaml that governs `path`: beside it or in a folder above it, then in
 * $XDG_CONFIG_HOME/captionlint, then in /etc/captionlint. "" when there is none. The text is freed
 * with free(); NULL without memory. */
CAPTIONLINT_API char *captionlint_find_configuration(const char *path);

/* Adds an edition, or does nothing when there is one of that name. */
CAPTIONLINT_API captionlint_status captionlint_edition_add(captionlint *lint, const char *name,
                                                           captionlint_error *error);
/* Sets one property of an edition, as in captionlint.yaml(5): territory, medium, use, outlet,
 * credit, at, archive, syndicate, crop, ai. */
CAPTIONLINT_API captionlint_status captionlint_edition_set(captionlint *lint, const char *name,
                                                           const char *key, const char *value,
                                                           captionlint_error *error);
/* Judges for these editions only; without a call, for all. Unknown names fail. */
CAPTIONLINT_API captionlint_status captionlint_edition_select(captionlint *lint, const char *name,
                                                              captionlint_error *error);

/* Reads an input and calls `each` with every picture in it: one, or one a record. What is wrong
 * with the input's bytes is a finding of the picture; the status says that we failed. */
CAPTIONLINT_API captionlint_status captionlint_check(const captionlint *lint,
                                                     const captionlint_input *input,
                                                     captionlint_picture_fn each, void *user,
                                                     captionlint_error *error);

/* 1 when `path` is NAME.xmp or NAME.ext.xmp beside a picture: it is read together with that
 * picture, and a walk over a folder leaves it out. */
CAPTIONLINT_API int captionlint_is_sidecar(const char *path);

CAPTIONLINT_API const char *captionlint_picture_path(const captionlint_picture *picture);
/* 1 when not everything could be read (exit status 2). */
CAPTIONLINT_API int captionlint_picture_incomplete(const captionlint_picture *picture);
CAPTIONLINT_API size_t captionlint_picture_edition_count(const captionlint_picture *picture);
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
CAPTIONLINT_API const char *captionlint_verdict_name(captionlint_verdict verdict);

/* "text, json, ndjson" */
CAPTIONLINT_API const char *captionlint_report_formats(void);
typedef struct captionlint_report_options {
    const char *format;
    int colour;       /* terminal colours in `text` */
    int extract;      /* records without verdicts */
    unsigned columns; /* width of the terminal; 0: 80 */
} captionlint_report_options;
CAPTIONLINT_API captionlint_report *captionlint_report_new(
    const captionlint_report_options *options, captionlint_write_fn write, void *user,
    captionlint_error *error);
CAPTIONLINT_API captionlint_status captionlint_report_add(captionlint_report *report,
                                                          const captionlint_picture *picture,
                                                          captionlint_error *error);
/* Writes what closes the report and frees it. */
CAPTIONLINT_API captionlint_status captionlint_report_end(captionlint_report *report,
                                                          captionlint_error *error);

/* Frees a report that was given up, writing nothing more. */
CAPTIONLINT_API void captionlint_report_drop(captionlint_report *report);

/* One line a rule. */
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
/* Runs the examples of every rule, or of `id` where it is not NULL; writes each failure as
 * file:line: and a closing count; *failed gets how many failed. */
CAPTIONLINT_API captionlint_status captionlint_rules_test(const captionlint *lint, const char *id,
                                                          captionlint_write_fn write, void *user,
                                                          size_t *failed, captionlint_error *error);

#ifdef __cplusplus
}
#endif

#endif
