#include "stats/exact_growth.h"

#include "stats/exact_int.h"

#define LIMIT 1000000000000000000 /* 18 digits */

static bool is_positive(const struct figure *fig)
{
    return fig->present &&
           ((fig->num > 0 && fig->den > 0) || (fig->num < 0 && fig->den < 0));
}

/* What is looked for: the m with m/scale nearest to (num/den)^(1/years). */
struct root {
    mpz_t num; /* num * scale^years */
    mpz_t den;
    mpz_t m;
    mpz_t work;
    unsigned long years;
};

static void root_init(struct root *root, const struct figure *cur,
                      const struct figure *base)
{
    mpz_inits(root->num, root->den, root->m, root->work, NULL);
    exact_int_set(root->num, (__int128)cur->num * base->den);
    exact_int_set(root->den, (__int128)cur->den * base->num);
    mpz_abs(root->num, root->num);
    mpz_abs(root->den, root->den);
}

static void root_fini(struct root *root)
{
    mpz_clears(root->num, root->den, root->m, root->work, NULL);
}

/* The root of a floor is the floor of the root, for whole numbers. */
static void find_floor(struct root *root, const mpz_t scale)
{
    mpz_pow_ui(root->work, scale, root->years);
    mpz_mul(root->num, root->num, root->work);
    mpz_fdiv_q(root->work, root->num, root->den);
    mpz_root(root->m, root->work, root->years);
}

/* (m + 1/2)^years against num/den, both times 2^years * den. */
static int compare_half(struct root *root)
{
    mpz_mul_2exp(root->work, root->m, 1);
    mpz_add_ui(root->work, root->work, 1);
    mpz_pow_ui(root->work, root->work, root->years);
    mpz_mul(root->work, root->work, root->den);
    mpz_mul_2exp(root->num, root->num, root->years);
    return mpz_cmp(root->num, root->work);
}

static void round_half_even(struct root *root)
{
    int above = compare_half(root);
    if (above > 0 || (above == 0 && mpz_odd_p(root->m))) {
        mpz_add_ui(root->m, root->m, 1);
    }
}

bool exact_growth(const struct figure *cur, const struct figure *base,
                  int years, int digits, int64_t *out)
{
    if (!is_positive(cur) || !is_positive(base) ||
        years < EXACT_GROWTH_YEARS_MIN || years > EXACT_GROWTH_YEARS_MAX) {
        return false;
    }
    struct root root = {.years = (unsigned long)years};
    mpz_t scale;
    mpz_init(scale);
    mpz_ui_pow_ui(scale, 10, (unsigned long)digits + 2);
    root_init(&root, cur, base);
    find_floor(&root, scale);
    round_half_even(&root);
    /* The scale is even: taking it away keeps what is even so. */
    mpz_sub(root.m, root.m, scale);
    bool fits = mpz_cmpabs_ui(root.m, LIMIT) < 0;
    if (fits) {
        *out = mpz_get_si(root.m);
    }
    root_fini(&root);
    mpz_clear(scale);
    return fits;
}
