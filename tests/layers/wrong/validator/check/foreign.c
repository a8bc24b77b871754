/* For the test of the test: PCRE2 belongs to ruleset/pattern.c. */
#include <pcre2.h>
