/* For the test of the test: base/ may not know containers. */
#include "container/container.h"
