#include "stats/exact_int.h"

#define LIMIT 1000000000000000000 /* 18 digits */

void exact_int_set(mpz_t out, __int128 value)
{
    bool negative = value < 0;
    unsigned __int128 size =
        negative ? -(unsigned __int128)value : (unsigned __int128)value;
    mpz_set_ui(out, (uint64_t)(size >> 64));
    mpz_mul_2exp(out, out, 64);
    mpz_add_ui(out, out, (uint64_t)size);
    if (negative) {
        mpz_neg(out, out);
    }
}

bool exact_int_split(mpz_t num, const mpz_t den, int64_t *whole, uint64_t *rest)
{
    mpz_t quotient;
    mpz_init(quotient);
    mpz_fdiv_qr(quotient, num, num, den);
    bool fits = mpz_cmpabs_ui(quotient, LIMIT) < 0;
    if (fits) {
        *whole = mpz_get_si(quotient);
        mpz_mul_2exp(num, num, 64);
        mpz_fdiv_q(quotient, num, den);
        *rest = mpz_get_ui(quotient);
    }
    mpz_clear(quotient);
    return fits;
}
