#define _POSIX_C_SOURCE 200809L

#include "ruleset/files.h"

#include <dirent.h>
#include <errno.h>
#include <sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "base/source.h"

static bool is_rule_file(cl_span name)
{
    return cl_span_ends(name, CL_SPAN(".yaml")) || cl_span_ends(name, CL_SPAN(".tsv"));
}

static cl_status add_file(cl_files *files, cl_span path, size_t prefix, cl_error *error)
{
    cl_file *file = cl_array_add(&files->items, files->arena, sizeof *file, CL_RULE_FILES_MAX);
    if (file == NULL) {
        return cl_error_set(error, CL_LIMIT, "%s: more than %u rule files", (const char *)path.data,
                            CL_RULE_FILES_MAX);
    }
    file->path = (const char *)path.data;
    file->name = cl_span_from(path, prefix);
    return cl_source_read_file(files->arena, file->path, CL_RULE_FILE_MAX, &file->bytes, error);
}

static cl_status walk(cl_files *files, cl_span folder, size_t prefix, unsigned depth,
                      cl_error *error);

static cl_status visit(cl_files *files, cl_span path, size_t prefix, unsigned depth,
                       cl_error *error)
{
    struct stat about;
    if (stat((const char *)path.data, &about) != 0) {
        return cl_error_set(error, CL_UNREADABLE, "%s: %s; check the rules folder",
                            (const char *)path.data, strerror(errno));
    }
    if (S_ISDIR(about.st_mode)) {
        return walk(files, path, prefix, depth + 1, error);
    }
    return is_rule_file(path) ? add_file(files, path, prefix, error) : CL_OK;
}

static cl_status walk(cl_files *files, cl_span folder, size_t prefix, unsigned depth,
                      cl_error *error)
{
    const char *path = (const char *)folder.data;
    DIR *open = depth > CL_FOLDER_DEPTH_MAX ? NULL : opendir(path);
    if (open == NULL) {
        return cl_error_set(error, CL_UNREADABLE, "%s: %s; give a folder with rules", path,
                            depth > CL_FOLDER_DEPTH_MAX ? "nested too deeply" : strerror(errno));
    }
    cl_status status = CL_OK;
    const struct dirent *entry = readdir(open);
    while (status == CL_OK && entry != NULL) {
        if (entry->d_name[0] != '.') {
            cl_span child = cl_arena_format(files->arena, "%s/%s", path, entry->d_name);
            status = visit(files, child, prefix, depth, error);
        }
        entry = readdir(open);
    }
    (void)closedir(open);
    return status;
}

static int by_name(const void *a, const void *b)
{
    const cl_file *left = a;
    const cl_file *right = b;
    return cl_span_compare(left->name, right->name);
}

cl_status cl_files_read(cl_arena *arena, const char *folder, cl_files *out, cl_error *error)
{
    *out = (cl_files){.arena = arena};
    cl_span top = cl_span_of(folder);
    while (top.len > 1 && top.data[top.len - 1] == '/') {
        top.len--;
    }
    CL_TRY(cl_arena_copy(arena, top, &top));
    CL_TRY(walk(out, top, top.len + 1, 0, error));
    if (out->items.count == 0) {
        return cl_error_set(error, CL_BAD_RULES, "%s: no rule files; give the folder rules/",
                            folder);
    }
    qsort(out->items.items, out->items.count, sizeof(cl_file), by_name);
    return CL_OK;
}

const cl_file *cl_files_get(const cl_files *files, const char *name)
{
    for (size_t i = 0; i < files->items.count; i++) {
        const cl_file *file = CL_ARRAY_AT(&files->items, const cl_file, i);
        if (cl_span_equal(file->name, cl_span_of(name))) {
            return file;
        }
    }
    return NULL;
}

cl_span cl_files_hash(const cl_files *files)
{
    SHA2_CTX context;
    SHA256Init(&context);
    for (size_t i = 0; i < files->items.count; i++) {
        const cl_file *file = CL_ARRAY_AT(&files->items, const cl_file, i);
        SHA256Update(&context, file->name.data, file->name.len);
        SHA256Update(&context, (const uint8_t *)"", 1);
        SHA256Update(&context, file->bytes.data, file->bytes.len);
        SHA256Update(&context, (const uint8_t *)"", 1);
    }
    char *hex = cl_arena_alloc(files->arena, SHA256_DIGEST_STRING_LENGTH, 1);
    if (hex == NULL) {
        return CL_SPAN("");
    }
    (void)SHA256End(&context, hex);
    return cl_span_of(hex);
}
