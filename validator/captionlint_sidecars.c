/* The sidecars of a picture: XMP files beside it that hold more of its metadata. */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <sys/stat.h>

#include "base/message.h"
#include "captionlint_handle.h"
#include "container/extension.h"
#include "metadata/metadata.h"

/* The spellings of the ending that are looked for. What is left out there must be read alone. */
static const char *const spellings[] = {"xmp", "XMP"};

enum {
    SPELLINGS = sizeof spellings / sizeof spellings[0],
    NAMES = 2 * SPELLINGS /* NAME.ext.xmp, then NAME.xmp */
};

/* What was read before the sidecar. */
typedef struct mark {
    cl_fields fields;
    size_t findings;
} mark;

/* Files that were read; on some systems two names are one file. */
typedef struct seen {
    struct stat files[NAMES];
    size_t count;
} seen;

/* "" when the text does not fit: no file has that name. */
CL_PRINTF(2, 3) static void put_path(char *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(out, CL_PATH_MAX, format, arguments);
    va_end(arguments);
    if (len < 0 || (unsigned)len >= CL_PATH_MAX) {
        out[0] = '\0';
    }
}

/* A folder of that name is no picture and no sidecar. */
static bool is_file(const char *path, struct stat *about)
{
    return path[0] != '\0' && stat(path, about) == 0 && S_ISREG(about->st_mode);
}

/* The path without its ending and the dot before it. ".xmp" alone is a hidden file, no ending. */
static cl_span stem_of(cl_span path)
{
    cl_span ending = cl_extension_of(path);
    size_t len = path.len - ending.len;
    bool has_dot = len > 0 && path.data[len - 1] == '.';
    bool hidden = len < 2 || path.data[len - 2] == '/';
    return has_dot && !hidden ? cl_span_sub(path, 0, len - 1) : path;
}

/* --- whether a file is a sidecar --- */

/* The ending in small letters or in capitals. */
static void put_beside(char *out, cl_span stem, cl_span ending, bool capitals)
{
    put_path(out, "%.*s.%.*s", CL_SPAN_PRINT(stem), CL_SPAN_PRINT(ending));
    for (size_t i = stem.len; out[0] != '\0' && out[i] != '\0'; i++) {
        char first = capitals ? 'a' : 'A';
        bool other = out[i] >= first && out[i] <= first + ('z' - 'a');
        out[i] = other ? (char)(out[i] ^ ('a' ^ 'A')) : out[i];
    }
}

static bool is_beside(cl_span stem, cl_span ending)
{
    char path[CL_PATH_MAX];
    struct stat about;
    put_beside(path, stem, ending, false);
    if (is_file(path, &about)) {
        return true;
    }
    put_beside(path, stem, ending, true);
    return is_file(path, &about);
}

int captionlint_is_sidecar(const char *path)
{
    cl_span whole = cl_span_of(path);
    cl_span stem = stem_of(whole);
    cl_span ending = cl_extension_of(whole);
    if (stem.len == whole.len || (!cl_span_equal(ending, cl_span_of(spellings[0])) &&
                                  !cl_span_equal(ending, cl_span_of(spellings[1])))) {
        return 0;
    }
    char picture[CL_PATH_MAX];
    struct stat about;
    put_path(picture, "%.*s", CL_SPAN_PRINT(stem));
    if (cl_extension_is_picture(cl_extension_of(stem)) && is_file(picture, &about)) {
        return 1;
    }
    cl_extension_list list = {0};
    cl_span one;
    while (cl_extension_next(&list, &one)) {
        if (is_beside(stem, one)) {
            return 1;
        }
    }
    return 0;
}

bool captionlint_shares_sidecar(cl_span path)
{
    struct stat own;
    struct stat other;
    char name[CL_PATH_MAX];
    cl_extension_list list = {0};
    cl_span ending;
    if (!is_file((const char *)path.data, &own)) {
        return false;
    }
    while (cl_extension_next(&list, &ending)) {
        for (int capitals = 0; capitals < 2; capitals++) {
            put_beside(name, stem_of(path), ending, capitals != 0);
            if (is_file(name, &other) &&
                (other.st_ino != own.st_ino || other.st_dev != own.st_dev)) {
                return true;
            }
        }
    }
    return false;
}

