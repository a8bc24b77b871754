/* The keywords of PNG texts: which are read whatever stands under them, which never. */
#ifndef CL_CONTAINER_PNG_KEYWORD_H
#define CL_CONTAINER_PNG_KEYWORD_H

#include "base/span.h"

/* Whether the text is read whatever it looks like. */
bool cl_png_keyword_is_read(cl_span keyword);
/* Whether the keyword announces an XMP packet. */
bool cl_png_keyword_is_xmp(cl_span keyword);
/* Whether a program writes it for itself: the text says nothing about rights. */
bool cl_png_keyword_is_technical(cl_span keyword);
/* Whether every second PNG has it, so that nobody wants to hear of it. */
bool cl_png_keyword_is_usual(cl_span keyword);
/* Whether a text under an unknown keyword may be of a person: words, and no code of a program. */
bool cl_png_text_is_prose(cl_span text);

#endif
