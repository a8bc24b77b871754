#include "ruleset/fold.h"

#include "base/limits.h"
#include "base/text.h"
#include "cl_test.h"

static cl_folded folded(cl_arena *arena, const char *text)
{
    cl_folded out;
    assert_int_equal(cl_fold(arena, cl_span_of(text), &out), CL_OK);
    assert_true(cl_utf8_valid(out.text));
    return out;
}

static void assert_folds(const char *text, const char *expected)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    assert_span_is(folded(arena, text).text, expected);
    cl_arena_free(arena);
}

static void typography_becomes_plain(void **state)
{
    (void)state;
    assert_folds("“Credit” – ‘AP’", "\"Credit\" - 'AP'");
    assert_folds("ＪＡＰＡＮ　ＯＵＴ", "JAPAN OUT");
    assert_folds("of\xEF\xAC\x81"
                 "ce",
                 "offi"
                 "ce");
}

static void entities_are_read_once_and_twice(void **state)
{
    (void)state;
    assert_folds("JAPAN&nbsp;OUT &amp; KOREA", "JAPAN OUT & KOREA");
    assert_folds("JAPAN&amp;nbsp;OUT", "JAPAN OUT");
    assert_folds("Caf&#233; &#x41; &eacute;", "Café A é");
    assert_folds("A&B; &nosuch; &#xD800; &", "A&B; &nosuch; &#xD800; &");
}

static void invisible_characters_and_tags_go(void **state)
{
    (void)state;
    assert_folds("JA\xE2\x80\x8BPAN O\xC2\xADUT", "JAPAN OUT");
    assert_folds("one<br/>two <b>three</b>", "one\ntwo three");
    assert_folds("a < b and c > d", "a < b and c > d");
}

static void white_space_collapses_and_keeps_line_breaks(void **state)
{
    (void)state;
    assert_folds("NO \t SALES \r\n  NO ARCHIVE", "NO SALES\nNO ARCHIVE");
    assert_folds("a\rb", "a\nb");
}

static void accents_are_composed(void **state)
{
    (void)state;
    assert_folds("Cafe\xCC\x81", "Café");
}

static void marks_cannot_be_smuggled_in(void **state)
{
    (void)state;
    assert_folds("\xEE\x80\x81 OUT", "\xEF\xBF\xBD OUT");
}

static void every_byte_knows_its_original_characters(void **state)
{
    (void)state;
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    cl_folded text = folded(arena, "é&nbsp;&amp;X");
    assert_span_is(text.text, "é &X");
    cl_original space = cl_folded_original(&text, 2, 2);
    assert_int_equal(space.start, 1); /* the space is characters 1 to 6 */
    assert_int_equal(space.end, 7);
    assert_span_is(space.text, "&nbsp;");
    cl_original last = cl_folded_original(&text, 4, 4);
    assert_int_equal(last.start, 12);
    assert_int_equal(last.end, 13);
    cl_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typography_becomes_plain),
        cmocka_unit_test(entities_are_read_once_and_twice),
        cmocka_unit_test(invisible_characters_and_tags_go),
        cmocka_unit_test(white_space_collapses_and_keeps_line_breaks),
        cmocka_unit_test(accents_are_composed),
        cmocka_unit_test(marks_cannot_be_smuggled_in),
        cmocka_unit_test(every_byte_knows_its_original_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
