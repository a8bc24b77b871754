/* The shapes of the structs that a rule set is made of; those that one file alone knows stand
 * there. */
#include "ruleset/loading.h"
#include "ruleset/shape.h"

const cl_shape cl_byte_shape = {sizeof(uint8_t), NULL, 0};
const cl_shape cl_u32_shape = {sizeof(uint32_t), NULL, 0};
const cl_shape cl_size_shape = {sizeof(size_t), NULL, 0};

static const cl_link span_links[] = {
    {CL_LINK_ITEMS, offsetof(cl_span, data), offsetof(cl_span, len), CL_NO_MEMBER, &cl_byte_shape}};
const cl_shape cl_span_shape = CL_SHAPE(cl_span, span_links);

/* --- names --- */

static const cl_link name_links[] = {
    CL_LINK_TO_SPAN(cl_name, kind),         CL_LINK_TO_SPAN(cl_name, value),
    CL_LINK_TO_WORDS(cl_name, codes),       CL_LINK_TO_WORDS(cl_name, review),
    CL_LINK_TO_SPAN(cl_name, unless_after), CL_LINK_TO_SPAN(cl_name, unless_before)};
static const cl_shape name_shape = CL_SHAPE(cl_name, name_links);

static const cl_link name_pointer_links[] = {
    {CL_LINK_ONE, 0, CL_NO_MEMBER, CL_NO_MEMBER, &name_shape}};
const cl_shape cl_name_pointer_shape = CL_SHAPE(const cl_name *, name_pointer_links);

static const cl_link territory_links[] = {CL_LINK_TO_SPAN(cl_territory, code),
                                          CL_LINK_TO_SPAN(cl_territory, name)};
static const cl_shape territory_shape = CL_SHAPE(cl_territory, territory_links);

static const cl_link vocabulary_links[] = {CL_LINK_TO_SPAN(cl_vocabulary, name),
                                           CL_LINK_TO_WORDS(cl_vocabulary, values),
                                           CL_LINK_TO_ARRAY(cl_vocabulary, marks, &cl_u32_shape)};
static const cl_shape vocabulary_shape = CL_SHAPE(cl_vocabulary, vocabulary_links);

static const cl_link agency_links[] = {CL_LINK_TO_SPAN(cl_agency, name),
                                       CL_LINK_TO_WORDS(cl_agency, aliases),
                                       CL_LINK_TO_SPAN(cl_agency, home)};
static const cl_shape agency_shape = CL_SHAPE(cl_agency, agency_links);

static const cl_link outlet_links[] = {CL_LINK_TO_SPAN(cl_outlet, name),
                                       CL_LINK_TO_WORDS(cl_outlet, aliases),
                                       CL_LINK_TO_SPAN(cl_outlet, owner)};
static const cl_shape outlet_shape = CL_SHAPE(cl_outlet, outlet_links);

/* --- phrases --- */

static const cl_link reads_links[] = {
    CL_LINK_TO_WORDS(cl_reads, values.literal),    CL_LINK_TO_WORDS(cl_reads, except.literal),
    CL_LINK_TO_WORDS(cl_reads, territory.literal), CL_LINK_TO_WORDS(cl_reads, medium.literal),
    CL_LINK_TO_WORDS(cl_reads, use.literal),       CL_LINK_TO_SPAN(cl_reads, notice)};
static const cl_shape reads_shape = CL_SHAPE(cl_reads, reads_links);

static const cl_shape example_shape;
static const cl_link example_links[] = {
    CL_LINK_TO_SPAN(cl_example, text), CL_LINK_TO_WORDS(cl_example, values),
    CL_LINK_TO_SPAN(cl_example, credit), CL_LINK_TO_TEXT(cl_example, file),
    CL_LINK_TO_ONE(cl_example, next, &example_shape)};
static const cl_shape example_shape = CL_SHAPE(cl_example, example_links);

