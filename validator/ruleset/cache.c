#define _XOPEN_SOURCE 700 /* realpath */

#include "ruleset/cache.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "ruleset/cache_file.h"
#include "ruleset/fold.h"

enum {
    FILE_NAME_MAX = 32 /* CL_CACHE_PREFIX and 16 digits */
};

/* What opens rules by way of the cache. */
typedef struct opener {
    const char *folder; /* of the rules */
    const cl_cache *cache;
    cl_arena *arena;
    cl_error *error;
    cl_span key;
    char name[FILE_NAME_MAX]; /* of the file in the cache */
    cl_cached cached;         /* what was found there; no bytes: nothing */
} opener;

/* The rules folder also as it was named: messages show it so. */
static cl_span place_of(const opener *open)
{
    char *real = realpath(open->folder, NULL);
    cl_span place =
        cl_arena_format(open->arena, "%.*s\n%s\n%s", CL_SPAN_PRINT(open->cache->program),
                        open->folder, real == NULL ? "" : real);
    free(real);
    return place;
}

static void name_file(opener *open)
{
    cl_span place = place_of(open);
    cl_span pcre2 = cl_pattern_library(open->arena);
    open->key =
        cl_arena_format(open->arena, "%.*s\n%.*s\n%.*s\nutf8proc %s", CL_SPAN_PRINT(place),
                        CL_SPAN_PRINT(open->cache->build), CL_SPAN_PRINT(pcre2), cl_fold_library());
    (void)snprintf(open->name, sizeof open->name, CL_CACHE_PREFIX "%016llx",
                   (unsigned long long)cl_hash(place));
}

static void look_up(opener *open)
{
    if (cl_cache_map(open->cache->folder, open->name, &open->cached) &&
        !cl_span_equal(open->cached.manifest->key, open->key)) {
        cl_cache_unmap(&open->cached);
        open->cached = (cl_cached){.file = -1};
    }
}

static cl_status use_cached(opener *open, cl_ruleset **out)
{
    const cl_ruleset_image image = {.memory = open->cached.bytes,
                                    .size = open->cached.size,
                                    .at = open->cached.image,
                                    .file = open->cached.file};
    open->cached = (cl_cached){.file = -1};
    return cl_ruleset_of_image(&image, out);
}

/* What cannot be written is made again the next time. */
static void store(const opener *open, const cl_files *files, cl_span image)
{
    const cl_cache_manifest manifest = {.key = open->key,
                                        .hash = files->hash,
                                        .stamps = files->stamps,
                                        .settled = cl_files_settled(files)};
    cl_out begin = {0};
    if (cl_cache_begin(&manifest, image, &begin) == CL_OK) {
        (void)cl_cache_store(open->cache->folder, open->name, cl_out_span(&begin), image);
    }
    cl_out_free(&begin);
}

static cl_status build_and_store(opener *open, const cl_files *files, cl_ruleset **out)
{
    cl_ruleset *built = NULL;
    cl_ruleset_image image = {.file = -1};
    CL_TRY(cl_ruleset_build(files, &built, open->error));
    CL_TRY(cl_ruleset_finish(built, &image));
    if (open->cache != NULL) {
        store(open, files, (cl_span){image.memory, image.size});
    }
    return cl_ruleset_of_image(&image, out);
}

/* The same files with other stamps: a copy, or what a version control program wrote again. */
static void store_again(const opener *open, const cl_files *files)
{
    cl_span image;
    if (cl_files_settled(files) &&
        cl_cache_read_image(&open->cached, open->arena, &image) == CL_OK) {
        store(open, files, image);
    }
}

/* The stamps decide where they can; otherwise the content of the files. */
static cl_status open_rules(opener *open, cl_ruleset **out)
{
    const cl_cache_manifest *manifest = open->cached.manifest;
    if (manifest != NULL && manifest->settled && cl_files_unchanged(&manifest->stamps)) {
        return use_cached(open, out);
    }
    cl_files files;
    CL_TRY(cl_files_read(open->arena, open->folder, &files, open->error));
    if (manifest == NULL || !cl_span_equal(manifest->hash, files.hash)) {
        return build_and_store(open, &files, out);
    }
    store_again(open, &files);
    return use_cached(open, out);
}

static cl_status open_in(cl_arena *arena, const char *folder, const cl_cache *cache,
                         cl_ruleset **out, cl_error *error)
{
    opener open = {
        .folder = folder, .cache = cache, .arena = arena, .error = error, .cached = {.file = -1}};
    if (cache != NULL) {
        name_file(&open);
        look_up(&open);
    }
    cl_status status = open_rules(&open, out);
    cl_cache_unmap(&open.cached);
    return status;
}

cl_status cl_ruleset_open(const char *folder, const cl_cache *cache, cl_ruleset **out,
                          cl_error *error)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_RULES_MAX); /* of what is read on the way */
    cl_status status = arena == NULL ? CL_NO_MEMORY : open_in(arena, folder, cache, out, error);
    cl_arena_free(arena);
    return status == CL_OK ? CL_OK
                           : cl_error_set(error, status, "%s: %s", folder,
                                          status == CL_LIMIT ? "larger than a rule set may be"
                                                             : "no memory to load the rules");
}

cl_status cl_ruleset_load(const char *folder, cl_ruleset **out, cl_error *error)
{
    return cl_ruleset_open(folder, NULL, out, error);
}
