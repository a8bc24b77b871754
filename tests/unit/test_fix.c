#define _POSIX_C_SOURCE 200809L

#include "captionlint_fix.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "captionlint_work.h"
#include "cl_test.h"

#define DOCUMENT(inside)                                                                           \
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"                                                     \
    " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"                       \
    "  <rdf:Description rdf:about=\"\" xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" "    \
    "xmlns:house=\"https://example.com/house/\">\n" inside "  </rdf:Description>\n"                \
    " </rdf:RDF>\n"                                                                                \
    "</x:xmpmeta>\n"
#define NOTES                                                                                      \
    "   <photoshop:Instructions>JAPAN OUT. NO SALES.</photoshop:Instructions>\n"                   \
    "   <house:Desk>Night</house:Desk>\n"
#define FEWER_NOTES "   <photoshop:Instructions>NO SALES.</photoshop:Instructions>\n"

/* A folder with a picture and its sidecar, and the rules. */
typedef struct desk {
    captionlint *lint;
    char folder[64];
    char picture[96];
    char sidecar[96];
} desk;

static void write_file(const char *path, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

/* A JPEG whose only metadata is a comment. */
static void write_picture(const char *path, const char *comment)
{
    static const char head[] = "\xFF\xD8\xFF\xFE";
    static const char scan[] = "\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00\x00\xFF\xD9";
    size_t len = strnlen(comment, 200);
    const char length[] = {0, (char)(len + 2)};
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(head, 1, sizeof head - 1, file), sizeof head - 1);
    assert_int_equal(fwrite(length, 1, sizeof length, file), sizeof length);
    assert_int_equal(fwrite(comment, 1, len, file), len);
    assert_int_equal(fwrite(scan, 1, sizeof scan - 1, file), sizeof scan - 1);
    assert_int_equal(fclose(file), 0);
}

static int open_desk(void **state)
{
    captionlint_error error = {0};
    desk *made = calloc(1, sizeof *made);
    assert_non_null(made);
    made->lint = captionlint_new(CL_SOURCE_FOLDER "/rules", &error);
    assert_non_null(made->lint);
    (void)snprintf(made->folder, sizeof made->folder, "/tmp/captionlint-fix-XXXXXX");
    assert_non_null(mkdtemp(made->folder));
    (void)snprintf(made->picture, sizeof made->picture, "%s/tram.jpg", made->folder);
    (void)snprintf(made->sidecar, sizeof made->sidecar, "%s/tram.xmp", made->folder);
    *state = made;
    return 0;
}

static int close_desk(void **state)
{
    desk *made = *state;
    char backup[100];
    (void)snprintf(backup, sizeof backup, "%s~", made->sidecar);
    (void)unlink(backup);
    (void)unlink(made->sidecar);
    (void)unlink(made->picture);
    (void)rmdir(made->folder);
    captionlint_free(made->lint);
    free(made);
    return 0;
}

static int start(void **state)
{
    desk *at = *state;
    (void)unlink(at->sidecar);
    write_picture(at->picture, "A tram in Hale. EDITORIAL USE ONLY.");
    return 0;
}

static void put_sidecar(const desk *at, const char *text)
{
    write_file(at->sidecar, text, strlen(text));
}

/* --- whether a sidecar may be written --- */

/* A sidecar that somebody could have composed, judged as our own are. */
typedef struct trial {
    const desk *at;
    captionlint_draft draft;
    captionlint_worker second;
    captionlint_fix fix;
    char reason[512];
    captionlint_fix_state state;
} trial;

static int judge_after(const captionlint_picture *after, void *user)
{
    trial *made = user;
    assert_int_equal(captionlint_fix_judge(&made->fix, after), CL_OK);
    return 0;
}

static void read_with(trial *made, captionlint_worker *worker, const captionlint_draft *draft,
                      captionlint_picture_fn each)
{
    cl_error error = {0};
    const captionlint_input input = {.path = made->at->picture, .extract_only = 1};
    const captionlint_task task = {.worker = worker,
                                   .input = &input,
                                   .now = time(NULL),
                                   .each = each,
                                   .user = made,
                                   .error = &error,
                                   .draft = draft};
    assert_int_equal(captionlint_check_input(&task), CL_OK);
}

static int judge_before(const captionlint_picture *before, void *user)
{
    trial *made = user;
    made->fix = (captionlint_fix){
        .before = before, .arena = before->record.arena, .state = CAPTIONLINT_FIX_READY};
    (void)snprintf(made->fix.sidecar, sizeof made->fix.sidecar, "%s", made->at->sidecar);
    read_with(made, &made->second, &made->draft, judge_after);
    made->state = made->fix.state;
    (void)snprintf(made->reason, sizeof made->reason, "%s",
                   made->fix.reason == NULL ? "" : made->fix.reason);
    return 0;
}

