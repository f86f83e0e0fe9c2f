/*
 * Why a rate changed: because its parts changed theirs (within), because parts
 * with another rate weigh more or less (mix), because some came or went. With
 * weights w = d/D, rates r = n/d, and M the mean of both rates of the whole,
 *
 *     within  (w' + w)/2 * (r' - r)
 *     mix     (w' - w) * ((r' + r)/2 - M)
 *     entered  w' * (r' - M)
 *     left    -w * (r - M)
 *
 * of a part that is in both years, only in the second, only in the first.
 * They add up to R' - R exactly. Sources: "Components of a difference between
 * two rates", JASA 50 (1955), for a fixed set of parts; "Firm productivity in
 * Israeli industry", Journal of Econometrics 65 (1995), for parts that enter
 * and leave.
 */
#ifndef TVS_STATS_EXACT_MIX_H
#define TVS_STATS_EXACT_MIX_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/arena.h"
#include "platform/macros.h"

enum exact_mix_kind {
    EXACT_MIX_BOTH,
    EXACT_MIX_ENTERED,
    EXACT_MIX_LEFT,
    /* A rate is not defined in one of the years, for want of a denominator:
     * what it does is not within or mix, but it counts. */
    EXACT_MIX_OTHER,
};

struct exact_mix_part {
    int64_t num, den, base_num, base_den; /* 0 where there is none */
    enum exact_mix_kind kind;             /* out */
    /* Out, scaled by 10^digits: within and mix of BOTH, else the effect in
     * `within` alone. */
    int64_t within, mix;
};

struct exact_mix_scale {
    int64_t multiplier; /* 100 for per cent: the result is in points */
    int shift;          /* decimals of the denominator less the numerator's */
    int digits;         /* 0 to 15 */
};

/*
 * The parts make up the whole. What is printed adds up to *change, the printed
 * change of the whole (rounded half to even), to the last digit: each is less
 * than one unit of it from its exact value. False: the whole has no positive
 * denominator in one of the years, or a result does not fit 18 digits.
 */
MUSTCHECK bool exact_mix_compute(struct exact_mix_part *parts, int count,
                                 const struct exact_mix_scale *scale,
                                 struct arena *arena, int64_t *change);

#endif
