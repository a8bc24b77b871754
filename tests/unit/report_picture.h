/* Records and judgements built by hand, for the tests of the reports. */
#ifndef REPORT_PICTURE_H
#define REPORT_PICTURE_H

#include "base/damage.h"
#include "base/text.h"
#include "cl_test.h"
#include "report/report.h"

enum {
    PICTURE_ARENA = 1024 * 1024,
    PICTURE_EDITIONS = 3
};

typedef struct picture {
    cl_arena *arena;
    cl_record record;
    cl_edition editions[PICTURE_EDITIONS];
    cl_judgement judgements[PICTURE_EDITIONS];
    cl_report_item item;
} picture;

static inline void *picture_add(picture *made, cl_array *array, size_t size)
{
    void *added = cl_array_add(array, made->arena, size, 100);
    assert_non_null(added);
    return added;
}

static inline picture *picture_new(const char *path)
{
    picture *made = calloc(1, sizeof *made);
    assert_non_null(made);
    made->arena = cl_arena_new(PICTURE_ARENA);
    assert_non_null(made->arena);
    made->record.arena = made->arena;
    made->record.path = cl_span_of(path);
    made->record.fields.arena = made->arena;
    made->record.fields.findings = &made->record.findings;
    made->record.findings.arena = made->arena;
    made->item.record = &made->record;
    made->item.judgements = made->judgements;
    return made;
}

static inline void picture_free(picture *made)
{
    cl_arena_free(made->arena);
    free(made);
}

static inline void picture_field(picture *made, cl_field field, const char *value)
{
    field.value = cl_span_of(value);
    cl_field *added = picture_add(made, &made->record.fields.items, sizeof *added);
    *added = field;
}

/* Where `words` stand in field `i`. All fields must be there before the first place is taken. */
static inline cl_place picture_place(const picture *made, size_t i, const char *words)
{
    const cl_field *field = cl_fields_at(&made->record.fields, i);
    size_t at = cl_span_find(field->value, cl_span_of(words));
    assert_true(at < field->value.len);
    cl_span text = cl_span_sub(field->value, at, cl_span_of(words).len);
    size_t start = cl_utf8_count(cl_span_sub(field->value, 0, at));
    return (cl_place){field, (uint32_t)start, (uint32_t)(start + cl_utf8_count(text)), text};
}

static inline void picture_stands(picture *made, cl_places *places, size_t i, const char *words)
{
    cl_place *place = picture_add(made, &places->items, sizeof *place);
    *place = picture_place(made, i, words);
}

static inline cl_proof picture_proof(const picture *made, size_t i, const char *words)
{
    cl_place place = picture_place(made, i, words);
    return (cl_proof){.field = place.field, .start = place.start, .end = place.end};
}

static inline cl_words picture_words(picture *made, const char *first, const char *second)
{
    cl_words words = {0};
    assert_int_equal(cl_words_add(&words, made->arena, cl_span_of(first)), CL_OK);
    if (second != NULL) {
        assert_int_equal(cl_words_add(&words, made->arena, cl_span_of(second)), CL_OK);
    }
    return words;
}

static inline cl_judgement *picture_judged(picture *made, const char *edition, cl_verdict verdict)
{
    size_t i = made->item.judgement_count++;
    assert_true(i < PICTURE_EDITIONS);
    made->editions[i].name = cl_span_of(edition);
    made->judgements[i].edition = &made->editions[i];
    made->judgements[i].verdict = verdict;
    made->judgements[i].findings.arena = made->arena;
    return &made->judgements[i];
}

static inline void picture_finding(cl_judgement *judgement, cl_finding finding)
{
    assert_int_equal(cl_findings_add(&judgement->findings, &finding), CL_OK);
}

static inline void picture_duty(picture *made, cl_judgement *judgement, cl_duty duty)
{
    cl_duty *added = picture_add(made, &judgement->duties, sizeof *added);
    *added = duty;
}

