/* How long each record of a file takes to read: time_records RULES FILE MOST. The slowest are
 * printed; one that takes more than MOST milliseconds of the processor's time is a failure. Each is
 * read twice and the shorter time counts: what is compiled for the first text that needs it is no
 * work of the text. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "captionlint.h"

enum {
    SLOWEST = 10,
    ID_BYTES = 128
};

typedef struct timing {
    double ms;
    int incomplete;
    char id[ID_BYTES];
} timing;

static double worked(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int keep(const captionlint_picture *picture, void *user)
{
    timing *out = user;
    out->incomplete = captionlint_picture_incomplete(picture);
    (void)snprintf(out->id, sizeof out->id, "%s", captionlint_picture_id(picture));
    return 0;
}

static void read_once(const captionlint *lint, const char *line, size_t len, timing *out)
{
    captionlint_error error = {0};
    const captionlint_input input = {
        .bytes = line, .len = len, .kind = CAPTIONLINT_INPUT_RECORDS, .extract_only = 1};
    double begun = worked();
    if (captionlint_check(lint, &input, keep, out, &error) != CAPTIONLINT_OK) {
        fprintf(stderr, "%s\n", error.message);
        exit(2);
    }
    out->ms = worked() - begun;
}

/* Keeps the slowest, those first. */
static void sort_in(timing slowest[SLOWEST], const timing *one)
{
    size_t place = SLOWEST;
    while (place > 0 && slowest[place - 1].ms < one->ms) {
        place--;
    }
    if (place < SLOWEST) {
        memmove(&slowest[place + 1], &slowest[place], (SLOWEST - place - 1) * sizeof *slowest);
        slowest[place] = *one;
    }
}

static size_t read_all(const captionlint *lint, FILE *file, timing slowest[SLOWEST])
{
    char *line = NULL;
    size_t room = 0;
    size_t count = 0;
    for (ssize_t len; (len = getline(&line, &room, file)) > 0; count++) {
        timing first = {0};
        timing second = {0};
        read_once(lint, line, (size_t)len, &first);
        read_once(lint, line, (size_t)len, &second);
        sort_in(slowest, first.ms < second.ms ? &first : &second);
    }
    free(line);
    return count;
}

int main(int count, char **arguments)
{
    captionlint_error error = {0};
    timing slowest[SLOWEST] = {0};
    FILE *file = count == 4 ? fopen(arguments[2], "r") : NULL;
    captionlint *lint = file == NULL ? NULL : captionlint_new(arguments[1], &error);
    if (lint == NULL) {
        fprintf(stderr, "time_records RULES FILE MOST; %s\n", error.message);
        return 2;
    }
    double most = strtod(arguments[3], NULL);
    size_t read = read_all(lint, file, slowest);
    for (size_t i = 0; i < SLOWEST && slowest[i].ms > 0; i++) {
        printf("%8.2f ms%s  %s\n", slowest[i].ms, slowest[i].incomplete ? ", told" : "      ",
               slowest[i].id);
    }
    printf("%zu records, the slowest %.2f ms, %.0f allowed\n", read, slowest[0].ms, most);
    (void)fclose(file);
    captionlint_free(lint);
    return read > 0 && slowest[0].ms <= most ? 0 : 1;
}
