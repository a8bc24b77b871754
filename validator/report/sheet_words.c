#include "report/sheet_words.h"

#include "base/message.h"
#include "caption/moment.h"
#include "report/filled.h"

/* A word of a record and what it is in a sentence. */
typedef struct word {
    const char *key;
    const char *words;
} word;

/* Values stand behind "Not for", "Only for" and "Needs". */
static const word values[] = {
    {"print", CL_MESSAGE("print")},
    {"newspaper", CL_MESSAGE("newspapers")},
    {"magazine", CL_MESSAGE("magazines")},
    {"tabloid", CL_MESSAGE("tabloids")},
    {"supplement", CL_MESSAGE("supplements")},
    {"tv", CL_MESSAGE("television")},
    {"radio", CL_MESSAGE("radio")},
    {"internet", CL_MESSAGE("the internet")},
    {"mobile", CL_MESSAGE("mobile services")},
    {"social", CL_MESSAGE("social media")},
    {"app", CL_MESSAGE("apps")},
    {"epaper", CL_MESSAGE("e-papers")},
    {"book", CL_MESSAGE("books")},
    {"cover", CL_MESSAGE("covers")},
    {"poster", CL_MESSAGE("posters")},
    {"calendar", CL_MESSAGE("calendars")},
    {"editorial", CL_MESSAGE("editorial use")},
    {"commercial", CL_MESSAGE("commercial use")},
    {"advertising", CL_MESSAGE("advertising")},
    {"marketing", CL_MESSAGE("marketing")},
    {"merchandising", CL_MESSAGE("merchandise")},
    {"promotion", CL_MESSAGE("promotion")},
    {"entertainment", CL_MESSAGE("entertainment")},
    {"betting", CL_MESSAGE("betting")},
    {"sales", CL_MESSAGE("sale")},
    {"resale", CL_MESSAGE("resale")},
    {"syndication", CL_MESSAGE("syndication")},
    {"archive", CL_MESSAGE("archives")},
    {"licensing", CL_MESSAGE("licensing to others")},
    {"cropping", CL_MESSAGE("cropping")},
    {"alteration", CL_MESSAGE("alteration")},
    {"overlay", CL_MESSAGE("text over the picture")},
    {"colour", CL_MESSAGE("change of its colours")},
    {"flipping", CL_MESSAGE("flipping")},
    {"merging", CL_MESSAGE("montage")},
    {"retouching", CL_MESSAGE("retouching")},
    {"ai_training", CL_MESSAGE("training of AI")},
    {"data_mining", CL_MESSAGE("data mining")},
    {"HOME", CL_MESSAGE("the home market of the agency")},
    {"WORLD", CL_MESSAGE("the whole world")},
};

static const word notices[] = {
    {"handout", CL_MESSAGE("Handout: the agency only passes it on")},
    {"third-party", CL_MESSAGE("From a third party: the agency does not vouch for it")},
    {"withdrawal", CL_MESSAGE("Withdrawn: do not use it any more")},
    {"kill", CL_MESSAGE("Killed: do not use it any more")},
    {"correction", CL_MESSAGE("Corrected: check that this is the newest version")},
    {"replacement", CL_MESSAGE("Replaces an earlier version")},
    {"resend", CL_MESSAGE("Sent again")},
    {"advisory", CL_MESSAGE("Advisory: read it before you publish")},
    {"mandatory", CL_MESSAGE("What follows is mandatory")},
    {"minors", CL_MESSAGE("Mask the faces of minors")},
    {"minor-shown", CL_MESSAGE("Shows a minor")},
    {"do-not-name", CL_MESSAGE("Do not name the persons")},
    {"adult-content", CL_MESSAGE("Shows what is not for everyone")},
    {"pool", CL_MESSAGE("Pool picture")},
    {"test", CL_MESSAGE("A test: do not publish it")},
    {"quality", CL_MESSAGE("The best quality there is")},
    {"altered", CL_MESSAGE("The picture was altered")},
    {"ai-generated", CL_MESSAGE("Made by AI")},
    {"ai-allowed", CL_MESSAGE("May be used to train AI")},
    {"not-a-photograph", CL_MESSAGE("No photograph")},
    {"model-released", CL_MESSAGE("There is a model release")},
    {"property-released", CL_MESSAGE("There is a property release")},
    {"public-domain", CL_MESSAGE("In the public domain")},
    {"copyright-unknown", CL_MESSAGE("Whose copyright it is is not known")},
    {"copyright", CL_MESSAGE("A copyright notice")},
    {"non-commercial", CL_MESSAGE("Licensed for non-commercial use")},
    {"share-alike", CL_MESSAGE("Licensed under the condition to share alike")},
    {"link-licence", CL_MESSAGE("Name and link the licence")},
    {"licence-code", CL_MESSAGE("A code of a licence")},
    {"rights-expression", CL_MESSAGE("Rights are written for machines elsewhere")},
    {"see-constraints", CL_MESSAGE("Other constraints stand elsewhere")},
    {"quotation", CL_MESSAGE("To be used as a quotation only")},
    {"credit-adjacent", CL_MESSAGE("The credit must stand beside the picture")},
    {"credit-area", CL_MESSAGE("The credit must stand in the credit area")},
    {"credit-on-image", CL_MESSAGE("The credit must stand on the picture")},
    {"credit-not-required", CL_MESSAGE("No credit is required")},
    {"keep-metadata", CL_MESSAGE("Keep its metadata")},
    {"keep-file", CL_MESSAGE("Keep the name of its file")},
};

