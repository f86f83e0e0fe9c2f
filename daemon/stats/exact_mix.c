#include "stats/exact_mix.h"

#include "stats/exact_int.h"
#include "stats/share.h"

/* Everything that the terms are made of. D and N stand for the whole, a
 * trailing 1 for the current year, 0 for the base. */
struct mix {
    mpz_t d1, d0;         /* D', D */
    mpz_t dd;             /* D' D */
    mpz_t mean;           /* N' D + N D': twice the mean rate, times dd */
    mpz_t up, down;       /* what brings a fraction to the printed unit */
    mpz_t num, den;       /* of the term being computed */
    mpz_t left, right;    /* work */
    mpz_t n1, n0, m1, m0; /* of the part: numerators n, denominators m */
    __int128 sums[4];     /* N', D', N, D */
};

enum { NUM, DEN, BASE_NUM, BASE_DEN };

static void add_up(struct mix *mix, const struct exact_mix_part *parts,
                   int count)
{
    for (int i = 0; i < count; i++) {
        mix->sums[NUM] += parts[i].num;
        mix->sums[DEN] += parts[i].den;
        mix->sums[BASE_NUM] += parts[i].base_num;
        mix->sums[BASE_DEN] += parts[i].base_den;
    }
}

static void set_scale(struct mix *mix, const struct exact_mix_scale *scale)
{
    int power = scale->digits + scale->shift;
    mpz_ui_pow_ui(mix->up, 10, power > 0 ? (unsigned long)power : 0);
    mpz_ui_pow_ui(mix->down, 10, power < 0 ? (unsigned long)-power : 0);
    mpz_mul_si(mix->up, mix->up, scale->multiplier);
}

static void mix_init(struct mix *mix, const struct exact_mix_scale *scale)
{
    mpz_inits(mix->d1, mix->d0, mix->dd, mix->mean, mix->up, mix->down,
              mix->num, mix->den, mix->left, mix->right, mix->n1, mix->n0,
              mix->m1, mix->m0, NULL);
    set_scale(mix, scale);
    exact_int_set(mix->d1, mix->sums[DEN]);
    exact_int_set(mix->d0, mix->sums[BASE_DEN]);
    mpz_mul(mix->dd, mix->d1, mix->d0);
    exact_int_set(mix->left, mix->sums[NUM]);
    exact_int_set(mix->right, mix->sums[BASE_NUM]);
    mpz_mul(mix->mean, mix->left, mix->d0);
    mpz_addmul(mix->mean, mix->right, mix->d1);
}

static void mix_fini(struct mix *mix)
{
    mpz_clears(mix->d1, mix->d0, mix->dd, mix->mean, mix->up, mix->down,
               mix->num, mix->den, mix->left, mix->right, mix->n1, mix->n0,
               mix->m1, mix->m0, NULL);
}

static void set_part(struct mix *mix, const struct exact_mix_part *part)
{
    mpz_set_si(mix->n1, part->num);
    mpz_set_si(mix->m1, part->den);
    mpz_set_si(mix->n0, part->base_num);
    mpz_set_si(mix->m0, part->base_den);
}

/* a*b + c*d and a*b - c*d */
static void cross_sum(mpz_t out, const mpz_t a, const mpz_t b, const mpz_t c,
                      const mpz_t d)
{
    mpz_mul(out, a, b);
    mpz_addmul(out, c, d);
}

static void cross_difference(mpz_t out, const mpz_t a, const mpz_t b,
                             const mpz_t c, const mpz_t d)
{
    mpz_mul(out, a, b);
    mpz_submul(out, c, d);
}

/* num/den of the printed unit, split. */
static bool split(struct mix *mix, struct share *out)
{
    mpz_mul(mix->num, mix->num, mix->up);
    mpz_mul(mix->den, mix->den, mix->down);
    return exact_int_split(mix->num, mix->den, &out->units, &out->rest);
}

/* (d'D + dD')(n'd - nd') / 2 D'D d'd */
static bool within(struct mix *mix, struct share *out)
{
    cross_sum(mix->left, mix->m1, mix->d0, mix->m0, mix->d1);
    cross_difference(mix->right, mix->n1, mix->m0, mix->n0, mix->m1);
    mpz_mul(mix->num, mix->left, mix->right);
    mpz_mul(mix->den, mix->m1, mix->m0);
    mpz_mul(mix->den, mix->den, mix->dd);
    mpz_mul_2exp(mix->den, mix->den, 1);
    return split(mix, out);
}