/* Whether the name says so; where files came along with others, letters are large or small as the
 * systems they came from please. */
static bool is_named_for(cl_span path, cl_span picture, bool shared)
{
    return cl_span_equal_nocase(cl_extension_of(path), cl_span_of(spellings[0])) &&
           cl_span_equal_nocase(stem_of(path), shared ? stem_of(picture) : picture) &&
           cl_extension_is_picture(cl_extension_of(picture));
}

int captionlint_is_sidecar_of(const char *path, const char *picture)
{
    cl_span name = cl_span_of(path);
    cl_span whose = cl_span_of(picture);
    return is_named_for(name, whose, false) || is_named_for(name, whose, true) ? 1 : 0;
}

/* --- reading --- */

/* What is known of the files beside a picture. */
typedef struct beside {
    const captionlint_input *given; /* NULL: the folder is looked at */
    bool no_links;                  /* in it */
    bool *hangs_on_others;
} beside;

/* Names the sidecar in what was found in it. */
static void name_sidecar(cl_record *record, cl_span path, const mark *before)
{
    for (size_t i = before->fields.items.count; i < record->fields.items.count; i++) {
        CL_ARRAY_AT(&record->fields.items, cl_field, i)->file = path;
    }
    for (size_t i = before->findings; i < record->findings.items.count; i++) {
        cl_finding *finding = CL_ARRAY_AT(&record->findings.items, cl_finding, i);
        finding->message = cl_arena_format(record->arena, cl_message("sidecar %.*s: %.*s"),
                                           CL_SPAN_PRINT(path), CL_SPAN_PRINT(finding->message));
    }
}

static cl_status read_opened(cl_source *source, cl_span path, cl_record *record)
{
    const char *format = "";
    if (cl_source_size(source) == 0) {
        return cl_damage_report(&record->findings, CL_DAMAGE_EMPTY, 0, "the file holds nothing");
    }
    return cl_picture_read(source, path, &record->fields, &format);
}

static cl_status open_sidecar(const char *path, bool no_links, cl_arena *arena, cl_source **out,
                              cl_error *error)
{
    return no_links ? cl_source_open_plain(arena, path, out, error)
                    : cl_source_open(arena, path, out, error);
}

static cl_status read_file(cl_span path, const captionlint_draft *draft, const beside *others,
                           cl_record *record)
{
    cl_source *source = NULL;
    cl_error error = {0};
    cl_status status = draft != NULL ? cl_source_of(record->arena, draft->bytes, &source)
                                     : open_sidecar((const char *)path.data, others->no_links,
                                                    record->arena, &source, &error);
    if (status == CL_OK) {
        status = read_opened(source, path, record);
        cl_source_close(source);
    }
    if (status == CL_UNREADABLE) {
        status = cl_damage_report(&record->findings, CL_DAMAGE_UNREADABLE, 0, "%s",
                                  error.message[0] == '\0' ? "cannot be read" : error.message);
    }
    return status;
}

/* The ending of the picture that NAME.xmp says it belongs to; empty where it does not say. */
static cl_span named_ending(const cl_record *record, const mark *before)
{
    for (size_t i = before->fields.items.count; i < record->fields.items.count; i++) {
        const cl_field *field = cl_fields_at(&record->fields, i);
        if (cl_span_equal(field->property, CL_SPAN("photoshop:SidecarForExtension"))) {
            return field->value;
        }
    }
    return CL_EMPTY_SPAN;
}

static bool is_there(const beside *others, cl_span stem, cl_span ending)
{
    if (others->given == NULL) {
        return is_beside(stem, ending);
    }
    for (size_t i = 0; i < others->given->beside_count; i++) {
        cl_span name = cl_span_of(others->given->beside[i].name);
        if (cl_span_equal_nocase(stem_of(name), stem) &&
            cl_span_equal_nocase(cl_extension_of(name), ending)) {
            return true;
        }
    }
    return false;
}

/* Pictures of one name share NAME.xmp unless it names one of them. What it names and is not there
 * takes nothing away from this one. */
