/* Machines: training on the picture, and pictures that a machine made. */
#include "check/kinds.h"
#include "check/restrictions.h"

static const char *const rules[] = {"ai.used", "ai.keep-out", "ai.generated", NULL};

/* IPTC NewsCodes, digital source type: what a model has made or had a hand in. */
static const char *const generated[] = {
    "trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "compositeSynthetic"};

static const char *rule_for(const cl_edition *edition)
{
    return edition->ai == CL_YES ? "ai.used" : "ai.keep-out";
}

static cl_status decide(cl_judge *judge, const cl_restriction *restriction)
{
    if (judge->edition->ai == CL_NO) {
        cl_span text = cl_judge_quote(judge, &restriction->places);
        return cl_judge_reason(judge, "\"%.*s\": the edition does not give it to machine learning",
                               CL_SPAN_PRINT(text));
    }
    return cl_say_of_restriction(judge, rule_for(judge->edition), restriction);
}

/* plus:DataMining, a term of the PLUS vocabulary: DMI-PROHIBITED and what is longer. */
static cl_status decide_data_mining(cl_judge *judge, const cl_field *field)
{
    if (cl_span_find(field->value, CL_SPAN("DMI-PROHIBITED")) == field->value.len) {
        return CL_OK;
    }
    if (judge->edition->ai == CL_NO) {
        return cl_judge_reason(judge, "data mining is prohibited: the edition does none");
    }
    cl_saying saying;
    CL_TRY(cl_saying_of_field(judge, rule_for(judge->edition), field, &saying));
    return cl_judge_say(judge, &saying);
}

static cl_status decide_source_type(cl_judge *judge, const cl_field *field)
{
    size_t slash = field->value.len;
    while (slash > 0 && field->value.data[slash - 1] != '/') {
        slash--;
    }
    cl_span type = cl_span_from(field->value, slash);
    for (size_t i = 0; i < sizeof generated / sizeof *generated; i++) {
        if (cl_span_equal_nocase(type, cl_span_of(generated[i]))) {
            cl_saying saying;
            CL_TRY(cl_saying_of_field(judge, "ai.generated", field, &saying));
            return cl_judge_say(judge, &saying);
        }
    }
    return CL_OK;
}

static cl_status run(cl_judge *judge)
{
    const cl_fields *fields = &judge->record->fields;
    CL_TRY(cl_each_restriction(judge, CL_KIND_AI, decide));
    for (size_t i = 0; i < fields->items.count; i++) {
        const cl_field *field = cl_fields_at(fields, i);
        if (field->name == CL_DATA_MINING) {
            CL_TRY(decide_data_mining(judge, field));
        } else if (field->name == CL_DIGITAL_SOURCE_TYPE) {
            CL_TRY(decide_source_type(judge, field));
        }
    }
    return CL_OK;
}

const cl_check_kind cl_check_ai = {"ai", rules, run};
