#define _POSIX_C_SOURCE 200809L

#include "bytes.h"
#include "container/extended.h"

#include <md5.h>
#include <stdio.h>
#include <unistd.h>

enum {
    APP1 = 0xE1,
    APP11 = 0xEB,
    APP13 = 0xED,
    COM = 0xFE
};

#define XMP_HEADER "http://ns.adobe.com/xap/1.0/\0"
#define TIFF       "II*\0\x08\0\0\0"

static void start(cl_out *file)
{
    cl_out_put(file, CL_SPAN("\xFF\xD8"));
}

static void start_of_scan(cl_out *file)
{
    cl_out_put(file, CL_SPAN("\xFF\xDA\0\x02"));
}

static void end_of_image(cl_out *file)
{
    cl_out_put(file, CL_SPAN("\xFF\xD9"));
}

static reading *read_whole(cl_out *file)
{
    start_of_scan(file);
    end_of_image(file);
    reading *made = read_as(&cl_format_jpeg, cl_out_span(file));
    cl_out_free(file);
    return made;
}

static void put_photoshop(cl_out *file, cl_span resources)
{
    cl_out body = {0};
    cl_out_put(&body, CL_SPAN("Photoshop 3.0\0"));
    cl_out_put(&body, resources);
    put_segment(file, APP13, cl_out_span(&body));
    cl_out_free(&body);
}

/* One of everything. */
static void put_good_file(cl_out *file)
{
    cl_out resources = {0};
    start(file);
    put_segment(file, 0xE0, CL_SPAN("JFIF\0\x01\x01\0\0\x01\0\x01\0\0"));
    put_segment(file, APP1, CL_SPAN("Exif\0\0" TIFF));
    put_segment(file, APP1, CL_SPAN(XMP_HEADER "<x:xmpmeta/>"));
    put_resource(&resources, 0x0404,
                 CL_SPAN("\x1C\x02\x78\0\x03"
                         "cat"));
    put_photoshop(file, cl_out_span(&resources));
    put_segment(file, COM, CL_SPAN("NO SALES"));
    cl_out_free(&resources);
}

static void every_kind_of_block_is_found(void **state)
{
    (void)state;
    cl_out file = {0};
    put_good_file(&file);
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block_count(made, 4);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->kind, CL_BLOCK_EXIF);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, 8);
    assert_block(made, 1, CL_BLOCK_XMP, "<x:xmpmeta/>");
    assert_block(made, 2, CL_BLOCK_TEXT, "NO SALES");
    assert_span_is(cl_blocks_at(&made->blocks, 2)->key, "COM");
    assert_int_equal(cl_blocks_at(&made->blocks, 3)->kind, CL_BLOCK_IIM);
    assert_string_equal(cl_blocks_at(&made->blocks, 3)->container, "APP13 Photoshop 0x0404");
    reading_free(made);
}

static void every_prefix_is_read_or_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    put_good_file(&file);
    start_of_scan(&file);
    assert_prefixes_are_damaged(&cl_format_jpeg, cl_out_span(&file), file.len - 2);
    cl_out_free(&file);
}

static void long_exif_is_joined_and_keeps_its_offsets(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_segment(&file, APP1, CL_SPAN("Exif\0\0" TIFF "first"));
    put_segment(&file, APP1, CL_SPAN("Exif\0\0second"));
    put_segment(&file, APP1, CL_SPAN("Exif\0\0" TIFF "third"));
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_REPAIRED); /* there are two streams */
    assert_block_count(made, 2);
    const cl_block *joined = cl_blocks_at(&made->blocks, 0);
    assert_int_equal(joined->bytes.len, 8 + 5 + 6);
    assert_int_equal(joined->piece_count, 2);
    /* Behind the first segment: marker, length and header of the second. */
    assert_int_equal(cl_block_offset(joined, 13), cl_block_offset(joined, 12) + 1 + 4 + 6);
    reading_free(made);
}

static void overwritten_xmp_header_is_read_and_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_segment(&file, APP1, CL_SPAN("XMP\0://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"));
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_REPAIRED);
    assert_block(made, 0, CL_BLOCK_XMP, "<x:xmpmeta/>");
    reading_free(made);
}

static void packet_without_any_header_is_read_and_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_segment(&file, APP1, CL_SPAN("<x:xmpmeta/>"));
    put_segment(&file, APP1, CL_SPAN("FLIR\0 not ours"));
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_REPAIRED);
    assert_block_count(made, 1);
    reading_free(made);
}

static void put_extended(cl_out *file, const char *guid, cl_span packet, cl_extent part)
{
    cl_out body = {0};
    cl_out_put(&body, CL_SPAN("http://ns.adobe.com/xmp/extension/\0"));
    cl_out_text(&body, guid);
    put_u32be(&body, packet.len);
    put_u32be(&body, (size_t)part.offset);
    cl_out_put(&body, cl_span_sub(packet, (size_t)part.offset, part.len));
    put_segment(file, APP1, cl_out_span(&body));
    cl_out_free(&body);
}

