#include "bytes.h"

#include "base/charset.h"
#include "container/pdf_syntax.h"
#include "container/pdf_text.h"

static const char metadata[] = "<< /Length 23 >>stream\n<x:xmpmeta></x:xmpmeta>\nendstream";
static const char catalog[] = "<< /Type /Catalog /Metadata 2 0 R >>";

/* A PDF of numbered objects, and the table that says where each stands. */
typedef struct document {
    cl_out file;
    size_t places[8];
    size_t count;
} document;

static void put_object(document *to, const char *text)
{
    if (to->count == 0) {
        cl_out_text(&to->file, "%PDF-1.7\n");
    }
    to->places[to->count++] = to->file.len;
    cl_out_format(&to->file, "%zu 0 obj\n%s\nendobj\n", to->count, text);
}

static reading *read_document(document *from, const char *trailer)
{
    size_t at = from->file.len;
    cl_out_format(&from->file, "xref\n1 %zu\n", from->count);
    for (size_t i = 0; i < from->count; i++) {
        cl_out_format(&from->file, "%010zu 00000 n \n", from->places[i]);
    }
    cl_out_format(&from->file, "trailer\n<< %s >>\nstartxref\n%zu\n%%%%EOF\n", trailer, at);
    reading *made = read_as(&cl_format_pdf, cl_out_span(&from->file));
    cl_out_free(&from->file);
    return made;
}

static reading *read_text(const char *text)
{
    return read_as(&cl_format_pdf, cl_span_of(text));
}

/* --- syntax --- */

static void assert_value(const char *dictionary, const char *key, const char *value)
{
    cl_span found;
    assert_true(cl_pdf_get(cl_span_of(dictionary), key, &found));
    assert_span_is(found, value);
}

static void values_of_a_dictionary_are_found_at_its_own_level(void **state)
{
    (void)state;
    static const char text[] =
        "<< /A << /B 1 /C [ (]>>\\)) ] >> /B 12 0 R % /B 3\n/C <41> /D/E/F()>>";
    assert_value(text, "A", "<< /B 1 /C [ (]>>\\)) ] >>");
    assert_value(text, "B", "12 0 R");
    assert_value(text, "C", "<41>");
    assert_value(text, "D", "/E");
    assert_value(text, "F", "()");
    cl_span none;
    assert_false(cl_pdf_get(cl_span_of(text), "E", &none));
    assert_false(cl_pdf_get(CL_SPAN("[ /A 1 ]"), "A", &none));
}

static void objects_without_an_end_have_no_length(void **state)
{
    (void)state;
    static const char *const texts[] = {"(a", "<41", "<< /A 1", "[ 1 2", ">>", "]", "", "[ (a ]"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(cl_pdf_length(cl_span_of(texts[i])), 0);
    }
}

static void numbers_and_references_are_told_apart(void **state)
{
    (void)state;
    uint64_t number;
    assert_true(cl_pdf_number(CL_SPAN("0012"), &number));
    assert_int_equal(number, 12);
    assert_false(cl_pdf_number(CL_SPAN("-1"), &number));
    assert_false(cl_pdf_number(CL_SPAN("9999999999999999999"), &number));
    assert_true(cl_pdf_reference(CL_SPAN("7 0 R"), &number));
    assert_int_equal(number, 7);
    assert_false(cl_pdf_reference(CL_SPAN("7 0 Rx"), &number));
    assert_false(cl_pdf_reference(CL_SPAN("7 0"), &number));
}

/* --- texts --- */

static void assert_text(cl_span from, const char *charset, cl_span wanted)
{
    reading *made = reading_of(CL_EMPTY_SPAN);
    cl_block in = {.bytes = from, .offset = 100};
    cl_block out = {0};
    assert_int_equal(cl_pdf_text(&made->blocks, &in, &out), CL_OK);
    assert_string_equal(out.charset, charset);
    assert_int_equal(out.bytes.len, wanted.len);
    assert_memory_equal(out.bytes.data, wanted.data, wanted.len);
    reading_free(made);
}

static void texts_are_decoded_by_their_marks(void **state)
{
    (void)state;
    assert_text(CL_SPAN("(a\\n\\(b\\)\\\r\n(c)\\101\\7)"), CL_CHARSET_UTF8,
                CL_SPAN("a\n(b)(c)A\7"));
    assert_text(CL_SPAN("<4 16 2>"), CL_CHARSET_UTF8, CL_SPAN("Ab"));
    assert_text(CL_SPAN("(\xFE\xFF\0A)"), CL_CHARSET_UTF16BE, CL_SPAN("\0A"));
    assert_text(CL_SPAN("<FFFE4100>"), CL_CHARSET_UTF16LE, CL_SPAN("A\0"));
    assert_text(CL_SPAN("(\xEF\xBB\xBF\xC3\xA4)"), CL_CHARSET_UTF8, CL_SPAN("\xC3\xA4"));
    assert_text(CL_SPAN("(\xE4\x84\x18\xA0)"), CL_CHARSET_UTF8,
                CL_SPAN("\xC3\xA4\xE2\x80\x94\xCB\x98\xE2\x82\xAC"));
    assert_text(CL_SPAN("(\xC3\xA4)"), CL_CHARSET_UTF8, CL_SPAN("\xC3\xA4"));
    assert_text(CL_SPAN("(a\\"), CL_CHARSET_UTF8, CL_SPAN("a"));
}

