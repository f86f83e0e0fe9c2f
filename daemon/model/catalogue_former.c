#include <stdlib.h>

#include "model/catalogue_rows.h"

static int by_school(const void *a, const void *b)
{
    const struct school_former *left = a;
    const struct school_former *right = b;
    return (left->school > right->school) - (left->school < right->school);
}

void catalogue_finish_formers(struct catalogue *cat)
{
    if (cat->former_count > 0) {
        qsort(cat->former, cat->former_count, sizeof(*cat->former), by_school);
    }
}

static size_t first_of(const struct catalogue *cat, int school)
{
    size_t low = 0;
    size_t high = cat->former_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cat->former[middle].school < school) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

bool catalogue_once_below(const struct catalogue *cat,
                          const struct school *school, const struct area *area)
{
    for (size_t i = first_of(cat, school->id);
         i < cat->former_count && cat->former[i].school == school->id; i++) {
        if (area_contains(area,
                          catalogue_area_by_id(cat, cat->former[i].area))) {
            return true;
        }
    }
    return false;
}

const struct school *catalogue_next_former(const struct catalogue *cat,
                                           const struct school *before)
{
    size_t at = before != NULL ? first_of(cat, before->id + 1) : 0;
    return at < cat->former_count
               ? catalogue_school_by_id(cat, cat->former[at].school)
               : NULL;
}