static void name_packet(cl_span packet, char guid[MD5_DIGEST_STRING_LENGTH])
{
    uint8_t digest[MD5_DIGEST_LENGTH];
    MD5_CTX context;
    MD5Init(&context);
    MD5Update(&context, packet.data, packet.len);
    MD5Final(digest, &context);
    for (size_t i = 0; i < sizeof digest; i++) {
        guid[2 * i] = "0123456789ABCDEF"[digest[i] >> 4];
        guid[2 * i + 1] = "0123456789ABCDEF"[digest[i] & 15];
    }
    guid[MD5_DIGEST_STRING_LENGTH - 1] = '\0';
}

static void extended_xmp_is_put_together_in_any_order(void **state)
{
    (void)state;
    cl_out file = {0};
    char guid[MD5_DIGEST_STRING_LENGTH];
    cl_span packet = CL_SPAN("<rdf:RDF>JAPAN OUT</rdf:RDF>");
    name_packet(packet, guid);
    start(&file);
    put_extended(&file, guid, packet, (cl_extent){20, 8});
    put_extended(&file, guid, packet, (cl_extent){0, 12});
    put_extended(&file, guid, packet, (cl_extent){12, 8});
    put_extended(&file, guid, packet, (cl_extent){12, 8});
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_XMP_EXTENDED, "<rdf:RDF>JAPAN OUT</rdf:RDF>");
    assert_span_is(cl_blocks_at(&made->blocks, 0)->key, guid);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->piece_count, 3);
    reading_free(made);
}

static void a_gap_in_extended_xmp_is_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    char guid[MD5_DIGEST_STRING_LENGTH];
    cl_span packet = CL_SPAN("<rdf:RDF>JAPAN OUT</rdf:RDF>");
    name_packet(packet, guid);
    start(&file);
    put_extended(&file, guid, packet, (cl_extent){0, 12});
    put_extended(&file, guid, packet, (cl_extent){20, 8});
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    assert_block(made, 0, CL_BLOCK_XMP_EXTENDED, "<rdf:RDF>JAP");
    reading_free(made);
}

static void extended_xmp_with_a_wrong_digest_is_read_and_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_extended(&file, "00000000000000000000000000000000", CL_SPAN("<rdf:RDF/>"),
                 (cl_extent){0, 10});
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    assert_block(made, 0, CL_BLOCK_XMP_EXTENDED, "<rdf:RDF/>");
    reading_free(made);
}

static void a_cut_extended_header_is_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_segment(&file, APP1, CL_SPAN("http://ns.adobe.com/xmp/extension/\0ABC"));
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    assert_block_count(made, 0);
    reading_free(made);
}

static void a_resource_may_span_two_segments(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out resources = {0};
    put_resource(&resources, 0x0404, CL_SPAN("\x1C\x02\x28\0\x09JAPAN OUT"));
    start(&file);
    put_photoshop(&file, cl_span_sub(cl_out_span(&resources), 0, 20));
    put_photoshop(&file, cl_span_from(cl_out_span(&resources), 20));
    cl_out_free(&resources);
    reading *made = read_whole(&file);
    assert_no_damage(made);
    const cl_block *iim = cl_blocks_at(&made->blocks, 0);
    assert_int_equal(iim->kind, CL_BLOCK_IIM);
    assert_int_equal(iim->bytes.len, 14);
    assert_int_equal(iim->piece_count, 2);
    assert_int_equal(cl_block_offset(iim, 8), cl_block_offset(iim, 7) + 1 + 4 + 14);
    reading_free(made);
}

static void scattered_resources_are_joined_and_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out resources = {0};
    put_resource(&resources, 0x0404, CL_SPAN("\x1C\x02\x28\0\x09JAPAN OUT"));
    start(&file);
    put_photoshop(&file, cl_span_sub(cl_out_span(&resources), 0, 20));
    put_segment(&file, 0xE2, CL_SPAN("ICC"));
    put_photoshop(&file, cl_span_from(cl_out_span(&resources), 20));
    cl_out_free(&resources);
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_REPAIRED);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, 14);
    reading_free(made);
}

static void the_old_photoshop_header_is_known(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out body = {0};
    cl_out_put(&body, CL_SPAN("Adobe_Photoshop2.5:\0\0\0\0\0\0\0\0"));
    put_resource(&body, 0x040B, CL_SPAN("http://example.org"));
    start(&file);
    put_segment(&file, APP13, cl_out_span(&body));
    cl_out_free(&body);
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_URL, "http://example.org");
    reading_free(made);
}

static void bare_datasets_in_app13_are_read_and_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_photoshop(&file, CL_SPAN("\x1C\x02\x28\0\x09JAPAN OUT"));
    put_segment(&file, APP13, CL_SPAN("\x1C\x01\x5A\0\x03\x1B%G"));
    put_segment(&file, APP13, CL_SPAN("Adobe_CM"));
    reading *made = read_whole(&file);
    assert_int_equal(count_damage(made, CL_DAMAGE_IGNORED), 1);
    assert_int_equal(count_damage(made, CL_DAMAGE_REPAIRED), 2);
    assert_block_count(made, 1);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, 14 + 8);
    reading_free(made);
}

