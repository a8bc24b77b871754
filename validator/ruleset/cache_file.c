/* Where cache files lie: their folder, who may write there, and how one replaces another. */
#define _GNU_SOURCE /* MAP_POPULATE */

#include "ruleset/cache_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"

/* --- reading --- */

/* What others can write is not believed: PCRE2 does not look at the codes that it is given. */
static bool is_ours(const struct stat *about)
{
    return about->st_uid == geteuid() && (about->st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/* The folder as a file, or -1. */
static int open_folder(const char *path)
{
    struct stat about;
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder >= 0 && (fstat(folder, &about) != 0 || !is_ours(&about))) {
        (void)close(folder);
        return -1;
    }
    return folder;
}

/* A regular file of ours, or -1. */
static int open_file(const char *folder, const char *name, uint64_t *size)
{
    struct stat about;
    int in = open_folder(folder);
    if (in < 0) {
        return -1;
    }
    int file = openat(in, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    (void)close(in);
    if (file >= 0 && (fstat(file, &about) != 0 || !S_ISREG(about.st_mode) || !is_ours(&about) ||
                      about.st_size < CL_CACHE_HEAD || about.st_size > CL_IMAGE_BYTES_MAX)) {
        (void)close(file);
        return -1;
    }
    *size = file < 0 ? 0 : (uint64_t)about.st_size;
    return file;
}

/* All at once, so that not every page is asked for alone. */
static void *map_file(int file, void *wanted, size_t size)
{
    void *bytes = mmap(wanted, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (bytes == MAP_FAILED) {
        return NULL;
    }
    /* Private: what is made of the bytes stays here. Only now, for a page that may be written is
     * copied when it is mapped at once. */
    if (mprotect(bytes, size, PROT_READ | PROT_WRITE) != 0) {
        (void)munmap(bytes, size);
        return NULL;
    }
    return bytes;
}

static void map(cl_cached *cached)
{
    uint8_t first[CL_CACHE_HEAD];
    void *wanted = NULL;
    if (pread(cached->file, first, sizeof first, 0) != (ssize_t)sizeof first) {
        return;
    }
    cached->size = cl_cache_plain((cl_span){first, sizeof first}, cached->whole, &wanted);
    cached->bytes = cached->size == 0 ? NULL : map_file(cached->file, wanted, cached->size);
}

bool cl_cache_map(const char *folder, const char *name, cl_cached *out)
{
    *out = (cl_cached){.file = -1};
    out->file = open_file(folder, name, &out->whole);
    if (out->file < 0) {
        return false;
    }
    map(out);
    if (out->bytes == NULL || !cl_cache_check(out)) {
        cl_cache_unmap(out);
        *out = (cl_cached){.file = -1};
        return false;
    }
    return true;
}

void cl_cache_unmap(const cl_cached *cached)
{
    if (cached->bytes != NULL) {
        (void)munmap(cached->bytes, cached->size);
    }
    if (cached->file >= 0) {
        (void)close(cached->file);
    }
}

cl_status cl_cache_read_image(const cl_cached *cached, cl_arena *arena, cl_span *out)
{
    size_t size = (size_t)cached->whole - cached->image;
    uint8_t *bytes = cl_arena_alloc(arena, size, 1);
    if (bytes == NULL) {
        return cl_arena_status(arena);
    }
    size_t len = 0;
    for (ssize_t got = 1; got > 0 && len < size;) {
        got = pread(cached->file, bytes + len, size - len, (off_t)(cached->image + len));
        len += got > 0 ? (size_t)got : 0;
    }
    *out = (cl_span){bytes, len};
    return len == size ? CL_OK : CL_UNREADABLE;
}

/* --- writing --- */

/* The folder and the one above it, as the XDG Base Directory Specification asks for; -1 where that
 * cannot be. */
static int make_folder(const char *path)
{
    char above[CL_PATH_MAX];
    int len = snprintf(above, sizeof above, "%s", path);
    size_t slash = 0;
    for (size_t i = 0; len > 0 && i < (size_t)len && i < sizeof above; i++) {
        slash = above[i] == '/' ? i : slash;
    }
    above[slash] = '\0';
    if (slash > 0) {
        (void)mkdir(above, S_IRWXU);
    }
    (void)mkdir(path, S_IRWXU);
    return open_folder(path);
}

static bool write_all(int file, cl_span bytes)
{
    while (bytes.len > 0) {
        ssize_t written = write(file, bytes.data, bytes.len);
        if (written <= 0) {
            return false;
        }
        bytes = cl_span_from(bytes, (size_t)written);
    }
    return true;
}

/* Under a name of its own first: a reader sees the old file or the whole new one. */
static bool replace(int folder, const char *name, cl_span begin, cl_span image)
{
    char fresh[CL_PATH_MAX];
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_REALTIME, &now);
    int len = snprintf(fresh, sizeof fresh, "%s-%ld-%ld.new", name, (long)getpid(), now.tv_nsec);
    if (len < 0 || (size_t)len >= sizeof fresh) {
        return false;
    }
    int file = openat(folder, fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                      S_IRUSR | S_IWUSR);
    if (file < 0) {
        return false;
    }
    bool written = write_all(file, begin) && write_all(file, image);
    written = close(file) == 0 && written;
    if (!written || renameat(folder, fresh, folder, name) != 0) {
        (void)unlinkat(folder, fresh, 0);
        return false;
    }
    return true;
}

/* The kept file that was used or written longest ago, by its name in `out`; how many there are. */
static size_t oldest(int folder, DIR *list, char out[CL_PATH_MAX])
{
    size_t count = 0;
    time_t first = 0;
    for (const struct dirent *entry = readdir(list); entry != NULL; entry = readdir(list)) {
        struct stat about;
        if (!cl_span_starts(cl_span_of(entry->d_name), CL_SPAN(CL_CACHE_PREFIX)) ||
            fstatat(folder, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0) {
            continue;
        }
        time_t used = about.st_atime > about.st_mtime ? about.st_atime : about.st_mtime;
        if (count == 0 || used < first) {
            first = used;
            (void)snprintf(out, CL_PATH_MAX, "%s", entry->d_name);
        }
        count++;
    }
    return count;
}

/* Each file adds one: where there are too many, one goes. */
static void tidy(int folder)
{
    char name[CL_PATH_MAX];
    int again = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = again < 0 ? NULL : fdopendir(again);
    if (list != NULL) {
        if (oldest(folder, list, name) > CL_CACHE_FILES_MAX) {
            (void)unlinkat(folder, name, 0);
        }
        (void)closedir(list);
    } else if (again >= 0) {
        (void)close(again);
    }
}

bool cl_cache_store(const char *path, const char *name, cl_span begin, cl_span image)
{
    int folder = make_folder(path);
    if (folder < 0) {
        return false;
    }
    bool stored = replace(folder, name, begin, image);
    if (stored) {
        tidy(folder);
    }
    (void)close(folder);
    return stored;
}
