/*
 * Exact decimals: a value is an int64 scaled by 10^decimals. No double is on
 * any path from a reported figure to a printed one.
 */
#ifndef TVS_MODEL_DECIMAL_H
#define TVS_MODEL_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/fault.h"
#include "platform/macros.h"

#define DECIMAL_MAX_DECIMALS 6
#define DECIMAL_MAX_DIGITS                            \
    15 /* of a reported figure, its decimals included \
        */
#define DECIMAL_TEXT_SIZE 32

/*
 * Parses `-?[0-9]+(\.[0-9]+)?`, optionally with thousands separators in
 * strict groups of three. Trailing zeros beyond `decimals` are dropped, other
 * digits beyond it are FAULT_TOO_PRECISE (FAULT_NOT_INTEGER if decimals is
 * 0). Returns FAULT_NONE or the fault. "1e5", "+3", ".5", "5." are
 * FAULT_BAD_NUMBER; a scaled value of more than DECIMAL_MAX_DIGITS digits
 * (leading zeros do not count) is FAULT_OUT_OF_RANGE. "-0" is 0.
 */
MUSTCHECK enum fault decimal_parse(const char *text, size_t len, int decimals,
                                   bool thousands, int64_t *value);
/* "12.50" for (1250, 2); "-0.05"; never "-0.00". Returns the length. */
size_t decimal_print(char *out, int64_t value, int decimals);
/* 10^n for 0 <= n <= 18. */
int64_t decimal_power(int n);

#endif
