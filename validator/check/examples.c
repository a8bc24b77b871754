#include "check/examples.h"

#include "base/damage.h"
#include "base/limits.h"
#include "check/waivers_config.h"

/* One example on its way from text to judgement. */
typedef struct trial {
    const cl_ruleset *rules;
    const cl_check_example *example;
    cl_record record;
    cl_edition edition;
    cl_judgement judgement;
    cl_waiver waiver;
    bool has_waiver;
} trial;

static cl_status set_edition(trial *try, cl_span key, cl_span value, cl_error *error)
{
    cl_error reason = {0};
    if (cl_span_equal(key, CL_SPAN("name"))) {
        try->edition.name = value;
        return CL_OK;
    }
    const cl_setting with = {try->rules, try->record.arena, &reason};
    cl_status status = cl_edition_set(&with, &try->edition, key, value);
    if (status != CL_BAD_CONFIG) {
        return status;
    }
    return cl_error_set(error, status, "%s:%zu: %s", try->example->file, try->example->line,
                        reason.message);
}

static cl_status set_policy(trial *try, cl_span key, cl_span value, cl_error *error)
{
    cl_error reason = {0};
    const cl_setting with = {try->rules, try->record.arena, &reason};
    cl_words values = {0};
    cl_span item;
    while (cl_span_next(&value, ',', &item)) {
        CL_TRY(cl_words_add(&values, try->record.arena, cl_span_trim(item)));
    }
    cl_status status = cl_policy_set(&with, &try->edition.policies, key, values);
    if (status != CL_BAD_CONFIG) {
        return status;
    }
    return cl_error_set(error, status, "%s:%zu: %s", try->example->file, try->example->line,
                        reason.message);
}

/* Damage of the kind that the waiver names. */
static cl_status add_damage(trial *try)
{
    cl_damage damage;
    if (!cl_damage_of(try->waiver.rule, &damage)) {
        return CL_OK;
    }
    cl_finding finding = cl_damage_finding(damage);
    return cl_findings_add(&try->record.findings, &finding);
}

static cl_status set_waiver(trial *try, cl_span key, cl_span value, cl_error *error)
{
    cl_waiver *waiver = &try->waiver;
    try->has_waiver = true;
    if (cl_span_equal(key, CL_SPAN("rule"))) {
        waiver->rule = value;
    } else if (cl_span_equal(key, CL_SPAN("note"))) {
        waiver->note = value;
    } else if (cl_span_equal(key, CL_SPAN("picture"))) {
        waiver->picture[0] = 1;
    } else if (cl_span_equal(key, CL_SPAN("damage"))) {
        return add_damage(try);
    } else {
        waiver->expires = value;
        if (!cl_waiver_ends(value, &waiver->ends)) {
            return cl_error_set(error, CL_BAD_CONFIG, "%s:%zu: \"%.*s\" is no time of expiry",
                                try->example->file, try->example->line, CL_SPAN_PRINT(value));
        }
    }
    return CL_OK;
}

/* The container that an example names; a sidecar is XMP in a file of its own. */
static void set_container(cl_span name, cl_field *field)
{
    static const char *const blocks[] = {"EXIF", "IIM", "XMP", "PNG text"};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        if (cl_span_equal(name, cl_span_of(blocks[i]))) {
            field->container = blocks[i];
        }
    }
    if (cl_span_equal(name, CL_SPAN("sidecar"))) {
        field->container = "XMP";
        field->file = CL_SPAN("sidecar.xmp");
    }
}

static cl_status add_field(trial *try, cl_span key, cl_span value)
{
    cl_field field = {.container = "record", .value = value};
    size_t dot = cl_span_find_byte(key, '.');
    if (dot < key.len) {
        set_container(cl_span_sub(key, 0, dot), &field);
    }
    key = dot < key.len ? cl_span_from(key, dot + 1) : key;
    /* The loader let only known names through. */
    return cl_field_name_of(key, &field.name) ? cl_fields_add(&try->record.fields, &field)
                                              : CL_BAD_RULES;
}

static cl_status set_digest(trial *try, cl_span value, cl_error *error)
{
    bool differs = cl_span_equal(value, CL_SPAN("differs"));
    if (!differs && !cl_span_equal(value, CL_SPAN("matches"))) {
        return cl_error_set(error, CL_BAD_CONFIG, "%s:%zu: \"digest\" must be matches or differs",
                            try->example->file, try->example->line);
    }
    try->record.fields.digest = differs ? CL_DIGEST_DIFFERS : CL_DIGEST_MATCH;
    return CL_OK;
}

