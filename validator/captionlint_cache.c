#define _POSIX_C_SOURCE 200809L

#include "captionlint_cache.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/reader.h"

/* A database says itself whose it is (sqlite.org/fileformat2.html, 1.3.19 and 1.3.14). */
#define APPLICATION "1667329108" /* "calT" */
#define LAYOUT      "1"

static const char table[] = "CREATE TABLE result(row INTEGER PRIMARY KEY, stamp BLOB, since "
                            "INTEGER, until INTEGER, body BLOB)";

enum {
    HEAD = 15, /* of a body, before the facts and the text: see put_body */
    SUM = 4    /* behind them */
};

/* A result that is not in the database yet. */
typedef struct pending {
    captionlint_cache_key key;
    cl_period holds;
    size_t len; /* of its body, in the batch */
} pending;

struct captionlint_cache {
    char path[CL_PATH_MAX];
    sqlite3 *database;
    sqlite3_stmt *put;
    pending batch[CL_RESULTS_BATCH];
    size_t batch_count;
    cl_out bodies;
    uint64_t added;
    atomic_uint_fast64_t hits;
    atomic_uint_fast64_t misses;
    atomic_uint_fast64_t stale;
    atomic_bool broken; /* it is not asked any more; `trouble` says why once the run is over */
    atomic_int cause;   /* SQLite's code for it */
};

struct captionlint_cache_reader {
    captionlint_cache *cache;
    sqlite3 *database;
    sqlite3_stmt *get;
};

/* --- rows --- */

/* Of everything in the row, so that a disk that forgets a bit is seen. */
static uint32_t sum_of(const captionlint_cache_key *key, const cl_period *holds, cl_span body)
{
    const uint64_t parts[] = {cl_hash((cl_span){key->stamp, sizeof key->stamp}),
                              (uint64_t)holds->from, (uint64_t)holds->to, cl_hash(body)};
    return (uint32_t)cl_hash((cl_span){(const uint8_t *)parts, sizeof parts});
}

static void put_u32(cl_out *out, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        cl_out_byte(out, (char)(uint8_t)(number >> shift));
    }
}

static void put_body(cl_out *out, const captionlint_cache_result *result)
{
    size_t before = out->len;
    cl_out_byte(out, (char)result->entry->worst);
    cl_out_byte(out, result->entry->has_findings ? 1 : 0);
    cl_out_byte(out, (char)result->entry->level);
    put_u32(out, (uint32_t)result->entry->editions);
    put_u32(out, (uint32_t)result->entry->known);
    put_u32(out, (uint32_t)result->facts.len);
    cl_out_put(out, result->facts);
    cl_out_put(out, result->text);
    put_u32(out, sum_of(result->key, &result->holds, cl_span_from(cl_out_span(out), before)));
}

static cl_status read_head(cl_reader *body, captionlint_cache_entry *out, uint32_t *facts_len)
{
    uint8_t worst;
    uint8_t has_findings;
    uint8_t level;
    uint32_t editions;
    uint32_t known;
    CL_TRY(cl_read_u8(body, &worst));
    CL_TRY(cl_read_u8(body, &has_findings));
    CL_TRY(cl_read_u8(body, &level));
    CL_TRY(cl_read_u32be(body, &editions));
    CL_TRY(cl_read_u32be(body, &known));
    CL_TRY(cl_read_u32be(body, facts_len));
    if (worst > CL_VERDICT_BLOCK || level > CL_ERROR) {
        return CL_MALFORMED;
    }
    *out = (captionlint_cache_entry){.worst = (cl_verdict)worst,
                                     .has_findings = has_findings != 0,
                                     .level = (cl_level)level,
                                     .editions = editions,
                                     .known = known};
    return CL_OK;
}

/* CL_MALFORMED for what was not written so. */
static cl_status read_body(const captionlint_cache_key *key, const cl_period *holds, cl_span body,
                           captionlint_cache_found *out)
{
    if (body.len < HEAD + SUM) {
        return CL_MALFORMED;
    }
    size_t len = body.len - SUM;
    cl_reader behind = cl_reader_of(cl_span_from(body, len), len);
    cl_reader head = cl_reader_of(cl_span_sub(body, 0, len), 0);
    uint32_t sum;
    uint32_t facts_len;
    CL_TRY(cl_read_u32be(&behind, &sum));
    if (sum != sum_of(key, holds, cl_span_sub(body, 0, len))) {
        return CL_MALFORMED;
    }
    CL_TRY(read_head(&head, &out->entry, &facts_len));
    cl_span facts = cl_span_sub(body, HEAD, facts_len);
    if (facts_len > len - HEAD || !cl_span_ends(facts, CL_SPAN("\0"))) {
        return CL_MALFORMED; /* they are texts with a NUL behind each */
    }
    cl_out_put(out->facts, facts);
    cl_out_put(out->text, cl_span_sub(body, HEAD + facts_len, len - HEAD - facts_len));
    return out->facts->failed || out->text->failed ? CL_NO_MEMORY : CL_OK;
}

