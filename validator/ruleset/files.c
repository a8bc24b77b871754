#define _POSIX_C_SOURCE 200809L

#include "ruleset/files.h"

#include <dirent.h>
#include <errno.h>
#include <sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/limits.h"
#include "base/source.h"

static bool is_rule_file(cl_span name)
{
    return cl_span_ends(name, CL_SPAN(".yaml")) || cl_span_ends(name, CL_SPAN(".tsv"));
}

static int64_t nanoseconds(struct timespec time)
{
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static cl_file_stamp stamp_of(const char *path, const struct stat *about)
{
    return (cl_file_stamp){.path = path,
                           .device = (uint64_t)about->st_dev,
                           .inode = (uint64_t)about->st_ino,
                           .size = (uint64_t)about->st_size,
                           .written = nanoseconds(about->st_mtim),
                           .changed = nanoseconds(about->st_ctim)};
}

static cl_status add_stamp(cl_files *files, const char *path, const struct stat *about)
{
    cl_file_stamp *stamp = cl_array_add(&files->stamps, files->arena, sizeof *stamp, SIZE_MAX);
    if (stamp == NULL) {
        return cl_arena_status(files->arena);
    }
    *stamp = stamp_of(path, about);
    return CL_OK;
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
                            (const char *)path.data, cl_system_reason(errno));
    }
    bool is_folder = S_ISDIR(about.st_mode);
    if (!is_folder && !is_rule_file(path)) {
        return CL_OK;
    }
    /* Before it is read: what changes meanwhile is then seen to have changed. */
    CL_TRY(add_stamp(files, (const char *)path.data, &about));
    return is_folder ? walk(files, path, prefix, depth + 1, error)
                     : add_file(files, path, prefix, error);
}

static cl_status walk(cl_files *files, cl_span folder, size_t prefix, unsigned depth,
                      cl_error *error)
{
    const char *path = (const char *)folder.data;
    DIR *open = depth > CL_FOLDER_DEPTH_MAX ? NULL : opendir(path);
    if (open == NULL) {
        return cl_error_set(error, CL_UNREADABLE, "%s: %s; give a folder with rules", path,
                            depth > CL_FOLDER_DEPTH_MAX ? "nested too deeply"
                                                        : cl_system_reason(errno));
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

static cl_span hash_of(const cl_files *files)
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

cl_status cl_files_read(cl_arena *arena, const char *folder, cl_files *out, cl_error *error)
{
    struct timespec now = {0};
    struct stat about;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    *out = (cl_files){.arena = arena, .read_at = nanoseconds(now)};
    cl_span top = cl_span_of(folder);
    while (top.len > 1 && top.data[top.len - 1] == '/') {
        top.len--;
    }
    CL_TRY(cl_arena_copy(arena, top, &top));
    if (stat((const char *)top.data, &about) == 0) { /* otherwise the walk says why not */
        CL_TRY(add_stamp(out, (const char *)top.data, &about));
    }
    CL_TRY(walk(out, top, top.len + 1, 0, error));
    if (out->items.count == 0) {
        return cl_error_set(error, CL_BAD_RULES, "%s: no rule files; give the folder rules/",
                            folder);
    }
    qsort(out->items.items, out->items.count, sizeof(cl_file), by_name);
    out->hash = hash_of(out);
    return CL_OK;
}

static bool is_unchanged(const cl_file_stamp *stamp)
{
    struct stat about;
    if (stat(stamp->path, &about) != 0) {
        return false;
    }
    cl_file_stamp now = stamp_of(stamp->path, &about);
    return now.device == stamp->device && now.inode == stamp->inode && now.size == stamp->size &&
           now.written == stamp->written && now.changed == stamp->changed;
}

bool cl_files_unchanged(const cl_array *stamps)
{
    for (size_t i = 0; i < stamps->count; i++) {
        if (!is_unchanged(CL_ARRAY_AT(stamps, const cl_file_stamp, i))) {
            return false;
        }
    }
    return stamps->count > 0;
}

bool cl_files_settled(const cl_files *files)
{
    const int64_t tick = 2000000000; /* FAT counts in two seconds; others are finer */
    for (size_t i = 0; i < files->stamps.count; i++) {
        const cl_file_stamp *stamp = CL_ARRAY_AT(&files->stamps, const cl_file_stamp, i);
        if (stamp->changed > files->read_at - tick || stamp->written > files->read_at - tick) {
            return false;
        }
    }
    return true;
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
