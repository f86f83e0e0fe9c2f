#include <stdlib.h>

#include "model/catalogue_rows.h"
#include "model/period.h"

static int by_time(const void *a, const void *b)
{
    const struct definition_break *left = a;
    const struct definition_break *right = b;
    if (left->indicator != right->indicator) {
        return left->indicator < right->indicator ? -1 : 1;
    }
    int first = period_first_day(left->period);
    int second = period_first_day(right->period);
    if (first != second) {
        return first < second ? -1 : 1;
    }
    return (left->period > right->period) - (left->period < right->period);
}

void catalogue_finish_breaks(struct catalogue *cat)
{
    size_t kept = 0;
    for (size_t i = 0; i < cat->break_count; i++) {
        int indicator = cat->breaks[i].indicator;
        if (catalogue_indicator_by_id(cat, indicator) != NULL) {
            cat->breaks[kept++] = cat->breaks[i];
        }
    }
    cat->break_count = kept;
    if (kept > 1) {
        qsort(cat->breaks, kept, sizeof(*cat->breaks), by_time);
    }
}

const struct definition_break *catalogue_breaks(const struct catalogue *cat,
                                                size_t *count)
{
    *count = cat->break_count;
    return cat->breaks;
}

static size_t first_of(const struct catalogue *cat, int indicator)
{
    size_t low = 0;
    size_t high = cat->break_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cat->breaks[middle].indicator < indicator) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const struct definition_break *catalogue_breaks_of(const struct catalogue *cat,
                                                   int indicator, size_t *count)
{
    size_t from = first_of(cat, indicator);
    *count = first_of(cat, indicator + 1) - from;
    return *count > 0 ? cat->breaks + from : NULL;
}