static inline void picture_because(picture *made, cl_judgement *judgement, const char *line)
{
    cl_span *added = picture_add(made, &judgement->because, sizeof *added);
    *added = cl_span_of(line);
}

/* --- a picture with something of everything --- */

#define PICTURE_CAPTION                                                                            \
    "This picture taken on March 3, 2021 and released by the Example News Agency shows workers "   \
    "inspecting the new pier of Port Example. / AFP / ENA VIA KNS / STR / South Korea OUT / "      \
    "REPUBLIC OF KOREA OUT ---EDITORS NOTE--- RESTRICTED TO EDITORIAL USE - MANDATORY CREDIT "     \
    "\"AFP PHOTO/ENA VIA KNS\" - USE WITHIN 14 DAYS - ASK DESK FIRST"

static inline void picture_add_fields(picture *made)
{
    picture_field(made,
                  (cl_field){.name = CL_CAPTION,
                             .container = "XMP",
                             .property = CL_SPAN("dc:description[x-default]"),
                             .has_offset = true,
                             .offset = 1234},
                  PICTURE_CAPTION);
    picture_field(made,
                  (cl_field){.name = CL_INSTRUCTIONS,
                             .container = "IIM",
                             .property = CL_SPAN("2:40"),
                             .file = CL_SPAN("pier.xmp")},
                  "South Korea OUT");
}

static inline void picture_add_restrictions(picture *made)
{
    cl_restriction *territory = picture_add(made, &made->record.restrictions, sizeof *territory);
    *territory = (cl_restriction){.kind = CL_KIND_TERRITORY,
                                  .effect = CL_DENY,
                                  .values = picture_words(made, "KR", NULL),
                                  .confidence = CL_HIGH,
                                  .rule = CL_SPAN("territory.out")};
    picture_stands(made, &territory->places, 0, "South Korea OUT");
    picture_stands(made, &territory->places, 1, "South Korea OUT");
    cl_restriction *use = picture_add(made, &made->record.restrictions, sizeof *use);
    *use = (cl_restriction){.kind = CL_KIND_USE,
                            .effect = CL_ONLY,
                            .values = picture_words(made, "editorial", NULL),
                            .review = picture_words(made, "promotion", NULL),
                            .scope = {.territory = picture_words(made, "JP", "KR"),
                                      .medium = picture_words(made, "magazine", NULL),
                                      .use = picture_words(made, "commercial", NULL),
                                      .lasts = {.hours = 28 * 24, .in_days = true},
                                      .until = {.known = true, .year = 2021, .month = 4, .day = 1}},
                            .confidence = CL_MEDIUM,
                            .rule = CL_SPAN("use.only")};
    picture_stands(made, &use->places, 0, "RESTRICTED TO EDITORIAL USE");
    cl_restriction *time = picture_add(made, &made->record.restrictions, sizeof *time);
    *time = (cl_restriction){
        .kind = CL_KIND_TIME,
        .effect = CL_DENY,
        .time = {.within = {.hours = 14 * 24, .in_days = true},
                 .from = {.known = true, .year = 2021, .month = 3, .day = 4},
                 .not_after = {.known = true, .year = 2021, .month = 3, .day = 18}},
        .confidence = CL_HIGH,
        .rule = CL_SPAN("time.within")};
    picture_stands(made, &time->places, 0, "USE WITHIN 14 DAYS");
}