static void an_end_before_the_picture_data_hides_nothing(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_segment(&file, COM, CL_SPAN("a crowd"));
    cl_out_put(&file, CL_SPAN("\xFF\xD9"));
    reading *whole = read_as(&cl_format_jpeg, cl_out_span(&file));
    assert_int_equal(whole->findings.items.count, 0); /* a preview's metadata, and no more */
    reading_free(whole);
    put_segment(&file, COM, CL_SPAN("NO SALES"));
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    reading_free(made);
}

static void a_segment_beyond_the_end_is_reported_and_read(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_segment(&file, COM, CL_SPAN("NO SALES"));
    file.data[5] = 200;
    reading *made = read_as(&cl_format_jpeg, cl_out_span(&file));
    assert_only_damage(made, CL_DAMAGE_LENGTH);
    assert_int_equal(cl_findings_at(&made->findings, 0)->proof.offset, 2);
    assert_block(made, 0, CL_BLOCK_TEXT, "NO SALES");
    reading_free(made);
    cl_out_free(&file);
}

static void a_length_below_two_is_reported_and_the_next_segment_read(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    cl_out_put(&file, CL_SPAN("\xFF\xE5\0\x01"));
    put_segment(&file, COM, CL_SPAN("NO SALES"));
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_LENGTH);
    assert_block(made, 0, CL_BLOCK_TEXT, "NO SALES");
    reading_free(made);
}

static void fill_bytes_and_lone_markers_are_skipped(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    cl_out_put(&file, CL_SPAN("\xFF\xFF\xFF\xFF\x01\xFF\xD0"));
    put_segment(&file, COM, CL_SPAN("NO SALES"));
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_TEXT, "NO SALES");
    reading_free(made);
}

static void zeros_between_segments_are_harmless_and_other_junk_is_not(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    cl_out_put(&file, CL_SPAN("\0\0"));
    put_segment(&file, COM, CL_SPAN("one"));
    cl_out_put(&file, CL_SPAN("AN OUT"));
    put_segment(&file, COM, CL_SPAN("two"));
    reading *made = read_whole(&file);
    assert_int_equal(count_damage(made, CL_DAMAGE_REPAIRED), 1);
    assert_int_equal(count_damage(made, CL_DAMAGE_STRUCTURE), 1);
    assert_block_count(made, 2);
    reading_free(made);
}

static void any_number_of_fill_bytes_is_allowed(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    for (int i = 0; i < 100; i++) {
        cl_out_put(&file, CL_SPAN("\xFF\xFF\xFF"));
        put_segment(&file, 0xE5, CL_EMPTY_SPAN);
    }
    put_segment(&file, COM, CL_SPAN("NO SALES"));
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block_count(made, 1);
    reading_free(made);
}

static void datasets_that_run_over_their_segment_are_read_and_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out resources = {0};
    put_resource(&resources, 0x0404, CL_SPAN("\x1C\x02\x28\0\x09JAPAN OUT"));
    start(&file);
    put_photoshop(&file, cl_out_span(&resources));
    file.data[5] = (uint8_t)(file.data[5] - 5);
    cl_out_free(&resources);
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    assert_block_count(made, 1);
    assert_span_is(cl_span_from(cl_blocks_at(&made->blocks, 0)->bytes, 5), "JAPAN OUT");
    reading_free(made);
}

static void a_file_of_junk_is_given_up(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    cl_out_repeat(&file, "0123456789abcdef", CL_SOURCE_WINDOW / 16);
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    reading_free(made);
    start(&file);
    for (int i = 0; i < 20; i++) {
        cl_out_text(&file, "junk");
        put_segment(&file, 0xE5, CL_EMPTY_SPAN);
    }
    made = read_whole(&file);
    assert_int_equal(count_damage(made, CL_DAMAGE_STRUCTURE), 18);
    reading_free(made);
}

/* A C2PA manifest store of `filler` bytes behind its description box. */
static void put_store(cl_out *to, const char *type, size_t filler)
{
    put_u32be(to, 8 + 8 + 16 + 6 + filler);
    cl_out_text(to, type);
    put_u32be(to, 8 + 16 + 6);
    cl_out_text(to, "jumdc2pa");
    cl_out_put(to, CL_SPAN("\0\x11\0\x10\x80\0\0\xAA\0\x38\x9B\x71\x03"
                           "c2pa\0"));
    cl_out_repeat(to, "x", filler);
}

typedef struct packet_of {
    uint16_t instance;
    uint32_t sequence;
    size_t start; /* of its part, behind the box's header */
    size_t end;
} packet_of;

static void put_packet(cl_out *file, cl_span box, packet_of part)
{
    cl_out body = {0};
    cl_out_text(&body, "JP");
    put_u16be(&body, part.instance);
    put_u32be(&body, part.sequence);
    cl_out_put(&body, cl_span_sub(box, 0, 8));
    cl_out_put(&body, cl_span_sub(cl_span_from(box, 8), part.start, part.end - part.start));
    put_segment(file, APP11, cl_out_span(&body));
    cl_out_free(&body);
}

