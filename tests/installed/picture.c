/* Checks a picture with nothing but the installed library: picture PATH TERRITORY. */
#include <captionlint.h>
#include <stdio.h>

static int show(const captionlint_picture *picture, void *user)
{
    (void)user;
    for (size_t i = 0; i < captionlint_picture_edition_count(picture); i++) {
        (void)printf("%s %s\n", captionlint_picture_edition(picture, i),
                     captionlint_verdict_name(captionlint_picture_verdict(picture, i)));
    }
    return captionlint_picture_incomplete(picture);
}

int main(int argc, char **argv)
{
    captionlint_error error = {0};
    captionlint *lint = argc == 3 ? captionlint_new(NULL, &error) : NULL;
    if (lint == NULL || captionlint_edition_add(lint, "mine", &error) != CAPTIONLINT_OK ||
        captionlint_edition_set(lint, "mine", "territory", argv[2], &error) != CAPTIONLINT_OK) {
        (void)fprintf(stderr, "%s\n", error.message);
        return 2;
    }
    const captionlint_input input = {.path = argv[1]};
    captionlint_status status = captionlint_check(lint, &input, show, NULL, &error);
    if (status != CAPTIONLINT_OK) {
        (void)fprintf(stderr, "%s\n", error.message);
    }
    captionlint_free(lint);
    return status == CAPTIONLINT_OK ? 0 : 2;
}
