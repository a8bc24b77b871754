/* Judges the inputs of one case for the editions of its captionlint.yaml and prints, for every
 * picture and edition, the verdict, the findings and the duties: show_case RULES INPUT... */
#include <stdio.h>

#include "captionlint.h"

static const char *const levels[] = {"info", "warning", "error"};

static void show_finding(const char *margin, const char *what, const captionlint_finding *finding)
{
    (void)printf("%s%s %s: %s\n", margin, what, finding->rule, finding->message);
}

static void show_edition(const captionlint_picture *picture, size_t edition)
{
    captionlint_verdict verdict = captionlint_picture_verdict(picture, edition);
    (void)printf("  %s: %s\n", captionlint_picture_edition(picture, edition),
                 captionlint_verdict_name(verdict));
    for (size_t i = 0; i < captionlint_picture_finding_count(picture, edition); i++) {
        captionlint_finding finding = captionlint_picture_finding(picture, edition, i);
        show_finding("    ", levels[finding.level], &finding);
    }
    for (size_t i = 0; i < captionlint_picture_duty_count(picture, edition); i++) {
        captionlint_finding duty = captionlint_picture_duty(picture, edition, i);
        show_finding("    ", "duty", &duty);
    }
}

static int show_picture(const captionlint_picture *picture, void *user)
{
    (void)user;
    const char *id = captionlint_picture_id(picture);
    (void)printf("%s\n", id[0] != '\0' ? id : captionlint_picture_path(picture));
    for (size_t i = 0; i < captionlint_picture_damage_count(picture); i++) {
        captionlint_finding damage = captionlint_picture_damage(picture, i);
        show_finding("  ", levels[damage.level], &damage);
    }
    for (size_t i = 0; i < captionlint_picture_edition_count(picture); i++) {
        show_edition(picture, i);
    }
    return 0;
}

static captionlint_status show(captionlint *lint, char **inputs, captionlint_error *error)
{
    captionlint_status status = captionlint_configure(lint, "captionlint.yaml", error);
    for (; *inputs != NULL && status == CAPTIONLINT_OK; inputs++) {
        const captionlint_input input = {.path = *inputs};
        status = captionlint_check(lint, &input, show_picture, NULL, error);
    }
    return status;
}

int main(int argc, char **argv)
{
    captionlint_error error = {0};
    captionlint *lint = argc > 2 ? captionlint_new(argv[1], &error) : NULL;
    if (lint == NULL || show(lint, argv + 2, &error) != CAPTIONLINT_OK) {
        (void)fprintf(stderr, "%s\n", error.message);
        captionlint_free(lint);
        return 2;
    }
    captionlint_free(lint);
    return 0;
}