static void content_credentials_are_joined_by_instance_and_sequence(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out box = {0};
    put_store(&box, "jumb", 60);
    start(&file);
    put_packet(&file, cl_out_span(&box), (packet_of){2, 2, 40, 60});
    put_packet(&file, cl_out_span(&box), (packet_of){1, 1, 0, 90});
    put_packet(&file, cl_out_span(&box), (packet_of){2, 1, 0, 40});
    put_packet(&file, cl_out_span(&box), (packet_of){2, 3, 60, 90});
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block_count(made, 2);
    for (size_t i = 0; i < 2; i++) {
        const cl_block *block = cl_blocks_at(&made->blocks, i);
        assert_int_equal(block->kind, CL_BLOCK_C2PA);
        assert_string_equal(block->container, "JPEG APP11");
        assert_true(cl_span_equal(block->bytes, cl_out_span(&box)));
    }
    assert_int_equal(cl_blocks_at(&made->blocks, 1)->piece_count, 3);
    cl_out_free(&box);
    reading_free(made);
}

static void boxes_of_one_instance_are_told_apart(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out box = {0};
    put_store(&box, "jumb", 0);
    start(&file);
    put_packet(&file, cl_out_span(&box), (packet_of){1, 1, 0, 16});
    put_packet(&file, cl_out_span(&box), (packet_of){1, 2, 16, 90});
    put_packet(&file, cl_out_span(&box), (packet_of){1, 1, 0, 20});
    put_packet(&file, cl_out_span(&box), (packet_of){1, 2, 20, 90});
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block_count(made, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_true(cl_span_equal(cl_blocks_at(&made->blocks, i)->bytes, cl_out_span(&box)));
    }
    cl_out_free(&box);
    reading_free(made);
}

static void a_writer_that_swaps_the_header_of_the_box_is_understood(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out box = {0};
    put_store(&box, "bmuj", 10);
    for (size_t i = 0; i < 2; i++) {
        uint8_t byte = box.data[i];
        box.data[i] = box.data[3 - i];
        box.data[3 - i] = byte;
    }
    start(&file);
    put_packet(&file, cl_out_span(&box), (packet_of){1, 0, 0, 20});
    put_packet(&file, cl_out_span(&box), (packet_of){1, 1, 20, 90});
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block_count(made, 1);
    cl_out_free(&box);
    reading_free(made);
}

static void a_gap_in_content_credentials_is_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out box = {0};
    put_store(&box, "jumb", 40);
    start(&file);
    put_packet(&file, cl_out_span(&box), (packet_of){1, 1, 0, 40});
    put_packet(&file, cl_out_span(&box), (packet_of){1, 3, 60, 90});
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_STRUCTURE);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, 48);
    cl_out_free(&box);
    reading_free(made);
}

static void a_store_beyond_the_cap_is_cut(void **state)
{
    (void)state;
    enum {
        PART = 60000
    };
    cl_out file = {0};
    cl_out box = {0};
    put_store(&box, "jumb", CL_C2PA_BYTES_MAX);
    start(&file);
    for (uint32_t i = 0; i * PART < box.len; i++) {
        put_packet(&file, cl_out_span(&box),
                   (packet_of){1, 1 + i, i * (size_t)PART, (i + 1) * (size_t)PART});
    }
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, CL_C2PA_BYTES_MAX);
    cl_out_free(&box);
    reading_free(made);
}

static void other_boxes_are_mentioned_once_or_not_at_all(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_segment(&file, APP11, CL_SPAN("JP\0\x01\0\0\0\x01\0\0\0\x20jumb\0\0\0\x18jumdjson"));
    put_segment(&file, APP11, CL_SPAN("JP\0\x02\0\0\0\x01\0\0\0\x20jumb\0\0\0\x18jumdjson"));
    put_segment(&file, APP11, CL_SPAN("JP\0\x03\0\0\0\x01\0\0\0\x01jumb\0\0\0\0"));
    put_segment(&file, APP11, CL_SPAN("JP\0\x04\0\0\0\x01\0\0\0\x20LUTS"));
    put_segment(&file, APP11, CL_SPAN("JP\0\x05"));
    put_segment(&file, APP11, CL_SPAN("HDR_RI ver=11"));
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_IGNORED);
    assert_block_count(made, 0);
    reading_free(made);
}

static void a_box_of_64_bit_length_is_read(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out body = {0};
    cl_out_put(&body,
               CL_SPAN("JP\0\x01\0\0\0\x01\0\0\0\x01jumb\0\0\0\0\0\0\0\x28\0\0\0\x18jumdc2pa"));
    cl_out_put(&body, CL_SPAN("\0\x11\0\x10\x80\0\0\xAA\0\x38\x9B\x71"));
    start(&file);
    put_segment(&file, APP11, cl_out_span(&body));
    cl_out_free(&body);
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, 40);
    reading_free(made);
}

