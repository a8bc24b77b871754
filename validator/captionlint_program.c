/* What this program is made of, for results that must not outlive it. */
#define _GNU_SOURCE /* dl_iterate_phdr */

#include <link.h>
#include <sys/stat.h>

#include "captionlint_handle.h"

/* A library that was replaced may read a picture in another way. */
static int add_object(struct dl_phdr_info *object, size_t size, void *user)
{
    cl_fingerprint *fingerprint = user;
    struct stat about;
    (void)size;
    if (object->dlpi_name == NULL || stat(object->dlpi_name, &about) != 0) {
        return 0; /* the program itself, or what the kernel brings along */
    }
    cl_fingerprint_add(fingerprint, cl_span_of(object->dlpi_name));
    cl_fingerprint_add_number(fingerprint, (uint64_t)about.st_size);
    cl_fingerprint_add_number(fingerprint, (uint64_t)about.st_mtim.tv_sec);
    cl_fingerprint_add_number(fingerprint, (uint64_t)about.st_mtim.tv_nsec);
    return 0;
}

void captionlint_identify_program(cl_fingerprint *fingerprint)
{
    cl_fingerprint_add(fingerprint, cl_span_of(CAPTIONLINT_VERSION));
    (void)dl_iterate_phdr(add_object, fingerprint);
}
