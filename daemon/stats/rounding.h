/*
 * GB/T 8170-2008 rounding, once, half to even, in integers.
 * Source of the rule: GB/T 8170-2008 section 3 (round half to even; the sign
 * is set aside and restored; a value is rounded once only).
 */
#ifndef TVS_STATS_ROUNDING_H
#define TVS_STATS_ROUNDING_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/macros.h"

/*
 * num / den * 10^decimals rounded half to even. False when den is 0 or the
 * result does not fit 18 digits.
 */
MUSTCHECK bool rounding_divide(__int128 num, __int128 den, int decimals,
                               int64_t *out);

/*
 * num / den * multiplier * 10^shift, rounded once. `shift` may be negative.
 * Exact whatever the parts are; false also when an intermediate product needs
 * more than 256 bits.
 */
MUSTCHECK bool rounding_scale(__int128 num, __int128 den, int64_t multiplier,
                              int shift, int64_t *out);

#endif