static trial try_sidecar(const desk *at, const char *text)
{
    captionlint_worker first;
    trial made = {.at = at, .draft = {.path = at->sidecar, .bytes = cl_span_of(text)}};
    assert_int_equal(captionlint_worker_begin(&first, at->lint), CL_OK);
    assert_int_equal(captionlint_worker_begin(&made.second, at->lint), CL_OK);
    read_with(&made, &first, NULL, judge_before);
    captionlint_worker_end(&made.second);
    captionlint_worker_end(&first);
    return made;
}

static void a_sidecar_that_says_less_is_refused_and_named(void **state)
{
    const desk *at = *state;
    put_sidecar(at, DOCUMENT(NOTES));
    trial made = try_sidecar(at, DOCUMENT(FEWER_NOTES));
    assert_int_equal(made.state, CAPTIONLINT_FIX_REFUSED);
    assert_non_null(strstr(made.reason, "would weaken what the picture says"));
    assert_non_null(strstr(made.reason, "JAPAN OUT"));
}

static void a_sidecar_that_grants_more_is_refused(void **state)
{
    const desk *at = *state;
    put_sidecar(at, DOCUMENT("   <photoshop:Instructions>FOR USE IN JAPAN ONLY</photoshop:"
                             "Instructions>\n"));
    trial made =
        try_sidecar(at, DOCUMENT("   <photoshop:Instructions>FOR USE IN JAPAN AND KOREA ONLY"
                                 "</photoshop:Instructions>\n"));
    assert_int_equal(made.state, CAPTIONLINT_FIX_REFUSED);
}

static void a_sidecar_that_cannot_be_read_whole_is_refused(void **state)
{
    const desk *at = *state;
    put_sidecar(at, DOCUMENT(NOTES));
    trial made = try_sidecar(at, "");
    assert_int_equal(made.state, CAPTIONLINT_FIX_REFUSED);
}

static void a_sidecar_that_says_as_much_may_be_written(void **state)
{
    const desk *at = *state;
    put_sidecar(at, DOCUMENT(NOTES));
    trial made = try_sidecar(at, DOCUMENT(NOTES));
    assert_int_equal(made.state, CAPTIONLINT_FIX_READY);
    made = try_sidecar(at, DOCUMENT("   <photoshop:Instructions>NO SALES. JAPAN OUT. UK OUT."
                                    "</photoshop:Instructions>\n"));
    assert_int_equal(made.state, CAPTIONLINT_FIX_READY);
}

/* --- what is planned --- */

typedef struct planned {
    captionlint_fix_state state;
    bool exists;
    bool keeps; /* every byte that was there is there, in one piece or with one place to add */
    size_t added;
    char diff[4096];
    bool write;
    captionlint_status written;
    captionlint_error error;
    const char *meanwhile; /* written to the sidecar before ours */
    const desk *at;
} planned;

static bool keeps_all(cl_span old, cl_span new)
{
    size_t first = 0;
    while (first < old.len && first < new.len &&old.data[first] == new.data[first]) {
        first++;
    }
    return new.len >= old.len &&cl_span_equal(cl_span_from(old, first),
                                              cl_span_from(new, new.len - (old.len - first)));
}

static int on_fix(captionlint_fix *fix, void *user)
{
    planned *out = user;
    size_t len = 0;
    const void *bytes = captionlint_fix_bytes(fix, &len);
    out->state = captionlint_fix_state_of(fix);
    out->exists = captionlint_fix_exists(fix) != 0;
    out->keeps = bytes != NULL && keeps_all(fix->old, (cl_span){bytes, len});
    out->added = len - fix->old.len;
    (void)snprintf(out->diff, sizeof out->diff, "%s", captionlint_fix_diff(fix));
    if (out->meanwhile != NULL) {
        put_sidecar(out->at, out->meanwhile);
    }
    if (out->write) {
        out->written = captionlint_fix_write(fix, &out->error);
    }
    return 0;
}

static void plan(const desk *at, planned *out)
{
    captionlint_error error = {0};
    out->at = at;
    captionlint_status status = captionlint_fix_plan(at->lint, at->picture, on_fix, out, &error);
    if (status != CAPTIONLINT_OK) {
        print_error("%s\n", error.message);
    }
    assert_int_equal(status, CAPTIONLINT_OK);
}

static void what_is_there_stays_byte_for_byte(void **state)
{
    const desk *at = *state;
    planned made = {0};
    put_sidecar(at, DOCUMENT("   <house:Desk>Night</house:Desk>\n"));
    plan(at, &made);
    assert_int_equal(made.state, CAPTIONLINT_FIX_READY);
    assert_true(made.exists);
    assert_true(made.keeps);
    assert_true(made.added > 0);
    assert_non_null(strstr(made.diff, "+   <photoshop:Instructions>EDITORIAL USE ONLY"));
    assert_null(strstr(made.diff, "\n-"));
}