/* --- the database --- */

static void give_up(captionlint_cache *cache, int code)
{
    int none = SQLITE_OK;
    (void)atomic_compare_exchange_strong(&cache->cause, &none, code);
    atomic_store(&cache->broken, true);
}

/* Another process that writes is waited for; what is then not done is no damage. */
static bool is_busy(int code)
{
    return (code & 0xFF) == SQLITE_BUSY || (code & 0xFF) == SQLITE_LOCKED;
}

static bool run(sqlite3 *database, const char *statement)
{
    return sqlite3_exec(database, statement, NULL, NULL, NULL) == SQLITE_OK;
}

/* A file that we did not make cannot make us do more than read it. */
static sqlite3 *connect(const char *path, int flags)
{
    sqlite3 *database = NULL;
    if (sqlite3_open_v2(path, &database, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE,
                        NULL) != SQLITE_OK) {
        (void)sqlite3_close(database);
        return NULL;
    }
    (void)sqlite3_busy_timeout(database, CL_RESULTS_WAIT);
    (void)sqlite3_extended_result_codes(database, 1);
    (void)sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    (void)sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    (void)run(database, "PRAGMA cell_size_check=ON; PRAGMA cache_size=-512");
    return database;
}

static bool prepare(sqlite3 *database, const char *text, sqlite3_stmt **out)
{
    return sqlite3_prepare_v3(database, text, -1, SQLITE_PREPARE_PERSISTENT, out, NULL) ==
           SQLITE_OK;
}

/* Whether the first column of the first row is that text. */
static bool answers(sqlite3 *database, const char *question, const char *answer)
{
    sqlite3_stmt *statement = NULL;
    bool same = false;
    if (prepare(database, question, &statement) && sqlite3_step(statement) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(statement, 0);
        same = text != NULL && strcmp(text, answer) == 0;
    }
    (void)sqlite3_finalize(statement);
    return same;
}

static bool is_ours(sqlite3 *database)
{
    return answers(database, "PRAGMA application_id", APPLICATION) &&
           answers(database, "PRAGMA user_version", LAYOUT) &&
           answers(database, "SELECT sql FROM sqlite_schema WHERE name='result'", table);
}

/* An empty file, or a database without anything in it. */
static bool is_new(sqlite3 *database)
{
    return answers(database, "PRAGMA application_id", "0") &&
           answers(database, "PRAGMA user_version", "0") &&
           answers(database, "SELECT count(*) FROM sqlite_schema", "0");
}

/* In one transaction: another process may be making it at the same moment. */
static bool make(sqlite3 *database)
{
    char statement[sizeof table + 2];
    (void)sqlite3_snprintf((int)sizeof statement, statement, "%s;", table);
    if (!run(database, "PRAGMA journal_mode=WAL") || !run(database, "BEGIN IMMEDIATE")) {
        return false;
    }
    bool made =
        is_ours(database) ||
        (is_new(database) && run(database, statement) &&
         run(database, "PRAGMA application_id=" APPLICATION "; PRAGMA user_version=" LAYOUT));
    return run(database, made ? "COMMIT" : "ROLLBACK") && made;
}

static int64_t number_of(sqlite3 *database, const char *question)
{
    sqlite3_stmt *statement = NULL;
    int64_t number = 0;
    if (prepare(database, question, &statement) && sqlite3_step(statement) == SQLITE_ROW) {
        number = sqlite3_column_int64(statement, 0);
    }
    (void)sqlite3_finalize(statement);
    return number;
}

/* A row is a hash: half of the rows are a random half, and nobody keeps a list of what was used. */
static void make_room(captionlint_cache *cache)
{
    int64_t used = number_of(cache->database, "PRAGMA page_count") -
                   number_of(cache->database, "PRAGMA freelist_count");
    if (used > (int64_t)CL_RESULTS_PAGES_MAX) {
        (void)run(cache->database, "DELETE FROM result WHERE row & 1");
    }
}

