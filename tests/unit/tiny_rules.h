/* A small rule set for tests of the engine: fixtures/rules/tiny, alone or with one more file. */
#ifndef CL_TINY_RULES_H
#define CL_TINY_RULES_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cl_test.h"
#include "ruleset/ruleset.h"

#define CL_TINY_RULES CL_SOURCE_FOLDER "/fixtures/rules/tiny"

static inline cl_ruleset *tiny_rules(void)
{
    cl_error error = {0};
    cl_ruleset *rules = NULL;
    cl_status status = cl_ruleset_load(CL_TINY_RULES, &rules, &error);
    if (status != CL_OK) {
        print_error("%s\n", error.message);
    }
    assert_int_equal(status, CL_OK);
    return rules;
}

static inline int remove_entry(const char *path, const struct stat *about, int type, struct FTW *at)
{
    (void)about, (void)type, (void)at;
    return remove(path);
}

/* Loads the tiny rules with the file `name` holding `text` instead of what it holds, and hands out
 * the error. The folder is gone when this returns. */
static inline cl_status load_with(const char *name, const char *text, cl_error *error)
{
    char folder[] = "/tmp/captionlint-rules-XXXXXX";
    char command[512];
    assert_non_null(mkdtemp(folder));
    (void)snprintf(command, sizeof command, "cp -R '%s/.' '%s'", CL_TINY_RULES, folder);
    assert_int_equal(system(command), 0);
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fputs(text, file) >= 0, 1);
    assert_int_equal(fclose(file), 0);
    cl_ruleset *rules = NULL;
    cl_status status = cl_ruleset_load(folder, &rules, error);
    if (status == CL_OK) {
        cl_ruleset_free(rules);
    }
    assert_int_equal(nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS), 0);
    return status;
}

#endif
