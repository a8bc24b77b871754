#include "caption/credit.h"

#include "base/limits.h"

#include "cl_test.h"

static cl_ruleset *rules;
static cl_arena *arena;

static int load_rules(void **state)
{
    (void)state;
    cl_error error = {0};
    if (cl_ruleset_load(CL_SOURCE_FOLDER "/rules", &rules, &error) != CL_OK) {
        print_error("%s\n", error.message);
        return -1;
    }
    return 0;
}

static int free_rules(void **state)
{
    (void)state;
    cl_ruleset_free(rules);
    return 0;
}

static int set_up(void **state)
{
    (void)state;
    arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    return arena == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    cl_arena_free(arena);
    return 0;
}

static cl_credit parsed(const char *text)
{
    cl_credit credit = {.text = cl_span_of(text)};
    assert_int_equal(cl_credit_parse(rules, arena, &credit), CL_OK);
    return credit;
}

typedef struct sample {
    const char *text;
    const char *persons;
    const char *agencies;
    const char *others;
} sample;

static void assert_parsed(const sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cl_credit credit = parsed(samples[i].text);
        assert_span_is(cl_words_join(arena, credit.persons, ", "), samples[i].persons);
        assert_span_is(cl_words_join(arena, credit.agencies, ", "), samples[i].agencies);
        assert_span_is(cl_words_join(arena, credit.others, ", "), samples[i].others);
    }
}

#define ASSERT_PARSED(samples) assert_parsed(samples, sizeof(samples) / sizeof(samples)[0])

static void agencies_keep_their_order_and_get_one_name(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"AFP PHOTO/KCNA VIA KNS", "", "AFP, KCNA, KNS", ""},
        {"Korean Central News Agency/Korea News Service via AP", "", "KCNA, KNS, AP", ""},
        {"The Yomiuri Shimbun via AP Images", "", "Yomiuri, AP", ""},
        {"JANE DOE/AFP/Getty Images", "JANE DOE", "AFP, Getty Images", ""},
        {"picture alliance / dpa | Jane Doe", "Jane Doe", "picture alliance, dpa", ""},
    };
    ASSERT_PARSED(samples);
}

static void persons_are_told_from_agencies_wherever_they_stand(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"REUTERS/Jane Doe", "Jane Doe", "Reuters", ""},
        {"Jane van der Doe/AFP", "Jane van der Doe", "AFP", ""},
        {"Jane Doe-USA TODAY Sports", "Jane Doe", "USA TODAY Sports", ""},
        {"Jane Doe\\TASS via Getty Images", "Jane Doe", "TASS, Getty Images", ""},
        {"BELGA PHOTO JANE DOE", "JANE DOE", "Belga", ""},
        {"Jane Doe AFP", "Jane Doe", "AFP", ""},
        {"Jane Doe (Reuters)", "Jane Doe", "Reuters", ""},
        {"Jane Doe, John Roe and Jim Poe / AP", "Jane Doe, John Roe, Jim Poe", "AP", ""},
        {"Jean-Pierre O'Brien/AP", "Jean-Pierre O'Brien", "AP", ""},
        {"Имя Фамилия / ТАСС", "Имя Фамилия", "TASS", ""},
        {"사진=홍길동 기자", "홍길동", "", ""},
    };
    ASSERT_PARSED(samples);
}

static void a_hyphen_inside_a_name_separates_nothing(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"EPA-EFE/JANE DOE", "JANE DOE", "EPA", ""},
        {"Jane Doe-Roe/AFP", "Jane Doe-Roe", "AFP", ""},
        {"Jane Doe - Pool via CNP/Shutterstock", "Jane Doe", "CNP, Shutterstock", ""},
    };
    ASSERT_PARSED(samples);
}