static cl_status refuse(const char *path, cl_error *error)
{
    return cl_error_set(error, CL_BAD_CONFIG,
                        "%s: no cache of this version of captionlint, or a damaged one; delete it "
                        "or name another file",
                        path);
}

/* Makes the file first, for its owner alone: results tell what pictures say. */
static cl_status make_file(const char *path, cl_error *error)
{
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600);
    struct stat about;
    if (file < 0 || fstat(file, &about) != 0) {
        cl_status status = cl_error_set(error, CL_BAD_CONFIG,
                                        "%s: %s; name a file that can be "
                                        "written",
                                        path, cl_system_reason(errno));
        if (file >= 0) {
            (void)close(file);
        }
        return status;
    }
    (void)close(file);
    return S_ISREG(about.st_mode) ? CL_OK
                                  : cl_error_set(error, CL_BAD_CONFIG, "%s: not a file", path);
}

static cl_status open_database(captionlint_cache *cache, const char *path, cl_error *error)
{
    cl_span name = cl_span_of(path);
    if (name.len == 0 || name.len >= sizeof cache->path) {
        return cl_error_set(error, CL_BAD_CONFIG, "the cache has no name, or one that is too long");
    }
    memcpy(cache->path, path, name.len + 1);
    CL_TRY(make_file(path, error));
    cache->database = connect(path, SQLITE_OPEN_READWRITE);
    if (cache->database == NULL) {
        return refuse(path, error);
    }
    /* Looked at before anything is changed: it may be somebody's. */
    if (!is_ours(cache->database) && !is_new(cache->database)) {
        return refuse(path, error);
    }
    if (!make(cache->database) || !run(cache->database, "PRAGMA synchronous=NORMAL") ||
        !prepare(cache->database, "INSERT OR REPLACE INTO result VALUES(?,?,?,?,?)", &cache->put)) {
        return refuse(path, error);
    }
    make_room(cache);
    return CL_OK;
}

captionlint_cache *captionlint_cache_open(const char *path, captionlint_error *error)
{
    cl_error cause = {0};
    captionlint_cache *cache = calloc(1, sizeof *cache);
    cl_status status = cache == NULL ? CL_NO_MEMORY : open_database(cache, path, &cause);
    if (status != CL_OK) {
        (void)captionlint_fail(error, &cause, status);
        captionlint_cache_close(cache);
        return NULL;
    }
    return cache;
}

captionlint_cache_stats captionlint_cache_stats_of(const captionlint_cache *cache)
{
    int64_t size = number_of(cache->database, "PRAGMA page_count") *
                   number_of(cache->database, "PRAGMA page_size");
    return (captionlint_cache_stats){.hits = atomic_load(&cache->hits),
                                     .misses = atomic_load(&cache->misses),
                                     .stale = atomic_load(&cache->stale),
                                     .added = cache->added,
                                     .size = (uint64_t)size};
}

const char *captionlint_cache_trouble(const captionlint_cache *cache)
{
    return atomic_load(&cache->broken) ? sqlite3_errstr(atomic_load(&cache->cause)) : "";
}

void captionlint_cache_close(captionlint_cache *cache)
{
    if (cache != NULL) {
        captionlint_cache_save(cache);
        (void)sqlite3_finalize(cache->put);
        (void)sqlite3_close(cache->database);
        cl_out_free(&cache->bodies);
        free(cache);
    }
}

/* --- looking up --- */

captionlint_cache_reader *captionlint_cache_reader_new(captionlint_cache *cache)
{
    captionlint_cache_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL) {
        return NULL;
    }
    reader->cache = cache;
    reader->database = connect(cache->path, SQLITE_OPEN_READONLY);
    if (reader->database == NULL ||
        !prepare(reader->database, "SELECT stamp,since,until,body FROM result WHERE row=?",
                 &reader->get)) {
        captionlint_cache_reader_free(reader);
        return NULL;
    }
    return reader;
}

void captionlint_cache_reader_free(captionlint_cache_reader *reader)
{
    if (reader != NULL) {
        (void)sqlite3_finalize(reader->get);
        (void)sqlite3_close(reader->database);
        free(reader);
    }
}

static cl_span blob(sqlite3_stmt *statement, int column)
{
    const void *data = sqlite3_column_blob(statement, column);
    int len = sqlite3_column_bytes(statement, column);
    return data == NULL ? CL_EMPTY_SPAN : (cl_span){data, (size_t)len};
}

/* Editions without a time are judged for the minute. */
static bool is_within(const cl_period *holds, time_t now)
{
    int64_t minute = (int64_t)now - (int64_t)now % 60;
    return minute >= holds->from && minute < holds->to;
}

