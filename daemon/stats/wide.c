#include "stats/wide.h"

struct wide wide_of(unsigned __int128 value)
{
    return (struct wide){{(uint64_t)value, (uint64_t)(value >> 64), 0, 0}};
}

bool wide_multiply(struct wide *value, uint64_t by)
{
    unsigned __int128 carry = 0;
    for (int i = 0; i < WIDE_LIMBS; i++) {
        carry += (unsigned __int128)value->limb[i] * by;
        value->limb[i] = (uint64_t)carry;
        carry >>= 64;
    }
    return carry == 0;
}

int wide_compare(const struct wide *a, const struct wide *b)
{
    for (int i = WIDE_LIMBS - 1; i >= 0; i--) {
        if (a->limb[i] != b->limb[i]) {
            return a->limb[i] < b->limb[i] ? -1 : 1;
        }
    }
    return 0;
}

/* a >= b */
static void subtract(struct wide *a, const struct wide *b)
{
    unsigned borrow = 0;
    for (int i = 0; i < WIDE_LIMBS; i++) {
        unsigned __int128 take = (unsigned __int128)b->limb[i] + borrow;
        borrow = a->limb[i] < take;
        a->limb[i] -= (uint64_t)take;
    }
}

static bool bit_of(const struct wide *value, int index)
{
    return (value->limb[index / 64] >> (index % 64) & 1) != 0;
}

/* Doubles and adds the bit; true when a bit fell out at the top. */
static bool shift_in(struct wide *value, bool bit)
{
    uint64_t carry = bit;
    for (int i = 0; i < WIDE_LIMBS; i++) {
        uint64_t out = value->limb[i] >> 63;
        value->limb[i] = value->limb[i] << 1 | carry;
        carry = out;
    }
    return carry != 0;
}

static bool is_zero(const struct wide *value)
{
    return (value->limb[0] | value->limb[1] | value->limb[2] |
            value->limb[3]) == 0;
}

/* Both fit 127 bits, as nearly all do: the processor divides much faster. */
static bool is_narrow(const struct wide *value)
{
    return value->limb[2] == 0 && value->limb[3] == 0 &&
           value->limb[1] >> 63 == 0;
}

static unsigned __int128 narrow(const struct wide *value)
{
    return (unsigned __int128)value->limb[1] << 64 | value->limb[0];
}

/* The quotient, and how twice the rest compares with the divisor. */
struct quotient {
    uint64_t value;
    bool fits;
    int half;
};

static struct quotient divide_narrow(unsigned __int128 num,
                                     unsigned __int128 den)
{
    unsigned __int128 value = num / den;
    unsigned __int128 twice = num % den * 2;
    return (struct quotient){
        .value = (uint64_t)value,
        .fits = value >> 64 == 0,
        .half = (twice > den) - (twice < den),
    };
}

/* Long division, a bit at a time: rare, and easy to see through. */
static struct quotient divide_long(const struct wide *num,
                                   const struct wide *den)
{
    struct quotient out = {.fits = true};
    struct wide rest = wide_of(0);
    for (int i = 64 * WIDE_LIMBS - 1; i >= 0; i--) {
        bool over = shift_in(&rest, bit_of(num, i));
        bool bit = over || wide_compare(&rest, den) >= 0;
        if (bit) {
            subtract(&rest, den);
            out.fits = out.fits && i < 64;
        }
        out.value = out.value << 1 | bit;
    }
    bool over = shift_in(&rest, false);
    out.half = over ? 1 : wide_compare(&rest, den);
    return out;
}

bool wide_divide(const struct wide *num, const struct wide *den, uint64_t *out)
{
    if (is_zero(den)) {
        return false;
    }
    struct quotient q = is_narrow(num) && is_narrow(den)
                            ? divide_narrow(narrow(num), narrow(den))
                            : divide_long(num, den);
    bool up = q.half > 0 || (q.half == 0 && (q.value & 1) != 0);
    if (!q.fits || (up && q.value == UINT64_MAX)) {
        return false;
    }
    *out = q.value + up;
    return true;
}
