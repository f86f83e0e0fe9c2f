/*
 * Unsigned 256-bit integers: just enough for a cross product of four sums,
 * scaled, to be exact. Every operation that could lose a bit says so.
 */
#ifndef TVS_STATS_WIDE_H
#define TVS_STATS_WIDE_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/macros.h"

#define WIDE_LIMBS 4

struct wide {
    uint64_t limb[WIDE_LIMBS]; /* least significant first */
};

struct wide wide_of(unsigned __int128 value);
/* False on overflow; *value is then worthless. */
MUSTCHECK bool wide_multiply(struct wide *value, uint64_t by);
/* -1, 0, 1 */
int wide_compare(const struct wide *a, const struct wide *b);
/* num / den rounded half to even. False when den is 0 or the result needs
 * more than 64 bits. */
MUSTCHECK bool wide_divide(const struct wide *num, const struct wide *den,
                           uint64_t *out);

#endif
