#include "workbook/workbook_limits.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

bool workbook_too_many(struct error *err, const char *what, int64_t maximum)
{
    char number[24];
    snprintf(number, sizeof(number), "%" PRId64, maximum);
    return error_set(err, FAULT_WORKBOOK_TOO_LARGE, what, number, NULL);
}

bool workbook_unreadable(struct error *err, const char *fmt, ...)
{
    error_set(err, FAULT_WORKBOOK_UNREADABLE, NULL, NULL, NULL);
    va_list args;
    va_start(args, fmt);
    vsnprintf(err->detail, sizeof(err->detail), fmt, args);
    va_end(args);
    return false;
}
