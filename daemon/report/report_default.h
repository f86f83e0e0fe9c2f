/* The templates that come with the program, one per language. */
#ifndef TVS_REPORT_REPORT_DEFAULT_H
#define TVS_REPORT_REPORT_DEFAULT_H

#include <stddef.h>

#include "platform/fault.h"

#define REPORT_DEFAULT_NAME "annual" /* annual.zh.txt, annual.en.txt */

/* UTF-8; valid for good. */
const char *report_default(enum lang lang, size_t *len);

#endif
