/* Files that came along with the bytes of a picture. */
#include <stdbool.h>
#include <string.h>

#include "captionlint.h"
#include "cl_test.h"

/* What was seen of the picture. */
typedef struct seen {
    size_t pictures;
    captionlint_verdict verdict;
    bool limit; /* it says that a cap was reached */
    bool incomplete;
} seen;

static int look(const captionlint_picture *picture, void *user)
{
    seen *out = user;
    out->pictures++;
    out->verdict = captionlint_picture_verdict(picture, 0);
    out->incomplete = captionlint_picture_incomplete(picture) != 0;
    for (size_t i = 0; i < captionlint_picture_damage_count(picture); i++) {
        captionlint_finding damage = captionlint_picture_damage(picture, i);
        out->limit = out->limit || strcmp(damage.rule, "damage.limit") == 0;
    }
    return 0;
}

static const char sidecar_with_a_note[] =
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
    "<rdf:Description rdf:about=\"\" xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\">"
    "<photoshop:Instructions>GERMANY OUT</photoshop:Instructions>"
    "<photoshop:SidecarForExtension>tif</photoshop:SidecarForExtension>"
    "</rdf:Description></rdf:RDF></x:xmpmeta>";

/* A picture of that name for Germany, with these files beside it. */
static seen with_beside(const char *path, const char *const *names, size_t count)
{
    static const char bytes[] = "GIF89a\x01\x00\x01\x00\x00\x00\x00;";
    captionlint_file files[5] = {{NULL, NULL, 0}};
    captionlint_error error = {0};
    seen out = {0};
    assert_in_range(count, 0, 5);
    for (size_t i = 0; i < count; i++) {
        files[i] =
            (captionlint_file){names[i], sidecar_with_a_note, sizeof sidecar_with_a_note - 1};
    }
    captionlint *lint = captionlint_new(CL_SOURCE_FOLDER "/rules", &error);
    assert_non_null(lint);
    assert_int_equal(captionlint_edition_add(lint, "germany", &error), CAPTIONLINT_OK);
    assert_int_equal(captionlint_edition_set(lint, "germany", "territory", "DE", &error),
                     CAPTIONLINT_OK);
    const captionlint_input input = {.path = path,
                                     .bytes = bytes,
                                     .len = sizeof bytes - 1,
                                     .kind = CAPTIONLINT_INPUT_PICTURE,
                                     .beside = files,
                                     .beside_count = count};
    assert_int_equal(captionlint_check(lint, &input, look, &out, &error), CAPTIONLINT_OK);
    assert_int_equal(out.pictures, 1);
    captionlint_free(lint);
    return out;
}

static void a_sidecar_that_came_along_with_bytes_is_read_with_them(void **state)
{
    (void)state;
    static const char *const own[] = {"other.jpg", "A.GIF.XMP"};
    static const char *const shared[] = {"a.xmp"};
    static const char *const of_another[] = {"a.tif", "a.xmp"};
    static const char *const others[] = {"b.xmp", "a.gif", "a.gif.xmp.txt"};
    assert_int_not_equal(with_beside("a.gif", NULL, 0).verdict, CAPTIONLINT_VERDICT_BLOCK);
    assert_int_equal(with_beside("a.gif", own, 2).verdict, CAPTIONLINT_VERDICT_BLOCK);
    assert_int_equal(with_beside("a.gif", shared, 1).verdict, CAPTIONLINT_VERDICT_BLOCK);
    assert_int_not_equal(with_beside("a.gif", of_another, 2).verdict, CAPTIONLINT_VERDICT_BLOCK);
    assert_int_equal(with_beside("a.tif", of_another, 2).verdict, CAPTIONLINT_VERDICT_BLOCK);
    assert_int_not_equal(with_beside("a.gif", others, 3).verdict, CAPTIONLINT_VERDICT_BLOCK);
}

static void more_sidecars_than_a_folder_has_are_told(void **state)
{
    (void)state;
    static const char *const names[] = {"a.gif.xmp", "A.gif.xmp", "a.Gif.xmp", "a.gif.XMP",
                                        "a.xmp"};
    seen four = with_beside("a.gif", names, 4);
    seen five = with_beside("a.gif", names, 5);
    assert_false(four.limit);
    assert_true(five.limit);
    assert_true(five.incomplete);
}

static void a_name_tells_whose_sidecar_it_is(void **state)
{
    (void)state;
    assert_int_equal(captionlint_is_sidecar_of("a.xmp", "a.jpg"), 1);
    assert_int_equal(captionlint_is_sidecar_of("A.JPG.XMP", "a.jpg"), 1);
    assert_int_equal(captionlint_is_sidecar_of("a.jpg.xmp", "a.tif"), 0);
    assert_int_equal(captionlint_is_sidecar_of("a.xmp", "a.xmp"), 0);
    assert_int_equal(captionlint_is_sidecar_of("a.xmp", "A.XMP"), 0);
    assert_int_equal(captionlint_is_sidecar_of("a.xmp", "a.txt"), 0);
    assert_int_equal(captionlint_is_sidecar_of(".xmp", ".jpg"), 0);
    assert_int_equal(captionlint_is_sidecar_of("a.xmp", "a"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sidecar_that_came_along_with_bytes_is_read_with_them),
        cmocka_unit_test(more_sidecars_than_a_folder_has_are_told),
        cmocka_unit_test(a_name_tells_whose_sidecar_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
