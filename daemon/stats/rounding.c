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

/* What is to be divided, without signs. */
struct quotient {
    unsigned __int128 num, den;
    uint64_t multiplier;
    int shift;
};

static bool raise_small(uint64_t *value, int power)
{
    for (; power > 0; power--) {
        if (__builtin_mul_overflow(*value, 10, value)) {
            return false;
        }
    }
    return true;
}

/* Nearly all figures fit one division of 64 bits. False: these do not. */
static bool scale_small(const struct quotient *parts, uint64_t *out)
{
    uint64_t top = (uint64_t)parts->num;
    uint64_t bottom = (uint64_t)parts->den;
    if (parts->num >> 64 != 0 || parts->den >> 64 != 0 || bottom == 0 ||
        __builtin_mul_overflow(top, parts->multiplier, &top) ||
        !raise_small(&top, parts->shift) ||
        !raise_small(&bottom, -parts->shift)) {
        return false;
    }
    if (bottom == 1) { /* a count as it is */
        *out = top;
        return true;
    }
    uint64_t rest = top % bottom;
    *out = top / bottom;
    /* rest against bottom - rest: twice the rest might not fit. */
    if (rest > bottom - rest || (rest == bottom - rest && *out % 2 == 1)) {
        ++*out;
    }
    return true;
}

static bool scale_wide(const struct quotient *parts, uint64_t *out)
{
    struct wide top = wide_of(parts->num);
    struct wide bottom = wide_of(parts->den);
    return wide_multiply(&top, parts->multiplier) &&
           raise(&top, parts->shift) && raise(&bottom, -parts->shift) &&
           wide_divide(&top, &bottom, out);
}

bool rounding_scale(__int128 num, __int128 den, int64_t multiplier, int shift,
                    int64_t *out)
{
    bool negative = (num < 0) != ((den < 0) != (multiplier < 0));
    struct quotient parts = {
        .num = size_of(num),
        .den = size_of(den),
        .multiplier = (uint64_t)size_of(multiplier),
        .shift = shift,
    };
    uint64_t rounded = 0;
    if ((!scale_small(&parts, &rounded) && !scale_wide(&parts, &rounded)) ||
        rounded >= ROUNDING_LIMIT) {
        return false;
    }
    *out = negative ? -(int64_t)rounded : (int64_t)rounded;
    return true;
}

bool rounding_divide(__int128 num, __int128 den, int decimals, int64_t *out)
{
    return rounding_scale(num, den, 1, decimals, out);
}