static cl_status fill(trial *try, cl_error *error)
{
    const cl_span edition = CL_SPAN("edition.");
    const cl_span policies = CL_SPAN("policies.");
    const cl_span waiver = CL_SPAN("waiver.");
    const cl_check_example_part *part = try->example->parts;
    for (; part != NULL; part = part->next) {
        if (cl_span_starts(part->key, edition)) {
            CL_TRY(set_edition(try, cl_span_from(part->key, edition.len), part->value, error));
        } else if (cl_span_starts(part->key, policies)) {
            CL_TRY(set_policy(try, cl_span_from(part->key, policies.len), part->value, error));
        } else if (cl_span_starts(part->key, waiver)) {
            CL_TRY(set_waiver(try, cl_span_from(part->key, waiver.len), part->value, error));
        } else if (cl_span_equal(part->key, CL_SPAN("format"))) {
            try->record.format = part->value;
        } else if (cl_span_equal(part->key, CL_SPAN("digest"))) {
            CL_TRY(set_digest(try, part->value, error));
        } else {
            CL_TRY(add_field(try, part->key, part->value));
        }
    }
    return CL_OK;
}

static bool spoke(const cl_judgement *judgement, cl_span rule)
{
    for (size_t i = 0; i < judgement->findings.items.count; i++) {
        if (cl_span_equal(cl_findings_at(&judgement->findings, i)->rule, rule)) {
            return true;
        }
    }
    for (size_t i = 0; i < judgement->duties.count; i++) {
        if (cl_span_equal(CL_ARRAY_AT(&judgement->duties, const cl_duty, i)->rule, rule)) {
            return true;
        }
    }
    return false;
}

/* All bytes zero: what the waiver of an example names, unless it says otherwise. */
static cl_status digest(void *user, uint8_t out[CL_FINGERPRINT_BYTES])
{
    (void)user;
    memset(out, 0, CL_FINGERPRINT_BYTES);
    return CL_OK;
}

/* The example is judged when it is published. */
static cl_status waive(trial *try)
{
    cl_waivers waivers = {.arena = try->record.arena};
    const cl_waiving with = {.rules = try->rules,
                             .waivers = &waivers,
                             .now = cl_moment_earliest(&try->edition.at),
                             .holds = &try->judgement.holds,
                             .digest = digest,
                             .at_hand = true};
    if (!try->has_waiver) {
        return CL_OK;
    }
    try->waiver.edition = try->edition.name;
    try->waiver.name = try->record.id;
    try->waiver.approved_by = CL_SPAN("the desk");
    try->waiver.file = CL_SPAN("captionlint-waivers.yaml");
    CL_TRY(cl_waivers_add(&waivers, &try->waiver));
    CL_TRY(cl_waivers_sort(&waivers));
    return cl_waivers_apply(&with, &try->record, &try->judgement, 1);
}

static cl_status judge(trial *try, cl_reader_state *state, cl_error *error)
{
    try->record.format = CL_SPAN("record");
    try->record.id = CL_SPAN("example");
    try->edition.name = CL_SPAN("example");
    CL_TRY(fill(try, error));
    CL_TRY(cl_reading_run(state, &try->record));
    CL_TRY(cl_check_run(try->rules, &try->record, &try->edition, &try->judgement));
    return waive(try);
}

cl_status cl_check_example_run(const cl_example_bench *bench, const cl_check_rule *rule,
                               const cl_check_example *example, bool *held)
{
    cl_arena *arena = cl_arena_new(CL_ARENA_PICTURE_MAX);
    if (arena == NULL) {
        return CL_NO_MEMORY;
    }
    trial try = {.rules = bench->rules, .example = example};
    try.edition.profile = rule->condition == NULL ? NULL : rule->condition->profile;
    cl_record_init(&try.record, arena);
    cl_status status = judge(&try, bench->state, bench->error);
    *held = status == CL_OK && spoke(&try.judgement, rule->id) == example->good;
    cl_arena_free(arena);
    return status;
}

cl_status cl_check_test_examples(const cl_example_bench *bench, const cl_check_rule *rule,
                                 cl_out *out, size_t *failed)
{
    const cl_check_example *example = rule->examples;
    for (; example != NULL; example = example->next) {
        bool held = false;
        CL_TRY(cl_check_example_run(bench, rule, example, &held));
        if (held) {
            continue;
        }
        (*failed)++;
        cl_out_place(out, example->file, example->line);
        cl_out_format(out, ": %.*s %s\n", CL_SPAN_PRINT(rule->id),
                      example->good ? "does not speak of this good example"
                                    : "speaks of this bad example");
    }
    return CL_OK;
}