static void headers_with_bytes_before_them_are_found_and_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    put_segment(&file, APP1,
                CL_SPAN("\xFF\xE1\x02\x58"
                        "EXIF\0\0" TIFF));
    put_segment(&file, APP1, CL_SPAN("Vendor\0<?xpacket?><x:xmpmeta/>"));
    reading *made = read_whole(&file);
    assert_int_equal(count_damage(made, CL_DAMAGE_REPAIRED), 2);
    assert_int_equal(made->findings.items.count, 2);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, 8);
    assert_block(made, 1, CL_BLOCK_XMP, "<?xpacket?><x:xmpmeta/>");
    reading_free(made);
}

static void chunks_of_extended_xmp_may_overlap(void **state)
{
    (void)state;
    cl_out file = {0};
    char guid[MD5_DIGEST_STRING_LENGTH];
    cl_span packet = CL_SPAN("<rdf:RDF>JAPAN OUT</rdf:RDF>");
    name_packet(packet, guid);
    start(&file);
    put_extended(&file, guid, packet, (cl_extent){0, 12});
    put_extended(&file, guid, packet, (cl_extent){8, 12});
    put_extended(&file, guid, packet, (cl_extent){4, 4});
    put_extended(&file, guid, packet, (cl_extent){0, 28});
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block(made, 0, CL_BLOCK_XMP_EXTENDED, "<rdf:RDF>JAPAN OUT</rdf:RDF>");
    reading_free(made);
}

static void packets_of_several_names_are_kept_apart(void **state)
{
    (void)state;
    cl_out file = {0};
    char first[MD5_DIGEST_STRING_LENGTH];
    char second[MD5_DIGEST_STRING_LENGTH];
    name_packet(CL_SPAN("<rdf:RDF/>"), first);
    name_packet(CL_SPAN("<rdf:RDF></rdf:RDF>"), second);
    start(&file);
    put_extended(&file, first, CL_SPAN("<rdf:RDF/>"), (cl_extent){0, 4});
    put_extended(&file, second, CL_SPAN("<rdf:RDF></rdf:RDF>"), (cl_extent){0, 19});
    put_extended(&file, first, CL_SPAN("<rdf:RDF/>"), (cl_extent){4, 6});
    reading *made = read_whole(&file);
    assert_no_damage(made);
    assert_block_count(made, 2);
    reading_free(made);
}

/* Data as a scan holds them: with stuffed bytes and restart markers. */
static void put_data(cl_out *file, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cl_out_put(file, CL_SPAN("0123456789\xFF\0"
                                 "ab\xFF\xD0"));
    }
}

static reading *read_scan(cl_out *file, cl_span behind)
{
    cl_out_put(file, behind);
    reading *made = read_as(&cl_format_jpeg, cl_out_span(file));
    cl_out_free(file);
    return made;
}

static void metadata_behind_the_picture_data_are_read_and_reported_once(void **state)
{
    (void)state;
    for (size_t count = 1; count < 20000; count *= 100) {
        cl_out file = {0};
        start(&file);
        start_of_scan(&file);
        put_data(&file, count);
        put_segment(&file, 0xC4, CL_SPAN("a table \xFF\xD9"));
        start_of_scan(&file);
        put_data(&file, 1);
        put_segment(&file, APP1, CL_SPAN(XMP_HEADER "<x:xmpmeta/>"));
        put_segment(&file, 0xE2, CL_SPAN("ICC"));
        put_photoshop(&file, CL_SPAN("\x1C\x02\x28\0\x09JAPAN OUT"));
        put_segment(&file, COM, CL_SPAN("NO SALES"));
        reading *made = read_scan(&file, CL_SPAN("\xFF\xD9"));
        assert_int_equal(count_damage(made, CL_DAMAGE_REPAIRED), 2); /* and bare datasets */
        assert_false(is_incomplete(made));
        assert_block_count(made, 3);
        assert_block(made, 0, CL_BLOCK_XMP, "<x:xmpmeta/>");
        reading_free(made);
    }
}

/* Behind more data than are searched; what was appended is longer than a first look. */
static void long_metadata_behind_long_picture_data_are_read(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out comment = {0};
    start(&file);
    start_of_scan(&file);
    put_data(&file, 20000);
    cl_out_repeat(&comment, "NO SALES ", 7000);
    put_segment(&file, COM, cl_out_span(&comment));
    reading *made = read_scan(&file, CL_SPAN("\xFF\xD9"));
    assert_only_damage(made, CL_DAMAGE_REPAIRED);
    assert_block_count(made, 1);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, comment.len);
    reading_free(made);
    cl_out_free(&comment);
}

