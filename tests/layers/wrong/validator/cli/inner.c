/* For the test of the test: the command knows the public header only. */
#include "base/span.h"
