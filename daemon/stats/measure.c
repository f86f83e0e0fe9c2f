#include "stats/measure.h"

#include "stats/rounding.h"
#include "stats/wide.h"

static int sign_of(const struct figure *fig)
{
    int num = (fig->num > 0) - (fig->num < 0);
    return fig->den < 0 ? -num : num;
}

static bool is_defined(const struct figure *cur, const struct figure *base)
{
    return cur->present && base->present && cur->den != 0 && base->den != 0 &&
           sign_of(base) > 0 && sign_of(cur) >= 0;
}

static unsigned __int128 size_of(__int128 value)
{
    return value < 0 ? -(unsigned __int128)value : (unsigned __int128)value;
}

/* More than 999.9 %, of the unrounded parts: what `digits` shows of it does
 * not matter. Below 2^127 times 9999 cannot overflow 256 bits. */
static bool is_large(const struct figure *cur, const struct figure *base)
{
    struct change_difference diff = change_subtract(cur, base);
    struct wide change = wide_of(size_of(diff.num));
    struct wide limit = wide_of(size_of(diff.base));
    return wide_multiply(&change, 1000) && wide_multiply(&limit, 9999) &&
           wide_compare(&change, &limit) > 0;
}

static bool is_small(const struct figure *base,
                     const struct figure_scale *scale, int small_base)
{
    __int128 limit = small_base;
    for (int i = 0; i < scale->num_decimals; i++) {
        limit *= 10;
    }
    return !scale->ratio && base->num < limit * base->den;
}

unsigned measure_flags(const struct figure *cur, const struct figure *base,
                       const struct figure_scale *scale, int small_base,
                       const struct change *change)
{
    if (change->reason != CHANGE_OK) {
        return 0;
    }
    return (is_small(base, scale, small_base) ? MEASURE_SMALL_BASE : 0U) |
           (is_large(cur, base) ? MEASURE_LARGE : 0U);
}

static enum measure_direction direction_of(int64_t value)
{
    if (value == 0) {
        return MEASURE_FLAT;
    }
    return value > 0 ? MEASURE_UP : MEASURE_DOWN;
}

enum measure_direction measure_direction(const struct change *change)
{
    if (change->has_pp) {
        return direction_of(change->pp);
    }
    if (change->has_pct) {
        return direction_of(change->pct);
    }
    return change->has_abs ? direction_of(change->abs) : MEASURE_NO_DIRECTION;
}

bool measure_times(const struct figure *cur, const struct figure *base,
                   int digits, int64_t *out)
{
    return is_defined(cur, base) &&
           rounding_scale((__int128)cur->num * base->den,
                          (__int128)cur->den * base->num, 1, digits, out);
}

bool measure_relative(const struct figure *cur, const struct figure *base,
                      int digits, int64_t *out)
{
    if (!is_defined(cur, base)) {
        return false;
    }
    struct change_difference diff = change_subtract(cur, base);
    return rounding_scale(diff.num, diff.base, 100, digits, out);
}
