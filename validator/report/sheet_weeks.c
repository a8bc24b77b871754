#include "report/sheet_weeks.h"

#include "base/limits.h"

enum {
    DAY = 24 * 60 * 60
};

/* 1970-01-01 was a Thursday, so that the Thursday of week w is day 7 w, and the year of a week is
 * that of its Thursday (ISO 8601-1, 3.1.1.23). */

static int64_t days_of(const cl_moment *day)
{
    const cl_moment noon = {.known = true,
                            .year = day->year,
                            .month = day->month,
                            .day = day->day,
                            .has_time = true,
                            .hour = 12,
                            .has_zone = true};
    int64_t seconds = cl_moment_earliest(&noon);
    int64_t days = seconds / DAY;
    return seconds % DAY < 0 ? days - 1 : days;
}

static int64_t divide_down(int64_t number, int64_t by)
{
    return number >= 0 ? number / by : -((-number + by - 1) / by);
}

int64_t cl_week_of(const cl_moment *day)
{
    return divide_down(days_of(day) + 3, 7);
}

void cl_week_name(int64_t week, uint8_t out[CL_WEEK_NAME])
{
    cl_moment day = {.known = true, .year = 1970 + (int)(week * 7 / 366), .month = 1, .day = 1};
    for (day.year -= 2; day.year < 2300 && days_of(&day) <= week * 7; day.year++) {
        /* on to the year behind the one of this Thursday */
    }
    day.year--;
    int number = 1 + (int)((week * 7 - days_of(&day)) / 7);
    const int parts[CL_WEEK_NAME] = {day.year / 1000 % 10, day.year / 100 % 10, day.year / 10 % 10,
                                     day.year % 10,        '-' - '0',           'W' - '0',
                                     number / 10 % 10,     number % 10};
    for (size_t i = 0; i < CL_WEEK_NAME; i++) {
        out[i] = (uint8_t)('0' + parts[i]);
    }
}

void cl_weeks_begin(cl_weeks *weeks, cl_arena *arena, int64_t now)
{
    const cl_names cells = {.arena = arena, .most = CL_SHEET_CELLS_MAX};
    *weeks =
        (cl_weeks){.arena = arena, .now = now, .weeks = cells, .agencies = cells, .rules = cells};
    for (size_t i = 0; i <= CL_VERDICT_BLOCK; i++) {
        weeks->verdicts[i] = cells;
    }
}

/* --- counting --- */

/* A week and a name are one name: the first bytes are the week. */
static cl_status count_cell(cl_names *cells, cl_arena *arena, cl_span week, cl_span name)
{
    const cl_span parts[] = {week, name};
    cl_span cell;
    CL_TRY(cl_arena_join(arena, parts, 2, &cell));
    return cl_names_count(cells, cell, 1);
}

static cl_status count_agencies(cl_weeks *weeks, cl_arena *arena, cl_span week,
                                const cl_stored *record)
{
    cl_words agencies;
    CL_TRY(cl_sheet_agencies(record, arena, &agencies));
    for (size_t i = 0; i < agencies.count; i++) {
        CL_TRY(count_cell(&weeks->agencies, arena, week, agencies.items[i]));
    }
    return CL_OK;
}

static cl_status gather_rules(cl_names *rules, const cl_stored *findings)
{
    for (size_t i = 0; i < cl_stored_count(findings); i++) {
        CL_TRY(cl_names_count(rules, cl_stored_text_of(cl_stored_at(findings, i), "rule"), 1));
    }
    return CL_OK;
}

static cl_status count_rules(cl_weeks *weeks, cl_arena *arena, cl_span week,
                             const cl_stored *record)
{
    cl_names rules = {.arena = arena, .most = CL_SHEET_NAMES_MAX};
    const cl_stored *editions = cl_stored_get(record, "editions");
    CL_TRY(gather_rules(&rules, cl_stored_get(record, "findings")));
    for (size_t i = 0; i < cl_stored_count(editions); i++) {
        CL_TRY(gather_rules(&rules, cl_stored_get(cl_stored_at(editions, i), "findings")));
    }
    for (size_t i = 0; i < rules.items.count; i++) {
        cl_span rule = CL_ARRAY_AT(&rules.items, const cl_named, i)->name;
        CL_TRY(count_cell(&weeks->rules, arena, week, rule));
    }
    return CL_OK;
}

static cl_status add(cl_weeks *weeks, cl_arena *arena, const cl_stored *record,
                     const cl_moment *date)
{
    uint8_t name[CL_WEEK_NAME];
    const cl_span week = {name, sizeof name};
    cl_verdict worst;
    cl_week_name(cl_week_of(date), name);
    CL_TRY(cl_names_count(&weeks->weeks, week, 1));
    if (cl_sheet_worst(record, &worst)) {
        CL_TRY(cl_names_count(&weeks->verdicts[worst], week, 1));
    }
    CL_TRY(count_agencies(weeks, arena, week, record));
    return count_rules(weeks, arena, week, record);
}

