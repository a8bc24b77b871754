#include "metadata/iim_table.h"

/* By their numbers. IIM 4.2, chapters 5 and 6. 2:121, 2:184 to 2:188, 2:221 and all above are
 * customs of programs. */
static const cl_iim_entry entries[] = {
    {1, 0, CL_IIM_NUMBER, CL_OTHER, 0},
    {1, 5, CL_IIM_TEXT, CL_DESTINATION, 1024},
    {1, 20, CL_IIM_NUMBER, CL_OTHER, 0},
    {1, 22, CL_IIM_NUMBER, CL_OTHER, 0},
    {1, 30, CL_IIM_TEXT, CL_SERVICE_ID, 10},
    {1, 40, CL_IIM_TEXT, CL_OTHER, 0},
    {1, 50, CL_IIM_TEXT, CL_PRODUCT_ID, 32},
    {1, 60, CL_IIM_TEXT, CL_ENVELOPE_PRIORITY, 0},
    {1, 70, CL_IIM_MOMENT, CL_DATE_SENT, 0},
    {1, 80, CL_IIM_MOMENT, CL_DATE_SENT, 0},
    {1, 90, CL_IIM_CHARSET, CL_OTHER, 0},
    {1, 100, CL_IIM_TEXT, CL_IMAGE_GUID, 80},
    {1, 120, CL_IIM_NUMBER, CL_OTHER, 0},
    {1, 122, CL_IIM_NUMBER, CL_OTHER, 0},
    {2, 0, CL_IIM_NUMBER, CL_OTHER, 0},
    {2, 3, CL_IIM_TEXT, CL_OTHER, 67},
    {2, 4, CL_IIM_TEXT, CL_GENRE, 68},
    {2, 5, CL_IIM_TEXT, CL_TITLE, 64},
    {2, 7, CL_IIM_TEXT, CL_EDIT_STATUS, 64},
    {2, 8, CL_IIM_TEXT, CL_OTHER, 0},
    {2, 10, CL_IIM_TEXT, CL_URGENCY, 0},
    {2, 12, CL_IIM_TEXT, CL_SUBJECT_CODE, 236},
    {2, 15, CL_IIM_TEXT, CL_CATEGORY, 0},
    {2, 20, CL_IIM_TEXT, CL_SUPPLEMENTAL_CATEGORY, 32},
    {2, 22, CL_IIM_TEXT, CL_FIXTURE_ID, 32},
    {2, 25, CL_IIM_TEXT, CL_KEYWORDS, 64},
    {2, 26, CL_IIM_TEXT, CL_CONTENT_LOCATION, 0},
    {2, 27, CL_IIM_TEXT, CL_CONTENT_LOCATION, 64},
    {2, 30, CL_IIM_MOMENT, CL_RELEASE_DATE, 0},
    {2, 35, CL_IIM_MOMENT, CL_RELEASE_DATE, 0},
    {2, 37, CL_IIM_MOMENT, CL_EXPIRATION_DATE, 0},
    {2, 38, CL_IIM_MOMENT, CL_EXPIRATION_DATE, 0},
    {2, 40, CL_IIM_TEXT, CL_INSTRUCTIONS, 256},
    {2, 42, CL_IIM_TEXT, CL_ACTION_ADVISED, 0},
    {2, 45, CL_IIM_TEXT, CL_REFERENCE, 10},
    {2, 47, CL_IIM_TEXT, CL_REFERENCE, 0},
    {2, 50, CL_IIM_TEXT, CL_REFERENCE, 0},
    {2, 55, CL_IIM_MOMENT, CL_DATE_CREATED, 0},
    {2, 60, CL_IIM_MOMENT, CL_DATE_CREATED, 0},
    {2, 62, CL_IIM_MOMENT, CL_DATE_DIGITIZED, 0},
    {2, 63, CL_IIM_MOMENT, CL_DATE_DIGITIZED, 0},
    {2, 65, CL_IIM_TEXT, CL_SOFTWARE, 32},
    {2, 70, CL_IIM_TEXT, CL_SOFTWARE, 10},
    {2, 75, CL_IIM_TEXT, CL_OBJECT_CYCLE, 0},
    {2, 80, CL_IIM_TEXT, CL_CREATOR, 32},
    {2, 85, CL_IIM_TEXT, CL_CREATOR_TITLE, 32},
    {2, 90, CL_IIM_TEXT, CL_CITY, 32},
    {2, 92, CL_IIM_TEXT, CL_SUBLOCATION, 32},
    {2, 95, CL_IIM_TEXT, CL_STATE, 32},
    {2, 100, CL_IIM_TEXT, CL_COUNTRY_CODE, 0},
    {2, 101, CL_IIM_TEXT, CL_COUNTRY, 64},
    {2, 103, CL_IIM_TEXT, CL_JOB_ID, 32},
    {2, 105, CL_IIM_TEXT, CL_HEADLINE, 256},
    {2, 110, CL_IIM_TEXT, CL_CREDIT, 32},
    {2, 115, CL_IIM_TEXT, CL_SOURCE, 32},
    {2, 116, CL_IIM_TEXT, CL_COPYRIGHT, 128},
    {2, 118, CL_IIM_TEXT, CL_CONTACT, 128},
    {2, 120, CL_IIM_TEXT, CL_CAPTION, 2000},
    {2, 121, CL_IIM_TEXT, CL_COMMENT, 256},
    {2, 122, CL_IIM_TEXT, CL_CAPTION_WRITER, 32},
    {2, 125, CL_IIM_DATA, CL_OTHER, 0},
    {2, 130, CL_IIM_TEXT, CL_OTHER, 0},
    {2, 131, CL_IIM_TEXT, CL_OTHER, 0},
    {2, 135, CL_IIM_TEXT, CL_LANGUAGE, 0},
    {2, 150, CL_IIM_TEXT, CL_OTHER, 0},
    {2, 151, CL_IIM_TEXT, CL_OTHER, 0},
    {2, 152, CL_IIM_TEXT, CL_OTHER, 0},
    {2, 153, CL_IIM_TEXT, CL_OTHER, 0},
    {2, 154, CL_IIM_TEXT, CL_OTHER, 64},
    {2, 184, CL_IIM_TEXT, CL_JOB_ID, 64},
    {2, 185, CL_IIM_TEXT, CL_UNIQUE_ID, 256},
    {2, 186, CL_IIM_TEXT, CL_UNIQUE_ID, 64},
    {2, 187, CL_IIM_TEXT, CL_IMAGE_SUPPLIER_IMAGE_ID, 128},
    {2, 188, CL_IIM_TEXT, CL_COPYRIGHT_OWNER, 128},
    {2, 200, CL_IIM_NUMBER, CL_OTHER, 0},
    {2, 201, CL_IIM_NUMBER, CL_OTHER, 0},
    {2, 202, CL_IIM_DATA, CL_OTHER, 0},
    {2, 221, CL_IIM_TEXT, CL_OTHER, 0},
    {2, 225, CL_IIM_TEXT, CL_OTHER, 0},
    {2, 228, CL_IIM_NUMBER, CL_OTHER, 0},
    {2, 230, CL_IIM_TEXT, CL_COMMENT, 1024},
    {2, 231, CL_IIM_TEXT, CL_OTHER, 256},
    {2, 232, CL_IIM_TEXT, CL_OTHER, 0},
    {2, 255, CL_IIM_TEXT, CL_OTHER, 256},
};

static unsigned rank(uint8_t record, uint8_t number)
{
    return record * 256u + number;
}

const cl_iim_entry *cl_iim_entry_of(uint8_t record, uint8_t number)
{
    size_t low = 0;
    size_t high = sizeof entries / sizeof *entries;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (rank(entries[middle].record, entries[middle].number) <= rank(record, number)) {
            low = middle;
        } else {
            high = middle;
        }
    }
    bool known = entries[low].record == record && entries[low].number == number;
    return known ? &entries[low] : NULL;
}

const cl_iim_moment cl_iim_moments[] = {
    {1, 70, 80, CL_DATE_SENT},    {2, 30, 35, CL_RELEASE_DATE},   {2, 37, 38, CL_EXPIRATION_DATE},
    {2, 55, 60, CL_DATE_CREATED}, {2, 62, 63, CL_DATE_DIGITIZED},
};
const size_t cl_iim_moment_count = sizeof cl_iim_moments / sizeof *cl_iim_moments;