/* Not of picture data: a hole in the file, text, data without an end. */
static void a_large_file_that_ends_in_anything_else_is_searched(void **state)
{
    (void)state;
    const cl_span fillers[] = {CL_SPAN("0123456789abcdef"), CL_SPAN("\0\0\0\0\0\0\0\0"),
                               CL_SPAN("\xFF\xFF\xFF\0"), CL_SPAN("data \xFF\0 data")};
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
        cl_out file = {0};
        start(&file);
        start_of_scan(&file);
        put_data(&file, 20000);
        put_segment(&file, COM, CL_SPAN("NO SALES"));
        start_of_scan(&file);
        for (size_t k = 0; k < 9000 / fillers[i].len; k++) {
            cl_out_put(&file, fillers[i]);
        }
        bool data = i == 3;
        reading *made = read_scan(&file, data ? CL_SPAN("\xFF\xD9 behind") : CL_SPAN("\xFF\xD9"));
        assert_block(made, 0, CL_BLOCK_TEXT, "NO SALES");
        reading_free(made);
    }
}

static void what_lies_behind_the_end_of_the_picture_is_not_its_own(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    start_of_scan(&file);
    put_data(&file, 3);
    cl_out_put(&file, CL_SPAN("\xFF\xD9"));
    put_segment(&file, COM, CL_SPAN("NO SALES"));
    reading *made = read_scan(&file, CL_SPAN("\xFF\xD9"));
    assert_no_damage(made);
    assert_block_count(made, 0);
    reading_free(made);
}

/* Of a file with more pictures the last part belongs to another one. */
static void further_pictures_are_left_alone(void **state)
{
    (void)state;
    for (int further = 0; further < 2; further++) {
        cl_out file = {0};
        start(&file);
        put_segment(&file, 0xE2, further == 1 ? CL_SPAN("MPF\0II*") : CL_SPAN("ICC"));
        start_of_scan(&file);
        put_data(&file, CL_SCAN_BYTES_MAX / 8);
        put_segment(&file, COM, CL_SPAN("NO SALES"));
        reading *made = read_scan(&file, CL_SPAN("\xFF\xD9"));
        assert_block_count(made, further == 1 ? 0 : 1);
        reading_free(made);
    }
}

/* What only looks like a segment is none. */
static void damaged_data_are_no_segments(void **state)
{
    (void)state;
    static const cl_span data[] = {
        {(const uint8_t *)"ab\xFF\xFE\0\x04xyz\xFF\xD9", 11},      /* nothing follows that could */
        {(const uint8_t *)"ab\xFF\xFE\x7F\xFFxy\xFF\xD9", 10},     /* beyond the end */
        {(const uint8_t *)"ab\xFF\xFE\0\x01\xFF\xD9", 8},          /* shorter than its length */
        {(const uint8_t *)"ab\xFF\xFE\0\xFF\xD9", 7},              /* cut */
        {(const uint8_t *)"ab\xFF\x42\xFF\xFE\0\x02\xFF\xD9", 10}, /* no marker at all */
        {(const uint8_t *)"ab\xFF\xD8\xFF\xFE\0\x04xy\xFF\xD9", 12}, /* another picture */
    };
    for (size_t i = 0; i < sizeof data / sizeof *data; i++) {
        cl_out file = {0};
        start(&file);
        start_of_scan(&file);
        reading *made = read_scan(&file, data[i]);
        assert_no_damage(made);
        assert_block_count(made, 0);
        reading_free(made);
    }
}

static void put_datasets(cl_out *file)
{
    cl_out_put(file, CL_SPAN("\x1C\x02\x28\0\x09JAPAN OUT"));
}

static void start_trailer(cl_out *file)
{
    start(file);
    start_of_scan(file);
    cl_out_put(file, CL_SPAN("\xFF\xD9"));
    put_datasets(file);
}

static reading *read_trailer(cl_out *file)
{
    reading *made = read_as(&cl_format_jpeg, cl_out_span(file));
    cl_out_free(file);
    return made;
}

/* FotoStation's datasets before its own and Photo Mechanic's settings. */
static void trailers_are_read_from_the_end(void **state)
{
    (void)state;
    cl_out file = {0};
    start_trailer(&file);
    cl_out_put(&file, CL_SPAN("\0\x01\0\0\0\x18\xA1\xB2\xC3\xD4"));
    cl_out_put(&file, CL_SPAN("softedit\0\x02\0\0\0\x12\xA1\xB2\xC3\xD4"));
    cl_out_put(&file, CL_SPAN("settings\0\0\0\x08"
                              "cbipcbbl"));
    reading *made = read_trailer(&file);
    assert_no_damage(made);
    assert_block_count(made, 1);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->kind, CL_BLOCK_IIM);
    assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, 14);
    assert_string_equal(cl_blocks_at(&made->blocks, 0)->container, "FotoStation trailer");
    reading_free(made);
}

