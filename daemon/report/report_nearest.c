#include "report/report_nearest.h"

#include <string.h>

#define FAR 4

static int least(int a, int b, int c)
{
    int ab = a < b ? a : b;
    return ab < c ? ab : c;
}

int report_nearest_distance(const char *a, const char *b)
{
    size_t rows = strlen(a);
    size_t columns = strlen(b);
    if (rows > REPORT_NEAREST_MAX || columns > REPORT_NEAREST_MAX) {
        return FAR;
    }
    int row[REPORT_NEAREST_MAX + 1];
    for (size_t j = 0; j <= columns; j++) {
        row[j] = (int)j;
    }
    for (size_t i = 1; i <= rows; i++) {
        int corner = row[0];
        row[0] = (int)i;
        for (size_t j = 1; j <= columns; j++) {
            int same = corner + (a[i - 1] != b[j - 1]);
            corner = row[j];
            row[j] = least(row[j] + 1, row[j - 1] + 1, same);
        }
    }
    return row[columns] < FAR ? row[columns] : FAR;
}