/* (d'D - dD') ((n'd + nd') D'D - (N'D + ND') d'd) / 2 (D'D)^2 d'd */
static bool between(struct mix *mix, struct share *out)
{
    mpz_mul(mix->den, mix->m1, mix->m0);
    cross_sum(mix->left, mix->n1, mix->m0, mix->n0, mix->m1);
    cross_difference(mix->right, mix->left, mix->dd, mix->mean, mix->den);
    cross_difference(mix->left, mix->m1, mix->d0, mix->m0, mix->d1);
    mpz_mul(mix->num, mix->left, mix->right);
    mpz_mul(mix->den, mix->den, mix->dd);
    mpz_mul(mix->den, mix->den, mix->dd);
    mpz_mul_2exp(mix->den, mix->den, 1);
    return split(mix, out);
}

/* All that a part does, whatever it has:
 * (2 D'D (n'D - nD') - (d'D - dD')(N'D + ND')) / 2 (D'D)^2 */
static bool effect(struct mix *mix, struct share *out)
{
    cross_difference(mix->left, mix->n1, mix->d0, mix->n0, mix->d1);
    mpz_mul(mix->num, mix->left, mix->dd);
    mpz_mul_2exp(mix->num, mix->num, 1);
    cross_difference(mix->left, mix->m1, mix->d0, mix->m0, mix->d1);
    mpz_submul(mix->num, mix->left, mix->mean);
    mpz_mul(mix->den, mix->dd, mix->dd);
    mpz_mul_2exp(mix->den, mix->den, 1);
    return split(mix, out);
}

static enum exact_mix_kind kind_of(const struct exact_mix_part *part)
{
    if (part->den > 0 && part->base_den > 0) {
        return EXACT_MIX_BOTH;
    }
    if (part->den > 0 && part->base_den == 0 && part->base_num == 0) {
        return EXACT_MIX_ENTERED;
    }
    if (part->base_den > 0 && part->den == 0 && part->num == 0) {
        return EXACT_MIX_LEFT;
    }
    return EXACT_MIX_OTHER;
}

/* Two shares for each part; the second stays 0 where there is one term. */
static bool compute(struct mix *mix, struct exact_mix_part *part,
                    struct share *shares)
{
    part->kind = kind_of(part);
    shares[1] = (struct share){0};
    set_part(mix, part);
    if (part->kind == EXACT_MIX_BOTH) {
        return within(mix, &shares[0]) && between(mix, &shares[1]);
    }
    return effect(mix, &shares[0]);
}

/* N'/D' - N/D, half to even. */
static bool round_change(struct mix *mix, int64_t *out)
{
    struct share share = {0};
    exact_int_set(mix->left, mix->sums[NUM]);
    exact_int_set(mix->right, mix->sums[BASE_NUM]);
    cross_difference(mix->num, mix->left, mix->d0, mix->right, mix->d1);
    mpz_set(mix->den, mix->dd);
    mpz_mul(mix->num, mix->num, mix->up);
    mpz_mul(mix->den, mix->den, mix->down);
    mpz_set(mix->left, mix->num);
    if (!exact_int_split(mix->left, mix->den, &share.units, &share.rest)) {
        return false;
    }
    /* num/den - units against 1/2 */
    mpz_mul_2exp(mix->num, mix->num, 1);
    mpz_set_si(mix->right, share.units);
    mpz_mul_2exp(mix->right, mix->right, 1);
    mpz_add_ui(mix->right, mix->right, 1);
    mpz_mul(mix->right, mix->right, mix->den);
    int above = mpz_cmp(mix->num, mix->right);
    *out = share.units + (above > 0 || (above == 0 && (share.units & 1) != 0));
    return true;
}

static bool fill(struct mix *mix, struct exact_mix_part *parts, int count,
                 struct arena *arena, int64_t *change)
{
    struct share *shares =
        arena_alloc(arena, 2 * (size_t)count * sizeof(*shares));
    if (!round_change(mix, change)) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        if (!compute(mix, &parts[i], &shares[2 * i])) {
            return false;
        }
    }
    share_apportion(shares, 2 * count, *change, arena);
    for (int i = 0; i < count; i++) {
        parts[i].within = shares[2 * i].units;
        parts[i].mix = shares[2 * i + 1].units;
    }
    return true;
}

bool exact_mix_compute(struct exact_mix_part *parts, int count,
                       const struct exact_mix_scale *scale, struct arena *arena,
                       int64_t *change)
{
    struct mix mix = {0};
    add_up(&mix, parts, count);
    if (mix.sums[DEN] <= 0 || mix.sums[BASE_DEN] <= 0) {
        return false;
    }
    mix_init(&mix, scale);
    bool fits = fill(&mix, parts, count, arena, change);
    mix_fini(&mix);
    return fits;
}