static const word fields[] = {
    {"caption", CL_MESSAGE("Caption")},
    {"title", CL_MESSAGE("Title")},
    {"headline", CL_MESSAGE("Headline")},
    {"creator", CL_MESSAGE("Creator")},
    {"creator_title", CL_MESSAGE("Creator's job title")},
    {"credit", CL_MESSAGE("Credit")},
    {"source", CL_MESSAGE("Source")},
    {"copyright", CL_MESSAGE("Copyright")},
    {"usage_terms", CL_MESSAGE("Usage terms")},
    {"web_statement", CL_MESSAGE("Web statement")},
    {"copyright_owner", CL_MESSAGE("Copyright owner")},
    {"licensor", CL_MESSAGE("Licensor")},
    {"instructions", CL_MESSAGE("Instructions")},
    {"other_constraints", CL_MESSAGE("Other constraints")},
    {"job_id", CL_MESSAGE("Job id")},
    {"date_created", CL_MESSAGE("Date created")},
    {"city", CL_MESSAGE("City")},
    {"state", CL_MESSAGE("State")},
    {"country", CL_MESSAGE("Country")},
    {"country_code", CL_MESSAGE("Country code")},
    {"keywords", CL_MESSAGE("Keywords")},
    {"event", CL_MESSAGE("Event")},
    {"person", CL_MESSAGE("Person")},
    {"alt_text", CL_MESSAGE("Alternative text")},
    {"extended_description", CL_MESSAGE("Extended description")},
    {"category", CL_MESSAGE("Category")},
    {"urgency", CL_MESSAGE("Urgency")},
    {"comment", CL_MESSAGE("Comment")},
    {"edit_status", CL_MESSAGE("Edit status")},
    {"release_date", CL_MESSAGE("Release date")},
    {"expiration_date", CL_MESSAGE("Expiration date")},
};

#define FIND(table, key) find(table, sizeof(table) / sizeof(table)[0], key)

/* In the reader's language; NULL where the table does not have it. */
static const char *find(const word *table, size_t count, cl_span key)
{
    for (size_t i = 0; i < count; i++) {
        if (cl_span_equal(cl_span_of(table[i].key), key)) {
            return cl_message(table[i].words);
        }
    }
    return NULL;
}

/* A key without words of its own: "job-id" and "job_id" are "job id". */
static void put_key(cl_out *out, cl_span key)
{
    for (size_t i = 0; i < key.len; i++) {
        bool joins = key.data[i] == '_' || key.data[i] == '-';
        cl_out_byte(out, joins ? ' ' : (char)key.data[i]);
    }
}

void cl_sheet_say_notice(cl_out *out, cl_span kind)
{
    const char *words = FIND(notices, kind);
    if (words != NULL) {
        cl_out_text(out, words);
        return;
    }
    put_key(out, kind);
}

