#include "captionlint_sheet.h"

#include <stdlib.h>
#include <time.h>

#include "report/sheet.h"

struct captionlint_sheet {
    cl_arena *arena;
    char *language;
    cl_sheet_options options;
};

/* 9999-12-31T23:59:59Z: a later year has no date of ten characters. */
static const long long latest = 253402300799;

/* The seconds since 1970 that SOURCE_DATE_EPOCH gives, for pages that are the same every time. */
static int64_t time_of_making(void)
{
    const char *given = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    long long seconds =
        given != NULL && given[0] >= '0' && given[0] <= '9' ? strtoll(given, &end, 10) : -1;
    bool usable = seconds >= 0 && seconds <= latest && *end == '\0';
    return usable ? (int64_t)seconds : (int64_t)time(NULL);
}

static cl_status find_stylesheet(captionlint_sheet *sheet, const captionlint_sheet_wanted *wanted)
{
    cl_span path = cl_span_of(wanted->stylesheet);
    if (wanted->stylesheet == NULL && wanted->lint == NULL) {
        return CL_OK;
    }
    const cl_span parts[] = {wanted->stylesheet == NULL ? wanted->lint->folder : path,
                             wanted->stylesheet == NULL ? CL_SPAN("/sheet/sheet.xsl")
                                                        : CL_EMPTY_SPAN};
    cl_span whole;
    CL_TRY(cl_arena_join(sheet->arena, parts, 2, &whole));
    sheet->options.stylesheet = (const char *)whole.data;
    return CL_OK;
}

static cl_status fill(captionlint_sheet *sheet, const captionlint_sheet_wanted *wanted,
                      cl_error *error)
{
    sheet->arena = cl_arena_new(CL_ARENA_CHUNK * 4u);
    sheet->language = captionlint_language();
    if (sheet->arena == NULL || sheet->language == NULL) {
        return CL_NO_MEMORY;
    }
    sheet->options.language = sheet->language;
    sheet->options.made = time_of_making();
    CL_TRY(find_stylesheet(sheet, wanted));
    if (wanted->title != NULL) {
        cl_span title;
        CL_TRY(cl_arena_copy(sheet->arena, cl_span_of(wanted->title), &title));
        sheet->options.title = (const char *)title.data;
    }
    return cl_sheet_try(&sheet->options, error);
}

cl_status captionlint_sheet_new(const captionlint_sheet_wanted *wanted, captionlint_sheet **out,
                                cl_error *error)
{
    captionlint_sheet *sheet = calloc(1, sizeof *sheet);
    cl_status status = sheet == NULL ? CL_NO_MEMORY : fill(sheet, wanted, error);
    if (status != CL_OK) {
        captionlint_sheet_free(sheet);
        sheet = NULL;
    }
    *out = sheet;
    return status;
}

const cl_sheet_options *captionlint_sheet_options(const captionlint_sheet *sheet)
{
    return &sheet->options;
}

void captionlint_sheet_free(captionlint_sheet *sheet)
{
    if (sheet != NULL) {
        free(sheet->language);
        cl_arena_free(sheet->arena);
        free(sheet);
    }
}
