/*
 * Whole numbers of any length: the hand that libgmp lends to the other files
 * named exact_*, and to nobody else.
 */
#ifndef TVS_STATS_EXACT_INT_H
#define TVS_STATS_EXACT_INT_H

#include <gmp.h>
#include <stdbool.h>
#include <stdint.h>

#include "platform/macros.h"

void exact_int_set(mpz_t out, __int128 value);
/*
 * num/den as a whole number below it and the 64 bits behind the point. False:
 * the whole number does not fit 18 digits. den > 0; `num` is overwritten.
 */
MUSTCHECK bool exact_int_split(mpz_t num, const mpz_t den, int64_t *whole,
                               uint64_t *rest);

#endif