static void labels_years_and_picture_numbers_are_no_names(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"(Photo by Jane Doe / AFP via Getty Images)", "Jane Doe", "AFP, Getty Images", ""},
        {"Foto: Jane Doe/dpa", "Jane Doe", "dpa", ""},
        {"Mandatory Credit: Photo by Jane Doe/NurPhoto/Shutterstock (16507315bs)", "Jane Doe",
         "NurPhoto, Shutterstock", ""},
        {"© 2024 Jane Doe", "Jane Doe", "", ""},
        {"(c) Jane Doe", "Jane Doe", "", ""},
        {"\"AFP PHOTO / CCTV\"", "", "AFP, CCTV", ""},
        {"Jane Doe / TT / Kod 10000", "Jane Doe", "TT", ""},
    };
    ASSERT_PARSED(samples);
}

static void placeholders_are_nobody(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"STR/AFP/Getty Images", "", "AFP, Getty Images", ""},
        {"-/CCTV/AFP", "", "CCTV, AFP", ""},
        {"AP Photo/Jane Doe, Pool", "Jane Doe", "AP", ""},
        {"REUTERS/Jane Doe/File Photo", "Jane Doe", "Reuters", ""},
        {"epa/Jane Doe / HANDOUT", "Jane Doe", "EPA", ""},
        {"Reuters Photographer", "", "Reuters", ""},
        {"AFP Contributor", "", "AFP", ""},
        {"XGTY", "", "", ""},
        {"STRINGER", "", "", ""},
        {"D.R.", "", "", ""},
        {"", "", "", ""},
    };
    ASSERT_PARSED(samples);
}

static void sources_that_are_no_agency_are_kept_as_others(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"Sputnik/Jane Doe/Kremlin via REUTERS", "Jane Doe", "Sputnik, Reuters", "Kremlin"},
        {"Ministry of Culture and Sports/Handout via REUTERS", "", "Reuters",
         "Ministry of Culture and Sports"},
        {"THE CANADIAN PRESS/HO-City Police, Jane Doe", "Jane Doe", "The Canadian Press",
         "City Police"},
        {"Jane Doe/Getty Images for Hafenfest", "Jane Doe", "Getty Images", "Hafenfest"},
    };
    ASSERT_PARSED(samples);
}

static void a_credit_of_very_many_parts_keeps_its_rest_as_one(void **state)
{
    (void)state;
    char text[4 * (CL_CREDIT_PARTS_MAX + 50) + 1];
    size_t len = 0;
    for (unsigned i = 0; i < CL_CREDIT_PARTS_MAX + 50; i++) {
        text[len++] = (char)('a' + i % 26);
        text[len++] = (char)('a' + i / 26);
        text[len++] = 'x';
        text[len++] = '/';
    }
    text[len] = '\0';
    cl_credit credit = parsed(text);
    assert_int_equal(credit.others.count, CL_CREDIT_PARTS_MAX + 1);
}

static cl_credit_difference difference(const char *required, const char *printed)
{
    cl_credit credit = parsed(required);
    cl_credit_difference out;
    assert_int_equal(cl_credit_compare(rules, arena, &credit, cl_span_of(printed), &out), CL_OK);
    return out;
}

static void assert_complete(const char *required, const char *printed, bool similar)
{
    cl_credit_difference out = difference(required, printed);
    if (out.missing_agencies.count + out.missing_persons.count + out.missing_others.count > 0 ||
        out.similar != similar) {
        print_error("\"%s\" against \"%s\"\n", required, printed);
    }
    assert_int_equal(out.missing_agencies.count, 0);
    assert_int_equal(out.missing_persons.count, 0);
    assert_int_equal(out.missing_others.count, 0);
    assert_int_equal(out.similar, similar);
}

static void case_order_labels_and_aliases_do_not_count(void **state)
{
    (void)state;
    assert_complete("AFP PHOTO/KCNA VIA KNS", "kns / KCNA / AFP", false);
    assert_complete("JANE DOE/AFP/Getty Images", "Foto: Getty Images/AFP/Jane Doe", false);
    assert_complete("AP Photo/Jane Doe", "Jane Doe, Associated Press", false);
    assert_complete("Jane DOE / AFP", "DOE Jane (AFP)", false);
    assert_complete("Sputnik/Kremlin via REUTERS", "Kremlin / Sputnik / Reuters", false);
    assert_complete("© 2024 Jane Doe", "Jane Doe", false);
    assert_complete("STR/AFP", "AFP", false);
    assert_complete("Jane O'Neill/AP", "Jane O\xE2\x80\x99Neill/AP", false);
}