static void the_directory_of_afcp_is_read_in_either_byte_order(void **state)
{
    (void)state;
    for (int little = 0; little < 2; little++) {
        cl_out file = {0};
        bool swapped = little == 1;
        const char *mark = swapped ? "AXS*" : "AXS!";
        start_trailer(&file);
        size_t directory = file.len;
        cl_out_text(&file, mark);
        put_number(&file, 0x0100, 2, swapped);
        put_number(&file, 2, 2, swapped);
        put_number(&file, 0, 4, swapped);
        cl_out_text(&file, "Nail");
        put_number(&file, 5, 4, swapped);
        put_number(&file, 0, 4, swapped);
        cl_out_text(&file, "IPTC");
        put_number(&file, 14, 4, swapped);
        put_number(&file, directory - 14, 4, swapped);
        cl_out_text(&file, mark);
        put_number(&file, directory, 4, swapped);
        put_number(&file, 0, 4, swapped);
        reading *made = read_trailer(&file);
        assert_no_damage(made);
        assert_int_equal(cl_blocks_at(&made->blocks, 0)->bytes.len, 14);
        assert_string_equal(cl_blocks_at(&made->blocks, 0)->container, "AFCP trailer");
        reading_free(made);
    }
}

static void trailers_that_begin_nowhere_are_reported(void **state)
{
    (void)state;
    static const cl_span broken[] = {
        {(const uint8_t *)"\0\x01\0\0\x10\0\xA1\xB2\xC3\xD4", 10},
        {(const uint8_t *)"\0\x01\0\0\0\x09\xA1\xB2\xC3\xD4", 10},
        {(const uint8_t *)"\0\0\x10\0cbipcbbl", 12},
        {(const uint8_t *)"AXS!\0\0\0\x02\0\0\0\0", 12},
        {(const uint8_t *)"AXS!\0\0\x10\0\0\0\0\0", 12},
        {(const uint8_t *)"AXS!\0\x01\0\x02\0\0\0\0NailAXS!\0\0\0\x16\0\0\0\0", 28},
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        cl_out file = {0};
        start_trailer(&file);
        cl_out_put(&file, broken[i]);
        reading *made = read_trailer(&file);
        assert_only_damage(made, CL_DAMAGE_STRUCTURE);
        assert_block_count(made, 0);
        reading_free(made);
    }
}

static void datasets_that_are_not_where_afcp_says_are_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    start_trailer(&file);
    cl_out_put(&file, CL_SPAN("AXS!\0\x01\0\x01\0\0\0\0IPTC\0\0\0\x0F\0\0\0\x08"
                              "AXS!\0\0\0\x16\0\0\0\0"));
    reading *made = read_trailer(&file);
    assert_only_damage(made, CL_DAMAGE_LENGTH);
    assert_block_count(made, 0);
    reading_free(made);
}