static cl_status check_owner(cl_record *record, const mark *before, const beside *others)
{
    cl_span named = named_ending(record, before);
    if (named.len == 0 || cl_span_equal_nocase(named, cl_extension_of(record->path))) {
        return CL_OK;
    }
    *others->hangs_on_others = true;
    if (!is_there(others, stem_of(record->path), named)) {
        return cl_damage_report(&record->findings, CL_DAMAGE_REPAIRED, 0,
                                "it says that it belongs to a picture that ends in .%.*s; there is "
                                "none, and it was read with this one",
                                CL_SPAN_PRINT(named));
    }
    record->fields = before->fields;
    record->findings.items.count = before->findings;
    return cl_damage_report(&record->findings, CL_DAMAGE_IGNORED, 0,
                            "it belongs to the picture that ends in .%.*s; it was not read with "
                            "this one",
                            CL_SPAN_PRINT(named));
}

static cl_status read_sidecar(const char *name, bool shared, const captionlint_draft *draft,
                              cl_record *record, const beside *others)
{
    cl_span path;
    const mark before = {.fields = record->fields, .findings = record->findings.items.count};
    CL_TRY(cl_arena_copy(record->arena, cl_span_of(name), &path));
    CL_TRY(read_file(path, draft, others, record));
    if (shared) {
        CL_TRY(check_owner(record, &before, others));
    }
    /* What is said of the picture as a whole is said by its own file. */
    record->fields.digest = before.fields.digest;
    record->fields.c2pa = before.fields.c2pa;
    name_sidecar(record, path, &before);
    return CL_OK;
}

static bool was_seen(const seen *list, const struct stat *about)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->files[i].st_dev == about->st_dev && list->files[i].st_ino == about->st_ino) {
            return true;
        }
    }
    return false;
}

/* NAME.xmp, of which pictures of one name may have one together, and not NAME.ext.xmp. */
static bool is_shared(size_t i)
{
    return i >= SPELLINGS;
}

bool captionlint_sidecar_name(cl_span path, size_t i, char *out)
{
    if (i >= NAMES) {
        return false;
    }
    put_path(out, "%.*s.%s", CL_SPAN_PRINT(is_shared(i) ? stem_of(path) : path),
             spellings[i % SPELLINGS]);
    return true;
}

cl_status captionlint_read_sidecars(cl_record *record, const captionlint_input *input,
                                    const captionlint_draft *draft, bool *hangs_on_others)
{
    const beside others = {.no_links = input->no_links != 0, .hangs_on_others = hangs_on_others};
    seen list = {0};
    char name[CL_PATH_MAX];
    for (size_t i = 0; captionlint_sidecar_name(record->path, i, name); i++) {
        struct stat about;
        /* A file named .xmp that holds something else is not its own sidecar. */
        bool itself = cl_span_equal(cl_span_of(name), record->path);
        bool drafted = draft != NULL && cl_span_equal(cl_span_of(name), cl_span_of(draft->path));
        bool exists = is_file(name, &about);
        if (itself || (!exists && !drafted) || (exists && was_seen(&list, &about))) {
            continue;
        }
        if (exists) {
            list.files[list.count++] = about;
        }
        CL_TRY(read_sidecar(name, is_shared(i), drafted ? draft : NULL, record, &others));
    }
    return CL_OK;
}

/* *count is raised; no more are read than a folder may have. */
static cl_status read_given(cl_record *record, const beside *others, bool shared, size_t *count)
{
    for (size_t i = 0; i < others->given->beside_count; i++) {
        const captionlint_file *file = &others->given->beside[i];
        const captionlint_draft bytes = {.path = file->name,
                                         .bytes = {.data = file->bytes, .len = file->len}};
        if (!is_named_for(cl_span_of(file->name), record->path, shared)) {
            continue;
        }
        if (++*count > NAMES) {
            return cl_damage_report(&record->findings, CL_DAMAGE_LIMIT, 0,
                                    "more than %d sidecars came along; the others were not read",
                                    (int)NAMES);
        }
        CL_TRY(read_sidecar(file->name, shared, &bytes, record, others));
    }
    return CL_OK;
}

cl_status captionlint_read_given_sidecars(cl_record *record, const captionlint_input *input)
{
    bool hangs_on_others = false; /* it is not kept for another run */
    const beside others = {.given = input, .hangs_on_others = &hangs_on_others};
    size_t count = 0;
    CL_TRY(read_given(record, &others, false, &count));
    return read_given(record, &others, true, &count);
}