/* --- documents --- */

static void metadata_and_info_are_read_and_other_packets_not(void **state)
{
    (void)state;
    document made = {0};
    put_object(&made, catalog);
    put_object(&made, metadata);
    put_object(&made, "<< >>stream\n<?xpacket begin=''?>other<?xpacket end='w'?>\nendstream");
    put_object(&made, "<< /Title (A tram) /Author 5 0 R /Trapped /False /ModDate (D:2026) >>");
    put_object(&made, "(Jane Doe)");
    reading *read = read_document(&made, "/Root 1 0 R /Info 4 0 R");
    assert_no_damage(read);
    assert_block_count(read, 3);
    assert_block(read, 0, CL_BLOCK_XMP, "<x:xmpmeta></x:xmpmeta>");
    assert_block(read, 1, CL_BLOCK_TEXT, "A tram");
    assert_block(read, 2, CL_BLOCK_TEXT, "Jane Doe");
    assert_span_is(cl_blocks_at(&read->blocks, 2)->key, "Author");
    reading_free(read);
}

static void every_prefix_is_read_or_reported(void **state)
{
    (void)state;
    document made = {0};
    put_object(&made, catalog);
    put_object(&made, metadata);
    reading *whole = read_document(&made, "/Root 1 0 R");
    assert_no_damage(whole);
    cl_span bytes = {whole->bytes, whole->len};
    assert_prefixes_are_damaged(&cl_format_pdf, bytes, whole->len - 8);
    reading_free(whole);
}

static void without_a_table_packets_are_searched_for_and_the_last_comes_first(void **state)
{
    (void)state;
    reading *made = read_text("%PDF-1.4\n<x:xmpmeta>old</x:xmpmeta> <x:xmpmeta>new</x:xmpmeta>");
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    assert_block(made, 0, CL_BLOCK_XMP, "<x:xmpmeta>new</x:xmpmeta>");
    assert_block(made, 1, CL_BLOCK_XMP, "<x:xmpmeta>old</x:xmpmeta>");
    reading_free(made);
}

static void tables_that_cannot_be_followed_are_reported(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "%PDF-1.4\nstartxref\n0\n",
        "%PDF-1.4\nstartxref\n999999999999999999\n",
        "%PDF-1.4\nxref\n0 99999999999\ntrailer << >>\nstartxref\n9\n",
        "%PDF-1.4\nxref\n0 x\nstartxref\n9\n",
        "%PDF-1.4\nxref\n0 0\ntrailer << /Root 1 0 R\nstartxref\n9\n",
        "%PDF-1.4\nxref\n0 0\ntrailer << /Root 1 0 R >>\nstartxref\n9\n",
        "%PDF-1.4\n1 0 obj << /W [1 2] >>stream\n\nendstream\nstartxref\n9\n",
        "%PDF-1.4\n1 0 obj << /W [0 0 0] >>stream\n\nendstream\nstartxref\n9\n",
        "%PDF-1.4\n1 0 obj << /W [1 1 1] /Filter /LZW >>stream\n\nendstream\nstartxref\n9\n",
        "%PDF-1.4\n1 0 obj << /W [1 1 1] >>\nstartxref\n9\n",
        "%PDF-1.4\n1 0 obj [ ]\nstartxref\n9\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        reading *made = read_text(texts[i]);
        assert_true(is_incomplete(made));
        assert_block_count(made, 0);
        reading_free(made);
    }
}

static void a_table_with_short_entries_is_read(void **state)
{
    (void)state;
    reading *made = read_text("%PDF-1.4\n1 0 obj << /Metadata 2 0 R >> endobj\n"
                              "2 0 obj << >>stream\n<x/>endstream\nendobj\n"
                              "xref\n1 2\n0000000009 00000 n\n0000000046 00000 n\n"
                              "trailer << /Root 1 0 R >>\nstartxref\n87\n%%EOF\n");
    assert_block(made, 0, CL_BLOCK_XMP, "<x/>");
    assert_only_damage(made, CL_DAMAGE_REPAIRED); /* a stream without a length */
    reading_free(made);
}

