/* The bytes of an input through every stage, with the real rules, judged for editions and
 * reported: what a hostile picture meets. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "captionlint.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int drop(const char *bytes, size_t len, void *user)
{
    (void)bytes;
    (void)len;
    (void)user;
    return 0;
}

static const struct {
    const char *edition;
    const char *key;
    const char *value;
} settings[] = {
    {"web", "territory", "KR,IT"},  {"web", "medium", "internet"},
    {"web", "at", "2017-03-09"},    {"web", "profile", "publish-web"},
    {"desk", "profile", "wire-in"}, {"standards", "profile", "iptc-core"},
};

static captionlint *open_rules(void)
{
    captionlint_error error = {0};
    captionlint *lint = captionlint_new(CL_SOURCE_FOLDER "/rules", &error);
    bool good = lint != NULL;
    for (size_t i = 0; good && i < sizeof settings / sizeof *settings; i++) {
        const char *name = settings[i].edition;
        good = captionlint_edition_add(lint, name, &error) == CAPTIONLINT_OK &&
               captionlint_edition_set(lint, name, settings[i].key, settings[i].value, &error) ==
                   CAPTIONLINT_OK;
    }
    if (!good) {
        (void)fprintf(stderr, "%s\n", error.message);
        abort();
    }
    return lint;
}

static int report(const captionlint_picture *picture, void *user)
{
    captionlint_error error = {0};
    for (size_t i = 0; i < captionlint_picture_damage_count(picture); i++) {
        (void)captionlint_picture_damage(picture, i);
    }
    return captionlint_report_add(user, picture, &error) == CAPTIONLINT_OK ? 0 : 1;
}

/* As what the bytes say they are, and as the text or the records that they may be meant for. */
static void check(const captionlint *lint, const uint8_t *data, size_t size,
                  captionlint_input_kind kind)
{
    captionlint_error error = {0};
    const captionlint_report_options options = {.format = "json"};
    captionlint_report *into = captionlint_report_new(&options, drop, NULL, &error);
    const captionlint_input input = {.path = "fuzz", .bytes = data, .len = size, .kind = kind};
    if (into == NULL || captionlint_check(lint, &input, report, into, &error) != CAPTIONLINT_OK ||
        captionlint_report_end(into, &error) != CAPTIONLINT_OK) {
        abort(); /* bytes never make us fail: what is wrong with them is a finding */
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static captionlint *lint = NULL; /* rules are loaded once, not once an input */
    if (lint == NULL) {
        lint = open_rules();
    }
    if (data == NULL) {
        return 0;
    }
    check(lint, data, size, CAPTIONLINT_INPUT_PICTURE);
    check(lint, data, size, CAPTIONLINT_INPUT_TEXT);
    check(lint, data, size, CAPTIONLINT_INPUT_RECORDS);
    return 0;
}
