#include "stats/rounding.h"

#include "stats/wide.h"

#define ROUNDING_LIMIT 1000000000000000000U /* 18 digits */
#define POWER_MAX 19                        /* 10^19 fits 64 bits */

static unsigned __int128 size_of(__int128 value)
{
    return value < 0 ? -(unsigned __int128)value : (unsigned __int128)value;
}

static bool raise(struct wide *value, int power)
{
    while (power > 0) {
        uint64_t factor = 1;
        for (int i = 0; i < POWER_MAX && power > 0; i++, power--) {
            factor *= 10;
        }
        if (!wide_multiply(value, factor)) {
            return false;
        }
    }
    return true;
}

bool rounding_scale(__int128 num, __int128 den, int64_t multiplier, int shift,
                    int64_t *out)
{
    bool negative = (num < 0) != ((den < 0) != (multiplier < 0));
    struct wide top = wide_of(size_of(num));
    struct wide bottom = wide_of(size_of(den));
    uint64_t rounded = 0;
    if (!wide_multiply(&top, (uint64_t)size_of(multiplier)) ||
        !raise(&top, shift) || !raise(&bottom, -shift) ||
        !wide_divide(&top, &bottom, &rounded) || rounded >= ROUNDING_LIMIT) {
        return false;
    }
    *out = negative ? -(int64_t)rounded : (int64_t)rounded;
    return true;
}

bool rounding_divide(__int128 num, __int128 den, int decimals, int64_t *out)
{
    return rounding_scale(num, den, 1, decimals, out);
}
