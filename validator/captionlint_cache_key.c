/* What the result of a file depends on: the file and its sidecars as the system knows them. */
#define _POSIX_C_SOURCE 200809L

#include <string.h>
#include <sys/stat.h>

#include "captionlint_cache.h"

static void add_time(cl_fingerprint *stamp, const struct timespec *time)
{
    cl_fingerprint_add_number(stamp, (uint64_t)time->tv_sec);
    cl_fingerprint_add_number(stamp, (uint64_t)time->tv_nsec);
}

/* A file may change again without a new time as long as the clock of its file system does not
 * tick: the kernel's does at least every 10 ms, where there are no fractions of seconds every 2 s.
 * The time of the last change of the inode is one that nobody sets. */
static bool is_young(const struct timespec *changed)
{
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0) {
        return true;
    }
    if (changed->tv_nsec == 0) {
        return changed->tv_sec + 3 > now.tv_sec;
    }
    int64_t age =
        (now.tv_sec - changed->tv_sec) * INT64_C(1000000000) + now.tv_nsec - changed->tv_nsec;
    return age < INT64_C(100000000);
}

static bool add_file(cl_fingerprint *stamp, const char *path, bool *young)
{
    struct stat about;
    if (path[0] == '\0' || stat(path, &about) != 0) {
        cl_fingerprint_add_number(stamp, 0);
        return false;
    }
    cl_fingerprint_add_number(stamp, 1);
    cl_fingerprint_add_number(stamp, about.st_dev);
    cl_fingerprint_add_number(stamp, about.st_ino);
    cl_fingerprint_add_number(stamp, about.st_mode);
    cl_fingerprint_add_number(stamp, (uint64_t)about.st_size);
    add_time(stamp, &about.st_mtim);
    add_time(stamp, &about.st_ctim);
    *young = *young || is_young(&about.st_ctim);
    return true;
}

/* Eight bytes of a fingerprint are enough to find a row; the stamp says whether it is the one. */
static int64_t row_of(const uint8_t fingerprint[CL_FINGERPRINT_BYTES])
{
    uint64_t row = 0;
    for (size_t i = 0; i < sizeof row; i++) {
        row = row << 8 | fingerprint[i];
    }
    return (int64_t)(row >> 1);
}

bool captionlint_cache_key_of(const uint8_t recipe[CL_FINGERPRINT_BYTES],
                              const captionlint_input *input, captionlint_cache_key *out)
{
    cl_fingerprint stamp;
    char sidecar[CL_PATH_MAX];
    cl_fingerprint_begin(&stamp);
    cl_fingerprint_add(&stamp, (cl_span){recipe, CL_FINGERPRINT_BYTES});
    cl_fingerprint_add(&stamp, cl_span_of(input->path));
    cl_fingerprint_add_number(&stamp, (uint64_t)input->kind);
    cl_fingerprint_add_number(&stamp, input->extract_only != 0);
    cl_fingerprint_add_number(&stamp, input->thumbnails != 0);
    cl_fingerprint_get(&stamp, out->stamp);
    out->row = row_of(out->stamp);
    out->young = false;
    if (!add_file(&stamp, input->path, &out->young)) {
        return false;
    }
    cl_span path = cl_span_of(input->path);
    for (size_t i = 0; captionlint_sidecar_name(path, i, sidecar); i++) {
        (void)add_file(&stamp, sidecar, &out->young);
    }
    cl_fingerprint_get(&stamp, out->stamp);
    return true;
}

bool captionlint_cache_key_equal(const captionlint_cache_key *a, const captionlint_cache_key *b)
{
    return a->row == b->row && memcmp(a->stamp, b->stamp, sizeof a->stamp) == 0;
}
