/*
 * What a number format makes of a number: only that much of it which changes
 * what the number means.
 */
#ifndef TVS_WORKBOOK_NUMBER_FORMAT_H
#define TVS_WORKBOOK_NUMBER_FORMAT_H

#include <stddef.h>

enum number_format {
    NUMBER_FORMAT_PLAIN,
    NUMBER_FORMAT_PERCENT,
    NUMBER_FORMAT_DATE,
};

/* Of the formats that every workbook has without saying so, those of Chinese
 * spreadsheets included. */
enum number_format number_format_builtin(int id);
/* Of a code: `yyyy"年"m"月"`, `0.00%`. A time of day alone is plain. */
enum number_format number_format_parse(const char *code, size_t len);

#endif