static const cl_link phrase_links[] = {
    CL_LINK_TO_SPAN(cl_phrase, id),
    CL_LINK_TO_SPAN(cl_phrase, family),
    CL_LINK_TO_SPAN(cl_phrase, about),
    CL_LINK_TO_SPAN(cl_phrase, family_about),
    CL_LINK_TO_SPAN(cl_phrase, source),
    CL_LINK_TO_SPAN(cl_phrase, language),
    CL_LINK_TO_SPAN(cl_phrase, written),
    CL_LINK_TO_PATTERN(cl_phrase, pattern),
    CL_LINK_TO_ITEMS(cl_phrase, reads, reads_count, &reads_shape),
    CL_LINK_TO_ONE(cl_phrase, examples, &example_shape),
    CL_LINK_TO_TEXT(cl_phrase, file)};
static const cl_shape phrase_shape = CL_SHAPE(cl_phrase, phrase_links);

/* --- checks and profiles --- */

static const cl_shape part_shape;
static const cl_link part_links[] = {CL_LINK_TO_SPAN(cl_check_example_part, key),
                                     CL_LINK_TO_SPAN(cl_check_example_part, value),
                                     CL_LINK_TO_ONE(cl_check_example_part, next, &part_shape)};
static const cl_shape part_shape = CL_SHAPE(cl_check_example_part, part_links);

static const cl_shape check_example_shape;
static const cl_link check_example_links[] = {
    CL_LINK_TO_ONE(cl_check_example, parts, &part_shape), CL_LINK_TO_TEXT(cl_check_example, file),
    CL_LINK_TO_ONE(cl_check_example, next, &check_example_shape)};
static const cl_shape check_example_shape = CL_SHAPE(cl_check_example, check_example_links);

static const cl_link profile_links[] = {CL_LINK_TO_SPAN(cl_profile, name),
                                        CL_LINK_TO_SPAN(cl_profile, title),
                                        CL_LINK_TO_SPAN(cl_profile, purpose),
                                        CL_LINK_TO_SPAN(cl_profile, extends),
                                        CL_LINK_TO_WORDS(cl_profile, without),
                                        CL_LINK_TO_ARRAY(cl_profile, own, &cl_size_shape),
                                        CL_LINK_TO_ARRAY(cl_profile, checks, &cl_size_shape),
                                        CL_LINK_TO_TEXT(cl_profile, file),
                                        CL_LINK_TO_NOTHING(cl_profile, document)};
static const cl_shape profile_shape = CL_SHAPE(cl_profile, profile_links);

static const cl_link profile_pointer_links[] = {
    {CL_LINK_ONE, 0, CL_NO_MEMBER, CL_NO_MEMBER, &profile_shape}};
static const cl_shape profile_pointer_shape = CL_SHAPE(cl_profile *, profile_pointer_links);

static const cl_shape field_name_shape = {sizeof(cl_field_name), NULL, 0};

static const cl_link condition_links[] = {
    CL_LINK_TO_ONE(cl_condition, profile, &profile_shape),
    CL_LINK_TO_SPAN(cl_condition, name),
    CL_LINK_TO_SPAN(cl_condition, written),
    CL_LINK_TO_ITEMS(cl_condition, fields.items, fields.count, &field_name_shape),
    CL_LINK_TO_ITEMS(cl_condition, others.items, others.count, &field_name_shape),
    CL_LINK_TO_WORDS(cl_condition, words),
    CL_LINK_TO_PATTERN(cl_condition, pattern),
    CL_LINK_TO_WORDS(cl_condition, formats),
    CL_LINK_TO_WORDS(cl_condition, containers),
    CL_LINK_TO_WORDS(cl_condition, present)};
static const cl_shape condition_shape = CL_SHAPE(cl_condition, condition_links);

