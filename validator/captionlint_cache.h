/* Results of earlier runs. captionlint_cache.c is the only file with SQLite: one connection writes,
 * for the thread that tells the results, and each thread that reads pictures has its own to look
 * them up with. */
#ifndef CAPTIONLINT_CACHE_H
#define CAPTIONLINT_CACHE_H

#include <time.h>

#include "base/fingerprint.h"
#include "captionlint_handle.h"

/* What is kept of a picture beside its text in the report. */
typedef struct captionlint_cache_entry {
    cl_verdict worst;
    bool incomplete;
    bool has_findings;
    cl_level level; /* the highest */
    size_t editions;
    size_t known; /* findings that the baseline knows */
} captionlint_cache_entry;

/* Which result is meant: the row, and the state of all that it was made of. */
typedef struct captionlint_cache_key {
    int64_t row;
    uint8_t stamp[CL_FINGERPRINT_BYTES];
    bool young; /* a file changed so lately that one more change might not show */
} captionlint_cache_key;

/* `recipe` stands for all that a result depends on beside the files. False when there is no such
 * file. */
bool captionlint_cache_key_of(const uint8_t recipe[CL_FINGERPRINT_BYTES],
                              const captionlint_input *input, captionlint_cache_key *out);
bool captionlint_cache_key_equal(const captionlint_cache_key *a, const captionlint_cache_key *b);

typedef struct captionlint_cache_reader captionlint_cache_reader;

/* One for each thread; NULL when the database cannot be read any more. */
captionlint_cache_reader *captionlint_cache_reader_new(captionlint_cache *cache);
void captionlint_cache_reader_free(captionlint_cache_reader *reader);

/* Where a result goes; what it holds is added to the two texts. */
typedef struct captionlint_cache_found {
    captionlint_cache_entry entry;
    cl_out *facts;
    cl_out *text;
} captionlint_cache_found;

/* The result that holds at `now`. False when there is none. */
bool captionlint_cache_find(captionlint_cache_reader *reader, const captionlint_cache_key *key,
                            time_t now, captionlint_cache_found *out);

/* What is to be kept of a result; read during the call only. */
typedef struct captionlint_cache_result {
    const captionlint_cache_key *key;
    const captionlint_cache_entry *entry;
    cl_period holds;
    cl_span facts; /* about the picture, for statistics */
    cl_span text;
} captionlint_cache_result;

/* Keeps a result; it is in the database after captionlint_cache_save at the latest. */
void captionlint_cache_add(captionlint_cache *cache, const captionlint_cache_result *result);
void captionlint_cache_save(captionlint_cache *cache);

#endif