cl_status cl_weeks_add(cl_weeks *weeks, const cl_stored *record)
{
    cl_moment date;
    if (!cl_sheet_date(record, &date)) {
        weeks->undated++;
        return CL_OK;
    }
    cl_arena *arena = cl_arena_new(CL_SHEET_PICTURE_MAX);
    cl_status status = arena == NULL ? CL_NO_MEMORY : add(weeks, arena, record, &date);
    cl_arena_free(arena);
    return status;
}

/* --- telling --- */

/* The weeks that are shown: up to CL_WEEKS_SHOWN of them, one behind the other. */
typedef struct window {
    int64_t first;
    int64_t last;
} window;

static bool is_in(const window *of, cl_span name)
{
    uint8_t first[CL_WEEK_NAME];
    uint8_t last[CL_WEEK_NAME];
    cl_week_name(of->first, first);
    cl_week_name(of->last, last);
    return memcmp(name.data, first, CL_WEEK_NAME) >= 0 &&
           memcmp(name.data, last, CL_WEEK_NAME) <= 0;
}

static bool has_week(const cl_weeks *weeks, int64_t week)
{
    uint8_t name[CL_WEEK_NAME];
    cl_week_name(week, name);
    return cl_names_get(&weeks->weeks, (cl_span){name, sizeof name}) > 0;
}

/* The latest week with pictures that is not to come, and those before it. False without any. */
static bool find_window(const cl_weeks *weeks, window *out)
{
    const int64_t oldest = -(170 * 53); /* the years that moments know begin with 1800 */
    int64_t last = divide_down(weeks->now / DAY + 3, 7);
    while (last > oldest && !has_week(weeks, last)) {
        last--;
    }
    int64_t first = last - CL_WEEKS_SHOWN + 1;
    while (first < last && !has_week(weeks, first)) {
        first++;
    }
    *out = (window){first, last};
    return last > oldest;
}

static void put_week(const cl_weeks *weeks, cl_tree *tree, int64_t week)
{
    uint8_t name[CL_WEEK_NAME];
    const cl_span text = {name, sizeof name};
    cl_week_name(week, name);
    cl_tree_open(tree, "week");
    cl_tree_set(tree, "name", text);
    cl_tree_set_number(tree, "pictures", cl_names_get(&weeks->weeks, text));
    for (int i = CL_VERDICT_BLOCK; i >= CL_VERDICT_OK; i--) {
        size_t count = cl_names_get(&weeks->verdicts[i], text);
        if (count > 0) {
            cl_tree_set_number(tree, cl_verdict_name((cl_verdict)i), count);
        }
    }
    cl_tree_close(tree);
}

/* Pictures of weeks that are not shown. */
static size_t count_others(const cl_weeks *weeks, const window *shown)
{
    size_t others = weeks->weeks.lost;
    for (size_t i = 0; i < weeks->weeks.items.count; i++) {
        const cl_named *week = CL_ARRAY_AT(&weeks->weeks.items, const cl_named, i);
        others += is_in(shown, week->name) ? 0 : week->count;
    }
    return others;
}

static cl_status put_by(const cl_names *cells, const window *shown, cl_tree *tree, const char *what)
{
    cl_names sums = {.arena = cells->arena, .most = CL_SHEET_CELLS_MAX};
    const cl_named *sorted;
    const cl_named *most;
    CL_TRY(cl_names_by_name(cells, &sorted));
    for (size_t i = 0; i < cells->items.count; i++) {
        if (is_in(shown, sorted[i].name)) {
            CL_TRY(
                cl_names_count(&sums, cl_span_from(sorted[i].name, CL_WEEK_NAME), sorted[i].count));
        }
    }
    CL_TRY(cl_names_by_count(&sums, &most));
    for (size_t i = 0; i < sums.items.count && i < CL_WEEKS_NAMES_SHOWN; i++) {
        cl_tree_open(tree, "by");
        cl_tree_set_text(tree, "what", what);
        cl_tree_set(tree, "name", most[i].name);
        for (size_t j = 0; j < cells->items.count; j++) {
            if (is_in(shown, sorted[j].name) &&
                cl_span_equal(cl_span_from(sorted[j].name, CL_WEEK_NAME), most[i].name)) {
                cl_tree_open(tree, "n");
                cl_tree_set(tree, "week", cl_span_sub(sorted[j].name, 0, CL_WEEK_NAME));
                cl_tree_set_number(tree, "count", sorted[j].count);
                cl_tree_close(tree);
            }
        }
        cl_tree_close(tree);
    }
    return CL_OK;
}

cl_status cl_weeks_put(const cl_weeks *weeks, cl_tree *tree)
{
    window shown;
    if (!find_window(weeks, &shown)) {
        return CL_OK;
    }
    cl_tree_open(tree, "weeks");
    cl_tree_set_number(tree, "undated", weeks->undated);
    cl_tree_set_number(tree, "others", count_others(weeks, &shown));
    for (int64_t week = shown.first; week <= shown.last; week++) {
        put_week(weeks, tree, week);
    }
    CL_TRY(put_by(&weeks->agencies, &shown, tree, "agency"));
    CL_TRY(put_by(&weeks->rules, &shown, tree, "rule"));
    cl_tree_close(tree);
    return CL_OK;
}