void cl_sheet_say_field(cl_out *out, cl_span name)
{
    const char *words = FIND(fields, name);
    if (words != NULL) {
        cl_out_text(out, words);
        return;
    }
    bool small = name.len > 0 && name.data[0] >= 'a' && name.data[0] <= 'z';
    if (small) {
        cl_out_byte(out, (char)(name.data[0] - 'a' + 'A'));
    }
    put_key(out, cl_span_from(name, small ? 1 : 0));
}

cl_span cl_sheet_territory(const cl_ruleset *rules, cl_span code)
{
    const char *words = FIND(values, code);
    if (words != NULL) {
        return cl_span_of(words);
    }
    return rules == NULL ? code
                         : cl_message_territory(code, cl_ruleset_territory_name(rules, code));
}

/* --- restrictions --- */

/* What a sentence is made with. Its parts are made first and put in whole. */
typedef struct sentence {
    const cl_ruleset *rules;
    const cl_stored *restriction;
    cl_span kind;
    cl_span effect;
    cl_out part;
} sentence;

static bool is_kind(const sentence *of, const char *kind)
{
    return cl_span_equal(of->kind, cl_span_of(kind));
}

static void put_value(cl_out *out, const sentence *of, bool territory, cl_span value)
{
    const char *words = territory ? NULL : FIND(values, value);
    if (words != NULL) {
        cl_out_text(out, words);
        return;
    }
    cl_out_put(out, territory ? cl_sheet_territory(of->rules, value) : value);
}

static void put_filled(cl_out *out, const char *english, const cl_span *blanks, size_t count)
{
    cl_filled_put(out, cl_span_of(cl_message(english)), blanks, count);
}

/* "South Korea, Japan and 3 more" */
static void put_list(cl_out *out, const sentence *of, bool territory, const cl_stored *list)
{
    cl_out names = {0};
    size_t count = cl_stored_count(list);
    for (size_t i = 0; i < count && i < CL_SHEET_NAMES_SHOWN; i++) {
        cl_out_text(&names, i == 0 ? "" : ", ");
        put_value(&names, of, territory, cl_stored_text(cl_stored_at(list, i)));
    }
    if (count > CL_SHEET_NAMES_SHOWN) {
        cl_out rest = {0};
        cl_out_u64(&rest, count - CL_SHEET_NAMES_SHOWN);
        const cl_span blanks[] = {cl_out_span(&names), cl_out_span(&rest)};
        put_filled(out, CL_MESSAGE("{1} and {2} more"), blanks, 2);
        cl_out_free(&rest);
    } else {
        cl_out_put(out, cl_out_span(&names));
    }
    out->failed |= names.failed;
    cl_out_free(&names);
}

/* Fills the one blank of the sentence. */
static void fill(cl_out *out, const char *english, const cl_out *with)
{
    const cl_span blank = cl_out_span(with);
    put_filled(out, english, &blank, 1);
    out->failed |= with->failed;
}

static void put_day(cl_out *out, const cl_moment *moment)
{
    static const char *const months[] = {
        CL_MESSAGE("January"), CL_MESSAGE("February"), CL_MESSAGE("March"),
        CL_MESSAGE("April"),   CL_MESSAGE("May"),      CL_MESSAGE("June"),
        CL_MESSAGE("July"),    CL_MESSAGE("August"),   CL_MESSAGE("September"),
        CL_MESSAGE("October"), CL_MESSAGE("November"), CL_MESSAGE("December")};
    cl_out numbers = {0};
    cl_out_u64(&numbers, (uint64_t)moment->day);
    size_t day = numbers.len;
    cl_out_u64(&numbers, (uint64_t)moment->year);
    const cl_span blanks[] = {cl_span_sub(cl_out_span(&numbers), 0, day),
                              cl_span_of(cl_message(months[moment->month - 1])),
                              cl_span_from(cl_out_span(&numbers), day)};
    put_filled(out, CL_MESSAGE("{1} {2} {3}"), blanks, 3);
    cl_out_free(&numbers);
}

