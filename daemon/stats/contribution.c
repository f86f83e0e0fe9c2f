#include "stats/contribution.h"

#include "stats/rounding.h"
#include "stats/share.h"

#define LIMIT 1000000000000000000 /* 18 digits */

/* The sums of 2^31 parts fit 128 bits. */
struct sums {
    __int128 cur, base;
};

static struct sums add_up(const struct contribution *parts, int count)
{
    struct sums sums = {0, 0};
    for (int i = 0; i < count; i++) {
        sums.cur += parts[i].cur;
        sums.base += parts[i].base;
    }
    return sums;
}

/* All parts have the same denominator: the rests are comparable as they are.
 * 64 bits of difference times 10^17 would still fit 128. */
static bool split(const struct contribution *part, __int128 base,
                  __int128 factor, struct share *out)
{
    __int128 num = ((__int128)part->cur - part->base) * factor;
    __int128 whole = num / base;
    __int128 rest = num % base;
    if (rest < 0) {
        whole--;
        rest += base;
    }
    *out = (struct share){(int64_t)whole, (uint64_t)rest};
    return whole > -LIMIT && whole < LIMIT;
}

static __int128 percent_factor(int digits)
{
    __int128 factor = 100;
    for (int i = 0; i < digits; i++) {
        factor *= 10;
    }
    return factor;
}

bool contribution_compute(struct contribution *parts, int count, int digits,
                          struct arena *arena, int64_t *growth)
{
    struct sums sums = add_up(parts, count);
    if (sums.base <= 0 || sums.base > INT64_MAX || sums.cur < 0 ||
        !rounding_scale(sums.cur - sums.base, sums.base, 100, digits, growth)) {
        return false;
    }
    struct share *shares = arena_alloc(arena, (size_t)count * sizeof(*shares));
    for (int i = 0; i < count; i++) {
        if (!split(&parts[i], sums.base, percent_factor(digits), &shares[i])) {
            return false;
        }
    }
    share_apportion(shares, count, *growth, arena);
    for (int i = 0; i < count; i++) {
        parts[i].points = shares[i].units;
    }
    return true;
}