static const cl_link check_links[] = {CL_LINK_TO_SPAN(cl_check_rule, id),
                                      CL_LINK_TO_SPAN(cl_check_rule, kind),
                                      CL_LINK_TO_ONE(cl_check_rule, condition, &condition_shape),
                                      CL_LINK_TO_SPAN(cl_check_rule, title),
                                      CL_LINK_TO_SPAN(cl_check_rule, message),
                                      CL_LINK_TO_SPAN(cl_check_rule, because),
                                      CL_LINK_TO_SPAN(cl_check_rule, why),
                                      CL_LINK_TO_SPAN(cl_check_rule, fix),
                                      CL_LINK_TO_WORDS(cl_check_rule, agencies),
                                      CL_LINK_TO_WORDS(cl_check_rule, editions),
                                      CL_LINK_TO_WORDS(cl_check_rule, fields),
                                      CL_LINK_TO_WORDS(cl_check_rule, absent),
                                      CL_LINK_TO_ONE(cl_check_rule, examples, &check_example_shape),
                                      CL_LINK_TO_TEXT(cl_check_rule, file)};
static const cl_shape check_shape = CL_SHAPE(cl_check_rule, check_links);

static const cl_link list_links[] = {
    CL_LINK_TO_SPAN(cl_list, name), CL_LINK_TO_WORDS(cl_list, prefixes),
    CL_LINK_TO_WORDS(cl_list, values), CL_LINK_TO_SPAN(cl_list, source)};
static const cl_shape list_shape = CL_SHAPE(cl_list, list_links);

static const cl_link placeholders_links[] = {CL_LINK_TO_SPAN(cl_placeholders, class),
                                             CL_LINK_TO_WORDS(cl_placeholders, values)};
static const cl_shape placeholders_shape = CL_SHAPE(cl_placeholders, placeholders_links);

/* --- the whole --- */

static const cl_link ruleset_links[] = {
    CL_LINK_TO_NOTHING(cl_ruleset, arena),
    CL_LINK_TO_NOTHING(cl_ruleset, image.memory),
    CL_LINK_TO_ONE(cl_ruleset, names, &cl_gazetteer_shape),
    CL_LINK_TO_ONE(cl_ruleset, codes, &cl_gazetteer_shape),
    CL_LINK_TO_ONE(cl_ruleset, times, &cl_gazetteer_shape),
    CL_LINK_TO_ONE(cl_ruleset, agency_names, &cl_gazetteer_shape),
    CL_LINK_TO_ARRAY(cl_ruleset, territories, &territory_shape),
    CL_LINK_TO_ARRAY(cl_ruleset, regions, &cl_name_pointer_shape),
    CL_LINK_TO_ARRAY(cl_ruleset, vocabularies, &vocabulary_shape),
    CL_LINK_TO_NO_ARRAY(cl_ruleset, fragments),
    CL_LINK_TO_ARRAY(cl_ruleset, agencies, &agency_shape),
    CL_LINK_TO_ARRAY(cl_ruleset, outlets, &outlet_shape),
    CL_LINK_TO_ARRAY(cl_ruleset, phrases, &phrase_shape),
    CL_LINK_TO_ONE(cl_ruleset, prefilters[CL_STAGE_RESTRICTION], &cl_prefilter_shape),
    CL_LINK_TO_ONE(cl_ruleset, prefilters[CL_STAGE_CREDIT], &cl_prefilter_shape),
    CL_LINK_TO_ONE(cl_ruleset, prefilters[CL_STAGE_UNREAD], &cl_prefilter_shape),
    CL_LINK_TO_ARRAY(cl_ruleset, checks, &check_shape),
    CL_LINK_TO_ARRAY(cl_ruleset, profiles, &profile_pointer_shape),
    CL_LINK_TO_ARRAY(cl_ruleset, lists, &list_shape),
    CL_LINK_TO_ARRAY(cl_ruleset, placeholders, &placeholders_shape),
    CL_LINK_TO_SPAN(cl_ruleset, pack),
    CL_LINK_TO_SPAN(cl_ruleset, hash)};
const cl_shape cl_ruleset_shape = CL_SHAPE(cl_ruleset, ruleset_links);