/* "9 March 2017", "9 March 2017, 10:00 +09:00"; what is no moment stays as it is. */
static void put_moment(cl_out *out, cl_span text)
{
    cl_moment moment;
    if (!cl_moment_parse(text, &moment) || !cl_moment_valid(&moment)) {
        cl_out_put(out, text);
        return;
    }
    put_day(out, &moment);
    size_t clock = cl_span_find_byte(text, 'T');
    if (clock < text.len) {
        cl_span time = cl_span_sub(text, clock + 1, 5);
        cl_out_text(out, ", ");
        cl_out_put(out, time);
        cl_span zone = cl_span_from(text, clock + 1 + time.len);
        cl_out_text(out, zone.len == 0 ? "" : " ");
        cl_out_put(out, cl_span_equal(zone, CL_SPAN("Z")) ? CL_SPAN("UTC") : zone);
    }
}

/* A sentence with a moment or a number of the restriction; nothing where it has none. What stood
 * before it is parted from it. */
static void add_part(cl_out *out)
{
    cl_out_text(out, out->len == 0 ? "" : "; ");
}

static void add_moment(cl_out *out, sentence *of, const char *key, const char *pattern)
{
    cl_span text = cl_stored_text_of(of->restriction, key);
    if (text.len > 0) {
        cl_out_clear(&of->part);
        put_moment(&of->part, text);
        add_part(out);
        fill(out, pattern, &of->part);
    }
}

static void add_number(cl_out *out, const cl_stored *of, const char *key, const char *pattern)
{
    uint64_t number = cl_stored_number_of(of, key);
    if (number > 0) {
        cl_out digits = {0};
        cl_out_u64(&digits, number);
        add_part(out);
        fill(out, pattern, &digits);
        cl_out_free(&digits);
    }
}

static void add_sentence(cl_out *out, const char *english)
{
    add_part(out);
    cl_out_text(out, cl_message(english));
}

static void say_time(cl_out *out, sentence *of)
{
    const cl_stored *restriction = of->restriction;
    bool embargo = cl_stored_is_true(cl_stored_get(restriction, "embargo"));
    bool expiry = cl_stored_is_true(cl_stored_get(restriction, "expiry"));
    if (cl_stored_is_true(cl_stored_get(restriction, "one_time"))) {
        add_sentence(out, CL_MESSAGE("Use it once"));
    }
    add_number(out, restriction, "within_days", CL_MESSAGE("Use within days: {1}"));
    add_number(out, restriction, "within_hours", CL_MESSAGE("Use within hours: {1}"));
    add_moment(out, of, "not_before", CL_MESSAGE("Do not publish before {1}"));
    add_moment(out, of, "not_after", CL_MESSAGE("Publish until {1}"));
    if (embargo && cl_stored_text_of(restriction, "not_before").len == 0) {
        add_sentence(out, CL_MESSAGE("Embargo: when it ends is not said"));
    }
    if (expiry && cl_stored_text_of(restriction, "not_after").len == 0) {
        add_sentence(out, CL_MESSAGE("Use ends: when is not said"));
    }
    if (out->len == 0) {
        add_sentence(out, CL_MESSAGE("Limited in time"));
    }
}

/* One sentence for each effect; `{1}` are the values. */
typedef struct pattern {
    const char *kind;
    const char *deny;
    const char *only;
    const char *require;
} pattern;

static const pattern patterns[] = {
    {"territory", CL_MESSAGE("Not in {1}"), CL_MESSAGE("Only in {1}"), NULL},
    {"alteration", CL_MESSAGE("Not allowed: {1}"), NULL, NULL},
    {"release", CL_MESSAGE("No release: {1}"), NULL, CL_MESSAGE("Needs a release: {1}")},
    {"context", CL_MESSAGE("Not in connection with: {1}"),
     CL_MESSAGE("Only on this condition: {1}"), NULL},
    {"use", CL_MESSAGE("Not for {1}"), CL_MESSAGE("For {1} only"), NULL},
    {"audience", CL_MESSAGE("Not for: {1}"), CL_MESSAGE("Only for: {1}"), NULL},
    {"outlet", CL_MESSAGE("Not for: {1}"), CL_MESSAGE("Only for: {1}"), NULL},
    {"", CL_MESSAGE("Not for {1}"), CL_MESSAGE("Only for {1}"), CL_MESSAGE("Needs: {1}")},
};