static void an_encrypted_document_is_reported(void **state)
{
    (void)state;
    document made = {0};
    put_object(&made, catalog);
    put_object(&made, metadata);
    put_object(&made, "<< /Filter /Standard >>");
    put_object(&made, "<< /Title (?) >>");
    reading *read = read_document(&made, "/Root 1 0 R /Encrypt 3 0 R /Info 4 0 R");
    assert_int_equal(count_damage(read, CL_DAMAGE_STRUCTURE), 2);
    assert_block(read, 0, CL_BLOCK_XMP, "<x:xmpmeta></x:xmpmeta>");
    reading_free(read);
}

static void metadata_that_is_left_out_of_encryption_is_read(void **state)
{
    (void)state;
    document made = {0};
    put_object(&made, catalog);
    put_object(&made, metadata);
    put_object(&made, "<< /EncryptMetadata false >>");
    put_object(&made, "<< /Producer (?) >>");
    reading *read = read_document(&made, "/Root 1 0 R /Encrypt 3 0 R /Info 4 0 R");
    assert_only_damage(read, CL_DAMAGE_IGNORED); /* no text of the Info would be read */
    assert_block(read, 0, CL_BLOCK_XMP, "<x:xmpmeta></x:xmpmeta>");
    reading_free(read);
}

static void metadata_of_an_unknown_filter_is_reported(void **state)
{
    (void)state;
    document made = {0};
    put_object(&made, catalog);
    put_object(&made, "<< /Filter [/ASCII85Decode /FlateDecode] >>stream\nxx\nendstream");
    reading *read = read_document(&made, "/Root 1 0 R");
    assert_only_damage(read, CL_DAMAGE_STRUCTURE);
    reading_free(read);
}

static void an_info_that_cannot_be_read_is_reported(void **state)
{
    (void)state;
    static const char *const infos[] = {"9 0 R", "3 0 R", "(text)"};
    for (size_t i = 0; i < sizeof infos / sizeof *infos; i++) {
        document made = {0};
        cl_out trailer = {0};
        put_object(&made, catalog);
        put_object(&made, metadata);
        put_object(&made, "<< /Title 77 0 R >>");
        cl_out_format(&trailer, "/Root 1 0 R /Info %s", infos[i]);
        cl_out_byte(&trailer, 0);
        reading *read = read_document(&made, (const char *)trailer.data);
        assert_only_damage(read, CL_DAMAGE_STRUCTURE);
        reading_free(read);
        cl_out_free(&trailer);
    }
}

static void an_endless_info_hits_a_cap(void **state)
{
    (void)state;
    document made = {0};
    cl_out info = {0};
    cl_out_text(&info, "<< ");
    cl_out_repeat(&info, "/Note (x) ", CL_PDF_ENTRIES_MAX + 1);
    cl_out_text(&info, ">>");
    cl_out_byte(&info, 0);
    put_object(&made, "<< /Type /Catalog >>");
    put_object(&made, (const char *)info.data);
    reading *read = read_document(&made, "/Root 1 0 R /Info 2 0 R");
    assert_only_damage(read, CL_DAMAGE_LIMIT);
    assert_block_count(read, CL_PDF_ENTRIES_MAX);
    reading_free(read);
    cl_out_free(&info);
}

static void endless_sections_hit_a_cap(void **state)
{
    (void)state;
    document made = {0};
    size_t at = 0;
    put_object(&made, "<< /Type /Catalog >>");
    for (size_t i = 0; i <= CL_PDF_SECTIONS_MAX; i++) {
        size_t prev = at;
        at = made.file.len;
        cl_out_format(&made.file,
                      "xref\n1 1\n0000000009 00000 n \ntrailer << /Prev %zu /Root 1 0 R >>\n",
                      prev);
    }
    cl_out_format(&made.file, "startxref\n%zu\n%%%%EOF\n", at);
    reading *read = read_as(&cl_format_pdf, cl_out_span(&made.file));
    assert_only_damage(read, CL_DAMAGE_LIMIT);
    reading_free(read);
    cl_out_free(&made.file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_of_a_dictionary_are_found_at_its_own_level),
        cmocka_unit_test(objects_without_an_end_have_no_length),
        cmocka_unit_test(numbers_and_references_are_told_apart),
        cmocka_unit_test(texts_are_decoded_by_their_marks),
        cmocka_unit_test(metadata_and_info_are_read_and_other_packets_not),
        cmocka_unit_test(every_prefix_is_read_or_reported),
        cmocka_unit_test(without_a_table_packets_are_searched_for_and_the_last_comes_first),
        cmocka_unit_test(tables_that_cannot_be_followed_are_reported),
        cmocka_unit_test(a_table_with_short_entries_is_read),
        cmocka_unit_test(an_encrypted_document_is_reported),
        cmocka_unit_test(metadata_that_is_left_out_of_encryption_is_read),
        cmocka_unit_test(metadata_of_an_unknown_filter_is_reported),
        cmocka_unit_test(an_info_that_cannot_be_read_is_reported),
        cmocka_unit_test(an_endless_info_hits_a_cap),
        cmocka_unit_test(endless_sections_hit_a_cap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