static void bytes_before_the_picture_are_passed_over_and_reported(void **state)
{
    (void)state;
    uint8_t mac[128] = {0, 4, 'a', '.', 'j', 'p'};
    const struct {
        cl_span before;
        cl_damage damage;
    } cases[] = {
        {CL_SPAN("\r\n\r\n"), CL_DAMAGE_REPAIRED},
        {{mac, sizeof mac}, CL_DAMAGE_REPAIRED},
        {CL_SPAN("\xFF\xD8\xFF HTTP/1.1 200 OK\r\n\r\n"), CL_DAMAGE_STRUCTURE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cl_out file = {0};
        cl_out_put(&file, cases[i].before);
        start(&file);
        put_segment(&file, COM, CL_SPAN("NO SALES"));
        start_of_scan(&file);
        end_of_image(&file);
        assert_true(cl_format_jpeg_late.is(cl_out_span(&file)));
        reading *made = read_as(&cl_format_jpeg_late, cl_out_span(&file));
        assert_only_damage(made, cases[i].damage);
        assert_block(made, 0, CL_BLOCK_TEXT, "NO SALES");
        reading_free(made);
        cl_out_free(&file);
    }
    assert_false(cl_format_jpeg_late.is(CL_SPAN("a text of \xFF\xD8\xFF")));
    assert_false(cl_format_jpeg_late.is(CL_SPAN("a text of \xFF\xD8\xFF and more")));
}

static void picture_data_without_an_end_are_reported(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    start_of_scan(&file);
    cl_out_put(&file, CL_SPAN("data \xFF\0 and \xFF\xD0 more \xFF"));
    reading *made = read_as(&cl_format_jpeg, cl_out_span(&file));
    assert_only_damage(made, CL_DAMAGE_TRUNCATED);
    reading_free(made);
    cl_out_free(&file);
}

static void endless_segments_hit_a_cap(void **state)
{
    (void)state;
    cl_out file = {0};
    start(&file);
    for (size_t i = 0; i < CL_SEGMENTS_MAX; i++) {
        cl_out_put(&file, CL_SPAN("\xFF\xD0"));
    }
    reading *made = read_whole(&file);
    assert_only_damage(made, CL_DAMAGE_LIMIT);
    reading_free(made);
}

/* Metadata that lies in many windows of a file is the same as in memory. */
static void a_large_file_is_read_as_it_is_from_memory(void **state)
{
    (void)state;
    cl_out file = {0};
    cl_out filler = {0};
    cl_out resource = {0};
    char path[] = "/tmp/captionlint-jpeg-XXXXXX";
    cl_out_repeat(&filler, "0123456789abcdef", 4000);
    cl_out_repeat(&filler, "ABCDEFGHIJKLMNOP", 4000);
    put_resource(&resource, 0x0404, cl_out_span(&filler));
    start(&file);
    for (size_t i = 0; i < 5; i++) {
        put_segment(&file, 0xE2, cl_span_sub(cl_out_span(&filler), i, 64000));
        put_segment(&file, COM, cl_span_sub(cl_out_span(&filler), 0, i + 1));
        put_photoshop(&file, cl_span_sub(cl_out_span(&resource), i * 30000, 30000));
    }
    start_of_scan(&file);
    int made_file = mkstemp(path);
    assert_true(made_file >= 0);
    assert_int_equal(write(made_file, file.data, file.len), file.len);
    assert_int_equal(close(made_file), 0);
    reading *memory = read_as(&cl_format_jpeg, cl_out_span(&file));
    reading *disk = reading_of(cl_out_span(&file));
    cl_source *source = NULL;
    cl_error error = {0};
    assert_int_equal(cl_source_open(disk->arena, path, &source, &error), CL_OK);
    assert_int_equal(cl_format_jpeg.read(source, &disk->blocks), CL_OK);
    cl_source_close(source);
    (void)unlink(path);
    assert_offsets_are_right(disk);
    assert_block_count(disk, memory->blocks.items.count);
    assert_int_equal(disk->findings.items.count, memory->findings.items.count);
    assert_block(disk, 4, CL_BLOCK_TEXT, "01234");
    assert_int_equal(cl_blocks_at(&disk->blocks, 5)->bytes.len, filler.len);
    reading_free(memory);
    reading_free(disk);
    cl_out_free(&resource);
    cl_out_free(&filler);
    cl_out_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_block_is_found),
        cmocka_unit_test(every_prefix_is_read_or_reported),
        cmocka_unit_test(long_exif_is_joined_and_keeps_its_offsets),
        cmocka_unit_test(overwritten_xmp_header_is_read_and_reported),
        cmocka_unit_test(packet_without_any_header_is_read_and_reported),
        cmocka_unit_test(extended_xmp_is_put_together_in_any_order),
        cmocka_unit_test(a_gap_in_extended_xmp_is_reported),
        cmocka_unit_test(extended_xmp_with_a_wrong_digest_is_read_and_reported),
        cmocka_unit_test(a_cut_extended_header_is_reported),
        cmocka_unit_test(a_resource_may_span_two_segments),
        cmocka_unit_test(scattered_resources_are_joined_and_reported),
        cmocka_unit_test(the_old_photoshop_header_is_known),
        cmocka_unit_test(bare_datasets_in_app13_are_read_and_reported),
        cmocka_unit_test(an_end_before_the_picture_data_hides_nothing),
        cmocka_unit_test(a_segment_beyond_the_end_is_reported_and_read),
        cmocka_unit_test(a_length_below_two_is_reported_and_the_next_segment_read),
        cmocka_unit_test(fill_bytes_and_lone_markers_are_skipped),
        cmocka_unit_test(zeros_between_segments_are_harmless_and_other_junk_is_not),
        cmocka_unit_test(any_number_of_fill_bytes_is_allowed),
        cmocka_unit_test(datasets_that_run_over_their_segment_are_read_and_reported),
        cmocka_unit_test(a_file_of_junk_is_given_up),
        cmocka_unit_test(content_credentials_are_joined_by_instance_and_sequence),
        cmocka_unit_test(boxes_of_one_instance_are_told_apart),
        cmocka_unit_test(a_writer_that_swaps_the_header_of_the_box_is_understood),
        cmocka_unit_test(a_gap_in_content_credentials_is_reported),
        cmocka_unit_test(a_store_beyond_the_cap_is_cut),
        cmocka_unit_test(other_boxes_are_mentioned_once_or_not_at_all),
        cmocka_unit_test(a_box_of_64_bit_length_is_read),
        cmocka_unit_test(headers_with_bytes_before_them_are_found_and_reported),
        cmocka_unit_test(chunks_of_extended_xmp_may_overlap),
        cmocka_unit_test(packets_of_several_names_are_kept_apart),
        cmocka_unit_test(metadata_behind_the_picture_data_are_read_and_reported_once),
        cmocka_unit_test(long_metadata_behind_long_picture_data_are_read),
        cmocka_unit_test(a_large_file_that_ends_in_anything_else_is_searched),
        cmocka_unit_test(what_lies_behind_the_end_of_the_picture_is_not_its_own),
        cmocka_unit_test(further_pictures_are_left_alone),
        cmocka_unit_test(damaged_data_are_no_segments),
        cmocka_unit_test(trailers_are_read_from_the_end),
        cmocka_unit_test(the_directory_of_afcp_is_read_in_either_byte_order),
        cmocka_unit_test(trailers_that_begin_nowhere_are_reported),
        cmocka_unit_test(datasets_that_are_not_where_afcp_says_are_reported),
        cmocka_unit_test(bytes_before_the_picture_are_passed_over_and_reported),
        cmocka_unit_test(picture_data_without_an_end_are_reported),
        cmocka_unit_test(endless_segments_hit_a_cap),
        cmocka_unit_test(a_large_file_is_read_as_it_is_from_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
