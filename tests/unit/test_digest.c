#include "fields.h"

#include <md5.h>

#define IIM "\x1C\x02\x28\0\x09JAPAN OUT"

typedef struct digested {
    read_fields *made;
    cl_blocks blocks;
} digested;

static digested *start(void)
{
    static digested test;
    test.made = fields_new(CL_EMPTY_SPAN);
    test.blocks = (cl_blocks){.arena = test.made->arena, .findings = &test.made->findings};
    return &test;
}

static void add(digested *test, cl_block_kind kind, cl_span bytes)
{
    cl_span copy;
    assert_int_equal(cl_arena_copy(test->made->arena, bytes, &copy), CL_OK);
    const cl_block block = {.kind = kind, .bytes = copy, .container = "a test"};
    assert_int_equal(cl_blocks_add(&test->blocks, &block), CL_OK);
}

static void add_digest_of(digested *test, cl_span bytes)
{
    uint8_t digest[MD5_DIGEST_LENGTH];
    MD5_CTX context;
    MD5Init(&context);
    MD5Update(&context, bytes.data, bytes.len);
    MD5Final(digest, &context);
    add(test, CL_BLOCK_DIGEST, (cl_span){digest, sizeof digest});
}

static void assert_digest(digested *test, cl_digest wanted)
{
    assert_int_equal(cl_digest_read(&test->blocks, &test->made->fields), CL_OK);
    assert_int_equal(test->made->fields.digest, wanted);
    fields_free(test->made);
}

static void the_md5_of_the_whole_block_matches(void **state)
{
    (void)state;
    digested *test = start();
    add_digest_of(test, CL_SPAN(IIM));
    add(test, CL_BLOCK_IIM, CL_SPAN(IIM));
    assert_digest(test, CL_DIGEST_MATCH);
}

static void the_md5_of_other_datasets_differs(void **state)
{
    (void)state;
    digested *test = start();
    add(test, CL_BLOCK_IIM, CL_SPAN(IIM));
    add_digest_of(test, CL_SPAN(IIM IIM));
    assert_digest(test, CL_DIGEST_DIFFERS);
}

static void zeros_behind_the_datasets_may_count_or_not(void **state)
{
    (void)state;
    static const struct {
        cl_span hashed;
        cl_span block;
        cl_digest wanted;
    } cases[] = {
        {{(const uint8_t *)IIM, 14}, {(const uint8_t *)IIM "\0\0\0\0\0\0", 20}, CL_DIGEST_MATCH},
        {{(const uint8_t *)IIM "\0\0\0\0\0\0", 20},
         {(const uint8_t *)IIM "\0\0\0\0\0\0", 20},
         CL_DIGEST_MATCH},
        {{(const uint8_t *)IIM "\0\0", 16}, {(const uint8_t *)IIM, 14}, CL_DIGEST_MATCH},
        {{(const uint8_t *)IIM "\0\0", 16},
         {(const uint8_t *)IIM "\0\0\0\0\0\0", 20},
         CL_DIGEST_MATCH},
        {{(const uint8_t *)IIM "\0\0", 16}, {(const uint8_t *)IIM "\x1C", 15}, CL_DIGEST_DIFFERS},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        digested *test = start();
        add_digest_of(test, cases[i].hashed);
        add(test, CL_BLOCK_IIM, cases[i].block);
        assert_digest(test, cases[i].wanted);
    }
}

static void the_first_block_is_the_one_that_counts(void **state)
{
    (void)state;
    digested *test = start();
    add(test, CL_BLOCK_IIM, CL_SPAN(IIM));
    add(test, CL_BLOCK_IIM, CL_SPAN(IIM IIM));
    add_digest_of(test, CL_SPAN(IIM IIM));
    assert_digest(test, CL_DIGEST_DIFFERS);
}

static void without_datasets_or_with_a_digest_of_zeros_nothing_is_known(void **state)
{
    (void)state;
    digested *test = start();
    add_digest_of(test, CL_SPAN(IIM));
    assert_digest(test, CL_DIGEST_MISSING);
    test = start();
    add(test, CL_BLOCK_IIM, CL_SPAN(IIM));
    assert_digest(test, CL_DIGEST_MISSING);
    test = start();
    add(test, CL_BLOCK_IIM, CL_SPAN(IIM));
    add(test, CL_BLOCK_DIGEST, CL_SPAN("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"));
    assert_digest(test, CL_DIGEST_MISSING);
}

static void a_digest_that_is_no_md5_is_reported(void **state)
{
    (void)state;
    digested *test = start();
    add(test, CL_BLOCK_IIM, CL_SPAN(IIM));
    add(test, CL_BLOCK_DIGEST, CL_SPAN("short"));
    assert_int_equal(cl_digest_read(&test->blocks, &test->made->fields), CL_OK);
    assert_only_finding(test->made, CL_DAMAGE_IGNORED);
    assert_digest(test, CL_DIGEST_MISSING);
}

static void a_picture_says_its_digest_and_its_flag(void **state)
{
    (void)state;
    for (int set = 0; set < 2; set++) {
        digested *test = start();
        add(test, CL_BLOCK_FLAG, set == 1 ? CL_SPAN("\x01") : CL_SPAN("\0"));
        add(test, CL_BLOCK_IIM, CL_SPAN(IIM));
        add_digest_of(test, CL_SPAN(IIM));
        read_fields *made = test->made;
        assert_int_equal(cl_metadata_read(&test->blocks, &made->fields), CL_OK);
        assert_field(made, CL_COPYRIGHT_MARKED, set == 1 ? "True" : "False");
        assert_string_equal(field_at(made, CL_COPYRIGHT_MARKED, 0)->container, "Photoshop");
        assert_span_is(field_at(made, CL_COPYRIGHT_MARKED, 0)->property, "0x040A");
        assert_int_equal(made->fields.digest, CL_DIGEST_MATCH);
        fields_free(made);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_md5_of_the_whole_block_matches),
        cmocka_unit_test(the_md5_of_other_datasets_differs),
        cmocka_unit_test(zeros_behind_the_datasets_may_count_or_not),
        cmocka_unit_test(the_first_block_is_the_one_that_counts),
        cmocka_unit_test(without_datasets_or_with_a_digest_of_zeros_nothing_is_known),
        cmocka_unit_test(a_digest_that_is_no_md5_is_reported),
        cmocka_unit_test(a_picture_says_its_digest_and_its_flag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
