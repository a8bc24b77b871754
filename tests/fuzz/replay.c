/* Runs a fuzz target over the files of its corpus: the part of fuzzing that every test run repeats.
 */
#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay_file(const char *folder, const char *name)
{
    char path[4096];
    int len = snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = len < 0 || (size_t)len >= sizeof path ? NULL : fopen(path, "rb");
    if (file == NULL) {
        return 1;
    }
    uint8_t *data = NULL;
    size_t size = 0;
    for (;;) {
        uint8_t *more = realloc(data, size + 65536);
        if (more == NULL) {
            break;
        }
        data = more;
        size_t n = fread(data + size, 1, 65536, file);
        size += n;
        if (n == 0) {
            break;
        }
    }
    (void)fclose(file);
    /* An exact copy, so that the sanitizer sees a read one byte too far. */
    uint8_t *exact = realloc(data, size == 0 ? 1 : size);
    (void)LLVMFuzzerTestOneInput(exact == NULL ? data : exact, size);
    free(exact == NULL ? data : exact);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        (void)fprintf(stderr, "usage: %s CORPUS_FOLDER\n", argv[0]);
        return 2;
    }
    DIR *folder = opendir(argv[1]);
    if (folder == NULL) {
        perror(argv[1]);
        return 2;
    }
    size_t files = 0;
    int failed = 0;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (entry->d_name[0] != '.') {
            failed |= replay_file(argv[1], entry->d_name);
            files++;
        }
    }
    (void)closedir(folder);
    (void)printf("%zu files replayed\n", files);
    return failed != 0 || files == 0 ? 1 : 0;
}