static const char *pattern_of(const sentence *of)
{
    const size_t last = sizeof patterns / sizeof patterns[0] - 1;
    size_t i = 0;
    while (i < last && !is_kind(of, patterns[i].kind)) {
        i++;
    }
    const char *found = NULL;
    for (; found == NULL; i = last) {
        found = cl_span_equal(of->effect, CL_SPAN("deny"))   ? patterns[i].deny
                : cl_span_equal(of->effect, CL_SPAN("only")) ? patterns[i].only
                                                             : patterns[i].require;
    }
    return found;
}

/* A note without values says so of everything of its kind. */
static const char *bare_sentence(const sentence *of)
{
    static const word bare[] = {
        {"territory", CL_MESSAGE("Limited to some territories")},
        {"medium", CL_MESSAGE("Limited to some media")},
        {"use", CL_MESSAGE("Limited to some uses")},
        {"resale", CL_MESSAGE("Not to be passed on")},
        {"outlet", CL_MESSAGE("Limited to some outlets")},
        {"alteration", CL_MESSAGE("Do not alter it")},
        {"ai", CL_MESSAGE("Not for AI")},
        {"release", CL_MESSAGE("Needs a release")},
        {"context", CL_MESSAGE("Limited to its context")},
        {"audience", CL_MESSAGE("Reserved for some clients")},
    };
    const char *words = FIND(bare, of->kind);
    return words != NULL ? words : cl_message(CL_MESSAGE("Limited"));
}

static void say_values(cl_out *out, sentence *of)
{
    const cl_stored *list = cl_stored_get(of->restriction, "values");
    if (cl_stored_count(list) == 0) {
        cl_out_text(out, bare_sentence(of));
        return;
    }
    put_list(&of->part, of, is_kind(of, "territory"), list);
    fill(out, pattern_of(of), &of->part);
}

static void add_list(cl_out *out, sentence *of, const char *key, const char *pattern_text)
{
    const cl_stored *list = cl_stored_get(cl_stored_get(of->restriction, "scope"), key);
    if (cl_stored_count(list) > 0) {
        cl_out_clear(&of->part);
        put_list(&of->part, of, cl_span_equal(cl_span_of(key), CL_SPAN("territory")), list);
        add_part(out);
        fill(out, pattern_text, &of->part);
    }
}

/* What narrows the restriction. */
static void add_scope(cl_out *out, const sentence *of)
{
    const cl_stored *scope = cl_stored_get(of->restriction, "scope");
    sentence narrowed = *of;
    narrowed.part = (cl_out){0};
    add_list(out, &narrowed, "territory", CL_MESSAGE("this holds in {1}"));
    add_list(out, &narrowed, "medium", CL_MESSAGE("this holds for {1}"));
    add_list(out, &narrowed, "use", CL_MESSAGE("this holds for {1}"));
    add_number(out, scope, "days", CL_MESSAGE("for so many days: {1}"));
    add_number(out, scope, "hours", CL_MESSAGE("for so many hours: {1}"));
    narrowed.restriction = scope;
    add_moment(out, &narrowed, "until", CL_MESSAGE("this holds until {1}"));
    out->failed |= narrowed.part.failed;
    cl_out_free(&narrowed.part);
}

void cl_sheet_say_restriction(cl_out *out, const cl_ruleset *rules, const cl_stored *restriction)
{
    sentence of = {.rules = rules,
                   .restriction = restriction,
                   .kind = cl_stored_text_of(restriction, "kind"),
                   .effect = cl_stored_text_of(restriction, "effect")};
    cl_out said = {0};
    if (is_kind(&of, "time")) {
        say_time(&said, &of);
    } else {
        say_values(&said, &of);
    }
    add_scope(&said, &of);
    cl_out_put(out, cl_out_span(&said));
    out->failed |= said.failed || of.part.failed;
    cl_out_free(&said);
    cl_out_free(&of.part);
}