static inline void picture_add_rest(picture *made)
{
    cl_credit *credit = picture_add(made, &made->record.credits, sizeof *credit);
    *credit = (cl_credit){.text = CL_SPAN("AFP PHOTO/ENA VIA KNS"),
                          .role = CL_CREDIT_MANDATORY,
                          .quoted = true,
                          .agencies = picture_words(made, "AFP", "KNS"),
                          .others = picture_words(made, "ENA", NULL),
                          .confidence = CL_HIGH,
                          .rule = CL_SPAN("credit.mandatory")};
    picture_stands(made, &credit->places, 0, "AFP PHOTO/ENA VIA KNS");
    cl_notice *notice = picture_add(made, &made->record.notices, sizeof *notice);
    *notice = (cl_notice){
        .kind = CL_SPAN("handout"), .confidence = CL_HIGH, .rule = CL_SPAN("handout.released")};
    picture_stands(made, &notice->places, 0, "released by the Example News Agency");
    cl_unread *unread = picture_add(made, &made->record.unread, sizeof *unread);
    unread->rule = CL_SPAN("unread.capitals");
    picture_stands(made, &unread->places, 0, "ASK DESK FIRST");
    assert_int_equal(cl_damage_report(&made->record.findings, CL_DAMAGE_TRUNCATED, 98304,
                                      "the file ends inside segment %s", "APP13"),
                     CL_OK);
}

static inline cl_finding picture_territory_finding(const picture *made, const char *because)
{
    return (cl_finding){.rule = CL_SPAN("territory.denied"),
                        .level = CL_ERROR,
                        .message = CL_SPAN("South Korea excluded by \"South Korea OUT\""),
                        .because = cl_span_of(because),
                        .fix = CL_SPAN("use another picture, or clear the rights with AFP"),
                        .proof = picture_proof(made, 0, "South Korea OUT")};
}

static inline void picture_judge_blocked(picture *made, const char *edition, const char *because)
{
    cl_judgement *judgement = picture_judged(made, edition, CL_VERDICT_BLOCK);
    picture_finding(judgement,
                    (cl_finding){.rule = CL_SPAN("unread.text"),
                                 .level = CL_WARNING,
                                 .message = CL_SPAN("not understood: \"ASK DESK FIRST\""),
                                 .fix = CL_SPAN("read the note and decide"),
                                 .proof = picture_proof(made, 0, "ASK DESK FIRST")});
    picture_finding(judgement, picture_territory_finding(made, because));
}

static inline cl_duty picture_credit_duty(const picture *made)
{
    return (cl_duty){.rule = CL_SPAN("credit.print"),
                     .kind = CL_SPAN("credit"),
                     .text = CL_SPAN("print the credit: AFP PHOTO/ENA VIA KNS"),
                     .because = CL_SPAN("the supplier demands this credit"),
                     .proof = picture_proof(made, 0, "AFP PHOTO/ENA VIA KNS")};
}

/* Blocked for two editions for the same reason, free with a duty for the third. */
static inline picture *picture_full(void)
{
    picture *made = picture_new("pier.jpg");
    made->record.id = CL_SPAN("P-1");
    made->record.format = CL_SPAN("JPEG");
    made->record.language = CL_SPAN("en");
    picture_add_fields(made);
    picture_add_restrictions(made);
    picture_add_rest(made);
    picture_judge_blocked(made, "web-kr", "edition \"web-kr\" publishes in KR");
    picture_judge_blocked(made, "print-kr", "edition \"print-kr\" publishes in KR");
    cl_judgement *free_one = picture_judged(made, "web-fr", CL_VERDICT_DUTY);
    picture_because(made, free_one, "territory FR is not excluded");
    picture_duty(made, free_one, picture_credit_duty(made));
    free_one->print = (cl_print){
        .credit = CL_SPAN("AFP PHOTO/ENA VIA KNS"), .role = CL_CREDIT_MANDATORY, .exact = true};
    return made;
}

/* A caption with nothing in it, judged ok. */
static inline picture *picture_plain(void)
{
    picture *made = picture_new("-");
    picture_field(made, (cl_field){.name = CL_CAPTION, .container = "text"}, "A pier at dusk.");
    cl_judgement *judgement = picture_judged(made, "web-fr", CL_VERDICT_OK);
    picture_because(made, judgement, "no restriction was found in 1 field");
    return made;
}

#endif
