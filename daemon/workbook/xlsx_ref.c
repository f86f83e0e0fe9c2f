#include <string.h>

#include "workbook/xlsx_impl.h"

bool xlsx_ref_cell(const char *text, size_t len, int *row, int *column)
{
    size_t at = 0;
    *row = 0;
    *column = 0;
    for (; at < len && text[at] >= 'A' && text[at] <= 'Z'; at++) {
        *column = *column * 26 + (text[at] - 'A' + 1);
        if (*column > WORKBOOK_MAX_COLUMNS) {
            return false;
        }
    }
    for (; at < len && text[at] >= '0' && text[at] <= '9'; at++) {
        *row = *row * 10 + (text[at] - '0');
        if (*row > WORKBOOK_MAX_ROWS) {
            return false;
        }
    }
    return at == len && *row > 0 && *column > 0;
}

bool xlsx_ref_range(const char *text, int corners[4])
{
    const char *colon = strchr(text, ':');
    size_t len = colon == NULL ? strlen(text) : (size_t)(colon - text);
    const char *last = colon == NULL ? text : colon + 1;
    return xlsx_ref_cell(text, len, &corners[0], &corners[1]) &&
           xlsx_ref_cell(last, strlen(last), &corners[2], &corners[3]) &&
           corners[0] <= corners[2] && corners[1] <= corners[3];
}