static void what_is_missing_is_named(void **state)
{
    (void)state;
    cl_credit_difference out = difference("JANE DOE/AFP/Getty Images", "Getty Images");
    assert_span_is(cl_words_join(arena, out.missing_agencies, ", "), "AFP");
    assert_span_is(cl_words_join(arena, out.missing_persons, ", "), "JANE DOE");
    out = difference("Sputnik/Kremlin via REUTERS", "Reuters");
    assert_span_is(cl_words_join(arena, out.missing_agencies, ", "), "Sputnik");
    assert_span_is(cl_words_join(arena, out.missing_others, ", "), "Kremlin");
    out = difference("AFP", "");
    assert_int_equal(out.missing_agencies.count, 1);
    out = difference("Jane Doe/AFP", "Janet Done/AFPX");
    assert_int_equal(out.missing_persons.count, 1);
    assert_int_equal(out.missing_agencies.count, 1);
}

static void one_letter_is_similar(void **state)
{
    (void)state;
    assert_complete("Jane Miller/AP", "Jane Niller/AP", true);
    assert_complete("Jane Miller/AP", "Jane Miler/AP", true);
    assert_complete("Jane Miller/AP", "Jane Millers/AP", true);
    cl_credit_difference out = difference("Al Li/AP", "Al Lu/AP");
    assert_int_equal(out.missing_persons.count, 1);
    out = difference("Jane Miller/AP", "Jame Niller/AP");
    assert_int_equal(out.missing_persons.count, 1);
}

static void accents_and_their_spellings_are_similar(void **state)
{
    (void)state;
    assert_complete("Jörg Müller/dpa", "Joerg Mueller/dpa", true);
    assert_complete("Jörg Müller/dpa", "Jorg Muller/dpa", true);
    assert_complete("Jörg Müller/dpa", "JÖRG MÜLLER/dpa", false);
    assert_complete("Søren Strauß/Ritzau Scanpix", "Soeren Strauss/Ritzau Scanpix", true);
    assert_complete("Łukasz Nowak/PAP", "Lukasz Nowak/PAP", true);
}

static void cyrillic_letters_in_a_latin_name_are_seen_through(void **state)
{
    (void)state;
    assert_complete("Jane Doe/AFP", "J\xD0\xB0ne D\xD0\xBE\x65/AFP", true);
}

static void a_name_cut_at_thirty_two_bytes_is_missing(void **state)
{
    (void)state;
    cl_credit_difference out =
        difference("Jane Doe/City Police Department", "Jane Doe/City Police Department");
    assert_int_equal(out.missing_others.count, 0);
    out = difference("Jane Doe / Imagined Press Association", "Jane Doe/Imagined Press Associat");
    assert_int_equal(out.missing_others.count, 1);
    out = difference("Press Association/Jane Elizabeth Doe", "Press Association/Jane Elizabeth");
    assert_int_equal(out.missing_agencies.count, 0);
    assert_int_equal(out.missing_persons.count, 1);
    out = difference("Jane Elizabeth Doering/Getty Images", "Jane Elizabeth Doering/Getty Ima");
    assert_int_equal(out.missing_agencies.count, 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(agencies_keep_their_order_and_get_one_name),
        TEST(persons_are_told_from_agencies_wherever_they_stand),
        TEST(a_hyphen_inside_a_name_separates_nothing),
        TEST(labels_years_and_picture_numbers_are_no_names),
        TEST(placeholders_are_nobody),
        TEST(sources_that_are_no_agency_are_kept_as_others),
        TEST(a_credit_of_very_many_parts_keeps_its_rest_as_one),
        TEST(case_order_labels_and_aliases_do_not_count),
        TEST(what_is_missing_is_named),
        TEST(one_letter_is_similar),
        TEST(accents_and_their_spellings_are_similar),
        TEST(cyrillic_letters_in_a_latin_name_are_seen_through),
        TEST(a_name_cut_at_thirty_two_bytes_is_missing),
    };
#undef TEST
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