static void a_document_in_one_line_is_kept_too(void **state)
{
    const desk *at = *state;
    planned made = {0};
    put_sidecar(at, "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                    "<rdf:Description rdf:about=\"uuid:1\"/></rdf:RDF>");
    plan(at, &made);
    assert_int_equal(made.state, CAPTIONLINT_FIX_READY);
    assert_true(made.keeps);
    assert_non_null(strstr(made.diff, "rdf:about=\"uuid:1\"\n"));
    assert_non_null(strstr(made.diff, "\\ No newline at end of file\n"));
}

static void what_was_written_is_found_again_and_nothing_is_to_do(void **state)
{
    const desk *at = *state;
    planned made = {.write = true};
    plan(at, &made);
    assert_int_equal(made.written, CAPTIONLINT_OK);
    planned again = {.write = true};
    plan(at, &again);
    assert_int_equal(again.state, CAPTIONLINT_FIX_NOTHING);
    assert_string_equal(again.diff, "");
    assert_int_equal(again.written, CAPTIONLINT_USAGE);
}

static void a_sidecar_that_changed_meanwhile_is_not_replaced(void **state)
{
    const desk *at = *state;
    planned made = {.write = true, .meanwhile = DOCUMENT(NOTES)};
    put_sidecar(at, DOCUMENT("   <house:Desk>Night</house:Desk>\n"));
    plan(at, &made);
    assert_int_equal(made.written, CAPTIONLINT_UNWRITABLE);
    assert_non_null(strstr(made.error.message, "changed meanwhile"));
    FILE *file = fopen(at->sidecar, "rb");
    char bytes[1024] = "";
    assert_non_null(file);
    assert_true(fread(bytes, 1, sizeof bytes - 1, file) > 0);
    assert_int_equal(fclose(file), 0);
    assert_string_equal(bytes, DOCUMENT(NOTES));
}

static void a_sidecar_that_came_meanwhile_is_not_replaced(void **state)
{
    const desk *at = *state;
    planned made = {.write = true, .meanwhile = DOCUMENT(NOTES)};
    plan(at, &made);
    assert_int_equal(made.written, CAPTIONLINT_UNWRITABLE);
    assert_non_null(strstr(made.error.message, "changed meanwhile"));
}

/* --- diffs --- */

static void assert_diff(const char *old, const char *new, const char *expected)
{
    cl_out out = {0};
    captionlint_unified_diff(&out, CL_SPAN("a"), cl_span_of(old), CL_SPAN("b"), cl_span_of(new));
    assert_span_is(cl_out_span(&out), expected);
    cl_out_free(&out);
}

static void diffs_have_three_lines_of_context(void **state)
{
    (void)state;
    assert_diff("1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\nx\n5\n6\n7\n8\n",
                "--- a\n+++ b\n@@ -2,6 +2,7 @@\n 2\n 3\n 4\n+x\n 5\n 6\n 7\n");
    assert_diff("1\n", "1\n2\n", "--- a\n+++ b\n@@ -1,1 +1,2 @@\n 1\n+2\n");
    assert_diff("", "1\n", "--- a\n+++ b\n@@ -0,0 +1,1 @@\n+1\n");
    assert_diff("a", "a\x1B\n",
                "--- a\n+++ b\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n"
                "+a\\u001b\n");
}

static void a_line_break_in_a_name_is_no_line_of_the_diff(void **state)
{
    (void)state;
    cl_out out = {0};
    captionlint_unified_diff(&out, CL_EMPTY_SPAN, CL_EMPTY_SPAN, CL_SPAN("a\n+++ b"),
                             CL_SPAN("1\n"));
    assert_span_is(cl_out_span(&out), "--- /dev/null\n+++ \"a\\n+++ b\"\n@@ -0,0 +1,1 @@\n+1\n");
    cl_out_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_sidecar_that_says_less_is_refused_and_named, start),
        cmocka_unit_test_setup(a_sidecar_that_grants_more_is_refused, start),
        cmocka_unit_test_setup(a_sidecar_that_cannot_be_read_whole_is_refused, start),
        cmocka_unit_test_setup(a_sidecar_that_says_as_much_may_be_written, start),
        cmocka_unit_test_setup(what_is_there_stays_byte_for_byte, start),
        cmocka_unit_test_setup(a_document_in_one_line_is_kept_too, start),
        cmocka_unit_test_setup(what_was_written_is_found_again_and_nothing_is_to_do, start),
        cmocka_unit_test_setup(a_sidecar_that_changed_meanwhile_is_not_replaced, start),
        cmocka_unit_test_setup(a_sidecar_that_came_meanwhile_is_not_replaced, start),
        cmocka_unit_test(diffs_have_three_lines_of_context),
        cmocka_unit_test(a_line_break_in_a_name_is_no_line_of_the_diff),
    };
    return cmocka_run_group_tests(tests, open_desk, close_desk);
}
