#include "container/png_keyword.h"

static bool is_one_of(cl_span keyword, const char *const keywords[])
{
    for (size_t i = 0; keywords[i] != NULL; i++) {
        if (cl_span_equal_nocase(keyword, cl_span_of(keywords[i]))) {
            return true;
        }
    }
    return false;
}

/* Keywords whose text is read whatever it looks like: those of 11.3.3.1 and, as writers make them
 * up, those of other standards. */
bool cl_png_keyword_is_read(cl_span keyword)
{
    static const char *const keywords[] = {"Title",
                                           "Author",
                                           "Description",
                                           "Copyright",
                                           "Comment",
                                           "Source",
                                           "Disclaimer",
                                           "Warning",
                                           "Artist",
                                           "Creator",
                                           "By-line",
                                           "Credit",
                                           "Caption",
                                           "Headline",
                                           "Rights",
                                           "License",
                                           "Usage Terms",
                                           "Instructions",
                                           "Special Instructions",
                                           "Keywords",
                                           "dc:creator",
                                           "dc:description",
                                           "dc:rights",
                                           "photoshop:Credit",
                                           "photoshop:Source",
                                           "photoshop:Instructions",
                                           "exif:ImageDescription",
                                           "exif:Artist",
                                           "exif:Copyright",
                                           NULL};
    return is_one_of(keyword, keywords);
}

bool cl_png_keyword_is_xmp(cl_span keyword)
{
    return cl_span_equal(keyword, CL_SPAN("XML:com.adobe.xmp"));
}

/* Keywords of programs that say nothing about rights, and of those that made the picture from a
 * text. */
bool cl_png_keyword_is_technical(cl_span keyword)
{
    static const char *const keywords[] = {"Software",
                                           "Creation Time",
                                           "CreationTime",
                                           "Timestamp",
                                           "create-date",
                                           "modify-date",
                                           "parameters",
                                           "prompt",
                                           "workflow",
                                           "sd-metadata",
                                           "Dream",
                                           "generation_data",
                                           "invokeai_metadata",
                                           NULL};
    static const char *const beginnings[] = {"date:", "Thumb::", "png:", "icc:",       "tiff:",
                                             "exif:", "xap",     "xmp:", "photoshop:", "signature"};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        if (cl_span_starts(keyword, cl_span_of(beginnings[i]))) {
            return true;
        }
    }
    return is_one_of(keyword, keywords);
}

static bool is_letter(uint8_t byte)
{
    return byte >= 0x80 || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

bool cl_png_text_is_prose(cl_span text)
{
    size_t words = 0;
    text = cl_span_trim(text);
    for (size_t i = 1; i + 1 < text.len; i++) {
        words += text.data[i] == ' ' && is_letter(text.data[i - 1]) && is_letter(text.data[i + 1]);
    }
    bool code = text.len > 0 && (text.data[0] == '{' || text.data[0] == '[' || text.data[0] == '<');
    return words > 0 && !code;
}

bool cl_png_keyword_is_usual(cl_span keyword)
{
    return cl_span_equal_nocase(keyword, CL_SPAN("Software")) ||
           cl_span_equal_nocase(keyword, CL_SPAN("Creation Time"));
}