/* The row that the statement stands on. */
static bool take_row(captionlint_cache_reader *reader, const captionlint_cache_key *key, time_t now,
                     captionlint_cache_found *out)
{
    sqlite3_stmt *row = reader->get;
    const cl_period holds = {sqlite3_column_int64(row, 1), sqlite3_column_int64(row, 2)};
    cl_span stamp = blob(row, 0);
    if (!cl_span_equal(stamp, (cl_span){key->stamp, sizeof key->stamp}) ||
        !is_within(&holds, now)) {
        (void)atomic_fetch_add(&reader->cache->stale, 1);
        return false;
    }
    cl_status status = read_body(key, &holds, blob(row, 3), out);
    if (status == CL_OK) {
        (void)atomic_fetch_add(&reader->cache->hits, 1);
    } else if (status != CL_NO_MEMORY) {
        give_up(reader->cache, SQLITE_CORRUPT);
    }
    return status == CL_OK;
}

bool captionlint_cache_find(captionlint_cache_reader *reader, const captionlint_cache_key *key,
                            time_t now, captionlint_cache_found *out)
{
    captionlint_cache *cache = reader->cache;
    bool found = false;
    if (atomic_load(&cache->broken) || sqlite3_bind_int64(reader->get, 1, key->row) != SQLITE_OK) {
        return false;
    }
    int code = sqlite3_step(reader->get);
    if (code == SQLITE_ROW) {
        found = take_row(reader, key, now, out);
    } else if (code == SQLITE_DONE) {
        (void)atomic_fetch_add(&cache->misses, 1);
    } else if (!is_busy(code)) {
        give_up(cache, code);
    }
    (void)sqlite3_reset(reader->get);
    return found;
}

/* --- keeping --- */

void captionlint_cache_add(captionlint_cache *cache, const captionlint_cache_result *result)
{
    if (atomic_load(&cache->broken) || result->text.len > CL_RESULT_BYTES_MAX) {
        return;
    }
    size_t before = cache->bodies.len;
    put_body(&cache->bodies, result);
    if (cache->bodies.failed) {
        cl_out_free(&cache->bodies);
        cache->batch_count = 0;
        return;
    }
    cache->batch[cache->batch_count++] =
        (pending){*result->key, result->holds, cache->bodies.len - before};
    if (cache->batch_count == CL_RESULTS_BATCH || cache->bodies.len >= CL_RESULTS_BATCH_BYTES) {
        captionlint_cache_save(cache);
    }
}

/* SQLite's code; SQLITE_DONE when it is in. */
static int put_row(const captionlint_cache *cache, const pending *row, cl_span body)
{
    sqlite3_stmt *put = cache->put;
    (void)sqlite3_bind_int64(put, 1, row->key.row);
    (void)sqlite3_bind_blob(put, 2, row->key.stamp, sizeof row->key.stamp, SQLITE_STATIC);
    (void)sqlite3_bind_int64(put, 3, row->holds.from);
    (void)sqlite3_bind_int64(put, 4, row->holds.to);
    (void)sqlite3_bind_blob(put, 5, body.data, (int)body.len, SQLITE_STATIC);
    int code = sqlite3_step(put);
    (void)sqlite3_reset(put);
    (void)sqlite3_clear_bindings(put);
    return code;
}

static int put_rows(const captionlint_cache *cache)
{
    cl_span bodies = cl_out_span(&cache->bodies);
    for (size_t i = 0; i < cache->batch_count; i++) {
        const pending *row = &cache->batch[i];
        int code = put_row(cache, row, cl_span_sub(bodies, 0, row->len));
        if (code != SQLITE_DONE) {
            return code;
        }
        bodies = cl_span_from(bodies, row->len);
    }
    return sqlite3_exec(cache->database, "COMMIT", NULL, NULL, NULL);
}

void captionlint_cache_save(captionlint_cache *cache)
{
    if (cache->batch_count > 0 && !atomic_load(&cache->broken)) {
        int code = sqlite3_exec(cache->database, "BEGIN IMMEDIATE", NULL, NULL, NULL);
        code = code == SQLITE_OK ? put_rows(cache) : code;
        if (code == SQLITE_OK) {
            cache->added += cache->batch_count;
        } else {
            (void)run(cache->database, "ROLLBACK");
        }
        if (code != SQLITE_OK && !is_busy(code)) {
            give_up(cache, code);
        }
    }
    cache->batch_count = 0;
    cl_out_clear(&cache->bodies);
}
